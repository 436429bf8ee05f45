# ruff: noqa: RUF001 (signs of many languages)
"""Finds what has the shape of a code in a text, and is not surely something else. Pure.

No expression here backs up over more than a bounded piece, or begins inside of a run that it has
refused: a hostile text of any kind costs time in proportion to its size.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from itertools import groupby, islice
from typing import NamedTuple

from .labels import is_known
from .not_codes import blank, without_others

_APART = re.compile(
    r"[A-Z0-9](?=[ ·|•-])(?:(?<![\w.,-].)(?<!\b[A-Z0-9][ ·|•-].)|(?<=\b[a-z]-.))"
    r"(?:(?:[ ·|•-]{1,5}| \. )[A-Z0-9](?!\w|\.\w)){3,}"
)
_GROUPS = re.compile(
    "|".join(f"[^\\w\0]*[A-Z0-9]{{{n}}}(?: [A-Z0-9]{{{n}}}){{1,4}}[^\\w\0]*" for n in (2, 3, 4, 5))
)
_UPPER = "A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я"
_MIXED = re.compile(rf"\b(?:[{_UPPER}]+[0-9]|[0-9]+[{_UPPER}])")
_DOTTED = re.compile(
    r"(?<![\w.,/-])(?:\d\d(?:\.\d\d){2,3}|\d{3}(?:\.\d{3}){1,2})(?![\w/-]|,\S|\.\w)"
)
_DATE = re.compile(r"(?:[0-2]\d|3[01])\.(?:0\d|1[0-2])\.(?:\d\d|(?:19|20)\d\d)")
_SIGN = f"{_UPPER}a-z0-9_"
_WORD = re.compile(  # but for those of small letters
    rf"(?<![{_SIGN}])(?<![{_SIGN}]-)(?:[a-z]{{1,4}}-)?[{_UPPER}0-9][{_SIGN}]*(?:-[{_SIGN}]+)*"
)
_CAPITALS = re.compile(rf"(?=[{_UPPER}-]*[0-9])[{_UPPER}0-9]+(?:-[{_UPPER}0-9]+)*")
# What makes a word a part of something longer: a path, an address, a file name, a number.
_TOUCHES_BEFORE = re.compile(r"[/\\@&?_.]$|\d[,':+]$|(?<!\d)0\d{2,4} ?/ $")
_TOUCHES_BEHIND = re.compile(
    r"\0|(?!/\d{1,2} ?min)[/\\@&=]|\.(?![A-Z][a-z'])\w|[,':]\d|[*xX•]{2,9}\d"
)
_NUMBERED = re.compile("^[^\n0-9]*[0-9].*", re.MULTILINE)
# Four digits, or capitals beside one: "in 10 minutes" has no code.
_HOLDS = re.compile(rf"(?:[0-9][^0-9]*){{4}}|[{_UPPER}][ -]?[0-9]|[0-9][ -]?[{_UPPER}]")
# "ngu-4162", "402718-ra": what languages put before and behind a number.
_AFFIXED = re.compile(r"(?:[a-z]{1,4}-)?(?=[A-Z-]*[0-9])([A-Z0-9]+(?:-[A-Z0-9]+)*)(?:-[a-z]{1,5})?")
_BRAND = re.compile(r"^(?:G|FB)-(?=\d{5,8}$)")  # it is printed in the form already
_LISTED = re.compile(r"^[ >*-]{0,3}\d{1,2}[.)]")
_READ = re.compile(r"[^\W_]|\0")
_PART = frozenset({"action", "password", "sign in", "voucher"})  # a code may have them by chance
_PART_OF_MIXED = frozenset(
    {*_PART, "other", "number", "state", "account", "courier", "guarded", "warning", "scam"}
    | {"enter", "enter behind", "tell", "tell behind", "use", "use behind"}
)
_QUIET = re.compile("[a-zß-ɏ]")
_LETTERS = re.compile(r"(?<!\w)[A-Z]{2,5}(?![\w-])")
_SHORT_WORD = re.compile("AM|AT|BY|ID|IN|IS|NO|NR|OF|ON|OR|PM|RT|RW|TO")
_UNIT = re.compile("GMT|UTC|[A-Z]ST|[CEW]ET|USD|EUR|SMS|PIN|OTP|TAN|LTD|INC")
_TAIL = re.compile(rf"[ -](?!(?:{_UNIT.pattern})\b)([A-Z]{{3}})(?=[^\w-]*$|[.,;]\s)")  # "0917 LKE"
MINUTES = re.compile(
    r"\d(?:(?<=[aoiAOI] .)(?<=(?i:minti|inuti|inuta|inota|inutu|akika|iiqaa|iiqdo) .)|"
    r"(?<!\d.)(?<!h .)\d{0,2} ?-?(?=[^\W\d_])(?:(?i:min|menit|meneti|munud|deqe|дақ|мин|мүн|хв|dak"
    r"|dəq|daq|perc)|λεπτ|דקות|دقي|دقی|منٹ|मिन|মিন|دەق|دقې|ମିନି|මිනි|ደቓ"
    "|ਮਿੰਟ|મિન|நிமி|నిమి|ನಿಮಿ|മിനി|นาที|phút|分|분|րոպե|წუთ|ደቂቃ|မိနစ်|"
    "خولەک|مىنۇت|منٽ|ମିନି|විනාඩි|ደቓ|នាទី|ນາທີ))"
)
# A group that is no part of the code before it: "4829 5 min", "4829 12 May", "4829 2 ore".
_COUNTED = re.compile(
    rf"{MINUTES.pattern}|\d{{1,2}} ?(?i:jan|feb|mar|apr|ma[iy]|ju[nl]|aug|sep|o[ck]t|nov|de[cz]"
    "|or[ae]s?(?!\\w)|hour|hr|heure|h(?!\\w)|st(?:un)?d|tim[em]|uur|uren|godz|hodin|ór[aá]|ώρ|час|годин"
    "|saat|jam|giờ|day|tag|jour|d[ií]as?(?!\\w)|giorn|dag|dn[iíů]|nap(?!\\w)|ημέρ|дн[іея]|gün|hari"
    "|sec|sek|seg|сек|saniye|detik|giây|ngày|tr(?:y|ies)|attempt|times|x(?!\\w)"
    "|ساع|يوم|שע|ימים|घंट|दिन|ชั่วโมง|วัน|小时|小時|時間|시간|天|日|일|秒|초)"
)
_DIGIT_BEFORE = re.compile("[0-9] $")
_DIGIT_BEHIND = re.compile(" [0-9]")
_SIDE = 80
_MOST = 1000

# Chinese, Japanese and Korean have no blanks around a code.
_BESIDE = r"[^\W\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
# Letters alone, or with small letters: all kinds of words look so.
_WEAK = re.compile(
    rf"(?<!{_BESIDE})(?<![@/.&'’=?%#\0-])(?<!\d:)(?!0x)"
    r"(?:[A-Z]{3}(?:[- ][A-Z]{3}){1,2}"
    r"|[A-Z]{4}[- ][A-Z]{4}|[A-Z]{5}[- ][A-Z]{5}|[A-Z]{4,10}|[A-Z](?:[ ·•-][A-Z]){3,9}"
    r"|(?=[a-zA-Z]{0,9}[0-9])(?=[A-Z0-9]{0,9}[a-z])[A-Za-z0-9]{4,10}"
    r"|(?=[A-Za-z-]{0,9}[0-9])(?=[A-Z0-9-]{0,9}[a-z])[A-Za-z0-9]{3,5}-[A-Za-z0-9]{3,5}"
    r"(?:-[A-Za-z0-9]{2,5})?)"
    rf"(?!{_BESIDE}|[@/=™®-]|[.'’]\w|\.\.|…)"
)
# Groups of small letters and digits, alone on their line: "e4 9a 1d", "finch-7b2k".
_SMALL_GROUPS = re.compile(
    r"^[^\w\n]{0,12}((?=[^\n0-9]{0,8}[0-9])(?=[^\na-z]{0,8}[a-z])(?:[a-z0-9]{2,6}(?:-[a-z0-9]{2,6}){1,2}"
    r"|(?:(?=[a-z]?[0-9])[a-z0-9]{2,4} ){1,3}(?=[a-z]{0,3}[0-9])[a-z0-9]{2,4}))[^\w\n]{0,12}$",
    re.MULTILINE,
)
# Small letters alone: with four consonants in a row, alone on its line; behind a colon, where many
# words have four, without a vowel, or in two groups.
_SMALL = re.compile(
    r"(?:^[^\w\n]{0,12}|: {0,2})(?!\w{0,4}http)([b-df-hj-np-tv-xz]{5,8}"
    r"|(?<!:)(?<!: )(?<!:  )[a-z]{0,4}[b-df-hj-np-tv-xz]{4}[a-z]{0,4}"
    r"|(?=[a-z -]{0,5}[b-df-hj-np-tv-xz]{4})[a-z]{4}[ -][a-z]{4})"
    r"(?:[^\w\n]{0,12}$|(?<=-[a-z]{4})\. )",
    re.MULTILINE,
)
_MOST_WEAK = 200
#: What makes capitals no word.
CONSONANTS = re.compile(
    r"[BCDFGHJKLMNPQRSTVWXZ]{4}|[^AEIOUY]{5}|Q(?!U)|[JVXWZ][BCDFGHJKLMNPQRSTVXWZ]"
)


class Candidate(NamedTuple):
    """What has the shape of a code."""

    start: int
    end: int
    code: str  # without what groups it
    written: str  # with it
    before: str  # up to 80 characters of the line it stands on
    after: str
    alone: bool  # nothing but codes is to be read on its line
    weak: bool = False  # letters alone, or with small ones
    doubtful: bool = False  # it may be a year, a reference, part of an address


def _runs(line: str, *, letters: bool) -> Iterator[list[re.Match[str]]]:
    """Words of capitals and digits; those with one blank between them together. With ``letters``,
    groups of letters alone, too, in a row of as long ones: "GF8H PAZC", "HT 5R 92"."""
    runs: list[list[re.Match[str]]] = []
    for word in _WORD.finditer(line):
        found: re.Match[str] | None = word
        start = word.start()
        if word[0].isalpha() and not (letters and word[0].isupper()):
            continue
        if not _CAPITALS.fullmatch(word[0]):
            if letters and word[0].isupper():
                found = _LETTERS.match(line, start)
            else:
                affixed = _AFFIXED.fullmatch(word[0]) if "-" in word[0] else None
                found = affixed and _CAPITALS.match(line, start + affixed.start(1))
        if (
            found is None
            or _TOUCHES_BEFORE.search(line[max(0, found.start() - 9) : found.start()])
            or _TOUCHES_BEHIND.match(line[found.end() : found.end() + 8])
        ):
            continue
        last = runs[-1][-1] if runs else None
        gap = line[last.end() : found.start()] if last else ""
        if last and (gap == " " or (gap == " - " and len(last[0]) == len(found[0]) in (3, 4))):
            runs[-1].append(found)
        else:
            runs.append([found])
    for run in runs:
        yield from _alike(run) if any(found[0].isalpha() for found in run) else [run]


def _alike(run: list[re.Match[str]]) -> Iterator[list[re.Match[str]]]:
    """Its parts: without words, and without letters alone that are not as long as what is beside
    them, but for "TUP 19 KL"."""
    is_mixed = any(_MIXED.match(found[0]) for found in run)
    has_letters = any(found[0].isalpha() and not _is_word(found[0], _PART) for found in run)
    known = _PART_OF_MIXED if is_mixed or has_letters else _PART
    parts: list[list[re.Match[str]]] = [[]]
    for is_word, of_run in groupby(run, key=lambda found: _is_word(found[0], known)):
        part = list(of_run)
        sizes = {len(found[0]) for found in part}
        if is_word or any(found[0] == "XX" for found in part):
            parts.append([])
        elif len(sizes) > 1 and max(sizes) < 4 and part[0][0].isalpha() and part[-1][0].isalpha():
            parts.append(part)
        else:
            for size, group in groupby(part, key=lambda found: len(found[0])):
                same = list(group)
                written = [found[0] for found in same]
                is_said = size == 2 and not is_mixed and any(map(_SHORT_WORD.fullmatch, written))
                if is_said or all(map(str.isalpha, written)):  # "NR 48 29"
                    parts.append([])
                else:
                    parts[-1] += same
    yield from filter(None, parts)


def _is_word(group: str, known: Container[str]) -> bool:
    is_long = group.isalpha() and len(group) > 2
    is_unit = known is _PART and _UNIT.fullmatch(group)
    return is_long and (bool(is_unit) or is_known(group, but=known))


def _of_run(run: list[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    sizes, last = [len(found[0]) for found in run], run[-1]
    is_even = len(set(sizes)) == 1
    may_count = len(run) > 1 and (last[0].isdigit() or not is_even)
    if may_count and _COUNTED.match(last.string, last.start()):  # "4829 5 min"
        yield from _of_run(run[:-1])
        return
    if len(run) > 1 and is_even and sizes[0] <= 5:
        if "-" not in "".join(found[0] for found in run):
            yield run[0].start(), run[-1].end(), "".join(found[0] for found in run)
        return
    line, start, end = run[0].string, run[0].start(), run[-1].end()
    is_row = _DIGIT_BEFORE.search(line[max(0, start - 3) : start]) or _DIGIT_BEHIND.match(line, end)
    if len(run) > 1 and sizes[0] > 1 and max(sizes) <= 4 and not is_row:  # "2903 71"
        yield start, end, "".join(found[0] for found in run)
        return
    if len(run) > 2 and all(found[0].isdigit() for found in run):  # of a phone
        return
    long = [found for found in run if len(found[0]) >= 4]
    for found in long:
        if len(long) == 1 or len(found[0]) >= 6:
            yield found.start(), found.end(), _BRAND.sub("", found[0]).replace("-", "")


def _of_line(line: str) -> Iterator[tuple[int, int, str]]:
    """Places of what has the shape of a code, and the code; in each cell of a row of a table."""
    at = 0
    for cell in line.split(" | "):
        for start, end, code in _of_cell(cell):
            yield at + start, at + end, code
        at += len(cell) + 3


def _of_cell(line: str) -> Iterator[tuple[int, int, str]]:
    if apart := list(_APART.finditer(line)):
        for found in apart:
            yield found.start(), found.end(), "".join(re.findall("[A-Z0-9]", found[0]))
        line = _APART.sub(blank, line)
    for found in _DOTTED.finditer(line) if "." in line else ():
        if not _DATE.fullmatch(found[0]):
            yield found.start(), found.end(), found[0].replace(".", "")
    # "CALL ACME 4821", but not "K3 P8 ZD"
    is_shouted = len(line) > 9 and not (_QUIET.search(line) or _GROUPS.fullmatch(line))
    for run in _runs(line, letters=not is_shouted):
        for start, end, code in _of_run(run):
            tail = _TAIL.match(line, end) if code.isdigit() and not is_shouted else None
            if tail and not is_known(tail[1]):
                yield start, tail.end(1), code + tail[1]
            else:
                yield start, end, code


def without(text: str, places: Iterable[tuple[int, int]], fill: str = "") -> str:
    """The text with ``fill`` for each sign in these places; they are in order."""
    parts: list[str] = []
    at = 0
    for start, end in places:
        parts += text[at:start], fill * (end - start)
        at = end
    return "".join([*parts, text[at:]])


def candidates(texts: Iterable[str]) -> list[list[Candidate]]:
    """The first 1000 of each text that may be a code, in order; the texts are normalised.

    Bodies of a mail have many lines in common: each is looked at once.
    """
    lines = [
        [line for line in _NUMBERED.finditer(text) if _HOLDS.search(line[0])] for text in texts
    ]
    unlike = list(dict.fromkeys(line[0] for of_text in lines for line in of_text))
    if not unlike:
        return [[] for _ in lines]
    cleared = dict(zip(unlike, without_others("\n".join(unlike)).split("\n"), strict=True))
    known: dict[str, list[Candidate]] = {}
    found: list[list[Candidate]] = []
    for of_text in lines:
        found.append([])
        for line in of_text:
            if line[0] not in known:
                known[line[0]] = _of_numbered(cleared[line[0]])
            at = line.start()
            found[-1] += [
                Candidate(at + one.start, at + one.end, *one[2:]) for one in known[line[0]]
            ]
            if len(found[-1]) >= _MOST:
                break
    return [of_text[:_MOST] for of_text in found]


def _of_numbered(line: str) -> list[Candidate]:
    """What has the shape of a code in a line without ``NOT_CODES``."""
    places: list[tuple[int, int, str]] = []
    for start, end, code in sorted(_of_line(line)):
        is_apart = not places or places[-1][1] <= start
        if 4 <= len(code) <= 10 and not code.isalpha() and is_apart:
            places.append((start, end, code))
    if not places:
        return []
    rest = without(line, ((start, end) for start, end, _ in places))
    alone = not _READ.search(_LISTED.sub("", rest))
    return [
        Candidate(
            start,
            end,
            code,
            line[start:end],
            line[max(0, start - _SIDE) : start],
            line[end : end + _SIDE],
            alone,
        )
        for start, end, code in places
    ]


def _is_something_else(one: Candidate) -> bool:
    """Whether it is what ``NOT_CODES`` take out, such as "14h20"."""
    start = len(one.before)
    rest = without_others(f"{one.before}{one.written}{one.after}")
    return "\0" in rest[start : start + len(one.written)]


def weak_candidates(text: str) -> list[Candidate]:
    """The first 200 that may be a code though they have no digit, or small letters."""
    found: list[Candidate] = []
    places = [*islice(_WEAK.finditer(text), _MOST_WEAK)]
    for pattern in (_SMALL, _SMALL_GROUPS):
        places += islice(pattern.finditer(text), 10)
    for place in sorted(places, key=lambda place: place.start(place.re.groups)):
        start, end = place.span(place.re.groups)
        if found and start < found[-1].end:
            continue
        before = text[max(0, start - _SIDE) : start].rpartition("\n")[2]
        after = text[end : end + _SIDE].partition("\n")[0]
        written = text[start:end]
        code = re.sub(r"\W", "", written)
        alone = not _READ.search(before) and not _READ.search(after)
        one = Candidate(start, end, code, written, before, after, alone, weak=True)
        if len(code) <= 10 and (code.isalpha() or not _is_something_else(one)):
            found.append(one)
    return found
