"""Bytes of a mail, as SMTP brought them, to what its reader sees. Pure."""
