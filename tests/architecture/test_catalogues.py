"""Proves the catalogues on the project and on small bad ones."""

from pathlib import Path

import pytest

from tests.architecture.catalogues_rules import (
    catalogues_are_complete,
    catalogues_exist,
    catalogues_keep_placeholders,
    catalogues_know_every_text,
)
from tests.architecture.planting import plant, refused, text
from tests.architecture.source import PROJECT

FINNISH = "ideas/translations/fi/LC_MESSAGES/messages.po"
SWEDISH = "ideas/translations/sv/LC_MESSAGES/messages.po"
ENGLISH = "ideas/translations/en/LC_MESSAGES/messages.po"
HEAD = ('msgid ""', 'msgstr "Content-Type: text/plain; charset=utf-8\\n"', "")
MAPPINGS = text(
    *("[[tool.babel.mappings]]", 'method = "python"', 'pattern = "**.py"'),
    *("[[tool.babel.mappings]]", 'method = "jinja2"', 'pattern = "**.html"'),
)


def catalogue(*lines: str) -> str:
    return text(*HEAD, *lines)


def test_a_catalogue_exists_for_each_language() -> None:
    assert catalogues_exist(PROJECT) == []


def test_a_missing_catalogue_is_refused(tmp_path: Path) -> None:
    assert refused(catalogues_exist(plant(tmp_path, {FINNISH: catalogue()}))) == [
        f"{ENGLISH}:1",
        f"{SWEDISH}:1",
    ]


def test_the_catalogues_are_complete() -> None:
    assert catalogues_are_complete(PROJECT) == []


def test_an_empty_or_fuzzy_translation_is_refused(tmp_path: Path) -> None:
    empty = catalogue('msgid "Idea"', 'msgstr ""')
    fuzzy = catalogue("#, fuzzy", 'msgid "Idea"', 'msgstr "Idé"')
    half = catalogue(
        'msgid "%(num)s idea"', 'msgid_plural "%(num)s ideas"', 'msgstr[0] "%(num)s idea"', 'msgstr[1] ""'
    )
    planted = plant(tmp_path, {FINNISH: empty, SWEDISH: fuzzy, ENGLISH: half})
    assert refused(catalogues_are_complete(planted)) == [f"{ENGLISH}:4", f"{FINNISH}:4", f"{SWEDISH}:5"]


def test_the_catalogues_know_every_text() -> None:
    assert catalogues_know_every_text(PROJECT) == []


def test_a_text_that_a_catalogue_lacks_is_refused(tmp_path: Path) -> None:
    tree = {
        "pyproject.toml": MAPPINGS,
        "ideas/labels.py": text("_l('Idea')", "ngettext('%(num)s idea', '%(num)s ideas', 2)"),
        "templates/_components/form.html": "{{ _('(required)') }}",
        FINNISH: catalogue('msgid "Idea"', 'msgstr "Idea"'),
    }
    complaints = catalogues_know_every_text(plant(tmp_path, tree))
    assert refused(complaints) == [f"{FINNISH}:1", f"{FINNISH}:1"]
    assert ["'%(num)s idea' of ideas/labels.py" in complaints[0], "'(required)'" in complaints[1]] == [
        True,
        True,
    ]


def test_settings_that_lead_to_no_text_are_refused(tmp_path: Path) -> None:
    planted = plant(tmp_path, {"pyproject.toml": "", "ideas/labels.py": text("_l('Idea')")})
    assert refused(catalogues_know_every_text(planted)) == ["pyproject.toml:1"]


def test_the_catalogues_keep_placeholders() -> None:
    assert catalogues_keep_placeholders(PROJECT) == []


@pytest.mark.parametrize(
    "lines",
    [
        ('msgid "Hello %(name)s"', 'msgstr "Hei"'),
        ('msgid "Hello %(name)s"', 'msgstr "Hei %(nimi)s"'),
        ('msgid "Hello %(name)s"', 'msgstr "Hei %(name)"'),
        ('msgid "Hello %(name)s"', 'msgstr "100 % %(name)s"'),
        ('msgid "Hello"', 'msgstr "Hei %(name)s"'),
        (
            'msgid "%(num)s idea"',
            'msgid_plural "%(num)s ideas"',
            'msgstr[0] "Yksi idea"',
            'msgstr[1] "Ideoita"',
        ),
    ],
)
def test_changed_placeholders_are_refused(tmp_path: Path, lines: tuple[str, ...]) -> None:
    planted = plant(tmp_path, {FINNISH: catalogue(*lines)})
    assert refused(catalogues_keep_placeholders(planted)) == [f"{FINNISH}:4"]


@pytest.mark.parametrize(
    "lines",
    [
        ('msgid "Hello %(name)s"', 'msgstr "%(name)s, hei"'),
        ('msgid "100 % yours"', 'msgstr "100 % sinun"'),
        ('msgid "One idea"', 'msgid_plural "%(num)s ideas"', 'msgstr[0] "Yksi"', 'msgstr[1] "%(num)s ideaa"'),
    ],
)
def test_kept_placeholders_are_accepted(tmp_path: Path, lines: tuple[str, ...]) -> None:
    assert catalogues_keep_placeholders(plant(tmp_path, {FINNISH: catalogue(*lines)})) == []
