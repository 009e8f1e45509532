"""Two people at the same moment: one answer is kept, and nobody's words are lost."""

from flask import Flask

from ideas.models import Idea, User
from tests.factories import sign_in
from tests.features.follow_up.cases import SAID, entries, follow_ups, path, pulse
from tests.features.test_races import assert_kept, at_once
from workflow.events import Kind


def test_two_who_tell_at_once_are_kept_as_one(app: Flask, idea: Idea, people: dict[str, User]) -> None:
    words = ["Jono on poissa.", "Odotus lyheni."]
    clients = [sign_in(app, people[who]) for who in ("lead", "owner")]
    posts = [
        (client, path(idea, 1), {**SAID, "customer": said})
        for client, said in zip(clients, words, strict=True)
    ]
    answers = at_once(posts)
    assert_kept(answers, words)
    assert sorted(code for code, _text in answers) == [303, 409]
    with app.app_context():
        assert len(entries(idea, Kind.FOLLOW_UP_ANSWERED)) == 1
        assert follow_ups(idea)[0].customer in words


def test_one_person_who_answers_the_pulse_twice_at_once_counts_once(
    app: Flask, idea: Idea, people: dict[str, User]
) -> None:
    clients = [sign_in(app, people["stranger"]) for _ in range(4)]
    place = f"/ideas/{idea.public_id}/pulse"
    answers = at_once([(client, place, {"value": "4"}) for client in clients])
    assert [code for code, _text in answers] == [303] * 4
    with app.app_context():
        assert sum(count for count, _shown in pulse(idea)) == 1


def test_five_people_who_answer_the_pulse_at_once_all_count(
    app: Flask, idea: Idea, people: dict[str, User]
) -> None:
    clients = [sign_in(app, person) for person in people.values()]
    place = f"/ideas/{idea.public_id}/pulse"
    answers = at_once([(client, place, {"value": "4"}) for client in clients])
    assert [code for code, _text in answers] == [303] * len(people)
    with app.app_context():
        assert pulse(idea)[3] == (5, 5)
