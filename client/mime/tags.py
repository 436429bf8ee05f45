"""The tags of HTML and their attributes. Pure, never raises, in linear time."""

from __future__ import annotations

import re

from .markup import unescape

#: A comment's beginning, or a tag: with ">" in its quoted values, or if its quotes are broken,
#: without. Its first group is what stands in the brackets.
MARKUP = re.compile(r"<!--|<(/?[a-zA-Z](?:[^<>\"]*(?:\"[^\"<]*\"[^<>\"]*)*|[^<>]*))>|<[!?][^<>]*>")
#: The name of a tag, of that group.
NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9:-]{0,30})")
_ATTRIBUTE = re.compile(
    r"(?<![^\s\"'/])([a-zA-Z][a-zA-Z-]{0,30})(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"']+)))?"
)


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag, by name in small letters, without character references."""
    return {  # the first of a name counts
        name.lower(): unescape(double or single or bare, attribute=True)
        for name, double, single, bare in reversed(_ATTRIBUTE.findall(tag))
    }
