"""The package ``client``, by a name that no project has for something of its own.

Where ``import client`` finds the package of this distribution, this is that very module, and
``mailsac_client.inbox`` is ``client.inbox``. Elsewhere the same folder is loaded under this name.
Another's ``client`` is never imported here.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

_NAME = "mailsac_client"
_OPENING = b'"""A client for Mailsac, a service that receives email for tests.'


class _SameModules(MetaPathFinder, Loader):
    """Finds ``client.inbox`` for ``mailsac_client.inbox``."""

    def find_spec(self, fullname: str, *_: object) -> ModuleSpec | None:
        return ModuleSpec(fullname, self) if fullname.startswith(f"{_NAME}.") else None

    def exec_module(self, module: ModuleType) -> None:
        # The import system returns what it finds here afterwards.
        sys.modules[module.__name__] = import_module(f"client{module.__name__[len(_NAME) :]}")


def _own_init() -> str:
    """Return where the package of this distribution begins, if it is still there."""
    here = Path(__file__).parent
    for folder in (here / "client", here.parent):  # installed; in a checkout, or installed from it
        init = folder / "__init__.py"
        if init.is_file() and _OPENING in init.read_bytes():
            return str(init)
    raise ImportError(
        f"{here / 'client'} is not, or not wholly, the package of mailsac-client: "
        f"{_other_distributions()} has installed a package of that name over it, or has "
        "taken it along when it was uninstalled. Uninstall that one, or use an environment without "
        "it; then install mailsac-client anew, with pip's options --force-reinstall --no-deps"
    )


def _other_distributions() -> str:
    from importlib.metadata import packages_distributions

    others = set(packages_distributions().get("client", [])) - {"mailsac-client"}
    return ", ".join(sorted(others)) or "another distribution"


def _is_found_as_client(init: str) -> bool:
    try:
        spec = find_spec("client")  # imports nothing
    except ValueError:  # one that was made by hand
        return False
    return bool(spec and spec.origin and os.path.realpath(spec.origin) == os.path.realpath(init))


def _load() -> None:
    init = _own_init()
    if _is_found_as_client(init):
        sys.meta_path.insert(0, _SameModules())
        sys.modules[_NAME] = import_module("client")
        return
    spec = spec_from_file_location(_NAME, init, submodule_search_locations=[os.path.dirname(init)])
    assert spec is not None
    assert spec.loader is not None
    sys.modules[_NAME] = package = module_from_spec(spec)
    spec.loader.exec_module(package)


if __name__ == "__main__":  # python -m mailsac_client, as python -m client
    import_module("mailsac_cli").script()
else:
    _load()
