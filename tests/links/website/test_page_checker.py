"""Pages: what a careful reader would say of them, and what is never called dead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links.models import Link, LinkUse, Status
from tests.link_runs import run_links
from tests.links.server import Request, page, redirect, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.models import Verdict
    from tests.links.server import Server

TITLE = "WovenLantern: Few-Shot Portraits of One Subject"
LONG = "<p>Given a few images of a subject, the model renders it in new scenes.</p>" * 20
SORRY = "<h1>Page not found</h1><p>Sorry, the page you were looking for could not be found.</p>"


def project(title: str = TITLE) -> bytes:
    return page(title, f"<h1>{title}</h1>{LONG}")


def test_a_page_that_bears_the_title_is_ok(check: Callable[..., Verdict], server: Server) -> None:
    server.answers["x.test/a"] = project()
    verdict = check("http://x.test/a", title=TITLE, role="project")
    assert (verdict.status, verdict.notes) == (Status.OK, ())
    assert verdict.requests == 1


# --- statuses


@pytest.mark.parametrize("status", [404, 410])
def test_not_found_counts_when_two_responses_agree(
    status: int, check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test"] = reply("", status)
    verdict = check("http://x.test/a")
    assert verdict.status is Status.GONE
    assert verdict.detail == f"HTTP {status}"
    assert len(server.requests) == 2


@pytest.mark.parametrize("first", [403, 404, 405, 406, 400])
def test_a_second_look_like_a_browsers_gets_in(
    first: int, check: Callable[..., Verdict], server: Server
) -> None:
    def answer(asked: Request) -> bytes:
        return project() if "sec-fetch-mode" in asked.headers else reply("", first)

    server.answers["x.test"] = answer
    assert check("http://x.test/a").status is Status.OK


def test_a_server_that_wants_its_cookie_gets_it(
    check: Callable[..., Verdict], server: Server
) -> None:
    def answer(asked: Request) -> bytes:
        return project() if "cookie" in asked.headers else reply("", 403, Set_Cookie="a=b")

    server.answers["x.test"] = answer
    assert check("http://x.test/a").status is Status.OK


@pytest.mark.parametrize("status", [401, 402, 403, 405, 406, 418, 429, 451, 999])
def test_a_closed_door_is_blocked(
    status: int, check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test"] = reply("", status, Retry_After="9999")
    assert check("http://x.test/a").status is Status.BLOCKED


def test_one_look_that_says_not_found_is_not_enough(
    check: Callable[..., Verdict], server: Server
) -> None:
    def answer(asked: Request) -> bytes:
        return reply("", 404 if "sec-fetch-mode" in asked.headers else 403)

    server.answers["x.test"] = answer
    assert check("http://x.test/a").status is Status.BLOCKED


@pytest.mark.parametrize("status", [500, 502, 503, 504, 522])
def test_a_failing_server_is_unreachable(
    status: int, check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test"] = reply("", status)
    assert check("http://x.test/a").status is Status.UNREACHABLE
    assert len(server.requests) == 3


def test_a_failure_that_passes_is_forgotten(check: Callable[..., Verdict], server: Server) -> None:
    answers = [reply("", 503), reply("", 500), project()]
    server.answers["x.test"] = lambda _: answers.pop(0)
    assert check("http://x.test/a").status is Status.OK


@pytest.mark.parametrize(
    "answer",
    [
        reply("<title>Just a moment...</title>", 403, cf_mitigated="challenge"),
        reply("<title>Just a moment...</title>", 503),
        page("Just a moment..."),
        reply("", 202, x_amzn_waf_action="challenge"),
        page("Attention Required! | Cloudflare"),
    ],
)
def test_a_bot_challenge_is_blocked(
    answer: bytes, check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test"] = answer
    assert check("http://x.test/a").status is Status.BLOCKED


def test_no_such_name_is_gone_after_a_second_look_up(
    check: Callable[..., Verdict], server: Server
) -> None:
    server.nonexistent.add("never.test")
    server.names["control.test"] = "127.0.0.1"
    verdict = check("http://never.test/a")
    assert verdict.status is Status.GONE
    assert server.resolved.count("never.test") >= 2


def test_a_page_that_is_nothing_but_not_found_needs_no_control_probe(
    check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test"] = page("Page not found", "<h1>Page not found</h1>")
    assert check("http://x.test/works/a").status is Status.WRONG
    assert set(server.paths("x.test")) == {"/works/a"}


# --- redirects


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_is_moved(
    status: int, check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test/a"] = redirect("http://y.test/b", status)
    server.answers["y.test/b"] = project()
    verdict = check("http://x.test/a")
    assert (verdict.status, verdict.moved_to) == (Status.MOVED, "http://y.test/b")
    assert verdict.permanent


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_redirect_is_ok(
    status: int, check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test/a"] = redirect("http://y.test/b", status)
    server.answers["y.test/b"] = project()
    verdict = check("http://x.test/a")
    assert (verdict.status, verdict.moved_to) == (Status.OK, "")


def test_what_follows_for_now_is_not_the_target(
    check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test/a"] = redirect("http://x.test/b", 301)
    server.answers["x.test/b"] = redirect("http://x.test/b?session=1", 302)
    server.answers["x.test/b?session=1"] = project()
    assert check("http://x.test/a").moved_to == "http://x.test/b"


def test_a_redirect_into_nothing_is_gone(check: Callable[..., Verdict], server: Server) -> None:
    server.answers["x.test/a"] = redirect("http://x.test/b", 301)
    verdict = check("http://x.test/a")
    assert verdict.status is Status.GONE
    assert verdict.detail == "HTTP 404 at http://x.test/b"


@pytest.mark.parametrize("target", ["/", "/index.html", "/en/", "/home"])
def test_a_deep_address_that_leads_home_is_wrong(
    target: str, check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test/people/page.html"] = redirect(target, 301)
    server.answers["x.test" + target] = page("Department", LONG)
    verdict = check("http://x.test/people/page.html", title=TITLE, role="project")
    assert verdict.status is Status.WRONG
    assert "front page" in verdict.detail


def test_a_home_that_is_the_works_own_is_fine(
    check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test/old"] = redirect("/", 301)
    server.answers["x.test/"] = project()
    assert check("http://x.test/old", title=TITLE, role="project").status is Status.MOVED


def test_a_move_to_a_domain_of_its_own_is_fine(
    check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["lab.test/~me/work"] = redirect("http://work.example/", 301)
    server.answers["work.example/"] = page("Welcome", LONG)
    verdict = check("http://lab.test/~me/work")
    assert verdict.status is Status.MOVED


def test_a_host_that_sends_everything_elsewhere_is_wrong(
    check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["old.test"] = redirect("http://seller.example/", 302)
    server.answers["seller.example/"] = page("A seller", LONG)
    assert check("http://old.test/paper", title=TITLE).status is Status.WRONG


def test_a_page_that_only_sends_on_is_followed(
    check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test/a"] = page("", head='<meta http-equiv="refresh" content="0; url=/b">')
    server.answers["x.test/b"] = project()
    assert check("http://x.test/a", title=TITLE).status is Status.OK
    server.answers["x.test/c"] = page("", head='<meta http-equiv=refresh content="0;url=/gone">')
    assert check("http://x.test/c", title=TITLE).status is Status.GONE


# --- pages that are none


@pytest.mark.parametrize(
    "shown",
    [
        page("404 Not Found", "<h1>404</h1><p>The requested URL was not found.</p>"),
        page("Page not found | Vision Lab", SORRY),
        page("Oops! That page can’t be found.", SORRY),
        page("页面不存在", "<h1>您访问的页面不存在</h1>"),
        page("Vision Lab", SORRY),
    ],
)
def test_a_not_found_page_that_answers_200_is_wrong(
    shown: bytes, check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test"] = shown
    verdict = check("http://x.test/projects/a", title=TITLE, role="project")
    assert verdict.status is Status.WRONG
    assert verdict.evidence


@pytest.mark.parametrize(
    "title",
    [
        "404 Not Found: Recovering Dead Links at Scale",
        "Page Not Found: A Study of Link Rot",
        "This Domain Is for Sale: Measuring Parked Domains",
        "Sign In: Authentication for Everyone",
        "Access Denied: A Survey of Censorship",
    ],
)
@pytest.mark.parametrize("listed", [True, False])
def test_a_work_about_such_pages_passes(
    title: str, listed: bool, check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test/a"] = page(title, f"<h1>{title}</h1><p>Abstract.</p>{LONG}")
    verdict = check("http://x.test/a", title=title if listed else "", role="project")
    assert verdict.status is Status.OK


def test_the_word_in_a_body_proves_nothing(check: Callable[..., Verdict], server: Server) -> None:
    text = "We crawl parked domains: each page says 'this domain is for sale' or 'page not found'."
    server.answers["x.test/a"] = page(TITLE, f"<h1>{TITLE}</h1><p>{text}</p>{LONG}")
    assert check("http://x.test/a", title=TITLE, role="project").status is Status.OK


@pytest.mark.parametrize(
    "shown",
    [
        page("x.test is for sale | HugeDomains", "<h1>x.test is for sale</h1>"),
        page("x.test", "<p>This domain is parked free, courtesy of a registrar.</p>"),
        page("x.test", "<script src='https://img.sedoparking.com/p.js'></script>Related searches"),
        reply("<html><script>window.location.href='/lander'</script></html>"),
    ],
)
def test_a_parked_domain_is_wrong(
    shown: bytes, check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test"] = shown
    assert check("http://x.test/", title=TITLE, role="project").status is Status.WRONG


def test_a_login_is_wrong(check: Callable[..., Verdict], server: Server) -> None:
    form = "<form><input type=password name=p></form>"
    server.answers["x.test/a"] = redirect("/users/sign_in?next=/a", 302)
    server.answers["x.test/users/sign_in"] = page("Sign in · Lab", form)
    server.answers["y.test/a"] = page("Log in", f"<h1>Log in</h1>{form}")
    assert check("http://x.test/a").status is Status.WRONG
    assert check("http://y.test/a").status is Status.WRONG


def test_a_page_with_a_login_form_in_its_corner_is_ok(
    check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test/a"] = page(TITLE, f"<input type=password>{LONG}")
    assert check("http://x.test/a").status is Status.OK


@pytest.mark.parametrize(
    "shown",
    [
        reply(""),
        reply("<html><body> </body></html>"),
        page("Welcome to nginx!"),
        page("Account Suspended", "<h1>This Account has been suspended.</h1>"),
    ],
)
def test_a_page_with_nothing_on_it_is_wrong(
    shown: bytes, check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test"] = shown
    assert check("http://x.test/", title=TITLE, role="project").status is Status.WRONG


def test_a_script_that_draws_everything_is_a_page(
    check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test"] = page("Demo", "<div id=root></div><script src=/a.js></script>")
    assert check("http://x.test/app", title=TITLE, role="project").status is Status.OK


def test_one_page_for_every_address_is_no_page(
    check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test"] = page("Our laboratory", f"<h1>Our laboratory</h1>{LONG}")
    verdict = check("http://x.test/works/a", title=TITLE, role="project")
    assert verdict.status is Status.WRONG
    assert "any address" in verdict.detail


def test_a_page_that_names_the_work_otherwise_is_only_noted(
    check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["x.test/a"] = page("WL", f"<h1>Our method</h1>{LONG}")
    verdict = check("http://x.test/a", title=TITLE, role="project")
    assert verdict.status is Status.OK
    assert verdict.notes


def test_the_page_of_another_listed_work_is_wrong(server: Server) -> None:
    other = "CalmHarbor: Editing Scenes with a Handful of Words"
    server.answers["x.test/a"] = project(other)
    links = [
        Link("http://x.test/a", (LinkUse(title=TITLE, role="project"),)),
        Link("http://y.test/b", (LinkUse(title=other, role="project"),)),
    ]
    verdict = run_links(server, links).verdicts[0]
    assert verdict.status is Status.WRONG
    assert "CalmHarbor" in verdict.detail


def test_a_page_to_be_cited_as_another_work_is_wrong(
    check: Callable[..., Verdict], server: Server
) -> None:
    cite = "<pre>@inproceedings{a2023,\n title={Quite Another Matter of Geometry},\n}</pre>"
    server.answers["x.test/a"] = page("A Matter of Geometry", LONG + cite)
    server.answers["x.test/b"] = page("Quite Another Matter of Geometry", LONG + cite)
    ours = {"title": TITLE, "role": "project"}
    assert check("http://x.test/a", **ours).status is Status.OK  # it may be what it builds on
    assert check("http://x.test/b", **ours).status is Status.WRONG


def test_the_authors_on_a_page_speak_for_it(check: Callable[..., Verdict], server: Server) -> None:
    cite = "<pre>@inproceedings{a2023,\n title={Quite Another Matter of Geometry},\n}</pre>"
    names = "<p>Ada Lovelace, Grace Hopper</p>"
    server.answers["x.test/a"] = page("Project", names + LONG + cite)
    verdict = check(
        "http://x.test/a", title=TITLE, role="project", authors=("Ada Lovelace", "Grace Hopper")
    )
    assert verdict.status is Status.OK


def test_a_sold_domain_is_wrong(check: Callable[..., Verdict], server: Server) -> None:
    server.answers["x.test"] = page("Best Online Casino Bonuses", "<p>Read our reviews.</p>" * 9)
    assert check("http://x.test/", title=TITLE, role="project").status is Status.WRONG


# --- fragments


@pytest.mark.parametrize(
    ("fragment", "status"),
    [
        ("results", Status.OK),
        ("caf%C3%A9", Status.OK),
        ("old", Status.OK),
        ("top", Status.OK),
        ("/route", Status.OK),
        (":~:text=some", Status.OK),
        ("results:~:text=some", Status.OK),
        ("missing", Status.FRAGMENT_MISSING),
        ("Results", Status.FRAGMENT_MISSING),
    ],
)
def test_fragments_are_searched_for(
    fragment: str, status: Status, check: Callable[..., Verdict], server: Server
) -> None:
    ids = "<h2 id='results'>R</h2><h2 id=café>C</h2><a name='old'></a><p id=a></p><p id=b></p>"
    server.answers["x.test/a"] = page(TITLE, ids + LONG)
    assert check(f"http://x.test/a#{fragment}").status is status


def test_one_request_serves_all_fragments(server: Server) -> None:
    server.answers["x.test/a"] = page(TITLE, "<p id=b></p><p id=c></p><p id=d></p><p id=e></p>")
    links = [Link(f"http://x.test/a{f}", (LinkUse(),)) for f in ("", "#b", "#x")]
    result = run_links(server, links)
    assert [v.status.value for v in result.verdicts] == ["ok", "ok", "fragment-missing"]
    assert len(server.requests) == 1
