"""Proves names and docstrings on the project and on small bad trees."""

from pathlib import Path

from tests.architecture.names_rules import (
    modules_introduce_themselves,
    names_say_what_is_inside,
    workflow_explains_itself,
)
from tests.architecture.planting import plant, refused, text
from tests.architecture.source import PROJECT


def test_names_say_what_is_inside() -> None:
    assert names_say_what_is_inside(PROJECT) == []


def test_a_drawer_for_leftovers_is_refused(tmp_path: Path) -> None:
    bad = (
        "ideas/features/common/views.py",
        "ideas/static/helpers.js",
        "ideas/utils.py",
        "templates/_components/_misc.html",
        "tests/test_helpers.py",
        "workflow/date_utils.py",
    )
    good = ("ideas/features/manager_view/views.py", "tests/test_commons.py", "workflow/calendar.py")
    planted = plant(tmp_path, dict.fromkeys([*bad, *good], ""))
    assert refused(names_say_what_is_inside(planted)) == [f"{path}:1" for path in bad]


def test_every_module_introduces_itself() -> None:
    assert modules_introduce_themselves(PROJECT) == []


def test_a_module_without_a_docstring_is_refused(tmp_path: Path) -> None:
    tree = {
        "ideas/__init__.py": "",
        "ideas/web.py": "import flask\n",
        "workflow/flow.py": text('"""Owns flow."""'),
    }
    assert refused(modules_introduce_themselves(plant(tmp_path, tree))) == ["ideas/web.py:1"]


def test_workflow_explains_itself() -> None:
    assert workflow_explains_itself(PROJECT) == []


def test_a_public_name_without_a_docstring_is_refused(tmp_path: Path) -> None:
    lines = (
        "def age() -> int: ...",
        "def _hidden() -> int: ...",
        "class Visit:",
        "    '''A stay in a state.'''",
        "    def days(self) -> int: ...",
        "    def __len__(self) -> int: ...",
    )
    planted = plant(tmp_path, {"workflow/flow.py": text(*lines), "ideas/web.py": text(*lines)})
    assert refused(workflow_explains_itself(planted)) == ["workflow/flow.py:1", "workflow/flow.py:5"]
