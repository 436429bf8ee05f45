"""How we get into a broker, and that what opens it is nowhere to be seen."""

from __future__ import annotations

import asyncio
import base64
import json
import logging
import pickle
import re
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from support.brokers import Place, Server, relaying, run, running, until

import client
from client.relay import Broker, BrokerException, BrokerRefused, Reader, Relay
from client.relay.broker import connected
from client.sandbox import Sandbox

pytestmark = pytest.mark.once

PASSWORD = "s3cr3t/+&word"
IN_URL = "s3cr3t%2F%2B%26word"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    config = f'authorization {{ user: relay, password: "{PASSWORD}" }}'
    with running(tmp_path_factory.mktemp("guarded"), config) as server:
        yield server


async def enter(broker: Broker) -> str:
    async with connected(broker) as connection:
        return str((await connection.js.account_info()).api.total >= 0)


def test_a_user_with_a_password(guarded: Server) -> None:
    assert run(enter(Broker(f"nats://relay:{IN_URL}@127.0.0.1:{guarded.port}")))


def test_a_token(tmp_path: Path) -> None:
    with running(tmp_path, f'authorization {{ token: "{PASSWORD}" }}') as server:
        assert run(enter(Broker(f"nats://{IN_URL}@127.0.0.1:{server.port}")))
        with pytest.raises(BrokerRefused, match="does not let us in"):
            run(enter(Broker(server.url)))


def test_an_nkey(tmp_path: Path) -> None:
    import nkeys  # type: ignore[import-untyped]  # it has no types

    pair = nkeys.from_seed(nkeys.encode_seed(b"\x07" * 32, nkeys.PREFIX_BYTE_USER))
    seed = tmp_path / "relay.nk"
    seed.write_bytes(bytes(pair.seed))
    config = f"authorization {{ users: [ {{ nkey: {pair.public_key.decode()} }} ] }}"
    with running(tmp_path / "broker", config) as server:
        assert run(enter(Broker(server.url, nkey=str(seed))))
        with pytest.raises(BrokerRefused):
            run(enter(Broker(server.url)))


def signed(pair: Any, issued_for: Any, kind: str, **claims: object) -> str:
    """Return a JWT of NATS: what the one says of the other."""

    def part(data: bytes) -> bytes:
        return base64.urlsafe_b64encode(data).rstrip(b"=")

    body = {
        "jti": f"{kind}-{pair.public_key.decode()}",
        "iat": 1_700_000_000,
        "iss": pair.public_key.decode(),
        "sub": issued_for.public_key.decode(),
        "name": kind,
        "nats": {"type": kind, "version": 2, **claims},
    }
    head = {"typ": "JWT", "alg": "ed25519-nkey"}
    text = b".".join(part(json.dumps(one).encode()) for one in (head, body))
    return (text + b"." + part(pair.sign(text))).decode()


def test_a_credentials_file(tmp_path: Path, service: tuple[Sandbox, client.ApiClient]) -> None:
    """Of a user, whom an account has let in, which an operator has."""
    import nkeys

    def pair(number: int, prefix: int) -> Any:
        return nkeys.from_seed(nkeys.encode_seed(bytes([number]) * 32, prefix))

    operator = pair(1, nkeys.PREFIX_BYTE_OPERATOR)
    system, account, other = (pair(number, nkeys.PREFIX_BYTE_ACCOUNT) for number in (2, 3, 4))
    user = pair(5, nkeys.PREFIX_BYTE_USER)
    kinds = ("subs", "data", "payload", "imports", "exports", "conn", "leaf")
    stores = ("mem_storage", "disk_storage", "streams", "consumer")
    plain = dict.fromkeys(kinds, -1) | {"wildcards": True}
    accounts = {
        system: signed(operator, system, "account", limits=plain),
        account: signed(operator, account, "account", limits=plain | dict.fromkeys(stores, -1)),
    }
    preload = ", ".join(f"{one.public_key.decode()}: {jwt}" for one, jwt in accounts.items())
    config = (
        f"operator: {signed(operator, operator, 'operator')}\n"
        f"system_account: {system.public_key.decode()}\n"
        f"resolver: MEMORY\nresolver_preload: {{ {preload} }}"
    )

    def credentials(issuer: Any) -> str:
        path = tmp_path / f"{issuer.public_key.decode()}.creds"
        jwt = signed(issuer, user, "user", pub={}, sub={}, subs=-1, data=-1, payload=-1)
        parts = {"NATS USER JWT": jwt, "USER NKEY SEED": user.seed.decode()}
        lines = [f"-----BEGIN {k}-----\n{v}\n------END {k}------\n" for k, v in parts.items()]
        path.write_text("\n".join(lines))
        return str(path)

    with running(tmp_path / "broker", config) as server:
        service[0].enable_domain("creds.example")
        place = Place(server, *service, "creds.example", "TEST")
        known = Broker(server.url, credentials=credentials(account))

        async def main() -> None:
            async with relaying(place.relay(known)) as relay:
                await place.send(1)
                await until(lambda: relay.statistics.mails == 1)
                await asyncio.to_thread(server.restart)
                await place.send(1, first=1)
                await until(lambda: relay.statistics.mails == 2)
            async with Reader(known, stream="TEST") as reader:
                assert [(await reader.get(5)).mail.subject for _ in range(2)] == [
                    "mail 0",
                    "mail 1",
                ]
            for broker in (
                Broker(server.url),
                Broker(server.url, credentials=credentials(other)),
            ):
                with pytest.raises(BrokerRefused, match="does not let us in"):
                    await place.relay(broker).run()

        run(main())


@pytest.mark.parametrize(
    "text",
    [
        "",
        "SEED",
        "-----BEGIN NATS USER JWT-----\nabc\n",
        "SUgarbage",
        "SU" + "A" * 56 + "\nand more",
        "RESULT",
        "# a comment\nSUAAA",
        "-----BEGIN NATS USER JWT-----\nabc\n------END NATS USER JWT------\n"
        "-----BEGIN USER NKEY SEED-----\nSUxx\n------END USER NKEY SEED------\n",
        "SU" + "A" * 88,
    ],
)
def test_a_file_that_lets_nobody_in_is_told_before_it_is_used(tmp_path: Path, text: str) -> None:
    path = tmp_path / "file"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"credentials: .* JWT of a user"):
        Broker("nats://a", credentials=str(path))
    with pytest.raises(ValueError, match=r"nkey: .* seed of a user"):
        Broker("nats://a", nkey=str(path))


def tls_config(folder: Path, authority: trustme.CA) -> str:
    certificate = authority.issue_cert("localhost", "127.0.0.1")
    certificate.private_key_pem.write_to_path(str(folder / "key.pem"))
    certificate.cert_chain_pems[0].write_to_path(str(folder / "cert.pem"))
    return f'tls {{ cert_file: "{folder}/cert.pem", key_file: "{folder}/key.pem" }}'


def test_tls(tmp_path: Path, authority: trustme.CA, ca_file: str) -> None:
    with running(tmp_path / "broker", tls_config(tmp_path, authority)) as server:
        url = f"tls://localhost:{server.port}"
        assert run(enter(Broker(url, ca_file=ca_file)))
        with pytest.raises(BrokerException, match=r"(?i)certificate"):
            run(enter(Broker(url, connect_timeout=1)))


def test_a_password_goes_over_tls_alone_where_tls_is_asked_for(guarded: Server) -> None:
    url = f"tls://relay:{IN_URL}@127.0.0.1:{guarded.port}"
    with pytest.raises(BrokerRefused, match="does not use TLS"):
        run(enter(Broker(url, connect_timeout=5)))


def test_the_password_is_nowhere(
    guarded: Server, place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    """Not in repr, errors, tracebacks with the variables of our frames, logs, nor pickles."""
    caplog.set_level(logging.DEBUG)
    wrong = Broker(f"nats://relay:{IN_URL}x@127.0.0.1:{guarded.port}")
    right = Broker(f"nats://relay:{IN_URL}@127.0.0.1:{guarded.port}")
    shown = [repr(wrong), str(right), repr(vars(right))]
    relay = Relay("x.example", wrong, api_client=place.api)
    reader = Reader(wrong, durable="d")
    shown += [repr(relay), repr(vars(reader))]
    for work in (relay.run(), reader.__aenter__()):
        with pytest.raises(BrokerRefused) as caught:
            asyncio.run(work)
        shown += [str(caught.value), repr(caught.value), repr(pickle.dumps(caught.value))]
        told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
        shown.append("".join(told.format()))
    shown.append(caplog.text)
    for text in shown:
        assert "s3cr3t" not in text, text[max(text.index("s3cr3t") - 300, 0) :][:600]


@pytest.mark.parametrize(
    "url",
    [
        "",
        "localhost",
        "http://localhost",
        "nats://",
        "nats://relay:s3cr3t@",
        "nats://relay:s3cr3t@localhost:port",
        "nats://relay:s3cr3t@localhost/path",
        "nats://localhost,ftp://relay:s3cr3t@localhost",
        "nats://[s3cr3t",
    ],
)
def test_what_is_no_url_of_a_broker_is_not_repeated(url: str) -> None:
    with pytest.raises(ValueError, match=r"nats://") as caught:
        Broker(url)
    told = traceback.TracebackException.from_exception(caught.value, capture_locals=True)
    frames = [line for line in told.format() if "test_access.py" not in line]
    assert "s3cr3t" not in "".join(frames)


def test_the_environment_is_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MAILSAC_RELAY_URL", "nats://u:p@a.example, nats://u:p@b.example:5222")
    assert Broker().servers == ("nats://a.example:4222", "nats://b.example:5222")
    monkeypatch.setenv("MAILSAC_RELAY_CREDS", str(tmp_path / "none"))
    with pytest.raises(ValueError, match="credentials: there is no file"):
        Broker()
    with pytest.raises(ValueError, match="ca_file"):
        Broker("nats://a", credentials=__file__, ca_file="none")


def test_only_what_is_the_same_shares_a_connection() -> None:
    keys = [
        Broker(url).key()
        for url in ("nats://a", "nats://u:p@a", "nats://u:q@a", "nats://t@a", "nats://b")
    ]
    assert len(set(keys)) == 5
    assert Broker("nats://u:p@a").key() == keys[1]


def test_the_private_parts_of_nats_py_that_are_used_are_there() -> None:
    """If not, in a new version: use what has taken their place, and move the bound in setup.py."""
    from nats.aio.client import Client

    sources = Path(client.__file__).parent.joinpath("relay").glob("*.py")
    used = {
        name for one in sources for name in re.findall(r"\bclient\.(_\w+)", one.read_text("utf-8"))
    }
    assert "_server_info" in used
    assert [name for name in used if not hasattr(Client(), name)] == []
