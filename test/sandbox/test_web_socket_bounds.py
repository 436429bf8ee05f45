"""Bounds of the sandbox's web sockets: what waits for them, and what they may send."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket

import pytest
import websocket
from support.sandboxes import Apis, deliver, mail, one_line
from support.wire import connected, lazy_link

import client
from client.sandbox import Sandbox
from client.sandbox.web_sockets import Subscriber


@pytest.mark.once
def test_mail_that_waits_for_web_sockets_is_bounded_together(sandbox: Sandbox, apis: Apis) -> None:
    boxes = [f"{number}@box.test" for number in range(20)]
    for box in boxes:
        forwarding = client.UpdatePrivateAddressForwarding(enablews=True)
        apis.addresses.create_address(box, body=forwarding)
    with contextlib.ExitStack() as stack:

        def listening(box: str, link: socket.socket | None = None) -> websocket.WebSocket:
            url = f"{sandbox.socket_url}?key={sandbox.api_key}&addresses={box}"
            ws = websocket.create_connection(
                url, socket=link, timeout=20, skip_utf8_validation=True
            )
            stack.callback(ws.shutdown)
            assert "Listening" in ws.recv()
            return ws

        sockets = [listening(box, stack.enter_context(lazy_link(sandbox))) for box in boxes]
        deliver(sandbox, one_line(), *boxes)  # 4.8 MB a frame: text, and raw mail
        assert 10 <= sandbox.connections <= 13
        # Those that are left get theirs, and whoever reads gets everything.
        received = 0
        for ws in sockets:
            with contextlib.suppress(websocket.WebSocketException, ConnectionError):
                received += len(ws.recv()) > 4_000_000
        assert 10 <= received <= 13
        quick = listening(boxes[0])
        deliver(sandbox, mail("after"), boxes[0])
        assert json.loads(quick.recv())["email"]["subject"] == "after"


def test_frames_that_wait_for_a_web_socket_are_counted() -> None:
    async def after(frames: int) -> bool:
        subscriber = Subscriber([], ["box.test"])
        for _ in range(frames):
            subscriber.put(b"{}")
        return subscriber.ended.done()

    assert not asyncio.run(after(1000))
    assert asyncio.run(after(1001))


def test_what_a_web_socket_may_send_is_bounded(sandbox: Sandbox) -> None:
    with connected(sandbox, "") as ws:
        ws.send("x" * 65_535)
        ws.ping("still there")
        assert "Listening" in ws.recv()
        assert ws.recv_data(control_frame=True) == (websocket.ABNF.OPCODE_PONG, b"still there")
        ws.send("x" * 65_537)
        opcode, data = ws.recv_data()
    assert (opcode, data[:2]) == (websocket.ABNF.OPCODE_CLOSE, (1009).to_bytes(2, "big"))
