"""Owns who evaluates, and who reads evaluations when: nobody is led by others before they have judged."""

from workflow.actors import Actor
from workflow.lifecycles.idea_facts import IdeaFacts
from workflow.lifecycles.idea_states import IdeaState
from workflow.permissions import Action, may


def evaluates(idea: IdeaFacts, actor: Actor) -> bool:
    """Whether this person may hand in an evaluation: a lead or somebody who was asked, never an author."""
    return may(Action.REVIEW, actor.role, idea.relations(actor.id)) and actor.id not in idea.authors


def reads_evaluations(idea: IdeaFacts, actor: Actor) -> bool:
    """Whether this person reads the evaluations now.

    While an idea is being evaluated, only those who have handed in their own read the others'; an author
    cannot evaluate, and so reads them once the idea has moved on.
    """
    if not may(Action.READ_REVIEWS, actor.role, idea.relations(actor.id)):
        return False
    return idea.state != IdeaState.SUBMITTED or (actor.id in idea.evaluators and actor.id not in idea.authors)
