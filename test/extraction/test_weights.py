"""What speaks for a code and against it, and the kinds that rules are for."""

from __future__ import annotations

import random
import string
import sys
import unicodedata
from typing import Any

import pytest

from client import find_codes
from client.extraction import explain
from client.extraction.weights import THRESHOLD, WEIGHTS

from .test_blind import WITH, WITHOUT
from .test_labelled import MAILS

pytestmark = pytest.mark.once


def test_each_weight_is_of_use() -> None:
    used = {
        reason
        for mail in [*MAILS, *WITH, *WITHOUT]
        for one in explain(mail["text"], mail.get("html", ""), mail.get("subject", ""))
        for reason in one.reasons
    }
    assert used == WEIGHTS.keys()


def test_what_is_explained_is_what_is_found() -> None:
    mail = (
        "Hello,\n\norder 77120983 is on its way. Your pickup code: 4829\n\nCall 030 1234 5678.",
        "",
        "Your pickup code",
    )
    explained = explain(*mail)
    assert [one.code for one in explained] == ["4829", "77120983"]
    assert explained[0].reasons["word right before it"] == WEIGHTS["word right before it"]
    assert explained[1].reasons["named as another number"] < 0
    for one in explained:
        assert one.score == sum(one.reasons.values())
    assert [one.code for one in explained if one.score >= THRESHOLD] == find_codes(*mail)
    with pytest.raises(TypeError, match="subject must be a string, not NoneType"):
        explain("", "", None)  # type: ignore[arg-type]  # that is the point
    assert explain("") == []


@pytest.mark.parametrize("mail", [mail for mail in MAILS if len(mail["codes"]) == 1][:200])
def test_explained_codes_have_the_score_of_codes(mail: dict[str, Any]) -> None:
    explained = explain(mail["text"], mail.get("html", ""), mail.get("subject", ""))
    assert mail["codes"][0] in [one.code for one in explained if one.score >= THRESHOLD]


CODES = random.Random(160725)  # a seed, so that each run tries the same
IN_MAILS = (
    "Your code is {}.",
    "Your verification code:\n\n{}\n\nIt expires in 10 minutes.",
    "{} is your login code.",
    "Hello,\n\nuse the code {} to sign in.\n\nBye",
)


def test_no_code_comes_back_in_part() -> None:
    parts, missed = [], 0
    for n in range(20_000):
        code = "".join(CODES.choices(string.ascii_uppercase + string.digits, k=8))
        written = (code, f"{code[:4]}-{code[4:]}", f"{code[:4]} {code[4:]}")[n // 4 % 3]
        found = find_codes(IN_MAILS[n % 4].format(written))
        missed += not found
        if found and found != [code]:
            parts.append((written, found))
    assert parts == []
    assert missed <= 100  # letters that may be a word, such as LEMONADE


def test_digits_of_all_scripts_are_digits() -> None:
    zeros = [
        chr(point) for point in range(sys.maxunicode) if unicodedata.decimal(chr(point), None) == 0
    ]
    assert len(zeros) > 60
    for zero in zeros:
        shown = "".join(chr(ord(zero) + digit) for digit in (4, 8, 2, 9, 1, 3))
        assert find_codes(f"Your code: {shown}") == ["482913"], unicodedata.name(zero)


@pytest.mark.parametrize(
    ("text", "html", "subject", "codes"),
    [
        ("Hello Ann", "", "Your code: 482913", ["482913"]),
        ("Hello Ann", "", "Your code: TRPQHJ", ["TRPQHJ"]),
        ("Order 77120983", "", "482913 is your code", ["482913"]),
        ("Your code is 551902", "", "482913 is your code", ["551902"]),
        ("Sæl\n\n482913", "", "482913 er hér", ["482913"]),
        ("Dobrý den, 482913", "", "Objednávka 482913", []),
        ("", "", "", []),
    ],
)
def test_the_subject_counts(text: str, html: str, subject: str, codes: list[str]) -> None:
    assert find_codes(text, html, subject) == codes
