"""An offline stand-in for the service, for demos and for tests without a key.

It is **not** the service. It is built from what is publicly documented of the service, and it
runs on loopback inside your process: mail goes in by SMTP, and comes out over REST and over a
web socket, in the JSON that the service uses. Where the documents are silent it does something
plain, so a test that passes here says that your code is right, not that the service agrees.

    from client.sandbox import Sandbox

    with Sandbox() as sandbox:
        with smtplib.SMTP(*sandbox.smtp) as smtp:
            smtp.send_message(message)
        # then read it at sandbox.api_url, with sandbox.api_key and sandbox.ca_file

Needs the extra: ``pip install 'mailsac-client[sandbox]'``.

What it covers, below ``api_url``:

- account: ``GET /me``
- addresses: ``GET /addresses``; ``GET``, ``POST``, ``PUT``, ``DELETE /addresses/{email}``;
  ``GET /addresses/{email}/availability``; ``POST /private-addresses-bulk``
- messages: ``GET /addresses/{email}/message-count``; ``GET``, ``DELETE
  /addresses/{email}/messages``; ``GET``, ``DELETE /addresses/{email}/messages/{messageId}``;
  ``GET /addresses/{email}/messages/{messageId}/headers``; ``GET /inbox``
- bodies: ``GET /raw``, ``/text``, ``/body`` and ``/dirty/{email}/{messageId}``

and, at ``socket_url``, the web socket with mail in either of its two documented shapes. Any
other route answers 404.

How it differs from the service, knowingly: there is one account and one key; mail is kept
until the newest ``max_messages`` push it out, and never expires; nothing is forwarded anywhere
but to the web socket; nothing is scanned for spam; no header is added to a mail; an answer is
never delayed, throttled or refused for quota, unless you ask for it.

It misbehaves on request, so that you can see what your code does then. At any time and from any
thread:

- `Sandbox.drop_connections`: ends the open web sockets, with a close frame or without, by a
  reset, in the middle of a mail, or by falling silent
- `Sandbox.fail_next`: refuses the next requests with a status such as 429 or 503, or resets them
- `Sandbox.delay`: lets requests wait
- `Sandbox.mail_frames`: the shape of the next mail on the web socket
- `Sandbox.reset_faults`: behaves again

    sandbox.fail_next(2, 429, retry_after=1, on="socket")
    sandbox.drop_connections("reset")
    # your program is back after its third try, and has missed no mail
"""

from client.sandbox.server import Sandbox, SmtpAddress

__all__ = ["Sandbox", "SmtpAddress"]
