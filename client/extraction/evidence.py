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

from .candidates import CONSONANTS, Candidate
from .labels import IS, LETTER, Label, fold
from .weights import WEIGHTS, Evidence

# How far a word reaches, in characters.
_REACH = 240
_REACH_IN_SENTENCE = 120
_REACH_BACK = 80
_REACH_OF_NUMBER = 25
_REACH_DIRECTLY = 40

SURE = WEIGHTS["word close to it"]  # what it must have to be taken over one that stands between
_NONE: Evidence = (0.0, "")

# Between a word and a candidate, all on texts that went through ``fold``.
_SIGNS = r"(?:[^\w.!?;,\0]|\.{2,40}(?!\.)){0,12}"
_BETWEEN = re.compile(
    rf"(?:[-'’:]{LETTER}{{1,5}}(?!{LETTER}))?{_SIGNS}(?:(?:{IS})(?!{LETTER}){_SIGNS})?"
)
_WORDS_BETWEEN = re.compile(r"[^\W\d]{0,4}(?: [^\s\d.,:;!?\0]{1,14}){1,2} [\"'“„«*(]?")
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
SENTENCE_END = re.compile(
    r"(?<! [Dd]r)(?<! [Mm]r)(?<!Mrs)[.!?][\"')]?\s+(?![a-zß-ÿα-ωа-я])|[。।\u06d4\u061f]"
)
_NEXT_SENTENCE = re.compile(r"[^.!?。]{0,20}[.!。]\s{0,2}")
_COMMA = re.compile("[,;،、，؛]")
_PAUSE = re.compile(rf"{_COMMA.pattern} ?[^\W\d_]")
_HAS_ITS_OWN = re.compile(r"[^.,;!?\n\d]{0,12}\d[\d.:-]{2}")
_SPENT = re.compile(r"[ :#№(]{0,3}[a-z]{0,4}\d[\d.]{2,}\b")
_THIS = re.compile(r"\.\s{1,2}(?:this|the)\s")  # "Enter 482913. This code is valid for ..."
_QUOTE = re.compile(r"[\s\"'“«:]*")
_HAS_NUMBER = re.compile(r"\d{4}")
_ROW = re.compile(r"([^\n\d.:,;!?。]{0,60})\n{1,2}([^\n]{0,60})")
_PROSE_BESIDE = re.compile(r"[.,;!?。](?:\s|$)|^(?:\S+ ){6}")
_PROSE = re.compile(r"[\d.:,;!?。]|^(?:\S+ ){8}")
_NEXT = re.compile(r"[ \"'“”„«»:*(]{1,4}")
_GOES_OFF = re.compile(r"[\"'”’»“」』)\]*]{0,3}(?:[.,;!。、,]?(?: |$))")
_PARTICLE = re.compile(r"[^\w\n.!?。]*\w{0,4} ?")
# The end of a clause; in scripts that keep no words apart, a blank is one.
_CLAUSE_END = re.compile(
    r"\W*$|[^\w\0 ]| (?:[^\w\0 ]|[\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff])"
)

_WORD_LIKE = re.compile(r"[A-Z]{2,}\d{1,3}")  # SHA256


def _worth(reason: str, gap: str) -> Evidence:
    return WEIGHTS[reason] - len(gap) / 10, reason


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
        ends = gap is None or "\n" in gap or SENTENCE_END.search(gap)
        return not ends and _BACKWARD.match(fold(gap or "")) is not None
    return False


def is_near_other(one: Candidate, naming: list[Label], starts: list[int], text: str) -> bool:
    """Whether the last word before it, or the first behind it, speaks of another number."""
    at = bisect_left(starts, one.start)
    if at and naming[at - 1].kind in ("other", "number") and not naming[at - 1].of_action:
        label = naming[at - 1]
        gap = _gap(text, label.end, one.start, _REACH_BACK)
        is_initial = label.end - label.start == 1 and text[label.start].isascii()
        if gap and gap.count("\n") <= 2 and not is_initial and not _HAS_NUMBER.search(gap):
            return True
    if at < len(naming) and naming[at].kind in ("other", "number"):
        gap = _gap(text, one.end, naming[at].start, 3)
        return gap is not None and "\n" not in gap
    return False


def _announces_directly(label: Label, one: Candidate, text: str) -> bool:
    """Whether the word stands right before it: with a colon or "is", or on the line above."""
    gap = _gap(text, label.end, one.start, _REACH_DIRECTLY)
    if gap is None or not _BETWEEN.fullmatch(fold(gap)):
        return False
    if "\n" in gap:
        return one.alone
    if not _GOES_OFF.match(one.after):
        return False
    # "YOUR CODE IS READY" has capitals anyway.
    shouted = text[label.start : label.end].isupper()
    return ":" in gap or (not shouted and _MARK.search(fold(gap)) is not None)


def _heads_column(label: Label, one: Candidate, gap: str, text: str) -> bool:
    """Whether the word stands in the line above, in the same place: first, last or between."""
    found = _ROW.fullmatch(gap)
    if not found or label.kind not in ("code", "one-time"):
        return False
    before = text[max(0, label.start - _REACH_BACK) : label.start].rpartition("\n")[2]
    if _PROSE.search(before) or _PROSE_BESIDE.search(found[2] + one.after):
        return False
    edges = not before.strip(), not found[1].strip()
    return edges == (not found[2].strip(), not one.after.strip())


def evidence_behind(label: Label, one: Candidate, text: str) -> Evidence:
    """How surely a word announces the candidate that follows it; 0 for not at all."""
    gap = _gap(text, label.end, one.start, _REACH)
    if gap is None:
        return _NONE
    folded = fold(gap)
    if _SPENT.match(folded):  # "code 237, branch 1042"
        return _NONE
    heads = _heads_column(label, one, gap, text)
    direct = len(gap) <= _REACH_DIRECTLY and _BETWEEN.fullmatch(folded) is not None
    direct &= heads or "\n" not in gap or not _HAS_NUMBER.search(one.after)  # two columns
    marked = direct and _MARK.search(folded) is not None
    marked |= one.alone and gap.rstrip().endswith(":")
    marked |= "." in one.written and _LEAD.search(folded[-30:]) is not None
    if not marked and one.doubtful:
        return _NONE
    if label.kind in ("action", "sign in"):
        heads_line = text[label.start - 1 : label.start] in ("", "\n")
        is_named = direct and marked and (heads_line or ":" not in gap)
        announced = one.alone or (is_named and label.kind == "action")
        return _worth("action word before it", gap) if announced and len(one.code) <= 8 else _NONE
    if direct and text[label.start - 1 : label.start] == "(" and one.after.startswith(")"):
        return _worth("word in its brackets", "")
    if direct:
        return _worth("word right before it", "")
    if one.alone:
        return _worth("word above it", gap)
    if heads:
        return _worth("heading above it", "")
    if _NEXT_SENTENCE.fullmatch(gap) and len(one.code) >= 6 and _CLAUSE_END.match(one.after):
        return _worth("word close to it", gap)
    if "\n\n" in gap or SENTENCE_END.search(gap):
        return _NONE
    if _WORD_LIKE.fullmatch(one.code) and not gap.rstrip().endswith(":"):
        return _NONE
    if len(gap) <= _REACH_IN_SENTENCE and _LEAD.search(folded[-30:]):
        return _worth("word that leads to it", gap)
    if _IN_BRACKET.search(gap):  # "your code was changed (request 20391)"
        return _NONE
    if len(gap) <= _REACH_DIRECTLY and not _PAUSE.search(gap) and _CLAUSE_END.match(one.after):
        return _worth("word close to it", gap)
    is_near = _WORDS_BETWEEN.fullmatch(gap) or (
        len(gap) <= _REACH_OF_NUMBER and _CLAUSE_END.match(one.after)
    )
    return _worth("word near it", "") if is_near else _NONE


def evidence_before(label: Label, one: Candidate, text: str) -> Evidence:
    """How surely a word announces the candidate that precedes it; 0 for not at all."""
    gap = _gap(text, one.end, label.start, _REACH_BACK)
    if gap is None or label.kind in ("action", "sign in") or one.doubtful:
        return _NONE
    if one.alone:
        return _worth("word behind it", gap)
    if "\n\n" in gap or SENTENCE_END.search(gap):
        return _NONE
    if _BACKWARD.match(fold(gap)):
        return _worth("word behind it", gap)
    if _COMMA.search(gap) and _HAS_ITS_OWN.match(text[label.end : label.end + 20]):
        return _NONE
    if len(gap) <= 12 and "\n" not in gap:
        return _worth("word close to it", gap)
    return _worth("word near it", "") if _WORDS_BETWEEN.fullmatch(gap) else _NONE


def entered(label: Label, beside: Iterable[Label], one: Candidate, text: str) -> Evidence:
    """The same for "enter 482913 to sign in" or "to sign in enter 482913"; ``label`` is "enter"."""
    if label.kind == "enter":
        gap, between = _gap(text, label.end, one.start, 4), _QUOTE
    else:
        gap, between = _gap(text, one.end, label.start, 8), _PARTICLE
    if gap is None or not between.fullmatch(gap):
        return _NONE
    first, last = min(label.start, one.start), max(label.end, one.end)
    for other in beside:
        is_code_behind = other.kind in ("code", "one-time") and other.start >= last
        if is_code_behind:
            if one.doubtful and one.code.isdigit():
                continue
        elif other.kind not in ("action", "sign in"):
            continue
        start, end = (last, other.start) if last <= other.start else (other.end, first)
        rest = _gap(text, start, end, _REACH_BACK)
        goes_on = is_code_behind and _THIS.fullmatch(fold(rest or ""))
        if rest and (goes_on or not SENTENCE_END.search(rest)):
            return _worth("word to enter it", "")
    return _NONE


def announces_weakly(label: Label, one: Candidate, text: str) -> Evidence:
    """How surely a word announces what could be a word, or small letters."""
    if label.kind not in ("code", "one-time"):
        return _NONE
    if label.start >= one.end:
        gap = _gap(text, one.end, label.start, _REACH_OF_NUMBER)
        is_behind = CONSONANTS.search(one.code.upper()) and gap and _BACKWARD.match(fold(gap))
        return _worth("word behind it", "") if is_behind else _NONE
    gap = _gap(text, label.end, one.start, _REACH_DIRECTLY)
    if gap is None:
        return _NONE
    if _announces_directly(label, one, text):
        return _worth("word right before it", "")
    is_next = _NEXT.fullmatch(gap) and not text[label.start : label.end].isupper()
    return _worth("word that it may be of", "") if is_next else _NONE


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
