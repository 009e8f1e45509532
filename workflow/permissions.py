"""The one permission table: who may do what, by role or by relation to the case."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from workflow.actors import EVERYONE, Relation, Role


class Action(StrEnum):
    """Everything a person can try to do."""

    READ = "read"
    OWN_ACCOUNT = "own-account"
    BEGIN = "begin"
    COMMENT = "comment"
    INVOLVE = "involve"
    THANK = "thank"
    REOPEN = "reopen"
    EDIT_DRAFT = "edit-draft"
    SPAR = "spar"
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    EDIT = "edit"
    ATTACH = "attach"
    GIVE_INFO = "give-info"
    REVIEW = "review"
    READ_REVIEWS = "read-reviews"
    DESK = "desk"
    ASSIGN = "assign"
    ASK_REVIEW = "ask-review"
    OPEN_ROUND = "open-round"
    ABSTAIN = "abstain"
    SET_CRITERIA = "set-criteria"
    SET_COMMITMENTS = "set-commitments"
    PREPARE_DECISION = "prepare-decision"
    RELEASE_DECISIONS = "release-decisions"
    CORRECT = "correct"
    SET_NEXT_DATE = "set-next-date"
    ASK_INFO = "ask-info"
    OFFER = "offer"
    ACCEPT = "accept"
    PLAN_PILOT = "plan-pilot"
    TELL_AIM = "tell-aim"
    ADD_READING = "add-reading"
    AMEND_MEASURE = "amend-measure"
    CONCLUDE_PILOT = "conclude-pilot"
    EXTEND_PILOT = "extend-pilot"
    APPLY = "apply"
    SET_FOLLOW_UP = "set-follow-up"
    ANSWER_FOLLOW_UP = "answer-follow-up"
    TAKE_PULSE = "take-pulse"
    EVALUATE = "evaluate"
    PILOT = "pilot"
    ADOPT = "adopt"
    RETHINK = "rethink"
    DROP = "drop"
    MERGE = "merge"
    RECORD = "record"
    WRITE_EXAMINATION = "write-examination"
    ADD_EVIDENCE = "add-evidence"
    SHOW_NEED = "show-need"
    CLEAR_STAFF_EFFECT = "clear-staff-effect"
    EXAMINE = "examine"
    PLAN_TRIAL = "plan-trial"
    TRY_WITHOUT = "try-without"
    EXTEND_TRIAL = "extend-trial"
    MISS = "miss"
    GIVE_UP = "give-up"
    KEEP = "keep"
    RESUME = "resume"
    RECONSIDER = "reconsider"
    RETURN = "return"
    VERIFY = "verify"
    PLACE_TIME = "place-time"
    PAIR = "pair"
    SEE_SITUATION = "see-situation"
    RECORD_HANDLING = "record-handling"
    MANAGE_PEOPLE = "manage-people"
    SHOW_AUTHOR = "show-author"
    TEND_MAIL = "tend-mail"
    ERASE_PERSON = "erase-person"
    EDIT_PAGES = "edit-pages"
    ANSWER_FEEDBACK = "answer-feedback"
    REMOVE_FEEDBACK = "remove-feedback"


@dataclass(frozen=True, slots=True)
class Grant:
    """Roles that may always, and relations that may in their own case."""

    roles: frozenset[Role] = frozenset()
    relations: frozenset[Relation] = frozenset()

    def covers(self, role: Role, relations: Iterable[Relation] = ()) -> bool:
        """Whether the role alone, or one of the relations, is enough."""
        return role in self.roles or not self.relations.isdisjoint(relations)


def _grant(*holders: Role | Relation) -> Grant:
    return Grant(
        frozenset(h for h in holders if isinstance(h, Role)),
        frozenset(h for h in holders if isinstance(h, Relation)),
    )


_AUTHOR, _OWNER, _LEAD = Relation.AUTHOR, Relation.OWNER, Role.LEAD

TABLE: Mapping[Action, Grant] = {
    Action.READ: Grant(EVERYONE),
    Action.OWN_ACCOUNT: Grant(EVERYONE),
    Action.BEGIN: Grant(EVERYONE),
    Action.COMMENT: Grant(EVERYONE),
    Action.INVOLVE: Grant(EVERYONE),
    Action.THANK: Grant(EVERYONE),
    Action.REOPEN: Grant(EVERYONE),
    Action.EDIT_DRAFT: _grant(_AUTHOR),
    Action.SPAR: _grant(_AUTHOR),
    Action.SUBMIT: _grant(_AUTHOR),
    Action.WITHDRAW: _grant(_AUTHOR),
    Action.EDIT: _grant(_AUTHOR),
    Action.ATTACH: _grant(_AUTHOR, _OWNER),
    Action.GIVE_INFO: _grant(_AUTHOR),
    Action.REVIEW: _grant(_LEAD, Relation.REVIEWER),
    Action.READ_REVIEWS: _grant(_LEAD, _AUTHOR, _OWNER, Relation.REVIEWER),
    Action.DESK: _grant(_LEAD),
    Action.ASSIGN: _grant(_LEAD),
    Action.ASK_REVIEW: _grant(_LEAD),
    Action.OPEN_ROUND: _grant(_LEAD),
    Action.ABSTAIN: _grant(_LEAD, Relation.REVIEWER),
    Action.SET_CRITERIA: _grant(_LEAD, Role.ADMIN),
    Action.SET_COMMITMENTS: _grant(_LEAD),
    Action.PREPARE_DECISION: _grant(_LEAD),
    Action.RELEASE_DECISIONS: _grant(_LEAD),
    Action.CORRECT: _grant(_LEAD),
    Action.SET_NEXT_DATE: _grant(_LEAD, _OWNER),
    Action.ASK_INFO: _grant(_LEAD, _OWNER),
    Action.OFFER: _grant(_LEAD, _OWNER),
    Action.ACCEPT: _grant(Relation.RECEIVER),
    Action.PLAN_PILOT: _grant(_LEAD, _OWNER),
    Action.TELL_AIM: _grant(Relation.MEMBER),
    Action.ADD_READING: _grant(_LEAD, _OWNER, Relation.MEMBER),
    Action.AMEND_MEASURE: _grant(_LEAD, _OWNER),
    Action.CONCLUDE_PILOT: _grant(_LEAD, _OWNER),
    Action.EXTEND_PILOT: _grant(_LEAD),
    Action.APPLY: Grant(EVERYONE),
    Action.SET_FOLLOW_UP: _grant(_LEAD, _OWNER),
    Action.ANSWER_FOLLOW_UP: _grant(_LEAD, _OWNER),
    Action.TAKE_PULSE: Grant(EVERYONE),
    Action.EVALUATE: _grant(_LEAD),
    Action.PILOT: _grant(_LEAD),
    Action.ADOPT: _grant(_LEAD),
    Action.RETHINK: _grant(_LEAD, _OWNER),
    Action.DROP: _grant(_LEAD),
    Action.MERGE: _grant(_LEAD),
    Action.RECORD: Grant(EVERYONE),
    Action.WRITE_EXAMINATION: _grant(_LEAD, _OWNER),
    Action.ADD_EVIDENCE: Grant(EVERYONE),
    Action.SHOW_NEED: _grant(Relation.RULE_OWNER),
    Action.CLEAR_STAFF_EFFECT: _grant(Relation.CLEARER),
    Action.EXAMINE: _grant(_LEAD),
    Action.PLAN_TRIAL: _grant(_LEAD, _OWNER),
    Action.TRY_WITHOUT: _grant(_LEAD),
    Action.EXTEND_TRIAL: _grant(_LEAD),
    Action.MISS: Grant(EVERYONE),
    Action.GIVE_UP: _grant(_LEAD),
    Action.KEEP: _grant(_LEAD),
    Action.RESUME: _grant(_LEAD, _OWNER),
    Action.RECONSIDER: _grant(_LEAD, Relation.CALLER),
    Action.RETURN: _grant(Relation.CLOCK),
    Action.VERIFY: _grant(_LEAD, _OWNER),
    Action.PLACE_TIME: _grant(_LEAD, _OWNER),
    Action.PAIR: _grant(_LEAD, _OWNER),
    Action.SEE_SITUATION: _grant(_LEAD, Role.MANAGER, Role.ADMIN),
    Action.RECORD_HANDLING: _grant(_LEAD, Role.MANAGER),
    Action.MANAGE_PEOPLE: _grant(Role.ADMIN),
    Action.SHOW_AUTHOR: _grant(Role.ADMIN),
    Action.TEND_MAIL: _grant(Role.ADMIN),
    Action.ERASE_PERSON: _grant(Role.ADMIN),
    Action.EDIT_PAGES: _grant(Role.ADMIN),
    Action.ANSWER_FEEDBACK: _grant(_LEAD, Role.ADMIN),
    Action.REMOVE_FEEDBACK: _grant(Role.ADMIN),
}


def may(action: Action, role: Role, relations: Iterable[Relation] = ()) -> bool:
    """Whether somebody of this role and these relations may do the action."""
    return TABLE[action].covers(role, relations)


def could_ever(action: Action, role: Role) -> bool:
    """Whether the role could do the action in some case: the question a route asks."""
    return role in TABLE[action].roles or bool(TABLE[action].relations)


class Visibility(StrEnum):
    """The steps in which a case opens to others."""

    PRIVATE = "private"
    SPARRING = "sparring"
    OPEN = "open"


SEEN_BY: Mapping[Visibility, Grant] = {
    Visibility.PRIVATE: _grant(_AUTHOR),
    Visibility.SPARRING: _grant(_AUTHOR, Relation.SPARRER),
    Visibility.OPEN: Grant(EVERYONE),
}
