"""Of which groups it is told how many take part: no figure and no difference speaks of a few people."""

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflow.participation import Group, tellable, totals

FEWEST = Group(10, 5)
ENOUGH, FEW, SILENT, NOBODY = Group(20, 8), Group(4, 2), Group(20, 1), Group()
TREE = ("/", "/1/", "/1/2/", "/1/3/", "/4/", "/4/5/")
Own = Mapping[str, Group]

CASES: list[tuple[str, Own, set[str]]] = [
    ("everybody", {"/1/": ENOUGH, "/2/": ENOUGH}, {"/", "/1/", "/2/"}),
    ("nobody", {}, set()),
    ("a small house", {"/1/": FEW}, set()),
    ("one small unit takes another along", {"/1/": FEW, "/2/": ENOUGH, "/3/": Group(30, 9)}, {"/", "/3/"}),
    ("one silent unit does as well", {"/1/": SILENT, "/2/": ENOUGH, "/3/": Group(30, 9)}, {"/", "/3/"}),
    ("two small units are too few together", {"/1/": FEW, "/2/": FEW, "/3/": ENOUGH}, {"/"}),
    (
        "three small units are enough",
        {"/1/": FEW, "/2/": FEW, "/3/": FEW, "/4/": ENOUGH},
        {"/", "/4/"},
    ),
    (
        "few people of the unit above",
        {"/1/": FEW, "/1/2/": ENOUGH, "/1/3/": Group(30, 9)},
        {"/", "/1/", "/1/3/"},
    ),
    ("an empty unit above", {"/1/": NOBODY, "/1/2/": ENOUGH}, {"/", "/1/", "/1/2/"}),
    ("people without a unit", {"/": FEW, "/1/": ENOUGH}, {"/"}),
    (
        "a small unit deep down",
        {"/1/2/": FEW, "/1/3/": ENOUGH, "/4/": ENOUGH},
        {"/", "/1/", "/4/"},
    ),
    (
        "a unit that helps nothing by being withheld",
        {"/": FEW, "/1/2/": ENOUGH, "/1/3/": Group(30, 9), "/4/": Group(90, 30)},
        {"/", "/1/", "/1/2/", "/1/3/"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "own", "told"), CASES, ids=[case[0] for case in CASES])
def test_whose_figures_are_told(name: str, own: Own, told: set[str]) -> None:
    assert tellable(own, FEWEST) == told


def test_a_group_holds_everybody_within_it() -> None:
    own = {"/": Group(1, 1), "/1/": Group(10, 2), "/1/2/": Group(5, 5), "/3/": Group(7, 0)}
    assert totals(own) == {
        "/": Group(23, 8), "/1/": Group(15, 7), "/1/2/": Group(5, 5), "/3/": Group(7, 0),
    }  # fmt: skip


groups = st.builds(
    lambda people, share: Group(people, people * share // 4), st.integers(0, 25), st.integers(0, 4)
)
houses = st.dictionaries(st.sampled_from(TREE), groups, max_size=len(TREE))


@given(houses)
def test_no_sum_or_difference_of_what_is_told_speaks_of_a_few(own: Own) -> None:
    told = sorted(tellable(own, FEWEST))
    filled = [path for path, group in own.items() if group.people]
    for signs in product((-1, 0, 1), repeat=len(told)):
        counted = {
            path: sum(sign for each, sign in zip(told, signs, strict=True) if path.startswith(each))
            for path in filled
        }
        if set(counted.values()) <= {0, 1} and any(counted.values()):
            inside = [own[path] for path, is_in in counted.items() if is_in]
            assert Group(sum(g.people for g in inside), sum(g.contributors for g in inside)).covers(FEWEST)


@given(houses)
def test_the_whole_house_is_told_wherever_it_is_large_enough(own: Own) -> None:
    whole = totals(own).get("/", NOBODY)
    assert ("/" in tellable(own, FEWEST)) == whole.covers(FEWEST)
