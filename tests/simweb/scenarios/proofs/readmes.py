"""Code on GitHub that names its work in some way, in none, or says too little to tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb.scenarios.proofs import prose, spellings
from tests.simweb.scenarios.proofs.draft import join
from tests.simweb.scenarios.proofs.spellings import WRITINGS, bibtex, short, surnames
from tests.simweb.works import Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simweb.scenarios.proofs.draft import Draft

PLAIN = "research-code"
STEPS = "## Installation\n\nMake an environment and install the requirements."


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    _unrelated(draft)
    _named(draft)
    _written_otherwise(draft)
    _no_evidence(draft)
    _folders(draft)


def put(draft: Draft, work: Work, readme: str, truth: str, about: str, **more: object) -> None:
    """A repository and a link to it; `name` is its name, and `path` what the link adds."""
    kind = "soft" if truth == "unrelated" else "live"
    name, path = str(more.pop("name", PLAIN)), str(more.pop("path", ""))
    names = {key: more.pop(key) for key in ("arxiv", "doi", "former_titles") if key in more}
    owner = draft.owner()
    about_it = str(more.pop("description", ""))
    draft.services.github.add(owner, name, about_it, readme=readme, **more)
    draft.link(f"https://github.com/{owner}/{name}{path}", work, truth, kind, about, role="code",
               **names)  # fmt: skip


def _unrelated(draft: Draft) -> None:
    for _ in range(8):
        title, text = draft.about_else()
        put(draft, draft.any_work(), f"# {title}\n\n{text}\n\n{STEPS}", "unrelated",
            "a repository on another topic", name=title.lower().replace(" ", "-"))  # fmt: skip
    for _ in range(4):
        put(draft, draft.any_work(), f"# Toolbox\n\n{draft.about_images()}", "unrelated",
            "a repository of the field that names no work", name="image-toolbox",
            description="Tools for pictures", topics=("diffusion", "pytorch"))  # fmt: skip
    work = draft.paper()
    text = f"{draft.about_images()} Thanks to {work.authors[0].split()[-1]} for a hint."
    put(draft, work, f"# Toolbox\n\n{text}", "unrelated", "one surname alone is no name")
    work = Work("2505.93311", 2025, "Cast: Few-Step Concept Learning")
    text = "Podcasts and broadcasts of three stations, recast and forecast by the hour."
    put(draft, work, f"# Radio\n\n{draft.about_else()[1]} {text}", "unrelated",
        "the short name only within other words", name="radio-hours")  # fmt: skip
    work = draft.work()
    other = f"https://arxiv.org/abs/{work.arxiv[:-1]}{(int(work.arxiv[-1]) + 1) % 10}"
    put(draft, work, f"# Toolbox\n\n{draft.about_images()}\n\n[Paper]({other})", "unrelated",
        "the arXiv id of another paper", arxiv=work.arxiv)  # fmt: skip
    text = draft.about_else()[1]
    put(draft, draft.any_work(), f"# Fork\n\n{text}", "unrelated", "an archived repository on "
        "another topic", archived=True)  # fmt: skip


def _named(draft: Draft) -> None:
    """Each of these names the work in one place only."""
    text: Callable[[], str] = draft.about_images
    for work in (draft.work(), draft.paper()):
        name = short(work)
        ways: tuple[tuple[dict[str, object], str, str], ...] = (
            ({}, f"# Code\n\n{text()}\n\nCode of *{work.title}*.", "by its title"),
            ({}, f"# {name}\n\n{text()}", "by its short name"),
            ({"name": name}, f"# Code\n\n{text()}", "by the repository's name"),
            ({"name": f"{name.lower()}-pytorch"}, f"# Code\n\n{text()}", "within its name"),
            ({"topics": ("pytorch", name.lower())}, f"# Code\n\n{text()}", "by a topic"),
            ({"description": f"[ECCV] {work.title}"}, f"# Code\n\n{text()}", "by description"),
            ({"description": f"{name} code"}, f"# Code\n\n{text()}", "by a short description"),
            ({}, f"# Code\n\n{text()}\n\n```\n{bibtex(work)}\n```", "by BibTeX with braces"),
            ({}, f"# Code\n\n{text()}\n\n![{work.title}](teaser.png)", "by a picture's text"),
            ({}, f"# Code\n\n{text()}\n\n<h1 align=center>{spellings.tagged(work.title)}</h1>",
             "by a title in elements"),
            ({}, f"# Code\n\n{text()}\n\n{spellings.spaced_out(work.title)}", "over three lines"),
            ({}, join(["# Code", *[text() for _ in range(60)], work.title]), "far down"),
        )  # fmt: skip
        for more, readme, about in draft.some(ways, 7):
            put(draft, work, readme, "ok", f"named {about}", **more)
    _named_by_numbers(draft)
    for _ in range(2):
        work = draft.paper()
        put(draft, work, f"# Code\n\n{text()}\n\nCode by {surnames(work)}.", "ok",
            "named by two surnames")  # fmt: skip
    work = draft.work()
    former = f"{work.title.partition(':')[2].strip()} from a Handful of Photographs"
    put(draft, work, f"# Code\n\n{text()}\n\nCode of {former}.", "ok", "named by a former title",
        former_titles=(former,))  # fmt: skip


def _named_by_numbers(draft: Draft) -> None:
    arxiv = draft.services.arxiv
    for form in ("[arXiv](https://arxiv.org/abs/{})", "<img src='https://img.shields.io/badge/arXiv-"
                 "{}-b31b1b.svg'>", "eprint={{{}}}", "https://arxiv.org/pdf/{}v2.pdf",
                 "https://huggingface.co/papers/{}"):  # fmt: skip
        work = draft.work()
        arxiv.add(work.arxiv, work.title, work.title, authors=work.authors)
        draft.link(f"https://arxiv.org/abs/{work.arxiv}", work, "ok", "live", "a paper on arXiv",
                   role="paper", arxiv=work.arxiv)  # fmt: skip
        text = f"# Code\n\n{draft.about_images()}\n\n{form.format(work.arxiv)}"
        put(draft, work, text, "ok", "named by its arXiv id alone", arxiv=work.arxiv)
    for form in ("https://doi.org/{}", "doi = {{{}}}"):
        work, doi = draft.work(), f"10.1145/sim{draft.dice.randrange(10**6)}.93"
        draft.services.doi.add(doi, "https://publisher-of-works.org/" + doi, work.title)
        text = f"# Code\n\n{draft.about_images()}\n\n{form.format(doi)}"
        put(draft, work, text, "ok", "named by its DOI alone", doi=doi)


def _written_otherwise(draft: Draft) -> None:
    for number, (ours, theirs) in enumerate(draft.some(WRITINGS, 7)):
        work = Work(f"2505.{93400 + number}", 2025, ours)
        text = f"# Code\n\n{draft.about_images()}\n\n{theirs}"
        put(draft, work, text, "ok", "its title, written otherwise")
    ways: tuple[tuple[Callable[[str], str], str], ...] = (
        (spellings.bold, "in bold letters of mathematics"),
        (spellings.broken_up, "with soft hyphens and hard blanks"),
        (spellings.apart, "with ligatures, and accents apart"),
        (str.upper, "in capitals"),
    )
    for way, words in ways:
        work = draft.any_work()
        text = f"# Code\n\n{draft.about_images()}\n\n{way(work.title)}"
        put(draft, work, text, "ok", f"its title {words}")
    files = ("LICENSE", "setup.py")
    for path in draft.some(("README.rst", "readme.md", "README", ".github/README.md",
                            "docs/README.md", "README.txt", "Readme.md"), 4):  # fmt: skip
        work = draft.any_work()
        texts = {path: f"Code\n\n{draft.about_images()}\n\n{work.title}"}
        put(draft, work, "", "ok", f"its README is {path}", files=files, texts=texts)
    work = draft.any_work()
    texts = {"README.rst": f"Toolbox\n=======\n\n{draft.about_images()}"}
    put(draft, work, "", "unrelated", "its README.rst names no work", files=files, texts=texts)


def _no_evidence(draft: Draft) -> None:
    stubs = ("# Code\n\nComing soon.", "Code will be released.", "", "# TODO\n\n- [ ] weights")
    for text in draft.some(stubs, 3):
        put(draft, draft.any_work(), text, "ok", "a README under 200 letters")
    put(draft, draft.any_work(), "", "ok", "no README", files=("train.py",))
    pictures = "\n".join(f"![](assets/figure-{number}-of-the-paper.png)" for number in range(12))
    put(draft, draft.any_work(), f"# Code\n\n{pictures}", "ok", "a README of pictures")
    for text in draft.some(prose.OTHER_SCRIPTS, 3):
        put(draft, draft.any_work(), f"# \n\n{text}", "ok", "a README in another script")
    for _ in range(2):
        papers = [draft.paper() for _ in range(6)]
        rows = [f"- [{w.title}](https://arxiv.org/abs/{w.arxiv}), {w.year}" for w in papers]
        for paper in papers[:4]:
            draft.services.arxiv.add(paper.arxiv, paper.title, authors=paper.authors)
            draft.link(f"https://arxiv.org/abs/{paper.arxiv}", paper, "ok", "live",
                       "a paper on arXiv", role="paper", arxiv=paper.arxiv)  # fmt: skip
        put(draft, draft.any_work(), join(["# Works of the group", draft.about_images(), *rows]),
            "ok", "a collection of six works, this one not among them", name="works")  # fmt: skip


def _folders(draft: Draft) -> None:
    """A link into a folder is judged by the README of that folder."""
    root = f"# Monorepo\n\n{draft.about_images()}"
    work = draft.any_work()
    texts = {"projects/one/README.md": f"# One\n\n{draft.about_images()}\n\n{work.title}"}
    put(draft, work, root, "ok", "a folder whose README names the work", texts=texts,
        path="/tree/main/projects/one")  # fmt: skip
    for _ in range(2):
        work, (title, text) = draft.any_work(), draft.about_else()
        texts = {"tools/two/README.md": f"# {title}\n\n{text} {draft.about_images(3)}"}
        put(draft, work, f"# Code\n\n{work.title}\n\n{draft.about_images()}", "unrelated",
            "a folder whose README is on another topic", texts=texts,
            path="/tree/main/tools/two")  # fmt: skip
    put(draft, draft.any_work(), root, "ok", "a folder without a README",
        texts={"projects/three/run.py": "run()"}, path="/tree/main/projects/three")  # fmt: skip
    work = draft.any_work()
    folder = f"projects/{short(work)}"
    texts = {f"{folder}/README.md": f"# Code\n\n{draft.about_images()}"}
    put(draft, work, root, "ok", "a folder that bears the work's name", texts=texts,
        path=f"/tree/main/{folder}")  # fmt: skip
    put(draft, draft.any_work(), root, "ok", "a file, of which nothing is known",
        texts={"train.py": "train()"}, path="/blob/main/train.py")  # fmt: skip
