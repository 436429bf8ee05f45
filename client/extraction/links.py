# ruff: noqa: RUF001 (signs of many languages)
"""Finds the links of a mail and puts first those to act on. Pure, in linear time."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

from ..mime.markup import text_from_html, unescape, unwrapped
from .action_words import ACTION, BOILERPLATE, PASSWORD, SIGN_IN, UNSUBSCRIBE
from .html import Anchor, read_html
from .labels import Vocabulary, fold

_MAX_LINKS = 1000
_MAX_OCCURRENCES = 5000
_MAX_LOOKED_AT = 2000  # characters of a URL
_MAX_BEFORE = 160
_MAX_SPELLED = 120

_SIGNS = (
    r"[^\s<>\"`\\|\^\x00-\x1f\x7f\xad\u200b-\u200f\u2018\u202a-\u202e\u2039\u203a"
    r"\u2060-\u206f\ufeff\u060c\u061b\u061f\u06d4\u0964、。，；：！？（）「」『』【】《》〈〉“”„«»]"
)
_URL = re.compile(rf"https?://{_SIGNS}++(?:[|^]++(?!https?://){_SIGNS}*+)*+", re.IGNORECASE)
_NOT_IN_ANY_HOST = frozenset("{}|^")
_NOT_IN_HOST = re.compile(r"(?<=://)([^/?#{}|^]*+)[{}|^].*", re.DOTALL)
_HREF = re.compile(r"https?://[^\s/?#<>\"\x00-\x20\x7f][^\s<>\"\x00-\x20\x7f]*", re.IGNORECASE)
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SITE = re.compile("https?://[^/?#]*", re.IGNORECASE)  # whole, though others begin with it
_BREAKS = str.maketrans("", "", "\r\n\t")

# By their URL: what to act on, what is there anyway, and images.
_ACTION_URL = re.compile(
    r"verif|confirm|activat|(?<!p)reset|recover|magic|invit|accept|validat|password|onboard"
    r"|opt-?in|bestaetig|aktivier|activar|activer|ativar|doi(?=[/?])"
)
_SIGN_IN_URL = re.compile(r"log-?in|log_in|sign-?in|sign_in|sso|auth|connexion|anmeld|session")
_TOKEN_URL = re.compile(
    r"[?&#;](?:\w{1,20}[_-])?(?:\w{0,20}token|\w{0,20}code|otp|key|ticket|jwt|hash|sig|signature"
    r"|nonce|t|k)="
)
_BOILERPLATE_URL = re.compile(
    r"unsubscri|opt-?out|preferences|/settings/(?:notifications|emails?)|privacy|datenschutz|/terms|/legal|/agb|/impressum"
    r"|/(?:help|support|faq|contact|hilfe|aide|ayuda)(?:$|[/?#.])|//(?:help|support|status)\."
    r"|//(?:[\w-]{1,20}\.)?(?:facebook|twitter|x|instagram|linkedin|youtube|tiktok|pinterest|t|vk"
    r"|weibo|threads|discord)\.(?:com|me|gg|net)(?:$|/)|//(?:apps\.apple|play\.google)\.com|w3\.org/"
)
_HOME_URL = re.compile(r"https?://[^/?#]+/?")
_IMAGE_URL = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|ico|bmp|css|js)$|/(?:pixel|open|beacon|track/open)(?:$|[/.])"
)

_LEAVING_URL = re.compile(
    r"unsub|opt[-_]?out|remove[-_]?me|abmeld|abbestell|d[ée]sabonn|d[ée]sinscri|disiscri|uitschrijv"
    r"|afmeld|avregistr|avmeld|wypis|odhlas|leiratkoz|dezabon|otpis",
    re.IGNORECASE,
)
_LEAVING = Vocabulary({"unsubscribe": UNSUBSCRIBE})
_WORDS = Vocabulary(
    {
        "boilerplate": f"{BOILERPLATE}\n{UNSUBSCRIBE}",
        "action": f"{ACTION}\n{PASSWORD}",
        "sign in": SIGN_IN,
    }
)


class _Link(NamedTuple):
    url: str
    words: str  # what the link says; of a bare URL, what is written before it
    before: str = ""
    hidden: bool = False
    bare: bool = False
    image: bool = False
    under: str = ""  # where the link leads that says this one, and leads elsewhere


def _trimmed(url: str, before: str = "") -> str:
    """The URL without what follows it in its sentence; ``before`` is what stands before it."""
    url = url.partition("](")[0]
    if not _NOT_IN_ANY_HOST.isdisjoint(url):
        url = _NOT_IN_HOST.sub(r"\1", url)
    scheme, _, rest = url.partition("://")
    if re.split("[/?#]", rest, maxsplit=1)[0][:1].isascii():
        url = f"{scheme}://{_EAST_ASIAN.split(rest, maxsplit=1)[0]}"
    end = len(url)
    surplus = {close: url.count(close) - url.count(open_) for open_, close in ("()", "[]", "{}")}
    # A mark of what is bold or slanted; else it is part of the URL, as of a token.
    marks = set(before[len(before.rstrip("*_")) :])
    if "*" in before.rpartition("\n")[2]:
        marks.add("*")
    while end and (
        url[end - 1] in ".,;:!?|^'’…" or url[end - 1] in marks or surplus.get(url[end - 1], 0) > 0
    ):
        if url[end - 1] in surplus:
            surplus[url[end - 1]] -= 1
        end -= 1
    return url[:end]


def _of_text(text: str) -> Iterator[_Link]:
    last = 0
    for found in _URL.finditer(text):
        before = text[max(last, found.start() - _MAX_BEFORE) : found.start()]
        words = "\n".join(before.rstrip().split("\n")[-2:])
        yield _Link(_trimmed(found[0], before), words, bare=True)
        last = found.end()


def _url_of(anchor: Anchor) -> str:
    return anchor.url.strip().translate(_BREAKS).replace(" ", "%20")


def _of_html(source: str) -> Iterator[_Link]:
    page = read_html(source)
    spelled: set[str] = set()
    for anchor in page.anchors:
        yield _Link(_url_of(anchor), anchor.words, anchor.before, anchor.hidden, image=anchor.image)
        spelled.update(_spelled(anchor.words))
    for link in _of_text(page.text):
        if _beginning(link.url) not in spelled:
            yield link


def _spelled(words: str) -> list[str]:
    """The URLs that a link says: its reader goes where it leads, whatever it says."""
    return [_beginning(_trimmed(found)) for found in _URL.findall(words)]


def _beginning(url: str) -> str:
    # Of a long one, the words of a link hold no more.
    return _key(url)[:_MAX_SPELLED]


def _kinds(text: str) -> list[str]:
    return [label.kind for label in _WORDS.find(fold(text))] if text else []


def _rank(link: _Link) -> float:
    """Above 0 for a link to act on, below 0 for one that mails carry anyway."""
    url = link.url[:_MAX_LOOKED_AT].lower()
    address = re.split("[?#]", url, maxsplit=1)[0]
    kinds = _kinds(link.words)
    # "Need help? Ask. Confirm: https://...": the last counts
    if link.bare and "boilerplate" in kinds[:-1]:
        kinds = kinds[-1:]
    if _IMAGE_URL.search(address):
        return -3
    if link.hidden:
        return -2
    if _BOILERPLATE_URL.search(address) or "unsubscri" in url or "boilerplate" in kinds:
        return -1
    rank = 4 if "action" in kinds else 2 if "sign in" in kinds else 0
    rank += 2 if _ACTION_URL.search(url, 8) else 1 if _SIGN_IN_URL.search(url, 8) else 0
    rank += _TOKEN_URL.search(url) is not None
    rank += "action" in _kinds(link.before)
    # Logos lead home, and so does the name of a program over its mail.
    return rank or (-0.5 if link.image or _HOME_URL.fullmatch(url) else 0)


def check_bodies(text: object, html: object, subject: object = "") -> None:
    """Raise ``TypeError`` for what is no text."""
    for name, body in (("text", text), ("html", html), ("subject", subject)):
        if not isinstance(body, str):
            raise TypeError(f"{name} must be a string, not {type(body).__name__}")


def find_links(text: str, html: str = "") -> list[str]:
    """The ``http`` and ``https`` links of a mail, best first, each once; at most 1000.

    First those to act on (verify, confirm, reset, sign in, ``token=``), by their URL and by the
    words that go with them, in one of some thirty languages; then others, in their order, and
    those of an image alone, such as a logo; then those to unsubscribe, for privacy, help and social
    networks; then hidden ones; image files last. A link of the HTML that says one URL and leads to
    another is where it leads; what it says comes after that, and only if a text of its own has it.

    Args:
        text: the plain body of the mail.
        html: its HTML body: where its anchors lead, entities decoded, and URLs that are spelled
            out. What an image or a style is loaded from is no link.

    Returns:
        The links; an empty list if there are none. It takes linear time.

    Raises:
        TypeError: ``text`` or ``html`` is no string.
    """
    check_bodies(text, html)
    ranks: dict[str, float] = {}
    for link in _of_both(text, html):
        if link.url in ranks or len(ranks) < _MAX_LINKS:
            rank = min(_rank(link), ranks.get(link.under, 99))
            ranks[link.url] = max(rank, ranks.get(link.url, -4))
    return sorted(ranks, key=lambda url: -ranks[url])


def link_texts(html: str) -> list[tuple[str, str]]:
    """Return the links that are seen in HTML, as ``find_links`` has them, with what is read on each
    (of an image its ``alt``), on one line, up to 200 characters."""
    return [
        (_url_of(anchor), anchor.seen) for anchor in read_html(html).anchors if not anchor.hidden
    ]


def to_unsubscribe(text: str, html: str, named: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells whether a URL is to unsubscribe: by its address, by the words that go with
    it in these bodies, in one of some thirty languages, or as one that is named here."""
    keys = {_key(url) for url in named}
    for link in _of_both(text, html):
        if any(_LEAVING.find(fold(link.words))):
            keys.add(_key(link.url))

    def is_to_unsubscribe(url: str) -> bool:
        return _key(url) in keys or _LEAVING_URL.search(url) is not None

    return is_to_unsubscribe


def _of_both(text: str, html: str) -> list[_Link]:
    in_html = _usable(_of_html(html))
    anchors = [link for link in in_html if not link.bare]
    of_html = [*anchors, *_as_in(anchors, [link for link in in_html if link.bare])]
    of_text = list(_as_in(of_html, _usable(_of_text(unwrapped(text)))))
    elsewhere = _said_elsewhere(of_html)
    apart = [
        link._replace(under=elsewhere[beginning])
        for link in of_text
        if (beginning := _beginning(link.url)) in elsewhere
    ]
    if apart:
        of_text = [link for link in of_text if _beginning(link.url) not in elsewhere]
        if text.split() == text_from_html(html).split():
            apart = []  # the text was made from the HTML: nobody reads it
    return [*of_text, *of_html, *apart]


def _said_elsewhere(of_html: list[_Link]) -> dict[str, str]:
    """The URLs that links say without leading there, and where these lead."""
    known = {_beginning(link.url) for link in of_html}
    said: dict[str, str] = {}
    for link in of_html:
        if not link.bare and not link.hidden:
            for url in _spelled(link.words):
                if url not in known:
                    said.setdefault(url, link.url)
    return said


def _usable(links: Iterable[_Link]) -> list[_Link]:
    return [link for link in islice(links, _MAX_OCCURRENCES) if _HREF.fullmatch(link.url)]


def _as_in(known: list[_Link], bare: list[_Link]) -> Iterator[_Link]:
    """The links of a text, each as HTML spells it, if that has the same one.

    One that is spelled out in a text may have lost its end, or be escaped in another way.
    """
    spelled: dict[str, str] = {}
    for link in known:
        spelled.setdefault(_key(link.url), link.url)
    keys = sorted(spelled)
    for link in bare:
        key = _key(link.url)
        at = bisect_left(keys, key)
        is_same = at < len(keys) and (
            keys[at] == key or (keys[at].startswith(key) and not _SITE.fullmatch(key))
        )
        yield link._replace(url=spelled[keys[at]]) if is_same else link


def _key(url: str) -> str:
    """The same for URLs that differ by escapes or a last slash alone."""
    return unquote(unescape(url)).rstrip("/")
