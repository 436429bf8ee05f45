"""Codes and links of some 1,000 labelled mails."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
import yaml

from client import find_codes, find_links

pytestmark = pytest.mark.once

MAILS: list[dict[str, Any]] = [
    mail
    for path in sorted(Path(__file__).parent.glob("extract_mails*.yaml"))
    for mail in yaml.load(path.read_text("utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader))
]


def name_of(mail: dict[str, Any]) -> str:
    return f"{mail['lang']}: {mail['name']}"


@pytest.mark.parametrize("mail", MAILS, ids=name_of)
def test_codes_and_links_are_found_as_labelled(mail: dict[str, Any]) -> None:
    html, subject = mail.get("html", ""), mail.get("subject", "")
    assert find_codes(mail["text"], html, subject) == mail["codes"]
    assert find_links(mail["text"], html) == mail["links"]
    if mail["codes"] and not html:
        body = mail["text"].replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>\r\n")
        html = f"<html><body><div>{body}</div></body></html>"
        assert find_codes("", html, subject) == mail["codes"]


def test_the_set_is_large_and_wide() -> None:
    assert len(MAILS) >= 240
    assert len({name_of(mail) for mail in MAILS}) == len(MAILS)
    languages: defaultdict[str | None, set[str]] = defaultdict(set)
    for mail in MAILS:
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
    traps = [mail for mail in MAILS if "trap" in mail]
    assert {mail["trap"] for mail in traps} == trap_kinds
    assert len(traps) >= 100
    assert not any(mail["codes"] for mail in traps)
    assert sum(bool(mail["codes"] and mail["links"]) for mail in MAILS) >= 12
    assert sum(bool(mail["codes"] or mail["links"]) is False for mail in MAILS) >= 40
    assert sum(len(mail.get("html", "")) > 500 for mail in MAILS) >= 12
