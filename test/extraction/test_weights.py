# ruff: noqa: RUF001 (signs of many languages)
"""What speaks for a code and against it, and the kinds that rules are for."""

from __future__ import annotations

import random
import string
import sys
import unicodedata

import pytest

from client import find_codes
from client.extraction import explain
from client.extraction.weights import THRESHOLD, WEIGHTS

from .test_by_writer import all_mails
from .test_labelled import labelled, name_of

pytestmark = pytest.mark.once


OF_USE_ELSEWHERE = {
    "quoted",  # for the order
    "named as another number",  # what has it is not weighed
    "the subject warns",  # see test_kinds
}


def test_each_weight_is_of_use() -> None:
    """Without it, a code of some mail would not be found, or what is none would be."""
    left = set(WEIGHTS)
    for mail in [*all_mails(), *labelled()]:
        codes = mail["codes"] if "codes" in mail else [mail["code"]]
        for one in explain(mail["text"], mail.get("html", ""), mail.get("subject", "")):
            if (one.score >= THRESHOLD) == (one.code in codes):
                for reason in left.intersection(one.reasons):
                    without = one.score - one.reasons[reason]
                    if (without >= THRESHOLD) != (one.code in codes):
                        left.remove(reason)
        if left <= OF_USE_ELSEWHERE:
            break
    assert left <= OF_USE_ELSEWHERE


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


def test_explained_codes_have_the_score_of_codes() -> None:
    missed = []
    for mail in [mail for mail in labelled() if len(mail["codes"]) == 1]:
        explained = explain(mail["text"], mail.get("html", ""), mail.get("subject", ""))
        if mail["codes"][0] not in [one.code for one in explained if one.score >= THRESHOLD]:
            missed.append(name_of(mail))
    assert missed == []


def test_what_stands_in_any_place_is_what_it_is_there() -> None:
    """The same string may be given for several; and what is found comes first."""
    assert find_codes("Re: code review for PR 1182", "", "Re: code review for PR 1182") == []
    said = "482913 is your code"
    assert find_codes(said, "", said) == ["482913"]
    mail = ("Order 77120983", "", "Your code: 482913")
    assert [one.code for one in explain(*mail)] == ["482913", "77120983"]
    quoted = ("> Your old code: 551902\n\nYours now is the code 482913", "", "")
    assert [one.code for one in explain(*quoted)] == find_codes(*quoted) == ["482913", "551902"]


@pytest.mark.parametrize(
    "text",
    [
        "인증번호는 482913입니다.",
        "확인 코드: 482913",
        "コードは482913です",
        "ワンタイムパスワード\n482913",
    ],
)
def test_letters_may_be_taken_apart(text: str) -> None:
    assert find_codes(text) == ["482913"]
    assert find_codes(unicodedata.normalize("NFD", text)) == ["482913"]


CODES = random.Random(160725)  # a seed, so that each run tries the same
IN_MAILS = (
    "Your code is {}.",
    "Your verification code:\n\n{}\n\nIt expires in 10 minutes.",
    "{} is your login code.",
    "Hello,\n\nuse the code {} to sign in.\n\nBye",
)


def test_no_code_comes_back_in_part() -> None:
    """Neither plain nor in groups of any size; to find none is better."""
    parts, missed = [], 0
    signs = string.ascii_uppercase + string.digits
    for n in range(20_000):
        size = n // 4 % 5 + 2  # 6 is for those without groups
        groups = ["".join(CODES.choices(signs, k=size)) for _ in range(10 // size - n % 2)]
        groups = groups if len(groups) > 1 else ["".join(CODES.choices(signs, k=n % 7 + 4))]
        written = " -"[n // 20 % 2].join(groups)
        found = find_codes(IN_MAILS[n % 4].format(written))
        missed += not found
        if found and found != ["".join(groups)]:
            parts.append((written, found))
    assert parts == []
    assert missed <= 400  # letters that may be a word, such as LEMONADE


def test_digits_of_all_scripts_are_digits() -> None:
    zeros = [
        chr(point) for point in range(sys.maxunicode) if unicodedata.decimal(chr(point), None) == 0
    ]
    assert len(zeros) > 60
    for zero in zeros:
        shown = "".join(chr(ord(zero) + digit) for digit in (4, 8, 2, 9, 1, 3))
        assert find_codes(f"Your code: {shown}") == ["482913"], unicodedata.name(zero)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("482913", "Key in 482913 on your phone."),
        ("482913", "Digita 482913 nella pagina che hai aperto."),
        ("7d19e0", "ফরমে 7d19e0 লিখুন।"),
        ("651902", "「65-19-02」を申請画面の所定の欄へご入力ください。"),
        ("4829", "Tell the courier 4829 and the parcel is yours."),
        ("4829", "Muestra el 4829 al repartidor cuando llegue."),
        ("482913", "Renseignez le numéro 482913 dans le formulaire."),
        ("4829", "현관 비밀번호 4829를 누르세요."),
        ("482913", "Аднаразовы пароль: 482913"),
        ("482913", "Таны нэг удаагийн нууц үг: 482913. Хүчинтэй хугацаа 3 минут."),
        ("482913", "Número de verificación: 482913"),
        ("QX7714", "Locker\tMall, bay 31\nCollection PIN\tQX-7714\nFree until\tWed 19 Nov"),
        ("3U4VNJ", "Accept with the invitation code 3U4 VNJ. It lapses after 5 days."),
        ("RD6W2Y8KT", "You will be asked for this linking code:\n\nRD6 W2Y 8KT\n\nBye"),
        ("GUHWRV", "Код запрашэння: GUHWRV (дзейнічае тры дні)"),
        (None, "Quote 44718231 when you contact our support team."),
        (None, "Use form 1040 to file your taxes."),
        (None, "Enter room 2104 through the side door."),
        (None, "We give 10000 trees to the forest this year."),
        (None, "Indiquez la référence 482913 dans votre virement."),
        (None, "Wpisz w tytule przelewu 482913."),
        (None, "Namba ya akaunti: 80117233\nKiasi: TSh 18,400\nMwisho: 18 Juni 2025"),
        (None, "Šifra izdelka\t81208\nSkupaj\t205,95 €"),
        (None, "Your notice BR77691045 (contravention code 12) is on hold."),
        (None, "Transfer from 5007****12: 150,000.00. Your code is on its way."),
    ],
)
def test_sentences_and_rows(code: str | None, text: str) -> None:
    assert find_codes(text) == ([code] if code else [])


@pytest.mark.parametrize(
    ("text", "html", "subject", "codes"),
    [
        ("Hello Ann", "", "Your code: 482913", ["482913"]),
        ("Hello Ann", "", "Your code: TRPQHJ", ["TRPQHJ"]),
        ("Order 77120983", "", "482913 is your code", ["482913"]),
        ("Your code is 551902", "", "482913 is your code", ["551902"]),
        ("Sæl\n\n482913", "", "482913 er hér", ["482913"]),
        ("Dobrý den, 482913", "", "Objednávka 482913", []),
        ("1954 が今回の確認コードです。", "", "1954", ["1954"]),
        ("凭5-2-8031到驿站取件", "", "取件码 5-2-8031", ["528031"]),
        ("", "", "", []),
    ],
)
def test_the_subject_counts(text: str, html: str, subject: str, codes: list[str]) -> None:
    assert find_codes(text, html, subject) == codes
