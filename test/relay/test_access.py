"""How we get into a broker, and that what opens it is nowhere to be seen."""

from __future__ import annotations

import asyncio
import logging
import pickle
import re
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from support.brokers import Place, Server, run, running

import client
from client.relay import Broker, BrokerException, BrokerRefused, Reader, Relay
from client.relay.broker import connected

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
