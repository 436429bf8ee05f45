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
es: código*  it: codice|codici  ca: codi|codis  sv: *kod*  fi: *kood*  ro: cod|codul|coduri|codurile
el: κωδικ*  ru: *код*
ar: رمز|كود
fa: کد
he: קוד
hi: कोड  bn: কোড  th: รหัส  ja: コード  zh: 代码|代碼  ko: 코드
"""

#: Words for a code that proves who one is, and for a password that holds once.
ONE_TIME = """
en: otp|pin|passcode|token|one-time password|one time password|temporary password
    |single-use password|verification number|security number|authentication number|access key
    |activation key|licence key|license key|digit number|use password|use the password
de: tan|smstan|mtan|pushtan|geheimzahl|einmalpasswort|einmalkennwort|einmal-passwort
    |temporäres passwort|bestätigungsnummer|sicherheitsnummer|*ziffernfolge|*stellige zahl
    |*stelligen zahl|zugangsschlüssel|aktivierungsschlüssel|lizenzschlüssel
fr: mot de passe à usage unique|mot de passe temporaire|mot de passe provisoire|clé d'activation
    |clé d'accès
es: clave|claves|tu nip|su nip|el nip|nip de
it: password temporanea|password monouso|password provvisoria|chiave di accesso
    |chiave di attivazione
pt: senha temporária|senha de uso único|senha provisória|palavra-passe temporária
    |palavra-passe de utilização única|palavra-passe de uso único|chave de ativação
nl: pincode|eenmalig wachtwoord|tijdelijk wachtwoord  sv: engångslösenord|tillfälligt lösenord
nb: engangspassord|midlertidig passord  fi: kertasalasana*|tunnusluku*|numerosarja*
et: ühekordne parool  pl: hasło jednorazowe|hasłem jednorazowym|hasło tymczasowe|hasło sms
cs: jednorázové heslo|dočasné heslo|heslo pro výdej*|heslo pro vydání*|heslo k vyzvednutí
hu: egyszeri jelszó|ideiglenes jelszó  ro: parola temporară|parola unică
hr: jednokratna lozinka|privremena lozinka  tr: şifre*|tek kullanımlık parola*|parolanız
ru: пин|одноразовый пароль|временный пароль|пароль для подтвержд*|пароль для вход*|пароль для оплат*
    |пароль для перевод*|пароль для операц*
uk: одноразовий пароль|тимчасовий пароль|пароль для підтвердж*
bg: еднократна парола|временна парола
ar: كلمة مرور مؤقتة|كلمة المرور المؤقتة|كلمة مرور لمرة واحدة|كلمة المرور لمرة واحدة
    |كلمة سر لمرة واحدة|الرقم السري|رقم التعريف الشخصي
fa: رمز یکبار مصرف|گذرواژه یکبار مصرف
he: חד פעמי|חד-פעמי|סיסמה זמנית
hi: ओटीपी|वन-टाइम पासवर्ड|पिन  bn: ওটিপি
vi: mã xác*|mã otp|mã pin|mã bảo|mã đăng|mã kích|mã khôi|mã của bạn|mã truy cập|mật khẩu một lần
    |mật khẩu tạm thời
id: kata sandi sekali pakai|kata sandi sementara
ja: 認証番号|受取番号|ワンタイムキー|確認番号|暗証番号|ワンタイムパスワード|仮パスワード|認証キー
    |桁の数字
zh: 验证码|驗證碼|校验码|校驗碼|动态码|動態碼|动态密码|動態密碼|激活码|启用码|啟用碼|确认码|確認碼
    |认证码|認證碼|核验码|随机码|兑换码|提货码|取餐码|安全码|安全碼|登录码|登入碼|取件码|取貨碼
    |取货码|提取码|授权码|邀请码|识别码|識別碼|口令|一次性密码|一次性密碼|临时密码|臨時密碼|位数字
    |位數字
ko: 인증번호|인증 번호|확인번호|보안번호|일회용 비밀번호|임시 비밀번호|자리 숫자
"""

#: What kind of code it is, behind the word for it: "codice temporaneo 482913".
KIND = """
en: below|number  de: für die anmeldung|zur anmeldung|zur bestätigung
fr: d'accès|d'activation|de sécurité|de retrait|de déverrouillage|à usage unique|unique|temporaire
    |secret|personnel|suivant|ci-dessous|ci-après
es: de acceso|de seguridad|de firma|de recogida|de un solo uso|temporal|único|secreto|siguiente
    |numérico
it: di accesso|di sicurezza|di ritiro|di sblocco|temporaneo|monouso|univoco|segreto|seguente
pt: de acesso|de segurança|de levantamento|de retirada|de uso único|de utilização única|temporário
    |seguinte
ca: de seguretat  pl: odbioru|dostępu|bezpieczeństwa|jednorazowy|jednorazowe|sms|do logowania
cs: pro přihlášení|pro vyzvednutí  ro: de acces|de siguranță|de unică folosință|unic|temporar
el: ασφαλείας|πρόσβασης|μίας χρήσης  ru: доступа|безопасности|получения|выдачи|для входа|из смс
uk: доступу|безпеки|отримання|для входу  bg: за достъп|за вход
ar: الأمان|الخاص بك|المؤقت|السري
fa: شما|ورود
he: שלך|הזמני
th: ของคุณ  vi: của bạn  id: akses|keamanan|anda|kamu
"""

#: A code to pay less with. It is a code, but the last that somebody waits for.
VOUCHER = """
en: promo*|coupon*|discount*|voucher*|gift|checkout  de: gutschein*|rabat*|aktions*
fr: réduction|remise|bon d'achat  es: descuento*|cupón*  it: sconto|buono  pt: cupom|cupão|desconto*
nl: korting*|waardebon  sv: presentkort  da: gavekort  fi: alennus*|lahjakort*|etu*  pl: zniżk*
cs: slev*|poukaz*  hu: kedvezmény*|kupon*  ro: reducere*  tr: indirim*  el: έκπτωσ*|κουπόνι*
ru: скидк*|промокод*|купон*  uk: знижк*
ar: خصم|قسيمة
he: קופון|הנחה
hi: छूट|कूपन  th: ส่วนลด|คูปอง  vi: giảm giá|khuyến mãi  id: diskon  ja: クーポン|割引
zh: 优惠|優惠|折扣|礼品卡  ko: 할인|쿠폰
"""

#: Between a word of CODE or NUMBER and one of OTHER: "code de suivi".
OF = "of|de|des|du|d|do|da|dos|das|di|del|della|de la|de l|la|le|el|the|a|der|van|för|za|για|לפי|का"

#: Between a word and its code: "the code is 482913", "482913 is the code", "use it as a code".
IS = """
en: is|are|as|was  de: ist|lautet|lauten|als|ist die|ist der
fr: est|sera|comme|est le suivant|est le  es: es|como|es el siguiente|es el
it: è|come|è il|è il seguente  pt: é o|é o seguinte  nl: luidt  sv: är|som  da: er  fi: on
pl: to|jest|brzmi|jako  cs: je  sk: ako  hu: az|a  ro: este|ca  hr: kao  tr: olarak  el: είναι|ως
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
