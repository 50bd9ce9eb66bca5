"""Papers: arXiv, DOI, OpenReview, proceedings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb.works import Work

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene

ATTENTION = "Compositional Text-to-Image Synthesis with Attention Map Control of Diffusion Models"
SLIP = "2305.13921"


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    _arxiv_live(scene)
    _arxiv_forms(scene)
    _arxiv_other(scene)
    _doi(scene)
    _openreview(scene)
    _proceedings(scene)


def _real(scene: Scene) -> Work:
    work = next(scene.real)
    scene.services.arxiv.add(work.arxiv, work.title, authors=work.authors)
    return work


def _arxiv_live(scene: Scene) -> None:
    for _ in range(20):
        work = _real(scene)
        scene.link(
            f"https://arxiv.org/abs/{work.arxiv}",
            work,
            "ok",
            "live",
            "a paper on arXiv",
            role="paper",
        )
    for _ in range(4):
        work = _real(scene)
        scene.link(
            f"https://arxiv.org/pdf/{work.arxiv}", work, "ok", "live", "its PDF", role="paper"
        )


def _arxiv_forms(scene: Scene) -> None:
    forms = (
        ("https://arxiv.org/pdf/{}.pdf", "ok|moved"),
        ("https://arxiv.org/pdf/{}v1.pdf", "ok|moved"),
        ("https://arxiv.org/abs/{}v1", "ok"),
        ("https://arxiv.org/abs/{}#", "ok"),
        ("https://arxiv.org/html/{}v1", "ok"),
        ("http://arxiv.org/abs/{}", "ok|moved"),
        ("https://www.arxiv.org/abs/{}", "ok|moved"),
        ("https://export.arxiv.org/abs/{}", "ok|moved"),
        ("https://arxiv.org/abs/{}?context=cs", "ok"),
        ("https://arxiv.org/abs/{}/", "ok|moved"),
    )
    for form, truth in forms:
        work = _real(scene)
        scene.link(
            form.format(work.arxiv),
            work,
            truth,
            "live",
            "another form of the address",
            role="paper",
        )
    arxiv = scene.services.arxiv
    for number in range(3):
        work = next(scene.neutral)
        old = f"cs/98{number + 1:02}00{number + 1}"
        arxiv.add(old, work.title)
        scene.link(
            f"https://arxiv.org/abs/{old}",
            work,
            "ok",
            "live",
            "an id of the old kind",
            role="paper",
        )
    for _ in range(4):
        work = next(scene.neutral)
        later = work.title.replace(":", " for Everyone:")
        arxiv.add(work.arxiv, work.title, later)
        scene.link(
            f"https://arxiv.org/abs/{work.arxiv}",
            work,
            "ok",
            "live",
            "the title gained two words in a later version",
            role="paper",
        )
    odd = Work("2505.93001", 2025, "404 Not Found: Concepts That Diffusion Models Cannot Draw")
    arxiv.add(odd.arxiv, odd.title)
    scene.link(
        f"https://arxiv.org/abs/{odd.arxiv}",
        odd,
        "ok",
        "live",
        "a title like an error",
        role="paper",
    )
    formula = Work("2505.93002", 2025, "P+: Extended Conditioning at O(n^2) Cost")
    arxiv.add(formula.arxiv, "$P+$: Extended Conditioning at $O(n^2)$ Cost")
    scene.link(
        f"https://arxiv.org/abs/{formula.arxiv}",
        formula,
        "ok",
        "live",
        "formulas in the title",
        role="paper",
    )


def _arxiv_other(scene: Scene) -> None:
    arxiv = scene.services.arxiv
    for _ in range(8):
        work = next(scene.neutral)
        scene.link(
            f"https://arxiv.org/abs/{work.arxiv}",
            work,
            "gone",
            "dead",
            "no such paper",
            role="paper",
        )
    work = _real(scene)
    scene.link(
        f"https://arxiv.org/abs/{work.arxiv}v7",
        work,
        "gone|wrong",
        "dead",
        "a version that does not exist",
        role="paper",
    )
    for malformed in ("2505.123", "25.1234567"):
        scene.link(
            f"https://arxiv.org/abs/{malformed}",
            next(scene.neutral),
            "gone|wrong",
            "dead",
            "no id of arXiv's",
            role="paper",
        )
    for _ in range(3):
        work = next(scene.neutral)
        arxiv.add(work.arxiv, work.title, work.title, withdrawn=True)
        scene.link(
            f"https://arxiv.org/abs/{work.arxiv}", work, "wrong", "soft", "withdrawn", role="paper"
        )
    slip = next(work for work in scene.real if work.arxiv == "2304.03411")
    arxiv.add(SLIP, ATTENTION)
    scene.link(
        f"https://arxiv.org/abs/{SLIP}",
        slip,
        "wrong",
        "soft",
        "the id of another paper (a slip that a list really made)",
        role="paper",
    )
    for _ in range(8):
        work, other = next(scene.real), _real(scene)
        form = "pdf" if int(other.arxiv[-1]) % 3 == 0 else "abs"
        scene.link(
            f"https://arxiv.org/{form}/{other.arxiv}",
            work,
            "wrong",
            "soft",
            "the id of another paper",
            role="paper",
        )


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
    work = _real(scene)
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
