"""One measurement of the client that needs a process of its own: ``python -m benchmarks.solo``.

Prints what it has measured, as JSON:

    memory URL          bytes that one mail takes at its peak, above the idle process
    many URL COUNT AT   bytes of the process at mail number AT, and at the last
    idle URL SECONDS    seconds of CPU that an idle stream takes meanwhile
    search URL COUNT    seconds to find the last of these mails, and to read all the others
    streams URL ...     threads, bytes and seconds, at each of these numbers of streams
    addresses URL ...   the same for one stream with each of these numbers of addresses

With ``--fast`` the client has its extra ``[fast]``. The memory is what Linux counts.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import threading
import time
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from benchmarks.mails import ADDRESS
from benchmarks.measuring import without_fast

if __name__ == "__main__" and "--fast" not in sys.argv:
    without_fast()  # before the client is imported

import client
from client.streaming import MessageStream

_SAMPLES = 20  # of the memory, around a moment
_SAMPLE_EVERY = 250  # mails
_TIMES = 5  # that a stream with many addresses is opened


def open_stream(
    url: str, addresses: str | list[str] = ADDRESS, max_queue: int = 1000
) -> MessageStream:
    configuration = client.Configuration(socket_url=url, api_key="k_benchmark", proxy="")
    api = client.WebSocketsApi(client.ApiClient(configuration))
    return api.stream(addresses=addresses, recover=False, max_queue=max_queue)


def memory(url: str, warm_url: str) -> int:
    with open_stream(warm_url) as stream:
        stream.get()
    with open_stream(url) as stream:
        gc.collect()
        Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
        idle = status("VmRSS")
        frame = stream.get()
        assert frame.email.text
        return status("VmHWM") - idle


def many(url: str, count: int, at: int) -> list[float]:
    samples: dict[int, list[int]] = {at: [], count: []}
    with open_stream(url) as stream:
        for number in range(1, count + 1):
            stream.get()
            if number % _SAMPLE_EVERY == 0:
                for end, found in samples.items():
                    if end - _SAMPLES * _SAMPLE_EVERY < number <= end:
                        found.append(status("VmRSS"))
    return [statistics.median(found) for found in samples.values()]


def idle(url: str, seconds: float) -> float:
    with open_stream(url) as stream:
        begin = time.process_time()
        with suppress(TimeoutError):
            stream.get(seconds)
        return time.process_time() - begin


def search(url: str, count: int) -> list[float]:
    with open_stream(url, max_queue=count + 1) as stream:
        while stream.stats.received <= count:
            time.sleep(0.01)
        last = f"{count:024d}"
        moments = [time.perf_counter()]
        stream.wait_for(lambda frame: frame.email.id == last, timeout=0)
        moments.append(time.perf_counter())
        for _ in range(count):
            stream.get()
        moments.append(time.perf_counter())
    return [after - before for before, after in pairwise(moments)]


def streams(url: str, counts: list[int]) -> list[list[float]]:
    opened: list[MessageStream] = []
    found = []
    for count in counts:
        begin, before = time.perf_counter(), len(opened)
        while len(opened) < count:
            opened.append(open_stream(url))
        took = (time.perf_counter() - begin) / (count - before)
        found.append([threading.active_count() - 1, status("VmRSS"), took])
    for stream in opened:
        stream.close()
    return found


def addresses(url: str, counts: list[int]) -> list[list[float]]:
    found = []
    for count in counts:
        names = [f"user{number}@inbox.example" for number in range(count)]
        times = []
        for _ in range(_TIMES):
            begin = time.perf_counter()
            with open_stream(url, names):
                times.append(time.perf_counter() - begin)
                threads, size = threading.active_count() - 1, status("VmRSS")
        found.append([threads, size, statistics.median(times)])
    return found


def status(name: str) -> int:
    """Return a size in bytes from what the system knows of this process."""
    for line in Path(f"/proc/{os.getpid()}/status").read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) * 1024
    raise LookupError(name)


def main(what: str, url: str, *words: str) -> object:
    numbers = [int(word) for word in words if word.isdecimal()]
    match what:
        case "memory":
            return memory(url, words[0])
        case "many":
            return many(url, *numbers)
        case "idle":
            return idle(url, *numbers)
        case "search":
            return search(url, *numbers)
        case "streams":
            with open_stream(url):  # warm up
                pass
            return streams(url, numbers)
        case "addresses":
            with open_stream(url):
                pass
            return addresses(url, numbers)
    raise SystemExit(f"no such measurement: {what}")


if __name__ == "__main__":
    print(json.dumps(main(*(word for word in sys.argv[1:] if word != "--fast"))))
