"""One mail, as a test wants it: its code, its link, its files, a page to click in."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Self, overload

from .criteria import Pattern
from .received_mail import ReceivedMail
from .shown import shown, source

if TYPE_CHECKING:
    import os
    from collections.abc import Awaitable
    from pathlib import Path

    from ..api_client import ApiClient
    from ..checks.findings import Findings, Level
    from ..mime.attachments import AttachedFile
    from ..mime.unsubscribe import UnsubscribeLink
    from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame
    from .attachment import Attachment
    from .browser_page import AsyncPage, SyncPage
    from .checking import Checking


class Mail(ReceivedMail):
    """One mail. ``Inbox.wait`` returns it; ``Mail.from_frame`` makes one of a frame of a stream.

    A mail that came over the web socket is whole. Of one that was found over REST, the body is
    fetched when it is first asked for, once, which costs one op; so ``text``, ``html``, ``raw`` and
    all that reads them may raise an ``ApiException`` or a ``TransportException`` then.

    Threads may share it.
    """

    __slots__ = ()

    @classmethod
    def from_frame(
        cls, frame: EmailMessageWebSocketFrame, api_client: ApiClient | None = None
    ) -> Self:
        """Return the mail of a frame that ``stream()`` has yielded.

        Args:
            frame: has an ``email``.
            api_client: fetches what the frame lacks, such as the raw mail.
        """
        return cls(frame.email, api_client)

    @property
    def attachments(self) -> list[Attachment]:
        """The files that came with it, in order; an attached mail is one file."""
        from ..mime.attachments import attached_files
        from .attachment import attachments

        listed = self._message.attachments
        # The models take a stranger's JSON as it is: it may be of any type.
        given = listed if isinstance(listed, list) else []
        known = [checksum for checksum in given if isinstance(checksum, str)]
        files = attached_files(self.raw.encode("utf-8", "surrogatepass"))
        is_damaged = any("\ufffd" in file.name for file in files)
        if is_damaged or Counter(file.md5 for file in files) != Counter(known):
            files = attached_files(self.raw_bytes())  # fetches what JSON could not carry
        return attachments(files, known, self._download)

    def attachment(self, name: str) -> Attachment:
        """Return the one file of that name.

        Args:
            name: may have ``*`` for any characters, and ``?`` for one: ``"invoice-*.pdf"``. Case
                does not matter.

        Raises:
            LookupError: there is none, or more than one; it lists those that there are.
        """
        __tracebackhide__ = True
        from .lookups import one_attachment

        return one_attachment(repr(self), self.attachments, name)

    def _download(self, file: AttachedFile, md5: str) -> bytes:
        # By the service's checksum, what we have is not what was sent: bytes were lost.
        if file.md5 != md5 and self._api_client is not None:
            from ..api.attachments_api import AttachmentsApi

            api = AttachmentsApi(self._api_client)
            return api.download_attachment(self.inbox, self.id, md5)
        return file.content

    # -- codes and links: their patterns are as slow to import as all the rest, so it is done late

    def codes(self, pattern: str | re.Pattern[str] | None = None) -> list[str]:
        """Return the one-time codes, the likeliest first, without the blanks and dashes that group
        them; empty if there are none. ``client.find_codes`` says what a code is;
        ``client.extraction.explain`` why one was found or not.

        Args:
            pattern: a regular expression for codes of another kind. All that it finds in the text,
                then in what is seen of the HTML, then in the subject, is returned, each once, as
                it is written: its first group, or if it has none, all of it.

        Raises:
            re.error: ``pattern`` is no regular expression.
        """
        if pattern is not None:
            from .lookups import codes_like

            return codes_like(pattern, self.text, self.html, self.subject)
        from ..extraction.codes import find_codes

        return find_codes(self.text, self.html, self.subject)

    def code(self, pattern: str | re.Pattern[str] | None = None) -> str:
        """Return the likeliest one-time code.

        Args:
            pattern: a regular expression for a code of another kind, as for ``codes``; the first
                that it finds is returned.

        Raises:
            LookupError: there is none; it shows how the text begins.
            re.error: ``pattern`` is no regular expression.
        """
        __tracebackhide__ = True  # pytest shows the line of the test, not this one
        codes = self.codes(pattern)
        if codes:
            return codes[0]
        beginning = shown(self.text or self.html)
        body = f"begins: {beginning}" if beginning else "is empty."
        if pattern is not None:
            raise LookupError(f"nothing like {source(pattern)!r} in {self!r}. Its body {body}")
        raise LookupError(
            f"no code in {self!r}. Its body {body}\n"
            "A code has 4 to 10 digits or letters, and is set apart or announced by a word: "
            "client.extraction.explain says more. Others: code(pattern)."
        )

    def links(self) -> list[str]:
        """Return the links, those to act on first (verify, confirm, reset, sign in), each once.
        ``client.find_links`` says how they are ordered."""
        from ..extraction.links import find_links

        return find_links(self.text, self.html)

    def link(self, contains: Pattern | None = None, *, text: Pattern | None = None) -> str:
        """Return the one link, or the one link that is sought.

        Args:
            contains: a string that it contains, whatever the case, or a compiled pattern that is
                found in it.
            text: the same for what its reader sees on it, in the HTML; of an image, its ``alt``.

        Raises:
            LookupError: there is none, or more than one; it lists those that there are.
        """
        __tracebackhide__ = True
        from .lookups import one_link

        return one_link(repr(self), self.links(), self.html, contains, text)

    def unsubscribe_link(self) -> UnsubscribeLink:
        """Return where to unsubscribe, by the header ``List-Unsubscribe`` (RFC 2369): the first
        link to the web, else a ``mailto:``; and whether one click does it (RFC 8058).

        Nothing is asked for.

        Raises:
            LookupError: the header is not there, or names nothing that can be used.
        """
        __tracebackhide__ = True
        from .lookups import link_to_unsubscribe

        return link_to_unsubscribe(repr(self), self.raw_bytes())

    # -- checks and files

    def check(
        self, *, level: Level = "warning", links: bool = False, allow_private: bool = False
    ) -> Findings:
        """Return what is wrong with the mail, errors first; empty if that is nothing.

        ::

            assert not mail.check(level="error")

        Args:
            level: the least that is returned: ``"error"``, what is broken for some readers, or
                ``"warning"``, all.
            links: also ask each link whether it leads somewhere, but those to unsubscribe. That
                may use up a link that works once. At most 100 links, 10 s each, 60 s in all.
            allow_private: also ask links that lead to this machine or into a private network,
                by themselves or by a redirect, as those of an application under test may.

        Raises:
            ValueError: of another level; or the mail came without its raw text, and without what
                could fetch it.
        """
        return self._checking(level, links, allow_private).run()

    async def check_async(
        self, *, level: Level = "warning", links: bool = False, allow_private: bool = False
    ) -> Findings:
        """Do the same as ``check``, in a thread: the loop is not held up. A task that is cancelled
        asks no more links."""
        from asyncio import to_thread

        checking = await to_thread(self._checking, level, links, allow_private)
        try:
            return await to_thread(checking.run)
        finally:
            checking.stop()

    def _checking(self, level: Level, links: bool, allow_private: bool) -> Checking:
        from .checking import Checking

        checking = Checking(self.raw_bytes, level)
        if links:
            settings = None if self._api_client is None else self._api_client.configuration
            checking.ask_links(self.text, self.html, settings, allow_private=allow_private)
        return checking

    def save(self, folder: str | os.PathLike[str]) -> list[Path]:
        """Write the mail to files that their owner alone may read, and return their paths: as it
        was sent (``.eml``); as it looks (``.html``), with its images, without scripts and what it
        would load; and in a folder of its own, the files that came with it. They have the same
        names each time, and no other mail has these.

        Args:
            folder: is made if it is not there.

        Raises:
            ApiException, TransportException: the mail had to be fetched, and could not be.
            OSError: a file could not be written.
        """
        from .saving import save_mail

        return save_mail(self, folder)

    @overload
    def open(self, page: SyncPage, *, remote: bool = False) -> None: ...

    @overload
    def open(self, page: AsyncPage, *, remote: bool = False) -> Awaitable[None]: ...

    def open(self, page: SyncPage | AsyncPage, *, remote: bool = False) -> Awaitable[None] | None:
        """Show the mail in a page of Playwright, as its reader sees it, with its images. Scripts of
        it do not run, no form is sent, and nothing is loaded. What the page showed before is gone.

        ::

            mail.open(page)
            page.click("text=Verify")

        Args:
            page: of Playwright's sync API, or of its async API: then await what this returns.
            remote: load images, styles, fonts and films from other hosts.

        Raises:
            ApiException, TransportException: the mail had to be fetched, and could not be.
            TypeError: ``page`` is no page.
            ValueError: the page's context has ``bypass_csp=True``, so scripts would run.
            playwright.sync_api.Error, playwright.async_api.Error: by Playwright, also if something
                is not loaded in time.
        """
        from ..mime.document import harmless_document, mail_document
        from .browser_page import show

        empty = harmless_document("", remote=remote)
        return show(page, empty, lambda: mail_document(self.raw_bytes(), remote=remote))
