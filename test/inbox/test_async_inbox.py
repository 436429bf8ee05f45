"""The inbox in asyncio: what it finds, and that it holds up nothing."""

from __future__ import annotations

import asyncio
import inspect
import re
from datetime import UTC, datetime, timedelta

import pytest
from support.http_server import Answer, HttpServer, Request
from support.inboxes import BOTH, Via, listed, new_async, our_threads, run_whole
from support.mails import DOMAIN, Sender, mail

import client
from client.inbox.receiver import Receiver


async def sent(sender: Sender, inbox: client.AsyncInbox, *subjects: str) -> None:
    for subject in subjects:
        await asyncio.to_thread(sender.send, inbox.address, subject)


@BOTH
def test_it_does_what_an_inbox_does(api: client.ApiClient, sender: Sender, via: Via) -> None:
    async def main() -> None:
        inbox = new_async(api, via)
        assert re.fullmatch(rf"<AsyncInbox test-\w{{12}}@{DOMAIN}, new>", repr(inbox))
        async with inbox as entered:
            assert entered is inbox
            await sent(sender, inbox, "one", "two", "three", "two again")
            assert (await inbox.wait(subject="TWO", timeout=5)).subject == "two"
            assert (await inbox.wait(subject=re.compile("^t"), timeout=5)).subject == "three"
            assert (await inbox.wait(text="hello!", timeout=5)).subject == "one"
            last = await inbox.wait(where=lambda mail: "Hello" in mail.text, timeout=5)
            assert last.subject == "two again"
            await inbox.assert_none(within=0.2)
            with pytest.raises(client.MailTimeout, match="within 0 s: sought to with 'x'"):
                await inbox.wait(to="x", timeout=0)
            await sent(sender, inbox, "a", "b")
            with pytest.raises(client.MailTimeout, match="2 of 3 mails"):
                await inbox.wait_many(3, timeout=0.5)
            since = datetime.now(UTC) - timedelta(minutes=1)
            found = await inbox.wait_many(2, to=inbox.address, since=since, timeout=5)
            assert [mail.subject for mail in found] == ["a", "b"]
            await sent(sender, inbox, "c")
            with pytest.raises(AssertionError, match=r'(?s)should not have got \(any mail.*"c"'):
                await inbox.assert_none(within=5)
            await inbox.refresh()
            assert '"c"  (no wait has returned it)' in inbox.report()
            await inbox.clear()
            assert inbox.report().endswith("no mails arrived")
            await inbox.assert_none(within=0.2)
        assert repr(inbox).endswith("closed>")
        for call in (inbox.wait(timeout=1), inbox.assert_none(within=1), inbox.refresh()):
            with pytest.raises(client.StreamClosedException):
                await call
        await inbox.close()

    run_whole(main())


@pytest.mark.parametrize(
    "name", ["__init__", "wait", "wait_many", "assert_none", "clear", "refresh", "report", "close"]
)
def test_it_takes_the_arguments_of_an_inbox(name: str) -> None:
    kinds = client.Inbox, client.AsyncInbox
    for_threads, awaited = (inspect.signature(getattr(kind, name)) for kind in kinds)
    assert for_threads == awaited


def test_where_no_loop_of_asyncio_runs_it_says_so(api: client.ApiClient) -> None:
    with pytest.raises(RuntimeError, match=r"a loop of asyncio, and none runs here; .* trio"):
        new_async(api).__aenter__().send(None)
    inbox = new_async(api)
    inbox._enter_now()  # as the fixture does
    with pytest.raises(RuntimeError, match="a loop of asyncio"):
        inbox.wait(timeout=1).send(None)
    with pytest.raises(RuntimeError, match="a loop of asyncio"):
        inbox.assert_none(within=1).send(None)
    inbox._exit_now()


def test_misuse_is_named(api: client.ApiClient, sender: Sender) -> None:
    async def main() -> None:
        inbox = new_async(api)
        with pytest.raises(RuntimeError, match="the AsyncInbox is not open: use it in an async"):
            await inbox.wait(timeout=1)
        async with inbox:
            with pytest.raises(RuntimeError, match="an AsyncInbox can be entered once"):
                async with inbox:
                    pass
            with pytest.raises(ValueError, match="timeout must be 0 seconds or more"):
                await inbox.wait(timeout=-1)
            with pytest.raises(ValueError, match="count must be at least 1"):
                await inbox.wait_many(0)
            with pytest.raises(ValueError, match="within must be more than 0"):
                await inbox.assert_none(within=0)

            async def odd(_: client.Mail) -> bool:
                return True

            with pytest.raises(TypeError, match="where must be a plain function"):
                await inbox.wait(where=odd)
            await asyncio.to_thread(sender.send, inbox.address, "is not taken")
            with pytest.raises(TypeError, match=r"not <function .*<lambda> .* returns a coroutine"):
                await inbox.wait(where=lambda mail: odd(mail), timeout=10)
            await inbox.wait(timeout=10)
            with pytest.raises(client.MailTimeout) as told:
                await inbox.wait(timeout=0.01)
            assert "asyncio" not in str(told.value)

    run_whole(main())
    with pytest.raises(ValueError, match="not an address"):
        client.AsyncInbox("no address")


def test_what_entering_meets_is_raised_and_nothing_is_left(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    async def enter(inbox: client.AsyncInbox) -> None:
        async with inbox:
            raise AssertionError("it is open")

    server.respond = lambda _: Answer(401)
    with pytest.raises(client.UnauthorizedException):
        run_whole(enter(client.AsyncInbox(api_client=api_client)))
    with pytest.raises(ValueError, match="no API key"):
        run_whole(enter(client.AsyncInbox()))


def fetching(server: HttpServer, raw: bytes, *ids: str) -> None:
    """Have a server list these mails, all with this body."""

    def answer(request: Request) -> Answer:
        if request.target.startswith("/api/addresses"):
            return listed(*ids)
        return Answer(200, raw, {"Content-Type": "text/plain"})

    server.respond = answer


def test_a_mail_is_whole_when_it_is_returned(
    server: HttpServer, api_client: client.ApiClient, api: client.ApiClient, sender: Sender
) -> None:
    message = mail("a@b.example", text="Grüße")
    message.add_attachment(b"\xff\xfe", maintype="image", subtype="png", filename="a.png")
    damaged = b"Subject: x\r\nContent-Type: text/plain\r\n\r\nGr\xfc\xdfe\r\n"

    async def polled() -> client.Mail:
        async with client.AsyncInbox("a@b.example", api_client=api_client, via="poll") as inbox:
            return await inbox.wait(timeout=5)

    async def pushed() -> client.Mail:
        async with new_async(api, "socket") as inbox:
            await asyncio.to_thread(sender.send_bytes, damaged, inbox.address)
            return await inbox.wait(timeout=5)

    fetching(server, message.as_bytes(), "one")
    found = run_whole(polled())
    asked = len(server.requests)
    assert found.text == "Grüße\n"
    assert found.html is not None
    assert found.raw_bytes() == message.as_bytes()
    assert found.attachments[0].content() == b"\xff\xfe"
    assert len(server.requests) == asked
    assert run_whole(pushed())._raw_bytes == damaged


def test_what_is_known_is_taken_at_once(server: HttpServer, api_client: client.ApiClient) -> None:
    async def main() -> None:
        async with client.AsyncInbox("a@b.example", api_client=api_client, via="poll") as inbox:
            assert (await inbox.wait(subject="known", timeout=0)).text == "zz"
            with pytest.raises(client.MailTimeout):  # to look into it takes time
                await inbox.wait(text="zz", timeout=0)
            assert (await inbox.wait(text="zz", timeout=5)).subject == "other"

    fetching(server, b"Subject: x\r\n\r\nzz", "known", "other")
    run_whole(main())


def test_a_mail_whose_body_is_gone_or_late(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    failures = [Answer(404), Answer(503), Answer(503), Answer(503), Answer(200, b"\r\nzz")]

    def answer(request: Request) -> Answer:
        return listed("late", "gone") if "addresses" in request.target else failures.pop(0)

    async def main() -> None:
        async with client.AsyncInbox("a@b.example", api_client=api_client, via="poll") as inbox:
            found = await inbox.wait(where=lambda mail: "zz" in mail.text, timeout=20)
            assert found.subject == "late"

    server.respond = answer
    run_whole(main())


def test_a_refusal_is_raised_at_once(server: HttpServer, api_client: client.ApiClient) -> None:
    async def main() -> None:
        async with client.AsyncInbox("a@b.example", api_client=api_client, via="poll") as inbox:
            server.respond = lambda _: Answer(403)
            with pytest.raises(client.ForbiddenException):
                await inbox.wait(timeout=20)

    server.answers = [listed()]
    run_whole(main())


@BOTH
def test_a_thousand_waits_take_no_more_threads_than_one(
    api: client.ApiClient, sender: Sender, via: Via
) -> None:
    async def main() -> None:
        async with new_async(api, via) as inbox:
            await sent(sender, inbox, "for one")
            await inbox.wait(timeout=5)
            asyncio.get_running_loop().slow_callback_duration = 10
            asked: list[int] = []
            waits = [
                asyncio.create_task(
                    inbox.wait(subject=f"no. {number}.", timeout=3 if number % 100 else 60)
                )
                for number in range(1000)
            ]
            while inbox._store.changed.waiting != 1000:
                asked.append(len(our_threads()))
                await asyncio.sleep(0.001)
            await sent(sender, inbox, *(f"no. {number}." for number in range(0, 1000, 100)))
            found = await asyncio.gather(*waits, return_exceptions=True)
            subjects = [one.subject for one in found if isinstance(one, client.Mail)]
            assert subjects == [f"no. {number}." for number in range(0, 1000, 100)]
            assert sum(isinstance(one, client.MailTimeout) for one in found) == 990
            assert max(asked) <= 4
            assert isinstance(inbox._receiver, Receiver)
            assert next(inbox._receiver._polls) < 100  # of 4,000 that they want

    run_whole(main())
