"""Asks the links of a mail whether they lead somewhere, bounded in number, time and size.

Mail is hostile, and so is where its links lead. What is asked for is shown no key, no cookie and no
certificate of ours; nothing of the answer is read but its head.
"""

from __future__ import annotations

import functools
import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from queue import Empty, SimpleQueue
from urllib.parse import quote, urljoin, urlsplit

import certifi

from ..checks.findings import Finding, quoted
from ..clock import monotonic
from ..configuration import Configuration
from ..transport import (
    USER_AGENT,
    GuardedConnection,
    GuardedHttps,
    new_connection,
    proxy_for,
    transport_exception,
)
from ..watchdog import Guard

_MAX_LINKS = 100
_LINK_SECONDS = 10.0
_ALL_SECONDS = 60.0
_MAX_REDIRECTS = 10
_MAX_ADDRESSES = 4
_THREADS = 8
_NO_HEAD = (405, 501)
_REDIRECTS = (301, 302, 303, 307, 308)
# What is answered to programs, or to who has not signed in.
_REFUSALS = (401, 403, 407, 429, 999)
_HEADERS = {"User-Agent": USER_AGENT, "Accept": "*/*", "Connection": "close"}
# What the internet has of IPv6; the library takes for global whatever is not registered otherwise.
_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # leads to the IPv4 address in its last bits
_AS_IT_IS = "%/:=&?~+!$,;'@()*[]"  # in a path or a query; all else that is no letter is escaped


def _trusting(*files: str) -> ssl.SSLContext:
    context = ssl.create_default_context()  # trusts those of the system
    for file in files:
        context.load_verify_locations(file)
    return context


@functools.cache
def _usual_context() -> ssl.SSLContext:
    # To read all the authorities takes longer than to ask a link.
    return _trusting(certifi.where())


class _PrivateAddress(Exception):
    """What would be asked is on this machine, or in a private network."""


class LinkRequests:
    """Asks links, eight at a time, in threads of its own; each object does so once.

    Args:
        urls: the links. Of those that may be asked, the first 100 are.
        configuration: its proxy is used, and its authorities are trusted besides those of the
            system and of certifi. Nothing else of it: a key or a client certificate least of all.
        is_left_out: tells of a URL that it must not be asked.
        allow_private: ask also what is on this machine, or in a private network.
    """

    def __init__(
        self,
        urls: Sequence[str],
        configuration: Configuration,
        is_left_out: Callable[[str], bool],
        *,
        allow_private: bool,
    ) -> None:
        self._urls = [url for url in urls if not is_left_out(url)]
        self._configuration = Configuration(api_key="", proxy=configuration.proxy)
        self._is_left_out = is_left_out
        self._allow_private = allow_private
        own = configuration.ssl_ca_cert
        self._context = _trusting(certifi.where(), own) if own else _usual_context()
        self._todo: SimpleQueue[str] = SimpleQueue()
        self._answers: SimpleQueue[tuple[str, Finding | None]] = SimpleQueue()
        self._is_stopped = threading.Event()
        self._deadline = 0.0

    def stop(self) -> None:
        """Have ``run`` return, and no other link be asked. Any thread."""
        self._is_stopped.set()
        self._answers.put(("", None))

    def run(self) -> list[Finding]:
        """Return what is wrong with the links, in their order. Blocks for 60 seconds at most."""
        self._deadline = monotonic() + _ALL_SECONDS
        urls, found = self._urls, []
        answers: dict[str, Finding | None] = {}
        if (more := len(urls) - _MAX_LINKS) > 0:
            what = f"{more} of {len(urls)} links are not asked"
            found.append(Finding("warning", "links", what, f"{_MAX_LINKS} of a mail are"))
            urls = urls[:_MAX_LINKS]
        for url in urls:
            self._todo.put(url)
        try:
            for _ in urls[:_THREADS]:
                threading.Thread(target=self._work, name="mailsac-links", daemon=True).start()
            while len(answers) < len(urls) and not self._is_stopped.is_set():
                url, answer = self._answers.get(timeout=max(self._deadline - monotonic(), 0))
                answers[url] = answer
        except Empty:
            what = f"{len(urls) - len(answers)} of {len(urls)} links have not answered"
            found.append(Finding("error", "links", what, f"all have {_ALL_SECONDS:.0f} s"))
        finally:
            self._is_stopped.set()  # also by Ctrl-C: no other link is asked
        return found + [one for url in urls if (one := answers.get(url))]

    def _work(self) -> None:
        with suppress(Empty):
            while not self._is_stopped.is_set():
                url = self._todo.get_nowait()
                self._answers.put((url, self._ask(url)))

    def _ask(self, first: str) -> Finding | None:
        deadline = min(monotonic() + _LINK_SECONDS, self._deadline)
        url = first
        for _ in range(_MAX_REDIRECTS + 1):
            shown = quoted(first) + (f", which redirects to {quoted(url)}," if url != first else "")
            try:
                status, location = self._status(url, deadline)
                target = urljoin(url, location)
            except _PrivateAddress:
                why = (
                    "it is on this machine or in a private network; if it is your own "
                    "application: check(links=True, allow_private=True)"
                )
                return Finding("error", "links", f"{shown} is not asked", why)
            except Exception as error:  # whatever an answer of strangers makes a library raise
                # What a guard has shut down fails in many ways.
                cause = error if monotonic() < deadline else TimeoutError()
                return Finding("error", "links", f"{shown} is dead", _reason(cause, url))
            if status in _REFUSALS:
                why = "it may be so for programs alone, or for who has not signed in"
                return Finding("warning", "links", f"{shown} answers {status}", why)
            if status >= 400:
                return Finding("error", "links", f"{shown} is dead", f"it answers {status}")
            if status not in _REDIRECTS or not location:
                return None
            if not target.lower().startswith(("http:", "https:")) or self._is_left_out(target):
                return None  # such as one that an application on a phone opens
            url = target
        why = "a browser, which keeps cookies, may fare better"
        what = f"{quoted(first)} redirects more than {_MAX_REDIRECTS} times"
        return Finding("warning", "links", what, why)

    def _status(self, url: str, deadline: float) -> tuple[int, str]:
        """Return the status, and where a redirect leads."""
        status, location = self._request("HEAD", url, deadline)
        if status in _NO_HEAD:
            return self._request("GET", url, deadline)
        return status, location

    def _request(self, method: str, url: str, deadline: float) -> tuple[int, str]:
        parts = urlsplit(url.replace("\\", "/"))  # as browsers read it
        host = parts.hostname or ""
        host = host if host.isascii() else host.encode("idna").decode()
        named = f"[{host}]" if ":" in host else host
        at = named if parts.port is None else f"{named}:{parts.port}"
        path = quote(parts.path, _AS_IT_IS) or "/"
        query = f"?{quote(parts.query, _AS_IT_IS)}" if parts.query else ""
        connection = self._connected(f"{parts.scheme}://{at}", deadline)
        try:
            with Guard(deadline, connection):
                headers = _HEADERS | {"Host": at}
                connection.request(method, path + query, headers=headers, preload_content=False)
                answer = connection.getresponse()
        finally:
            connection.close()
        if monotonic() >= deadline:  # a head that was broken off may look like a whole one
            raise TimeoutError
        location = answer.headers.get("Location") or ""
        # The library reads headers as Latin-1; browsers read this one as UTF-8.
        with suppress(UnicodeError):
            location = location.encode("latin-1").decode("utf-8")
        return answer.status, location

    def _connected(self, site: str, deadline: float) -> GuardedConnection:
        """Return an open connection to a scheme, host and port.

        A name is resolved once, and its addresses are what is looked at and connected to: it cannot
        be another one a moment later. A proxy resolves names itself, and decides where it leads.
        """
        parts = urlsplit(site)
        host = parts.hostname or ""
        has_proxy = proxy_for(self._configuration, site) is not None
        if has_proxy and (self._allow_private or not _is_private_name(host)):
            connections = [new_connection(self._configuration, site, _LINK_SECONDS, self._context)]
        else:
            is_secure = parts.scheme == "https"
            port = parts.port or (443 if is_secure else 80)
            connections = [
                self._connection(address, port, host if is_secure else None)
                for address in _addresses(host, port, allow_private=self._allow_private)
            ]
        for left in range(len(connections), 0, -1):
            connection = connections[-left]
            # A share of the time: of a host with two, one address may lead nowhere.
            connection.timeout = max((deadline - monotonic()) / left, 0.001)
            try:
                with Guard(deadline, connection):
                    connection.connect()
                connection.timeout = max(deadline - monotonic(), 0.001)
                return connection
            except Exception:
                connection.close()
                if left == 1:
                    raise
        raise OSError("its name has no address")

    def _connection(self, address: str, port: int, tls_name: str | None) -> GuardedConnection:
        if tls_name is None:
            return GuardedConnection(address, port)
        return GuardedHttps(address, port, ssl_context=self._context, server_hostname=tls_name)


def _addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    if not allow_private and _is_private_name(host):
        raise _PrivateAddress
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if not allow_private and any(map(_is_private, addresses)):
        raise _PrivateAddress
    return addresses[:_MAX_ADDRESSES]


def _reason(error: Exception, url: str) -> str:
    try:
        within = f"within {_LINK_SECONDS:.0f} s"
        return str(transport_exception(error, url, within))
    except ValueError:
        return "it is no URL"


def _is_private_name(host: str) -> bool:
    """Tell whether a host means, by its name alone, this machine or one of a private network."""
    host = host.lower().rstrip(".")
    with suppress(OSError):  # as a proxy may read it: "127.1", "0x7f000001", "2130706433"
        host = socket.inet_ntoa(socket.inet_aton(host))
    try:
        return _is_private(host)
    except ValueError:  # a name
        return f".{host}".endswith(".localhost")


def _is_private(address: str) -> bool:
    """Tell whether an IP address is one that not all of the internet can reach."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is None:
            return ip not in _UNICAST or not ip.is_global
        ip = inner
    return not ip.is_global or ip.is_multicast
