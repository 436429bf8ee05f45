"""URLs are whole, and one that the text and the HTML have in two spellings is one link."""

from __future__ import annotations

import pytest

from client import find_links
from client.mail.mail import Mail
from client.mime.markup import text_from_html
from client.models.incoming_email_message import IncomingEmailMessage

BASE = "https://a.example/verify?t="

WHOLE = {
    "a last underscore": (f"Open {BASE}V1S_", f"{BASE}V1S_"),
    "underscore, then a dot": (f"Open {BASE}V1S_.", f"{BASE}V1S_"),
    "two underscores": (f"{BASE}V1S__\n", f"{BASE}V1S__"),
    "underscores elsewhere": (f"a_b _c_ {BASE}V1S_", f"{BASE}V1S_"),
    "star": (f"Open {BASE}V1S*", f"{BASE}V1S*"),
    "slanted": (f"Open _{BASE}V1S_", f"{BASE}V1S"),
    "bold": (f"Open **{BASE}V1S**!", f"{BASE}V1S"),
    "bold with words": (f"*Open {BASE}V1S*", f"{BASE}V1S"),
    "bold and slanted": (f"*_{BASE}V1S_*", f"{BASE}V1S"),
    "slanted, with an underscore of its own": (f"Open _{BASE}V1_S", f"{BASE}V1_S"),
    "bar": (f"Open {BASE}7|abc now", f"{BASE}7|abc"),
    "last bar": (f"{BASE}7| Help", f"{BASE}7"),
    "bar in the path": ("https://a.example/a|b?c=1", "https://a.example/a|b?c=1"),
    "bar behind the host": ("https://a.example|Help", "https://a.example"),
    "braces": (f"Open {BASE}{{a}}&u={{b}}.", f"{BASE}{{a}}&u={{b}}"),
    "in braces": (f"{{{BASE}7}}", f"{BASE}7"),
    "brace in the path": ("https://a.example/{id}/x", "https://a.example/{id}/x"),
    "caret": (f"{BASE}7^abc", f"{BASE}7^abc"),
    "in a table": (f"| {BASE}7 |", f"{BASE}7"),
    "on two lines": ("<https://a.example/verify\n?t=7>", f"{BASE}7"),
    "URL: on three lines": ("<URL:https://a.example/\n  verify\n  ?t=7>.", f"{BASE}7"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_url_is_whole(name: str) -> None:
    text, link = WHOLE[name]
    assert find_links(text) == [link]
    assert find_links(text.replace("\n", "\r\n"), f'<a href="{link}">Verify</a>') == [link]


def test_urls_that_touch_are_two() -> None:
    assert find_links("https://a.example/1|https://b.example/2") == [
        "https://a.example/1",
        "https://b.example/2",
    ]


# In the text, and in an anchor of the HTML.
SAME = {
    "cut at a quote": (f'{BASE}7"abc', f"{BASE}7%22abc"),
    "cut at the end of a line": (f"{BASE}V1StG\nXR8", f"{BASE}V1StGXR8"),
    "cut at a bracket": (f"{BASE}a&lt;b<c", f"{BASE}a<b>c".replace("<", "%3C").replace(">", "%3E")),
    "cut by an ellipsis": (f"{BASE}V1St...", f"{BASE}V1StGXR8"),
    "escaped bar": (f"{BASE}7|abc", f"{BASE}7%7Cabc"),
    "escaped in the text": (f"{BASE}7%7Cabc", f"{BASE}7|abc"),
    "escaped letters": ("https://a.example/größe", "https://a.example/gr%C3%B6%C3%9Fe"),
    "small escapes": ("https://a.example/%c3%b6", "https://a.example/%C3%B6"),
    "ampersands": (f"{BASE}7&amp;u=1", f"{BASE}7&u=1"),
    "last slash": ("https://a.example/verify", "https://a.example/verify/"),
    "no last slash": ("https://a.example/verify/", "https://a.example/verify"),
    "site and slash": ("https://a.example", "https://a.example/"),
}


@pytest.mark.parametrize("name", SAME)
def test_the_link_of_text_and_html_is_one(name: str) -> None:
    text, link = SAME[name]
    html = f'<p><a href="{link.replace("&", "&amp;")}">Verify</a></p>'
    assert find_links(f"Verify: {text} ", html) == [link]
    message = {"_id": "1", "to": [], "text": f"Verify: {text} ", "body": html}
    assert Mail(IncomingEmailMessage.from_dict(message)).link() == link


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("https://a.example/", "https://a.example/verify?t=7"),
        ("https://a.example/verify?t=8", "https://a.example/verify?t=7"),
        ("https://a.example/Verify", "https://a.example/verify"),
        ("https://a.example/verify?t=7", "https://a.example/verify"),
        ("http://a.example/verify", "https://a.example/verify"),
    ],
)
def test_other_links_are_two(text: str, link: str) -> None:
    assert sorted(find_links(text, f'<a href="{link}">Verify</a>')) == sorted([text, link])


def test_the_words_of_both_count() -> None:
    html = '<a href="https://a.example/1">Home</a><a href="https://a.example/2">Here</a>'
    text = "Home: https://a.example/1\nConfirm your address: https://a.example/2"
    assert find_links(text, html) == ["https://a.example/2", "https://a.example/1"]


SPELLED = {
    "a site": "https://bank.example",
    "a site and slash": "https://bank.example/",
    "with words": "Open https://bank.example/verify?token=1 now",
    "longer than the words of a link that are kept": f"https://bank.example/verify?t={'x' * 300}",
    "escaped": "https://bank.example/a?b=1&amp;c=2",
}


@pytest.mark.parametrize("name", SPELLED)
def test_a_link_is_where_it_leads_not_what_it_says(name: str) -> None:
    html = f'<p>Hello <a href="https://evil.example/">{SPELLED[name]}</a></p>'
    assert find_links("", html) == ["https://evil.example/"]
    made = text_from_html(html)
    assert "https://bank.example" in made
    assert find_links(made, html) == ["https://evil.example/"]
    # A text of its own has a link of its own: its reader would go there.
    first, second = find_links(f"Good day. {made}", html)
    assert first == "https://evil.example/"
    assert second.startswith("https://bank.example")


def test_what_a_link_says_stays_a_link_where_another_leads_there() -> None:
    html = (
        '<a href="https://evil.example/">https://bank.example</a>'
        '<p><a href="https://bank.example">Verify your address</a>'
    )
    for text in ("", text_from_html(html), "Verify: https://bank.example"):
        assert find_links(text, html) == ["https://bank.example", "https://evil.example/"]


def test_a_hidden_link_does_not_move_one_of_the_text() -> None:
    html = '<a hidden href="https://evil.example/">https://a.example/1</a><p>Hello'
    assert find_links("Hello https://a.example/1", html)[0] == "https://a.example/1"
