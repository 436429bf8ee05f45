"""The command in a pseudo-terminal: what somebody sees, with rich and without it."""

from __future__ import annotations

import re
import subprocess

import pytest
from support.commands import (
    DOMAIN,
    INTERRUPTED,
    WITHOUT,
    Terminal,
    access,
    environment,
    hostile,
    new_address,
    run,
    send,
)

from client.sandbox import Sandbox

NO_RICH = WITHOUT.format(name="rich")
#: What the command itself may send besides text: colours.
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
#: What the progress may send besides: erase a line, go up, hide and show the cursor.
MOVES = re.compile(r"\x1b\[(2K|1A|\?25[lh])")


def is_harmless(text: str) -> bool:
    """Whether nothing is in it that a terminal would obey, line ends aside."""
    return all(character.isprintable() or character in "\r\n" for character in text)


def test_listen_shows_colour_and_nothing_of_a_mail_raw(sandbox: Sandbox) -> None:
    screens = []
    for program in ("", NO_RICH):
        with Terminal(access(sandbox), "listen", DOMAIN, program=program) as terminal:
            terminal.read_until("listening to box.example\r\n")
            send(sandbox, "a@box.example", hostile())
            send(sandbox, "a@box.example", b"Subject: Bye\r\n\r\nThe end.\r\n")
            terminal.read_until("The end.\r\n\r\n")
            terminal.type("\x03")
            assert terminal.end() == 130
        screens.append(re.sub(r"Received: \S+", "", COLOUR.sub("", terminal.seen)))
        assert bool(COLOUR.search(terminal.seen)) == (program == "")
    assert is_harmless(screens[0])
    assert screens[0] == screens[1]
    assert r"\x1b]0;title\x07 \x1b[2J \x1b[31mred \x9b2J" in screens[0]
    assert "[bold]b[/bold] [/] [link=https://evil.example]x[/link] :smile: ñ日本語😀" in screens[0]
    assert screens[0].endswith("^C\r\n2 mails\r\n")


@pytest.mark.once
def test_colour_is_left_out_where_it_is_not_wanted(sandbox: Sandbox) -> None:
    address = new_address()
    send(sandbox, address)
    for setting in ({"NO_COLOR": "1"}, {"TERM": "dumb"}, {"COLUMNS": "0"}):
        with Terminal(access(sandbox, **setting), "wait", address) as terminal:
            assert terminal.end() == 0
        assert "Code:     " in COLOUR.sub("", terminal.seen)
        assert not re.search(r"\x1b\[[0-9;]*3\d", terminal.seen)
        is_moved = "NO_COLOR" in setting
        assert is_moved or f"Waiting for mail to {address}\r\n" in terminal.seen


def test_wait_shows_that_time_passes(sandbox: Sandbox) -> None:
    address = new_address()
    with Terminal(access(sandbox), "wait", address, "--code") as terminal:
        terminal.read_until("0:00:01")
        assert f"Waiting for mail to {address}" in COLOUR.sub("", terminal.seen)
        send(sandbox, address)
        assert terminal.end() == 0
    assert terminal.seen.endswith("481516\r\n")
    assert terminal.seen.rfind("\x1b[?25h") > terminal.seen.rfind("\x1b[?25l")  # the cursor is back
    assert is_harmless(MOVES.sub("", COLOUR.sub("", terminal.seen)))

    env = access(sandbox, **INTERRUPTED)
    with Terminal(env, "wait", "2" + address, program=NO_RICH) as terminal:
        terminal.read_until(f"Waiting for mail to 2{address}\r\n")
        terminal.type("\x03")
        assert terminal.end() == 130
    assert is_harmless(terminal.seen)


def test_wait_interrupted_gives_the_cursor_back(sandbox: Sandbox) -> None:
    with Terminal(access(sandbox, **INTERRUPTED), "wait", new_address()) as terminal:
        terminal.read_until("Waiting for mail")
        terminal.type("\x03")
        assert terminal.end() == 130
    assert terminal.seen.rfind("\x1b[?25h") > terminal.seen.rfind("\x1b[?25l")
    assert "Traceback" not in terminal.seen


def test_the_first_five_minutes() -> None:
    """Do as the sandbox says, in three terminals."""
    with Terminal(environment(), "sandbox") as first:
        first.read_until("Ctrl-C ends the sandbox.")
        lines = first.seen.replace("\r\n", "\n")
        exports = dict(re.findall(r"^export (\w+)='?(.*?)'?$", lines, re.M))
        env = environment(**exports)
        listen = re.search(r'^"mailsac (listen .+)" shows', lines, re.M)
        sending = re.search(r"^  python3 -c '(?s:.+?)'$", lines, re.M)
        wait = re.search(r"^  mailsac (wait .+)$", lines, re.M)
        assert listen is not None
        assert sending is not None
        assert wait is not None
        with Terminal(env, *listen[1].split()) as second:
            second.read_until("listening to sandbox.example")
            subprocess.run(sending[0], shell=True, check=True, timeout=60, env=env)
            assert "you@sandbox.example" in second.read_until("481516.")
        assert run(env, *wait[1].split()).stdout == "481516\n"
        first.read_until("mail to you@sandbox.example: 'Welcome'\r\n")
        first.type("\x03")
        assert first.end() == 130
    assert "Traceback" not in first.seen
