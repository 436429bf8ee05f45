"""The same mail as models of others: generated for pydantic, and written by hand for msgspec."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.measuring import ROOT

Decode = Callable[[bytes], Any]


@contextmanager
def generated() -> Iterator[Decode]:
    """Generate a client from our contract with OpenAPI Generator's own templates; give its decoder.

    What it decodes by is the code that it would decode an answer with.
    """
    command = shutil.which("openapi-generator-cli", path=str(Path(sys.executable).parent))
    if command is None:
        raise SystemExit("openapi-generator-cli is not installed here; run: tox -e bench")
    with tempfile.TemporaryDirectory() as folder:
        arguments = {
            "--generator-name": "python",
            "--input-spec": str(ROOT / "codegen/openapi.yaml"),
            "--output": folder,
            "--package-name": "rival",
            "--global-property": "models,apis,supportingFiles,apiTests=false,modelTests=false,"
            "apiDocs=false,modelDocs=false",
        }
        words = [word for pair in arguments.items() for word in pair]
        subprocess.run([command, "generate", *words], check=True, capture_output=True)
        sys.path.insert(0, folder)
        try:
            from rival.models.email_message_web_socket_frame import (
                EmailMessageWebSocketFrame,
            )
        finally:
            sys.path.remove(folder)
        yield lambda data: EmailMessageWebSocketFrame.from_json(data.decode())


class Recipient(msgspec.Struct):
    """A sender or recipient."""

    address: str
    name: str | None = None


class Email(msgspec.Struct, rename="camel"):
    """A whole message."""

    id: str = msgspec.field(name="_id")
    from_: list[Recipient] = msgspec.field(name="from")
    to: list[Recipient]
    subject: str
    inbox: str
    received: datetime
    cc: list[Recipient] | None = None
    bcc: list[Recipient] | None = None
    saved_by: str | None = None
    original_inbox: str | None = None
    domain: str | None = None
    size: int | None = None
    attachments: list[str] | None = None
    ip: str | None = None
    via: str | None = None
    folder: str | None = None
    labels: list[str] | None = None
    read: bool | None = None
    rtls: bool | None = None
    links: list[str] | None = None
    spam: float | None = None
    text: str | None = None
    body: str | None = None
    raw: str | None = None
    headers: dict[str, str | list[str]] | None = None


class Frame(msgspec.Struct):
    """A mail in its envelope."""

    email: Email
    status: int | None = None


#: What a decoder in C can do that knows the model beforehand, and keeps nothing that it does not.
msgspec_decode: Decode = msgspec.json.Decoder(Frame).decode
