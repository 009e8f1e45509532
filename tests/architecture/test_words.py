"""Proves on the project and on small bad trees that gettext is given literals."""

from pathlib import Path

import pytest

from tests.architecture.planting import plant, refused, text
from tests.architecture.source import PROJECT
from tests.architecture.words_rules import texts_in_python_are_literals, texts_in_templates_are_literals

IMPORTS = "from flask_babel import gettext as _, lazy_gettext as _l, ngettext, pgettext"
PAGE = "templates/idea/show.html"


def test_texts_in_python_are_literals() -> None:
    assert texts_in_python_are_literals(PROJECT) == []


@pytest.mark.parametrize(
    "call",
    [
        "_(f'Hello {name}')",
        "_('Hello ' + name)",
        "_l('Hello %s' % name)",
        "_('Hello {}'.format(name))",
        "_(words)",
        "_('')",
        "ngettext('%(num)s idea', plural, count)",
        "pgettext('button', words)",
        "flask_babel.gettext(words)",
    ],
)
def test_a_text_put_together_is_refused(tmp_path: Path, call: str) -> None:
    planted = plant(tmp_path, {"ideas/labels.py": text(IMPORTS, call)})
    assert refused(texts_in_python_are_literals(planted)) == ["ideas/labels.py:2"]


def test_a_literal_text_is_accepted(tmp_path: Path) -> None:
    calls = (
        "_('Hello %(name)s', name=name)",
        "ngettext('%(num)s idea', '%(num)s ideas', 2)",
        "catalogue.gettext(x)",
    )
    joined = "_('one '\n  'text')"
    assert (
        texts_in_python_are_literals(plant(tmp_path, {"ideas/labels.py": text(IMPORTS, *calls, joined)}))
        == []
    )


def test_texts_in_templates_are_literals() -> None:
    assert texts_in_templates_are_literals(PROJECT) == []


def test_a_text_put_together_in_a_template_is_refused(tmp_path: Path) -> None:
    bad = (
        "{{ _('Hello ' ~ name) }}",
        "{{ _(words) }}",
        "{{ ngettext('%(num)s idea', many, 2) }}",
        "{{ _('') }}",
    )
    good = (
        "{{ _('Hello %(name)s', name=name) }}",
        "{% trans %}Hello{% endtrans %}",
        "{{ labels.word(state) }}",
    )
    planted = plant(tmp_path, {PAGE: text(*bad, *good)})
    assert refused(texts_in_templates_are_literals(planted)) == [f"{PAGE}:{line}" for line in (1, 2, 3, 4)]
