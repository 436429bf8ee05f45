# Generated from codegen/openapi.yaml; do not edit.

"""The enum MessageFolder."""

from ..model import OpenEnum


class MessageFolder(OpenEnum):
    """A folder for mail. Old mail may still be in `sent` or `drafts`; move mail only to the
    others.
    """

    INBOX = "inbox"
    ALL = "all"
    SPAM = "spam"
    TRASH = "trash"
    SENT = "sent"
    DRAFTS = "drafts"
