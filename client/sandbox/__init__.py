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
never delayed, throttled or refused for quota.
"""

from client.sandbox.server import Sandbox, SmtpAddress

__all__ = ["Sandbox", "SmtpAddress"]
