"""Publications: DOIs, OpenReview and proceedings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb.scenarios.papers import real

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    _doi(scene)
    _openreview(scene)
    _proceedings(scene)


def _doi(scene: Scene) -> None:
    doi, proceedings = scene.services.doi, scene.services.proceedings
    walled = ("dl.acm.org/doi", "ieeexplore.ieee.org/document", "onlinelibrary.wiley.com/doi")
    for number in range(6):
        work = next(scene.real)
        name = f"10.1145/9{number}00001.9{number}00002"
        doi.add(name, f"https://{walled[number % 3]}/{name}", work.title, authors=work.authors)
        scene.link(
            f"https://doi.org/{name}",
            work,
            "ok|blocked",
            "live",
            "a DOI whose publisher lets no program in",
            role="paper",
        )
        scene.link(
            f"https://{walled[number % 3]}/{name}",
            work,
            "blocked|ok",
            "live",
            "a publisher that lets no program in",
            role="paper",
        )
    for number in range(4):
        work = next(scene.real)
        name = f"10.1007/978-3-031-9{number}000-1_{number}"
        path = f"/chapter/{name}"
        proceedings.add("link.springer.com", path, work.title)
        doi.add(name, f"https://link.springer.com{path}", work.title, authors=work.authors)
        form = ("https://doi.org/{}", "http://dx.doi.org/{}", "https://www.doi.org/{}")[number % 3]
        scene.link(form.format(name), work, "ok|moved", "live", "a DOI", role="paper")
    work = real(scene)
    name = f"10.48550/arXiv.{work.arxiv}"
    doi.add(name, f"https://arxiv.org/abs/{work.arxiv}", work.title, agency="DataCite")
    scene.link(f"https://doi.org/{name}", work, "ok", "live", "arXiv's DOI", role="paper")
    scene.link(f"https://doi.org/{name.upper()}", work, "ok", "live", "in capitals", role="paper")
    for number in range(4):
        work = next(scene.real)
        scene.link(
            f"https://doi.org/10.1145/98{number}0009.98{number}0008",
            work,
            "gone",
            "dead",
            "a DOI that was never registered",
            role="paper",
        )
    for number in range(3):
        work, other = next(scene.real), next(scene.real)
        name = f"10.1109/CVPR97{number}0.2024.0{number}001"
        doi.add(
            name,
            f"https://ieeexplore.ieee.org/document/{number}",
            other.title,
            authors=other.authors,
        )
        scene.link(
            f"https://doi.org/{name}",
            work,
            "wrong",
            "soft",
            "the DOI of another paper",
            role="paper",
        )


def _openreview(scene: Scene) -> None:
    openreview = scene.services.openreview
    for number in range(7):
        work = next(scene.real)
        ident = f"simOpenRv{number}"
        openreview.add(
            ident,
            work.title,
            authors=work.authors,
            generation=1 if number < 2 else 2,
            withdrawn=number == 6,
        )
        page = "pdf" if number == 5 else "forum"
        scene.link(
            f"https://openreview.net/{page}?id={ident}", work, "ok", "live", "a forum", role="paper"
        )
    for number in range(2):
        scene.link(
            f"https://openreview.net/forum?id=noSuchFor{number}",
            next(scene.neutral),
            "gone",
            "dead",
            "no such forum",
            role="paper",
        )
    work, other = next(scene.real), next(scene.real)
    openreview.add("otherPaper", other.title, authors=other.authors)
    scene.link(
        "https://openreview.net/forum?id=otherPaper",
        work,
        "wrong",
        "soft",
        "another paper's forum",
        role="paper",
    )
    openreview.add("hiddenForum", "A hidden title", hidden=True)
    scene.link(
        "https://openreview.net/forum?id=hiddenForum",
        next(scene.neutral),
        "blocked|gone|wrong",
        "away",
        "a forum that guests may not see",
        role="paper",
    )


def _proceedings(scene: Scene) -> None:
    proceedings = scene.services.proceedings
    places = (
        ("openaccess.thecvf.com", "/content/CVPR2024/html/{}_CVPR_2024_paper.html"),
        ("openaccess.thecvf.com", "/content/CVPR2024/papers/{}_CVPR_2024_paper.pdf"),
        ("openaccess.thecvf.com", "/content/ICCV2023/html/{}_ICCV_2023_paper.html"),
        ("aclanthology.org", "/2024.acl-long.{}/"),
        ("aclanthology.org", "/2024.emnlp-main.{}.pdf"),
        ("proceedings.neurips.cc", "/paper_files/paper/2023/hash/{}-Abstract-Conference.html"),
        ("proceedings.neurips.cc", "/paper_files/paper/2023/file/{}-Paper-Conference.pdf"),
        ("papers.nips.cc", "/paper/2022/hash/{}-Abstract.html"),
        ("proceedings.mlr.press", "/v202/{}.html"),
    )
    for number, (host, path) in enumerate(places):
        work = next(scene.real)
        filled = path.format(work.name if "thecvf" in host else f"9{number}1a2b3c")
        scene.link(
            proceedings.add(host, filled, work.title),
            work,
            "ok",
            "live",
            "a paper in its proceedings",
            role="paper",
        )
    for host, path in places[::4]:
        work = next(scene.neutral)
        scene.link(
            f"https://{host}{path.format('no-such-paper')}",
            work,
            "gone",
            "dead",
            "not in the proceedings",
            role="paper",
        )
    for host, path in (places[0], places[5]):
        work, other = next(scene.real), next(scene.real)
        url = proceedings.add(host, path.format(f"other-{other.name}"), other.title)
        scene.link(url, work, "wrong", "soft", "another paper's page", role="paper")
