"""The memory of the sandbox is bounded, and its parameters are."""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import urllib3
from sandboxes import Apis, apis_of, deliver, identified, mail

from client.sandbox import Sandbox

PUBLIC = "anyone@public.test"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox(tls=False) as sandbox:
        yield sandbox


@pytest.fixture
def apis(sandbox: Sandbox) -> Iterator[Apis]:
    with apis_of(sandbox) as apis:
        yield apis


def test_a_public_inbox_keeps_six_and_the_starred(sandbox: Sandbox, apis: Apis) -> None:
    deliver(sandbox, mail("star"), PUBLIC)
    apis.messages.toggle_message_star(PUBLIC, apis.newest(PUBLIC))
    for number in range(8):
        deliver(sandbox, mail(str(number)), PUBLIC)
    assert apis.subjects(PUBLIC) == ["7", "6", "5", "4", "3", "2", "star"]
    apis.addresses.create_address(PUBLIC)
    for number in range(8, 20):
        deliver(sandbox, mail(str(number)), PUBLIC)
    assert len(apis.subjects(PUBLIC)) == 19
    # Public again, and so the next mail leaves six.
    apis.addresses.delete_address(PUBLIC)
    deliver(sandbox, mail("last"), PUBLIC)
    assert apis.subjects(PUBLIC) == ["last", "19", "18", "17", "16", "15", "star"]


def test_stars_outlast_others_but_not_the_bound() -> None:
    with Sandbox(tls=False, max_messages=3) as sandbox, apis_of(sandbox) as apis:
        sandbox.enable_domain("box.test")
        email = "a@box.test"
        for number in range(3):
            deliver(sandbox, mail(str(number)), email)
        two, _, zero = map(identified, apis.messages.list_messages(email))
        apis.messages.toggle_message_star(email, zero)
        deliver(sandbox, mail("3"), email)
        assert apis.subjects(email) == ["3", "2", "0"]
        apis.messages.toggle_message_star(email, two)
        apis.messages.toggle_message_star(email, apis.newest(email))
        deliver(sandbox, mail("4"), email)
        assert apis.subjects(email) == ["4", "3", "2"]
        assert apis.account.account_stats().starred_messages == 2


def many_headers() -> bytes:
    return b"a:\r\n" * 100_000 + b"\r\n"


def one_line() -> bytes:
    return b"\r\n" + b"x" * 2_400_000


@pytest.mark.parametrize("make", [many_headers, one_line])
def test_bytes_are_bounded(sandbox: Sandbox, apis: Apis, make: Callable[[], bytes]) -> None:
    sandbox.enable_domain("box.test")
    with smtplib.SMTP(*sandbox.smtp, timeout=30) as smtp:
        smtp.sendmail("a@b.test", [f"{n}@box.test" for n in range(100)], make())
    kept = len(apis.messages.list_inbox_messages(limit=1000).messages)
    assert 1 < kept < 60
    deliver(sandbox, mail("small"), "new@box.test")
    assert apis.subjects("new@box.test") == ["small"]


BEYOND = [
    ("GET", "/addresses/a@b.test/messages?limit=1001", "limit"),
    ("GET", "/addresses/a@b.test/messages?limit=-1", "limit"),
    ("GET", "/addresses/a@b.test/messages?until=soon", "until"),
    ("GET", "/domains/box.test/messages?limit=many", "limit"),
    ("GET", "/inbox?skip=-1", "skip"),
    ("GET", "/inbox?since=2026-13-01", "since"),
    ("GET", "/inbox-filter?andRead=maybe", "andRead"),
    ("GET", "/inbox-filter", "andSubjectIncludes"),
    ("GET", "/mailstats/common-attachments?startDate=2026-01-01", "endDate"),
    ("GET", "/mailstats/common-attachments?startDate=x&endDate=y", "startDate"),
    ("GET", "/mailstats/top-senders?endDate=x", "endDate"),
    ("GET", "/mailstats/common-attachments/zz/download", "md5sum"),
    ("DELETE", "/addresses/mine@box.test?deleteAddressMessages=1", "deleteAddressMessages"),
    ("GET", "/text/{message}?download=yes", "download"),
    ("GET", "/addresses/nobody/messages", "email"),
    ("GET", "/domains/a,b", "domain"),
    ("PUT", "/addresses/{place}/folder/attic", "folder"),
    ("PUT", "/addresses/{place}/read/1", "readBoolean"),
    ("GET", "/addresses/{place}/headers?format=xml", "format"),
    ("POST", "/private-addresses-bulk", "addresses"),
    ("POST", "/validations/addresses", "emails"),
]


@pytest.mark.parametrize(("method", "path", "name"), BEYOND)
def test_what_is_out_of_bounds_is_named(
    sandbox: Sandbox, apis: Apis, method: str, path: str, name: str
) -> None:
    sandbox.enable_domain("box.test")
    apis.addresses.create_address("mine@box.test")
    deliver(sandbox, mail(), PUBLIC)
    here = apis.newest(PUBLIC)
    path = path.format(message=f"{PUBLIC}/{here}", place=f"{PUBLIC}/messages/{here}")
    body: dict[str, Any] = {"json": {name: ["a@b.test"] * 101}} if method == "POST" else {}
    with urllib3.PoolManager(retries=False) as pool:
        headers = {"Mailsac-Key": sandbox.api_key}
        answer = pool.request(method, sandbox.api_url + path, headers=headers, **body)
    assert answer.status == 400
    found = answer.json()
    assert found.keys() == {"message", "error", "validationErrors"}
    assert found["error"] == "Bad Request"
    assert name in found["validationErrors"][0]
    assert apis.addresses.get_address("mine@box.test").owner == "sandbox"
