"""Bytes to text, by the name of a charset, as browsers read it. Pure, and never raises.

The names are the labels of the Encoding Standard of the WHATWG, in small letters and digits alone:
so ``ISO_8859-1``, ``cp-1252`` and ``X-SJIS`` need no line of their own. Most of them stand for
more than they say, as senders do: ``iso-8859-1`` is windows-1252, ``gb2312`` is gb18030. What the
standard does not have, and old mail does, is left to the codecs of Python.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from encodings import normalize_encoding
from encodings.aliases import aliases
from functools import partial

from .japanese import euc_jp, iso_2022_jp

# Of Python's codecs, only these are asked for. Others are not for mail (`punycode` takes the square
# of the length, `unicode_escape` warns), and Python remembers each name that it was asked for.
_CODECS = frozenset(aliases.values()) | {
    *("cp1006", "cp720", "cp737", "cp856", "cp874", "cp875", "koi8_t", "koi8_u", "mac_arabic"),
    *("mac_croatian", "mac_farsi", "mac_romanian"),
}

# A codec of Python, or a name in _READERS, and the labels that stand for it.
_LABELS = """
guess: ascii usascii ansix341968 ansix341986 isoir6 iso646us iso646irv1991 us csascii cp367 ibm367
  unknown8bit 8bit 7bit binary unknown default none
utf_8: utf8 unicode11utf8 unicode20utf8 utf8mac utf8sig utf8bom cp65001
utf_16_le: utf16 utf16le unicode csunicode unicodefeff ucs2 iso10646ucs2
utf_16_be: utf16be unicodefffe
cp866: 866 cp866 ibm866 csibm866
iso8859_2: iso88592 iso885921987 isoir101 csisolatin2 l2 latin2
iso8859_3: iso88593 iso885931988 isoir109 csisolatin3 l3 latin3
iso8859_4: iso88594 iso885941988 isoir110 csisolatin4 l4 latin4
iso8859_5: iso88595 iso885951988 isoir144 csisolatincyrillic cyrillic
iso8859_6: iso88596 iso885961987 iso88596e iso88596i csiso88596e csiso88596i isoir127 arabic
  csisolatinarabic asmo708 ecma114
iso8859_7: iso88597 iso885971987 isoir126 csisolatingreek greek greek8 ecma118 elot928 suneugreek
iso8859_8: iso88598 iso885981988 iso88598e iso88598i csiso88598e csiso88598i isoir138 hebrew
  csisolatinhebrew visual logical
iso8859_10: iso885910 isoir157 csisolatin6 l6 latin6
iso8859_13: iso885913
iso8859_14: iso885914
iso8859_15: iso885915 csisolatin9 l9 latin9
iso8859_16: iso885916
koi8_r: koi8r koi8 koi cskoi8r
koi8_u: koi8u koi8ru
mac_roman: macintosh mac macroman csmacintosh
mac_cyrillic: maccyrillic macukrainian
cp874: windows874 cp874 dos874 tis620 iso885911
cp1250: windows1250 cp1250
cp1251: windows1251 cp1251
cp1252: windows1252 cp1252 iso88591 iso885911987 isoir100 csisolatin1 l1 latin1 cp819 ibm819
cp1253: windows1253 cp1253
cp1254: windows1254 cp1254 iso88599 iso885991989 isoir148 csisolatin5 l5 latin5
cp1255: windows1255 cp1255
cp1256: windows1256 cp1256
cp1257: windows1257 cp1257
cp1258: windows1258 cp1258
gb18030: gb18030 gbk gb2312 gb231280 csgb2312 csiso58gb231280 isoir58 chinese cp936 ms936
  windows936 euccn
big5: big5 big5hkscs cnbig5 csbig5 xbig5 cp950 ms950 windows950
euc_jp: eucjp cseucpkdfmtjapanese cp51932
iso_2022_jp: iso2022jp csiso2022jp iso2022jpms cp50220 cp50221 cp50222
cp932: shiftjis sjis csshiftjis mskanji ms932 cp932 windows31j cswindows31j windows932
cp949: euckr cseuckr ksc5601 ksc56011987 ksc56011989 csksc56011987 isoir149 korean windows949
  cp949 ms949 uhc
"""
_NOT_IN_LABELS = re.compile("[^a-z0-9]+")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_PAGE = re.compile(r"(?:windows|win|cp|ibm|ms|oem|dos){1,2}(\d{3,5})")
_MAX_LABEL = 80
_MULTI_BYTE = re.compile(r"[^\x00-\x7f\ufffd]")
# The standard has other signs here than Python's table of Hong Kong.
_BIG5_SIGNS = {0x2022: 0x2027, 0xFF64: 0xFE51}


def decode(data: bytes | bytearray, label: str) -> str:
    """The text. A charset that is unknown, or not for mail, is guessed: see `guess`."""
    name = _NAMES.get(label)
    if name is None:
        name = codec(label)
    read = _READERS.get(name)
    try:
        return read(data) if read else clean(data.decode(name, "replace"))
    except (LookupError, ValueError):  # a codec that is not for text, or not for this system
        return guess(data)


def guess(data: bytes | bytearray) -> str:
    """The text of bytes without a charset: UTF-8 if they can be, else windows-1252.

    Bytes that are partly UTF-8 are taken for UTF-8 that was damaged.
    """
    text = _utf_8(data)
    if "\ufffd" in text and not _MULTI_BYTE.search(text):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return data.decode("cp1252", "replace")
    return text


def clean(value: str) -> str:
    """`value` without lone surrogates, which no UTF-8 can carry.

    Those that stand for raw bytes are read as UTF-8, which such bytes mostly are.
    """
    if value.isascii():
        return value
    try:
        data = value.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = value.encode("utf-8", "surrogatepass")
    return data.decode("utf-8", "replace")


def codec(label: str) -> str:
    """Return by which codec of Python the text is read, more or less; "guess" if the charset is
    ASCII, unknown, or not for mail."""
    label = label[:_MAX_LABEL].strip().lower().removeprefix("x-")
    key = _NOT_IN_LABELS.sub("", label)
    if page := _PAGE.fullmatch(key):
        key = f"cp{page[1]}"
    if name := _NAMES.get(key) or _NAMES.get(_YEAR.sub("", key)):
        return name
    # Python 3.15 warns of what is not ASCII, and earlier ones leave it out.
    name = normalize_encoding(label.encode("ascii", "ignore").decode()).replace(".", "_")
    for python in (aliases.get(name, name), key):
        if python in _CODECS:
            return python
    return "guess"


def _utf_8(data: bytes | bytearray) -> str:
    return data.decode("utf-8", "replace").removeprefix("\ufeff")


def _utf_16(data: bytes | bytearray, codec: str) -> str:
    codec = {b"\xfe\xff": "utf_16_be", b"\xff\xfe": "utf_16_le"}.get(bytes(data[:2]), codec)
    return clean(data.decode(codec, "replace")).removeprefix("\ufeff")


def _big5(data: bytes | bytearray) -> str:
    for codec in ("big5hkscs", "cp950"):
        try:
            return data.decode(codec).translate(_BIG5_SIGNS)
        except UnicodeDecodeError:
            continue
    return data.decode("big5hkscs", "replace").translate(_BIG5_SIGNS)


_READERS: dict[str, Callable[[bytes | bytearray], str]] = {
    "guess": guess,
    "utf_8": _utf_8,
    "utf_16_le": partial(_utf_16, codec="utf_16_le"),
    "utf_16_be": partial(_utf_16, codec="utf_16_be"),
    "big5": _big5,
    "euc_jp": euc_jp,
    "iso_2022_jp": iso_2022_jp,
}
_NAMES: dict[str, str] = {
    label: name
    for name, labels in re.findall(r"^(\w+): ([^:]+)$", _LABELS, re.MULTILINE)
    for label in labels.split()
}
