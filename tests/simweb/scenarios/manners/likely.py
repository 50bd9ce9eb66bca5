"""Live pages that a hasty reader takes for dead ones: works titled like errors, and odd pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import always
from tests.simweb.scenarios.manners.stand import frame, page, show
from tests.simweb.works import Work

if TYPE_CHECKING:
    from tests.simweb.scenarios.proofs.draft import Draft

TITLES = (
    "Access Denied: Erasing Concepts from Diffusion Models",
    "Page Not Found: Recovering Lost Layouts",
    "This Domain Is For Sale: Domain Adaptation of Portraits",
    "Just a Moment: Single-Step Personalization",
    "Under Construction: Building Subjects Step by Step",
    "Gone: Removing Subjects from Images",
    "Coming Soon: Predicting Future Frames of a Subject",
    "Sign In: Handwritten Signatures in Text-to-Image Models",
    "Are You a Robot? Identity in Generated Faces",
    "Account Suspended: Floating Objects in Diffusion",
    "Error 403: Forbidden Concepts",
    "Attention Required: Cross-Attention Control",
    "Please Wait: Faster Sampling for Subjects",
    "Service Unavailable: Robust Prompting",
    "Moved Permanently: Editing the Position of Subjects",
    "Hello World: Scene Priors for Personalization",
    "Lost and Found: Retrieval of Missing Objects",
    "It Works! Practical Fine-Tuning",
)
# title, body, what it is; pages that name their work
NAMED = (
    ("{s}", "<h1>{s}</h1><p>本文提出了一种个性化文本生成图像的新方法，仅需三张照片即可学习主体。"
     "</p>",
     "in Chinese"),
    ("{s} プロジェクト", "<h1>{s}</h1><p>数枚の写真から被写体を学習する手法です。</p>", "in Japa"
     "nese"),
    ("{s} 프로젝트", "<h1>{s}</h1><p>몇 장의 사진으로 대상을 학습하는 방법을 제안합니다.</p>",
     "in Korean"),
    ("{s}", "<h1>{s}</h1><h2>404 examples</h2><p>404 examples of our method.</p>", "the number "
     "404"),
    ("{s}", "<h1>{t}</h1><p>Data are no longer available; the code still is.</p>", "data that "
     "left"),
    ("{s}", "<h1>{t}</h1><p>Code coming soon. Page under construction.</p>", "to be continued"),
    ("{s}", "<h1>{t}</h1><p>Accepted papers were not found to differ. Login is not needed. The "
     "domain is not for sale.</p>", "words of errors in a text"),
    ("{s}", "<h1>{t}</h1><img src='/404.png' onerror='this.src=`/x`' alt='not "
     "found'>", "a picture"),
    ("{s}", "<h1>{t}</h1><p>Our 3D viewer needs JavaScript.</p><noscript>Please enable JavaScript."
     "</noscript><script src='/v.js'></script>", "a viewer"),
    ("{s}", "<h1>{t}</h1><div class='toast error' hidden>Something went wrong. Please try again."
     "</div><script src='/a.js'></script>", "a hidden message"),
    ("{s}", "<h1>{t}</h1><template id='e'><h1>404 Not Found</h1></template>", "a template"),
    ("{s}", "<h1>{t}</h1><script type='text/x-template'>Page not found</script>", "a template"),
    ("{s}", "<h1>{t}</h1><form><input type='password' placeholder='Reviewer code'></form>",
     "a field for reviewers"),
    ("Project", "<h1>{t}</h1><p>© 2024. This template is free. Buy this domain? No.</p>", "a foot"),
)  # fmt: skip
# short pages that name nothing and say no error either
SHORT = (
    ("Home", "<p>Welcome.</p>", "two words"),
    ("Index", "<ul><li><a href='a.pdf'>Paper</a><li><a href='v.mp4'>Video</a></ul>", "links"),
    ("Demo", "<form><input type='file'><button>Generate</button></form>", "a demo"),
    ("Sold out", "<p>The exhibition of our pictures is sold out.</p>", "sold out"),
    ("Redirecting", "<p>Redirecting to the <a href='/new'>new page</a>.</p>", "leads on by hand"),
    ("Results", "<table><tr><td>0.42</td><td>0.44</td></tr></table>", "numbers"),
    ("Poster", "<object data='poster.pdf' type='application/pdf'></object>", "a poster"),
)

UNTITLED = (
    "Access Denied: Erasing Concepts from Diffusion Models",
    "Account Suspended: Floating Objects",
    "Just a Moment: Fast Sampling",
    "It Works! A Practical Guide to Fine-Tuning Models",
    "Coming Soon: Predicting Futures",
    "Page Not Found: Recovering Lost Layouts",
    "Domain for Sale: A Study of Names",
)


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    for number, title in enumerate(TITLES):
        work = Work(f"2505.{93700 + number}", 2025, title)
        page = draft.dice.choice((
            draft.page("{t}"),
            "<title>{t}</title><h1>{t}</h1><p>Paper and code.</p>",
            frame("{s}", "<h1>{t}</h1><p>Paper, code and data.</p>"),
            "<title>{s}</title><h1>{s}</h1><p>Abstract. We study pictures.</p>",
        ))  # fmt: skip
        show(draft, "@titled/works/{n}/", page, "ok", f"a work called {title!r}", work=work,
             alone=True)  # fmt: skip
        if number % 3 == 0:
            show(draft, "@titled/{n}/", page, "ok", "titled like an error, on each path", work=work)
        if number % 4 == 1:
            draft.services.arxiv.add(work.arxiv, title)
            draft.link(f"https://arxiv.org/abs/{work.arxiv}", work, "ok", "live",
                       "a paper titled like an error", role="paper")  # fmt: skip
    for title, body, about in NAMED:
        text = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
        show(draft, "@alive/works/{n}/", text, "ok", f"alive: {about}", alone=True)
    for title, body, about in SHORT:
        text = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
        show(draft, "@short/works/{n}/", text, "ok|unrelated", f"short: {about}", alone=True)
        show(draft, "@short/", text, "ok|unrelated", f"short: {about}")
    _untitled(draft)


def _untitled(draft: Draft) -> None:
    """Links of which nobody says what they should show."""
    for title in UNTITLED:
        text = f"<h1>{title}</h1><p>Abstract. We study pictures. Code and paper are below.</p>"
        handler = always(page(title, text))
        url = pages.put(draft.web, f"https://{draft.host('plain')}/works/a/", handler)
        draft.web.add(url, "ok", "live", f"an untitled link to {title!r}")
        name = draft.host("plain")
        pages.host(draft.web, name, missing=handler)
        draft.web.add(f"https://{name}/", "ok", "live", f"an untitled link to {title!r}")
