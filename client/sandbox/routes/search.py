"""The routes for the messages of the whole account: listed, filtered, searched."""

from __future__ import annotations

from collections.abc import Sequence

from aiohttp import web

from ...mime.addresses import Recipient
from ..http import (
    Handlers,
    Routes,
    bad_request,
    boolean_of,
    limit_of,
    metadata_of,
    moment_of,
    skip_of,
)
from ..message import Message
from ..registry import iso

_MAX_FOUND = 100


class SearchRoutes(Routes):
    """Find messages in any inbox."""

    def handlers(self) -> Handlers:
        return {
            "ListStarredMessages": self._starred,
            "ListInboxMessages": self._inbox,
            "FilterInboxMessages": self._filter,
            "SearchInboxMessages": self._search,
        }

    async def _starred(self, _request: web.Request) -> web.Response:
        return web.json_response(metadata_of(self._store.starred()))

    async def _inbox(self, request: web.Request) -> web.Response:
        limit, skip, since = limit_of(request), skip_of(request), moment_of(request, "since")
        owned = self._store.owned()
        found = [message for message in owned if since is None or message.received >= since]
        return web.json_response(
            {
                "messages": metadata_of(found[skip : skip + limit]),
                "unread": sum(not message.read for message in owned),
                "limit": limit,
                "skip": skip,
                "since": iso(since) if since else None,
            }
        )

    async def _filter(self, request: web.Request) -> web.Response:
        subject, sender, to = (
            request.query.get(name, "").lower()
            for name in ("andSubjectIncludes", "andFrom", "andTo")
        )
        read = boolean_of(request, "andRead")
        if not (subject or sender or to) and read is None:
            raise bad_request("give andSubjectIncludes, andFrom, andTo or andRead")
        found = [
            message
            for message in self._store.owned()
            if subject in message.mail.subject.lower()
            and (not sender or _is_in(sender, message.mail.sender))
            and (not to or to == message.inbox or _is_in(to, message.sent_to()))
            and (read is None or read == message.read)
        ]
        return web.json_response({"messages": metadata_of(found[:_MAX_FOUND])})

    async def _search(self, request: web.Request) -> web.Response:
        query = request.query.get("query", "")
        text = query.lower()
        found = [message for message in self._store.owned() if _mentions(message, text)]
        return web.json_response({"query": query, "messages": metadata_of(found[:_MAX_FOUND])})


def _mentions(message: Message, text: str) -> bool:
    mail = message.mail
    return (
        text in mail.subject.lower() or _is_in(text, mail.sender) or _is_in(text, message.sent_to())
    )


def _is_in(text: str, people: Sequence[Recipient]) -> bool:
    return any(text in person.address.lower() for person in people)
