"""What a sandbox is started with, checked."""

from __future__ import annotations

import re
import secrets
import socket
from collections.abc import Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Literal, get_args

from .arguments import check_type

SmtpTls = Literal["starttls", "implicit"]
"""How SMTP is encrypted."""

_HOST_NAME = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_])?", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The arguments of `Sandbox`, which says what each is.

    Raises:
        ValueError, TypeError: See `Sandbox`.
    """

    tls: bool = True
    enveloped: bool = True
    api_key: str = field(repr=False)
    max_messages: int = 1000
    bind: str = "127.0.0.1"
    hosts: Sequence[str] = ()
    port: int = 0
    smtp_port: int = 0
    page_port: int = 0
    smtp_tls: SmtpTls | None = None
    smtp_login: str | None = field(default=None, repr=False)
    fault_addresses: bool = False
    webhooks_anywhere: bool = False
    keep: str | None = None

    def __post_init__(self) -> None:
        # Neither is repeated: it may be the key, or the password.
        if not isinstance(self.api_key, str):
            raise TypeError("api_key must be a string")
        if not self.api_key:
            raise ValueError("api_key must not be empty")
        if not isinstance(self.smtp_login, str | None):
            raise TypeError("smtp_login must be a string")
        if self.smtp_login is not None and not all(self.smtp_login.partition(":")):
            raise ValueError("smtp_login must have the form USER:PASSWORD")
        check_type("max_messages", self.max_messages, int)
        if self.max_messages < 1:
            raise ValueError("max_messages must be at least 1")
        for name in ("port", "smtp_port", "page_port"):
            port = getattr(self, name)
            check_type(name, port, int)
            if not 0 <= port <= 65535:
                raise ValueError(f"{name} must be from 0 to 65535")
        if self.smtp_tls is not None and self.smtp_tls not in get_args(SmtpTls):
            raise ValueError("smtp_tls must be None, 'starttls' or 'implicit'")
        self._check_names()

    def _check_names(self) -> None:
        check_type("bind", self.bind, str)
        try:
            ip_address(self.bind)
        except ValueError:
            raise ValueError(f"bind must be an IP address, not {self.bind!r}") from None
        if isinstance(self.hosts, str):
            raise TypeError("hosts must be a list of names")
        for host in self.hosts:
            check_type("hosts", host, str)
            if not _is_address(host) and not _HOST_NAME.fullmatch(host):
                raise ValueError(f"hosts must be names or IP addresses, without port: {host!r}")

    @property
    def is_open_to_others(self) -> bool:
        """Whether other machines can reach it."""
        return not ip_address(self.bind).is_loopback

    @property
    def local_address(self) -> str:
        """The address at which this machine finds it."""
        address = ip_address(self.bind)
        if address.is_unspecified:
            return "127.0.0.1" if address.version == 4 else "::1"
        return str(address)

    @property
    def names(self) -> frozenset[str]:
        """What it may be asked for as, in lower case, beside the names of loopback."""
        return frozenset(map(_one_form, (*self.hosts, self.local_address)))

    def openness(self) -> str:
        """What it means that others can reach it."""
        text = f"others can reach the sandbox at {self.bind}: anybody may send it mail"
        text += ", who has its key may read it" + ("" if self.tls else ", and nothing is encrypted")
        names = ", ".join(["localhost", *sorted(self.names)])
        return f"{text}; REST and web socket answer those who ask for {names}"

    def listen(self, port: int) -> socket.socket:
        """Listen at that port of the address; 0 is any that is free.

        Raises:
            OSError: It is taken, or the address is not one of this machine.
        """
        if ip_address(self.bind).version == 4:
            return socket.create_server((self.bind, port))
        both = self.bind == "::" and socket.has_dualstack_ipv6()
        return socket.create_server((self.bind, port), family=socket.AF_INET6, dualstack_ipv6=both)


def new_key() -> str:
    """A key that nobody has used."""
    return f"k_{secrets.token_hex(16)}"


def _one_form(host: str) -> str:
    return str(ip_address(host)) if _is_address(host) else host.lower()


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
