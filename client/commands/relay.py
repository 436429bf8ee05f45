"""``mailsac relay``: puts mail into a message broker, until a signal comes."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from argparse import Namespace
from contextlib import AsyncExitStack
from types import FrameType
from typing import Any

from ..api_client import ApiClient
from ..relay.broker import Broker
from ..relay.health import served
from ..relay.relay import Relay
from ..relay.streams import Storage
from . import output
from .access import configured
from .signals import BY_SIGNAL
from .status import FAILED, Failure, bad_use

_MINUTE = 60.0
_MOMENT = 1.0  # seconds between two states of the line on a terminal


def broker_of(url: str | None, args: Namespace) -> Broker:
    """Return the broker that the arguments, or the environment, name.

    Raises:
        Failure: it cannot be one; or its URL has a password, which others could see.
    """
    with bad_use():
        if url is not None and "@" in url:
            raise ValueError(
                "a password or a token has no place in an argument, as others could see it there: "
                "set MAILSAC_RELAY_URL, or name a file with --creds or --nkey"
            )
        broker = Broker(url, credentials=args.creds, nkey=args.nkey, ca_file=args.ca)
        if url is not None and os.environ.get("MAILSAC_RELAY_URL"):
            # That one may have the password to the same broker.
            known = Broker(credentials=args.creds, nkey=args.nkey, ca_file=args.ca)
            return known if known.servers == broker.servers else broker
        return broker


def run(args: Namespace) -> int:
    """Relay mail. SIGTERM ends it well, once what has come is in the broker.

    Raises:
        Failure, ClientException: it cannot relay, or not any more.
    """
    configuration = configured(args.key_file)
    broker = broker_of(args.to, args)
    with ApiClient(configuration) as api_client:
        return asyncio.run(_run(args, broker, api_client))


async def _run(args: Namespace, broker: Broker, api_client: ApiClient) -> int:
    with bad_use():
        storage = Storage(
            stream=args.stream,
            replicas=args.replicas,
            max_age=args.max_age,
            max_bytes=args.max_bytes,
        )
        relay = Relay(
            args.addresses, broker, api_client=api_client, storage=storage, since=args.since
        )
    came = _stopped_by_signals(relay)
    async with AsyncExitStack() as stack:
        if args.port is not None:
            try:
                port = await stack.enter_async_context(
                    served(relay.statistics, args.host, args.port)
                )
            except OSError as error:
                reason = error.strerror or error
                raise Failure(FAILED, f"--port: cannot listen there: {reason}") from None
            output.tell(f"Serving /healthz and /metrics on port {port}")
        telling = asyncio.create_task(_tell(relay))
        try:
            await relay.run()
        finally:
            telling.cancel()
            _clear_line()
            if relay.statistics.begun.is_set():
                output.tell(f"Relayed {_counted(relay.statistics.relayed)}.")
    return BY_SIGNAL + came[0] if came and came[0] != signal.SIGTERM else 0


def _counted(mails: int) -> str:
    return f"{mails} mail{'s' * (mails != 1)}"


def _stopped_by_signals(relay: Relay) -> list[int]:
    """Let the first signal end the relay well, and a second one at once; return what has come."""
    loop = asyncio.get_running_loop()
    came: list[int] = []
    before: dict[int, Any] = {}

    def end(number: int, _: FrameType | None) -> None:
        came.append(number)
        for other, handler in before.items():
            signal.signal(other, handler)
        loop.call_soon_threadsafe(relay.stop)

    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.getsignal(number)
            signal.signal(number, end)
    return came


async def _tell(relay: Relay) -> None:
    """Say how it goes: a line that changes on a terminal, elsewhere one a minute."""
    is_live = sys.stderr.isatty()
    await relay.statistics.begun.wait()
    if not is_live:  # there, the log says so
        output.tell(f"Relaying; {relay.statistics.kept}.")
    while True:
        await asyncio.sleep(_MOMENT if is_live else _MINUTE)
        if not is_live:
            output.tell(relay.statistics.line())
        else:
            output.renew(relay.statistics.line())


def _clear_line() -> None:
    if sys.stderr.isatty():
        output.renew("")
