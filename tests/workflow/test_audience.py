"""Who hears of what, written out as text."""

from workflow.audience import hearers
from workflow.events import Kind

HEARD = """
submitted, evaluated, piloted, adopted, adopted-at-once, rethought   | author owner follower
dropped, withdrawn, reopened, merged, received, commented            | author owner follower
joined, thanked, assigned, accepted                                  | author owner
next-date-set, info-asked, author-shown                              | author
edited, declined, info-given, reviewed, reading-added                | owner
recorded, examined, trialled, given-up, kept, resumed                | author owner follower
reconsidered, returned, trial-extended, verified                     | author owner follower
time-placed, paired, unpaired, room-told                             | author owner
evidence-added, need-shown, staff-effect-cleared, missed             | owner
trial-ends-soon, trial-overdue                                       | owner
abstained, aim-told, reading-corrected, reading-due, follow-up-due   | owner
pilot-ends-soon, pilot-overdue                                       | owner
answer-due, answer-overdue, promise-due, promise-overdue             | owner
measure-amended, pilot-concluded, applied, application-answered      | author owner
follow-up-set, corrected                                             | author owner
pilot-extended, follow-up-answered, taken-back, handled              | author owner follower
"""


def test_each_kind_is_told_to_whom_the_text_says_and_every_other_to_nobody() -> None:
    said = {
        kind.strip(): set(people.split())
        for kinds, people in (line.split("|") for line in HEARD.strip().splitlines())
        for kind in kinds.split(",")
    }
    assert {kind.value: set(hearers(kind)) for kind in Kind} == {
        kind.value: said.get(kind.value, set()) for kind in Kind
    }
