"""How surely a word such as "enter" or "show" says that a candidate is a code. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .candidates import Candidate
from .code_words import DIGITS
from .evidence import NONE, OF_ACTION, REACH_BACK, REACH_DIRECTLY, SENTENCE_END, gap_of, worth
from .labels import Label, fold
from .weights import Evidence

_THIS = re.compile(r"\.\s{1,2}(?:this|the)\s")  # "Enter 482913. This code is valid for ..."
_QUOTE = re.compile(rf"(?: ?(?:{DIGITS}))?[ \"'“«「]*|[^.!?\n\d]{{0,40}}:\s*")
_ALONE = {  # what a word is that stands without another
    "enter": "word to enter something",
    "enter behind": "word to enter something",
    "tell": "word to tell it",
    "tell behind": "word to tell it",
}
_PARTICLE = re.compile(r"[^\d\n.!?。]*")


def entered(label: Label, beside: Iterable[Label], one: Candidate, text: str) -> Evidence:
    """The same for "enter 482913 to sign in" or "to sign in enter 482913"; ``label`` is "enter"."""
    if not label.kind.endswith("behind"):
        gap, between = gap_of(text, label.end, one.start, REACH_DIRECTLY), _QUOTE
    else:
        gap, between = gap_of(text, one.end, label.start, REACH_DIRECTLY), _PARTICLE
    is_above = one.alone and gap in ("\n", "\n\n")
    if gap is None or not (is_above or between.fullmatch(gap)):
        return NONE
    reason = _ALONE.get(label.kind, "")
    first, last = min(label.start, one.start), max(label.end, one.end)
    for other in beside:
        is_code_behind = other.kind in ("code", "one-time") and other.start >= last
        if is_code_behind:
            if one.doubtful and one.code.isdigit():  # "type 2024 as the year, then the code"
                return NONE
        elif other.kind not in (*OF_ACTION, "courier"):
            continue
        start, end = (last, other.start) if last <= other.start else (other.end, first)
        rest = gap_of(text, start, end, REACH_BACK)
        goes_on = is_code_behind and _THIS.fullmatch(fold(rest or ""))
        if rest and (goes_on or not SENTENCE_END.search(rest)):
            if other.kind != "courier":
                return worth("word to enter it", "")
            reason = "word to enter something"
    # "Enter 1961", not "fill it in by May 2025"
    is_sure = not one.doubtful or (one.code.isdigit() and not gap.strip(" \"'“«「"))
    return worth(reason, gap) if reason and is_sure else NONE
