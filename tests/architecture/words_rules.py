"""How texts are given to gettext: as literals, so that they can be collected and translated."""

import ast
from pathlib import Path

from jinja2 import nodes

from tests.architecture.pages import pages
from tests.architecture.source import Source, sources

# How many of the first arguments are words of the catalogue.
LITERALS = {
    **dict.fromkeys(("_", "_l", "gettext", "lazy_gettext"), 1),
    **dict.fromkeys(("ngettext", "lazy_ngettext", "pgettext", "lazy_pgettext"), 2),
    **dict.fromkeys(("npgettext", "lazy_npgettext"), 3),
}
REMEDY = "write the whole text as one literal with %(name)s placeholders"


def texts_in_python_are_literals(root: Path) -> list[str]:
    """No f-string, sum, formatted text or variable is translated in Python."""
    return [
        source.complaint(call.lineno, f"translates {ast.unparse(call)}", REMEDY)
        for source in sources(root, "ideas", "workflow")
        for call in source.nodes(ast.Call)
        if _translates(source, call) and not all(_is_words(word) for word in _words(source, call))
    ]


def texts_in_templates_are_literals(root: Path) -> list[str]:
    """No sum or variable is translated in a template."""
    return [
        page.complaint(call.lineno, f"{call.node.name}() translates no literal", REMEDY)
        for page in pages(root)
        for call in page.tree.find_all(nodes.Call)
        if isinstance(call.node, nodes.Name)
        and call.node.name in LITERALS
        and not _says_words(call, call.node.name)
    ]


def _translates(source: Source, call: ast.Call) -> bool:
    """A call of a function of Flask-Babel; the method `gettext` of something else is not one."""
    direct = isinstance(call.func, ast.Name)
    through_module = isinstance(call.func, ast.Attribute) and source.name(call.func.value) == "flask_babel"
    return (direct or through_module) and source.name(call.func) in LITERALS


def _words(source: Source, call: ast.Call) -> list[ast.expr | None]:
    count = LITERALS[source.name(call.func)]
    return [*call.args[:count], *[None] * (count - len(call.args))]


def _is_words(node: ast.expr | None) -> bool:
    """An empty text is no words: gettext would answer it with the head of the catalogue."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value != ""


def _says_words(call: nodes.Call, name: str) -> bool:
    said = call.args[: LITERALS[name]]
    literal = all(
        isinstance(node, nodes.Const) and isinstance(node.value, str) and node.value for node in said
    )
    return literal and len(said) == LITERALS[name]
