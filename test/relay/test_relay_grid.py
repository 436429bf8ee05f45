"""Two hundred inboxes in twenty processes on one relay: one web socket, the ops of the relay."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest
from support.brokers import Place
from support.commands import access, environment, started
from support.mails import Sender

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
PROCESSES, INBOXES = 20, 10

PROGRAM = """
import asyncio, sys
import client

async def main():
    async def one(number):
        async with client.AsyncInbox(prefix=f"p{sys.argv[1]}-{number}") as inbox:
            print(inbox.address, flush=True)
            mail = await inbox.wait(subject=inbox.address, timeout=60)
            assert mail.code() == "481516"

    await asyncio.gather(*map(one, range(int(sys.argv[2]))))

asyncio.run(main())
"""


def test_a_grid_of_inboxes(own_place: Place) -> None:
    sandbox = own_place.sandbox
    place = Place(own_place.broker, sandbox, own_place.api, own_place.domain, "MAILSAC")
    with started(access(sandbox), "relay", place.domain, "--to", place.url) as relay:
        asyncio.run(place.until_mark())
        assert relay.poll() is None
        # Nobody but the relay has the key, or knows where the service is.
        env = environment(
            MAILSAC_RELAY_URL=place.url, MAILSAC_DOMAIN=place.domain, PYTHONPATH=str(ROOT)
        )
        processes = [
            subprocess.Popen(
                [sys.executable, "-c", PROGRAM, str(number), str(INBOXES)],
                env=env,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for number in range(PROCESSES)
        ]
        try:
            sender = Sender(sandbox)
            for process in processes:
                assert process.stdout is not None
                for _ in range(INBOXES):
                    address = process.stdout.readline().strip()
                    sender.send(address, f"For {address}", "Your code is 481516.")
            sender.close()
            assert sandbox.connections == 1
            for process in processes:
                _, err = process.communicate(timeout=90)
                assert process.returncode == 0, err
            assert sandbox.connections == 1
        finally:
            for process in processes:
                process.kill()
                process.communicate()
