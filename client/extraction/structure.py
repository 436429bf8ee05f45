# ruff: noqa: RUF001 (signs of many languages)
"""What the place, the looks and the shape of a candidate tell, without any word. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .candidates import CONSONANTS, Candidate
from .evidence import SENTENCE_END
from .labels import IS, LETTER, STREET, fold

_ENDS_WITH_COLON = re.compile(r"[:\u0589\u1361\u1365\u1366\u2e3a՝][\s\"'“„«»*>]*$|[-–—] *$")
_COLON = re.compile(r"[:\u0589\u1361\u1365\u1366՝=][\s\"'“„«*]*$| - [\"'“„«*]*$")
_END = re.compile(
    r"[-©(cC_](?:(?<=©)|(?<=^-)- ?$|(?<=^_)__+\n(?=(?:[^\s_]+ ){2}[^_]{1,600}\Z)"
    r"|(?<=\()[cC]\) ?20|opyright|(?<=C)OPYRIGHT)",
    re.MULTILINE,
)
_OLDER = re.compile(
    r"^-{3,}[^-\n]{3,40}-{3,}$|^(?=.{0,200}(?:\d{4}|\d\d:\d\d))(?=.{0,200}[@<]).{8,200}:$",
    re.MULTILINE,
)
_UNQUOTED = re.compile(r"^ ?[^> \n]", re.MULTILINE)
_WORDY = re.compile(r"(?=[^AEIOUY]*[AEIOUY])([A-Z]{3,})\d{1,4}")  # SPRING20, ann1984
_SENTENCE = re.compile(r"[.!?]\s|[。।]")
_GOES_OFF = re.compile(r"[^\w]*$|[.,;!)。।、]")
_SAID = re.compile(r"(?<![^\W_])[\"“„«「『‘]([^\"“”„«»「」『』]*)$")
_SAID_BEHIND = re.compile(r"[^\"“”„«»「」『』]*[\"”“»」』]")
_TURNS = re.compile(r"[0-9](?=[A-Za-z])|[A-Za-z](?=[0-9])")
_EXAMPLE = re.compile(
    r"0+|(\d)(?!\1)(\d)(?:\1\2)+|1234(?:5(?:6(?:7(?:8(?:90?)?)?)?)?)?"
)  # 0000, 101010, 123456
_HASH = re.compile(r"(?=\d*[a-f])(?=[a-f]*\d)[\da-f]{7,10}")  # of a commit, of a file
_APART = re.compile(r"\w(?:[^\w]{1,5}\w){3,}")
# What a candidate may be as well.
_YEAR = re.compile(r"19\d\d|20[0-4]\d")
_BUDDHIST_YEAR = re.compile(r"25[4-9]\d")  # in Thai
_THAI = re.compile("[\u0e00-\u0e7f]")
_DAY = re.compile(r"(?:19\d\d|20[0-4]\d)(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_AT = re.compile(r"(?<!\w)(?:at|by|until|till|before|um|bis|vers|alle|om|tot|kl\.?|klo|до|saat) $")
_REFERENCE = re.compile(r"(?!FB-)[A-Z]{2,}-\d+")  # PROJ-4821
_UNEVEN = re.compile(
    r"(?!\d{2,3}-\d{2,3}$|(?!19|20)\d{4}-\d\d$)\d+(?:-\d+)+|\d{3} \d{4}"
)  # 555-0132
_STREET = re.compile(rf"(?<!{LETTER})(?:{STREET})(?!{LETTER})")
_IS = re.compile(rf"(?<!{LETTER})(?:{IS}) $")
_QUIET_WORD = re.compile(r"(?<!\w)[a-zß-ɏα-ωа-я]{4,}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{3,}")
_BEHIND_CITY = re.compile(r", [^\W\d_][^\s\d,.:;]{2,20} $")
_CITY = re.compile(r" ([^\W\d_])[^\W\d_A-Z]")
_LOOKS = {
    "apart": "one element for each sign",
    "monospace": "monospace",
    "bold": "bold",
    "named": "class with a name for codes",
}
_BESIDE = 200  # characters
_OTHERS = ("the only one", "another one", "several others")


def _is_in_address(one: Candidate) -> bool:
    if len(one.code) > 6 or not one.code.isdigit() or one.alone or _IS.search(fold(one.before)):
        return False
    if _STREET.search(fold(f"{one.before}\n{one.after}")):
        before = SENTENCE_END.split(one.before)[-1]
        after = SENTENCE_END.split(one.after)[0]
        for street in _STREET.finditer(fold(before)):
            if not _QUIET_WORD.search(before, street.end()):
                return True
        street_behind = _STREET.search(fold(after))
        if street_behind and not _QUIET_WORD.search(after, 0, street_behind.start()):
            return True
    if one.before.strip() and not one.before.endswith(", "):
        return False
    city = _CITY.match(one.after)  # with a capital: other scripts have none
    return bool(city and city[1].isupper())


def is_doubtful(one: Candidate) -> bool:
    """Whether it may be something else, so that it must be announced with a colon or "is"."""
    return bool(
        _YEAR.fullmatch(one.code)
        or (_BUDDHIST_YEAR.fullmatch(one.code) and _THAI.search(one.before + one.after))
        or _DAY.fullmatch(one.code)
        or (_CLOCK.fullmatch(one.code) and _AT.search(one.before.lower()))
        or (not one.alone and "." in one.written)
        or (not one.alone and _REFERENCE.fullmatch(one.written))
        or (_UNEVEN.fullmatch(one.written) and len({*map(len, re.split("[- ]", one.written))}) > 1)
        or _is_in_address(one)
    )


class Layout:
    """How a text is laid out, for all candidates in it."""

    def __init__(self, text: str, looks: dict[str, frozenset[str]], found: list[Candidate]) -> None:
        self._text = text
        self._looks = looks
        end = _END.search(text)
        self._end = text.rfind("\n", 0, end.start()) + 1 if end else len(text)
        older = _OLDER.search(text) if "---" in text or "@" in text or "<" in text else None
        marked = older and text[older.end() : older.end() + 3].lstrip().startswith(">")
        self._older = older.start() if older and not marked else len(text)
        self._first = len(text) - len(text.lstrip())
        self._has_quotes = _UNQUOTED.search(text) is not None  # else all is in a frame

        last = len(text.rstrip())
        # What stands in the last line of several is rather the postcode of the sender.
        rivals = [
            one
            for one in found
            if not one.doubtful
            and (one.end + len(one.after) < last or "\n" not in text[: one.start])
        ]
        self._rivals = {one.code for one in rivals}

    def is_quoted(self, one: Candidate) -> bool:
        """Whether it stands in an older mail."""
        is_marked = self._has_quotes and one.before.lstrip().startswith(">")
        is_marked = is_marked and "<" not in one.after and not self._is_framed(one)
        return one.start > self._older or is_marked

    def _is_framed(self, one: Candidate) -> bool:
        """Whether nothing beside it is marked as quoted."""
        line, behind = one.start - len(one.before), one.end + len(one.after)
        above = self._text[max(0, line - _BESIDE) : line].split("\n")
        below = self._text[behind : behind + _BESIDE].split("\n")
        said = [[part for part in parts if part.strip("> ")] for parts in (above, below)]
        beside = [*said[0][-1:], *said[1][:1]]
        return one.alone and not any(part.lstrip().startswith(">") for part in beside)

    def reasons(self, one: Candidate) -> Iterator[str]:
        """Keys of ``WEIGHTS``."""
        yield from self._place(one)
        yield from self._shape(one)
        looks = self._looks.get(one.code, frozenset())
        for look in looks:
            if look in _LOOKS:
                yield _LOOKS[look]
        others = len(self._rivals - {one.code})
        yield _OTHERS[min(others, len(_OTHERS) - 1)]

    def _place(self, one: Candidate) -> Iterator[str]:
        if one.alone:
            yield "alone on its line"
            line = one.start - len(one.before)
            above = self._text[max(0, line - 20) : line]
            is_led = _ENDS_WITH_COLON.search(above) is not None
            if is_led:
                yield "below a line with a colon"
            below = self._text[one.end + len(one.after) :][:2]
            is_paragraph = one.code.isalpha() and above[-2:] == below == "\n\n"
            if is_paragraph and (is_led or CONSONANTS.search(one.code)):
                yield "letters that are a paragraph"
        elif _COLON.search(one.before) and _GOES_OFF.match(one.after):
            if not one.after.strip(" .!。") or not _SENTENCE.search(one.before):
                yield "behind a colon"
        elif one.start == self._first and not one.code.isalpha():
            yield "first in the mail"
        is_short = one.code.isdigit() and one.written.count(" ") < 2
        if is_short and _BEHIND_CITY.search(one.before) and _GOES_OFF.match(one.after):
            yield "behind a comma and a name"
        if one.after.startswith(")") and "(" in one.before:
            yield "in brackets"
        behind = _SAID_BEHIND.match(one.after)
        said = _SAID.search(one.before) if behind else None
        if behind and said and any(map(str.isalpha, said[1] + behind[0])):
            yield "in what somebody says"
        if one.start > self._end:
            yield "at the end of the mail"
        if self.is_quoted(one):
            yield "quoted"

    def _shape(self, one: Candidate) -> Iterator[str]:
        code = one.code
        if code.isdigit():
            if len(code) == 6:
                yield "six digits"
            elif len(code) > 8:
                yield "nine digits or more"
        elif code.isalpha():
            yield "letters alone"
            if CONSONANTS.search(code.upper()):
                yield "could be no word"
            if len(one.written) < 5 and not one.alone:
                yield "like an abbreviation"
        else:
            yield "letters and digits"
            if len(_TURNS.findall(code)) > 1:
                yield "letters and digits in turn"
            if _HASH.fullmatch(one.written) and not one.alone:
                yield "like a hash"
        if _EXAMPLE.fullmatch(code):
            yield "as in examples"
        if _APART.fullmatch(one.written):
            yield "signs apart"
        elif len(one.written) > len(code):
            yield "groups"
        wordy = _WORDY.fullmatch(code.upper())
        if wordy and not (CONSONANTS.search(wordy[1]) or _HASH.fullmatch(code)):
            yield "a word with a number"
        if one.doubtful:
            yield "looks like a year" if _YEAR.fullmatch(code) else "may be something else"
