"""How long things may be: functions, files, templates and views."""

from pathlib import Path, PurePosixPath

from tests.architecture.routes import views
from tests.architecture.source import EVERY_PYTHON, Function, Source, complaint, files, read, sources

FUNCTION, FILE, TEMPLATE, VIEW = 25, 250, 100, 12


def functions_are_small(root: Path) -> list[str]:
    """From `def` to the last line, docstring included, decorators not."""
    remedy = f"split it by what it does; a function has at most {FUNCTION} lines"
    return [
        source.complaint(function.lineno, f"{function.name} has {_length(function)} lines", remedy)
        for source in _hand_written(root)
        for function in source.functions()
        if _length(function) > FUNCTION
    ]


def views_are_small(root: Path) -> list[str]:
    """A view translates HTTP and no more."""
    remedy = f"move the work into service.py or queries.py; a view has at most {VIEW} lines"
    return [
        source.complaint(view.lineno, f"the view {view.name} has {_length(view)} lines", remedy)
        for source in sources(root, "ideas")
        for view in views(source)
        if _length(view) > VIEW
    ]


def files_are_small(root: Path) -> list[str]:
    """Python files, scripts and style sheets."""
    paths = [source.path for source in _hand_written(root)]
    paths += files(root, "ideas/static", "tests", suffixes=(".js", ".mjs", ".css"))
    return _too_long(root, paths, FILE, "split it along its subjects")


def templates_are_small(root: Path) -> list[str]:
    paths = files(root, "templates", suffixes=(".html", ".txt", ".xml"))
    return _too_long(root, paths, TEMPLATE, "move a part into templates/_components or an include")


def _too_long(root: Path, paths: list[PurePosixPath], most: int, advice: str) -> list[str]:
    lengths = {path: len(read(root, path).splitlines()) for path in paths}
    remedy = f"{advice}; at most {most} lines"
    return [
        complaint(path, most, f"has {lines} lines", remedy) for path, lines in lengths.items() if lines > most
    ]


def _hand_written(root: Path) -> list[Source]:
    """Every Python file but the generated migrations, whose DDL is a table."""
    every = sources(root, *EVERY_PYTHON)
    return [source for source in every if source.path.parts[:2] != ("migrations", "versions")]


def _length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1
