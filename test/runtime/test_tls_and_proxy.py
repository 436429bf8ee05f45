"""TLS and proxies: whom a client trusts, and the way through."""

from __future__ import annotations

import ssl
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import trustme
import urllib3
from support.http_server import KEY, HttpServer, messages_at, tunnel
from support.streams import shown

import client
from client.transport import ssl_context

# TLS


def test_certificates_are_checked(tls_server: HttpServer, ca_file: str) -> None:
    tls_server.answer("[]")
    with messages_at(tls_server.url, retries=0) as messages:
        with pytest.raises(client.TransportException, match=r"cannot trust .*MAILSAC_CA_FILE"):
            messages.list_messages("a@b.example")
    with messages_at(tls_server.url, ssl_ca_cert=ca_file) as messages:
        assert messages.list_messages("a@b.example") == []
    assert len(tls_server.requests) == 1


def test_a_certificate_of_another_name_is_not_trusted(authority: trustme.CA, ca_file: str) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("other.invalid").configure_cert(context)
    with HttpServer(context) as server, messages_at(server.url, ssl_ca_cert=ca_file) as messages:
        # The remedy for an unknown authority would be no help.
        with pytest.raises(client.TransportException, match=r"not valid for '127\.0\.0\.1'$"):
            messages.list_messages("a@b.example")
        assert server.requests == []


def test_mistrust_is_not_tried_again(tls_server: HttpServer, ca_file: str) -> None:
    with messages_at(tls_server.url, retries=2) as messages:
        with pytest.raises(client.TransportException, match="cannot trust"):
            messages.list_messages("a@b.example")
    assert tls_server.connections == 1
    trusting = {"ssl_ca_cert": ca_file, "assert_hostname": "other.example"}
    with messages_at(tls_server.url, retries=2, **trusting) as messages:
        with pytest.raises(client.TransportException, match=r"cannot trust .*'other\.example'"):
            messages.list_messages("a@b.example")
    assert tls_server.connections == 2


def test_the_environment_can_name_the_authority(
    tls_server: HttpServer, ca_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls_server.answer("[]")
    monkeypatch.setenv("MAILSAC_CA_FILE", ca_file)
    with messages_at(tls_server.url) as messages:
        assert messages.list_messages("a@b.example") == []


def test_checks_that_are_off_are_said_once(tls_server: HttpServer) -> None:
    tls_server.answer("[]")
    program = (
        "import client\n"
        f"configuration = client.Configuration({tls_server.url!r}, verify_ssl=False)\n"
        "with client.ApiClient(configuration) as api_client:\n"
        "    for _ in range(3):\n"
        "        client.MessagesApi(api_client).list_messages('a@b.example')\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert result.returncode == 0
    assert result.stderr.count("Warning") == 1
    assert "certificates are not checked (verify_ssl=False)" in result.stderr


def test_others_are_still_warned_and_ours_names_the_callers_line(tls_server: HttpServer) -> None:
    tls_server.answer("[]")
    configuration = client.Configuration(tls_server.url, api_key=KEY, verify_ssl=False)
    with client.ApiClient(configuration) as api_client:
        with pytest.warns(UserWarning, match="certificates are not checked") as ours:
            client.MessagesApi(api_client).list_messages("a@b.example")
        assert [warning.filename for warning in ours] == [__file__]
        client.MessagesApi(api_client).list_messages("a@b.example")  # without another
    with client.ApiClient(configuration) as api_client:
        with pytest.warns(UserWarning, match="certificates are not checked") as ours:
            client.MessagesApi(api_client).list_messages("a@b.example", async_req=True).get(10)
        assert [warning.filename for warning in ours] == [__file__]
    api = client.WebSocketsApi(client.ApiClient(configuration))
    with (
        pytest.warns(UserWarning, match="certificates are not checked") as ours,
        pytest.raises(client.ClientException),
    ):
        api.stream(addresses="a@b.example", key=KEY, recover=False, open_timeout=0.1)
    assert {warning.filename for warning in ours} == {__file__}
    with urllib3.PoolManager(cert_reqs="CERT_NONE") as pool:
        with pytest.warns(urllib3.exceptions.InsecureRequestWarning):
            pool.request("GET", tls_server.url)


@pytest.mark.parametrize("name", ["ssl_ca_cert", "cert_file"])
def test_a_file_that_is_not_there_is_named(name: str) -> None:
    with messages_at("https://127.0.0.1:9", **{name: "/no/such.pem"}) as messages:
        with pytest.raises(ValueError, match=rf"^{name}.*: cannot use '/no/such.pem'"):
            messages.list_messages("a@b.example")


def test_plain_text_on_a_tls_port_is_an_error_that_names_it(server: HttpServer) -> None:
    with messages_at(server.url.replace("http:", "https:"), retries=0) as messages:
        with pytest.raises(client.TransportException, match="no connection to https://127"):
            messages.list_messages("a@b.example")


# Proxies


def test_a_plain_request_goes_through_the_proxy(server: HttpServer) -> None:
    server.answer("[]")
    with messages_at("http://127.0.0.9/api", proxy=server.url) as messages:
        assert messages.list_messages("a@b.example") == []
    (request,) = server.requests
    assert request.target.startswith("http://127.0.0.9/api/addresses/")


def test_a_tls_request_goes_through_a_tunnel(
    tls_server: HttpServer, ca_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tls_server.answer("[]")
    with tunnel(tls_server.url) as (proxy, heads):
        proxy = proxy.replace("http://", "http://user:pass%20word@")
        with messages_at("https://localhost/api", ssl_ca_cert=ca_file, proxy=proxy) as messages:
            assert messages.list_messages("a@b.example") == []
        assert heads[0].startswith("CONNECT localhost:443 HTTP/1.")
        assert (
            urllib3.make_headers(proxy_basic_auth="user:pass word")["proxy-authorization"]
            in heads[0]
        )
        assert KEY not in heads[0]
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        far = "https://mail.invalid/api"
        with messages_at(far, ssl_ca_cert=ca_file) as messages:
            assert messages.list_messages("a@b.example") == []
        assert len(heads) == 2
        assert heads[1].startswith("CONNECT mail.invalid:443 HTTP/1.")
        # What runs on this machine is reached without the environment's proxy.
        with messages_at(tls_server.url, ssl_ca_cert=ca_file) as messages:
            assert messages.list_messages("a@b.example") == []
        for settings in ({"proxy": ""}, {}):
            if not settings:
                monkeypatch.setenv("NO_PROXY", "mail.invalid")
            with messages_at(far, ssl_ca_cert=ca_file, retries=0, **settings) as messages:
                with pytest.raises(client.TransportException, match="does not resolve"):
                    messages.list_messages("a@b.example")
        assert len(heads) == 2


def test_a_proxy_that_refuses_is_a_clear_error(server: HttpServer) -> None:
    server.answer("Pay first", status=407)
    with messages_at("https://nobody.invalid/api", proxy=server.url, retries=0) as messages:
        with pytest.raises(client.TransportException, match="407"):
            messages.list_messages("a@b.example")


def test_a_proxy_that_is_not_there_is_named() -> None:
    with messages_at(
        "https://mailsac.invalid", proxy="http://proxy.invalid:3128", retries=0
    ) as messages:
        with pytest.raises(client.TransportException, match=r"through the proxy proxy\.invalid"):
            messages.list_messages("a@b.example")


def test_the_password_of_a_proxy_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    for proxy in ("http://me:hunter2@[bad", "ftp://me:hunter2@proxy.invalid", "me:hunter2@:0"):
        with pytest.raises(ValueError, match="proxy must be") as caught:
            client.Configuration(proxy=proxy)
        assert "hunter2" not in shown(caught.value)
        monkeypatch.setenv("HTTPS_PROXY", proxy)
        with messages_at("https://mailsac.invalid", retries=0) as messages:
            with pytest.raises((ValueError, client.TransportException)) as other:
                messages.list_messages("a@b.example")
        assert "hunter2" not in shown(other.value)


def test_our_tls_refuses_what_is_old() -> None:
    context = ssl_context(client.Configuration())
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert context.verify_mode == ssl.CERT_REQUIRED
    assert context.check_hostname


@pytest.mark.parametrize(
    "name", [None, "ssl_ca_cert", "cert_file", "assert_hostname", "verify_ssl"]
)
@pytest.mark.filterwarnings("ignore:certificates are not checked")
def test_authorities_are_read_once_for_those_who_set_nothing_else(
    name: str | None, ca_file: str, authority: trustme.CA, tmp_path: Path
) -> None:
    own = authority.issue_cert("client@x.example").private_key_and_cert_chain_pem
    own.write_to_path(str(tmp_path / "own.pem"))
    settings: dict[str, Any] = {
        "ssl_ca_cert": ca_file,
        "cert_file": str(tmp_path / "own.pem"),
        "assert_hostname": "other.example",
        "verify_ssl": False,
    }
    usual = ssl_context(client.Configuration())
    given = {} if name is None else {name: settings[name]}
    assert (ssl_context(client.Configuration(**given)) is usual) is (name is None)
    assert usual.verify_mode is ssl.CERT_REQUIRED
    assert usual.check_hostname
