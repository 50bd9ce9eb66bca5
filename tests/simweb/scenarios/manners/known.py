"""Sites that everybody knows, in words and states that the other lists do not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb.pages import leads
from tests.simweb.scenarios.manners.stand import show

if TYPE_CHECKING:
    from tests.simweb.scenarios.proofs.draft import Draft

SHELL = "<div id='root'></div><script src='/a.js'></script>"
# where, status, page, truth, what it is
SITES = (
    ("docs.google.com/document/d/1{o}AbCdEfGhIjKlMnOpQrStUvWx/edit", 404, "<title>Page Not Found"
     "</title>Sorry, the file you have requested has been deleted.", "gone", "a deleted document"),
    ("docs.google.com/presentation/d/1{o}AbCdEfGhIjKlMnOpQrStUv/edit", 200, "<title>{n} - Google "
     "Slides</title><p>This file is in the owner's trash.</p>", "wrong|gone|ok", "in the trash"),
    ("drive.google.com/file/d/1{o}AbCdEfGhIjKlMnOpQrStUvWxyz/view", 200, "<title>Google Drive - "
     "Quota exceeded</title><p>Sorry, you can't view or download this file at this time. Too many "
     "users have viewed or downloaded this file recently.</p>", "ok|blocked|unreachable",
     "a file that too many want"),
    ("drive.google.com/uc?id=1{o}AbCdEfGhIjKlMnOpQrStUvWxyz&export=download", 200, "<title>Google "
     "Drive - Virus scan warning</title><p>Google Drive can't scan this file for viruses. {n}.zip "
     "(4.1G) is too large.</p><form></form>", "ok", "a warning before a file"),
    ("sites.google.com/view/{o}", 404, "<title>404</title>The requested URL was not found", "gone",
     "Google Sites: missing"),
    ("sites.google.com/a/{o}.edu/lab", 403, "<title>Sites</title>You need permission.", "blocked"
     "|wrong",
     "Google Sites: not for everybody"),
    ("groups.google.com/g/{o}", 200, "<title>Groups</title><p>Content unavailable. You do not have "
     "permission to access this content.</p>", "wrong|blocked|gone", "a closed group"),
    ("forms.gle/{o}", 200, "<title>{n}</title><p>This form is no longer accepting responses.</p>",
     "ok|unrelated|wrong", "a closed form"),
    ("goo.gl/{o}", 404, "<title>Dynamic Link Not Found</title>", "gone", "a closed shortener"),
    ("bit.ly/{o}", 404, "<title>Bitly | Page Not Found | 404</title>Something's wrong "
     "here.", "gone",
     "no such short link"),
    ("lnkd.in/{o}", 200, "<title>LinkedIn</title><p>This link will take you to a page that’s not "
     "on "
     "LinkedIn</p><a data-tracking-control-name='external_url_click' href='https://x.example/'>",
     "ok|blocked|unrelated", "LinkedIn's page between"),
    ("www.overleaf.com/read/{o}", 200, "<title>Overleaf, Online LaTeX Editor</title>" + SHELL,
     "ok|blocked", "Overleaf, to read"),
    ("www.overleaf.com/project/{o}", 403, "<title>Restricted</title><p>Sorry, you don't have "
     "permission to load this page.</p>", "blocked|wrong", "Overleaf, restricted"),
    ("{o}.notion.site/{n}", 404, "<title>Notion</title>" + SHELL, "gone|ok|blocked|unreachable",
     "Notion, 404 and a shell"),
    ("www.notion.so/{n}-{o}1", 200, "<title>Notion</title>" + SHELL, "ok|blocked", "Notion"),
    ("1drv.ms/u/{o}", 200, "<title>OneDrive</title><p>This item might not exist or is no longer "
     "available. This item might have been deleted, expired, or you might not have permission.</p>",
     "wrong|gone|blocked", "OneDrive, missing"),
    ("{o}-my.sharepoint.com/:u:/g/personal/x", 403, "<title>Access required</title>", "blocked|w"
     "rong",
     "SharePoint, refused"),
    ("www.dropbox.com/scl/fo/{o}/h?rlkey=1", 429, "<title>Dropbox - Error</title><p>This link is "
     "temporarily disabled. Too much traffic.</p>", "blocked|unreachable", "Dropbox, too much"),
    ("app.box.com/s/{o}", 404, "<title>Box</title>This shared file or folder link has been "
     "removed.",
     "gone", "Box, removed"),
    ("figshare.com/articles/{o}", 202, "", "blocked|unreachable", "figshare, 202"),
    ("zenodo.org/records/99{o}", 410, "<title>Gone</title><h1>Record deleted</h1>", "gone",
     "Zenodo's tombstone"),
    ("osf.io/{o}/", 200, "<title>OSF</title><script "
     "src='/assets/vendor.js'></script>", "ok|blocked",
     "OSF's shell"),
    ("civitai.com/models/{o}", 200, "<title>Civitai</title><div id='__next'></div><script id="
     "'__NEXT_DATA__' type='application/json'>{\"page\":\"/404\",\"props\":{}}</script>",
     "wrong|gone|ok|blocked", "Civitai, missing"),
    ("gitee.com/{o}/{n}", 404, "<title>404 - "
     "Gitee.com</title>你所访问的页面不存在了", "gone", "Gitee"),
    ("gitee.com/{o}/{n}2", 403, "<title>Gitee - 企业级</title>仓库已关闭", "blocked|wrong|gone",
     "Gitee, closed"),
    ("www.kaggle.com/datasets/{o}/x", 404, "<title>Kaggle: Your Home</title>" + SHELL,
     "gone|blocked|unreachable|ok", "Kaggle's 404"),
    ("www.bilibili.com/video/BV1{o}/", 200, "<title>视频去哪了呢？_哔哩哔哩_bilibili</title><div "
     "class="
     "'error-text'>啊叻？视频不见了？</div>", "wrong|gone", "Bilibili, removed"),
    ("www.bilibili.com/video/BV2{o}/", 412, "<title>出错啦! - bilibili.com</title>错误号: 412 "
     "由于触发"
     "哔哩哔哩安全风控策略，该次访问请求被拒绝。", "blocked|unreachable", "Bilibili's guard"),
    ("www.zhihu.com/question/{o}", 403, '{"error":{"message":"请求参数异常，请升级客户端后重试",'
     '"code":10003}}', "blocked", "Zhihu's guard"),
    ("mp.weixin.qq.com/s/{o}", 200, "<title></title><p>环境异常 "
     "当前环境异常，完成验证后即可继续访问。"
     "</p><a>去验证</a>", "blocked", "WeChat's guard"),
    ("mp.weixin.qq.com/s/2{o}", 200, "<title></title><div "
     "class='weui-msg'>该内容已被发布者删除</div>",
     "wrong|gone", "WeChat, deleted"),
    ("blog.csdn.net/{o}/article/details/1", 521, "<script>document.cookie='__jsl=1'</script>",
     "blocked|unreachable", "CSDN's guard"),
    ("vimeo.com/4{o}", 200, "<title>VERIFY TO CONTINUE</title><p>To continue, please confirm that "
     "you're a human.</p>", "blocked", "Vimeo's guard"),
    ("vimeo.com/5{o}", 404, "<title>VimeUhOh</title>Sorry, we couldn't find that page", "gone",
     "Vimeo, missing"),
    ("www.reddit.com/r/{o}/comments/1", 403, "<title>Blocked</title>whoa there, "
     "pardner!", "blocked",
     "Reddit's guard"),
    ("discord.gg/{o}", 200, "<title>Discord</title>" + SHELL, "ok|blocked", "Discord"),
    ("{o}.slack.com/archives/C1", 200, "<title>Slack</title><h1>Sign in to {o}</h1><form><input "
     "type="
     "'password'></form>", "wrong|blocked", "Slack"),
    ("www.tiktok.com/@{o}/video/1", 200, "<title>TikTok - Make Your Day</title>" + SHELL,
     "ok|blocked", "TikTok"),
    ("t.co/{o}", 200, "<head><noscript><META http-equiv='refresh' content='0;URL=https://{h}/fine'>"
     "</noscript><title>https://{h}/fine</title></head><script>window.opener=null;location.replace("
     "'https://{h}/fine')</script>", "ok|moved|blocked|unrelated", "X's shortener"),
    ("www.semanticscholar.org/paper/{o}", 202, "", "blocked|unreachable", "Semantic Scholar, 202"),
    ("papers.ssrn.com/sol3/papers.cfm?abstract_id={o}", 403, "<title>Just a moment...</title>",
     "blocked", "SSRN"),
    ("dblp.org/rec/conf/{o}", 500, "<title>Making sure you&#39;re not a bot!</title>",
     "blocked|unreachable", "DBLP's guard"),
    ("hal.science/hal-{o}", 200, "<title>Making sure you&#39;re not a bot!</title><script id="
     "'anubis_challenge'></script>", "blocked", "HAL's guard"),
    ("www.cambridge.org/core/{o}", 403, "<title>Cambridge Core</title>Sorry, an error", "blocked",
     "a publisher's 403"),
    ("ojs.aaai.org/index.php/AAAI/article/view/{o}", 404, "<title>404 Not Found</title>", "gone",
     "AAAI, missing"),
    ("hdl.handle.net/2014/{o}", 404, "<title>Handle Not Found</title>The handle cannot be found in "
     "the Handle System.", "gone", "no such handle"),
    ("hdl.handle.net/2015/{o}", 500, "<title>Handle System Error</title>", "unreachable|blocked",
     "the resolver is down"),
    ("archive.ph/{o}", 429, "<title>archive.ph</title><div class='g-recaptcha'></div>",
     "blocked|unreachable", "archive.today's guard"),
    ("pan.quark.cn/s/{o}", 200, "<title>夸克网盘分享</title>" + SHELL, "ok|blocked", "a share"),
    ("pan.baidu.com/s/1{o}", 200, "<title>百度网盘-链接不存在</title><div>此链接分享内容可能因为"
     "涉及侵权"
     "等信息，无法访问！</div>", "wrong|gone", "a share that was closed"),
    ("glitch.com/~{o}", 410, "<title>Gone</title>", "gone", "Glitch"),
    ("{o}.repl.co/", 200, "<title>Run this Repl to see the results here</title>" + SHELL,
     "broken-demo|unreachable|wrong|ok|blocked|gone", "Replit, asleep"),
    ("{o}.trycloudflare.com/", 530, "<title>Argo Tunnel error</title>error code: 1033",
     "unreachable|blocked|broken-demo", "a tunnel"),
    ("{o}.ngrok.io/", 404, "Tunnel {o}.ngrok.io not found", "gone|broken-demo", "ngrok"),
    ("{o}.streamlit.app/app", 503, "<title>Streamlit</title>Oh no. Error running app.",
     "broken-demo|unreachable|blocked", "Streamlit, crashed"),
    ("raw.githubusercontent.com/{o}/x/main/a.png", 404, "404: Not Found", "gone", "a raw file"),
    ("cdn.jsdelivr.net/gh/{o}/x@main/a.js", 404, "Couldn't find the requested file /a.js in {o}/x.",
     "gone", "jsDelivr"),
    ("{o}.medium.com/work-1", 410, "<title>User deleted</title>410", "gone|blocked", "Medium, 410"),
    ("www.instagram.com/reel/{o}/", 429, "", "blocked", "Instagram's 429"),
    ("www.threads.net/@{o}", 200, "<title>Threads • Log in</title><form><input type='password'>"
     "</form>", "blocked|ok", "Threads' login"),
)  # fmt: skip


def lay(draft: Draft) -> None:
    """Put the part's links into the web, above what the services answer there."""
    for where, status, page, truth, about in SITES:
        show(draft, where, page, truth, about, status=status)
    show(draft, "t.co/fine", draft.page("Vision group"), "ok|unrelated", "an ordinary page")
    show(draft, "forum.{o}.example/t/{n}", lambda _: leads("/login", 302), "wrong|gone|blocked",
         "a forum's login, which is 404")  # fmt: skip


def services(draft: Draft) -> None:
    """Fill the services: states of spaces, videos, papers, forums."""
    hub, media = draft.services.hub, draft.services.media
    stages = ("SLEEPING", "PAUSED", "RUNTIME_ERROR", "STOPPED", "RUNNING_BUILDING", "DELETING",
              "RUNNING_APP_STARTING")  # fmt: skip
    truths = {"PAUSED": "broken-demo", "RUNTIME_ERROR": "broken-demo", "DELETING": "broken-demo|ok",
              "STOPPED": "broken-demo|ok"}  # fmt: skip
    for stage in stages:
        work = draft.any_work()
        ident = hub.add("spaces", f"{draft.owner()}/{work.name}", work.title, stage=stage).ident
        truth = truths.get(stage, "ok")
        kind = "live" if truth == "ok" else "soft"
        draft.link(f"https://huggingface.co/spaces/{ident}", work, truth, kind, f"a space: {stage}",
                   role="demo")  # fmt: skip
    for number, (state, truth, kind) in enumerate((("removed", "gone|wrong", "soft"), ("private",
            "gone|wrong|blocked", "soft"), ("no-embed", "ok", "live"))):  # fmt: skip
        work, ident = draft.any_work(), f"simManner{draft.dice.randrange(10)}{number}"
        media.videos[ident] = (work.title, state)
        draft.link(f"https://www.youtube.com/live/{ident}", work, truth, kind, f"a video: {state}",
                   role="video")  # fmt: skip
    work = draft.work()
    draft.services.arxiv.add(work.arxiv, work.title, work.title, withdrawn=True)
    draft.link(f"https://arxiv.org/pdf/{work.arxiv}", work, "wrong|gone", "soft", "withdrawn",
               role="paper")  # fmt: skip
    draft.link("https://arxiv.org/abs/2402.99999", draft.work(), "gone", "dead", "no such paper",
               role="paper")  # fmt: skip
    work = draft.work()
    draft.services.openreview.add("simMannerA", work.title, withdrawn=True)
    draft.link("https://openreview.net/forum?id=simMannerA", work, "ok", "live", "a withdrawn "
     "forum",
               role="paper")  # fmt: skip
    draft.link("https://openreview.net/forum?id=simMannerZ", draft.work(), "gone", "dead",
               "no such forum", role="paper")  # fmt: skip
    draft.link("https://doi.org/10.1145/9999999.0000001", draft.work(), "gone", "dead", "no such "
     "DOI",
               role="paper")  # fmt: skip
    saved = "http://former-lab.example/works/"
    draft.services.proceedings.archived.add(saved)
    draft.link(f"https://web.archive.org/web/20210101/{saved}", draft.any_work(), "ok", "live",
               "a saved page", role="archived")  # fmt: skip
