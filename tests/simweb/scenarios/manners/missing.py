"""Pages that say under status 200 that nothing is there, in many languages, words and layouts."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import always, leads
from tests.simweb.scenarios.manners.stand import frame, show
from tests.simweb.wire import Reply, Request, html, plain, redirect

if TYPE_CHECKING:
    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

# language, title, words
WORDS = (
    ("de", "Uni Vision Lab", "Die von Ihnen aufgerufene Seite existiert leider nicht mehr."),
    ("de", "Fehler 404 - Institut", "Die angeforderte Seite wurde nicht gefunden."),
    ("fr", "Oups !", "Cette page n'existe plus ou a changé d'adresse."),
    ("fr", "Laboratoire d'images", "La page que vous recherchez est introuvable."),
    ("es", "Laboratorio", "Lo sentimos, la página solicitada no existe."),
    ("pt", "Laboratório", "A página que procura não existe ou foi removida."),
    ("it", "Laboratorio di visione", "La pagina richiesta non esiste."),
    ("nl", "Groep Beeld", "De pagina die u zoekt bestaat niet meer."),
    ("pl", "Zakład Grafiki", "Strona, której szukasz, nie istnieje."),
    ("cs", "Stránka nenalezena", "Požadovaná stránka nebyla nalezena."),
    ("hu", "Képfeldolgozás", "A keresett oldal nem található."),
    ("sv", "Sidan hittades inte", "Sidan du söker kunde inte hittas."),
    ("da", "Billedgruppen", "Siden blev desværre ikke fundet."),
    ("fi", "Sivua ei löytynyt", "Etsimääsi sivua ei löytynyt."),
    ("el", "Εργαστήριο", "Η σελίδα που ζητήσατε δεν βρέθηκε."),
    ("tr", "Laboratuvar", "Aradığınız sayfa bulunamadı."),
    ("ru", "Лаборатория", "К сожалению, запрашиваемая страница не существует."),
    ("uk", "Сторінку не знайдено", "На жаль, такої сторінки немає."),
    ("he", "הדף לא נמצא", "מצטערים, הדף שחיפשת לא נמצא."),
    ("ar", "الصفحة غير موجودة", "عذرا، الصفحة التي تبحث عنها غير موجودة."),
    ("fa", "آزمایشگاه", "صفحه مورد نظر شما یافت نشد."),
    ("vi", "Phòng thí nghiệm", "Không tìm thấy trang bạn yêu cầu."),
    ("id", "Laboratorium", "Maaf, halaman yang Anda cari tidak ditemukan."),
    ("th", "ไม่พบหน้า", "ไม่พบหน้าที่คุณต้องการ"),
    ("ja", "研究室", "指定されたページまたはファイルは存在しません。"),
    ("ja", "お探しのページは見つかりませんでした", "移動または削除された可能性があります。"),
    ("ko", "연구실", "요청하신 페이지를 찾을 수 없거나 존재하지 않는 페이지입니다."),
    ("zh", "实验室", "抱歉，您要访问的页面不存在或已被删除！"),
    ("zh", "提示信息", "很抱歉，没有找到您要访问的页面，请检查网址是否正确。"),
    ("zh-TW", "找不到網頁", "您要找的網頁不存在，可能已經移除。"),
    ("en", "Vision Group", "We can't seem to find the page you're looking for."),
    ("en", "Whoops", "Nothing to see here: this content is no longer available."),
    ("en", "Vision Group", "The resource you requested has been removed or had its name changed."),
    ("en", "Lost?", "The link you followed may be broken, or the page may have been removed."),
)
QUOTES = "Apples fall far Birds sing early Clouds drift slowly Doors stay open Eels swim".split()


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    for lang, title, words in draft.some(WORDS, 24):
        text = f"<h1>{title}</h1><p>{words}</p>"
        full = f"<html lang='{lang}'><head><title>{title}</title></head><body>{text}</body></html>"
        page = draft.dice.choice((frame(title, text, lang), full))
        show(draft, "@lost/projects/{n}/", page, "wrong|gone",
             f"'not found' with status 200, in {lang}", front=True)  # fmt: skip
    _layouts(draft)
    _wordless(draft)
    _led(draft)
    _passing(draft)


def _layouts(draft: Draft) -> None:
    missing = "The page you requested could not be found."
    forms = (
        ("<title>Group</title><img src='/404.svg' alt='404 - page not found'>", "as a picture"),
        (frame("Group", "<h2>404</h2><p>{p} is not here. Try the search.</p>"), "names the path"),
        (
            "<title>Group</title><div role='alert' class='alert'><b>Error:</b> "
            + missing
            + "</div>",
            "as an alert",
        ),
        (
            frame(
                "Not Found | Group",
                "<p>Perhaps you meant <a href='/works/a'>this</a>, <a href='/"
                "works/b'>that</a> or <a href='/works/c'>the other</a>.</p>",
            ),
            "with suggestions",
        ),
        (
            frame("Search results", "<h1>No results for {n}</h1><p>" + missing + "</p>"),
            "as a search without a hit",
        ),
        (
            "<html><head><title>Group</title></head><body><table><tr><td><font size=6>Object not "
            "found!</font></td></tr></table></body></html>",
            "in a table of the old days",
        ),
        (
            frame("Group", "<h1>Oh no!</h1><p>This project page has been taken down.</p>"),
            "a page that was taken down",
        ),
        (frame("Group", "<h1>Gone fishing</h1><p>Error code: 404</p>"), "with a joke"),
    )
    for page, about in forms:
        show(draft, "@layout/projects/{n}/", page, "wrong|gone",
             f"'not found' with status 200, {about}", front=True)  # fmt: skip

    def as_text(_: Work) -> Handler:
        return lambda _: plain("404 page not found\n")

    def as_data(_: Work) -> Handler:
        text = json.dumps({"statusCode": 404, "error": "Not Found", "message": "Route not found"})
        return lambda _: Reply(200, text.encode(), {"Content-Type": "application/json"})

    show(draft, "@layout/works/{n}", as_text, "wrong|gone", "'404 page not found' as text")
    show(draft, "@layout/works/{n}", as_data, "wrong|gone|ok", "404 as JSON under 200")
    show(draft, "@layout/files/{n}.pdf", frame("Error", f"<h1>404</h1><p>{missing}</p>"),
         "wrong|gone", "'not found' in place of a PDF", front=True)  # fmt: skip
    show(draft, "@layout/files/{n}.zip", frame("Group", f"<p>{missing}</p>"),
         "wrong|gone", "'not found' in place of a file", front=True)  # fmt: skip


def _wordless(draft: Draft) -> None:
    """No word for it, but the same at each address of the host."""
    home = frame("Vision and Graphics Group", f"<h1>Welcome</h1><p>{draft.about_images()}</p>")
    show(draft, "@same/~former/works/{n}.html", home, "wrong|gone",
         "the home page in place of whatever is asked for")  # fmt: skip

    def changing(_: Work) -> Handler:
        number = count()

        def answer(ask: Request) -> Reply:
            turn = next(number)
            quote = " ".join(QUOTES[turn % 9 :] + QUOTES[: turn % 9])
            text = f"<h1>Page not found</h1><blockquote>{quote}</blockquote><i>{turn}</i>"
            return html(frame("Page not found", text))

        return answer

    show(draft, "@same/works/{n}/", changing, "wrong|gone", "'not found' with a changing quotation",
         front=True)  # fmt: skip
    lost = frame("Vision Group", "<h1>Looks like you took a wrong turn</h1><p>Go back home.</p>")
    show(draft, "@same/works/{n}/", lost, "wrong|gone", "'a wrong turn' at each address",
         front=True)  # fmt: skip
    shell = "<html><head><title>App</title></head><body><div id='root'></div><script src='/a.js'>"
    show(draft, "@same/works/{n}/", shell, "ok|blocked|unreachable",
         "one shell for each address, drawn by a script")  # fmt: skip
    show(draft, "@same/en/{n}/", draft.home, "ok",
         "the work's one page at each address")  # fmt: skip


def _led(draft: Draft) -> None:
    """Whatever is not there leads to one page."""
    ends = (
        ("/error.html", 302, "<h1>Something is missing</h1><p>This page cannot be found.</p>"),
        ("/pages/404", 301, "<h1>Sorry</h1><p>There is nothing at this address.</p>"),
        ("/en/", 302, "<h1>Welcome to our institute</h1>"),
        ("/index.php", 301, "<h1>Welcome to our group</h1>"),
        ("/search?q=", 302, "<h1>Search</h1><p>No pages match your query.</p>"),
        ("/?page_not_found=1", 303, "<h1>Welcome</h1>"),
    )
    for target, status, text in ends:
        end = always(frame("Institute", text + f"<p>{draft.about_images(3)}</p>"))
        known = {target.partition("?")[0], "/"}

        def make(_: Work, end: Handler = end, known: set[str] = known, target: str = target,
                 status: int = status) -> Handler:  # fmt: skip
            there = leads(target, status)
            return lambda ask: end(ask) if ask.path in known else there(ask)

        show(draft, "@led/projects/{n}/", make, "wrong|gone",
             f"whatever is not there leads to {target}")  # fmt: skip

    def other_host(name: str) -> None:
        pages.host(draft.web, name, missing=always(frame("University", "<h1>Our university</h1>")))
        show(draft, "@group/projects/{n}/", lambda _: leads(f"https://{name}/", 301), "wrong|gone",
             "each page of a closed site leads to the university's home")  # fmt: skip

    other_host(draft.host("www-university"))

    def localized(work: Work) -> Handler:
        page = draft.home(work)

        def answer(ask: Request) -> Reply:
            if not ask.path.startswith("/en/"):
                return redirect("/en" + ask.target, 302)
            return page(ask) if "/projects/" in ask.path else pages.not_found(ask)

        return answer

    show(draft, "@led/projects/{n}/", localized, "ok|moved", "each page leads to its English one")


def _passing(draft: Draft) -> None:
    """Nobody can say now: the site itself says that it is not well, under 200."""
    forms = (
        ("Site under maintenance", "We are updating our servers and will be back soon."),
        ("Maintenance", "Briefly unavailable for scheduled maintenance. Check back in a minute."),
        ("系统维护中", "系统正在维护，请稍后再访问。"),
        ("Database Error", "Error establishing a database connection"),
        ("Error", "Fatal error: Uncaught Error: Call to undefined function mysql_connect() in "
         "/var/www/html/index.php:12"),
        ("Oops", "Something went wrong on our end. Please try again later."),
        ("Server busy", "The server is temporarily overloaded. Please try again in a few minutes."),
    )  # fmt: skip
    for title, words in forms:
        text = f"<html><head><title>{title}</title></head><body><p>{words}</p></body></html>"
        show(draft, "@unwell/works/{n}/", text, "unreachable|blocked|ok",
             f"not well for now, with status 200: {title}")  # fmt: skip
