"""What templates may use: navigation, filters and the language."""

import functools
from dataclasses import dataclass

from flask import Flask, request, url_for
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from ideas import i18n, labels
from ideas.extensions import settings
from ideas.models.case import Case
from ideas.models.user import PersonName
from ideas.web.clock import today
from ideas.web.markdown import render, render_page
from ideas.web.security import new_post_key
from workflow.actors import Role
from workflow.hours import person_years, shown, shown_range
from workflow.permissions import Action, may

NAVIGATION = (
    ("front.front", _l("Front page"), Action.READ),
    ("listing.ideas", _l("Ideas"), Action.READ),
    ("submission.begin", _l("New idea"), Action.BEGIN),
    ("register.work_steps", _l("What can we give up?"), Action.READ),
    ("gallery.experiments", _l("Experiments"), Action.READ),
    ("desk.desk", _l("Review desk"), Action.DESK),
    ("situation.situation", _l("Situation view"), Action.SEE_SITUATION),
    ("people.people", _l("People"), Action.MANAGE_PEOPLE),
)
PARTS = {
    "desk.work_steps": "desk.desk",
    "evaluation.evaluations": "desk.desk",
    "pending.pending": "desk.desk",
    "desk.hand_over": "desk.desk",
    "criteria.criteria": "desk.desk",
    "criteria.add": "desk.desk",
    "criteria.criterion": "desk.desk",
    "sheet.page": "situation.situation",
    "sheet.handle": "situation.situation",
    "commitments.commitments": "situation.situation",
    "situation.rows": "situation.situation",
    "balance.balance": "situation.situation",
    "people.person": "people.people",
    "people.deactivate": "people.people",
    "people.link": "people.people",
    "people.invite": "people.people",
    "people.units": "people.people",
    "people.unit": "people.people",
    "erasing.erase": "people.people",
    "pages.pages": "people.people",
    "pages.edit": "people.people",
    "pages.version": "people.people",
    "feedback.received": "people.people",
    "feedback.answer": "people.people",
    "feedback.remove": "people.people",
    "commitments.edit": "situation.situation",
    "mail.mails": "people.people",
    "mail.mail": "people.people",
    "gallery.experiment": "gallery.experiments",
    "gallery.apply": "gallery.experiments",
    "gallery.answer": "gallery.experiments",
}
"""Pages that are part of another one, which the navigation marks as the place where one is."""
LISTS = {
    "idea": (_l("Ideas"), "listing.ideas"),
    "work-step": (_l("What can we give up?"), "register.work_steps"),
}
"""The list in which each kind of case stands."""


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the navigation."""

    text: str
    href: str
    current: bool


def init_app(app: Flask) -> None:
    """Give templates their functions and filters."""
    PersonName.in_words = lambda: str(labels.ERASED_PERSON)
    app.jinja_env.globals.update(
        navigation=navigation,
        list_of=list_of,
        new_post_key=new_post_key,
        languages=i18n.LANGUAGES,
        labels=labels,
        today=today,
        settings=settings,
        shown=shown,
        shown_range=shown_range,
        person_years=person_years,
    )
    app.jinja_env.filters.update(
        date=i18n.format_date,
        datetime=i18n.format_datetime,
        number=i18n.format_number,
        ago=i18n.format_ago,
        markdown=render,
        markdown_page=render_page,
    )
    app.context_processor(lambda: {"locale": i18n.language()})


def navigation() -> tuple[Link, ...]:
    """What this person's role can open; nothing for a visitor."""
    if not current_user.is_authenticated:
        return ()
    return _links(current_user.user.role, request.endpoint, i18n.language(), request.script_root)


def list_of(case: Case) -> tuple[str, str]:
    """The list in which a case stands: its name and its address, where a trail of links begins."""
    text, endpoint = LISTS[case.kind]
    return str(text), url_for(endpoint)


# Never stale: texts and addresses hang on nothing but language and root, which are in the key.
@functools.lru_cache(512)
def _links(role: Role, here: str | None, language: str, root: str) -> tuple[Link, ...]:
    return tuple(
        Link(str(text), url_for(endpoint), PARTS.get(here or "", here) == endpoint)
        for endpoint, text, action in NAVIGATION
        if may(action, role)
    )
