"""Bytes of a mail to the tree of its parts, bounded in number and depth. Pure, and never raises.

The headers are not read by `email.policy.default`, whose parser raises IndexError or RecursionError
on headers that are malformed or nest too deep, and slows down on long ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import Message as Part
from email.parser import BytesHeaderParser
from email.policy import Compat32
from typing import Any, TypeVar

_T = TypeVar("_T")

_MAX_PARTS = 1000
_MAX_NESTING = 20
_MAX_PARAMETER_CHARACTERS = 4_096
_MAX_PARAMETERS = 64


def parse(raw: bytes) -> Part:
    """The mail and its parts; if these are too many, or nest too deep, it is all one text."""
    count = 0

    def new_part() -> Part:
        nonlocal count
        count += 1
        if count > _MAX_PARTS:
            raise ValueError("too many parts")
        return _ParserPart(_POLICY)

    whole = attempt(lambda: message_from_bytes(raw, new_part, policy=_POLICY), None)
    return whole or BytesHeaderParser(policy=_POLICY).parsebytes(raw)


class _Policy(Compat32):
    def header_fetch_parse(self, name: str, value: Any) -> Any:
        # To take parameters apart costs their length times the semicolons. What the parser looks
        # up is cut short; `raw_items` is not.
        parameters = value[:_MAX_PARAMETER_CHARACTERS].split(";")[:_MAX_PARAMETERS]
        return super().header_fetch_parse(name, ";".join(parameters))


_POLICY = _Policy()


class _ParserPart(Part):
    """To the parser, which asks what to take apart, an attached mail is a mere file.

    Once taken apart, it could not be put together again byte for byte.
    """

    _level = 1

    def attach(self, payload: Any) -> None:
        # The parser calls itself for every level, and compares each line with the boundaries of
        # all levels; it has no limit of its own.
        payload._level = self._level + 1
        if payload._level > _MAX_NESTING:
            raise ValueError("parts nest too deep")
        super().attach(payload)

    def get_content_type(self) -> str:
        kind = super().get_content_type()
        return "application/octet-stream" if kind.startswith("message/") else kind


def leaves(root: Part) -> Iterator[Part]:
    """The parts that hold something, in order; an attached message counts as one part."""
    return (part for part in root.walk() if not part.is_multipart())


def payload_bytes(part: Part) -> bytes:
    """The content, with base64 and quoted-printable undone; empty if there is none."""
    data = attempt(lambda: part.get_payload(decode=True), None)
    return data if isinstance(data, bytes) else b""


def attempt(read: Callable[[], _T], default: _T) -> _T:
    """What `read` returns, or `default`: the standard library raises all sorts on bad mail."""
    try:
        return read()
    except Exception:
        return default
