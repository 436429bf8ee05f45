"""Waiting for mail may be broken off anywhere, and nothing hangs or changes its error."""

from __future__ import annotations

import asyncio
import math
import signal
import sys
import threading
from contextlib import suppress

import pytest
from support.interrupts import broken_off, is_free
from support.streams import eventually, within

import client.mail.condition
from client.commands.signals import until_signal
from client.mail.condition import Condition


def test_a_wait_that_is_broken_off_leaves_nothing_behind() -> None:
    def wait() -> None:
        condition.wait_unless(bool, 0.001)

    condition = Condition()
    reaching = ("self._waiters.append", "waiter.acquire(timeout", "self._waiters.remove")
    for place in broken_off(wait, client.mail.condition, threading, reaching=reaching):
        assert is_free(condition.lock), place
        # One who was broken off while leaving may still be counted: the next wait is the longer.
        assert condition.waiting <= 1, place
        condition = Condition()


def test_each_waiter_is_woken_once() -> None:
    condition = Condition()
    woken: list[int] = []

    def wait(number: int) -> None:
        condition.wait_unless(bool, 5)
        woken.append(number)

    threads = []
    for number in range(3):
        threads.append(threading.Thread(target=wait, args=(number,)))
        threads[-1].start()
        eventually(lambda n=number: condition.waiting == n + 1)  # type: ignore[misc]  # as above
    with condition.lock:
        condition.notify(2)
        assert condition.waiting == 1
    threads[0].join()
    threads[1].join()
    assert sorted(woken) == [0, 1]
    with condition.lock:
        condition.notify_all()
        condition.notify_all()
    threads[2].join()
    assert woken[2] == 2
    with within(1):
        condition.wait_unless(lambda: True, 5)


def test_coroutines_and_threads_are_woken_alike() -> None:
    condition = Condition()

    async def wait() -> None:
        await condition.wait_unless_async(bool, 5)

    async def main() -> None:
        tasks = [asyncio.create_task(wait()) for _ in range(2)]
        thread = threading.Thread(target=condition.wait_unless, args=(bool, 5))
        thread.start()
        while condition.waiting < 3:
            await asyncio.sleep(0)
        with condition.lock:
            condition.notify_all()
        thread.join()
        await asyncio.gather(*tasks)
        await condition.wait_unless_async(bool, 0.01)

    with within(4):
        asyncio.run(main())
    assert condition.waiting == 0


@pytest.mark.parametrize("seconds", [5, 0, -1])
def test_a_coroutine_that_need_not_wait_lets_others_run_and_can_be_cancelled(
    seconds: float,
) -> None:
    condition = Condition()

    async def forever() -> None:
        while True:
            await condition.wait_unless_async(lambda: True, seconds)

    async def main() -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.05):
                await forever()

    with within(4):
        asyncio.run(main())
    assert condition.waiting == 0


def test_a_task_that_is_cancelled_once_woken_wakes_another() -> None:
    condition = Condition()

    async def main() -> None:
        first, second = (
            asyncio.create_task(condition.wait_unless_async(bool, math.inf)) for _ in range(2)
        )
        await asyncio.sleep(0)
        with condition.lock:
            condition.notify(1)
        await asyncio.sleep(0)  # the event is set; the task has not run yet
        first.cancel()
        await asyncio.wait_for(second, 5)
        assert first.cancelled()

    asyncio.run(main())


def test_one_whose_loop_is_closed_costs_nobody_a_turn() -> None:
    condition = Condition()
    loop = asyncio.new_event_loop()
    coroutine = condition.wait_unless_async(bool, math.inf)
    task = loop.create_task(coroutine)
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.close()
    thread = threading.Thread(target=condition.wait_unless, args=(bool, 5))
    thread.start()
    eventually(lambda: condition.waiting == 2)
    with within(0.4):  # a thread looks again after half a second by itself
        with condition.lock:
            condition.notify(1)
        thread.join()
    with suppress(RuntimeError):  # its time limit is of the loop
        coroutine.close()
    task._log_destroy_pending = False  # type: ignore[attr-defined]  # it is never to end
    assert condition.waiting == 0


def test_a_signal_decides_what_the_command_ends_with() -> None:
    """Also when what it broke off fails in a way of its own."""
    before = {n: signal.getsignal(n) for n in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    hook = sys.unraisablehook

    def broken() -> int:
        try:
            signal.raise_signal(signal.SIGTERM)
        finally:
            raise RuntimeError("cannot release un-acquired lock")

    def failed() -> int:
        try:
            signal.raise_signal(signal.SIGINT)
        except SystemExit:
            return 1
        return 0

    def bad() -> int:
        raise RuntimeError("a bug")

    assert until_signal(broken) == 143
    assert until_signal(failed) == 130
    assert until_signal(lambda: 3) == 3
    with pytest.raises(RuntimeError, match="a bug"):
        until_signal(bad)
    # A program that runs the command has its own ways with signals.
    assert {number: signal.getsignal(number) for number in before} == before
    assert sys.unraisablehook is hook
