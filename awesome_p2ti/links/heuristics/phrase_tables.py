"""Subjects and predicates, by language, of what pages say that are not what was asked for.

A normalized text is searched for them; at … a predicate may hold other words. The tables are
Python, not a file of data: so they are checked with the code, and cost no reading at start-up.
"""

from __future__ import annotations

MISSING = (
    ("page fichier document adresse lien contenu site ressource", "introuvable|n'existe pas"
     "|n'existe plus|non trouvée|n'a pas été trouvée|n'est pas disponible|n'est plus disponible"
     "|a été supprimé|n'a pas pu être trouvée|inexistante"),
    ("seite datei dokument inhalt website adresse", "nicht gefunden|nicht verfügbar|existiert nicht"
     "|existiert … nicht|nicht mehr verfügbar|nicht vorhanden|wurde gelöscht|gibt es … nicht"),
    ("página archivo documento sitio recurso enlace", "no existe|no encontrada|no encontrado"
     "|no se encontró|no se ha encontrado|no se pudo encontrar|no está disponible|fue eliminad"),
    ("página arquivo documento recurso endereço", "não existe|não encontrada|não foi encontrad"
     "|não encontrado|não está disponível|não está mais disponível|não pôde ser encontrada"),
    ("pagina documento risorsa sito", "non trovata|non esiste|non è stata trovata"
     "|non disponibile|non è disponibile|non è più disponibile|inesistente"),
    ("pagina bestand", "niet gevonden|bestaat niet|niet beschikbaar|niet worden gevonden"),
    ("sidan sida siden side filen", "hittades inte|hittas inte|inte hittas|finns inte|finnes ikke"
     "|findes ikke|ble … ikke funnet|blev … ikke fundet|kunne … ikke findes|eksisterer ikke"),
    ("sivua sivu tiedostoa", "ei löydy|ei löytynyt|ei ole olemassa"),
    ("strony strona plik", "nie istnieje|nie znaleziono|nie została znaleziona"),
    ("stránka stránku stránky súbor soubor", "nenalezena|nebyla nalezena|neexistuje|nenájdená"
     "|nebola nájdená|nenašla|nenalezen"),
    ("oldal lap", "nem található|nem létezik"),
    ("pagina", "nu a fost găsită|nu există"),
    ("страница страницы файл документ запись сайт", "не найден|не существует|удалена|удалён"
     "|недоступна"),
    ("сторінка сторінку сторінки", "не знайдено|не знайдена|не існує"),
    ("σελίδα", "δεν βρέθηκε|δεν υπάρχει"),
    ("sayfa sayfanın dosya", "bulunamadı|bulunamıyor|mevcut değil"),
    ("trang", "không tìm thấy|không tồn tại"),
    ("halaman laman berkas", "tidak ditemukan|tidak tersedia|tidak ada|tidak dijumpai"),
    ("页面 頁面 网页 網頁 链接 連結 鏈接 文件 檔案 网址 網址 资源 分享 内容 視頻 视频 文章",
     "不存在|未找到|找不到|没有找到|无法找到|無法找到|无法访问|已失效|被 … 删除|被 … 刪除|已删除"
     "|已被移除|不见了|去哪了"),
    ("ページ ファイル コンテンツ 記事 サイト", "見つかりません|存在しません|ございません"
     "|削除された可能性|削除されました|みつかりません"),
    ("페이지 파일 문서 게시물", "찾을 수 없|존재하지 않|없는 페이지|삭제되었"),
    ("หน้า ไฟล์ เพจ", "ไม่พบ|ไม่มีอยู่"),
    ("صفحة الملف", "غير موجود|لم يتم العثور|غير متوفر|غير متاح"),
    ("صفحه فایل", "یافت نشد|پیدا نشد|وجود ندارد"),
    ("הדף העמוד דף", "לא נמצא|לא קיים|אינו קיים"),
)  # fmt: skip
FOR_SALE = (
    (
        "domain",
        "zum verkauf|zu verkaufen|te koop|till salu|til salg|na sprzedaż|na prodej"
        "|satılık|dijual|eladó|abgelaufen|verlopen|vergeben|reserviert|registriert|geparkt"
        "|soeben … eingerichtet|geregistreerd|gereserveerd",
    ),
    ("domaine", "à vendre|expiré|en vente|parqué|été créé|enregistré|réservé"),
    (
        "dominio domínio",
        "en venta|à venda|in vendita|ha caducado|expirado|scaduto|expirou"
        "|registrado|registrato|aparcado|estacionado",
    ),
    ("домен", "продаётся|продается|продаж|истёк|припаркован|освобождается|зарегистрирован"),
    ("domena domenę doména", "zarejestrowan|wygasł|zaparkowan|registrován|zaparkován"),
    ("tên miền", "rao bán|đang bán|hết hạn"),
    ("alan adı", "satılık|süresi|tescil"),
    ("域名 網域 网域", "出售|转让|轉讓|售卖|待售|过期|到期|停放|求购|已被注册"),
    ("ドメイン", "販売|売り|有効期限|期限切れ|失効|取得|登録"),
    ("도메인", "판매|만료|매매|등록|파킹"),
    ("โดเมน", "ขาย|หมดอายุ"),
)
CLOSED = (
    (
        "website webseite webpräsenz internetpräsenz account konto",
        "gesperrt|deaktiviert|abgeschaltet|stillgelegt",
    ),
    ("site compte hébergement", "suspendu|désactivé|fermé"),
    (
        "sitio cuenta web conta site sito account",
        "suspendid|suspens|desactivad|desativad|sospes|disattivat",
    ),
    ("website site account", "geblokkeerd|opgeheven|opgeschort|uitgeschakeld"),
    ("strona konto serwis", "zawieszon|zablokowan|wyłączon"),
    ("stránky účet web", "pozastaven|zablokován"),
    ("site siteniz hesap", "askıya|kapatıl|durdurul"),
    ("сайт хостинг аккаунт", "заблокирован|приостановлен|отключен|отключён"),
    ("trang web tài khoản", "tạm ngưng|bị khóa"),
    ("situs akun", "ditangguhkan|dinonaktifkan"),
    ("网站 站点 網站 账户 空间 主机", "暂停|关闭|停用|停止|被封|欠费|未备案|暫停|關閉"),
    ("サイト アカウント", "停止|凍結|閉鎖"),
    ("사이트 계정", "정지|중지|차단|폐쇄"),
)
GUARDED = (
    ("human robot humanity", "verify|verifying|confirm|prove|making sure|think|if you are"),
    ("bot crawlers", "a bot|keep … away"),
    ("browser request connection", "checking|verifying|being … verified|being … checked"),
    ("captcha puzzle challenge", "complete|solve|enter|answer|please"),
    ("javascript cookies", "please enable|must be enabled|must … enabled|please allow|please turn"),
    ("traffic activity access requests", "unusual|suspicious|automated"),
    (
        "access",
        "access denied|access is denied|access was denied|access has been denied|automated access"
        "|access to this … denied|access to this … restricted|access to this … limited"
        "|access to this … blocked|access to this … not permitted|your access has been",
    ),
    (
        "request",
        "url was rejected|request was rejected|request rejected|request was blocked|request blocked"
        "|request has been blocked|request has been flagged|request has been denied",
    ),
    ("country region location territory", "in your|from your|for your"),
    ("zugriff zugang", "verweigert|gesperrt|sicherheitsgründen"),
    ("requête accès", "bloqué|refusé|pare feu"),
    ("acceso dirección", "denegad|bloquead|restringid"),
    ("доступ", "ограничен|запрещ|заблокирован"),
    ("访问 請求 请求", "阻断|拦截|被拒绝|不合法|攔截|拒绝访问"),
    ("land region", "in deinem land|in ihrem land|in ihrer region|in deiner region"),
    ("pays région", "dans votre"),
    ("país región", "en su país|en tu país|en su región|no seu país"),
    ("地区 地區 国家", "您所在|所在的|您的"),
    ("地域", "お住まいの|ご利用の|お客様の"),
    ("line queue", "you are now in|you are in|your number|your place"),
    ("you your", "been blocked|been flagged|been banned|been restricted|are … blocked"),
    ("work", "proof of work"),
    ("roboter mensch", "kein|bestätigen|überprüf|sind sie"),
    ("robot humain", "vérifi|êtes pas|confirm|êtes un"),
    ("robot humano humana", "no eres|no soy|verific|confirm|não sou|não é um"),
    ("robot umano", "non sei|non sono|verific|conferm"),
    ("robot mens", "geen|bevestig|controle"),
    ("robot człowiek", "nie jesteś|potwierdź|weryfik"),
    ("robot insan", "değil|doğrula"),
    ("робот роботом человек", "вы не|подтвердите|проверка"),
    ("验证 驗證 机器人 機器人", "安全|完成|不是|人机|继续访问|請|确认"),
    ("ロボット 人間", "確認|ではありません|ではない|認証"),
    ("로봇 사람", "아닙니다|아님|확인"),
    ("访问 環境 环境", "异常|過於頻繁|过于频繁|風險|风控"),
)
HINTED = (
    ("human robot", "are you|not a|you are"),
    ("waiting", "waiting room"),
    ("verification security", "required|check|checkpoint|verify"),
    ("moment", "just a|one|please wait"),
)
UNWELL = (
    ("again", "again later|again in|again soon|again shortly"),
    ("site server website service system page", "under maintenance|scheduled maintenance"
     "|be back|back soon|back shortly|temporarily|overloaded|too busy|heavy load|high load"),
    ("wartung wartungsarbeiten", "wir|website|seite|später|kurze"),
    ("maintenance", "en cours|site en|revenez|plus tard"),
    ("mantenimiento manutenção manutenzione", "sitio|site|sito|estamos|em|in corso|siamo"),
    ("technische обслуживание работы", "ведутся|технические|попробуйте|onderhoud"),
    ("维护 維護", "系统|系統|网站|網站|稍后|升级"), ("稍后 稍後", "再试|重试|再访问|再試|重試"),
    ("メンテナンス", "中|作業"), ("점검", "시스템|서버|중"),
)  # fmt: skip
