"""Ways from one address to another: legitimate moves, odd Locations, circles, refreshes."""

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

META = "<meta http-equiv='refresh' content='{}'>"


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    _moves(draft)
    _locations(draft)
    _circles(draft)
    _refreshes(draft)


def between(draft: Draft, first: Handler, there: str = "/new/") -> object:
    """Sites where only one address has the work, and `first` answers at all others."""

    def make(work: Work) -> Handler:
        page = draft.home(work)
        return lambda ask: page(ask) if ask.path == there else first(ask)

    return make


def _moves(draft: Draft) -> None:
    for status, truth in ((301, "moved"), (308, "moved"), (302, "ok"), (303, "ok"), (307, "ok")):
        new = draft.host("new-lab")

        def make(work: Work, status: int = status, new: str = new) -> Handler:
            url = f"/research/{work.name.lower()}/"
            pages.put(draft.web, f"https://{new}{url}", draft.home(work))
            return leads(f"https://{new}{url}", status)

        to = f"https://{new}/research/{{n}}/" if truth == "moved" else ""
        show(draft, "@old-lab/~group/{n}.html", make, truth, f"a lab has moved ({status})",
             alone=True, moved_to=to)  # fmt: skip
    for there, about in (("/", "home is the work"), ("/index.html", "the file's name is told")):
        make = between(draft, leads(there, 301), there)
        path = "/" if there != "/" else "/index.html"
        show(draft, f"@own{path}", make, "ok|moved", about)  # type: ignore[arg-type]

    def secure(work: Work) -> Handler:
        page = draft.home(work)
        return lambda ask: (
            page(ask) if ask.secure else redirect(f"https://{ask.host}{ask.target}", 301)
        )

    show(draft, "@plain/works/{n}/", secure, "moved|ok", "http leads to https", scheme="http")

    def insecure(work: Work) -> Handler:
        page = draft.home(work)
        return lambda ask: (
            redirect(f"http://{ask.host}{ask.target}", 302) if ask.secure else page(ask)
        )

    show(draft, "@plain/works/{n}/", insecure, "ok|moved", "https leads back to http")
    bare = draft.host("bare")

    def www(work: Work) -> Handler:
        pages.host(draft.web, f"www.{bare}", missing=draft.home(work))
        return lambda ask: redirect(f"https://www.{bare}{ask.target}", 301)

    show(draft, f"{bare}/works/{{n}}/", www, "moved|ok", "leads to www")
    other = draft.host("bare")

    def no_www(work: Work) -> Handler:
        pages.host(draft.web, other, missing=draft.home(work))
        return lambda ask: redirect(f"https://{other}{ask.target}", 308)

    show(draft, f"www.{other}/works/{{n}}/", no_www, "moved|ok", "leads away from www")

    def mobile(work: Work) -> Handler:
        name = draft.host("m")
        pages.host(draft.web, name, missing=draft.home(work))
        return lambda ask: redirect(f"https://{name}{ask.target}", 302)

    show(draft, "@wide/works/{n}/", mobile, "ok", "leads to the host for small screens")
    said = frame("We have moved", "<p>The page of {t} is now at <a href='https://new.example/{n}'>"
                 "https://new.example/{n}</a>. Please update your bookmarks.</p>")  # fmt: skip
    show(draft, "@told/works/{n}/", said, "ok|moved", "a page that tells of its new place",
         alone=True)  # fmt: skip


def _locations(draft: Draft) -> None:
    forms = (
        ("new/", "relative", "/old"),
        ("//{h}/new/", "without a scheme", "/old"),
        ("/new/?a=b c", "with a blank", "/old"),
        ("HTTPS://{h}:443/new/", "in capitals and with its port", "/old"),
        ("https://{h}/x/../new/", "with two dots", "/old"),
        ("./new/", "with one dot", "/old"),
        ("/new/#r\u00e9sum\u00e9", "with letters", "/old"),
        ("\\new\\", "with backslashes", "/old"),
        ("?step=2", "with a query alone", "/new/"),
        ("  /new/  ", "with blanks around it", "/old"),
        ("https:/new/", "with one slash", "/old"),
    )
    for target, about, path in forms:

        def make(work: Work, target: str = target, path: str = path) -> Handler:
            page = draft.home(work)

            def answer(ask: Request) -> Reply:
                if ask.path == path and not ask.query:
                    return redirect(target.replace("{h}", ask.host), 302)
                return page(ask) if ask.path == "/new/" else pages.not_found(ask)

            return answer

        truth = (
            "ok|blocked|unreachable" if about in {"with one slash", "with backslashes"} else "ok"
        )
        show(draft, f"@located{path}", make, truth, f"a Location {about}")
    body = draft.page("{t}")
    show(draft, "@located/a", body, "ok", "200 with a Location", headers={"Location": "/b"})
    for status in (300, 302, 304):
        show(draft, "@located/a", body, "ok|unreachable|blocked", f"{status} without a Location",
             status=status)  # fmt: skip

    def twice(work: Work) -> Handler:
        return leads("https://{}/".format(draft.host("lapsed")), 301)

    show(draft, "@located/a", twice, "gone", "leads to a name that is gone")

    def far(work: Work) -> Handler:
        page = draft.home(work)

        def answer(ask: Request) -> Reply:
            step = int(ask.query.get("n", "0"))
            return page(ask) if step == 9 else redirect(f"/a?n={step + 1}", 302)

        return answer

    show(draft, "@located/a", far, "ok", "nine redirects")


def _circles(draft: Draft) -> None:
    def itself(_: Work) -> Handler:
        return lambda ask: redirect(ask.target, 302)

    def cookies(_: Work) -> Handler:
        return lambda ask: redirect(ask.target, 302, Set_Cookie="a=1; Path=/")

    def schemes(_: Work) -> Handler:
        return lambda ask: redirect(
            f"http{'' if ask.secure else 's'}://{ask.host}{ask.target}", 301
        )

    def growing(_: Work) -> Handler:
        return lambda ask: redirect(f"{ask.path}x", 301)

    def refreshing(_: Work) -> Handler:
        return always(META.format("0; url=/a"))

    away = "unreachable|blocked|gone|wrong"
    for make, about in ((itself, "leads to itself"), (cookies, "to itself, with a cookie"),
                        (schemes, "from http to https and back"), (growing, "ever longer"),
                        (refreshing, "a refresh of itself")):  # fmt: skip
        truth = f"{away}|ok" if make is refreshing else away
        show(draft, "@circle/a", make, truth, f"a circle: {about}")


def _refreshes(draft: Draft) -> None:
    forms = (
        (META.format("0; url=/b"), {"/b": META.format("0; url=/c"), "/c": META.format("1;URL=/d"),
         "/d": META.format("0;url=/new/")}, "ok|moved", "four refreshes"),
        ("<title>Moved</title><p>This site has moved.</p>" + META.format("5; url=/new/"), {},
         "ok|moved", "after 5 seconds, with words"),
        (META.format("0; url=/gone"), {}, "gone|wrong", "to a 404"),
        (META.format("0; url=http://[bad"), {}, "wrong|unreachable|blocked|ok", "to no address"),
        ("<META HTTP-EQUIV='refresh' CONTENT='0;URL=&quot;/new/&quot;'>", {}, "ok|moved",
         "with quotes as entities"),
        ("<meta content='0; url = /new/' http-equiv='REFRESH' />", {}, "ok|moved", "with blanks"),
        ("<html><head><link rel='canonical' href='/new/'><script>location='/new/'</script>"
         + META.format("0; url=/new/"), {}, "ok|moved", "as static site makers write it"),
        ("<!-- " + META.format("0; url=/gone") + " --><title>{t}</title><p>{t}</p>", {}, "ok",
         "in a comment"),
    )  # fmt: skip
    for first, more, truth, about in forms:

        def make(work: Work, first: str = first, more: dict[str, str] = more) -> Handler:
            page = draft.home(work)
            texts = {"/a": first.replace("{t}", work.title)} | more

            def answer(ask: Request) -> Reply:
                if ask.path in texts:
                    return html(texts[ask.path])
                return page(ask) if ask.path == "/new/" else pages.not_found(ask)

            return answer

        show(draft, "@fresh/a", make, truth, f"a refresh {about}")
