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
    assert "script" not in policy[1]
    assert "img-src data:;" in policy[1]
    assert "form-action 'none'" in policy[1]
    assert not re.search("<(meta|base|link)", page[policy.end() :], re.IGNORECASE)


def test_what_is_no_element_of_the_head_stays() -> None:
    html = "<metadata>x</metadata><p>&lt;meta&gt;</p><linked-x><basefont>"
    assert harmless_document(html).endswith(html)
