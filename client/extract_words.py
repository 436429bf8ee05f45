# ruff: noqa: RUF001 (words in the alphabets of their languages)
"""What the search for codes and links knows of languages and shapes. Data: words, expressions.

``extract.py`` says what each is for. The expressions use possessive or bounded quantifiers, and
look behind where a run may begin: without them a hostile mail costs the square of its size.
"""

from __future__ import annotations

import re

# One spelling for each kind of character. It keeps Turkish capital I one letter in lower case.
SPELLING: dict[int, str | None] = {
    0xFEE0 + c: chr(c) for c in range(0x21, 0x7F) if c not in b"!(),.;?"
}
SPELLING |= {zero + n: str(n) for zero in (0x660, 0x6F0, 0x966) for n in range(10)}
SPELLING |= dict.fromkeys(map(ord, "\xa0\u1680\u202f\u205f\u3000\t\f\v"), " ")
SPELLING |= dict.fromkeys(range(0x2000, 0x200B), " ") | {0x130: "i", 0x0D: None}
SPELLING |= dict.fromkeys([*range(0x2010, 0x2016), 0x2212], "-")
SPELLING |= dict.fromkeys([0xAD, 0x34F, 0x61C, 0xFEFF, *range(0x200B, 0x2010)], None)
SPELLING |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2060, 0x2070)], None)
SPELLING |= dict.fromkeys([*range(9), *range(14, 32), 127], None)

CURRENCY = "$€£¥₹₽₩₺฿"
MONEY = r"[$€£¥₹₽₩₺฿]|(?:usd|eur|gbp|chf|pln|sek|nok|dkk|czk|brl|rub|try|jpy|cny|krw|zł|kr|tl"
MONEY += r"|euros?|dollars?|руб|reais)\b|円|元|원"
UNITS = r"%|(?:px|pt|kg|g|km|m|cm|mm|mi|ml|kb|mb|gb|tb|kwh|hrs?|hours?|uhr|utc|gmt|min|minutes?"
UNITS += r"|points?|punkte|puntos|miles|meilen|steps|people|users|customers|characters|words|items"
UNITS += r"|reviews|years?|days?|pages?|followers|subscribers|players|members)\b"
MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}+"

# What is no code whatever stands around it. The order counts: each sees what the former left.
OTHERS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?:https?://|www\.)[!#-&(-;=?-~]++",  # URL
        r"(?<![a-z0-9.-])[a-z0-9-]++(?:\.[a-z0-9-]++)++/[!#-&(-;=?-~]*+",  # URL without scheme
        r"(?<![a-z0-9.+_%-])[a-z0-9.+_%-]++@[a-z0-9.-]++",  # address
        r"&?#[0-9a-z][0-9a-z-]*+",  # colour, entity, or a number with a hash before it
        rf"(?:[{CURRENCY}]|\b(?:usd|eur|gbp|chf|rs\.?|r\$|kr"
        rf"|pln)) ?\d[\d.,']*+(?: \d{{3}}\b){{0,3}}",
        rf"(?<![\d.,a-z-])\d[\d.,']*+(?: \d{{3}}(?!\d)){{0,3}}+(?:[.,]\d++)? ?(?:{MONEY})",
        r"\b(?:\d{4}-\d\d?-\d\d?(?:T[0-9:.]++Z?)?|\d\d?-\d\d?-\d{4}|\d{1,4}([./])\d\d?\1\d{1,4})\b",
        r"\b(?:19|20)\d\d ?[-/] ?(?:19|20)?\d\d\b(?!-)",  # span of years
        rf"\b{MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b",
        r"(?<!\d)\d{4}(?= ?[年년])",
        r"\b\d{1,2}[:h]\d\d(?::\d\d)?\b",  # time
        r"\+\d[\d ()./-]{6,24}",  # phone numbers, from here on
        r"\(\+?\d{2,5}\)[ ]?\d[\d ./-]{3,14}",
        r"(?<![\d-])(?:1-)?\d{3}([-. ])\d{3}\1\d{4}(?!\d)",
        r"(?<![\d-])\d\d(?:[ .]\d\d){4}(?!\d)",
        r"(?<![\d-])0\d{1,4}[ /-]\d{3,}[\d /-]*+",
        r"(?<![a-z0-9])[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}(?![a-z0-9])",  # postcodes, from here on
        r"(?<![a-z0-9])\d{4} (?-i:[A-Z]{2},? (?=[A-Z][a-z]))|, (?-i:[A-Z]{2}) \d{5}(?:-\d{4})?\b"
        r"|〒 ?[\d-]+",
        r"(?:(?<=\n)|(?<=, )|\b[A-Z]{1,2}-)\d{4,6},? (?-i:[A-ZÄÖÜŁŚÉА-Я][a-zäöüßéèłśóа-я]{3})",
        rf"(?<![\d.,a-z-])\d[\d.,']*+[ -]?(?:{UNITS})",  # measure
        r"(?<![a-z0-9.])v?\d++(?:\.\d++){2,}+",  # version, IP address
    )
]

# Single letters, set apart; then all else: groups joined by a dash or, for digits, by a blank.
APART = re.compile(r"(?<![A-Za-z0-9_.,-])[A-Z0-9](?:[\s·|-]{1,6}+[A-Z0-9](?![A-Za-z0-9_.])){3,}+")
RUN = re.compile(
    r"(?<![A-Za-z0-9_/-])(?<![0-9][.,])"
    r"(?=[A-Z-]{0,10}[0-9])([A-Z0-9]++(?:-[A-Z0-9]++)*+)"
    r"((?: (?=[A-Z]{0,4}\d)[A-Z0-9]++(?![A-Za-z_-])){0,9}+)"
    r"(?![A-Za-z_/]|-[A-Za-z0-9]|[.,][0-9]|\.[A-Za-z])"
)
DIGIT = re.compile("[0-9]")
YEAR = re.compile(r"(?:19|20)\d\d")
WORD_LIKE = re.compile(r"[A-Z]{3,}+\d{1,3}")
STREET = re.compile(
    r"\b(?:street|st\.|avenue|ave\.?|road|rd\.|suite|floor|blvd|p\.? ?o\.? box|calle|avenida|rua"
    r"|rue|via|piazza|ul\.|al\.|cad\.|sok\.|mah\.)[ ,]|stra(?:ße|sse)|str\.|straat|gatan|вул\."
    r"|\bул\.|пр-т|проспект|[都道府県市区](?=.{0,20}\d)|[시구로]\s?\d|路\d"
)

# What has a number of its own, and the words for such a number, before it or behind it.
THING = (
    r"(?:\b(?:order|invoice|tracking|shipment|parcel|ref|reference|booking|reservation|ticket|case"
    r"|customer|client|member|transaction|serial|model|tel|phone|mobile|fax|receipt|flight|vat|tax"
    r"|card|batch|item|product|zip|postal|post|area|country|error|status|exit|source|colou?r|dress"
    r"|bar|qr|sort|iban|sku|build|version|issue|conduct|practice|bestell|bestellung|rechnungs?"
    r"|sendungs|kunden|telefon|artikel|commande|facture|suivi|téléphone|colis|barres?|pedido"
    r"|factura|fatura|seguimiento|cliente|teléfono|barras|rastreio|telefone|ordine|fattura"
    r"|telefono|spedizione|tracciamento|bestel|factuur|klant|faktura?|kund|paket|zamówieni[ea]"
    r"|faktury|przesyłki|telefonu|pocztowy|kreskowy|sipariş|takip|müşteri|kargo|posta|заказ[ау]?"
    r"|сч[её]та?|отправления|телефона|посылки|товара|индекс)"
    r"|ご?注文|請求書|追跡|伝票|郵便|電話|会員|予約|订单|訂單|发票|快递|运单|物流|主?邮[编政]|电话"
    r"|주문 ?|송장 ?|우편 ?|전화 ?|고객 ?)"
)
NUMBER = r"(?:number|numm?er|num[eé]ro|número|numer|numara\w{0,4}|номер|nr\b|no\b|n[°º]|id\b"
NUMBER += r"|c[oó]d(?:es?|igos?|ice)\b|kod[eui]?\b|код|番号|编号|編號|单号|单?号|번호)"
OF = r"(?: of| de| do| da| di| del)? (?:d')?"
LABEL = re.compile(
    # A code to be paid less with.
    r"(?P<promo>\b(?:promo|coupon|discount|voucher|gift|checkout|rabatt|gutschein|descuento|cupón"
    r"|cupom|desconto|sconto|buono|korting|rabat|zniżk|indirim|kupon|скидк)|クーポン|割引|优惠"
    r"|할인)"
    # Another number, in so many words; or if it stands right behind.
    rf"|(?P<number>{THING}[ -]?{NUMBER}|{NUMBER}{OF}{THING}"
    r"|\b(?:account|confirmation|policy|contract|meeting) (?:number|no\b|id\b)|\bplz\b"
    r"|postleitzahl|numero d'ordine|\bpostcode|邮编|\bиндекс\b)"
    rf"|(?P<noun>{THING}(?!\w)|\b(?:call|ending in|ends in|cap|iso|port)\b"
    r"|\b(?:text|txt|sms|reply) (?:\w+ )?(?:\w+ )?to\b)"
    r"|(?P<code>codes?(?![a-z])|\botp\b|\b(?:pin|pincode|mtan)\b|\bone[- ]time (?:password|token)"
    r"|\btemporary password|(?:security|access|verification) (?:token|key|number)"
    r"|mot de passe à usage"
    r" unique|einmal(?:pass|kenn)wort|c[óo]digos?\b|\bclave\b|codic[ei]\b|\bsenha (?:tempor|de uso)"
    r"\w*|contraseña temporal|kod(?:en|em|e|u|y|ów|i|unuz|unuzu|unu|um)?\b|engångslösenord"
    r"|hasło jednorazowe|kód\w{0,3}\b|koodi\w{0,3}\b|şifre(?:niz|si)?\b|\bкод(?:а|ом|у|ы)?\b"
    r"|(?:одноразовый|временный) пароль|κωδικό\w?|رمز|קוד|कोड|ओटीपी|\bmã\b|รหัส|コード|暗証番号"
    r"|認証番号|確認番号"
    r"|ワンタイムパスワード|验证码|驗證碼|校验码|动态码|激活码|动态密码|口令|인증 ?번호|코드"
    r"|일회용 ?비밀번호)"
    # What a code is for: enough only for a candidate alone on its line.
    r"|(?P<purpose>\b(?:verif|confirm(?!ation)|(?:sign|log)[- ]?in\b|authenticat|2fa|bestätig"
    r"|anmeld|vérifi|connexion|accedere|inlog|bevestig|logga in|bekräft|zalogow|potwierd|doğrula"
    r"|вход|войти|подтверд)|認証|ログイン|验证|登录|인증|로그인)"
)
# Between a word and the code it announces, if nothing else stands there.
IS = re.compile(
    r"[\s\"'“”„«»()\[\]*_>|]*+(?:is|ist|lautet|est|es|è|é|är|er|on|to|to jest|jest|zijn|-|—|=|は"
    r"|为|為|是|는|은|:|が|이|가)?[\s:：。\"'“”„«»()\[\]*_>|」】]*+"
)
NUMBER_GAP = re.compile(r"(?:[^\d.!?。]|no\.|nr\.){0,25}")
NOUN_GAP = re.compile(r"[ .]?(?:[#:№(-]|no\.?|nr\.?|n[°º.])? ?(?:[a-z]{2,3}-)?")
SENTENCE_END = re.compile(r"[.!?]\s|[。！？]")
BETWEEN_CODES = re.compile(r"[\s,;*•·|-]*+(?:\d{1,2}[.)] )?")

# -- links

URL = re.compile(r"https?://[^\s<>\"'\x00-\x1f\x7f、。「」『』（），；！？【】]++", re.IGNORECASE)
ANCHOR = re.compile(r"<(?:a|area)\s([^<>]*+)>", re.IGNORECASE)
HREF = re.compile(r"(?<![\w-])href\s*+=\s*+(?:\"([^\"]*+)|'([^']*+)|([^\s\"'>]++))", re.IGNORECASE)
GOOD_URL = re.compile(r"https?://[^\s/?#<>\"'\x00-\x20\x7f][^\s<>\"\x00-\x20\x7f]*+", re.IGNORECASE)
ACTION = re.compile(
    r"verif|confirm|activat|reset|magic|log-?in\b|log in|sign-?in\b|sign in|passwor|set-?up|invit"
    r"|authenti|accept|bestätig|aktivier|zurücksetz|anmeld|vérifi|activer|réinit|connexion|connect"
    r"er|restablec|activa|iniciar|conferm|attiva|reimposta|accedi|redefin|ativar|entrar|bevestig"
    r"|activeer|inlog|bekräft|återställ|logga in|potwierd|aktyw|zresetuj|zaloguj|doğrula|onayla"
    r"|etkinleştir|sıfırla|giriş|подтверд|активир|сброс|войти|вход|認証|確認|有効|再設定|ログイン"
    r"|验证|驗證|确认|激活|重置|登录|인증|확인|재설정|로그인"
)
TOKEN = re.compile(r"[?&#;](?:\w{1,20}_)?(?:token|code|otp|key|ticket|oobcode|t)=")
DULL = re.compile(
    r"unsubscri|opt-?out|privacy|/terms|\bterms of|preferences|abmeld|abbestell|datenschutz"
    r"|impressum|désabonn|désinscri|confidentialit|darse de baja|cancelar|privacidad|disiscriv"
    r"|afmelden|uitschrijv|avregistrera|avsluta pren|wypisz|rezygn|abonelikten|gizlilik|отписат"
    r"|конфиденциал|配信停止|プライバシー|退订|隐私|수신 ?거부|개인정보"
    r"|view (?:it )?in (?:your )?browser"
    r"|//(?:[\w-]{1,20}\.)?(?:facebook|twitter|x|instagram|linkedin|youtube|tiktok|pinterest|t)\."
    r"(?:com|me)\b|//(?:apps\.apple|play\.google)\.com|w3\.org/|/(?:help|support|faq|contact)\b"
)
IMAGE = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|ico|css|js)(?:$|[?#])|/(?:pixel|open|track/open|beacon)\b"
)
