"""The pages of the desk."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ideas.access import current_actor, demand, requires
from ideas.colleagues import is_answered_for, leads
from ideas.features.desk import forms, handover, queries, service
from ideas.features.desk.handover import HandedOver
from ideas.features.desk.left import left_of, legacy
from ideas.features.desk.work_steps import step_desk
from ideas.i18n import language
from ideas.models import Case
from ideas.units import unit_choices, unit_tree
from ideas.web.clock import now, today
from workflow.permissions import Action

blueprint = Blueprint("desk", __name__)
ASKED = _l("Asked. The responsibility stays where it is until they accept.")
Answer = Response | str | tuple[str, int]


@blueprint.route("/desk")
@requires(Action.DESK)
def desk() -> str:
    """What waits for whom."""
    form = forms.DeskFilter(request.args).offer(unit_choices(unit_tree(language()), language()))
    mine = request.args.get("view") == "mine"
    sections = queries.desk(current_actor(), mine=mine, unit_id=form.unit_id, today=today())
    left = left_of("idea", current_actor(), form.unit_id)
    return render_template("desk/desk.html", form=form, sections=sections, mine=mine, left=left)


@blueprint.route("/desk/work-steps")
@requires(Action.DESK)
def work_steps() -> str:
    """What waits for whom among the work steps."""
    form = forms.DeskFilter(request.args).offer(unit_choices(unit_tree(language()), language()))
    mine = request.args.get("view") == "mine"
    sections = step_desk(current_actor(), mine=mine, unit_id=form.unit_id, today=today())
    left = left_of("work-step", current_actor(), form.unit_id)
    return render_template("desk/work_steps.html", form=form, sections=sections, mine=mine, left=left)


@blueprint.route("/desk/left/<int:person_id>", methods=["GET", "POST"])
@requires(Action.DESK)
def hand_over(person_id: int) -> Answer:
    """Ask one colleague to take over everything that somebody who has left answered for."""
    person, actor = queries.person(person_id) or abort(404), current_actor()
    if not person.is_deactivated:
        return redirect(url_for("desk.desk"), 303)
    form = forms.HandOverForm()
    if form.validate_on_submit():
        email, words = str(form.email.data), form.words.data or ""
        flash(*_said_of(handover.hand_over(person_id, email, words, actor=actor, at=now())))
        return redirect(url_for("desk.hand_over", person_id=person_id), 303)
    facts = {"legacy": legacy(person_id, actor), "leads": leads()}
    return render_template("desk/hand_over.html", person=person, form=form, **facts), form.code


@blueprint.route("/<case:public_id>/owner", methods=["GET", "POST"])
@requires(Action.ASSIGN)
def owner(public_id: str) -> Answer:
    """Name who answers for the case."""
    case, actor = _opened(public_id, Action.ASSIGN), current_actor()
    form = forms.OwnerForm(version=case.version, email=_likely_owner(case))
    if form.validate_on_submit():
        named = service.assign(public_id, str(form.email.data), form.seen_version, actor=actor, at=now())
        return _home(
            public_id, ASKED if named.receiver_id else _("Now there is somebody who answers for it.")
        )
    return render_template("desk/owner.html", case=case, form=form, leads=leads()), form.code


@blueprint.route("/<case:public_id>/next-date", methods=["GET", "POST"])
@requires(Action.SET_NEXT_DATE)
def next_date(public_id: str) -> Answer:
    """Say when the case is looked at next."""
    case, actor = _opened(public_id, Action.SET_NEXT_DATE), current_actor()
    form = forms.NextDateForm(version=case.version)
    if form.validate_on_submit():
        day, words = form.day, form.words.data or ""
        service.set_next_date(public_id, day, words, form.seen_version, actor=actor, at=now())
        return _home(public_id, _("The next date is set."))
    return render_template("desk/next_date.html", case=case, form=form), form.code


@blueprint.route("/<case:public_id>/questions", methods=["GET", "POST"])
@requires(Action.ASK_INFO)
def ask(public_id: str) -> Answer:
    """Ask the author for more."""
    case, actor = _opened(public_id, Action.ASK_INFO), current_actor()
    form = forms.QuestionForm(version=case.version)
    if form.validate_on_submit():
        service.ask(public_id, str(form.words.data), form.seen_version, actor=actor, at=now())
        return _home(public_id, _("The author has been asked. The promised date waits for the answer."))
    return render_template("desk/ask.html", case=case, form=form), form.code


@blueprint.route("/<case:public_id>/answer", methods=["GET", "POST"])
@requires(Action.GIVE_INFO)
def answer(public_id: str) -> Answer:
    """Answer as the author."""
    case, actor = _opened(public_id, Action.GIVE_INFO), current_actor()
    form = forms.AnswerForm(version=case.version)
    if form.validate_on_submit():
        service.answer(public_id, str(form.words.data), form.seen_version, actor=actor, at=now())
        return _home(public_id, _("Thank you. The handling goes on."))
    asked = queries.questions(case)
    return render_template("desk/answer.html", case=case, form=form, asked=asked), form.code


@blueprint.route("/<case:public_id>/transfer", methods=["GET", "POST"])
@requires(Action.OFFER)
def transfer(public_id: str) -> Answer:
    """Ask another lead to take over."""
    case, actor = _opened(public_id, Action.OFFER), current_actor()
    form = forms.TransferForm(version=case.version)
    if form.validate_on_submit():
        email, words = str(form.email.data), form.words.data or ""
        service.offer(public_id, email, words, form.seen_version, actor=actor, at=now())
        return _home(public_id, ASKED)
    return render_template("desk/transfer.html", case=case, form=form, leads=leads()), form.code


@blueprint.route("/<case:public_id>/transfer/accept", methods=["POST"])
@requires(Action.ACCEPT)
def accept(public_id: str) -> Response:
    """Take over."""
    service.accept(public_id, actor=current_actor(), at=now())
    return _home(public_id, _("You are now responsible for it."))


@blueprint.route("/<case:public_id>/transfer/decline", methods=["GET", "POST"])
@requires(Action.ACCEPT)
def decline(public_id: str) -> Answer:
    """Do not take over."""
    case, actor = _opened(public_id, Action.ACCEPT), current_actor()
    form = forms.DeclineForm(version=case.version)
    if form.validate_on_submit():
        service.decline(public_id, str(form.words.data), form.seen_version, actor=actor, at=now())
        return _home(public_id, _("Your answer has been passed on."))
    return render_template("desk/decline.html", case=case, form=form), form.code


def _said_of(done: HandedOver) -> tuple[str, str]:
    """What is told of a hand-over, and how."""
    if not done.number:
        return _("Nothing was left for which nobody had been asked."), "warning"
    if done.is_taken:
        return ngettext(
            "You now answer for %(num)s idea or work step.",
            "You now answer for %(num)s ideas and work steps.",
            done.number,
        ), "success"
    return ngettext(
        "They have been asked about %(num)s idea or work step. It stays on the desk until they accept.",
        "They have been asked about %(num)s ideas and work steps. Each stays on the desk until they accept.",
        done.number,
    ), "success"


def _likely_owner(case: Case) -> str | None:
    """The lead at the desk, unless the case is their own or somebody answers for it who is still here."""
    me = current_actor().id
    is_free = not is_answered_for(case) and me not in case.author_ids
    return next((lead.email for lead in leads() if is_free and lead.id == me), None)


def _opened(public_id: str, action: Action) -> Case:
    """The case of the page; where somebody was faster, the command alone judges the post, and says who."""
    if request.method != "POST":
        return service.opened(public_id, action, current_actor(), None)
    case = queries.case(public_id, current_actor())
    if request.form.get("version") in (None, "", str(case.version)):
        demand(action, current_actor(), case)
    return case


def _home(public_id: str, message: object) -> Response:
    flash(str(message), "success")
    return redirect(url_for("case.page", public_id=public_id), 303)
