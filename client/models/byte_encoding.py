# Generated from codegen/openapi.yaml; do not edit.

"""The enum ByteEncoding."""

from ..model import OpenEnum


class ByteEncoding(OpenEnum):
    """How the content of an attachment is written."""

    BYTE = "byte"
    BASE64 = "base64"
