"""Mail that wants more than to be read does nothing in the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from support.commands import send, sign_up
from support.http_server import Answer, HttpServer

from client.sandbox import Sandbox

if TYPE_CHECKING:
    from playwright.sync_api import Frame, Page

TO = "you@sandbox.example"
PIXEL = (
    b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00\x00,"
    b"\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
)
# Wherever a script could run, it tries `top`; `{0}` is a server that must not be asked.
HOSTILE = """
<html><head>
<base href="{0}/base/">
<meta http-equiv="refresh" content="0; url={0}/refresh">
<meta http-equiv="Content-Security-Policy" content="script-src *">
<link rel="stylesheet" href="{0}/style.css"><link rel="prefetch" href="{0}/prefetch">
<link rel="preconnect" href="{0}"><link rel="icon" href="{0}/icon">
<style>@import url("{0}/import.css"); body {{ background: url("{0}/background") }}
@font-face {{ font-family: f; src: url("{0}/font") }} p {{ font-family: f }}</style>
<script>parent.document.title = top.document.title = "taken"; top.location = "{0}/script"</script>
<script src="{0}/script.js"></script>
</head><body onload="top.location = '{0}/onload'" background="{0}/background-2">
<p>Hostile</p>
<img src="{0}/image" onerror="top.location = '{0}/onerror'"><img srcset="{0}/srcset 1x">
<img src="x" onerror="fetch('{0}/fetch')">
<svg onload="top.location = '{0}/svg'"><image href="{0}/svg-image"/>
<set attributeName="x" onbegin="top.location = '{0}/set'"/>
<script>top.location = "{0}/s"</script></svg>
<iframe src="{0}/iframe"></iframe>
<iframe srcdoc="<script>top.location = '{0}/srcdoc'</script>"></iframe>
<object data="{0}/object"></object><embed src="{0}/embed">
<video src="{0}/video" poster="{0}/poster" autoplay></video><audio src="{0}/audio" autoplay></audio>
<form action="{0}/form" method="post"><input name="x" autofocus><button>Send form</button></form>
<form action="{0}/form-2"><input type="submit" value="Go"></form>
<input type="image" src="{0}/input" formaction="{0}/formaction">
<a href="javascript:top.location = '{0}/javascript'">Run</a>
<a href="javascript:alert(1)" target="_top">Run at the top</a>
<a href="&#106;avascript:opener.location = '{0}/opener'" target="_blank" rel="opener">Run there</a>
<a href="data:text/html,<script>location = '{0}/data'</script>">Open data</a>
<a href="/delete" ping="{0}/ping">Relative</a>
<a href="{0}/followed" target="_top" rel="opener" ping="{0}/ping">Follow</a>
<a href="#below" target="_top">Within</a><p id="below">Below</p>
</body></html>
"""


@pytest.fixture
def stranger() -> Iterator[HttpServer]:
    """The host of whoever sent the mail."""
    with HttpServer() as server:
        server.answers = [Answer(body=PIXEL, headers={"Content-Type": "image/gif"})]
        yield server


@pytest.fixture
def shown(page: Page, sandbox: Sandbox, stranger: HttpServer) -> Frame:
    """The frame with the hostile mail, in the page."""
    page.goto(sandbox.page_url)
    send(sandbox, TO, sign_up("Hostile", html=HOSTILE.format(stranger.url)))
    page.locator(".row .open").click()
    page.frame_locator("iframe").get_by_text("Hostile").wait_for()
    frame = page.frames[1]
    # The mail is there; what it would start, it has started.
    frame.wait_for_load_state("load")
    return frame


def test_it_does_nothing_by_itself(
    shown: Frame, page: Page, sandbox: Sandbox, stranger: HttpServer
) -> None:
    # Whatever would have been asked for was, before this comes and goes.
    send(sandbox, TO, sign_up("Afterwards"))
    page.get_by_text("2 mails").wait_for()
    assert stranger.requests == []
    assert stranger.connections == 0
    assert page.title() == "(1) Sandbox"
    assert page.url.startswith("http://127.0.0.1")
    assert len(page.frames) == 2  # no frame within the mail
    assert shown.url.endswith("/html")


@pytest.mark.parametrize("name", ["Run", "Run at the top", "Run there", "Open data"])
def test_links_that_are_scripts_do_nothing(
    shown: Frame, page: Page, sandbox: Sandbox, stranger: HttpServer, name: str
) -> None:
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    shown.get_by_role("link", name=name, exact=True).click()
    send(sandbox, TO, sign_up("Afterwards"))
    page.get_by_text("2 mails").wait_for()
    for tab in page.context.pages[1:]:  # an empty one, at most
        tab.wait_for_load_state()
        assert tab.url in ("about:blank", "")
    assert stranger.requests == []
    assert page.title() == "(1) Sandbox"


@pytest.mark.parametrize("name", ["Send form", "Go"])
def test_forms_are_not_sent(
    shown: Frame, page: Page, sandbox: Sandbox, stranger: HttpServer, name: str
) -> None:
    shown.get_by_role("button", name=name).click()
    send(sandbox, TO, sign_up("Afterwards"))
    page.get_by_text("2 mails").wait_for()
    assert stranger.requests == []
    assert shown.url.endswith("/html")


def test_a_link_opens_a_tab_that_knows_nothing_of_us(
    shown: Frame, page: Page, stranger: HttpServer
) -> None:
    with page.expect_popup() as popup:
        shown.get_by_role("link", name="Follow").click()
    popup.value.wait_for_load_state()
    assert popup.value.url == f"{stranger.url}/followed"
    assert popup.value.evaluate("opener") is None
    assert popup.value.evaluate("document.referrer") == ""
    (request,) = [one for one in stranger.requests if one.target != "/favicon.ico"]
    assert request.target == "/followed"  # and no ping
    assert "Referer" not in request.headers
    assert page.get_by_text("1 mail").is_visible()


def test_a_link_within_the_mail_stays_in_it(shown: Frame, page: Page) -> None:
    shown.get_by_role("link", name="Within").click()
    shown.wait_for_url("**/html#below")
    assert len(page.context.pages) == 1


@pytest.mark.usefixtures("shown")
def test_images_from_outside_are_loaded_when_asked_for(page: Page, stranger: HttpServer) -> None:
    with page.expect_response(f"{stranger.url}/image"):
        page.get_by_role("button", name="Load them").click()
    page.get_by_text("the sender may see that").wait_for()
    asked = {request.target for request in stranger.requests}
    assert "/image" in asked
    # Those are loaded for what they show; nothing else is.
    shows = {
        "image",
        "srcset",
        "svg-image",
        "background",
        "background-2",
        "import.css",
        "style.css",
    }
    shows |= {"font", "poster", "video", "audio", "input"}
    assert asked <= {f"/{name}" for name in shows}
    assert all("Referer" not in request.headers for request in stranger.requests)
    # For this mail alone, and this time.
    page.reload()
    count = len(stranger.requests)
    page.frame_locator("iframe").get_by_text("Hostile").wait_for()
    page.get_by_text("are not loaded").wait_for()
    assert len(stranger.requests) == count


def test_what_is_opened_in_a_tab_of_its_own_is_as_harmless(
    shown: Frame, page: Page, stranger: HttpServer
) -> None:
    page.goto(shown.url)
    page.get_by_text("Hostile").wait_for()
    assert page.title() != "taken"
    assert page.url == shown.url or page.url.endswith("/html")
    assert page.evaluate("origin") == "null"
    assert stranger.requests == []
