"""What an examination does not take: words next to the field, and nothing that was written gets lost."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ideas.models import WorkStep
from tests.features.examination.cases import FEEDS, seen, write
from tests.features.verification.cases import told
from workflow.events import Kind

HUGE = "9999999999"
WRONG = [
    ("citation_link", "javascript:alert(1)", "Write the whole address"),
    ("citation_link", "ftp://example.org/", "Write the whole address"),
    ("citation_link", "https://", "Write the whole address"),
    ("citation_link", "http://[", "Write the whole address"),
    ("citation_link", "https://example.org/a b", "Write the whole address"),
    ("rule_owner", "nobody@example.org", "Nobody who can sign in has this e-mail address."),
    ("noticers", "Tuntematon Tekijä", "Not exactly one colleague who can sign in: Tuntematon Tekijä."),
    ("noticers", "\n".join(f"p{n}@example.org" for n in range(51)), "At most 50 colleagues."),
    ("minutes_likely", "24 s", "Write a number, such as 3,4."),
    ("minutes_likely", "-1", "This cannot be less than zero."),
    ("minutes_likely", "19", "The most likely time cannot be shorter than the shortest."),
    ("minutes_high", "24", "The longest time cannot be shorter than the others."),
    ("minutes_high", HUGE, "This is too large."),
    ("people", "2,5", "Write a whole number."),
    ("people", HUGE, "This is too large."),
    ("share_removed", "101", "From 0 to 100."),
    ("strain", "6", "Not a valid choice"),
    ("origin", "law", "Invalid Choice"),
    ("replacement", "", "Say too what the customer gets instead."),
    ("channel", "", "Say too through what."),
    ("removals", "x" * 201, "One line has at most 200 characters."),
    ("removals", "\n".join(f"Lomake {n}" for n in range(51)), "At most 50 lines."),
    ("clearer", "nobody@example.org", "Nobody who can sign in has this e-mail address."),
    ("dependants", "010101-123N", "A personal identity code stands here."),
    ("dependants", "x" * 4001, "At most 4000 characters."),
]


@pytest.mark.parametrize(("name", "value", "words"), WRONG)
def test_what_does_not_hold_is_said_next_to_the_field(
    app: Flask, step: WorkStep, lead: FlaskClient, name: str, value: str, words: str
) -> None:
    answer = write(lead, step, who_would_notice="Minun sanani.", **{name: value})
    assert (answer.status_code, f'href="#{name}' in answer.text) == (422, True)
    assert (words in answer.text, "Minun sanani." in answer.text) == (True, True)
    with app.app_context():
        assert (seen(step).origin, told(step, Kind.EXAMINATION_WRITTEN)) == (None, [])


def test_numbers_that_give_too_much_together_are_refused(step: WorkStep, lead: FlaskClient) -> None:
    large = {"minutes_high": "99999999", "people": "99999999", "times_per_year": "99999999"}
    answer = write(lead, step, **large)
    assert (answer.status_code, "too many hours a year" in answer.text) == (422, True)


def test_the_largest_numbers_that_are_taken_can_be_kept(
    app: Flask, step: WorkStep, lead: FlaskClient
) -> None:
    most = "100000000"
    costs = {"replacement_hours": most, "shifted_hours": most, "change_hours": most, "euros_per_year": most}
    answer = write(lead, step, basis="per-event", events_per_year=most, minutes_high="59", **costs)
    with app.app_context():
        assert (answer.status_code, (seen(step).estimated_hours or 0) < 0) == (303, True)
    assert lead.get(f"/work-steps/{step.public_id}").status_code == 200


def test_words_of_one_owner_of_the_rule_are_enough(step: WorkStep, lead: FlaskClient) -> None:
    both = {"rule_owner": "person1@example.org", "rule_owner_name": "Ministeriö"}
    assert "Leave one of the two empty." in write(lead, step, **both).text


def test_the_effect_on_staff_and_who_clears_it_are_told_together(step: WorkStep, lead: FlaskClient) -> None:
    flag = write(lead, step, affects_staff="y")
    name = write(lead, step, clearer="person1@example.org")
    assert ("Name the colleague who clears it." in flag.text, "leave this empty" in name.text) == (True, True)


def test_a_customer_who_is_touched_may_wait_for_the_rest(
    app: Flask, step: WorkStep, lead: FlaskClient
) -> None:
    assert write(lead, step, replacement="", channel="").status_code == 303
    page = lead.get(f"/work-steps/{step.public_id}/examination").text
    assert ("The customer is touched" in page, 'href="#replacement"' in page) == (True, True)


@pytest.mark.parametrize("name", ["citation", "shifted_to_whom", "noticers", "removals", "rule_owner_name"])
@pytest.mark.parametrize("feed", FEEDS)
def test_whatever_is_pasted_is_taken_or_refused_with_words(
    step: WorkStep, lead: FlaskClient, name: str, feed: str
) -> None:
    assert write(lead, step, **{name: feed}).status_code in (303, 422)


def test_a_code_that_nobody_offers_changes_nothing(app: Flask, step: WorkStep, lead: FlaskClient) -> None:
    assert write(lead, step, shifted_to="the-moon", touches_customer="maybe").status_code == 422
    with app.app_context():
        assert seen(step).shifted_to is None
