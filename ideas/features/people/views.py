"""The pages on which administrators keep people and units."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ideas.access import current_actor, requires
from ideas.features.people import queries, service
from ideas.features.people.forms import (
    InvitationForm,
    NewUnitForm,
    PeopleFilter,
    RoleForm,
    UnitForm,
)
from ideas.features.people.units import TooDeep, UnitInUse, add_unit, rename_unit
from ideas.features.people.units import remove_unit as remove
from ideas.forms import choices
from ideas.i18n import language
from ideas.models.unit import Unit
from ideas.models.user import User
from ideas.retention import closed_long_ago
from ideas.second_steps import confirmed
from ideas.units import unit_choices, unit_tree
from ideas.web.clock import now
from workflow.actors import Role
from workflow.permissions import Action

blueprint = Blueprint("people", __name__)
blueprint.add_app_template_global(queries.parts_of, "parts_of")
Page = tuple[str, int]


@blueprint.route("/people", methods=["GET"])
@requires(Action.MANAGE_PEOPLE)
def people() -> str:
    """Everybody, fifty a page, filtered by what stands in the address."""
    form, page = PeopleFilter(request.args), min(max(request.args.get("page", 1, type=int), 1), 10_000)
    form.unit.choices = _units(_("All units"))
    found = queries.people(form.wanted(), page)
    following = _page_url(form, page + 1) if len(found) > queries.PAGE else None
    previous = _page_url(form, page - 1) if page > 1 else None
    facts = {"people": found[: queries.PAGE], "following": following, "previous": previous}
    closed = closed_long_ago(now()) if page == 1 else []
    return render_template("people/people.html", form=form, closed=closed[: queries.PAGE], **facts)


@blueprint.route("/people/invite", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE)
def invite() -> Page:
    """A one-time link for somebody new, shown once."""
    form, link = InvitationForm(role=Role.EMPLOYEE.value), None
    form.unit.choices = _units(_("no unit"))
    if form.validate_on_submit():
        link = _invited(form)
    code = 422 if form.is_submitted() and not link else 200
    waiting = queries.open_links(now())
    return render_template("people/invite.html", form=form, link=link, waiting=waiting), code


@blueprint.route("/people/<int:person_id>", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE)
def person(person_id: int) -> Response | Page:
    """One person: what they do, where they belong, and what happened to their account."""
    form = _role_form(_person(person_id))
    if form.validate_on_submit() and _changed(person_id, form):
        flash(_("Saved. It holds from their next step on."), "success")
        return redirect(url_for("people.person", person_id=person_id), 303)
    facts = {"user": _person(person_id), "rows": queries.history(person_id), "step": confirmed(person_id)}
    return render_template("people/person.html", form=form, **facts), form.code


@blueprint.route("/people/<int:person_id>/deactivate", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE)
def deactivate(person_id: int) -> Response | Page:
    """Close an account, knowing what the person answers for."""
    user, is_last = _person(person_id), False
    if request.method == "POST":
        is_last = not _closed(person_id)
        if not is_last:
            return redirect(url_for("people.person", person_id=person_id), 303)
    facts = {"user": user, "leads": queries.others_who_see(person_id), "is_last": is_last}
    return render_template("people/deactivate.html", **facts), 409 if is_last else 200


@blueprint.route("/people/<int:person_id>/reactivate", methods=["POST"])
@requires(Action.MANAGE_PEOPLE)
def reactivate(person_id: int) -> Response:
    """Open a closed account again."""
    service.reactivate(_person(person_id).id, actor=current_actor(), at=now())
    flash(_("The account is open again."), "success")
    return redirect(url_for("people.person", person_id=person_id), 303)


@blueprint.route("/people/<int:person_id>/link", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE)
def link(person_id: int) -> Response | str:
    """A one-time link for somebody who lost their password, shown once."""
    user, found = _person(person_id), None
    if user.is_deactivated:
        return redirect(url_for("people.person", person_id=person_id), 303)
    if request.method == "POST":
        found = _address(service.give_new_link(person_id, actor=current_actor(), at=now()))
    return render_template("people/link.html", user=user, link=found)


@blueprint.route("/people/<int:person_id>/second-step/reset", methods=["POST"])
@requires(Action.MANAGE_PEOPLE)
def reset_second_step(person_id: int) -> Response:
    """Remove the second step of somebody who lost their app."""
    service.reset_second_step(_person(person_id).id, actor=current_actor(), at=now())
    flash(_("The second step is removed: the password alone signs the person in."), "success")
    return redirect(url_for("people.person", person_id=person_id), 303)


@blueprint.route("/units", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE)
def units() -> Response | Page:
    """The tree of units, and the place to add one."""
    tree, form = unit_tree(language()), NewUnitForm()
    form.parent.choices = _offered(tree, _("nothing: it stands at the top"))
    if form.validate_on_submit() and _added(form):
        flash(_("The unit is there."), "success")
        return redirect(url_for("people.units"), 303)
    return render_template("people/units.html", form=form, tree=tree), form.code


@blueprint.route("/units/<int:unit_id>", methods=["GET", "POST"])
@requires(Action.MANAGE_PEOPLE)
def unit(unit_id: int) -> Response | Page:
    """What a unit is called in each language."""
    found = _unit(unit_id)
    form = UnitForm(obj=found)
    if form.validate_on_submit():
        rename_unit(unit_id, form.names, actor=current_actor(), at=now())
        flash(_("The unit has its new name."), "success")
        return redirect(url_for("people.units"), 303)
    return render_template("people/unit.html", form=form, unit=found), form.code


@blueprint.route("/units/<int:unit_id>/remove", methods=["POST"])
@requires(Action.MANAGE_PEOPLE)
def remove_unit(unit_id: int) -> Response:
    """Remove a unit that nothing belongs to."""
    try:
        remove(_unit(unit_id).id, actor=current_actor(), at=now())
    except UnitInUse:
        flash(_("People, ideas or other units belong to it, so it stays."), "warning")
        return redirect(url_for("people.unit", unit_id=unit_id), 303)
    flash(_("The unit is removed."), "success")
    return redirect(url_for("people.units"), 303)


def _person(person_id: int) -> User:
    return queries.find_person(person_id) or abort(404)


def _unit(unit_id: int) -> Unit:
    return queries.find_unit(unit_id) or abort(404)


def _units(nothing: str) -> list[Any]:
    return _offered(unit_tree(language()), nothing)


def _offered(tree: list[Unit], nothing: str) -> list[Any]:
    return choices([("", nothing), *unit_choices(tree, language())])


def _page_url(form: PeopleFilter, number: int) -> str:
    """The address of another page of the same choice."""
    return url_for("people.people", **form.chosen(), page=number)


def _address(token: str) -> str:
    """The whole address of a one-time link, to be copied."""
    return url_for("signin.invitation", token=token, _external=True)


def _invited(form: InvitationForm) -> str | None:
    try:
        token = service.invite(form.holder, actor=current_actor(), at=now())
    except service.AddressTaken:
        form.email.errors = [_("Somebody with this address has an account already.")]
        return None
    return _address(token)


def _role_form(user: User) -> RoleForm:
    form = RoleForm(role=user.role.value, unit=str(user.unit_id or ""), version=str(user.version))
    form.unit.choices = _units(_("no unit"))
    return form


def _changed(person_id: int, form: RoleForm) -> bool:
    """Save; or say on the form what stands in the way."""
    wanted = service.Change(Role(form.role.data), form.unit_id, form.seen_version)
    try:
        service.change(person_id, wanted, actor=current_actor(), at=now())
    except service.LastAdmin:
        form.role.errors = [_("This is the last administrator. Make somebody else one first.")]
        return False
    except service.Overtaken:
        form.version.data = str(_person(person_id).version)
        form.form_errors.append(_("Somebody changed this person meanwhile. Look below, and save again."))
        return False
    return True


def _closed(person_id: int) -> bool:
    try:
        service.deactivate(person_id, actor=current_actor(), at=now())
    except service.LastAdmin:
        return False
    flash(_("The account is closed. Every session of the person has ended."), "success")
    return True


def _added(form: NewUnitForm) -> bool:
    try:
        add_unit(form.names, form.parent_id, actor=current_actor(), at=now())
    except TooDeep:
        form.parent.errors = [_("There are too many levels above it.")]
        return False
    return True
