"""Programs of others that send mail: where one is missing, its tests skip, and in CI they fail."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

_NODEMAILER = """
const nodemailer = require("nodemailer");
const [options, to] = process.argv.slice(1);
const mail = { from: "shop@shop.example", to, subject: "of nodemailer", text: "Hi" };
nodemailer.createTransport(JSON.parse(options)).sendMail(mail).then(
  () => console.log("sent"),
  (error) => { console.error(error.code, error.responseCode, error.message); process.exit(1); },
);
"""


def needs(program: str, remedy: str = "") -> str:
    """Return the path of a program.

    Raises:
        pytest.skip.Exception: there is none, on a developer's machine.
        pytest.fail.Exception: there is none, in CI.
    """
    path = shutil.which(program)
    if path is None:
        missing(f"{program} is not installed: {remedy or f'apt-get install {program}'}")
    assert path is not None
    return path


def missing(why: str) -> None:
    (pytest.fail if os.environ.get("CI") else pytest.skip)(why)


@functools.cache
def nodemailer() -> list[str]:
    """The command that sends a mail with nodemailer; its arguments are options as JSON, and to."""
    node = shutil.which("node")
    if node is None:  # in CI, too, which need not have it
        pytest.skip("node is not installed")
    if ran([node, "-e", "require('nodemailer')"]).returncode:
        missing("nodemailer is not installed: npm install --no-save nodemailer")
    return [node, "-e", _NODEMAILER]


def ran(command: list[str], **env: str) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, in the folder of the project."""
    return subprocess.run(
        command,
        cwd=ROOT,
        # Where Debian has its packages of Node, which a Node of others does not know.
        env={"NODE_PATH": "/usr/share/nodejs", **os.environ, **env},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
