"""Codes and links of mails: the labelled set, hostile bodies, and work that grows by size alone."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from client.extract import find_codes, find_links

MAILS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "extract_mails.yaml").read_text("utf-8")
)


@pytest.mark.parametrize("mail", MAILS, ids=lambda m: f"{m['lang']}: {m['name']}")
def test_labelled(mail: dict[str, Any]) -> None:
    html = mail.get("html", "")
    assert find_codes(mail["text"], html) == mail["codes"]
    assert find_links(mail["text"], html) == mail["links"]


@pytest.mark.parametrize(
    "mail",
    [m for m in MAILS if m["codes"] and "html" not in m],
    ids=lambda m: f"{m['lang']}: {m['name']}",
)
def test_same_in_html(mail: dict[str, Any]) -> None:
    body = mail["text"].replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\r\n")
    assert find_codes("", f"<html><body><div>{body}</div></body></html>") == mail["codes"]


def test_set_is_large_and_wide() -> None:
    assert len(MAILS) >= 150
    with_both = Counter(m["lang"] for m in MAILS if m["codes"] and "trap" not in m)
    assert len(with_both) >= 12
    assert all(m["codes"] == [] for m in MAILS if "trap" in m)
    kinds = {"year", "price", "phone", "time", "postcode", "tracking", "invoice", "colour", "URL"}
    assert kinds <= {m.get("trap") for m in MAILS}
    names = [(m["lang"], m["name"]) for m in MAILS]
    assert len(names) == len({*names})


UNITS = [
    "1", "1 ", "123 ", "123 123 123 123_ ", "12-", "A1-", "A", "a.", "@", "a@", "+1 ", "1/1/",
    "1,", "code", "code\n", "code 1234 ", "order 12345 ", "may 1 ", "验证码", "\n", " ", "\x00",
    "<", "<a ", "<a href=", "<a href='", "<a href=x>", "<div hidden>", "<p hidden>x</p>", "<!--",
    "<!-- ", "&#", "&", "http", "https://", "http://a((", "))", "http://a/?token=1 ", "</", "v1.",
    "<a " + "href " * 50, "<b class=", "<td>1</td>", "İ", "a\u0301\u0323",
]  # fmt: skip


def check_hostile(unit: str, size: int) -> None:
    # Nothing is timed: what takes the square of its size meets the time limit of the run.
    body = (unit * (size // len(unit) + 1))[:size]
    for text, html in ((body, ""), ("", body), (f"Your code: {body} 482913", "")):
        for result in (find_codes(text, html), find_links(text, html)):
            assert len(result) == len(set(result)) <= 1000


@pytest.mark.parametrize("unit", UNITS)
def test_hostile(unit: str) -> None:
    check_hostile(unit, 50_000)


@pytest.mark.parametrize("unit", ["123 ", "<a href='", "https://a(", "<p hidden>"])
def test_large(unit: str) -> None:
    body = unit * (2_500_000 // len(unit))
    assert len(find_codes(body, body)) <= 1000
    assert len(find_links("", body)) <= 1000


@pytest.mark.parametrize(
    "html",
    [
        "<p>Your code: <b>482913",
        "<div><div><div><p>Your code:<p>482913</div>",
        "<p>Your code: 482913</p><div style='display:none'>code 111111",
        "<p hidden>code 111111<p>Your code: 482913",
        "<div hidden><div>code 111111</div>code 222222</div>Your code: 482913",
        "<p>Your\x00 code\x07: 482\x08913</p>",
        "</div></p>Your code: 482913<script>code 111111",
        "<!-- <div hidden> -->Your code: 482913<!-- code 111111",
        "<img hidden><br hidden>Your code: 482913",
        "<td style='font-size:0'><div style='font-size:13px'>Your code: 482913</div></td>",
        "<div>" * 5000 + "Your code: 482913",
        "<p title='display is none'>Your code: &#x34;82913</p>",
        "<style>a{</style><STYLE>code 111111</STYLE >Your code: 482913",
    ],
)
def test_broken_html(html: str) -> None:
    assert find_codes("", html) == ["482913"]


@pytest.mark.parametrize(
    ("text", "html", "links"),
    [
        ("https:// http://? https://#", "<a href='https://'>x</a><a href>y<a href=''>z</a>", []),
        ("", "<a data-href='https://a.example/1' href=\" https://a.example/2\n\">", ["https://a.example/2"]),
        ("", "<!-- <a href='https://a.example/1'> --><a href='//a.example/2'>", []),
        ("", "<script>x='<a href=\"https://a.example/1\">'</script>", []),
        ("", "<a href='java&#115;cript:alert(1)'>Verify</a>", []),
        ("", "<a href='&#104;ttps://a.example/1'>x", ["https://a.example/1"]),
        ("ftp://a.example xhttps://a.example/1", "", ["https://a.example/1"]),
        ("https://a.example/\x07x https://a.example/ü", "", ["https://a.example/", "https://a.example/ü"]),
    ],
)  # fmt: skip
def test_hostile_links(text: str, html: str, links: list[str]) -> None:
    assert find_links(text, html) == links


def test_strings_in_order_without_repeats() -> None:
    text = "Your code: 482913\n\nThe code is 482 913. Or use backup code 771204 instead."
    codes = find_codes(text)
    assert codes == ["482913", "771204"]
    assert find_codes(text) == codes
    assert all(type(one) is str for one in codes)
    many = " ".join(f"https://a.example/{n}" for n in range(1500))
    assert find_links(many) == [f"https://a.example/{n}" for n in range(1000)]
