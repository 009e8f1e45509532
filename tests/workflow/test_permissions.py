"""The permission table, written out as text: who may do what by role, and by relation."""

import pytest

from workflow.actors import Relation, Role
from workflow.permissions import SEEN_BY, TABLE, Action, could_ever, may

EVERYONE = "employee lead manager admin"
WHO = f"""
read               | {EVERYONE}
own-account        | {EVERYONE}
begin              | {EVERYONE}
comment            | {EVERYONE}
involve            | {EVERYONE}
thank              | {EVERYONE}
reopen             | {EVERYONE}
edit-draft         | author
spar               | author
submit             | author
withdraw           | author
edit               | author
attach             | author owner
give-info          | author
review             | lead reviewer
read-reviews       | lead author owner reviewer
desk               | lead
assign             | lead
ask-review         | lead
open-round         | lead
abstain            | lead reviewer
set-criteria       | lead admin
set-commitments    | lead
prepare-decision   | lead
release-decisions  | lead
correct            | lead
set-next-date      | lead owner
ask-info           | lead owner
offer              | lead owner
accept             | receiver
plan-pilot         | lead owner
tell-aim           | member
add-reading        | lead owner member
amend-measure      | lead owner
conclude-pilot     | lead owner
extend-pilot       | lead
apply              | {EVERYONE}
set-follow-up      | lead owner
answer-follow-up   | lead owner
take-pulse         | {EVERYONE}
evaluate           | lead
pilot              | lead
adopt              | lead
rethink            | lead owner
drop               | lead
merge              | lead
record             | {EVERYONE}
write-examination  | lead owner
add-evidence       | {EVERYONE}
show-need          | rule-owner
clear-staff-effect | clearer
show-author        | admin
examine            | lead
plan-trial         | lead owner
try-without        | lead
extend-trial       | lead
miss               | {EVERYONE}
give-up            | lead
keep               | lead
resume             | lead owner
reconsider         | lead caller
return             | clock
verify             | lead owner
place-time         | lead owner
pair               | lead owner
see-situation      | lead manager admin
record-handling    | lead manager
manage-people      | admin
tend-mail          | admin
erase-person       | admin
edit-pages         | admin
answer-feedback    | lead admin
remove-feedback    | admin
"""
ROWS = {line.split("|")[0].strip(): set(line.split("|")[1].split()) for line in WHO.strip().splitlines()}
SEEN = {"private": {"author"}, "sparring": {"author", "sparrer"}, "open": set(EVERYONE.split())}


def test_the_text_names_every_action() -> None:
    assert set(ROWS) == {action.value for action in Action} == {action.value for action in TABLE}


@pytest.mark.parametrize("action", list(Action))
def test_every_role_may_what_the_text_says(action: Action) -> None:
    assert {role.value for role in Role if may(action, role)} == ROWS[action] & set(EVERYONE.split())


@pytest.mark.parametrize("action", list(Action))
def test_every_relation_may_what_the_text_says(action: Action) -> None:
    # Management holds nothing of cases by role alone, so what it may here comes from the relation.
    by_role = may(action, Role.MANAGER)
    allowed = {relation.value for relation in Relation if may(action, Role.MANAGER, {relation})}
    assert by_role or allowed == ROWS[action] - set(EVERYONE.split())


@pytest.mark.parametrize("action", list(Action))
def test_a_route_opens_to_whoever_could_ever_do_it(action: Action) -> None:
    relations = ROWS[action] - set(EVERYONE.split())
    assert {role.value for role in Role if could_ever(action, role)} == (
        set(EVERYONE.split()) if relations else ROWS[action]
    )


def test_a_case_opens_step_by_step() -> None:
    assert {step.value: {*grant.roles, *grant.relations} for step, grant in SEEN_BY.items()} == SEEN
