"""Logins and TLS of SMTP, with smtplib and as other senders use them."""

from __future__ import annotations

import base64
import contextlib
import json
import logging
import smtplib
import socket
import ssl
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.sandboxes import mail
from support.senders import missing, needs, nodemailer, ran
from support.wire import raw_api_of

from client.sandbox import Sandbox

LOGIN = "shop:s3cret:täst"
USER, _, PASSWORD = LOGIN.partition(":")
TO = "a@box.test"


@contextlib.contextmanager
def connection(
    sandbox: Sandbox, tls: str | None = None, context: ssl.SSLContext | None = None
) -> Iterator[smtplib.SMTP]:
    """smtplib, that trusts the sandbox's authority alone, unless told otherwise."""
    if tls and context is None:
        context = ssl.create_default_context(cafile=sandbox.ca_file)
    if tls == "implicit":
        with smtplib.SMTP_SSL(*sandbox.smtp, timeout=60, context=context) as smtp:
            yield smtp
        return
    with smtplib.SMTP(*sandbox.smtp, timeout=60) as smtp:
        if tls == "starttls":
            smtp.starttls(context=context)
        yield smtp


def subjects(sandbox: Sandbox, email: str = TO) -> list[str]:
    with raw_api_of(sandbox) as api:
        return [found["subject"] for found in api("GET", f"/addresses/{email}/messages")]


@pytest.mark.parametrize("mechanism", ["auth_plain", "auth_login"])
def test_any_login_is_taken_and_none_is_needed(mechanism: str) -> None:
    with Sandbox(tls=False) as sandbox:
        with connection(sandbox) as smtp:
            smtp.ehlo()
            assert smtp.esmtp_features["auth"].split() == ["LOGIN", "PLAIN"]
            assert "starttls" not in smtp.esmtp_features
            smtp.user, smtp.password = "anybody", "anything"
            code, _ = smtp.auth(mechanism.removeprefix("auth_").upper(), getattr(smtp, mechanism))
            assert code == 235
            smtp.send_message(mail("with"), "x@y.test", [TO])
        with connection(sandbox) as smtp:
            smtp.send_message(mail("without"), "x@y.test", [TO])
        assert subjects(sandbox) == ["without", "with"]


@pytest.mark.parametrize("tls", [None, "starttls", "implicit"])
def test_one_login_alone(tls: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with Sandbox(tls=False, smtp_login=LOGIN, smtp_tls=tls) as sandbox:
            with connection(sandbox, tls) as smtp:
                with pytest.raises(smtplib.SMTPSenderRefused, match="Authentication required"):
                    smtp.send_message(mail("before"), "x@y.test", [TO])
                # smtplib has its passwords in ASCII alone; what is sent is UTF-8.
                for password in ("wrong", "", USER, PASSWORD.replace("ä", "a"), PASSWORD + "\0"):
                    smtp.rset()
                    assert plain_login(smtp, USER, password) in (501, 535)
                assert plain_login(smtp, "shop2", PASSWORD) == 535
                assert plain_login(smtp, USER, PASSWORD) == 235
                smtp.send_message(mail("after"), "x@y.test", [TO])
            assert subjects(sandbox) == ["after"]
            assert "s3cret" not in repr(sandbox) + repr(sandbox._settings)
    encoded = base64.b64encode(f"\0{LOGIN.replace(':', chr(0), 1)}".encode()).decode()
    seen = [record.getMessage() for record in caplog.records]
    assert not [line for line in seen if "s3cret" in line or encoded in line]


def plain_login(smtp: smtplib.SMTP, user: str, password: str) -> int:
    given = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
    return smtp.docmd("AUTH", f"PLAIN {given}")[0]


def test_a_password_that_comes_too_early_is_in_no_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    password = base64.b64encode(b"s3cret").decode()
    lines = ["EHLO x", "AUTH NONE", password, "AUTH LOGIN", "*s3cret", "QUIT", ""]
    with Sandbox(tls=False) as sandbox, socket.create_connection(sandbox.smtp, 10) as link:
        link.sendall("\r\n".join(lines).encode())
        answer = link.makefile("rb").read()
    assert b"\r\n504 " in answer
    assert b"\r\n221 " in answer
    logged = " ".join(record.getMessage() for record in caplog.records)
    assert "s3cret" not in logged
    assert password.upper() not in logged.upper()


def test_a_login_without_a_password_is_no_login() -> None:
    for wrong in ("", "user", ":x", "x:"):
        with pytest.raises(ValueError, match=r"^smtp_login must have the form USER:PASSWORD$"):
            Sandbox(smtp_login=wrong)
    with pytest.raises(TypeError, match=r"^smtp_login must be a string$"):
        Sandbox(smtp_login=("shop", "s3cret"))  # type: ignore[arg-type]  # the point of the test
    with pytest.raises(ValueError, match=r"^smtp_tls must be None, 'starttls' or 'implicit'$"):
        Sandbox(smtp_tls="ssl")  # type: ignore[arg-type]  # the point of the test


def test_parameters_of_those_who_know_of_auth_are_taken() -> None:
    with Sandbox(tls=False) as sandbox, connection(sandbox) as smtp:
        smtp.ehlo()
        for options in (["AUTH=<>"], ["AUTH=x@y.test", "BODY=8BITMIME"], ["BODY=7BIT", "auth=<>"]):
            assert smtp.mail("x@y.test", options)[0] == 250
            smtp.rset()
        assert smtp.mail("x@y.test", ["FOO=<>"])[0] != 250


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_tls_names_the_hosts_and_is_told_of_each_mail(tls: Any) -> None:
    with Sandbox(tls=False, smtp_tls=tls, hosts=["mail.test", "192.0.2.7"]) as sandbox:
        assert sandbox.ca_file is not None
        with connection(sandbox, tls) as smtp:
            smtp.send_message(mail("over TLS"), "x@y.test", [TO])
        context = ssl.create_default_context(cafile=sandbox.ca_file)
        for name in ("localhost", "127.0.0.1", "mail.test", "192.0.2.7"):
            with socket.create_connection(sandbox.smtp, 10) as link:
                if tls == "starttls":
                    assert link.recv(1000).startswith(b"220 ")
                    link.sendall(b"EHLO x\r\nSTARTTLS\r\n")
                    answers = b""
                    while b"220 " not in answers:
                        answers += link.recv(1000)
                with context.wrap_socket(link, server_hostname=name) as secure:
                    assert secure.version() in ("TLSv1.2", "TLSv1.3")
        with raw_api_of(sandbox) as api:
            (found,) = api("GET", f"/addresses/{TO}/messages")
        assert found["rtls"] is True


@pytest.mark.parametrize("tls", ["starttls", "implicit"])
def test_a_sender_that_does_not_trust_it_harms_nobody(
    tls: Any, caplog: pytest.LogCaptureFixture
) -> None:
    with Sandbox(tls=False, smtp_tls=tls) as sandbox:
        for _ in range(3):
            stranger = ssl.create_default_context()
            with pytest.raises(ssl.SSLCertVerificationError), connection(sandbox, tls, stranger):
                pass
        with connection(sandbox, tls) as smtp:
            smtp.send_message(mail("after"), "x@y.test", [TO])
        assert subjects(sandbox) == ["after"]
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING] == []


def test_what_is_sent_before_starttls_is_not_obeyed_after_it() -> None:
    with Sandbox(tls=False, smtp_tls="starttls") as sandbox:
        context = ssl.create_default_context(cafile=sandbox.ca_file)
        with socket.create_connection(sandbox.smtp, 10) as link:
            assert link.recv(1000).startswith(b"220 ")
            link.sendall(b"EHLO x\r\n")
            while not link.recv(1000).endswith(b"250 HELP\r\n"):
                pass
            link.sendall(b"STARTTLS\r\nMAIL FROM:<injected@y.test>\r\n")
            assert link.recv(1000).startswith(b"220 ")
            with context.wrap_socket(link, server_hostname="localhost") as secure:
                secure.sendall(b"EHLO x\r\nRCPT TO:<a@box.test>\r\n")
                answers = b""
                while b"503 " not in answers:
                    answers += secure.recv(1000)
    assert b"need MAIL" in answers


#: How each sender is told to encrypt, and whether it is.
TLS = [None, "starttls", "implicit"]


@pytest.fixture(params=TLS, ids=["plain", "starttls", "implicit"])
def strict(request: pytest.FixtureRequest) -> Iterator[tuple[Sandbox, str | None]]:
    """A sandbox that takes one login alone, and its TLS."""
    with Sandbox(tls=False, smtp_tls=request.param, smtp_login="shop:s3cret") as sandbox:
        yield sandbox, request.param


@pytest.mark.once
def test_swaks(strict: tuple[Sandbox, str | None]) -> None:
    sandbox, tls = strict
    options = {None: [], "starttls": ["--tls"], "implicit": ["--tls-on-connect"]}[tls]
    server = "{}:{}".format(*sandbox.smtp)
    command = [needs("swaks"), "--server", server, "--to", TO, "--from", "x@y.test"]
    command += ["--header", "Subject: of swaks", *options]
    if tls:
        command += ["--tls-verify", "--tls-ca-path", str(sandbox.ca_file)]
    for mechanism in ("PLAIN", "LOGIN"):
        login = ["--auth", mechanism, "--auth-user", "shop", "--auth-password"]
        sent = ran([*command, *login, "s3cret"])
        if sent.returncode == 10:
            missing("swaks is without TLS: apt-get install libnet-ssleay-perl")
        assert sent.returncode == 0, sent.stdout + sent.stderr
        assert ran([*command, *login, "wrong"]).returncode == 28  # AUTH failed
    assert subjects(sandbox) == ["of swaks"] * 2


@pytest.mark.once
def test_msmtp(strict: tuple[Sandbox, str | None], tmp_path: Path) -> None:
    sandbox, tls = strict
    options = [f"--host={sandbox.smtp.host}", f"--port={sandbox.smtp.port}", "--auth=plain"]
    options += ["--from=x@y.test", "--user=shop", "--file=/dev/null"]
    if tls:
        options += ["--tls=on", f"--tls-trust-file={sandbox.ca_file}"]
        options += [f"--tls-starttls={'on' if tls == 'starttls' else 'off'}"]
    program = needs("msmtp")
    for password, status in (("s3cret", 0), ("wrong", 77)):
        secret = tmp_path / "secret"
        secret.write_text(f"{password}\n", encoding="utf-8")
        command = [program, *options, f"--passwordeval=cat {secret}", TO]
        sent = ran(["sh", "-c", 'printf "Subject: of msmtp\\n\\nHi\\n" | "$@"', "sh", *command])
        assert sent.returncode == status, sent.stdout + sent.stderr
    assert subjects(sandbox) == ["of msmtp"]


@pytest.mark.once
def test_nodemailer(strict: tuple[Sandbox, str | None]) -> None:
    sandbox, tls = strict
    options: dict[str, Any] = {"host": sandbox.smtp.host, "port": sandbox.smtp.port}
    options |= {"secure": tls == "implicit", "requireTLS": tls == "starttls"}
    for password in ("s3cret", "wrong"):
        options["auth"] = {"user": "shop", "pass": password}
        env = {"NODE_EXTRA_CA_CERTS": str(sandbox.ca_file)} if tls else {}
        sent = ran([*nodemailer(), json.dumps(options), TO], **env)
        if password == "wrong":
            assert sent.stderr.startswith("EAUTH 535 "), sent.stderr
        else:
            assert (sent.returncode, sent.stdout) == (0, "sent\n"), sent.stderr
    assert subjects(sandbox) == ["of nodemailer"]


@pytest.mark.once
def test_nodemailer_as_an_application_has_it(sandbox: Sandbox) -> None:
    options = {"host": sandbox.smtp.host, "port": sandbox.smtp.port}
    login = {"auth": {"user": "of the application", "pass": "its own"}}
    for given in (options, options | login):
        sent = ran([*nodemailer(), json.dumps(given), TO])
        assert (sent.returncode, sent.stdout) == (0, "sent\n"), sent.stderr
    assert subjects(sandbox) == ["of nodemailer"] * 2
