"""Which column of a table is which part of an idea."""

import pytest

from ideas.features.imports.mapping import ALIASES, Field, Snag, Unmappable, map_columns
from ideas.tables import Row


@pytest.mark.parametrize(
    ("headers", "columns"),
    [
        (["id", "title", "text", "unit"], ["id", "title", "text", "unit"]),
        (["Tunnus", "Otsikko", "Kuvaus", "Yksikkö"], ["Tunnus", "Otsikko", "Kuvaus", "Yksikkö"]),
        (["NR", "RUBRIK", "BESKRIVNING", "ENHET"], ["NR", "RUBRIK", "BESKRIVNING", "ENHET"]),
    ],
)
def test_columns_are_known_by_name_in_three_languages(headers: list[str], columns: list[str]) -> None:
    fields = [Field.EXTERNAL_ID, Field.TITLE, Field.TEXT, Field.UNIT]
    assert map_columns(headers).columns == dict(zip(fields, columns, strict=True))


def test_case_spaces_underscores_and_composed_letters_make_no_difference() -> None:
    headers = ["  NIMI ", "Submitted_On", "Yksikko\u0308"]
    assert map_columns(headers).columns == {
        Field.TITLE: "  NIMI ",
        Field.SUBMITTED_ON: "Submitted_On",
        Field.UNIT: "Yksikko\u0308",
    }


def test_of_two_names_for_one_field_the_likelier_is_taken() -> None:
    mapping = map_columns(["Nimi", "Otsikko", "Arvio"])
    assert mapping.columns == {Field.TITLE: "Otsikko"}
    assert mapping.unused == ("Nimi", "Arvio")


def test_a_pair_wins_over_a_known_name() -> None:
    mapping = map_columns(["title", "Aloite", "text"], ["Title= aloite "])
    assert mapping.columns == {Field.TITLE: "Aloite", Field.TEXT: "text"}
    assert mapping.unused == ("title",)


def test_a_column_given_to_one_field_is_not_taken_for_another() -> None:
    mapping = map_columns(["title", "kuvaus"], ["essence=kuvaus"])
    assert mapping.columns == {Field.TITLE: "title", Field.ESSENCE: "kuvaus"}


def test_a_field_can_be_left_out() -> None:
    assert map_columns(["title", "unit"], ["unit="]).columns == {Field.TITLE: "title"}


def test_a_field_may_be_called_by_its_long_name() -> None:
    mapping = map_columns(["title", "milloin"], ["submitted_on=Milloin"])
    assert mapping.columns == {Field.TITLE: "title", Field.SUBMITTED_ON: "milloin"}


@pytest.mark.parametrize(
    ("pairs", "snag", "data"),
    [
        (["title"], Snag.NOT_A_PAIR, {"pair": "title"}),
        (["title=nimi", "TITLE=nimi"], Snag.REPEATED_FIELD, {"field": "title"}),
        (["title=otsake"], Snag.UNKNOWN_COLUMN, {"column": "otsake", "columns": ("Nimi", "Teksti")}),
        (["state=nimi"], Snag.UNKNOWN_FIELD, {"field": "state", "fields": tuple(Field)}),
        (["title="], Snag.NO_TITLE, {"columns": ("Nimi", "Teksti")}),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(
    pairs: list[str], snag: Snag, data: dict[str, object]
) -> None:
    with pytest.raises(Unmappable) as refused:
        map_columns(["Nimi", "Teksti"], pairs)
    assert (refused.value.snag, refused.value.data) == (snag, data)


def test_a_row_is_read_by_field() -> None:
    row = Row(2, {"Nimi": "Penkki puistoon", "Teksti": "", "Muu": "x"})
    assert map_columns(["Nimi", "Teksti", "Muu"]).read(row) == {
        Field.TITLE: "Penkki puistoon",
        Field.TEXT: "",
    }


def test_no_name_stands_for_two_fields() -> None:
    names = [alias for aliases in ALIASES.values() for alias in aliases]
    assert len(names) == len(set(names))
    assert set(ALIASES) == set(Field)
