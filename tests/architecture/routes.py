"""Finds the views of the application: functions that a blueprint's route decorator publishes."""

import ast
from collections.abc import Iterator

from tests.architecture.source import Function, Source

ROUTING = frozenset({"route", "get", "post", "put", "patch", "delete"})


def routes(function: Function) -> list[ast.Call]:
    """The route decorators of a function, outermost first."""
    calls = [node for node in function.decorator_list if isinstance(node, ast.Call)]
    return [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in ROUTING]


def views(source: Source) -> Iterator[Function]:
    return (function for function in source.functions() if routes(function))
