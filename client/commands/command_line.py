"""Reads the command line, calls a command, and turns what happens into an exit status.

Nothing here imports rich or a socket library, so help is quick.
"""

from __future__ import annotations

import math
import re
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NoReturn

from ..exceptions import ClientException
from ..version import __version__
from . import output, texts
from .signals import BY_SIGNAL
from .status import BAD_USE, FAILED, Failure, status_of

_OPTION = re.compile(r"--[^=]*|-.")
_SPAN = re.compile(r"([0-9]+)([smhd])")
_SIZE = re.compile(r"([0-9]{1,12})([KMGT]?)")
_SHIFTS = {"": 0, "K": 10, "M": 20, "G": 30, "T": 40}
_STREAM = "the name of the broker's stream; default: MAILSAC"
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_BROKEN_PIPE = BY_SIGNAL + 13  # SIGPIPE, which Windows does not have


def run(argv: Sequence[str] | None) -> int:
    """Run the command; return the exit status. See ``client.cli.main``."""
    try:
        output.prepare()
        status = _run(argv)
        words = list(sys.argv[1:] if argv is None else argv)
        if words[:1] == ["sandbox"] and status in (FAILED, BAD_USE):
            output.fail_script()
        sys.stdout.flush()
        return status
    except BrokenPipeError:
        output.discard()
        return _BROKEN_PIPE
    except OSError as error:
        output.discard()
        output.warn(f"cannot write: {error.strerror or error}")
        return FAILED


def _run(argv: Sequence[str] | None) -> int:
    try:
        args = _arguments(argv)
        match args.command:
            case "listen":
                from .listen import run
            case "wait":
                from .wait import run
            case "relay":
                from .relay import run
            case _:
                from .sandbox import run
        return run(args)
    except SystemExit as end:  # of a signal, of help, or of an argument that is none
        return end.code if isinstance(end.code, int) else FAILED
    except Failure as failure:
        output.warn(failure.message)
        return failure.status
    except ClientException as error:
        output.warn(str(error))
        return status_of(error)


class _Parser(ArgumentParser):
    """Words its errors as the commands do."""

    def error(self, message: str) -> NoReturn:
        # What was given is not repeated: it may be a key. argparse has it in quotes.
        told, quote, _ = message.replace('"', "'").partition("'")
        if quote:
            choices = ""
            if told.endswith("invalid choice: "):
                choices = " (choose from " + message.rpartition(" (choose from ")[2]
            message = f"{told.rstrip(': ')}{choices}; see {self.prog} --help"
        self.print_usage(sys.stderr)
        output.warn(message)
        raise SystemExit(BAD_USE)


def _arguments(argv: Sequence[str] | None) -> Namespace:
    args, unknown = _parser().parse_known_args(argv)
    if unknown:
        # Their values are not repeated: one may be a key.
        names = [found[0] for word in unknown if (found := _OPTION.match(word))]
        args.parser.error(f"unknown option {names[0]}" if names else "too many arguments")
    if args.command == "listen":
        _check_listen(args)
    if args.command == "wait" and args.contains is not None and not args.link:
        args.parser.error("--contains goes with --link")
    if args.command == "wait" and args.regex:
        _compile_sought(args)
    return args


def _check_listen(args: Namespace) -> None:
    if args.source is None and not args.addresses:
        args.parser.error("the following arguments are required: ADDRESS")
    if args.source is None and (args.creds or args.nkey or args.ca or args.stream != "MAILSAC"):
        args.parser.error("--creds, --nkey, --ca and --stream go with --from")
    if (args.open or args.page_port) and not args.page:
        args.parser.error("--open and --page-port go with --page")


def _compile_sought(args: Namespace) -> None:
    sought = {name: getattr(args, name) for name in ("subject", "sender", "to", "text")}
    if not any(sought.values()):
        args.parser.error("--regex goes with --subject, --from, --to or --text")
    for name, text in sought.items():
        if text is not None:
            try:
                setattr(args, name, re.compile(text))
            except re.error as error:
                option = "from" if name == "sender" else name
                args.parser.error(f"argument --{option}: no regular expression: {error.msg}")


def _parser() -> ArgumentParser:
    parser = _Parser(
        prog="mailsac",
        description="Receive email in tests, with Mailsac or with a stand-in for it.",
        epilog=f"{texts.EPILOG}\n{texts.STATUS}",
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"mailsac {__version__}")
    commands = parser.add_subparsers(
        dest="command", metavar="COMMAND", required=True, title="commands"
    )

    def command(name: str, summary: str, description: str, examples: str) -> ArgumentParser:
        found = commands.add_parser(
            name,
            help=summary,
            description=description,
            epilog=f"{examples}\n{texts.STATUS}",
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        found.set_defaults(parser=found)
        return found

    listen = command(
        "listen", "show mail as it comes, or save it", texts.LISTEN, texts.LISTEN_EXAMPLES
    )
    listen.add_argument("addresses", metavar="ADDRESS", nargs="*", help="an address or a domain")
    listen.add_argument("--json", action="store_true", help="write one JSON object a line")
    listen.add_argument(
        "--save",
        metavar="DIR",
        type=_folder,
        help="also keep each mail in this folder, as an .eml file; one that is there stays",
    )
    listen.add_argument(
        "--page",
        action="store_true",
        help="also show it on a web page, on this machine alone, and say where; needs aiohttp",
    )
    listen.add_argument("--open", action="store_true", help="with --page: open it in the browser")
    _add_page_port(listen)
    _add_since(listen, "also show mail received since then, and two minutes earlier")
    listen.add_argument(
        "--from",
        metavar="URL",
        dest="source",
        help="read what a relay has put into this broker, and not from the service; "
        "MAILSAC_RELAY_URL may have the password to the same host",
    )
    listen.add_argument("--stream", metavar="NAME", default="MAILSAC", help=_STREAM)
    _add_broker(listen)

    wait = command(
        "wait", "wait for a mail, print it, its code or its link", texts.WAIT, texts.WAIT_EXAMPLES
    )
    wait.add_argument("address", metavar="ADDRESS", nargs="?", help="default: a new one")
    wait.add_argument("--subject", metavar="TEXT", help="text in the subject, whatever its case")
    wait.add_argument(
        "--from", "--sender", metavar="TEXT", dest="sender", help="in the sender's address or name"
    )
    wait.add_argument("--to", metavar="TEXT", help="in a recipient's address or name")
    wait.add_argument(
        "--text", metavar="TEXT", help="in the text; an op for each mail, where it is not pushed"
    )
    wait.add_argument(
        "--regex", action="store_true", help="these four are regular expressions; (?i): any case"
    )
    _add_since(wait, "only mail received since then")
    wait.add_argument(
        "--timeout", metavar="SECONDS", type=_seconds, default=60.0, help="default: 60"
    )
    result = wait.add_mutually_exclusive_group()
    result.add_argument("--code", action="store_true", help="print only the one-time code")
    result.add_argument("--link", action="store_true", help="print only the one link")
    result.add_argument("--json", action="store_true", help="print the mail as one JSON object")
    wait.add_argument(
        "--contains", metavar="TEXT", help="with --link: the one link that has this text in it"
    )

    relay = command("relay", "put mail into a message broker", texts.RELAY, texts.RELAY_EXAMPLES)
    relay.add_argument("addresses", metavar="ADDRESS", nargs="+", help="an address or a domain")
    relay.add_argument(
        "--to", metavar="URL", help="the broker; default: the environment's MAILSAC_RELAY_URL"
    )
    _add_broker(relay)
    relay.add_argument("--stream", metavar="NAME", default="MAILSAC", help=_STREAM)
    new = relay.add_argument_group("if there is no such stream yet")
    new.add_argument(
        "--replicas", metavar="N", type=int, default=1, help="brokers that keep a mail; default: 1"
    )
    new.add_argument(
        "--max-age",
        metavar="SPAN",
        type=_span_seconds,
        default=7 * 86400.0,
        help="how long mail is kept, like 12h or 30d, or 0 for ever; default: 7d",
    )
    new.add_argument(
        "--max-bytes",
        metavar="SIZE",
        type=_size,
        help="most bytes, like 500M or 20G; when they are full the relay waits, and drops nothing",
    )
    _add_since(relay, "where the broker does not know how far mail is complete: since when")
    relay.add_argument(
        "--port",
        metavar="PORT",
        type=_port,
        help="serve /healthz and, for Prometheus, /metrics there",
    )
    relay.add_argument(
        "--host", metavar="HOST", default="127.0.0.1", help="where; default: this machine alone"
    )
    for waiting in (listen, wait, relay):
        text = "take the key from the first line of this file"
        waiting.add_argument("--key-file", metavar="FILE", help=text)

    sandbox = command(
        "sandbox", "run a stand-in for the service", texts.SANDBOX, texts.SANDBOX_EXAMPLES
    )
    for name, what in (("--smtp", "SMTP"), ("--port", "REST and web socket")):
        text = f"port for {what}; default: any that is free"
        sandbox.add_argument(name, metavar="PORT", type=_port, default=0, help=text)
    _add_page_port(sandbox)
    sandbox.add_argument(
        "--tls", action="store_true", help="serve https and wss, with an authority of its own"
    )
    _add_more(sandbox)
    return parser


def _add_more(sandbox: ArgumentParser) -> None:
    sandbox.add_argument(
        "--bind",
        metavar="ADDRESS",
        default="127.0.0.1",
        help="IP address to listen at; at another one than 127.0.0.1 or ::1 others reach it: "
        "anybody may send mail, who has the key may read it",
    )
    sandbox.add_argument(
        "--host",
        metavar="NAME",
        action="append",
        default=[],
        help="a name or address that others ask for it by; certificates have it, and another Host "
        "is refused; may be repeated",
    )
    sandbox.add_argument(
        "--frames",
        choices=["enveloped", "bare"],
        default="enveloped",
        help="the shape of mail on the web socket; bare has the mail's fields at the top level",
    )
    sandbox.add_argument(
        "--smtp-tls",
        choices=["starttls", "implicit"],
        help="encrypt SMTP, with the sandbox's authority; default: plain, as many programs begin "
        "TLS by themselves where it is offered, and then refuse the certificate",
    )
    sandbox.add_argument(
        "--smtp-login",
        metavar="FILE",
        help="take mail only with the login USER:PASSWORD on the first line of this file, else of "
        "MAILSAC_SMTP_LOGIN; default: any login is taken, and none is needed",
    )
    sandbox.add_argument(
        "--fault-addresses",
        action="store_true",
        help="answer mail to you+450@... with 450, and so with 421, 451, 452, 550, 552 and 554",
    )
    sandbox.add_argument(
        "--webhooks-anywhere",
        action="store_true",
        help="post mail to webhooks on other machines, too; default: on this one alone",
    )
    sandbox.add_argument(
        "--key-file",
        metavar="FILE",
        help="take the key on the first line of this file; default: a new one each time",
    )
    sandbox.add_argument(
        "--keep", metavar="FILE", help="keep mail, addresses and domains there over a restart"
    )


def _add_page_port(parser: ArgumentParser) -> None:
    text = "port for the web page; default: any that is free"
    parser.add_argument("--page-port", metavar="PORT", type=_port, default=0, help=text)


def _add_broker(parser: ArgumentParser) -> None:
    parser.add_argument("--creds", metavar="FILE", help="credentials for the broker")
    parser.add_argument("--nkey", metavar="FILE", help="the seed of an NKey for the broker")
    parser.add_argument("--ca", metavar="FILE", help="trust these authorities (PEM) for the broker")


def _add_since(parser: ArgumentParser, text: str) -> None:
    form = "a span like 45s, 30m, 2h or 1d, or a time like 2026-01-31T12:00 (UTC)"
    parser.add_argument("--since", metavar="TIME", type=_moment, help=f"{text}; {form}")


def _folder(text: str) -> str:
    if not text:  # as of a variable that is not set; it would be the folder we are in
        raise ArgumentTypeError("the name of the folder is empty")
    return text


def _moment(text: str) -> datetime:
    try:
        if span := _SPAN.fullmatch(text):
            return datetime.now(UTC) - timedelta(**{_UNITS[span[2]]: int(span[1])})
        moment = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        raise ArgumentTypeError(
            "not a span like 45s, 30m, 2h or 1d, or a time like 2026-01-31T12:00"
        ) from None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _span_seconds(text: str) -> float:
    if text == "0":
        return 0.0
    span = _SPAN.fullmatch(text)
    if span is None:
        raise ArgumentTypeError("not a span like 12h or 30d, or 0")
    return timedelta(**{_UNITS[span[2]]: int(span[1])}).total_seconds()


def _size(text: str) -> int:
    found = _SIZE.fullmatch(text)
    if found is None:
        raise ArgumentTypeError("not a size like 500M or 20G")
    return int(found[1]) << _SHIFTS[found[2]]


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 <= seconds < math.inf:
        raise ArgumentTypeError("not a number of seconds")
    return seconds


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text) < 65536):
        raise ArgumentTypeError("not a port from 1 to 65535, or 0 for any that is free")
    return int(text)
