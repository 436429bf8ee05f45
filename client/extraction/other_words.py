# ruff: noqa: RUF001 (words in the alphabets of their languages)
"""The words by which a number, or a word in capitals, is known to be no code, by language.

Data alone, in the form of ``code_words``.
"""

#: What has a number of its own, which is no code; also as in "postcode" and "tracking code".
#: And what stands before an example of a code.
OTHER = """
en: room|matricola|nmls|post*|eircode|booking*|exit|return|practice|surgery|module|subject|payer
    |order*|invoice|receipt|track*|shipment|parcel|waybill|awb|customer|serial|model|phone
    |telephone|tel|fax|call|hotline|whatsapp|ext|stop to|zip|area|country|dialling|sort|routing
    |iban|swift|vat|tax|card number|account number|case number|transaction number|transaction id
    |request id|ticket|branch|merchant|mcc|department|terminal|ending|ending in|ending with|ends in
    |sku|item|product|batch|hs|colour|color|hex|ral|pantone|rgb|error|status|response|source|bar|qr
    |dress|morse|build|version|issue|total|amount|price|fee|since|copyright|code of conduct
    |code of practice|meeting id|code red|code club|code of ethics|code week|commit|fingerprint
    |hash|checksum|revision|merchant category|hsn|sac|ifsc|micr|commodity|fare basis|plu|upc|ean
    |lot|cpt|icd|icd-10|naics|ucas|weather|ticker|tariff|cost centre|cost center|nominal|course
    |exam centre|unit|subscriber|meter|train|reason code|delay code|vessel|flight|stock|plus code
    |identification code|short code|procedure|diagnosis|recall|section|hotel confirmation
    |booking confirmation|reservation confirmation|order confirmation|flight confirmation
    |last digits|last four digits|last 4 digits|class id|assignment|pnr|complaint|such as
    |for example|patient code|patient number|patient id|hn|centre code|center code|job code
    |event code|warning code|fault code|decoder*|consumer number|consumer code|consumer no
    |consumer id|event id|on envelope  af: poskode|kliënt*|verwysing*|klagte*  sq: pacient*|porosi*
    |fatur*|gabim*  hy: փոստային|հաճախորդ|բաժանորդ|պատվեր|ապրանք|փոստ|հաշիվ|սխալ|հեռախոս|դիմում
    |բողոք  az: poçt*|müştəri*|hesab|sifariş*|məhsul*|səhv*|xəta*|abunəçi*|rezerv*|müraciət*
    |şikayət*  be: кліент*|абанент*|плацельшчык*|тавар*|паштов*|замов*|памыл*|тэлефон*|зварот*
    |заяўк*  bs: klijent*|platitelj*|platioc*  bg: абонат*|платец*|поръчк*|пратк*|обадете|пощенск*
    |цвят*|баркод|грешк*|резервация*|електромер*|преписк*|входящ*|потребителск*|еик  ca: enviament
cs: směrovací|plátce|předmět*|objednávk*|účtenk*|zásilk*|sledov*|balík*|zákazn*|volejte|psč|barv*
    |čárov*|zdrojov*|zbož*|ičo|dič|částk*|celkem|země|variabilní symbol|končící|končícím|končí na
    |končícího|koncovkou|kurz|kurzu|elektroměr*|stížnost*|žádost*|například|např.  et: reg-kood
    |registrikood|kliendi*|tellimus*|arve*|sihtnumber|värvi*|saadetis*|veakood*|broneering*|kaebus*
    |pöördum*  fi: asiakas*|virhe*|tilaus*|lasku*|kuitti*|seuranta*|lähetys*|puhelin*|puh|soita
    |väri*|viivakoodi*|lähdekoodi*|tuote*|y-tunnus|hinta|vuodesta|klo|maakoodi*|päättyv*|päättyy
    |varaus*|mittari*|asianumero|reklamaatio*|vaikkapa|esimerkiksi  eo: eraro*|mendo*
ka: მომხმარებლ|აბონენტ|შეკვეთ|პროდუქტ|საფოსტო|ინვოის|შეცდომ|ტელეფონ|ანგარიშ|ჯავშნ|მრიცხველ|განაცხად
    |საჩივ  el: συνδρομητή|μαθήματος|παραγγελία*|τιμολογ*|απόδειξη|αποστολή*|δέμα*|παρακολούθησ*
    |πελάτη|τηλέφωνο*|τηλ|ταχυδρομ*|τκ|χρώμα*|σφάλμα*|προϊόν*|αφμ|ποσό|σύνολο|τιμή|έτος|λήγει σε
    |που λήγει|τελειώνει σε|μάθημα|κράτησης|κράτηση|μετρητή|αίτημα*|παράπον*|πρωτόκολλο*|π.χ.
    |για παράδειγμα  hu: vevő*|fogyasztó*|tantárgy*|rendelés*|számla*|csomag*|nyomkövet*|küldemény*
    |ügyfél*|hívja|irányítószám*|szín*|vonalkód*|hibakód*|forráskód*|cikk*|adószám|összeg|óta
    |termék*|országkód*|végződő|tanfolyam*|kurzus*|foglalás*|mérőóra*|panasz*|bejelentés*|iktató*
    |például  is: viðskipta*|pöntun*|reikning*|sending*|villu*|síma|símanúmer|hringdu|hringið
    |málsnúmer|kvörtun*  kk: тұтынушы|абонент*|тапсырыс*|тауар*|пошта*|қате*|өтініш*|шағым*
ky: почта*|кардар*|буйрутма*|эсеп|ката*|арыз*  ku: mişterî*  lt: pašto|mokėtojo|pirkėjo|užsakym*
    |prekės|sąskait*|siunt*|klaid*|kurs*|skund*|prašym*  lv: pasta|kļūdas|pasūtīj*|rēķin*|preces
    |pasta indekss*|sūtījum*|tālrun*|skaitītāj*|sūdzīb*|iesniegum*  mg: paositra*|hadisoana
    |telefaonina|mpanjifa|faktiora  mt: żball|ordni|kodiċi tal-kors  mn: шуудан*|харилцагч*
    |хэрэглэгчийн|захиалг*|бараа*|алдаа*|нэхэмжлэх*  mk: поштенск*|клиент*|нарачк*|фактур*|сметк*
    |производ*  ms: pembayar*|invois|akaun|bil|cawangan|ralat|poskod|aduan  nl: klant*|fout*
    |betaal*|trein|vlucht|bestel*|factuur*|zending|bel|kleur*|streepjes*|broncode|kvk|btw|bedrag
    |totaal|prijs|sinds|volgnummer|landcode|meldcode|eindigt op|eindigend op|eindigt met|boeking*
    |reservering*|klacht*|zaak*|bijvoorbeeld  pl: tytule przelewu|tytuł przelewu|płatnika
    |przedmiotu|zamówieni*|faktur*|paragon*|przesyłk*|paczk*|śledzeni*|zgłoszeni*|zadzwoń|infolini*
    |pocztow*|kolor*|kreskow*|źródłow*|błęd*|produkt*|towar*|regon|krs|kwot*|razem|cena|ceny|rok
    |roku|kierunkow*|kodeks*|kraju|pkd|pkwiu|kończący się na|kończącego się na|końcówk*|zakończony
    |rezerwac*|licznik*|reklamac*|na przykład|kod zdarzenia  pt: assinante|comboio|trem|voo
    |encomenda|encomendas|rastreio|rastreamento|ligue|cep|cor|cores|fonte|erro|artigo|produto|cpf
    |cnpj|valor|preço|remessa|objeto|nota fiscal|termina em|ncm|cfop|cest|ibge|ddd|ddi|com final
    |terminado em|terminada em|terminado com|termina com|bilhete|reclamação|por exemplo|vaga|vagas
ro: abonat*|client*|comand*|colet*|expedier*|urmărire*|sunați|culor*|culoare*|bare|eroare|sursă
    |produs*|preț|fiscal|caen|cui|se termină în|terminat în|care se termină cu|cursul*|curs|contor*
    |sesizar*|reclamați*|de exemplu  sr: клијент*|рачун*|наруџб*|пошиљк*|купц*|ед|резервациj*
    |резервациј*|бројил*|жалб*|рекламациј*|захтев*|потрошач*|pib|пиб  sk: chyb*|zásielk*|čiarov*
    |spolu|tovaru|krajiny|končiace na|sťažnos*|žiados*  sl: plačnik*|napak*|naročil*|izdelk*
    |strank*|zahtevk*|pritožb*  so: boosta*|khalad*|macmiil*|dalab*|qaansheegta  sw: mteja|agizo
    |ankara|akaunti|mita|hitilafu|simu|kozi|malalamiko  sv: kund*|fel*|artikel*|beställning*
    |kvitto*|kolli*|spårning*|försändelse*|ärende*|ring|färg*|streckkod*|källkod*|belopp|summa|pris
    |sedan|leverans*|kl|landskod*|varukod*|riktnummer|slutar på|slutar med|slutsiffror*|bokning*
    |elmätar*|diarienummer|till exempel  tk: sargyt*|müşderi*  uk: платник*|особов*|потяг*|рейс*
    |рахун*|відправлен*|посилк*|відстежен*|клієнт*|дзвоніть|поштов*|кольор*|колір|помилк*|разом
    |ціна|рік|року|індекс*|мфо|єдрпоу|дк|закінчується на|закінчу*|курсу|бронюванн*|лічильник*
    |звернен*|заявк*|скарг*|наприклад  uz: pochta*|mijoz*|hisob|buyurtma*|mahsulot*|xato*|хато*
    |буюртма*|мижоз*|murojaat*|shikoyat*  vi: mã thanh toán|mã đặt*|mã giao dịch|mã hồ sơ
    |mã tham chiếu|mã vùng|mã đơn*|đơn hàng|hóa đơn|mã vận*|vận đơn|mã bưu*|bưu chính|điện thoại
    |gọi|mã màu|mã vạch|mã nguồn|mã lỗi|mã sản*|tổng|mã khách*|mã số thuế|năm|kết thúc bằng|đuôi số
    |mã yêu cầu|đặt chỗ|đặt vé|mã khiếu*|khiếu nại  xh: yeposi|posi|impazamo|umnxeba|umthengi
yo: ifiweranse|àṣìṣe  tr: abone*|tesisat*|ders|hata|şube|sipariş*|kargo*|takip*|gönderi*|müşteri*
    |arayın|renk|rengi|barkod*|karekod*|kaynak|ürün*|vergi|tutar|toplam|fiyat*|yılı|alan|ülke|sonu
    |son hanesi|son 4 hanesi|dersin*|sayaç*|şikayet*|başvuru*|talep*|örneğin  es: abonado
    |asignatura|materia|retorno|salida|contrato|suministro|tren|vuelo|pedido|pedidos|factura
    |facturas|recibo|seguimiento|rastreo|envío|guía|paquete|expediente|telf|tfno|llama al|llame al
    |cp|colores|barras|fuente|artículo|producto|cif|nif|iva|importe|precio|desde|termina en
    |terminada en|país|sat|arancelario|terminado en|acabado en|acaba en|finaliza en|terminación
    |reserva|reservación|contador|reclamación|queja|por ejemplo|código de evento|código de salida
fr: cours|retour|sortie|nomenclature|contrat|abonné|voiture|vol|commande|commandes|facture|factures
    |reçu|suivi|colis|expédition|bordereau|dossier|appelez|appeler|au numéro|couleur|couleurs
    |barres|code-barres|erreur|article|produit|siret|tva|rcs|montant|prix|depuis|guichet
    |termine par|indicatif|pénal|civil|code du travail|code de la route|semaine du code|insee|ape
    |naf|nuts|douanier|finissant par|se terminant par|terminant par|billet|par exemple
    |code événement  it: corso|uscita|contratto|utenza|treno|volo|mecc|ordine|ordini|fattura
    |fatture|ricevuta|tracciamento|spedizione|pacco|pratica|chiama|chiamaci|cap|avviamento|colore
    |colori|barre|sorgente|articolo|prodotto|fiscale|importo|totale|prezzo|penale|civile|catastale
    |destinatario|tributo|abi|cab|cig|ateco|istat|termina con|terminante con|termina per
    |codice paziente|codice assistito|prenotazione|biglietto|reclamo|segnalazione|ad esempio
    |per esempio|codice evento  ru: возврат*|выход*|плательщик*|услуг*|предмет*|лицев*|поезд*
    |заказ*|счет*|квитанц*|чек|чека|накладн*|отправлен*|посылк*|трек*|отслежив*|обращени*|телефон*
    |тел|звоните|позвоните|факс|индекс*|почтов*|цвет*|штрих*|ошибк*|исходн*|товар*|артикул*|инн|кпп
    |огрн|бик|сумм*|итого|цена|цены|год|года|году|регион*|заканчивается на|кодекс*|города|страны
    |подразделени*|окпо|оквэд|октмо|мсс|оканчивающ*|оканчивается на|заканчивающ*|последние цифры
    |курса|дисциплин*|бронирован*|бронь|брони|жалоб*|заявлени*|например|код события
    |код неисправности|код ошибки  id: kode bayar|kode pembayaran|mata kuliah|pesanan|tagihan|resi
    |pelacakan|lacak|pelanggan|telepon|hubungi|pos|warna|batang|sumber|kesalahan|produk|npwp|harga
    |tahun|sejak|pukul|cabang|kurir|negara|saham|billing|berakhiran|berakhir|berujung|galat
    |reservasi|pemesanan|meteran|pengaduan|keluhan|tiket|misalnya  da: fejl*|ordre*|bestilling*
    |forsendelse*|pakkenummer|sporing*|sagsnummer|tlf|farve*|stregkode*|kildekode*|cvr|beløb|siden
    |varenummer|varekode*|landekode*|slutter på|ender på|reservation*|klage*|for eksempel|dekoder*
nb: feil*|emne*|strekkode*|ring oss|totalt|landkode*|sak|saken  si: තැපැල්|පාරිභෝගික|ඇණවුම|දෝෂ|බිල්|දුරකථන
    |පැමිණිල්ල  ta: வாடிக்கையாளர்|ஆர்டர்|அஞ்சல்|பின் கோடு|பின்கோடு|பிழை|பில்|தொலைபேசி|கிளை|பாட|புகார்
te: వినియోగదారు|కస్టమర్|ఆర్డర్|బిల్లు|పిన్ కోడ్|లోపం|లోప|ఫోన్|తపాలా|ఎర్రర్|కోర్సు|ఫిర్యాదు  kn: ಗ್ರಾಹಕ|ಅಂಚೆ|ಆರ್ಡರ್|ಪಿನ್ ಕೋಡ್|ದೋಷ|ಬಿಲ್
    |ಫೋನ್|ಕೋರ್ಸ್|ದೂರು  ml: ഉപഭോക്തൃ|തപാൽ|ഓർഡർ|പിൻ കോഡ്|പിൻകോഡ്|പിശക്|ബിൽ|ഫോൺ|കോഴ്സ്|പരാതി  gu: ગ્રાહક|ટપાલ
    |ઓર્ડર|પિન કોડ|ભૂલ|બિલ|ફોન|કોર્સ|ફરિયાદ  pa: ਗਾਹਕ|ਖਪਤਕਾਰ|ਡਾਕ|ਆਰਡਰ|ਪਿੰਨ ਕੋਡ|ਪਿਨ ਕੋਡ|ਗਲਤੀ|ਬਿੱਲ|ਫ਼ੋਨ|ਫੋਨ|ਕੋਰਸ
    |ਸ਼ਿਕਾਇਤ  my: ဖောက်သည်|စာတိုက်|အော်ဒါ|မီတာ|ဘေလ်|အမှား|ဖုန်း  km: អតិថិជន|ប្រៃសណីយ៍|បញ្ជាទិញ|វិក្កយបត្រ|កំហុស|ទូរស័ព្ទ
lo: ລູກຄ້າ|ໄປສະນີ|ສັ່ງຊື້|ຂໍ້ຜິດພາດ|ໃບບິນ  ne: हुलाक|उजुरी  am: ፖስታ|ደንበኛ|ስህተት|ትዕዛዝ|ስልክ|ሂሳብ
ug: پوچتا
zh: 缴费|退出|返回|工单|学号|课程|订单|訂單|发票|發票|收据|快递|快遞|运单|運單|物流|包裹|追踪|追蹤
    |客户|客戶|电话|热线|熱線|客服|致电|致電|拨打|撥打|邮政|郵遞|邮编|郵編|颜色|顏色|条形|二维|产品
    |產品|错误|錯誤|源|国家|税号|金额|总计|合计|价格|價格|尾号|尾號|股票|基金代|网点|扫码|掃碼|掃描
    |数码|數碼|条码|條碼|车牌|密码本|隨機碼|航班|车次|車次|課程|预订|預訂|预约|預約|电表|投诉|投訴
    |受理|报修|例如|末四碼|末四码|後四碼|后四码|末4碼|后四位|末四位  ja: 終了|科目|受付|注文|請求書
    |領収書|追跡|伝票|送り状|お問い合わせ|電話|郵便|会員|顧客|お客様|商品|品番|型番|カラー|色|バー
    |エラー|ソース|国|支店|金融機関|口座|合計|金額|税込|価格|証券|銘柄|国番号|末尾|末尾が|下4桁
    |下4桁が|下四桁|下四桁が|予約|検針|メーター|苦情|例えば  ko: 납부자|과목|종료|고객센터|주문
    |송장|운송장|택배|배송|세금계산서|청구서|영수증|고객|전화|팩스|문의|우편|색상|바코드|큐알|상품
    |오류|소스|국가|계좌|사업자|금액|합계|가격|종목|끝자리|뒷자리|뒤 4자리|끝 4자리|예약|계량기
    |검침|접수|민원|신고|예를 들어  hi: उपभोक्ता|डाक|शाखा|ऑर्डर|चालान|बिल|ट्रैकिंग|ग्राहक|फोन|फ़ोन|कॉल
    |पिन कोड|पिनकोड|रंग|त्रुटि|उत्पाद|राशि|कीमत|वर्ष|अंतिम|आखिरी|कोर्स|पाठ्यक्रम|बुकिंग|आरक्षण|मीटर|शिकायत
    |अनुक्रमांक  th: สาขา|ลูกค้า|รายวิชา|คำสั่งซื้อ|ใบแจ้งหนี้|ใบเสร็จ|พัสดุ|ติดตาม|โทร|ไปรษณีย์|สี|สินค้า|ข้อผิดพลาด
    |ยอดรวม|ราคา|ปี|พ.ศ.|ค.ศ.|คำขอ|ประเทศ|ลงท้ายด้วย|ลงท้าย|วิชา|การจอง|มิเตอร์|เรื่องร้องเรียน|ร้องเรียน|รหัสนิสิต
    |นิสิตรหัส|รหัสนักศึกษา
fa: اشتراک|مشترک|خروج|درس|مشتری|قبض|سفارش|فاکتور|مرسوله|رهگیری|تلفن|تماس|پستی|رنگ|خطا|محصول|مبلغ
    |قیمت|سال|کالا|کشور|حساب|پرواز|رزرو|کنتور|کدام|یکدیگر|شکایت|پیگیری
de: chargen*|zähler*|zug|auftrag*|rechnung*|quittung|beleg*|sendung*|paket*|vorgang*|telefon*
    |rufnummer|anrufen|durchwahl|plz|vorwahl|bic|blz|ust-id*|farb*|strichcode|fehlercode|quellcode
    |konto|kontonummer|betrag|summe|preis|gesamt|seit|kartennummer|endet auf|transaktions*
    |mitgliedsnummer|vertragsnummer|barcode|*kodex|*codex|warencode|tatbestandscode|ländercode
    |landescode|wkn|endziffern|endend auf|endet mit|letzten ziffern|*kurs|buchung*|reservierung*
    |beschwerde*|aktenzeichen|reklamation*|z. b.|z.b.|zum beispiel|ereigniscode|hrb  eu: bazkide*
    |eskaera*|bezero*|errore*  cy: archeb*|anfoneb*|gwall|cwsmer|ffôn  hr: narudžb*|račun*|pošiljk*
    |praćenj*|kupc*|boja|boje|grešk*|izvorn*|iznos|završava na|završavaju na|tečaj*|kolegij*
    |brojil*|pritužb*|potrošač*|oib
ar: مشترك|المشترك|الطلب|طلب|فاتورة|الفاتورة|شحنة|الشحنة|تتبع|التتبع|العميل|هاتف|الهاتف|اتصل
    |البريدي|اللون|لون|الخطأ|المنتج|المبلغ|السعر|عام|سنة|منذ|الساعة|باركود|المصدر|الدولة|المدينة
    |البلد|المنتهي بـ|المنتهي ب|ينتهي بـ|ينتهي ب|المنتهية بـ|المنتهية ب|خطأ|عميل|المقرر|مقرر|الحجز
    |حجز|عداد|شكوى|الشكوى|بلاغ|البلاغ
he: הזמנה|חשבונית|משלוח|מעקב|לקוח|טלפון|התקשרו|מיקוד|צבע|שגיאה|מוצר|סכום|מחיר|שנת|מקור|ברקוד
    |מסתיים ב|המסתיים ב|שמסתיים ב|מסתיים בספרות|המסתיים בספרות|שמסתיים בספרות|חשבון|קורס|הזמנת
    |מונה|קודם|קודמת|פנייה|פניה|תלונה|אסמכתא|למשל
or: ପିନ୍ କୋଡ|ଗ୍ରାହକ|ଅର୍ଡର|ଡାକ|ତ୍ରୁଟି|ବିଲ
ur: آرڈر|انوائس|ڈاک|پوسٹل|پن کوڈ|غلطی|ایرر|صارف|کسٹمر|کورس
bn: অর্ডার|চালান|বিল|গ্রাহক|ফোন|পোস্ট|রঙের|ত্রুটি|টেলিফোন|ডাক|কোর্স|বুকিং|মিটার|অভিযোগ  as: গ্ৰাহক|ত্ৰুটি
tg: фармоиш*|муштар*  ga: earráid*|custaiméir*|sonrasc*
ku: هەڵە|مۆبایل|داواکاری|هەژمار|پسوولە
ps: تېروتنه|تلیفون|قضیې
sd: غلطي|فون|آرڊر|گراهڪ
ha: kuskure|katin  ig: njehie|ekwentị  zu: iphutha|ucingo|ikhasimende  st: phoso|mohala
sn: kukanganisa  ny: cholakwika|kasitomala  rw: umukiriya|fagitire  tl: telepono|kustomer|resibo
    |koreo|sayop|reklamo  jv: pesenan  ht: kliyan  lb: feeler*|rufft|ruffen  fy: flater*  mr: तक्रार
"""

#: Names of a number. Beside a word of OTHER they make it sure; alone they say: no code.
NUMBER = """
is: *númer*  rw: umubare  sw: namba|nambari  cy: rhif  ga: uimhir  eu: *zenbaki*  sq: numri*
sl: številk*  lv: numur*  mt: numru  ka: ნომერ  az: nömrə*  kk: нөмір*  be: нумар*  en: number*|no
    |num|id|ref|reference|№  de: *nummer|*nummern|*nr|kennzeichen|zeichen|referenz|*notruf
fr: *numéro*|n°|identifiant  es: nº|n.º|referencia|folio|localizador  it: rif|riferimento
pt: protocolo  nl: kenmerk  sv: *numret|*numren|referens  da: *nummeret  fi: viite*|tunnus
pl: sygnatur*  cs: číslo|čísla|č  hu: *szám|*száma|azonosító  ro: număr*|referință  hr: broj*
tr: *numarası  el: αριθμό*|αριθμ|αρ  ru: номер*|идентификатор*|n
ar: رقم
fa: شماره
he: מספר
hi: नंबर|संख्या|क्रमांक  bn: নম্বর  th: หมายเลข|เลขที่|เลขรับ|เบอร์  vi: số  id: nomor*  ja: 番号|ナンバー
zh: 号|號|号码|號碼|编码|編碼|编号|編號|单号|單號  ko: 번호
ug: نومۇر
te: సంఖ్య|నంబర్  kn: ಸಂಖ್ಯೆ|ನಂಬರ್  uk: ідентифікатор*
"""

#: Who, and what, may have a number as a name: "the password of user 100482". Those for mail are
#: here so that "e-post" is no "post".
ACCOUNT = """
en: account|user|member|player|class|group  de: benutzer|nutzer|mitglied|klasse|gruppe  fr: compte
    |utilisateur|membre|classe|groupe  es: cuenta|usuario|usuaria|clase|grupo  it: utente
pt: conta|utilizador|utilizadora|turma  ca: usuari  nl: gebruiker|lid  sv: användare|användaren
    |medlem  da: bruger|brugeren  nb: bruker|brukeren  fi: käyttäjä*|tunnukselle  et: kasutaja*
lv: lietotāj*|e-past*  lt: naudotoj*|vartotoj*  pl: użytkownik*|klasa|klasy|klasie  cs: uživatel*
    |účet|účtu  sk: používateľ*  sl: uporabnik*  hr: korisnik*  sr: корисник*|е-пошт*
hu: felhasználó*|fiók  ro: utilizator*|contul|contului  tr: kullanıcı|hesap|sınıf  el: χρήστη
    |χρήστης  bg: потребител|акаунт  ru: пользовател*|аккаунт|аккаунта|класс|классе|класса|группа
    |группы  uk: користувач*
ar: مستخدم|المستخدم
he: משתמש
fa: کاربر
hi: उपयोगकर्ता|यूज़र  bn: ব্যবহারকারী  th: ผู้ใช้|สมาชิก  id: pengguna|akun|kelas  ja: ユーザー|アカウント
zh: 用户|用戶|账号|帳號  ko: 사용자|계정  af: e-pos*  az: e-poçt*  uz: e-pocht*
"""

#: What is said of a code in its place, and in capitals: "Code: EXPIRED". Without accents, as these
#: are compared with what has the shape of a code.
STATES = """
en: pending|expired|changed|none|void|null|active|inactive|disabled|enabled|invalid|valid|sent|used
    |unknown|required|missing|approved|declined|rejected|failed|success|denied|below|above|here
    |ready|safe|secret|private|redacted|hidden|removed|deleted|free|important|warning|note
    |attention|continue|submit|open|blik|hello|welcome|thanks|http|https|html|smtp|imap|json
de: abgelaufen|gesendet|keine|keiner|leer|folgt|wichtig|hinweis|hallo  fr: expire|envoye|aucun
    |bonjour|merci  es: caducado|vencido|enviado|ninguno|importante|hola  it: scaduto|inviato
    |nessuno|ciao  pt: expirado|nenhum  nl: verlopen|verzonden|geen|belangrijk  id: terkirim
"""

#: Words of addresses: a number beside them is a postcode, or that of a house.
STREET = """
en: street|avenue|ave|road|rd|lane|boulevard|blvd|drive|suite|floor|building|po box|p.o. box
de: *straße|*strasse|*str|*weg|*platz|*allee|*gasse|postfach  fr: rue|bd|chemin|cedex|quai|impasse
es: calle|avenida|avda|plaza|paseo|colonia  it: via|viale|piazza|corso|largo  pt: rua|travessa
    |praça|av|bairro  nl: *straat|*laan|*plein|*gracht|*kade|postbus  sv: *gatan|*vägen|*torget
da: *gade|*vej|*gata|*veien  fi: *katu|*tie  pl: ul|aleja  cs: ulice|náměstí|třída|nám  hu: utca
    |körút  ro: strada|bulevardul  tr: cad|caddesi|sok|sokak|mah|mahallesi|bulvarı  el: οδός
    |λεωφόρος  ru: ул|улица|пр-т|проспект|пер|наб|шоссе|площадь  uk: вул|вулиця|просп
ar: شارع
he: רחוב|רח
vi: đường|phường|quận  id: jl|jalan  ja: 丁目|番地  zh: 路|街|大道  ko: 번길|대로
"""

#: In the subject of advice on fraud, which shows a code as an example: "We never ask for a code".
WARNING = """
en: never ask*|never call*|not ask*|beware  de: fragen nie|nie nach|niemals|vorsicht  fr: jamais
es: nunca  it: mai chied*|chiede mai|chiederà mai|chiederemo mai|chiediamo mai|non chied*
nl: nooit  sv: aldrig  nb: aldri  is: aldrei  fi: koskaan  et: kunagi  lv: nekad  lt: niekada
pl: nigdy  cs: nikdy  sl: nikoli  hr: nikad*  ro: niciodată  hu: soha  tr: asla  el: ποτέ
ru: никогда  uk: ніколи  bg: никога*  sr: никад*  be: ніколі  sq: kurrë|asnjëherë  ca: no demanem
eu: inoiz  cy: byth  id: tidak pernah|tidak akan|jangan berikan|jangan bagikan|jangan beri
vi: không bao giờ  tl: hinding-hindi  sw: kamwe
ar: لن نطلب|لن يطلب|لا نطلب|أبدا|أبدًا
he: לעולם לא
fa: هرگز
ur: کبھی نہیں
hi: कभी नहीं  mr: कधीही  ne: कहिल्यै  bn: কখনও|কখনো  pa: ਕਦੇ  gu: ક્યારેય  ta: ஒருபோதும்  te: ఎప్పుడూ
kn: ಎಂದಿಗೂ  ml: ഒരിക്കലും  th: ไม่ขอ|ไม่เคย|ไม่มีการขอ  ja: 決して|絶対に|ことはありません  zh: 不会向
    |不會向|绝不|絕不|从不|從不|不会索|不會索  ko: 절대|요구하지 않|묻지 않  ka: არასოდეს
hy: երբեք  az: heç vaxt  kk: ешқашан  uz: hech qachon  mn: хэзээ ч
"""

#: Who shall not have a code, and how to end their call.
SCAM = """
en: scam*|phishing|fraudster*|hang up|cold call*  de: betrüger*|legen sie auf|leg auf|auflegen
fr: arnaqu*|fraudeur*|raccroch*  es: estafa*|cuelg*|colgar  it: truff*|riagganc*|riattacc*
pt: golpe|golpes|desligue o telefone|desligue a chamada|desligue a ligação|desligue e|desliga e
nl: oplicht*|hang op|ophang*  sv: bedrägeri*|bedragar*|bluff*|lägg på  da: svindl*|læg på|læg røret
nb: legg på  fi: huijar*|lopeta puhelu|sulje puhelu  et: katkesta*  lv: krāpn*|nolieciet
lt: sukči*|padėkite ragelį  pl: oszust*|rozłącz*  cs: podvod*|zavěs*  sl: goljuf*|prekinite klic
    |odložite slušalko  hr: prevar*|prijevar*|prekinite poziv|spustite slušalicu  ro: escroc*
    |închideți telefonul  hu: csaló*|tegye le|tedd le|bontsa a vonalat  tr: dolandır*
    |telefonu kapat*  el: απάτ*|κλείστε το τηλέφωνο|κλείσε το τηλέφωνο  ru: мошен*|положите трубку
    |повесьте|кладите трубку  uk: шахра*|покладіть слухавку|кладіть слухавку  bg: измам*
    |затворете телефона  sr: превар*  be: махляр*  ca: pengeu el telèfon|penja el telèfon
eu: iruzur*  id: penipu*|tutup telepon|tutup telpon  vi: lừa đảo|cúp máy|gác máy  tl: ibaba
sw: kata simu
ar: احتيال|محتال|أغلق الخط|أغلق السماعة|أقفل الخط|اقفل الخط
he: הונאה|הונאות|נוכלים|נתק|לנתק
fa: کلاهبردار|قطع کنید
ur: دھوکہ|کاٹ دیں
hi: धोखाधड़ी|काट दें|काट दीजिए|फ़ोन रख|फोन रख  mr: फसवणूक  ne: ठगी  bn: প্রতারক|কেটে দিন  pa: ਧੋਖਾ
gu: છેતરપિંડી  ta: மோசடி  te: మోసం  kn: ವಂಚನೆ  ml: തട്ടിപ്പ്  th: มิจฉาชีพ|วางสาย  ja: 詐欺|電話を切|お切り
zh: 诈骗|詐騙|骗子|騙徒|挂断|掛斷|掛線|收線|收线  ko: 사기|끊으|끊어|끊고  az: fırıldaq*
kk: алаяқ*  uz: firibgar*  sk: zloži*
"""
