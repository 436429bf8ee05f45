# ruff: noqa: RUF001 (signs of many languages)
"""What is no code whatever stands around it, such as a URL, a price or a phone number. Pure.

No expression here backs up over more than a bounded piece: a hostile text of any kind costs time in
proportion to its size.
"""

from __future__ import annotations

import re

from .labels import names_code


def _by_first(words: str) -> str:
    """The same alternatives by their first letter, which are found in half the time."""
    by_first: dict[str, list[str]] = {}
    for word in words.split("|"):
        by_first.setdefault(word[0], []).append(word[1:])
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in by_first.items())


MONEY = "$€£¥₹₽₩₺฿₫₴₪₱₦₸"
_MONEY_CODES = (
    "usd|eur|gbp|chf|pln|sek|nok|dkk|czk|huf|ron|brl|rub|uah|bgn|jpy|cny|rmb|krw|inr|idr|vnd|thb"
    "|mxn|aud|cad|sgd|myr|ils|aed|sar|egp|rsd|kzt|zar|ngn|kes|clp|ars|twd|hkd|nzd|qar|kwd|pkr|bdt"
    "|lkr|uzs|kr|kshs?|tsh|ush|fcfa"
)
#: In small letters some are words.
_CAPITALS_ALONE = (
    "TRY|LEK|ISK|AZN|BYN|MDL|MKD|NPR|MMK|KHR|MNT|KGS|ETB|TZS|UGX|RWF|XOF|XAF|GHS|ZMW|MZN|AOA|BWP"
    "|CRC|GTQ|DOP|JOD|OMR|BHD|IQD|LBP|DZD|TND"
)
_MONEY_CAPITALS = f"(?-i:{_by_first(_CAPITALS_ALONE)})"
_PRICED = (
    f"{_MONEY_CODES}|zł|zl|kč|kc|ft|lei|лв|грн|руб|тг|tl|euros?|dollars?|pounds?|pesos?|reais"
    "|rupees?|rupiah|baht|dirhams?|рубл[а-я]{1,2}|р|гривен[ья]?|динара?|денари?|тенге"
    "|birr|ευρώ|đồng|đ"
)
_PRICED_OR_MEASURED = _by_first(
    f"{_PRICED}|px|pt|kg|km|km/h|cm|mm"
    "|ml|kb|mb|gb|tb|kwh|hrs?|hours?|h|uhr|uur|heures|horas|часов|utc|gmt|cet|points?|punkte|puntos?"
    "|pkt|miles|meilen|people|users|customers|characters|words|items|reviews|years?|days?|pages?"
    "|followers|subscribers|players|members|stars|hits|lines|steps|votes|kcal|végű|végződésű"
)
_PRICED_OR_MEASURED = (
    rf"(?:{_PRICED_OR_MEASURED}|{_MONEY_CAPITALS})(?!-?\w)|[{MONEY}%°円元원件개명]|人(?!民)|บาท|रुपये|ريال|درهم"
    '|دينار|جنيه|تومان|ש"ח|로 끝나는|で終わる| पर समाप्त'
)
#: An amount of money. It begins with a sign that is rare, or behind the digit.
PRICE = re.compile(
    rf"[{MONEY}] ?\d|\d ?(?:[{MONEY}元円원]|(?:{_by_first(_PRICED)}|{_MONEY_CAPITALS})(?!\w))"
    rf"|(?<!\w)(?:rs|rp|rm|chf|eur|usd|kshs?|tsh|ush|fcfa|sek|nok|{_MONEY_CAPITALS})\.? ?\d",
    re.IGNORECASE,
)
# All there are in Britain; the first letter is a look behind. Codes may have the shape, too.
_AREAS = (
    "(?<=[BEGLMNSW])|(?<=A)[BL]|(?<=B)[ABDHLNRST]|(?<=C)[ABFHMORTVW]|(?<=D)[ADEGHLNTY]"
    "|(?<=E)[CHNX]|(?<=F)[KY]|(?<=G)[LUY]|(?<=H)[ADGPRSUX]|(?<=I)[GMPV]|(?<=J)E|(?<=K)[ATWY]"
    "|(?<=L)[ADELNSU]|(?<=M)[EKL]|(?<=N)[EGNPRW]|(?<=O)[LX]|(?<=P)[AEHLOR]|(?<=R)[GHM]"
    "|(?<=S)[AEGKLMNOPRSTWY]|(?<=T)[ADFNQRSW]|(?<=U)B|(?<=W)[ACDFNRSV]|(?<=Y)O|(?<=Z)E"
)
_URL_SIGNS = "!#-;=?-Z\\\\^-~\\[\\]"  # ASCII without blanks, quotes, and angle brackets
# It begins with the digit, not with the look behind it: that is found several times faster.
_NUMBER = r"\d(?<![\w.,'-].)[\d.,']{0,18}(?<![.,'])(?![\d'])(?: \d{3}(?!\d)){0,3}"

#: What is no code whatever stands around it, by name. The order counts: each is taken out before
#: the next is looked for.
NOT_CODES = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in {
        "URL": rf"(?:https?://|www\.)[{_URL_SIGNS}]+",
        "URL without scheme": r"(?<![\w.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8}"
        rf"(?:/|\?[a-z])[{_URL_SIGNS}]*",
        "rest of a broken URL": r"(?<![^\s])[\w.%-]{1,200}(?:=[\w.%-]{0,200})?"
        r"(?:[&?][\w.]{1,40}=[\w.%-]{0,200}){1,20}",
        "mail address": r"(?<![\w.+%-])[\w.+%-]{1,64}@[\w.-]+",
        "colour, or number with a hash": "(?:&?#|(?<!\\w)0x)[0-9a-z][0-9a-z-]*",
        "end of a masked number": r"(?-i:[•●∙…*xX](?:(?<=[•●∙…])|(?<=[\d-]\*)\*{1,19}"
        r"|(?<=\*)(?<![*\w].)(?:\*{0,19}(?=[\d-])|\*{1,19})|(?<=[xX])(?<!\w.)[xX]{1,19}))"
        r"[ *•●∙…()x.-]{0,20}\d{2,4}(?: \d\d)?(?![\w*#]|[ -]\d)",
        "IBAN": r"(?-i:[A-Z](?<!\w.)[A-Z]\d\d(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![\w-]))",
        "postcode of Britain": r"(?-i:[A-Z](?<![\w].)(?<!\d .)(?<!\d[A-Z] .)(?<!\d[A-Z]{2} .)"
        rf"(?:{_AREAS})\d[A-Z\d]? \d[A-Z]{{2}}(?!\w))",
        "price with a sign before it": rf"[{MONEY}](?:(?=\d)|(?<!\d.)(?<!\d .) ?)"
        r"\d[\d.,']*(?: \d{3}(?!\d)){0,3}",
        "price with a word before it": r"\b(?=[a-z$/]{2,4}\.? ?\d)(?:r\$|us\$|s/"
        rf"|{_by_first('rs|rp|rm|' + _MONEY_CODES)}|{_MONEY_CAPITALS})"
        r"\.? ?\d[\d.,']*(?: \d{3}(?!\d)){0,3}",
        "price, or measure": rf"{_NUMBER}[ -]?(?:{_PRICED_OR_MEASURED})",
        "date, year first": r"\d{4}(?<![\d-]....)-\d\d?-\d\d?(?:T[\d:.]+Z?)?(?![\d-])",
        "date, year last": r"\d(?<![\d-].)\d?-\d\d?-(?:19\d|20[0-3])\d(?![\d-])",
        "date of a ticket": r"\d(?<!\w.)\d?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
        r"(?:\d\d){0,2}(?!-?\w)",
        "year of a copyright": r"(?:©|\(c\)) ?(?:\d{4} ?[-–] ?)?\d{4}(?!\d)",
        "date, year named": r"\d{4} ?[年년]",
        "number in a program": r"[=!]==? ?[\"']?\w+",
        "years": r"(?:19|20)(?<![\d-]..)\d\d ?[-/] ?(?:19|20)?\d\d(?![\d-])",
        "range in words": r"\d(?=\d{2,5} [a-z]{1,3} \d)(?:(?<=entre .)|(?<=between .)"
        r"|(?<=zwischen .)|(?<=tussen .)|(?<=tra .)|(?<=mellan .)|(?<=mellom .)|(?<=mellem .)"
        r"|(?<=między .))\d{2,5} [a-z]{1,3} \d{3,6}(?!\w)",
        "days of a month": r"\d(?<![\w-].)\d?-[0-3]?\d\.? ?"
        r"(?=jan|feb|mar|apr|may(?! be)|ma[ij]|ju[inl]|aug|ago|aoû|sep|set|o[ck]t|out|nov|de[cz])",
        "time": r"\d(?<!\w.)\d?[hu]\d\d(?!-?\w)",
        "phone number": r"\+\d[\d ()./-]{6,24}|\(\+?\d{2,5}\) ?\d[\d ./-]{3,14}",
        "phone number of North America": r"\d(?<![\d-].)(?:-\d)?\d\d([-. ])\d{3}\1\d{4}(?!\d)",
        "phone number with area code": r"0(?<![\w-].)(?:[89]00[ -]\d{3}[ -]\d{3}(?!\d)"
        r"|(?=\d{1,4}[ /-])"
        r"(?!\d\d([ -])\d{3}\1\d{3}(?!\d)|\d{3}[ -]\d{4}(?!\d))"  # 012-345-678 may be a code
        r"(?=(?:[ /-]?\d){8})[\d /-]{8,20})",
        "postcode of the United States": r", (?-i:[A-Z]{2}) \d{5}(?:-\d{4})?(?!\d)",
        "postcode of Canada": r", (?-i:[A-Z]{2} [A-Z]\d[A-Z] \d[A-Z]\d)",
        "postcode with a country": r"\b(?-i:D|A|CH|F|L|B|I|S|SE|DK|FIN|CZ|SK)-\d{4,5}"
        r"(?= (?-i:[A-ZÄÖÜÅØŠČŽ]))",
    }.items()
}

# Without any of these signs in the text there is none; to know that saves a third of the time.
_NEEDS = {
    "URL": "/wW",
    "URL without scheme": "/?",
    "rest of a broken URL": "&?",
    "mail address": "@",
    "colour, or number with a hash": "#xX",
    "end of a masked number": "•●∙…*xX",
    "price with a sign before it": MONEY,
    "date, year first": "-",
    "date, year last": "-",
    "year of a copyright": "©(",
    "date, year named": "年년",
    "number in a program": "=",
    "years": "-/",
    "days of a month": "-",
    "time": "hHuU",
    "phone number": "+(",
    "phone number of North America": "-. ",
    "postcode of the United States": ",",
    "postcode of Canada": ",",
    "postcode with a country": "-",
}

# One of two groups alike.
_BETWEEN = re.compile("[- ]")
_CAPITALS = re.compile("[A-Z0-9]+")
_LIKE_BEFORE = {n: re.compile(rf"(?<!\w)[A-Z0-9]{{{n}}}[- ]$") for n in range(1, 6)}
_LIKE_BEHIND = {n: re.compile(rf"[- ][A-Z0-9]{{{n}}}(?!\w)") for n in range(1, 6)}


def blank(found: re.Match[str]) -> str:
    return "\0" * (found.end() - found.start())


def _blank_whole(found: re.Match[str]) -> str:
    """The same, but what is a piece of a word, or one of two like groups, stays as it is."""
    piece, text, (start, end) = found[0], found.string, found.span()
    if found.re is NOT_CODES["postcode of Britain"] and names_code(
        text[max(0, start - 40) : start]
    ):
        return piece
    if text[end : end + 1].isalnum() and piece[-1].isalnum() and text[end] < "\x80" > piece[-1]:
        return piece
    groups = _BETWEEN.split(piece.rstrip(".,'"))
    size = len(groups[0])
    is_even = all(len(group) == size and _CAPITALS.fullmatch(group) for group in groups)
    if is_even and size in _LIKE_BEFORE:
        before, behind = text[max(0, start - size - 2) : start], text[end : end + size + 2]
        if _LIKE_BEFORE[size].search(before) or _LIKE_BEHIND[size].match(behind):
            return piece
    return blank(found)


def without_prices(text: str) -> str:
    """The text without amounts of money, and measures."""
    for name, pattern in NOT_CODES.items():
        if name.startswith("price"):
            text = pattern.sub("", text)
    return text


def without_others(text: str) -> str:
    """The text with ``\\0`` for each sign of what is no code."""
    signs = set(text)
    for name, pattern in NOT_CODES.items():
        if name not in _NEEDS or not signs.isdisjoint(_NEEDS[name]):
            text = pattern.sub(_blank_whole, text)
    return text
