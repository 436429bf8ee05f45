"""One spelling for the signs of a text, whatever the language and the mail program. Pure."""

from __future__ import annotations

import re
from unicodedata import decimal, normalize

# One spelling for blanks, dashes and digits; what nobody sees goes.
_SPELLING = {chr(0xFEE0 + code): chr(code) for code in range(0x21, 0x7F) if chr(code) not in ",!?;"}
_SPELLING |= {chr(0xFEE0 + ord(sign)): sign + " " for sign in ",!?;"}
_SPELLING |= dict.fromkeys("\xa0\u1680\u202f\u205f\u3000\t", " ")
_SPELLING |= dict.fromkeys(map(chr, range(0x2000, 0x200B)), " ")
_SPELLING |= dict.fromkeys("\r\v\f\x85\u2028\u2029", "\n")
_SPELLING |= dict.fromkeys(map(chr, [*range(0x2010, 0x2014), 0x2212]), "-")
_SPELLING |= {"\u2014": " - ", "\u2015": " - ", "\u0130": "I", "№": "№ "}
_UNSEEN = [*range(9), *range(14, 32), 127, 0xAD, 0x34F, 0x61C, 0xFEFF, *range(0x200B, 0x2010)]
_UNSEEN += [*range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0x300, 0x370), 0x20E3, 0xFE0F]
_SPELLING |= dict.fromkeys(map(chr, _UNSEEN), "")
# A text has few of them: to look for these is faster than ``str.translate``, which looks at all.
_SPELT = re.compile(f"[{re.escape(''.join(_SPELLING))}]")

_MAX_TEXT = 200_000
# A row of two cells is a name and its value, if only the second has a number.
_ROW = re.compile(
    r"^[\t ]{0,20}([^\W\d][^\t\n\d]{0,80})(?<![:-])(?<![:-] ) ?\t[\t ]{0,20}"
    r"(?=[^\t\n]{0,40}\d)([^\t\n]{1,80})[\t ]{0,20}$",
    re.MULTILINE,
)
_BLANKS = re.compile(" {2,}")
_EDGES = re.compile(r"^[ |]*\|[ |]*|(?: ?\|)+ ?$", re.MULTILINE)
_CELLS = re.compile(r"(?: ?\|)+ ?")
_CELLS_OF_ONE = re.compile(r"^[A-Z0-9]{1,5}(?: \| [A-Z0-9]{1,5})+$", re.MULTILINE)
# Between groups alike: "271·284".
_MIDDLE_DOT = re.compile(r"(?<!\w)([A-Z0-9]{2,5})[\u00b7\u2027](?=([A-Z0-9]{2,5})(?!\w))")
_LINE_ENDS = re.compile(r" \n[ \n]*|\n(?: [ \n]*|\n[ \n]+)")
# "=== 609-027 ===", "** 4829 **", and lines of such signs alone.
_FRAME = "=*~`\u2500-\u257f"
_CODE = r"(?=[^a-z\n]*$|[^\n]*\d)[A-Za-z0-9][A-Za-z0-9 .-]{2,20}[A-Za-z0-9]"
_FRAMED = re.compile(
    rf"^[ +{_FRAME}-]*(?<=[ {_FRAME}])({_CODE})(?=[ {_FRAME}])[ +{_FRAME}-]*(?<! )$"
    rf"|^[ +{_FRAME}-]{{3,}}$",
    re.MULTILINE,
)
# What goes on in the next line is one sentence: "... Error\ncode 4102 tells".
_WRAPPED = re.compile(
    r"\n(?<![.!?:;।。|>)\]}=*_~-]\n)(?<=[^\n]{50}\n)"
    r"(?=(?![A-ZÀ-ÖØ-ÞΑ-ΩЀ-Я])[^\W\d_][^\s\d]{0,30}[ .,!?।。])"
)
_SET_APART_LINES = re.compile(
    r"^[A-Z0-9](?:\n{1,2}[A-Z0-9]){3,}$|^\d{3}\n{1,2}\d{3}$", re.MULTILINE
)
_DIGIT = re.compile("[^\\D0-9]")  # of another script
# As macOS writes them. Marks of other scripts are not put together: a hostile row of them takes
# quadratic time, and those of Latin are left out anyway.
_TAKEN_APART = re.compile(
    "[\u1100-\u11ff\u3046-\u30fd](?:(?<=[\u1100-\u11ff])[\u1100-\u11ff]+|[\u3099\u309a])"
)
_UNDERLINED = re.compile(r"(?<!\w)_{1,2}([A-Za-z0-9][A-Za-z0-9 -]{2,20})_{1,2}(?!\w)")
# A comma of a sentence in Chinese, Japanese or Korean, and not of a number: "561093,5分钟".
_COMMA = re.compile(r",(?<=\d{3},)(?=\d{1,2} ?[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af])")


def normalise(text: str) -> str:
    """The first 200,000 characters, with one spelling for each kind of sign, and at most one empty
    line at a time."""
    if not text:
        return ""
    text = text[:_MAX_TEXT].replace("\r\n", "\n")
    if "\t" in text:
        text = _ROW.sub(r"\1: \2", text)
    text = _SPELT.sub(lambda found: _SPELLING[found[0]], text.replace("\t", " | "))
    text = _BLANKS.sub(" ", text)
    if "|" in text:
        text = _CELLS.sub(" | ", _EDGES.sub("", text))
    if not text.isascii():
        text = _TAKEN_APART.sub(lambda found: normalize("NFC", found[0]), text)
        text = _DIGIT.sub(lambda found: str(decimal(found[0])), text)
        text = _COMMA.sub(", ", text)
        if "\u00b7" in text or "\u2027" in text:
            text = _MIDDLE_DOT.sub(
                lambda found: f"{found[1]}-" if len(found[1]) == len(found[2]) else found[0], text
            )
    if "_" in text:
        text = _UNDERLINED.sub(r" \1 ", text)
    text = _LINE_ENDS.sub(lambda found: "\n" * min(found[0].count("\n"), 2), text)
    if "|" in text:
        text = _CELLS_OF_ONE.sub(lambda found: found[0].replace(" |", ""), text)
    text = _FRAMED.sub(lambda found: found[1] or "", text)
    text = _WRAPPED.sub(" ", text)
    return _SET_APART_LINES.sub(lambda found: re.sub("\n+", " ", found[0]), text)
