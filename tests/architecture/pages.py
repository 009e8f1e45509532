"""Reads the templates of a tree: their text, their syntax tree, and which other templates they name."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from jinja2 import Environment, nodes

from tests.architecture.source import complaint, files, read

SUFFIXES = (".html", ".txt", ".xml")
LANGUAGE = Environment(
    autoescape=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"]
)
NAMING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


@dataclass(frozen=True)
class Page:
    """One template: its path from the root of the tree, and its text."""

    path: PurePosixPath
    text: str

    @property
    def name(self) -> str:
        """The name by which it is rendered."""
        return str(self.path.relative_to("templates"))

    @property
    def tree(self) -> nodes.Template:
        return _parsed(self.text)

    def references(self) -> Iterator[tuple[int, str]]:
        """Line and name of every template this one extends, includes, imports from or draws as a part."""
        for node in self.tree.find_all(NAMING):
            named: nodes.Expr = node.template  # type: ignore[attr-defined]
            constants = [named] if isinstance(named, nodes.Const) else named.find_all(nodes.Const)
            yield from ((node.lineno, str(constant.value)) for constant in constants)
        yield from self.parts()

    def parts(self) -> Iterator[tuple[int, str]]:
        """Line and name of every template that is drawn as a part, and so kept."""
        for call in self.tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "fragment":
                yield call.lineno, str(call.args[0].as_const())

    def complaint(self, line: int, what: str, remedy: str) -> str:
        return complaint(self.path, line, what, remedy)


@lru_cache(maxsize=1024)
def _parsed(text: str) -> nodes.Template:
    return LANGUAGE.parse(text)


def pages(root: Path) -> list[Page]:
    """Every template of the tree."""
    return [Page(path, read(root, path)) for path in files(root, "templates", suffixes=SUFFIXES)]
