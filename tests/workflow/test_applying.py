"""Who tells how something went that was applied elsewhere."""

import pytest

from workflow.actors import Actor, Role
from workflow.applying import Applied, tells_how_it_went

APPLIER, HIDDEN, ANYBODY = 1, 2, 3
OPENLY, UNNAMED = Applied("/1/4/", APPLIER), Applied("/1/4/", None, frozenset({HIDDEN}))

# who | role | their unit | applied openly | by a hidden author
TELLERS = [
    (APPLIER, Role.EMPLOYEE, None, True, False),
    (APPLIER, Role.EMPLOYEE, "/1/9/", True, False),
    (HIDDEN, Role.EMPLOYEE, "/1/9/", False, True),
    (ANYBODY, Role.EMPLOYEE, None, False, False),
    (ANYBODY, Role.EMPLOYEE, "/1/4/", True, True),
    (ANYBODY, Role.EMPLOYEE, "/1/4/7/", True, True),
    (ANYBODY, Role.EMPLOYEE, "/1/", False, False),
    (ANYBODY, Role.EMPLOYEE, "/1/40/", False, False),
    (ANYBODY, Role.LEAD, None, True, True),
    (ANYBODY, Role.MANAGER, "/1/9/", False, False),
    (ANYBODY, Role.ADMIN, "/1/9/", False, False),
]


@pytest.mark.parametrize(("person", "role", "home", "openly", "unnamed"), TELLERS)
def test_whoever_applied_it_people_of_that_unit_and_leads_tell_how_it_went(
    person: int, role: Role, home: str | None, openly: bool, unnamed: bool
) -> None:
    actor = Actor(person, role)
    found = tells_how_it_went(OPENLY, actor, home), tells_how_it_went(UNNAMED, actor, home)
    assert found == (openly, unnamed)


def test_the_system_itself_tells_nothing() -> None:
    assert not tells_how_it_went(Applied("/1/", None), Actor(None, Role.EMPLOYEE), None)
