"""Finds the words of ``code_words`` and ``other_words``, and says what each announces. Pure."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from . import code_words, other_words
from .action_words import ACTION, PASSWORD, SIGN_IN

# A letter of a script that keeps its words apart, in lower case.
LETTER = "[a-zß-ɏͰ-ԯ]"
_LETTER = re.compile(LETTER)
_LETTERS = re.compile(f"{LETTER}{{0,30}}")
# In scripts that keep words apart, but whose letters are not listed above: the rest of a word.
_REST = re.compile(
    "[\u0531-\u0588\u05d0-\u05ea\u0620-\u065f\u066e-\u06d3\u0900-\u0963\u0970-\u0dff\u10a0-\u10ff"
    "\u1200-\u135f]{0,12}"
)
_BESIDE_WORDS = re.compile(r"[|\n]|\b[a-z]{2,3}:")  # in a table
_ACCENTED = [*range(0xC0, 0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000)]
_FOLD = {
    code: parts[0]
    for code in _ACCENTED
    if (parts := unicodedata.normalize("NFD", chr(code)))[1:] and parts[0].isalpha()
}
_FOLDED = re.compile(f"[{''.join(map(chr, _FOLD))}]")


def fold(text: str) -> str:
    """Lower case without accents. As long as the text, if that has no capital I with a dot."""
    text = text.lower()
    return text.translate(_FOLD) if _FOLDED.search(text) else text


def forms(table: str) -> list[str]:
    """The words of a table, of all languages, with their ``*``."""
    return [word for word in map(str.strip, _BESIDE_WORDS.split(table)) if word]


def _one_of(table: str) -> str:
    longest = sorted({fold(word) for word in forms(table)}, key=len, reverse=True)
    ends = "|".join(re.escape(form[1:]) for form in longest if form[0] == "*")
    whole = "|".join(re.escape(form) for form in longest if form[0] != "*")
    return f"{whole}|{LETTER}{{0,30}}(?:{ends})" if ends else whole


#: Expressions for texts that went through ``fold``.
IS = _one_of(code_words.IS)
IS_BEHIND = _one_of(code_words.IS_BEHIND)
STREET = _one_of(other_words.STREET)


class Label(NamedTuple):
    """A word that says what a number, or a link, near it is."""

    start: int
    end: int
    kind: str
    #: Of kind "other": it names a number ("order number"), so that one follows.
    sure: bool = False
    #: It is the number, or the code, of an action ("confirmation number").
    of_action: bool = False


class _Form(NamedTuple):
    text: str
    kind: str
    starts: bool  # a word starts with it
    ends: bool  # a word ends with it


class Vocabulary:
    """Words of some kinds, made ready to be found.

    Not one expression for all words: to compile that takes longer than to read a hundred mails.

    Args:
        tables: by kind, as in ``code_words``. Of tables with the same word, the first has it.
    """

    def __init__(self, tables: dict[str, str]) -> None:
        known: dict[str, _Form] = {}
        for kind, table in tables.items():
            for word in forms(table):
                text = fold(word.strip("*"))
                spaced = _LETTER.match(text) is not None
                new = _Form(text, kind, spaced and word[0] != "*", spaced and word[-1] != "*")
                old = known.get(text, new)
                starts, ends = old.starts and new.starts, old.ends and new.ends
                known[text] = _Form(text, old.kind, starts, ends)
        self._by_start: dict[str, list[_Form]] = {}
        for form in sorted(known.values(), key=lambda form: len(form.text), reverse=True):
            self._by_start.setdefault(form.text[:3], []).append(form)
        within: dict[str, list[str]] = {}  # by first letter: it is found nearly twice as fast
        for form in known.values():
            if not form.starts and _LETTER.match(form.text):
                within.setdefault(form.text[0], []).append(re.escape(form.text[1:]))
        # Where a word may begin: at the start of a run of letters, anywhere in other scripts, or
        # where one that may end a longer word stands in that word.
        places = [f"{LETTER}(?<!{LETTER}.)", "[^\0-\u052f]"]
        places += [f"{first}(?:{'|'.join(rest)})" for first, rest in within.items()]
        self._places = re.compile("|".join(places))

    def _longest(self, folded: str, start: int, inside: bool) -> _Form | None:
        first = folded[start : start + 3]
        for size in (3, 2, 1):
            for form in self._by_start.get(first[:size], ()):
                if (
                    folded.startswith(form.text, start)
                    and not (inside and form.starts)
                    and not (form.ends and _LETTER.match(folded, start + len(form.text)))
                ):
                    return form
        return None

    def find(self, folded: str, since: int = 0, until: int = sys.maxsize) -> Iterator[Label]:
        """The words in a part of a text that went through ``fold``, in order."""
        done = 0
        known = self._by_start
        for place in self._places.finditer(folded, since, until):
            start = place.start()
            first = folded[start : start + 3]
            if start < done or not (first in known or first[:2] in known or first[0] in known):
                continue
            form = self._longest(folded, start, inside=place.end() - start > 1)
            if form:
                done = end = start + len(form.text)
                if not form.ends:
                    rest = (_LETTERS if folded[start] < "\u0530" else _REST).match(folded, end)
                    end = rest.end() if rest else end
                yield Label(start, end, form.kind)


_NUMBERS = Vocabulary(
    {
        "one-time": code_words.ONE_TIME,
        "code": code_words.CODE,
        "voucher": code_words.VOUCHER,
        "other": other_words.OTHER,
        "number": other_words.NUMBER,
        "enter": code_words.ENTER,
        "enter behind": code_words.ENTER_BEHIND,
        "tell": code_words.TELL,
        "tell behind": code_words.TELL_BEHIND,
        "use": code_words.USE,
        "use behind": code_words.USE_BEHIND,
        "courier": code_words.COURIER,
        "guarded": code_words.GUARDED,
        "password": PASSWORD,
        "action": ACTION,
        "sign in": SIGN_IN,
        "account": other_words.ACCOUNT,
        "warning": other_words.WARNING,
        "scam": other_words.SCAM,
    }
)
_STATES = frozenset(forms(other_words.STATES))
_JOINT = re.compile(rf"[ -]?(?:(?:{code_words.OF})['\u2019 ])?")
_TO_NUMBER = re.compile(rf"(?: {LETTER}{{1,8}}){{0,3}} |")  # "type on our site the number"
_CLAUSE = re.compile("[,.;\n] ?(?=[^\n])")
_NAMING_CODE = frozenset({"code", "one-time", "enter"})
_DONE = frozenset({"action", "sign in"})
_NUMBERING = frozenset({"number", "code"})
# What two words mean together: another code, or the code that a number or an action has.
_TOGETHER = {
    frozenset({"number", "code"}): "code",
    frozenset({"courier", "code"}): "code",
    frozenset({"voucher", "code"}): "voucher code",
    frozenset({"one-time", "password"}): "one-time",
    frozenset({"enter", "number"}): "enter",
    frozenset({"use", "number"}): "use",
    frozenset({"use", "courier"}): "enter",
    frozenset({"tell", "courier"}): "enter",
}


def _joined(first: Label, second: Label, folded: str) -> Label | None:
    """What two words mean together: an order's number, another code, a code's number."""
    gap = folded[first.end : second.start]
    if first.kind == "enter" and second.kind == "number" and _TO_NUMBER.fullmatch(gap):
        return first._replace(end=second.end)
    if not _JOINT.fullmatch(gap):
        return None
    kinds = frozenset({first.kind, second.kind})
    end = max(first.end, second.end)
    if first.of_action and second.kind == "other":  # "activation code of your account"
        return None
    if "other" in kinds and kinds <= {"other", "code", "number"}:
        return Label(first.start, end, "other", first.sure or second.sure or kinds != {"other"})
    if kinds == {"account", "number"}:
        return Label(first.start, end, "other", sure=True)
    kind = _TOGETHER.get(kinds)
    return Label(first.start, end, kind, of_action="courier" in kinds) if kind else None


def labels(folded: str, parts: Iterable[tuple[int, int]]) -> list[Label]:
    """The words that say what numbers are, in order; those that belong together as one."""
    found: list[Label] = []
    for start, end in parts:
        for label in _NUMBERS.find(folded, start, end):
            together = _joined(found[-1], label, folded) if found else None
            if together:
                found[-1] = together
            elif label.kind in _NUMBERING and found and found[-1].kind in _DONE:
                is_of_it = label.start - found[-1].end <= 1
                if is_of_it and label.kind == "number":
                    found[-1] = found[-1]._replace(end=label.end)
                found.append(label._replace(of_action=is_of_it))
            else:
                if label.kind in _DONE and found and found[-1].kind == "number":
                    is_of_it = _JOINT.fullmatch(folded[found[-1].end : label.start]) is not None
                    found[-1] = found[-1]._replace(of_action=is_of_it)  # "número de verificación"
                found.append(label)
    return found


def names_code(text: str) -> bool:
    """Whether its last clause has a word for a code, or one such as "enter", and no other."""
    folded = _CLAUSE.split(fold(text))[-1]
    kinds = {label.kind for label in labels(folded, [(0, len(folded))])}
    return bool(kinds & _NAMING_CODE) and "other" not in kinds


def is_known(word: str, *, but: Container[str] = ()) -> bool:
    """Whether it is one of ``STATES`` (kind "state"), or begins with one of these words, or has a
    long one; those of the kinds ``but`` do not count."""
    folded = fold(word)
    found = [one for one in labels(folded, [(0, len(folded))]) if one.kind not in but]
    is_state = folded in _STATES and "state" not in but
    return is_state or any(one.start == 0 or one.end - one.start > 3 for one in found)
