"""The stream in asyncio: the same engine, awaited."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Coroutine
from typing import Any

import pytest
from support.scripted_server import Peer, ScriptedServer
from support.streams import (
    ADDRESS,
    AT_ONCE,
    KEY,
    bare,
    come_back,
    no_listening,
    our_threads,
    ready,
    refusing,
    shown,
    then_hold,
    web_sockets,
    within,
)

import client
from client.streaming import AsyncMessageStream
from client.streaming.async_stream import AsyncOpening


def opening(server: ScriptedServer, **options: Any) -> AsyncOpening:
    own = {"addresses": ADDRESS, "reconnect": AT_ONCE, "recover": False}
    return web_sockets(server.url).stream_async(**{**own, **options})


def run(main: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(asyncio.wait_for(main, 20))


def test_iteration_and_get() -> None:
    async def main() -> list[str]:
        async with opening(server) as stream:
            assert isinstance(stream, AsyncMessageStream)
            assert stream.listening == (ADDRESS,)
            found = [(await stream.get()).email.id]
            async for frame in stream:
                found.append(frame.email.id)
                if len(found) == 500:
                    break
            assert stream.stats.received == 500
            with pytest.raises(TimeoutError, match=r"no mail within 0\.01 s"):
                await stream.get(timeout=0.01)
            return found

    mails = b"".join(bare(number) for number in range(500))
    with ScriptedServer(then_hold(mails)) as server:
        assert run(main()) == [str(number) for number in range(500)]


def test_it_can_be_awaited() -> None:
    async def main() -> None:
        stream = await opening(server)
        assert (await stream.get(10)).email.id == "1"
        await stream.close()
        await stream.close()
        assert stream.closed
        with pytest.raises(client.StreamClosedException):
            await stream.get()
        assert [frame async for frame in stream] == []

    with ScriptedServer(then_hold(bare(1))) as server:
        run(main())


def test_wait_for_leaves_others() -> None:
    async def main() -> None:
        async with opening(server) as stream:
            sought = await stream.wait_for(lambda frame: frame.email.id == "3", timeout=10)
            assert sought.email.id == "3"
            with pytest.raises(TimeoutError, match="sought subject with 'never'"):
                await stream.wait_for(subject="never", timeout=0.01)
            assert [(await stream.get(10)).email.id for _ in range(2)] == ["1", "2"]

    with ScriptedServer(then_hold(bare(1) + bare(2) + bare(3))) as server:
        run(main())


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (refusing("401 Unauthorized"), client.UnauthorizedException),
        (refusing("503 Busy"), client.ServiceException),
        (no_listening, client.TransportTimeoutException),
    ],
)
def test_errors_rise_when_it_is_awaited(script: Any, kind: type[Exception]) -> None:
    async def main() -> None:
        with pytest.raises(kind) as caught:
            await opening(server, open_timeout=0.3)
        assert KEY not in shown(caught.value)
        assert not our_threads()

    with ScriptedServer(script) as server:
        run(main())


def test_bad_arguments_rise_at_the_call() -> None:
    with pytest.raises(ValueError, match="addresses"):
        web_sockets("ws://127.0.0.1:9/").stream_async(addresses="")
    with pytest.raises(TypeError, match="reconnect must be a ReconnectPolicy"):
        web_sockets("ws://127.0.0.1:9/").stream_async(addresses="a@b.c", reconnect=False)  # type: ignore[arg-type]  # the point of the test


def test_a_use_before_it_is_open_says_what_to_do() -> None:
    opened: Any = web_sockets("ws://127.0.0.1:9/").stream_async(addresses="a@b.example")

    async def loop_over() -> None:
        async for _ in opened:
            pass

    def use_as_a_context_manager() -> None:
        with opened:
            pass

    for misuse, kind in (
        (lambda: list(opened), TypeError),
        (use_as_a_context_manager, TypeError),
        (lambda: run(loop_over()), TypeError),
        (lambda: opened.get(10), AttributeError),
    ):
        with pytest.raises(kind, match="the stream is not open yet: use 'async with"):
            misuse()
    assert not hasattr(opened, "wait_for")
    assert "use 'async with" in repr(opened)  # as in what asyncio says of it


def test_cancelling_a_reader_loses_no_mail() -> None:
    release = threading.Semaphore(0)

    def script(peer: Peer) -> None:
        ready(peer)
        for number in range(300):
            release.acquire()
            peer.send(bare(number))
        peer.hold()

    async def main() -> list[str]:
        found = []
        async with opening(server) as stream:

            async def read() -> None:
                found.append((await stream.get()).email.id)

            for number in range(300):
                reader = asyncio.create_task(read())
                for _ in range(number % 4):
                    await asyncio.sleep(0)
                release.release()
                for _ in range(number % 3):
                    await asyncio.sleep(0)
                reader.cancel()
                await asyncio.gather(reader, return_exceptions=True)
            while len(found) < 300:
                found.append((await stream.get(10)).email.id)
        return found

    with ScriptedServer(script) as server:
        assert run(main()) == [str(number) for number in range(300)]


def test_cancelling_the_opening_leaves_no_thread() -> None:
    listening = threading.Event()

    def script(peer: Peer) -> None:
        peer.accept()
        listening.set()
        peer.wait_gone()

    async def main() -> None:
        task = asyncio.create_task(opening(server).__aenter__())
        while not listening.is_set():
            await asyncio.sleep(0.001)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    with ScriptedServer(script) as server:
        run(main())


def test_other_tasks_get_their_turn() -> None:
    async def main() -> None:
        turns = 0

        async def count() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        async with opening(server) as stream:
            while stream.stats.received < 1000:
                await asyncio.sleep(0.001)
            counter = asyncio.create_task(count())
            for _ in range(1000):
                await stream.get()
            counter.cancel()
            assert turns >= 10

    with ScriptedServer(then_hold(b"".join(bare(number) for number in range(1000)))) as server:
        run(main())


def test_the_loop_is_not_blocked_by_a_silent_server() -> None:
    async def main() -> None:
        task = asyncio.create_task(opening(server, open_timeout=5).__aenter__())
        with within(2):
            for _ in range(50):
                await asyncio.sleep(0.001)
        assert not task.done()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    with ScriptedServer(no_listening) as server:
        run(main())


def test_it_reconnects_and_ends_with_its_error() -> None:
    def refuse(peer: Peer) -> None:
        ready(peer, bare(2))
        peer.close(1008, "enough")

    async def main() -> None:
        async with opening(server) as stream:
            assert (await stream.get(10)).email.id == "2"
            for _ in range(2):
                with pytest.raises(client.StreamException, match="enough"):
                    await stream.get(10)
            with pytest.raises(client.StreamException, match="enough"):
                async for _ in stream:
                    pass

    with ScriptedServer(come_back, refuse) as server:
        run(main())


def test_close_while_another_task_waits() -> None:
    async def main() -> None:
        stream = await opening(server)

        async def read() -> list[Any]:
            return [frame async for frame in stream]

        reader = asyncio.create_task(read())
        await asyncio.sleep(0)
        with within(1):
            await stream.close()
            assert await reader == []

    with ScriptedServer(then_hold()) as server:
        run(main())


@pytest.mark.parametrize("limit", ["outer", "own"])
def test_a_search_that_mail_outruns_ends_in_time(limit: str) -> None:
    def script(peer: Peer) -> None:
        ready(peer)
        number = 0
        while True:  # until the peer is gone
            peer.send(bare(number))
            number += 1
            time.sleep(0.002)  # the pace of the mail

    def slow(_: object) -> bool:
        time.sleep(0.004)  # the user's own, which takes longer
        return False

    async def main() -> None:
        async with opening(server) as stream:
            with within(3), pytest.raises(TimeoutError):
                async with asyncio.timeout(0.3 if limit == "outer" else None):
                    await stream.wait_for(slow, timeout=0.3 if limit == "own" else None)

    with ScriptedServer(script) as server:
        run(main())
