"""A mail as files: harmless to look at, with safe names, for its owner alone."""

from __future__ import annotations

import re
import stat
from email.message import EmailMessage
from pathlib import Path

import pytest
from support.mails import DOMAIN, Sender, mail

import client
from client.mail import Mail
from client.mime.document import harmless_document
from client.sandbox import Sandbox


def received(raw: str | bytes, received_id: str = "1") -> Mail:
    text = raw if isinstance(raw, str) else raw.decode()
    message = {"_id": received_id, "inbox": "a@b.example", "to": [], "raw": text}
    return Mail(client.IncomingEmailMessage.from_dict(message))


def with_files() -> EmailMessage:
    message = mail("a@b.example", text="Hello")
    message.add_alternative("<p>Grüße <img src='cid:logo'>", subtype="html")
    message.get_payload(1).add_related(b"\x89PNG", "image", "png", cid="<logo>")  # type: ignore[union-attr]  # of two
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="../bill.pdf")
    return message


@pytest.mark.parametrize("via", ["socket", "poll"])
def test_a_mail_is_saved_whole(
    service: tuple[Sandbox, client.ApiClient], sender: Sender, tmp_path: Path, via: str
) -> None:
    folder = tmp_path / "new" / "mails"
    with client.Inbox(domain=DOMAIN, api_client=service[1], via=via) as inbox:  # type: ignore[arg-type]  # one of them
        sender.send_message(with_files(), inbox.address)
        found = inbox.wait(timeout=5)
    message, page, *files = found.save(folder)
    assert message.parent == page.parent == folder
    assert message.suffix == ".eml"
    assert message.read_bytes() == found.raw_bytes()
    assert page == message.with_suffix(".html")
    html = page.read_text(encoding="utf-8")
    assert "<p>Grüße <img src='data:image/png;base64,iVBORw==" in html.replace(
        "iVBORw==", "iVBORw=="
    )
    assert [(file.name, file.read_bytes()) for file in files] == [
        ("unnamed", b"\x89PNG"),
        ("bill.pdf", b"%PDF"),
    ]
    assert {file.parent for file in files} == {message.with_suffix("")}
    everything = [path for path in folder.rglob("*") if path.is_file()]
    assert sorted(everything) == sorted([message, page, *files])
    assert {stat.S_IMODE(path.stat().st_mode) for path in everything} == {0o600}
    assert stat.S_IMODE(message.with_suffix("").stat().st_mode) == 0o700
    assert found.save(str(folder)) == [message, page, *files]
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == sorted(everything)


def test_mails_do_not_overwrite_each_other(tmp_path: Path) -> None:
    raw = with_files().as_bytes()
    paths = [path for number in "123" for path in received(raw, number).save(tmp_path)]
    assert len(set(paths)) == 12
    assert {path.name for path in tmp_path.iterdir()} == {
        name for path in paths for name in [path.relative_to(tmp_path).parts[0]]
    }


def test_a_mail_of_text_alone_has_a_page(tmp_path: Path) -> None:
    message, page = received("Subject: x\r\n\r\n<script>alert(1)</script>\r\nHello").save(tmp_path)
    html = page.read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>Hello" in html
    assert {path.name for path in tmp_path.iterdir()} == {message.name, page.name}


def test_names_of_files_lead_nowhere_else(tmp_path: Path) -> None:
    message = EmailMessage()
    message.set_content("x")
    for name in ("/etc/passwd", "..", "a/../../b", "C:\\x", "con", ".ssh", "", "x" * 500, "A", "a"):
        message.add_attachment(b"x", maintype="a", subtype="b", filename=name)
    _, _, *files = received(message.as_bytes()).save(tmp_path)
    assert len(set(files)) == 10
    assert {file.parent.parent for file in files} == {tmp_path}
    assert all(file.resolve() == file and file.read_bytes() == b"x" for file in files)


@pytest.mark.parametrize(
    "html",
    [
        "<meta http-equiv=refresh content='0;url=https://x.example'>",
        "<META/http-equiv='re&#102;resh' content=0>",
        "<meta\nhttp-equiv='Content-Security-Policy' content=''>",
        "<base href='https://x.example'><link rel=preconnect href='https://x.example'>",
        "<html><head><meta charset=utf-16><title>x</title></head></html>",
        "<iframe src='https://x.example'></iframe><frameset><FRAME/src='https://x.example'>",
        "<form action='https://x.example'><button>x</button></form>",
    ],
)
def test_a_page_begins_with_its_policy_and_nothing_leads_away(html: str) -> None:
    page = harmless_document(html)
    policy = re.match(
        r'<!DOCTYPE html><meta charset="utf-8">'
        r'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; ([^"]+)">\n',
        page,
    )
    assert policy
    assert policy[1].count("script-src") == policy[1].count("script-src 'none';") == 1
    assert "img-src data:;" in policy[1]
    assert "form-action 'none'" in policy[1]
    assert not re.search(
        "<(meta|base|link|i?frame(?!set)|form)", page[policy.end() :], re.IGNORECASE
    )


def test_what_is_no_element_of_the_head_stays() -> None:
    html = "<metadata>x</metadata><p>&lt;meta&gt;</p><linked-x><basefont><form-x><frameset>"
    assert harmless_document(html).endswith(html)


def test_images_that_came_with_it_are_in_its_page(tmp_path: Path) -> None:
    message = EmailMessage()
    message.set_content(
        "<img src='cid:a+b@x'><img src=CID:a%2Bb%40x><img src=\"cid:b&amp;c\"><img src='cid:d'>"
        "<img src = 'a b.png'><td background=x/a.png><td style=\"background:url('x/a.png')\">"
        "<img alt='x/a.png' data-src='x/a.png'><p>src=x/a.pngs x/a.png</p>",
        subtype="html",
    )
    ids = ["Content-ID: <a+b@x>", "Content-ID: <b&c>"]
    locations = ["Content-Location: a b.png", "Content-Location: x/a.png", "Content-Location: "]
    for number, header in enumerate([*ids, *locations]):
        message.add_related(bytes([number]) * 3, "image", "png")
        name, _, value = header.partition(": ")
        message.get_payload(-1)[name] = value  # type: ignore[index]  # a part
    _, page, *_ = received(message.as_bytes()).save(tmp_path)
    urls = ["data:image/png;base64," + text for text in ("AAAA", "AQEB", "AgIC", "AwMD")]
    html = page.read_text(encoding="utf-8").partition("\n")[2]
    assert html.rstrip() == (
        f"<img src='{urls[0]}'><img src={urls[0]}><img src=\"{urls[1]}\"><img src='cid:d'>"
        f"<img src = '{urls[2]}'><td background={urls[3]}>"
        f"<td style=\"background:url('{urls[3]}')\">"
        f"<img alt='x/a.png' data-src='x/a.png'><p>src=x/a.pngs x/a.png</p>"
    )


def test_a_type_that_is_no_type_stays_in_its_attribute(tmp_path: Path) -> None:
    raw = (
        "Content-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n"
        "<img src='cid:a'>\r\n--b\r\nContent-Type: image/x'onerror='x\r\nContent-ID: <a>\r\n\r\nx"
        "\r\n--b--"
    )
    _, page, *_ = received(raw).save(tmp_path)
    assert "'onerror" not in page.read_text(encoding="utf-8")


def test_urls_of_a_text_are_links_in_its_page(tmp_path: Path) -> None:
    text = "Go to https://a.example/?a=1&b=<2>, (HTTP://b.example/x). Not ftp://c or https://"
    _, page = received(f"Subject: x\r\n\r\n{text}").save(tmp_path)
    assert page.read_text(encoding="utf-8").endswith(
        '<p>Go to <a href="https://a.example/?a=1&amp;b=">https://a.example/?a=1&amp;b=</a>'
        "&lt;2&gt;, "
        '(<a href="HTTP://b.example/x">HTTP://b.example/x</a>). Not ftp://c or https://</p>'
    )
