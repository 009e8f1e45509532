"""Reads a source tree: its files, their syntax trees, and the one form that every complaint takes."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath
from typing import TypeVar

PROJECT = Path(__file__).resolve().parents[2]
SKIPPED = frozenset({"__pycache__", ".venv", ".git", "node_modules"})
EVERY_PYTHON = ("ideas", "workflow", "tests", "migrations", "benchmarks", "wsgi.py")

Node = TypeVar("Node", bound=ast.AST)
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the root of the tree, and its text."""

    path: PurePosixPath
    text: str

    @property
    def tree(self) -> ast.Module:
        return _parsed(self.text, str(self.path))

    @cached_property
    def module(self) -> str:
        parts = self.path.with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @cached_property
    def feature(self) -> str | None:
        """The name of the feature folder the file lies in, if any."""
        parts = self.path.parts
        return parts[2] if parts[:2] == ("ideas", "features") and len(parts) > 3 else None

    def nodes(self, kind: type[Node]) -> Iterator[Node]:
        return (node for node in _walked(self.text, str(self.path)) if isinstance(node, kind))

    def functions(self) -> Iterator[Function]:
        both = (ast.FunctionDef, ast.AsyncFunctionDef)
        return (node for node in _walked(self.text, str(self.path)) if isinstance(node, both))

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Names that an import gave to something else, so that `import … as …` hides nothing."""
        names = [name for node in self.nodes(ast.ImportFrom) for name in node.names]
        return {name.asname: name.name for name in names if name.asname}

    def name(self, node: ast.AST) -> str:
        """The last name of an expression (`a.b.c` → c), through renaming imports; empty when it has none."""
        if isinstance(node, ast.Attribute):
            return node.attr
        return self.renamed.get(node.id, node.id) if isinstance(node, ast.Name) else ""

    def complaint(self, line: int, what: str, remedy: str) -> str:
        return complaint(self.path, line, what, remedy)


@lru_cache(maxsize=2048)
def _parsed(text: str, name: str) -> ast.Module:
    return ast.parse(text, name)


@lru_cache(maxsize=2048)
def _walked(text: str, name: str) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(_parsed(text, name)))


def files(root: Path, *places: str, suffixes: tuple[str, ...]) -> list[PurePosixPath]:
    """Every file below the places (folders or single files) with one of the suffixes, in order."""
    found = [path for place in places for path in [root / place, *(root / place).rglob("*")]]
    inside = [path.relative_to(root) for path in found if path.is_file() and path.suffix in suffixes]
    return sorted(PurePosixPath(path) for path in inside if SKIPPED.isdisjoint(path.parts))


def sources(root: Path, *places: str) -> list[Source]:
    """Every Python file below the places."""
    return [Source(path, read(root, path)) for path in files(root, *places, suffixes=(".py",))]


def read(root: Path, path: PurePosixPath) -> str:
    return (root / path).read_text(encoding="utf-8")


def complaint(path: PurePosixPath | str, line: int, what: str, remedy: str) -> str:
    return f"{path}:{line} {what}; remedy: {remedy}"
