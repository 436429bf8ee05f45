"""The routes for the account, and the count of its calls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from ..http import ApiError, Handlers
from ..registry import ACCOUNT, MAX_DOMAINS, Registry, utc_now
from ..store import Store

_MONTHLY_CALLS = 1_000_000
_UNUSED = {"firehose": 0, "allowPublicDomains": 0, "viewAnalytics": 0, "whitelistAccess": 0}
_UNUSED |= {"manyKeys": 0, "internalUnlimited": 0, "allowMultipleUsers": 0}
_UNSET = dict.fromkeys(
    ["invoiceEmail", "billingHold", "disabled", "company", "address", "lastLogin", "stripeId"]
)


class Usage:
    """Counts the calls of this month and of the one before; months are those of UTC."""

    def __init__(self, now: Callable[[], datetime] = utc_now) -> None:
        self._now = now
        self._month = self._number_of_month()
        self._calls = 0
        self._calls_before = 0

    def count(self) -> None:
        """Count one call."""
        self._turn()
        self._calls += 1

    @property
    def this_month(self) -> int:
        """The calls of this month."""
        self._turn()
        return self._calls

    @property
    def last_month(self) -> int:
        """The calls of the month before."""
        self._turn()
        return self._calls_before

    def _turn(self) -> None:
        month = self._number_of_month()
        if month != self._month:
            self._calls_before = self._calls if month == self._month + 1 else 0
            self._month, self._calls = month, 0

    def _number_of_month(self) -> int:
        now = self._now()
        return now.year * 12 + now.month


class AccountRoutes:
    """Tell of the account. Belongs to the loop's thread."""

    def __init__(self, registry: Registry, store: Store, usage: Usage) -> None:
        self._registry = registry
        self._store = store
        self._usage = usage

    def handlers(self) -> Handlers:
        """What answers each operation."""
        return {"User": self._me, "AccountStats": self._stats}

    async def _me(self, _request: web.Request) -> web.Response:
        return web.json_response(
            {
                "_id": ACCOUNT,
                "email": f"{ACCOUNT}@example.com",
                "capturePrivate": False,
                "messageLimit": self._store.max_messages,
                "privateDomain": MAX_DOMAINS - len(self._registry.domains()),
                "privateAddressCredits": self._registry.room,
                "moAPICount": self._usage.this_month,
                "apiMonthlyLimit": _MONTHLY_CALLS,
                "moAPIDisabled": 0,
                "moAPILimitWarningEmail": 0,
                "recents": [],
                "labels": self._store.labels(),
                "apiAccess": 1,
                "wsDomain": 1,
                "userLimit": 1,
                "disableSpam": True,
                "apiKeyName": ACCOUNT,
                **_UNUSED,
                **_UNSET,
            }
        )

    async def _stats(self, request: web.Request) -> web.Response:
        if request.query.get("overrideAccountId") not in (None, "", ACCOUNT):
            raise ApiError(401, "Another account has these figures.")
        owned, domains = self._store.owned(), self._registry.domains()
        return web.json_response(
            {
                "addresses": [address.email for address in self._registry.addresses()],
                "domains": [domain.name for domain in domains],
                "starredMessages": len(self._store.starred()),
                "storedMessages": len(owned),
                "inboxBytes": sum(len(message.mail.raw) for message in owned),
                "lastMonthOps": self._usage.last_month,
                "defaultDomain": domains[0].name if domains else None,
            }
        )
