"""Whether a mail is the one that somebody waits for. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from inspect import iscoroutine, iscoroutinefunction
from typing import Generic, TypeVar

from ..mime.one_line import without_controls
from ..models.email_message import EmailMessage
from ..models.email_message_short import EmailMessageShort
from ..models.email_recipient import EmailRecipient
from ..models.incoming_email_message import IncomingEmailMessage

T = TypeVar("T")

# Signs that nobody sees: joiners, marks of direction, soft hyphens, selectors of a variant.
_UNSEEN = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]+"
)
_BLANKS = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")
# Python's time to compose grows with the square of the marks on a letter.
_MAX_COMPOSED = 2_000
_MAX_KEPT = 1_000_000  # characters of an HTML body whose text is kept for a while
_NOT_AWAITED = "where must be a plain function, not {!r}, which returns a coroutine"

#: A string is found anywhere in the text, as a person reads it: whatever its case, with any run of
#: blanks for a blank, without signs that nobody sees. A compiled pattern is searched for in the
#: text as it is; what stands in a header is on one line, without control characters.
Pattern = str | re.Pattern[str]
Message = IncomingEmailMessage | EmailMessage | EmailMessageShort
Bodies = tuple[str | None, str | None]


@dataclass(frozen=True)
class Criteria(Generic[T]):
    """What is sought. All that is given must hold; with nothing given, every mail matches.

    Attributes:
        where: called with what the caller would get; true for a match.
        to: sought in the inbox and in the recipients' addresses and names.
        sender: sought in the senders' addresses and names.
        subject: sought in the subject.
        since: only mail that the service has received since then; without a time zone it means
            UTC. A mail whose time cannot be read counts as new.
        text: sought in the plain text, and in what a reader sees of the HTML.
    """

    where: Callable[[T], object] | None = None
    to: Pattern | None = None
    sender: Pattern | None = None
    subject: Pattern | None = None
    since: datetime | None = None
    text: Pattern | None = None

    def __post_init__(self) -> None:
        if self.where is not None and not callable(self.where):
            raise TypeError(
                f"where must be a function, not {self.where!r}; for words use subject= or text="
            )
        if iscoroutinefunction(self.where):  # what it returns would always be true
            raise TypeError(_NOT_AWAITED.format(self.where))
        for name in ("to", "sender", "subject", "text"):
            check_pattern(name, getattr(self, name))
        if not isinstance(self.since, datetime | None):
            raise TypeError(f"since must be a datetime, not {self.since!r}")
        if self.since is not None and self.since.tzinfo is None:
            object.__setattr__(self, "since", self.since.replace(tzinfo=UTC))

    @property
    def looks_inside(self) -> bool:
        """Whether more than the head of a mail may be needed."""
        return self.text is not None or self.where is not None

    def fits(self, message: Message) -> bool:
        """Tell whether the head of this message is as it is sought."""
        return (
            (self.since is None or not message.received or message.received >= self.since)
            and (self.subject is None or found_in(self.subject, [message.subject]))
            and (self.sender is None or found_in(self.sender, _words(message.from_)))
            and (self.to is None or found_in(self.to, [message.inbox, *_words(message.to)]))
        )

    def holds(self, item: T, bodies: Callable[[T], Bodies]) -> bool:
        """Tell whether the rest of an item, whose head ``fits``, is as it is sought.

        Args:
            bodies: returns the item's text and HTML; called if they are looked into.
        """
        if self.text is not None and not _found_in_bodies(self.text, *bodies(item)):
            return False
        if self.where is None:
            return True
        is_sought = self.where(item)
        if iscoroutine(is_sought):
            is_sought.close()  # or Python warns that nobody awaits it
            raise TypeError(_NOT_AWAITED.format(self.where))
        return bool(is_sought)

    def matches(self, item: T, message: Message, bodies: Callable[[T], Bodies]) -> bool:
        """Tell whether ``item``, whose message this is, is sought."""
        return self.fits(message) and self.holds(item, bodies)

    def __str__(self) -> str:
        sought = {
            "subject": self.subject, "sender": self.sender, "to": self.to, "text": self.text
        }  # fmt: skip
        parts = [
            f"{name} {'like' if isinstance(pattern, re.Pattern) else 'with'} "
            f"{pattern.pattern if isinstance(pattern, re.Pattern) else pattern!r}"
            for name, pattern in sought.items()
            if pattern is not None
        ]
        if self.where is not None:
            parts.append(f"where {getattr(self.where, '__name__', 'a function')} is true")
        since = "" if self.since is None else f", received since {self.since.isoformat()}"
        return (" and ".join(parts) or "any mail") + since


def refuse_unnamed(call: str, unnamed: tuple[object, ...]) -> None:
    """See that what is sought was given by name.

    Raises:
        TypeError: something was not; it says how to.
    """
    __tracebackhide__ = True
    if unnamed:
        one = unnamed[0]
        remedy = f"since={one!r}" if isinstance(one, datetime) else f"subject={one!r}"
        if isinstance(one, int | float):
            remedy = f"{'within' if call == 'assert_none' else 'timeout'}={one!r}"
        remedy = "where=..." if callable(one) else remedy
        raise TypeError(
            f"{call}() takes what is sought by name: {remedy}; "
            "there are subject=, sender=, to=, text=, where= and since="
        )


def check_pattern(name: str, pattern: object) -> None:
    """Raise ``TypeError`` for what is neither text nor a pattern of text, nor None."""
    is_pattern = isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str)
    if pattern is not None and not isinstance(pattern, str) and not is_pattern:
        raise TypeError(f"{name} must be a string or a compiled pattern, not {pattern!r}")


def _words(people: list[EmailRecipient] | None) -> list[str | None]:
    return [word for person in people or [] for word in (person.address, person.name)]


def found_in(pattern: Pattern, texts: Iterable[str | None]) -> bool:
    """Tell whether one of the texts has what is pattern."""
    read = (text for text in texts if isinstance(text, str))
    if isinstance(pattern, re.Pattern):
        return any(pattern.search(without_controls(text)) for text in read)
    folded = _as_read(pattern)
    return any(folded in _as_read(text) for text in read)


def _found_in_bodies(pattern: Pattern, text: str | None, html: str | None) -> bool:
    if isinstance(pattern, re.Pattern):  # with its lines, unlike what stands in a header
        return any(pattern.search(body) is not None for body in _seen(text, html))
    return found_in(pattern, _seen(text, html))


def _seen(text: object, html: object) -> Iterator[str]:
    # The models take a stranger's JSON as it is: it may be of any type.
    if isinstance(text, str):
        yield text
    if isinstance(html, str) and html:
        yield _text_of(html) if len(html) <= _MAX_KEPT else _text_of.__wrapped__(html)


@lru_cache(maxsize=16)  # many may wait, and each of them looks into the mail that has just come
def _text_of(html: str) -> str:
    from ..extraction.html import read_html  # here, as a stream can do without

    return read_html(html).text


def _as_read(text: str) -> str:
    """One spelling for all that a person reads alike."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.lower()
    text = _BLANKS.sub(" ", _UNSEEN.sub("", text))
    if len(text) > _MAX_COMPOSED:
        # No letter is composed with a blank.
        return " ".join(map(_composed, text.split(" ")))
    return _composed(text)


def _composed(text: str) -> str:
    if len(text) > _MAX_COMPOSED:
        return text.casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).casefold())
