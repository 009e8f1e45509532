"""Finding personal identity codes in free text; every code here is temporary (900-999), so nobody's."""

from datetime import date
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.publishing import CENTURY_OF_SIGN, CHECK_CHARACTERS, DASHES, Span, identity_codes

CODE = "010190-925H"


def make_code(born: date, individual: int, sign: str) -> str:
    """Build a code with the right check character."""
    digits = f"{born:%d%m%y}{individual:03}"
    return f"{digits[:6]}{sign}{digits[6:]}{CHECK_CHARACTERS[int(digits) % 31]}"


def found_in(text: str) -> list[str]:
    return [text[span.start : span.end] for span in identity_codes(text)]


@pytest.mark.parametrize("sign", list("+-UVWXYABCDEF"))
def test_every_century_sign_in_use_since_2023_is_known(sign: str) -> None:
    code = make_code(date(1999, 12, 31), 987, sign)
    assert found_in(f"Asiakas {code} soitti") == [code]


@pytest.mark.parametrize("dash", DASHES)
def test_any_dash_counts_as_the_hyphen(dash: str) -> None:
    code = make_code(date(1952, 10, 13), 999, dash)
    assert found_in(code) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "({})",
        "hetu:{}.",
        "{},",
        "”{}”",
        "<p>{}</p>",
        "**{}**",
        "_{}_",
        "\t{}\n",
        "sotu={};",
        "\u00a0{}\u00a0",
        "äö {} å",
        "{}/liite",
    ],
)
def test_punctuation_around_a_code_does_not_hide_it(text: str) -> None:
    assert found_in(text.format(CODE)) == [CODE]


def test_lower_case_does_not_hide_a_code() -> None:
    code = make_code(date(2015, 2, 28), 901, "a").lower()
    assert found_in(f"hetu {code}") == [code]


def test_several_codes_are_found_in_order_with_their_places() -> None:
    assert identity_codes(f"{CODE} ja {CODE}") == (Span(0, 11), Span(15, 26))


def test_a_leap_day_exists_in_its_own_century_only() -> None:
    assert found_in(make_code(date(2000, 2, 29), 902, "A"))
    assert not found_in(make_code(date(2000, 2, 29), 902, "-"))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "010190-925J",
        "320190-925H",
        "011390-9256",
        "010190-9250",
        "010190 925H",
        "010190*925H",
        "1010190-925H",
        "010190-925H1",
        "A010190-925H",
        "010190-925Hta",
        "Y-tunnus 0246246-0, puh. 020 634 11, 040-1234567",
        "FI21 1234 5600 0007 85, viite 1010 1909 25",
        "I-2026-0042, 5.3.2026 klo 14.30, 2026-03-05T12:30:00, 120 000 - 125 000 euroa",
        "f47ac10b-58cc-4372-a567-0e02b2c3d479",
        "\u0661\u0661\u0661\u0661\u0661\u0661-\u0669\u0669\u0669A",
    ],
)
def test_ordinary_numbers_and_broken_codes_are_left_alone(text: str) -> None:
    assert identity_codes(text) == ()


@pytest.mark.parametrize("individual", [0, 1])
def test_individual_numbers_below_002_are_never_given(individual: int) -> None:
    assert not found_in(make_code(date(1990, 1, 1), individual, "-"))


@given(
    st.dates(date(1900, 1, 1), date(1999, 12, 31)),
    st.integers(900, 999),
    st.text(st.characters(exclude_categories=["L", "N", "Cs"])),
)
def test_a_right_code_is_found_in_any_surroundings(born: date, individual: int, around: str) -> None:
    code = make_code(born, individual, "-")
    assert code in found_in(f"{around}{code}{around}")


@given(st.text(st.sampled_from("0123456789" + "".join(CENTURY_OF_SIGN) + CHECK_CHARACTERS + " ")))
def test_places_are_whole_codes_and_never_overlap(text: str) -> None:
    spans = identity_codes(text)
    assert all(span.end - span.start == 11 for span in spans)
    assert all(before.end <= after.start for before, after in pairwise(spans))


@pytest.mark.parametrize(
    "unit", ["0", "010190-", "010190-925", "010190-925H", "------", "(010190-925J)", "aA"]
)
def test_fifty_kilobytes_of_hostile_text_take_no_time(unit: str) -> None:
    text = unit * (50_000 // len(unit))
    begun = process_time()
    identity_codes(text)
    assert process_time() - begun < 0.5
