"""Proves on the project and on small bad trees that each part knows only what it may know."""

from pathlib import Path

from tests.architecture.planting import plant, refused, text
from tests.architecture.purity_rules import (
    views_know_no_sql,
    web_stays_at_its_doors,
    workflow_asks_no_clock,
    workflow_imports_the_standard_library_only,
)
from tests.architecture.source import PROJECT


def test_workflow_imports_the_standard_library_only() -> None:
    assert workflow_imports_the_standard_library_only(PROJECT) == []


def test_a_workflow_that_imports_more_is_refused(tmp_path: Path) -> None:
    tree = {
        "workflow/machine.py": text(
            "from datetime import time", "from workflow.actors import Role", "import os.path"
        ),
        "workflow/flow.py": text(
            "import ideas.models", "from sqlalchemy import select", "from random import choice"
        ),
    }
    assert refused(workflow_imports_the_standard_library_only(plant(tmp_path, tree))) == [
        "workflow/flow.py:1",
        "workflow/flow.py:2",
        "workflow/flow.py:3",
        "workflow/machine.py:3",
    ]


def test_workflow_asks_no_clock() -> None:
    assert workflow_asks_no_clock(PROJECT) == []


def test_a_workflow_that_asks_the_clock_or_prints_is_refused(tmp_path: Path) -> None:
    lines = (
        "a = datetime.now(UTC)",
        "b = field(default_factory=datetime.utcnow)",
        "c = D.today()",
        "print(a)",
        "open(b)",
    )
    good = text("late = facts.today > facts.promise", "word = facts.now")
    planted = plant(tmp_path, {"workflow/flow.py": text(*lines), "workflow/calendar.py": good})
    assert refused(workflow_asks_no_clock(planted)) == [
        f"workflow/flow.py:{line}" for line in (1, 2, 3, 4, 5)
    ]


def test_the_web_stays_at_its_doors() -> None:
    assert web_stays_at_its_doors(PROJECT) == []


def test_flask_behind_the_doors_is_refused(tmp_path: Path) -> None:
    tree = {
        "ideas/features/idea/views.py": text(
            "from flask import Blueprint", "from flask_babel import gettext"
        ),
        "ideas/api/v1/ideas.py": text("from flask import jsonify"),
        "ideas/labels.py": text("from flask_babel import lazy_gettext", "from flask import g"),
        "ideas/models/user.py": text("from flask_login import UserMixin"),
        "ideas/features/idea/service.py": text("from werkzeug.exceptions import NotFound"),
        "ideas/features/idea/parts/views.py": text("import wtforms.fields"),
        "ideas/features/idea/queries.py": text("from flask_babel import gettext"),
    }
    assert refused(web_stays_at_its_doors(plant(tmp_path, tree))) == [
        "ideas/features/idea/parts/views.py:1",
        "ideas/features/idea/queries.py:1",
        "ideas/features/idea/service.py:1",
        "ideas/labels.py:2",
        "ideas/models/user.py:1",
    ]


def test_views_know_no_sql() -> None:
    assert views_know_no_sql(PROJECT) == []


def test_a_view_with_sql_is_refused(tmp_path: Path) -> None:
    tree = {
        "ideas/features/idea/views.py": text("from sqlalchemy import select"),
        "ideas/features/idea/forms.py": text("import sqlalchemy.orm"),
        "ideas/features/idea/queries.py": text("from sqlalchemy import select"),
    }
    expected = ["ideas/features/idea/forms.py:1", "ideas/features/idea/views.py:1"]
    assert refused(views_know_no_sql(plant(tmp_path, tree))) == expected
