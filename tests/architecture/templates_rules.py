"""Which template belongs to which view, and that no template, reference or macro import is left over."""

import ast
from collections.abc import Iterator
from pathlib import Path

from jinja2 import nodes

from tests.architecture.pages import Page, pages
from tests.architecture.routes import views
from tests.architecture.source import Source, sources

RENDERING = frozenset({"render_template", "stream_template"})


def views_render_their_own_template(root: Path) -> list[str]:
    """A view renders `<feature>/<view>.html`; what views share renders the template of one of them."""
    return [
        source.complaint(call.lineno, f"renders {ast.unparse(call.args[0])}", f"render {' or '.join(own)}")
        for source in sources(root, "ideas/features")
        if source.path.name == "views.py"
        for call, own in _renderings(source)
        if not (isinstance(call.args[0], ast.Constant) and call.args[0].value in own)
    ]


def templates_are_files(root: Path) -> list[str]:
    """No template is written inside Python."""
    return [
        source.complaint(call.lineno, "a template inside Python", "put it into a file below templates/")
        for source in sources(root, "ideas")
        for call in source.nodes(ast.Call)
        if source.name(call.func) in {"render_template_string", "stream_template_string", "from_string"}
    ]


def templates_are_used(root: Path) -> list[str]:
    """Every template is named by a literal in Python or by another template."""
    every = pages(root)
    used = {node.value for source in sources(root, "ideas") for node in source.nodes(ast.Constant)}
    used |= {name for page in every for _, name in page.references() if name != page.name}
    remedy = "render it by its literal name, use it in a template, or delete it"
    return [page.complaint(1, "is used nowhere", remedy) for page in every if page.name not in used]


def named_templates_exist(root: Path) -> list[str]:
    """Every template that a view or a template names is there."""
    every = pages(root)
    names = {page.name for page in every}
    remedy = "write the template, or correct its name"
    missing = [
        page.complaint(line, f"names the missing {name}", remedy)
        for page in every
        for line, name in page.references()
        if name not in names
    ]
    return missing + [
        source.complaint(call.lineno, f"renders the missing {ast.unparse(call.args[0])}", remedy)
        for source in sources(root, "ideas")
        for call in _rendering_calls(source)
        if isinstance(call.args[0], ast.Constant) and call.args[0].value not in names
    ]


def imported_macros_are_used(root: Path) -> list[str]:
    """Every macro or module that a template imports is used in it."""
    return [
        page.complaint(line, f"imports {name} and does not use it", "take it out of the import")
        for page in pages(root)
        for line, name in _imported(page)
        if name not in {node.name for node in page.tree.find_all(nodes.Name) if node.ctx == "load"}
    ]


def _renderings(source: Source) -> Iterator[tuple[ast.Call, list[str]]]:
    """Each rendering call of a views.py with the templates it may name."""
    names = {view.name: view for view in views(source)}
    holders = {id(node): name for name, view in names.items() for node in ast.walk(view)}
    for call in _rendering_calls(source):
        own = [holders[id(call)]] if id(call) in holders else list(names)
        yield call, [f"{source.feature}/{name}.html" for name in own]


def _rendering_calls(source: Source) -> list[ast.Call]:
    calls = source.nodes(ast.Call)
    return [call for call in calls if source.name(call.func) in RENDERING and call.args]


def _imported(page: Page) -> Iterator[tuple[int, str]]:
    for module in page.tree.find_all(nodes.Import):
        yield module.lineno, module.target
    for node in page.tree.find_all(nodes.FromImport):
        for name in node.names:
            yield node.lineno, name if isinstance(name, str) else name[1]
