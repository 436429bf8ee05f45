"""Codes and links of some 1,000 labelled mails."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from client import find_codes, find_links

pytestmark = pytest.mark.once

FILES = sorted(Path(__file__).parent.glob("extract_mails*.yaml"))


@cache  # not read where these tests are left out
def mails_of(path: Path) -> list[dict[str, Any]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    mails: list[dict[str, Any]] = yaml.load(path.read_text("utf-8"), loader)
    return mails


def labelled() -> list[dict[str, Any]]:
    return [mail for path in FILES for mail in mails_of(path)]


def name_of(mail: dict[str, Any]) -> str:
    return f"{mail['lang']}: {mail['name']}"


def found_in(text: str, html: str, subject: str) -> tuple[list[str], list[str]]:
    return find_codes(text, html, subject), find_links(text, html)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_codes_and_links_are_found_as_labelled(path: Path) -> None:
    mails = mails_of(path)
    found = {
        name_of(mail): found_in(mail["text"], mail.get("html", ""), mail.get("subject", ""))
        for mail in mails
    }
    assert found == {name_of(mail): (mail["codes"], mail["links"]) for mail in mails}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_codes_are_found_in_html_of_the_same_lines(path: Path) -> None:
    mails = [mail for mail in mails_of(path) if mail["codes"] and not mail.get("html")]
    found = {}
    for mail in mails:
        body = mail["text"].replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\r\n")
        html = f"<html><body><div>{body}</div></body></html>"
        found[name_of(mail)] = find_codes("", html, mail.get("subject", ""))
    assert found == {name_of(mail): mail["codes"] for mail in mails}


def test_the_set_is_large_and_wide() -> None:
    mails = labelled()
    assert len(mails) >= 240
    assert len({name_of(mail) for mail in mails}) == len(mails)
    languages: defaultdict[str | None, set[str]] = defaultdict(set)
    for mail in mails:
        languages["any"].add(mail["lang"])
        languages["codes" if mail["codes"] else "no codes"].add(mail["lang"])
        languages["links" if mail["links"] else "no links"].add(mail["lang"])
        languages[mail.get("trap")].add(mail["lang"])
    for kind in ("any", "codes", "links"):
        assert len(languages[kind]) >= 14
    trap_kinds = {
        "year", "price", "phone", "time", "postcode", "tracking", "invoice", "colour", "URL",
        "other",
    }  # fmt: skip
    for kind in trap_kinds:
        assert len(languages[kind]) >= 6, kind
    traps = [mail for mail in mails if "trap" in mail]
    assert {mail["trap"] for mail in traps} == trap_kinds
    assert len(traps) >= 100
    assert not any(mail["codes"] for mail in traps)
    assert sum(bool(mail["codes"] and mail["links"]) for mail in mails) >= 12
    assert sum(bool(mail["codes"] or mail["links"]) is False for mail in mails) >= 40
    assert sum(len(mail.get("html", "")) > 500 for mail in mails) >= 12
