"""Where the service is, which key opens it, and how connections to it are made.

One ``Configuration`` serves REST calls and the web socket alike.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping, MutableMapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from .half_made import shown_half_made
from .secret import Secret as Secret  # to be imported from here, too
from .secret import SecretDict
from .secret import hidden as hidden

DEFAULT_HOST = "https://mailsac.com/api"
DEFAULT_SOCKET_URL = "wss://sock.mailsac.com/incoming-messages"
KEY_HEADER = "Mailsac-Key"


class ApiKeys(SecretDict):
    """The key under its name. Swagger-codegen's name for it in the URL means the same."""

    __slots__ = ()

    def _name(self, name: str) -> str:
        return KEY_HEADER if name == "_mailsacKey" else name

    def _check(self, name: str, _: Secret) -> None:
        if name != KEY_HEADER:
            raise ValueError(f"api_key has no name {name!r}; the key is called {KEY_HEADER!r}")


class Configuration:
    """Settings of a client. Each argument is also an attribute of the same name.

    Args:
        host: base URL of the REST API. Default: the environment's ``MAILSAC_API_URL``, else
            ``https://mailsac.com/api``. ``http://`` is for loopback alone, because the key goes
            with each request.
        socket_url: URL of the web socket. Default: the environment's ``MAILSAC_SOCKET_URL``,
            else ``wss://sock.mailsac.com/incoming-messages``. ``ws://`` is for loopback alone.
        api_key: the API key, as a string or as ``{"Mailsac-Key": key}``. Default: the
            environment's ``MAILSAC_API_KEY``, else ``MAILSAC_KEY``. The attribute is a mapping,
            as in Swagger-codegen, where the name ``"_mailsacKey"`` means the same key. It is
            sent in the header alone.
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
        ValueError: a URL is of another kind, a number is out of range, or a key has another name.
        TypeError: ``api_key`` is neither a string nor a dict of strings.
        AttributeError: an attribute is set that there is not; it names the nearest that there is.

    The environment is read when a ``Configuration`` is made, not when the package is
    imported. Changing an attribute is not safe while another thread uses the client.
    """

    __slots__ = (
        "__weakref__",
        "_api_key",
        "assert_hostname",
        "cert_file",
        "connection_pool_maxsize",
        "host",
        "key_file",
        "proxy",
        "retries",
        "socket_url",
        "ssl_ca_cert",
        "timeout",
        "total_timeout",
        "verify_ssl",
    )

    def __init__(
        self,
        host: str | None = None,
        socket_url: str | None = None,
        api_key: str | Mapping[str, str] | None = None,
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
        api_key = _hidden_keys(_environment_key() if api_key is None else api_key)
        proxy = hidden(proxy)
        self._api_key = ApiKeys()  # for __repr__, if the next lines raise
        # Nor does one hold os.environ.get, whose repr shows the whole environment.
        self.host = (host or os.environ.get("MAILSAC_API_URL") or DEFAULT_HOST).rstrip("/")
        self.socket_url = socket_url or os.environ.get("MAILSAC_SOCKET_URL") or DEFAULT_SOCKET_URL
        self.api_key = api_key
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

    @property
    def api_key(self) -> MutableMapping[str, str]:
        """The key by its name: ``configuration.api_key["Mailsac-Key"] = "k_..."``."""
        return self._api_key

    @api_key.setter
    def api_key(self, given: str | Mapping[str, str] | None) -> None:
        # As _hidden_keys has made it, in __setattr__.
        if not isinstance(given, dict):
            raise TypeError("api_key must be a string, or a dict of strings")
        keys = ApiKeys()
        keys.update(given)
        self._api_key = keys

    if not TYPE_CHECKING:  # a type checker is to see misspelt names

        def __setattr__(self, name: str, value: Any) -> None:
            if name == "api_key":  # what it raises is to show no key
                value = _hidden_keys(value)
            try:
                super().__setattr__(name, value)
                return
            except AttributeError:
                del value  # it may be a key under a misspelt name
            raise AttributeError(f"Configuration has no attribute {name!r}; {_nearest(name)}")

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

    @shown_half_made
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


def _environment_key() -> Secret | None:
    return hidden(os.environ.get("MAILSAC_API_KEY") or os.environ.get("MAILSAC_KEY"))


def _hidden_keys(given: Any) -> Any:
    # Never raises, as its frame holds the key. Of what can be no key it gives the type.
    if isinstance(given, str):
        given = {KEY_HEADER: given} if given else {}
    elif given is None:
        given = {}
    if not isinstance(given, Mapping):
        return type(given)
    if not all(isinstance(key, str) for key in given.values()):
        return type(given)
    return {name: Secret(key) for name, key in given.items()}


def _nearest(name: str) -> str:
    from difflib import get_close_matches  # importing it takes a while

    slots = Configuration.__slots__
    names = sorted(slot.removeprefix("_") for slot in slots if slot != "__weakref__")
    near = get_close_matches(name, names, 1, cutoff=0.75)
    return f"did you mean {near[0]!r}?" if near else f"it has {', '.join(names)}"


def _is_proxy(proxy: str) -> bool:
    # Never raises: its frame holds the password in parts.
    try:
        parts = urlsplit(proxy if "://" in proxy else f"http://{Secret(proxy).reveal()}")
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
