"""One kind, many wordings: guards, missing, parked, closed and new sites; and live pages alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb.scenarios.manners.stand import frame, page, show

if TYPE_CHECKING:
    from tests.simweb.scenarios.proofs.draft import Draft

# status, page, headers
GUARDS: tuple[tuple[int, str, dict[str, str]], ...] = (
    (200, "<html><head><title>Verification required</title></head><body><h1>Let's confirm you "
     "are human</h1><p>Complete the security check before continuing.</p><script "
     "src='/c.js'></script></body></html>", {}),
    (200, "<html><head><title>Attention</title></head><body><p>Your IP address 10.0.0.1 has been "
     "flagged. Ray ID: 8f2a</p></body></html>", {}),
    (200, "<html><head><title>Blocked</title></head><body><p>Your access has been blocked by our "
     "firewall. Incident ID 2231-44. Please contact support.</p></body></html>", {}),
    (200, "<html><head><title>Security Checkpoint</title></head><body><p>Verifying your "
     "browser... This may take a few seconds.</p><script src='/c.js'></script></body></html>", {}),
    (200, "<html><head><title>Loading...</title></head><body><div>Please stand by, while we are "
     "checking your browser...</div><script src='/c.js'></script></body></html>", {}),
    (200, "<html><head><title>hCaptcha</title></head><body><p>One more step</p><div "
     "class='h-captcha'></div><script "
     "src='https://hcaptcha.com/1/api.js'></script></body></html>", {}),
    (403, "<html><head><title>Verboten</title></head><body><p>Zugriff "
     "verweigert</p></body></html>", {}),
    (200, "<html><head><title>Sicherheitsprüfung</title></head><body><p>Bitte bestätigen Sie, "
     "dass Sie kein Roboter sind.</p><script src='/c.js'></script></body></html>", {}),
    (200, "<html><head><title>Vérification de sécurité</title></head><body><p>Merci de confirmer "
     "que vous n'êtes pas un robot.</p><script src='/c.js'></script></body></html>", {}),
    (200, "<html><head><title>Verificación</title></head><body><p>Confirma que no eres un robot "
     "para continuar.</p><script src='/c.js'></script></body></html>", {}),
    (200, "<html><head><title>アクセス確認</title></head><body><p>あなたがロボットではないことを"
     "確認しています。</p><script src='/c.js'></script></body></html>", {}),
    (200, "<html><head><title>접근 확인</title></head><body><p>로봇이 아닙니다를 체크해 "
     "주세요.</p><script src='/c.js'></script></body></html>", {}),
    (200, "<html><head><title>访问验证</title></head><body><p>为了您的账号安全，请拖动滑块完成验"
     "证</p><script src='/c.js'></script></body></html>", {}),
    (200, "<html><head><title>滑动验证页面</title></head><body><p>访问过于频繁，请滑动验证</p><sc"
     "ript src='/c.js'></script></body></html>", {}),
    (200, "<html><head><title></title></head><body><script>window.location.reload(true);document."
     "cookie='k='+x()</script></body></html>", {}),
    (200, "<html><head><title>Enable JavaScript</title></head><body><p>JavaScript is required to "
     "view this site. Please turn on JavaScript and reload the page.</p></body></html>", {}),
    (200, "<html><head><title>Protected by anti-bot</title></head><body><div "
     "id='cap-widget'></div><p>Proof of work in progress: computing hashes</p><script "
     "src='/c.js'></script></body></html>", {}),
    (401, "<script src='https://geo.captcha-delivery.com/x.js'></script>", {}),
    (503, "<html><head><title>DDoS "
     "protection</title></head><body><p>Checking...</p></body></html>", {"Server": "ddos-guard"}),
    (200, "<html><head><title>Access to this site has been restricted</title></head><body><p>You "
     "have been blocked because of suspicious behaviour.</p></body></html>", {}),
    (429, "", {"Retry-After": "86400"}),
    (403, "{\"error\":\"bot_detected\"}", {"Content-Type": "application/json"}),
    (200, "<html><head><title>Bot check</title></head><body><noscript>Please enable "
     "JS</noscript><script>/* altcha */</script><altcha-widget></altcha-widget></body></html>", {}),
    (200, "<html><head><title>Just a sec...</title></head><body><p>Making sure you are human. "
     "This takes a moment.</p><script src='/c.js'></script></body></html>", {}),
    (200, "<html><head><title>Queue-it</title></head><body><p>You are in the queue. Estimated "
     "waiting time: 12 minutes</p><script src='/c.js'></script></body></html>", {}),
)  # fmt: skip
# title and body of pages
MISSING = (
    ("Oops!", "<p>We looked everywhere, but this page isn't here.</p>"),
    ("Error", "<h2>HTTP 404</h2><p>Nothing matches the given URI.</p>"),
    ("Group", "<h1>Whoops, that page is gone.</h1>"),
    ("Page Not Available", "<p>The page you are looking for is not available.</p>"),
    ("Group", "<h1>This URL is no longer in use</h1><p>Use the menu.</p>"),
    ("Lab", "<p>Invalid URL</p>"),
    ("Lab", "<h3>There is no content here (yet)</h3>"),
    ("Lab", "<h1>Dead end</h1><p>You have reached a dead end.</p>"),
    ("404", "<p>:(</p>"),
    ("Leht puudub", "<p>Otsitud lehte ei leitud.</p>"),
    ("Puslapis nerastas", "<p>Ieškomas puslapis neegzistuoja.</p>"),
    ("Pagina negăsită", "<p>Ne pare rău, pagina căutată nu mai există.</p>"),
    ("Stránka neexistuje", "<p>Hledaná stránka na serveru není.</p>"),
    ("Страница удалена", "<p>Материал был удалён автором.</p>"),
    ("找不到页面", "<p>您所请求的网页已被移动或删除。</p>"),
    ("错误", "<p>您请求的资源暂时无法访问或已被删除</p>"),
    ("ページがありません", "<p>アクセスしようとしたページは公開を終了しました。</p>"),
    ("존재하지 않는 페이지", "<p>입력하신 주소가 정확한지 확인해 주세요.</p>"),
    ("पृष्ठ नहीं मिला", "<p>क्षमा करें, यह पृष्ठ मौजूद नहीं है।</p>"),
    ("Erreur", "<p>Désolé, ce contenu n'est plus en ligne.</p>"),
    ("Ups", "<p>Ta strona zniknęła.</p>"),
    ("Project deleted", "<p>The owner has deleted this project.</p>"),
    ("Expired", "<p>This share link has expired.</p>"),
    ("Nothing found", "<p>Apologies, but no results were found for the requested archive.</p>"),
)  # fmt: skip
PARKED = (
    ("{h}", "<h1>{h}</h1><p>The domain {h} can be yours. Contact the broker for pricing.</p>"),
    ("{h} - Domain For Sale", "<p>Premium domain. Buy now for $2,995 or make an offer.</p>"),
    ("{h}", "<p>This domain was registered with Namecheap and is awaiting content.</p>"),
    ("Welcome to {h}", "<p>This Web site coming soon. This domain is parked.</p>"),
    ("{h}", "<iframe src='https://parking.example.net/?d={h}'></iframe><p>Sponsored listings</p>"),
    ("Domain abgelaufen", "<p>Die Domain {h} ist abgelaufen. Inhaber können sie "
     "wiederherstellen.</p>"),
    ("Dominio en venta", "<p>El dominio {h} está en venta.</p>"),
    ("{h}", "<p>このドメインは現在使用されていません。ドメインの取得はこちら。</p>"),
    ("{h}", "<script src='https://www.google.com/adsense/domains/caf.js'></script><div "
     "id='rs'></div>"),
    ("域名已过期", "<p>您访问的域名 {h} 已过期，请尽快续费。</p>"),
    ("Register.com", "<p>{h} has expired and is pending renewal or deletion.</p>"),
    ("{h}", "<p>Domain names for less. Is this your domain? Log in to manage it.</p>"),
)  # fmt: skip
CLOSED = (
    ("Site offline", "<p>This site is currently offline because its subscription has ended.</p>"),
    ("Hosting expired", "<p>The hosting plan of this website has expired.</p>"),
    ("Compte suspendu", "<p>Ce compte a été suspendu.</p>"),
    ("Konto gesperrt", "<p>Diese Website wurde gesperrt.</p>"),
    ("Sitio suspendido", "<p>Este sitio web ha sido suspendido temporalmente.</p>"),
    ("アカウント停止", "<p>このアカウントは停止されています。</p>"),
    ("Site deleted", "<p>The site you were looking for has been deleted by its owner.</p>"),
    ("No website configured", "<p>There is no website configured at this address.</p>"),
    ("Website unavailable", "<p>The owner of this website has not renewed the plan.</p>"),
    ("Notice", "<p>This Account has been suspended for violating our terms.</p>"),
)  # fmt: skip
NEW = (
    ("Test Page for the Apache HTTP Server", "<p>This page is used to test the proper operation "
     "of the Apache HTTP server after it has been installed.</p>"),
    ("HTTP Server Test Page powered by CentOS", "<p>This page is used to test the proper "
     "operation of the HTTP server.</p>"),
    ("Microsoft Internet Information Services 8", "<img src='iis-8.png'>"),
    ("Welcome to your new site", "<p>Replace this file with your own index.html.</p>"),
    ("Ubuntu: it works", "<h1>It works!</h1><p>The web server software is running but no content "
     "has been added, yet.</p>"),
    ("Hostinger", "<h1>You Are All Set to Go!</h1><p>All you have to do now is upload your "
     "website files.</p>"),
    ("Index", "<h1>phpinfo()</h1><p>PHP Version 8.1.2</p>"),
    ("GitLab Pages", "<p>Congratulations, your GitLab Pages site is up.</p>"),
    ("Drupal", "<h1>Welcome to My Site</h1><p>No front page content has been created yet.</p>"),
    ("Nur eine Testseite", "<h1>Hier entsteht eine neue Internetpräsenz</h1>"),
)  # fmt: skip
# pages that name their work, and look wrong to a hasty reader
ALIVE = (
    ("{s}", "<h1>{s}</h1><p>We show how to verify that generated humans are not a robot's dream. "
     "Code and paper.</p>"),
    ("{t}", "<h1>{t}</h1><p>The website will be back soon with more results; code coming.</p>"),
    ("{t}", "<p>Please enable JavaScript to play the videos.</p><script src='/c.js'></script>"),
    ("{t}", "<p>The demo is temporarily overloaded, try again later.</p>"),
    ("{t}", "<p>Account: none needed. This site is not suspended.</p>"),
    ("{t}", "<p>Download: the data can no longer be found at the old address, see the new "
     "page.</p>"),
    ("Project page of {s}", "<p>Welcome to Apache-licensed {s}. You have successfully installed "
     "it when the tests pass.</p>"),
    ("{s}", "<h1>{t}</h1><p>Domain names as subjects: this domain is for sale, says a "
     "picture.</p>"),
    ("{s} demo", "<h1>{s}</h1><form><input type='file'><input type='password' placeholder='API "
     "key'><button>Run</button></form>"),
    ("Yi Zhang", "<h1>Publications</h1><ul><li>{t}. CVPR</li></ul><p>404 Hall, Main Street.</p>"),
    ("{s}", "<p>{s}: 这是项目主页。该页面内容已被删除的部分见附录。</p>"),
    ("{s}", "<h1>{s}</h1><p>Error 404? No: results on 404 subjects.</p>"),
)  # fmt: skip
# short pages that name nothing
UNNAMED = (
    ("Vision lab", "<h1>Downloads</h1><p>Data: images.zip, masks.zip.</p>"),
    ("Please wait", "<p>Rendering the scene, this may take a while.</p><canvas></canvas><script "
     "src='/c.js'></script>"),
    ("Human check data", "<p>Pictures of humans, checked by hand.</p>"),
    ("Robot arms", "<h1>Are you a robot?</h1><p>A study of robots with arms.</p>"),
    ("Suspended bridges", "<p>Photographs of suspended bridges, our site of study has been "
     "closed in winter.</p>"),
    ("Waiting room", "<p>Paintings of a waiting room.</p>"),
    ("Maintenance of roads", "<p>Under maintenance: a data set of road works. The site pictures "
     "are in folders.</p>"),
    ("Domain", "<p>Our domain has been registered in the atlas of images.</p>"),
)  # fmt: skip


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    for status, text, headers in GUARDS:
        truth = "blocked|unreachable" if status >= 500 else "blocked"
        path = draft.dice.choice(("/works/{n}/", "/"))
        show(draft, f"@guard{path}", text, truth, f"a guard ({status}): {text[:99]}",
             status=status, headers=headers)  # fmt: skip
    for title, body in MISSING:
        text = draft.dice.choice((page, page, frame))(title, body)
        show(draft, "@lost/projects/{n}/", text, "wrong|gone", f"missing: {body}", front=True)
    for table, about in ((PARKED, "parked"), (CLOSED, "closed")):
        for title, body in table:
            for path in ("/", "/{n}/"):
                show(draft, f"@{about}{path}", page(title, body), "wrong|gone", f"{about}: {body}")
    for title, body in NEW:
        show(draft, "@new/", page(title, body), "wrong|gone", f"a new site: {body}", alone=True)
    _alive(draft)


def _alive(draft: Draft) -> None:
    for title, body in ALIVE:
        for alone in (True, False):
            show(draft, "@alive/works/{n}/", page(title, body), "ok", f"alive: {body}",
                 alone=alone)  # fmt: skip
    for title, body in UNNAMED:
        show(draft, "@short/works/{n}/", page(title, body), "ok|unrelated", f"short: {body}",
             alone=True)  # fmt: skip
        show(draft, "@short/", page(title, body), "ok|unrelated", f"short: {body}")
