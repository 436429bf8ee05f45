"""The messages of the sandbox. State, bounded; no I/O but what an archive does.

Not safe for threads: it belongs to the event loop's thread.
"""

from __future__ import annotations

import secrets
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from ..mime.message import ParsedMail, parse_mail
from .archive import Archive, NoArchive
from .message import Message
from .registry import Registry, utc_now

PUBLIC_MESSAGES = 6
"""How many messages an inbox keeps that nobody owns; starred ones come on top."""
_MAX_STORED_BYTES = 256 * 1024 * 1024
_BYTES_AN_ITEM = 200


class Store:
    """All messages of one sandbox.

    Args:
        registry: Knows which inboxes are private, and which belong to another account.
        max_messages: How many messages are kept.

    Addresses and domains are given to it in lower case, and its lists are newest first.
    """

    def __init__(self, registry: Registry, *, max_messages: int) -> None:
        self._registry = registry
        self._archive = NoArchive()
        self.max_messages = max_messages
        """How many messages are kept."""
        self._latest = datetime.min.replace(tzinfo=UTC)
        self._bytes = 0
        self._copies: Counter[int] = Counter()
        """How many messages share a mail, by its `id()`: its memory counts once."""
        self._messages: dict[str, Message] = {}  # oldest first, as are the inboxes
        self._inboxes: dict[str, dict[str, Message]] = {}

    def restore(self, archive: Archive) -> None:
        """Take over what an archive has, and keep to it from now on.

        Raises:
            ValueError: It is damaged.
        """
        self._archive = archive
        mails: dict[int, ParsedMail] = {}
        for number, message_id, state in list(archive.messages()):
            if number not in mails:
                sender, raw = archive.mail(number)
                mails = {number: parse_mail(raw, sender=sender)}  # its messages are neighbours
            mail = mails[number]
            size = _memory_size(mail)
            received = datetime.fromisoformat(state.pop("received"))
            self._latest = max(self._latest, received)
            message = Message(message_id, received=received, mail=mail, memory_size=size, **state)
            self.insert(message)

    def add(
        self, mail: ParsedMail, recipients: Sequence[str], *, ip: str, is_tls: bool = False
    ) -> list[Message]:
        """Keep `mail` in the inbox of each recipient, and drop what no longer fits.

        Mail for another account is not kept: nobody could read it.

        Raises:
            OSError: The archive cannot be written. Then nothing has changed.
        """
        # In milliseconds, for it is told so, and a listing `until` then has to include it. Never
        # earlier than the message before, even if the clock is set back: a listing is in order.
        self._latest = max(self._latest, _milliseconds(utc_now()))
        stem, memory_size = secrets.token_hex(8), _memory_size(mail)
        added: dict[str, Message] = {}
        for index, recipient in enumerate(recipients):
            inbox = self._registry.inbox_of(recipient)
            if inbox in added or self._registry.is_foreign(inbox):
                continue
            added[inbox] = Message(
                f"{stem}-{index}", inbox, recipient, self._latest, ip, is_tls, mail, memory_size
            )
        if added:
            # Of a mail without From, it is that of the envelope; else it does not matter.
            sender = mail.sender[0].address if mail.sender else ""
            rows = [(message.id, message.state()) for message in added.values()]
            self._archive.add_mail(sender, mail.raw, rows)
        for message in added.values():
            self.insert(message)
        return list(added.values())

    def insert(self, message: Message) -> None:
        """Keep a message, also one of an archive, and drop what no longer fits. The one way in."""
        self._messages[message.id] = message
        self._inboxes.setdefault(message.inbox, {})[message.id] = message
        if not self._copies[id(message.mail)]:
            self._bytes += message.memory_size
        self._copies[id(message.mail)] += 1
        if not self._registry.owns(message.inbox):
            unstarred = [one for one in self._inboxes[message.inbox].values() if not one.saved_by]
            for surplus in unstarred[:-PUBLIC_MESSAGES]:
                self.delete(surplus)
        while len(self._messages) > self.max_messages or self._bytes > _MAX_STORED_BYTES:
            self.delete(self._next_to_evict())

    def update(self, message: Message) -> None:
        """Take note that a message has other flags or labels now."""
        self._archive.update_message(message.id, message.state())

    def message(self, email: str, message_id: str) -> Message | None:
        """One message of an inbox."""
        return self._inboxes.get(email, {}).get(message_id)

    def inbox(self, email: str) -> list[Message]:
        """All messages of an inbox."""
        return list(reversed(self._inboxes.get(email, {}).values()))

    def owned(self) -> list[Message]:
        """All messages of reserved addresses and of the account's domains."""
        return self._where(lambda message: self._registry.owns(message.inbox))

    def of_domain(self, domain: str) -> list[Message]:
        """All messages of the inboxes of a domain."""
        return self._where(lambda message: message.domain == domain)

    def starred(self) -> list[Message]:
        """All messages that are starred, in any inbox."""
        return self._where(lambda message: message.saved_by is not None)

    def public(self) -> list[Message]:
        """All messages that are neither in a private inbox nor starred."""
        return self._where(
            lambda message: message.saved_by is None and not self._registry.owns(message.inbox)
        )

    def recipients(self, since: datetime) -> list[str]:
        """The inboxes with a message that came since then, each once, the latest first."""
        since = _milliseconds(since)
        found = self._where(lambda message: message.received >= since)
        return list(dict.fromkeys(message.inbox for message in found))

    def labels(self) -> list[str]:
        """The labels that are on any message, each once, those of the oldest message first."""
        every = (label for message in self._messages.values() for label in message.labels)
        return list(dict.fromkeys(every))

    def delete(self, message: Message) -> None:
        """Forget a message that is stored."""
        self._archive.drop_message(message.id)
        del self._messages[message.id]
        inbox = self._inboxes[message.inbox]
        del inbox[message.id]
        if not inbox:
            del self._inboxes[message.inbox]
        copies = self._copies
        copies[id(message.mail)] -= 1
        if not copies[id(message.mail)]:
            del copies[id(message.mail)]
            self._bytes -= message.memory_size

    def empty(self, email: str) -> None:
        """Forget all messages of an inbox that are not starred."""
        for message in self.inbox(email):
            if message.saved_by is None:
                self.delete(message)

    def drop_foreign(self) -> None:
        """Forget the messages that another account has now."""
        for message in self._where(lambda message: self._registry.is_foreign(message.inbox)):
            self.delete(message)

    def _where(self, wanted: Callable[[Message], bool]) -> list[Message]:
        return [message for message in reversed(self._messages.values()) if wanted(message)]

    def _next_to_evict(self) -> Message:
        """The oldest message without a star; the oldest of all if only the newest has none."""
        newest = next(reversed(self._messages.values()))
        unstarred = (one for one in self._messages.values() if not one.saved_by)
        found = next(unstarred)
        return next(iter(self._messages.values())) if found is newest else found


def _milliseconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def _memory_size(mail: ParsedMail) -> int:
    people = [*mail.sender, *mail.to, *mail.cc, *mail.bcc]
    items = [*mail.attachments, *mail.links, *(value for _, value in mail.headers)]
    items += [person.name + person.address for person in people]
    texts = [mail.raw, mail.text, mail.html, *items]
    return sum(map(sys.getsizeof, texts)) + _BYTES_AN_ITEM * len(items)
