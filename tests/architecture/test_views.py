"""Proves on the project and on small bad trees that views are marked and addresses read well."""

from pathlib import Path

import pytest

from tests.architecture.planting import plant, refused, text
from tests.architecture.source import PROJECT
from tests.architecture.views_rules import (
    addresses_are_kebab_case,
    routes_stand_on_their_views,
    views_are_marked,
)

VIEWS = "ideas/features/idea/views.py"
MARKS = "from ideas.access import public, requires"
ROUTE = "@blueprint.route('/')"


def test_every_view_is_marked() -> None:
    assert views_are_marked(PROJECT) == []


@pytest.mark.parametrize(
    "lines",
    [
        (MARKS, ROUTE, "def show() -> str: ..."),
        (MARKS, "@public", ROUTE, "def show() -> str: ..."),
        (MARKS, ROUTE, "@requires", "def show() -> str: ..."),
        (MARKS, ROUTE, "@requires()", "def show() -> str: ..."),
        (MARKS, "@blueprint.get('/a')", "@public", "@blueprint.get('/b')", "def show() -> str: ..."),
        ("def public(view): return view", ROUTE, "@public", "async def show() -> str: ..."),
    ],
)
def test_a_view_without_a_mark_is_refused(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert refused(views_are_marked(plant(tmp_path, {VIEWS: text(*lines)}))) == [f"{VIEWS}:{len(lines)}"]


@pytest.mark.parametrize(
    "lines",
    [
        (MARKS, ROUTE, "@requires(Action.READ)", "def show() -> str: ..."),
        (MARKS, ROUTE, "@blueprint.get('/b')", "@public", "def show() -> str: ..."),
        ("from ideas import access", ROUTE, "@access.public", "def show() -> str: ..."),
        ("def title(case: Case) -> str: ...",),
    ],
)
def test_a_marked_view_is_accepted(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert views_are_marked(plant(tmp_path, {VIEWS: text(*lines), "ideas/api/feed.py": text(*lines)})) == []


def test_routes_stand_on_their_views() -> None:
    assert routes_stand_on_their_views(PROJECT) == []


def test_an_address_added_at_a_distance_is_refused(tmp_path: Path) -> None:
    tree = {"ideas/__init__.py": text("app.add_url_rule('/x', view_func=show)"), "ideas/web.py": ""}
    assert refused(routes_stand_on_their_views(plant(tmp_path, tree))) == ["ideas/__init__.py:1"]


def test_every_address_is_kebab_case() -> None:
    assert addresses_are_kebab_case(PROJECT) == []


@pytest.mark.parametrize(
    "address",
    [
        "'/work_steps'",
        "'/Ideas'",
        "'/ideas/<id>'",
        "'ideas'",
        "'/ideas//new'",
        "f'/ideas/{name}'",
        "'/a--b'",
        "PATH",
    ],
)
def test_another_address_is_refused(tmp_path: Path, address: str) -> None:
    tree = {VIEWS: text(f"@blueprint.get({address})", "def show() -> str: ...")}
    assert refused(addresses_are_kebab_case(plant(tmp_path, tree))) == [f"{VIEWS}:1"]


@pytest.mark.parametrize("prefix", ["/Ideas", "/work_steps"])
def test_another_prefix_is_refused(tmp_path: Path, prefix: str) -> None:
    tree = {VIEWS: text(f"blueprint = Blueprint('ideas', __name__, url_prefix='{prefix}')")}
    assert refused(addresses_are_kebab_case(plant(tmp_path, tree))) == [f"{VIEWS}:1"]


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "",
        "/work-steps/<public_id:case>/moves",
        "/feed.xml",
        "/ideas/<int:number>.csv",
        "/.well-known/security.txt",
    ],
)
def test_a_kebab_case_address_is_accepted(tmp_path: Path, address: str) -> None:
    tree = {VIEWS: text(f"@blueprint.get('{address}')", "def show() -> str: ...")}
    assert addresses_are_kebab_case(plant(tmp_path, tree)) == []
