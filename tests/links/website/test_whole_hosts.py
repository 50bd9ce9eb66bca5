"""What a whole host shows for a while or for good: guards, closed and new sites, homes, faults."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links.models import Status
from tests.links.server import page, redirect, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.models import Verdict
    from tests.links.server import Request, Server

    Check = Callable[..., Verdict]

TITLE = "WovenLantern: Few-Shot Portraits of One Subject"
LONG = "<p>Given a few images of a subject, the model renders it in new scenes.</p>" * 20
SCRIPT = "<script src=/c.js></script>"
LOGIN = "<form><input name=user><input type=password><button>OK</button></form>"
HOME = page("Vision group", LONG)

GUARDS = [
    page("Request Rejected", "The requested URL was rejected. Your support ID is: 184"),
    page("Attention", "<p>Your address was noted. Ray ID: 8f2a</p>"),
    page("Blocked", "<p>You have been blocked because of suspicious behaviour.</p>"),
    page("Vérification", f"<p>Merci de confirmer que vous n'êtes pas un robot.</p>{SCRIPT}"),
    page("安全验证", "<p>请完成下列验证后继续</p>"),
    page("Are you a robot?", SCRIPT),
    page("", "<script>document.cookie='a=1';location.reload()</script>"),
    page("One more step", "<div class=h-captcha></div><script src=https://h.test/1.js></script>"),
    page("", '<link rel=stylesheet href="/.within.website/x/xess.css">'),
    reply("<meta http-equiv=refresh content='0;/.well-known/sgcaptcha/'>", 202),
    reply("<p>Wait</p>", SG_Captcha="challenge"),
]
CLOSED = [
    ("Suspended", "<h1>This website has been suspended</h1><p>Please pay the invoice.</p>"),
    ("Notice", "<p>The hosting plan of this website has expired.</p>"),
    ("Сайт заблокирован", "<p>Хостинг сайта временно приостановлен.</p>"),
    ("站点已暂停", "<h1>该网站已被暂停访问</h1>"),
]
NEW = [
    ("Default Site", "<p>You've successfully started the web server.</p>"),
    ("My Blog", "<h1>Hello!</h1><p>Welcome to WordPress. This is your first post.</p>"),
    ("恭喜", "<h1>恭喜, 站点创建成功！</h1>"),
    ("Server Test Page", "<p>This page is used to test the proper operation of the server.</p>"),
    ("Tomcat", "<p>If you're seeing this, you've successfully installed it.</p>"),
]
UNWELL = [
    ("Maintenance", "<p>This site is under maintenance and will be back soon.</p>"),
    ("Busy", "<p>The server is temporarily overloaded. Please try again in a minute.</p>"),
    ("系统维护中", "<p>系统正在维护，请稍后再访问。</p>"),
    ("Error", "<b>Fatal error</b>: Uncaught Error in a.php"),
]


@pytest.mark.parametrize("shown", GUARDS)
@pytest.mark.parametrize("path", ["", "works/a"])
def test_a_guard_is_no_proof_of_anything(
    shown: bytes, path: str, check: Check, server: Server
) -> None:
    server.answers["x.test"] = shown
    assert check(f"http://x.test/{path}", title=TITLE, role="project").status is Status.BLOCKED


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Robot arms", "<h1>Are you a robot?</h1><p>A study of robots with arms.</p>"),
        ("Waiting room", "<p>Paintings of a waiting room.</p>"),
        ("Bridges", "<p>Suspended bridges: our site of study has been closed in winter.</p>"),
        ("Domain", "<p>Our domain has been registered in the atlas of images.</p>"),
        ("Contact", f"<p>Write to us.</p><textarea></textarea>{LOGIN}"),
        ("Try it", "<input type=file><input type=password placeholder=Key><button>Run</button>"),
    ],
)
def test_words_of_guards_and_closed_sites_may_be_a_works_own(
    title: str, text: str, check: Check, server: Server
) -> None:
    server.answers["x.test"] = page(title, text)
    assert check("http://x.test/", title=TITLE, role="project").status is Status.OK


@pytest.mark.parametrize(("title", "text"), CLOSED)
def test_a_closed_site_is_wrong_where_all_of_it_is_closed(
    title: str, text: str, check: Check, server: Server
) -> None:
    server.answers["x.test"] = page(title, text)
    server.answers["y.test/a"] = page(title, text)
    assert check("http://x.test/", title=TITLE, role="project").status is Status.WRONG
    assert check("http://y.test/a", title=TITLE, role="project").status is Status.OK


@pytest.mark.parametrize(("title", "text"), NEW)
def test_a_page_that_a_server_has_from_its_maker_is_wrong(
    title: str, text: str, check: Check, server: Server
) -> None:
    server.answers["x.test/"] = page(title, text)
    assert check("http://x.test/", title=TITLE, role="project").status is Status.WRONG
    server.answers["y.test/"] = page(title, f"<h1>{TITLE}</h1>{text}")
    assert check("http://y.test/", title=TITLE, role="project").status is Status.OK


@pytest.mark.parametrize(("title", "text"), UNWELL)
def test_a_server_that_is_not_well_is_unreachable(
    title: str, text: str, check: Check, server: Server
) -> None:
    server.answers["x.test"] = page(title, text)
    verdict = check("http://x.test/works/a", title=TITLE, role="project")
    assert verdict.status is Status.UNREACHABLE


@pytest.mark.parametrize("text", ["Lehte ei leitud", f"{'lehte ei leitud ' * 5}{SCRIPT}"])
def test_a_short_page_at_any_address_is_wrong_where_the_home_is_another(
    text: str, check: Check, server: Server
) -> None:
    """In no language that anybody listed; a guard would stand before the home page as well."""
    server.answers |= {"x.test": page("Labor", f"<p>{text}</p>"), "x.test/": HOME}
    server.answers["y.test"] = page("Labor", f"<p>{text}</p>")
    assert check("http://x.test/works/a", title=TITLE, role="project").status is Status.WRONG
    assert check("http://y.test/works/a", title=TITLE, role="project").status is Status.OK


def test_a_queue_on_another_host_is_no_proof(check: Check, server: Server) -> None:
    server.answers["x.test"] = redirect("http://queue.test/?t=http%3A%2F%2Fx.test%2F")
    server.answers["queue.test"] = page("Line", "<p>People stand here.</p>")
    assert check("http://x.test/works/a", title=TITLE, role="project").status is Status.OK


def test_a_site_that_sends_everybody_to_one_page_elsewhere_is_wrong(
    check: Check, server: Server
) -> None:
    server.answers["x.test"] = redirect("http://other.test/list")
    server.answers["other.test"] = page("Trending", "<p>Some works.</p>")
    assert check("http://x.test/works/a", title=TITLE, role="project").status is Status.WRONG


def test_a_picture_may_say_that_the_page_is_missing(check: Check, server: Server) -> None:
    shown = page("Group", "<img src=/404.svg alt='404 - page not found'>")
    server.answers |= {"x.test": shown, "x.test/": HOME}
    assert check("http://x.test/works/a", title=TITLE, role="project").status is Status.WRONG
    server.answers["y.test/works/a"] = shown
    assert check("http://y.test/works/a", title=TITLE, role="project").status is Status.OK


@pytest.mark.parametrize(
    "text",
    [
        "<p>该内容已被发布者删除</p>",
        "<p>This item might not exist or is no longer available. This item may have been deleted.",
    ],
)
def test_a_page_that_says_nothing_but_missing_is_believed(
    text: str, check: Check, server: Server
) -> None:
    server.answers["x.test/s/a"] = page("Drive", text)
    wrong = check("http://x.test/s/a", title=TITLE, role="project").status
    server.answers["x.test/s/b"] = page("Drive", f"{text}<p>Abstract. The code and the paper.</p>")
    fine = check("http://x.test/s/b", title=TITLE, role="project").status
    assert (wrong, fine) == (Status.WRONG, Status.OK)


@pytest.mark.parametrize("title", ["Account Suspended: Floating Things", "Page Not Found: Maps"])
def test_a_name_that_sounds_like_an_error_is_no_proof(
    title: str, check: Check, server: Server
) -> None:
    short, text = title.partition(":")[0], "<p>Abstract. We study pictures. Code and paper.</p>"
    server.answers["x.test"] = page(short, f"<h1>{short}</h1>{text}")
    server.answers["y.test"] = page(title, f"<h1>{title}</h1>{text}")
    assert check("http://x.test/a", title=title, role="project").status is Status.OK
    assert check("http://y.test/").status is Status.OK


def test_a_page_headed_with_the_works_name_is_its_page(check: Check, server: Server) -> None:
    text = "<p>If you are seeing this, the web server is installed.</p>"
    server.answers["x.test/"] = page("WovenLantern", f"<h1>WovenLantern</h1>{text}")
    server.answers["wovenlantern.test/"] = page("WovenLantern", text)
    assert check("http://x.test/", title=TITLE, role="project").status is Status.OK
    lapsed = check("http://wovenlantern.test/", title=TITLE, role="project")
    assert lapsed.status is Status.WRONG


@pytest.mark.parametrize("words", ["Bienvenue", "用户"])
def test_a_login_that_keeps_the_address_is_one_in_any_language(
    words: str, check: Check, server: Server
) -> None:
    server.answers |= {"x.test": redirect("/entrer?retour=/works/a"), "x.test/": HOME}
    server.answers["x.test/entrer"] = page(words, f"<p>{words}</p>{LOGIN}")
    verdict = check("http://x.test/works/a", title=TITLE, role="project")
    assert (verdict.status, verdict.detail) == (Status.WRONG, "it is a login")


def test_compressed_bytes_that_nobody_tells_of_are_no_page(check: Check, server: Server) -> None:
    packed = gzip.compress(f"<title>{TITLE}</title>{LONG}".encode())
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"
    server.answers["x.test"] = head + packed
    assert check("http://x.test/works/a", title=TITLE, role="project").status is Status.OK


@pytest.mark.parametrize(
    ("script", "status"),
    [
        ("var l=window.location;l.replace(l.protocol+'//x.test/?/a')", Status.BLOCKED),
        ("sessionStorage.redirect = location.href", Status.BLOCKED),
        ("window.location.href='/'", Status.GONE),
        ("location.replace('/')", Status.GONE),
    ],
)
def test_a_404_whose_script_makes_the_address_may_show_browsers_a_page(
    script: str, status: Status, check: Check, server: Server
) -> None:
    server.answers["x.test"] = reply(f"<html><script>{script}</script></html>", 404)
    assert check("http://x.test/works/a", title=TITLE, role="project").status is status


def test_a_guard_for_programs_alone_leaves_browsers_their_page(
    check: Check, server: Server
) -> None:
    def answer(request: Request) -> bytes:
        fine = "Chrome" in request.headers.get("user-agent", "")
        return page(TITLE, LONG) if fine else page("Parked", "<p>This domain is parked.</p>")

    server.answers["x.test"] = answer
    assert check("http://x.test/works/a", title=TITLE, role="project").status is not Status.WRONG


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Sorry", "<p>This content is not available in your country.</p>"),
        ("Subscribe", "<p>This article is for subscribers only. Start your free trial now.</p>"),
        ("Browser", "<p>Your browser is out of date. Please upgrade to view the page here.</p>"),
        ("App", "<p>Open this page in our app for the best experience that there is.</p>"),
        ("提示", "<p>您需要满足某些条件才可以继续浏览本站的全部内容。</p>"),
    ],
)
@pytest.mark.parametrize("path", ["", "works/a"])
def test_a_wall_that_speaks_to_its_readers_is_no_missing_page(
    title: str, text: str, path: str, check: Check, server: Server
) -> None:
    server.answers["x.test"] = page(title, text)
    verdict = check(f"http://x.test/{path}", title=TITLE, role="project")
    assert verdict.status in {Status.OK, Status.BLOCKED}


@pytest.mark.parametrize(
    "text",
    [
        "<p>Please enable JavaScript to use the search.</p>",
        "<p>The server is busy; try again later, or contact the webmaster.</p>",
        "<form><input name=user><input type=password></form>",
    ],
)
def test_what_is_titled_not_found_stays_so_whatever_it_says_besides(
    text: str, check: Check, server: Server
) -> None:
    server.answers["x.test/a"] = page("Page not found", f"<h1>Page not found</h1>{text}")
    assert check("http://x.test/a", title=TITLE, role="project").status is Status.WRONG


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Files", "<p>The file list has been moved to the new server; this one is kept.</p>"),
        ("License", "<p>You do not have permission to sell copies.</p>"),
        ("Notes", "<p>Access from outside by VPN. Access to the cluster is denied otherwise.</p>"),
        ("Museum", "<p>The site of the subjects is closed on Sundays.</p>"),
    ],
)
def test_a_root_is_not_missing_for_what_it_says_of_other_things(
    title: str, text: str, check: Check, server: Server
) -> None:
    server.answers["x.test"] = page(title, text)
    assert check("http://x.test/", title=TITLE, role="project").status is Status.OK


def test_a_servers_first_page_counts_at_its_root_alone(check: Check, server: Server) -> None:
    text = "<p>If you are seeing this, the web server is installed.</p>"
    server.answers["x.test/a"] = server.answers["x.test/"] = page("Lesson one", text)
    assert check("http://x.test/a", title=TITLE, role="project").status is Status.OK
    assert check("http://x.test/", title=TITLE, role="project").status is Status.WRONG


def test_a_query_that_only_tells_whence_makes_no_page_of_a_home(
    check: Check, server: Server
) -> None:
    server.answers |= {"x.test": redirect("/?from=/works/a"), "x.test/": HOME}
    server.answers["x.test/?from=/works/a"] = HOME
    assert check("http://x.test/works/a", title=TITLE, role="project").status is Status.WRONG


def test_advertisements_for_parked_domains_are_proof(check: Check, server: Server) -> None:
    feed = "<script src=https://www.google.com/adsense/domains/caf.js></script>"
    server.answers["x.test"] = page("Pictures and more", f"<p>Ads by our partners</p>{feed}")
    assert check("http://x.test/", title=TITLE, role="project").status is Status.WRONG
