"""What everyone does in the demo: begin an idea, comment, support, follow, join, thank and spar."""

from ideas.access import demand
from ideas.extensions import db
from ideas.features.demo.scene import Scene
from ideas.features.demo.script import Step, Table
from ideas.history import record, signature
from ideas.lifecycle import begin
from ideas.models import CaseAuthor, Comment, Follow, Idea, Join, SealedAuthor, Sparring, Support
from ideas.models.idea import BenefitNature, BenefitType
from ideas.models.involvement import JoinRole
from workflow.events import Kind
from workflow.lifecycles.idea_states import Size
from workflow.permissions import Action, Visibility

TEXTS = ("title", "essence", "description", "benefit", "matters", "wanted_change", "staff_benefit")
CODES = {"benefit_type": BenefitType, "benefit_nature": BenefitNature, "size": Size}


def write(scene: Scene, step: Step) -> None:
    """Begin an idea as a draft."""
    says, person = step.says, scene.person(step)
    idea = Idea(
        **{name: says.get(name, "").strip() for name in TEXTS},
        **{name: code(says[name]) for name, code in CODES.items() if name in says},
        **{f"is_{name}": True for name in says.get("fields", ())},
        language=says.get("language", "fi"),
        from_customer_work=says.get("from_customer_work"),
        hides_author=says.get("hidden", False),
        is_publish_checked=any(line["do"] == "submit" for line in says["history"]),
        unit_id=person.unit_id,
        theme_id=scene.house.themes[says["theme"]].id,
        direction_id=scene.house.directions[says["direction"]].id if "direction" in says else None,
    )
    _sign(scene, idea, says)
    idea.refold()
    begin(idea, "idea", step.at)
    scene.ideas[step.idea] = idea


def comment(scene: Scene, step: Step) -> None:
    """Say something about an idea."""
    idea, person = scene.idea(step), scene.person(step)
    demand(Action.COMMENT, scene.actor(step), idea)
    author_id, language = signature(idea, person.id, Kind.COMMENTED), person.language or "fi"
    row = Comment(
        case_id=idea.id, author_id=author_id, body=step.says["words"], language=language, at=step.at
    )
    db.session.add(row)
    db.session.flush()
    tell = [] if idea.submitted_at else [sparring.user_id for sparring in idea.sparrings]
    record(Kind.COMMENTED, at=step.at, actor_id=person.id, case=idea, data={"comment": row.id}, tell=tell)


def support(scene: Scene, step: Step) -> None:
    """Support an idea."""
    idea, person = scene.idea(step), scene.person(step)
    demand(Action.INVOLVE, scene.actor(step), idea)
    db.session.add(Support(case_id=idea.id, user_id=person.id, at=step.at))
    idea.support_count += 1
    record(Kind.SUPPORTED, at=step.at, actor_id=person.id, case=idea)


def follow(scene: Scene, step: Step) -> None:
    """Follow an idea."""
    idea, person = scene.idea(step), scene.person(step)
    demand(Action.INVOLVE, scene.actor(step), idea)
    idea.follows.append(Follow(user_id=person.id, at=step.at))
    record(Kind.FOLLOWED, at=step.at, actor_id=person.id, case=idea)


def join(scene: Scene, step: Step) -> None:
    """Take part in an idea."""
    idea, person = scene.idea(step), scene.person(step)
    demand(Action.INVOLVE, scene.actor(step), idea)
    role = JoinRole(step.says["role"])
    db.session.add(Join(case_id=idea.id, user_id=person.id, at=step.at, role=role))
    record(Kind.JOINED, at=step.at, actor_id=person.id, case=idea, data={"role": role})


def thank(scene: Scene, step: Step) -> None:
    """Thank those who brought an idea about."""
    idea = scene.idea(step)
    demand(Action.THANK, scene.actor(step), idea)
    record(Kind.THANKED, at=step.at, actor_id=scene.person(step).id, case=idea, words=step.says["words"])


def spar(scene: Scene, step: Step) -> None:
    """Show a draft to a colleague."""
    idea, colleague = scene.idea(step), scene.other(step)
    demand(Action.SPAR, scene.actor(step), idea)
    idea.sparrings.append(Sparring(user_id=colleague.id, at=step.at))
    idea.visibility = Visibility.SPARRING
    record(Kind.SPARRING_ASKED, at=step.at, actor_id=scene.person(step).id, case=idea, tell=[colleague.id])


def _sign(scene: Scene, idea: Idea, says: Table) -> None:
    people = [scene.house.people[key] for key in (says["author"], *says.get("co_authors", ()))]
    for position, person in enumerate(people):
        if idea.hides_author:
            idea.sealed_authors.append(SealedAuthor(user_id=person.id, position=position))
        else:
            idea.named_authors.append(CaseAuthor(user_id=person.id, position=position))
