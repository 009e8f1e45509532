"""Finds whom a comment names by @ and their name: only people who may see the case, and only beyond doubt."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ideas.colleagues import colleagues_called
from ideas.models.case import Case
from ideas.models.user import User
from workflow.permissions import Visibility

MENTION = re.compile(r"(?<![\w@.])@(?P<said>[^\W\d_][\w.+'’-]*(?:@[\w.-]+|(?: [^\W\d_][\w'’-]*){0,3}))")
"""An address, or up to four words; an @ within an address is none."""
TOO_MANY = 20
"""More names than this in one comment call together, and do not mention."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """A name that several people could be meant by, and how each of them would be written."""

    said: str
    ways: list[str]


def mentioned(text: str, case: Case) -> set[int]:
    """Who is named beyond doubt."""
    return {
        people[0].id for said, people in _named(text, case) if len(people) == 1 and _is_clear(said, people[0])
    }


def unclear(text: str, case: Case) -> list[Unclear]:
    """Which names could mean several people, or somebody else of the same first name."""
    return [
        Unclear(said.split()[0], _ways(people))
        for said, people in _named(text, case)
        if len(people) > 1 or (people and not _is_clear(said, people[0]))
    ]


def _named(text: str, case: Case) -> list[tuple[str, list[User]]]:
    """What stands behind each @, with the people who could be meant."""
    said = list(dict.fromkeys(found["said"].rstrip(".'’-") for found in MENTION.finditer(text)))[:TOO_MANY]
    if not said:
        return []
    people = _who_may_see(case, colleagues_called(words.split()[0] for words in said))
    return [(words, _meant(words, [each for each in people if _is_called(each, words)])) for words in said]


def _who_may_see(case: Case, people: Iterable[User]) -> list[User]:
    """Of a draft only those whom everybody in it knows: a choice of names must not tell a hidden author."""
    if case.visibility is Visibility.OPEN:
        return list(people)
    known = {author.id for author in case.authors} | {sparring.user_id for sparring in case.sparrings}
    return [each for each in people if each.id in known]


def _is_called(person: User, words: str) -> bool:
    """Whether the words begin with the person's name, their first name or their address."""
    said, name = words.casefold(), person.name.casefold()
    return said == person.email or said.split()[0] == name.split()[0]


def _meant(words: str, people: list[User]) -> list[User]:
    """Those whose name is written out furthest; with the first name alone, all who have it."""
    said = words.casefold()
    by_address = [each for each in people if each.email == said]
    whole = [each for each in people if f"{said} ".startswith(f"{each.name.casefold()} ")]
    return by_address or whole or people


def _is_clear(words: str, person: User) -> bool:
    """A capital after the first name begins a surname: if it is not this person's, another one is meant."""
    said = words.casefold()
    is_whole = f"{said} ".startswith(f"{person.name.casefold()} ") or said == person.email
    return is_whole or not any(word[0].isupper() for word in words.split()[1:2])


def _ways(people: Sequence[User]) -> list[str]:
    """How each is written beyond doubt: by the whole name, or by the address where two have the same."""
    names = [each.name.casefold() for each in people]
    return [
        f"@{each.name}" if names.count(each.name.casefold()) == 1 else f"@{each.email}" for each in people
    ]
