"""Reads how far a person is with their second step, and draws the picture that an app reads."""

import segno
from markupsafe import Markup
from sqlalchemy import func, select

from ideas.extensions import db
from ideas.models.second_step import RecoveryCode, SecondStep
from ideas.models.user import User
from ideas.second_steps import address_of

LOOKS = {"scale": 5, "border": 4, "dark": "#000", "light": "#fff", "svgclass": None, "lineclass": None}
"""Black on white in any colour scheme: that is what cameras look for."""


def person(person_id: int) -> User:
    """Everything the house knows of a person."""
    return db.session.get_one(User, person_id)


def step_of(person_id: int) -> SecondStep | None:
    """The person's second step, begun or in use."""
    return db.session.get(SecondStep, person_id)


def codes_left(person_id: int) -> int:
    """How many recovery codes have not been used."""
    unused = (RecoveryCode.user_id == person_id) & RecoveryCode.used_at.is_(None)
    return db.session.scalars(select(func.count()).select_from(RecoveryCode).where(unused)).one()


def picture_of(step: SecondStep, user: User) -> Markup:
    """The secret as a picture, drawn here: no other service sees it."""
    drawn = segno.make(address_of(step, user), error="m").svg_inline(**LOOKS)
    return Markup(drawn)  # noqa: S704 - drawn from squares alone
