"""Strings that do not show themselves, alone or by name."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from urllib.parse import quote

_TELLING = 4  # characters of a secret that say something of it


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

        A text that ends in the midst of it, because it was cut, loses the beginning, too.
        """
        forms = {self.reveal(), quote(self.encode(), safe="")} - {""}
        for form in forms | {form.replace("/", "\\/") for form in forms}:
            text = text.replace(form, "***")
            for length in range(len(form) - 1, _TELLING - 1, -1):
                if text.endswith(form[:length]):
                    text = text[:-length] + "***"
                    break
        return text


def hidden(value: str | None) -> Secret | None:
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

    def __repr__(self) -> str:
        return repr(self._items)
