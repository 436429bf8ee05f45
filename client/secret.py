"""Strings that do not show themselves, alone or by name."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator, MutableMapping
from typing import Any, TypeVar, overload

from .half_made import shown_half_made

T = TypeVar("T")

_TELLING = 4  # characters of a secret that say something of it
_URL_SAFE = str.maketrans("+/", "-_")


class Secret(str):
    """A string that does not show itself.

    ``repr``, ``str`` and formatting give stars, so a test runner that prints the arguments
    of a failed call, or a log line, does not give the key away. ``reveal()`` gives the
    characters, and so do the methods of ``str`` that make a new string, such as ``encode()``.
    """

    __slots__ = ()

    def __new__(cls, value: str) -> Secret:
        # str(value) of a Secret gives its stars, so one that is already wrapped is passed on.
        return value if isinstance(value, cls) else super().__new__(cls, value)

    def __repr__(self) -> str:
        return "'***'"

    def __str__(self) -> str:
        return "***"

    def __format__(self, spec: str) -> str:
        return format("***", spec)

    def reveal(self) -> str:
        """Return the characters as a plain string. Keep it out of names that live on."""
        return str.__str__(self)

    def scrub(self, text: str) -> str:
        """Return a text of somebody else's, with stars where it quotes this secret.

        It may be written as in a URL, JSON, HTML or base64. A text that ends in the midst of it,
        because it was cut, loses the beginning, too.
        """
        text = re.sub(_or_cut([_written(sign) for sign in self.reveal()]), "***", text)
        # In base64, what of the key is whole signs, wherever in a longer text it stood.
        for before in range(3):
            form = base64.b64encode(b"\0" * before + self.encode()).decode()
            form = form[-(-before * 8 // 6) : (before + len(self)) * 8 // 6]
            for sign in {form, form.translate(_URL_SAFE)}:
                text = re.sub(_or_cut([re.escape(one) for one in sign]), "***", text)
        return text


@overload
def hidden(value: str) -> Secret: ...
@overload
def hidden(value: str | None) -> Secret | None: ...
@overload
def hidden(value: T) -> T: ...
def hidden(value: object) -> object:
    """Return the string wrapped as a ``Secret``; None, and what is no string, stay as they are."""
    return Secret(value) if isinstance(value, str) else value


class SecretDict(MutableMapping[str, str]):
    """Secrets by name, checked as they are put in. A subclass says what may be."""

    __slots__ = ("_items",)

    def __init__(self) -> None:
        self._items: dict[str, Secret] = {}

    def _name(self, name: str) -> str:
        """Return the name under which this one is kept."""
        return name

    def _check(self, name: str, value: Secret) -> None:
        """Raise ``ValueError`` if there may be no such name, or not with this value."""

    def __setitem__(self, name: str, value: str) -> None:
        if not isinstance(value, str):
            kind = type(value).__name__
            del value  # it may hold a key: no frame that raises has it in plain
            raise TypeError(f"{name} must be a string, not {kind}")
        value = Secret(value)
        name = self._name(name)
        self._check(name, value)
        self._items[name] = value

    def __getitem__(self, name: str) -> str:
        return self._items[self._name(name)]

    def __delitem__(self, name: str) -> None:
        del self._items[self._name(name)]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    # Those of the base class would hold what is given while it is checked.
    def update(self, other: Any = (), /, **more: str) -> None:
        """As that of a dict."""
        given = [(name, hidden(value)) for name, value in dict(other, **more).items()]
        del other, more
        for name, value in given:
            self[name] = value

    def setdefault(self, name: str, default: Any = None) -> str:
        """As that of a dict."""
        default = hidden(default)
        if name not in self:
            self[name] = default
        return self[name]

    def copy(self) -> dict[str, str]:
        """Return a plain dict of them."""
        return dict(self._items)

    @shown_half_made
    def __repr__(self) -> str:
        return repr(self._items)


def _written(character: str) -> str:
    """Return a pattern for a character as URLs, JSON, HTML, or plain text may write it."""
    number = ord(character)
    url = "".join(f"%(?:25){{0,3}}{byte:02x}" for byte in character.encode())
    json = rf"\\{{1,4}}(?:u{number:04x}|x{number:02x})"
    entity = rf"&#0{{0,4}}{number};|&#x0{{0,4}}{number:x};|{re.escape(html.escape(character))}"
    return rf"(?:(?i:{url}|{json}|{entity})|\\{{0,4}}{re.escape(character)})"


def _or_cut(signs: list[str]) -> str:
    """Return a pattern for these, each a pattern, in a row; or for how they begin, where the text
    is cut, also in the midst of one."""
    if len(signs) < _TELLING:
        return "".join(signs) or "(?!)"
    rest = ""
    for sign in reversed(signs[_TELLING:]):
        rest = f"(?:{sign}{rest})?"
    return rf"{''.join(signs)}|{''.join(signs[:_TELLING])}{rest}(?:[%\\&][\\#\w]{{0,8}})?\Z"
