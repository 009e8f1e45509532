"""What the documents name as proof: every test that they name is there."""

import ast
import re
from pathlib import Path

from tests.architecture.source import complaint

TOLD_IN = ("docs/security.md", "docs/transactions.md")
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")


def proofs_are_there(root: Path) -> list[str]:
    """No proof is invented, and none has gone unnoticed."""
    remedy = "name a test that is there, or say in plain words that it is not met"
    return [
        complaint(document, number, f"there is no {file}::{name}", remedy)
        for document in TOLD_IN
        for number, line in enumerate(_lines(root / document), 1)
        for file, name in NAMED.findall(line)
        if name not in _tests(root / "tests" / file)
    ]


def _lines(document: Path) -> list[str]:
    return document.read_text().splitlines() if document.is_file() else []


def _tests(path: Path) -> set[str]:
    if not path.is_file():
        return set()
    tree = ast.parse(path.read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
