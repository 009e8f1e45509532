"""Words for states, roles and visibility, and for what a page says when a request fails."""

from flask_babel import lazy_gettext as _l

from workflow.actors import Role
from workflow.lifecycles.idea_states import IdeaState
from workflow.lifecycles.work_step_states import WorkStepState
from workflow.permissions import Visibility

STATES = {
    IdeaState.DRAFT: _l("draft"),
    IdeaState.SUBMITTED: _l("submitted"),
    IdeaState.EVALUATED: _l("evaluated"),
    IdeaState.PILOTED: _l("in a pilot"),
    IdeaState.ADOPTED: _l("adopted"),
    IdeaState.DROPPED: _l("not carried out"),
    IdeaState.MERGED: _l("merged"),
    WorkStepState.UNRECORDED: _l("not recorded yet"),
    WorkStepState.RECORDED: _l("recorded"),
    WorkStepState.EXAMINED: _l("under examination"),
    WorkStepState.TRIALLED: _l("in a trial stop"),
    WorkStepState.GIVEN_UP: _l("given up"),
    WorkStepState.KEPT: _l("kept"),
}
TONES = {
    IdeaState.DRAFT: "neutral",
    IdeaState.SUBMITTED: "waiting",
    IdeaState.EVALUATED: "moving",
    IdeaState.PILOTED: "moving",
    IdeaState.ADOPTED: "done",
    IdeaState.DROPPED: "ended",
    IdeaState.MERGED: "ended",
    WorkStepState.UNRECORDED: "neutral",
    WorkStepState.RECORDED: "waiting",
    WorkStepState.EXAMINED: "moving",
    WorkStepState.TRIALLED: "moving",
    WorkStepState.GIVEN_UP: "done",
    WorkStepState.KEPT: "ended",
}
NEXT_STEPS = {
    IdeaState.DRAFT: _l("Only its authors and those they have asked can see this."),
    IdeaState.SUBMITTED: _l(
        "The idea has arrived. It is read and evaluated next, and its author gets an answer in words."
    ),
    IdeaState.EVALUATED: _l(
        "The idea has been evaluated. Next it is decided whether to pilot it, adopt it or leave it."
    ),
    IdeaState.PILOTED: _l(
        "The idea is being tried out. When the pilot ends, its results decide what happens."
    ),
    IdeaState.ADOPTED: _l("The idea is in use."),
    IdeaState.DROPPED: _l(
        "The idea is not carried out. The reason, and what would have to change, are told below."
    ),
    IdeaState.MERGED: _l("The idea goes on as part of another one."),
    WorkStepState.UNRECORDED: _l("Nobody has named it yet."),
    WorkStepState.RECORDED: _l(
        "It has arrived. Next it is found out where it comes from, what it brings and what it takes, and "
        "whoever named it gets an answer in words."
    ),
    WorkStepState.EXAMINED: _l(
        "What it brings and what it takes is weighed now. Next it is tried without, given up or kept."
    ),
    WorkStepState.TRIALLED: _l("It is left out for a while. Tell if you miss it: nothing is final yet."),
    WorkStepState.GIVEN_UP: _l(
        "It has been given up. Three and six months later somebody looks whether it is still gone, and what "
        "it freed."
    ),
    WorkStepState.KEPT: _l("It is kept, with a reason and a day on which it is looked at again."),
}
ERASED_PERSON = _l("Erased person")
"""Who is named where a person’s name was erased."""
ROLES = {
    Role.EMPLOYEE: _l("employee"),
    Role.LEAD: _l("development lead"),
    Role.MANAGER: _l("management"),
    Role.ADMIN: _l("administrator"),
}
VISIBILITIES = {
    Visibility.PRIVATE: _l("seen by the authors only"),
    Visibility.SPARRING: _l("seen by the authors and the colleagues they have asked"),
    Visibility.OPEN: _l("seen by everyone signed in"),
}


HTTP_ERRORS = {
    400: (
        _l("This could not be understood"),
        _l("Something in the request was not as expected. Go back and try again."),
    ),
    403: (
        _l("You may not do this"),
        _l("Your role or your part in this does not allow it. Ask a development lead if it should."),
    ),
    404: (_l("There is nothing here"), _l("The page does not exist, or it is not open to you.")),
    405: (_l("This cannot be done this way"), _l("Go back and use the buttons of the page.")),
    413: (_l("The file is too large"), _l("Choose a smaller file and send it again.")),
    429: (_l("Please wait a moment"), _l("There were too many tries. Wait a little and try again.")),
    503: (
        _l("A short break"),
        _l("Something that Tilaa needs does not answer just now. Nothing was saved; try again in a moment."),
    ),
}
FAULT = (
    _l("Something went wrong"),
    _l("The fault is ours and has been noted. Nothing was saved; try again."),
)


def http_error(code: int) -> tuple[str, str]:
    """Title and text of the page for a failed request."""
    title, text = HTTP_ERRORS.get(code, FAULT)
    return str(title), str(text)
