"""A message broker to measure with: nats-server, in a folder of its own."""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def broker() -> Iterator[str]:
    """Run a nats-server; give its URL."""
    program = shutil.which("nats-server") or "/usr/sbin/nats-server"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        options = ["-a", "127.0.0.1", "-p", str(port), "-js", "-sd", folder, "-l", "/dev/null"]
        with subprocess.Popen([program, *options]) as process:
            try:
                while True:
                    try:
                        socket.create_connection(("127.0.0.1", port), 1).close()
                        break
                    except OSError:
                        time.sleep(0.02)
                yield f"nats://127.0.0.1:{port}"
            finally:
                process.kill()
