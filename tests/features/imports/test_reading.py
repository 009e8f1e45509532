"""Reading delimited text: delimiters, encodings, line ends, row numbers, and what is refused."""

from pathlib import Path

import pytest

from ideas.tables import Flaw, Row, Table, Unreadable, read_file, read_table

TEXT = "Otsikko;Kuvaus\nPenkki;Käytävälle\n"
HEADERS = ("Otsikko", "Kuvaus")
ROW = Row(2, {"Otsikko": "Penkki", "Kuvaus": "Käytävälle"})


def read(text: str) -> Table:
    return read_table(text.encode(), "ideat.csv")


def refused(content: bytes, name: str = "ideat.csv") -> tuple[Flaw, dict[str, object]]:
    with pytest.raises(Unreadable) as raised:
        read_table(content, name)
    return raised.value.flaw, dict(raised.value.data)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_usual_delimiter_is_found(delimiter: str) -> None:
    table = read(TEXT.replace(";", delimiter))
    assert table == Table(HEADERS, (ROW,), encoding="utf-8", delimiter=delimiter)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Otsikko, lyhyt;Kuvaus, pitkä\nPenkki;Hyvä\n", ";"),
        ('otsikko,kuvaus\n"Penkki; tuoli; pöytä",b\nc,d\n', ","),
        ("otsikko\nPenkki, tuoli\nPöytä\n", ";"),
        ("otsikko;kuvaus\n", ";"),
        ("otsikko\n", ","),
    ],
)
def test_a_delimiter_inside_the_words_does_not_mislead(text: str, delimiter: str) -> None:
    assert read(text).delimiter == delimiter


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_the_encoding_is_found_and_reported(encoding: str) -> None:
    assert read_table(TEXT.encode(encoding), "a.csv") == Table(HEADERS, (ROW,), encoding, delimiter=";")


def test_bytes_that_no_other_encoding_knows_are_latin_1() -> None:
    assert read_table(b"Otsikko\nP\xe4\x81\n", "a.csv").encoding == "latin-1"


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_rows_carry_the_number_of_their_first_line(line_end: str) -> None:
    text = 'a;b\n"yksi\nkaksi\n\nkolme";1\n\n;\nviimeinen;2'.replace("\n", line_end)
    assert read(text).rows == (
        Row(2, {"a": "yksi\nkaksi\n\nkolme", "b": "1"}),
        Row(8, {"a": "viimeinen", "b": "2"}),
    )


def test_quotes_are_read_as_words() -> None:
    assert read('a,b\n"Hän sanoi ""hei""", "x, y"\n5" putki,z\n').rows == (
        Row(2, {"a": 'Hän sanoi "hei"', "b": "x, y"}),
        Row(3, {"a": '5" putki', "b": "z"}),
    )


def test_a_short_row_is_filled_up_and_a_long_one_keeps_its_surplus() -> None:
    assert read("a,b,c\n1\n1,2,3,,\n1,2,3,4,,6\n").rows == (
        Row(2, {"a": "1", "b": "", "c": ""}),
        Row(3, {"a": "1", "b": "2", "c": "3"}),
        Row(4, {"a": "1", "b": "2", "c": "3"}, ("4", "6")),
    )


def test_a_column_without_a_name_is_left_out() -> None:
    table = read(" a ,,b   c,,\n1,2,3,,\n")
    assert table.headers == ("a", "b c")
    assert table.rows == (Row(2, {"a": "1", "b c": "3"}),)


def test_headers_alone_are_a_table_without_rows() -> None:
    assert read("a,b\n") == Table(("a", "b"), (), encoding="utf-8", delimiter=",")


@pytest.mark.parametrize(
    ("content", "flaw", "data"),
    [
        (b"", Flaw.EMPTY, {}),
        (b"\xef\xbb\xbf", Flaw.EMPTY, {}),
        (b" \r\n\r\n", Flaw.EMPTY, {}),
        (b",,\n,,\n", Flaw.EMPTY, {}),
        (b"\na,b\n1,2\n", Flaw.NO_HEADER, {}),
        (b",,\n1,2\n", Flaw.NO_HEADER, {}),
        (b"a,b,A \n1,2,3\n", Flaw.DUPLICATE_HEADER, {"header": "A"}),
        (b"a,b\r\n1,2\r\n3,\x00\r\n", Flaw.NUL_BYTES, {"row": 3}),
        ("a,b\n1,2\n".encode("utf-16-le"), Flaw.NUL_BYTES, {"row": 1}),
        (b'a,b\n1,2\n"open,3\n4,5\n', Flaw.BROKEN_RECORD, {"row": 3}),
        (b'a,b\n"x\ny",2\n"shut"3,4\n', Flaw.BROKEN_RECORD, {"row": 4}),
        (b"a,b\n1," + b"x" * 140_000, Flaw.BROKEN_RECORD, {"row": 2}),
    ],
)
def test_a_file_that_is_no_table_is_refused(content: bytes, flaw: Flaw, data: dict[str, object]) -> None:
    assert refused(content) == (flaw, data)


def test_a_file_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "ideat.csv"
    path.write_text(TEXT, encoding="utf-8")
    assert read_file(path).rows == (ROW,)
