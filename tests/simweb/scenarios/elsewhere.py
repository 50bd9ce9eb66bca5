"""The rest of the web: other hosters, forges, clouds and publishers, in the words they use."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.simweb import pages
from tests.simweb.pages import always, leads, live
from tests.simweb.wire import Reply, Request, html, redirect

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene

# host, path, title and body, status, truth, kind, what it is; {n} is the work's name, {t} its title
SITES = (
    ("gitlab.com", "/lab/{n}", "lab / {n} · GitLab|<h1>{n}</h1>", 200, "ok", "live", "GitLab"),
    ("bitbucket.org", "/lab/{n}", "Bitbucket|<h1>lab/{n}</h1>", 200, "ok", "live", "Bitbucket"),
    ("zenodo.org", "/records/1234567", "{t}|<h1>{t}</h1>", 200, "ok", "live", "Zenodo"),
    ("www.kaggle.com", "/datasets/lab/{n}", "{n} | Kaggle|<div id=site-content></div><script>"
     "</script>", 200, "ok", "live", "Kaggle"),
    ("sites.google.com", "/view/{n}", "{n}|<h1>{t}</h1>", 200, "ok", "live", "Google Sites"),
    ("lab-works.notion.site", "/{n}-0a1b2c", "Notion|<div id=notion-app></div><script src=/a.js>"
     "</script>", 200, "ok", "live", "Notion"),
    ("colab.research.google.com", "/github/lab/{n}/blob/main/demo.ipynb", "Google Colab|<div "
     "id=main></div><script src=/a.js></script>", 200, "ok", "live", "Colab"),
    ("replicate.com", "/lab/{n}", "lab/{n} – Replicate|<h1>{n}</h1>", 200, "ok", "live",
     "Replicate"),
    ("modelscope.cn", "/models/lab/{n}", "ModelScope 魔搭社区|<div id=root></div><script src=/a.js>"
     "</script>", 200, "ok", "live", "ModelScope"),
    ("www.bilibili.com", "/video/BV1xx411c7XX/", "{t}_哔哩哔哩_bilibili|<h1>{t}</h1>", 200, "ok",
     "live", "Bilibili"),
    ("vimeo.com", "/123456789", "{t} on Vimeo|<h1>{t}</h1>", 200, "ok", "live", "Vimeo"),
    ("x.com", "/lab/status/1234567890", "X|<div id=react-root></div><script src=/a.js></script>",
     200, "ok|blocked", "live", "X"),
    ("pan.baidu.com", "/s/1AbCdEf", "百度网盘 请输入提取码|<input id=accessCode>", 200,
     "ok|blocked", "live", "a share that asks for its code"),
    ("medium.com", "/@lab/{n}", "Just a moment...|", 403, "blocked", "live", "Medium's 403"),
    ("www.researchgate.net", "/publication/1_{n}", "ResearchGate - Temporarily Unavailable|", 403,
     "blocked", "live", "ResearchGate's 403"),
    ("www.sciencedirect.com", "/science/article/pii/S000", "ScienceDirect|There was a problem "
     "providing the content you requested", 403, "blocked", "live", "ScienceDirect's 403"),
    ("ieee-like.org", "/document/1", "|", 418, "blocked", "live", "IEEE's 418"),
    ("{n}.firebaseapp.com", "/", "Site Not Found|<h1>Site Not Found</h1>", 404, "gone", "dead",
     "Firebase"),
    ("bucket.s3.amazonaws.com", "/{n}.zip", "|<Error><Code>NoSuchKey</Code></Error>", 404, "gone",
     "dead", "S3's NoSuchKey"),
    ("{n}.wordpress.com", "/", "{n}.wordpress.com is no longer available|", 410, "gone", "dead",
     "WordPress"),
    ("{n}.ngrok-free.app", "/", "ERR_NGROK_3200|Tunnel not found", 404, "gone|broken-demo", "dead",
     "ngrok"),
    ("{n}.gradio.live", "/", "Gradio|No interface is running right now", 404, "gone|broken-demo",
     "dead", "a Gradio link that ran out"),
    ("{n}.azurewebsites.net", "/", "Microsoft Azure Web App - Error 404|Web app not found", 404,
     "gone", "dead", "Azure"),
    ("{n}.pages.dev", "/", "Nothing is here yet|", 404, "gone", "dead", "Cloudflare Pages"),
    ("pan.baidu.com", "/s/1Gone", "百度网盘-链接不存在|啊哦，你来晚了，分享的文件已经被删除了",
     200, "gone|wrong", "soft", "a deleted share"),
    ("{n}.streamlit.app", "/", "Streamlit|<h1>You do not have access to this app or it does not "
     "exist</h1>", 200, "wrong|gone|blocked|broken-demo", "soft", "Streamlit"),
    ("denied-lab.edu", "/internal/{n}", "Access denied | Lab|<h1>Access denied</h1>You are not "
     "authorized to access this page.", 200, "wrong|blocked|gone", "soft",
     "access denied, with 200"),
)  # fmt: skip
NOT_FOUND = {
    "ko": "페이지를 찾을 수 없습니다",
    "es": "Página no encontrada",
    "pt": "Página não encontrada",
    "ru": "Страница не найдена",
    "it": "Pagina non trovata",
    "nl": "Pagina niet gevonden",
    "tr": "Sayfa bulunamadı",
    "pl": "Nie znaleziono strony",
}
PARKED = (
    "<title>{h}</title><script src='//d1lxhc4jvstzrp.cloudfront.net/themes/cleanPeppermint/a.js'>"
    "</script><noscript>Parked by ParkingCrew</noscript>",
    "<title>The domain name {h} is for sale | Dan.com</title><h1>{h}</h1>",
    "<title>{h} - Registered at Namecheap.com</title><p>This domain is parked at Namecheap.</p>",
    "<title>{h} parked on Porkbun</title><h1>{h}</h1><p>This domain is parked on Porkbun.</p>",
    "<title>{h} 域名出售</title><h1>该域名正在出售</h1>",
    "<title>{h} | Premium domain</title><p>Make an offer on this domain. Inquire to buy {h}.</p>",
)
FIRST_PAGES = (
    "<title>IIS Windows Server</title><img src='iisstart.png'>",
    "<title>Web Server's Default Page</title><h1>Web Server's Default Page</h1>Plesk",
    "<title>Test Page for the HTTP Server on Rocky Linux</title><h1>Test Page</h1>",
    "<title>Default Web Site Page</title><p>If you are the owner of this website, contact your "
    "hosting provider: cPanel</p>",
    "<title>Coming Soon</title><h1>Future home of something quite cool.</h1>",
)


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    for host, path, words, status, truth, kind, about in SITES:
        work = next(scene.neutral)
        where = f"https://{host}{path}".format(n=work.name.lower())
        title, _, body = words.format(n=work.name, t=work.title).rpartition("|")
        page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
        url = pages.put(scene.web, where, always(page, status))
        scene.link(url, work, truth, kind, about)
    _languages(scene)
    _lapsed(scene)
    _detours(scene)


def _languages(scene: Scene) -> None:
    for code, words in NOT_FOUND.items():
        work, name = next(scene.neutral), f"soft-404-{code}.net"
        text = f"<html lang={code}><title>{words}</title><h1>{words}</h1></html>"
        pages.host(scene.web, name, missing=always(text)).paths["/"] = live("Laboratory")
        scene.link(f"https://{name}/works/{work.name.lower()}", work, "wrong|gone", "soft",
                   f"'not found' with status 200, in {code}")  # fmt: skip

    def echo(ask: Request) -> Reply:
        return html(f"<title>Lab</title><h1>Not found</h1><p>Nothing at {ask.path}.</p>")

    for number in range(1, 3):
        work, name = next(scene.neutral), f"soft-404-echo-{number}.net"
        pages.host(scene.web, name, missing=echo).paths["/"] = live("Laboratory")
        scene.link(f"https://{name}/works/{work.name.lower()}", work, "wrong|gone", "soft",
                   "'not found' with status 200, naming the path")  # fmt: skip


def _lapsed(scene: Scene) -> None:
    for number, text in enumerate(PARKED, 1):
        work, name = next(scene.neutral), f"given-up-{number}.com"
        pages.host(scene.web, name, missing=always(text.format(h=name)))
        scene.link(f"https://{name}/", work, "wrong|gone", "soft", "a parked domain")
    for number, text in enumerate(FIRST_PAGES, 1):
        work, name = next(scene.neutral), f"first-page-{number}.net"
        pages.put(scene.web, f"https://{name}/", always(text))
        scene.link(f"https://{name}/", work, "wrong|gone", "soft", "a server's first page")


def _detours(scene: Scene) -> None:
    def gitlab(ask: Request) -> Reply:
        if ask.path == "/users/sign_in":
            return html("<title>Sign in · GitLab</title><form><input type=password></form>")
        return redirect("https://gitlab.com/users/sign_in", 302)

    pages.host(scene.web, "gitlab.com").missing = gitlab
    work = next(scene.neutral)
    scene.link(f"https://gitlab.com/left/{work.name}", work, "wrong|gone|blocked", "soft",
               "GitLab asks to sign in for what is not there")  # fmt: skip
    pages.host(scene.web, "paperswithcode.com",
               missing=leads("https://huggingface.co/papers/trending", 302))  # fmt: skip
    work = next(scene.neutral)
    scene.link(f"https://paperswithcode.com/paper/{work.name.lower()}", work, "wrong|gone", "soft",
               "Papers with Code is closed: each page leads to another list")  # fmt: skip
    for number in range(1, 3):
        work, path = next(scene.neutral), f"/article/10.1007/s1126{number}-024"
        scene.link(_springer(scene, path, work.title), work, "ok|blocked", "live",
                   "a cookie from the publisher's other host first", role="paper")  # fmt: skip
    name, work = "asp-errors.net", next(scene.neutral)

    def asp(ask: Request) -> Reply:
        if ask.path == "/Error/404":
            return html("<title>Error</title><h1>The resource cannot be found.</h1>")
        return redirect(f"/Error/404?aspxerrorpath={ask.path}", 302)

    pages.host(scene.web, name, missing=asp)
    scene.link(f"https://{name}/works/a.aspx", work, "wrong|gone", "soft", "ASP.NET's error page")


def _springer(scene: Scene, path: str, title: str) -> str:
    """A page that wants a cookie which another host of the publisher sets."""
    here = f"https://journals.publisher-group.org{path}"
    page = live(title)

    def article(ask: Request) -> Reply:
        if ask.cookies.get("session") == "1":
            return page(ask)
        return redirect(f"https://idp.publisher-group.org/authorize?back={quote(here, safe='')}")

    def authorize(ask: Request) -> Reply:
        cookie = "session=1; Domain=.publisher-group.org; Path=/; Secure"
        return redirect(ask.query.get("back", "/"), 302, Set_Cookie=cookie)

    pages.put(scene.web, "https://idp.publisher-group.org/authorize", authorize)
    return pages.put(scene.web, here, article)
