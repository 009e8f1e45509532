"""How things are named and introduced: no drawer for leftovers, a docstring where a reader arrives."""

import ast
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from tests.architecture.source import EVERY_PYTHON, complaint, files, sources

DRAWERS = frozenset({"common", "helper", "helpers", "manager", "managers", "misc", "util", "utils"})
DRAWER_ENDINGS = ("_common", "_helper", "_helpers", "_misc", "_util", "_utils")


def names_say_what_is_inside(root: Path) -> list[str]:
    """No folder, module, script or template is a drawer for leftovers."""
    remedy = "name it after the concept it holds, or move its parts where they belong"
    paths = files(root, *EVERY_PYTHON, "templates", suffixes=(".py", ".js", ".mjs", ".css", ".html", ".txt"))
    return [complaint(path, 1, "a drawer for leftovers", remedy) for path in paths if _is_drawer(path)]


def modules_introduce_themselves(root: Path) -> list[str]:
    """Every module of the product that holds anything starts with a docstring."""
    return [
        source.complaint(1, "no module docstring", "say in one sentence what this module alone owns")
        for source in sources(root, "ideas", "workflow", "wsgi.py")
        if source.text.strip() and not ast.get_docstring(source.tree)
    ]


def workflow_explains_itself(root: Path) -> list[str]:
    """Every public function, class and method of `workflow` has a docstring."""
    remedy = "say what it does in one line, and the units, shapes, errors and source where there are any"
    return [
        source.complaint(node.lineno, f"{node.name} has no docstring", remedy)
        for source in sources(root, "workflow")
        for node in _public(source.tree)
        if not ast.get_docstring(node)
    ]


def _is_drawer(path: PurePosixPath) -> bool:
    names = [*path.parts[:-1], path.name.partition(".")[0].removeprefix("test_").strip("_")]
    return any(name in DRAWERS or name.endswith(DRAWER_ENDINGS) for name in names)


def _is_protocol(node: ast.ClassDef) -> bool:
    """A protocol is told as a whole by its own docstring; its members are empty."""
    return any(isinstance(base, ast.Name) and base.id == "Protocol" for base in node.bases)


def _public(
    parent: ast.Module | ast.ClassDef,
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    for node in parent.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and node.name[0] != "_":
            yield node
        if isinstance(node, ast.ClassDef) and node.name[0] != "_" and not _is_protocol(node):
            yield from _public(node)
