"""Who has which address and which domain. State, bounded; no I/O but what an archive does.

Not safe for threads: it belongs to the event loop's thread. Addresses and domains are given to it
in lower case, unless a method says otherwise.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import idna

from .archive import Archive, NoArchive, State

ACCOUNT = "sandbox"
MAX_ADDRESSES = 1000
MAX_DOMAINS = 1000
_MAX_FOREIGN = 1000
_MAX_ADDRESS_LENGTH = 320

SETTINGS: Mapping[str, type] = {
    "info": str,
    "forward": str,
    "enablews": bool,
    "webhook": str,
    "webhookSlack": str,
    "webhookSlackToFrom": bool,
}
"""What can be set on an address, and of which type; null clears it."""


def utc_now() -> datetime:
    """The clock of this machine."""
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """UTC, milliseconds and ``Z``: how the service writes a date-time."""
    stamp = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return stamp.replace("+00:00", "Z")


def normal_address(text: str) -> str | None:
    """The address in lower case, its domain as DNS has it; None if it is none."""
    local, _, domain = text.strip().rpartition("@")
    if not local or not domain or not text.isprintable() or len(text) > _MAX_ADDRESS_LENGTH:
        return None
    return f"{local.lower()}@{_domain_in_dns(domain)}"


def normal_domain(text: str) -> str | None:
    """The domain in lower case, as DNS has it; None if it is none."""
    address = normal_address(f"a@{text.strip()}")
    if address is None or "," in text or "@" in text:
        return None
    return _domain_of(address)


def normal_name(text: str) -> str:
    """An address or a domain in the same form; what is neither, in lower case."""
    found = normal_address(text) if "@" in text else normal_domain(text)
    return text.strip().lower() if found is None else found


def _domain_in_dns(domain: str) -> str:
    if domain.isascii():
        return domain.lower()
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except UnicodeError:  # no host has this name, but a test may
        return domain.lower()


@dataclass(slots=True, eq=False)
class Address:
    """A reserved address and its settings."""

    email: str
    encrypted: str
    """A second address that leads to the same inbox."""
    created: datetime
    updated: datetime
    settings: dict[str, Any]

    def state(self) -> State:
        """What an archive keeps of it."""
        created, updated = self.created.isoformat(), self.updated.isoformat()
        return {
            "encrypted": self.encrypted,
            "created": created,
            "updated": updated,
            "settings": self.settings,
        }

    def to_json(self) -> dict[str, Any]:
        """As REST answers it."""
        return {
            "_id": self.email,
            "owner": ACCOUNT,
            **self.settings,
            "encryptedInbox": self.encrypted,
            "catchAll": None,
            "implicit": False,
            "created": iso(self.created),
            "updated": iso(self.updated),
        }


@dataclass(frozen=True, slots=True, eq=False)
class Domain:
    """A domain of this account. Mail to all of it goes to web sockets."""

    name: str
    created: datetime
    is_default: bool

    def to_json(self) -> dict[str, Any]:
        """As REST answers it."""
        return {
            "_id": self.name,
            "created": iso(self.created),
            "updated": iso(self.created),
            "enablews": True,
            "hosted": self.name.endswith(".msdc.co"),
            "isDefault": self.is_default,
            "isPrivate": True,
            "lastVerificationErrors": None,
            "owner": ACCOUNT,
            "verificationTxt": None,
            "verified": True,
            "verifiedMx": True,
        }


class Registry:
    """The addresses and domains of this account, and those of another."""

    def __init__(self) -> None:
        self._archive = NoArchive()
        self._addresses: dict[str, Address] = {}
        self._encrypted: dict[str, str] = {}
        self._domains: dict[str, Domain] = {}
        self._foreign: set[str] = set()

    def restore(self, archive: Archive) -> None:
        """Take over what an archive has, and keep to it from now on.

        Raises:
            ValueError: It is damaged.
        """
        self._archive = archive
        for email, state in archive.items("address"):
            created, updated = (datetime.fromisoformat(state[n]) for n in ("created", "updated"))
            settings = {name: state["settings"].get(name) for name in SETTINGS}
            address = Address(email, state["encrypted"], created, updated, settings)
            self._addresses[email] = address
            self._encrypted[address.encrypted] = email
        for name, state in archive.items("domain"):
            created = datetime.fromisoformat(state["created"])
            self._domains[name] = Domain(name, created, not self._domains)
        self._foreign.update(name for name, _ in archive.items("foreign"))

    # Addresses of this account

    def addresses(self) -> list[Address]:
        """All reserved addresses, in the order they were reserved."""
        return list(self._addresses.values())

    def address(self, email: str) -> Address | None:
        """The address, if this account has reserved it."""
        return self._addresses.get(email)

    @property
    def free_addresses(self) -> int:
        """How many more addresses can be reserved."""
        return MAX_ADDRESSES - len(self._addresses)

    def reserve(self, email: str, settings: Mapping[str, Any]) -> Address:
        """Reserve an address that is free; see `free_addresses`."""
        now = utc_now()
        unset = {name: False if kind is bool else None for name, kind in SETTINGS.items()}
        encrypted = f"inbox-{secrets.token_hex(20)}@mailsac.com"
        address = self._addresses[email] = Address(email, encrypted, now, now, unset)
        self._encrypted[encrypted] = email
        self._merge(address, settings)
        self._archive.put("address", email, address.state())
        return address

    def update(self, address: Address, settings: Mapping[str, Any]) -> None:
        """Change what `settings` names, and nothing else; None clears."""
        self._merge(address, settings)
        address.updated = utc_now()
        self._archive.put("address", address.email, address.state())

    def release(self, email: str) -> None:
        """Give up a reserved address; its messages stay."""
        del self._encrypted[self._addresses.pop(email).encrypted]
        self._archive.drop("address", email)

    def inbox_of(self, recipient: str) -> str:
        """The inbox where mail to this address goes."""
        return self._encrypted.get(recipient, recipient)

    # Domains of this account

    def domains(self) -> list[Domain]:
        """All domains, in the order they were added."""
        return list(self._domains.values())

    def domain(self, name: str) -> Domain | None:
        """The domain, if this account has it."""
        return self._domains.get(name)

    def enable_domain(self, text: str) -> None:
        """Own a domain, in any case of letters, with web-socket forwarding on.

        Raises:
            ValueError: It is not a domain, another account has it, or there are too many.
        """
        name = normal_domain(text)
        if name is None:
            raise ValueError(f"not a domain: {text!r}")
        if name in map(_domain_of, self._foreign):
            raise ValueError(f"another account has {name}, or an address there")
        if name in self._domains:
            return
        if len(self._domains) >= MAX_DOMAINS:
            raise ValueError(f"more than {MAX_DOMAINS} domains")
        domain = self._domains[name] = Domain(name, utc_now(), not self._domains)
        self._archive.put("domain", name, {"created": domain.created.isoformat()})

    def owns(self, email: str) -> bool:
        """Whether mail to this address is private to this account."""
        return email in self._addresses or _domain_of(email) in self._domains

    # What another account has

    def add_foreign(self, text: str) -> None:
        """Give an address or a domain, in any case of letters, to another account.

        Raises:
            ValueError: It is neither, this account has it or a part of it, or there are too many.
        """
        name = normal_address(text) if "@" in text else normal_domain(text)
        if name is None:
            raise ValueError(f"neither an address nor a domain: {text!r}")
        if self.owns(name) or name in map(_domain_of, self._addresses):
            raise ValueError(f"this account has {name}, or an address there")
        if len(self._foreign) >= _MAX_FOREIGN and name not in self._foreign:
            raise ValueError(f"more than {_MAX_FOREIGN} addresses and domains of another account")
        self._foreign.add(name)
        self._archive.put("foreign", name, {})

    def is_foreign(self, name: str) -> bool:
        """Whether another account has this address or domain."""
        return name in self._foreign or _domain_of(name) in self._foreign

    # Forwarding

    def forwards_address(self, email: str) -> bool:
        """Whether mail to this address goes to web sockets that listen to it."""
        address = self._addresses.get(email)
        is_on = address is not None and bool(address.settings["enablews"])
        return is_on or self.forwards_domain(_domain_of(email))

    def forwards_domain(self, domain: str) -> bool:
        """Whether mail to this domain goes to web sockets that listen to all of it."""
        return domain in self._domains

    @staticmethod
    def _merge(address: Address, settings: Mapping[str, Any]) -> None:
        for name, value in settings.items():
            address.settings[name] = False if value is None and SETTINGS[name] is bool else value


def _domain_of(email: str) -> str:
    return email.rpartition("@")[2]
