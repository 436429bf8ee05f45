"""The inboxes of async tests: with pytest-asyncio, strict and auto, and with anyio's plugin."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from support.pytest_options import WITHOUT_OTHERS

_SEND = """
    import asyncio
    import smtplib
    import threading
    import pytest

    @pytest.fixture
    def send(mailsac_sandbox):
        def send(to, subject="Your code is 481516"):
            raw = f"Subject: {subject}\\n\\nYour code is 481516.".encode()
            with smtplib.SMTP(*mailsac_sandbox.smtp) as smtp:
                smtp.sendmail("shop@shop.example", [to], raw)
        return send

    @pytest.fixture
    def anyio_backend():
        return "asyncio"

    @pytest.fixture(autouse=True)
    def nothing_is_left():
        yield
        names = [thread.name for thread in threading.enumerate()]
        assert not [name for name in names if name.startswith("mailsac-inbox")]
"""
_STRICT = (
    f"addopts = {WITHOUT_OTHERS}\n"
    "asyncio_default_fixture_loop_scope = function\nasyncio_mode = strict"
)
_SET_UPS = {
    "asyncio, strict": (_STRICT, "@pytest.mark.asyncio"),
    "asyncio, auto": (_STRICT.replace("strict", "auto"), "# no mark is needed"),
    "anyio": (_STRICT, "@pytest.mark.anyio"),
    "anyio alone": (f"addopts = {WITHOUT_OTHERS} -p no:asyncio", "@pytest.mark.anyio"),
}


@pytest.fixture(
    params=[
        pytest.param(name, marks=[pytest.mark.once] if number else [])
        for number, name in enumerate(_SET_UPS)
    ]
)
def set_up(request: pytest.FixtureRequest, pytester: pytest.Pytester) -> str:
    """A project for async tests; it is the mark that they have."""

    settings, mark = _SET_UPS[request.param]
    pytester.makeini(f"[pytest]\nfilterwarnings = error\n{settings}")
    pytester.makeconftest(_SEND)
    return mark


def write(pytester: pytest.Pytester, source: str, mark: str) -> None:
    source = source.replace("@async_test", mark)
    pytester.makepyfile(f"    import asyncio\n    import pytest\n    import client\n{source}")


def test_mail_is_pushed_to_the_inboxes_of_a_test_and_listed_where_it_fails(
    pytester: pytest.Pytester, set_up: str
) -> None:
    write(
        pytester,
        """
    from client.pytest_plugin import AsyncInboxFactory

    made = []

    @async_test
    async def test_sign_up(mailsac_async_inbox, send):
        assert isinstance(mailsac_async_inbox, client.AsyncInbox)
        assert mailsac_async_inbox.address.startswith("sign-up-")
        waiting = asyncio.create_task(mailsac_async_inbox.wait(subject="your code", timeout=10))
        await asyncio.sleep(0)
        send(mailsac_async_inbox.address)
        assert (await waiting).code() == "481516"
        assert "by web socket" in repr(mailsac_async_inbox)
        made.append(mailsac_async_inbox)

    @async_test
    async def test_several(
        mailsac_async_inbox_factory: AsyncInboxFactory, mailsac_inbox, mailsac_async_inbox, send
    ):
        inboxes = [
            await mailsac_async_inbox_factory(prefix="buyer"),
            await mailsac_async_inbox_factory(via="poll"),
            await mailsac_async_inbox_factory("team@shop.example", via="socket"),
            mailsac_async_inbox,
        ]
        assert inboxes[0].address.startswith("buyer-")
        for inbox in (*inboxes, mailsac_inbox):
            send(inbox.address, inbox.address)
        found = await asyncio.gather(*(inbox.wait(timeout=10) for inbox in inboxes))
        assert [mail.subject for mail in found] == [inbox.address for inbox in inboxes]
        assert mailsac_inbox.wait(timeout=10).subject == mailsac_inbox.address
        with pytest.raises(ValueError):
            await mailsac_async_inbox_factory("no address")
        made.extend(inboxes)

    def test_afterwards(mailsac, mailsac_sandbox):
        assert len(made) == 5
        assert all(repr(inbox).endswith("closed>") for inbox in made)
        messages = client.MessagesApi(mailsac)
        left = [len(messages.list_messages(inbox.address)) for inbox in made]
        assert left == [0, 0, 0, 1, 0]  # that of an address that was named stays

    @async_test
    async def test_in_vain(mailsac_async_inbox, mailsac_async_inbox_factory, mailsac_inbox, send):
        other = await mailsac_async_inbox_factory(prefix="other", via="poll")
        for inbox in (mailsac_async_inbox, other, mailsac_inbox):
            send(inbox.address, "Welcome")
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.01):
                await mailsac_async_inbox.wait(subject="another")
        assert (await mailsac_async_inbox.wait(timeout=10)).subject == "Goodbye"
""",
        set_up,
    )
    result = pytester.runpytest_subprocess("--mailsac-sandbox")
    result.assert_outcomes(passed=3, failed=1)
    shown = result.stdout.str()
    assert re.search(
        r"Mail that arrived -+\nin-vain-\w+@sandbox.example \(by web socket\): 1 mail arrived\n"
        r'.*"Welcome"\nin-vain-.* 1 mail arrived\n.*"Welcome"  \(no wait has returned it\)\n'
        r'other-\w+@.* \(over REST\): 1 mail arrived\n.*"Welcome"  \(no wait .*\n',
        shown,
    )
    assert "base_inbox.py" not in shown
    assert "async_inbox.py" not in shown


@pytest.mark.once
def test_two_workers(pytester: pytest.Pytester, set_up: str) -> None:
    write(
        pytester,
        """
    import os

    @pytest.mark.parametrize("number", range(6))
    @async_test
    async def test_sign_up(mailsac_async_inbox, mailsac_async_inbox_factory, send, number):
        team = await mailsac_async_inbox_factory("team@shop.example")
        for inbox in (mailsac_async_inbox, team):
            send(inbox.address, f"Mail {number}:")
            found = await inbox.wait(subject=f"mail {number}:", timeout=20)
            assert found.code() == "481516"
        with open("used.txt", "a") as file:
            worker = os.environ["PYTEST_XDIST_WORKER"]
            file.write(f"{worker} {mailsac_async_inbox.address}\\n")
""",
        set_up,
    )
    result = pytester.runpytest_subprocess("--mailsac-sandbox", "-n2")
    result.assert_outcomes(passed=6)
    lines = Path(pytester.path, "used.txt").read_text().splitlines()
    workers, addresses = (set(column) for column in zip(*map(str.split, lines), strict=True))
    assert len(workers) == 2
    assert len(addresses) == 6


@pytest.mark.once
def test_without_a_key_they_are_skipped_and_no_service_is_told(
    pytester: pytest.Pytester, set_up: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(
        pytester,
        """
    @async_test
    async def test_it(mailsac_async_inbox):
        raise AssertionError("not skipped")
""",
        set_up,
    )
    result = pytester.runpytest_subprocess("-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED *: no API key: set MAILSAC_API_KEY *"])
    monkeypatch.setenv("MAILSAC_API_KEY", "k_secret")
    monkeypatch.setenv("MAILSAC_API_URL", "http://127.0.0.1:9/api")
    monkeypatch.setenv("MAILSAC_DOMAIN", "mailsac.com")
    result = pytester.runpytest_subprocess()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["no connection to http://127.0.0.1:9*"])
