# ruff: noqa: RUF001 (signs of many languages)
"""How surely a word announces a candidate, as a code or as another number. Pure.

Words and candidates are places in a text; what stands between them tells. So as to cost the same
in a text of any size, no more than a bounded piece of it is looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from math import inf

from .candidates import Candidate
from .labels import IS, KIND, LETTER, STREET, Label, fold

# How far a word reaches, in characters.
_REACH = 240
_REACH_IN_SENTENCE = 120
_REACH_BACK = 80
_REACH_OF_NUMBER = 25
_REACH_DIRECTLY = 40

# Evidence that a word announces a candidate, best first; the distance is taken off.
_DIRECT = 100  # "code: 482913", "the code is 482913"
_ALONE = 80  # on a line of its own, behind the word
_LED = 70  # "code for Acme: 482913", "code for Acme is 482913"
_BACK = 70  # "482913 is your code"; on a line of its own, before the word
_ENTERED = 65  # "enter 482913 to sign in"
_FOR_ACTION = 50  # on a line of its own behind "verify", or "verification: 482913"
_CLOSE = 40  # in one clause with the word, or as the next sentence
#: What a candidate must have to be taken over one that stands between.
SURE = _CLOSE

# Between a word and a candidate, all on texts that went through ``fold``.
_SIGNS = r"(?:[^\w.!?;,\0]|\.{2,40}(?!\.)){0,12}"
_BETWEEN = re.compile(
    rf"(?:{_SIGNS}(?:{KIND})(?!{LETTER})){{0,2}}{_SIGNS}(?:(?:{IS})(?!{LETTER}){_SIGNS})?"
)
_MARK = re.compile(rf"[:=]|(?<!{LETTER})(?:{IS})(?!{LETTER})")
_LEAD = re.compile(rf"(?:[:=(\[\"'“„«»「『【-]|(?<!{LETTER})(?:{IS}))\s{{0,4}}[\"'“„«*「]?$")
_BACKWARD = re.compile(rf"[^\w.!?;,\0]{{0,4}}(?:[-(=:]|(?<!{LETTER})(?:{IS})(?!{LETTER}))")
_NUMBER_GAP = re.compile(r"(?:[^\d.!?。]|no\.|nr\.)*")
_OTHER_GAP = re.compile(r"[ .]?(?:[#:№(=-]|no\.?|nr\.?|n[°º.])? ?(?:[a-z]{2,3}-)?")
_FOR_GAP = re.compile(r"[^\d.!?:;,\n\0]{0,45}")
_IN_BRACKET = re.compile(r"\([^()]*\w[^()]*$")
_CAPTION_GAP = re.compile(r" ?:?\n{1,2}")
_BETWEEN_CODES = re.compile(r"[\s,;*•·|-]{0,10}(?:\d{1,2}[.)] ?)?")
# "Text START to 40404"; "to" alone is also Polish "is".
_RECIPIENT = re.compile(
    r"(?<!\w)(?:codes?|pin|otp|it|stop|yes"
    r"|(?:text|send|sms|reply)(?: with)? [\"'“]?\w{1,12}[\"'”]?) to $"
)
# These want the text as it is: a small letter goes on with a sentence ("Acme Inc. is").
_SENTENCE_END = re.compile(r"[.!?][\"')]?\s+(?![a-zß-ÿα-ωа-я])|[。।\u06d4\u061f]")
_NEXT_SENTENCE = re.compile(r"[^.!?。]{0,20}[.!。]\s{0,2}")
_COMMA = re.compile("[,;،、，؛]")
_PAUSE = re.compile(rf"{_COMMA.pattern} ?[^\W\d_]")
_HAS_ITS_OWN = re.compile(r"[^.,;!?\n\d]{0,12}\d[\d.:-]{2}")
_SPENT = re.compile(r"[ :#№(]{0,3}[a-z]{0,4}\d[\d.]{2,}\b")
_THIS = re.compile(r"\.\s{1,2}(?:this|the)\s")  # "Enter 482913. This code is valid for ..."
_QUOTE = re.compile(r"[\s\"'“«:]*")
_PARTICLE = re.compile(r"[^\w\n.!?。]*\w{0,4} ?")
_CLAUSE_END = re.compile(r"\W*$|[^\w\0 ]| [^\w\0 ]")

# What a candidate may be as well.
_YEAR = re.compile(r"19\d\d|20[0-4]\d")
_DAY = re.compile(r"(?:19\d\d|20[0-4]\d)(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_AT = re.compile(r"(?<!\w)(?:at|by|until|till|before|um|bis|vers|alle|om|tot|kl\.?|klo|до|saat) $")
_REFERENCE = re.compile(r"(?!FB-)[A-Z]{2,}-\d+")  # PROJ-4821
_UNEVEN = re.compile(r"\d+(?:-\d+)+")  # 555-0132
_STREET = re.compile(rf"(?<!{LETTER})(?:{STREET})(?!{LETTER})")
_CITY = re.compile(r" ([^\W\d_])[^\W\d_A-Z]")
_WORD_LIKE = re.compile(r"[A-Z]{2,}\d{1,3}")  # SHA256


def _is_in_address(one: Candidate) -> bool:
    sentence = f"{_SENTENCE_END.split(one.before)[-1]}\n{_SENTENCE_END.split(one.after)[0]}"
    if _STREET.search(fold(sentence)):
        return True
    if one.before.strip() and not one.before.endswith(", "):
        return False
    city = _CITY.match(one.after)  # with a capital: other scripts have none
    return one.code.isdigit() and len(one.code) <= 6 and bool(city and city[1].isupper())


def _is_doubtful(one: Candidate) -> bool:
    """Whether it may be something else, so that it must be announced with a colon or "is"."""
    return bool(
        _YEAR.fullmatch(one.code)
        or _DAY.fullmatch(one.code)
        or (_CLOCK.fullmatch(one.code) and _AT.search(one.before.lower()))
        or (not one.alone and _REFERENCE.fullmatch(one.written))
        or (_UNEVEN.fullmatch(one.written) and len(set(map(len, one.written.split("-")))) > 1)
        or _is_in_address(one)
    )


def _gap(text: str, start: int, end: int, most: int) -> str | None:
    """The text between two places; None if there is none, or it is longer than ``most``."""
    return text[start:end] if 0 <= end - start <= most else None


def _is_of_other(one: Candidate, code: Label, other: Label, text: str) -> bool:
    """Whether ``other`` says what the code is for: "code for your parcel: 4417"."""
    is_for = _FOR_GAP.fullmatch(text, code.end, other.start) is not None
    # What is longer is rather the number of the parcel.
    return code.kind in ("code", "one-time") and is_for and not other.sure and len(one.code) <= 6


def is_other(one: Candidate, naming: list[Label], starts: list[int], text: str) -> bool:
    """Whether a word announces the candidate as another number; ``naming`` begin at ``starts``."""
    if _RECIPIENT.search(one.before.lower()):
        return True
    at = bisect_left(starts, one.start)
    if at and naming[at - 1].kind in ("other", "number"):
        label = naming[at - 1]
        gap = _gap(text, label.end, one.start, _REACH_OF_NUMBER)
        if at > 1 and gap and ":" in gap and _is_of_other(one, naming[at - 2], label, text):
            return False
        heads_line = label.start == 0 or text[label.start - 1] == "\n"
        if gap is not None and (
            _OTHER_GAP.fullmatch(fold(gap))
            or (label.sure and _NUMBER_GAP.fullmatch(fold(gap)))
            or (heads_line and _CAPTION_GAP.fullmatch(gap))
        ):
            return True
    if at < len(naming) and naming[at].sure:
        gap = _gap(text, one.end, naming[at].start, _REACH_OF_NUMBER)
        ends = gap is None or "\n" in gap or _SENTENCE_END.search(gap)
        return not ends and _BACKWARD.match(fold(gap or "")) is not None
    return False


def announces_directly(label: Label, start: int, end: int, text: str) -> bool:
    """Whether the code that stands there is the one that the word announces: behind a colon or
    "is", or on the next line."""
    gap = _gap(text, label.end, start, _REACH_DIRECTLY)
    if gap is None or not _BETWEEN.fullmatch(fold(gap)):
        return False
    if "\n" in gap:
        return text[end : end + 1] in ("", "\n")
    # "YOUR CODE IS READY" has capitals anyway.
    shouted = text[label.start : label.end].isupper()
    return ":" in gap or (not shouted and _MARK.search(fold(gap)) is not None)


def evidence_behind(label: Label, one: Candidate, text: str) -> float:
    """How surely a word announces the candidate that follows it; 0 for not at all."""
    gap = _gap(text, label.end, one.start, _REACH)
    if gap is None:
        return 0
    folded = fold(gap)
    if _SPENT.match(folded):  # "code 237, branch 1042"
        return 0
    direct = len(gap) <= _REACH_DIRECTLY and _BETWEEN.fullmatch(folded) is not None
    marked = direct and _MARK.search(folded) is not None
    marked |= one.alone and gap.rstrip().endswith(":")
    if not marked and _is_doubtful(one):
        return 0
    distance = len(gap) / 10
    if label.kind in ("action", "sign in"):
        announced = one.alone or (direct and marked and label.kind == "action")
        return _FOR_ACTION - distance if announced and len(one.code) <= 8 else 0
    if direct:
        return _DIRECT
    if one.alone:
        return _ALONE - distance
    if _NEXT_SENTENCE.fullmatch(gap) and len(one.code) >= 6 and _CLAUSE_END.match(one.after):
        return _CLOSE - distance
    if "\n\n" in gap or _SENTENCE_END.search(gap):
        return 0
    if _WORD_LIKE.fullmatch(one.code) and not gap.rstrip().endswith(":"):
        return 0
    if len(gap) <= _REACH_IN_SENTENCE and _LEAD.search(folded[-30:]):
        return _LED - distance
    if _IN_BRACKET.search(gap):  # "your code was changed (request 20391)"
        return 0
    if len(gap) <= _REACH_DIRECTLY and not _PAUSE.search(gap) and _CLAUSE_END.match(one.after):
        return _CLOSE - distance
    return 0


def evidence_before(label: Label, one: Candidate, text: str) -> float:
    """How surely a word announces the candidate that precedes it; 0 for not at all."""
    gap = _gap(text, one.end, label.start, _REACH_BACK)
    if gap is None or label.kind in ("action", "sign in") or _is_doubtful(one):
        return 0
    distance = len(gap) / 10
    if one.alone:
        return _BACK - distance
    if "\n\n" in gap or _SENTENCE_END.search(gap):
        return 0
    if _BACKWARD.match(fold(gap)):
        return _BACK - distance
    if _COMMA.search(gap) and _HAS_ITS_OWN.match(text[label.end : label.end + 20]):
        return 0
    return _CLOSE - distance if len(gap) <= 12 and "\n" not in gap else 0


def entered(label: Label, beside: Iterable[Label], one: Candidate, text: str) -> float:
    """The same for "enter 482913 to sign in" or "to sign in enter 482913"; ``label`` is "enter"."""
    if label.kind == "enter":
        gap, between = _gap(text, label.end, one.start, 4), _QUOTE
    else:
        gap, between = _gap(text, one.end, label.start, 8), _PARTICLE
    if gap is None or not between.fullmatch(gap):
        return 0
    first, last = min(label.start, one.start), max(label.end, one.end)
    for other in beside:
        is_code_behind = other.kind in ("code", "one-time") and other.start >= last
        if is_code_behind:
            if _YEAR.fullmatch(one.code) or _is_in_address(one):
                continue
        elif other.kind not in ("action", "sign in"):
            continue
        start, end = (last, other.start) if last <= other.start else (other.end, first)
        rest = _gap(text, start, end, _REACH_BACK)
        goes_on = is_code_behind and _THIS.fullmatch(fold(rest or ""))
        if rest and (goes_on or not _SENTENCE_END.search(rest)):
            return _ENTERED
    return 0


def nearness(label: Label, one: Candidate, text: str) -> float:
    """Minus the characters between a word and a candidate, twice if on another line."""
    gap = _gap(text, min(label.end, one.end), max(label.start, one.start), _REACH_BACK)
    if gap is None:
        return -inf
    return -2 * len(gap) if "\n" in gap else -len(gap)


def is_listed(one: Candidate, following: Candidate, text: str) -> bool:
    """Whether two candidates are alike and next to each other, as in a list of codes."""
    between = _BETWEEN_CODES.fullmatch(text, one.end, following.start)
    return len(one.code) == len(following.code) and between is not None
