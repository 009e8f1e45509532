"""The import rule: layers, features apart, no cycle, every import absolute and at the top."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

from tests.architecture.source import EVERY_PYTHON, Source, sources

# From the ground up; an arrow points down or stays within a layer. Base lies below the extensions, because
# they bind its metadata. The last line is no part of the product.
LAYERS: tuple[tuple[str, ...], ...] = (
    ("workflow",),
    ("ideas.models.base",),
    ("ideas.extensions", "ideas.config", "ideas.lasting"),
    ("ideas.models",),
    (
        *("ideas.access", "ideas.lifecycle", "ideas.history", "ideas.transaction"),
        *(
            "ideas.attention",
            "ideas.attempts",
            "ideas.audiences",
            "ideas.cells",
            "ideas.colleagues",
            "ideas.commitments",
            "ideas.arrival",
            "ideas.files",
            "ideas.heads",
            "ideas.parcels",
            "ideas.stores",
            "ideas.forms",
            "ideas.labels",
            "ideas.web",
            "ideas.i18n",
            "ideas.telling",
            "ideas.schema",
            "ideas.passwords",
            "ideas.accounts",
            "ideas.units",
            "ideas.unsigned",
            "ideas.paging",
            "ideas.participation",
            "ideas.offers",
            "ideas.narrowing",
            "ideas.blinding",
            "ideas.bylines",
            "ideas.corrections",
            "ideas.counting",
            "ideas.days",
            "ideas.decisions",
            "ideas.drawing",
            "ideas.feeds",
            "ideas.figures",
            "ideas.follow_ups",
            "ideas.judging",
            "ideas.moving",
            "ideas.networks",
            "ideas.feedback",
            "ideas.resting",
            "ideas.retention",
            "ideas.icalendar",
            "ideas.leaving",
            "ideas.numbers",
            "ideas.outbox",
            "ideas.outcomes",
            "ideas.promises",
            "ideas.recounting",
            "ideas.replica",
            "ideas.scope",
            "ideas.second_steps",
            "ideas.scope_form",
            "ideas.visits",
            "ideas.preparing",
            "ideas.questions",
            "ideas.reversal",
            "ideas.room",
            "ideas.room_form",
            "ideas.verdicts",
            "ideas.extending",
            "ideas.extension_form",
            "ideas.spreadsheet",
            "ideas.tables",
            "ideas.workbooks",
        ),
    ),
    ("ideas.features.*",),
    ("ideas.features",),
    ("ideas.cli", "ideas.api", "ideas.worker"),
    ("ideas",),
    ("wsgi",),
    ("tests", "migrations", "benchmarks"),
)
PRODUCT = ("workflow", "ideas", "wsgi.py")


@dataclass(frozen=True)
class Arrow:
    """One import: the line, the module it reaches, and whether only the type checker follows it."""

    line: int
    target: str
    only_typing: bool


def arrows_point_down(root: Path) -> list[str]:
    """No module imports from a layer above its own."""
    remedy = "move what both need into a lower layer, or pass it as an argument"
    return [
        source.complaint(arrow.line, f"{source.module} imports {arrow.target}, a layer above it", remedy)
        for source, arrow in _arrows(root)
        if _height(arrow.target, 0) > _height(source.module, len(LAYERS))
    ]


def modules_have_a_layer(root: Path) -> list[str]:
    """Every module of the product stands in the table of layers."""
    remedy = "put it into an existing module or feature, or give it a layer in LAYERS of imports_rules.py"
    unplaced = [source for source in sources(root, *PRODUCT) if _height(source.module, -1) < 0]
    return [source.complaint(1, f"{source.module} has no layer", remedy) for source in unplaced]


def features_stand_alone(root: Path) -> list[str]:
    """No feature imports another feature."""
    remedy = "what two features need sits one level below them"
    return [
        source.complaint(arrow.line, f"{source.module} imports the feature module {arrow.target}", remedy)
        for source, arrow in _arrows(root)
        if source.module.startswith("ideas.features.")
        and arrow.target.startswith("ideas.features.")
        and arrow.target.split(".")[2] != source.feature
    ]


def imports_form_no_cycle(root: Path) -> list[str]:
    """The modules of the product have an order; what only the type checker imports is left out."""
    by_module = {source.module: source for source in sources(root, *PRODUCT)}
    graph: dict[str, set[str]] = {module: set() for module in by_module}
    for source, arrow in _arrows(root):
        if arrow.target in graph and not arrow.only_typing:
            graph[source.module].add(arrow.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1][::-1]
        remedy = "move what both need into a third module below them"
        return [by_module[min(cycle)].complaint(1, f"import cycle {' → '.join(cycle)}", remedy)]
    return []


def imports_stand_at_the_top(root: Path) -> list[str]:
    """Imports are absolute and stand at the top level; `if TYPE_CHECKING:` is the only shelter."""
    return [line for source in sources(root, *EVERY_PYTHON) for line in _misplaced(source)]


def imports_are_written_out(root: Path) -> list[str]:
    """The product imports by statement, never by a computed name that no rule can read."""
    remedy = "write an import statement"
    return [
        source.complaint(call.lineno, f"{source.name(call.func)}() imports at run time", remedy)
        for source in sources(root, *PRODUCT)
        for call in source.nodes(ast.Call)
        if source.name(call.func) in {"import_module", "__import__", "import_string", "find_modules"}
    ]


def _misplaced(source: Source) -> Iterator[str]:
    homes = {id(node) for node in [*source.tree.body, *_typing_block(source)]}
    for node in [*source.nodes(ast.Import), *source.nodes(ast.ImportFrom)]:
        if isinstance(node, ast.ImportFrom) and node.level:
            yield source.complaint(node.lineno, "a relative import", "write the whole path of the module")
        if id(node) not in homes:
            remedy = "move it to the top; if that makes a cycle, move what both need one layer down"
            yield source.complaint(node.lineno, "an import inside a block", remedy)


def _typing_block(source: Source) -> list[ast.stmt]:
    blocks = [node for node in source.tree.body if isinstance(node, ast.If)]
    return [node for block in blocks if source.name(block.test) == "TYPE_CHECKING" for node in block.body]


def _arrows(root: Path) -> Iterator[tuple[Source, Arrow]]:
    every = sources(root, *PRODUCT)
    modules = frozenset(source.module for source in every)
    return ((source, arrow) for source in every for arrow in _arrows_of(source, modules))


def _arrows_of(source: Source, modules: frozenset[str]) -> Iterator[Arrow]:
    typing_only = {id(node) for node in _typing_block(source)}
    for plain in source.nodes(ast.Import):
        for name in plain.names:
            yield Arrow(plain.lineno, name.name, id(plain) in typing_only)
    for node in source.nodes(ast.ImportFrom):
        package = _absolute(source, node)
        for name in node.names:
            deeper = f"{package}.{name.name}"
            yield Arrow(node.lineno, deeper if deeper in modules else package, id(node) in typing_only)


def _absolute(source: Source, node: ast.ImportFrom) -> str:
    parts = [*source.module.split("."), *(["__init__"] if source.path.name == "__init__.py" else [])]
    home = parts[: -node.level] if node.level else []
    return ".".join([*home, *([node.module] if node.module else [])])


def _height(module: str, unknown: int) -> int:
    """The layer of a module, counted from the ground."""
    for height, names in enumerate(LAYERS):
        if any(_covers(name, module) for name in names):
            return height
    return unknown


def _covers(name: str, module: str) -> bool:
    """A name covers what lies below it, but `ideas` is its `__init__` alone: a new module must be placed."""
    below = name != "ideas" and module.startswith(name + ".")
    return module == name or below or fnmatchcase(module, name)
