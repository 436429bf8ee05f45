"""Receive a real mail over a real web socket, and show it as a typed model.

Without an argument it needs no key and no network: it starts the sandbox, an offline stand-in
for the service, sends a mail to it by SMTP, and shows it on a web page, too. With addresses it
listens on the service itself, with the key in MAILSAC_API_KEY, until Ctrl-C.
"""

from __future__ import annotations

import json
import smtplib
import sys
import time
from email.message import EmailMessage

import client
from client.sandbox import Sandbox
from client.streaming import Event, Listening

ADDRESS = "sign-up@demo.msdc.co"


def main(addresses: list[str]) -> int:
    try:
        if addresses:
            listen(addresses)
        else:
            show_one_mail()
    except KeyboardInterrupt:
        print("\nStopped.")
    except (client.ClientException, ValueError) as error:
        print(f"Error: {error}", file=sys.stderr)
        return 1
    return 0


def show_one_mail() -> None:
    """Send a mail to the sandbox and receive it. Certificates are checked against its authority."""
    with Sandbox() as sandbox:
        print(f"Sandbox:   {sandbox.socket_url}, SMTP on port {sandbox.smtp.port}")
        print(f"Page:      {sandbox.page_url}")
        configuration = client.Configuration(
            host=sandbox.api_url,
            socket_url=sandbox.socket_url,
            api_key=sandbox.api_key,
            ssl_ca_cert=sandbox.ca_file,
        )
        with client.ApiClient(configuration) as api_client:
            forwarding = client.UpdatePrivateAddressForwarding(enablews=True)
            client.AddressesApi(api_client).create_address(ADDRESS, body=forwarding)
            api = client.WebSocketsApi(api_client)
            with api.stream(addresses=ADDRESS, on_event=show_event) as stream:
                with smtplib.SMTP(*sandbox.smtp) as smtp:
                    smtp.send_message(sign_up_mail())
                    accepted = time.perf_counter()
                frame = stream.get(timeout=10)
                milliseconds = (time.perf_counter() - accepted) * 1000
                show(frame)
                print(f"Time:      {milliseconds:.1f} ms from SMTP acceptance to the frame in hand")
                print("Look:      open the page's address above in your browser: the mail is there")
                if sys.stdin.isatty():  # else nobody is there to look
                    print("Ctrl-C stops.", flush=True)
                    for frame in stream:
                        show(frame)


def listen(addresses: list[str]) -> None:
    """Show mail from the service as it arrives."""
    if client.Configuration().key() is None:
        raise ValueError("to listen on the service itself, set MAILSAC_API_KEY to your API key")
    with client.WebSocketsApi().stream(addresses=addresses, on_event=show_event) as stream:
        print("Ctrl-C stops.")
        for frame in stream:
            show(frame)


def show_event(event: Event) -> None:
    """Print what else happens on the stream: first of all, the frame that says it listens."""
    if isinstance(event, Listening):
        print(f"Listening: {json.dumps(event.frame.to_dict())}", flush=True)
    else:
        print(f"Event:     {printable(str(event))}", flush=True)


def show(frame: client.EmailMessageWebSocketFrame) -> None:
    """Print a mail. Its text is a stranger's: nothing but printable characters is shown."""
    mail = client.Mail.from_frame(frame)
    print(f"Model:     {type(frame).__name__}, its email: {type(frame.email).__name__}")
    print(f"From:      {printable(mail.sender)}")
    print(f"Subject:   {printable(mail.subject)}")
    print(f"Text:      {printable(' '.join(mail.text.split()))}")
    print(f"Code:      {next(iter(mail.codes()), 'none')}")
    print(f"Link:      {printable(next(iter(mail.links()), 'none'))}")


def printable(text: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in text)


def sign_up_mail() -> EmailMessage:
    """Return the mail of a sign-up: text and HTML, with a code and a link."""
    link = "https://shop.example/verify?token=7hGq2"
    message = EmailMessage()
    message["From"] = "Example Shop <noreply@shop.example>"
    message["To"] = ADDRESS
    message["Subject"] = "Your code is 481516"
    message.set_content(f"Welcome!\n\nYour code is 481516.\nOr follow {link}\n")
    message.add_alternative(
        f'<p>Welcome!</p><p>Your code is <b>481516</b>, or <a href="{link}">follow this link</a>.',
        subtype="html",
    )
    return message


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
