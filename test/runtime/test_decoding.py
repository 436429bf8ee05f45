"""JSON is read as ``json.loads`` reads it, whatever decodes it.

In an environment with msgspec these tests compare it with the standard library; in one without,
they test that there is no need of it.
"""

from __future__ import annotations

import json
import math
import random
import subprocess
import sys
from importlib.util import find_spec
from typing import Literal, TypedDict

import pytest

from client.decoding import loads, loads_only

#: What decoders are known to disagree on.
ODD = [
    '{"a": 123456789012345678901234567890}', "18446744073709551616", "-9223372036854775809",
    "1" * 400, "0.1234567890123456789", "-0", "-0.0", "1E400", "-1e400", "5e-324", "1e-400",
    "NaN", "Infinity", "[-Infinity]", '{"a": 1.0, "a": 2}', '{"": 0, "\\u0000": 1}',
    '"\\ud800"', '"\\udc00\\ud800"', '"\\ud83d\\ude00"', '"\u2028\x7f\ufffd"', '"\\/\\b\\f"',
    " \t\r\n[ 1 , 2 ] \n", "null", "true", '""', "[]", "{}",
]  # fmt: skip
WRONG = [
    "", " ", "01", "1.", ".5", "+1", "1e", "-", "nan", "tru", "[1,]", "[,1]", '{"a":1,}', '{"a"}',
    "{1:2}", "'a'", '"a', '"\x01"', '"\n"', '"\\x41"', '"\\u12"', "[1] 2", "{} x", "\ufeff1",
    "\xa01", "1 \x0b",
]  # fmt: skip
SEEDS = [
    '{"a":[1,2.5,-3e10,true,false,null,"x\\u00e9\\n\\ud83d\\ude00"],"b":{"c":"d\\"e","":0}}',
    '{"_id":"1","size":123456789012345678901,"from":[{"address":"a@b.example","name":null}]}',
    ' [1 ,2\n]\t',
    '["é日本😀",-0.0,1e5]',
]  # fmt: skip
ALPHABET = '{}[]",:0123456789eE+-.\\untrfals \t\n\x01\x7fé😀'


def outcome(decode: object, text: str | bytes) -> str:
    """What becomes of a text: types, order and signs of zero are part of it."""
    assert callable(decode)
    try:
        return repr(decode(text))
    except ValueError as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("text", [*ODD, *WRONG])
def test_odd_texts_are_read_as_the_standard_library_does(text: str) -> None:
    assert outcome(loads, text) == outcome(json.loads, text)
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32-le"):
        data = text.encode(encoding)
        assert outcome(loads, data) == outcome(json.loads, data)


def test_bytes_that_are_no_text_are_refused() -> None:
    for data in (b'"\xff"', b'"\xc0\x80"', b'"\xe2\x82"', b'{"a": "\x80"}'):
        assert outcome(loads, data) == outcome(json.loads, data)
        assert "UnicodeDecodeError" in outcome(loads, data)
    surrogate = b'"\xed\xa0\x80"'
    assert outcome(loads, surrogate) == outcome(json.loads, surrogate)


def test_broken_texts_are_read_as_the_standard_library_does() -> None:
    chance = random.Random(20)
    read = 0
    for _ in range(20_000):
        text = list(chance.choice(SEEDS))
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(text))
            text[at : at + chance.randint(0, 1)] = chance.choice(["", *ALPHABET])
        whole = "".join(text)
        assert outcome(loads, whole) == outcome(json.loads, whole)
        read += "Error" not in outcome(loads, whole)
    assert read > 1000


def test_nesting_is_bounded() -> None:
    deep = "[" * 200_000 + "]" * 200_000
    with pytest.raises(RecursionError):
        loads(deep)
    for begin, end in (("[", "]"), ('{"a":', "}"), ('[{"a":', "}]")):
        count = 100 // len(end)
        nested = begin * count + "1" + end * count
        assert loads(nested) == json.loads(nested)
        for deeper in (f"[{nested}]", f'{{"a":{nested}}}', f"[1, [2], {nested}, {{}}]"):
            for text in (deeper, deeper.encode()):
                with pytest.raises(ValueError, match="nested too deep"):
                    loads(text)
    assert len(loads("[" + ",".join(["[[{}]]"] * 500) + "]")) == 500
    assert math.isnan(loads("NaN"))


class _Part(TypedDict):
    _id: str
    inbox: str


class _Whole(TypedDict):
    status: Literal[200]
    email: _Part


@pytest.mark.parametrize("rest", [*ODD, *WRONG, *SEEDS, *ALPHABET])
def test_some_keys_are_read_as_with_all_others(rest: str) -> None:
    decode = loads_only(_Whole)
    part = '"_id": "\\u00e9", "inbox": "a@b.example"'
    for text in (
        f'{{"status": 200, "email": {{{part}, "x": {rest}}}}}',
        f'{{"x": {rest}, "email": {{"x": [{rest}], {part}}}, "status": 200}}',
        f'{{"status": {rest}, "email": {{{part}}}}}',
        f'{{"status": 200, "email": {{{part}, "inbox": {rest}}}}}',
        f'{{"status": 200, "email": {{{part}}}, "email": {rest}}}',
        f'{{"status": 200, "email": {{{part}}}}}{rest}',
        rest,
    ):
        if "Error" in outcome(loads, text):
            assert outcome(decode, text) == outcome(loads, text)
            continue
        whole, some = loads(text), decode(text)
        if repr(some) != repr(whole):  # not of the type, or without msgspec
            assert some == {
                "status": whole["status"],
                "email": {name: whole["email"][name] for name in ("_id", "inbox")},
            }
    small = decode(f'{{"status": 200, "email": {{{part}, "text": "x"}}}}')
    assert ("text" in small["email"]) is (find_spec("msgspec") is None)


def test_msgspec_is_used_where_it_is_installed_and_imported_late() -> None:
    program = (
        "import sys, client; client.WebSocketsApi(); assert 'msgspec' not in sys.modules; "
        "import client.decoding; print('msgspec' in sys.modules)"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout.strip() == str(find_spec("msgspec") is not None)
