"""Bytes of a mail, as SMTP brought them, to what its reader sees. Pure.

Mail is hostile: what cannot be decoded becomes U+FFFD, what cannot be parsed becomes text. Nothing
else of the client is imported, so that the sandbox can use it, too.

==================  =======================================================================
``message.py``      ``parse_mail``: people, subject, text, HTML and links of a mail
``attachments.py``  ``attached_files``: the files that came with it
``bodies.py``       which parts are bodies and which are files; the text of a body
``parser.py``       bytes to the tree of parts, bounded
``parameters.py``   values of headers that have parameters
``headers.py``      encoded words; ``one_line.py`` takes control characters out
``addresses.py``    people in headers
``transfer.py``     base64, quoted-printable, uuencode
``charsets.py``     bytes to text, by the name of a charset; ``japanese.py`` is part of it
``markup.py``       HTML to text, and to harmless HTML; text to HTML; links of both
==================  =======================================================================
"""
