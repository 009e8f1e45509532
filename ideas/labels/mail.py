"""The words of the post: what one can hear of, in which ways, and what became of a mail."""

from flask_babel import lazy_gettext as _l

from workflow.mailing import Topic, Way

TOPICS = {
    Topic.MINE: _l("Answers to your own ideas and work steps, and their moves"),
    Topic.TALK: _l("Comments, and mentions of your name"),
    Topic.WAITING: _l("What waits for you, and reminders"),
    Topic.FOLLOWED: _l("What you follow"),
    Topic.REST: _l("Everything else"),
}
TOPIC_HINTS = {
    Topic.MINE: _l("Those that you brought or answer for."),
    Topic.TALK: _l(
        "In everything that you brought, answer for or follow, or where somebody wrote @ and your name."
    ),
    Topic.WAITING: _l("Somebody asks you something, or a day that concerns you is near."),
    Topic.FOLLOWED: _l("What happens to ideas and work steps that you chose to follow."),
    Topic.REST: _l("For example thanks, and experiments that reach your unit."),
}
WAYS = {
    Way.AT_ONCE: _l("at once"),
    Way.DAILY: _l("every working day"),
    Way.WEEKLY: _l("every Monday"),
    Way.INBOX: _l("not by mail, in Tilaa alone"),
}
MAIL_FAULTS = {
    "deactivated": _l("The account of the person is closed."),
    "nothing-left": _l("Nothing was left that the person may know of and wants to hear by mail."),
    "workers-lost": _l("Each time the worker ended before it could say what came of it."),
    "too-late": _l("It waited for so long that it is no news any more."),
    "arrived": _l("It waited when this house was brought here, and may have been sent before."),
}
"""Why a mail was not sent; any other fault is told by the name under which programs know it."""
