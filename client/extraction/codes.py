"""Finds the codes of a mail, best candidate first. Pure, in linear time, whatever the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise

from .candidates import Candidate, weak_candidates, without
from .entering import entered
from .evidence import (
    SURE,
    announces_weakly,
    evidence_before,
    evidence_behind,
    is_behind_account,
    is_listed,
    is_near_other,
    is_other,
    nearness,
)
from .html import Page, read_html
from .labels import Label, fold, is_known, labels
from .links import check_bodies
from .structure import Layout, is_doubtful
from .weights import ANNOUNCED, THRESHOLD, Evidence, Explanation
from .whole import Whole, in_sentence

_MAX_CODES = 100
_HTML, _SUBJECT = 1, 2  # of the bodies; the text is the first
_COUPON = re.compile(r"[^\W\d_a-z]{3,8}\d{1,4}[^\W\d_a-z]{0,2}")
_NAMED = "named as another number"
_ENTERED = "something to enter in its sentence"
_BILL = "the mail has a price, and asks for nothing"
_MOST_OF_PAYMENTS = 6  # digits: "Your code is 482913. Amount: $12.40"
_OTHER = "near a word for other numbers"
_VOUCHERS = {"code of a voucher", "like the code of a voucher"}
_OUTDONE = "another one is announced"
_NAMING = {
    "code",
    "one-time",
    "password",
    "voucher code",
    "other",
    "number",
}  # kinds of words for a number
_TO_ENTER = {"enter", "enter behind", "tell", "tell behind", "use", "use behind"}
_OF_CODES = {"code", "one-time"}
_NO_CODE = {"other", "number", "courier", "guarded", "account", "warning", "scam"}
_ROWS = "the mail has rows of numbers"
# What tells nothing more of a candidate that a word announces.
_IDLE = {
    "the subject speaks of another number",
    _ROWS,
    "six digits",
    "nine digits or more",
    "behind a comma and a name",
    "like a hash",
    "like an abbreviation",
    "letters and digits",
    "letters and digits in turn",
}
# What tells less of it, and of what a line with a colon leads to.
_LESS = {"the subject has another number": "the subject has a number, too"}
_LED = "below a line with a colon"
_LOOSE = {"word close to it", "word near it"}
_VOUCHER_REACH = 80
_READ_BEFORE = 400
_READ_BEHIND = 200
_MOST_LAID_OUT = 40  # a mail of more numbers is no mail with a code that no word announces


def _evidence(n: int, known: list[Label], one: Candidate, text: str) -> Evidence:
    """How surely the word at ``n`` announces the candidate; for one of a voucher, its nearness."""
    label = known[n]
    if label.kind == "voucher":
        return nearness(label, one, text), ""
    if one.weak and (label.kind not in _TO_ENTER or one.code.isalpha()):
        return announces_weakly(label, one, text)
    if label.kind in _TO_ENTER:
        return entered(label, known[max(0, n - 1) : n] + known[n + 1 : n + 2], one, text)
    if label.end <= one.start:
        return evidence_behind(label, one, text)
    return evidence_before(label, one, text)


def _announced(
    found: list[Candidate], known: list[Label], text: str
) -> tuple[dict[int, Evidence], dict[int, str]]:
    """Places in ``found`` of those that words announce as codes, and as those of vouchers."""
    starts = [one.start for one in found]
    best_of: dict[int, Evidence] = {}
    vouchers: dict[int, str] = {}
    for n, label in enumerate(known):
        behind = bisect_left(starts, label.end)
        beside = [k for k in (behind - 1, behind) if 0 <= k < len(found)]
        if not beside or label.kind in _NO_CODE:
            continue
        evidence, best = max((_evidence(n, known, found[k], text), k) for k in beside)
        if evidence[0] < ANNOUNCED and label.kind in _OF_CODES:  # "code for account 7112: 482913"
            for k in range(behind + 1, min(behind + 3, len(found))):
                further = _evidence(n, known, found[k], text)
                if further[0] > max(evidence[0], SURE):
                    evidence, best = further, k
        if label.kind == "voucher":
            if evidence[0] >= -_VOUCHER_REACH:
                vouchers.setdefault(best, "near a word for vouchers")
        elif evidence[0] > best_of.get(best, (0, ""))[0]:
            best_of[best] = evidence
            if label.kind == "voucher code":
                vouchers[best] = "code of a voucher"
    for k, (one, following) in enumerate(pairwise(found)):
        if k in best_of and is_listed(one, following, text):
            best_of.setdefault(k + 1, (best_of[k][0] - 1, "listed"))
    return best_of, vouchers


def _surroundings(found: list[Candidate]) -> list[tuple[int, int]]:
    """Where words that announce them may stand; it saves to read all of a long text for words."""
    parts: list[tuple[int, int]] = []
    for one in found:
        before = _READ_BEHIND if one.weak else _READ_BEFORE
        start, end = max(0, one.start - before), one.end + _READ_BEHIND
        if parts and start <= parts[-1][1]:
            start = parts.pop()[0]
        parts.append((start, end))
    return parts


class _Body:
    """A body of a mail, or its subject: what may be a code in it, and the words around."""

    def __init__(
        self, text: str, whole: Whole, found: list[Candidate], *, is_subject: bool
    ) -> None:
        self._text = text
        self._whole = whole
        self._is_subject = is_subject
        # In "C4V8N2" no "n" announces a number.
        rest = without(fold(text), ((one.start, one.end) for one in found), "\0")
        self._known = labels(rest, _surroundings(found))
        self._starts = [label.start for label in self._known]
        self._naming = [label for label in self._known if label.kind in _NAMING]
        self._naming_starts = [label.start for label in self._naming]
        self._others: list[Candidate] = []
        self._left: list[Candidate] = []
        for one in found:
            if is_other(one, self._naming, self._naming_starts, text):
                self._others.append(one)
            else:
                self._left.append(one._replace(doubtful=True) if self._doubts(one) else one)
        is_laid_out = len(self._left) <= _MOST_LAID_OUT and not is_subject
        self._layout = Layout(text, whole.looks, self._left) if is_laid_out else None
        self._of_all = whole.of_all(text, self._known) if is_laid_out else []

    def explained(self) -> dict[str, Explanation]:
        """The candidates, and what speaks for and against each."""
        explained = {one.code: [Explanation.of(one.code, [_NAMED])] for one in self._others}
        announced, vouchers = _announced(self._left, self._known, self._text)
        for k, one in enumerate(self._left):
            reasons = [*self._of_voucher(one, vouchers.get(k)), *self._around(one)]
            new = self._weighed(one, reasons, announced.get(k))
            explained.setdefault(one.code, []).append(new)
        return {code: _best(seen) for code, seen in explained.items()}

    def _doubts(self, one: Candidate) -> bool:
        """Whether it may be a year, a reference or the like, and nothing tells that it is not."""
        if not is_doubtful(one) or self._whole.tells(one):
            return False
        if one.written[0].isalpha():  # "enter TUI-482", not "see PROJ-4821"
            return _ENTERED not in in_sentence(one, self._known, self._starts)
        return True

    def _of_voucher(self, one: Candidate, near: str | None) -> list[str]:
        reasons = [near] if near else []
        if (near or self._whole.has_percent) and _COUPON.fullmatch(one.code):
            reasons.append("like the code of a voucher")
        elif self._whole.has_percent and one.code.isupper():
            reasons.append("letters in a mail with a percentage")
        return reasons

    def _around(self, one: Candidate) -> list[str]:
        """What the words near it, its place, its sentence and the mail tell."""
        reasons = []
        if is_near_other(one, self._naming, self._naming_starts, self._text):
            reasons.append(_OTHER)
        if self._layout:
            reasons += [*self._of_all, *self._layout.reasons(one), *self._whole.of(one)]
            reasons += in_sentence(one, self._known, self._starts)
            if is_behind_account(one, self._known, self._starts, self._text):
                reasons.append("behind a word for an account")
        if _LED in reasons:
            reasons = [reason for reason in _lessened(reasons) if reason != _ROWS]
        return reasons

    def _weighed(
        self, one: Candidate, reasons: list[str], evidence: Evidence | None
    ) -> Explanation:
        """All of it; beside a word that announces it, some reasons tell less, or nothing."""
        if evidence is None or (self._is_subject and evidence[1] in _LOOSE):
            # A subject has no sentences: "Re: code review for PR 1182"
            return Explanation.of(one.code, reasons)
        is_led = evidence[1] == "word that leads to it" and not one.after.strip()
        if (is_led or evidence[1] == "word right before it") and len(one.code) <= _MOST_OF_PAYMENTS:
            reasons = [reason for reason in reasons if reason != _BILL]
        if evidence[0] >= ANNOUNCED and _BILL not in reasons:
            reasons = [reason for reason in _lessened(reasons) if reason not in _IDLE]
        return Explanation.of(one.code, reasons, evidence)


def _lessened(reasons: list[str]) -> list[str]:
    return [_LESS.get(reason, reason) for reason in reasons]


def _best(seen: list[Explanation]) -> Explanation:
    """That of a code that stands in several places: what it is called in one, it is in all."""
    for one in seen:
        if not _VOUCHERS.isdisjoint(one.reasons):
            return one
    best = max(seen, key=lambda one: one.score)
    if len(seen) > 1 and not best.is_announced:
        for reason in (_NAMED, _OTHER):
            if any(reason in one.reasons for one in seen):
                return best.also(reason)
    return best


def _weak(body: str) -> list[Candidate]:
    """Letters alone, and small ones, but for known words."""
    return [
        one
        for one in weak_candidates(body)
        if not (one.code.isalpha() and any(map(is_known, {one.written, one.code})))
    ]


def _bodies(text: str, html: str, subject: str) -> list[dict[str, Explanation]]:
    """What the text, the HTML and the subject have."""
    check_bodies(text, html, subject)
    whole = Whole(text, read_html(html) if html else Page("", [], []), subject)

    def explained(found: list[list[Candidate]]) -> list[dict[str, Explanation]]:
        return [
            _Body(body, whole, of_body, is_subject=n == _SUBJECT).explained() if of_body else {}
            for n, (body, of_body) in enumerate(zip(whole.bodies, found, strict=True))
        ]

    found = explained(whole.candidates)
    if not any(one.is_announced for of_body in found for one in of_body.values()):
        weak = explained([_weak(body) for body in whole.bodies])
        found = [of_weak | of_body for of_weak, of_body in zip(weak, found, strict=True)]
    named = {code for code, one in found[_SUBJECT].items() if _NAMED in one.reasons}
    for of_body in found:
        for code in of_body:
            seen = [of_other[code] for of_other in found if code in of_other]
            best = _best(seen)
            of_body[code] = best.also(_NAMED) if code in named else best
    if any(one.is_announced for of_body in found for one in of_body.values()):
        for of_body in found:
            for code, one in of_body.items():
                if not one.is_announced:
                    of_body[code] = one.also(_OUTDONE)
    return found


def _codes(found: list[dict[str, Explanation]]) -> list[str]:
    """Those of the first body that has any, the likeliest first, those of an older mail last."""
    for of_body in found:
        codes = [one for one in of_body.values() if one.score >= THRESHOLD]
        if codes:
            # The text may have been made of the HTML, with what is hidden there.
            seen = found[_HTML] or of_body
            codes.sort(key=lambda one: ("quoted" in one.reasons, one.code not in seen, -one.score))
            return [one.code for one in codes[:_MAX_CODES]]
    return []


def explain(text: str, html: str = "", subject: str = "") -> list[Explanation]:
    """What speaks for each candidate of a mail, and against it, to see why a code was missed or a
    wrong one found.

    Args:
        text, html, subject: as for ``find_codes``.

    Returns:
        The candidates: first what ``find_codes`` finds, in its order, then the others, the
        likeliest first. What only the HTML has counts if nothing in the text is a code, and what
        only the subject has if nothing in either is.

    Raises:
        TypeError: ``text``, ``html`` or ``subject`` is no string.
    """
    found = _bodies(text, html, subject)
    place = {code: n for n, code in enumerate(_codes(found))}
    all_of_them: dict[str, Explanation] = {}
    for of_body in found:
        all_of_them = of_body | all_of_them
    return sorted(
        all_of_them.values(), key=lambda one: (place.get(one.code, len(place)), -one.score)
    )


def find_codes(text: str, html: str = "", subject: str = "") -> list[str]:
    """The codes of a mail, the likeliest first, each once; at most 100.

    A code has 4 to 10 digits or letters, grouped or not. What is one is decided by what speaks for
    it and against it: a word that announces it, in one of some fifty languages; where it stands
    (behind a colon, alone, first); how it looks in HTML (bold, in an element of its own); what its
    sentence and the mail speak of, and which other numbers they have; and words and shapes of other
    numbers. ``explain`` shows it. A code comes back without what groups it, its digits in ASCII:
    ``123 456`` as ``123456``, ``AB12-CD34`` as ``AB12CD34``. Those of an older mail that is quoted
    come last.

    Not found: years, prices, phone numbers, times, postcodes, numbers of bookings, parcels and
    invoices, codes to pay less with or to give to friends, colours and parts of URLs.

    Args:
        text: the plain body of the mail.
        html: its HTML body, without what is hidden: for codes that the text lacks, and to put first
            those of the text that are seen there, too.
        subject: its subject: for what it tells of the codes in the bodies, and for one that they
            lack.

    Of either body, the first 200,000 characters that are seen are looked at.

    Returns:
        The codes; an empty list if there are none. It takes linear time.

    Raises:
        TypeError: ``text``, ``html`` or ``subject`` is no string.
    """
    return _codes(_bodies(text, html, subject))
