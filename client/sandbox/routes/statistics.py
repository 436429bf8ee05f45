"""The routes for figures about public mail, and for the deny-list."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import NamedTuple, Self

from aiohttp import web

from ..http import Handlers, Routes, bad_request, limit_of, moment_of, skip_of
from ..message import Message
from ..store import Store

#: The documented example.
_DENYLIST = ("spam.example", "192.0.2.66")


class TimeRange(NamedTuple):
    """A range of time, both ends included."""

    start: datetime
    end: datetime

    @classmethod
    def of(cls, request: web.Request, *, is_required: bool = False) -> Self:
        """The query's `startDate` and `endDate`; what is left out bounds nothing."""
        start, end = moment_of(request, "startDate"), moment_of(request, "endDate")
        if is_required and (start is None or end is None):
            raise bad_request("startDate and endDate: both are required")
        return cls(
            start or datetime.min.replace(tzinfo=UTC), end or datetime.max.replace(tzinfo=UTC)
        )

    def public(self, store: Store) -> list[Message]:
        """The public messages that came in this time, newest first."""
        return [m for m in store.public() if self.start <= m.received <= self.end]


def ranking(request: web.Request, seen: Counter[str]) -> web.Response:
    """Answer one page of what was seen, the most frequent first."""
    skip, limit = skip_of(request), limit_of(request)
    ranked = sorted(seen.items(), key=lambda item: (-item[1], item[0]))
    return web.json_response([{"_id": name, "n": n} for name, n in ranked[skip : skip + limit]])


class StatisticsRoutes(Routes):
    """Count public mail."""

    def handlers(self) -> Handlers:
        return {
            "ListTopPublicAddresses": self._addresses,
            "ListTopPublicSenders": self._senders,
            "ListTopPublicDomains": self._domains,
            "Denylist": self._denylist,
            "CheckDenylist": self._check,
        }

    async def _addresses(self, request: web.Request) -> web.Response:
        return ranking(request, Counter(m.inbox for m in self._public(request)))

    async def _senders(self, request: web.Request) -> web.Response:
        senders = (
            person.address.lower()
            for message in self._public(request)
            for person in message.mail.sender
            if "@" in person.address
        )
        return ranking(request, Counter(senders))

    async def _domains(self, request: web.Request) -> web.Response:
        domains = (m.domain for m in self._public(request) if m.domain != "mailsac.com")
        return ranking(request, Counter(domains))

    async def _denylist(self, _request: web.Request) -> web.Response:
        return web.json_response(list(_DENYLIST))

    async def _check(self, request: web.Request) -> web.Response:
        listed = request.match_info["domainOrIP"].lower() in _DENYLIST
        return web.json_response({"blacklisted": listed})

    def _public(self, request: web.Request) -> list[Message]:
        return TimeRange.of(request).public(self._store)
