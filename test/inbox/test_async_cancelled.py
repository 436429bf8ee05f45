"""Waits in asyncio that are cancelled, in whatever way and wherever: no mail is lost."""

from __future__ import annotations

import asyncio
import random
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import anyio
import pytest
from support.http_server import KEY, Answer, HttpServer, Request
from support.inboxes import BOTH, Via, listed, new_async, our_threads, run_whole
from support.mails import Sender
from support.streams import eventually

import client
from client.sandbox import Sandbox

_CANCELS = 1000
_MAILS = 1000


@pytest.mark.slow
@BOTH
def test_a_thousand_cancels_while_a_thousand_mails_come(
    api: client.ApiClient, sender: Sender, via: Via
) -> None:
    chance = random.Random(17)
    found: Counter[str] = Counter()
    cancelled = 0

    async def wait_and_be_cancelled(inbox: client.AsyncInbox) -> None:
        nonlocal cancelled
        while cancelled < _CANCELS or found.total() < _MAILS:
            task = asyncio.create_task(inbox.wait(timeout=0.5))
            steps = chance.choice([0, 1, 2, 3, 5, 10, 50])
            for _ in range(steps):
                await asyncio.sleep(0)
            if steps == 50:
                await asyncio.sleep(chance.random() / 5)
            task.cancel()
            try:
                found[(await task).subject] += 1
            except asyncio.CancelledError:
                cancelled += 1
            except client.MailTimeout:
                pass

    async def main() -> None:
        async with new_async(api, via) as inbox:

            def send() -> None:
                for number in range(_MAILS):
                    sender.send(inbox.address, str(number))

            sending = asyncio.create_task(asyncio.to_thread(send))
            await asyncio.gather(*(wait_and_be_cancelled(inbox) for _ in range(20)))
            await sending
            await inbox.assert_none(within=0.5)
            assert inbox._store.changed.waiting == 0
            assert not inbox._store._searches

    run_whole(main(), 50)
    assert found == Counter(map(str, range(_MAILS)))
    assert cancelled >= _CANCELS


@BOTH
def test_time_limits_and_cancel_scopes(api: client.ApiClient, sender: Sender, via: Via) -> None:
    async def main() -> None:
        async with new_async(api, via) as inbox:
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.05):
                    await inbox.wait()
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(inbox.wait_many(2), 0.05)
            with anyio.move_on_after(0.05) as scope:
                await inbox.assert_none(within=30)
            assert scope.cancelled_caught
            with pytest.raises(TimeoutError):
                with anyio.fail_after(0.05):
                    await inbox.wait()
            async with anyio.create_task_group() as group:
                group.start_soon(inbox.wait)
                await anyio.sleep(0.05)
                group.cancel_scope.cancel()
            sender.send(inbox.address, "is still there")
            assert (await inbox.wait(timeout=5)).subject == "is still there"

    run_whole(main())


def test_a_call_that_has_begun_is_waited_for_and_what_it_finds_is_kept(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    is_asked, may_answer = threading.Event(), threading.Event()

    def slow(_: Request) -> Answer:
        is_asked.set()
        assert may_answer.wait(20)
        return listed("found")

    async def main() -> None:
        inbox = client.AsyncInbox("a@b.example", api_client=api_client, via="poll")
        async with inbox:
            server.respond = slow
            task = asyncio.create_task(inbox.wait())
            assert await asyncio.to_thread(is_asked.wait, 10)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            assert not inbox._store.count
            asyncio.get_running_loop().call_later(0.1, may_answer.set)
        assert may_answer.is_set()
        assert our_threads() == []
        assert '"found"' not in inbox.report()  # it was closed by then

        async with client.AsyncInbox("a@b.example", api_client=api_client, via="poll") as inbox:
            assert inbox._store.count == 1

    server.answers = [listed()]
    run_whole(main())


def test_what_was_found_for_a_cancelled_wait_is_there_for_the_next(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    is_asked, may_answer = threading.Event(), threading.Event()

    def slow(request: Request) -> Answer:
        if "addresses" not in request.target:
            return Answer(200, b"\r\nHello", {"Content-Type": "text/plain"})
        is_asked.set()
        assert may_answer.wait(20)
        return listed("found")

    async def main() -> None:
        async with client.AsyncInbox("a@b.example", api_client=api_client, via="poll") as inbox:
            server.respond = slow
            task = asyncio.create_task(inbox.wait())
            assert await asyncio.to_thread(is_asked.wait, 10)
            task.cancel()
            waiting = asyncio.create_task(inbox.wait(timeout=10))
            may_answer.set()
            assert (await waiting).text == "Hello"
            assert task.cancelled()

    server.answers = [listed()]
    run_whole(main())


def test_a_cancelled_entering_leaves_no_web_socket(sandbox: Sandbox, api: client.ApiClient) -> None:
    async def enter(inbox: client.AsyncInbox) -> None:
        async with inbox:
            await asyncio.sleep(60)

    async def main() -> None:
        for steps in (1, 2, 5, 20, 100):
            inbox = new_async(api, "socket")
            task = asyncio.create_task(enter(inbox))
            for _ in range(steps):
                await asyncio.sleep(0.001)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            with pytest.raises(RuntimeError, match="can be entered once"):
                await inbox.__aenter__()
            await asyncio.to_thread(eventually, lambda: not our_threads())
        await asyncio.to_thread(eventually, lambda: not sandbox.connections)

    asyncio.run(main())


def test_an_entering_that_is_cancelled_once_it_is_open_leaves_no_web_socket(
    sandbox: Sandbox, api: client.ApiClient
) -> None:
    async def main() -> None:
        inbox = new_async(api, "socket")
        entering = asyncio.create_task(inbox.__aenter__())
        await asyncio.sleep(0)
        # The loop is held up, so the task does not hear of it before it is cancelled.
        eventually(lambda: inbox._is_entered)
        entering.cancel()
        with pytest.raises(asyncio.CancelledError):
            await entering
        await asyncio.to_thread(eventually, lambda: not our_threads())
        await asyncio.to_thread(eventually, lambda: not sandbox.connections)

    asyncio.run(main())


def test_two_exits_at_once_while_all_threads_are_busy(api: client.ApiClient) -> None:
    may_end = threading.Event()

    async def main() -> None:
        async with client.AsyncInbox("other@b.example", api_client=api, via="poll") as other:
            inbox = new_async(api, "socket")
            await inbox.__aenter__()
            for _ in range(8):
                other._calls.begin(partial(may_end.wait, 20))
            exits = [asyncio.create_task(inbox.close())]
            await asyncio.sleep(0.05)
            exits.append(asyncio.create_task(inbox.close()))
            await asyncio.sleep(0.05)
            may_end.set()
            assert await asyncio.gather(*exits) == [None, None]

    run_whole(main())


def test_a_cancel_scope_around_it_leaves_no_web_socket(
    sandbox: Sandbox, api: client.ApiClient
) -> None:
    async def main() -> None:
        with anyio.move_on_after(0.3) as scope:
            async with new_async(api, "socket") as inbox:
                await inbox.wait()
        assert scope.cancelled_caught
        # A cancel scope lets nothing be awaited on the way out.
        await asyncio.to_thread(eventually, lambda: not our_threads())
        await asyncio.to_thread(eventually, lambda: not sandbox.connections)

    asyncio.run(main())


def test_an_exit_that_is_cancelled_while_a_call_is_made_closes_all(
    server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_asked, may_answer, is_closed = threading.Event(), threading.Event(), threading.Event()
    monkeypatch.setenv("MAILSAC_API_URL", server.url)
    monkeypatch.setenv("MAILSAC_API_KEY", KEY)

    def slow(_: Request) -> Answer:
        is_asked.set()
        assert may_answer.wait(20)
        return listed()

    async def main() -> None:
        inbox = client.AsyncInbox("a@b.example", via="poll")
        monkeypatch.setattr(inbox._api_client, "close", is_closed.set)  # its own, so it closes it
        await inbox.__aenter__()
        server.respond = slow
        waiting = asyncio.create_task(inbox.wait())
        assert await asyncio.to_thread(is_asked.wait, 10)
        closing = asyncio.create_task(inbox.close())
        while not inbox._store.is_closed:
            await asyncio.sleep(0)
        closing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await closing
        may_answer.set()
        with pytest.raises(client.StreamClosedException):
            await waiting
        assert await asyncio.to_thread(is_closed.wait, 10)
        await asyncio.to_thread(eventually, lambda: not our_threads())

    server.answers = [listed()]
    asyncio.run(main())


def test_leaving_it_ends_the_waits_of_all_loops(api: client.ApiClient, sender: Sender) -> None:
    async def wait(inbox: client.AsyncInbox, number: int) -> str:
        return (await inbox.wait(subject=f"no. {number}.", timeout=30)).subject

    async def wait_in_vain(inbox: client.AsyncInbox) -> None:
        with pytest.raises(client.StreamClosedException, match="the inbox is closed"):
            await inbox.wait(timeout=30)

    async def main() -> list[str]:
        loop = asyncio.get_running_loop()
        with ThreadPoolExecutor(4) as loops:
            async with new_async(api, "socket") as inbox:
                found = [
                    loop.run_in_executor(loops, asyncio.run, wait(inbox, number))
                    for number in range(4)
                ]
                for number in range(4):
                    await asyncio.to_thread(sender.send, inbox.address, f"no. {number}.")
                subjects = await asyncio.gather(*found)
                vain = [
                    loop.run_in_executor(loops, asyncio.run, wait_in_vain(inbox)) for _ in range(4)
                ]
                while inbox._store.changed.waiting < 4:
                    await asyncio.sleep(0.001)
            await asyncio.gather(*vain)
            return subjects

    assert asyncio.run(main()) == [f"no. {number}." for number in range(4)]
    assert our_threads() == []


def test_a_wait_whose_loop_is_closed_takes_no_mail(api: client.ApiClient, sender: Sender) -> None:
    async def main() -> None:
        async with new_async(api, "socket") as inbox:
            other = asyncio.new_event_loop()
            dead = other.create_task(inbox.wait(timeout=30))

            def begin() -> None:
                other.call_later(0.05, other.stop)
                other.run_forever()
                other.close()

            await asyncio.to_thread(begin)
            assert inbox._store.changed.waiting == 1
            sender.send(inbox.address, "for the living")
            assert (await inbox.wait(timeout=10)).subject == "for the living"
            assert inbox._store.changed.waiting == 0
            assert not dead.done()
            dead._log_destroy_pending = False  # type: ignore[attr-defined]  # it is the point

    run_whole(main())


def test_loops_in_threads_share_the_pool(api: client.ApiClient, sender: Sender) -> None:
    async def one(number: int) -> str:
        async with new_async(api, "poll" if number % 2 else "socket") as inbox:
            await asyncio.to_thread(sender.send, inbox.address, f"no. {number}")
            return (await inbox.wait(timeout=20)).subject

    with ThreadPoolExecutor(8) as loops:
        found = list(loops.map(lambda number: asyncio.run(one(number)), range(16)))
    assert found == [f"no. {number}" for number in range(16)]
    assert our_threads() == []
