"""The one thread that owns a stream's socket: for reading, writing, pinging and closing.

Messages are decoded to models on this thread. It has to parse their JSON anyway, to tell mail
from Listening and errors, and a mail that cannot be read must be reported without waiting for a
reader. Under the interpreter's lock nothing would be won by doing it in the reader's thread.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

from ..clock import monotonic
from ..exceptions import (
    ClientException,
    StreamClosedException,
    StreamException,
    TransportConnectionException,
    api_exception,
    printable,
    whereabouts,
)
from ..mime.domains import same_form
from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame
from ..transport import url_name
from .catch_up import CatchUp
from .connection import Connection
from .events import ErrorFrame, Event, Listening, Reconnecting, described
from .keep_alive import FULL_TOO_LONG, KeepAlive
from .messages import Item, parse
from .policy import Backoff, LinkLost
from .settings import Settings
from .socket_transport import Stopped
from .waker import Waker

_BATCH = 64  # mails that are decoded before they are handed over together
CLOSE_TIME = 0.9  # seconds that close() waits for the thread
_MAX_NAMED = 10  # addresses in one message

_log = logging.getLogger("client.streaming")


class Sink(Protocol):
    """Where the mail goes: a ``Store``, or what puts it into one. Called on the engine's thread."""

    def put(self, items: list[Item], /) -> int:
        """Take in what there is room for, from the front; return how many that were.

        When there was no room for all, ``Engine.waker.wake`` is to be called once there is.
        """

    def end(self, error: ClientException, /) -> None:
        """No more mail will come, and this is why. Called once."""


class Engine:
    """Keeps a link open, and its mail flowing into a sink. Knows nothing of the readers."""

    def __init__(self, settings: Settings, sink: Sink) -> None:
        self._settings = settings
        self._sink = sink
        self._backoff = Backoff(settings.reconnect)
        self._keep_alive = KeepAlive(
            settings.open_timeout, settings.ping_interval, settings.ping_timeout
        )
        self.waker = Waker()
        self.listening: tuple[str, ...] = ()
        self.not_listening: tuple[str, ...] = settings.addresses
        self.catch_up = CatchUp(settings, self.waker.wake)
        #: Why it has ended; None while it goes on.
        self.error: ClientException | None = None
        self.received = 0
        self.skipped = 0
        self.reconnects = 0
        self._last_byte = 0.0  # of former links
        self._has_listened = False  # on any link
        self._on_settled: Callable[[], None] | None = None
        self._batch: list[Item] = []  # decoded, and not yet put
        self._batch_bytes = 0
        self._link: Connection | None = None
        self._bytes = 0  # of former links
        self._is_listening = False  # the link at hand
        self._thread = threading.Thread(target=self._run, name="mailsac-stream", daemon=True)

    # -- for other threads

    def start(self, on_settled: Callable[[], None]) -> None:
        """Begin. ``on_settled`` is called, on the engine's thread, once ``failure`` is known."""
        self._on_settled = on_settled
        try:
            self._thread.start()
        except RuntimeError:  # there is no thread to be had
            self.waker.close()
            raise

    def open(self) -> ClientException | None:
        """Start, and wait for the first Listening; return what has prevented it."""
        settled = threading.Lock()  # not an Event, which Ctrl-C may break: see Condition
        settled.acquire()
        try:
            self.start(settled.release)
            while not settled.acquire(timeout=0.5):  # in slices, for Ctrl-C on Windows
                pass
        except RuntimeError:
            raise
        except BaseException:
            self.close()
            raise
        return self.failure()

    def failure(self) -> ClientException | None:
        """What has prevented the first Listening. Once settled."""
        if self._has_listened:  # it may have ended since; that is for the readers to hear
            return None
        self._thread.join(CLOSE_TIME)
        return self.error

    def stop(self) -> None:
        """Ask the thread to end."""
        self.waker.stop()

    def close(self) -> None:
        """``stop``, and wait a moment for the thread to end."""
        self.stop()
        if threading.current_thread() is not self._thread:
            # A thread that Ctrl-C has met in its start cannot be joined; it will end by itself.
            with contextlib.suppress(RuntimeError):
                self._thread.join(CLOSE_TIME)

    @property
    def bytes(self) -> int:
        link = self._link
        return self._bytes + (link.transport.bytes_read if link else 0)

    @property
    def last_byte_at(self) -> datetime | None:
        link = self._link
        seconds = (link.transport.last_byte if link else 0.0) or self._last_byte
        return datetime.fromtimestamp(seconds, UTC) if seconds else None

    # -- the engine's thread

    def _run(self) -> None:
        error: ClientException | None = StreamException("the stream's thread has failed")
        try:
            error = self._keep_linked()
            # Mail first, then the error; unless nobody can read, as the stream never opened.
            while self._batch and self._has_listened and not self.waker.stopping:
                self._hand_over()
                if self._batch:
                    self.waker.wait(FULL_TOO_LONG)
            gap = self.catch_up.abandon()
            if gap and self._has_listened and not self.waker.stopping:
                self._tell(gap)
        except Exception as bug:
            # Where, and not what: the exception's text or frames may hold the URL.
            error = StreamException(f"unexpected {type(bug).__name__} in the stream's thread")
            _log.error("%s, at %s", error, whereabouts(bug))
        finally:
            self.catch_up.abandon()
            self.error = error or StreamClosedException("the stream is closed")
            self._sink.end(self.error)
            self._settle()
            self.waker.close()

    def _settle(self) -> None:
        """The first Listening was heard, or there will be none."""
        tell, self._on_settled = self._on_settled, None
        if tell is not None:
            tell()

    def _keep_linked(self) -> ClientException | None:
        """Open link after link; return what ends the stream, or None when it was closed."""
        while not self.waker.stopping:
            lost = self._use_link()
            if lost is None or self.waker.stopping:
                return None
            if not self._has_listened:
                return lost.error
            self.catch_up.lost(self.last_byte_at)
            verdict = self._backoff.lost(monotonic(), lost)
            if isinstance(verdict, ClientException):
                return verdict
            self._tell(Reconnecting(self._backoff.attempt - 1, verdict, lost.error))
            self._sleep(verdict)
        return None

    def _sleep(self, seconds: float) -> None:
        """Wait before the next try; what is decoded goes to the readers meanwhile."""
        until = monotonic() + seconds
        while not self.waker.stopping:
            self._deliver_found()
            if self._batch:
                self._hand_over()
            left = until - monotonic()
            if left <= 0:
                return
            self.waker.wait(left)

    def _use_link(self) -> LinkLost | None:
        """Open one link and serve it to its end; return how it was lost, None if we ended it."""
        self._keep_alive.begin()
        self._is_listening = False
        link = None
        try:
            link = self._link = self._open_link()
            self._backoff.connected(monotonic())
            self._serve(link)
            link.close()
        except Stopped:
            pass
        except LinkLost as lost:
            return lost.with_traceback(None)
        finally:
            self._link = None
            if link is not None:
                self._bytes += link.transport.bytes_read
                self._last_byte = link.transport.last_byte or self._last_byte
                link.transport.drop()
        return None

    def _open_link(self) -> Connection:
        settings = self._settings
        try:
            return Connection.open(settings, self._keep_alive.deadline, self.waker)
        except (OSError, RuntimeError) as error:  # this process lacks descriptors, or threads
            text = settings.key.scrub(printable(str(error)))
        where = url_name(settings.configuration.socket_url)
        raise LinkLost(TransportConnectionException(f"no connection to {where}: {text}"))

    def _serve(self, link: Connection) -> None:
        """Take in what comes, until the stream is closed."""
        while not self.waker.stopping:
            self._deliver_found()
            starved = False
            if self._has_room():
                starved = self._decode(link)
            if self._batch and not self.catch_up.searching:
                self._hand_over()
            paused = not self._has_room()
            if paused:
                seconds = self._keep_alive.watch_paused(link, self._has_listened)
            else:
                seconds = self._keep_alive.watch(link, self._is_listening)
            if self.catch_up.searching:
                seconds = min(seconds, self.catch_up.hold)
            if paused or starved:
                link.wait(seconds, reading=not paused)
                if not paused:
                    link.transport.fill()

    def _has_room(self) -> bool:
        """Tell whether more may be decoded. During a search, live mail is held back."""
        if not self.catch_up.searching:
            return not self._batch
        settings = self._settings
        return (
            len(self._batch) < settings.max_queue and self._batch_bytes < settings.max_queue_bytes
        )

    def _deliver_found(self) -> None:
        before = self.catch_up.recovered
        gap = self.catch_up.deliver(self._sink.put)
        if self.catch_up.recovered > before:
            self._backoff.delivered()
        if gap:
            self._tell(gap)

    def _hand_over(self) -> None:
        taken = self._sink.put(self._batch)
        self._batch_bytes -= sum(size for _, size in self._batch[:taken])
        del self._batch[:taken]

    def _decode(self, link: Connection) -> bool:
        """Decode some of the messages at hand; tell whether there was none left."""
        keep_text = self._settings.keep_text
        for _ in range(_BATCH):
            message = link.next_message()
            if message is None:
                return True
            text, size = message
            frame = parse(text, keep_text=keep_text) if isinstance(text, str) else text
            if isinstance(frame, EmailMessageWebSocketFrame):
                if self.catch_up.accept(frame.email):
                    self._backoff.delivered()
                    self.received += 1
                    self._batch.append((frame, size))
                    self._batch_bytes += size
            elif isinstance(frame, Listening):
                self._on_listening(frame)
            elif isinstance(frame, ErrorFrame):
                self._on_error(frame)
            else:
                self.skipped += 1
                self._tell(frame)
        return False

    def _on_listening(self, frame: Listening) -> None:
        asked = self._settings.addresses
        # One guide shows the frame without its domains; then nothing is said of those.
        unsaid = () if frame.domains is not None else tuple(n for n in asked if "@" not in n)
        self.listening = frame.addresses + (frame.domains or ()) + unsaid
        heard = {same_form(name) for name in self.listening}
        # An address is heard with its domain.
        folded = {name: same_form(name) for name in asked}
        missing = tuple(n for n, f in folded.items() if not heard & {f, f.rpartition("@")[2]})
        self.not_listening = missing
        if missing:
            text = (
                f"the service does not listen to {some(missing)} "
                "(is it yours, and is forwarding over web sockets switched on there?)"
            )
            if self._settings.require_all:
                raise LinkLost(StreamException(text), final=True)
            _log.warning("%s", text)
        if not self._is_listening:
            self._is_listening = True
            self.reconnects += self._has_listened
            self._has_listened = True
            self._backoff.listening()
            self._tell(frame)
            gap = self.catch_up.listening(self.listening or asked)
            if gap:
                self._tell(gap)
            self._settle()

    def _on_error(self, frame: ErrorFrame) -> None:
        reason = self._settings.key.scrub(frame.reason)
        # 429 ends a link that listens too: the service wants us to come back later.
        if not self._is_listening or frame.status in (401, 403, 429):
            raise LinkLost(api_exception(frame.status, reason, "", {}, "Said on the web socket."))
        self._tell(ErrorFrame(frame.status, reason))

    def _tell(self, event: Event) -> None:
        """Log an event, and hand it to the user's function."""
        level, text = described(event)
        _log.log(level, "%s", printable(text))
        if self._settings.on_event is None:
            return
        try:
            self._settings.on_event(event)
        except Exception:  # it is the user's, and the stream goes on
            _log.exception("on_event has raised")


def some(names: tuple[str, ...]) -> str:
    """Name them in a message: there may be hundreds."""
    more = f" and {len(names) - _MAX_NAMED} more" if len(names) > _MAX_NAMED else ""
    return printable(", ".join(names[:_MAX_NAMED])) + more
