"""One measurement of the relay in a process of its own: ``python -m benchmarks.relaying``.

Prints what it has measured, as JSON:

    relay URL BROKER COUNT WINDOW   mails a second, from the web socket to acknowledged, and seconds
                                    of CPU of this process for a mail
    bare BROKER SIZE COUNT WINDOW   the same of the same bytes, published with nats-py alone
    read BROKER COUNT READERS       acknowledged mails a second, by so many tasks of one name
    delays BROKER COUNT             seconds from SMTP's acceptance to a wait that is over: each
                                    from the relay, then from the web socket
    many URL BROKER COUNT AT        bytes of the process of a relay at mail number AT, and at the
                                    last

The streams that it makes have a name of their own each time.
"""

from __future__ import annotations

import asyncio
import json
import os
import smtplib
import statistics
import sys
import threading
import time
from pathlib import Path

import nats

import client
from benchmarks.mails import ADDRESS, prepared
from client.relay import Reader, Relay, Storage
from client.sandbox import Sandbox

_SAMPLES = 20
_SAMPLE_EVERY = 250


def _name() -> str:
    return f"BENCH{time.monotonic_ns()}"


def _relay(url: str, broker_url: str, window: int) -> Relay:
    configuration = client.Configuration(
        host=f"http{url[2:].partition('/incoming')[0]}/api",
        socket_url=url,
        api_key="k_benchmark",
        proxy="",
    )
    storage = Storage(stream=_name())
    api_client = client.ApiClient(configuration)
    return Relay(ADDRESS, broker_url, api_client=api_client, storage=storage, window=window)


async def relay(url: str, broker_url: str, count: int, window: int) -> list[float]:
    one = _relay(url, broker_url, window)
    running = asyncio.create_task(one.run())
    while not one.statistics.mails:
        await asyncio.sleep(0.001)
    first, begin, spent = one.statistics.mails, time.perf_counter(), time.process_time()
    while one.statistics.mails < count:
        await asyncio.sleep(0.005)
    took, spent = time.perf_counter() - begin, time.process_time() - spent
    one.stop()
    await running
    return [(count - first) / took, spent / (count - first)]


async def bare(broker_url: str, size: int, count: int, window: int) -> list[float]:
    link = await nats.connect(broker_url)
    js = link.jetstream(publish_async_max_pending=window)
    name = _name()
    await js.add_stream(name=name, subjects=[f"{name}.>"])
    whole = bytearray(prepared(size))
    payloads = [bytes(whole) for _ in range(window)]  # of one, a processor would have the bytes
    begin, spent = time.perf_counter(), time.process_time()
    for number in range(count):
        headers = {"Nats-Msg-Id": str(number)}
        await js.publish_async(f"{name}.mail", payloads[number % window], headers=headers)
    await js.publish_async_completed()
    took, spent = time.perf_counter() - begin, time.process_time() - spent
    await link.close()
    return [count / took, spent / count]


async def read(broker_url: str, count: int, readers: int) -> float:
    name = _name()
    link = await nats.connect(broker_url)
    js = link.jetstream()
    await js.add_stream(name=name, subjects=[f"{name}.mail.>"])
    payload = bytes(prepared(4096))
    for _ in range(count):
        await js.publish_async(f"{name}.mail.x.y", payload)
    await js.publish_async_completed()
    left = count

    async def take() -> None:
        nonlocal left
        async with Reader(broker_url, durable="bench", stream=name, prefetch=100) as reader:
            while left > 0:
                try:
                    delivery = await reader.get(0.2)
                except TimeoutError:
                    continue
                await delivery.ack()
                left -= 1

    begin = time.perf_counter()
    await asyncio.gather(*(take() for _ in range(readers)))
    took = time.perf_counter() - begin
    await link.close()
    return count / took


def delays(broker_url: str, count: int) -> dict[str, list[float]]:
    found: dict[str, list[float]] = {}
    os.environ["MAILSAC_RELAY_URL"] = broker_url
    with Sandbox(tls=False) as sandbox:
        sandbox.enable_domain("bench.example")
        configuration = client.Configuration(
            host=sandbox.api_url, socket_url=sandbox.socket_url, api_key=sandbox.api_key
        )
        with client.ApiClient(configuration) as api_client:
            loop = asyncio.new_event_loop()
            one = Relay("bench.example", broker_url, api_client=api_client)
            thread = threading.Thread(
                target=loop.run_until_complete, args=(one.run(),), daemon=True
            )
            thread.start()
            while not one.statistics.is_listening:
                time.sleep(0.01)
            time.sleep(1)  # until the broker knows that there is a relay
            for via in ("relay", "socket"):
                found[via] = []
                inbox = client.Inbox(domain="bench.example", api_client=api_client, via=via)
                with inbox, smtplib.SMTP(*sandbox.smtp) as smtp:
                    for number in range(count):
                        text = f"Subject: {number}\n\nYour code is 481516.\n"
                        smtp.sendmail("a@x.example", [inbox.address], text)
                        accepted = time.perf_counter()
                        inbox.wait(timeout=10)
                        found[via].append(max(time.perf_counter() - accepted, 0.0))
            loop.call_soon_threadsafe(one.stop)
            thread.join()
    return found


async def many(url: str, broker_url: str, count: int, at: int) -> list[float]:
    one = _relay(url, broker_url, 512)
    running = asyncio.create_task(one.run())
    samples: dict[int, list[int]] = {at: [], count: []}
    told = 0
    while one.statistics.mails < count and not running.done():
        await asyncio.sleep(0.002)
        if one.statistics.mails - told < _SAMPLE_EVERY:
            continue
        told = one.statistics.mails
        for end, sizes in samples.items():
            if end - _SAMPLES * _SAMPLE_EVERY < told <= end:
                sizes.append(_resident())
    one.stop()
    await running
    return [statistics.median(sizes) for sizes in samples.values()]


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def main(words: list[str]) -> None:
    kind, *rest = words
    match kind:
        case "relay":
            found: object = asyncio.run(relay(rest[0], rest[1], int(rest[2]), int(rest[3])))
        case "bare":
            found = asyncio.run(bare(rest[0], int(rest[1]), int(rest[2]), int(rest[3])))
        case "read":
            found = asyncio.run(read(rest[0], int(rest[1]), int(rest[2])))
        case "delays":
            found = delays(rest[0], int(rest[1]))
        case _:
            found = asyncio.run(many(rest[0], rest[1], int(rest[2]), int(rest[3])))
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
