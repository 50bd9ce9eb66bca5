"""What a page calls itself: retitled papers, poor titles, catch-all sites, and honest lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import always, leads, live
from tests.simweb.works import Work, real_works

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene

# Papers whose title changed between a version on arXiv and the published one.
RETITLED = {
    "2211.13203": "Inversion-based Style Transfer with Diffusion Models",
    "2302.12228": "Designing an Encoder for Fast Personalization of Text-to-Image Models",
    "2305.16225": "ProSpect: Expanded Conditioning for the Personalization of Attribute-aware "
    "Image Generation",
    "2312.15905": "Cross Initialization for Face Personalization of Text-to-Image Models",
    "2405.15287": "ArtWeaver: Advanced Dynamic Style Integration via Diffusion Model",
    "2406.11643": "CustAny: Customizing Anything from A Single Example",
    "2406.18944": "Investigating and Defending Shortcut Learning in Personalized Diffusion Models",
    "2410.23280": "DreamRelation: Bridging Customization and Relation Generation",
    "2508.18966": "USO: Unified Style and Subject-Driven Generation via Disentangled and Reward "
    "Learning",
    "2510.20820": "LayerComposer: Multi-Human Personalized Generation via Layered Canvas",
}
# Titles as lists write them, beside those of arXiv.
WRITINGS = (
    ("P+: Extended Textual Conditioning", r"$P+$: Extended Textual Conditioning"),
    ("Café: Portraits in the Style of a Friend", r"Caf\'e: Portraits in the Style of a Friend"),
    ("Few-Shot Cats & Dogs", "Few-shot Cats and Dogs"),
    ("α-Mix: Blending Concepts", r"$\alpha$-Mix: Blending Concepts"),
    ("Text-to-Image Generation Without Tuning", "Text to image generation without tuning."),
    ("“Quoted” Concepts – A Study", '"Quoted" Concepts - A Study'),
)


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    _retitled(scene)
    _poor_titles(scene)
    _catch_all(scene)
    _lists(scene)
    _same_people(scene)


def _retitled(scene: Scene) -> None:
    known = {work.arxiv: work for work in real_works()}
    for ident, title in RETITLED.items():
        work = known[ident]
        scene.services.arxiv.add(ident, title, authors=work.authors)
        scene.link(f"https://arxiv.org/abs/{ident}", work, "ok", "live", "retitled, same authors",
                   role="paper")  # fmt: skip
    for number, (ours, theirs) in enumerate(WRITINGS):
        work = Work(f"2505.{93100 + number}", 2025, ours)
        scene.services.arxiv.add(work.arxiv, theirs)
        scene.link(f"https://arxiv.org/abs/{work.arxiv}", work, "ok", "live",
                   "the same title, written otherwise", role="paper")  # fmt: skip


def _poor_titles(scene: Scene) -> None:
    text = "<html><head><title>{}</title></head><body>{}</body></html>"
    poor = (
        ("Project Page", "<h1>{title}</h1><p>Abstract</p>"),
        ("{name}", "<h1>{name}</h1><p>We render a subject in new scenes.</p>"),
        ("Home", "<p>Welcome to the page of our work.</p><img src=teaser.jpg>"),
        ("", "<img src=title.png><p>We render a subject in new scenes.</p>"),
        ("Anonymous Submission 1234", "<h1>{title}</h1><p>Supplementary material</p>"),
        ("React App", "<div id=root></div><script src=/main.js></script>"),
        ("Supplementary Videos", "<video src=a.mp4></video><video src=b.mp4></video>"),
        ("主页", "<p>{title}</p>"),
        ("Data set: terms of use", "<h1>Terms</h1><p>Sign the form to get the images.</p>"),
        ("{name} Demo", "<p>Upload an image.</p><input type=file><button>Run</button>"),
    )
    for number, (title, body) in enumerate(poor, 1):
        work, name = next(scene.neutral), f"poor-title-{number}.net"
        filled = text.format(title, body).format(title=work.title, name=work.name)
        pages.put(scene.web, f"https://{name}/", always(filled))
        scene.link(f"https://{name}/", work, "ok", "live", "a page that says little of itself")


def _catch_all(scene: Scene) -> None:
    for number in range(1, 4):
        work, name = next(scene.neutral), f"one-page-{number}.net"
        pages.host(scene.web, name, missing=live(work.title))
        path = ("", "paper/", "index.php?page=1")[number - 1]
        scene.link(f"https://{name}/{path}", work, "ok", "live",
                   "each path shows the work's one page")  # fmt: skip
    for number in range(1, 4):
        work, name = next(scene.neutral), f"home-again-{number}.net"
        pages.host(scene.web, name, missing=leads("/")).paths["/"] = live(work.title)
        path = ("", "index.html", "work.html")[number - 1]
        scene.link(f"https://{name}/{path}", work, "ok|moved", "live",
                   "each path leads home, and home is the work")  # fmt: skip
    for number in range(1, 3):
        work, name = next(scene.neutral), f"catch-home-{number}.edu"
        place = pages.host(scene.web, name, missing=leads("/", 301))
        place.paths["/"] = live("Department of Computer Science")
        url = pages.put(scene.web, f"https://{name}/works/{work.name.lower()}/", live(work.title))
        scene.link(url, work, "ok", "live", "a page on a host that sends strangers home")


def _lists(scene: Scene) -> None:
    for number in range(1, 4):
        work, others = next(scene.real), [next(scene.real) for _ in range(5)]
        titles = [*(other.title for other in others), work.title]
        items = "".join(f"<h3>{title}</h3><p>Abstract.</p>" for title in titles)
        url = f"https://lab-list-{number}.edu/publications.html"
        pages.put(scene.web, url, always(f"<title>Publications</title><h1>Lab</h1>{items}"))
        scene.link(url, work, "ok", "live", "a list of papers, this one among them")
    for _ in range(2):
        work, other = next(scene.real), next(scene.real)
        text = f"Code of {other.title}, and of {work.title}"
        scene.services.github.add("many-works", work.name, text, readme=f"# {other.title}")
        scene.link(f"https://github.com/many-works/{work.name}", work, "ok", "live",
                   "a repository of two papers", role="code")  # fmt: skip


def _same_people(scene: Scene) -> None:
    """Another paper by the same first author, which is listed too: still another paper."""
    first: dict[str, Work] = {}
    pairs: list[tuple[Work, Work]] = []
    for work in real_works()[400:]:
        if work.authors[0] in first and len(pairs) < 4:
            pairs.append((first.pop(work.authors[0]), work))
        first.setdefault(work.authors[0], work)
    for work, other in pairs:
        scene.services.arxiv.add(other.arxiv, other.title, authors=other.authors)
        url = f"https://arxiv.org/pdf/{other.arxiv}"
        scene.link(url, other, "ok", "live", "a paper on arXiv", role="paper")
        scene.link(f"https://arxiv.org/abs/{other.arxiv}", work, "wrong", "soft",
                   "another paper by the same author", role="paper")  # fmt: skip
