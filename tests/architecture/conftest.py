"""Shows every complaint of a rule in full when its test fails."""


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    """A complaint a line, instead of pytest's shortened difference."""
    if op == "==" and right == [] and isinstance(left, list):
        return ["the rule complains:", *map(str, left)]
    return None
