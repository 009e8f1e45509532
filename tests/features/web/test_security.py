"""What protects every answer: headers, the refusal of foreign posts, and what may be kept by a browser."""

import re
from urllib.parse import urljoin

import pytest
from flask import Flask
from werkzeug.datastructures import Headers

from ideas.web.statics import FOLDER, static_url

PATHS = ["/healthz", "/readyz", "/there-is-nothing", "/static/0123456789ab/css/10-tokens.css"]

DRESS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
"""Written out once more: a header that the code forgets is missed here."""


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
    with app.test_request_context():
        script, styles = static_url("js/app.js"), static_url("tilaa.css")
    files = [script, urljoin(script, "./once.js"), styles]
    assert {headers_of(app, path)["Cache-Control"] for path in files} == {
        "public, max-age=31536000, immutable"
    }
    assert headers_of(app, "/healthz")["Cache-Control"] == "no-store"
    assert headers_of(app, f"{script}/../none.js")["Cache-Control"] == "no-store"


def test_a_page_asks_once_how_it_looks(app: Flask) -> None:
    page = app.test_client().get("/sign-in").text
    (address,) = re.findall(r'rel="stylesheet" href="([^"]+)"', page)
    with app.test_client().get(address) as answer:
        kind, text = answer.mimetype, answer.get_data(as_text=True)
    missing = [path.name for path in FOLDER.rglob("*.css") if path.read_text() not in text]
    assert (kind, missing, text.index("@layer")) == ("text/css", [], text.index("@layer reset, tokens"))


def test_a_file_of_the_version_that_another_node_serves_is_there_and_is_not_kept(app: Flask) -> None:
    with app.test_client().get(PATHS[-1]) as answer:
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


def answered(app: Flask, method: str, path: str, **headers: str) -> int:
    """The code of an answer to a request that a browser sent with these headers."""
    said = {name.replace("_", "-"): value for name, value in headers.items()}
    with app.test_client().open(path, method=method, headers=said) as answer:
        return answer.status_code


@pytest.mark.parametrize(
    ("mode", "dest", "code"),
    [
        ("navigate", "document", 200),
        ("navigate", "iframe", 403),
        ("no-cors", "image", 403),
        ("no-cors", "script", 403),
        ("cors", "empty", 403),
    ],
)
def test_other_sites_lead_here_and_draw_nothing_into_their_own_pages(
    app: Flask, mode: str, dest: str, code: int
) -> None:
    said = {"Sec_Fetch_Mode": mode, "Sec_Fetch_Dest": dest}
    found = {
        site: answered(app, "GET", "/sign-in", Sec_Fetch_Site=site, **said)
        for site in ("cross-site", "same-site", "same-origin", "none")
    }
    assert found == {"cross-site": code, "same-site": code, "same-origin": 200, "none": 200}


@pytest.mark.parametrize(
    ("origin", "code"),
    [
        ("http://localhost", 303),
        ("http://evil.example", 403),
        ("http://localhost.evil.example", 403),
        ("http://localhost:81", 403),
        ("null", 403),
        ("http://[", 403),
    ],
)
def test_a_post_from_another_origin_is_refused(app: Flask, origin: str, code: int) -> None:
    assert answered(app, "POST", "/language", Origin=origin) == code


def test_over_https_every_answer_asks_for_https_from_then_on(app: Flask) -> None:
    found = {}
    for path in [*PATHS, "/sign-in", "/me"]:
        with app.test_client().get(path, base_url="https://localhost") as answer:
            found[path] = answer.headers.get("Strict-Transport-Security")
    assert set(found.values()) == {"max-age=31536000; includeSubDomains"}
    assert "Strict-Transport-Security" not in headers_of(app, "/healthz")


def test_a_failure_is_dressed_like_every_answer(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "TESTING", False)
    monkeypatch.setitem(app.view_functions, "health.healthz", lambda: 1 // 0)
    with app.test_client().get("/healthz") as answer:
        assert answer.status_code == 500
        assert {name: answer.headers.get(name) for name in DRESS} == DRESS


def test_signing_out_clears_what_the_browser_keeps(app: Flask) -> None:
    with app.test_client().post("/sign-out") as answer:
        assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_under_a_name_that_is_not_ours_nothing_is_served(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["tilaa.example.org"])
    codes = {
        host: answered(app, "GET", "/healthz", Host=host) for host in ("evil.example", "tilaa.example.org")
    }
    assert codes == {"evil.example": 400, "tilaa.example.org": 200}


def test_a_forged_address_or_scheme_is_not_believed_without_a_proxy(app: Flask) -> None:
    forged = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example", "X-Forwarded-For": "10.0.0.1"}
    with app.test_client().get("/me", headers=forged) as answer:
        assert answer.location == "/sign-in?next=/me"
        assert "Strict-Transport-Security" not in answer.headers


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_post_from_another_site_is_refused(app: Flask, site: str) -> None:
    answer = app.test_client().post("/language", data={"language": "sv"}, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 403


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(app: Flask) -> None:
    assert app.config["SESSION_COOKIE_HTTPONLY"] is True
    assert app.config["SESSION_COOKIE_SAMESITE"] == "Lax"


def test_the_process_lives_and_the_database_answers(app: Flask) -> None:
    client = app.test_client()
    assert (client.get("/healthz").status_code, client.get("/readyz").status_code) == (200, 200)


def test_no_other_site_may_read_an_answer(app: Flask) -> None:
    with app.test_client().get("/sign-in", headers={"Origin": "http://evil.example"}) as answer:
        assert [name for name in answer.headers.keys() if name.startswith("Access-Control")] == []  # noqa: SIM118


def test_a_post_that_is_far_too_large_is_turned_away(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert app.config["MAX_CONTENT_LENGTH"] == 11 * 1024 * 1024
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 1000)
    assert app.test_client().post("/sign-in", data={"email": "a" * 1000}).status_code == 413


def test_what_the_form_of_a_template_says_stays_a_word(app: Flask) -> None:
    answer = app.test_client().post("/sign-in", data={"email": "{{7*7}}", "password": "x"})
    assert ("{{7*7}}" in answer.text, 'value="49"' in answer.text) == (True, False)
