"""Who may see the page."""

from __future__ import annotations

import logging
import socket

import pytest
from support.pages import PageBrowser, new_mail

from client.page.page import Setup
from client.page.session import Session
from client.page.thread import PageThread

pytestmark = pytest.mark.once

PATHS = ["/events", "/mails/1", "/mails/1/examined", "/mails/1/html", "/mails/1/raw"]
PATHS += ["/mails/1/files/0"]
POSTS = ["/read", "/send", "/delete", "/fault"]


def test_the_token_becomes_a_cookie_of_this_port(browser: PageBrowser) -> None:
    answer = browser.ask(browser.url.partition(browser.host)[2])
    assert answer.status == 303
    assert answer.headers["Location"] == "/"
    cookie, *settings = answer.headers["Set-Cookie"].split("; ")
    port = browser.host.split(":")[1]
    assert cookie.startswith(f"mailsac_page_{port}=")
    assert {setting.lower() for setting in settings} == {"httponly", "path=/", "samesite=strict"}
    token = browser.url.partition("=")[2]
    assert len(token) > 40
    assert token not in cookie
    assert browser.ask("/", Cookie=cookie).status == 200


@pytest.mark.parametrize("path", PATHS)
def test_without_the_cookie_nothing_is_shown(browser: PageBrowser, path: str) -> None:
    browser.add(new_mail("Secret"))
    token = browser.url.partition("=")[2]
    name = f"mailsac_page_{browser.host.split(':')[1]}"
    for cookie in ("", f"{name}=", f"{name}={token}", "mailsac_page_1=x"):
        answer = browser.ask(path, Cookie=cookie)
        assert answer.status == 403
        assert b"Secret" not in answer.body


@pytest.mark.parametrize("path", ["/", "/?token=", "/?token=x", "/?token=%ff%00", "/?token=%C3%A9"])
def test_another_token_shows_where_to_find_it(browser: PageBrowser, path: str) -> None:
    answer = browser.ask(path)
    assert answer.status == 403
    assert b"whole address" in answer.body
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("path", [*PATHS, "/", "/static/main.js"])
@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": "localhost.evil.example:80"},
        {"Host": "127.0.0.2"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
def test_what_another_site_makes_a_browser_ask_is_refused(
    inside: PageBrowser, path: str, headers: dict[str, str]
) -> None:
    assert inside.ask(path, **headers).status == 403


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_what_another_port_fetches_is_refused(inside: PageBrowser, path: str, site: str) -> None:
    inside.add(new_mail())
    assert inside.ask(path, Sec_Fetch_Site=site).status == 403


@pytest.mark.parametrize("path", POSTS)
def test_what_a_form_of_another_site_sends_is_refused(inside: PageBrowser, path: str) -> None:
    inside.add(new_mail())
    for headers in ({"Origin": "http://evil.example"}, {"Sec_Fetch_Site": "same-site"}):
        assert inside.post(path, {"keys": [1]}, **headers).status == 403
    for kind in ("text/plain", "application/x-www-form-urlencoded"):
        assert inside.post(path, {"keys": [1]}, Content_Type=kind).status == 415


def test_a_port_that_is_forwarded_is_fine(inside: PageBrowser) -> None:
    for host in ("localhost:9000", "127.0.0.1:1", "[::1]:80", "LOCALHOST"):
        assert inside.ask("/", Host=host).status == 200
        assert inside.ask("/", Host=host, Origin=f"http://{host}").status == 200


def test_a_token_of_the_environment_lasts_for_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILSAC_PAGE_TOKEN", "0123456789abcdef")
    first, second = Session(8025), Session(8025)
    assert first.url == "http://127.0.0.1:8025/?token=0123456789abcdef"
    assert first.is_known({second.cookie: second.value})
    monkeypatch.delenv("MAILSAC_PAGE_TOKEN")
    assert not Session(8025).is_known({first.cookie: first.value})


@pytest.mark.parametrize("token", ["short", "with a blank in it", "x" * 201, "ümlaut" * 4])
def test_a_token_that_cannot_be_one_is_named_and_not_repeated(
    monkeypatch: pytest.MonkeyPatch, token: str
) -> None:
    monkeypatch.setenv("MAILSAC_PAGE_TOKEN", token)
    with pytest.raises(ValueError, match="MAILSAC_PAGE_TOKEN") as caught:
        PageThread(Setup("Mail", ""))
    assert token not in str(caught.value)


def test_an_address_for_once_works_once(browser: PageBrowser) -> None:
    path = browser.page.session.url_for_once().partition(browser.host)[2]
    assert browser.ask(path).status == 303
    assert browser.ask(path).status == 403


def test_the_token_is_in_no_log_and_no_repr(
    browser: PageBrowser, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    path = browser.url.partition(browser.host)[2]
    browser.ask(path)
    with socket.create_connection(("127.0.0.1", int(browser.host.split(":")[1]))) as peer:
        peer.sendall(f"GET {path} HTTP/1.1\r\nHost: {browser.host}\r\nBad header\r\n\r\n".encode())
        assert b"400" in peer.recv(1000)
    token = browser.url.partition("=")[2]
    assert token not in caplog.text
    assert token not in repr(browser.page.session)
