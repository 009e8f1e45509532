"""What every view must carry: a mark that says who may come in, and an address that reads well."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.routes import routes, views
from tests.architecture.source import Function, Source, sources

MARKS = frozenset({"requires", "public"})
WORD = r"\.?[a-z0-9]+(?:-[a-z0-9]+)*"
PARAMETER = r"<[a-z_]+(?:\([^()<>]*\))?:[a-z_]+>"
SEGMENT = rf"(?:{WORD}|{PARAMETER})(?:\.[a-z0-9]+)?"
ADDRESS = re.compile(rf"(?:/|(?:/{SEGMENT})+/?)?")


def views_are_marked(root: Path) -> list[str]:
    """Below its routes every view carries a mark from ideas.access."""
    remedy = "put @requires(Action.X) or @public from ideas.access below the route"
    return [
        source.complaint(view.lineno, f"the view {view.name} is not marked", remedy)
        for source in sources(root, "ideas")
        for view in views(source)
        if not _is_marked(source, view)
    ]


def routes_stand_on_their_views(root: Path) -> list[str]:
    """A route is a decorator on its view; no address is added at a distance, where no rule would see it."""
    remedy = "decorate the view with @blueprint.route"
    return [
        source.complaint(call.lineno, f"{source.name(call.func)}() adds an address", remedy)
        for source in sources(root, "ideas")
        for call in source.nodes(ast.Call)
        if source.name(call.func) in {"add_url_rule", "as_view"}
    ]


def addresses_are_kebab_case(root: Path) -> list[str]:
    """Every address is a literal of kebab-case words and typed parameters."""
    remedy = "write /kebab-case/<converter:name>, with a converter for every parameter"
    return [
        source.complaint(node.lineno, f"the address {ast.unparse(node)}", remedy)
        for source in sources(root, "ideas")
        for node in _addresses(source)
        if not (isinstance(node, ast.Constant) and ADDRESS.fullmatch(str(node.value)))
    ]


def _is_marked(source: Source, view: Function) -> bool:
    """Whether the innermost route stands above a mark."""
    last_route = max(place for place, node in enumerate(view.decorator_list) if node in routes(view))
    return any(_mark(source, node) for node in view.decorator_list[last_route + 1 :])


def _mark(source: Source, node: ast.expr) -> bool:
    """@public, @public(…) or @requires(…), and only those that come from ideas.access."""
    asked = node.func if isinstance(node, ast.Call) else node
    name = source.name(asked)
    full = name == "public" or (name == "requires" and isinstance(node, ast.Call) and bool(node.args))
    if isinstance(asked, ast.Attribute):
        return full and source.name(asked.value) == "access"
    return full and name in _from_access(source)


def _from_access(source: Source) -> set[str]:
    origins = [node for node in source.nodes(ast.ImportFrom) if node.module == "ideas.access"]
    return {name.name for node in origins for name in node.names} & MARKS


def _addresses(source: Source) -> Iterator[ast.expr]:
    for view in views(source):
        for route in routes(view):
            rule = [keyword.value for keyword in route.keywords if keyword.arg == "rule"]
            yield from [*route.args[:1], *rule] or [route]
    for call in source.nodes(ast.Call):
        if source.name(call.func) in {"Blueprint", "register_blueprint"}:
            yield from (keyword.value for keyword in call.keywords if keyword.arg == "url_prefix")
