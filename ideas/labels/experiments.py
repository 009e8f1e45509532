"""Words for evaluations, pilots and what follows them."""

from flask_babel import lazy_gettext as _l

from ideas.labels.steps import OUTCOMES
from ideas.models.evaluation import Knowledge
from ideas.models.experiment import ExperimentKind, Recommendation
from ideas.models.measure import Better, Cadence, Scope
from workflow.lifecycles.idea_states import FollowUpStage
from workflow.scoring import Agreement
from workflow.verdicts import Verdict

AGREEMENTS = {
    Agreement.AGREE: _l("seen alike"),
    Agreement.MIXED: _l("seen somewhat differently"),
    Agreement.DIVIDED: _l("seen very differently"),
}
KNOWLEDGE = {
    Knowledge.MEASURED: _l("it has been measured"),
    Knowledge.EXPERIENCE: _l("from experience"),
    Knowledge.GUESS: _l("it is a guess"),
}
SCOPES = {
    Scope.CUSTOMER: _l("customer experience"),
    Scope.STAFF: _l("staff"),
    Scope.OPERATION: _l("operation"),
}
BETTERS = {
    Better.HIGHER: _l("higher is better"),
    Better.LOWER: _l("lower is better"),
}
CADENCES = {
    Cadence.DAILY: _l("every day"),
    Cadence.WEEKLY: _l("every week"),
    Cadence.FORTNIGHTLY: _l("every two weeks"),
    Cadence.MONTHLY: _l("every month"),
    Cadence.AT_THE_END: _l("once, at the end"),
}
VERDICTS = {
    Verdict.MET: _l("target met"),
    Verdict.PARTLY: _l("partly: better than the baseline"),
    Verdict.NOT: _l("not met"),
    Verdict.NOT_MEASURED: _l("not measured"),
}
RECOMMENDATIONS = {
    Recommendation.ADOPT: _l("take it into use"),
    Recommendation.RETHINK: _l("think it over again"),
    Recommendation.DROP: _l("do not carry it out"),
}
EXPERIMENTS = {
    ExperimentKind.PILOT: _l("pilot"),
    ExperimentKind.TRIAL_STOP: _l("trial stop"),
}
RUNNING = "running"
"""Stands for the outcome of an experiment that has none yet."""
HOW_ENDED = {
    RUNNING: _l("still running"),
    "adopt": _l("adopted"),
    "rethink": _l("thought over again"),
    "drop": _l("not carried out"),
    **OUTCOMES,
}
"""How an experiment ended, by the name of the move that ended it."""
FOLLOW_UP_STAGES = {
    FollowUpStage.IN_FOLLOW_UP: _l("in follow-up"),
    FollowUpStage.FINISHED: _l("finished"),
}
PULSE = {
    1: _l("not at all"),
    2: _l("a little"),
    3: _l("somewhat"),
    4: _l("much"),
    5: _l("very much"),
}
"""A word for each step of the pulse."""
