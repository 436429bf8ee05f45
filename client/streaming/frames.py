"""Bytes to frames. With ``connection.py``, the only user of websocket-client.

The library gives the framing: ``frame_buffer`` reads frames and can go on with one that is half
there, ``ABNF`` builds and checks them. Our own are the reading (up to 1 MiB ahead, into one buffer:
half the cost of a small mail), the bounds, the checks that the library lets pass, and a short way
for the one kind of frame that nearly all mail comes in.
"""

from __future__ import annotations

from typing import Any, NoReturn

from websocket import ABNF, WebSocketProtocolException, frame_buffer

from .socket_transport import ReadBuffer

_MAX_SKIPPED = 1 << 30  # bytes of one too large message that are read past before we give up
_MAX_FRAGMENTS = 1 << 20  # fragments of one message, before it counts as endless
CONTROL = 0x8  # this bit of the opcode marks a control frame
_SHORTEST = {126: 126, 127: 1 << 16}  # lengths by the code that says how they are written
_WHOLE_TEXT = 0x81  # first byte of a text that is one frame, without reserved bits


class Starved(Exception):
    """The bytes at hand do not complete a frame. Internal."""


class FrameReader(frame_buffer):
    """The library's reader on top of what was read ahead, with bounds and checks.

    It never reads by itself. When a frame needs more than is at hand it takes what there is and
    raises ``Starved``; the library's state lets ``recv_frame`` go on where it was.
    """

    def __init__(self, buffer: ReadBuffer, max_message: int) -> None:
        super().__init__(recv_fn=_never, skip_utf8_validation=True)
        self._buffer = buffer
        self._partial = bytearray()  # the beginning of what recv_strict was asked for
        self._max_message = max_message
        self.broken = ""  # what the peer did wrong
        self.next_message()

    def next_message(self) -> None:
        """A new message begins."""
        self.allowance = self._max_message  # bytes that the message may still have
        self.too_large = False  # this message is read past, not kept
        self._to_skip = 0  # bytes of the frame at hand
        self._skipped = 0  # bytes of the message
        self._fragments = 0

    def whole_text(self) -> memoryview | None:
        """Take a text that is one frame and lies whole in the buffer; None for all else.

        It is good until more is read. The library would need three times as long.
        """
        buffer = self._buffer
        data, start, end = buffer.data, buffer.start, buffer.end
        if end - start < 4 or data[start] != _WHOLE_TEXT or self.header or self._partial:
            return None
        size = data[start + 1]
        start += 2
        if size == 126:
            size = data[start] << 8 | data[start + 1]
            start += 2
            if size < 126:  # not in its shortest form: ``recv_length`` says so
                return None
        elif size > 126:  # it has 64 KiB or more, or a mask, which a server must not use
            return None
        if start + size > end or size > self._max_message:
            return None
        buffer.start = start + size
        return data[start : buffer.start]

    def recv_length(self) -> None:
        assert self.header is not None
        fin, rsv1, rsv2, rsv3, opcode, masked, code = self.header
        if rsv1 or rsv2 or rsv3 or opcode not in ABNF.OPCODES:
            self._refuse("a frame with reserved bits or a reserved opcode")
        if masked:
            self._refuse("a masked frame")
        super().recv_length()
        length = self.length or 0
        if length < _SHORTEST.get(code, 0):
            self._refuse("a frame whose length is not in its shortest form")
        if opcode & CONTROL:
            if not fin or length > 125:
                self._refuse("a control frame that is fragmented or too long")
            return
        if length > self.allowance:
            self.too_large = True
            self.allowance = -1
            self._to_skip = length
            self._skipped += length
        if not fin:
            self._fragments += 1
        if self._skipped > _MAX_SKIPPED or self._fragments > _MAX_FRAGMENTS:
            self._refuse("a message without end")

    def recv_strict(self, bufsize: int) -> Any:  # bytes, or a bytearray
        buffer = self._buffer
        start, have = buffer.start, buffer.end - buffer.start
        if self._to_skip:
            skipped = min(have, self._to_skip)
            buffer.start = start + skipped
            self._to_skip -= skipped
            if self._to_skip:
                raise Starved
            return b""
        if have >= bufsize and not self._partial:  # by far the most frequent case
            buffer.start = start + bufsize
            return bytes(buffer.data[start : start + bufsize])
        taken = min(have, bufsize - len(self._partial))
        buffer.start = start + taken
        self._partial += buffer.data[start : start + taken]
        if len(self._partial) < bufsize:
            raise Starved
        whole, self._partial = self._partial, bytearray()
        return whole if bufsize > 125 else bytes(whole)  # short ones may be a close frame's

    def _refuse(self, what: str) -> NoReturn:
        self.broken = what
        raise WebSocketProtocolException(what)


def _never(_: int) -> bytes:
    raise AssertionError("websocket-client reads by itself")
