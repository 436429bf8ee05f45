"""The service of the soak test, in a process of its own: a sandbox, its senders, and the cuts."""

from __future__ import annotations

import itertools
import random
import smtplib
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from multiprocessing.connection import Connection
from typing import Any

import client
from client.sandbox import Sandbox
from client.sandbox.fault_types import How

SENDERS = 4
APART = 8  # mails that certainly have one for the link that is to be cut within a mail

DOMAIN = "whole.example"
ADDRESSES = [f"user{number}@one.example" for number in range(5)]
BOTH = f"both@{DOMAIN}"  # by itself, and as a part of the domain
INBOXES = [*ADDRESSES, BOTH, *(f"any{number}@{DOMAIN}" for number in range(9))]
WAYS: list[How] = ["close", "end", "reset", "cut", "cut", "silent"]
CODES = [1000, 1001, 1011, 1012, 1013, 1014, 4000, 4408, 4429]


@dataclass(frozen=True)
class Mail:
    """One transaction: a mail in each of its inboxes."""

    number: int
    inboxes: tuple[str, ...]

    def text(self, seed: int) -> str:
        rng = random.Random(f"{seed} text {self.number}")
        size = rng.choices([40, 2_000, 20_000, 100_000, 1_000_000], [500, 350, 120, 29, 0.5])[0]
        line = "".join(rng.choices("abcdefghij  äß大😀.", k=rng.randint(10, 40)))
        lines = max(1, rng.randint(size // 4, size) // (len(line.encode()) + 1))
        return "\n".join(f"{n} {line}." for n in range(lines))

    def message(self, seed: int) -> EmailMessage:
        rng = random.Random(f"{seed} message {self.number}")
        message = EmailMessage()
        message["From"] = "Ünï Sender <sender@from.example>"
        message["To"] = self.inboxes[0]
        message["Subject"] = f"Mail {self.number}, größer"
        message["X-Number"] = str(self.number)
        message.set_content(self.text(seed) + "\n")
        if rng.random() < 0.4:
            message.add_alternative(f"<p>Mail <b>{self.number}</b></p>", subtype="html")
        if rng.random() < 0.2:
            data = rng.randbytes(rng.randint(0, 5_000))
            message.add_attachment(data, maintype="image", subtype="png", filename="a.png")
        return message


def planned(seed: int, total: int) -> Iterator[Mail]:
    """As many transactions as put `total` mails into inboxes."""
    rng, numbers = random.Random(f"{seed} inboxes"), itertools.count()
    while total:
        count = min(total, rng.choices([1, 2, 5], [90, 8, 2])[0])
        total -= count
        yield Mail(next(numbers), tuple(rng.sample(INBOXES, count)))


class Service:
    """Sends the mails and cuts the links. In the other process."""

    def __init__(self, sandbox: Sandbox, seed: int, mails: int, cuts: int) -> None:
        self.sandbox, self.seed = sandbox, seed
        self.rng = random.Random(f"{seed} cuts")
        self.mails = list(planned(seed, mails))
        last = len(self.mails) * 19 // 20  # so that there is mail after the last cut
        points = sorted(self.rng.randrange(last) for _ in range(2 * cuts))
        # While the link is up, mail goes out to the first; while it is down, to the second.
        self.due = list(zip(points[::2], points[1::2], strict=True))
        self.changed = threading.Condition()
        self.taken = self.sent = self.delivered = self.cuts = self.limit = 0

    def send(self) -> None:
        with smtplib.SMTP(*self.sandbox.smtp, timeout=60) as smtp:
            while True:
                with self.changed:
                    self.changed.wait_for(lambda: self.taken < self.limit)
                    if self.taken == len(self.mails):
                        return
                    mail = self.mails[self.taken]
                    self.taken += 1
                message = mail.message(self.seed)
                smtp.send_message(message, "sender@from.example", mail.inboxes)
                with self.changed:
                    self.sent += 1
                    self.delivered += len(mail.inboxes)
                    self.changed.notify_all()

    def cut(self) -> None:
        for live, away in self.due:
            self.let_go(away, until=live)
            # Right away, or while what was missed is fetched, or when all is well again.
            time.sleep(self.rng.random() * self.rng.choice([0, 0.1, 0.5, 2]))
            self.trouble()
            self.drop()
            self.cuts += 1
            self.let_go(away, until=away)
            while not self.sandbox.connections:
                time.sleep(0.005)
        self.let_go(len(self.mails) + 1, until=0)

    def let_go(self, limit: int, *, until: int) -> None:
        """Let that many mails out, and wait for some of them; beyond the last, senders end."""
        with self.changed:
            self.limit = max(self.limit, limit)
            self.changed.notify_all()
            self.changed.wait_for(lambda: self.sent >= until)

    def drop(self) -> None:
        """Drop the link; wait for one if there is none."""
        rng, sandbox = self.rng, self.sandbox
        how, code, part = rng.choice(WAYS), rng.choice(CODES), rng.random()
        while not sandbox.drop_connections(how, code=code, part=part):
            time.sleep(0.005)
        if how == "cut":
            enough = min(self.taken + APART, len(self.mails))
            self.let_go(enough, until=enough)

    def trouble(self) -> None:
        """What else goes wrong around the next link."""
        rng, sandbox = self.rng, self.sandbox
        sandbox.mail_frames = rng.choice(["enveloped", "bare"])
        sandbox.delay(rng.choice([0, 0, 0, rng.random() * 0.2]))
        if rng.random() < 0.4:
            status = rng.choice([None, 408, 429, 500, 502, 503])
            after = rng.choice([None, None, 0, 1])
            sandbox.fail_next(rng.randint(1, 3), status, retry_after=after, on="socket")
        if rng.random() < 0.2:
            sandbox.fail_next(1, rng.choice([None, 429, 503]), on="rest")


def serve(pipe: Connection, seed: int, mails: int, cuts: int) -> None:
    """Run in a process of its own: everything but the stream."""
    with Sandbox(max_messages=mails + 1000) as sandbox:
        settings: dict[str, Any] = {
            "host": sandbox.api_url,
            "socket_url": sandbox.socket_url,
            "api_key": sandbox.api_key,
            "ssl_ca_cert": sandbox.ca_file,
        }
        with client.ApiClient(client.Configuration(**settings)) as api_client:
            forwarding = client.UpdatePrivateAddressForwarding(enablews=True)
            for address in [*ADDRESSES, BOTH]:
                client.AddressesApi(api_client).create_address(address, body=forwarding)
        sandbox.enable_domain(DOMAIN)
        service = Service(sandbox, seed, mails, cuts)
        pipe.send(settings)
        pipe.recv()  # it listens
        threads = [threading.Thread(target=service.send, daemon=True) for _ in range(SENDERS)]
        threads.append(threading.Thread(target=service.cut, daemon=True))
        for thread in threads:
            thread.start()
        while any(thread.is_alive() for thread in threads):
            pipe.send((service.delivered, service.cuts))
            time.sleep(0.5)
        sandbox.reset_faults()
        pipe.send((service.delivered, service.cuts))
        pipe.recv()  # it has everything: once more, with nothing new
        sandbox.drop_connections("end")
        pipe.recv()  # it has ended
