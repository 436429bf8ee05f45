"""Names of a package that are imported when they are first used (PEP 562)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazily(
    namespace: dict[str, Any], modules: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return the ``__getattr__`` and the ``__dir__`` of a package.

    Args:
        namespace: the ``globals()`` of the package.
        modules: where each name is, relative to the package: ``".api_client"``. These modules,
            and the folders that they lie in, are found by their names, too.
    """
    package = namespace["__name__"]
    inside = {module.split(".")[1] for module in modules.values()}

    def get(name: str) -> Any:
        if name in modules:
            value = getattr(import_module(modules[name], package), name)
        elif name in inside:
            value = import_module(f".{name}", package)
        else:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        namespace[name] = value
        return value

    def names() -> list[str]:
        return sorted({*namespace, *modules})

    return get, names
