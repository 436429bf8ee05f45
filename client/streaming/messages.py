"""What a message of the service means. Pure: text in, one of five kinds out."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from ..decoding import loads, loads_only
from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame
from ..models.web_socket_listening_frame import WebSocketListeningFrame
from .events import ErrorFrame, Listening, Skipped, Unknown

#: A mail, and what it counts in bytes (the length of its message on the wire).
Item = tuple[EmailMessageWebSocketFrame, int]


class FrameWithText(EmailMessageWebSocketFrame):
    """A frame that still has the text that it was made of: for who passes it on as it is.

    Its mail may have the id, the inbox and the time alone: see ``parse``.

    Attributes:
        text: the JSON, as the service has sent it.
    """

    __slots__ = ("text",)

    text: str


# What marks an object without an envelope as a mail: its id, or two of these, because any field
# may be absent.
_MAIL_FIELDS = {"to", "from", "inbox", "originalInbox", "received", "subject"}
_MAX_REASON = 300


class _Label(TypedDict):
    """What tells mails apart, and in time."""

    _id: str
    inbox: str
    received: str


class _Labelled(TypedDict):
    status: Literal[200]
    email: _Label


_LABEL = tuple(_Label.__annotations__)
_loads_label = loads_only(_Labelled)


def parse(
    text: str, *, keep_text: bool = False
) -> EmailMessageWebSocketFrame | Listening | ErrorFrame | Skipped | Unknown:
    """Return what one text message means. Never raises.

    Args:
        keep_text: a mail is to be a ``FrameWithText``, of which the id, the inbox and the time are
            enough. It has all if it lacks one of these, or if they are of another kind.
    """
    try:
        data = (_loads_label if keep_text else loads)(text)
    except (ValueError, RecursionError) as error:
        # Not str(error) as it stands: json's messages give positions only, but the limit on
        # digits and others to come need not.
        return Skipped(f"not JSON ({type(error).__name__})")
    if not isinstance(data, dict):
        return Skipped(f"JSON, but no object: {type(data).__name__}")
    status = data.get("status")
    if type(status) is not int:
        status = _status(status)
    if status not in (None, 200):
        return ErrorFrame(status, _reason(data))
    if isinstance(data.get("email"), dict):
        return _mail(data, text if keep_text else None)
    if "_id" in data or len(data.keys() & _MAIL_FIELDS) > 1:
        return _mail({"email": data}, text if keep_text else None)
    if status is None:
        return Unknown("an object that is neither a mail nor has a status")
    if str(data.get("msg")).lower() == "listening":
        domains = _strings(data["domains"]) if "domains" in data else None
        frame = WebSocketListeningFrame.from_dict(data)
        return Listening(_strings(data.get("addresses")), domains, frame)
    return Unknown("status 200, and neither a mail nor Listening")


def _mail(data: dict[str, Any], text: str | None) -> EmailMessageWebSocketFrame | Skipped:
    try:
        if text is None:
            return EmailMessageWebSocketFrame.from_dict(data)
        email = data["email"]
        label = {name: value for name in _LABEL if isinstance(value := email.get(name), str)}
        if len(email) > len(label) == len(_LABEL):
            data = {**data, "email": label}
        frame = FrameWithText.from_dict(data)
        frame.text = text
        return frame
    except Exception as error:  # one odd mail must not end the stream, whatever is odd about it
        return Skipped(f"a mail that the model cannot read ({type(error).__name__})")


def _status(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 6:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _reason(data: dict[str, Any]) -> str:
    for name in ("error", "message", "msg"):
        if data.get(name):
            return str(data[name])[:_MAX_REASON]
    return ""


def _strings(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
