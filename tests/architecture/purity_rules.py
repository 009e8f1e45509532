"""What each part may know: `workflow` the standard library alone, the rest Flask and SQL at their doors."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from tests.architecture.source import Source, sources

IMPURE_MODULES = frozenset(
    {
        *(
            "asyncio",
            "http",
            "io",
            "logging",
            "os",
            "pathlib",
            "random",
            "secrets",
            "shutil",
            "smtplib",
            "socket",
        ),
        *("sqlite3", "subprocess", "tempfile", "threading", "time", "urllib"),
    }
)
IMPURE_CALLS = frozenset({"open", "print", "input"})
CLOCKS = frozenset({"now", "utcnow", "today"})

WEB = frozenset({"flask", "wtforms", "werkzeug"})
WEB_DOORS = (
    *("ideas/__init__.py", "ideas/access.py", "ideas/cli.py", "ideas/extensions.py", "ideas/forms.py"),
    "ideas/questions.py",
    "ideas/room_form.py",
    "ideas/scope_form.py",
    "ideas/extension_form.py",
    *("ideas/i18n.py", "ideas/web/*.py", "ideas/features/*/views.py", "ideas/features/*/forms.py"),
    "ideas/features/*/forms/*.py",
    *("ideas/features/mail/letter.py", "ideas/features/mail/answers.py"),
    *("ideas/features/*/cli.py", "ideas/features/__init__.py", "ideas/api/*.py", "ideas/api/*/*.py"),
)
WORD_DOORS = (*WEB_DOORS, "ideas/labels.py", "ideas/labels/*.py")


def workflow_imports_the_standard_library_only(root: Path) -> list[str]:
    """`workflow` imports itself and the pure part of the standard library."""
    remedy = "workflow holds rules only; do this in ideas and pass the result in as an argument"
    return [
        source.complaint(line, f"workflow imports {module}", remedy)
        for source in sources(root, "workflow")
        for line, module in _imported(source)
        if _root(module) != "workflow"
        and (_root(module) not in sys.stdlib_module_names or _root(module) in IMPURE_MODULES)
    ]


def workflow_asks_no_clock(root: Path) -> list[str]:
    """`workflow` neither reads the clock nor opens, prints or asks anything."""
    return [line for source in sources(root, "workflow") for line in _impure_acts(source)]


def web_stays_at_its_doors(root: Path) -> list[str]:
    """Flask and its family are imported by the modules that speak HTTP, Flask-Babel also by the labels."""
    remedy = "keep HTTP in views.py, forms.py and the few doors of the web; pass plain values to the rest"
    return [
        source.complaint(line, f"imports {module}", remedy)
        for source in sources(root, "ideas")
        for line, module in _imported(source)
        if (_root(module) in WEB or _root(module).startswith("flask_"))
        and not _stands_at(source.path, WORD_DOORS if _root(module) == "flask_babel" else WEB_DOORS)
    ]


def views_know_no_sql(root: Path) -> list[str]:
    """Neither a view nor a form imports SQLAlchemy."""
    return [
        source.complaint(line, f"imports {module}", "let queries.py read and service.py write")
        for source in sources(root, "ideas")
        if source.path.name in {"views.py", "forms.py"} or source.path.parent.name == "forms"
        for line, module in _imported(source)
        if _root(module) == "sqlalchemy"
    ]


def _impure_acts(source: Source) -> Iterator[str]:
    for call in source.nodes(ast.Call):
        name = source.name(call.func)
        if isinstance(call.func, ast.Name) and name in IMPURE_CALLS:
            yield source.complaint(
                call.lineno, f"{name}() in workflow", "return the value; let ideas do the rest"
            )
        if isinstance(call.func, ast.Attribute) and name in CLOCKS:
            yield source.complaint(call.lineno, f"{name}() in workflow", "take the time as an argument")
    called = {id(call.func) for call in source.nodes(ast.Call)}
    for node in source.nodes(ast.Attribute):
        if node.attr in CLOCKS and source.name(node.value) in {"date", "datetime"} and id(node) not in called:
            yield source.complaint(node.lineno, f"{node.attr} in workflow", "take the time as an argument")


def _imported(source: Source) -> Iterator[tuple[int, str]]:
    for plain in source.nodes(ast.Import):
        yield from ((plain.lineno, name.name) for name in plain.names)
    for node in source.nodes(ast.ImportFrom):
        if not node.level:
            yield node.lineno, node.module or ""


def _root(module: str) -> str:
    return module.partition(".")[0]


def _stands_at(path: PurePosixPath, doors: tuple[str, ...]) -> bool:
    return any(path.match(door) and len(path.parts) == door.count("/") + 1 for door in doors)
