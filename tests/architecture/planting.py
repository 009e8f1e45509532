"""Plants small trees for the sabotage tests, and reads where a rule complained."""

from pathlib import Path


def plant(root: Path, files: dict[str, str]) -> Path:
    """Write the files below the root and give the root back."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return root


def text(*lines: str) -> str:
    """A file made of these lines."""
    return "\n".join(lines) + "\n"


def refused(complaints: list[str]) -> list[str]:
    """The `path:line` of each complaint, sorted; every complaint must name a remedy."""
    assert all("; remedy: " in complaint for complaint in complaints)
    return sorted(complaint.split(" ", 1)[0] for complaint in complaints)
