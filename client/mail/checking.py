"""What is wrong with a mail: the checks of its bytes, and whether its links lead somewhere."""

from __future__ import annotations

from collections.abc import Callable

from ..checks.check import check_mail
from ..checks.findings import Findings, Level, check_level, worst_first
from ..configuration import Configuration
from ..extraction.links import find_links, to_unsubscribe
from ..mime.parser import parse
from ..mime.unsubscribe import unsubscribe_links
from .link_requests import LinkRequests


class Checking:
    """One check of a mail."""

    def __init__(self, raw: Callable[[], bytes], level: Level) -> None:
        """
        Args:
            raw: gives the mail as it was sent. It is fetched, and links are asked, for a level that
                there is.
            level: the least that is returned.
        """
        check_level(level)
        self._raw = raw()
        self._level = level
        self._requests: LinkRequests | None = None

    def ask_links(
        self, text: str, html: str, settings: Configuration | None, *, allow_private: bool
    ) -> None:
        """Have ``run`` ask the links of these bodies, but those to unsubscribe.

        Args:
            settings: of REST; None for those of the environment.
            allow_private: ask also what is on this machine, or in a private network.
        """
        named = [link.url for link in unsubscribe_links(parse(self._raw))]
        self._requests = LinkRequests(
            find_links(text, html),
            settings or Configuration(api_key=""),
            to_unsubscribe(text, html, named),
            allow_private=allow_private,
        )

    def run(self) -> Findings:
        """Return what is wrong, of the level or a worse one."""
        found = check_mail(self._raw)
        if self._requests is not None:
            found += self._requests.run()
        return worst_first(found, self._level)

    def stop(self) -> None:
        """Have ``run`` return, and no other link be asked. Any thread."""
        if self._requests is not None:
            self._requests.stop()
