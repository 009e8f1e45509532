"""What the leads promise of each state and how it was kept, and how soon an author hears something."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ideas.cells import closed_days
from ideas.commitments import Held, Place
from ideas.features.situation.subject import Subject
from workflow.calendar import age_in_days
from workflow.figures import promises as figures
from workflow.figures.promises import FirstAnswer, Late, Promise


@dataclass(frozen=True, slots=True)
class PromiseOfKind:
    """The promises about the cases of one kind."""

    kind: str
    today: date
    first_answer: FirstAnswer
    promises: tuple[Promise, ...]

    def beyond(self, late: Late) -> int:
        """For more days than these, the first and today counted, all those have waited who are late."""
        return age_in_days(late.before, self.today)


def promises(
    subject: Subject, held: Mapping[Place, Held], answer_days: Mapping[str, int]
) -> tuple[PromiseOfKind, ...]:
    """How the promises were kept, kind by kind."""
    closed, found = closed_days(), []
    for counts in subject:
        promised = {state: said.promised_days for (kind, state), said in held.items() if kind == counts.kind}
        known = {state: days for state, days in promised.items() if days is not None}
        found.append(
            PromiseOfKind(
                counts.kind,
                subject.today,
                figures.first_answer(counts, subject.window, answer_days[counts.kind], closed),
                figures.promises(counts, subject.window, known, closed),
            )
        )
    return tuple(found)
