"""An offline stand-in for the service, for demos and for tests without a key.

It is **not** the service. It is built from what is publicly documented of the service, and it
runs inside your process, on loopback unless told otherwise: mail goes in by SMTP, and comes out
over REST, over a web socket and by webhook, in the JSON that the service uses. Where the documents
are silent it does something plain, so a test that passes here says that your code is right, not
that the service agrees.

    from client.sandbox import Sandbox

    with Sandbox() as sandbox:
        with smtplib.SMTP(*sandbox.smtp) as smtp:
            smtp.send_message(message)
        # then read it at sandbox.api_url, with sandbox.api_key and sandbox.ca_file

`Sandbox.page_url` is the address of a web page on which the mail appears as it comes.

Needs the extra ``[sandbox]`` of this package: ``pip install '.[sandbox]'`` in a clone.

It covers every operation of the contract, below ``api_url``, but the two that only document the
web socket and the webhook; those answer 404. At ``socket_url`` is the web socket, with mail in
either of its two documented shapes. ``client.sandbox.operations`` lists the operations, with a word
on each.

How it differs from the service, knowingly: there is one account and one key; mail never expires by
its age, but the oldest goes when there are more than ``max_messages``, or more than six in an inbox
that nobody owns; nothing is forwarded but to web sockets and webhooks; nothing is scanned for spam;
no header is added to a mail; an answer is never delayed, throttled or refused for quota, unless you
ask for it. More, with every bound: ``docs/guides/sandbox.md``.

It injects faults on request, so that you can see what your code does then. At any time and from
any thread:

- `Sandbox.drop_connections`: ends the open web sockets, with a close frame or without, by a
  reset, in the middle of a mail, or by falling silent
- `Sandbox.fail_next`: refuses the next requests with a status such as 429 or 503, or resets them
- `Sandbox.delay`: lets requests wait
- `Sandbox.smtp_faults`: refuses mail with a status such as 450 or 554, or takes it late
- `Sandbox.mail_frames`: the shape of the next mail on the web socket
- `Sandbox.reset_faults`: ends all of these

    sandbox.fail_next(2, 429, retry_after=1, on="socket")
    sandbox.drop_connections("reset")
    # your program is back after its third try, and has missed no mail
"""

from .event_log import SandboxEvent
from .server import Sandbox, SmtpAddress

__all__ = ["DOMAIN", "Sandbox", "SandboxEvent", "SmtpAddress"]

DOMAIN = "sandbox.example"
"""What ``mailsac sandbox`` and the pytest plugin enable. Nobody can have this domain, so a program
that is set up wrongly mails no stranger."""
