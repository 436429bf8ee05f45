"""What the whole mail, and the sentence of a candidate, tell of it, whatever stands next to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from .candidates import MINUTES, Candidate, candidates, weak_candidates
from .evidence import OF_ACTION
from .html import Page
from .labels import Label, fold, labels
from .not_codes import PRICE, without_prices
from .spelling import normalise

_SIGNS = re.compile(r"[\W_]+")
_COLON = re.compile(r"(?::| -)$")
_YEAR = re.compile(r"(?<![\d#!])(?:19|20)\d\d(?!\d)")
_NUMBER = re.compile(r"\d{3}|[#!]\d")
_ANSWER = re.compile(r"(?i:re|aw|sv|vs|antw|odp|ynt|回复|答复) ?:")
_HASHED = re.compile(r"#(\w{4,10})")  # "[Ticket#482913]"
_TITLE = 20  # characters, on a link that says more than a code
_HAS_DIGIT = re.compile(r"\d\S*")
_ROW = re.compile(r"^[^\n:|(]{2,40}(?<!\d)[:|][^\n]{0,80}?(?:\d{3}|\d\d:\d\d)", re.MULTILINE)
_STOP = re.compile(r"[.!?。]")
_PERCENT = re.compile(r"\d ?[%٪](?!\w)|(?<!\w)[%٪] ?\d")
_OF_OTHERS = {"other", "number"}
_WARNING = {"warning", "scam"}
_ENTERING = {"enter", "enter behind"}
_TO_ACT = _ENTERING | {"tell", "use", "action", "sign in"}
_IN_SENTENCE = {
    "something to enter in its sentence": _ENTERING,
    "something to tell in its sentence": {"tell", "tell behind"},
    "an action in its sentence": {"action", "sign in"},
    "another number in its sentence": {"other"},
    "a scam in its sentence": {"scam"},
}
_OF_CODES = {"code", "one-time"}
_TO_DO = _TO_ACT | OF_ACTION | {"tell behind", "one-time", "courier", "guarded", "warning"}


def in_sentence(one: Candidate, known: list[Label], starts: list[int]) -> list[str]:
    """What the words of its sentence tell: keys of ``WEIGHTS``."""
    first = one.start - len(_STOP.split(one.before)[-1])
    last = one.end + len(_STOP.split(one.after, maxsplit=1)[0])
    beside = known[bisect_left(starts, first) : bisect_left(starts, last)]
    kinds = {label.kind for label in beside}
    return [reason for reason, of in _IN_SENTENCE.items() if kinds & of]


def _asks(words: str) -> bool:
    """Whether a link is one to act on: "Sign in with code 482913"."""
    folded = fold(words)
    return any(label.kind in _TO_ACT for label in labels(folded, [(0, len(folded))]))


class Whole:
    """What the whole mail tells of its candidates; what no candidate asks for is not looked at."""

    def __init__(self, text: str, page: Page, subject: str) -> None:
        self._page = page
        self._subject = normalise(subject)
        self.bodies = [normalise(text), normalise(page.text), self._subject]
        self.candidates = candidates(self.bodies)

    @cached_property
    def looks(self) -> dict[str, frozenset[str]]:
        """How the short texts of the HTML look, by their letters and digits."""
        return {
            _SIGNS.sub("", shown if shown.isascii() else normalise(shown)): looks
            for shown, looks in self._page.looks
        }

    @cached_property
    def has_percent(self) -> bool:
        return any(("%" in body or "٪" in body) and _PERCENT.search(body) for body in self.bodies)

    @cached_property
    def _linked(self) -> set[str]:
        """What stands in the words of links that are not there to act on."""
        said = "\n".join(
            one.seen
            for one in self._page.anchors
            if len(one.seen) > _TITLE and _HAS_DIGIT.search(one.seen) and not _asks(one.seen)
        )
        return {one.code for one in candidates([normalise(said)])[0]}

    @cached_property
    def _in_subject(self) -> dict[str, str]:
        """What stands in the subject, and what before it."""
        found = [*self.candidates[2], *weak_candidates(self._subject)]
        before = {one.code: one.before.strip() for one in found}
        return before | dict.fromkeys(_HASHED.findall(self._subject), "[#")

    @cached_property
    def _kinds(self) -> set[str]:
        """The kinds of words in the subject."""
        return {label.kind for label in labels(fold(self._subject), [(0, len(self._subject))])}

    @cached_property
    def _is_answer(self) -> bool:
        return _ANSWER.match(self._subject) is not None

    @cached_property
    def _has_number(self) -> bool:
        return _NUMBER.search(_YEAR.sub("", without_prices(self._subject))) is not None

    def of_all(self, body: str, known: list[Label]) -> list[str]:
        """What a body, with these words, tells of all its candidates: keys of ``WEIGHTS``."""
        kinds = {label.kind for label in known}
        speaks_of_minutes = MINUTES.search(body) is not None
        is_asked = (
            speaks_of_minutes
            or not _TO_DO.isdisjoint(kinds)
            or not self._kinds.isdisjoint(_TO_DO | _OF_CODES)
            or any(label.of_action for label in known)
        )
        found = {
            "the mail asks to enter something": bool(kinds & _ENTERING),
            "the mail speaks of a pick-up": "courier" in kinds,
            "the mail speaks of minutes": speaks_of_minutes,
            "the mail has a price, and asks for nothing": not is_asked and bool(PRICE.search(body)),
            "the mail has a percentage": self.has_percent,
            "the mail has hardly any number": len([*islice(_HAS_DIGIT.finditer(body), 3)]) < 3,
            "the mail has rows of numbers": len([*islice(_ROW.finditer(body), 2)]) == 2,
        }
        return [reason for reason, is_so in found.items() if is_so]

    def of(self, one: Candidate) -> Iterator[str]:
        """Keys of ``WEIGHTS``."""
        is_number = not one.code.isalpha()
        about_code = bool(self._kinds & _OF_CODES)
        before = self._in_subject.get(one.code)
        is_named = about_code or bool(self._kinds & OF_ACTION)
        if before and not (is_named or _COLON.search(before)):
            yield "in the subject, as order numbers are"
        if about_code:
            yield "the subject speaks of a code"
            if one.alone:
                yield "alone in a mail whose subject speaks of a code"
        elif is_number and self._kinds & _OF_OTHERS:
            yield "the subject speaks of another number"
        if is_number and before is None and self._has_number:
            yield "the subject has another number"
        if before is None and self._kinds & _WARNING:
            yield "the subject warns"
        if self._is_answer:
            yield "the subject is an answer"
        if one.code in self._linked:
            yield "in the words of a link"
        if one.code in self.looks:
            yield "an element of its own"

    def tells(self, one: Candidate) -> bool:
        """Whether the subject tells that it is no year, nor anything else."""
        before = self._in_subject.get(one.code, "")
        is_named = bool(self._kinds & _OF_CODES) and not before.endswith(("[", "]"))
        return (is_named and before != "" and not one.written.isdigit()) or (
            self.bodies[2] == one.written
        )
