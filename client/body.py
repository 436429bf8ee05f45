"""The body of a request: a model, or a dict that is read by one, to the bytes that are sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .call import Call
from .model import Model, plain


def encoded_body(call: Call[Any]) -> bytes | None:
    """Return the body of a call as JSON; None if it has none.

    A dict is checked as its model is, and sent as it was given.

    Raises:
        TypeError: it is neither the model nor a dict, or a field is of another type.
        ValueError: it is missing, or a field is out of bounds.
    """
    kind, given = call.body_type, call.body
    if given is None:
        if call.body_required:
            raise ValueError(f"body is required: a client.{kind.__name__}, or a dict")
        return None
    if isinstance(given, kind):
        model, sent = given, given.to_dict()
    elif isinstance(given, Mapping):
        sent = plain(dict(given))
        model = _read(kind, sent)
    else:
        raise TypeError(
            f"body must be a client.{kind.__name__}, or a dict, not {type(given).__name__}"
        )
    model.validate()
    return json.dumps(sent, ensure_ascii=False, allow_nan=False).encode()


def _read(kind: type[Model], sent: dict[str, Any]) -> Model:
    fields = kind.attribute_map
    names = {_alike(field): name for field, name in fields.items()}
    names |= {_alike(name): name for name in fields.values()}
    for given in sent:
        name = names.get(_alike(given), given)
        # What is only like a name is a slip; what is unlike all may be newer than this package.
        if name != given and given not in fields.values():
            raise ValueError(f"{given!r} in a dict for {kind.__name__} is called {name!r}")
    return kind.from_dict(sent)


def _alike(name: str) -> str:
    return str(name).replace("_", "").lower()
