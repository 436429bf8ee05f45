# ruff: noqa: RUF001 (words in the alphabets of their languages)
"""The words by which codes are known, by language. Data alone; links have ``action_words``, and
what is no code has ``other_words``.

To add a language, add it to each table: two letters with a colon, and its words with ``|`` between
them. Short ones share a row, but for those that are written from right to left.

- Case does not count, and accents may be left out by the sender: "código" also finds "CODIGO".
- ``*`` before a word: it may end a longer one ("*code" finds "Zugangscode"). ``*`` behind it: an
  ending may follow ("verif*" finds "verifying"). It is not needed where the script is not Latin,
  Greek or Cyrillic: words of such scripts are found anywhere.
- The longest word wins: "verification number" is no "number".
- A word that is found anyway does not stand again: "code" is also German, French and Dutch, and
  "verif*" also finds "verifizieren".
- All languages are looked for at once, so a word must not mean another thing elsewhere: "din" is
  "from" in Romanian, but "your" in Swedish.
"""

#: Words for a code of any kind; beside a word of ``other_words.OTHER`` they mean another number.
CODE = """
en: *code|*codes|order confirmation code|booking confirmation code|reservation confirmation code
as: ক'ড|ক’ড  fo: *kota|*kotu|*kotuna|*kotuni|*kotan
dv: ކޯޑު
bo: ཨང་|གསང་  ve: *khoud*  es: códig*  it: codice|codici  ca: codi|codis|clau  sv: *kod*  fi: *kood*
hr: šifr*  sr: шифр*  ro: cod|codul|coduri|codurile  is: *kóð*  br: c'hod*  ga: chód  fy: koade*
zu: *khod*|*khowud*  st: *khout*  sw: msimbo*  mg: kaody  mi: waehere  el: κωδικ*  ru: *код*
tg: рамз*  hy: կոդ  ka: კოდ  am: ኮድ
ar: رمز|كود
fa: کد
he: קוד
yi: קאָד
ku: کۆد
ps: کوډ
sd: ڪوڊ
ur: کوڈ
hi: कोड|संकेत  bn: কোড  gu: કોડ  pa: ਕੋਡ  or: କୋଡ  ta: கோட்|குறியீ  te: కోడ్  kn: ಕೋಡ್  ml: കോഡ
si: කේත  my: ကုဒ်  km: កូដ  lo: ລະຫັດ  th: รหัส  ja: コード  zh: 码|碼|代码|代碼  ko: 코드
"""

#: Words for a code that proves who one is, and for a password that holds once.
ONE_TIME = """
en: otp|pin|tac|access number|secret number|security key|magic word|keypad|passcode|token
    |verification number|security number|authentication number|access key|activation key|licence key
    |license key|digit number|use password|use the password  de: tan|smstan|mtan|pushtan|geheimzahl
    |bestätigungsnummer|sicherheitsnummer|*ziffernfolge|*stellige zahl|*stelligen zahl
    |zugangsschlüssel|aktivierungsschlüssel|lizenzschlüssel|prüfnummer|losungswort
    |sicherheitsschlüssel  fr: à usage unique|clé de sécurité|numéro de vérification|numéro secret
    |clé d'activation|clé d'accès  es: número de verificación|número de seguridad|número secreto
    |clave|claves|tu nip|su nip|el nip|nip de  it: numero di verifica|chiave di sicurezza|monouso
    |chiave di accesso|chiave di attivazione  pt: de uso único|de utilização única|chave de ativação
    |chave de segurança|chave de acesso|palavra-chave|número de verificação  nl: pincode|eenmalig*
    |sleutel  sv: engångs*  nb: engangs*  fi: kertasalasana*|tunnusluku*|numerosarja*  et: ühekord*
pl: jednorazow*  lv: vienreizēj*  lt: vienkartin*  sl: enkratn*  cs: jednorázov*
hu: egyszer használatos  ro: de unică folosință  hr: jednokratn*|zaporka|kontrolni broj
    |verifikacijski broj|sigurnosni broj|pristupni broj  sr: једнократн*  tr: onay numara*
    |doğrulama numara*|şifre*|tek kullanımlık|parolanız  az: birdəfəlik  uz: bir martalik
ru: ключ доступа|кодовое слово|пин|одноразов*  bg: еднократ*  hy: մեկանգամյա  ka: ერთჯერად
ar: لمرة واحدة|الرقم السري|رقم السر|رقم التعريف الشخصي
fa: یکبار مصرف|رمز موقت|پین
he: חד פעמי|חד-פעמי
ur: او ٹی پی|ون ٹائم پاس ورڈ
hi: ओटीपी|वन-टाइम|पिन|कुंजी|सत्यापन नंबर|सत्यापन संख्या|गुप्त नंबर|पडताळणी क्रमांक
bn: যাচাইকরণ নম্বর|গোপন নম্বর|ওটিপি|অ'টিপি|পিন  gu: ઓટીપી|પિન  pa: ਓਟੀਪੀ|ਪਿੰਨ  or: ଓଟିପି  ta: ஓடிபி
te: ఓటీపీ|పిన్|ధృవీకరణ సంఖ్య  kn: ಓಟಿಪಿ|ಒಟಿಪಿ|ಪಿನ್  ml: ഒടിപി|ഒ.ടി.പി  am: ማረጋገጫ ቁጥር|መረጋገጺ ቁጽሪ
sw: namba yako ya uthibitisho|nambari ya uthibitisho|nambari yako ya uthibitisho|nambari ya siri
    |nambari yako ya siri|namba ya uthibitisho|namba ya siri  ha: lambar tantancewa*
    |lambar tabbatarwa*|lambar sirri  vi: mã số bí mật|số bí mật|mã số xác*|nhập mã|mã nhận*|mã mở
    |mã mời|mã vào|mã sau|mã này|mã xác*|mã otp|mã pin|mã bảo|mã đăng|mã kích|mã khôi|mã của bạn
    |mã truy cập  th: หมายเลขยืนยัน|เลขยืนยัน  id: nomor verifikasi|nomor rahasia|sekali pakai
ja: 解錠番号|引換番号|合言葉|認証番号|受取番号|ワンタイム|確認番号|暗証番号|認証キー|桁の数字
zh: 取餐号|取餐號|取件号|取件號|动态密码|動態密碼|口令|一次性|位数字|位數字  ko: 인증번호|인증 번호
    |확인번호|보안번호|일회용|자리 숫자
"""

#: Beside a word of CODE: a code to pay less with, which is none that somebody waits for.
VOUCHER = """
en: promo*|coupon*|discount*|voucher*|checkout  de: sparen|spare|geschenk*|gutschein*|rabat*
    |aktions*  et: soodus*  ms: diskaun*|potongan  lt: nuolaid*  lv: atlaid*  sk: zľav*  sl: popust*
sr: попуст*  bg: отстъпк*  sq: zbritje*  is: afslátt*|afslatt*  az: endirim*  ka: ფასდაკლება
hy: զեղչ  kk: жеңілдік*  uz: chegirma*  ca: descompte*  eu: deskontu*  af: afslag*  sw: punguzo
fa: تخفیف
ur: رعایت|ڈسکاؤنٹ
bn: ছাড়|কুপন  ta: தள்ளுபடி  te: తగ్గింపు|డిస్కౌంట్  ml: കിഴിവ്  kn: ರಿಯಾಯಿತಿ  gu: ડિસ્કાઉન્ટ
mr: सवलत  ne: छुट  si: වට්ටම්  lo: ສ່ວນຫຼຸດ  km: បញ្ចុះតម្លៃ  my: လျှော့  mn: хөнгөлөлт*
tl: diskwento  fr: réduction|remise  es: descuento*|cupón*  it: sconto|buono  pt: cupom|cupão
    |desconto*  nl: korting*  fi: alennus*|etu*  pl: zniżk*  cs: slev*|poukaz*  hu: kedvezmény*
    |kupon*  ro: reducere*  tr: indirim*  el: έκπτωσ*|κουπόνι*  ru: скидк*|промокод*|купон*
uk: знижк*
ar: خصم|قسيمة
he: קופון|הנחה
hi: छूट|कूपन  th: ส่วนลด|คูปอง  vi: giảm|khuyến mãi  id: diskon  ja: クーポン|割引  zh: 优惠|優惠
    |折扣  ko: 할인|쿠폰
"""

#: Between a word of CODE or NUMBER and one of OTHER: "code de suivi".
OF = (
    "of|de|des|du|d|do|da|dos|das|di|del|della|de la|de l|la|le|el|the|a|der|dem|al|ao|aan de|ang"
    "|van|för|za|για|לפי|का"
)

#: Between a word and its code: "the code is 482913", "482913 is the code", "use it as a code".
IS = """
en: is|are|as|was  de: ist|lautet|lauten|als|ist die|ist der
fr: est|sera|comme|est le suivant|est le  es: es|como|es el siguiente|es el
it: è|come|è il|è il seguente  pt: é o|é o seguinte  nl: luidt  sv: är|som  da: er  fi: on
pl: to|jest|brzmi|jako  cs: je  sk: ako  sl: je  hu: az|a  ro: este|ca  hr: kao  tr: olarak
el: είναι|ως  ru: это|как  uk: це|як
ar: هو|هي
fa: عبارت است از
he: הוא|היא
hi: है  th: คือ  vi: là  id: adalah|ialah|sebagai  ja: は|が|です  zh: 是|为|為  ko: 는|은|가|이|를
"""

#: To type in: "enter 482913".
ENTER = """
en: enter|input|key in|punch in|fill in  af: tik|voer  sq: shkruani|shkruaj|fusni|vendosni|futni
    |jepni  eu: idatzi|sartu  bs: unesi|upiši|ukucaj*|utipkaj*  ca: teclej*|posa|poseu|introduïu
    |introdueix|escriviu|escriu  cs: zadej|napiš*|vložte|zadejte|opište  cy: rhowch|teipiwch|nodwch
    |mewnbynnwch  da: tast|skriv|indtast  nl: typ|voer|vul|toets|tik  eo: entajpu|enigu|tajpu|enmetu
et: kirjuta*|trüki*|sisesta*  fo: skriva|inntøppa|slá inn|skrivað  fi: kirjoita*|näppäile|syötä
    |syöttämällä  fr: inscrivez|composez|saisissez|entrez|saisis|entre|tapez|tape|renseignez
gl: insire  el: γράψτε|βάλτε|γράψε|βάλε|πληκτρολόγησε|εισάγετε|εισαγάγετε|πληκτρολογήστε  ht: antre
    |tape  ha: shigar|rubuta  hu: üsse be|üsd be|gépelje be|írd be|írja|adja meg|írja be|add meg
is: skrifaðu|skráðu|sláðu inn  ig: tinye|pinye  id: isikan|isi|masukkan|ketik*  ga: cuir isteach
    |iontráil|clóscríobh  it: digita|metti|scriva|riporta|inserisci|immetti|inserisca|scrivi
    |digitare  jv: lebokna|lebokake  rw: andika|injiza|shyiramo  ku: binivîse|têkeve  lb: gitt*
lt: įrašykite|suveskite|įvesk|įveskite  lv: ievadi|ierakstiet|ieraksti|ievadiet  mk: внесете|внеси
    |впишете|впиши|напишете|внесуваат  mg: ampidiro|soraty  mt: daħħal|ikteb  mi: tāuruhia|patohia
    |tomokia  mn: оруул*  nb: slå inn|oppgi|tast inn|tast|skriv inn  ny: lembani|lowetsani
om: galchi*|barreessi  pl: wprowadź|wklep*|wystukaj*|wpisz|przepisz  pt: coloque|preencha|digite
    |insira|introduza|escreva  ro: tastează|tastați|scrie|scrieți|introdu|introduceți  ru: введи
    |введем|впишите|впиши|наберите|набери|вбейте|введите|укажите  gd: cuir a-steach|sgrìobh
sr: укуцајте|унеси|упишите|унесите  sn: nyora|isai  sk: zadaj|napíš*|opíš*|zadajte  sl: vnesi|vpiši
    |vtipka*|vnesite|vpišite  so: geli|gali  st: kenya  tn: tsenya  es: pon|pones|anota|poné|colocá
    |coloca|meté|mete|introduce|introduzca|ingresa|ingresá|ingrese|escribe|escriba|escriban|digita
    |digite|teclea|teclee  su: lebetkeun|asupkeun  sw: andika|ingiza|weka  sv: skriv|mata in|fyll i
    |slå|ange|skriv in|knappa in|slå in  tl: i-type|i-enter|itype|ilagay  tg: ворид  tk: giriziň
uk: уведіть|наберіть|впишіть|введи|введіть|вкажіть  vi: điền|nhập|gõ  xh: faka|ngenisa|chwetheza
zu: faka|thayipha|bhala  am: ያስገቡ|አስገባ|ያስገቡት  as: দিয়ক|লিখক  ne: राख्नुहोस्|लेख्नुहोस्|हाल्नुहोस्
or: ଦିଅନ୍ତୁ|ଲେଖନ୍ତୁ  de: gib|geben sie|tippe|tippen sie|trage|tragen sie  hr: unesite|upišite
be: увядзіце|увядзі  bg: въведете  ka: შეიყვანეთ|ჩაწერეთ  hy: մուտքագրեք
ar: أدخل
he: הזן|הזינו|הקישו|הקלד|הקלידו|להזין|להקליד
km: បញ្ចូល  lo: ໃສ່|ປ້ອນ  th: กรอก|ใส่|ป้อน|พิมพ์  ms: taip  zh: 输入|輸入|填写|填入|回填
"""
#: Between a word of ENTER and the code: "enter the digits 482913".
DIGITS = (
    "the|le|la|les|el|los|il|die|den|das|de|o|a|ang|digits|chiffres|zahl|ziffern|cijfers|angka|число"
    "|цифры|数字|เลข"
)

#: The same, in languages in which it stands behind the code: "482913 girin".
ENTER_BEHIND = """
de: eingeben  fr: à saisir|à taper|à entrer  es: a introducir|a ingresar  it: da inserire
tr: girin|giriniz|girerek|yazın|yazınız  az: daxil edin|daxil et|yazın  uz: kiriting  kk: енгізіңіз
ky: киргизиңиз|жазыңыз|териңиз  mn: оруулна уу|оруулаад
fa: وارد کنید|وارد نمایید
ur: درج کریں|لکھیں|ڈالیں
hi: दर्ज कर|डालें|भरें|लिखें|टाइप कर|प्रविष्ट  mr: टाका  bn: লিখুন|প্রবেশ করান|টাইপ কর
pa: ਭਰੋ|ਦਰਜ ਕਰੋ|ਲਿਖੋ  gu: દાખલ કરો|લખો  ta: உள்ளிட|பதிவிட  te: నమోదు చేయ|ఎంటర్ చేయ  kn: ನಮೂದಿಸ
ml: നൽകുക|ടൈപ്പ് ചെയ്യ  si: ඇතුළත්  my: ထည့်|ရိုက်  ja: 入力|打ち込  ko: 입력|누르|눌러
"""

#: To use, to show, to tell: "use 482913 to sign in", "show the driver 4829".
TELL = """
en: type|press|use|show|tell|quote|give|present  de: nenne|nennen sie|zeigen sie|zeige|verwende*
    |nutze*  fr: utilisez|indiquez|présentez|communiquez|donnez|montrez
es: marca|pulsa|usa|utiliza|muestra|muestre|indica|indique|dile  it: comunica|mostra|usa
pt: utilize|informe|apresente|mostre  nl: gebruik|toon  sv: använd|visa|uppge  da: brug|oplys
nb: bruk  fi: käytä|anna|näytä  pl: podaj|użyj|pokaż  cs: použijte|ukažte  sk: použite
ro: folosește|folosiți  ru: нажмите|используйте|назовите|покажите|сообщите
uk: використайте|назвіть|покажіть  sw: tumia  tl: gamitin|ipakita
ar: استخدم|استعمل|أعط|أظهر
th: แจ้ง|แสดง|ใช้|บอก  vi: sử dụng|dùng|đọc|đưa  id: gunakan|sebutkan|tunjukkan  zh: 出示|凭|憑|使用
"""
TELL_BEHIND = """
tr: tuşlayın|deyin|söyleyin|gösterin|kullanın  hi: दबाएं|बताएं|बताएँ|दिखाएं|उपयोग  bn: ব্যবহার|বলুন
ja: 提示|お伝え
"""

#: Who asks for a code, and what for, when something is handed over.
COURIER = """
en: courier|locker|driver|rider|collect|pick up|pick-up  de: boten|kurier*|fahrer*|abhol*
fr: casier|livreur|chauffeur|retrait  es: taquilla|repartidor|mensajero|conductor
it: corriere|autista|ritir*  pt: entregador|motorista  nl: bezorger|koerier
pl: kurierowi|odbior*|odebra*  ru: ячейк*|курьеру|водителю  uk: кур'єру|водію  tr: kurye*
ar: السائق|المندوب
hi: डिलीवरी|लॉकर  th: พนักงานส่ง  vi: shipper|tài xế  id: pengemudi
zh: 快递员|骑手|取件|领取|取货|取貨|領取
"""
