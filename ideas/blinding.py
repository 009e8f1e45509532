"""Hides who the authors of a case are while a blind round is open, and tells whom to leave unnamed.

The names move to where those of hidden authors are kept, so that every page, list, message and export that
hides these hides them too; what was said under their names before is told without them meanwhile.
"""

from pathlib import PurePath

from ideas.models.attachment import Attachment
from ideas.models.case import Case, CaseAuthor, SealedAuthor
from ideas.models.evaluation import EvaluationRound
from workflow.machine import Refused
from workflow.problems import Problem


def blind(case: Case, held: EvaluationRound) -> None:
    """Hide names and unit for this round; Refused where an author answers for the case and so is named."""
    if case.owner_id in {author.user_id for author in case.named_authors}:
        raise Refused(Problem.OWNER_IS_AUTHOR)
    held.unit_id, case.unit_id = case.unit_id, None
    held.hid_authors, case.hides_author = not case.hides_author, True
    for author in case.named_authors:
        case.sealed_authors.append(
            SealedAuthor(user_id=author.user_id, position=author.position, is_for_round=True)
        )
    case.named_authors = []
    case.is_blind = True


def unblind(case: Case, held: EvaluationRound) -> None:
    """Give back what this round hid."""
    case.unit_id = held.unit_id
    if held.hid_authors:
        case.hides_author = False
    for author in [each for each in case.sealed_authors if each.is_for_round]:
        case.sealed_authors.remove(author)
        case.named_authors.append(CaseAuthor(user_id=author.user_id, position=author.position))
    case.is_blind = False


def unnamed(case: Case) -> frozenset[int]:
    """Whose names must not be told with what they did to the case, while a blind round is open."""
    return case.author_ids if case.is_blind else frozenset()


def file_name(attachment: Attachment, case: Case) -> str:
    """The name under which a file is shown and handed out; its own could tell whose it is."""
    suffix = PurePath(attachment.name).suffix
    return f"{case.public_id}-{attachment.id}{suffix}" if case.is_blind else attachment.name
