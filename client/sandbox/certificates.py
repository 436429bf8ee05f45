"""The authority of a sandbox, and the certificate that all of its TLS has."""

from __future__ import annotations

import ssl
import tempfile
from collections.abc import Iterable
from pathlib import Path

import trustme


class Authority:
    """An authority of its own, made when the object is, and a file for those who are to trust it.

    Args:
        names: Host names and IP addresses that the certificate is good for.

    Raises:
        ValueError: No certificate can have one of them, such as a name with an underscore.
    """

    def __init__(self, names: Iterable[str]) -> None:
        authority = trustme.CA()
        # Of a host name trustme takes the form that is typed, and of an address each.
        try:
            leaf = authority.issue_cert(*dict.fromkeys(names))
        except UnicodeError as error:  # of idna, which says which name
            raise ValueError(f"hosts: no certificate can have such a name: {error}") from None
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        """For servers."""
        self.context.minimum_version = ssl.TLSVersion.TLSv1_2
        leaf.configure_cert(self.context)
        # A folder, as it removes itself also when this object is dropped, or at exit.
        self._folder = tempfile.TemporaryDirectory(prefix="mailsac-sandbox-")
        path = Path(self._folder.name, "ca.pem")
        path.write_bytes(authority.cert_pem.bytes())
        self.file = str(path)
        """PEM of the authority."""

    def remove(self) -> None:
        """Remove the file. May be called any number of times."""
        self._folder.cleanup()
