"""``mailsac relay`` and ``mailsac listen --from``, as processes, beside a real broker."""

from __future__ import annotations

import contextlib
import json
import re
import signal
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from support.brokers import Place, free_port, run, running
from support.commands import access, environment, started
from support.commands import run as run_command
from support.pages import Browser
from support.streams import eventually

pytestmark = pytest.mark.once


def got(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


@contextlib.contextmanager
def relaying(place: Place, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command, once it is well, and the URL that it serves."""
    port = free_port()
    serving = f"http://127.0.0.1:{port}"
    args = ["relay", place.domain, "--to", place.url, "--stream", place.stream]
    with started(access(place.sandbox), *args, "--port", str(port), *more) as process:
        eventually(lambda: process.poll() is not None or got(f"{serving}/healthz")[0] == 200)
        yield process, serving


def sent(place: Place, count: int, first: int = 0) -> None:
    run(place.send(count, first=first))


def test_sigterm_ends_it_well(place: Place) -> None:
    with relaying(place) as (process, serving):
        sent(place, 25)
        eventually(lambda: "mailsac_relay_mails_total 25\n" in got(f"{serving}/metrics")[1])
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 0, err
    assert out == ""
    assert "Relaying; the broker keeps mail for 7 days, and tells duplicates for 120 s." in err
    assert "Relayed 25 mails." in err
    assert len(set(run(place.ids()))) == run(place.count()) == 25


def test_what_is_under_way_when_it_is_told_to_end_gets_there(place: Place) -> None:
    with relaying(place) as (process, _):
        sent(place, 200)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert process.returncode == 130
    with relaying(place) as (process, serving):
        eventually(lambda: "gap_open 0" in got(f"{serving}/metrics")[1])
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
    assert len(set(run(place.ids()))) == run(place.count()) == 200


def test_a_relay_that_is_killed_loses_nothing(place: Place) -> None:
    sending = threading.Thread(target=sent, args=(place, 400))
    with relaying(place) as (process, serving):
        sending.start()
        eventually(lambda: re.search(r"mails_total [1-9]\d\d\n", got(f"{serving}/metrics")[1]))
        process.kill()
        process.communicate(timeout=20)
    with relaying(place) as (process, serving):
        sending.join()
        eventually(lambda: run(place.count()) == 400)
        eventually(lambda: got(f"{serving}/healthz")[0] == 200)
    ids = run(place.ids())
    assert len(ids) == len(set(ids)) == 400


def test_health_and_metrics(own_place: Place) -> None:
    with relaying(own_place) as (_, serving):
        assert got(f"{serving}/healthz") == (200, "all well\n")
        sent(own_place, 3)
        eventually(lambda: "mails_total 3\n" in got(f"{serving}/metrics")[1])
        text = got(f"{serving}/metrics")[1]
        for line in text.splitlines():
            assert re.fullmatch(
                r'# (HELP|TYPE) mailsac_relay_\w+ .+|mailsac_relay_\w+({le="[^"]+"})? [-+.\d]+',
                line,
            ), line
        assert 'mailsac_relay_lag_seconds_bucket{le="+Inf"} 3' in text
        assert got(f"{serving}/")[0] == 404
        own_place.broker.kill()
        eventually(lambda: got(f"{serving}/healthz")[0] == 503)
        assert "no link to the broker" in got(f"{serving}/healthz")[1]


def test_listen_from_the_broker(place: Place, tmp_path: Path) -> None:
    with relaying(place):
        sent(place, 1)
        eventually(lambda: run(place.count()) == 1)
        # Without a key: nobody is asked for anything.
        args = ["listen", "--from", place.url, "--stream", place.stream, "--since", "1h", "--json"]
        args += ["--save", str(tmp_path), "--page", f"u0@{place.domain}"]
        with started(environment(), *args) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            browser = Browser(process.stderr.readline().removeprefix("page: ").strip())
            shown = json.loads(process.stdout.readline())
            assert shown["subject"] == "mail 0"
            browser.enter()
            eventually(lambda: b"Subject: mail 0" in browser.ask("/mails/1/raw").body)
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=20)
        assert process.returncode == 143
    assert [path.suffix for path in tmp_path.iterdir()] == [".eml"]


def test_the_password_of_a_broker_to_listen_from_is_the_environments(tmp_path: Path) -> None:
    with running(tmp_path, "authorization { user: relay, password: s3cr3t }") as server:
        known = environment(MAILSAC_RELAY_URL=server.url.replace("//", "//relay:s3cr3t@"))
        let_in = run_command(known, "listen", "--from", server.url)
        assert "no relay has made the stream MAILSAC" in let_in.stderr
        assert (
            "does not let us in"
            in run_command(environment(), "listen", "--from", server.url).stderr
        )


def test_wait_reads_from_the_relay(own_place: Place) -> None:
    env = environment(MAILSAC_RELAY_URL=own_place.url)
    with relaying(replace(own_place, stream="MAILSAC")):
        sent(own_place, 1)
        done = run_command(env, "wait", f"u0@{own_place.domain}", "--subject", "mail 0")
    assert done.returncode == 0, done.stderr
    assert "mail 0" in done.stdout


def test_refusals_have_a_status_each(place: Place) -> None:
    env = access(place.sandbox)
    secret = run_command(env, "relay", place.domain, "--to", "nats://relay:s3cr3t@localhost")
    assert secret.returncode == 2
    assert "no place in an argument" in secret.stderr
    assert "s3cr3t" not in secret.stderr
    nowhere = run_command(env, "relay", place.domain)
    assert nowhere.returncode == 2
    assert "MAILSAC_RELAY_URL" in nowhere.stderr
    keyless = run_command(environment(), "relay", place.domain, "--to", place.url)
    assert keyless.returncode == 2
    odd = run_command(env, "relay", place.domain, "--to", place.url, "--replicas", "7")
    assert odd.returncode == 2
    lone = run_command(env, "relay", place.domain, "--to", place.url, "--replicas", "3")
    assert lone.returncode == 4, lone.stderr  # there is one broker
    wrong = run_command(
        access(place.sandbox, MAILSAC_API_KEY="k_wrong"),
        "relay", place.domain, "--to", place.url, "--stream", place.stream,
    )  # fmt: skip
    assert wrong.returncode == 4, wrong.stderr
    other = run_command(env, "relay", "nobody.example", "--to", place.url, "--stream", place.stream)
    assert other.returncode == 4, other.stderr
    assert "switch forwarding" in other.stderr
    assert not other.stderr.endswith("Relayed 0 mails.\n")


@pytest.mark.slow
def test_the_password_of_the_environment_is_used_and_not_shown(place: Place) -> None:
    env = access(place.sandbox, MAILSAC_RELAY_URL=f"nats://relay:s3cr3t@127.0.0.1:{free_port()}")
    done = run_command(env, "relay", place.domain)
    assert done.returncode == 1
    assert "no connection to the broker at nats://127.0.0.1" in done.stderr
    assert "s3cr3t" not in done.stderr + done.stdout


def test_one_line_a_minute_where_nobody_looks(place: Place) -> None:
    program = (
        "from client.commands import relay; relay._MINUTE = 0.1; "
        "import sys; sys.argv[0] = 'mailsac'; from client.cli import script; script()"
    )
    args = ["relay", place.domain, "--to", place.url, "--stream", place.stream]
    with started(access(place.sandbox), *args, program=program) as process:
        assert process.stderr is not None
        line = ""
        while "all well" not in line:
            line = process.stderr.readline()
        assert re.fullmatch(
            r"0 mails relayed, 0 were there already, 0 found over REST, lag 0\.00 s, "
            r"0 reconnects, 0 gaps left; all well\n",
            line,
        )
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=20)
        assert process.returncode == 0
