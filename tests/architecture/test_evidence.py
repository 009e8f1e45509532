"""Proves that docs/security.md and docs/transactions.md invent no proof."""

from pathlib import Path

from tests.architecture.evidence_rules import proofs_are_there
from tests.architecture.planting import plant, refused, text
from tests.architecture.source import PROJECT


def test_every_named_proof_is_there() -> None:
    assert proofs_are_there(PROJECT) == []


def test_a_proof_that_is_not_there_is_refused(tmp_path: Path) -> None:
    said = text("| 1 | `a/test_b.py::test_c` |", "| 2 | `a/test_b.py::test_d`, `a/test_e.py::test_c` |")
    planted = plant(tmp_path, {"docs/security.md": said, "tests/a/test_b.py": "def test_c(): pass\n"})
    assert refused(proofs_are_there(planted)) == ["docs/security.md:2", "docs/security.md:2"]
