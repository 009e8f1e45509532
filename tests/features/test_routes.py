"""Every address but those of work steps, asked by everybody: the permission table of ideas as text."""

import hashlib
import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.routing import Rule
from werkzeug.wrappers import Response

from ideas.extensions import db
from ideas.models import Base, UserSession
from tests.features.crowd import ABSENT, IDEAS, VISITORS, Crowd, crowd, takes
from tests.features.crowd import address as place_of

AUTHORS = "author co_author"
STAFF = "stranger author co_author sparrer owner reviewer rule_owner clearer lead manager admin"
OTHERS = "stranger sparrer owner reviewer rule_owner clearer lead manager admin"
SEEN_BY = {"draft": AUTHORS, "sparring": f"{AUTHORS} sparrer", "open": STAFF, "hidden": STAFF}
OPEN = "open hidden"
EVERY = "draft sparring open hidden"
DRAFTS = "draft sparring"

PUBLIC = frozenset({
    "signin.second_step",
    "feedback.give", "feedback.receipt", "pages.page",
    "front.front", "health.healthz", "health.readyz", "mail.unsubscribe", "signin.choose_language",
    "signin.invitation", "signin.sign_in", "signin.sign_out", "static.file", "styleguide.styleguide",
})  # fmt: skip
HOUSE = {
    "pages.edit": "admin", "pages.pages": "admin", "feedback.received": "lead admin",
    "feedback.answer": "lead admin", "feedback.remove": "admin", "erasing.erase": "admin",
    "pages.version": "admin",
    "own_data.data": STAFF, "own_data.download": STAFF,
    "account.password": STAFF, "account.profile": STAFF, "account.revoke_others": STAFF,
    "account.sessions": STAFF, "calendar.calendar": STAFF, "calendar.revoke": STAFF,
    "balance.balance": STAFF, "desk.desk": "lead", "desk.hand_over": "lead",
    "desk.work_steps": "lead",
    **dict.fromkeys(
        ("criteria.add", "criteria.criteria", "criteria.criterion", "criteria.move", "criteria.remove"),
        "lead admin",
    ),
    "commitments.commitments": STAFF, "commitments.edit": "lead", "evaluation.evaluations": STAFF,
    "front.news": STAFF, "gallery.experiments": STAFF, "listing.ideas": STAFF, "pending.pending": "lead",
    "mail.choices": STAFF, "mail.mail": "admin", "mail.mails": "admin", "mail.send_again": "admin",
    "people.deactivate": "admin", "people.invite": "admin", "people.link": "admin", "people.people": "admin",
    "people.person": "admin", "people.reactivate": "admin", "people.remove_unit": "admin",
    "people.unit": "admin", "people.units": "admin", "situation.situation": "lead manager admin",
    **dict.fromkeys(
        ("situation.document", "situation.figures", "situation.rows", "situation.rows_file"),
        "lead manager admin",
    ),
    **dict.fromkeys(("second_step.begin", "second_step.remove", "second_step.second_step"), STAFF),
    "people.reset_second_step": "admin",
    "sheet.handle": "lead manager", "sheet.page": "lead manager admin", "sheet.paper": "lead manager admin",
    "recording.record": STAFF, "recording.similar": STAFF, "register.export": STAFF,
    "register.work_steps": STAFF, "submission.begin": STAFF,
}  # fmt: skip
"""Who opens a page that is about no case."""
CASE = {
    "attachments.add": (f"{AUTHORS} owner", EVERY), "attachments.download": (STAFF, EVERY),
    "attachments.remove": (f"{AUTHORS} owner", EVERY), "balance.pairing": ("lead owner", EVERY),
    "case.edit": (AUTHORS, EVERY),
    "case.page": (STAFF, EVERY), "comments.add": (STAFF, EVERY), "comments.edit": (AUTHORS, EVERY),
    "correction.correct": ("lead", EVERY),
    "comments.remove": (AUTHORS, EVERY), "desk.accept": ("", EVERY), "desk.answer": (AUTHORS, EVERY),
    "desk.ask": ("lead owner", EVERY), "desk.decline": ("", EVERY), "desk.next_date": ("lead owner", EVERY),
    "desk.owner": ("lead", EVERY), "desk.transfer": ("lead owner", EVERY),
    "evaluation.abstain": ("lead reviewer", EVERY), "evaluation.ask": ("lead", EVERY),
    "evaluation.close_round": ("lead", EVERY), "evaluation.evaluation": ("lead reviewer", EVERY),
    "evaluation.open_round": ("lead", EVERY),
    "follow_up.answer": ("lead owner", EVERY), "follow_up.days": ("lead owner", EVERY),
    "follow_up.pulse": (STAFF, EVERY),
    "gallery.answer": (STAFF, OPEN), "gallery.apply": (STAFF, OPEN), "gallery.experiment": (STAFF, OPEN),
    "involvement.follow": (OTHERS, OPEN), "involvement.join": (OTHERS, OPEN),
    "involvement.support": (OTHERS, OPEN), "involvement.thank": (STAFF, EVERY),
    "unsealing.hidden_name": ("admin", EVERY),
    "moves.move": ("lead", EVERY), "pilot.measure": ("lead owner", EVERY),
    "pilot.aim": ("", EVERY), "pilot.amendment": ("lead owner", OPEN),
    "pilot.conclusion": ("lead owner", EVERY), "pilot.extension": ("lead", EVERY),
    "pilot.plan": ("lead owner", EVERY),
    "readings.add": ("lead owner", OPEN), "readings.bring": ("lead owner", OPEN),
    "readings.correct": ("lead owner", OPEN), "readings.export": (STAFF, EVERY),
    "readings.template": ("lead owner", OPEN), "submission.autosave": (AUTHORS, EVERY),
    "submission.discard": (AUTHORS, EVERY), "submission.draft": (AUTHORS, EVERY),
    "submission.end_sparring": (AUTHORS, EVERY), "submission.sparring": (STAFF, EVERY),
}  # fmt: skip
"""Who may do it where they see the idea, and in which of the ideas anybody may."""
OWN = frozenset({"account.revoke"})
"""What is absent for everybody but the person it belongs to."""
SECRET = frozenset({"calendar.feed"})
"""What is absent for everybody who does not have its secret address, signed in or not."""
GALLERY = ("gallery.answer", "gallery.apply", "gallery.experiment")
SINGULAR = {
    ("pilot.amendment", "draft"): {404}, ("pilot.amendment", "sparring"): {404},
    ("readings.correct", "draft"): {404}, ("readings.correct", "sparring"): {404},
    ("submission.end_sparring", "open"): {409}, ("submission.end_sparring", "hidden"): {409},
    ("submission.sparring", "sparrer"): {200, 302, 403, 404},
    **{(endpoint, step): {404} for endpoint in GALLERY for step in EVERY.split()},
}  # fmt: skip
"""No measure to read, no pilot that has begun, no sparring left to end, and a sparrer who sees who spars but
asks nobody."""
UNWISE = frozenset({
    "account.revoke_others", "attachments.remove", "comments.remove", "people.deactivate", "signin.sign_out",
    "submission.discard",
})  # fmt: skip
"""Posts that an allowed person carries out without saying anything, and that would change the next answer."""
KEYS = re.compile(r'name="(csrf_token|post_key)" value="[^"]*"')
REFUSED = {401, 403, 404, 405}


@pytest.fixture
def world(app: Flask) -> Crowd:
    """Everybody and every idea."""
    return crowd(app)


def rules(app: Flask) -> list[Rule]:
    """Every address, always in the same order."""
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, str(rule.methods)))


def address(rule: Rule, names: dict[str, object]) -> str:
    """The address with these names in it, asking for a move that only leads make."""
    place = place_of(rule, names)
    return f"{place}?name=drop" if rule.endpoint == "moves.move" else place


def digest(app: Flask) -> str:
    """A hash of everything that is stored, but when sessions were last seen."""
    found = hashlib.sha256()
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            columns = [column for column in table.columns if column is not UserSession.__table__.c.seen_at]
            rows = db.session.execute(select(*columns).order_by(*table.primary_key.columns)).all()
            found.update(repr((table.name, rows)).encode())
    return found.hexdigest()


def is_right(rule: Rule, who: str, step: str, code: int) -> bool:
    """Whether the table allows this answer to a person who is signed in."""
    if rule.endpoint in PUBLIC:
        return code not in REFUSED
    if rule.endpoint in OWN | SECRET:
        return code == 404
    if rule.endpoint in HOUSE:
        return (code not in REFUSED) if who in HOUSE[rule.endpoint].split() else code == 403
    if (rule.endpoint, step) in SINGULAR or (rule.endpoint, who) in SINGULAR:
        return code in SINGULAR.get((rule.endpoint, step), SINGULAR.get((rule.endpoint, who), set()))
    people, steps = CASE[rule.endpoint]
    if "public_id" not in rule.arguments and rule.endpoint == "submission.autosave":
        return code not in REFUSED
    if who not in SEEN_BY[step].split():
        return code in {403, 404}
    return (code not in REFUSED) if who in people.split() and step in steps.split() else code == 403


def test_every_address_stands_in_the_table(app: Flask) -> None:
    known = [*PUBLIC, *OWN, *SECRET, *HOUSE, *CASE]
    assert sorted(known) == sorted(
        {rule.endpoint for rule in app.url_map.iter_rules() if takes(rule, "open")}
    )


def asked(world: Crowd, client: FlaskClient, method: str, who: str) -> list[tuple[str, str, int]]:
    """Every address in every idea with the answer, where the table does not allow that answer."""
    wrong = []
    for rule in rules(world.app):
        for step in IDEAS if rule.endpoint in CASE else ("open",):
            if not takes(rule, step) or method not in (rule.methods or ()):
                continue
            if method == "POST" and rule.endpoint in UNWISE and is_right(rule, who, step, 200):
                continue
            with client.open(address(rule, world.names(step)), method=method) as answer:
                if not (_holds(rule, who, step, method, answer.status_code) and _is_dressed(rule, answer)):
                    wrong.append((rule.rule, step, answer.status_code))
    return wrong


def _holds(rule: Rule, who: str, step: str, method: str, code: int) -> bool:
    if who in ("visitor", "deactivated") and rule.endpoint not in PUBLIC | SECRET:
        return code == (303 if method == "GET" else 401)
    return is_right(rule, who, step, code)


def _is_dressed(rule: Rule, answer: Response) -> bool:
    """Whether it says how it is written, and that nobody keeps it; files of everybody are kept."""
    is_utf8 = answer.mimetype_params.get("charset") == "utf-8"
    is_kept = answer.headers["Cache-Control"] != "no-store"
    is_text = (answer.mimetype or "").startswith("text/")
    return (is_utf8 or not is_text) and (not is_kept or rule.endpoint == "static.file")


def test_addresses_are_got_and_posted_to_alone(app: Flask) -> None:
    assert {method for rule in rules(app) for method in rule.methods or ()} == {
        *("GET", "HEAD", "OPTIONS", "POST")
    }
    client = app.test_client()
    codes = {client.open("/sign-in", method=method).status_code for method in ("PUT", "DELETE", "TRACE")}
    assert codes == {405}


@pytest.mark.parametrize("who", ["visitor", "stranger", "lead"])
def test_no_address_takes_another_method(world: Crowd, who: str) -> None:
    """What the address does not take is refused before anybody asks who it is and what it is about."""
    client, codes = world.client(who), {}
    for rule in rules(world.app):
        place = address(rule, world.names("open" if takes(rule, "open") else "trialled"))
        for method in {"GET", "POST"} - (rule.methods or set()):
            codes[rule.rule, method] = client.open(place, method=method).status_code
    assert [each for each, code in codes.items() if code != 405] == []


@pytest.mark.parametrize("who", VISITORS)
def test_who_may_open_what_and_opening_changes_nothing(world: Crowd, who: str) -> None:
    client = world.client(who)
    before = digest(world.app)
    assert asked(world, client, "GET", who) == []
    assert digest(world.app) == before


@pytest.mark.parametrize("who", VISITORS)
def test_who_may_post_what(world: Crowd, who: str) -> None:
    assert asked(world, world.client(who), "POST", who) == []


@pytest.mark.parametrize("who", ["stranger", "sparrer", "owner", "lead", "manager", "admin"])
def test_an_idea_that_is_not_seen_answers_as_one_that_is_not_there(world: Crowd, who: str) -> None:
    client, hidden = world.client(who), world.cases["draft"].public_id
    for rule in rules(world.app):
        if "public_id" in rule.arguments:
            names = world.names("draft")
            there, gone = (
                client.get(address(rule, names | {"public_id": public_id})) for public_id in (hidden, ABSENT)
            )
            assert there.status_code == gone.status_code
            assert KEYS.sub("", there.text).replace(hidden, ABSENT) == KEYS.sub("", gone.text)


def test_a_refusal_is_no_change(world: Crowd) -> None:
    before = digest(world.app)
    client = world.client("visitor")
    asked(world, client, "POST", "visitor")
    assert digest(world.app) == before
