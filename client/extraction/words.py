# ruff: noqa: RUF001 (words in the alphabets of their languages)
"""The words by which codes are known, by language. Data alone; links have ``action_words``.

To add a language, add its line to each table; words are kept apart by ``|``.

- Case does not count, and accents may be left out by the sender: "código" also finds "CODIGO".
- ``*`` before a word: it may end a longer one ("*code" finds "Zugangscode"). ``*`` behind it: an
  ending may follow ("verif*" finds "verifying"). It is not needed where the script is not Latin,
  Greek or Cyrillic: words of such scripts are found anywhere.
- The longest word wins: "verification number" is no "number".
- Languages that share a word share its line: "code" is also German, French and Dutch.
- All languages are looked for at once, so a word must not mean another thing elsewhere: "din" is
  "from" in Romanian, but "your" in Swedish.
"""

#: Words for a code of any kind; beside a word of OTHER they mean another number.
CODE = {
    "en": "*code|*codes|order confirmation code|booking confirmation code"
    "|reservation confirmation code",
    "es": "código*",
    "it": "codice|codici",
    "ca": "codi|codis",
    "sv": "*kod*",
    "fi": "*koodi*",
    "et": "*kood*",
    "ro": "cod|codul|coduri|codurile",
    "el": "κωδικ*",
    "ru": "*код|код*",
    "ar": "رمز|كود",
    "fa": "کد",
    "he": "קוד",
    "hi": "कोड",
    "bn": "কোড",
    "th": "รหัส",
    "ja": "コード",
    "zh": "代码|代碼",
    "ko": "코드",
}

#: Words for a code that proves who one is, and for a password that holds once.
ONE_TIME = {
    "en": "otp|pin|passcode|token|one-time password|one time password|temporary password"
    "|single-use password|verification number|security number|authentication number|access key"
    "|activation key|licence key|license key|digit number|use password|use the password",
    "de": "tan|smstan|mtan|pushtan|geheimzahl|einmalpasswort|einmalkennwort|einmal-passwort"
    "|temporäres passwort|bestätigungsnummer|sicherheitsnummer|*ziffernfolge|*stellige zahl"
    "|*stelligen zahl|zugangsschlüssel|aktivierungsschlüssel|lizenzschlüssel",
    "fr": "mot de passe à usage unique|mot de passe temporaire|mot de passe provisoire"
    "|clé d'activation|clé d'accès",
    "es": "clave|claves|tu nip|su nip|el nip|nip de",
    "it": "password temporanea|password monouso|password provvisoria|chiave di accesso"
    "|chiave di attivazione",
    "pt": "senha temporária|senha de uso único|senha provisória|palavra-passe temporária"
    "|palavra-passe de utilização única|palavra-passe de uso único|chave de ativação",
    "nl": "pincode|eenmalig wachtwoord|tijdelijk wachtwoord",
    "sv": "engångslösenord|tillfälligt lösenord",
    "nb": "engangspassord|midlertidig passord",
    "fi": "kertasalasana*|tunnusluku*|numerosarja*",
    "et": "ühekordne parool",
    "pl": "hasło jednorazowe|hasłem jednorazowym|hasło tymczasowe|hasło sms",
    "cs": "jednorázové heslo|dočasné heslo|heslo pro výdej*|heslo pro vydání*|heslo k vyzvednutí",
    "sk": "jednorazové heslo",
    "hu": "egyszeri jelszó|ideiglenes jelszó",
    "ro": "parola temporară|parola unică|parolă unică",
    "hr": "jednokratna lozinka|privremena lozinka",
    "tr": "şifre*|tek kullanımlık parola*|parolanız",
    "ru": "пин|одноразовый пароль|временный пароль|пароль для подтвержд*|пароль для вход*"
    "|пароль для оплат*|пароль для перевод*|пароль для операц*",
    "uk": "одноразовий пароль|тимчасовий пароль|пароль для підтвердж*|пароль для вход*",
    "bg": "еднократна парола|временна парола",
    "ar": "كلمة مرور مؤقتة|كلمة المرور المؤقتة|كلمة مرور لمرة واحدة|كلمة المرور لمرة واحدة"
    "|كلمة سر لمرة واحدة|الرقم السري|رقم التعريف الشخصي",
    "fa": "رمز یکبار مصرف|گذرواژه یکبار مصرف",
    "he": "חד פעמי|חד-פעמי|סיסמה זמנית",
    "hi": "ओटीपी|वन-टाइम पासवर्ड|पिन",
    "bn": "ওটিপি",
    "vi": "mã xác*|mã otp|mã pin|mã bảo|mã đăng|mã kích|mã khôi|mã của bạn|mã truy cập"
    "|mật khẩu một lần|mật khẩu tạm thời",
    "id": "kata sandi sekali pakai|kata sandi sementara",
    "ja": "認証番号|受取番号|ワンタイムキー|確認番号|暗証番号|ワンタイムパスワード|仮パスワード"
    "|認証キー|桁の数字",
    "zh": "验证码|驗證碼|校验码|校驗碼|动态码|動態碼|动态密码|動態密碼|激活码|启用码|啟用碼"
    "|确认码|確認碼|认证码|認證碼|核验码|随机码|兑换码|提货码|取餐码|安全码|安全碼|登录码|登入碼"
    "|取件码|取貨碼|取货码|提取码|授权码|邀请码|识别码|識別碼|口令|一次性密码|一次性密碼|临时密码"
    "|臨時密碼|位数字|位數字",
    "ko": "인증번호|인증 번호|확인번호|보안번호|일회용 비밀번호|임시 비밀번호|자리 숫자",
}

#: What kind of code it is, behind the word for it: "codice temporaneo 482913".
KIND = {
    "en": "below|number",
    "de": "für die anmeldung|zur anmeldung|zur bestätigung",
    "fr": "d'accès|d'activation|de sécurité|de retrait|de déverrouillage|à usage unique|unique"
    "|temporaire|secret|personnel|suivant|ci-dessous|ci-après",
    "es": "de acceso|de seguridad|de firma|de recogida|de un solo uso|temporal|único|secreto"
    "|siguiente|numérico",
    "it": "di accesso|di sicurezza|di ritiro|di sblocco|temporaneo|monouso|univoco|segreto"
    "|seguente",
    "pt": "de acesso|de segurança|de levantamento|de retirada|de uso único|de utilização única"
    "|temporário|único|seguinte",
    "ca": "d'accés|de seguretat|temporal",
    "pl": "odbioru|dostępu|bezpieczeństwa|jednorazowy|jednorazowe|sms|do logowania",
    "cs": "pro přihlášení|pro vyzvednutí",
    "ro": "de acces|de siguranță|de unică folosință|unic|temporar",
    "ru": "доступа|безопасности|получения|выдачи|для входа|из смс",
    "uk": "доступу|безпеки|отримання|для входу",
    "bg": "за достъп|за вход",
    "el": "ασφαλείας|πρόσβασης|μίας χρήσης",
    "ar": "الأمان|الخاص بك|المؤقت|السري",
    "fa": "شما|ورود",
    "he": "שלך|הזמני",
    "th": "ของคุณ",
    "vi": "của bạn",
    "id": "akses|keamanan|anda|kamu",
}

#: A code to pay less with. It is a code, but the last that somebody waits for.
VOUCHER = {
    "en": "promo*|coupon*|discount*|voucher*|gift|checkout",
    "de": "gutschein*|rabatt*|aktions*",
    "fr": "réduction|remise|promotion*|bon d'achat",
    "es": "descuento*|cupón*|promoción*|promocional",
    "it": "sconto|buono|coupon",
    "pt": "cupom|cupão|desconto*",
    "nl": "korting*|waardebon",
    "sv": "rabatt*|presentkort",
    "da": "rabat*|gavekort",
    "fi": "alennus*|lahjakort*|etu*",
    "pl": "rabat*|zniżk*",
    "cs": "slev*|poukaz*",
    "hu": "kedvezmény*|kupon*",
    "ro": "reducere*|voucher*",
    "tr": "indirim*|kupon*",
    "el": "έκπτωσ*|κουπόνι*",
    "ru": "скидк*|промокод*|купон*",
    "uk": "знижк*",
    "ar": "خصم|قسيمة",
    "he": "קופון|הנחה",
    "hi": "छूट|कूपन",
    "th": "ส่วนลด|คูปอง",
    "vi": "giảm giá|khuyến mãi",
    "id": "diskon|kupon",
    "ja": "クーポン|割引",
    "zh": "优惠|優惠|折扣|礼品卡",
    "ko": "할인|쿠폰",
}

#: What has a number of its own, which is no code; also as in "postcode" and "tracking code".
OTHER = {
    "en": "order|orders|invoice|receipt|tracking|track|shipment|parcel|waybill|awb|customer"
    "|client|serial|model|phone|telephone|tel|fax|call|hotline|whatsapp|ext|stop to|zip|postal"
    "|post|area|country|dialling|sort|routing|iban|swift|vat|tax|card number|account number"
    "|case number|transaction number|transaction id|request id|ticket|branch|merchant|mcc"
    "|department|terminal|ending|ending in|ending with|ends in|sku|item|product|batch|hs|colour"
    "|color|hex|ral|pantone|rgb|error|exit|status|response|source|bar|qr|dress|morse|build"
    "|version|issue|total|amount|price|fee|since|copyright|code of conduct|code of practice"
    "|meeting id|code red|code club|code of ethics|code week|merchant category|hsn|sac|ifsc|micr"
    "|commodity|fare basis|plu|upc|ean|lot|cpt|icd|icd-10|naics|ucas|weather|ticker|tariff"
    "|cost centre|cost center|nominal|course|exam centre|reason code|delay code|vessel|flight"
    "|stock|plus code|identification code|short code|procedure|diagnosis|recall|section"
    "|hotel confirmation|booking confirmation|reservation confirmation|order confirmation"
    "|flight confirmation|last digits|last four digits|last 4 digits",
    "de": "bestell*|auftrag*|rechnung*|quittung|beleg*|sendung*|sendungs*|paket*|kundennummer"
    "|kundencode|vorgang*|telefon*|rufnummer|anrufen|durchwahl|plz|postleitzahl|postcode|vorwahl"
    "|bic|blz|ust-id*|farb*|strichcode|fehlercode|quellcode|artikel*|konto|kontonummer|betrag"
    "|summe|preis|gesamt|seit|kartennummer|endet auf|transaktions*|mitgliedsnummer|vertragsnummer"
    "|barcode|*kodex|*codex|warencode|tatbestandscode|ländercode|landescode|wkn|endziffern"
    "|endend auf|endet mit|letzten ziffern",
    "fr": "commande|commandes|facture|factures|reçu|suivi|colis|expédition|bordereau|dossier"
    "|téléphone|appelez|appeler|au numéro|couleur|couleurs|barres|code-barres|erreur|article"
    "|produit|siret|tva|rcs|montant|prix|depuis|guichet|termine par|indicatif|pénal|civil"
    "|code du travail|code de la route|semaine du code|insee|ape|naf|nuts|douanier|finissant par"
    "|se terminant par|terminant par",
    "es": "pedido|pedidos|factura|facturas|recibo|seguimiento|rastreo|envío|guía|paquete|cliente"
    "|expediente|teléfono|telf|tfno|llama al|llame al|cp|color|colores|barras|fuente|artículo"
    "|producto|cif|nif|iva|importe|precio|desde|termina en|terminada en|penal|área|país|sat"
    "|arancelario|terminado en|acabado en|acaba en|finaliza en|terminación",
    "it": "ordine|ordini|fattura|fatture|ricevuta|tracciamento|spedizione|pacco|pratica|telefono"
    "|chiama|chiamaci|postale|cap|avviamento|colore|colori|barre|sorgente|errore|articolo"
    "|prodotto|fiscale|importo|totale|prezzo|penale|civile|catastale|destinatario|tributo|abi|cab"
    "|cig|ateco|istat|termina con|terminante con|termina per|codice paziente|codice assistito",
    "pt": "encomenda|encomendas|fatura|faturas|rastreio|rastreamento|telefone|ligue|cep|cor|cores"
    "|fonte|erro|artigo|produto|cpf|cnpj|valor|preço|remessa|objeto|nota fiscal|termina em|ncm"
    "|cfop|cest|ibge|ddd|ddi|com final|terminado em|terminada em|terminado com|termina com",
    "ca": "comanda|telèfon|enviament",
    "nl": "bestel*|factuur*|zending|track*|klant*|bel|postcode|kleur*|streepjes*|streepjescode"
    "|foutcode|broncode|kvk|btw|bedrag|totaal|prijs|sinds|volgnummer|landcode|meldcode"
    "|artikelcode|eindigt op|eindigend op|eindigt met",
    "sv": "order*|beställning*|faktura*|kvitto*|kolli*|spårning*|försändelse*|kundnummer|ärende*"
    "|ring|postnummer|färg*|streckkod*|felkod*|källkod*|belopp|summa|pris|sedan|leverans*|kl"
    "|landskod*|varukod*|postkod*|riktnummer|slutar på|slutar med|slutsiffror*",
    "da": "ordre*|bestilling*|forsendelse*|pakkenummer|sporing*|kundenummer|sagsnummer|tlf|postnr"
    "|farve*|stregkode*|fejlkode*|kildekode*|cvr|beløb|siden|varenummer|varekode*|landekode*"
    "|slutter på|ender på",
    "nb": "farge*|strekkode*|feilkode*|kildekode*|ring oss|totalt|sporings*|landkode*",
    "fi": "tilaus*|lasku*|kuitti*|seuranta*|lähetys*|asiakas*|puhelin*|puh|soita|posti*|väri*"
    "|viivakoodi*|virhekoodi*|lähdekoodi*|tuote*|y-tunnus|hinta|vuodesta|klo|maakoodi*|päättyv*"
    "|päättyy",
    "et": "tellimus*|arve*|sihtnumber|värvi*|saadetis*",
    "pl": "zamówieni*|faktur*|paragon*|przesyłk*|paczk*|śledzeni*|klient*|zgłoszeni*|zadzwoń"
    "|infolini*|pocztow*|kolor*|kreskow*|źródłow*|błęd*|produkt*|towar*|regon|krs|kwot*|razem"
    "|cena|ceny|rok|roku|kierunkow*|infolinia|kodeks*|kraju|pkd|pkwiu|kończący się na"
    "|kończącego się na|końcówk*|zakończony",
    "cs": "objednávk*|účtenk*|zásilk*|sledov*|balík*|zákazn*|volejte|psč|poštovní*|poštov*|barv*"
    "|čárov*|chybov*|zdrojov*|zbož*|ičo|dič|částk*|celkem|země|variabilní symbol|končící|končícím"
    "|končí na|končícího|koncovkou",
    "sk": "zásielk*|zákazníc*|čiarov*|spolu|tovaru|krajiny|končiace na|končí na",
    "hu": "rendelés*|számla*|csomag*|nyomkövet*|küldemény*|ügyfél*|hívja|irányítószám*|szín*"
    "|vonalkód*|hibakód*|forráskód*|cikk*|adószám|összeg|óta|termék*|termékkód*|országkód*|végződő",
    "ro": "comand*|colet*|expedier*|urmărire*|sunați|poștal*|culor*|culoare*|bare|eroare|sursă"
    "|produs*|preț|fiscal|caen|cui|se termină în|terminat în|care se termină cu",
    "hr": "narudžb*|račun*|pošiljk*|praćenj*|kupc*|poštansk*|boja|boje|grešk*|izvorn*|iznos"
    "|završava na|završavaju na",
    "tr": "sipariş*|fatura*|kargo*|takip*|gönderi*|müşteri*|arayın|posta|renk|rengi|barkod*"
    "|karekod*|hata|kaynak|ürün*|vergi|tutar|toplam|fiyat*|yılı|alan|ülke|sonu|son hanesi"
    "|son 4 hanesi",
    "el": "παραγγελία*|τιμολογ*|απόδειξη|αποστολή*|δέμα*|παρακολούθησ*|πελάτη|τηλέφωνο*|τηλ"
    "|ταχυδρομ*|τκ|χρώμα*|σφάλμα*|προϊόν*|αφμ|ποσό|σύνολο|τιμή|έτος|λήγει σε|που λήγει|τελειώνει σε"
    "",
    "ru": "заказ*|счет*|квитанц*|чек|чека|накладн*|отправлен*|посылк*|трек*|отслежив*|клиент*"
    "|обращени*|телефон*|тел|звоните|позвоните|факс|индекс*|почтов*|цвет*|штрих*|ошибк*|исходн*"
    "|товар*|артикул*|инн|кпп|огрн|бик|сумм*|итого|цена|цены|год|года|году|регион*"
    "|заканчивается на|кодекс*|города|страны|подразделени*|окпо|оквэд|октмо|мсс|оканчивающ*"
    "|оканчивается на|заканчивающ*|последние цифры",
    "uk": "замовлен*|рахун*|відправлен*|посилк*|відстежен*|клієнт*|дзвоніть|поштов*|кольор*|колір"
    "|помилк*|разом|ціна|рік|року|індекс*|мфо|єдрпоу|дк|закінчується на|закінчу*",
    "bg": "поръчк*|пратк*|товарителниц*|обадете|пощенск*|цвят*|баркод|грешк*",
    "ar": "الطلب|طلب|فاتورة|الفاتورة|شحنة|الشحنة|تتبع|التتبع|العميل|هاتف|الهاتف|اتصل|البريدي"
    "|اللون|لون|الخطأ|المنتج|المبلغ|السعر|عام|سنة|منذ|الساعة|باركود|المصدر|الدولة|المدينة|البلد"
    "|المنتهي بـ|المنتهي ب|ينتهي بـ|ينتهي ب|المنتهية بـ|المنتهية ب",
    "fa": "سفارش|فاکتور|مرسوله|رهگیری|تلفن|تماس|پستی|رنگ|خطا|محصول|مبلغ|قیمت|سال|کالا|کشور",
    "he": "הזמנה|חשבונית|משלוח|מעקב|לקוח|טלפון|התקשרו|מיקוד|צבע|שגיאה|מוצר|סכום|מחיר|שנת|מקור"
    "|ברקוד|מסתיים ב|המסתיים ב|שמסתיים ב|מסתיים בספרות|המסתיים בספרות|שמסתיים בספרות",
    "hi": "ऑर्डर|चालान|बिल|ट्रैकिंग|ग्राहक|फोन|फ़ोन|कॉल|पिन कोड|पिनकोड|रंग|त्रुटि|उत्पाद|राशि"
    "|कीमत|वर्ष|अंतिम|आखिरी",
    "bn": "অর্ডার|চালান|ফোন|পোস্ট|রঙের",
    "th": "คำสั่งซื้อ|ใบแจ้งหนี้|ใบเสร็จ|พัสดุ|ติดตาม|ลูกค้า|โทร|ไปรษณีย์|สี|สินค้า|ข้อผิดพลาด"
    "|ยอดรวม|ราคา|ปี|พ.ศ.|ค.ศ.|คำขอ|ประเทศ|ลงท้ายด้วย|ลงท้าย",
    "vi": "mã đơn*|đơn hàng|hóa đơn|mã vận*|vận đơn|mã bưu*|bưu chính|điện thoại|gọi|mã màu"
    "|mã vạch|mã nguồn|mã lỗi|mã sản*|tổng|mã khách*|mã số thuế|năm|kết thúc bằng|đuôi số",
    "id": "pesanan|faktur|tagihan|resi|pelacakan|lacak|pelanggan|telepon|hubungi|pos|warna|batang"
    "|sumber|kesalahan|produk|npwp|harga|tahun|sejak|pukul|cabang|kurir|negara|saham|billing"
    "|berakhiran|berakhir|berujung",
    "ja": "注文|請求書|領収書|追跡|伝票|送り状|お問い合わせ|電話|郵便|会員|顧客|お客様|商品|品番"
    "|型番|カラー|色|バー|エラー|ソース|国|支店|金融機関|口座|合計"
    "|金額|税込|価格|証券|銘柄|国番号|末尾|末尾が|下4桁|下4桁が|下四桁|下四桁が",
    "zh": "订单|訂單|发票|發票|收据|快递|快遞|运单|運單|物流|包裹|追踪|追蹤|客户|客戶|电话|電話"
    "|热线|熱線|客服|致电|致電|拨打|撥打|邮政|郵遞|邮编|郵編|颜色"
    "|顏色|色|条形|二维|商品|产品|產品|错误|錯誤|源|国家|税号|金额|金額|总计|合计|价格|價格|尾号"
    "|尾號|股票|基金代|网点",
    "ko": "고객센터|주문|송장|운송장|택배|배송|세금계산서|청구서|영수증|고객|전화|팩스|문의|우편"
    "|색상|바코드|큐알|상품|오류|소스|국가|계좌|사업자|금액|합계"
    "|가격|종목|끝자리|뒷자리|뒤 4자리|끝 4자리",
    "ms": "cawangan|ralat|poskod",
}

#: Names of a number. Beside a word of OTHER they make it sure; alone they say: no code.
NUMBER = {
    "en": "number|numbers|no|nr|num|id|ref|reference|№",
    "de": "*nummer|*nummern|*nr|kennzeichen|zeichen|referenz",
    "fr": "numéro|numéros|n°|réf|référence|identifiant",
    "es": "número|núm|nº|n.º|referencia|folio|localizador",
    "it": "numero|rif|riferimento",
    "pt": "referência|protocolo",
    "nl": "kenmerk",
    "sv": "*numret|*numren|referens",
    "da": "*nummeret|reference",
    "fi": "*numero*|viite*|tunnus",
    "et": "number*",
    "pl": "numer*|sygnatur*",
    "cs": "číslo|čísla|č",
    "hu": "*szám|*száma|azonosító",
    "ro": "număr*|referință",
    "hr": "broj*",
    "tr": "numara*|*numarası",
    "el": "αριθμό*|αριθμ",
    "ru": "номер*|идентификатор*|n",
    "bg": "№",
    "ar": "رقم",
    "fa": "شماره",
    "he": "מספר",
    "hi": "नंबर|संख्या|क्रमांक",
    "bn": "নম্বর",
    "th": "หมายเลข|เลขที่|เบอร์",
    "vi": "số",
    "id": "nomor*|no",
    "ja": "番号|ナンバー",
    "zh": "号|號|号码|號碼|编号|編號|单号|單號",
    "ko": "번호",
}

#: Between a word of CODE or NUMBER and one of OTHER: "code de suivi".
OF = "of|de|des|du|d|do|da|dos|das|di|del|della|de la|de l|la|le|el|the|a|der|van|för|za|για|לפי|का"

#: Between a word and its code: "the code is 482913", "482913 is the code", "use it as a code".
IS = {
    "en": "is|are|as|was",
    "de": "ist|lautet|lauten|als|ist die|ist der",
    "fr": "est|sera|comme|est le suivant|est le",
    "es": "es|como|será|es el siguiente|es el",
    "it": "è|come|è il|è il seguente",
    "pt": "é|como|é o|é o seguinte",
    "ca": "és",
    "nl": "is|luidt|als",
    "sv": "är|som",
    "da": "er|som",
    "fi": "on",
    "et": "on",
    "pl": "to|jest|brzmi|jako",
    "cs": "je|jako",
    "sk": "je|ako",
    "hu": "az|a",
    "ro": "este|e|ca",
    "hr": "je|kao",
    "tr": "olarak",
    "el": "είναι|ως",
    "ru": "это|как",
    "uk": "це|як",
    "ar": "هو|هي",
    "fa": "عبارت است از",
    "he": "הוא|היא",
    "hi": "है",
    "th": "คือ",
    "vi": "là",
    "id": "adalah|ialah|sebagai",
    "ja": "は|が|です",
    "zh": "是|为|為",
    "ko": "는|은|가|이|를",
}

#: To type in: "enter 482913 to sign in".
ENTER = {
    "en": "enter|type|use|input|key in",
    "de": "gib|geben sie|verwende|verwenden sie|nutze|nutzen sie",
    "fr": "saisissez|entrez|utilisez|saisis|entre",
    "es": "introduce|introduzca|ingresa|ingrese|usa|use|utiliza|escribe|digita",
    "it": "inserisci|usa|digita|immetti",
    "pt": "digite|insira|introduza|utilize",
    "nl": "voer|gebruik|vul|typ",
    "sv": "ange|använd|skriv in",
    "da": "indtast|brug",
    "nb": "tast inn|bruk|skriv inn",
    "fi": "syötä|käytä|anna",
    "pl": "wpisz|przepisz|podaj|użyj",
    "cs": "zadejte|opište|použijte",
    "sk": "zadajte|použite",
    "hu": "adja meg|írja be|add meg",
    "ro": "introdu|introduceți|folosește|folosiți",
    "hr": "unesite|upišite",
    "el": "εισαγάγετε|πληκτρολογήστε",
    "ru": "введите|используйте|укажите",
    "uk": "введіть|використайте",
    "ar": "أدخل|استخدم",
    "he": "הזן|הקלד|להזין|להקליד",
    "vi": "nhập|sử dụng",
    "id": "masukkan|gunakan|ketik",
    "zh": "输入|輸入|填写|使用",
}

#: The same, in languages in which it stands behind the code: "482913 girin".
ENTER_BEHIND = {
    "tr": "girin|giriniz|girerek|yazın|yazınız",
    "hi": "दर्ज करें",
    "ja": "入力",
    "ko": "입력",
}

#: What is said of a code in its place, and in capitals: "Code: EXPIRED". Without accents, as these
#: are compared with what has the shape of a code.
STATES = {
    "en": "pending|expired|changed|none|void|null|active|inactive|disabled|enabled|invalid|valid"
    "|sent|used|unknown|required|missing|approved|declined|rejected|failed|success|error|denied"
    "|below|above|here|ready|safe|secret|private|redacted|hidden|removed|deleted|free|important"
    "|warning|note|attention|continue|click here|submit|open|hello|welcome|thanks|thank you",
    "de": "abgelaufen|gesendet|keine|keiner|leer|folgt|wichtig|hinweis|hallo",
    "fr": "expire|envoye|aucun|important|bonjour|merci",
    "es": "caducado|vencido|enviado|ninguno|importante|hola",
    "it": "scaduto|inviato|nessuno|importante|ciao",
    "pt": "expirado|enviado|nenhum|importante",
    "nl": "verlopen|verzonden|geen|belangrijk",
    "id": "kedaluwarsa|terkirim",
}

#: Words of addresses: a number beside them is a postcode, or that of a house.
STREET = {
    "en": "street|avenue|ave|road|rd|lane|boulevard|blvd|drive|suite|floor|building|po box"
    "|p.o. box",
    "de": "*straße|*strasse|*str|*weg|*platz|*allee|*gasse|postfach",
    "fr": "rue|bd|chemin|cedex|quai|impasse",
    "es": "calle|avenida|avda|plaza|paseo|colonia",
    "it": "via|viale|piazza|corso|largo",
    "pt": "rua|travessa|praça|av|bairro",
    "nl": "*straat|*laan|*plein|*gracht|*kade|postbus",
    "sv": "*gatan|*vägen|*torget|box",
    "da": "*gade|*vej|*gata|*veien",
    "fi": "*katu|*tie",
    "pl": "ul|aleja",
    "cs": "ulice|náměstí|třída|nám",
    "hu": "utca|körút",
    "ro": "strada|bulevardul",
    "tr": "cad|caddesi|sok|sokak|mah|mahallesi|bulvarı",
    "el": "οδός|λεωφόρος",
    "ru": "ул|улица|пр-т|проспект|пер|наб|шоссе|площадь",
    "uk": "вул|вулиця|просп",
    "ar": "شارع",
    "he": "רחוב|רח",
    "vi": "đường|phường|quận",
    "id": "jl|jalan",
    "ja": "丁目|番地",
    "zh": "路|街|大道",
    "ko": "번길|대로",
}
