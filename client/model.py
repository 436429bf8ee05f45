"""What every generated model shares: the base class, and readers for values that need one.

The generated ``from_dict`` is straight-line code; only lists, maps and moments call a reader.
A reader raises ``TypeError`` or ``ValueError`` when the value has another shape than the
contract says; ``from_dict`` then leaves the field unset and keeps the value, as it came, in
``additional_properties``. So an answer never fails to decode, and nothing of it is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self, TypeVar

from .validation import Bounds

T = TypeVar("T")
M = TypeVar("M", bound="Model")

_PLAIN = {"str": str, "bool": bool, "int": int}
_REPR_LENGTH = 240
_REPR_VALUE_LENGTH = 40
_REPR_MODEL_LENGTH = 160


class _NotGiven:
    def __repr__(self) -> str:
        return "<not given>"


#: Default of an optional field: absent, which is not the same as a given None.
NOT_GIVEN: Final[Any] = _NotGiven()


class _FieldTypes:
    """Reads the types of a model's fields from the annotations, when ``openapi_types`` is asked."""

    def __get__(self, _: Model | None, kind: type[Model]) -> dict[str, str]:
        from inspect import formatannotation, get_annotations  # importing it takes a while

        types = {}
        for base in reversed(kind.__mro__):
            for name, hint in get_annotations(base).items():
                if name in kind.attribute_map:
                    # Ours are text; a subclass elsewhere may have types.
                    text = hint if isinstance(hint, str) else formatannotation(hint)
                    types[name] = text.removesuffix(" | None")
        return types


class Model:
    """Base of every model.

    A field that was never given is an unassigned slot: it reads as None and is left out of
    ``to_dict``, so an update sends only what was given. A given None is sent as null.

    Instances are plain data: safe to read from any thread while none changes them.

    Attributes:
        attribute_map: wire name of each field.
        openapi_types: type of each field, as text.
        additional_properties: what came under a name that the contract does not know, or in a
            shape that it does not know, by wire name.
    """

    __slots__ = ("additional_properties",)

    attribute_map: ClassVar[dict[str, str]] = {}
    openapi_types: ClassVar[dict[str, str]] = _FieldTypes()  # type: ignore[assignment]  # reads as one
    _bounds: ClassVar[dict[str, Bounds]] = {}
    additional_properties: dict[str, Any]

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read an object as the service sends it. Each model has its own."""
        raise NotImplementedError

    def to_dict(self) -> dict[str, Any]:
        """Return what is present under its wire names, ready for ``json.dumps``."""
        names = self.attribute_map
        result = {names[field]: plain(value) for field, value in self._present()}
        if self._has_additional_properties():
            # A field that was set since is newer than what came in another shape.
            result = {**self.additional_properties, **result}
        return result

    def to_str(self) -> str:
        """Return ``to_dict`` as text over several lines, whole."""
        from pprint import pformat

        return pformat(self.to_dict())

    def validate(self) -> None:
        """Check what is present against the contract. Called before sending.

        Raises:
            ValueError: names the field and the bound.
            TypeError: names the field, and of what type it must be.
        """
        present = dict(self._present())
        if self._has_additional_properties():
            for field, name in self.attribute_map.items():
                if field not in present and name in self.additional_properties:
                    kind, found = self.openapi_types[field], self.additional_properties[name]
                    raise TypeError(
                        f"{type(self).__name__}.{field} must be of type {kind}, "
                        f"not {type(found).__name__}"
                    )
        types = self.openapi_types
        for field, value in present.items():
            if not _fits(value, types[field]):
                raise TypeError(
                    f"{type(self).__name__}.{field} must be of type {types[field]}, "
                    f"not {_kind(value)}"
                )
        for field, bounds in self._bounds.items():
            bounds.check(f"{type(self).__name__}.{field}", getattr(self, field))
        for value in present.values():
            if isinstance(value, dict):
                value = list(value.values())
            for item in value if isinstance(value, list) else (value,):
                if isinstance(item, Model):
                    item.validate()

    def _present(self) -> Iterator[tuple[str, Any]]:
        """Yield name and value of each field that was given."""
        for field in self.attribute_map:
            try:
                yield field, object.__getattribute__(self, field)
            except AttributeError:
                continue

    def _has_additional_properties(self) -> bool:
        try:
            return bool(object.__getattribute__(self, "additional_properties"))
        except AttributeError:
            return False

    if not TYPE_CHECKING:  # a type checker is to see misspelt names

        def __getattr__(self, name: str) -> Any:
            # Python asks here only for what is not set: a field that was never given.
            if name == "additional_properties":
                self.additional_properties = {}
                return self.additional_properties
            if name in self.attribute_map:
                return None
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __getstate__(self) -> tuple[None, dict[str, Any]]:
        # A pair, because pickle and copy set slots from the second of a pair by themselves.
        state = dict(self._present())
        if self._has_additional_properties():
            state["additional_properties"] = self.additional_properties
        return None, state

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.__getstate__() == other.__getstate__()

    __hash__ = None  # type: ignore[assignment]  # mutable, as typeshed cannot say

    def __repr__(self) -> str:
        parts = []
        left = _REPR_LENGTH
        for field, value in self._present():
            if value is None or value == []:
                continue
            part = f"{field}={_short(value)}"
            if len(part) > left:
                parts.append("...")
                break
            left -= len(part)
            parts.append(part)
        return f"{type(self).__name__}({', '.join(parts)})"


class OpenEnum(StrEnum):
    """Base of every enum: its members are strings, and a string that is no member is accepted."""

    @classmethod
    def read(cls, value: Any) -> Self | str:
        """Return the member of this value; a string that is none is returned as it is.

        Raises:
            TypeError: the value is no string.
        """
        if not isinstance(value, str):
            raise TypeError(f"{cls.__name__} is read from a string, not {type(value).__name__}")
        member: Any = cls._value2member_map_.get(value, value)
        return member  # type: ignore[no-any-return]  # typeshed has the map's values as Enum


def _fits(value: object, kind: str) -> bool:
    """Whether a value is of a type of ``openapi_types``, as far as plain values and lists go."""
    if value is None:
        return True
    if kind.startswith("list["):
        if not isinstance(value, list | tuple):
            return False
        return all(_fits(item, kind[5:-1]) for item in value)
    if " | " in kind:
        return any(_fits(value, one) for one in kind.split(" | "))
    expected = _PLAIN.get(kind, object)
    return isinstance(value, expected) and (expected is not int or not isinstance(value, bool))


def _kind(value: object) -> str:
    """The type of a value, and of what a list has, for an error."""
    if not isinstance(value, list | tuple):
        return type(value).__name__
    inside = sorted({_kind(item) for item in value})
    return f"{type(value).__name__}[{' | '.join(inside)}]"


def not_an_object(kind: type[Model], value: object) -> TypeError:
    """Return the error for a value that should have been a JSON object."""
    return TypeError(f"{kind.__name__} is read from a dict, not from {type(value).__name__}")


def as_is(value: Any) -> Any:
    """Return the value: the reader of what needs none."""
    return value


def read_list(read: Callable[[Any], T], value: Any) -> list[T]:
    """Read each item of a list. Raises ``TypeError`` for anything else."""
    if type(value) is not list:
        raise TypeError(f"expected a list, not {type(value).__name__}")
    return [read(item) for item in value]


def read_list_or_one(read: Callable[[Any], M], value: Any) -> list[M]:
    """Like ``read_list``; an object counts as a list of it, and an empty one as an empty list.

    Of some answers the published contract says that they are one object, the guides a list.
    """
    if type(value) is dict:
        found = read_list(read, [value] if value else [])
        # One without a single field that is known is something else, such as an error.
        if all(len(one.additional_properties) < len(value) for one in found):
            return found
    return read_list(read, value)


def read_map(read: Callable[[Any], T], value: Any) -> dict[str, T]:
    """Read each value of an object. Raises ``TypeError`` for anything else."""
    if type(value) is not dict:
        raise TypeError(f"expected an object, not {type(value).__name__}")
    return {key: read(item) for key, item in value.items()}


def read_datetime(value: Any) -> datetime:
    """Read an ISO 8601 moment; one without an offset is UTC.

    Raises:
        TypeError: the value is no string.
        ValueError: the string is no ISO 8601 moment.
    """
    try:
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            from dateutil.parser import isoparse  # on first need: importing it takes a while

            moment = isoparse(value)
        if moment.tzinfo is None:
            return moment.replace(tzinfo=UTC)
        if moment.year in (1, 9999):  # where an offset may lead out of the years that there are
            moment.astimezone(UTC)
    except OverflowError as error:  # beyond these years
        raise ValueError(str(error)) from None
    return moment


def write_datetime(value: datetime) -> str:
    """Return a moment as ISO 8601 in UTC with a ``Z``; a naive one means UTC.

    Raises:
        ValueError: in UTC it is beyond the years that Python knows.
    """
    if value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    try:
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    except OverflowError as error:
        raise ValueError(str(error)) from None


def plain(value: Any) -> Any:
    """Return a value, and all that is in it, as what ``json.dumps`` takes."""
    if isinstance(value, Model):
        return value.to_dict()
    if isinstance(value, datetime):
        return write_datetime(value)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def _short(value: Any) -> str:
    """Return a value on one short line: long texts are cut, long lists only counted."""
    if isinstance(value, str):
        cut = value if len(value) <= _REPR_VALUE_LENGTH else value[: _REPR_VALUE_LENGTH - 3] + "..."
        return repr(str(cut))
    if isinstance(value, datetime):
        return write_datetime(value)
    if isinstance(value, list):
        return f"[{_short(value[0])}]" if len(value) == 1 else f"[{len(value)} items]"
    if isinstance(value, dict):
        return f"{{{len(value)} items}}"
    if isinstance(value, Model):
        # Its first fields, which tell it from others.
        text = repr(value)
        end = text.rfind(", ", 0, _REPR_MODEL_LENGTH)
        return text if len(text) <= _REPR_MODEL_LENGTH or end < 0 else f"{text[:end]}, ...)"
    return repr(value)
