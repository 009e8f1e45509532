"""The page for Prometheus: absent unless asked for, closed without the token, and about nobody."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from ideas import create_app
from ideas.config import Settings, WrongSettings, read_settings
from ideas.extensions import SETTINGS, db
from tests import factories
from tests.conftest import SECRET
from workflow.actors import Role

TOKEN = "a token for the tests"
ASKING = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def metered(app: Flask) -> Iterator[Flask]:
    """The application that counts, on the database of the tests."""
    url = app.extensions[SETTINGS].database_url
    counting = create_app(
        Settings(_env_file=None, demo=True, secret_key=SECRET, database_url=url, metrics_token=TOKEN)
    )
    counting.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    yield counting
    with counting.app_context():
        db.engine.dispose()


def samples(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """What the page says, by name and labels."""
    text = client.get("/metrics", headers=ASKING).text
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_without_a_token_in_the_settings_there_is_no_page(app: Flask) -> None:
    assert app.test_client().get("/metrics", headers=ASKING).status_code == 404


@pytest.mark.parametrize("said", ["", "Bearer ", f"Bearer {TOKEN} ", TOKEN, f"Basic {TOKEN}", "Bearer ä"])
def test_without_the_token_nothing_is_told(metered: Flask, said: str) -> None:
    answer = metered.test_client().get("/metrics", headers={"Authorization": said})
    assert (answer.status_code, answer.data) == (401, b"")


def test_answers_are_counted_by_endpoint_method_and_code(metered: Flask) -> None:
    client = metered.test_client()
    for path in ("/sign-in", "/sign-in?next=/kanaria", "/kanaria", "/invitations/kanaria"):
        client.get(path)
    client.open("/healthz", method="KANARIA")
    found = samples(client)
    assert found["tilaa_answers_total", "200", "signin.sign_in", "GET"] == 2
    assert found["tilaa_answers_total", "404", "nothing", "GET"] == 1
    assert found["tilaa_answers_total", "410", "signin.invitation", "GET"] == 1
    assert found["tilaa_answer_seconds_count", "signin.sign_in"] == 2
    assert [key for key in found if "kanaria" in str(key).lower()] == []


def test_queues_are_counted_when_they_are_asked_for(metered: Flask) -> None:
    client = metered.test_client()
    before = samples(client)
    with metered.app_context():
        lead, author = factories.person(Role.LEAD), factories.person()
        factories.dropped(author, lead)
    after = samples(client)
    assert (before["tilaa_queue_length", "told_unweighed"], before["tilaa_database_up",]) == (0, 1)
    assert after["tilaa_queue_length", "told_unweighed"] == 1


def test_without_a_database_it_says_so(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'empty.db'}"
    lost = create_app(
        Settings(_env_file=None, demo=True, secret_key=SECRET, database_url=url, metrics_token=TOKEN)
    )
    found = samples(lost.test_client())
    with lost.app_context():
        db.engine.dispose()
    assert (found["tilaa_database_up",], [key for key in found if "queue" in key[0]]) == (0, [])


def test_a_short_token_is_refused_and_not_shown() -> None:
    with pytest.raises(WrongSettings, match="TILAA_METRICS_TOKEN") as wrong:
        read_settings(_env_file=None, secret_key=SECRET, metrics_token="abracadabra")
    assert "abracadabra" not in str(wrong.value)
