"""``mail.open(page)``: the recipient's browser, which runs nothing of a mail, and loads nothing."""

from __future__ import annotations

import re
import urllib.request
import zlib
from collections.abc import Iterator
from struct import pack
from typing import TYPE_CHECKING

import pytest
from support.http_server import Answer, HttpServer, Request
from support.received import html_mail, received
from support.streams import eventually

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def _chunk(kind: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + kind + data + pack(">I", zlib.crc32(kind + data))


#: An image, three pixels wide and two high.
PNG = b"".join(
    [
        b"\x89PNG\r\n\x1a\n",
        _chunk(b"IHDR", pack(">IIBBBBB", 3, 2, 8, 2, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(b"\0" + bytes(9) + b"\0" + bytes(9))),
        _chunk(b"IEND", b""),
    ]
)
WIDTHS = "() => [...document.images].map(image => image.naturalWidth)"

WRITE = "html => { document.write(html); document.close() }"


@pytest.fixture(scope="module")
def chromium(chromium: dict[str, list[str]]) -> dict[str, object]:
    """Chromium, for which a server on this machine is like any other: by itself it would load
    nothing from there into a page without an origin."""
    everywhere = "--disable-features=LocalNetworkAccessChecks"
    return {**chromium, "args": [*chromium["args"], everywhere]}


@pytest.fixture(scope="module")
def used_page(browser: Browser) -> Iterator[Page]:
    """A page that shows another document each time that it is used."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def shop(server: HttpServer) -> HttpServer:
    """A server that has images, and a page for each other path."""

    def respond(request: Request) -> Answer:
        if request.target.endswith(".png"):
            return Answer(body=PNG, headers={"Content-Type": "image/png"})
        return Answer(body=b"<title>Shop</title>OK", headers={"Content-Type": "text/html"})

    server.respond = respond
    return server


def test_the_recipient_follows_a_link(page: Page, server: HttpServer) -> None:
    shop(server)
    page.goto(f"{server.url}/before")
    html_mail(
        f'<h1>Welcome</h1><a href="{server.url}/verify?token=7hGq2&amp;to=a%40b#x">Verify</a>'
    ).open(page)
    assert page.url == "about:blank"
    assert page.inner_text("h1") == "Welcome"
    page.click("text=Verify")
    page.wait_for_url("**/verify*")
    assert page.title() == "Shop"
    [verify] = [one for one in server.requests if one.target.startswith("/verify")]
    assert (verify.method, verify.target) == ("GET", "/verify?token=7hGq2&to=a%40b")
    assert verify.headers["Referer"] is None
    page.go_back()
    assert page.url == "about:blank"


def test_a_link_to_a_new_window_opens_one(page: Page, server: HttpServer) -> None:
    shop(server)
    html_mail(f'<a target="_blank" href="{server.url}/verify">Verify</a>').open(page)
    with page.expect_popup() as popup:
        page.click("text=Verify")
    popup.value.wait_for_url("**/verify")
    assert popup.value.evaluate("opener") is None
    assert [(one.target, one.headers["Referer"]) for one in server.requests[:1]] == [
        ("/verify", None)
    ]


def test_a_mail_of_text_is_shown_with_its_links(page: Page, server: HttpServer) -> None:
    shop(server)
    url = f"{server.url}/verify?a=1&b=2"
    received(
        f"Subject: x\r\n\r\nHello <b>you</b>,\r\n\r\nverify here: {url}.\r\nBye & thanks\r\n"
    ).open(page)
    assert page.inner_text("body").strip() == (
        f"Hello <b>you</b>,\n\nverify here: {url}.\nBye & thanks"
    )
    page.click("text=/verify")
    page.wait_for_url(url)
    assert server.requests[0].target == "/verify?a=1&b=2"


def test_an_empty_mail_is_shown(page: Page) -> None:
    received("Subject: x\r\n\r\n").open(page)
    assert page.inner_text("body").strip() == ""


def test_images_of_the_mail_are_shown(page: Page) -> None:
    mail = html_mail(
        "<img src='cid:logo@shop'><img src=CID:logo%40shop><img src='shop/logo.png'>"
        "<img src='https://shop.example/a.png?x=1&amp;y=2'><img src='cid:other'>"
        "<table background='shop/logo.png'><tr><td style='background: url(shop/logo.png)'>x</table>"
        "<p>shop/logo.png</p><img src='not/shop/logo.png'>",
        (PNG, "Content-ID: <logo@shop>"),
        (PNG, "Content-Location: shop/logo.png"),
        (PNG, "Content-Location: https://shop.example/a.png?x=1&y=2"),
    )
    mail.open(page)
    assert page.evaluate(WIDTHS) == [3, 3, 3, 3, 0, 0]
    assert page.inner_text("p") == "shop/logo.png"
    style = page.eval_on_selector("td", "one => getComputedStyle(one).backgroundImage")
    assert style.startswith('url("data:image/png;base64,')


def test_what_the_page_showed_before_does_not_count(page: Page, server: HttpServer) -> None:
    policy = {"Content-Security-Policy": "img-src 'none'; script-src 'unsafe-inline'"}
    script = b"<base href='/deep/'><script>setInterval(() => document.title = 'old', 1)</script>"
    server.answer(script, "text/html", headers=policy)
    page.goto(server.url)
    page.wait_for_function("document.title == 'old'")
    for word in ("first", "second"):
        html_mail(f"{word}<img src=cid:a>", (PNG, "Content-ID: <a>")).open(page)
        assert page.inner_text("body").strip() == word
        assert page.evaluate(WIDTHS) == [3]
        assert page.title() == ""
        assert page.evaluate("document.baseURI") == "about:blank"
    assert not [one for one in server.requests if one.target.startswith("/deep")]


def test_nothing_of_ours_stays_in_the_page(page: Page, server: HttpServer) -> None:
    server.answer(b"<script src=/a.js></script><img src=/a.png>", "text/html")
    html_mail("<p>Hello").open(page)
    page.goto(server.url)
    assert {"/", "/a.js", "/a.png"} <= {one.target for one in server.requests}
    page.set_content("<script>document.title = 'runs'</script>")
    assert page.title() == "runs"


def test_a_large_mail_is_shown(page: Page) -> None:
    html = "<p>" + f"<b>{'x' * 80}</b> <!-- < -->\n" * 10_000 + "<i id=end>end</i>"
    received(f"Content-Type: text/html\r\n\r\n{html}").open(page)
    assert page.inner_text("#end") == "end"


def test_nothing_is_said_on_the_console(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    html_mail("<p style='color: red'>Hello<img src=cid:a>", (PNG, "Content-ID: <a>")).open(page)
    page.evaluate("console.log('end')")
    assert said == ["end"]


def test_what_is_no_page_is_named(browser: Browser) -> None:
    mail = html_mail("Hello")
    for wrong in (browser, browser.new_context(), None):
        with pytest.raises(TypeError, match=r"^page must be a page of Playwright, not "):
            mail.open(wrong)  # type: ignore[call-overload]  # the test's point


def test_a_page_that_ignores_policies_is_refused(browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    with pytest.raises(ValueError, match="bypass_csp"):
        html_mail("<script>document.title = 'runs'</script>").open(page)
    assert page.title() == ""
    context.close()


def test_a_page_without_scripts_shows_mail(browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    html_mail("<p>Hello").open(page)
    assert page.inner_text("p") == "Hello"
    context.close()


# -- mail of people who mean no good

#: What makes a browser connect by itself, where nothing keeps it from that; {} is where to.
CONNECTING = [
    "<img src={}>",
    "<img srcset='{} 2x'>",
    "<picture><source srcset={}><img></picture>",
    "<input type=image src={}>",
    "<body background={}>",
    "<video poster={}></video>",
    "<video src={} autoplay></video>",
    "<audio src={} preload=auto></audio>",
    "<video autoplay><source src={}></video>",
    "<iframe src={}></iframe>",
    "<iframe srcdoc='<img src={}>'></iframe>",
    "<iframe srcdoc='&lt;meta http-equiv=refresh content=&quot;0;url={}&quot;&gt;'></iframe>",
    "<IFRAME/src={}></IFRAME>",
    "<frameset><frame src={}></frameset>",
    "<object data={}></object>",
    "<object type=text/html data='data:text/html,<img src={}>'></object>",
    "<embed src={}>",
    "<svg><image href={} /></svg>",
    "<svg><script href={}></script></svg>",
    "<svg><foreignObject><img src={}></foreignObject></svg>",
    "<svg><style>@import '{}';</style></svg>",
    "<style>@import '{}';</style>",
    "<style>body {{ background: url({}) }}</style>",
    "<style>@font-face {{ font-family: x; src: url({}) }} p {{ font-family: x }}</style><p>x",
    "<p style='content: url({})'>x",
    "<ul style='list-style-image: url({})'><li>x</ul>",
    "<div><template shadowrootmode=open><img src={}></template></div>",
    "<link rel=stylesheet href={}>",
    "<link rel=preload as=image href={}>",
    "<link rel=prefetch href={}>",
    "<svg></svg><LINK/rel=stylesheet\nhref={}>",
    "<meta http-equiv=refresh content='0;url={}'>",
    "<META/http-equiv='re&#102;resh' content='0;url={}'>",
    "<noscript><p></noscript><meta http-equiv=refresh content='0;url={}'>",
    "<script src={}></script>",
    "<script>fetch('{}')</script>",
    "<script>location = '{}'</script>",
    "<script>new WebSocket('{}'.replace('http', 'ws'))</script>",
    "<img src=x: onerror=\"fetch('{}')\">",
    "<body onload=\"fetch('{}')\">",
    "<svg onload=\"fetch('{}')\"></svg>",
    "<details open ontoggle=\"fetch('{}')\"></details>",
    "<input autofocus onfocus=\"fetch('{}')\">",
    "<iframe src=\"javascript:fetch('{}')\"></iframe>",
    "<form action={} id=f></form><script>f.submit()</script>",
]
IMAGES = [
    "<img src={}>",
    "<img srcset='{} 2x, {} 1x'>",
    "<body background={}>",
    "<video poster={}></video>",
    "<style>body {{ background: url({}) }}</style>",
    "<style>@import '{}';</style>",
    "<link rel=stylesheet href={}>",
]


@pytest.mark.parametrize("html", CONNECTING)
def test_nothing_is_loaded(browser: Browser, used_page: Page, html: str) -> None:
    with HttpServer() as server:
        server.answers = [Answer(204)]  # it leads away from no page
        unprotected = browser.new_page()  # with a context of its own, which ends whatever it does
        unprotected.evaluate(WRITE, html.format(f"{server.url}/a"))
        eventually(lambda: server.connections)  # so it is no good, where nobody sees to it
        unprotected.close()
    with HttpServer() as server, HttpServer() as other:
        html_mail(html.format(f"{server.url}/a") + "<p>x").open(used_page)
        assert used_page.url == "about:blank"
        used_page.goto(other.url)  # what the page had begun before has begun by now
        assert not server.requests
        assert connections_before_ours(server) == 0


def connections_before_ours(server: HttpServer) -> int:
    """How many there were: a server takes them in their order."""
    with urllib.request.urlopen(server.url):
        return server.connections - 1


@pytest.mark.parametrize("html", IMAGES)
def test_images_of_others_are_loaded_when_asked_for(
    used_page: Page, server: HttpServer, html: str
) -> None:
    shop(server)
    url = f"{server.url}/a.png"
    html_mail(html.format(url, url)).open(used_page, remote=True)
    eventually(lambda: server.requests)  # a film holds up nothing
    assert {(one.target, one.headers["Referer"]) for one in server.requests} == {("/a.png", None)}


# What is loaded is an image, as that would be.
RUNNING = [
    re.sub(r"fetch\('{}'\)", "new Image().src = '{}'", html)
    for html in CONNECTING
    if re.search("script|on[a-z]+=", html)
]


@pytest.mark.parametrize("html", RUNNING)
def test_no_script_runs_when_images_are_loaded(used_page: Page, html: str) -> None:
    with HttpServer() as server, HttpServer() as other:
        html_mail(html.format(f"{server.url}/a") + "<p>x").open(used_page, remote=True)
        used_page.goto(other.url)
        assert connections_before_ours(server) == 0


CLICKS = [
    "<a href=\"javascript:fetch('{}')\">Verify</a>",
    "<a href='#' onclick=\"fetch('{}')\">Verify</a>",
    "<a href='#' ping={}>Verify</a>",
    "<form action={}><button>Verify</button></form>",
    "<form method=post><button formaction={}>Verify</button></form>",
    "<base href={}><a href=/verify>Verify</a>",
]


@pytest.mark.parametrize("remote", [False, True])
@pytest.mark.parametrize("html", CLICKS)
def test_a_click_does_no_more_than_follow_a_link(used_page: Page, html: str, remote: bool) -> None:
    with HttpServer() as server, HttpServer() as other:
        html_mail(html.format(f"{server.url}/a")).open(used_page, remote=remote)
        used_page.click("text=Verify")
        assert used_page.url.startswith("about:blank")
        used_page.goto(other.url)
        assert connections_before_ours(server) == 0
