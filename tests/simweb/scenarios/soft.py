"""Addresses that answer 200 and are not what the entry names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import always, leads, live
from tests.simweb.wire import Reply, Request, html, redirect

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene

SORRY = "Sorry, the page you were looking for could not be found."
MISSING = (
    ("<title>404 Not Found</title><h1>404</h1><p>{}</p>", "a title and a heading"),
    ("<title>Page not found | Vision Lab</title><h1>Page not found</h1>", "with the site's name"),
    ("<title>Vision Lab</title><h1>Oops! That page can’t be found.</h1>", "in the heading only"),
    ("<title>Vision Lab</title><div class='error-404'>{}</div>", "in the text only"),
    ("<title>Error 404</title><img src='lost.png'>", "with a picture"),
    ("<title>Seite nicht gefunden</title><h1>Seite nicht gefunden</h1>", "in German"),
    ("<title>页面不存在</title><h1>您访问的页面不存在</h1>", "in Chinese"),
    ("<title>Page introuvable</title><h1>Erreur 404 : page introuvable</h1>", "in French"),
    ("<title>ページが見つかりません</title><h1>お探しのページは見つかりません</h1>", "in Japanese"),
    ("<title>Not Found</title><p>The requested URL was not found on this server.</p>", "Apache's"),
    ("<title>This page does not exist</title><p>{}</p>", "another wording"),
    ("<title>File not found</title><h1>File not found</h1>", "another wording"),
)
PARKED = (
    "<title>{host} is for sale | HugeDomains</title><h1>{host} is for sale</h1><a>Buy now</a>",
    "<title>{host} - This website is for sale! - Resources and Information.</title><div>Related "
    "searches</div><script src='https://img.sedoparking.com/js/parking.js'></script>",
    "<title>{host}</title><script src='https://parking.bodiscdn.com/js/fingerprint.js'></script>"
    "<script>window.park='eyJ1dWlkIjoi'</script>",
    "<title>{host}</title><p>This domain is parked free, courtesy of GoDaddy.com.</p>",
    "<title>Domain Default page</title><p>The domain {host} has expired. Renew it now.</p>",
    "<!DOCTYPE html><html><head><script>window.onload=function(){{window.location.href='/lander'}}"
    "</script></head></html>",
    "<title>{host} | This domain may be for sale</title><p>The owner of {host} is offering it for "
    "sale for an asking price of 2000 USD.</p>",
)
RESOLD = (
    "Best Online Casino Bonuses 2026 | Play Slots Now",
    "Cheap Flights and Hotel Deals - Compare and Book",
    "Slot Gacor Hari Ini: Daftar Situs Slot Online Terpercaya",
)


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    _missing(scene)
    _home(scene)
    _login(scene)
    _parked(scene)
    _hollow(scene)
    _another(scene)


def _missing(scene: Scene) -> None:
    for number, (text, about) in enumerate(MISSING, 1):
        work, name = next(scene.neutral), f"soft-404-{number}.net"
        place = pages.host(scene.web, name, missing=always(text.format(SORRY)))
        place.paths["/"] = live("Vision Lab")
        scene.link(
            f"https://{name}/projects/{work.name.lower()}/",
            work,
            "wrong|gone",
            "soft",
            f"'not found' with status 200, {about}",
        )


def _home(scene: Scene) -> None:
    for number, status in enumerate((301, 302, 301, 302, 307, 302), 1):
        work, name = next(scene.neutral), f"to-home-{number}.edu"
        place = pages.host(scene.web, name, missing=pages.leads("/", status))
        place.paths["/"] = live("Department of Computer Science")
        scene.link(
            f"https://{name}/people/pages/{work.name.lower()}.html",
            work,
            "wrong|gone",
            "soft",
            f"whatever is not there leads home ({status})",
        )
    for number in range(1, 4):
        work, name = next(scene.neutral), f"old-lab-{number}.edu"
        pages.host(scene.web, name, missing=leads(f"https://new-lab-{number}.org/", 301))
        pages.put(scene.web, f"https://new-lab-{number}.org/", live("The New Lab"))
        scene.link(f"https://{name}/projects/{work.name.lower()}/", work, "wrong|gone", "soft",
                   "the lab has moved, and each old page leads to its home")  # fmt: skip
    for number in range(1, 4):
        work, name = next(scene.neutral), f"to-404-{number}.net"
        place = pages.host(scene.web, name, missing=pages.leads("/404.html", 302))
        place.paths["/404.html"] = always("<title>Page not found</title><h1>Not found</h1>")
        scene.link(
            f"https://{name}/works/{work.name.lower()}",
            work,
            "wrong|gone",
            "soft",
            "leads to a page that says 'not found' with status 200",
        )


def _login(scene: Scene) -> None:
    form = "<form action='/session'><input name=user><input type='password' name=pass></form>"
    for number, target in enumerate(
        ("/login?next=", "/users/sign_in?return=", "/auth/login?r="), 1
    ):
        work, name = next(scene.neutral), f"to-login-{number}.net"

        def answer(ask: Request, target: str = target) -> Reply:
            if ask.path == target.partition("?")[0]:
                return html(f"<title>Sign in</title><h1>Sign in</h1>{form}")
            return redirect(target + ask.path, 302)

        pages.host(scene.web, name, missing=answer)
        scene.link(
            f"https://{name}/share/{work.name.lower()}",
            work,
            "wrong|blocked",
            "soft",
            "leads to a login page",
        )
    for number in range(1, 4):
        work, name = next(scene.neutral), f"login-here-{number}.net"
        pages.host(scene.web, name, missing=always(f"<title>Log in</title><h1>Log in</h1>{form}"))
        scene.link(
            f"https://{name}/share/{work.name.lower()}",
            work,
            "wrong|blocked",
            "soft",
            "a login page in its place",
        )


def _parked(scene: Scene) -> None:
    for number, text in enumerate(PARKED, 1):
        work, name = next(scene.neutral), f"lapsed-domain-{number}.com"
        page = always(text.format(host=name))
        pages.host(scene.web, name, missing=page)
        path = "/" if number % 2 else f"/{work.name.lower()}/"
        scene.link(f"https://{name}{path}", work, "wrong|gone", "soft", "a parked domain")
    for number in range(1, 3):
        work, name = next(scene.neutral), f"lapsed-away-{number}.com"
        target = f"https://www.hugedomains.com/domain_profile.cfm?d={name}"
        pages.host(scene.web, name, missing=pages.leads(target, 302))
        scene.link(f"https://{name}/", work, "wrong|gone", "soft", "leads to a reseller")
    pages.host(
        scene.web,
        "www.hugedomains.com",
        missing=always("<title>This domain is for sale | HugeDomains</title>"),
    )
    for number, title in enumerate(RESOLD, 1):
        work, name = next(scene.neutral), f"resold-domain-{number}.com"
        text = f"<title>{title}</title><h1>{title}</h1>" + "<p>Read our reviews.</p>" * 50
        pages.host(scene.web, name, missing=always(text))
        scene.link(
            f"https://{name}/",
            work,
            "wrong|gone",
            "soft",
            "the domain was sold and shows something else",
        )


def _hollow(scene: Scene) -> None:
    hollow = (
        ("", "no byte at all"),
        ("<html><head></head><body></body></html>", "an empty page"),
        ("<!DOCTYPE html><html><head><title></title></head><body>  </body></html>", "blank"),
        ("<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>", "a server's first page"),
        ("<title>Apache2 Ubuntu Default Page: It works</title>", "a server's first page"),
        ("<title>Account Suspended</title><h1>This Account has been suspended.</h1>", "suspended"),
    )
    for number, (text, about) in enumerate(hollow, 1):
        work, name = next(scene.neutral), f"hollow-{number}.net"
        pages.put(scene.web, f"https://{name}/", always(text))
        scene.link(f"https://{name}/", work, "wrong|gone", "soft", about)


def _another(scene: Scene) -> None:
    for number in range(1, 5):
        work, other = next(scene.real), next(scene.real)
        url = f"https://another-work-{number}.github.io/"
        pages.put(scene.web, url, live(other.title))
        arxiv = scene.services.arxiv
        arxiv.add(other.arxiv, other.title, authors=other.authors)
        scene.link(
            f"https://arxiv.org/abs/{other.arxiv}",
            other,
            "ok",
            "live",
            "a paper on arXiv",
            role="paper",
        )
        scene.link(url, work, "wrong", "soft", "the project page of another listed paper")
        if number == 4:
            continue
        work = next(scene.real)
        github = scene.services.github
        text = f"[CVPR 2024] Official implementation of {other.title}"
        full = github.add("another-lab", other.name, text, readme=f"# {other.title}").full
        scene.link(f"https://github.com/{full}", work, "wrong", "soft",
                   "the repository of another listed paper", role="code")  # fmt: skip
        work, ident = next(scene.real), f"simOther{number:03}"
        scene.services.media.videos[ident] = (other.title, "public")
        scene.link(f"https://www.youtube.com/watch?v={ident}", work, "wrong", "soft",
                   "the video of another listed paper", role="video")  # fmt: skip
