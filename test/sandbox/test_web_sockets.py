"""The web socket of the sandbox: what it listens to, and what it sends."""

from __future__ import annotations

import contextlib
import smtplib
import socket
from typing import Any

import pytest
import websocket
from support.sandboxes import deliver, mail
from support.wire import (
    ADDRESS,
    RawApi,
    connected,
    forward,
    get,
    receive,
    sandbox_with_tls,  # noqa: F401  # the fixture "sandbox"
)

from client.sandbox import Sandbox


@pytest.mark.parametrize("shape", ["enveloped", "bare"])
def test_both_shapes_of_mail_frame(shape: Any) -> None:
    with Sandbox(mail_frames=shape) as sandbox:
        forward(sandbox)
        with connected(sandbox, "A@Box.test") as ws:
            assert receive(ws) == {
                "status": 200,
                "msg": "Listening",
                "addresses": ["a@box.test"],
                "domains": [],
            }
            deliver(sandbox, mail(), "A@BOX.test")
            frame = receive(ws)
        if shape == "enveloped":
            assert set(frame) == {"status", "email"}
            assert frame["status"] == 200
            frame = frame["email"]
        assert frame["inbox"] == "a@box.test"
        assert frame["text"] == "Your code is 481516.\n"
        # What REST says of it is the same, without the body.
        stored = get(sandbox, f"/addresses/{ADDRESS}/messages/{frame['_id']}").json()
        assert stored == {key: frame[key] for key in stored}
        assert set(frame) - set(stored) == {"text", "body", "raw", "headers"}


def test_listening_leaves_out_what_does_not_forward(sandbox: Sandbox, api: RawApi) -> None:
    api("POST", "/addresses/on@box.test", {"enablews": True})
    api("POST", "/addresses/off@box.test")
    wanted = "on@box.test,off@box.test,nobody@box.test, ,other.test"
    with connected(sandbox, wanted) as ws:
        frame = receive(ws)
        assert (frame["addresses"], frame["domains"]) == (["on@box.test"], [])
        deliver(sandbox, mail("no"), "off@box.test", "nobody@box.test")
        deliver(sandbox, mail("yes"), "on@box.test")
        assert receive(ws)["email"]["subject"] == "yes"
        api("PUT", "/addresses/on@box.test", {"enablews": False})
        deliver(sandbox, mail("no"), "on@box.test")
        api("PUT", "/addresses/on@box.test", {"enablews": True})
        deliver(sandbox, mail("again"), "on@box.test")
        assert receive(ws)["email"]["subject"] == "again"


def test_whole_domain(sandbox: Sandbox, api: RawApi) -> None:
    sandbox.enable_domain("Box.test")
    for wrong in ("", "a@box.test", "a,b", "x\x00"):
        with pytest.raises(ValueError, match="not a domain"):
            sandbox.enable_domain(wrong)
    with connected(sandbox, "BOX.test,other.test") as ws:
        frame = receive(ws)
        assert (frame["addresses"], frame["domains"]) == ([], ["box.test"])
        deliver(sandbox, mail(), "any@other.test", "Any@Box.test", "more@box.test")
        inboxes = [receive(ws)["email"]["inbox"] for _ in range(2)]
    assert inboxes == ["any@box.test", "more@box.test"]
    page = api("GET", "/inbox")
    assert [message["inbox"] for message in page["messages"]] == inboxes[::-1]


def test_url_of_16_kilobytes_and_pings(sandbox: Sandbox, api: RawApi) -> None:
    api("POST", "/addresses/last@box.test", {"enablews": True})
    addresses = ",".join([f"{n:050}@b.t" for n in range(250)] + ["last@box.test"])
    with connected(sandbox, addresses) as ws:
        assert receive(ws)["addresses"] == ["last@box.test"]
        ws.ping("are you there")
        opcode, data = ws.recv_data(control_frame=True)
        assert (opcode, data) == (websocket.ABNF.OPCODE_PONG, b"are you there")
        ws.send("ignored")
        ws.close(timeout=5)
    with connected(sandbox, "") as ws:
        assert receive(ws)["addresses"] == []


@pytest.mark.once
def test_slow_client_is_dropped_and_holds_nobody_up(sandbox: Sandbox, api: RawApi) -> None:
    api("POST", "/addresses/a@box.test", {"enablews": True})
    total, text = 40, "x" * 70 + "\n"
    message = mail(text=text * 8000)  # 1.1 MB a frame, 45 MB in all
    small = ((socket.SOL_SOCKET, socket.SO_RCVBUF, 4096),)
    with contextlib.ExitStack() as stack:
        slow = stack.enter_context(connected(sandbox, "a@box.test", sockopt=small))
        quick = stack.enter_context(connected(sandbox, "a@box.test"))
        assert receive(quick)["status"] == 200
        smtp = stack.enter_context(smtplib.SMTP(*sandbox.smtp, timeout=60))
        for number in range(total):
            del message["Subject"]
            message["Subject"] = str(number)
            smtp.send_message(message, "s@x.test", ["a@box.test"])
            assert receive(quick)["email"]["subject"] == str(number)
        # What was written before it was dropped is still there to read, then it ends.
        frames, code = 0, None
        try:
            while code is None:
                opcode, data = slow.recv_data()
                if opcode == websocket.ABNF.OPCODE_CLOSE:
                    code = int.from_bytes(data[:2], "big")
                else:
                    frames += 1
        except (OSError, websocket.WebSocketConnectionClosedException):
            code = 1013  # it had no time left to read the close frame
        assert code == 1013
        assert frames < 20
        deliver(sandbox, mail("after"), "a@box.test")
        assert receive(quick)["email"]["subject"] == "after"
