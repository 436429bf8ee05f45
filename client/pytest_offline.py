"""What ``--mailsac-sandbox`` adds to the pytest plugin, which loads it with that option alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from .sandbox import Sandbox


@pytest.fixture(scope="session", autouse=True)
def _mailsac_offline(mailsac_sandbox: Sandbox) -> None:
    """Has the sandbox run from the first test on, whatever the tests ask for."""
