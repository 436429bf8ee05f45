"""Whether a mail is the one that somebody waits for. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..models.email_message import EmailMessage
from ..models.email_message_short import EmailMessageShort
from ..models.email_recipient import EmailRecipient
from ..models.incoming_email_message import IncomingEmailMessage

T = TypeVar("T")

#: A string is found anywhere in the text, whatever its case; a compiled pattern is searched for.
Wanted = str | re.Pattern[str]
Message = IncomingEmailMessage | EmailMessage | EmailMessageShort


@dataclass(frozen=True)
class Matcher(Generic[T]):
    """What is sought. All that is given must hold; with nothing given, every mail matches.

    Attributes:
        where: called with what the caller would get; true for a match.
        to: sought in the inbox and in the recipients' addresses and names.
        sender: sought in the senders' addresses and names.
        subject: sought in the subject.
    """

    where: Callable[[T], object] | None = None
    to: Wanted | None = None
    sender: Wanted | None = None
    subject: Wanted | None = None

    def __post_init__(self) -> None:
        if self.where is not None and not callable(self.where):
            raise TypeError(
                f"where must be a function, not {self.where!r}; for a text use subject= or sender="
            )
        for name in ("to", "sender", "subject"):
            check_wanted(name, getattr(self, name))

    def matches(self, item: T, message: Message) -> bool:
        """Tell whether ``item``, whose message this is, is sought."""
        return (
            (self.subject is None or found_in(self.subject, [message.subject]))
            and (self.sender is None or found_in(self.sender, _words(message.from_)))
            and (self.to is None or found_in(self.to, [message.inbox, *_words(message.to)]))
            and (self.where is None or bool(self.where(item)))
        )

    def __str__(self) -> str:
        sought = {"subject": self.subject, "sender": self.sender, "to": self.to}
        parts = [
            f"{name} {'like' if isinstance(wanted, re.Pattern) else 'with'} "
            f"{wanted.pattern if isinstance(wanted, re.Pattern) else wanted!r}"
            for name, wanted in sought.items()
            if wanted is not None
        ]
        if self.where is not None:
            parts.append(f"where {getattr(self.where, '__name__', 'a function')} is true")
        return " and ".join(parts) or "any mail"


def check_wanted(name: str, wanted: object) -> None:
    """Raise ``TypeError`` for what is neither text nor a pattern of text, nor None."""
    is_pattern = isinstance(wanted, re.Pattern) and isinstance(wanted.pattern, str)
    if wanted is not None and not isinstance(wanted, str) and not is_pattern:
        raise TypeError(f"{name} must be a string or a compiled pattern, not {wanted!r}")


def _words(people: list[EmailRecipient] | None) -> list[str | None]:
    return [word for person in people or [] for word in (person.address, person.name)]


def found_in(wanted: Wanted, texts: Iterable[str | None]) -> bool:
    """Tell whether one of the texts has what is wanted."""
    if isinstance(wanted, re.Pattern):
        return any(wanted.search(text) for text in texts if isinstance(text, str))
    folded = wanted.casefold()
    return any(folded in text.casefold() for text in texts if isinstance(text, str))
