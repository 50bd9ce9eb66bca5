"""The realistic list: 1,500 links in the proportions of a list of papers, with real waits.

45% arXiv, 25% GitHub, the rest project pages, Hugging Face, DOIs, proceedings, videos and files; 4%
are dead, and two hosts hang. A first byte takes 50 to 400 ms.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from tests.simweb import world
from tests.simweb.scenarios.common import Scene
from tests.simweb.scenarios.realistic_sites import projects
from tests.simweb.works import Work, neutral_works, real_works

if TYPE_CHECKING:
    from collections.abc import Iterator

OWNERS = 160


def realistic(seed: int = 1) -> world.Web:
    """The web of the realistic list."""
    scene = Scene(world.Web(seed=seed, fastest=0.05, slowest=0.4))
    dice = random.Random(seed)
    works = list(real_works())
    dice.shuffle(works)
    gone = iter(neutral_works(200, seed))
    _arxiv(scene, works, gone, dice)
    _github(scene, works, gone, dice)
    _hub(scene, works, gone)
    _named(scene, works, gone)
    projects(scene, works, gone, dice)
    scene.services.install(scene.web)
    dice.shuffle(scene.web.cases)
    return scene.web


def _arxiv(scene: Scene, works: list[Work], gone: Iterator[Work], dice: random.Random) -> None:
    """675 papers: 600 pages, 67 PDFs, 5 ids that do not exist and 3 of another paper."""
    arxiv = scene.services.arxiv
    for work in works:
        arxiv.add(work.arxiv, work.title, authors=work.authors)
    for number, work in enumerate(works[:667]):
        form = "abs" if number < 600 else "pdf"
        scene.link(
            f"https://arxiv.org/{form}/{work.arxiv}", work, "ok", "live", "arXiv", role="paper"
        )
    for _ in range(5):
        work = next(gone)
        scene.link(
            f"https://arxiv.org/abs/{work.arxiv}",
            work,
            "gone",
            "dead",
            "an arXiv id that does not exist",
            role="paper",
        )
    for other, work in zip(works[700:703], works[710:713], strict=True):
        scene.link(
            f"https://arxiv.org/abs/{other.arxiv}",
            work,
            "wrong",
            "soft",
            "the arXiv id of another paper",
            role="paper",
        )
    dice.shuffle(works)


def _github(scene: Scene, works: list[Work], gone: Iterator[Work], dice: random.Random) -> None:
    """375 links: 20 dead, 16 renamed, 20 archived, 30 paths in a repository, 3 empty."""
    github = scene.services.github
    for number, work in enumerate(works[:352]):
        owner = f"group-{dice.randrange(OWNERS)}"
        name = f"{work.name}-{number}"
        about = f"Official code of {work.title}" if number % 4 else ""
        repository = github.add(
            owner,
            name,
            about,
            readme=f"# {work.title}",
            archived=number % 17 == 0,
            files=("README.md", "src/run.py"),
        )
        url, truth, told = f"https://github.com/{repository.full}", "ok", "GitHub"
        if number % 22 == 1:
            github.rename(f"former-{owner}/{name}", repository.full)
            url, truth = f"https://github.com/former-{owner}/{name}", "moved"
            told = "renamed"
        elif number % 12 == 2:
            url += "/tree/main/src"
        scene.link(url, work, truth, "live", told, role="code")
    for number in range(20):
        work = next(gone)
        scene.link(
            f"https://github.com/group-{number}/{work.name}",
            work,
            "gone",
            "dead",
            "a repository that is not there",
            role="code",
        )
    for number in range(3):
        work = next(gone)
        github.add(f"group-{number}", work.name, empty=True, files=())
        scene.link(
            f"https://github.com/group-{number}/{work.name}",
            work,
            "wrong",
            "soft",
            "an empty repository",
            role="code",
        )


def _hub(scene: Scene, works: list[Work], gone: Iterator[Work]) -> None:
    """70 links: models, data sets and spaces; 6 gone, 3 broken, 2 renamed."""
    hub = scene.services.hub
    for number, work in enumerate(works[352:413]):
        kind = ("models", "models", "spaces", "datasets")[number % 4]
        stage = ("RUNNING", "SLEEPING", "RUNNING")[number % 3]
        if kind == "spaces" and number in {2, 22, 42}:
            stage = "RUNTIME_ERROR"
        ident = hub.add(kind, f"hub-{number % 25}/{work.name}", work.title, stage=stage).ident
        prefix = "" if kind == "models" else f"{kind}/"
        truth, sort = ("broken-demo", "soft") if stage == "RUNTIME_ERROR" else ("ok", "live")
        scene.link(
            f"https://huggingface.co/{prefix}{ident}",
            work,
            truth,
            sort,
            f"hub: {stage}",
            role="demo" if kind == "spaces" else "weights",
        )
    for number, work in enumerate(works[413:416]):
        ident = hub.add("models", f"hub-new/{work.name}", work.title).ident
        hub.rename("models", f"hub-old/{work.name}-{number}", ident)
        scene.link(
            f"https://huggingface.co/hub-old/{work.name}-{number}",
            work,
            "moved",
            "live",
            "hub: renamed",
            role="weights",
        )
    for _ in range(6):
        work = next(gone)
        scene.link(
            f"https://huggingface.co/hub-1/{work.name}",
            work,
            "gone",
            "dead",
            "not on the hub",
            role="weights",
        )


def _named(scene: Scene, works: list[Work], gone: Iterator[Work]) -> None:
    """120 links: DOIs, proceedings, OpenReview, videos and files; 6 dead."""
    services = scene.services
    for number, work in enumerate(works[416:456]):
        name = f"10.1145/36{number:05}.36{number:05}"
        hosts = ("dl.acm.org/doi", "ieeexplore.ieee.org/document", "link.springer.com/chapter")
        target = f"https://{hosts[number % 3]}/{name}"
        services.doi.add(name, target, work.title, authors=work.authors)
        services.proceedings.add("link.springer.com", f"/chapter/{name}", work.title)
        scene.link(f"https://doi.org/{name}", work, "ok|blocked", "live", "a DOI", role="paper")
    for number, work in enumerate(works[456:496]):
        host, path = (
            ("openaccess.thecvf.com", f"/content/CVPR2024/html/{work.name}_CVPR_2024_paper.html"),
            ("openaccess.thecvf.com", f"/content/CVPR2025/papers/{work.name}_2025_paper.pdf"),
            ("proceedings.neurips.cc", f"/paper_files/paper/2023/hash/{number:032x}-Abstract.html"),
            ("aclanthology.org", f"/2024.acl-long.{number + 1}/"),
        )[number % 4]
        scene.link(
            services.proceedings.add(host, path, work.title),
            work,
            "ok",
            "live",
            "proceedings",
            role="paper",
        )
    for number, work in enumerate(works[496:512]):
        services.openreview.add(
            f"realForum{number}",
            work.title,
            authors=work.authors,
            generation=1 if number % 4 == 0 else 2,
        )
        scene.link(
            f"https://openreview.net/forum?id=realForum{number}",
            work,
            "ok",
            "live",
            "OpenReview",
            role="paper",
        )
    for number, work in enumerate(works[512:526]):
        state = "removed" if number in {3, 9} else "public"
        services.media.videos[f"realVid{number:04}"] = (work.title, state)
        truth, kind = ("gone|wrong", "soft") if state == "removed" else ("ok|moved", "live")
        scene.link(
            f"https://www.youtube.com/watch?v=realVid{number:04}",
            work,
            truth,
            kind,
            f"a video: {state}",
            role="video",
        )
    for number, work in enumerate(works[526:532]):
        services.media.files[f"1RealisticDriveFile{number:04}"] = (f"{work.name}.zip", "public")
        scene.link(
            f"https://drive.google.com/file/d/1RealisticDriveFile{number:04}/view",
            work,
            "ok",
            "live",
            "Google Drive",
            role="dataset",
        )
    for number in range(4):
        work = next(gone)
        scene.link(
            f"https://doi.org/10.1145/99{number:05}.99{number:05}",
            work,
            "gone",
            "dead",
            "a DOI that was never registered",
            role="paper",
        )
