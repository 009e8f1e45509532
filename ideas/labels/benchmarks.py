"""What others have published, to read beside a figure and never as a target: texts with their sources."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l


class Benchmark(NamedTuple):
    """What was found elsewhere, and where that is told."""

    text: Any
    source: str


BENCHMARKS: Mapping[str, tuple[Benchmark, ...]] = {
    "ideas": (
        Benchmark(
            _l(
                "In half of the German organisations there were at most 18 ideas a year for every 100 "
                "employees; in a quarter at most 6, and in another quarter at least 56 (2016)."
            ),
            "Ideenmanagementblog, 5.12.2017",
        ),
        Benchmark(
            _l("In German federal administration there were 4 ideas a year for every 100 employees."),
            "Bundesrechnungshof, 2016",
        ),
        Benchmark(
            _l("In German public service there was 1 idea a year for every 100 employees (2001)."),
            "dib; Ideenmanagementblog, 5.12.2017",
        ),
    ),
    "participation": (
        Benchmark(
            _l("The median of the organisations that answered: 20 per cent of the employees took part."),
            "Landmann, 2016",
        ),
        Benchmark(
            _l("In suggestion systems of the United States 8 per cent of the employees took part (1992)."),
            "Employee Involvement Association, bpir.com",
        ),
    ),
    "implementation": (
        Benchmark(
            _l("43 per cent of the ideas were carried out in 2023, and 45 per cent in 2022."),
            "Neckel, 2024",
        ),
        Benchmark(
            _l("In German federal administration 75 per cent of the ideas were turned down."),
            "Bundesrechnungshof, 2016",
        ),
        Benchmark(
            _l("In suggestion systems of the United States 35 per cent were carried out (1992)."),
            "Employee Involvement Association, bpir.com",
        ),
    ),
    "promise": (
        Benchmark(
            _l("In a Scottish health and care partnership the decision is told after 20 working days."),
            "East Ayrshire Health and Social Care Partnership",
        ),
    ),
}
"""By figure; whoever shows them shows their sources and the caution too."""
CAUTION = _l(
    "Others count in other ways: some count the ideas that were brought, others those that were accepted. "
    "So these figures are something to think about, and not a target."
)
