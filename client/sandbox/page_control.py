"""What the page of the sandbox can do, beside showing: send a sample, delete, inject faults."""

from __future__ import annotations

import asyncio
import re
import smtplib
import ssl
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..page.control import Field, Form
from ..page.page import Setup
from .fault_injection import FaultInjection
from .fault_types import SMTP_STATUSES
from .samples import SAMPLES, sample_mail
from .settings import Settings

if TYPE_CHECKING:
    from .backend import Backend

_SMTP_SECONDS = 10.0
_WORDS = r"[^\s()<>\[\]:;,\\\"@.]+(?:\.[^\s()<>\[\]:;,\\\"@.]+)*"
_ADDRESS = re.compile(f"{_WORDS}@{_WORDS}")  # none in quotes, which `email` may stumble over
_ON = (("both", "REST and web socket"), ("rest", "REST"), ("socket", "web socket"))
_HOW = (
    ("close", "with a close frame"),
    ("end", "without a close frame"),
    ("reset", "by a reset"),
    ("silent", "by falling silent"),
    ("cut", "in the middle of the next mail"),
)
_COMMAND = """\
python3 -c 'import smtplib; smtplib.SMTP("{host}", {port}).sendmail(
  "shop@shop.example", "you@sandbox.example",
  "Subject: Welcome\\n\\nYour code is 481516.")'"""
_FAULTS = (
    Form(
        "drop",
        "Drop web sockets",
        "Ends all web sockets that are open; new ones are welcome.",
        (Field("how", "How", "close", _HOW),),
    ),
    Form(
        "fail",
        "Refuse requests",
        "Answers the next requests with an error.",
        (
            Field("count", "How many", 1, minimum=1, maximum=1_000_000),
            Field("status", "Status", 503, minimum=400, maximum=599),
            Field("on", "Which", "both", _ON),
        ),
    ),
    Form(
        "delay",
        "Delay requests",
        "Lets every request wait. 0 ends it.",
        (
            Field("seconds", "Seconds", 2, minimum=0, maximum=3600),
            Field("on", "Which", "both", _ON),
        ),
    ),
    Form(
        "smtp",
        "Refuse mail",
        "Answers SMTP with an error, for each recipient or, with 552 and 554, for the whole mail.",
        (
            Field("status", "Status", "450", [(f"{one}", f"{one}") for one in SMTP_STATUSES]),
            Field("count", "How often", 1, minimum=1, maximum=1_000_000),
        ),
    ),
    Form("reset", "End all faults", "Forgets refusals, delays and cuts that are planned."),
)


class PageControl(FaultInjection):
    """See ``Control`` in ``client/page/control.py``.

    Args:
        backend: what it acts on.
        settings: of the sandbox.
        smtp_port: where it sends samples to, as any program would.
    """

    def __init__(self, backend: Backend, settings: Settings, smtp_port: int) -> None:
        self._backend = backend
        self._store = backend.store
        self._settings = settings
        self._smtp_port = smtp_port

    @property
    def samples(self) -> Mapping[str, str]:
        """Their names, and what they are called on the page."""
        return {name: sample.label for name, sample in SAMPLES.items()}

    @property
    def faults(self) -> Sequence[Form]:
        """Those of ``FaultInjection``."""
        return _FAULTS

    async def send(self, sample: str, to: str) -> None:
        """Send a sample by SMTP."""
        if sample not in SAMPLES:
            raise ValueError("there is no such sample")
        to = to.strip()
        if not _ADDRESS.fullmatch(to) or not to.isprintable() or len(to) > 320:
            raise ValueError("this is no address")
        mail = sample_mail(sample, to)

        def send() -> None:
            with self._smtp() as smtp:
                if self._settings.smtp_login is not None:
                    smtp.login(*self._settings.smtp_login.split(":", 1))
                smtp.send_message(mail, "shop@shop.example", [to])

        try:
            await asyncio.to_thread(send)
        except (OSError, smtplib.SMTPException) as error:
            raise ValueError(f"it was not sent: {error}") from None

    def _smtp(self) -> smtplib.SMTP:
        place = self._settings.local_address, self._smtp_port
        if self._settings.smtp_tls != "implicit":
            return smtplib.SMTP(*place, timeout=_SMTP_SECONDS)
        context = ssl.create_default_context()
        # It is this very process.
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return smtplib.SMTP_SSL(*place, timeout=_SMTP_SECONDS, context=context)

    async def delete(self, keys: Sequence[int]) -> None:
        """Delete mails from the sandbox."""
        for message in self._store.messages_of(keys):
            self._store.delete(message)

    async def inject(self, fault: str, values: Mapping[str, Any]) -> str:
        """Inject a fault."""
        # In another thread: each of them waits until the loop has done it.
        return await asyncio.to_thread(self._inject, fault, dict(values))

    def _inject(self, fault: str, values: dict[str, Any]) -> str:
        try:
            match fault:
                case "drop":
                    count = self.drop_connections(**values)
                    return f"web sockets dropped: {count}"
                case "fail":
                    self.fail_next(**values)
                    return f"the next {values.get('count', 1)} requests are refused"
                case "delay":
                    self.delay(**values)
                    return f"requests wait {values['seconds']} s"
                case "smtp":
                    self.smtp_faults(int(values["status"]), count=values["count"])
                    return f"mail is refused with {values['status']}"
                case "reset":
                    self.reset_faults(**values)
                    return "all faults are ended"
        except (KeyError, OverflowError, TypeError, RuntimeError) as error:
            raise ValueError(str(error)) from None
        raise ValueError("there is no such fault")


def page_setup(settings: Settings, smtp_port: int) -> Setup:
    """What the page of a sandbox says of itself."""
    host = settings.local_address
    is_simple = settings.smtp_login is None and settings.smtp_tls != "implicit"
    return Setup(
        title="Sandbox",
        hint=f"It takes mail by SMTP at {host}, port {smtp_port}, for any address.",
        command=_COMMAND.format(host=host, port=smtp_port) if is_simple else "",
        to="you@sandbox.example",
    )
