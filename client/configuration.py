"""Where the service is, which key opens it, and how connections to it are made.

One ``Configuration`` serves REST calls and the web socket alike.
"""

from __future__ import annotations

import base64
import html
import ipaddress
import os
import re
from functools import lru_cache
from urllib.parse import urlsplit

DEFAULT_HOST = "https://mailsac.com/api"
DEFAULT_SOCKET_URL = "wss://sock.mailsac.com/incoming-messages"
KEY_HEADER = "Mailsac-Key"


_TELLING = 4  # characters of a secret that say something of it
_URL_SAFE = str.maketrans("+/", "-_")


class Secret(str):
    """A string that does not show itself.

    ``repr``, ``str`` and formatting give stars, so a test runner that prints the arguments
    of a failed call, or a log line, does not give the key away. ``reveal()`` gives the
    characters, and so do the methods of ``str`` that make a new string, such as ``encode()``.
    """

    __slots__ = ()

    def __new__(cls, value: str) -> Secret:
        # str(value) of a Secret gives its stars, so one that is already wrapped is passed on.
        return value if isinstance(value, cls) else super().__new__(cls, value)

    def __repr__(self) -> str:
        return "'***'"

    def __str__(self) -> str:
        return "***"

    def __format__(self, spec: str) -> str:
        return format("***", spec)

    def reveal(self) -> str:
        """Return the characters as a plain string. Keep it out of names that live on."""
        return str.__str__(self)

    def scrub(self, text: str) -> str:
        """Return a text of somebody else's, with stars where it quotes this secret.

        It may be written as in a URL, JSON, HTML or base64. A text that ends in the midst of it,
        because it was cut, loses the beginning, too.
        """
        text = re.sub(_or_cut([_written(sign) for sign in self.reveal()]), "***", text)
        # In base64, what of the key is whole signs, wherever in a longer text it stood.
        for before in range(3):
            form = base64.b64encode(b"\0" * before + self.encode()).decode()
            form = form[-(-before * 8 // 6) : (before + len(self)) * 8 // 6]
            for sign in {form, form.translate(_URL_SAFE)}:
                text = re.sub(_or_cut([re.escape(one) for one in sign]), "***", text)
        return text


def _written(character: str) -> str:
    """Return a pattern for a character as URLs, JSON, HTML, or plain text may write it."""
    number = ord(character)
    url = "".join(f"%(?:25){{0,3}}{byte:02x}" for byte in character.encode())
    json = rf"\\{{1,4}}(?:u{number:04x}|x{number:02x})"
    entity = rf"&#0{{0,4}}{number};|&#x0{{0,4}}{number:x};|{re.escape(html.escape(character))}"
    return rf"(?:(?i:{url}|{json}|{entity})|\\{{0,4}}{re.escape(character)})"


def _or_cut(signs: list[str]) -> str:
    """Return a pattern for these, each a pattern, in a row; or for how they begin, where the text
    is cut, also in the midst of one."""
    if len(signs) < _TELLING:
        return "".join(signs) or "(?!)"
    rest = ""
    for sign in reversed(signs[_TELLING:]):
        rest = f"(?:{sign}{rest})?"
    return rf"{''.join(signs)}|{''.join(signs[:_TELLING])}{rest}(?:[%\\&][\\#\w]{{0,8}})?\Z"


class Configuration:
    """Settings of a client. Each argument is also an attribute of the same name.

    Args:
        host: base URL of the REST API. Default: the environment's ``MAILSAC_API_URL``, else
            ``https://mailsac.com/api``. ``http://`` is for loopback alone, because the key goes
            with each request.
        socket_url: URL of the web socket. Default: the environment's ``MAILSAC_SOCKET_URL``,
            else ``wss://sock.mailsac.com/incoming-messages``. ``ws://`` is for loopback alone.
        api_key: the API key, as a string or as ``{"Mailsac-Key": key}``. Default: the
            environment's ``MAILSAC_API_KEY``, else ``MAILSAC_KEY``.
        ssl_ca_cert: path of a PEM file with the authorities to trust in place of certifi's.
            Default: the environment's ``MAILSAC_CA_FILE``.
        cert_file: path of a client certificate (PEM).
        key_file: path of its private key, if that is not in ``cert_file``.
        verify_ssl: check certificates. Off is for experiments alone.
        assert_hostname: host name to expect in the certificate in place of the URL's; False
            switches that check off.
        proxy: URL of an HTTP proxy. Default: the environment's ``HTTPS_PROXY``,
            else ``ALL_PROXY``, but not for what ``NO_PROXY`` names; ``""`` means none, whatever
            the environment says.
        timeout: seconds, or a pair of seconds (to connect, to read).
        retries: how often a call that is safe to repeat is tried again.
        total_timeout: seconds for one call with all its retries and waits.
        connection_pool_maxsize: connections kept open for reuse by one ``ApiClient``.

    Raises:
        ValueError: a URL is of another kind, or a number is out of range.
        TypeError: ``api_key`` is neither a string nor a dict of strings.

    The environment is read when a ``Configuration`` is made, not when the package is
    imported. Changing an attribute is not safe while another thread uses the client.
    """

    def __init__(
        self,
        host: str | None = None,
        socket_url: str | None = None,
        api_key: str | dict[str, str] | None = None,
        ssl_ca_cert: str | None = None,
        cert_file: str | None = None,
        key_file: str | None = None,
        verify_ssl: bool = True,
        assert_hostname: str | bool | None = None,
        proxy: str | None = None,
        timeout: float | tuple[float, float] = (10.0, 60.0),
        retries: int = 2,
        total_timeout: float = 120.0,
        connection_pool_maxsize: int = 10,
    ) -> None:
        # First of all: from here on no frame that may raise holds a key in plain.
        api_key, proxy = _hidden_keys(api_key), hidden(proxy)
        # Nor does one hold os.environ.get, whose repr shows the whole environment.
        self.host = (host or os.environ.get("MAILSAC_API_URL") or DEFAULT_HOST).rstrip("/")
        self.socket_url = socket_url or os.environ.get("MAILSAC_SOCKET_URL") or DEFAULT_SOCKET_URL
        #: Keys by header name, as in Swagger-codegen: ``api_key["Mailsac-Key"] = "k_..."``.
        self.api_key: dict[str, str] = api_key
        self.ssl_ca_cert = ssl_ca_cert or os.environ.get("MAILSAC_CA_FILE") or None
        self.cert_file = cert_file
        self.key_file = key_file
        self.verify_ssl = verify_ssl
        self.assert_hostname = assert_hostname
        self.proxy = proxy
        self.timeout = timeout
        self.retries = retries
        self.total_timeout = total_timeout
        self.connection_pool_maxsize = connection_pool_maxsize
        self.check()

    def check(self) -> None:
        """Check what is set. Done for a new configuration, and again before it is used.

        Raises:
            ValueError: names the attribute, and never shows a key or a password.
        """
        _check_url("host (MAILSAC_API_URL)", self.host, ("https", "http"))
        _check_url("socket_url (MAILSAC_SOCKET_URL)", self.socket_url, ("wss", "ws"))
        if self.proxy and not _is_proxy(self.proxy):
            raise ValueError("proxy must be a URL like http://host:3128 (its text may be secret)")
        self.key()
        timeout_pair("timeout", self.timeout)
        total = self.total_timeout
        if not isinstance(total, int | float) or isinstance(total, bool) or not total > 0:
            raise ValueError(f"total_timeout must be more than 0 seconds, not {total!r}")
        for name, value, least in (
            ("retries", self.retries, 0),
            ("connection_pool_maxsize", self.connection_pool_maxsize, 1),
        ):
            if not isinstance(value, int) or value < least:
                raise ValueError(f"{name} must be a whole number of {least} or more, not {value!r}")

    def key(self) -> Secret | None:
        """Return the API key, hidden from ``repr``; None when there is none.

        Raises:
            ValueError: the key holds a character that no HTTP header may carry.
        """
        key = self.api_key.get(KEY_HEADER)
        return checked_key(Secret(key)) if key else None

    def __repr__(self) -> str:
        key = "set" if self.api_key.get(KEY_HEADER) else "not set"
        return f"<Configuration host={self.host!r} socket_url={self.socket_url!r} key {key}>"


def timeout_pair(name: str, value: float | tuple[float, float]) -> tuple[float, float]:
    """Return a time-out as seconds to connect and seconds to read.

    Raises:
        ValueError: it is neither a positive number nor a pair of them.
    """
    pair = value if isinstance(value, tuple) else (value, value)
    numbers = [part for part in pair if isinstance(part, int | float) and part > 0]
    if len(pair) != 2 or len(numbers) != 2 or any(isinstance(part, bool) for part in pair):
        raise ValueError(f"{name} must be seconds, or a pair (to connect, to read), not {value!r}")
    return pair


def checked_key(key: Secret) -> Secret:
    """Return the key if it can be sent; otherwise raise a ``ValueError`` that does not show it."""
    if not key.isascii() or not key.isprintable() or " " in key:
        raise ValueError(
            "the API key holds a blank, a line break or a character outside ASCII; "
            "copy it again from the account's page"
        )
    return key


def is_loopback(host: str) -> bool:
    """Tell whether a URL's host name means this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name
        return host == "localhost"


@lru_cache(maxsize=64)  # each call checks its configuration; what raises is not kept
def _check_url(name: str, url: str, schemes: tuple[str, str]) -> None:
    try:
        parts = urlsplit(url)
        host = parts.hostname if parts.port != 0 else None
    except ValueError:  # a port that is no number, a bracket without its partner
        host = None
    if host is None or parts.scheme not in schemes or not url.isprintable() or " " in url:
        raise ValueError(f"{name} must be a URL like {schemes[0]}://host/path")
    if parts.username or parts.query or parts.fragment:
        raise ValueError(f"{name} must have no user, query or fragment")
    if parts.scheme != schemes[0] and not is_loopback(host):
        raise ValueError(
            f"{name} must be {schemes[0]}:// (the API key goes with each request); "
            f"{schemes[1]}:// is accepted for this machine alone, such as {schemes[1]}://127.0.0.1:8080"
        )


def _hidden_keys(given: str | dict[str, str] | None) -> dict[str, str]:
    if isinstance(given, dict):
        return {name: Secret(key) for name, key in given.items()}
    if given is None:
        given = os.environ.get("MAILSAC_API_KEY") or os.environ.get("MAILSAC_KEY")
    is_text, given = isinstance(given, str | None), hidden(given) if given else None
    if not is_text:
        raise TypeError("api_key must be a string, or a dict of strings")
    return {KEY_HEADER: given} if given else {}


def _is_proxy(proxy: str) -> bool:
    # Never raises: its frame holds the password in parts.
    try:
        parts = urlsplit(proxy if "://" in proxy else f"http://{Secret(proxy).reveal()}")
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def hidden(value: str | None) -> Secret | None:
    """Return the string wrapped as a ``Secret``; None stays None."""
    return None if value is None else Secret(value)
