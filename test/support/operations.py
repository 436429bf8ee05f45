"""Every operation of the contract as a method, with arguments for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import client
from client.model import read_datetime
from support.contract import named_operations, resolve

OPERATIONS = named_operations()


#: Answered over HTTP; the other two stand for the web socket and the webhook.
HTTP = sorted(name for name in OPERATIONS if not name.startswith("_doNotUse"))


def snake(name: str) -> str:
    """The Python spelling of a name of the contract."""
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()


def api_class(name: str) -> str:
    """The name of the class that has an operation."""
    tag: str = OPERATIONS[name]["tags"][0].replace(" ", "")
    return f"{tag[0].upper()}{tag[1:]}Api"


def method(name: str, api_client: client.ApiClient, suffix: str = "") -> Callable[..., Any]:
    api = getattr(client, api_class(name))(api_client)
    found: Callable[..., Any] = getattr(api, snake(name.lstrip("_")) + suffix)
    return found


def example_of(parameter: dict[str, Any]) -> Any:
    """Return a value to give for a parameter."""
    schema = resolve(parameter["schema"])
    for holder in (parameter, schema):
        if "example" in holder:
            return holder["example"]
    if "enum" in schema:
        return schema["enum"][0]
    return {"boolean": True, "integer": 3, "string": "some text"}[schema["type"]]


def arguments(name: str, every: bool) -> dict[str, Any]:
    """Return arguments for a call: the required ones, or every one."""
    operation = OPERATIONS[name]
    found = {}
    for parameter in operation["parameters"].values():
        if every or parameter.get("required"):
            value = example_of(parameter)
            if resolve(parameter["schema"]).get("format") == "date-time":
                value = read_datetime(value)
            found[snake(parameter["name"])] = value
    body = operation.get("requestBody", {})
    if body and (every or body.get("required")):
        schema = body["content"]["application/json"]["schema"]
        kind = getattr(client, schema["$ref"].rpartition("/")[2])
        found["body"] = kind.from_dict(resolve(schema)["example"])
    return found
