"""Codes and links of mails: words, traps, hostile bodies, and what that costs."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable

import pytest

from client.extraction import action_words, code_words, other_words
from client.extraction.codes import find_codes
from client.extraction.labels import fold, forms, labels
from client.extraction.links import find_links
from client.extraction.not_codes import NOT_CODES
from client.extraction.spelling import normalise


@pytest.mark.parametrize("find", [find_codes, find_links])
def test_what_is_no_text_is_named(find: Callable[..., list[str]]) -> None:
    for bodies, told in (
        ((None,), "text must be a string, not NoneType"),
        ((b"x",), "text must be a string, not bytes"),
        (("", b"x"), "html must be a string, not bytes"),
    ):
        with pytest.raises(TypeError, match=told):
            find(*bodies)


CODE_TABLES = {
    "code": code_words.CODE,
    "one-time": code_words.ONE_TIME,
    "voucher": code_words.VOUCHER,
    "other": other_words.OTHER,
    "number": other_words.NUMBER,
    "enter": code_words.ENTER,
    "enter behind": code_words.ENTER_BEHIND,
    "tell": code_words.TELL,
    "tell behind": code_words.TELL_BEHIND,
    "use": code_words.USE,
    "use behind": code_words.USE_BEHIND,
    "courier": code_words.COURIER,
    "password": action_words.PASSWORD,
    "action": action_words.ACTION,
    "sign in": action_words.SIGN_IN,
}


@pytest.mark.parametrize("kind", CODE_TABLES)
def test_each_word_is_found_as_what_it_is(kind: str) -> None:
    for form in forms(CODE_TABLES[kind]):
        found = [label.kind for label in labels(fold(normalise(form.strip("*"))), [(0, len(form))])]
        assert kind in found, f"{form} is found as {found}"


TRAP_SAMPLES = {
    "URL": "https://a.example/482913",
    "URL without scheme": "a.example/482913",
    "rest of a broken URL": "482913&code=551902",
    "mail address": "482913@a.example",
    "colour, or number with a hash": "#482913",
    "end of a masked number": "*4829",
    "IBAN": "DE89 3704 0044 0532 0130 00",
    "postcode of Britain": "SW1A 2AA",
    "price with a sign before it": "$4829",
    "price with a word before it": "EUR 4829",
    "price, or measure": "4829 zł",
    "date, year first": "2025-03-12",
    "date, year last": "12-03-2025",
    "date of a ticket": "12AUG",
    "year of a copyright": "© 2568",
    "date, year named": "2025年",
    "number in a program": "== 482913",
    "years": "2019-2025",
    "range in words": "between 1500 and 1800",
    "days of a month": "18-25 July",
    "time": "18H30",
    "phone number": "+1 415 555 0132",
    "phone number of North America": "415-555-0132",
    "phone number with area code": "030 1234 5678",
    "postcode of the United States": ", CA 94105",
    "postcode of Canada": ", ON K1A 0B1",
    "postcode with a country": "D-10115 Berlin",
}


def test_each_trap_has_a_sample() -> None:
    assert list(TRAP_SAMPLES) == list(NOT_CODES)


@pytest.mark.parametrize("name", TRAP_SAMPLES)
def test_each_trap_takes_its_own(name: str) -> None:
    assert NOT_CODES[name].search(f"Code {TRAP_SAMPLES[name]} x")
    for code in ("482913", "482 913", "AB12-CD34", "G-482913", "4-8-2-9", "4829", "0482"):
        assert not NOT_CODES[name].search(f"Your code: {code}. Enter it")


def test_no_digits_in_front_are_taken_for_something_else() -> None:
    for first in range(0, 1000, 3):
        for code in (f"{first:03}{first:03}", f"{first:04}{999 - first:04}"):
            half = len(code) // 2
            for shown in (code, f"{code[:half]} {code[half:]}", f"{code[:half]}-{code[half:]}"):
                assert find_codes(f"Hello,\n\nyour code is {shown}.\n") == [code], shown


TEXT_UNITS = [
    "1", "1 ", "123 ", "123 123 123 123_ ", "12-", "A1-", "a.", "a@", "+1 ", "0123 4567 ", "1,",
    "2024-", "code", "code\n", "1234 code ", "order code ", "enter 4829 verify ", "验证码", " \n",
    "1\n", "\x00", "a=1&", "https://", "http://a((", "https://a.example/1 ", "İ", "a\u0301\u0323",
    "...",
]  # fmt: skip
HTML_UNITS = [
    "<", "<a ", "<a href='", '<a href="', "<a href=x>", "<div hidden>", "<p hidden>x</p>",
    "<b></i>", "<!--", "&#", "&#9", "</", "<style>", "<a " + "href " * 50, "<b class=",
    "<td>1</td>", "<a href=https://a.example>verify</a>", "<p style='color:red;'>x", "style=x;",
]  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize("unit", TEXT_UNITS + HTML_UNITS)
def test_hostile_bodies_cost_little(unit: str) -> None:
    body = (unit * 25_000)[:25_000]
    text, html = (body + " code 482913", "") if unit in TEXT_UNITS else ("", body)
    began = time.process_time()
    for result in (find_codes(text, html), find_links(text, html)):
        assert len(result) == len(set(result)) <= 1000
    # A tenth of a second at most; work that grows with the square of the size takes several.
    assert time.process_time() - began < 2


@pytest.mark.once
@pytest.mark.parametrize("unit", ["1<i>", "<b>1</b>"])
def test_signs_in_elements_of_their_own_take_linear_time(unit: str) -> None:
    def seconds(size: int) -> float:
        began = time.process_time()
        find_codes("", unit * (size // len(unit)))
        return time.process_time() - began

    assert seconds(1_000_000) < 24 * seconds(125_000)


@pytest.mark.once
@pytest.mark.timeout(20)
def test_large_bodies_are_searched_in_time() -> None:
    text = "Your code: 1234 (order 55120934) https://a.example/verify\n" * 18_000  # a megabyte
    html = "<td style='color:#fff'>code 4829</td><a href='https://a.example/1'>x\n" * 7_500
    assert find_codes(text) == ["1234"]
    assert find_links("", html) == ["https://a.example/1"]


def test_any_characters_at_all_give_codes_and_links_or_nothing() -> None:
    chance = random.Random(482913)
    pieces = ["code", "482 913", "<b", ">", "&", "&#", "https://", "\n", " ", ": ", "İ", "\ud800"]
    for _ in range(300):
        body = "".join(
            chance.choice(pieces) if chance.random() < 0.5 else chr(chance.randrange(0x110000))
            for _ in range(chance.randrange(60))
        )
        for code in [*find_codes(body), *find_codes("", body)]:
            assert re.fullmatch("[A-Za-z0-9]{4,10}", code)
        for link in [*find_links(body), *find_links("", body)]:
            assert re.match("https?://[^ ]", link, re.IGNORECASE)


@pytest.mark.parametrize("reference", ["&#" + "9" * 5000 + ";", "&#x110000;", "&#0;", "&#xd800;"])
def test_character_references_of_no_character_do_no_harm(reference: str) -> None:
    html = f"<a href='https://a.example/{reference}'>{reference}</a> Your code: 482913"
    assert find_codes("", html) == ["482913"]
    assert len(find_links("", html)) <= 1


@pytest.mark.parametrize(
    "html",
    [
        "<p>Your code: <b>482913",
        "<div><div><div><p>Your code:<p>482913</div>",
        "<p>Your code: 482913</p><div style='display:none'>code 111111",
        "<p hidden>code 111111<p>Your code: 482913",
        "<div hidden><div>code 111111</div>code 222222</div>Your code: 482913",
        "<div style='display : none ; color: red'>code 111111</div>Your code: 482913",
        "<div style='color:#ABC;background:#aabbcc'>code 111111</div>Your code: 482913",
        "<div bgcolor=white><i style='color:#fff'>code 111111</i></div>Your code: 482913",
        "<div bgcolor=white><b style='background:#000;color:#fff'>Your code: 482913</b></div>",
        "<div style='color:rgb(255, 255, 255)' bgcolor=#FFF>code 111111</div>Your code: 482913",
        "<p style='color:rgb(255, 0, 0);background:rgb(255, 255, 255)'>Your code: 482913</p>",
        "<p style='max-height:0px;overflow:hidden'>code 111111</p>Your code: 482913",
        "<p style='max-height:10px'>Your code: 482913</p>",
        "<p style='opacity:0.5;line-height:0'>Your code: 482913</p>",
        "<td style='font-size:0'>code 111111<p style='font-size:9px'>Your code: 482913</p></td>",
        "<p>Your\x00 code\x07: 482\x08913</p>",
        "</div></p>Your code: 482913<script>code 111111",
        "<!-- <div hidden> -->Your code: 482913<!-- code 111111",
        "<!--><p>Your code: 482913</p>",
        "<img hidden><br hidden>Your code: 482913",
        "<div>" * 5000 + "Your code: 482913",
        "<p title='display:none'>Your code: &#x34;82913</p>",
        '<img alt="a > b" src="x">Your code: 482913<p title="a>',
        "<style>a{</style><STYLE>code 111111</STYLE >Your code: 482913",
        "<svg/>Your code: 482913",
        "Your code: 4\ufe0f\u20e38\ufe0f\u20e32\ufe0f\u20e39\ufe0f\u20e31\ufe0f\u20e33\ufe0f\u20e3",
    ],
)
def test_html_of_strangers(html: str) -> None:
    assert find_codes("", html) == ["482913"]


@pytest.mark.parametrize(
    ("text", "html", "links"),
    [
        ("https:// http://? https://#", "<a href='https://'>x</a><a href>y<a href=''>z</a>", []),
        ("", "<a data-href='https://a.example/1' href=\" https://a.example/2\n\">",
         ["https://a.example/2"]),
        ("", "<!-- <a href='https://a.example/1'> --><a href='//a.example/2'>", []),
        ("", "<script>x='<a href=\"https://a.example/1\">'</script>", []),
        ("", "<img src='https://a.example/logo.png'><link href='https://a.example/x.css'>", []),
        ("", "<a href='java&#115;cript:alert(1)'>Verify</a>", []),
        ("", "<a href='&#104;ttps://a.example/1'>x", ["https://a.example/1"]),
        ("", "<map><area href=https://a.example/1 alt=Verify><area href=https://a.example/2></map>",
         ["https://a.example/1", "https://a.example/2"]),
        ("", "<a href=https://a.example/1>Visit https://a.example/</a>", ["https://a.example/1"]),
        ("", "To confirm, <a href=https://a.example/2>click here</a>", ["https://a.example/2"]),
        ("", "<a href=https://a.example/1>News</a><br>To confirm, <a href=https://a.example/2>click",
         ["https://a.example/2", "https://a.example/1"]),
        ("https://a.example/\nNeed help? Ask us.\nConfirm: https://a.example/1", "",
         ["https://a.example/1", "https://a.example/"]),
        ("https://a.example/1?t=1\nConfirmed? To unsubscribe: https://a.example/2?t=2\n\n\n"
         "https://a.example/3", "",
         ["https://a.example/1?t=1", "https://a.example/3", "https://a.example/2?t=2"]),
        ("ftp://a.example xhttps://a.example/1", "", ["https://a.example/1"]),
        ("https://a.example/\x07x https://a.example/ü", "",
         ["https://a.example/ü", "https://a.example/"]),
        ("https://пример.example/я https://例え.example/道", "",
         ["https://пример.example/я", "https://例え.example/道"]),
        ("<https://a.example/1>, (https://a.example/2). 'https://a.example/3'…", "",
         ["https://a.example/1", "https://a.example/2", "https://a.example/3"]),
    ],
)  # fmt: skip
def test_links_of_strangers(text: str, html: str, links: list[str]) -> None:
    assert find_links(text, html) == links


def test_html_is_looked_at_when_the_text_has_nothing() -> None:
    html = "<p>Your code is 482913</p>"
    assert find_codes("", html) == ["482913"]
    assert find_codes("View this mail in a browser. Order number 20418837", html) == ["482913"]
    assert find_codes("Your code is 551902", html) == ["551902"]


def test_each_once_best_first_and_bounded() -> None:
    text = "Your code: 482913\n\nThe code is 482 913. Or use backup code 771204 instead."
    codes = find_codes(text)
    assert codes == ["482913", "771204"]
    assert all(type(code) is str for code in codes)
    vouchers = "Use code SAVE20XY at checkout. Your login code is 551902."
    assert find_codes(vouchers) == ["551902"]
    assert len(find_codes("".join(f"Your code: {n}\n" for n in range(100_000, 101_000)))) == 100
    many = [f"https://a.example/{n}" for n in range(1500)]
    assert find_links(" ".join(many)) == many[:1000]
