"""A broker's URL, taken apart. Pure."""

from __future__ import annotations

from urllib.parse import SplitResult, unquote, urlsplit

from ..secret import Secret

_SCHEMES = ("nats", "tls")
_PORT = 4222


def parts_of(url: Secret) -> tuple[tuple[str, ...], Secret | None, Secret | None, bool]:
    """Return the servers without what is secret, the user, the password, and whether there is TLS.

    Raises:
        ValueError: it is no such URL. What was given is not repeated.
    """
    servers: list[str] = []
    user: Secret | None = None
    password: Secret | None = None
    is_tls = False
    for written in url.reveal().split(","):
        one = Secret(written.strip())
        del written
        parts = _split(one)
        if parts is None:
            raise ValueError(
                "the broker's URL must be like nats://HOST:4222 or tls://HOST:4222; several with "
                "commas between them"
            )
        host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
        servers.append(f"{parts.scheme}://{host}:{parts.port or _PORT}")
        is_tls = is_tls or parts.scheme == "tls"
        user = Secret(unquote(parts.username)) if parts.username else user
        password = Secret(unquote(parts.password)) if parts.password else password
    return tuple(servers), user, password, is_tls


def _split(url: Secret) -> SplitResult | None:
    try:
        parts = urlsplit(url.reveal())
        usable = parts.scheme in _SCHEMES and parts.hostname and (parts.port or 1) > 0
    except ValueError:
        return None
    extra = parts.path.strip("/") or parts.query or parts.fragment
    return parts if usable and not extra else None
