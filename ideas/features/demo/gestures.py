"""What everyone does in the demo: begin an idea, comment, support, follow, join, thank and spar."""

from ideas.access import demand
from ideas.extensions import db
from ideas.features.demo.scene import Scene
from ideas.features.demo.script import Deed, Table
from ideas.history import record, signature
from ideas.lifecycle import begin
from ideas.models import Case, CaseAuthor, Comment, Follow, Idea, Join, SealedAuthor, Sparring, Support
from ideas.models.idea import BenefitNature, BenefitType
from ideas.models.involvement import JoinRole
from ideas.units import unit_to_show
from workflow.events import Kind
from workflow.lifecycles.idea_states import Size
from workflow.permissions import Action, Visibility

TEXTS = ("title", "essence", "description", "benefit", "matters", "wanted_change", "staff_benefit")
CODES = {"benefit_type": BenefitType, "benefit_nature": BenefitNature, "size": Size}


def write(scene: Scene, deed: Deed) -> None:
    """Begin an idea as a draft."""
    says = deed.says
    idea = Idea(
        **{name: says.get(name, "").strip() for name in TEXTS},
        **{name: code(says[name]) for name, code in CODES.items() if name in says},
        **{f"is_{name}": True for name in says.get("fields", ())},
        language=says.get("language", "fi"),
        from_customer_work=says.get("from_customer_work"),
        is_publish_checked=any(line["do"] == "submit" for line in says["history"]),
        theme_id=scene.house.themes[says["theme"]].id,
        direction_id=scene.house.directions[says["direction"]].id if "direction" in says else None,
    )
    sign(scene, idea, says)
    idea.refold()
    begin(idea, "idea", deed.at)
    scene.cases[deed.case] = idea


def edit(scene: Scene, deed: Deed) -> None:
    """Write one of the idea's texts anew."""
    idea, person, says = scene.idea(deed), scene.person(deed), deed.says
    demand(Action.EDIT, scene.actor(deed), idea)
    changes = {says["field"]: [getattr(idea, says["field"]), says["text"]]}
    setattr(idea, says["field"], says["text"])
    idea.refold()
    idea.version += 1
    record(Kind.EDITED, at=deed.at, actor_id=person.id, case=idea, data={"changes": changes})


def comment(scene: Scene, deed: Deed) -> None:
    """Say something about a case."""
    case, person = scene.case(deed), scene.person(deed)
    demand(Action.COMMENT, scene.actor(deed), case)
    author_id = signature(case, person.id, Kind.COMMENTED)
    language = deed.says.get("language", person.language or "fi")
    row = Comment(
        case_id=case.id, author_id=author_id, body=deed.says["words"], language=language, at=deed.at
    )
    db.session.add(row)
    db.session.flush()
    tell = [] if case.submitted_at else [sparring.user_id for sparring in case.sparrings]
    record(Kind.COMMENTED, at=deed.at, actor_id=person.id, case=case, data={"comment": row.id}, tell=tell)


def support(scene: Scene, deed: Deed) -> None:
    """Support a case."""
    case, person = scene.case(deed), scene.person(deed)
    demand(Action.INVOLVE, scene.actor(deed), case)
    db.session.add(Support(case_id=case.id, user_id=person.id, at=deed.at))
    case.support_count += 1
    record(Kind.SUPPORTED, at=deed.at, actor_id=person.id, case=case)


def follow(scene: Scene, deed: Deed) -> None:
    """Follow a case."""
    case, person = scene.case(deed), scene.person(deed)
    demand(Action.INVOLVE, scene.actor(deed), case)
    case.follows.append(Follow(user_id=person.id, at=deed.at))
    record(Kind.FOLLOWED, at=deed.at, actor_id=person.id, case=case)


def join(scene: Scene, deed: Deed) -> None:
    """Take part in a case."""
    case, person = scene.case(deed), scene.person(deed)
    demand(Action.INVOLVE, scene.actor(deed), case)
    role = JoinRole(deed.says["role"])
    db.session.add(Join(case_id=case.id, user_id=person.id, at=deed.at, role=role))
    record(Kind.JOINED, at=deed.at, actor_id=person.id, case=case, data={"role": role})


def thank(scene: Scene, deed: Deed) -> None:
    """Thank those who brought a case about."""
    case = scene.case(deed)
    demand(Action.THANK, scene.actor(deed), case)
    record(Kind.THANKED, at=deed.at, actor_id=scene.person(deed).id, case=case, words=deed.says["words"])


def spar(scene: Scene, deed: Deed) -> None:
    """Show a draft to a colleague."""
    idea, colleague = scene.idea(deed), scene.other(deed)
    demand(Action.SPAR, scene.actor(deed), idea)
    idea.sparrings.append(Sparring(user_id=colleague.id, at=deed.at))
    idea.visibility = Visibility.SPARRING
    record(Kind.SPARRING_ASKED, at=deed.at, actor_id=scene.person(deed).id, case=idea, tell=[colleague.id])


def sign(scene: Scene, case: Case, says: Table) -> None:
    """Write who began a case, and under which name; a unit in which few people work would tell it."""
    people = [scene.house.people[key] for key in (says["author"], *says.get("co_authors", ()))]
    case.hides_author = says.get("hidden", False)
    case.unit_id = unit_to_show(people[0].unit_id) if case.hides_author else people[0].unit_id
    for position, person in enumerate(people):
        if case.hides_author:
            case.sealed_authors.append(SealedAuthor(user_id=person.id, position=position))
        else:
            case.named_authors.append(CaseAuthor(user_id=person.id, position=position))
