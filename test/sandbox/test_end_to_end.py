"""The whole way: SMTP in, REST and web socket out, through the generated client."""

from __future__ import annotations

import json
import re
import smtplib
import subprocess
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Literal

import pytest

import client
from client.sandbox import Sandbox

ADDRESS = "sign-up@end.example"
DEMO = Path(__file__).parents[2] / "docs" / "guides" / "demo.py"


@pytest.fixture(scope="module", params=["enveloped", "bare"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    shape: Literal["enveloped", "bare"] = request.param
    with Sandbox(mail_frames=shape) as sandbox:
        yield sandbox


@pytest.fixture
def api_client(sandbox: Sandbox) -> Iterator[client.ApiClient]:
    configuration = client.Configuration(
        host=sandbox.api_url,
        socket_url=sandbox.socket_url,
        api_key=sandbox.api_key,
        ssl_ca_cert=sandbox.ca_file,
    )
    with client.ApiClient(configuration) as api_client:
        forwarding = client.UpdatePrivateAddressForwarding(enablews=True)
        addresses = client.AddressesApi(api_client)
        addresses.create_address(ADDRESS, body=forwarding)
        yield api_client
        addresses.delete_address(ADDRESS)


def send(sandbox: Sandbox, number: int = 1) -> None:
    message = EmailMessage()
    message["From"] = "Ünï Shop <noreply@shop.example>"
    message["To"] = ADDRESS
    message["Subject"] = f"Grüße {number}"
    message["X-Twice"] = "one"
    message["X-Twice"] = "two"
    message.set_content(f"Dein Code ist {number}.\n")
    message.add_alternative(f"<p>Dein Code ist <b>{number}</b>.</p>", subtype="html")
    message.add_attachment(b"\x00\x01", maintype="image", subtype="png", filename="a.png")
    with smtplib.SMTP(*sandbox.smtp) as smtp:
        smtp.send_message(message, to_addrs=[ADDRESS])


def test_a_mail_arrives_as_a_typed_model(sandbox: Sandbox, api_client: client.ApiClient) -> None:
    with client.WebSocketsApi(api_client).stream(addresses=ADDRESS) as stream:
        assert stream.listening == (ADDRESS,)
        assert stream.not_listening == ()
        send(sandbox, 4711)
        frame = stream.get(timeout=10)
    assert isinstance(frame, client.EmailMessageWebSocketFrame)
    mail = frame.email
    assert isinstance(mail, client.IncomingEmailMessage)
    assert mail.subject == "Grüße 4711"
    assert mail.inbox == ADDRESS
    assert mail.from_ is not None
    assert mail.from_[0].address == "noreply@shop.example"
    assert mail.from_[0].name == "Ünï Shop"
    assert mail.text is not None
    assert mail.text.strip() == "Dein Code ist 4711."
    assert "<b>4711</b>" in (mail.body or "")
    assert mail.headers is not None
    assert mail.headers["x-twice"] == ["one", "two"]
    assert mail.received is not None
    assert len(mail.attachments or []) == 1
    assert mail.additional_properties == {}

    messages = client.MessagesApi(api_client)
    assert mail.id is not None
    listed = messages.list_messages(ADDRESS)[0]
    assert isinstance(listed, client.EmailMessage)
    assert listed.id == mail.id
    assert listed.received == mail.received
    assert messages.get_body_plain_text(ADDRESS, mail.id) == mail.text
    assert messages.get_full_raw_message(ADDRESS, mail.id) == mail.raw
    messages.delete_message(ADDRESS, mail.id)
    with pytest.raises(client.NotFoundException):
        messages.get_message_metadata(ADDRESS, mail.id)


def test_mails_come_in_order_and_each_once(sandbox: Sandbox, api_client: client.ApiClient) -> None:
    with client.WebSocketsApi(api_client).stream(addresses=[ADDRESS]) as stream:
        for number in range(20):
            send(sandbox, number)
        subjects = [stream.get(timeout=10).email.subject for _ in range(20)]
        assert subjects == [f"Grüße {number}" for number in range(20)]
        with pytest.raises(TimeoutError):
            stream.get(timeout=0)
        assert stream.stats.received == 20


def test_what_goes_wrong_is_said_at_the_call(
    sandbox: Sandbox, api_client: client.ApiClient
) -> None:
    api = client.WebSocketsApi(api_client)
    with pytest.raises(client.UnauthorizedException):
        api.stream(key="k_wrong", addresses=ADDRESS)
    with pytest.raises(client.StreamException, match=r"other@end\.example"):
        api.stream(addresses=[ADDRESS, "other@end.example"], require_all=True)
    configuration = client.Configuration(socket_url=sandbox.socket_url, api_key=sandbox.api_key)
    with pytest.raises(client.TransportException, match="cannot trust"):
        client.WebSocketsApi(client.ApiClient(configuration)).stream(addresses=ADDRESS)


def test_an_update_leaves_other_settings_alone(api_client: client.ApiClient) -> None:
    addresses = client.AddressesApi(api_client)
    forward = client.UpdatePrivateAddressForwarding(forward="elsewhere@end.example")
    addresses.update_address(ADDRESS, body=forward)
    off = client.UpdatePrivateAddressForwarding(enablews=False)
    addresses.update_address(ADDRESS, body=off)
    address = addresses.get_address(ADDRESS)
    assert address.forward == "elsewhere@end.example"
    assert address.enablews is False
    addresses.update_address(ADDRESS, body=client.UpdatePrivateAddressForwarding(forward=None))
    assert not addresses.get_address(ADDRESS).forward


def test_the_demo_shows_a_mail() -> None:
    program = [sys.executable, "-W", "error", str(DEMO)]
    nobody = subprocess.DEVNULL
    result = subprocess.run(program, stdin=nobody, capture_output=True, text=True, timeout=60)
    assert result.stderr == ""
    assert result.returncode == 0
    lines = dict(line.split(":", 1) for line in result.stdout.splitlines())
    listening = json.loads(lines["Listening"])
    assert listening["msg"] == "Listening"
    assert listening["addresses"] == ["sign-up@demo.msdc.co"]
    assert lines["Subject"].strip() == "Your code is 481516"
    assert lines["Code"].strip() == "481516"
    assert lines["Link"].strip() == "https://shop.example/verify?token=7hGq2"
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=\S+", lines["Page"].strip())
    assert "in your browser" in lines["Look"]
    assert lines["Time"].strip().endswith("ms from SMTP acceptance to the frame in hand")


def test_the_demo_without_a_key_says_what_to_do() -> None:
    result = subprocess.run(
        [sys.executable, DEMO, "a@b.example"], capture_output=True, text=True, timeout=60
    )
    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "MAILSAC_API_KEY" in result.stderr
