"""Papers on arXiv."""

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


def real(scene: Scene) -> Work:
    work = next(scene.real)
    scene.services.arxiv.add(work.arxiv, work.title, authors=work.authors)
    return work


def _arxiv_live(scene: Scene) -> None:
    for _ in range(20):
        work = real(scene)
        scene.link(
            f"https://arxiv.org/abs/{work.arxiv}",
            work,
            "ok",
            "live",
            "a paper on arXiv",
            role="paper",
        )
    for _ in range(4):
        work = real(scene)
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
        work = real(scene)
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
    work = real(scene)
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
        work, other = next(scene.real), real(scene)
        form = "pdf" if int(other.arxiv[-1]) % 3 == 0 else "abs"
        scene.link(
            f"https://arxiv.org/{form}/{other.arxiv}",
            work,
            "wrong",
            "soft",
            "the id of another paper",
            role="paper",
        )
