"""What a relay has done, and how it is: counts, health, and the text that Prometheus reads."""

from __future__ import annotations

import asyncio
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .broker import Connection

_BOUNDS = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0, 300.0, 3600.0)


class Statistics:
    """Counts of one relay since it began. Read from its event loop.

    Attributes:
        mails: how many are done: acknowledged by the broker.
        duplicates: how many of these were in the stream already.
        recovered: how many were missed, and found over REST.
        objects: how many were too large for a message.
        reconnects: links to the service that were made anew.
        gaps: times without a link that were searched to their end.
        gaps_left: searches that did not find all; each is an alarm, and done again.
        gap_is_open: whether mail may be missing just now.
        is_listening: whether the service has confirmed the latest link.
        not_listening: addresses for which the service pushes no mail.
        kept: how long the broker keeps mail, in words.
        trouble: why mail does not get to the broker; empty if it does.
        lag: seconds from ``received`` to acknowledged, of the latest mail; up to 1 too few, as the
            service tells its time in whole seconds.
        begun: set once the service has listened.
    """

    def __init__(self) -> None:
        self.mails = 0
        self.duplicates = 0
        self.recovered = 0
        self.objects = 0
        self.reconnects = 0
        self.gaps = 0
        self.gaps_left = 0
        self.gap_is_open = False
        self.is_listening = False
        self.not_listening: tuple[str, ...] = ()
        self.kept = ""
        self.trouble = ""
        self.lag = 0.0
        self.begun = asyncio.Event()
        self.connection: Connection | None = None
        self._lags = [0] * (len(_BOUNDS) + 1)
        self._lag_sum = 0.0

    def lagged(self, seconds: float) -> None:
        """Take note of how late a mail was acknowledged."""
        self.lag = max(seconds, 0.0)
        self._lags[bisect_left(_BOUNDS, self.lag)] += 1
        self._lag_sum += self.lag

    @property
    def broker_is_up(self) -> bool:
        """Whether there is a link to the broker."""
        return self.connection is not None and self.connection.is_up

    @property
    def relayed(self) -> int:
        """How many mails it has put into the stream."""
        return self.mails - self.duplicates

    def ailments(self) -> list[str]:
        """Return what is wrong just now; nothing if all is well."""
        found = []
        if not self.is_listening:
            found.append("no link to the service")
        if self.not_listening:
            found.append(f"the service pushes no mail for {', '.join(self.not_listening)}")
        if not self.broker_is_up:
            found.append("no link to the broker")
        if self.trouble:
            found.append(f"the broker does not take mail: {self.trouble}")
        if self.gap_is_open:
            found.append("a gap is open: mail may be missing in the broker")
        return found

    def line(self) -> str:
        """Return one line on how it goes."""
        state = "; ".join(self.ailments()) or "all well"
        return (
            f"{self.relayed} mails relayed, {self.duplicates} were there already, "
            f"{self.recovered} found over REST, lag {self.lag:.2f} s, "
            f"{self.reconnects} reconnects, {self.gaps_left} gaps left; {state}"
        )

    def metrics(self) -> str:
        """Return all of it in the text format of Prometheus, version 0.0.4."""
        losses = self.connection.losses if self.connection is not None else 0
        counters = {
            "mails": (self.mails, "Mails that the broker has acknowledged."),
            "duplicates": (self.duplicates, "Mails that the broker had already."),
            "recovered": (self.recovered, "Mails that were missed, and found over REST."),
            "objects": (self.objects, "Mails that went to the object store."),
            "reconnects": (self.reconnects, "Links to the service that were made anew."),
            "broker_losses": (losses, "Links to the broker that were lost."),
            "gaps": (self.gaps, "Times without a link that were searched to their end."),
            "gaps_left": (self.gaps_left, "Searches that did not find all."),
        }
        gauges = {
            "gap_open": (self.gap_is_open, "1 while mail may be missing in the broker."),
            "listening": (self.is_listening, "1 while the service listens."),
            "not_listening": (
                len(self.not_listening),
                "Addresses for which the service pushes no mail.",
            ),
            "broker_up": (self.broker_is_up, "1 while there is a link to the broker."),
            "waiting": (bool(self.trouble), "1 while the broker does not take mail."),
        }
        lines = []
        for name, (value, what) in counters.items():
            lines += _metric(f"mailsac_relay_{name}_total", "counter", what, value)
        for name, (value, what) in gauges.items():
            lines += _metric(f"mailsac_relay_{name}", "gauge", what, int(value))
        name, count = "mailsac_relay_lag_seconds", 0
        lines.append(f"# HELP {name} From received by the service to acknowledged by the broker.")
        lines.append(f"# TYPE {name} histogram")
        for bound, found in zip([*map(str, _BOUNDS), "+Inf"], self._lags, strict=True):
            count += found
            lines.append(f'{name}_bucket{{le="{bound}"}} {count}')
        lines += [f"{name}_sum {self._lag_sum:.6f}", f"{name}_count {count}"]
        return "\n".join(lines) + "\n"


def _metric(name: str, kind: str, what: str, value: int) -> list[str]:
    return [f"# HELP {name} {what}", f"# TYPE {name} {kind}", f"{name} {value}"]
