"""The routes for the account, and the count of its calls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from ..http import ApiError, Handlers, Routes
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
        self._month = self._month_number()
        self._calls = 0
        self._calls_before = 0

    def count(self) -> None:
        """Count one call."""
        self._roll_over()
        self._calls += 1

    @property
    def this_month(self) -> int:
        """The calls of this month."""
        self._roll_over()
        return self._calls

    @property
    def last_month(self) -> int:
        """The calls of the month before."""
        self._roll_over()
        return self._calls_before

    def _roll_over(self) -> None:
        month = self._month_number()
        if month != self._month:
            self._calls_before = self._calls if month == self._month + 1 else 0
            self._month, self._calls = month, 0

    def _month_number(self) -> int:
        now = self._now()
        return now.year * 12 + now.month


class AccountRoutes(Routes):
    """Tell of the account."""

    def __init__(self, registry: Registry, store: Store, usage: Usage) -> None:
        super().__init__(registry, store)
        self._usage = usage

    def handlers(self) -> Handlers:
        return {"User": self._me, "AccountStats": self._stats}

    async def _me(self, _request: web.Request) -> web.Response:
        return web.json_response(
            {
                "_id": ACCOUNT,
                "email": f"{ACCOUNT}@example.com",
                "capturePrivate": False,
                "messageLimit": self._store.max_messages,
                "privateDomain": MAX_DOMAINS - len(self._registry.domains()),
                "privateAddressCredits": self._registry.free_addresses,
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
