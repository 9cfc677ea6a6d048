"""A page with a form, as a browser without script has it: what it would send, and what it shows."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Inputs(HTMLParser):
    """Reads what the form with a `session` would send, templates left out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sent: list[tuple[str, str]] = []
        self._text: list[str] | None = None
        self._name = ""
        self._select: list[tuple[str, bool]] | None = None
        self._templates = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {key: value or "" for key, value in attrs}
        if tag == "template":
            self._templates += 1
        if self._templates:
            return
        if tag == "input" and told.get("type") not in ("submit", "file") and told.get("name"):
            if told.get("type") not in ("checkbox", "radio") or "checked" in told:
                self.sent.append((told["name"], told.get("value", "")))
        elif tag == "textarea":
            self._name, self._text = told.get("name", ""), []
        elif tag == "select":
            self._name, self._select = told.get("name", ""), []
        elif tag == "option" and self._select is not None:
            self._select.append((told.get("value", ""), "selected" in told))

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._templates -= 1
        elif tag == "textarea" and self._text is not None and not self._templates:
            text = "".join(self._text)
            self.sent.append((self._name, text.removeprefix("\n")))
            self._text = None
        elif tag == "select" and self._select is not None:
            options = self._select
            chosen = next(
                (value for value, is_chosen in options if is_chosen), options[0][0] if options else ""
            )
            self.sent.append((self._name, chosen))
            self._select = None


def inputs(response: Any) -> dict[str, list[str]]:
    """Return what the form of a page would send, {name: values}."""
    reader = _Inputs()
    reader.feed(response.content.decode())
    sent: dict[str, list[str]] = {}
    for name, value in reader.sent:
        sent.setdefault(name, []).append(value)
    return sent


def send(client: Any, address: str, form: dict[str, list[str]], do: str = "save", **typed: Any) -> Any:
    """Send a form with some inputs changed. `typed`: {name, with / as it is: value, or a file}."""
    changed = {name: value if isinstance(value, list) else [value] for name, value in typed.items()}
    return client.post(address, {**form, **changed, "do": do})
