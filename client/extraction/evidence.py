# ruff: noqa: RUF001 (signs of many languages)
"""How surely a word announces a candidate, as a code or as another number. Pure.

Words and candidates are places in a text; what stands between them tells. So as to cost the same
in a text of any size, no more than a bounded piece of it is looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from math import inf

from .candidates import CONSONANTS, Candidate
from .labels import IS, IS_BEHIND, LETTER, Label, fold
from .weights import WEIGHTS, Evidence

# How far a word reaches, in characters.
_REACH = 240
_REACH_IN_SENTENCE = 120
REACH_BACK = 80
_REACH_OF_NUMBER = 25
REACH_DIRECTLY = 40

OF_ACTION = {"action", "password", "sign in"}
SURE = WEIGHTS["word close to it"]  # what it must have to be taken over one that stands between
NONE: Evidence = (0.0, "")

# Between a word and a candidate, all on texts that went through ``fold``.
_SIGNS = r"(?:[^\w.!?;,\0]|\.{2,40}(?!\.)){0,12}"
_BETWEEN = re.compile(
    rf"(?:[-'’:]{LETTER}{{1,5}}(?!{LETTER}))?{_SIGNS}(?:(?:{IS})(?!{LETTER}){_SIGNS})?"
)
_WORDS_BETWEEN = re.compile(r"[^\W\d]{0,4}(?: [^\s\d.,:;!?\0]{1,14}){1,2} [\"'“„«*(]?")
_MARK = re.compile(rf"[:=]|(?<!{LETTER})(?:{IS})(?!{LETTER})")
_LEAD = re.compile(rf"(?:[:=(\[\"'“„«»「『【-]|(?<!{LETTER})(?:{IS}))\s{{0,4}}[\"'“„«*「]?$")
_BACKWARD = re.compile(rf"[^\w.!?;,\0]{{0,4}}(?:[-(=:]|(?<!{LETTER})(?:{IS})(?!{LETTER}))")
_ENDS_WITH_IS = re.compile(rf"[\"'”»』」]? ?(?:{IS_BEHIND})(?!\w)")
_NUMBER_GAP = re.compile(r"(?:[^\d.!?。]|no\.|nr\.)*")
_OTHER_GAP = re.compile(r"[ .]?(?:[#:№(=-]|no\.?|nr\.?|n[°º.])? ?\[?(?:[a-z]{2,3}-)?")
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
    r"(?<! [DdMmNn]r)(?<!Mrs)(?<!\b[Nn]o)[.!?][\"')]?\s+(?![a-zß-ÿα-ωа-я])"
    r"|[。।\u06d4\u061f\u0589\u1362\u17d4\u104b]"
)
# "You need a code. Yours is 9316."
_SAYS_IT = re.compile(rf"[^.!?。]{{0,20}}[.。] ?(?:[^\W\d]{{1,10}} ){{0,3}}(?:{IS}) ")
_SPENT = re.compile(r"[ :#№(]{0,3}[a-z]{0,4}\d[\d.]{2,}\b")
_HAS_DIGIT = re.compile(r"\d")
_CAPITALS = re.compile("[A-Z]{4}-[A-Z]{4}")
_HAS_LETTER = re.compile(r"[^\W\d_]")
_HAS_NUMBER = re.compile(r"\d{4}")
_ROW = re.compile(r"([^\n\d.:,;!?。]{0,60})\n{1,2}([^\n]{0,60})")
_PROSE_BESIDE = re.compile(r"[.,;!?。](?:\s|$)|^(?:\S+ ){6}")
_PROSE = re.compile(r"[\d.:,;!?。]|^(?:\S+ ){8}")
_NEXT = re.compile(r"[ \"'“”„«»:*(]{1,4}")
_GOES_OFF = re.compile(r"[\"'”’»“」』)\]*]{0,3}(?:[.,;!。、,]?(?: |$))")
# The end of a clause; in scripts that keep no words apart, a blank is one.
_CLAUSE_END = re.compile(
    r"\W*$|[^\w\0 ]| (?:[^\w\0 ]|[\u0e00-\u109f\u1780-\u17ff\u3040-\u30ff\u4e00-\u9fff])"
)

_WORD_LIKE = re.compile(r"[A-Z]{2,}\d{1,3}")  # SHA256


def worth(reason: str, gap: str) -> Evidence:
    return WEIGHTS[reason] - len(gap) / 10, reason


def gap_of(text: str, start: int, end: int, most: int) -> str | None:
    """The text between two places; None if there is none, or it is longer than ``most``."""
    return text[start:end] if 0 <= end - start <= most else None


def _is_of_other(one: Candidate, code: Label, other: Label, text: str) -> bool:
    """Whether ``other`` says what the code is for: "code for your parcel: 4417"."""
    is_for = _FOR_GAP.fullmatch(text, code.end, other.start) is not None
    # What is longer is rather the number of the parcel.
    return code.kind in ("code", "one-time") and is_for and not other.sure and len(one.code) <= 6


def _ends(gap: str) -> bool:
    """Whether a sentence ends in it, or a paragraph."""
    return "\n\n" in gap or SENTENCE_END.search(gap) is not None


def is_other(one: Candidate, naming: list[Label], starts: list[int], text: str) -> bool:
    """Whether a word announces the candidate as another number; ``naming`` begin at ``starts``."""
    if _RECIPIENT.search(one.before.lower()):
        return True
    at = bisect_left(starts, one.start)
    if at and naming[at - 1].kind in ("other", "number") and not naming[at - 1].of_action:
        label = naming[at - 1]
        gap = gap_of(text, label.end, one.start, _REACH_OF_NUMBER)
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
        gap = gap_of(text, one.end, naming[at].start, _REACH_OF_NUMBER)
        ends = gap is None or "\n" in gap or SENTENCE_END.search(gap)
        return not ends and _BACKWARD.match(fold(gap or "")) is not None
    return False


def _is_row(one: Candidate) -> bool:
    """Whether its line is "Your code: 482913", and no more."""
    before = one.before.strip(" *_\"'“„«")
    return before.endswith(":") and before.count(" ") < 5 and not one.after.strip(" .*_\"'”“»")


def is_behind_account(one: Candidate, known: list[Label], starts: list[int], text: str) -> bool:
    """Whether it stands right behind a word for an account, if not "code of the account"."""
    at = bisect_left(starts, one.start)
    if not at or known[at - 1].kind != "account":
        return False
    if at > 1 and known[at - 2].kind in ("code", "one-time"):
        gap = gap_of(text, known[at - 2].end, known[at - 1].start, _REACH_OF_NUMBER)
        if gap is not None and not SENTENCE_END.search(gap):
            return False
    gap = gap_of(text, known[at - 1].end, one.start, _REACH_OF_NUMBER)
    return gap is not None and _OTHER_GAP.fullmatch(fold(gap)) is not None


def is_near_other(one: Candidate, naming: list[Label], starts: list[int], text: str) -> bool:
    """Whether the last word before it, or the first behind it, speaks of another number."""
    at = bisect_left(starts, one.start)
    if at and naming[at - 1].kind in ("other", "number") and not naming[at - 1].of_action:
        label = naming[at - 1]
        gap = gap_of(text, label.end, one.start, REACH_BACK)
        is_initial = label.end - label.start == 1 and text[label.start].isascii()
        is_far = not gap or gap.count("\n") > 2 or _HAS_NUMBER.search(gap)
        if not (is_far or is_initial or SENTENCE_END.search(gap or "")):
            return True
    if at < len(naming) and naming[at].kind in ("other", "number"):
        gap = gap_of(text, one.end, naming[at].start, 3)
        return gap is not None and "\n" not in gap and _HAS_LETTER.search(gap) is None
    return False


def _announces_directly(label: Label, one: Candidate, text: str) -> bool:
    """Whether the word stands right before it: with a colon or "is", or on the line above."""
    gap = gap_of(text, label.end, one.start, REACH_DIRECTLY)
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
    if not found or len(gap) > 120 or label.kind not in ("code", "one-time"):
        return False
    before = text[max(0, label.start - REACH_BACK) : label.start].rpartition("\n")[2]
    if "|" in one.before or "|" in one.after:
        return before.count("|") == one.before.count("|")
    if _PROSE.search(before) or ":" in found[2] or _PROSE_BESIDE.search(found[2] + one.after):
        return False
    edges = not before.strip(), not found[1].strip()
    return edges == (not found[2].strip(), not one.after.strip())


def _leads(gap: str) -> bool:
    """Whether it ends with a colon, "is" or the like."""
    return len(gap) <= _REACH_IN_SENTENCE and _LEAD.search(gap[-30:]) is not None


def evidence_behind(label: Label, one: Candidate, text: str) -> Evidence:
    """How surely a word announces the candidate that follows it; 0 for not at all."""
    gap = gap_of(text, label.end, one.start, _REACH)
    if gap is None:
        return NONE
    folded = fold(gap)
    if _SPENT.match(folded):  # "code 237, branch 1042"
        return NONE
    heads = _heads_column(label, one, gap, text)
    direct = len(gap) <= REACH_DIRECTLY and _BETWEEN.fullmatch(folded) is not None
    direct &= heads or "\n" not in gap or not _HAS_NUMBER.search(one.after)  # two columns
    marked = direct and _MARK.search(folded) is not None
    marked |= one.alone and gap.rstrip().endswith(":")
    if one.doubtful and ("." in one.written or not one.code.isdigit()):
        marked |= _LEAD.search(folded[-30:]) is not None
    if "-" in one.written:  # "code of the box: 947-2280", "the code 3-7-2047"
        marked |= gap.rstrip().endswith(":") or (gap == " " and one.code.isdigit())
    is_named = (
        direct and gap == " " and label.kind == "one-time" and not _HAS_LETTER.match(one.after)
    )
    is_named |= one.alone and one.written.isdigit()
    if one.doubtful and not (marked or is_named):
        return NONE
    goes_on = not _ends(gap) or _SAYS_IT.fullmatch(folded) is not None
    if label.kind == "password" and (direct or (goes_on and _leads(folded))):
        return worth("password before it", gap)
    if label.kind in OF_ACTION:
        return NONE
    in_bracket = one.after.startswith(")") and _IN_BRACKET.search(one.before)
    if direct and in_bracket and (not marked or text[label.start - 1 : label.start] == "("):
        return NONE  # "Northfield (code 7780) is closed"
    if direct:  # of "account 16671, code is 172128", the one with "is"
        value, reason = worth("word right before it", "")
        return value - (not marked), reason
    if one.alone:
        return worth("word above it", gap)
    if heads:
        return worth("heading above it", "")
    if not goes_on:
        return NONE
    if _WORD_LIKE.fullmatch(one.code) and not gap.rstrip().endswith(":"):
        return NONE
    if "\n" in gap and _is_row(one):  # that has a name of its own
        return NONE
    is_said = len(gap) <= REACH_DIRECTLY and _ENDS_WITH_IS.match(fold(one.after))
    if _leads(folded) or (is_said and not _HAS_DIGIT.search(gap)):
        return worth("word that leads to it", gap)
    if _IN_BRACKET.search(gap):  # "your code was changed (request 20391)"
        return NONE
    if len(gap) <= REACH_DIRECTLY and _CLAUSE_END.match(one.after):
        # "Enter the code HFGP-LSJV to see case T-2025-3318"
        has_letters = any(CONSONANTS.search(word) for word in _CAPITALS.findall(gap))
        return NONE if has_letters else worth("word close to it", gap)
    is_near = _WORDS_BETWEEN.fullmatch(gap) or (
        len(gap) <= REACH_BACK and not _HAS_DIGIT.search(gap) and _CLAUSE_END.match(one.after)
    )
    return worth("word near it", "") if is_near else NONE


def evidence_before(label: Label, one: Candidate, text: str) -> Evidence:
    """How surely a word announces the candidate that precedes it; 0 for not at all."""
    gap = gap_of(text, one.end, label.start, REACH_BACK)
    if gap is None:
        return NONE
    # "1961 is your code", not "in 2025 the code was used"
    is_sure = one.alone or (not one.before.strip() and _BACKWARD.match(fold(gap)))
    if one.doubtful and not (is_sure and one.written.isdigit()):
        return NONE
    if label.kind in OF_ACTION:
        return NONE
    if one.alone:
        return worth("word behind it", gap)
    if _ends(gap):
        return NONE
    if "(" in gap and re.match(" ?\\d", text[label.end : label.end + 2]):
        return NONE
    if _BACKWARD.match(fold(gap)):
        return worth("word behind it", gap)
    if len(gap) <= 12 and "\n" not in gap:
        return worth("word close to it", gap)
    return worth("word near it", "") if _WORDS_BETWEEN.fullmatch(gap) else NONE


def announces_weakly(label: Label, one: Candidate, text: str) -> Evidence:
    """How surely a word announces what could be a word, or small letters."""
    if label.kind not in ("code", "one-time", "password"):
        return NONE
    if label.start >= one.end:
        gap = gap_of(text, one.end, label.start, _REACH_OF_NUMBER)
        is_behind = CONSONANTS.search(one.code.upper()) and gap and _BACKWARD.match(fold(gap))
        return worth("word behind it", "") if is_behind else NONE
    gap = gap_of(text, label.end, one.start, REACH_DIRECTLY)
    if gap is None:
        return NONE
    if _announces_directly(label, one, text):
        return worth("word right before it", "")
    is_led = "\n" not in gap and _LEAD.search(fold(gap)) and not SENTENCE_END.search(gap)
    if is_led and (not one.code.isalpha() or CONSONANTS.search(one.code)):
        return worth("word that leads to it", gap)
    is_next = _NEXT.fullmatch(gap) and not text[label.start : label.end].isupper()
    return worth("word that it may be of", "") if is_next else NONE


def nearness(label: Label, one: Candidate, text: str) -> float:
    """Minus the characters between a word and a candidate, twice if on another line."""
    gap = gap_of(text, min(label.end, one.end), max(label.start, one.start), REACH_BACK)
    if gap is None:
        return -inf
    return -2 * len(gap) if "\n" in gap else -len(gap)


def is_listed(one: Candidate, following: Candidate, text: str) -> bool:
    """Whether two candidates are alike and next to each other, as in a list of codes."""
    between = _BETWEEN_CODES.fullmatch(text, one.end, following.start)
    return len(one.code) == len(following.code) and between is not None
