"""Sites that are gone as a whole, pages that are gone in few words, and ways that lead home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import always
from tests.simweb.scenarios.manners.stand import frame, page, show
from tests.simweb.wire import Reply, Request, html, redirect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

WHOLE = (
    ("Domain Expired", "<p>Sorry, the domain has expired. Renew now at your registrar.</p>"),
    ("{h}", "<h1>Buy {h}</h1><p>Get this domain today. Installments possible.</p><script "
     "src='/c.js'></script>"),
    ("{h} | Parking", "<div class='ads'>Ads by our partners</div><script "
     "src='https://www.google.com/adsense/domains/caf.js'></script>"),
    ("Website is no longer available", "<p>This website is no longer available.</p>"),
    ("Site Not Found", "<h1>Site Not Found</h1><p>Check the domain name or ask the owner.</p>"),
    ("Project not found", "<p>The project you are looking for does not exist or was deleted.</p>"),
    ("Wiki closed", "<p>This wiki has been closed because there have been no edits.</p>"),
    ("Domain geparkt", "<p>Diese Domain ist geparkt.</p>"),
    ("Web hosting by X", "<p>This account has been suspended. Either the domain has been "
     "overused, or the reseller ran out of resources.</p>"),
    ("Nginx", "<h1>Welcome to nginx!</h1><p>If you see this page, the nginx web server is "
     "successfully installed and working. Further configuration is required.</p>"),
    ("Congratulations!", "<p>Your domain is successfully connected. Start building your site.</p>"),
    ("Slot Online Gacor", "<h1>Situs Slot Gacor</h1><p>Daftar situs judi slot online terpercaya, "
     "bonus new member.</p>"),
    ("Buy Essays Online", "<h1>Cheap essay writing service</h1><p>Order essays, best writers, "
     "cheap deals.</p>"),
    ("オンラインカジノ", "<h1>オンラインカジノ ボーナス</h1><p>入金不要ボーナスのカジノ比較。</p>"),
)  # fmt: skip
MISSING = (
    ("Vision group", "<p>Nothing found for this address.</p>"),
    ("Vision group", "<p>The requested content has been removed.</p>"),
    ("Vision group", "<h1>Not Found</h1>"),
    ("404 Error", "<p>Go back to the home page.</p>"),
    ("Page removed", "<p>We removed this page in 2023.</p>"),
    ("Ohje", "<p>Sivua ei ole.</p>"),
    ("Fel", "<p>Sidan finns inte längre.</p>"),
    ("Vision group", "<p>This link is broken.</p>"),
    ("Vision group", "<p>No such page exists.</p>"),
    ("Vision group", "<p>Sorry! We moved things around and lost this one.</p>"),
    ("Vision group", "<h1>Page doesn't exist</h1><script src='/c.js'></script>"),
    ("Vision group", "<h1>Hmm.</h1><p>That address does not lead anywhere on our site, "
     "sadly.</p><script src='/c.js'></script>"),
    ("Not Found", "<div id='root'></div><script src='/c.js'></script>"),
    ("404 | App", "<div id='app'></div><script src='/c.js'></script>"),
    ("الصفحة المطلوبة غير موجودة", "<p>عد إلى الصفحة الرئيسية</p>"),
    ("Nie znaleziono", "<p>Strony o podanym adresie nie ma.</p>"),
    ("Страница не найдена", "<p>Проверьте адрес.</p>"),
    ("ページが存在しません", "<p>URLをご確認ください。</p>"),
    ("访问的页面不存在", "<p>3 "
     "秒后自动跳转到首页</p><script>setTimeout(function(){location.href='/'},3000)</script>"),
    ("您的访问出错了", "<p>很抱歉，您要访问的页面不存在。</p>"),
)  # fmt: skip
LIVE = (
    ("{t}", "<p>404</p>"),
    ("{t} - not found in training data", "<h1>{t}</h1><p>Text.</p>"),
    ("{s}: page 404", "<h1>{s}</h1><p>Samples.</p>"),
    ("Lost: {s}", "<h1>{t}</h1>"),
    ("{s}", "<p>Demo is down. Code is available. Paper too.</p>"),
    ("Supplement", "<h1>{s}</h1><p>Videos are hosted elsewhere.</p>"),
)  # fmt: skip
HOME = always(frame("University", "<h1>Our university</h1>"))
ENDS = ("/", "/home", "/de/start.html")
# where a path that is not there leads, and what stands at its end beside the home page
LEADING: tuple[tuple[Callable[[Request], Reply], str], ...] = (
    (lambda ask: redirect(f"https://{ask.host}/?from={ask.path}", 302), "home, telling whence"),
    (lambda _: redirect("/home", 301), "to /home"),
    (lambda _: redirect("/de/start.html", 302), "to /de/start.html"),
    (lambda _: html("<meta http-equiv='refresh' content='0; url=/'>"), "home by a refresh"),
)


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    for title, body in WHOLE:
        for where in ("@gone/{n}/", "@gone/"):
            show(draft, where, page(title, body), "wrong|gone", f"all of it is gone: {body}")
    for title, body in MISSING:
        text = draft.dice.choice((page, frame))(title, body)
        show(draft, "@lost/projects/{n}/", text, "wrong|gone", f"missing: {body}", front=True)
    for title, body in LIVE:
        for alone in (True, False):
            show(draft, "@alive/x/{n}/", page(title, body), "ok", f"alive: {body}", alone=alone)
    for lead, about in LEADING:

        def make(_: Work, lead: Callable[[Request], Reply] = lead) -> Handler:
            return lambda ask: (HOME if ask.path in ENDS else lead)(ask)

        show(draft, "@led/works/{n}/", make, "wrong|gone", f"whatever is not there leads {about}")
    _to_the_end(draft)


def _to_the_end(draft: Draft) -> None:
    def absent(_: Work) -> Handler:
        return lambda ask: redirect("/404", 302) if ask.path != "/404" else pages.not_found(ask)

    def the_work(work: Work) -> Handler:
        there = draft.home(work)
        return lambda ask: there(ask) if ask.path == "/p/" else redirect("/p/", 301)

    def after_a_fault(_: Work) -> Handler:
        return lambda ask: html("", 500) if ask.seen == 1 else html("<h1>Gone</h1>", 410)

    show(draft, "@led/works/{n}/", absent, "gone", "leads to a true 404")
    show(draft, "@led/works/{n}/", the_work, "ok|moved", "whatever is asked leads to the work")
    show(draft, "@led/works/{n}/", after_a_fault, "gone|unreachable|blocked", "500, then 410")
