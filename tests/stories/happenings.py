"""Owns what happens in the hushed house that some may not know of."""

from collections.abc import Callable, Mapping

from ideas.features.evaluation import service as evaluation
from ideas.transaction import command
from tests import factories
from tests.factories import NOW, actor
from tests.stories.hushed import House, feel, judge, prepare, read
from workflow.scoring import Agreement


def happen_unknown_to(who: str, world: House) -> int:
    """Let everything happen that this person may not know of; how many things that is."""
    unknown = [happens for happens, people in HAPPENINGS.items() if who in people.split()]
    with world.app.app_context():
        for happens in unknown:
            happens(world)
    return len(unknown)


def one_more_evaluates(world: House) -> None:
    """A lead hands in an evaluation."""
    judge(read(world.cases["judged"]), world.people["lead"], "Uusi arvio.", 3)


def another_abstains(world: House) -> None:
    """Whoever was asked does not evaluate."""
    who = actor(world.people["asked"])
    evaluation.abstain(world.cases["judged"], "En ehdi.", False, actor=who, at=NOW)


def something_is_prepared(world: House) -> None:
    """It is prepared that one more idea is not carried out."""
    prepare(read(world.cases["judged"]), world.people["judge"], "Ei nyt.", "Uusi tarve.")


@command
def they_are_divided(world: House) -> None:
    """Those who evaluated turn out to see it very differently."""
    for case in ("judged", "planned"):
        read(world.cases[case]).rounds[-1].agreement = Agreement.DIVIDED


def some_feel_something(world: House) -> None:
    """Three more answer the pulse where six have, which is too few to be shown."""
    feel(world.cases["adopted"], world.people, range(6, 9), value=1)


def few_feel_something(world: House) -> None:
    """Four answer where nobody has, which is too few to be shown."""
    feel(world.cases["at_once"], world.people, range(4))


def somebody_begins_a_draft(world: House) -> None:
    """A draft of somebody else."""
    factories.draft(world.people["co_author"], title="Luonnos")


HAPPENINGS: Mapping[Callable[[House], None], str] = {
    one_more_evaluates: "stranger author joined conflicted manager admin",
    another_abstains: "stranger author joined conflicted torn leading_author manager admin",
    something_is_prepared: "stranger author joined conflicted owner leading_author manager admin",
    they_are_divided: "stranger author joined conflicted leading_author manager admin",
    some_feel_something: "stranger author joined conflicted owner leading_author manager admin lead torn",
    few_feel_something: "stranger author joined conflicted owner leading_author manager admin lead torn",
    somebody_begins_a_draft: "stranger author joined conflicted owner leading_author manager admin lead torn",
}
"""Who may not know that it happened.

An owner hears that somebody has evaluated, and the desk counts it for leads, as the rule does that asks for
evaluations; neither tells what they say.
"""
