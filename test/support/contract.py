"""The contract, loaded for the tests that are driven by it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml
from openapi_schema_validator import OAS30Validator, oas30_format_checker

PATH = Path(__file__).parents[2] / "codegen" / "openapi.yaml"
# Each worker of the tests loads it, and the loader in C does so in a tenth of the time.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CONTRACT: dict[str, Any] = yaml.load(PATH.read_text(encoding="utf-8"), LOADER)
SCHEMAS: dict[str, Any] = CONTRACT["components"]["schemas"]
METHODS = {"get", "put", "post", "delete"}


def resolve(node: dict[str, Any]) -> dict[str, Any]:
    """Follow the references from a node to what is meant."""
    while "$ref" in node:
        target: Any = CONTRACT
        for part in node["$ref"].removeprefix("#/").split("/"):
            target = target[part]
        node = target
    return node


def named_operations() -> dict[str, dict[str, Any]]:
    """Map each operationId to its operation, with its method, path and all its parameters."""
    found = {}
    for path, item in CONTRACT["paths"].items():
        for method in sorted(METHODS & item.keys()):
            operation = item[method]
            listed = [*item.get("parameters", []), *operation.get("parameters", [])]
            parameters = {one["name"]: one for one in map(resolve, listed)}
            found[operation["operationId"]] = {
                **operation,
                "method": method.upper(),
                "path": path,
                "parameters": parameters,
            }
    return found


def properties(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the properties of an object, those of its ``allOf`` among them."""
    schema = resolve(schema)
    found: dict[str, Any] = {}
    for part in schema.get("allOf", []):
        found.update(properties(part))
    found.update(schema.get("properties", {}))
    return found


def ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def errors(schema: dict[str, Any], value: object) -> list[str]:
    """Return what is wrong with a value by a schema of the contract."""
    # The whole contract goes along, so that references resolve within it.
    validator = OAS30Validator(
        {"allOf": [schema], "components": CONTRACT["components"]},
        format_checker=oas30_format_checker,
    )
    return [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(value)]


def as_sent(value: Any) -> Any:
    """Spell every moment the same way, so that two of them can be compared."""
    if isinstance(value, dict):
        return {key: as_sent(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_sent(item) for item in value]
    if isinstance(value, str) and value[:2] == "20" and "T" in value:
        return datetime.fromisoformat(value)
    return value
