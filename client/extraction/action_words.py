# ruff: noqa: RUF001 (words in the alphabets of their languages)
"""The words for what to do with a mail, by language: see ``code_words``. Data alone."""

#: What is secret, and asked for: a number behind it is a code for once.
PASSWORD = """
en: password|passphrase  de: *passwort|*kennwort  fr: mot de passe|code secret  es: contraseña
ca: contrasenya  gl: contrasinal  ht: modpas  pt: senha|palavra-passe  nl: wachtwoord
sv: *lösenord*  nb: *passord*  is: *lykilorð*  fo: *loyniorð*  fi: salasana*  et: parool*|salasõna*
lt: slaptažod*  pl: hasło|hasła  cs: heslo|hesla  sl: gesl*  hr: lozink*  sr: лозинк*  hu: jelszó*
    |jelszav*  sq: fjalëkalim*  eu: pasahitz*  el: συνθηματικό*  ru: парол*  kk: құпиясөз|құпия сөз
mn: нууц үг*  hy: գաղտնաբառ  ka: პაროლ  sw: nenosiri  az: parol*|şifrə*  ms: kata laluan
id: kata sandi
ar: كلمة المرور|كلمة السر
fa: گذرواژه
he: סיסמה
ur: پاس ورڈ
hi: पासवर्ड  bn: পাসওয়ার্ড  pa: ਪਾਸਵਰਡ  gu: પાસવર્ડ  ta: கடவுச்சொல்  te: పాస్వర్డ్|పాస్ వర్డ్  kn: ಪಾಸ್ವರ್ಡ್
ml: പാസ്വേഡ്|പാസ്വേർഡ്  th: รหัสผ่าน  vi: mật khẩu  ja: パスワード  zh: 密码|密碼  ko: 비밀번호|패스워드
cy: cyfrinair  ga: pasfhocal  gd: facal-faire  br: ger-tremen  af: wagwoord  fy: wachtwurd
lb: passwuert  ky: сырсөз  tt: серсүз
ku: وشەی نهێنی|تێپەڕەوشە
ps: پاسورډ|پټنوم
sd: پاسورڊ
si: මුරපද  or: ପାସୱାର୍ଡ  as: পাছৱৰ্ড  km: ពាក្យសម្ងាត់|លេខសម្ងាត់  lo: ລະຫັດຜ່ານ  my: စကားဝှက်  am: የይለፍ ቃል
ha: kalmar sirri  ig: okwuntughe  zu: iphasiwedi  xh: iphaswedi  rw: ijambobanga|ijambo banga
mg: tenimiafina|teny miafina  mi: kupuhipa  eo: pasvort*  so: furaha sirta
"""

#: What a code, or a link, is for, other than to sign in.
ACTION = """
en: authoris*|authoriz*|verif*|confirm*|activat*|authenticat*|mfa|two-factor|two-step|reset*|magic
    |approve|it was me|subscribe me|invit*|accept|set up|setup|set your password|set password
    |set a password|new password|join|create password|choose a password|unlock|recover your
    |recover account|recover access|restore access|restore your|account recovery
    |change your password|change password|complete your registration|finish setting up
    |finish signing up|pairing|pair your|pair with  de: bestätig*|aktiv*|freischalt*|zurücksetz*
    |zwei-faktor*|einlad*|annehmen|passwort vergeben|passwort festlegen|neues passwort|beitreten
    |passwort ändern|registrierung abschließen  fr: autoris*|activer|activez|valider|validez
    |réinitialis*|authentifi*|accepter*|rejoindre|nouveau mot de passe|identité
    |changer de mot de passe|finaliser  es: autoriza*|restabl*|activar|activa|autentic*|validar
    |aceptar|unirte|nueva contraseña|recuperar|únete|cambiar contraseña|cambiar la contraseña
    |completar el registro  it: autorizz*|conferm*|attiva|attivare|reimposta*|ripristin*|accetta*
    |nuova password|unisciti|cambia password|completa la registrazione  pt: ativar|ative|redefin*
    |convite|aceitar|nova senha|repor|alterar senha|alterar palavra-passe|participe|concluir
nl: bevestig*|activeer|activeren|herstel*|uitnodig*|accepteer*|wachtwoord instellen
    |nieuw wachtwoord|opnieuw instellen|doe mee|meedoen|wachtwoord wijzigen  sv: bekräft*
    |återställ*|inbjud*|nytt lösenord|gå med|byt lösenord  da: bekræft*|nulstil*|godkend*
    |tilmeld dig  nb: bekreft*|stadfest*|tilbakestill*|godta|bli med  fi: vahvist*|palauta|nollaa
    |kutsu*|hyväksy|uusi salasana|tunnistau*|varmist*|liity|vaihda salasana  et: kinnita*|lähtesta*
pl: autoryz*|uwierzyteln*|weryfik*|zweryfik*|potwierd*|aktyw*|zresetuj*|zaproszen*|akceptuj
    |nowe hasło|dołącz*|zmień hasło|wobkruć*|potwjerd*  cs: ověř*|potvr*|obnov*|pozván*|nové heslo
    |připojte se|změnit heslo|dokonč*  hu: megerős*|ellenőr*|visszaállít*|meghív*|új jelszó
    |csatlakoz*|jelszó módosítása  ro: activează*|acceptă|parolă nouă|alătur*|schimbă parola
hr: poništ*|pozivnic*  tr: doğrula*|onay*|etkinleştir*|sıfırla*|davet*|kabul et|yeni şifre
    |yeni parola|katıl*|şifreyi değiştir  el: επαλήθευ*|επιβεβαί*|ενεργοποί*|επαναφορ*|πρόσκλησ*
    |αποδοχ*  ru: подтверд*|подтвержд*|активир*|активац*|сброс*|восстанов*|приглаш*|принять
    |новый пароль|присоедин*|сменить пароль|изменить пароль|заверши*  uk: підтверд*|активув*
    |скинути|скидання|віднов*|запрош*|прийняти|приєдна*|змінити пароль  bg: потвърд*|нулир*|покан*
ar: تحقق|تأكيد|تفعيل|إعادة تعيين|دعوة|قبول|توثيق
fa: تأیید|تایید|فعال|بازنشانی|بازیابی|دعوت
he: אימות|אמת|אישור|אשר|הפעל|איפוס|הוזמנת|הזמין אותך
hi: सत्याप|पुष्टि|सक्रिय|रीसेट|आमंत्रण  bn: যাচাই|নিশ্চিত  th: ยืนยัน|เปิดใช้งาน|รีเซ็ต|คำเชิญ|ตั้งรหัสผ่านใหม่
vi: xác minh|xác nhận|xác thực|kích hoạt|đặt lại|lời mời|chấp nhận  id: memverifikasi*|konfirmasi*
    |mengonfirmasi*|aktifkan|atur ulang|setel ulang|undangan  ja: 認証|確認|有効化|アクティベート
    |再設定|リセット|招待|承認|本登録|登録を完了|参加|パスワードを変更|パスワード変更  zh: 验证
    |驗證|确认|激活|启用|啟用|重置|重設|重设|邀请|邀請|接受|找回|加入|修改密码|完成注册  ko: 인증
    |확인|활성화|재설정|초대|수락|참여|비밀번호 변경|가입 완료  sq: vërtet*  eu: berrets*|egiazta*
br: gwiriekaat|kadarn*  cy: cadarnh*|dilysu|gwirio  ga: deimhni*|fíora*  gd: dearbh*  is: staðfest*
fo: vátta*  sk: over*ť  sl: potrdi*|potrj*  sr: потврд*  be: пацвер*|пацвяр*  lv: apstiprin*
lt: patvirtin*  mt: ikkonferma*|ivverifika*  hy: հաստատ  ka: დაადასტურ|დადასტურ|ვერიფიკ
az: təsdiq*  kk: раста*  ky: ырасто*|тастыкт*  uz: tasdiq*|тасдиқ*  tk: tassykla*  tt: расла*
mn: баталгаажуул*  ku: piştrast*|pejirand*
ku: پشتڕاست|دڵنیا
ps: تصدیق
sd: تصديق
mr: पडताळ|पुष्टी  gu: ચકાસ|પુષ્ટિ  pa: ਪੁਸ਼ਟੀ|ਤਸਦੀਕ  or: ଯାଞ୍ଚ|ନିଶ୍ଚିତ  as: সত্যাপন  ta: சரிபார்|உறுதி
te: ధృవీక|ధ్రువీక|నిర్ధార  kn: ದೃಢೀಕ|ಪರಿಶೀಲ  ml: സ്ഥിരീക|പരിശോധ  si: තහවුරු  km: បញ្ជាក់|ផ្ទៀងផ្ទាត់  lo: ຢືນຢັນ
my: အတည်ပြု  am: ማረጋገ|አረጋግ  so: xaqiiji*|hubi*  sw: thibitish*|kuthibitish*|uthibitish*  ha: tabbat*
    |tantanc*  ig: kwenye|nkwenye  zu: qiniseki*|ukuqinisek*|ngokuqinisek*  st: netefatsa
tn: tlhomamisa  sn: simbisa|kusimbisa  ny: tsimikiz*|kutsimikiz*  rw: kwemeza|emeza  mg: hamarin*
    |fanamarin*|hanamarin*  tl: kumpirm*|patunay*|beripik*  ms: sahkan|pengesahan|mengesahkan
ht: konfime*  lb: bestäteg*  fy: befêst*
"""

#: To sign in. A link that says so is one to act on, though many mails carry one anyway.
SIGN_IN = """
en: sign in|sign-in|signin|signing in|log in|log-in|login|logging in  de: anmeld*|einlogg*
fr: connexion|se connecter|connectez*|identifi*  es: iniciar sesión|inicia sesión|inicie sesión
    |inicio de sesión|entrar|ingresar  it: acced*|accesso  pt: iniciar sessão|inicie sessão|acesse
    |acessar|acesso  ca: inicia la sessió|inicieu la sessió  nl: inlog*|in te loggen|aanmeld*
sv: logga in  da: log ind|log på|logge ind  nb: logg inn|logge inn|innlogg*|pålogg*  fi: kirjau*
et: logi sisse|sisselogi*  pl: zalog*|logowan*  cs: přihlá*  hu: bejelentkez*|belép*
ro: autentific*|conectează*|conectare*  hr: prijav*  sw: kuingia|ingia  tr: giriş*|oturum aç*
el: σύνδεσ*|συνδεθείτε  ru: вход|входа|войти|войдите|авториз*  uk: вхід|входу|увійти|увійдіть
bg: влезте|влизане
ar: تسجيل الدخول|دخول
fa: ورود
he: התחבר|כניסה
hi: लॉगिन|लॉग इन|साइन इन  bn: লগইন  th: เข้าสู่ระบบ|ล็อกอิน  vi: đăng nhập  id: masuk  ja: ログイン
    |サインイン  zh: 登录|登入|登錄|登陆  ko: 로그인
"""

#: To get no more of such mail. Such a link is never asked for.
UNSUBSCRIBE = """
en: unsubscri*|opt out|opt-out|stop receiving|no longer receive|no longer wish|remove me
de: abmelden|abbestell*|nicht mehr erhalten|austragen  fr: désabonn*|désinscri*|ne plus recevoir
es: darse de baja|darte de baja|date de baja|cancelar la suscripción|cancelar suscripción
    |dejar de recibir  it: disiscriv*|cancella l'iscrizione|cancellare l'iscrizione
    |annulla l'iscrizione  pt: cancelar inscrição|cancelar a inscrição|cancelar a subscrição
    |descadastr*|anular subscrição  nl: uitschrijv*  sv: avregistrera*|avsluta pren*|avprenumerera
da: afmeld*  nb: meld deg av|avmeld*|avslutt abonnement*  fi: peruuta tilaus|peru tilaus
pl: wypisz*|rezygn*  cs: odhlásit*|odhlaste  hu: leiratkoz*  ro: dezabon*  hr: odjav*
tr: abonelikten  el: διαγραφή  ru: отпис*  uk: відпис*  bg: отпиш*
ar: إلغاء الاشتراك
fa: لغو اشتراک
he: הסרה
hi: सदस्यता समाप्त|अनसब्सक्राइब  th: ยกเลิกการรับ  vi: hủy đăng ký  id: berhenti berlangganan
ja: 配信停止|退会  zh: 退订|退訂|取消订阅|取消訂閱  ko: 수신거부|수신 거부|구독 취소
"""

#: Other links that mails carry anyway: to read terms, to get help, to see it elsewhere.
BOILERPLATE = """
en: privacy|terms of*|terms & conditions|preferences|contact us|support|in browser|view this email
    |view it in*|view online|in your browser|read online|web version|follow us|manage notifications
    |notification settings|email settings|faq|legal|help  de: datenschutz*|impressum|agb|hilfe
    |im browser|online ansehen|kontakt|webversion|folgen sie uns  fr: confidentialité
    |mentions légales|aide|version en ligne|dans le navigateur|votre navigateur|nous contacter|cgv
es: privacidad|ayuda|en el navegador|en tu navegador|versión web|preferencias  it: aiuto
    |nel browser|assistenza|informativa|preferenze  pt: privacidade|ajuda|no navegador
nl: voorwaarden|hulp|in je browser|in de browser|voorkeuren  sv: integritet*|hjälp|i webbläsaren
    |villkor  da: privatliv*|hjælp|i browseren|vilkår  nb: personvern*|i nettleseren
fi: tietosuoja*|ohje|selaimessa  pl: prywatności|pomoc|w przeglądarce|regulamin
cs: ochrana osobních|soukromí|nápověda|v prohlížeči|podpora  sk: ochrana osobných|v prehliadači
hu: adatvédel*|súgó|böngészőben  ro: confidențialitate*|ajutor  hr: privatnost*|u pregledniku
tr: gizlilik|yardım|tarayıcıda|destek  el: απορρήτου|βοήθεια|στον browser|πρόγραμμα περιήγησης
ru: конфиденциал*|помощь|поддержк*|в браузере|справк*  uk: конфіденц*|допомог*|у браузері|підтримк*
bg: поверителност*
ar: الخصوصية|مساعدة|المتصفح
fa: حریم
he: פרטיות|עזרה|בדפדפן
hi: गोपनीयता|सहायता|ब्राउज़र  th: ความเป็นส่วนตัว|ช่วยเหลือ|เบราว์เซอร์  vi: quyền riêng tư|trợ giúp
    |trình duyệt  id: privasi|bantuan|di browser  ja: プライバシー|ヘルプ|ブラウザ|利用規約
    |お問い合わせ|メール設定  zh: 隐私|隱私|帮助|幫助|浏览器|瀏覽器|条款  ko: 개인정보|도움말
    |브라우저|고객센터
"""
