"""The heads of the columns of a table that is taken along, each with its unit."""

from flask_babel import lazy_gettext as _l

WORK_STEPS = _l("Work steps")
"""The name of the sheet."""
NAME_HIDDEN = _l("name hidden")
"""Stands where an author would."""
STEP_COLUMNS = {
    "public_id": _l("Id"),
    "title": _l("What could we give up?"),
    "step_kind": _l("Kind"),
    "state": _l("State"),
    "state_since": _l("In this state since"),
    "question": _l("Which question does this answer?"),
    "reasons": _l("Why do we doubt it?"),
    "unit": _l("Unit"),
    "authors": _l("Named by"),
    "submitted_at": _l("Named on"),
    "owner": _l("Responsible person"),
    "origin": _l("Origin"),
    "customer_benefit": _l("Benefit to the customer"),
    "staff_success": _l("Experiences of success to staff"),
    "estimated": _l("Estimated, h/yr"),
    "estimated_low": _l("Estimated at least, h/yr"),
    "estimated_high": _l("Estimated at most, h/yr"),
    "evidence_class": _l("How well the estimate is known"),
    "decision": _l("Decision"),
    "decided_on": _l("Decided on"),
    "decided": _l("Decided, h/yr"),
    "decided_low": _l("Decided at least, h/yr"),
    "decided_high": _l("Decided at most, h/yr"),
    "decided_class": _l("How well the decided hours were known"),
    "verified": _l("Verified, h/yr"),
    "shifted_to": _l("To whom does the work move?"),
    "shifted_hours": _l("Work that moves, h/yr"),
    "change_hours": _l("One-off work of the change, h"),
    "customer_minutes": _l("The customer’s time per occurrence, min"),
    "customer_events": _l("Occurrences the customer meets, per year"),
    "waiting_days": _l("The customer’s waiting, days"),
    "euros_per_year": _l("Direct costs, €/year as told"),
    "next_date": _l("Next date"),
    "review_on": _l("Review date"),
}
READING_COLUMNS = {
    "on": _l("Day"),
    "measure": _l("Measure"),
    "value": _l("Reading"),
    "unit_of_measure": _l("Unit of measure"),
    "note": _l("Note"),
    "read_by": _l("Read by"),
    "corrected_on": _l("Corrected on"),
    "corrected_by": _l("Corrected by"),
    "reason": _l("Why is it corrected?"),
    "instead_on": _l("Day as corrected"),
    "instead": _l("Reading as corrected"),
}
