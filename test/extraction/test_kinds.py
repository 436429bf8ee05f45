# ruff: noqa: RUF001 (signs of many languages)
"""Several of each kind of mail that the weights are for; none of these is in a set of mails."""

from __future__ import annotations

import pytest

from client import find_codes, find_links
from client.extraction import explain

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("482913", "Az ajtó kódja: 482913-as."),
        ("482913", "Kodi yako ni ku-482913."),
        ("4829", "Ikhodi yakho ngu-4829. Ungayabelani."),
        ("482913", "Kodunuz 482913-dir."),
        ("482913", "Ваш код 482913-й"),
        ("AB12CD34", "Kodi: ku-AB12-CD34-ni"),
    ],
)
def test_what_a_language_hangs_on_a_number_is_no_part_of_it(code: str, text: str) -> None:
    assert find_codes(text) == [code]


@pytest.mark.parametrize("code", ["123456", "000000", "1234", "121212"])
def test_a_code_may_look_like_an_example(code: str) -> None:
    """As what is tested may always send the same."""
    assert find_codes(f"Your code is {code}.") == [code]
    assert find_codes(f"Hello,\n\nyour code:\n\n{code}\n\nBye", "", "Your code") == [code]
    assert find_codes(f"Enter {code} to sign in.") == [code]


UNEVEN = ("482 9", "4829 1", "48 291", "482 91", "4829 13", "48 2913", "482 91 35", "48 29 135")


@pytest.mark.parametrize("written", [*UNEVEN, "4829 135", "482 913 57", "K7 P2Q", "7K2 9Q"])
@pytest.mark.parametrize(
    "text",
    [
        "Your code is {}.",
        "Your code:\n\n{}\n\nIt works once.",
        "Prošu zapodajće kod {} na stronje.",
        "Enter {} to sign in to your account.",
        "{} is your code",
    ],
)
def test_uneven_groups_are_one_code(written: str, text: str) -> None:
    assert find_codes(text.format(written), "", "Your code") == [written.replace(" ", "")]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("4829", "Code 4829 10 minutes"),
        ("482913", "Kode 482913 15 menit"),
        ("4829", "Il tuo codice 4829 2 ore"),
        ("4829", "PIN 4829 24 timmar"),
        ("4829", "code 4829 12 May"),
        ("482913", "Your code is 482913. Call 91 23 45 67"),
        ("4829", "Your parcel is here.\n\nLocker   PIN    Until\n12       4829   30/11\n"),
    ],
)
def test_a_unit_or_a_row_is_no_group_of_the_code(code: str, text: str) -> None:
    assert find_codes(text) == [code]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("HX72LD", "Escribe o código HX7 2LD."),
        ("KJ83XN", "Kode undhangané: KJ8 3XN"),
        ("QW71PE", "Bruk engangskoden QW 71 PE for å lese den."),
        ("e49a1d", "Your code:\n\ne4 9a 1d\n\nIt works once."),
        ("lark7b2k", "Your code:\n\nlark-7b2k\n\nIt works once."),
        ("TUI482", "Enter the code TUI-482 to join."),
        (None, "Your code is in the post, to Leeds LS1 4DY."),
        (None, "The PIN follows in a letter to your address in SW1A 1AS."),
        (None, "The code review of TUI-482 is done."),
    ],
)
def test_codes_with_the_shape_of_something_else(code: str | None, text: str) -> None:
    assert find_codes(text) == ([code] if code else [])


@pytest.mark.parametrize(
    ("code", "text", "subject"),
    [
        ("4829", "Bitte nennen Sie dem Zusteller die Nummer 4829.", ""),
        ("4829", "Podaj kurierowi 4829.", ""),
        ("8900", "Quando ele chegar, informe o código de entrega 8900.", "Seu pedido 475119"),
        ("71081589", "كود تفعيل حسابكم هو 71081589، ويُستخدم مرة واحدة.", ""),
        ("99496", "Skriv inn talet 99496 på sida du har oppe.", ""),
        ("710845", "Γράψε τον αριθμό 71-08-45 στη σελίδα σύνδεσης.", ""),
        ("GLAD4093", "On the screen in your meeting room, enter:\n\n    GLAD-4093\n", "Link it"),
        ("9316", "It will ask for a four digit check-in code. Yours is 9316.", ""),
        ("QRTWP", "ecco il codice per accedere:\n\n*Q R T W P*\n\nScade alle 11:20.", ""),
        ("КЛН482", "Кодът за свързване с групата е: КЛН-482", ""),
        ("mxq582", "A túa clave persoal é mxq-582. Non a compartas.", ""),
        ("172128", "至帳號末五碼16671，交易驗證碼為172128，請於3分鐘內輸入。", ""),
        ("482913", "Your code is 482913. Amount: $12.40. Merchant: Lindal.", ""),
        ("482913", "Kodunuz 482913. Tutar: 120,00 TL.", ""),
        ("482913", "Votre code est 482913. Montant : 45,90 €.", ""),
        ("VVOXYK", "認証コードはVVOXYKです。", ""),
        ("Tz05q6", "验证码Tz05q6，请输入。", ""),
        ("Tz05q6", "인증번호 Tz05q6를 입력하세요.", ""),
        ("738204", "Your code is 738204\r\rIt expires soon.", ""),
        ("83051", "Umshini uzobuza, ucindezele u-8 3 0 5 1 bese ulinda.", ""),
        ("4829", "When you stand at the door, press 4829 and wait.", "The flat"),
        (None, "Quote 4829 whenever you write to us.", ""),
        (None, "Cinq codes erronés ont été saisis pour l'identifiant 8523959.", "Codes erronés"),
        (None, "Your member number:\n\n204 881", "Welcome"),
        (None, "Ihre Zugangscodes sind abgelaufen. RT 04 RW 09.", ""),
    ],
)
def test_what_is_to_be_entered_or_told(code: str | None, text: str, subject: str) -> None:
    assert find_codes(text, "", subject)[:1] == ([code] if code else [])


def test_a_mail_in_a_frame_is_not_quoted() -> None:
    text = "> Hello Ann,\n> your code is 482913\n> Bye"
    assert "quoted" not in explain(text)[0].reasons
    assert "quoted" in explain(f"See below.\n\n{text}")[0].reasons


def test_a_link_to_sign_in_may_have_the_code() -> None:
    html = '<p>Your code is 482913.</p><a href="https://a.example/1">Sign in with code 482913</a>'
    found = explain("", html, "Your code")[0]
    assert found.code == "482913"
    assert "in the words of a link" not in found.reasons


@pytest.mark.parametrize(
    ("text", "html", "subject"),
    [
        ('A caller says "read me the code 123456 you just received" and many do.', "", "News"),
        ("", '<a href="https://f.example/1">Locker PIN 0000 opens every door</a>', "Summary"),
        ("With the old code 000417 was turned into 417.", "", "Re: leading zeros (!2047)"),
        ("Somebody asked for a new password for account 884120.", "", "Reset your password"),
        ("Use two-factor codes. The SMS-TAN ends in May.", "", "New TAN"),
    ],
)
def test_codes_that_are_spoken_of(text: str, html: str, subject: str) -> None:
    assert find_codes(text, html, subject) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("HT5R92", "Code HT 5R 92"),
        ("0917LKE", "Pickup code 0917 LKE"),
        ("7K29QX", "Your code: 7K 29 QX"),
        ("QX7K29", "Your code is QX 7K 29."),
        ("ABCDE1F3GH", "Your code: ABCDE-1F3GH"),
        ("FK8031", "Ihr Zugangscode lautet FK 80 31."),
        ("8031FK", "Ihr Zugangscode lautet 80 31 FK."),
        ("7QFK31", "Your code:\n\n7Q FK 31"),
        ("WWK175188", "Your code is WWK 175 188."),
        ("TUP19KL", "Przepisz kod TUP 19 KL."),
        ("482913", "Dial in with PIN 482 913."),
    ],
)
def test_groups_of_letters_belong_to_the_code(code: str, text: str) -> None:
    assert find_codes(text) == [code]


@pytest.mark.parametrize(
    ("code", "html"),
    [
        (
            "HT5R92",
            "<table><tr><th>Box</th><th>Pickup code</th><th>Until</th></tr>"
            "<tr><td>B07</td><td>HT 5R 92</td><td>30/11</td></tr></table>",
        ),
        (
            "4829",
            "<table><tr><th>Locker</th><th>Floor</th><th>PIN</th><th>Day</th></tr>"
            "<tr><td>17</td><td>2</td><td>4829</td><td>Mon</td></tr></table>",
        ),
        ("482913", "<table><tr><td>482</td><td>913</td></tr></table><p>Din kode</p>"),
        (
            "8157",
            "<style>.k{font:700 32px/1 Menlo}</style>"
            "<p>Tast dette ind:</p><p class=k>8157</p><p>Det virker i 10 min.</p>",
        ),
        (
            "482913",
            "<style>@media print{.a{color:red}} .b { font-weight: bold }</style>"
            "<p>Idatzi zenbaki hau orrian: <span class='a b'>482913</span></p>",
        ),
    ],
)
def test_cells_and_style_sheets(code: str, html: str) -> None:
    assert find_codes("", html) == [code]


@pytest.mark.parametrize(
    ("code", "text", "subject"),
    [
        ("4829", "Your parcel waits in locker 17.\nPIN 4829\n", "Order 20458113 is here"),
        (
            "482913",
            "Il tuo ordine è pronto. Per aprire lo sportello digita 482913.",
            "Ritiro ordine 20418",
        ),
        (
            "482913",
            "Open https://a.example/?m=a%40b.example and enter 482913 there.",
            "Welcome",
        ),
        (
            "482913",
            "Kia ora Aroha,\n\nTāuruhia tēnei:\n\n482 913\n\nKa pau i roto i te 10 min.",
            "Kia ora",
        ),
    ],
)
def test_what_the_whole_mail_tells(code: str, text: str, subject: str) -> None:
    assert find_codes(text, "", subject) == [code]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        # codes of something else, in bills and the like
        ("Sawubona, i-oda yakho 44718 isendleleni. Ikhodi yeposi: 4001.", "I-oda yakho 44718"),
        ("Rekening 204417 beloop R1 284,50. Poskode 7550.", "Rekening 204417"),
        ("Name: Ann\nContract: 20931\nPayer code: 72257\nDue: 12 480 Ft", "Bill 20931"),
        ("Northfield Surgery (practice code 77801) is closed on Monday.", "Closed on Monday"),
        # numbers of a ticket
        (
            "Thanks for your message.\n\n35730924\n\nKeep this number.",
            "[Ticket 35730924] Your code does not work",
        ),
        ("Your case 28895529 was closed.", "【Case 28895529】 code not received"),
        ("See above.", "Re: code review for PR 1182"),
        # programs
        ("if code == 409110: return None # this code should be a constant", "Code review"),
        ('params[:code] == "123456" is not what I had in mind for the code', "Re: review"),
        ("The code 0x80070778 comes from the old path.", "Crash"),
        ("Exit code: 137\nJob: 518635\nLog: https://ci.example/jobs/518635", "Build 3353 failed"),
        # codes to pay less with
        ("Dein Code HERBST25: damit sparen Sie 15 Euro.", "Herbst"),
        ("Nhập mã TET2025 để được giảm 50.000đ.", "Tết"),
        # words to enter something that mean another thing elsewhere
        ("La course réunit entre 1500 et 1800 coureurs. Confirmez votre venue.", "La course"),
        ("El precio está entre 4500 y 5200. Confirma tu visita.", "Visita"),
        ("Der Preis liegt zwischen 4500 und 5200. Bitte bestätigen Sie den Termin.", "Termin"),
        ("Ihre Heizung Typ 4471 wird gewartet. Bitte bestätigen Sie den Termin.", "Wartung"),
        ("P.O. Box 48213, Nairobi, Kenya 00100\nUnsubscribe | Log in", "News"),
        ("San Francisco, USA 94105 | Sign in", "News"),
        # times, names, numbers to call
        ("See you at 18u30. The code of the gate has changed.", "Gate"),
        ("We never ask for your code. Call 0800 555 014.", "Be careful"),
        ("Hello linxi2004, press the button to set a new password. No code is needed.", "Reset"),
    ],
)
def test_what_is_no_code(text: str, subject: str) -> None:
    assert find_codes(text, "", subject) == []


@pytest.mark.parametrize(
    ("code", "subject", "text"),
    [
        # An amount in the subject is no other number.
        ("4829", "Confirm your payment of KSh 2,300", "Use the PIN 4829 to pay KSh 2,300."),
        ("482913", "Zahlung über 84,90 € freigeben", "Die Freigabenummer lautet 4829-13."),
        ("482913", "749,90 TL ödeme onayı", "Ödemeyi onaylamak için 482 913 kodunu kullanın."),
        ("482913", "Platba 1 250 Kč", "Kód k potvrzení platby: 482913"),
        # The verb comes last.
        ("48291", "", "کد یکبارمصرف شما ۴۸۲۹۱ است. آن را به کسی ندهید."),
        ("4829", "", "کود تأیید حساب شما ۴۸۲۹ می‌باشد."),
        ("482913", "", "आपके खाते का कोड 482913 है। इसे किसी को न बताएं।"),
        ("3908", "", "ክፍያዎን ለማረጋገጥ 3908 ያስገቡ።"),
        ("7336", "", "অ্যাপে যাচাই করতে 7336 সংখ্যাটি দিন।"),
        # Groups.
        ("271284", "", "Tu clave de un solo uso:\n\n>> 271·284 <<"),
        ("372047", "取件通知", "您的快递已放入3号柜,取件码 3-7-2047,请于24小时内取走。"),
        ("482913", "", "Your code: 482913·Expires in 10 minutes"),
        # Small letters.
        ("xkcdvbnm", "", "Please type this code into the box on the login page\nxkcdvbnm\nBye"),
        ("e49a1d", "", "Here is the one-time code for the box on the login page\ne4 9a 1d\nBye"),
        ("cyhkkqst", "Hasło aplikacji", "Wygenerowano hasło aplikacji:\ncyhk kqst\n"),
        ("hvbnkrtu", "Appairage", "Tapez le code d’appairage : hvbn-krtu. Reçue à 18 h 32."),
        ("hv3kp9ta", "", "Informe o código hv3-kp9-ta."),
        # Signs that are a unit elsewhere.
        ("6K2H9P", "", "Eşleştirme kodunu girin:\n\n6 K 2 H 9 P"),
        ("4G7M2L", "", "Your pairing code:\n\n4 G 7 M 2 L"),
        # A word that means another thing elsewhere.
        ("482913", "", "Inscrivez le code reçu par courriel :\n\n482913"),
        ("006658", "", "Jūsu apstiprinājuma kods skaitītāja portālā ir\n\n>> 006658"),
        ("XR5JQR57", "", "Bitte geben Sie die Zeichenfolge XR5JQR57 in das Formular ein."),
        # Not codes.
        (None, "Direct Debit notice", "We collect it soon.\nHarkvale Ltd, London EC1V 4PX."),
        (None, "Consulta confirmada", "20/11/2025, 14h20, sala 302. Chegue 15 minutos antes."),
        (None, "นัดพบแพทย์", "นัดพบวันพฤหัสบดีที่ 4 เวลา 10.30 น. HN 204418 มาก่อนเวลา 15 นาที"),
        (None, "", "Хэрэглэгчийн код: 204418. Хугацаа: 2025.11.25."),
        (None, "", "Kod klienta: 204418"),
        (None, "Račun", "Račun br. 10-44128. Rok je 15.12.2025. Šifra potrošača: 700441."),
        (None, "อย่าบอกรหัส OTP", "ธนาคารไม่มีนโยบายขอรหัส OTP\nโปรดวางสาย\n\n© 2568"),
        (
            None,
            "v2 endpoints retire",
            "Requests to it will return HTTP 410 after 31 March. Error\ncode 4102 tells you more.",
        ),
        (None, "Backup", "Start: 02:00:01\nEnd: 02:47:33\nFiles: 184 220\nExit code: 0"),
        (None, "spazio su disco", "Host: nas\nCodice evento: 288142\nOra: 04:18:09"),
        (None, "", "Please review the code PROJ-4821 today."),
        (None, "", "The code SHA-256 was added. Merged the code PR-1182 by Ann."),
        (None, "", "Your password: strengths. Thanks"),
        (None, "", "Passwort: herbst"),
        (None, "", "O código foi criado no prédio 204418 da nossa rua"),
        (None, "", "Nuova stringa 4412 aggiunta al catalogo"),
        (None, "", "Confirm: FCFA 5000"),
        ("4829", "", "Kode Anda 4829, berlaku 10 mnt"),
        (None, "Backup report: 1 warning", "Duration: 02:41:17\nWarning code: 4402 (snapshot)"),
        (None, "", "Min dekoder 4415 virker fint med adressen."),
        (None, "Nie podawaj nikomu kodów", "Nigdy nie prosimy o kod BLIK ani kod z SMS."),
        (None, "Jangan berikan kode OTP", "Kami tidak meminta kode OTP. Laporkan ke 1500 418."),
    ],
)
def test_what_a_sentence_says(code: str | None, subject: str, text: str) -> None:
    assert find_codes(text, "", subject) == ([code] if code else [])


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("We will never ask for your code", "Somebody wants the code 482913? It is not us."),
        ("Wir fragen niemals nach Ihrer TAN", "Wer am Telefon nach der TAN 482913 fragt, lügt."),
        ("Nunca te pediremos tu clave", "Si te piden el código 482913, no lo des."),
        ("Никогда не сообщайте код", "Если вас просят назвать код 482913, не называйте."),
        (
            "私たちがコードをお尋ねすることはありません",
            "コード 482913 を聞かれても答えないでください。",
        ),
        ("Your security", "Does a caller want a code such as 482913? Tell us."),
        ("Votre sécurité", "On vous demande un code, par exemple 482913 ?"),
        ("Sicherheit", "Fragt jemand nach einem Code, z. B. 482913, rufen Sie uns an."),
        ("Your security", "If somebody asks you for the code 482913 on the phone, hang up."),
        ("Turvallisuus", "Jos joku pyytää koodia 482913, lopeta puhelu."),
        ("您的安全", "如果有人索要验证码482913，请挂断电话。"),
    ],
)
def test_advice_on_fraud_has_no_code(subject: str, text: str) -> None:
    assert find_codes(text, "", subject) == []


def test_a_warning_not_to_tell_a_code_is_none_that_there_is_none() -> None:
    text = "Your code is 482913. We never ask for it. Hang up if somebody does."
    assert find_codes(text, "", "Your code") == ["482913"]
    assert find_codes(text, "", "482913 is your code, never tell it") == ["482913"]


@pytest.mark.parametrize(
    "text",
    [
        "Codice prenotazione\n\nZ2MN4S",
        "Ihr Buchungscode: Z2MN4S",
        "Κωδικός κράτησης Z2MN4S. Καλό ταξίδι.",
        "Rezerváció kódja nincs. Foglalási kód: Z2MN4S",
        "Your referral code: MIRA5591",
        "Votre code de parrainage : MIRA5591.",
        "Tu código de amigo es MIRA5591.",
        "Free delivery with MIRA55.\nCode MIRA55 can be used once per customer.",
        "מספר מונה: 0857380\nקריאה קודמת: 61474",
        "Reservation Z2MN4S is confirmed: Z2MN4S\n\nYour reference: Z2MN4S",
    ],
)
def test_bookings_and_codes_for_friends_are_none(text: str) -> None:
    assert find_codes(text) == []


def test_what_the_subject_calls_another_number_is_none() -> None:
    assert (
        find_codes("Please quote this code when you call:\n\n15716", "", "Request no. 15716") == []
    )


RECEIPTS = [
    ("Mottak", "Vi fikk $24.50. Lambarka: 441882. Takk."),
    ("Session ended", "Zone: 418204\nPlate: KDX 77T\nDuration: 1 h 12 min\nCost: $6.40"),
    ("Bolnica", "Kod pacijenta: 20417. Iznos: 1.290,00 RSD"),
    ("Sąskaita", "Mokėtinas kodas 4481207, suma 63,40 Eur."),
]


@pytest.mark.parametrize(("subject", "text"), RECEIPTS)
def test_a_price_in_a_mail_that_asks_for_nothing_is_of_a_receipt(subject: str, text: str) -> None:
    assert find_codes(text, "", subject) == []


@pytest.mark.parametrize(
    "text",
    [
        "Confirm your payment of 24,50 € with this code: 441882",
        "Your code: 441882\nAmount: £1,290.00\nDo not share it with anyone.",
        "Din säkerhetskod för köp på Bokhandeln (1 290,00 kr) är 441882.",
        "Code de la boîte à clés : 441882. Montant : 480,00 €.",
        "Der Code für die Haustür ist 441882. Kaution: 50 €",
        "Ihr Code für die Zahlung von 12,99 € bei Buchladen lautet 441882.",
        "441882 is your code for the purchase of $24.50 at Acme.",
        "Код 441882. Покупка 1290 руб. в магазине.",
        "Ваш код: 441882. Списание 1290 руб. Никому его не сообщайте.",
    ],
)
def test_a_code_may_be_for_a_payment_or_beside_a_price(text: str) -> None:
    assert find_codes(text) == ["441882"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("2750", "임시 비밀번호는 *2750# 입니다."),
        ("4829", "The code of the gate is *4829#"),
        ("528471", "faka ikhodi engu-528471 ukuze ungene"),
        ("57190", "Gamita ang kowd nga 57190"),
        ("9bE3c07D", "copy this activation key into the page: 9bE3-c07D"),
        ("9472280", "รหัสเปิดตู้: 947-2280"),
        ("773042", "escribe o código 7730-42 no paso 3"),
        ("5093", "הקוד לכניסה לדירה ברחוב אלנבי 52 הוא 5093 ואחריו כוכבית."),
        ("5093", "رمز الباب في شارع النيل 52 هو 5093"),
    ],
)
def test_more_shapes_of_codes(code: str, text: str) -> None:
    assert find_codes(text) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "La kongreso okazos 18–25 julio.",
        "Say yes: 18-25 July, tell us",
        "Press 12-14 août",
        "Centre code | 4418",
        "Código da vaga: 118204",
        "Ihre Prüfnummer ist 7120448.",
        "Sperr-Notruf: 116 116",
    ],
)
def test_days_and_codes_of_other_things(text: str) -> None:
    assert find_codes(text) == []


SHAPES = ("609-027", "609027", "AB12-CD34", "JNPK-MMKK", "TRPQHJ", "3e5cec", "481 516", "K7RVM4")
FRAMES = (
    *("=== {} ===", "=={}==", "==> {} <==", "--- {} ---", "*** {} ***", "**{}**", "~~ {} ~~"),
    *("+++ {} +++", "[ {} ]", "<< {} >>", "| {} |", "## {} ##", "• {}", "-={}=-", "`{}`", "→ {}"),
    *("-----\n{}\n-----", "========\n{}\n========", "┌────┐\n│ {} │\n└────┘", "```\n{}\n```"),
    "+--------+\n| {} |\n+--------+",
)


@pytest.mark.parametrize("frame", FRAMES)
def test_a_frame_around_a_code_is_no_part_of_it(frame: str) -> None:
    """In a language of which no word is known, too."""
    known = "Hi,\n\nuse this code to sign in:\n\n{}\n\nIt holds for 5 minutes.\n"
    unknown = "Zzqa Mo,\n\nblorg qadun zil ot loqqe und po:\n\n{}\n\nQadun udliber om.\n"
    for code in SHAPES:
        wanted = code.replace("-", "").replace(" ", "")
        for text in (known, unknown):
            assert find_codes(text.replace("{}", frame.replace("{}", code)))[:1] == [wanted]


@pytest.mark.parametrize(
    "text",
    ["**** 4829", "•••• 4829", "Visa\n•••• 4829\n\nThanks.", "* 4829 apples", "-4829", "= 4829 ="],
)
def test_a_masked_number_or_a_sum_is_in_no_frame(text: str) -> None:
    assert find_codes(text) == []


@pytest.mark.parametrize("code", ["482913", "7355", "TT2KY5", "MVTQRQWK", "prys0885", "ABLE"])
@pytest.mark.parametrize("between", ["", " ", "-", "&nbsp;-&nbsp;", "·"])
@pytest.mark.parametrize("element", ["td", "span", "div", "b"])
def test_signs_in_elements_of_their_own_are_one_code(code: str, between: str, element: str) -> None:
    half = len(code) // 2
    parts = [f"<{element} style='padding:8px'>{sign}</{element}>" for sign in code]
    if between:
        parts.insert(half, f"<{element}>{between}</{element}>")
    row = "".join(parts)
    row = f"<table><tr>{row}</tr></table>" if element == "td" else f"<div>{row}</div>"
    html = f"<p>Blorg qadun zil:</p>{row}<p>Qadun udliber om.</p>"
    assert find_codes("", html) == [code]


@pytest.mark.parametrize(
    "row",
    [
        "<tr><td>A</td><td>5</td></tr><tr><td>B</td><td>7</td></tr><tr><td>C</td><td>2</td></tr>",
        "<tr><td>1</td><td>8</td><td>:</td><td>0</td><td>4</td></tr>",
        "<tr>" + "".join(f"<td>{day}</td>" for day in "MTWTFSS1234567") + "</tr>",
    ],
)
def test_signs_of_several_things_are_no_code(row: str) -> None:
    assert find_codes("", f"<p>Blorg qadun zil.</p><table>{row}</table><p>Qadun om.</p>") == []


@pytest.mark.parametrize(
    "text",
    [
        "Build 96 has failed.\n\nblarg      main\ncommeth    e330f45f\n",
        "гранка: развој\nизмена: 546e4e39\nчекор: тест",
        "Qadun udliber om 10 minutes. blarg 26c4d24",
        "Somme SHA-1 : 5f0ab1c99d. Fichiers ignorés : 3.",
    ],
)
def test_a_hash_is_no_code(text: str) -> None:
    assert find_codes(text) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("7d5dfaea", "Your code: 7d5dfaea"),
        ("7d5dfaea", "Blorg qadun zil:\n\n7d5dfaea\n\nQadun udliber om.\n"),
        ("97967", "हिमाल बुक्समा साइन इन गर्न 97967 OTP प्रयोग गर्नुहोस्।"),
        (
            "825574",
            "Сайн байна уу, бүртгэлээ дуусгахын тулд нээлттэй хуудсанд 825574 гэж\nбичнэ үү.",
        ),
        ("3225", "பதிவை நிறைவுசெய்ய திறந்திருக்கும் உங்கள் பக்கத்தில் ௩௨௨௫ எனும் எண்ணை\nஉள்ளிடுங்கள்."),
        ("24064973", "접수번호: 2025-3301-0447\n본인확인 번호: 2406-4973\n"),
    ],
)
def test_words_and_lines_of_a_sentence(code: str, text: str) -> None:
    assert find_codes(text) == [code]


@pytest.mark.parametrize(
    "text", ["फ्लॅट ४०२, कोथरूड, पुणे ४११०३८.", "Flat 4, Kothrud, Pune 411038, India"]
)
def test_a_postcode_behind_a_town_is_no_code(text: str) -> None:
    assert find_codes(f"Zzqa blorg 10 minutes.\n\n{text}") == []


@pytest.mark.parametrize("code", ["1961", "2008", "2024"])
@pytest.mark.parametrize(
    "text",
    [
        "Enter {} in the app to continue.",
        "Bitte geben Sie {} in der App ein.",
        "Saisissez {} pour continuer.",
        "{} is your Acme verification code.",
        "Your code\n\n{}\n\nexpires in 10 minutes",
        "Your code is {}.",
        "Kode: {}",
        "OTP {}",
        "PIN {} gilt 10 Minuten",
        "Use {} to sign in.",
    ],
)
def test_a_code_may_look_like_a_year(code: str, text: str) -> None:
    """As one of 67 of four digits does."""
    assert find_codes(text.format(code)) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "Please fill in the form by 31 May 2025.",
        "Building code 2018 applies.",
        "In 2025 a verification code was used to sign in.",
        "Our code of conduct 2024 is online.",
        "Tax code\n2019\n2020",
        "© 2024 Acme. Your code is in the app.",
    ],
)
def test_a_year_is_no_code(text: str) -> None:
    assert find_codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Wi-Fi: Guest. Your room 312 key code is 8814. Checkout 11:00, 14 May 2026.",
        "Your room code is 8814. Checkout 11:00, 14 May 2026.",
        "Open the link and type\n\n8814\n\nto go on.",
    ],
)
def test_what_a_door_asks_for(text: str) -> None:
    assert find_codes(text) == ["8814"]


@pytest.mark.parametrize(
    "text",
    [
        "La carga 482913 ha salido de Vigo.",
        "Cole 48291 Main office",
        "O colar 48291 chegou",
        "La colle 48291 est en stock.",
        "Le total fut 48291 en juin.",
        "Una pega: 48291",
        "PGE Skra 48291 kibiców.",
        "Die Fuge: 48291 Besucher.",
        "Rapporten anger 48291 invånare.",
        "Terima kasih atas masukan 48291 Anda.",
        "Введення 48291 нових місць.",
        "الصقر 48291",
        "בכל הקשור 48291",
        "आपकी अर्जी 482913 दर्ज की गई है।",
        "48291 ಹಾಕಿ ಪಂದ್ಯ",
        "صفحه کلید 48291",
        "Olá, Ana e te 482913 amanhã.",
        "Volume: 412 Go, fichiers 482913",
        "4829 password resets today.",
    ],
)
def test_words_that_mean_something_else_elsewhere(text: str) -> None:
    assert find_codes(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Tu código de matrícula: K7RVM4",
        "Oda kodunuz: K7RVM4",
        "Your envelope code is K7RVM4.",
        "Your siren code: K7RVM4",
        "Code KRAFTWERK SCHMIDT K7RVM4",
        "Your code:\n\n________\nK7RVM4",
        "Step 1 / K7RVM4 is your code",
    ],
)
def test_words_and_signs_that_hide_no_code(text: str) -> None:
    assert find_codes(text) == ["K7RVM4"]


def test_what_an_image_says_stands_between_signs() -> None:
    said = ("Open the app", "Enter 482913", "Enjoy it")
    cells = [f"<td>{n}</td><td><img alt='{said[n - 1]}'></td>" for n in (1, 2, 3)]
    assert find_codes("", f"<table><tr>{''.join(cells)}<td>4</td></tr></table>") == ["482913"]


@pytest.mark.parametrize(
    "cells",
    [
        ("Arsenal", "8", "5", "2", "1"),
        ("1", "2", "3", "4", "5"),
        ("5", "4", "3", "2", "1"),
        ("Kids", "5", "6", "7", "8"),
    ],
)
def test_a_row_of_a_table_and_a_scale_are_no_code(cells: tuple[str, ...]) -> None:
    row = "".join(f"<td>{cell}</td>" for cell in cells)
    assert find_codes("", f"<p>Blorg qadun.</p><table><tr>{row}</tr></table><p>Zil om.</p>") == []


@pytest.mark.parametrize("home", ["https://app.example", "https://app.example/"])
def test_the_name_of_a_program_leads_home(home: str) -> None:
    header = f'<table><tr><td><a href="{home}">Trellis</a></td></tr></table>'
    link = "https://app.example/billing/418"
    button = f'<p>Blorg qadun zil.</p><a href="{link}">Qadun</a>'
    assert find_links("", header + button) == [link, home]
    assert find_links("", header) == [home]
