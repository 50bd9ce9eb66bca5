"""Pages, model cards and videos that are alive: they name the work, or they name it nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import always
from tests.simweb.scenarios.proofs import prose, spellings
from tests.simweb.scenarios.proofs.spellings import WRITINGS, bibtex, short, surnames
from tests.simweb.works import Work

if TYPE_CHECKING:
    from tests.simweb.scenarios.proofs.draft import Draft

CHANNEL = "Garden and workshop"


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    _unrelated(draft)
    _named(draft)
    _no_evidence(draft)
    _cards(draft)
    _videos(draft)


def put(draft: Draft, work: Work, text: str, truth: str, about: str, **names: object) -> None:
    """A page on a host of its own, and a link to it."""
    kind = "soft" if truth.startswith("unrelated") else "live"
    path = draft.dice.choice(("/", "/index.html", "/works/", "/~group/page.html"))
    url = pages.put(draft.web, f"https://{draft.host('home')}{path}", always(text))
    draft.link(url, work, truth, kind, about, **names)


def _unrelated(draft: Draft) -> None:
    for _ in range(6):
        title, text = draft.about_else()
        put(draft, draft.any_work(), draft.page(title, text=text), "unrelated",
            "a page on another topic")  # fmt: skip
    for title in ("Vision and Graphics Group", "Publications of our group", "Home of a researcher",
                  "Supplementary material", "Dataset of thirty subjects"):  # fmt: skip
        put(draft, draft.any_work(), draft.page(title), "unrelated",
            "a page of the field that names no work")  # fmt: skip
    work = draft.paper()
    text = f"{draft.about_images()} Written with {work.authors[1].split()[-1]}."
    put(draft, work, draft.page("A page", text=text), "unrelated", "one surname alone")
    work = draft.any_work()
    hidden = f"<!-- {work.title} --><script>var title = '{work.title}'</script>"
    put(draft, work, draft.page("A page", hidden), "unrelated|ok", "named only where none can see")
    title, text = draft.about_else()
    name = draft.host("resold")
    pages.host(draft.web, name, missing=always(draft.page(title, text=text)))
    draft.link(f"https://{name}/", draft.any_work(), "unrelated|wrong", "soft",
               "another owner shows something else on the domain")  # fmt: skip


def _named(draft: Draft) -> None:
    for work in (draft.work(), draft.paper()):
        name, head = short(work), "<meta name='description' content='{}'>"
        data = (
            '<script type="application/ld+json">{{"@type": "Article", "headline": "{}"}}</script>'
        )
        social = f"<meta property='og:title' content='{work.title}'>"
        rest = work.title[len(name) + 1 :]
        pair = (
            ("Project page", f"<p>{work.title}</p>", "", "in the text"),
            (name, "", "", "by its short name"),
            ("Project page", f"<h2>{name}</h2>", "", "by its short name in a heading"),
            ("Project page", f"<pre>{bibtex(work)}</pre>", "", "by BibTeX with braces"),
            ("Project page", f"<img src='t.png' alt='{work.title}'>", "", "by a picture's text"),
            ("Project page", "", head.format(work.title), "by its description"),
            ("Project page", "", social, "by og:title"),
            ("Project page", "", data.format(work.title), "by its data for search engines"),
            ("Project page", f"<h1>{spellings.tagged(work.title)}</h1>", "", "by tagged words"),
            ("Page", f"<h1>{spellings.broken_up(work.title)}</h1>", "", "with soft hyphens"),
            ("Project page", f"<h1>{spellings.bold(work.title)}</h1>", "", "in bold letters"),
            ("Project page", f"<h1>{name}<br>{rest}</h1>", "", "over a break"),
        )  # fmt: skip
        for title, body, extra, about in draft.some(pair, 7):
            put(draft, work, draft.page(title, body, head=extra), "ok", f"named {about}")
    work = draft.paper()
    put(draft, work, draft.page("Project page", f"<p>By {surnames(work)}</p>"), "ok",
        "named by two surnames")  # fmt: skip
    work = draft.work()
    cite = f"<a href='https://arxiv.org/abs/{work.arxiv}'>Paper</a>"
    put(draft, work, draft.page("Project page", cite), "ok", "named by a link to arXiv",
        arxiv=work.arxiv)  # fmt: skip
    for number, (ours, theirs) in enumerate(draft.some(WRITINGS, 4)):
        work = Work(f"2505.{93500 + number}", 2025, ours)
        shown = theirs.replace("&", "&amp;")
        put(draft, work, draft.page("Project page", f"<p>{shown}</p>"), "ok",
            "its title, written otherwise")  # fmt: skip


def _no_evidence(draft: Draft) -> None:
    script = "<div id='app'></div><script src='/assets/index-4f.js' type='module'></script>"
    shells = (
        f"<html><head><title>Vite App</title></head><body>{script}</body></html>",
        f"<html><head><title>Lab</title></head><body><noscript>This page needs scripts. "
        f"{prose.IMAGES[0]} {prose.IMAGES[1]} {prose.IMAGES[2]}</noscript>{script}</body></html>",
        "<html><head><title>Site</title></head><body><div id='__nuxt'><div class='loader'>Loading"
        "</div></div><script>window.__NUXT__={}</script><script src='/_nuxt/a.js'></script></body>",
        "<html><head><title>Gallery</title></head><body><video src='a.mp4'></video></body></html>",
        "<html><head><title>Demo</title></head><body><p>Upload a picture.</p></body></html>",
    )
    for text in shells:
        put(draft, draft.any_work(), text, "ok", "a page that says too little")
    for text in draft.some(prose.OTHER_SCRIPTS, 3):
        put(draft, draft.any_work(), draft.page("", text=text), "ok", "a page in another script")
    for size in (12_000, 90_000):
        work = draft.any_work()
        body = "<p>filler</p>" * size + f"<p>{work.title}</p>"
        put(draft, work, draft.page("Project page", body), "ok", "named beyond what is read")
    works = [draft.paper() for _ in range(5)]
    items = "".join(
        f"<li><a href='https://arxiv.org/abs/{w.arxiv}'>{w.title}</a></li>" for w in works
    )
    for work in works[:4]:
        draft.services.arxiv.add(work.arxiv, work.title, authors=work.authors)
        draft.link(f"https://arxiv.org/pdf/{work.arxiv}", work, "ok", "live", "a paper on arXiv",
                   role="paper", arxiv=work.arxiv)  # fmt: skip
    put(draft, draft.any_work(), draft.page("Publications", f"<ul>{items}</ul>"), "ok",
        "a collection of five works, this one not among them")  # fmt: skip


def _cards(draft: Draft) -> None:
    hub = draft.services.hub

    def add(
        kind: str, work: Work, name: str, card: str, truth: str, about: str, **more: object
    ) -> None:
        shown = str(more.pop("title", ""))
        ident = hub.add(kind, f"{draft.owner()}/{name}", shown, card=card, **more).ident
        prefix = "" if kind == "models" else f"{kind}/"
        sort = "soft" if truth == "unrelated" else "live"
        role = {"models": "weights", "datasets": "dataset", "spaces": "demo"}[kind]
        draft.link(f"https://huggingface.co/{prefix}{ident}", work, truth, sort, about, role=role)

    for kind in ("models", "models", "models", "datasets", "datasets"):
        title, text = draft.about_else()
        add(kind, draft.any_work(), title.lower().replace(" ", "-"), f"# {title}\n\n{text}",
            "unrelated", f"a card on another topic ({kind})")  # fmt: skip
    for kind in ("models", "datasets"):
        card = f"# Card\n\n{draft.about_images()}"
        add(kind, draft.any_work(), "checkpoint-4", card, "unrelated",
            f"a card of the field that names no work ({kind})")  # fmt: skip
    images = draft.about_images
    work = draft.work()
    add(
        "models",
        work,
        "weights",
        f"# Card\n\n{images()}\n\n{work.title}",
        "ok",
        "named in the card",
    )
    add("models", work, short(work), f"# Card\n\n{images()}", "ok", "named by the model's name")
    add("datasets", work, f"{short(work).lower()}-5k", images(), "ok", "named within its name")
    add("datasets", work, "pictures", images(), "ok", "named by its pretty name",
        metadata={"pretty_name": f"{short(work)} benchmark"})  # fmt: skip
    add("spaces", work, "demo", images(), "ok", "named by the space's title", title=work.title)
    work = draft.paper()
    draft.services.arxiv.add(work.arxiv, work.title, authors=work.authors)
    draft.link(f"https://arxiv.org/abs/{work.arxiv}v1", work, "ok", "live", "a paper on arXiv",
               role="paper", arxiv=work.arxiv)  # fmt: skip
    add("models", work, "lora", images(), "ok", "named by a tag", tags=(f"arxiv:{work.arxiv}",))
    add("models", work, "unet", f"{images()}\n\n{bibtex(work)}", "ok", "named by BibTeX")
    add("models", draft.any_work(), "weights", "", "ok", "a model without a card")
    add("models", draft.any_work(), "weights", "# Weights\n\nTo come.", "ok", "a short card")
    add("models", draft.any_work(), "weights", draft.dice.choice(prose.OTHER_SCRIPTS), "ok",
        "a card in another script")  # fmt: skip


def _videos(draft: Draft) -> None:
    media = draft.services.media
    work, paper = draft.work(), draft.paper()
    forms = (
        (work, "How to prune an apple tree in late February", CHANNEL, "", "unrelated"),
        (draft.work(), "Repairing a bicycle lamp from 1974, part two", CHANNEL, "", "unrelated"),
        (draft.paper(), "A week on the night train to the north", CHANNEL, "", "unrelated"),
        (draft.paper(), "Concert of the village brass band, spring", CHANNEL, "", "unrelated"),
        (work, f"{short(work)} (ICCV oral)", "Vision group", "", "ok"),
        (work, work.title.upper(), "Vision group", "", "ok"),
        (paper, "Five-minute talk", f"{surnames(paper)}", "", "ok"),
        (work, "Supplementary video", "Vision group", f"Video of {work.title}.", "ok"),
        (paper, "Our talk at the workshop, with questions", "Vision group", paper.title, "ok"),
        (draft.work(), "Supplementary video", "Vision group", "", "ok|unrelated"),
    )
    for number, (about, title, channel, description, truth) in enumerate(forms):
        ident = f"simProof{draft.dice.randrange(10)}{number:02}"
        media.videos[ident] = (title, "public")
        media.channels[ident] = channel
        media.descriptions[ident] = description
        form = draft.dice.choice(("https://www.youtube.com/watch?v={}", "https://youtu.be/{}"))
        kind = "soft" if truth == "unrelated" else "live"
        words = "named in its description only" if description else "a video's title and channel"
        draft.link(form.format(ident), about, truth, kind, words, role="video")
