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
es: códig*  it: codice|codici  ca: codi|codis|clau  sv: *kod*  fi: *kood*
ro: cod|codul|coduri|codurile
is: *kóð*  br: c'hod*  ga: chód  fy: koade*  zu: *khod*|*khowud*  st: *khout*  sw: msimbo*
mg: kaody  mi: waehere
el: κωδικ*  ru: *код*  tg: рамз*  hy: կոդ  ka: კოდ  am: ኮድ
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
en: otp|pin|passcode|token|one-time password|one time password|temporary password
    |single-use password|verification number|security number|authentication number|access key
    |activation key|licence key|license key|digit number|use password|use the password
de: tan|smstan|mtan|pushtan|geheimzahl|einmalpasswort|einmalkennwort|einmal-passwort
    |temporäres passwort|bestätigungsnummer|sicherheitsnummer|*ziffernfolge|*stellige zahl
    |*stelligen zahl|zugangsschlüssel|aktivierungsschlüssel|lizenzschlüssel
fr: à usage unique|mot de passe temporaire|mot de passe provisoire|clé d'activation|clé d'accès
es: clave|claves|tu nip|su nip|el nip|nip de
it: password temporanea|monouso|password provvisoria|chiave di accesso|chiave di attivazione
pt: senha temporária|de uso único|senha provisória|palavra-passe temporária
    |de utilização única|chave de ativação
nl: pincode|eenmalig*|tijdelijk wachtwoord|sleutel  sv: engångs*|tillfälligt lösenord
nb: engangs*|midlertidig passord  fi: kertasalasana*|tunnusluku*|numerosarja*  et: ühekord*
pl: jednorazow*|hasło tymczasowe|hasło sms  lv: vienreizēj*  lt: vienkartin*  sl: enkratn*
cs: jednorázov*|dočasné heslo|heslo pro výdej*|heslo pro vydání*|heslo k vyzvednutí
hu: egyszer használatos|egyszeri jelszó|ideiglenes jelszó  ro: de unică folosință|parola temporară
hr: jednokratn*|privremena lozinka|zaporka|šifra  sr: једнократн*|лозинка
tr: şifre*|tek kullanımlık|parolanız  az: birdəfəlik  uz: bir martalik
ru: пин|одноразов*|временный пароль|пароль для подтвержд*|пароль для вход*|пароль для оплат*
    |пароль для перевод*|пароль для операц*
uk: тимчасовий пароль|пароль для підтвердж*  bg: еднократ*|временна парола  hy: մեկանգամյա
ka: ერთჯერად
ar: كلمة مرور مؤقتة|كلمة المرور المؤقتة|لمرة واحدة|الرقم السري|رقم السر|رقم التعريف الشخصي
fa: یکبار مصرف|رمز موقت|پین
he: חד פעמי|חד-פעמי|סיסמה זמנית
ur: او ٹی پی|ون ٹائم پاس ورڈ
hi: ओटीपी|वन-टाइम|पिन|कुंजी|पडताळणी क्रमांक  bn: ওটিপি|অ'টিপি|পিন  gu: ઓટીપી|પિન  pa: ਓਟੀਪੀ|ਪਿੰਨ
or: ଓଟିପି  ta: ஓடிபி  te: ఓటీపీ|పిన్|ధృవీకరణ సంఖ్య  kn: ಓಟಿಪಿ|ಒಟಿಪಿ|ಪಿನ್  ml: ഒടിപി|ഒ.ടി.പി
am: ማረጋገጫ ቁጥር|መረጋገጺ ቁጽሪ  sw: namba ya uthibitisho|namba ya siri  ha: lambar tabbatarwa|lambar sirri
vi: nhập mã|mã nhận*|mã mở|mã mời|mã vào|mã sau|mã này|mã xác*|mã otp|mã pin
    |mã bảo|mã đăng|mã kích|mã khôi|mã của bạn|mã truy cập|mật khẩu một lần|mật khẩu tạm thời
id: sekali pakai|kata sandi sementara
ja: 認証番号|受取番号|ワンタイム|確認番号|暗証番号|仮パスワード|認証キー|桁の数字
zh: 动态密码|動態密碼|口令|一次性|临时密码|臨時密碼|位数字|位數字
ko: 인증번호|인증 번호|확인번호|보안번호|일회용|임시 비밀번호|자리 숫자
"""

#: Beside a word of CODE: a code to pay less with, which is none that somebody waits for.
VOUCHER = """
en: promo*|coupon*|discount*|voucher*|checkout  de: gutschein*|rabat*|aktions*
fr: réduction|remise  es: descuento*|cupón*  it: sconto|buono  pt: cupom|cupão|desconto*
nl: korting*  fi: alennus*|etu*  pl: zniżk*
cs: slev*|poukaz*  hu: kedvezmény*|kupon*  ro: reducere*  tr: indirim*  el: έκπτωσ*|κουπόνι*
ru: скидк*|промокод*|купон*  uk: знижк*
ar: خصم|قسيمة
he: קופון|הנחה
hi: छूट|कूपन  th: ส่วนลด|คูปอง  vi: giảm giá|khuyến mãi  id: diskon  ja: クーポン|割引
zh: 优惠|優惠|折扣  ko: 할인|쿠폰
"""

#: Between a word of CODE or NUMBER and one of OTHER: "code de suivi".
OF = "of|de|des|du|d|do|da|dos|das|di|del|della|de la|de l|la|le|el|the|a|der|van|för|za|για|לפי|का"

#: Between a word and its code: "the code is 482913", "482913 is the code", "use it as a code".
IS = """
en: is|are|as|was  de: ist|lautet|lauten|als|ist die|ist der
fr: est|sera|comme|est le suivant|est le  es: es|como|es el siguiente|es el
it: è|come|è il|è il seguente  pt: é o|é o seguinte  nl: luidt  sv: är|som  da: er  fi: on
pl: to|jest|brzmi|jako  cs: je  sk: ako  sl: je  hu: az|a  ro: este|ca  hr: kao  tr: olarak
el: είναι|ως
ru: это|как  uk: це|як
ar: هو|هي
fa: عبارت است از
he: הוא|היא
hi: है  th: คือ  vi: là  id: adalah|ialah|sebagai  ja: は|が|です  zh: 是|为|為  ko: 는|은|가|이|를
"""

#: To type in: "enter 482913 to sign in".
ENTER = """
en: enter|type|use|input|key in  de: gib|geben sie|verwende|verwenden sie|nutze|nutzen sie
fr: saisissez|entrez|utilisez|saisis|entre
es: introduce|introduzca|ingresa|ingrese|usa|utiliza|escribe|digita  it: inserisci|immetti
pt: digite|insira|introduza|utilize  nl: voer|gebruik|vul|typ  sv: ange|använd|skriv in
da: indtast|brug  nb: tast inn|bruk|skriv inn  fi: syötä|käytä|anna  pl: wpisz|przepisz|podaj|użyj
cs: zadejte|opište|použijte  sk: zadajte|použite  hu: adja meg|írja be|add meg
ro: introdu|introduceți|folosește|folosiți  hr: unesite|upišite  el: εισαγάγετε|πληκτρολογήστε
ru: введите|используйте|укажите  uk: введіть|використайте
ar: أدخل|استخدم
he: הזן|הקלד|להזין|להקליד
vi: nhập|sử dụng  id: masukkan|gunakan|ketik  zh: 输入|輸入|填写|使用
"""

#: The same, in languages in which it stands behind the code: "482913 girin".
ENTER_BEHIND = "tr: girin|giriniz|girerek|yazın|yazınız  hi: दर्ज करें  ja: 入力  ko: 입력"
