"""What class the evidence for a figure earns, and how many digits of the figure it then carries."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.evidence import EvidenceClass, Finding, Method, evidence_class
from workflow.hours import Range, shown, shown_range

A, B, C = EvidenceClass.A, EvidenceClass.B, EvidenceClass.C
MEASURED, ESTIMATED = Method.MEASURED, Method.ESTIMATED

FINDINGS = st.lists(
    st.builds(
        Finding,
        method=st.sampled_from(Method),
        count=st.none() | st.integers(0, 3),
        source=st.none() | st.integers(1, 4) | st.sampled_from(["Aino", "Bo", " "]),
    ),
    max_size=6,
)
HOURS = st.decimals(-1_000_000, 1_000_000, places=4) | st.decimals(-20, 20, places=3)


def estimates(*sources: int | str | None) -> list[Finding]:
    return [Finding(ESTIMATED, source=source) for source in sources]


@pytest.mark.parametrize(
    ("findings", "expected"),
    [
        ([], C),
        ([Finding(MEASURED, count=1)], A),
        ([Finding(MEASURED, count=255_000, source="log")], A),
        ([Finding(MEASURED)], C),
        ([Finding(MEASURED, count=0)], C),
        ([Finding(ESTIMATED, count=30)], C),
        ([*estimates(1, 2, 3), Finding(MEASURED, count=12)], A),
    ],
)
def test_a_measurement_earns_a_when_it_states_its_number(
    findings: list[Finding], expected: EvidenceClass
) -> None:
    assert evidence_class(findings) is expected


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ((1,), C),
        ((1, 2), C),
        ((1, 2, 3), B),
        ((1, 2, 3, 4), B),
        ((1, 1, 1), C),
        ((1, 2, 2), C),
        (("Aino", "Bo", 3), B),
        (("Aino", " aino", "AINO "), C),
        ((None, None, None), C),
        ((1, None, None), C),
        ((1, 2, None, None), B),
        ((1, "", " ", None), C),
        ((1, 2, " "), B),
    ],
)
def test_estimates_earn_b_when_three_sources_gave_them(
    sources: tuple[int | str | None, ...], expected: EvidenceClass
) -> None:
    assert evidence_class(estimates(*sources)) is expected


def test_a_measurement_without_its_number_is_no_third_estimate() -> None:
    assert evidence_class([*estimates(1, 2), Finding(MEASURED, source=3)]) is C


def test_a_count_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="zero or more"):
        Finding(MEASURED, count=-1)


@given(FINDINGS)
def test_the_order_of_the_findings_changes_nothing(findings: list[Finding]) -> None:
    assert evidence_class(findings[::-1]) is evidence_class(findings)


@given(FINDINGS, FINDINGS)
def test_another_finding_never_lowers_the_class(findings: list[Finding], more: list[Finding]) -> None:
    assert evidence_class([*findings, *more]) <= evidence_class(findings)


@pytest.mark.parametrize(
    ("hours", "guessed", "known"),
    [
        ("0", "0", "0.0"),
        ("0.034", "0.034", "0.0"),
        ("0.25", "0.25", "0.3"),
        ("5", "5.0", "5.0"),
        ("7.449", "7.4", "7.4"),
        ("7.45", "7.5", "7.5"),
        ("9.949", "9.9", "9.9"),
        ("9.95", "10", "10"),
        ("10.49", "10", "10"),
        ("10.5", "11", "11"),
        ("10.45", "10", "10"),
        ("12.5", "13", "13"),
        ("125", "130", "125"),
        ("999.5", "1000", "1000"),
        ("20400.5", "20000", "20401"),
        ("3744000", "3700000", "3744000"),
        ("-0.04", "-0.040", "0.0"),
        ("-2.25", "-2.3", "-2.3"),
        ("-12.5", "-13", "-13"),
        ("-1250", "-1300", "-1250"),
    ],
)
def test_a_page_prints_the_digits_that_the_evidence_carries(hours: str, guessed: str, known: str) -> None:
    printed = [str(shown(Decimal(hours), evidence)) for evidence in (A, B, C)]
    assert printed == [known, known, guessed]


def test_every_end_of_a_range_is_printed_alike() -> None:
    exact = Range(Decimal("-9.96"), Decimal("104.5"), Decimal(1250))
    assert shown_range(exact, A) == Range(Decimal(-10), Decimal(105), Decimal(1250))
    assert shown_range(exact, C) == Range(Decimal(-10), Decimal(100), Decimal(1300))


@given(HOURS)
def test_a_guess_has_two_significant_digits_at_most(hours: Decimal) -> None:
    printed = shown(hours, C)
    assert len(printed.normalize().as_tuple().digits) <= 2
    assert abs(printed - hours) * 20 <= abs(hours)


@given(HOURS, st.sampled_from(EvidenceClass))
def test_printing_twice_changes_nothing(hours: Decimal, evidence: EvidenceClass) -> None:
    once = shown(hours, evidence)
    assert str(shown(once, evidence)) == str(once)


@given(HOURS, HOURS, st.sampled_from(EvidenceClass))
def test_more_hours_are_never_printed_as_fewer(one: Decimal, other: Decimal, evidence: EvidenceClass) -> None:
    fewer, more = sorted((one, other))
    assert shown(fewer, evidence) <= shown(more, evidence)


@given(HOURS, st.sampled_from(EvidenceClass))
def test_hours_below_zero_are_printed_like_those_above(hours: Decimal, evidence: EvidenceClass) -> None:
    assert shown(-hours, evidence) == -shown(hours, evidence)
