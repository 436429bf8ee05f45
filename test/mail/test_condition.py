"""Waiting for mail may be broken off anywhere, and nothing hangs or changes its error."""

from __future__ import annotations

import signal
import sys
import threading

import pytest
from support.interrupts import interrupted
from support.streams import eventually

from client.commands.signals import until_signal
from client.exceptions import StreamClosedException
from client.mail.condition import Condition
from client.models.email_message_web_socket_frame import EmailMessageWebSocketFrame
from client.streaming.buffer import Buffer


def is_free(lock: object) -> bool:
    """Whether another thread can take a lock."""
    taken: list[bool] = []

    def take() -> None:
        if lock.acquire(timeout=1):  # type: ignore[attr-defined]  # no public name for its type
            lock.release()  # type: ignore[attr-defined]  # as above
            taken.append(True)

    thread = threading.Thread(target=take)
    thread.start()
    thread.join()
    return bool(taken)


def test_a_wait_that_is_broken_off_leaves_nothing_behind() -> None:
    files = sys.modules[Condition.__module__].__file__, threading.__file__
    step = 0
    going_on = True
    while going_on:
        step += 1
        condition = Condition()
        going_on = interrupted(step, lambda c=condition: c.wait_unless(bool, 0.001), *files)  # type: ignore[misc]  # a default binds the loop's variable
        assert is_free(condition.lock)
        # One who was broken off while leaving may still be counted: the next wait is the longer.
        assert condition.waiting <= 1
    assert step > 8


def test_a_reader_that_is_broken_off_leaves_the_buffer_as_it_was() -> None:
    modules = Condition.__module__, Buffer.__module__
    files = [sys.modules[name].__file__ for name in modules] + [threading.__file__]

    def read(buffer: Buffer) -> None:
        with pytest.raises(TimeoutError):
            buffer.get(0.001)

    step = 0
    going_on = True
    while going_on:
        step += 1
        buffer = Buffer(10, 1000, lambda: None)
        going_on = interrupted(step, lambda b=buffer: read(b), *files)  # type: ignore[misc]  # a default binds the loop's variable
        assert is_free(buffer._lock)
        frame = EmailMessageWebSocketFrame.from_dict({})
        assert buffer.put([(frame, 1)]) == 1
        assert buffer.get(1) is frame
    assert step > 20


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
    assert condition.wait_unless(lambda: True, 5)


def test_readers_of_a_closed_buffer_are_let_go() -> None:
    buffer = Buffer(10, 1000, lambda: None)
    errors: list[Exception] = []

    def read() -> None:
        try:
            buffer.get(None)
        except StreamClosedException as error:
            errors.append(error)

    threads = [threading.Thread(target=read) for _ in range(5)]
    for thread in threads:
        thread.start()
    eventually(lambda: buffer._changed.waiting == 5)
    buffer.close()
    for thread in threads:
        thread.join(5)
    assert len(errors) == 5


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

    try:
        assert until_signal(broken) == 143
        assert until_signal(failed) == 130
        assert until_signal(lambda: 3) == 3
        with pytest.raises(RuntimeError, match="a bug"):
            until_signal(bad)
    finally:
        sys.unraisablehook = hook
        for number, handler in before.items():
            signal.signal(number, handler)
