"""Owns who evaluates, and who reads evaluations when: nobody is led by others before they have judged."""

from workflow.actors import Actor
from workflow.lifecycles.idea_facts import IdeaFacts, Round
from workflow.permissions import Action, may


def is_partial(idea: IdeaFacts, person: int | None) -> bool:
    """Whether the idea is this person's own matter: an author, somebody who joined, a clash of interests."""
    return person in idea.authors | idea.joined | idea.conflicted


def evaluates(idea: IdeaFacts, actor: Actor) -> bool:
    """Whether this person may hand in an evaluation: a lead or who was asked, never the partial."""
    relations = idea.relations(actor.id)
    return may(Action.REVIEW, actor.role, relations) and not is_partial(idea, actor.id)


def reads_round(idea: IdeaFacts, held: Round, actor: Actor) -> bool:
    """Whether this person reads the evaluations of a round now.

    While it is open, only those who have handed in their own read the others'. Whose own matter the idea is
    reads them once something has been decided about it.
    """
    if not may(Action.READ_REVIEWS, actor.role, idea.relations(actor.id)):
        return False
    if is_partial(idea, actor.id) or actor.id in held.conflicted:
        return held.is_decided
    return held.is_closed or actor.id in held.evaluators
