"""Finds the codes of a mail, best candidate first. Pure, in linear time, whatever the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from .candidates import NOT_CODES, Candidate, candidates, weak_candidates, without
from .entering import entered
from .evidence import (
    SURE,
    announces_weakly,
    evidence_before,
    evidence_behind,
    is_listed,
    is_near_other,
    is_other,
    nearness,
)
from .html import Page, read_html
from .labels import Label, fold, is_known, labels
from .links import check_bodies
from .spelling import normalise
from .structure import Layout, is_doubtful
from .weights import ANNOUNCED, THRESHOLD, Evidence, Explanation

_MAX_CODES = 100
_URL = NOT_CODES["URL"]
_LINKS = 20_000
_SIGNS = re.compile(r"[\W_]+")
_COLON = re.compile(r"(?::| -)$")
_ROMAN = re.compile("[IVXLCDM]{4,}")
_COUPON = re.compile(r"[A-Z]{3,8}\d{1,4}[A-Z]{0,2}")
_PERCENT = re.compile(r"\d ?[%٪]|[%٪] ?\d")
_MINUTES = re.compile(
    r"\d(?<!\d.)\d{0,2} ?-?(?:(?i:min|мин|мүн|хв|dak|dəq|daq|perc)|λεπτ|דקות|دقي|دقی|منٹ|मिन|মিন"
    "|ਮਿੰਟ|મિન|நிமி|నిమి|ನಿಮಿ|മിനി|นาที|phút|分|분|րոպե|წუთ|ደቂቃ|မိနစ်|នាទី|ນາທີ)"
)
_NAMED = "named as another number"
_OTHER = "near a word for other numbers"
_VOUCHERS = {"code of a voucher", "like the code of a voucher"}
_OUTDONE = "another one is announced"
_NAMING = {"code", "one-time", "voucher code", "other", "number"}  # kinds of words for a number
_TO_ENTER = {"enter", "enter behind", "tell", "tell behind"}
_OF_CODES = {"code", "one-time"}
_OF_OTHERS = {"other", "number"}
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
        if not beside or label.kind in ("other", "number", "courier"):
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


class _Mail:
    """What the whole mail tells of its candidates."""

    def __init__(self, text: str, page: Page, subject: str) -> None:
        subject = normalise(subject)
        self.bodies = [normalise(text), normalise(page.text), subject]
        self.looks = {_SIGNS.sub("", normalise(shown)): looks for shown, looks in page.looks}
        in_subject = [*candidates(subject), *weak_candidates(subject)] if subject else []
        self._in_subject = {one.code: one.before.strip() for one in in_subject}
        of_subject = labels(fold(subject), [(0, len(subject))]) if subject else []
        self._kinds = {label.kind for label in of_subject}
        self._has_percent = any(
            ("%" in body or "٪" in body) and _PERCENT.search(body) for body in self.bodies
        )
        self._sources = text, page

    @cached_property
    def _links(self) -> str:
        text, page = self._sources
        urls = _URL.findall(f"{text[:_LINKS]}\n{page.text[:_LINKS]}")
        urls += [anchor.url for anchor in page.anchors]
        return f" {' '.join(_SIGNS.sub(' ', url[:200]) for url in urls[:200])} "

    def reasons(self, one: Candidate) -> Iterator[str]:
        """Keys of ``WEIGHTS``."""
        about_code = bool(self._kinds & _OF_CODES)
        before = self._in_subject.get(one.code)
        if before == "":
            yield "first in the subject"
        if before is not None and about_code:
            yield "in the subject, too"
        elif before and not _COLON.search(before):
            yield "in the subject, as order numbers are"
        if about_code:
            yield "the subject speaks of a code"
        elif self._kinds & _OF_OTHERS:
            yield "the subject speaks of another number"
        if not one.code.isdigit() and f" {one.code} " in self._links:
            yield "in a link, too"

    def _tells(self, one: Candidate) -> bool:
        """Whether the subject tells that it is no year, nor anything else."""
        about_code = bool(self._kinds & _OF_CODES) and not one.written.isdigit()
        return one.code in self._in_subject and (about_code or self.bodies[2] == one.written)

    def explained(self, body: str, *, weak: bool) -> dict[str, Explanation]:
        """The candidates of a body, in order, and what speaks for and against each."""
        found = _candidates(body, weak=weak) if body else []
        if not found:
            return {}
        # In "C4V8N2" no "n" announces a number.
        rest = without(fold(body), ((one.start, one.end) for one in found), "\0")
        known = labels(rest, _surroundings(found))
        naming = [label for label in known if label.kind in _NAMING]
        starts = [label.start for label in naming]
        explained: dict[str, Explanation] = {}
        left = []
        for one in found:
            if is_other(one, naming, starts, body):
                explained[one.code] = Explanation.of(one.code, [_NAMED])
            else:
                left.append(one._replace(doubtful=is_doubtful(one) and not self._tells(one)))
        announced, vouchers = _announced(left, known, body)
        layout = None
        if len(left) <= _MOST_LAID_OUT and body is not self.bodies[2]:
            layout = Layout(body, self.looks, left)
        hurries = layout and _MINUTES.search(body)
        speaks = any(label.kind in _OF_CODES for label in known)
        for k, one in enumerate(left):
            reasons = [vouchers[k]] if k in vouchers else []
            if (reasons or self._has_percent) and _COUPON.fullmatch(one.code):
                reasons.append("like the code of a voucher")
            elif self._has_percent and not one.code.isdigit():
                reasons.append("letters in a mail with a percentage")
            if is_near_other(one, naming, starts, body):
                reasons.append(_OTHER)
            if layout:
                reasons += [*layout.reasons(one), *self.reasons(one)]
                reasons += ["the mail speaks of a code"] if speaks else []
                reasons += ["the mail speaks of minutes"] if hurries else []
            new = Explanation.of(one.code, reasons, announced.get(k))
            old = explained.get(one.code, new)
            best = new if new.score > old.score else old
            # Where it stands without a word, it is what it is called elsewhere.
            if _OTHER in {*old.reasons, *new.reasons} and not best.is_announced:
                best = best.also(_OTHER)
            explained[one.code] = best
        return explained


def _candidates(body: str, *, weak: bool) -> list[Candidate]:
    if not weak:
        return candidates(body)
    return [
        one
        for one in weak_candidates(body)
        if not (one.code.isalpha() and (_ROMAN.fullmatch(one.code) or is_known(one.written)))
    ]


def _bodies(text: str, html: str, subject: str) -> list[dict[str, Explanation]]:
    """What the text, the HTML and the subject have."""
    check_bodies(text, html, subject)
    mail = _Mail(text, read_html(html) if html else Page("", [], []), subject)
    found = [mail.explained(body, weak=False) for body in mail.bodies]
    if not any(one.is_announced for of_body in found for one in of_body.values()):
        found = [
            mail.explained(body, weak=True) | of_body
            for body, of_body in zip(mail.bodies, found, strict=True)
        ]
    for of_body in found[:2]:
        for code in of_body:
            seen = [of_other[code] for of_other in found if code in of_other]
            voucher = next((one for one in seen if not _VOUCHERS.isdisjoint(one.reasons)), None)
            of_body[code] = voucher or max(seen, key=lambda one: one.score)
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
    (alone on its line, behind a colon, in the subject); how it looks in HTML (large, letters set
    apart, in a box); that it is the only one; and words and shapes of other numbers. ``explain``
    shows it. A code comes back without what groups it, in ASCII: ``123 456`` as ``123456``,
    ``AB12-CD34`` as ``AB12CD34``. Those of an older mail that is quoted come last.

    Not found: years, prices, phone numbers, times, postcodes, tracking and invoice numbers, codes
    to pay less with, colours and parts of URLs.

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
