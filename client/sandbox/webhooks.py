"""Mail out by webhook: each mail of an address is posted to the URL that is set there."""

from __future__ import annotations

import asyncio
import json
import logging
import socket
from contextlib import suppress
from datetime import UTC
from email.utils import parsedate_to_datetime
from functools import partial
from ipaddress import ip_address
from typing import Any, Final

import aiohttp
from yarl import URL

from .event_log import EventLog
from .message import Message
from .registry import Registry, iso
from .resolver import DaemonResolver

_TRIES = 3
_PAUSES: Final = (1.0, 3.0)
_TIMEOUT = aiohttp.ClientTimeout(total=10.0, connect=5.0)
_AT_A_TIME = 8
_MAX_WAITING = 200
_MAX_WAITING_BYTES = 64 * 1024 * 1024
_NO_URL = "not an http or https URL"
_LEFT_OUT = ("cc", "links", "attachments")
_PRIORITIES = {"1": "high", "2": "high", "3": "normal", "4": "low", "5": "low"}
_PRIORITIES |= {name: name for name in ("high", "normal", "low")}
_PRIORITIES |= {"urgent": "high", "non-urgent": "low"}

_log = logging.getLogger("client.sandbox")


class Webhooks:
    """Posts mail, in tasks of its own. Belongs to the loop's thread, and to its `run`.

    Args:
        registry: Knows the webhook of an address.
        log: Told of every try.
        anywhere: Whether mail may be posted to other machines.
    """

    def __init__(self, registry: Registry, log: EventLog, *, anywhere: bool) -> None:
        self._registry = registry
        self._log = log
        self._anywhere = anywhere
        self._tasks: set[asyncio.Task[None]] = set()
        self._bytes = 0
        self._turns = asyncio.Semaphore(_AT_A_TIME)

    def publish(self, message: Message) -> None:
        """Post a message, if its address has a webhook. Never waits."""
        address = self._registry.address(message.inbox)
        target = address.settings["webhook"] if address is not None else None
        if address is None or not target:
            return
        size = message.memory_size
        if len(self._tasks) >= _MAX_WAITING or (
            self._tasks and self._bytes + size > _MAX_WAITING_BYTES
        ):
            self._note(f"{shown(target)}: given up, too many wait", message)
            return
        task = asyncio.create_task(self._deliver(target, message, address.encrypted))
        self._tasks.add(task)
        self._bytes += size

        def ended(task: asyncio.Task[None]) -> None:
            self._tasks.discard(task)
            self._bytes -= size
            if not task.cancelled() and (error := task.exception()):
                _log.error("a webhook failed by a bug of the sandbox", exc_info=error)

        task.add_done_callback(ended)

    async def close(self) -> None:
        """Give up what waits, or is on its way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _deliver(self, target: str, message: Message, encrypted: str) -> None:
        for number in range(1, _TRIES + 1):
            async with self._turns:
                outcome, is_final = await self._try(target, message, encrypted)
            self._note(f"{shown(target)}: {outcome} (try {number} of {_TRIES})", message)
            if is_final:
                return
            if number < _TRIES:
                await asyncio.sleep(_PAUSES[number - 1])

    async def _try(self, target: str, message: Message, encrypted: str) -> tuple[str, bool]:
        """What came of it, and whether that is final."""
        refused: list[str] = []
        try:
            url = URL(target)
            if url.scheme not in ("http", "https") or not url.host:
                return _NO_URL, True
            body = json.dumps(posted(message, encrypted)).encode()
            # A session for each: no connection is used again.
            connector = aiohttp.TCPConnector(
                force_close=True,
                use_dns_cache=False,
                resolver=DaemonResolver(),
                socket_factory=partial(self._socket, refused),
            )
            async with (
                aiohttp.ClientSession(
                    connector=connector,
                    timeout=_TIMEOUT,
                    cookie_jar=aiohttp.DummyCookieJar(),
                    headers={"User-Agent": "mailsac-sandbox"},
                ) as session,
                # Of the answer nothing is read but its head, which aiohttp bounds.
                session.post(
                    url,
                    data=body,
                    headers={"Content-Type": "application/json"},
                    allow_redirects=False,
                ) as answer,
            ):
                return str(answer.status), 200 <= answer.status < 300
        except aiohttp.ClientConnectorError as error:
            if refused:
                return f"{refused[0]} is not this machine, and webhooks_anywhere is off", True
            return f"no connection: {error.strerror or type(error.os_error).__name__}", False
        except TimeoutError:
            return f"no answer within {_TIMEOUT.total:g} s", False
        except ValueError:  # of yarl, or of aiohttp, for what is no host
            return _NO_URL, True
        except (aiohttp.ClientError, OSError) as error:
            return f"failed: {type(error).__name__}", False

    def _socket(self, refused: list[str], found: Any) -> socket.socket:
        # Here, as this is the address that is connected to: what a name meant a moment ago, or in
        # the eyes of another resolver, says nothing.
        family, kind, protocol, _, address = found
        if not self._anywhere and not ip_address(address[0].partition("%")[0]).is_loopback:
            refused.append(address[0])
            raise OSError("not this machine")
        return socket.socket(family, kind, protocol)

    def _note(self, text: str, message: Message) -> None:
        self._log.add("webhook", text, message.inbox)


def posted(message: Message, encrypted: str) -> dict[str, Any]:
    """An ``EmailMessageWebhook``: the message without what the service leaves out there.

    Args:
        encrypted: The second address of its inbox.
    """
    headers = {
        name: value if isinstance(value, str) else value[0]  # strings alone
        for name, value in message.mail.headers_by_name().items()
    }
    found = {name: value for name, value in message.full().items() if name not in _LEFT_OUT}
    found |= {
        "headers": headers,
        "messageId": headers.get("message-id", ""),
        "priority": _priority(headers),
        "receivedDate": iso(message.received),
        "encryptedInbox": encrypted,
    }
    # A mail may have none, or nonsense, of which the parser says so in many ways.
    with suppress(ValueError, OverflowError, TypeError, IndexError):
        date = parsedate_to_datetime(headers.get("date", ""))
        found["date"] = iso(date if date.tzinfo else date.replace(tzinfo=UTC))
    return found


def shown(target: str) -> str:
    """A URL without what may be secret in it: the user and the query."""
    try:
        url = URL(target)
        return str(url.with_user(None).with_query(None).with_fragment(None))
    except (ValueError, TypeError):
        return "a URL that is none"


def _priority(headers: dict[str, str]) -> str:
    for name in ("x-priority", "importance", "priority"):
        words = headers.get(name, "").lower().split()
        if words and words[0] in _PRIORITIES:
            return _PRIORITIES[words[0]]
    return "normal"
