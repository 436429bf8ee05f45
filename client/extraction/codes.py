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
    is_row,
    nearness,
)
from .html import Page, read_html
from .labels import Label, fold, is_known, labels
from .links import check_bodies
from .structure import Layout, is_doubtful
from .weights import ANNOUNCED, THRESHOLD, Evidence, Explanation
from .whole import Whole, in_sentence

_MAX_CODES = 100
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
_OF_ROWS = {"word right before it", "word that leads to it", "password before it"}
# What tells nothing more of a candidate that a word announces.
_IDLE = {
    "the subject speaks of another number",
    "the mail has rows of numbers",
    "six digits",
    "nine digits or more",
    "letters and digits",
    "letters and digits in turn",
}
# What tells less of it.
_LESS = {"the subject has another number": "the subject has a number, too"}
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


def _explained(body: str, whole: Whole, found: list[Candidate]) -> dict[str, Explanation]:
    """The candidates of a body, in order, and what speaks for and against each."""
    if not found:
        return {}
    # In "C4V8N2" no "n" announces a number.
    rest = without(fold(body), ((one.start, one.end) for one in found), "\0")
    known = labels(rest, _surroundings(found))
    naming = [label for label in known if label.kind in _NAMING]
    starts = [label.start for label in naming]
    places = [label.start for label in known]
    explained: dict[str, list[Explanation]] = {}
    left = []
    for one in found:
        if is_other(one, naming, starts, body):
            explained.setdefault(one.code, []).append(Explanation.of(one.code, [_NAMED]))
        else:
            doubtful = is_doubtful(one) and not whole.tells(one)
            if doubtful and one.written[0].isalpha():  # "enter TUI-482", not "see PROJ-4821"
                doubtful = _ENTERED not in in_sentence(one, known, places)
            left.append(one._replace(doubtful=True) if doubtful else one)
    near_other = [is_near_other(one, naming, starts, body) for one in left]
    announced, vouchers = _announced(left, known, body)
    layout = None
    if len(left) <= _MOST_LAID_OUT and body is not whole.bodies[2]:
        layout = Layout(body, whole.looks, left)
    of_all = whole.of_all(body, known) if layout else []
    for k, one in enumerate(left):
        reasons = [vouchers[k]] if k in vouchers else []
        if (reasons or whole.has_percent) and _COUPON.fullmatch(one.code):
            reasons.append("like the code of a voucher")
        elif whole.has_percent and one.code.isupper():
            reasons.append("letters in a mail with a percentage")
        if near_other[k]:
            reasons.append(_OTHER)
        if layout:
            reasons += [*of_all, *layout.reasons(one), *whole.of(one)]
            reasons += in_sentence(one, known, places)
            if is_behind_account(one, known, places, body):
                reasons.append("behind a word for an account")
        evidence = announced.get(k)
        if evidence and body is whole.bodies[2] and evidence[1] in _LOOSE:
            evidence = None  # a subject has no sentences: "Re: code review for PR 1182"
        if evidence and evidence[1] in _OF_ROWS and is_row(one):
            reasons.append("a line of a word, a colon and it")
        is_named = evidence is not None and evidence[1] == "word right before it"
        if is_named and len(one.code) <= _MOST_OF_PAYMENTS:
            reasons = [reason for reason in reasons if reason != _BILL]
        if evidence and evidence[0] >= ANNOUNCED and _BILL not in reasons:
            reasons = [_LESS.get(reason, reason) for reason in reasons if reason not in _IDLE]
        new = Explanation.of(one.code, reasons, evidence)
        explained.setdefault(one.code, []).append(new)
    return {code: _best(seen) for code, seen in explained.items()}


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
    found = [
        _explained(body, whole, of_body)
        for body, of_body in zip(whole.bodies, whole.candidates, strict=True)
    ]
    if not any(one.is_announced for of_body in found for one in of_body.values()):
        found = [
            _explained(body, whole, _weak(body)) | of_body
            for body, of_body in zip(whole.bodies, found, strict=True)
        ]
    named = {code for code, one in found[2].items() if _NAMED in one.reasons}
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


def _order(one: Explanation, seen: dict[str, Explanation]) -> tuple[bool, bool, float]:
    # The text may have been made of the HTML, with what is hidden there.
    return "quoted" in one.reasons, bool(seen) and one.code not in seen, -one.score


def explain(text: str, html: str = "", subject: str = "") -> list[Explanation]:
    """What speaks for each candidate of a mail, and against it, to see why a code was missed or a
    wrong one found.

    Args:
        text, html, subject: as for ``find_codes``.

    Returns:
        The candidates, the likeliest first. What only the HTML has counts if nothing in the text
        is a code, and what only the subject has if nothing in either is.

    Raises:
        TypeError: ``text``, ``html`` or ``subject`` is no string.
    """
    found: dict[str, Explanation] = {}
    for of_body in _bodies(text, html, subject):
        found = of_body | found
    return sorted(found.values(), key=lambda one: -one.score)


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
    found = _bodies(text, html, subject)
    for of_body in found:
        codes = [one for one in of_body.values() if one.score >= THRESHOLD]
        if codes:
            codes.sort(key=lambda one: _order(one, found[1]))
            return [one.code for one in codes[:_MAX_CODES]]
    return []
