"""Domains and hosting that have lapsed: parked by many registrars, suspended, never set up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import always, leads
from tests.simweb.scenarios.manners.stand import frame, show
from tests.simweb.wire import Reply, Request, html, redirect

if TYPE_CHECKING:
    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

PARKED = (
    ("GoDaddy", "<html><head><title>{h}</title></head><body><script>window.LANDER_SYSTEM=\"PW\""
     "</script><div id='root'></div><script src='https://img1.wsimg.com/parking-lander/static/js/"
     "main.1.js'></script></body></html>"),
    ("Afternic", "<title>{h} is for sale at Afternic</title><h1>{h}</h1><p>Get a price in less "
     "than "
     "24 hours.</p>"),
    ("Dynadot", "<title>{h}</title><h2>{h} is for sale!</h2><p>This domain has been listed in the "
     "Dynadot marketplace.</p>"),
    ("Hostinger", "<title>Parked Domain name on Hostinger DNS system</title><h1>Domain is parked"
     "</h1><p>Happy to see your domain with Hostinger!</p>"),
    ("IONOS", "<title>{h}</title><p>This domain has just been registered. It does not have any "
     "content yet. IONOS</p>"),
    ("Strato", "<title>STRATO - Domain reserved</title><p>Diese Internetpräsenz wurde soeben "
     "frisch "
     "eingerichtet. Diese Domain ist bereits vergeben.</p>"),
    ("OVH", "<title>Site en construction</title><h1>Félicitations ! Votre domaine a bien été créé "
     "chez OVHcloud !</h1>"),
    ("Gandi", "<title>{h}</title><p>This domain name has been registered with Gandi.net. It is "
     "currently parked by the owner.</p>"),
    ("22.cn", "<title>{h}域名可能正在出售</title><h1>您正在访问的域名可以转让！</h1><p>This "
     "domain is "
     "for sale.</p>"),
    ("Onamae", "<title>お名前.com</title><p>このドメインは、お名前.comで取得されています。</p>"),
    ("Gabia", "<title>{h}</title><p>이 도메인은 가비아를 통해 등록되었습니다. 도메인 파킹 "
     "페이지입니다."
     "</p>"),
    ("REG.RU", "<title>Срок регистрации домена {h} истёк</title><p>Домен припаркован в REG.RU</p>"),
    ("Loopia", "<title>Parked at Loopia</title><h1>{h} is parked</h1>"),
    ("eNom", "<title>{h} - Expired</title><p>This domain has expired. If you owned this domain, "
     "contact your domain registration service provider for further assistance.</p>"),
    ("Network Solutions", "<title>{h} is Under Construction</title><p>This Web page is parked for "
     "FREE, courtesy of Network Solutions. Renew this domain.</p>"),
    ("Atom", "<title>{h} - Brandable name for sale | Atom</title><p>Buy this premium brand name "
     "today. Lease to own from 99 USD a month.</p>"),
    ("Sav", "<title>{h} is available for purchase - Sav.com</title><h1>{h} is available for "
     "purchase"
     "</h1>"),
    ("Spaceship", "<title>{h}</title><p>The domain {h} is parked. Powered by Spaceship.</p>"),
    ("an owner", "<title>{h}</title><p>Interested in this domain? Send your offer to the owner. "
     "Price: 3,400 EUR.</p>"),
    ("advertisements", "<title>{h}</title><div id='relatedLinks'><a>Photo Editing</a><a>Image "
     "Hosting</a></div><script src='https://www.google.com/adsense/domains/caf.js'></script>"),
    ("KeyDrive", "<title>{h}</title><p>Diese Domain steht zum Verkauf!</p>"),
    ("a French owner", "<title>{h}</title><p>Ce nom de domaine est à vendre.</p>"),
    ("Gname", "<title>{h} - 此域名可出售</title><p>域名 {h} 正在出售，联系我们购买。</p>"),
)  # fmt: skip
SUSPENDED = (
    ("cPanel", "<title>Account Suspended</title><p>Contact your hosting provider for more "
     "information.</p>"),
    ("000webhost", "<title>Website not available</title><p>This website has been archived due to "
     "inactivity.</p>"),
    ("Squarespace", "<title>Website Expired</title><h1>Website Expired</h1><p>This account has "
     "expired. If you are the site owner, click below to login.</p>"),
    ("Strikingly", "<title>Site unpublished</title><p>This site has been unpublished by its owner."
     "</p>"),
    ("a hoster", "<title>Suspended</title><h1>This website has been suspended</h1><p>Please pay "
     "the "
     "outstanding invoice.</p>"),
    ("a Chinese hoster", "<title>站点已暂停</title><h1>该网站已被暂停访问，请联系服务商</h1>"),
    ("a Russian hoster", "<title>Сайт заблокирован</title><p>Хостинг сайта временно приостановлен. "
     "Оплатите услуги.</p>"),
    ("Weebly", "<title>Site closed</title><p>This site has been closed by its owner and is no "
     "longer"
     " available.</p>"),
)  # fmt: skip
FIRST_PAGES = (
    ("Apache on Debian", "<title>Apache2 Debian Default Page: It works</title><p>This is the "
     "default"
     " welcome page used to test the correct operation of the Apache2 server.</p>"),
    ("Apache", "<html><body><h1>It works!</h1></body></html>"),
    ("nginx on Fedora", "<title>Test Page for the Nginx HTTP Server on Fedora</title><h1>Welcome "
     "to "
     "<b>nginx</b> on Fedora!</h1>"),
    ("OpenResty", "<title>Welcome to OpenResty!</title><h1>Welcome to OpenResty!</h1>"),
    ("Caddy", "<title>Caddy works!</title><h1>Congratulations!</h1><p>Your web server is working. "
     "Now make it work for you.</p>"),
    ("Tomcat", "<title>Apache Tomcat/9.0.58</title><h2>If you're seeing this, you've successfully "
     "installed Tomcat. Congratulations!</h2>"),
    ("LiteSpeed", "<title>Congratulation! Welcome to the new site</title><p>This is the default "
     "page of OpenLiteSpeed.</p>"),
    ("XAMPP", "<title>Welcome to XAMPP</title><h1>Welcome to XAMPP for Windows 8.1.6</h1>"),
    ("Plesk", "<title>Domain Default page</title><h1>If you are seeing this message, the website "
     "for"
     " {h} is not available at this time.</h1><p>Plesk</p>"),
    ("BT panel", "<title>恭喜，站点创建成功！</title><h1>恭喜, 站点创建成功！</h1><h3>这是默认"
     "index.html，本页面由系统自动生成</h3>"),
    ("a new WordPress", frame("My Blog", "<h1>Hello world!</h1><p>Welcome to WordPress. This is "
     "your"
     " first post. Edit or delete it, then start writing!</p>")),
    ("Nginx Proxy Manager", "<title>Default Site</title><h1>Congratulations!</h1><p>You've "
     "successfully started the Nginx Proxy Manager.</p>"),
)  # fmt: skip
# status, body, truth, what it is
HOSTERS = (
    (402, "Payment required\n\nDEPLOYMENT_DISABLED", "unreachable|blocked", "Vercel, unpaid"),
    (401, "<title>Authentication Required</title><script>_vercel_sso_nonce</script>",
     "blocked|wrong", "Vercel, protected"),
    (503, "<title>Site paused</title>This site was paused as it reached its usage limits.",
     "unreachable|blocked", "Netlify, paused"),
    (503, "<title>Service Suspended</title>This service has been suspended by its owner.",
     "unreachable|blocked", "Render, suspended"),
    (503, "<title>Application error</title>An error occurred in the application.",
     "unreachable|blocked|broken-demo", "Heroku, crashed"),
    (509, "<title>509 Bandwidth Limit Exceeded</title>", "unreachable|blocked", "out of bandwidth"),
    (530, "<title>Argo Tunnel error | {h} | Cloudflare</title>error 1033",
     "unreachable|blocked|broken-demo", "a tunnel that is closed"),
    (530, "error code: 1016", "unreachable|blocked", "Cloudflare finds no origin"),
    (523, "<title>{h} | 523: Origin is unreachable</title>", "unreachable|blocked", "523"),
    (526, "<title>{h} | 526: Invalid SSL certificate</title>", "unreachable|blocked", "526"),
    (404, "<title>Site Not Found</title>There isn't a GitHub Pages site here.", "gone",
     "GitHub Pages"),
    (404, "<?xml version='1.0'?><Error><Code>NoSuchBucket</Code></Error>", "gone", "S3"),
    (404, '{"status":"error","code":404,"message":"Application not found"}', "gone", "Railway"),
    (404, "<title>Blog not found</title>Sorry, the blog you were looking for does not exist.",
     "gone", "Blogger"),
    (409, "<Error><Code>PublicAccessNotPermitted</Code></Error>", "blocked|unreachable", "Azure"),
    (403, "<title>Web App - Unavailable</title>Error 403 - This web app is stopped.",
     "blocked|unreachable", "Azure, stopped"),
    (511, "<title>Network Authentication Required</title>", "blocked|unreachable", "511"),
    (410, "<title>Gone</title>This Tumblr was deleted.", "gone", "deleted"),
)  # fmt: skip


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    for vendor, page in draft.some(PARKED, 17):
        path = draft.dice.choice(("/", "/{n}/", "/index.html"))
        show(draft, f"@domain{path}", page, "wrong|gone", f"parked: {vendor}")
    for vendor, page in SUSPENDED:
        show(draft, "@closed/{n}/", page, "wrong|gone", f"closed by {vendor}")
    for vendor, page in draft.some(FIRST_PAGES, 9):
        show(draft, "@new/", page, "wrong|gone", f"a server's first page: {vendor}", alone=True)
    for status, page, truth, about in HOSTERS:
        show(draft, "@hosted/", page, truth, f"hosting: {about}", status=status)
    _led(draft)


def _led(draft: Draft) -> None:
    """Redirects that end on a page of the registrar or of the hoster."""
    sale = draft.host("names-for-sale")
    pages.host(draft.web, sale, missing=always("<title>Buy this domain</title><p>This name is for "
               "sale. Make an offer.</p>"))  # fmt: skip
    show(draft, "@domain/{n}/", lambda _: leads(f"https://{sale}/forsale/x?utm=1", 302),
         "wrong|gone", "leads to a market of names")  # fmt: skip

    def suspended(_: Work) -> Handler:
        def answer(ask: Request) -> Reply:
            if ask.path.startswith("/cgi-sys/"):
                return html("<title>Account Suspended</title><h1>Account Suspended</h1>")
            return redirect("/cgi-sys/suspendedpage.cgi", 302)

        return answer

    show(draft, "@closed/{n}/", suspended, "wrong|gone", "leads to 'account suspended'")

    def lander(_: Work) -> Handler:
        front = "<script>window.onload=function(){window.location.href='/lander?oref='}</script>"
        return always(f"<!DOCTYPE html><html><head>{front}</head></html>")

    show(draft, "@domain/", lander, "wrong|gone|blocked|unreachable", "a script leads to a lander")
    far = f"ww25.{draft.host('domain')}"
    ads = "<title>{h}</title><script src='https://www.google.com/adsense/domains/caf.js'></script>".replace(
        "{h}", far
    )
    pages.host(draft.web, far, missing=always(ads))
    show(draft, "@domain/{n}/", lambda _: leads(f"https://{far}/?subid1=2026", 302), "wrong|gone",
         "leads to a page of advertisements")  # fmt: skip
