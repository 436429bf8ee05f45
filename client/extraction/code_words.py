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
en: *code|*codes|code reçu|codes reçus|order confirmation code|booking confirmation code
    |reservation confirmation code  as: ক'ড|ক’ড  fo: *kota|*kotu|*kotuna|*kotuni|*kotan
dv: ކޯޑު
bo: ཨང་|གསང་  ve: *khoud*  es: códig*  it: codice|codici|chiave  ca: codi|codis|clau  sv: *kod*
fi: *kood*  hr: šifr*  sr: шифр*  ro: cod|codul|coduri|codurile  is: *kóð*  br: c'hod*  ga: chód
    |gcód  fy: *koade*  zu: *khod*|*khowud*  st: *khout*  sw: msimbo*  mg: kaody|kaodi*
ceb: *kowd*  mi: waehere  el: κωδικ*  ru: *код*|куод  tg: рамз*  hy: կոդ|ծածկագ  ka: კოდ  am: ኮድ|ኮዱ
ar: رمز|كود
fa: کد|کود
he: קוד
yi: קאָד|קאד
ku: کۆد
ps: کوډ
sd: ڪوڊ
ur: کوڈ
hi: कोड|संकेत  bn: কোড  gu: કોડ  pa: ਕੋਡ  or: କୋଡ  ta: கோட்|குறியீ  te: కోడ్  kn: ಕೋಡ್  ml: കോഡ  si: කේත
my: ကုဒ်  km: កូដ  lo: ລະຫັດ  th: รหัส|โค้ด  ja: コード  zh: 码|碼|代码|代碼  ko: 코드  to: kouti
ne: सङ्केत  sc: códixe  mt: ċavetta
"""

#: Words for a code that proves who one is, and for a password that holds once.
ONE_TIME = """
en: otp|pin|tac|one-time|one time|single-use|enrolment key|enrollment key|access number
    |secret number|security key|magic word|keypad|passcode|token|verification number
    |security number|authentication number|access key|activation key|licence key|license key
    |digit number|use password|use the password|invitation key|invite key|pairing key
    |registration key|unlock key|string of characters|character string|room code|key code|door code
    |gate code|entry code  de: tan|smstan|mtan|pushtan|geheimzahl|bestätigungsnummer
    |sicherheitsnummer|*ziffernfolge|*stellige zahl|*stelligen zahl|zugangsschlüssel
    |aktivierungsschlüssel|lizenzschlüssel|losungswort|sicherheitsschlüssel|freigabenummer
    |aktivierungsnummer|einladungsnummer|*zeichenfolge|*zeichenkette  fr: à usage unique
    |clé de sécurité|numéro de vérification|numéro secret|clé d'activation|clé d'accès
    |suite de caractères|chaîne de caractères  es: un solo uso|número de verificación
    |número de seguridad|número secreto|clave|claves|tu nip|su nip|el nip|nip de
    |cadena de caracteres|secuencia de caracteres  it: numero di verifica|monouso
    |sequenza di caratteri|stringa di caratteri  pt: de uso único|de utilização única
    |chave de ativação|chave de segurança|chave de acesso|palavra-chave|número de verificação
    |cadeia de caracteres|sequência de caracteres  nl: pincode|eenmalig*|sleutel|tekenreeks
sv: engångs*|teckenföljd*|teckensträng*  fi: kertasalasana*|tunnusluku*|numerosarja*|kertakäyt*
    |kertatunnus*|vahvistustunnus*  et: ühekord*  pl: jednorazow*|ciąg znaków|ciągu znaków
lv: vienreizēj*  lt: vienkartin*  sl: enkratn*  cs: jednorázov*|řetězec znaků
hu: egyszer használatos|karaktersor*  ro: de unică folosință|șirul de caractere|șir de caractere
hr: jednokratn*|zaporka|kontrolni broj|verifikacijski broj|sigurnosni broj|pristupni broj
    |niz znakova  sr: једнократн*  tr: onay numara*|doğrulama numara*|şifre*|tek kullanımlık
    |parolanız|karakter dizisi  az: birdəfəlik  uz: bir martalik  ru: ключ доступа|кодовое слово
    |пин|одноразов*|последовательность символов|набор символов  bg: еднократ*  is: öryggisnúmer*
    |staðfestingarnúmer*  rw: umubare w'ibanga|umubare wo kwemeza|umubare wawe wo kwemeza
hy: մեկանգամյա  ka: ერთჯერად
ar: لمرة واحدة|الرقم السري|رقم السر|رقم التعريف الشخصي
fa: یکبار مصرف|رمز موقت|پین|کلید فعال|کلید ثبت|کلید زیر|کلید ورود
he: חד פעמי|חד-פעמי
ur: او ٹی پی|ون ٹائم پاس ورڈ
hi: ओटीपी|वन-टाइम|पिन|कुंजी|सत्यापन नंबर|सत्यापन संख्या|गुप्त नंबर|पडताळणी क्रमांक  bn: যাচাইকরণ নম্বর|গোপন নম্বর
    |ওটিপি|অ'টিপি|পিন  gu: ઓટીપી|પિન  pa: ਓਟੀਪੀ|ਪਿੰਨ  or: ଓଟିପି  ta: ஓடிபி  te: ఓటీపీ|పిన్|ధృవీకరణ సంఖ్య
kn: ಓಟಿಪಿ|ಒಟಿಪಿ|ಪಿನ್  ml: ഒടിപി|ഒ.ടി.പി|എൻറോൾമെന്റ് കീ  am: ማረጋገጫ ቁጥር|መረጋገጺ ቁጽሪ
sw: namba yako ya uthibitisho|nambari ya uthibitisho|nambari yako ya uthibitisho|nambari ya siri
    |nambari yako ya siri|namba ya uthibitisho|namba ya siri|nambari ya kufungulia
ha: lambar tantancewa*|lambar tabbatarwa*|lambar sirri  vi: mã số bí mật|số bí mật|mã số xác*
    |nhập mã|mã nhận*|mã mở|mã mời|mã vào|mã sau|mã này|mã xác*|mã otp|mã pin|mã bảo|mã đăng
    |mã kích|mã khôi|mã của bạn|mã truy cập  th: หมายเลขยืนยัน|เลขยืนยัน  id: nomor verifikasi
    |nomor rahasia|sekali pakai  ja: 解錠番号|引換番号|合言葉|認証番号|受取番号|ワンタイム|確認番号
    |暗証番号|認証キー|桁の数字|桁の番号  zh: 取餐号|取餐號|取件号|取件號|动态密码|動態密碼|口令
    |一次性|位数字|位數字  ko: 인증번호|인증 번호|확인번호|보안번호|일회용|자리 숫자|확인 번호
    |연결 번호  sk: reťazec znakov  uk: послідовність символів|набір символів
ny: nambala yotsimikizira|nambala yanu yotsimikizira  sm: numera faamaonia|numera fa'amaonia
el: κλειδί ενεργοποίησης|κλειδί πρόσβασης|μυστικός αριθμός|μυστικό αριθμό|αριθμός επιβεβαίωσης
    |αριθμό επιβεβαίωσης|κλειδί εγγραφής  zu: inombolo yokuqinisekisa|inombolo eyimfihlo
st: nomoro ya sephiri|nomoro ya netefatso  yo: nọńbà àṣírí|nọmbà ìjẹrìísí  lg: ennamba ey'ekyama
ti: መረጋገጺ ቁጽሪ|መረጋገጺ ቁጽር  sc: nùmeru segretu  so: lambarka sirta ah|lambar sir|lambarka xaqiijinta
ig: nọmba nzuzo  kk: кілт сөз  la: numerum secretum
"""

#: Beside a word of CODE: a code to pay less with, which is none that somebody waits for.
VOUCHER = """
en: promo*|coupon*|discount*|voucher*|referral|refer a friend|refer friends|refer your friends
    |invite a friend|invite friends|share with friends|free delivery|free shipping|at checkout
    |at the checkout|in checkout  de: sparen|spare|geschenk*|gutschein*|rabat*|aktions*
    |empfehlungs*|weiterempfehl*|freunde werben|freunde einladen|für freunde|versandkostenfrei
    |gratisversand  et: soodus*  ms: diskaun*|potongan|baucar  lt: nuolaid*  lv: atlaid*  sk: zľav*
    |odporúčac*  sl: popust*  sr: попуст*  bg: отстъпк*  sq: zbritje*  is: afslátt*  az: endirim*
ka: ფასდაკლება  hy: զեղչ|կտրոն  kk: жеңілдік*  uz: chegirma*  ca: descompte*|cupó  eu: deskontu*
af: afslag*  sw: punguzo
fa: تخفیف
ur: رعایت|ڈسکاؤنٹ|کوپن|چھوٹ
bn: ছাড়|কুপন|রেফারেল  ta: தள்ளுபடி|கூப்பன்|கூபன்  te: తగ్గింపు|డిస్కౌంట్|కూపన్  ml: കിഴിവ്|കൂപ്പൺ|ഡിസ്കൗണ്ട്
kn: ರಿಯಾಯಿತಿ|ಕೂಪನ್  gu: ડિસ્કાઉન્ટ|કૂપન|છૂટ  mr: सवलत  ne: छुट  si: වට්ටම්|කූපන්  lo: ສ່ວນຫຼຸດ|ຄູປອງ  km: បញ្ចុះតម្លៃ
    |គូប៉ុង  my: လျှော့|ကူပွန်  mn: хөнгөлөлт*  tl: diskwento  fr: réduction|remise|parrain*|filleul*
    |livraison gratuite|livraison offerte  es: descuento*|cupón*|de amigo|tus amigos|de referido
    |de referidos|envío gratis  it: sconto|buono|tuoi amici|spedizione gratuita  pt: cupom|cupão
    |desconto*|indicação|seus amigos|frete grátis|indique e ganhe|indique amigos|indique um amigo
nl: korting*|vriendencode|vrienden uitnodig*|aanbreng*|gratis verzending  fi: alennus*|etu*
    |suosittelu*  pl: zniżk*|polecaj*|poleceni*|darmow*  cs: slev*|poukaz*|doporučovac*|doporučení
    |doprava zdarma  hu: kedvezmény*|kupon*|ajánlói|ajánlókód*  ro: reducere*  tr: indirim*
el: έκπτωσ*|κουπόνι*|σύσταση*  ru: скидк*|промокод*|купон*|реферальн*|для друзей|для друга
uk: знижк*
ar: خصم|قسيمة|تخفيض|إحالة|الإحالة
he: קופון|הנחה|שובר|חבר מביא
hi: छूट|कूपन|रेफरल|रेफ़रल  th: ส่วนลด|คูปอง|แนะนำเพื่อน|ชวนเพื่อน  vi: giảm|khuyến mãi|ưu đãi|giới thiệu
id: diskon  ja: クーポン|割引|紹介  zh: 优惠|優惠|折扣|推荐|推薦  ko: 할인|쿠폰|추천  pa: ਕੂਪਨ|ਛੋਟ|ਛੂਟ
or: ରିହାତି|କୁପନ  as: ৰেহাই
ku: داشکاندن
ku: daxistin*  am: ቅናሽ|ኩፖን  so: qiimo dhimis|qiimo-dhimis  ha: rangwame  yo: ẹdínwó  zu: isaphulelo
    |isephulelo  st: theolelo  tn: phokoletso  mg: fihenam-bidy  mt: skont  cy: gostyngiad|disgownt
ga: lascaine  gd: lasachadh  fo: avslátt*  be: зніжк*  tg: тахфиф  ky: арзандатуу  tk: arzanladyş
tt: ташлама  sv: värva*|värvnings*  da: inviter en ven|henvisningskode  nb: verv*  hr: preporuk*
"""

#: Between a word of CODE or NUMBER and one of OTHER: "code de suivi".
OF = (
    "of|de|des|du|d|do|da|dos|das|di|del|della|de la|de l|la|le|el|the|a|der|dem|al|ao|aan de|ang"
    "|van|för|za|για|לפי|का"
)

#: Between a word and its code: "the code is 482913", "482913 is the code", "use it as a code".
IS = """
en: is|are|as|was  de: ist|lautet|lauten|als|ist die|ist der  fr: est|sera|comme|est le suivant
    |est le  es: es|como|es el siguiente|es el  it: è|come|è il|è il seguente  pt: é o|é o seguinte
nl: luidt  sv: är|som  da: er  fi: on  pl: to|jest|brzmi|jako  cs: je  sk: ako  hu: az|a  ro: este
    |ca  hr: kao  tr: olarak  el: είναι|ως  ru: это|как  uk: це|як
ar: هو|هي
fa: عبارت است از
he: הוא|היא
hi: है  th: คือ  vi: là  id: adalah|ialah|sebagai  ja: は|が|です  zh: 是|为|為|係  ko: 는|은|가|이
    |를  sq: është  lv: ir  lt: yra  mt: huwa  cy: yw  ga: is é  gd: 's e  hy: է  ka: არის  mk: е
sr: је  mn: бол  sw: ni  so: waa  zu: ngu|yi  mg: dia  tl: ay  lb: ass  eo: estas  ht: se
eu: hau da  jv: yaiku|inggih punika  su: nyaéta  ne: हो  mr: आहे  km: គឺ  lo: ແມ່ນ  my: မှာ  am: ነው
ku: بریتییە لە
ps: دی
ha: shi ne|ita ce  ig: bụ  mi: ko
"""

#: What ends a sentence in languages whose verb comes last: "your code 482913 is".
IS_BEHIND = """
fa: است|می باشد|میباشد
hi: है
ur: ہے
mr: आहे  ne: हो  pa: ਹੈ  gu: છે  ja: です|となります|になります  ko: 입니다|이에요|예요
ps: دی
am: ነው  ti: እዩ  si: වේ|යි  ta: ஆகும்  ml: ആണ്|ആകുന്നു  kn: ಆಗಿದೆ  hy: է
"""

#: To type in: "enter 482913".
ENTER = """
en: enter|input|key in|punch in|fill in|paste|type|put in  af: tik|voer|sleutel in  sq: shkruani
    |shkruaj|fusni|vendosni|futni|jepni|vendosi|shkruaje|futeni|fute|plotëso|ngjit|ngjitni
eu: idatzi|sartu|txertatu|sar ezazu|idatz ezazu|itsatsi  bs: unesi|upiši|ukucaj*|utipkaj*|upišete
    |unesete  ca: teclej*|posa|poseu|introduïu|introdueix|escriviu|escriu|enganxa|enganxeu
cs: zadej|napiš*|vložte|zadejte|zapište|vyplňte|zadat|opsat|zadáním|vložit|vepište|opište|zadáte
    |vlož  cy: rhowch|teipiwch|nodwch|mewnbynnwch|gludwch  da: tast|skriv|indtast|angiv|taster ind
    |skriver ind|indsæt  nl: vul|toets|intikken|invullen|typ op|typ in|typ hier|typ dan|plak de
    |plak deze  eo: skribu|entajpu|enigu|tajpu|enmetu|enskribu  et: kirjuta*|trüki*|sisesta*|kleebi
    |kleepige  fo: skriva|inntøppa|slá inn|skrivað|lím inn|set inn  fi: kirjoita*|näppäile|syötä
    |syöttämällä|syötät|kirjoittamalla|naputtelemalla|liitä|liittäkää  fr: inscrivez|composez
    |saisissez|entrez|saisis|tapez|tape|renseignez|saisir|taper|recopiez|recopie|recopier|entrer
    |collez|sur le clavier|au clavier  gl: insire  el: γράψτε|βάλτε|γράψε|βάλε|πληκτρολόγησε
    |εισάγετε|εισαγάγετε|πληκτρολογήστε|καταχωρίστε|καταχωρήστε|συμπληρώστε|δώστε|δώσε
    |πληκτρολογώντας|συμπληρώνοντας|εισάγοντας|καταχωρώντας|συμπλήρωσε|επικολλήστε|επικόλλησε
ht: antre|ekri  ha: shigar|rubuta|sanya|saka lamb*|ka saka|ki saka  hu: üsse be|üsd be|gépelje be
    |írd be|írja|adja meg|írja be|add meg|beírni|begépel*|illeszd be|illessze be|másolja be
    |másold be  is: skrifaðu|skráðu|sláðu inn|settu inn|færðu inn|límdu|límið  ig: tinye|pinye
    |banye  id: isikan|isi|masukkan|ketik*|tulis*|mengisi|memasukkan|tempelkan  ga: cuir isteach
    |iontráil|clóscríobh|scríobh|greamaigh  it: digita|metti|scriva|riporta|inserisci|immetti
    |inserisca|scrivi|digitare|inserire|inserendo|inserite|digiti|inserirlo|incolla|incolli
    |incollare|sul tastierino|sulla tastiera  jv: lebokna|lebokake|isinen|tempelna|tempelke
rw: andika|injiza|shyiramo  ku: binivîse|têkeve  lb: gitt*  lt: įrašykite|suveskite|įvesk|įveskite
    |surinkite|įvesti|įvesdami|įvedę|įrašyti|suvesti|įrašyk|įklijuokite|įklijuok  lv: ievadi
    |ierakstiet|ievadiet|ievadīt|ierakstot|ievadot|ierakstīt|ielīmējiet|ielīmē|iekopējiet
mk: внесете|внеси|впишете|впиши|напишете|внесуваат|залепете|вметнете  mg: ampidiro|soraty
    |ampidirina  mt: daħħal|ikteb  mi: tāuruhia|patohia|tomokia|whakaurua|kuhuna|kikokiko
mn: оруул*  nb: oppgi|tast inn|skriv inn|angi|lim inn|legg inn  ny: lembani|lowetsani  om: galchi*
    |barreessi|galchaa  pl: wprowadź|wklep*|wystukaj*|wpisz|przepisz|zapodaj*|zapisajće|wpisać
    |wprowadzić|wpisując|wklej|wklejając  pt: escrever|coloque|preencha|digite|insira|introduza
    |escreva|inserir|digitar|introduzir|no teclado|cole o código|cole este  ro: tastează|tastați
    |scrie|scrieți|introdu|introduceți|completați|introducând|completează|tastând|scriind|lipește
    |lipiți|inserează|inserați  ru: введи|введем|впишите|наберите|набери|вбейте|введите|укажите
    |ввести|вводите|вписать|вставьте|вставь  gd: cuir a-steach|sgrìobh  sr: укуцајте|унеси|упишите
    |унесите|упишете|унесете|унети|уписати|налепите|налепи  sn: nyora|isai|pinza  sk: zadaj|opíš*
    |zadajte|vpíšte|zadaním|zadať|vložte|napíšte|prepíšte|vpísať|zadáte|prilepte|vlož  sl: vnesi
    |vpiši|vtipka*|vnesite|vpišite|natipkajte|vnesti|vpisati|vnesete|vpišete|prilepi|prilepite
    |vpišeš  so: geli|gali|ku qor|buuxi  st: tlanya|ngola|kenyang|kenya senotlolo|kenye  tn: tsenya
es: pon|pones|anota|poné|colocá|meté|introduce|introduzca|ingresa|ingrese|escribe|escriba|escriban
    |teclea|teclee|introducir|escribir|teclear|escribi|teclexa|pongas|escribas|introduzcas|indiques
    |en el teclado|pega el|pegá el|pegue el|pega este|cargá el|pega la|pegue la  su: lebetkeun
    |asupkeun|tempelkeun  sw: ingiza|weka|jaza|charaza|andika|kuingiza|bandika  sv: mata in|fyll i
    |slå|ange|skriv in|knappa in|slå in|skriver in|fyller i|klistra in  tl: i-type|i-enter|itype
    |ilagay|ipasok|isulat|isulod|ibutang|i-paste|idikit  tg: ворид|нависед|нависет  uk: уведіть
    |наберіть|впишіть|введіть|вкажіть|уведи|ввести|вставте|після введення  vi: điền|nhập|gõ mã
    |gõ vào|gõ số|dán mã  xh: faka|ngenisa|chwetheza  zu: thayipha|bhala  de: gib|geben sie|tippe
    |tippen sie|trage|tragen sie|geev|tipp|fügen sie|trag zum|trag hier|trage hier|füge den code
    |füge diesen|füge hier  hr: unesite|upišite|upišete|unesete|upisati|unijeti|upisivanjem
    |zalijepi|zalijepite  be: увядзіце|увядзі|упішыце|набярыце|увесці|устаўце  bg: въведете|въведи
    |въвеждате|попълнете|попълни|въвеждане|впишете|напишете|въвеждайки|поставете  ka: შეიყვანეთ
    |ჩაწერ|შეიტანეთ|აკრიფეთ|შეიყვანე|ჩაწერეთ|შეავსეთ|ჩასვით|ჩასვი  hy: մուտքագրեք|ներմուծեք
    |մուտքագրիր|լրացրեք|գրեք դաշտում|տեղադրեք|փակցրեք
ar: أدخل|إدخال|ادخل|اكتب|أدخلي|بإدخال|استخدموا الرقم|استخدم الرقم|استخدمي الرقم|أدخلوا|ادخلوا
    |اكتبي|اكتبوا|الصق الرمز|ألصق الرمز|الصق هذا|كتابة الرمز
he: הזן|הזינו|הקישו|הקלד|הקלידו|להזין|להקליד|הכנס|הכניס|רשמו|הקלידי|הזיני|מקישים|מקלידים|מזינים
    |הדבק|הדביקו|הדביקי|הקש את
km: បញ្ចូល|វាយ  lo: ໃສ່|ປ້ອນ|ພິມ  th: กรอก|ใส่|ป้อน|พิมพ์|กด  ms: taip|taipkan|tampal|tampalkan  zh: 输入
    |輸入|填写|填入|回填|键入|鍵入|粘贴|貼上|黏贴  br: lakait|ebarzhit|skrivit|bizskrivit
oc: picatz|escrivètz|metètz|dintratz|pegatz  sc: inserta|iscrie  co: scrivite|mettite  rm: endatai
    |scrivai|endatescha  se: čále|deavdde  fy: fier  rn: winjize|injize  lg: yingiza|wandiika
ts: tsala  ve: dzhenisa  ti: ኣእትዉ|የእትዉ|ጸሓፉ  wo: bindal|dugal  ln: kotisa  qu: qillqay|qillqana*
gn: emoinge|ehai  sm: fa'aofi  to: taipe  la: scribe|inscribe  nds: giff  fj: taipataka  ff: winndu
ak: kyerɛw  ee: ŋlɔ  fur: scrîf  ay: qillqt*  pap: tek  csb: wpisze  rue: напиште  smn: čálli
kl: allaguk  iu: titirarit  ab: иҭажәга  tpi: putim|raitim  os: ныффысс  ce: язйе  cv: ҫыр
udm: гожт*  sah: суруй  kv: гиж
yi: שרייבט
yo: tẹ sí
"""
#: Between a word of ENTER and the code: "enter the digits 482913".
DIGITS = (
    "the|le|la|les|el|los|il|die|den|das|de|o|a|ang|digits|chiffres|zahl|ziffern|cijfers|angka|число"
    "|цифры|数字|เลข|talet|tallet|tallene|siffrorna|cijfer|cifras|cifre|cyfry|number|numbers|dan|dann|then|puis|luego|poi|potem|затем|потом|sedan"
)

#: The same, in languages in which it stands behind the code: "482913 girin".
ENTER_BEHIND = """
de: eingeben|eintippen|eintragen  fr: à saisir|à taper|à entrer  es: a introducir|a ingresar
it: da inserire  tr: girin|giriniz|girerek|yazın|yazınız|gir|yaz|tuşla|kirsetiñiz|girmeniz|girmen*
    |yapıştırın|yapıştırınız|yapıştırman*  az: daxil edin|daxil et|yığın|yazın|yapışdır*
uz: kiriting|kirit|yozing|tering|киритинг|ёзинг|joylashtiring|qo‘ying  kk: енгізіңіз|теріңіз
    |engiziñiz|жазыңыз|енгізіп|қойыңыз  ky: киргизиңиз|жазыңыз|териңиз|чаптаңыз|коюңуз
mn: оруулна уу|оруулаад|бичнэ үү|бичээрэй|оруулаарай
fa: وارد کنید|وارد نمایید|بنویسید|تایپ کنید|وارد کن|وارد نما|بچسبان
ur: درج کریں|لکھیں|ڈالیں|داخل کریں|ٹائپ کر|درج کیجیے|لکھیے|ڈالیے|پیسٹ
hi: दर्ज कर|डालें|भरें|लिखें|टाइप कर|प्रविष्ट|एंटर कर|टाइप की|डालिए|भरिए|लिखिए|पेस्ट|दर्ज कीजिए  mr: टाका|लिहा
    |भरा|नोंदवा|टाइप करा|टंका|चिकटवा  bn: লিখুন|প্রবেশ করান|টাইপ কর|ইনপুট|সংখ্যাটি দিন|নম্বরটি দিন
    |কোডটি দিন|বসান|পেস্ট  pa: ਭਰੋ|ਦਰਜ ਕਰੋ|ਲਿਖੋ|ਪਾਓ|ਟਾਈਪ ਕਰ|ਲਿਖ ਕੇ|ਪੇਸਟ  gu: દાખલ કરો|લખો|નાખો|ટાઇપ કર
    |લખી|પેસ્ટ  ta: உள்ளிட|பதிவிட|டைப் செய்|பேஸ்ட்|ஒட்டவும்|ஒட்டுங்கள்  te: నమోదు చేయ|ఎంటర్ చేయ|టైప్ చేయ|ఎంటర్|నింపండి
    |అతికించ|పేస్ట్ చేయ  kn: ನಮೂದಿಸ|ಟೈಪ್ ಮಾಡಿ|ಬರೆಯಿರಿ|ತುಂಬಿ|ಅಂಟಿಸಿ|ಪೇಸ್ಟ್  ml: നൽകുക|ടൈപ്പ് ചെയ്യ|നല്കുക|എന്റർ ചെയ്യ
    |രേഖപ്പെടുത്ത|ടൈപ്പ്|പേസ്റ്റ്|ഒട്ടിക്ക  si: ඇතුළත්|ටයිප්|ඇතුල්|සටහන් කර|ලියන්න|යොදන්න|දමන්න  my: ထည့်|ရိုက်  ja: 入力
    |打ち込|記入|入れる|貼り付け|入れてください  ko: 입력|누르|눌러|적어|기입|넣어|붙여넣|붙여 넣
tt: кертегез|языгыз|дип яз|кертеп  ba: индерегеҙ|яҙығыҙ
ug: كىرگۈزۈڭ
tg: ворид кунед  tk: ýazyň|giriziň
ps: ولیکئ|دننه کړئ|داخل کړئ
ku: بنووسە|داخڵ بکە|بنووسن|داخل بکە
sd: داخل ڪريو|لکو
ne: टाइप गर|राख्नुहोस्|लेख्नुहोस्|हाल्नुहोस्|भर्नुहोस्  as: সুমুৱাওক|ভৰাওক|দিয়ক|লিখক  or: ପ୍ରବେଶ କର|ଦିଅନ୍ତୁ|ଲେଖନ୍ତୁ
dv: ޖައްސަވާ|ޖަހާ
am: ያስገቡ|አስገባ|ያስገቡት|ይጻፉ|አስገቢ  ti: ኣእቱ  yo: sínú àpótí
"""

#: To press or to say what is on a keypad, or asked for: "press 482913", "tell the driver 4829".
TELL = """
en: press|tell|say|tap  de: nenne|nennen sie|drücken sie|sag|sagen sie  fr: communiquez  es: pulsa
    |dile|diga|diles|dígale|responda|ponga|marque|marquen|marcan|pulse  it: comunica|premi|prema
    |componi|componga  pt: marcar|tecle  nl: draai|druk|zeg|noem  sv: slår|tryck  da: tryk|taster
    |skriver  nb: trykk  fi: paina|naputtele|näpyttele|sano  pl: naciśnij|wciśnij|powiedz*|okaż*
    |wystuk*|przepis*  cs: stiskn*|řekn*|nahlas*|nadikt*|přepi*|naťuk*  sk: stlač*|povedz*
ro: apasă|apăsați|formează|formați|spune|spuneți  ru: нажм*|скаж*|назов*|сообщ*|продикт*|вбей*
    |говорите  uk: натисн*|назв*|вбий*  sw: mwambie|sema|bonyeza|jibu|taja  tl: pindutin|sabihin
th: บอก  vi: đọc|bấm|nhấn|nói  id: pencet|tekan|sebut*  zh: 告诉|告訴|撳|填|按下|报上|報上
nds: drück*  ca: marqueu|premeu|digues|digueu  eu: sakatu|esan  oc: picar|pica  fo: trýst  is: ýttu
    |segðu|stimplaðu  et: vajuta*|toksi*|ütle*  lv: nospied*|piespied*|pasak*|rakst*  lt: paspausk*
    |spausk*|parašyk*  sl: pritisn*|povej*  hr: recite|reci|kuca  sr: притисн*|реците|реци|укуцај
mk: кажете|кажи  bg: набер*  be: націсн*  sq: shtyp*|thuaj*  ka: უთხარ|დააჭირ|აკრიფ  hy: սեղմ|ասեք
    |հավաք|գրեք
yi: קוועטשט
km: ចុច|ប្រាប់  lo: ກົດ|ບອກ  my: နှိပ်|ပြော  jv: dipencet  ceb: ingna|pislita  ha: danna  ig: gwa|pịa
zu: cindezel*|ucindezel*|tshela  xh: cinezel*|xela  cy: rho|gwasg*|dywed*  ga: brúigh|abair
gd: brùth  mt: agħfas|għid  eo: premu|diru  mi: pēhia  mg: tsindrio|lazao  so: sheeg  hu: mondja
    |mondd  om: himi  rw: kanda|vuga
"""

#: To use, to show: "use 482913 to sign in". As other numbers are used, too, it takes another word.
USE = """
en: use|show|quote|give|present|put  de: zeigen sie|zeige|verwende*|nutze*  fr: utilisez|indiquez
    |présentez|donnez|montrez  es: utiliza|muestra|muestre|indica|indique  it: mostra  pt: utilize
    |informe|apresente|mostre  nl: gebruik|toon|geef  sv: använd|visa|uppge  da: brug|oplys
nb: bruk  fi: käytä|anna|näytä  pl: podaj|użyj|pokaż  cs: použijte|ukažte|použij  sk: použite|použi
ro: folosește|folosiți  ru: используйте|покажите  uk: використайте|покажіть  sw: tumia  tl: gamitin
    |ipakita
ar: استخدم|استعمل|أعط|أظهر
th: แจ้ง|แสดง|ใช้  vi: sử dụng|dùng|đưa  id: gunakan|tunjukkan  zh: 出示|凭|憑|使用  zu: sebenzisa
st: sebedisa  sn: shandisa  ha: amfani  ig: jiri  so: isticmaal  sq: përdor*  hr: koristite
    |upotrijebite|iskoristite  sr: користите|употребите  sl: uporabite  bg: използвайте|използвай
mk: користете  el: χρησιμοποιήστε|χρησιμοποίησε  hu: használja|használd  lt: naudokite|panaudokite
lv: izmantojiet|izmanto  et: kasuta*  is: notaðu|notið  ca: utilitza|utilitzeu  eu: erabili
ms: guna
he: השתמש|השתמשו
km: ប្រើ  lo: ໃຊ້  ka: გამოიყენ  hy: օգտագործ  be: выкарыст*
"""

#: The same, in languages in which they stand behind the code.
TELL_BEHIND = """
tr: tuşlayın|deyin|söyleyin|yazman*|bas|basın|basman*  hi: दबाएं|बताएं|बताएँ|दबा|बता दें|बता दीजिए|लिख दें
    |डाल दें|डाल दीजिए  bn: বলুন|লিখে|চাপলে|চাপুন  ja: お伝え|押|お打ち|打っ|言っ  ko: 알려 주세요
    |알려주세요|말씀해 주세요|말하세요|말씀하세요  uz: bosing|ayting|deb ayt*  kk: басыңыз|айтыңыз
tk: aýdyň|diýip|basyň  tt: басыгыз|әйтегез  mn: дараарай|дарна уу|хэлээрэй|хэлнэ үү|гэж бич*
fa: بزنید|را بزن|بگویید|بنویس
ps: ووایه
ur: لکھ|بتا|دبا
mr: दाबा|सांगा  ne: हाल्नु|थिच्नु|भन्नु|लेख्नु  as: লিখিব|কওক  pa: ਦੱਸ|ਦਬਾ  gu: દબાવ|કહો  or: କହ|ଲେଖ  ta: தட்ட
    |அழுத்த|சொல்லு|சொல்லவும்|எழுதவும்|எழுதினால்  te: చెప్ప|నొక్క|రాయండి  kn: ಹೇಳಿ|ಒತ್ತಿ|ಬರೆ  ml: പറയ|അടിച്ച|അമർത്ത
    |എഴുത  si: කියන්න|ඔබන්න  am: ጻፍ|ጻፊ|ንገር|ተጫን  ti: ጽሓፍ  bo: བྲིས  af: intik|invoer|in te tik
"""
USE_BEHIND = """
tr: gösterin|kullanın  hi: दिखाएं|उपयोग  bn: ব্যবহার  ja: 提示|使って|お使い
fa: استفاده
ur: استعمال
ta: பயன்படுத்த  te: ఉపయోగించ  kn: ಬಳಸಿ  ml: ഉപയോഗിക്ക  gu: વાપરો|ઉપયોગ  mr: वापरा  ne: प्रयोग  pa: ਵਰਤੋ
si: භාවිත  my: အသုံးပြု  ko: 사용하  uz: foydalan*  kk: пайдалан*  ky: колдон*  az: istifadə  am: ይጠቀሙ
"""

#: What a code opens, and that it is a secret: a bill or a receipt speaks of neither.
GUARDED = """
en: door|lock|lockbox|key safe|barrier|not share|don't share|never share|hash key|pound key
de: tür|türen|haustür|wohnungstür|haustor|*schloss|schlüssel*|teilen sie|weitergeben|sicherheit*
fr: la porte|portail|digicode|boîte à clés|cadenas|partagez pas  es: puerta|portón|candado
    |comparta*|seguridad  it: portone|cancello|lucchetto|condivid*|sicurezza  pt: portão|cadeado
    |partilh*|segurança|liberar  ca: seguretat  nl: deur|deel|delen|veiligheid*  sv: dörr*|porten
    |*nyckel*|dela|säkerhet*  da: dør|døren|*nøgle*|sikkerhed*  nb: døra|nøkkel*|sikkerhet*
is: öryggi*  fi: ovi|avain*|turva*  et: uks*  lv: durv*|drošīb*  lt: durys|durų|saugum*  pl: drzwi
    |brama|bramy|bramk*|furtk*|kłódk*|udostępnia*|bezpiecz*  cs: dveř*|brána|bránu|bránk*|zámk*
    |nesděl*|bezpeč*  hu: ajtó*|kapu*|ossza|bizton*  ro: ușa|poarta|divulg*|securit*|siguranț*
hr: vrata|vratima|sef|sefu|ključ*|sigurn*  tr: kapı*|paylaş*|güvenli*  el: πόρτα*|ασφάλ*|μοιρα*
ru: двер*|замок|замка|калитк*|ворот*|никому|безопасн*  uk: нікому|безпек*  bg: врат*|никого
    |сигурност*  sw: mlango|usimpe
ar: باب|الباب|لا تشارك|أمان|الأمان
he: דלת|שער|אל תמסר|אבטחה
fa: ندهید|امنیت
ur: شیئر
hi: दरवाज|साझा|सुरक्षा  bn: শেয়ার|নিরাপত্তা  th: ประตู|อย่า|ห้าม|ปลอดภัย  vi: chia sẻ|bảo mật|an toàn
id: pintu|jangan|bagikan|keamanan  ja: ドア|玄関|教えない|セキュリティ  zh: 门锁|門鎖|大门|大門|勿
    |安全  ko: 현관|도어|공유|보안
"""

#: Who asks for a code, and what for, when something is handed over.
COURIER = """
en: courier|locker|driver|rider|collect|pick up|pick-up|parcel box|parcel station|pickup  de: boten
    |zusteller*|kurier*|fahrer*|abhol*  fr: casier|livreur|chauffeur|retrait|consigne  es: taquilla
    |repartidor|mensajero|conductor|recogida|recoger|consigna  it: corriere|autista|ritir*
pt: entregador|motorista|levantamento|retirada|recolha|cacifo  nl: bezorger|koerier|afhaal*|afhalen
    |ophalen  pl: odbior*|odebra*|skrytk*  ru: ячейк*|курьеру|водителю|получен*|постамат*
uk: кур'єру|водію|отриманн*|поштомат*  tr: kurye*|teslim alın|teslim alma
ar: السائق|المندوب|استلام|خزانة|الخزانة|لوكر
hi: डिलीवरी|लॉकर  th: พนักงานส่ง|รับสินค้า|รับพัสดุ  vi: shipper|tài xế|nhận hàng  id: pengemudi
    |pengambilan|loker  zh: 快递员|骑手|取件|领取|取货|取貨|領取|提货|提貨  cs: výdej*|vyzvedn*
    |kurýr*  sk: výdaj*|vyzdvihn*  hu: átvétel*|átvehet*|futár*  ro: ridicare*|ridica|curier*
hr: preuzim*|preuzet*|preuzmite  sr: преузим*|пакетомат*  sl: prevzem*  bg: вземете|получаване
el: παραλαβ*|θυρίδα*  fi: nouto*|noutaa|nouda  sv: hämta|utlämn*  da: afhent*  nb: hentes
    |utlevering*  et: pakiautomaa*  lv: saņemšan*|pakomāt*  lt: atsiim*|paštomat*  ca: recollida
    |recollir  ja: 受け取り|受取|ロッカー  ko: 수령|픽업|보관함
he: איסוף|לוקר
fa: پیک|کمد
ur: ڈرائیور|لاکر|رائیڈر
bn: ড্রাইভার|রাইডার|লকার  ta: லாக்கர்|ஓட்டுநர்  te: లాకర్|డ్రైవర్  kn: ಲಾಕರ್|ಚಾಲಕ  ml: ലോക്കർ|ഡ്രൈവർ  gu: લોકર
    |ડ્રાઇવર  pa: ਲਾਕਰ|ਡਰਾਈਵਰ  az: poçtamat*  be: пастамат*  hy: առաքիչ  sw: dereva  is: afhend*
"""
