"""Finds the codes of a mail, best candidate first. Pure, in linear time, whatever the text."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from .candidates import Candidate, candidates, normalise, without
from .evidence import SURE, entered, evidence_before, evidence_behind, is_listed, is_other, nearness
from .html import read_html
from .labels import Label, fold, labels
from .letter_codes import letter_codes
from .links import check_bodies

_MAX_CODES = 100
_NAMING = {"code", "one-time", "voucher code", "other", "number"}  # kinds of words for a number
_VOUCHER_REACH = 80
_READ_BEFORE = 400
_READ_BEHIND = 200


def _evidence(n: int, known: list[Label], one: Candidate, text: str) -> float:
    """How surely the word at ``n`` announces the candidate; for one of a voucher, its nearness."""
    label = known[n]
    if label.kind == "voucher":
        return nearness(label, one, text)
    if label.kind in ("enter", "enter behind"):
        return entered(label, known[max(0, n - 1) : n] + known[n + 1 : n + 2], one, text)
    if label.end <= one.start:
        return evidence_behind(label, one, text)
    return evidence_before(label, one, text)


def _announced(found: list[Candidate], known: list[Label], text: str) -> list[int]:
    """Places in ``found`` of those that are announced as codes, the likeliest first."""
    starts = [one.start for one in found]
    scores: dict[int, float] = {}
    vouchers: set[int] = set()
    for n, label in enumerate(known):
        behind = bisect_left(starts, label.end)
        beside = [k for k in (behind - 1, behind) if 0 <= k < len(found)]
        if not beside or label.kind in ("other", "number"):
            continue
        score, best = max((_evidence(n, known, found[k], text), k) for k in beside)
        if score <= 0 and label.kind in ("code", "one-time"):  # "code for account 7112: 482913"
            for k in range(behind + 1, min(behind + 3, len(found))):
                further = _evidence(n, known, found[k], text)
                if further > max(score, SURE):
                    score, best = further, k
        if label.kind == "voucher":
            if score >= -_VOUCHER_REACH:
                vouchers.add(best)
        elif score > scores.get(best, 0):
            scores[best] = score
            if label.kind == "voucher code":
                vouchers.add(best)
    for k, (one, following) in enumerate(pairwise(found)):
        if k in scores and is_listed(one, following, text):
            scores.setdefault(k + 1, scores[k] - 1)
    return sorted(scores, key=lambda k: (k in vouchers, -scores[k], k))


def _surroundings(found: list[Candidate]) -> list[tuple[int, int]]:
    """Where words that announce them may stand; it saves to read all of a long text for words."""
    parts: list[tuple[int, int]] = []
    for one in found:
        start, end = max(0, one.start - _READ_BEFORE), one.end + _READ_BEHIND
        if parts and start <= parts[-1][1]:
            start = parts.pop()[0]
        parts.append((start, end))
    return parts


def _codes(text: str) -> list[str]:
    text = normalise(text)
    found = candidates(text)
    if not found:
        return []
    # In "C4V8N2" no "n" announces a number.
    rest = without(fold(text), ((one.start, one.end) for one in found), "\0")
    known = labels(rest, _surroundings(found))
    naming = [label for label in known if label.kind in _NAMING]
    starts = [label.start for label in naming]
    found = [one for one in found if not is_other(one, naming, starts, text)]
    codes = [found[k].code for k in _announced(found, known, text)]
    return list(dict.fromkeys(codes))[:_MAX_CODES]


def digit_codes(text: str, html: str = "") -> list[str]:
    """Those of ``find_codes`` that have a digit: of these it is sure."""
    seen = _codes(read_html(html).text) if html else []
    # The text may have been made of the HTML, with what is hidden there.
    return sorted(_codes(text), key=lambda code: bool(seen) and code not in seen) or seen


def find_codes(text: str, html: str = "") -> list[str]:
    """The codes of a mail, the likeliest first, each once; at most 100.

    A code has 4 to 10 digits or capitals and digits, grouped or not, and stands near a word that
    announces it, in one of some thirty languages. It comes back without what groups it, in ASCII:
    ``123 456`` as ``123456``, ``AB12-CD34`` as ``AB12CD34``. Codes to pay less with come last.

    Not found: years, prices, phone numbers, times, postcodes, tracking and invoice numbers, colours
    and parts of URLs; codes with small letters; and a code that no word announces. One of capitals
    alone, such as ``XKQDPR``, is found if there is no other, right behind the word for it.

    Args:
        text: the plain body of the mail.
        html: its HTML body, without what is hidden: for codes that the text lacks, and to put first
            those of the text that are seen there, too.

    Of either, the first 200,000 characters that are seen are looked at.

    Returns:
        The codes; an empty list if there are none. It takes linear time.

    Raises:
        TypeError: ``text`` or ``html`` is no string.
    """
    check_bodies(text, html)
    return digit_codes(text, html) or letter_codes(text) or letter_codes(read_html(html).text)
