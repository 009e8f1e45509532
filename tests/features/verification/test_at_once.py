"""Two people who verify or place at the same moment: no hour is placed twice, and no words are lost."""

from flask import Flask

from ideas.models import User, WorkStep
from tests.factories import sign_in
from tests.features.test_races import assert_kept, at_once
from tests.features.verification.cases import FOUND, USED, decision, verified


def test_two_people_cannot_place_the_same_hours(app: Flask, step: WorkStep, people: dict[str, User]) -> None:
    path = f"/work-steps/{step.public_id}/freed-time"
    for hours in (96, 192, 288):
        with app.app_context():
            verified(step, hours, people["owner"])
        words = [f"Soitot {hours}", f"Käynnit {hours}"]
        clients = [sign_in(app, people[who]) for who in ("lead", "author")]
        posts = [
            (each, path, {**USED, "hours": "60", "purpose": purpose})
            for each, purpose in zip(clients, words, strict=True)
        ]
        answers = at_once(posts)
        with app.app_context():
            held = decision(step)
            assert held.placed_hours <= hours
        assert all(code == 303 or said in text for (code, text), said in zip(answers, words, strict=True))


def test_two_people_who_verify_at_once_do_not_both_take_the_same_look(
    app: Flask, step: WorkStep, people: dict[str, User]
) -> None:
    path = f"/work-steps/{step.public_id}/verification"
    words = ["Laskin lokista.", "Kysyin tiimiltä."]
    clients = [sign_in(app, people[who]) for who in ("lead", "owner")]
    posts = [
        (each, path, {**FOUND, "how": how, "version": str(step.version)})
        for each, how in zip(clients, words, strict=True)
    ]
    assert_kept(at_once(posts), words)
    with app.app_context():
        held = decision(step)
        assert len(held.verifications) == 1
