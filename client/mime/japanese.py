"""Japanese as mail has it. Pure, and never raises.

Python's codecs keep to the letter of JIS X 0208, and know none of the signs that Windows adds to
it, such as ① and 髙. cp932 has them all, and orders them as JIS does.
"""

from __future__ import annotations

import re

_RUN = re.compile(rb"((?:[\xa1-\xfe]{2})+)|\x8e([\xa1-\xdf])|(\x8f[\xa1-\xfe]{2})|([\x80-\xff])")
_SHIFT = re.compile(rb"\x1b(\$[@B]|\([BJI])([^\x1b]*+)")
_KANA = re.compile(rb"[\x21-\x5f]")
_HIGH = bytes(byte | 0x80 if 0x21 <= byte <= 0x7E else byte for byte in range(256))


def euc_jp(data: bytes | bytearray) -> str:
    """The text of EUC-JP."""
    try:
        return data.decode("euc_jp")
    except UnicodeDecodeError:
        return _RUN.sub(_in_utf_8, bytes(data)).decode("utf-8", "replace")


def iso_2022_jp(data: bytes | bytearray) -> str:
    """The text of ISO-2022-JP, also with katakana of half the width."""
    try:
        return data.decode("iso2022_jp")
    except UnicodeDecodeError:
        return euc_jp(_SHIFT.sub(_in_euc, bytes(data)))


def _in_utf_8(found: re.Match[bytes]) -> bytes:
    pairs, kana, more, _ = found.groups()
    if pairs:
        text = _shift_jis(pairs).decode("cp932", "replace")
    elif kana:
        text = kana.decode("cp932", "replace")
    else:
        text = more.decode("euc_jp", "replace") if more else "\ufffd"
    return text.encode()


def _shift_jis(pairs: bytes) -> bytes:
    found = bytearray()
    for first, second in zip(pairs[::2], pairs[1::2], strict=True):
        half, is_odd = divmod(first - 0xA1, 2)
        found.append(half + (0x81 if half < 31 else 0xC1))
        low = second & 0x7F
        found.append(low + (0x7E if is_odd else 0x20 if low >= 0x60 else 0x1F))
    return bytes(found)


def _in_euc(found: re.Match[bytes]) -> bytes:
    if found[1] == b"(I":
        return _KANA.sub(lambda sign: bytes((0x8E, sign[0][0] | 0x80)), found[2])
    return found[2].translate(_HIGH) if found[1][0] == ord("$") else found[2]
