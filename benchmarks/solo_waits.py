"""Waits of ``AsyncInbox``, in a process of their own: ``python -m benchmarks.solo_waits``.

    PORT INBOXES WAITS    so many waits, spread evenly over so many inboxes, in one loop

Prints, as JSON, the seconds from push to return (the median), the bytes of the process, and its
threads beside the main one. A mail's id is the moment of its sending, by the clock that all
processes share.
"""

from __future__ import annotations

import asyncio
import json
import math
import os
import statistics
import sys
import threading
import time
from typing import NoReturn

from benchmarks.mails import ADDRESS, KB
from benchmarks.measuring import without_fast

if __name__ == "__main__":
    without_fast()  # before the client is imported

import client
from benchmarks.server import EMPTY, path
from benchmarks.solo import status

_MAILS = 30  # that are timed
_EARLY = 50  # that may come before all wait
_GAP = 40  # milliseconds between mails


def _inbox(port: int, gap: float) -> client.AsyncInbox:
    configuration = client.Configuration(
        host=f"http://127.0.0.1:{port}{EMPTY}",
        socket_url=f"ws://127.0.0.1:{port}" + path(4 * KB, _EARLY + _MAILS, gap=gap),
        api_key="k_benchmark",
        proxy="",
    )
    api_client = client.ApiClient(configuration)
    return client.AsyncInbox(ADDRESS, api_client=api_client, via="socket")


async def _measured(port: int, inboxes: int, waits: int) -> NoReturn:
    took: list[float] = []
    enough = asyncio.Event()
    begin = math.inf  # until all wait

    async def wait(inbox: client.AsyncInbox) -> None:
        while True:
            mail = await inbox.wait(timeout=60)
            returned, sent = time.monotonic_ns(), int(mail.id)
            if sent > begin:
                took.append((returned - sent) / 1e9)
            if len(took) == _MAILS:
                enough.set()

    opened = [await _inbox(port, _GAP * inboxes).__aenter__() for _ in range(inboxes)]
    waiting = [asyncio.create_task(wait(opened[at % inboxes])) for at in range(waits)]
    await asyncio.sleep(0.1)
    begin = time.monotonic_ns()
    await enough.wait()
    found = [statistics.median(took), status("VmRSS"), threading.active_count() - 1]
    print(json.dumps(found), flush=True)
    # Nothing is closed: the server answers that late, for it sleeps between mails.
    os._exit(0 if waiting else 1)


if __name__ == "__main__":
    asyncio.run(_measured(*map(int, sys.argv[1:])))
