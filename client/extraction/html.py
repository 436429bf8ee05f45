"""What a reader sees of an HTML mail, and its links. Pure, never raises, in linear time.

Unlike ``markup``, which gives all of the text, it follows styles, so as to leave out what is
hidden and to tell what stands out, and keeps what each link says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from ..mime.markup import BREAKING, SILENT, unescape
from ..mime.tags import MARKUP, NAME
from ..mime.tags import attributes as _attributes  # as local ones are called attributes

_BLANKS = re.compile(r"[ \t\r\n\f]+")

_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "wbr"}
_BREAKING = BREAKING | {"address", "article", "center", "dd", "dl", "dt", "footer", "form"}
_BREAKING |= {"header", "main", "section"}
_CELLS = {"td", "th"}
_SILENT_ENDS = {name: re.compile(f"</{name}", re.IGNORECASE) for name in SILENT - {"head"}}
_ENDED_BY_THE_NEXT = {"dd", "dt", "li", "p", "td", "th", "tr"}

_ZERO = re.compile(r"(?:0{1,3}(?:\.0{1,3})?(?:px|pt|em|rem|%)?|1px)$")
_FAR_OFF = re.compile(r"-\d{3,}")
_HIDING = {
    "display": re.compile("none$"),
    "visibility": re.compile("hidden$"),
    "color": re.compile("transparent$"),
    **dict.fromkeys(("max-height", "opacity"), _ZERO),
    **dict.fromkeys(("left", "top", "text-indent"), _FAR_OFF),
}
_DECLARATION = re.compile(r"(?:^|;)\s*([a-z-]+)\s*:([^;]*)")
#: Without any of these an element looks as the one around it.
_STYLED = {"style", "class", "id", "hidden", "color", "bgcolor", "background"}
_RGB = re.compile(r"rgb\((\d{1,3})[ ,]{1,3}(\d{1,3})[ ,]{1,3}(\d{1,3})\)")
_COLOURS = {"white": "ffffff", "black": "000000"}
_PREHEADER = re.compile(r"pre-?header|preview-?text", re.IGNORECASE)

# How a text stands out.
_OF_TAG = {"b": "bold", "strong": "bold", "h1": "bold", "h2": "bold", "h3": "bold", "th": "bold"}
_OF_TAG |= {"code": "monospace", "kbd": "monospace", "pre": "monospace"}
_OF_TAG |= {"samp": "monospace", "tt": "monospace"}
_WEIGHT = re.compile(r"\b(?:bold(?:er)?|[6-9]00)\b")
_MONOSPACE = re.compile(r"mono|courier|consolas|menlo")
_NAMED = re.compile(
    r"(?<![a-z])(?<!promo.)(?<!coupon.)(?<!zip.)(?<!post.)(?:otp|pin|(?:pass|otp|verification)?code"
    r"|token)(?![a-z])|verif\w{0,10}[_-]?(?:code|number)",
    re.IGNORECASE,
)
# A rule of a style sheet for one class: how it looks counts, not that it hides, as that may hold
# for small screens alone.
_RULE = re.compile(r"\.([\w-]{1,40})\s{0,9}\{([^{}]{0,1000})\}")
_OF_SHEET = re.compile(r"(?<![\w-])(font(?:-weight|-family)?)\s?:\s?([^;]{1,80})")
_MAX_RULES = 500
_MAX_LOOK = 25  # characters
_HAS_DIGIT = re.compile(r"\d")
_MAX_LOOKS = 2000
_MOST_SIGNS = 10  # of a code in an element each
_BETWEEN_SIGNS = {*"-\u2010\u2011\u2012\u2013\u2014\u00b7\u2022"}
_COUNT = "0123456789"  # to rate something by
_FEW = 12  # parts of a page
_TYPED = {"number", "tel", "text"}
_MAX_WORDS = 200
_MAX_SOURCE = 5_000_000


class Anchor(NamedTuple):
    """A link of a page."""

    url: str
    words: str  # what it says, up to 200 characters
    before: str  # what stands before it on its line, up to 80 characters
    hidden: bool
    image: bool = False  # it has no words but those of an image, such as a logo
    seen: str = ""  # of the words those that are read on it, with the alt of its images


class Page(NamedTuple):
    """What is seen of a mail."""

    text: str
    anchors: list[Anchor]
    #: Short texts with a digit, or that stand out, that have an element of their own, and how they
    #: look: "bold", "monospace", "named" (its class is such as "otp"), "apart" (each sign has an
    #: element of its own).
    looks: list[tuple[str, frozenset[str]]]


class _Style(NamedTuple):
    """How an element looks, as far as that may hide it. What is inside inherits it."""

    hidden: bool = False
    tiny: bool = False
    ink: str = ""
    ground: str = ""
    looks: frozenset[str] = frozenset()

    @property
    def unseen(self) -> bool:
        return self.hidden or self.tiny or self.ink == self.ground != ""


def _colour(value: str) -> str:
    """One spelling for white, #FFF, #ffffff and rgb(255, 255, 255)."""
    if parts := _RGB.match(value):
        return "".join(f"{int(part):02x}" for part in parts.groups())
    value = value.split(" ")[0].lstrip("#")
    value = _COLOURS.get(value, value)
    return value if len(value) != 3 else "".join(sign * 2 for sign in value)


def _looks(attributes: dict[str, str], style: dict[str, str]) -> Iterator[str]:
    """How the element stands out by its own attributes."""
    font = style.get("font", "")
    if _WEIGHT.search(style.get("font-weight", font)):
        yield "bold"
    if _MONOSPACE.search(style.get("font-family", font)):
        yield "monospace"
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"
    if len(names) > 1 and _NAMED.search(names):
        yield "named"


def _style(attributes: dict[str, str], outer: _Style, sheet: dict[str, dict[str, str]]) -> _Style:
    """How an element with these attributes looks inside of one that looks like ``outer``."""
    if _STYLED.isdisjoint(attributes):
        return outer
    source = attributes.get("style", "").lower().replace("!important", "")
    style = {name: value.strip() for name, value in _DECLARATION.findall(source)}
    hidden = (
        outer.hidden
        or "hidden" in attributes
        or any(name in _HIDING and _HIDING[name].match(style[name]) for name in style)
        or (style.get("overflow") == "hidden" and bool(_ZERO.match(style.get("height", ""))))
        or _PREHEADER.search(attributes.get("class", "")) is not None
    )
    size = style.get("font-size")
    tiny = outer.tiny if size is None else _ZERO.match(size) is not None
    ink = _colour(style.get("color") or attributes.get("color", "").lower()) or outer.ink
    ground = outer.ground
    has_image = "background-image" in style or "url(" in style.get("background", "")
    if has_image or "background" in attributes:
        ground = ""  # not known: what the image is like
    elif {"background", "background-color", "bgcolor"} & {*style, *attributes}:
        painted = style.get("background-color") or style.get("background")
        ground = _colour(painted or attributes.get("bgcolor", "").lower())
    elif "class" in attributes:
        ground = ""  # not known: a style sheet may paint it
    for name in attributes.get("class", "").split()[:5] if sheet else ():
        style = sheet.get(name, {}) | style
    return _Style(hidden, tiny, ink, ground, outer.looks.union(_looks(attributes, style)))


class _Reader:
    """Takes the pieces of a page one by one, and keeps what is seen and what is linked."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.anchors: list[Anchor] = []
        self._open: list[tuple[str, _Style]] = []
        self._names: Counter[str] = Counter()
        self._signs: list[int] = []  # in ``parts``, of elements of one sign each
        self.looks: list[tuple[str, frozenset[str]]] = []
        self._style = _Style()
        self._sheet: dict[str, dict[str, str]] = {}
        self._anchor: tuple[str, str, bool] | None = None
        self._words: list[str] = []
        self._seen: list[str] = []
        self._length = 0
        self._pictured = self._worded = False

    def text(self, value: str) -> None:
        value = " " if value.isspace() else unescape(_BLANKS.sub(" ", value))
        if not self._style.unseen:
            self.parts.append(value)
            if self._anchor:
                self._seen.append(value)
            if value != " ":
                self._look(value.strip())
        if self._anchor:
            self._worded |= bool(value.strip())
            self._add_words(value)

    def style_sheet(self, source: str) -> None:
        for rule in islice(_RULE.finditer(source), _MAX_RULES):
            self._sheet.setdefault(rule[1], {}).update(_OF_SHEET.findall(rule[2].lower()))

    def _look(self, value: str) -> None:
        if len(value) == 1 and value.isalnum():
            if len(self._signs) <= _MOST_SIGNS:
                self._signs.append(len(self.parts) - 1)
        elif value not in _BETWEEN_SIGNS:
            self.end_signs()
            if (
                1 < len(value) <= _MAX_LOOK
                and (self._style.looks or _HAS_DIGIT.search(value))
                and len(self.looks) < _MAX_LOOKS
            ):
                self.looks.append((value, self._style.looks))

    def end_signs(self) -> None:
        """What has an element for each sign is one word, if they are in one row or column."""
        signs, self._signs = self._signs, []
        if not 4 <= len(signs) <= _MOST_SIGNS or len(self.looks) >= _MAX_LOOKS:
            return
        gaps = ["".join(self.parts[one + 1 : other]) for one, other in pairwise(signs)]
        kinds = {("\t" in gap, "\n" in gap) for gap in gaps}
        word = "".join(self.parts[sign].strip() for sign in signs)
        is_row_of_more = (True, False) in kinds and self._has_word_before(signs[0])
        if len(kinds) == 1 and not (is_row_of_more or word in _COUNT or word in _COUNT[::-1]):
            self.parts[signs[0] : signs[-1] + 1] = [word]
            self.looks.append((word, self._style.looks | {"apart"}))

    def _has_word_before(self, part: int) -> bool:
        """Whether the row of a table has a cell with a word before this part of it."""
        row = "".join(self.parts[max(0, part - _FEW) : part]).rpartition("\n")[2]
        return any(map(str.isalpha, row[-_MAX_LOOK:]))

    def line(self) -> None:
        """Begin a line, with the sign of a quotation in one."""
        self.parts.append("\n> " if self._names["blockquote"] else "\n")

    def _add_words(self, value: str) -> None:
        if self._length < _MAX_WORDS:
            self._words.append(value[:_MAX_WORDS])
            self._length += len(value)

    def _line(self) -> str:
        """What stands on the line so far."""
        return "".join(part[-80:] for part in self.parts[-8:])[-80:].rpartition("\n")[2]

    def start(self, name: str, tag: str) -> None:
        if name in _ENDED_BY_THE_NEXT and self._open and self._open[-1][0] == name:
            self.end(name)
        attributes = _attributes(tag) if len(tag) > len(name) else {}
        outer = self._style
        if name in _OF_TAG:
            outer = outer._replace(looks=outer.looks | {_OF_TAG[name]})
        style = _style(attributes, outer, self._sheet) if attributes else outer
        if name == "a":
            self.end_anchor()
        if name in ("a", "area") and "href" in attributes:
            self._anchor = (attributes["href"], self._line(), style.unseen)
            self._words, self._seen, self._length = [], [], 0
            self._pictured = self._worded = False
            self._add_words(f"{attributes.get('title', '')} {attributes.get('aria-label', '')} ")
        if name in ("area", "img"):
            self._pictured = True
            self._add_words(" " + attributes.get("alt", ""))
            self._seen.append(" " + attributes.get("alt", ""))
        shown = {"img": "alt", "input": "value"}.get(name)
        if shown and not style.unseen and attributes.get("type", "text").lower() in _TYPED:
            said = attributes.get(shown, "")
            if said.strip():
                self.end_signs()
            self.parts.append(f" {said} ")
        if name == "area":
            self.end_anchor()
        if name not in _VOID:
            self._open.append((name, style))
            self._names[name] += 1
            self._style = style

    def end(self, name: str) -> None:
        if name == "a":
            self.end_anchor()
        if self._names[name]:
            last = ""
            while last != name:
                last, _ = self._open.pop()
                self._names[last] -= 1
            self._style = self._open[-1][1] if self._open else _Style()

    def end_anchor(self) -> None:
        if self._anchor:
            url, before, hidden = self._anchor
            words = "".join(self._words)[:_MAX_WORDS]
            is_image = self._pictured and not self._worded
            seen = " ".join("".join(self._seen).split())[:_MAX_WORDS]
            self.anchors.append(Anchor(url, words, before, hidden, is_image, seen))
        self._anchor = None


def read_html(source: str) -> Page:
    """The text that is seen, and all links but those in comments and scripts."""
    source = source[:_MAX_SOURCE]
    reader = _Reader()
    at = 0
    while found := MARKUP.search(source, at):
        if found.start() > at:
            reader.text(source[at : found.start()])
        at = found.end()
        if found[0] == "<!--":
            at = source.find("-->", found.start() + 2) + 3
            if at < 3:
                at = len(source)
            continue
        named = NAME.match(found[1] or "")
        if named is None:
            continue
        name = named[1].lower()
        if name in _BREAKING:
            reader.line()
        elif name in _CELLS:
            reader.parts.append("\t")
        if found[1][0] == "/":
            reader.end(name)
        elif name not in _SILENT_ENDS:
            reader.start(name, found[1])
        elif found[1][-1] != "/":
            end = _SILENT_ENDS[name].search(source, at)
            if name == "style":
                reader.style_sheet(source[at : end.start() if end else len(source)])
            at = end.start() if end else len(source)
    reader.text(source[at:])
    reader.end_anchor()
    reader.end_signs()
    return Page("".join(reader.parts), reader.anchors, reader.looks)
