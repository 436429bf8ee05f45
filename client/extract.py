"""Codes and links of a mail, best candidate first. Pure, never raises, in linear time.

How a code is found:

1. Spaces, dashes and digits are brought to one spelling; letters nobody sees are dropped.
2. What is surely something else (URL, price, date, phone number, ...) is masked, by `OTHERS`.
3. What is left and has the shape of a code is a candidate: `APART`, `RUN`.
4. Words that announce a code, and words that announce another number, are found: `LABEL`.
   A number announced as another one, or a year, or in a postal address, is no candidate.
5. Each announcing word votes for one candidate, by distance: `_vote`. No vote, no code.

The expressions use possessive quantifiers or bounded ones, and look behind where a run may begin:
without them a hostile mail costs the square of its size.
"""

from __future__ import annotations

import html as entities
import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from client.extract_words import (
    ACTION,
    ANCHOR,
    APART,
    BETWEEN_CODES,
    DIGIT,
    DULL,
    GOOD_URL,
    HREF,
    IMAGE,
    IS,
    LABEL,
    NOUN_GAP,
    NUMBER_GAP,
    OTHERS,
    RUN,
    SENTENCE_END,
    SPELLING,
    STREET,
    TOKEN,
    URL,
    WORD_LIKE,
    YEAR,
)
from client.markup import text_from_html

_MAX_RESULTS = 1000


class _Candidate(NamedTuple):
    start: int
    end: int
    code: str
    alone: bool


class _Label(NamedTuple):
    start: int
    end: int
    kind: str


def _code_shapes(text: str) -> Iterator[tuple[int, int, str]]:
    for found in APART.finditer(text):
        yield found.start(), found.end(), "".join(re.findall("[A-Z0-9]", found[0]))
    for found in RUN.finditer(APART.sub(_mask, text)):
        groups = re.split("[ -]", found[0])
        whole = "".join(groups)
        if found[1] in ("G", "FB") or re.fullmatch(r"(?:G|FB)-\d{5,8}", found[0]):
            yield found.start(), found.end(), whole.lstrip("GFB")
        elif len(whole) <= 10 and len(set(map(len, groups))) == 1:
            yield found.start(), found.end(), whole
        elif found[2]:  # "482913 10": a code and a number behind it
            at = found.start()
            for part in found[0].split(" "):
                if len(part) >= 6 and part.isalnum():
                    yield at, at + len(part), part
                at += len(part) + 1


def _mask(found: re.Match[str]) -> str:
    # Keeps the length, ends every run, and is no blank.
    return "\x00" * (found.end() - found.start())


def _margin(text: str, start: int, end: int) -> str:
    """What stands on the line beside a candidate, up to 80 characters on each side."""
    before = text[max(0, start - 80) : start].rpartition("\n")[2]
    return before + "\n" + text[end : end + 80].partition("\n")[0]


def _candidates(text: str, lower: str, labels: list[_Label]) -> list[_Candidate]:
    starts = [label.start for label in labels]
    found = []
    for start, end, code in sorted(_code_shapes(text)):
        if not 4 <= len(code) <= 10 or code.isalpha():
            continue
        at = bisect_left(starts, start)
        near = [x for x in labels[max(0, at - 4) : at + 4] if abs(x.start - start) < 80]
        kind, gap = "", ""
        if at and start - labels[at - 1].end <= 40:
            kind, gap = labels[at - 1].kind, lower[labels[at - 1].end : start]
        margin = _margin(lower, start, end)
        if (
            any(x.kind == "promo" for x in near)
            or (kind == "number" and NUMBER_GAP.fullmatch(gap))
            or (kind == "noun" and NOUN_GAP.fullmatch(gap))
            or (STREET.search(margin) and kind != "code")
            or "©" in margin
        ):
            continue
        alone = not re.search(r"[^\W_]|\x00", margin)
        found.append(_Candidate(start, end, code, alone))
    return found


def _vote(label: _Label, one: _Candidate, lower: str) -> float:
    """How surely this word announces this candidate; nothing at 0 and below."""
    after = one.start >= label.end
    gap = lower[label.end : one.start] if after else lower[one.end : label.start]
    beside = after and IS.fullmatch(gap) is not None
    if YEAR.fullmatch(one.code) and not (
        (beside and gap.strip()) or (one.alone and gap.rstrip().endswith(":"))
    ):
        return 0
    if WORD_LIKE.fullmatch(one.code) and not (beside or one.alone):
        return 0
    if label.kind == "purpose" and not (one.alone and len(one.code) <= 8):
        return 0
    score = 60 - len(gap) / 4 * (not beside) if after else 50 - len(gap) / 2
    score += 40 * beside + 40 * one.alone - 40 * (label.kind == "purpose")
    score += 5 * (len(one.code) == 6) + 5 * one.code.isdigit()
    if not one.alone:
        score -= 30 * ("\n" in gap) + 30 * (SENTENCE_END.search(gap) is not None)
    return score - 10


def _codes(text: str) -> list[str]:
    text = text.translate(SPELLING)
    lower = text.lower()
    if not DIGIT.search(text):
        return []
    labels = [_Label(*x.span(), x.lastgroup or "") for x in LABEL.finditer(lower)]
    announcing = [label for label in labels if label.kind in ("code", "purpose")]
    if not announcing:
        return []
    text = "\n" + text  # so that the first line begins behind a line end, like all others
    for other in OTHERS:
        text = other.sub(_mask, text)
    text = text[1:]
    candidates = _candidates(text, lower, labels)
    starts = [one.start for one in candidates]
    scores: dict[int, float] = {}
    for label in announcing:
        at = bisect_left(starts, label.end)
        choice = []
        if at < len(starts) and starts[at] - label.end <= 240:
            choice.append((_vote(label, candidates[at], lower), at))
        if at and label.start - candidates[at - 1].end <= 80:
            choice.append((_vote(label, candidates[at - 1], lower), at - 1))
        score, best = max(choice, default=(0, 0))
        if score > 0:
            scores[best] = max(score, scores.get(best, 0))
    for n, (one, next_one) in enumerate(pairwise(candidates)):  # a list of codes
        alike = n in scores and n + 1 not in scores and len(one.code) == len(next_one.code)
        if alike and BETWEEN_CODES.fullmatch(text[one.end : next_one.start][:20]):
            scores[n + 1] = scores[n] - 1
    ranked = sorted(scores, key=lambda n: -scores[n])
    return list(dict.fromkeys(candidates[n].code for n in ranked))[:_MAX_RESULTS]


_TAG = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)([^<>]*+)>|<[!?][^<>]*+>")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0(?![.\d]*[1-9])"
    r"|(?<![-\w])opacity\s*:\s*0(?![.\d]*[1-9])|\shidden(?=[\s/]|$|=[\"']?(?:hidden"
    r"|true)?[\"'\s/]?$)"
    r"|class\s*=[^=]{0,80}(?:preheader|preview-?text)",
    re.IGNORECASE,
)
_SILENT = {"script", "style", "template", "textarea", "title"}
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}


def _visible(source: str) -> str:
    """The HTML without comments and hidden elements; cells are kept apart by blanks."""
    parts = []
    at = depth = 0
    inside = ""  # the hidden element we are in; what it never closes is hidden to the end
    while found := _TAG.search(source, at):
        if not inside:
            parts.append(source[at : found.start()])
        at = found.end()
        slash, name, attributes = found[1], (found[2] or "").lower(), found[3] or ""
        if found[0] == "<!--":
            at = source.find("-->", at) + 3
            if at < 3:
                return "".join(parts)
        elif inside:
            if name == inside:
                # A paragraph ends where the next begins.
                depth += -1 if slash or name == "p" else 1
                inside = inside if depth else ""
        elif name in _SILENT or (attributes and not slash and _HIDDEN.search(attributes)):
            if not slash and name not in _VOID:
                inside, depth = name, 1
        else:
            parts.append(" " + found[0] if name in ("td", "th") else found[0])
    if not inside:
        parts.append(source[at:])
    return "".join(parts)


def find_codes(text: str, html: str = "") -> list[str]:
    """The one-time codes of a mail, the likeliest first, each once; at most 1000.

    A code has 4 to 10 capital letters and digits, at least one of them a digit, and stands near
    a word that announces it, in one of some twenty languages. It comes back without the blanks and
    dashes that group it, in ASCII. Years, prices, dates, phone numbers, postcodes, order numbers,
    vouchers and the like are left out.

    Args:
        text: the plain body of the mail.
        html: its HTML body; looked at, without what is hidden, when the text holds no code.

    Returns:
        The codes; an empty list if there are none. It never raises, and takes linear time.
    """
    return _codes(text) or (_codes(text_from_html(_visible(html))) if html else [])


def _trimmed(url: str) -> str:
    """The URL without the punctuation of the sentence it stands in."""
    end = len(url)
    surplus = {close: url.count(close) - url.count(open_) for open_, close in ("()", "[]", "{}")}
    while end and (url[end - 1] in ".,;:!?*_…" or surplus.get(url[end - 1], 0) > 0):
        if url[end - 1] in surplus:
            surplus[url[end - 1]] -= 1
        end -= 1
    return url[:end]


def _urls_of_text(text: str) -> Iterator[tuple[str, str]]:
    """URLs and up to 100 characters before each."""
    last = 0
    for found in URL.finditer(text):
        yield _trimmed(found[0]), text[max(last, found.start() - 100) : found.start()]
        last = found.end()


def _urls_of_html(source: str) -> Iterator[tuple[str, str]]:
    """URLs of the anchors and up to 200 characters of what each holds."""
    for anchor in ANCHOR.finditer(source):
        found = HREF.search(anchor[1])
        if found:
            url = entities.unescape(found[1] or found[2] or found[3] or "").strip()
            inside = source[anchor.end() : anchor.end() + 200].partition("</a")[0]
            yield re.sub(r"[\r\n\t]+", "", url).replace(" ", "%20"), text_from_html(inside)


def _rank(url: str, context: str) -> int:
    """0 and above for a link to act on, below 0 for one that mails carry anyway."""
    url, context = url[:2000].lower(), context.lower()
    address = url.partition("?")[0]
    if IMAGE.search(address):
        return -2
    if DULL.search(address) or DULL.search(context[-60:]) or "unsubscri" in url:
        return -1
    named = ACTION.search(url[8:]) is not None
    return 2 * named + 2 * (ACTION.search(context) is not None) + (TOKEN.search(url) is not None)


def find_links(text: str, html: str = "") -> list[str]:
    """The ``http`` and ``https`` links of a mail, best first, each once; at most 1000.

    First those that look like actions (verify, confirm, reset, sign in, ``token=``), by URL and by
    the words that go with them; then others, in their order; then unsubscribing, privacy, help and
    social networks; images last.

    Args:
        text: the plain body of the mail.
        html: its HTML body: the ``href`` of its visible anchors, entities decoded; if neither it
            nor the text has a link, the URLs that its visible text spells out.

    Returns:
        The links; an empty list if there are none. It never raises, and takes linear time.
    """
    visible = _visible(html)
    ranks: dict[str, int] = {}
    found = [*_urls_of_text(text), *_urls_of_html(visible)]
    for url, context in found or _urls_of_text(text_from_html(visible)):
        if GOOD_URL.fullmatch(url):
            ranks[url] = max(_rank(url, context), ranks.get(url, -3))
    return sorted(ranks, key=lambda url: -ranks[url])[:_MAX_RESULTS]
