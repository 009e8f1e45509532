"""Proves the sizes on the project and on trees that are one line too long."""

from pathlib import Path

from tests.architecture.planting import plant, refused, text
from tests.architecture.sizes_rules import (
    files_are_small,
    functions_are_small,
    templates_are_small,
    views_are_small,
)
from tests.architecture.source import PROJECT


def function_of(lines: int) -> str:
    return text("@decorated", "def long() -> None:", *["    pass"] * (lines - 1))


def view_of(lines: int) -> str:
    return text("@blueprint.get('/')", "@public", "def show() -> str:", *["    pass"] * (lines - 1))


def test_functions_are_small() -> None:
    assert functions_are_small(PROJECT) == []


def test_a_function_of_26_lines_is_refused(tmp_path: Path) -> None:
    tree = {
        "workflow/flow.py": function_of(26),
        "workflow/hours.py": function_of(25),
        "tests/test_x.py": function_of(26),
        "migrations/env.py": function_of(26),
        "migrations/versions/0001_first.py": function_of(26),
    }
    expected = ["migrations/env.py:2", "tests/test_x.py:2", "workflow/flow.py:2"]
    assert refused(functions_are_small(plant(tmp_path, tree))) == expected


def test_views_are_small() -> None:
    assert views_are_small(PROJECT) == []


def test_a_view_of_13_lines_is_refused(tmp_path: Path) -> None:
    tree = {"ideas/features/idea/views.py": view_of(13), "ideas/features/inbox/views.py": view_of(12)}
    assert refused(views_are_small(plant(tmp_path, tree))) == ["ideas/features/idea/views.py:3"]


def test_files_are_small() -> None:
    assert files_are_small(PROJECT) == []


def test_a_file_of_251_lines_is_refused(tmp_path: Path) -> None:
    tree = {
        "benchmarks/search.py": "\n" * 251,
        "ideas/static/app.css": "\n" * 251,
        "ideas/static/app.js": "\n" * 250,
        "migrations/versions/0001_first.py": "\n" * 251,
        "wsgi.py": "\n" * 251,
    }
    expected = ["benchmarks/search.py:250", "ideas/static/app.css:250", "wsgi.py:250"]
    assert refused(files_are_small(plant(tmp_path, tree))) == expected


def test_templates_are_small() -> None:
    assert templates_are_small(PROJECT) == []


def test_a_template_of_101_lines_is_refused(tmp_path: Path) -> None:
    tree = {"templates/base.html": "\n" * 101, "templates/mail/digest.txt": "\n" * 100}
    assert refused(templates_are_small(plant(tmp_path, tree))) == ["templates/base.html:100"]
