"""Fragments: missing only where the page is whole, readable and drawn by its server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import always
from tests.simweb.wire import Reply

if TYPE_CHECKING:
    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

# host (@: one of its own), path, fragments, the page beside its title and text
DRAWN = (
    ("gitlab.com", "/{o}/{n}/-/blob/main/README.md", ("usage-notes", "L12", "L3-9"),
     "<meta content='GitLab' name='generator'>", "<div id='js-peek'></div><div class='blob-viewer' "
     "data-url='/{o}/{n}/-/blob/main/README.md?format=json&viewer=rich'></div>"),
    ("@gitlab", "/{o}/{n}", ("installation",), "<meta content='GitLab' property='og:site_name'>",
     "<div id='js-tree-list' data-project-path='{o}/{n}'></div><div class='js-readme'></div>"),
    ("@git", "/{o}/{n}/-/issues/7", ("note_4411",),
     "<meta content='GitLab' property='og:site_name'><script>window.gon={{}}</script>",
     "<div id='js-issuable-app'></div>"),
    ("bitbucket.org", "/{o}/{n}/src/main/README.md", ("markdown-header-usage", "lines-12"),
     "<meta name='application-name' content='Bitbucket'>", "<div id='root'></div><script "
     "src='https://d301sr5gafysq2.cloudfront.net/frontbucket/build/vendor.js'></script>"),
    ("@spec", "/TR/{n}/", ("dfn-subject", "sec-conformance"),
     "<script class='remove' src='https://www.w3.org/Tools/respec/respec-w3c' async></script>"
     "<script class='remove'>var respecConfig = {{ specStatus: 'ED' }};</script>",
     "<section><h2>Conformance</h2></section>"),
    ("docs.google.com", "/spreadsheets/d/1{o}AbCdEfGhIjKlMnOpQrStUv/edit", ("gid=0", "gid=481"),
     "", "<script>var bootstrapData = {{}}</script>"),
    ("docs.google.com", "/document/d/1{o}AbCdEfGhIjKlMnOpQrStUv/edit", ("heading=h.3znysh7",),
     "", "<script>DOCS_modelChunk = [{{}}]</script>"),
    ("@plots", "/{n}/", ("a=b", "subject=cat&seed=4", "t=90", "?view=grid"), "",
     "<section id='plots'></section><script src='/plots.js'></script>"),
    ("@map", "/{n}", ("15/48.85/2.35", "!1"), "",
     "<div id='map'></div><script src='/m.js'></script>"),
    ("@docsify", "/", ("/guide?id=setup", "/"), "", "<div id='app'>Loading...</div><script>"
     "window.$docsify = {{}}</script><script src='//cdn.jsdelivr.net/npm/docsify@4'></script>"),
    ("@book", "/{n}.html", ("fig:teaser",), "", "<div id='quarto-content'></div><script>"
     "document.querySelectorAll('figure').forEach((f, n) => f.id = 'fig:' + f.title)</script>"),
    ("@pdf", "/web/viewer.html", ("page=4", "nameddest=cite.one"), "",
     "<div id='viewer' class='pdfViewer'></div><script src='../build/pdf.js'></script>"),
)  # fmt: skip
# fragment, body, truth
PLAIN = (
    ("ghost", "<p data-id='ghost'>x</p>", "fragment-missing", "data-id is no id"),
    ("ghost", "<!-- <h2 id='ghost'>Ghost</h2> -->", "fragment-missing", "only in a comment"),
    ("ghost", "<p title=\"id='ghost'\">x</p>", "fragment-missing", "only within an attribute"),
    ("ghost", "<p>id='ghost'</p>", "fragment-missing", "only in the text"),
    ("ghost", "<textarea><h2 id='ghost'>G</h2></textarea>", "fragment-missing", "in a text field"),
    ("ghost", "<style>#ghost {color: red}</style>", "fragment-missing", "only in a style sheet"),
    ("ghost", "<meta name='ghost' content='x'><input name='ghost'>", "fragment-missing",
     "the name of something that is no anchor"),
    ("ghost", "<a href='#ghost'>Ghost</a>", "fragment-missing", "only linked to"),
    ("Setup", "<h2 id='setup'>Setup</h2>", "fragment-missing", "the letters' case counts"),
    ("setup", "<h2 id='setup'>Setup</h2>", "ok", "an id"),
    ("setup", "<h2 x-y='1>2' id=setup>Setup</h2>", "ok", "an id after a > in quotes"),
    ("setup", "<h2\n  class='a'\n  id = 'setup'\n>Setup</h2>", "ok", "an id on a line of its own"),
    ("caf%C3%A9", "<h2 id='café'>Café</h2>", "ok", "a percent-encoded id"),
    ("q&a", "<h2 id='q&amp;a'>Q</h2>", "ok", "an entity in the id"),
    ("100%25", "<h2 id='100%'>All</h2>", "ok", "a percent sign in the id"),
    ("setup", "<svg><g id='setup'></g></svg>", "ok", "an id in a picture"),
    ("old-name", "<a name='old-name'></a>", "ok", "an anchor's name"),
    ("TOP", "", "ok", "the start of each page, in capitals"),
    ("tmpl", "<template><h2 id='tmpl'>T</h2></template>", "fragment-missing|ok", "in a template"),
    ("eq=1", "<h2 id='eq=1'>One</h2>", "ok", "an id with = in it"),
)  # fmt: skip
README = """# {title}

{text}

## Quick Start

### Install (pip & conda)

### 🚀 Running the Demo

## Usage

## Usage

## FAQ: What's new?

## `train.py` options

## [Model Zoo](docs/zoo.md)

Citing
------

## Schritt für Schritt

## 结果

<a name="weights"></a>

```sh
# inside-code
```

## Step_1: **Bold** words
"""
# fragment, and what is true of it; letters' case may or may not count there
IN_README = (
    ("quick-start", "ok"),
    ("install-pip--conda", "ok"),
    ("-running-the-demo", "ok"),
    ("usage", "ok"),
    ("usage-1", "ok"),
    ("faq-whats-new", "ok"),
    ("trainpy-options", "ok"),
    ("model-zoo", "ok"),
    ("citing", "ok"),
    ("schritt-f%C3%BCr-schritt", "ok"),
    ("%E7%BB%93%E6%9E%9C", "ok"),
    ("weights", "ok"),
    ("step_1-bold-words", "ok"),
    ("readme", "ok"),
    ("Quick-Start", "ok|fragment-missing"),
    ("usage-2", "fragment-missing"),
    ("inside-code", "fragment-missing"),
    ("quickstart", "fragment-missing"),
    ("running-the-demo", "fragment-missing"),
    ("docs", "fragment-missing"),
    ("schritt-fur-schritt", "fragment-missing"),
)


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    _drawn(draft)
    for fragment, body, truth, about in draft.some(PLAIN, 16):
        draft.at("part", draft.with_body(body), truth,
                 "soft" if truth == "fragment-missing" else "live", about,
                 shown=f"#{fragment}")  # fmt: skip
    _not_whole(draft)
    _readmes(draft)


def _drawn(draft: Draft) -> None:
    for host, path, fragments, head, body in DRAWN:
        for fragment in draft.some(fragments, 2):
            work, owner = draft.any_work(), draft.owner()
            name = draft.host(host[1:]) if host.startswith("@") else host
            draft.services.media.files[f"1{owner}AbCdEfGhIjKlMnOpQrStUv"] = (work.title, "public")
            filled = [part.format(o=owner, n=work.name.lower()) for part in (path, head, body)]
            page = draft.page(work.title, filled[2], head=filled[1])
            url = pages.put(draft.web, f"https://{name}{filled[0]}", always(page))
            draft.link(
                f"{url}#{fragment}", work, "ok", "live", f"a part drawn by a script ({host})"
            )


def _not_whole(draft: Draft) -> None:
    """Pages of which only a part arrives, or that are no HTML: nothing is missing for sure."""

    def long(work: Work) -> Handler:
        return draft.home(work, "<p>filler</p>" * 60_000 + "<h2 id='far'>Far</h2>")

    draft.at("long", long, "ok", "live", "an id 700 KB down the page", shown="#far")
    draft.at("long", lambda w: draft.home(w, "<p>filler</p>" * 200_000), "ok|fragment-missing",
             "live", "a page of 2 MB without the id", shown="#far")  # fmt: skip

    def cut(work: Work) -> Handler:
        body = draft.page(work.title, "<p>more</p>" * 50).encode()
        headers = {"Content-Type": "text/html", "Content-Length": str(len(body) + 900)}
        headers |= {"Connection": "close", "Content-Encoding": "identity"}
        return lambda _: Reply(200, body, headers)

    draft.at("cut", cut, "ok|unreachable", "live", "the connection ends before the page",
             shown="#setup")  # fmt: skip
    kinds = ("text/plain; charset=utf-8", "application/json", "text/markdown", "image/svg+xml")
    for kind in draft.some(kinds, 2):

        def other(work: Work, kind: str = kind) -> Handler:
            text = f"{work.title}\n\n{draft.about_images()}"
            return lambda _: Reply(200, text.encode(), {"Content-Type": kind})

        draft.at("file", other, "ok", "live", f"a part of {kind}", path="/file", shown="#L4")


def _readmes(draft: Draft) -> None:
    """GitHub's anchors come from the README; its page is long, and holds them far down."""
    github = draft.services.github
    work, owner = draft.any_work(), draft.owner()
    text = README.format(title=work.title, text=draft.about_images())
    github.add(owner, work.name, readme=text)
    for fragment, truth in draft.some(IN_README, 15):
        kind = "soft" if truth == "fragment-missing" else "live"
        draft.link(f"https://github.com/{owner}/{work.name}#{fragment}", work, truth, kind,
                   "a part of a README", role="code")  # fmt: skip
    paths = (
        ("/blob/main/README.md#quick-start", "ok", "a part of a file"),
        ("/blob/main/train.py#L10-L20", "ok", "lines of a file"),
        ("/issues/4#issuecomment-1790", "ok", "a comment below an issue"),
        ("/tree/main/docs#usage", "ok", "a part of a folder's README"),
        ("/blob/main/docs/README.md#nowhere", "fragment-missing|ok", "no part of that file"),
    )
    files = ("README.md", "train.py")
    other = draft.any_work()
    texts = {"docs/README.md": README.format(title=other.title, text=draft.about_images())}
    github.add(owner, other.name, readme=text, files=files, texts=texts)
    for path, truth, about in paths:
        draft.link(f"https://github.com/{owner}/{other.name}{path}", other, truth, "live", about,
                   role="code")  # fmt: skip
