"""Which spellings of an address are one."""

from __future__ import annotations

import pytest

from client.mime.domains import same_form


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada@BOX.test", "ada@box.test"),
        ("a@bücher.example", "a@XN--bcher-kva.example"),
        ("a@bu\u0308cher.example", "a@bücher.example"),
        ("a@straße.example", "a@xn--strae-oqa.example"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("a@x.メール.test", "a@x.xn--4dkua4c.test"),
    ],
)
def test_these_are_one(one: str, other: str) -> None:
    assert same_form(one) == same_form(other)


@pytest.mark.parametrize(
    "name",
    ["", "@", "a@", "xn--", "a@xn--\udcff.test", "a@xn--99999999999.test", "xn--" + "9" * 9999],
)
def test_what_is_no_name_is_like_itself_alone(name: str) -> None:
    assert same_form(name) == same_form(name.upper())
    assert same_form(name) != same_form("a@box.test")


def test_a_local_part_is_not_decoded() -> None:
    assert same_form("xn--bcher-kva@x.test") != same_form("bücher@x.test")
