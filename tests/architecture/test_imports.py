"""Proves the import rule on the project and on small trees that break it."""

from pathlib import Path

from tests.architecture.imports_rules import (
    arrows_point_down,
    features_stand_alone,
    imports_are_written_out,
    imports_form_no_cycle,
    imports_stand_at_the_top,
    modules_have_a_layer,
)
from tests.architecture.planting import plant, refused, text
from tests.architecture.source import PROJECT, sources


def test_the_rules_read_the_project() -> None:
    read = {source.module for source in sources(PROJECT, "ideas", "workflow", "wsgi.py", "tests")}
    expected = {"ideas", "ideas.transaction", "workflow.machine", "wsgi", "tests.architecture.source"}
    assert expected - read == set()


def test_every_arrow_points_down() -> None:
    assert arrows_point_down(PROJECT) == []


def test_an_arrow_that_turns_round_is_refused(tmp_path: Path) -> None:
    tree = {
        "ideas/__init__.py": text("from ideas import cli", "from ideas.features.idea import views"),
        "ideas/cli.py": text("from ideas import create_app"),
        "ideas/features/idea/views.py": text("from ideas import access", "from ideas.api import feed"),
        "ideas/access.py": text("import ideas.models.idea", "from ideas import labels"),
        "ideas/features/idea/service.py": text("from ideas.features import blueprints"),
        "ideas/labels.py": text("from ideas import access, config"),
        "ideas/models/idea.py": text("from sqlalchemy import text", "from ideas.labels import word"),
        "ideas/extensions.py": text("from workflow import machine", "from ideas.models import idea"),
        "workflow/machine.py": text("import ideas.config"),
        "wsgi.py": text("from ideas import create_app", "import tests.workflow"),
        "ideas/config.py": "",
    }
    assert refused(arrows_point_down(plant(tmp_path, tree))) == [
        "ideas/cli.py:1",
        "ideas/extensions.py:2",
        "ideas/features/idea/service.py:1",
        "ideas/features/idea/views.py:2",
        "ideas/models/idea.py:2",
        "workflow/machine.py:1",
        "wsgi.py:2",
    ]


def test_a_relative_import_hides_no_arrow(tmp_path: Path) -> None:
    tree = {
        "ideas/models/__init__.py": text("from .. import web"),
        "ideas/models/idea.py": text("from ..labels import word"),
        "ideas/labels.py": text("from . import web"),
        "ideas/web.py": "",
    }
    expected = ["ideas/models/__init__.py:1", "ideas/models/idea.py:1"]
    assert refused(arrows_point_down(plant(tmp_path, tree))) == expected


def test_every_module_has_a_layer() -> None:
    assert modules_have_a_layer(PROJECT) == []


def test_a_module_without_a_layer_is_refused(tmp_path: Path) -> None:
    known = ("ideas/__init__.py", "ideas/features/idea/service.py", "workflow/flow.py", "wsgi.py")
    tree = dict.fromkeys([*known, "ideas/magic.py"], "")
    assert refused(modules_have_a_layer(plant(tmp_path, tree))) == ["ideas/magic.py:1"]


def test_no_feature_imports_another() -> None:
    assert features_stand_alone(PROJECT) == []


def test_a_feature_that_imports_another_is_refused(tmp_path: Path) -> None:
    tree = {
        "ideas/features/__init__.py": text("from ideas.features.inbox import views"),
        "ideas/features/inbox/views.py": text("from ideas.features.inbox import queries"),
        "ideas/features/inbox/queries.py": text(
            "from ideas import web", "from ideas.features.idea import forms"
        ),
    }
    assert refused(features_stand_alone(plant(tmp_path, tree))) == ["ideas/features/inbox/queries.py:2"]


def test_imports_go_round_in_no_circle() -> None:
    assert imports_form_no_cycle(PROJECT) == []


def test_a_cycle_is_refused_and_told(tmp_path: Path) -> None:
    tree = {
        "ideas/history.py": text("from ideas import lifecycle"),
        "ideas/lifecycle.py": text("from ideas.transaction import command"),
        "ideas/transaction.py": text("from ideas.history import record"),
    }
    complaints = imports_form_no_cycle(plant(tmp_path, tree))
    assert refused(complaints) == ["ideas/history.py:1"]
    assert all(name in complaints[0] for name in ("ideas.history", "ideas.lifecycle", "ideas.transaction"))


def test_a_circle_that_only_the_type_checker_follows_is_accepted(tmp_path: Path) -> None:
    only_typing = text(
        "from typing import TYPE_CHECKING", "if TYPE_CHECKING:", "    from ideas.models.unit import Unit"
    )
    tree = {"ideas/models/user.py": only_typing, "ideas/models/unit.py": "from ideas.models.user import User"}
    assert imports_form_no_cycle(plant(tmp_path, tree)) == []


def test_imports_are_absolute_and_at_the_top() -> None:
    assert imports_stand_at_the_top(PROJECT) == []


def test_an_import_elsewhere_is_refused(tmp_path: Path) -> None:
    tree = {
        "benchmarks/search.py": text("try:", "    import os", "except ImportError:", "    pass"),
        "ideas/web.py": text("from . import access", "if TYPE_CHECKING:", "    import os"),
        "migrations/env.py": text("if True:", "    import os"),
        "tests/test_x.py": text("class Case:", "    import os"),
        "workflow/flow.py": text("def age() -> None:", "    import os"),
        "wsgi.py": text("if True:", "    from os import path"),
    }
    assert refused(imports_stand_at_the_top(plant(tmp_path, tree))) == [
        "benchmarks/search.py:2",
        "ideas/web.py:1",
        "migrations/env.py:2",
        "tests/test_x.py:2",
        "workflow/flow.py:2",
        "wsgi.py:2",
    ]


def test_imports_are_statements() -> None:
    assert imports_are_written_out(PROJECT) == []


def test_an_import_at_run_time_is_refused(tmp_path: Path) -> None:
    words = text("from importlib import import_module as load", "load('os')", "importlib.import_module('os')")
    expected = ["ideas/__init__.py:2", "ideas/__init__.py:3"]
    assert refused(imports_are_written_out(plant(tmp_path, {"ideas/__init__.py": words}))) == expected
