"""Raw mails, by kind, with what a person reads of each: the table of this folder's tests."""

from __future__ import annotations

from base64 import b64encode
from binascii import b2a_uu
from dataclasses import dataclass, field
from typing import Any

_CODE = b"Your code is 481516."
_PAGE = b"<p>Your code is <b>481516</b></p>"
_B64 = b64encode(_CODE)
_QP = b"Your code is =34=38=31516."
_TEXT = _CODE.decode()
_HTML = _PAGE.decode()

_Rows = list[tuple[str, bytes, dict[str, Any]]]


@dataclass(frozen=True)
class Case:
    """A mail, and what is right of it: fields of ``Seen`` by name; others are not looked at."""

    kind: str
    name: str
    raw: bytes
    right: dict[str, Any] = field(hash=False)

    def __str__(self) -> str:
        return f"{self.kind}: {self.name}"


def _mail(head: str | bytes, body: bytes = b"", end: bytes = b"\r\n") -> bytes:
    head = head.encode() if isinstance(head, str) else head
    lines = [line.strip(b"\r") for line in head.strip(b"\n").split(b"\n")]
    return end.join([*lines, b"", body, b""])


def _parts(kind: str, *parts: tuple[str, bytes]) -> bytes:
    inner = b"".join(b"--=_b\r\n" + _mail(head, body) for head, body in parts)
    return _mail(f'Content-Type: {kind}; boundary="=_b"', inner + b"--=_b--")


def _bodies() -> _Rows:
    inline = "Content-Disposition: inline; filename=x.htm"
    text = {"text": _TEXT, "html": "", "code": "481516", "files": []}
    html = {"html": _HTML, "code": "481516", "files": []}
    both = {"text": _TEXT, "html": _HTML, "files": []}
    file = {"text": "See the file.", "html": "", "files": [("x.txt", _CODE)]}
    see = ("Content-Type: text/plain", b"See the file.")
    one = _parts("multipart/alternative", ("Content-Type: text/plain", _CODE))
    return [
        ("named HTML", _mail('Content-Type: text/html; name="mail.html"', _PAGE), html),
        ("named text", _mail("Content-Type: text/plain; name=body.txt", _CODE), text),
        ("inline", _mail(f"Content-Type: text/html\n{inline}", _PAGE), html),
        ("comma", _mail("Content-Type: text/plain, charset=utf-8", _CODE), text),
        ("no semicolon", _mail("Content-Type: text/html charset=utf-8", _PAGE), html),
        ("comment", _mail("Content-Type: text/html (page); charset=utf-8", _PAGE), html),
        ("in quotes", _mail('Content-Type: "text/html"; charset=utf-8', _PAGE), html),
        ("blanks", _mail("Content-Type: text / html ;charset = utf-8", _PAGE), html),
        ("html alone", _mail("Content-Type: html", _PAGE), html),
        ("text alone", _mail("Content-Type: text", _CODE), text),
        ("no type, but a charset", _mail("Content-Type: charset=utf-8", _CODE), text),
        ("empty type", _mail("Content-Type:", _CODE), text),
        ("no type, blank before colon", _mail("Content-Type : text/html", _PAGE), html),
        ("first line empty", _mail("Content-Type:\n text/html;\n charset=utf-8", _PAGE), html),
        ("Markdown", _mail("Content-Type: text/markdown", _CODE), text),
        ("x-Markdown", _mail("Content-Type: text/x-markdown; charset=utf-8", _CODE), text),
        ("unknown text", _mail("Content-Type: text/x-letter", _CODE), text),
        (
            "enriched",
            _mail(
                "Content-Type: text/enriched",
                b"<bold>Your</bold> code\nis <color><param>red</param>481516</color>.\n\n1 << 2",
            ),
            {**text, "text": "Your code is 481516.\n1 < 2"},
        ),
        (
            "richtext",
            _mail("Content-Type: text/richtext", b"1 <lt> 2<nl>481516"),
            {"text": "1 < 2\n481516"},
        ),
        ("XHTML", _mail("Content-Type: application/xhtml+xml", _PAGE), html),
        (
            "named alternatives",
            _parts(
                "multipart/alternative",
                ("Content-Type: text/plain; name=a.txt", _CODE),
                ("Content-Type: text/html; name=a.html\n" + inline, _PAGE),
            ),
            both,
        ),
        (
            "one named alternative",
            _parts(
                "multipart/alternative",
                ("Content-Type: text/plain", _CODE),
                ("Content-Type: text/html\n" + inline, _PAGE),
            ),
            both,
        ),
        (
            "named root of what goes with it",
            _parts(
                "multipart/related",
                ("Content-Type: text/html; name=a.html", _PAGE),
                ("Content-Type: image/png; name=a.png", b"PNG"),
            ),
            {**html, "files": [("a.png", b"PNG")]},
        ),
        (
            "named, with a file",
            _parts(
                "multipart/mixed",
                ("Content-Type: text/html; name=a.html", _PAGE),
                ("Content-Type: application/pdf; name=a.pdf", b"PDF"),
            ),
            {**html, "files": [("a.pdf", b"PDF")]},
        ),
        (
            "Markdown with a file",
            _parts(
                "multipart/mixed",
                ("Content-Type: text/markdown", _CODE),
                ("Content-Type: application/pdf; name=a.pdf", b"PDF"),
            ),
            {**text, "files": [("a.pdf", b"PDF")]},
        ),
        ("comma before the boundary", one.replace(b"alternative;", b"alternative,"), text),
        (
            "named text beside a body",
            _parts("multipart/mixed", see, ("Content-Type: text/plain; name=x.txt", _CODE)),
            file,
        ),
        (
            "named text before a body",
            _parts("multipart/mixed", ("Content-Type: text/plain; name=x.txt", _CODE), see),
            file,
        ),
        (
            "inline file beside a body",
            _parts(
                "multipart/mixed",
                see,
                ("Content-Type: text/plain\nContent-Disposition: inline; filename=x.txt", _CODE),
            ),
            file,
        ),
        (
            "two named texts",
            _parts(
                "multipart/mixed",
                ("Content-Type: text/plain; name=a.txt", b"See the file."),
                ("Content-Type: text/plain; name=x.txt", _CODE),
            ),
            file,
        ),
        (
            "attached text alone",
            _mail(
                "Content-Type: text/plain\nContent-Disposition: attachment; filename=x.txt", _CODE
            ),
            {"text": "", "html": "", "files": [("x.txt", _CODE + b"\r\n")]},
        ),
        (
            "data beside a body",
            _parts(
                "multipart/alternative",
                ("Content-Type: text/plain", _CODE),
                ("Content-Type: text/calendar; name=a.ics", b"BEGIN:VCALENDAR"),
                ("Content-Type: text/x-amp-html", _PAGE),
            ),
            {
                "text": _TEXT,
                "html": "",
                "files": [("a.ics", b"BEGIN:VCALENDAR"), ("unnamed", _PAGE)],
            },
        ),
    ]


def _transfer() -> _Rows:
    right = {"text": _TEXT, "code": "481516"}
    ways = {
        "base64": _B64,
        "base64 ": _B64,
        "BASE64;": _B64,
        "base64 (comment)": _B64,
        "(base64 it is not) base64": _B64,
        '"base64"': _B64,
        "base-64": _B64,
        "base64, base64": _B64,
        "base64\nContent-Transfer-Encoding: base64": _B64,
        "8bit\nContent-Transfer-Encoding: base64": _B64,
        "base64\n\t": _B64,
        "Quoted-Printable;": _QP,
        "quoted-printable ": _QP,
        "'quoted-printable'": _QP,
        "quoted_printable": _QP,
        "quoted-printable; charset=utf-8": _QP,
        "quoted-printable (as ever)": _QP,
        "quoted-printable\nContent-Transfer-Encoding: 8bit": _QP,
        "7bit (base64 it is not)": _CODE,
        "8bit;": _CODE,
        "7bit (base64 (it is not))": _CODE,
        '"quoted-printable" ; x=y': _QP,
        "none": _CODE,
        "x-uuencode;": b"begin 644 x\r\n" + b2a_uu(_CODE).strip() + b"\r\n`\r\nend",
    }
    found: _Rows = [
        (name, _mail(f"Content-Transfer-Encoding: {name}", body), right)
        for name, body in ways.items()
    ]
    for name, encoded in (("base64 ;", _B64), ("quoted-printable (file)", _QP)):
        head = f"Content-Type: a/b; name=x\nContent-Transfer-Encoding: {name}"
        raw = _parts("multipart/mixed", (head, encoded))
        found.append((f"file, {name}", raw, {"files": [("x", _CODE)]}))
    soft = b"Your co=\r\nde is =  \r\n481516=2E"
    found.append(("soft breaks", _mail("Content-Transfer-Encoding: quoted-printable", soft), right))
    return found


def _padded() -> _Rows:
    def pieces(*texts: bytes, between: bytes = b"") -> bytes:
        return between.join(b64encode(text) for text in texts)

    three = (b"Your ", b"code is 4", b"81516.")  # padded with one, none and none
    short = tuple(bytes((one,)) for one in _CODE)  # each is padded
    footer = b"\r\n_____\r\nThe list\r\nlist.example"
    bodies = {
        "on one line": pieces(*three),
        "on lines": pieces(*three, between=b"\r\n"),
        "each sign": pieces(*short),
        "each sign on a line": pieces(*short, between=b"\r\n"),
        "blanks between": pieces(b"Your", b" code is 481516.", between=b" "),
        "two signs of padding": pieces(b"Your code i", b"s 481516."),
        "the last without its padding": pieces(b"Your ", b"code is 481516.").rstrip(b"="),
        "no padding at all": b64encode(_CODE).rstrip(b"="),
        "too much padding": b64encode(_CODE) + b"===",
        "text behind it": b64encode(_CODE) + footer,
        "junk within": b64encode(_CODE).replace(b"l", b"*l \xff"),
    }
    head = "Content-Transfer-Encoding: base64"
    found: _Rows = [
        (name, _mail(head, body), {"text": _TEXT, "code": "481516"})
        for name, body in bodies.items()
    ]
    found += [
        (
            f"file {name}",
            _parts("multipart/mixed", (f"Content-Type: a/b; name=x\n{head}", bodies[name])),
            {"files": [("x", _CODE)]},
        )
        for name in ("on one line", "on lines", "each sign", "text behind it")
    ]
    found.append(
        ("encoded word", _mail(b"Subject: =?utf-8?B?" + pieces(*three) + b"?="), {"subject": _TEXT})
    )
    return found


def _charsets() -> _Rows:
    samples: list[tuple[str, bytes, str]] = [
        ("us-ascii", b"\x80 caf\xe9 \x93Hi\x94", "€ café “Hi”"),
        ("us-ascii", "Größe €".encode(), "Größe €"),
        ("ANSI_X3.4-1968", "Größe".encode(), "Größe"),
        ("", "Größe €".encode(), "Größe €"),
        ("", b"Gr\xf6\xdfe", "Größe"),
        ("x-unknown", "Größe".encode(), "Größe"),
        ("iso-8859-1", b"\x80 caf\xe9 \x93Hi\x94", "€ café “Hi”"),
        ("ISO_8859-1", b"\x80", "€"),
        ("latin-1", b"\x85", "…"),
        ("cp-1252", b"\x80", "€"),
        ("win1251", "Привет".encode("cp1251"), "Привет"),
        ("x-cp1251", "Привет".encode("cp1251"), "Привет"),
        ("iso-8859-9", b"\xdd\x80", "İ€"),
        ("iso-8859-11", "สวัสดี".encode("cp874"), "สวัสดี"),
        ("windows-874", "สวัสดี".encode("cp874"), "สวัสดี"),
        ("tis-620", "สวัสดี".encode("cp874"), "สวัสดี"),
        ("iso-8859-8-i", "שלום".encode("iso8859_8"), "שלום"),
        ("logical", "שלום".encode("iso8859_8"), "שלום"),
        ("gb2312", "镕 你好".encode("gb18030"), "镕 你好"),
        ("gbk", "\U00020087".encode("gb18030"), "\U00020087"),
        ("x-gbk", "镕".encode("gb18030"), "镕"),
        ("gb_2312-80", "镕".encode("gb18030"), "镕"),
        ("euc-kr", "똠방 갂".encode("cp949"), "똠방 갂"),
        ("ks_c_5601-1987", "똠방".encode("cp949"), "똠방"),
        ("windows-949", "똠방".encode("cp949"), "똠방"),
        ("korean", "똠방".encode("cp949"), "똠방"),
        ("shift_jis", "①髙㈱".encode("cp932"), "①髙㈱"),
        ("x-sjis", "①髙".encode("cp932"), "①髙"),
        ("ms_kanji", "①".encode("cp932"), "①"),
        ("big5", b"\xa3\xe1 \xb1z\xa6n", "€ 您好"),
        ("big5", "嘅 㗎".encode("big5hkscs"), "嘅 㗎"),
        ("x-x-big5", b"\xf9\xd6", "碁"),
        ("cp950", b"\xf9\xd6 \xa1\x45", "碁 ‧"),
        ("euc-jp", b"\xad\xa1 \xa4\xa2\xfc\xe2", "① あ髙"),
        ("x-euc-jp", "こんにちは 丂".encode("euc_jp"), "こんにちは 丂"),
        ("iso-2022-jp", b"\x1b$B-!$\"\x1b(B \x1b(I12\x1b(B.", "①あ ｱｲ."),
        ("csISO2022JP", "こんにちは".encode("iso2022_jp"), "こんにちは"),
        ("utf8", "\ufeffGröße".encode(), "Größe"),
        ("unicode-1-1-utf-8", "Größe".encode(), "Größe"),
        ("utf-8 (as ever)", "Größe".encode(), "Größe"),
        ("macintosh", b"\x8f\x9f", "èü"),
        ("koi8-ru", "Привіт".encode("koi8_u"), "Привіт"),
        ("visual", "שלום".encode("iso8859_8"), "שלום"),
        ("hz-gb-2312", "你好".encode("hz"), "你好"),
        ("cp850", b"\x81", "ü"),
    ]  # fmt: skip
    found: _Rows = []
    for charset, data, text in samples:
        kind = f"text/plain; charset={charset}" if charset else "text/plain"
        head = f"Content-Type: {kind}\nContent-Transfer-Encoding: base64"
        found.append((f"{charset} {text}", _mail(head, b64encode(data)), {"text": text}))
    for charset, data, text in samples:
        if "(" not in charset:
            subject = f"Subject: =?{charset}?B?{b64encode(data).decode()}?="
            found.append((f"word in {charset} {text}", _mail(subject), {"subject": text}))
    found.append(("raw UTF-8 in a header", _mail("Subject: Größe €"), {"subject": "Größe €"}))
    found.append(
        ("raw windows-1252 in a header", _mail(b"Subject: Gr\xf6\xdfe"), {"subject": "Größe"})
    )
    page = b"<meta charset='windows-1251'>" + "Привет".encode("cp1251")
    found.append(
        (
            "said by the HTML",
            _mail("Content-Type: text/html\n", page),
            {"html": "<meta charset='windows-1251'>Привет"},
        )
    )
    return found


def _addresses() -> _Rows:
    shop, alice, bob = "info@shop.example", "alice@a.example", "bob@b.example"
    samples: list[tuple[str, list[tuple[str, str]]]] = [
        (f"{shop} <{shop}>", [(shop, shop)]),
        (f"{alice} <{bob}>", [(alice, bob)]),
        (f'"{alice}" <{bob}>', [(alice, bob)]),
        (f'"Alice <{alice}>" <{bob}>', [(f"Alice <{alice}>", bob)]),
        (f"Shop, Inc <{shop}>, {bob}", [("Shop, Inc", shop), ("", bob)]),
        (f"foo bar, {alice}", [("", alice)]),
        (f"not-an-address, {alice}, <>, ,, {bob}", [("", alice), ("", bob)]),
        (f"{shop} <{shop}>, {alice} <{alice}>", [(shop, shop), (alice, alice)]),
        (f'"Bob <{bob}>, {alice}', [("Bob", bob), ("", alice)]),
        (f"Bob <{bob}, {alice}", [("Bob", bob), ("", alice)]),
        (f"Bob <{bob}> <>, {alice}", [("Bob", bob), ("", alice)]),
        (f"Bob (work, home) <{bob}>, {alice}", [("Bob (work, home)", bob), ("", alice)]),
        (f"Bob <<{bob}>>, {alice}", [("Bob", bob), ("", alice)]),
        (f'"Bob" {bob}, {alice}', [("Bob", bob), ("", alice)]),
        (f"<{bob}> Bob", [("Bob", bob)]),
        (f"=?utf-8?Q?Bob_<{bob}>?=", [("Bob", bob)]),
        (f"=?utf-8?Q?{alice}?= {bob}", [(alice, bob)]),
        (f"Bob :) <{bob}>, {alice}", [("Bob :)", bob), ("", alice)]),
        (f"{bob} (Bob Smith)", [("Bob Smith", bob)]),
        (f"Friends: {alice}, Bob <{bob}>;", [("", alice), ("Bob", bob)]),
        (f"{alice}; {bob}", [("", alice), ("", bob)]),
        (f"<mailto:{bob}>", [("", bob)]),
        ("bob @ b.example", [("", bob)]),
        (f"< {bob} >", [("", bob)]),
        (f"<@relay.example:{bob}>", [("", bob)]),
        ('"john doe"@x.example', [("", '"john doe"@x.example')]),
        (f"=?utf-8?Q?Smith,_Bob?= <{bob}>", [("Smith, Bob", bob)]),
        (f'"=?utf-8?Q?J=C3=B6rg?=" <{bob}>', [("Jörg", bob)]),
        (f'"Smith, \\"Bob\\"" <{bob}>', [('Smith, "Bob"', bob)]),
        (f"=?utf-8?B?{b64encode(f'Bob <{bob}>'.encode()).decode()}?=", [("Bob", bob)]),
        (f"Jörg Müller <{bob}>", [("Jörg Müller", bob)]),
        (f"Bob\n\t<{bob}>,\n {alice}", [("Bob", bob), ("", alice)]),
    ]
    found: _Rows = []
    for value, people in samples:
        found.append((f"To: {value}", _mail(f"To: {value}"), {"to": people}))
        found.append((f"From: {value}", _mail(f"From: {value}"), {"sender": people}))
    for value in ("undisclosed-recipients:;", "<>", "The Shop", ""):
        raw = _mail(f"From: {value}\nCc: {value}")
        found.append((f"nobody: {value}", raw, {"cc": []}))
    return found


def _names() -> _Rows:
    samples = [
        ('attachment; filename="Zürich.pdf"', "Zürich.pdf"),
        ("attachment; filename=Zürich.pdf", "Zürich.pdf"),
        ('attachment; filename="書類 2.pdf"', "書類 2.pdf"),
        ('attachment;\n filename="Zürich\n\tplan.pdf"', "Zürich plan.pdf"),
        ('attachment;\n\tfilename="the\n\tlong\n plan.pdf"', "the long plan.pdf"),
        ('attachment; filename="=?utf-8?Q?Z=C3=BCrich?=\n =?utf-8?Q?=2Epdf?="', "Zürich.pdf"),
        ("attachment; filename==?iso-8859-1?Q?Z=FCrich=80.pdf?=", "Zürich€.pdf"),
        ("attachment; filename*=utf-8''Z%C3%BCrich.pdf", "Zürich.pdf"),
        ("attachment; filename*=us-ascii'de'Z%C3%BCrich.pdf", "Zürich.pdf"),
        ("attachment; filename*=iso-8859-1''100%80.pdf", "100€.pdf"),
        (
            "attachment; filename*0*=utf-8''Z%C3;\n filename*1*=%BCrich;\n filename*2=.pdf",
            "Zürich.pdf",
        ),
        ('attachment; filename*1="b.pdf"; filename*0="a"', "ab.pdf"),
        ("attachment; filename=plain.pdf; filename*=utf-8''Z%C3%BCrich.pdf", "Zürich.pdf"),
        ("attachment; filename=my plan (1).pdf; size=3", "my plan (1).pdf"),
        ("attachment, filename=a.pdf", "a.pdf"),
        ('attachment filename="a;b.pdf"', "a;b.pdf"),
        ('attachment; filename="a \\"b\\".pdf"', "a _b_.pdf"),
        ("attachment; FileName = 'a'; filename=b", "'a'"),
        ('attachment; filename="never closed.pdf', "never closed.pdf"),
    ]
    found: _Rows = []
    for value, name in samples:
        head = f"Content-Type: application/pdf\nContent-Disposition: {value}"
        raw = _parts("multipart/mixed", (head, b"PDF"))
        found.append((value, raw, {"files": [(name, b"PDF")]}))
    head = 'Content-Type: application/pdf; name="Zürich.pdf"'
    raw = _parts("multipart/mixed", (head, b"PDF")).replace("ü".encode(), b"\xfc")
    found.append(("raw windows-1252", raw, {"files": [("Zürich.pdf", b"PDF")]}))
    return found


def _words() -> _Rows:
    samples = [
        ("=?UTF-8?Q?Wirklich??=", "Wirklich?"),
        ("=?UTF-8?Q?Wirklich?_Ja??= =?UTF-8?Q?_Nein!?=", "Wirklich? Ja? Nein!"),
        ("=?UTF-8?Q?Was?=E2=80=A6?=", "Was?…"),
        ("=?UTF-8?Q????=", "??"),
        ("Re: =?utf-8?q?=C3=BC??? end?=", "Re: ü??? end"),
        ("=?UTF-8 ?Q?Gr=C3=B6=C3=9Fe?=", "Größe"),
        ("=? utf-8?Q?Gr=C3=B6=C3=9Fe?=", "Größe"),
        ("=?utf-8 ? B ?R3LDtsOfZQ==?=", "Größe"),
        ("=?utf-8*de?Q?Gr=C3=B6=C3=9Fe?=", "Größe"),
        ("=?UTF-8?Q?Your code is 481516?=", "Your code is 481516"),
        ("=?utf-8?Q?Gr=C3?= =?UTF-8?Q?=B6=C3=9Fe?=", "Größe"),
        ("=?utf-8?B?R3LD?=\n =?utf-8?B?tsOfZQ==?=", "Größe"),
        ("=?utf-8?Q?a?==?utf-8?Q?b?=", "ab"),
        ("=?utf-8?Q?Code:_?=481516", "Code: 481516"),
        ("=?iso-8859-1?Q?=80_5?=", "€ 5"),
        ("=?gb2312?B?6UY=?=", "镕"),
        ("=??Q?Gr=C3=B6=C3=9Fe?=", "Größe"),
        ("=?utf-8?Q?never_closed", "=?utf-8?Q?never_closed"),
        ("=?utf-8?Q?never =?utf-8?Q?closed?=", "=?utf-8?Q?never closed"),
        ("=?utf-8?X?no_way?=", "=?utf-8?X?no_way?="),
        ("1 =? 2 ?= 3", "1 =? 2 ?= 3"),
        ("\n =?utf-8?Q?Gr=C3=B6=C3=9Fe?=", "Größe"),
    ]
    return [(value, _mail(f"Subject: {value}"), {"subject": text}) for value, text in samples]


def _line_feeds() -> _Rows:
    head = "Subject: one\nX-Trace: two"
    plain = {"head": "Subject: one\nX-Trace: two", "subject": "one"}
    dots = b".first\n..second\n.\nlast"
    mixed = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + dots
    mixed += b"\n--b\nContent-Type: a/b; name=x\n\n.x\n..y\n--b--\n"
    return [
        ("headers and body", _mail(head, b"Body: text", b"\n"), {**plain, "text": "Body: text"}),
        ("blank lines", _mail(head, b"a\n\nb: c\n\nd", b"\n"), {**plain, "text": "a\n\nb: c\n\nd"}),
        ("CRLF in the body alone", b"Subject: one\nX-Trace: two\n\na\r\n\r\nb\r\n",
         {**plain, "text": "a\n\nb"}),
        ("CRLF in the headers alone", b"Subject: one\r\nX-Trace: two\r\n\na\n\nb\n",
         {"head": "Subject: one\r\nX-Trace: two", "text": "a\n\nb"}),
        ("folded", b"Subject: one\n two\nX: y\n\nbody\n",
         {"head": "Subject: one\n two\nX: y", "subject": "one two", "text": "body"}),
        ("dots", _mail("Subject: one", dots, b"\n"), {"text": dots.decode()}),
        ("dots and CRLF", _mail("Subject: one", dots.replace(b"\n", b"\r\n")),
         {"text": dots.decode()}),
        ("dots in parts", mixed, {"text": dots.decode(), "files": [("x", b".x\n..y")]}),
        ("dots, mixed", b"Subject: one\n\n..a\r\n..b\n...c\r\n...d\n",
         {"text": "..a\n..b\n...c\n...d"}),
        ("headers alone", b"Subject: one\nX-Trace: two\n", {**plain, "text": ""}),
    ]  # fmt: skip


def _flowed() -> _Rows:
    start, rest = "https://a.example/verify?token=V1StGXR8", "_Z5jdHi6B-myT"
    url = start + rest
    flowed = "Content-Type: text/plain; charset=utf-8; format=flowed"
    cut = f"{flowed}; delsp=yes"
    samples = [
        ("delsp", cut, f"Open {start} \n{rest} \nnow", f"Open {url}now"),
        ("delsp, by blanks", cut, f"Open  \n{start} \n{rest}", f"Open {url}"),
        ("flowed", flowed, f"Open this \nlink: \n{url}", f"Open this link: {url}"),
        ("FLOWED", flowed.replace("flowed", '"Flowed"'), "a \nb", "a b"),
        ("a blank too many", flowed, " From us\n >no quote\n  two", "From us\n>no quote\n two"),
        ("quotes", cut, f"> a {start} \n> {rest}\n>> b \nc", f"> a {url}\n>> b\nc"),
        ("signature", flowed, "Hello \nyou\n-- \nThe Shop", "Hello you\n-- \nThe Shop"),
        ("signature behind a paragraph", flowed, "Hello \n-- \nShop", "Hello \n-- \nShop"),
        ("paragraphs", flowed, "One \ntwo. \n\nThree \nfour.", "One two. \n\nThree four."),
        ("not flowed", "Content-Type: text/plain", "One \ntwo", "One \ntwo"),
    ]
    found: _Rows = []
    for name, head, body, text in samples:
        right: dict[str, Any] = {"text": text}
        if url in text:
            right["links"] = [f"{url}now"] if f"{url}now" in text else [url]
        found.append((name, _mail(head, body.encode().replace(b"\n", b"\r\n")), right))
    brackets = {
        "two lines": f"<{start}\n{rest}>",
        "three lines": f"<https://a.example/\nverify?token=V1StGXR8\n{rest}>",
        "indented": f"Open:\n  <{start}\n   {rest}>",
        "URL:": f"<URL:{start}\n{rest}>",
        "bracket on a line of its own": f"<{start}\n{rest}\n>",
        "blanks at the ends": f"<{start} \n {rest} >",
    }
    for name, body in brackets.items():
        raw = _mail("Content-Type: text/plain", body.encode().replace(b"\n", b"\r\n"))
        found.append((f"in brackets, {name}", raw, {"links": [url]}))
    return found


_KINDS = {
    "bodies": _bodies,
    "transfer encodings": _transfer,
    "base64 in pieces": _padded,
    "charsets": _charsets,
    "addresses": _addresses,
    "names of files": _names,
    "encoded words": _words,
    "line feeds": _line_feeds,
    "flowed text": _flowed,
}

CASES = [
    Case(kind, name, raw, right) for kind, cases in _KINDS.items() for name, raw, right in cases()
]
