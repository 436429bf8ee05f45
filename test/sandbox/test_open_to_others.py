"""A sandbox that other machines can reach."""

from __future__ import annotations

import logging
import smtplib
import socket
import ssl

import pytest
import urllib3
from support.sandboxes import deliver, mail
from support.wire import get, raw_api_of

from client.sandbox import Sandbox

NEEDS_IPV6 = pytest.mark.skipif(not socket.has_ipv6, reason="needs IPv6")


def own_address() -> str:
    """Of this machine, and not loopback; the test is skipped if there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
        try:
            link.connect(("192.0.2.1", 9))  # sends nothing
        except OSError:
            pytest.skip("this machine has loopback alone")
        return str(link.getsockname()[0])


def status(url: str, sandbox: Sandbox, **headers: str) -> int:
    with urllib3.PoolManager(retries=False) as pool:
        key = {"Mailsac-Key": sandbox.api_key}
        return pool.request("GET", url, headers=key | headers, timeout=5.0).status


def port_of(sandbox: Sandbox) -> str:
    return sandbox.api_url.removesuffix("/api").rpartition(":")[2]


def test_others_reach_it_by_the_names_that_were_given(caplog: pytest.LogCaptureFixture) -> None:
    address = own_address()
    hosts = ["Mail.test", "192.0.2.7", "2001:DB8:0::7"]
    with Sandbox(tls=False, bind="0.0.0.0", hosts=hosts) as sandbox:
        assert sandbox.api_url.startswith("http://127.0.0.1:")
        assert sandbox.smtp.host == "127.0.0.1"
        assert get(sandbox).status == 200
        url = f"http://{address}:{port_of(sandbox)}/api/me"
        assert status(url, sandbox) == 403  # not named
        for host in ("mail.test", "MAIL.TEST:80", "192.0.2.7:8080", "[2001:db8::7]", "localhost"):
            assert status(url, sandbox, Host=host) == 200, host
        for host in ("evil.test", "mail.test.evil.test", "xmail.test", "192.0.2.8", "mail.test@x"):
            assert status(url, sandbox, Host=host) == 403, host
        assert status(url, sandbox, Host="mail.test", Origin="http://mail.test") == 200
        assert status(url, sandbox, Host="mail.test", Origin="http://evil.test") == 403
        with smtplib.SMTP(address, sandbox.smtp.port, timeout=60) as smtp:
            smtp.send_message(mail(), "x@y.test", ["a@box.test"])
        with raw_api_of(sandbox) as api:
            (found,) = api("GET", "/addresses/a@box.test/messages")
        assert found["ip"] == address
    (warning,) = [one.getMessage() for one in caplog.records if one.levelno == logging.WARNING]
    assert warning == (
        "others can reach the sandbox at 0.0.0.0: anybody may send it mail, "
        "who has its key may read it, and nothing is encrypted; "
        "REST and web socket answer those who ask for localhost, 127.0.0.1, 192.0.2.7, "
        "2001:db8::7, mail.test"
    )


def test_an_address_of_its_own_is_a_name_of_its_own(caplog: pytest.LogCaptureFixture) -> None:
    address = own_address()
    with Sandbox(bind=address) as sandbox:
        assert sandbox.api_url.startswith(f"https://{address}:")
        assert get(sandbox).status == 200  # by the certificate, too
        deliver(sandbox, mail(), "a@box.test")
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", sandbox.smtp.port), 5)
    assert f"ask for localhost, {address}" in caplog.text
    assert "nothing is encrypted" not in caplog.text


def test_on_loopback_nothing_is_said(caplog: pytest.LogCaptureFixture) -> None:
    with Sandbox(tls=False, hosts=["mail.test"]) as sandbox:
        assert status(f"{sandbox.api_url}/me", sandbox, Host="mail.test") == 200
    assert caplog.records == []


@NEEDS_IPV6
@pytest.mark.parametrize("bind", ["::1", "::"])
def test_ipv6(bind: str) -> None:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    with Sandbox(bind=bind) as sandbox:
        assert sandbox.api_url.startswith("https://[::1]:")
        assert sandbox.socket_url.startswith("wss://[::1]:")
        assert get(sandbox).status == 200
        deliver(sandbox, mail(), "a@box.test")
        with raw_api_of(sandbox) as api:
            assert len(api("GET", "/addresses/a@box.test/messages")) == 1


def test_certificates_name_the_hosts() -> None:
    with Sandbox(hosts=["mail.test", "192.0.2.7", "2001:db8::7"]) as sandbox:
        context = ssl.create_default_context(cafile=sandbox.ca_file)
        for name in ("localhost", "127.0.0.1", "mail.test", "192.0.2.7", "2001:db8::7"):
            with socket.create_connection(("127.0.0.1", int(port_of(sandbox))), 10) as link:
                context.wrap_socket(link, server_hostname=name).close()
        with socket.create_connection(("127.0.0.1", int(port_of(sandbox))), 10) as link:
            with pytest.raises(ssl.SSLCertVerificationError):
                context.wrap_socket(link, server_hostname="evil.test")


def test_what_cannot_be_bound_or_is_no_name() -> None:
    for bind in ("localhost", "mail.test", "", "127.0.0.1:80", "300.0.0.1"):
        with pytest.raises(ValueError, match=r"^bind must be an IP address"):
            Sandbox(bind=bind)
    for host in ("", "a b", "mail.test:80", "http://mail.test", "*", "-x", "x" * 300):
        with pytest.raises(ValueError, match=r"^hosts must be names or IP addresses"):
            Sandbox(hosts=[host])
    with pytest.raises(TypeError, match=r"^hosts must be a list"):
        Sandbox(hosts="mail.test")
    with pytest.raises(TypeError, match=r"^bind must be of type str"):
        Sandbox(bind=None)  # type: ignore[arg-type]  # the point of the test
    for host in ("my_service", "a..b"):
        with pytest.raises(ValueError, match=r"^hosts: no certificate can have such a name: "):
            Sandbox(hosts=[host]).start()
    with pytest.raises(OSError, match="assign"):
        Sandbox(bind="192.0.2.1").start()
