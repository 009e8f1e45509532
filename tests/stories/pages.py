"""Reads the forms of a page as a browser does: every field with what it holds."""

from html.parser import HTMLParser

Fields = dict[str, str | list[str]]
Attributes = list[tuple[str, str | None]]
UNSENT = ("submit", "button", "file", "reset")


class FormReader(HTMLParser):
    """Collects the fields of every POST form, under the address it is sent to."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: dict[str, Fields] = {}
        self.choices: set[str] = set()
        self.areas: set[str] = set()
        self._fields: Fields = {}
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Take in what the element holds when the page opens."""
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._fields = self.forms.setdefault(said.get("action", ""), {})
        elif tag == "input" and said.get("name"):
            self._read_input(said)
        elif tag == "textarea":
            self._area = said["name"]
            self.areas.add(said["name"])
            self._fields[self._area] = ""
        elif tag == "select":
            self._select = said["name"]
            self.choices.add(said["name"])
        elif tag == "option" and self._select and ("selected" in said or self._select not in self._fields):
            self._fields[self._select] = said.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        """Leave the element."""
        if tag == "form":
            self._fields = {}
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        """The words of a text area; the line break that opens it is not one of them."""
        if self._area is not None:
            held = str(self._fields[self._area]) + data
            self._fields[self._area] = held.removeprefix("\n")

    def _read_input(self, said: dict[str, str]) -> None:
        kind, name, value = said.get("type", "text"), said["name"], said.get("value", "on")
        is_box = kind in ("checkbox", "radio")
        if is_box:
            self.choices.add(name)
        if kind in UNSENT or (is_box and "checked" not in said):
            return
        if kind == "checkbox" and isinstance(held := self._fields.setdefault(name, []), list):
            held.append(value)
        else:
            self._fields[name] = "" if value == "on" and not is_box else value


def form_of(page: str, action: str) -> Fields:
    """The fields of the form that is sent to that address, and what each holds."""
    reader = FormReader()
    reader.feed(page)
    assert action in reader.forms, f"no form for {action}, but for {sorted(reader.forms)}"
    return dict(reader.forms[action])


def kinds_of(page: str) -> tuple[set[str], set[str]]:
    """The fields of a page in which one chooses and writes nothing, and those for many words."""
    reader = FormReader()
    reader.feed(page)
    return reader.choices, reader.areas
