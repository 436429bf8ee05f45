"""The faults that a user of the sandbox can ask for: their names, bounds and meaning."""

from __future__ import annotations

from collections.abc import Callable
from types import NoneType
from typing import TYPE_CHECKING, TypeVar, get_args

from .arguments import check, check_type
from .fault_types import MAX_SMTP_SECONDS, SMTP_STATUSES, How, Target

if TYPE_CHECKING:
    from .backend import Backend

_MAX_COUNT = 1_000_000
_MAX_SECONDS = 3600.0
_MAX_REASON_BYTES = 123
# What may travel in a close frame (RFC 6455, section 7.4).
_CLOSE_CODES = frozenset({*range(1000, 1004), *range(1007, 1015), *range(3000, 5000)})

_T = TypeVar("_T")


class FaultInjection:
    """The part of `Sandbox` that injects faults. Any thread may call any of it, at any time
    while the sandbox runs; a fault is in force when the call returns.

    Everything raises ``ValueError`` for an argument that is out of bounds, ``TypeError`` for one
    of another type, and ``RuntimeError`` when the sandbox is not running, or does not answer within
    10 s.
    """

    _backend: Backend | None

    @property
    def connections(self) -> int:
        """How many web sockets are open. Those that were dropped, or are silent, do not count."""
        return self._on_loop(lambda backend: len(backend.broadcaster.subscribers()))

    def drop_connections(
        self, how: How = "close", *, code: int = 1001, reason: str = "", part: float = 0.5
    ) -> int:
        """Drop every web socket that is open now. New ones are welcome at once.

        Mail that was queued for a dropped web socket, or comes before its client is back, is not
        sent to it later; it is kept, and REST has it.

        Args:
            how: The way they go.

                - ``"close"`` (default): a close frame with `code` and `reason`
                - ``"end"``: the TCP connection ends, without a close frame
                - ``"reset"``: the TCP connection is reset
                - ``"silent"``: nothing more is sent, not even an answer to a ping or a close
                  frame, and the connection stays open until the client ends it
                - ``"cut"``: each sends the first `part` of its next frame, which is the next
                  mail for it, and is reset in the middle of it; until then it works
            code: The code in the close frame: 1000 to 1003, 1007 to 1014, 3000 to 4999.
                Default 1001, going away.
            reason: The text in the close frame, at most 123 bytes in UTF-8. Default none.
            part: How much of the frame ``"cut"`` sends: from 0 to less than 1. Default 0.5.

        Returns:
            How many web sockets that were. Those that are silent already are not counted.
        """
        check(how in get_args(How), f"how must be one of {', '.join(get_args(How))}")
        check_type("code", code, int)
        check_type("reason", reason, str)
        check_type("part", part, int, float)
        check(code in _CLOSE_CODES, "code must be 1000 to 1003, 1007 to 1014 or 3000 to 4999")
        size = len(reason.encode("utf-8", "replace"))
        check(size <= _MAX_REASON_BYTES, f"reason must be at most {_MAX_REASON_BYTES} bytes")
        check(0 <= part < 1, "part must be from 0 to less than 1")
        return self._on_loop(lambda backend: backend.faults.drop(how, code, reason, part))

    def fail_next(
        self,
        count: int = 1,
        status: int | None = 503,
        *,
        retry_after: int | None = None,
        on: Target = "both",
    ) -> None:
        """Refuse the next requests, before anything else is looked at, the key too.

        Several calls queue up: ``fail_next(1, 429)`` and then ``fail_next(2, 503)`` refuse three.

        Args:
            count: How many requests: 1 (default) to 1,000,000.
            status: The status to answer with, 400 to 599, with the JSON body of an error.
                Default 503. None resets the connection in place of an answer.
            retry_after: Seconds for the header ``Retry-After``, 0 or more. Default None, no
                header.
            on: Which requests count, and are refused: web sockets that are opened
                (``"socket"``), REST calls (``"rest"``), or either (``"both"``, the default).
        """
        check_type("count", count, int)
        check_type("status", status, int, NoneType)
        check_type("retry_after", retry_after, int, NoneType)
        check(1 <= count <= _MAX_COUNT, f"count must be from 1 to {_MAX_COUNT}")
        check(status is None or 400 <= status <= 599, "status must be None, or from 400 to 599")
        check(retry_after is None or retry_after >= 0, "retry_after must be None, or 0 or more")
        _check_target(on)
        self._on_loop(lambda backend: backend.faults.fail_next(count, status, retry_after, on))

    def delay(self, seconds: float, *, on: Target = "both") -> None:
        """Let every request from now on wait before it is looked at. Mail itself is not delayed.

        Args:
            seconds: How long: 0, which ends the delay, to 3600.
            on: Which requests wait: web sockets that are opened (``"socket"``), REST calls
                (``"rest"``), or both (the default).
        """
        check_type("seconds", seconds, int, float)
        check(0 <= seconds <= _MAX_SECONDS, f"seconds must be from 0 to {_MAX_SECONDS:g}")
        _check_target(on)
        self._on_loop(lambda backend: backend.faults.delay(seconds, on))

    def smtp_faults(
        self,
        status: int | None = 450,
        *,
        to: str | None = None,
        count: int | None = None,
        probability: float = 1.0,
        delay: float = 0.0,
    ) -> None:
        """Refuse mail, or take it late. Several calls hold together: delays add up, to 50 s at
        most, and of the refusals for a recipient the first comes true.

        Args:
            status: What SMTP answers: 421, which also ends the connection, 450 (default), 451, 452
                or 550 to a recipient; 552 or 554 to the whole mail, once it has come, of which
                nobody then gets it. None refuses nothing, for a `delay` alone.
            to: The recipient, or the domain of recipients. Default None, any.
            count: For how many recipients it comes true: 1 to 1,000,000. Default None, for all
                until `reset_faults`.
            probability: How likely it is each time, from 0 to 1. Default 1, always.
            delay: Seconds before the answer, 0 (default) to 50.
        """
        check_type("status", status, int, NoneType)
        check_type("to", to, str, NoneType)
        check_type("count", count, int, NoneType)
        check_type("probability", probability, int, float)
        check_type("delay", delay, int, float)
        statuses = ", ".join(map(str, SMTP_STATUSES))
        check(status in (None, *SMTP_STATUSES), f"status must be None or one of {statuses}")
        check(count is None or 1 <= count <= _MAX_COUNT, f"count must be from 1 to {_MAX_COUNT}")
        check(0 <= probability <= 1, "probability must be from 0 to 1")
        check(0 <= delay <= MAX_SMTP_SECONDS, f"delay must be from 0 to {MAX_SMTP_SECONDS:g}")
        self._on_loop(
            lambda backend: backend.smtp_faults.plan(status, to, count, probability, delay)
        )

    def reset_faults(self) -> None:
        """End all faults.

        Refusals, delays and cuts that are planned are forgotten, and requests that wait go on.
        Web sockets that are silent have missed mail, so they are reset.
        """
        self._on_loop(lambda backend: backend.reset_faults())

    def _on_loop(self, action: Callable[[Backend], _T]) -> _T:
        backend = self._backend
        if backend is None:
            raise RuntimeError("the sandbox is not running")
        return backend.call(lambda: action(backend))


def _check_target(on: str) -> None:
    check(on in get_args(Target), f"on must be one of {', '.join(get_args(Target))}")
