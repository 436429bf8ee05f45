"""How often the first code and the first link are right in mails by writers who did not know the
rules: the share is held, and each miss is shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from client import find_codes, find_links

pytestmark = pytest.mark.once


def mails_of(name: str) -> list[dict[str, Any]]:
    text = Path(__file__).with_name(name).read_text("utf-8")
    mails: list[dict[str, Any]] = yaml.load(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return mails


WITH, WITHOUT = mails_of("blind_codes.yaml"), mails_of("blind_without_codes.yaml")
UNSEEN, UNSEEN_WITHOUT = mails_of("unseen_codes.yaml"), mails_of("unseen_without_codes.yaml")


def first_code(mail: dict[str, Any]) -> str | None:
    return next(iter(find_codes(mail["text"], mail["html"], mail["subject"])), None)


def shown(mail: dict[str, Any], got: str | None) -> str:
    return f"{mail['lang']}: {mail['name']}: {got!r}, not {mail['code'] or mail['link']!r}"


def test_the_first_code_is_right_in_98_of_100_mails() -> None:
    found = [(mail, first_code(mail)) for mail in WITH]
    misses = [shown(mail, got) for mail, got in found if got != mail["code"]]
    assert len(misses) <= 0.02 * len(WITH), "\n".join(misses)
    # To find none is better than to find a wrong one.
    wrong = [shown(mail, got) for mail, got in found if got not in (None, mail["code"])]
    assert len(wrong) <= 0.005 * len(WITH), "\n".join(wrong)


def test_a_code_is_found_in_2_of_1000_mails_without_one_at_most() -> None:
    found = [(mail, first_code(mail)) for mail in WITHOUT]
    misses = [shown(mail, got) for mail, got in found if got is not None]
    assert len(misses) <= 0.002 * len(WITHOUT), "\n".join(misses)


def test_the_first_link_is_right() -> None:
    mails = [mail for mail in WITH + WITHOUT if mail["link"] is not None]
    found = [(mail, next(iter(find_links(mail["text"], mail["html"])), None)) for mail in mails]
    misses = [shown(mail, got) for mail, got in found if got != mail["link"]]
    assert len(misses) <= 0.005 * len(mails), "\n".join(misses)


def test_mails_that_the_rules_were_not_made_by_fare_no_worse_than_the_guide_says() -> None:
    # docs/guides/waiting.md has these figures. Make them better, and not by these mails.
    right = [mail for mail in UNSEEN if first_code(mail) == mail["code"]]
    assert len(right) >= 100
    assert len([mail for mail in UNSEEN_WITHOUT if first_code(mail) is not None]) <= 10


def test_the_set_is_large_and_wide() -> None:
    assert len(WITH) >= 200
    assert len(WITHOUT) >= 400
    assert len({mail["lang"] for mail in WITH}) >= 90
    assert all(mail["code"] for mail in WITH)
    assert not any(mail["code"] for mail in WITHOUT)
