"""Sets a person's second step of signing in up, and removes it."""

from datetime import datetime

from ideas.extensions import db
from ideas.history import record
from ideas.models.second_step import SecondStep
from ideas.second_steps import fits_app, new_recovery_codes, new_salt, remove_second_step
from ideas.transaction import command
from workflow.events import Kind


@command
def begin(person_id: int, at: datetime) -> None:
    """A new secret to be given to an app; one that is in use stays as it is."""
    step = db.session.get(SecondStep, person_id, with_for_update=True)
    if step is None:
        step = SecondStep(user_id=person_id)
        db.session.add(step)
    if step.confirmed_at is None:
        step.salt, step.begun_at = new_salt(), at


@command
def confirm(person_id: int, code: str, at: datetime) -> list[str]:
    """Ask for codes from now on; the recovery codes, or none where the app shows another code."""
    step = db.session.get(SecondStep, person_id, with_for_update=True)
    if step is None or step.confirmed_at is not None or not fits_app(step, code, at):
        return []
    step.confirmed_at = at
    record(Kind.SECOND_STEP_SET, at=at, actor_id=person_id, person_id=person_id)
    return new_recovery_codes(person_id)


@command
def remove(person_id: int, at: datetime) -> None:
    """Ask for the password alone."""
    if remove_second_step(person_id):
        record(Kind.SECOND_STEP_REMOVED, at=at, actor_id=person_id, person_id=person_id)
