# ruff: noqa: RUF001 (signs of many languages)
"""Finds what has the shape of a code in a text, and is not surely something else. Pure.

No expression here backs up over more than a bounded piece, or begins inside of a run that it has
refused: a hostile text of any kind costs time in proportion to its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

# One spelling for blanks, dashes and digits; what nobody sees goes.
_SPELLING: dict[int, str | None] = {
    0xFEE0 + code: chr(code) for code in range(0x21, 0x7F) if chr(code) not in ",!?;"
}
_SPELLING |= {0xFEE0 + ord(sign): sign + " " for sign in ",!?;"}
_SPELLING |= {
    zero + n: str(n)
    for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, *range(0x1D7CE, 0x1D800, 10))
    for n in range(10)
}
_SPELLING |= dict.fromkeys(map(ord, "\xa0\u1680\u202f\u205f\u3000\t"), " ")
_SPELLING |= dict.fromkeys(range(0x2000, 0x200B), " ")
_SPELLING |= dict.fromkeys(map(ord, "\v\f\x85\u2028\u2029"), "\n")
_SPELLING |= dict.fromkeys([*range(0x2010, 0x2014), 0x2212], "-")
_SPELLING |= {0x2014: " - ", 0x2015: " - ", 0x130: "I", ord("№"): "№ "}
_SPELLING |= dict.fromkeys([*range(9), *range(14, 32), 13, 127, 0xAD, 0x34F, 0x61C, 0xFEFF], None)
_SPELLING |= dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F)], None)
_SPELLING |= dict.fromkeys([*range(0x2060, 0x2070), *range(0x300, 0x370), 0x20E3, 0xFE0F], None)

_MAX_TEXT = 200_000
_BLANKS = re.compile(" {2,}")
_LINE_ENDS = re.compile(r" ?\n[ \n]*")
_SET_APART_LINES = re.compile(
    r"^[A-Z0-9](?:\n{1,2}[A-Z0-9]){3,}$|^\d{3}\n{1,2}\d{3}$", re.MULTILINE
)
# A comma of a sentence in Chinese, Japanese or Korean, and not of a number: "561093,5分钟".
_COMMA = re.compile(r"(?<=\d{4}),(?=\d{1,2} ?[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])")


def normalise(text: str) -> str:
    """The first 200,000 characters, with one spelling for each kind of sign, and at most one empty
    line at a time."""
    text = _BLANKS.sub(" ", text[:_MAX_TEXT].translate(_SPELLING))
    text = _COMMA.sub(", ", text)
    text = _LINE_ENDS.sub(lambda found: "\n" * min(found[0].count("\n"), 2), text)
    return _SET_APART_LINES.sub(lambda found: re.sub("\n+", " ", found[0]), text)


_MONEY = "$€£¥₹₽₩₺฿₫₴₪₱₦₸"
_MONEY_CODES = (
    "usd|eur|gbp|chf|pln|sek|nok|dkk|czk|huf|ron|brl|rub|uah|bgn|jpy|cny|rmb|krw|inr|idr|vnd|thb"
    "|mxn|aud|cad|sgd|myr|ils|aed|sar|egp|kr"
)
_MONEY_WORDS = (
    rf"(?:{_MONEY_CODES}|(?-i:TRY)|zł|zl|kč|kc|ft|lei|лв|грн|руб|тг|tl|euros?|dollars?|pounds?|pesos?"
    "|reais|rupees?|rupiah|baht|dirhams?|рубл[а-я]{1,2}|гривен[ья]?|ευρώ|đồng|đ)"
    '(?!-?\\w)|円|元|원|บาท|रुपये|ريال|درهم|دينار|جنيه|تومان|ש"ח'
)
_UNITS = (
    "%|°|(?:px|pt|kg|km|km/h|cm|mm|ml|kb|mb|gb|tb|kwh|hrs?|hours?|h|uhr|uur|heures|horas|часов|utc"
    "|gmt|cet|points?|punkte|puntos?|pkt|miles|meilen|people|users|customers|characters|words|items"
    "|reviews|years?|days?|pages?|followers|subscribers|players|members|stars|hits|lines|steps"
    "|votes|kcal|végű|végződésű)(?!-?\\w)|人(?!民)|件|개|명|로 끝나는|で終わる| पर समाप्त"
)
_URL_SIGNS = "!#-;=?-Z\\\\^-~\\[\\]"  # ASCII without blanks, quotes, and angle brackets
# It begins with the digit, not with the look behind it: that is found several times faster.
_NUMBER = r"\d(?<![\w.,'-].)[\d.,']{0,18}(?<![.,'])(?![\d'])(?: \d{3}(?!\d)){0,3}"

#: What is no code whatever stands around it, by name. The order counts: each is taken out before
#: the next is looked for.
NOT_CODES = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "URL": rf"(?:https?://|www\.)[{_URL_SIGNS}]+",
        "URL without scheme": r"(?<![\w.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}"
        rf"(?:/|\?[a-z])[{_URL_SIGNS}]*",
        "rest of a broken URL": r"(?<![^\s])[\w.%-]{1,200}(?:=[\w.%-]{0,200})?"
        r"(?:[&?][\w.]{1,40}=[\w.%-]{0,200}){1,20}",
        "mail address": r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w.-]+",
        "colour, or number with a hash": "&?#[0-9a-z][0-9a-z-]*",
        "end of a masked number": r"(?:[•●∙…]|(?<![*\w])\*{1,20}(?=[\d-])|(?<![*\w])\*{2,20}"
        r"|(?<=[\d-])\*{2,20}|(?<!\w)x{2,20})[ *•●∙…()x.-]{0,20}\d{2,4}(?: \d\d)?(?![\w*]| \d)",
        "IBAN": r"(?-i:[A-Z](?<!\w.)[A-Z]\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\w-]))",
        "price with a sign before it": rf"[{_MONEY}](?:(?=\d)|(?<!\d.)(?<!\d .) ?)"
        r"\d[\d.,']*(?: \d{3}(?!\d)){0,3}",
        "price with a word before it": r"\b(?=[a-z$/]{2,3}\.? ?\d)(?:rs|rp|rm|r\$|us\$|s/"
        rf"|{_MONEY_CODES})\.? ?\d[\d.,']*(?: \d{{3}}(?!\d)){{0,3}}",
        "price": rf"{_NUMBER} ?(?:[{_MONEY}]|{_MONEY_WORDS})",
        "date, year first": r"\d{4}(?<![\d-]....)-\d\d?-\d\d?(?:T[\d:.]+Z?)?(?![\d-])",
        "date, year last": r"\d(?<![\d-].)\d?-\d\d?-(?:19|20)\d\d(?![\d-])",
        "date of a ticket": r"\d(?<!\w.)\d?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
        r"(?:\d\d){0,2}(?!-?\w)",
        "date, year named": r"\d{4} ?[年년]",
        "years": r"(?:19|20)(?<![\d-]..)\d\d ?[-/] ?(?:19|20)?\d\d(?![\d-])",
        "time": r"\d(?<!\w.)\d?h\d\d(?!-?\w)",
        "phone number": r"\+\d[\d ()./-]{6,24}|\(\+?\d{2,5}\) ?\d[\d ./-]{3,14}",
        "phone number of North America": r"\d(?<![\d-].)(?:-\d)?\d\d([-. ])\d{3}\1\d{4}(?!\d)",
        "phone number with area code": r"0(?<![\w-].)(?=\d{1,4}[ /-])"
        r"(?=(?:[ /-]?\d){8})[\d /-]{8,20}",
        "postcode of Britain": r"(?-i:[A-Z](?<![\w].)[A-Z]?\d[A-Z\d]? \d[A-Z]{2}(?!\w))",
        "postcode of the United States": r", (?-i:[A-Z]{2}) \d{5}(?:-\d{4})?(?!\d)",
        "postcode of Canada": r", (?-i:[A-Z]{2} [A-Z]\d[A-Z] \d[A-Z]\d)",
        "postcode with a country": r"\b(?-i:D|A|CH|F|L|B|I|S|SE|DK|FIN|CZ|SK)-\d{4,5}"
        r"(?= (?-i:[A-ZÄÖÜÅØŠČŽ]))",
        "measure": rf"{_NUMBER}[ -]?(?:{_UNITS})",
    }.items()
}

_APART = re.compile(r"(?<![\w.,-])[A-Z0-9](?:[ ·|•-]{1,5}[A-Z0-9](?!\w|\.\w)){3,}")
_GROUPS = re.compile(r"[^\w\0]*([A-Z0-9]{2,4}(?: [A-Z0-9]{2,4}){1,4})[^\w\0]*")
_MIXED = re.compile(r"\b(?:[A-Z]+[0-9]|[0-9]+[A-Z])")
_WORD = re.compile(r"[A-Za-z0-9_]+(?:-[A-Za-z0-9_]+)*")
_CAPITALS = re.compile(r"(?=[A-Z-]*[0-9])[A-Z0-9]+(?:-[A-Z0-9]+)*")
# What makes a word a part of something longer: a path, an address, a file name, a number.
_TOUCHES_BEFORE = re.compile(r"[/\\@&?_.]$|\d[,']$")
_TOUCHES_BEHIND = re.compile(r"(?!/\d{1,2} ?min)[/\\@&=]|\.(?![A-Z][a-z'])\w|[,']\d")
_NUMBERED = re.compile("^[^\n0-9]*[0-9].*", re.MULTILINE)
_BRAND = re.compile(r"^(?:G|FB)-(?=\d{5,8}$)")  # it is printed in the form already
_LISTED = re.compile(r"^[ *-]{0,3}\d{1,2}[.)]")
_READ = re.compile(r"[^\W_]|\0")
_SIDE = 80
_MOST = 1000


class Candidate(NamedTuple):
    """What has the shape of a code."""

    start: int
    end: int
    code: str  # without what groups it
    written: str  # with it
    before: str  # up to 80 characters of the line it stands on
    after: str
    alone: bool  # nothing but codes is to be read on its line


def _blank(found: re.Match[str]) -> str:
    return "\0" * (found.end() - found.start())


def _runs(line: str) -> list[list[re.Match[str]]]:
    """Words of capitals and digits; those with one blank between them together."""
    runs: list[list[re.Match[str]]] = []
    for found in _WORD.finditer(line):
        if (
            not _CAPITALS.fullmatch(found[0])
            or _TOUCHES_BEFORE.search(line[max(0, found.start() - 2) : found.start()])
            or _TOUCHES_BEHIND.match(line[found.end() : found.end() + 8])
        ):
            continue
        last = runs[-1][-1] if runs else None
        gap = line[last.end() : found.start()] if last else ""
        if last and (gap == " " or (gap == " - " and len(last[0]) == len(found[0]) == 3)):
            runs[-1].append(found)
        else:
            runs.append([found])
    return runs


def _of_run(run: list[re.Match[str]]) -> Iterator[tuple[int, int, str]]:
    size = len(run[0][0])
    if len(run) > 1 and size <= 5 and all(len(found[0]) == size for found in run):
        if "-" not in "".join(found[0] for found in run):
            yield run[0].start(), run[-1].end(), "".join(found[0] for found in run)
        return
    long = [found for found in run if len(found[0]) >= 4]
    for found in long:
        if len(long) == 1 or len(found[0]) >= 6:
            yield found.start(), found.end(), _BRAND.sub("", found[0]).replace("-", "")


def _of_line(line: str) -> Iterator[tuple[int, int, str]]:
    alone = _GROUPS.fullmatch(line)  # "K3 P8 ZD", but not "CODE 4821"
    if alone and _MIXED.search(alone[1]) and len({len(part) for part in alone[1].split()}) == 1:
        yield *alone.span(1), alone[1].replace(" ", "")
        return
    for found in _APART.finditer(line):
        yield found.start(), found.end(), "".join(re.findall("[A-Z0-9]", found[0]))
    for run in _runs(_APART.sub(_blank, line)):
        yield from _of_run(run)


def without(text: str, places: Iterable[tuple[int, int]], fill: str = "") -> str:
    """The text with ``fill`` for each sign in these places; they are in order."""
    parts: list[str] = []
    at = 0
    for start, end in places:
        parts += text[at:start], fill * (end - start)
        at = end
    return "".join([*parts, text[at:]])


def candidates(text: str) -> list[Candidate]:
    """The first 1000 that may be a code, in order; ``text`` is normalised."""
    lines = list(_NUMBERED.finditer(text))
    numbered = "\n".join(line[0] for line in lines)
    for pattern in NOT_CODES.values():
        numbered = pattern.sub(_blank, numbered)
    found: list[Candidate] = []
    for whole, line in zip(lines, numbered.split("\n"), strict=False):
        places = [
            (start, end, code)
            for start, end, code in sorted(_of_line(line))
            if 4 <= len(code) <= 10 and not code.isalpha()
        ][: _MOST - len(found)]
        rest = without(line, ((start, end) for start, end, _ in places))
        alone = not _READ.search(_LISTED.sub("", rest))
        at = whole.start()
        for start, end, code in places:
            before, after = line[max(0, start - _SIDE) : start], line[end : end + _SIDE]
            written = line[start:end]
            found.append(Candidate(at + start, at + end, code, written, before, after, alone))
    return found
