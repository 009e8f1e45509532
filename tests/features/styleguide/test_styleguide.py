"""The style guide shows every part, and only in a demo."""

from flask import Flask

from ideas import create_app
from ideas.config import Settings


def test_the_style_guide_is_open_in_a_demo_and_shows_errors(app: Flask) -> None:
    client = app.test_client()
    assert (client.get("/styleguide").status_code, client.post("/styleguide").status_code) == (200, 422)


def test_there_is_no_style_guide_in_earnest() -> None:
    settings = Settings(_env_file=None, secret_key="s" * 32, database_url="sqlite://")
    assert "styleguide" not in create_app(settings).blueprints
