"""Draw ``listen.svg``, the picture of ``mailsac listen`` in the README: ``python picture.py``.

The mail is real: it goes through the sandbox, and is shown as the command shows it. It needs the
extras ``[sandbox,cli]``.
"""

from __future__ import annotations

import io
import re
import smtplib
from pathlib import Path

from demo import ADDRESS, sign_up_mail
from rich.console import Console

import client
from client.commands.output import styled
from client.commands.view import rows
from client.sandbox import Sandbox

PICTURE = Path(__file__).with_name("listen.svg")


def main() -> None:
    console = Console(record=True, width=76, file=io.StringIO(), force_terminal=True)
    with Sandbox(tls=False) as sandbox:
        sandbox.enable_domain("demo.msdc.co")
        configuration = client.Configuration(
            host=sandbox.api_url, socket_url=sandbox.socket_url, api_key=sandbox.api_key
        )
        with client.ApiClient(configuration) as api_client:
            with client.Inbox(ADDRESS, api_client=api_client) as inbox:
                with smtplib.SMTP(*sandbox.smtp) as smtp:
                    smtp.send_message(sign_up_mail())
                mail = inbox.wait(timeout=10)
    console.print("$ mailsac listen demo.msdc.co", style="bold", highlight=False)
    console.print("listening to demo.msdc.co", highlight=False)
    console.print(styled(rows(mail, brief=True)), end="")
    drawn = console.export_svg(title="mailsac")
    # The fonts that it names would be fetched from a stranger's server.
    drawn = re.sub(r"@font-face \{.*?\}\s*", "", drawn, flags=re.DOTALL)
    PICTURE.write_text(drawn, encoding="utf-8")


if __name__ == "__main__":
    main()
