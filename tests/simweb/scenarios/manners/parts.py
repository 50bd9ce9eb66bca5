"""Fragments of further kinds: present, missing, made by scripts, keys and states, other scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb.pages import always
from tests.simweb.scenarios.manners.stand import show
from tests.simweb.wire import Reply

if TYPE_CHECKING:
    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

# fragment, what stands in the page, truth
PLAIN = (
    ("setup", "<h2 id=\"setup\">S</h2>", "ok", "an id"),
    ("setup", "<div><span ID=setup/></div>", "ok|fragment-missing", "an id with a slash behind"),
    ("1", "<h2 id='1'>One</h2>", "ok", "a digit"),
    ("c++", "<h2 id='c++'>C++</h2>", "ok", "plus signs"),
    ("a+b", "<h2 id='a b'>A b</h2>", "fragment-missing", "a plus is no blank"),
    ("%E6%96%B9%E6%B3%95", "<h2 id='方法'>方法</h2>", "ok", "percent-encoded letters"),
    ("方法", "<h2 id='方法'>方法</h2>", "ok", "letters as they are"),
    ("方法", "<h2 id='%E6%96%B9%E6%B3%95'>方法</h2>", "ok|fragment-missing", "an encoded id"),
    ("%D0%BC%D0%B5%D1%82%D0%BE%D0%B4", "<h2 id='метод'>М</h2>", "ok", "encoded Cyrillic letters"),
    ("fn:1", "<li id='fn:1'>Note</li>", "ok", "a footnote"),
    ("cite_note-Smith_2020-3", "<li id='cite_note-Smith_2020-3'>x</li>", "ok", "a wiki's note"),
    ("module-torch.nn", "<span id='module-torch.nn'></span>", "ok", "Sphinx's module"),
    ("torch.nn.Linear", "<dt id='torch.nn.Linear'>Linear</dt>", "ok", "Sphinx's class"),
    ("L10", "<pre><a id='L10' href='#L10'>10</a></pre>", "ok", "a line"),
    ("", "", "ok", "nothing behind #"),
    ("top", "", "ok", "the top"),
    (":~:text=one%20subject", "", "ok", "a text fragment"),
    ("setup:~:text=one-,subject", "<h2 id='setup'>S</h2>", "ok", "an id and a text fragment"),
    ("gone:~:text=one", "<h2 id='setup'>S</h2>", "fragment-missing|ok", "no id, a text fragment"),
    ("/", "<script src='/app.js'></script>", "ok", "a route"),
    ("!/files/a", "<script src='/app.js'></script>", "ok", "a route of the old days"),
    ("setup", "<h2>Setup</h2>", "fragment-missing", "a heading without an id"),
    ("install", "<h2 id='installation'>I</h2>", "fragment-missing", "another id"),
    ("setup", "<h2 id='setup '>S</h2>", "fragment-missing|ok", "an id with a blank behind"),
    ("setup", "<h2 class='setup'>S</h2><h2 for='setup'>S</h2>", "fragment-missing", "a class"),
    ("setup", "<iframe name='setup'></iframe><p name='setup'>", "fragment-missing|ok",
     "the name of another element"),
    ("setup", "<noscript><h2 id='setup'>S</h2></noscript>", "fragment-missing|ok", "in noscript"),
    ("setup", "<script type='text/template'><h2 id='setup'></h2></script>", "fragment-missing|ok",
     "in a template of a script"),
    ("setup", "<a id='setup'></a>", "ok", "an empty anchor"),
    ("setup", "<svg xmlns='x'><a name='setup'/></svg>", "ok|fragment-missing", "in a drawing"),
    ("setup", "<map name='setup'></map>", "fragment-missing|ok", "a map's name"),
)  # fmt: skip
# what makes ids out of nothing
MADE = (
    ("setup", "<h2>Setup</h2><script src='https://cdn.jsdelivr.net/npm/anchor-js/anchor.min.js'>"
     "</script><script>anchors.add()</script>", "AnchorJS"),
    ("tab-results", "<ul class='nav-tabs'><li data-tab='results'>Results</li></ul><script src='/js/"
     "tabs.js'></script><script>showTab(location.hash)</script>", "tabs"),
    ("video-3", "<div id='gallery'></div><script>for (let i=0;i<9;i++) gallery.append(card(`video-"
     "${i}`))</script>", "a gallery"),
    ("comment-41", "<div id='disqus_thread'></div><script src='https://x.disqus.com/embed.js'>"
     "</script>", "comments"),
    ("section-2", "<textarea id='md'># One\n## Two</textarea><script src='https://cdn.jsdelivr.net/"
     "npm/marked/marked.min.js'></script><script>document.body.innerHTML=marked.parse(md.value)"
     "</script>", "Markdown in the page"),
    ("cell-id=4f", "<div class='jp-Notebook'></div><script src='/nb.js'></script>", "a notebook"),
    ("slide-4", "<div class='reveal'><div class='slides'><section>1</section></div></div><script "
     "src='/dist/reveal.js'></script>", "slides"),
    ("/4/2", "<div class='reveal'><div class='slides'></div></div><script src='/dist/reveal.js'>"
     "</script>", "slides"),
    ("lightbox-1", "<a data-lightbox='1' href='a.jpg'>x</a><script src='/lightbox.js'></script>",
     "pictures"),
)  # fmt: skip
# fragment, type, body: nothing that has anchors
OTHERS = (
    ("page=3", "application/pdf", "%PDF-1.5"),
    ("Section.2", "application/pdf", "%PDF-1.5"),
    ("t=10,20", "video/mp4", "ftyp"),
    ("xywh=0,0,9,9", "image/png", "PNG"),
    ("L4-L9", "text/plain", "one\ntwo\n"),
    ("usage", "text/markdown", "# Usage\n"),
    ("/paths/~1works", "application/json", "{}"),
)
# hosts whose pages scripts draw, or whose fragments are keys
KEYS = (
    ("mega.nz/folder/{o}", "#Q2Vy-Key", "<title>MEGA</title><div id='app'></div><script "
     "src='/s.js'>"
     "</script>", "a key"),
    ("colab.research.google.com/drive/1{o}", "#scrollTo=4f", "<title>{n}.ipynb - Colab</title>"
     "<script src='/a.js'></script>", "a cell"),
    ("nbviewer.org/github/{o}/x/blob/main/a.ipynb", "#Results", "<title>Notebook</title><h1 id="
     "'Results'>Results</h1>", "a heading"),
    ("www.notion.so/{n}-{o}", "#0a1b2c3d4e5f60718293a4b5c6d7e8f9", "<title>Notion</title><div id="
     "'notion-app'></div><script src='/a.js'></script>", "a block"),
    ("www.figma.com/file/{o}/{n}", "#441-2", "<title>Figma</title><script src='/a.js'></script>",
     "a comment"),
    ("mail-archive.example/{o}", "#msg00041", "<title>List</title><a "
     "name='msg00041'></a>", "a mail"),
    ("{o}.readthedocs.io/en/latest/", "#installing", "<title>{n} docs</title><section id="
     "'installing'><h1>Installing</h1></section>", "a section"),
    ("{o}.github.io/docs/", "#/quickstart?id=run", "<title>Docs</title><div id='app'></div><script "
     "src='//cdn.jsdelivr.net/npm/docsify@4'></script>", "docsify"),
    ("gitlab.{o}.example/x/y/-/blob/main/a.py", "#L4", "<title>a.py · GitLab</title><div class="
     "'blob-viewer' data-url='/x?format=json'></div><script "
     "src='/assets/webpack/main.js'></script>",
     "a line"),
    ("gitea.{o}.example/x/y", "#usage", "<title>x/y - Gitea</title><h2 "
     "id='user-content-usage'>Usage"
     "</h2><script src='/assets/js/index.js'></script>", "a README of Gitea"),
    ("codeberg.org/{o}/{n}", "#usage", "<title>{n} - Codeberg</title><h2 id='user-content-usage'>"
     "Usage</h2>", "a README of Forgejo"),
    ("pypi.org/project/{o}/", "#files", "<title>{n} · PyPI</title><div id='files'></div>", "files"),
    ("www.npmjs.com/package/{o}", "#usage", "<title>{n} - npm</title><h2 id='user-content-usage'>U"
     "</h2>", "a README of npm"),
)  # fmt: skip
README = """# {t}

{text}

## Set-up & Data
### 2.1 Fine-tuning (LoRA)
<h2 id="custom">Custom</h2>

## Results   ##

Tables
------
![logo](a.png) Inference
==
## C++ & C#
## a_b*c*d `e f`
## Übersicht – Ergebnisse
"""
IN_README = (
    ("set-up--data", "ok"),
    ("21-fine-tuning-lora", "ok"),
    ("custom", "ok"),
    ("user-content-custom", "ok"),
    ("results", "ok"),
    ("tables", "ok"),
    ("c--c", "ok"),
    ("übersicht--ergebnisse", "ok"),
    ("%C3%BCbersicht--ergebnisse", "ok"),
    ("readme-ov-file", "ok"),
    ("set-up-data", "fragment-missing"),
    ("fine-tuning", "fragment-missing"),
)


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    for fragment, body, truth, about in draft.some(PLAIN, 24):
        show(draft, "@piece/", draft.with_body(body), truth, f"{about}: #{fragment}",
             shown=f"#{fragment}")  # fmt: skip
    for fragment, body, about in MADE:
        show(draft, "@made/", draft.with_body(body), "ok", f"made by a script: {about}",
             shown=f"#{fragment}")  # fmt: skip
    for fragment, kind, text in OTHERS:

        def make(_: Work, kind: str = kind, text: str = text) -> Handler:
            return lambda _: Reply(200, text.encode(), {"Content-Type": kind})

        show(draft, "@other/a", make, "ok", f"a part of {kind}", shown=f"#{fragment}")
    for where, fragment, page, about in KEYS:
        show(draft, where, page, "ok", f"{about}: {fragment}", shown=fragment)
    _elsewhere(draft)
    work, owner = draft.any_work(), draft.owner()
    text = README.replace("{t}", work.title).replace("{text}", draft.about_images())
    draft.services.github.add(owner, work.name, readme=text)
    for fragment, truth in IN_README:
        kind = "live" if truth == "ok" else "soft"
        draft.link(f"https://github.com/{owner}/{work.name}#{fragment}", work, truth, kind,
                   "a part of a README", role="code")  # fmt: skip


def _elsewhere(draft: Draft) -> None:
    """A missing part on a page that is missing, refused or cut."""
    show(draft, "@piece/a", "<h1>Not found</h1>", "gone", "a part of a 404", status=404,
         shown="#setup")  # fmt: skip
    show(draft, "@piece/a", "<title>Just a moment...</title>", "blocked", "a part of a challenge",
         status=403, headers={"cf-mitigated": "challenge"}, shown="#setup")  # fmt: skip
    show(draft, "@piece/a", "<title>One moment, please...</title><p>Please wait while your "
     "request is"
         " being verified...</p>", "blocked|ok", "a part of a "
         "challenge", shown="#setup")  # fmt: skip

    def cut(work: Work) -> Handler:
        text = draft.page(work.title, "<p>more</p>" * 9000).encode()
        headers = {"Content-Type": "text/html", "Content-Encoding": "identity"}
        return lambda _: Reply(200, text, headers | {"Content-Length": str(len(text) + 9)})

    show(draft, "@piece/a", cut, "ok|unreachable", "a page that is cut", shown="#setup")
    show(draft, "@piece/a", lambda w: always(draft.page(w.title, "<p>x</p>" * 90_000)),
         "ok|fragment-missing", "a long page", shown="#setup")  # fmt: skip
