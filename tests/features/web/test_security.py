"""What protects every answer: headers, the refusal of foreign posts, and what may be kept by a browser."""

import pytest
from flask import Flask
from werkzeug.datastructures import Headers

PATHS = ["/healthz", "/readyz", "/there-is-nothing", "/static/css/10-tokens.css"]


def headers_of(app: Flask, path: str) -> Headers:
    """The headers of an answer, which is closed."""
    with app.test_client().get(path) as answer:
        return answer.headers


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_forbids_inline_code_and_frames(app: Flask, path: str) -> None:
    headers = headers_of(app, path)
    policy = headers["Content-Security-Policy"]
    assert "'unsafe-inline'" not in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_pages_are_not_kept_and_fingerprinted_files_are(app: Flask) -> None:
    assert headers_of(app, "/healthz")["Cache-Control"] == "no-store"
    assert headers_of(app, f"{PATHS[-1]}?v=1")["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers_of(app, PATHS[-1])["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_post_from_another_site_is_refused(app: Flask, site: str) -> None:
    answer = app.test_client().post("/language", data={"language": "sv"}, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403


def test_outside_a_demo_the_cookie_is_bound_to_the_host(app: Flask) -> None:
    assert app.config["SESSION_COOKIE_HTTPONLY"] is True
    assert app.config["SESSION_COOKIE_SAMESITE"] == "Lax"


def test_the_process_lives_and_the_database_answers(app: Flask) -> None:
    client = app.test_client()
    assert (client.get("/healthz").status_code, client.get("/readyz").status_code) == (200, 200)
