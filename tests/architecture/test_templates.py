"""Proves on the project and on small bad trees that templates and views belong together."""

from pathlib import Path

from tests.architecture.planting import plant, refused, text
from tests.architecture.source import PROJECT
from tests.architecture.templates_rules import (
    imported_macros_are_used,
    named_templates_exist,
    templates_are_files,
    templates_are_used,
    views_render_their_own_template,
)

VIEWS = "ideas/features/idea/views.py"


def view(name: str, rendered: str) -> str:
    return text(
        "@blueprint.get('/')", "@public", f"def {name}() -> str:", f"    return render_template({rendered})"
    )


def test_views_render_their_own_template() -> None:
    assert views_render_their_own_template(PROJECT) == []


def test_a_view_that_renders_another_template_is_refused(tmp_path: Path) -> None:
    views = view("show", "'idea/show.html'") + view("edit", "'idea/show.html'") + view("new", "name")
    shared = text("def _page(form: Form) -> str:", "    return render_template('idea/new.html', form=form)")
    stray = text("def _other() -> str:", "    return render_template('idea/other.html')")
    expected = [f"{VIEWS}:12", f"{VIEWS}:16", f"{VIEWS}:8"]
    assert (
        refused(views_render_their_own_template(plant(tmp_path, {VIEWS: views + shared + stray}))) == expected
    )


def test_templates_are_files() -> None:
    assert templates_are_files(PROJECT) == []


def test_a_template_inside_python_is_refused(tmp_path: Path) -> None:
    tree = {
        "ideas/web.py": text(
            "render_template_string('<p>{{ words }}</p>')", "render_template('errors/404.html')"
        )
    }
    assert refused(templates_are_files(plant(tmp_path, tree))) == ["ideas/web.py:1"]


def test_every_template_is_used() -> None:
    assert templates_are_used(PROJECT) == []


def test_a_template_that_nobody_uses_is_refused(tmp_path: Path) -> None:
    tree = {
        "ideas/web/errors.py": text("PAGES = {404: 'errors/missing.html'}"),
        "templates/_components/badge.html": "",
        "templates/base.html": "",
        "templates/errors/missing.html": "{% extends 'base.html' %}{% include '_components/badge.html' %}",
        "templates/idea/old.html": "{% extends 'base.html' %}",
        "templates/idea/tree.html": "{% include 'idea/tree.html' %}",
    }
    expected = ["templates/idea/old.html:1", "templates/idea/tree.html:1"]
    assert refused(templates_are_used(plant(tmp_path, tree))) == expected


def test_every_named_template_exists() -> None:
    assert named_templates_exist(PROJECT) == []


def test_a_missing_template_is_refused(tmp_path: Path) -> None:
    tree = {
        VIEWS: view("show", "'idea/show.html'") + view("edit", "'idea/edit.html'"),
        "templates/idea/show.html": text("{% extends 'base.html' %}", "{% include 'parts/' ~ part %}"),
        "templates/base.html": text("", "{% import 'forms.html' as forms %}"),
    }
    expected = [f"{VIEWS}:8", "templates/base.html:2", "templates/idea/show.html:2"]
    assert refused(named_templates_exist(plant(tmp_path, tree))) == expected


def test_imported_macros_are_used() -> None:
    assert imported_macros_are_used(PROJECT) == []


def test_an_unused_macro_import_is_refused(tmp_path: Path) -> None:
    lines = (
        "{% from '_components/card.html' import card, footer as foot, header %}",
        "{% import '_components/form.html' as forms %}",
        "{% call card() %}{{ header('x') }}{# foot() #}{% endcall %} forms",
    )
    complaints = imported_macros_are_used(plant(tmp_path, {"templates/idea/show.html": text(*lines)}))
    assert refused(complaints) == ["templates/idea/show.html:1", "templates/idea/show.html:2"]
    assert ["imports foot " in complaints[1], "imports forms " in complaints[0]] == [True, True]
