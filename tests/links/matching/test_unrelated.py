"""A page that is alive and names the work nowhere; and one that names it in any way at all."""

from __future__ import annotations

from dataclasses import replace

import pytest

from awesome_p2ti.links.matching.source_text import MAX_SOURCE, read_source
from awesome_p2ti.links.matching.title_index import TitleIndex
from awesome_p2ti.links.models import Link, LinkUse, SiteRecord, Status, TitleKind, Verdict
from awesome_p2ti.links.record_json import decode, encode
from awesome_p2ti.links.verdicts import judge, needs_probe

TITLE = "WovenLantern: Few-Shot Portraits of One Subject"
LISTED = [f"{name}: Editing Scenes with a Handful of Words" for name in ("Aster", "Briar", "Clove")]
LISTED += ["Dill: Rendering a Subject in New Scenes", TITLE]
USE = LinkUse(
    title=TITLE,
    role="code",
    former_titles=("Portraits from a Handful of Snapshots",),
    arxiv="2505.12345",
    doi="10.1145/Sim.77",
    authors=("Mira Kowalski", "Jun Takeda", "Li Wang", "Hao Chen"),
)
ELSE = (
    "Reads the weekly timetables of six railway companies into one database. Trains that run on "
    "holidays only are kept apart. A command answers which connection arrives first, and which "
    "costs least. Broken records are reported with their line and are left out of the tables."
)
KNOWN = TitleIndex.from_titles(LISTED)


def _readme(text: str, **more: object) -> SiteRecord:
    record = SiteRecord(
        status=Status.OK,
        title_kind=TitleKind.REPOSITORY,
        title="Some code",
        headings=("owner/timetables",),
        source=text,
    )
    return replace(record, **more)  # type: ignore[arg-type]


def _judged(record: SiteRecord, use: LinkUse = USE) -> Verdict:
    return judge(Link("https://github.com/owner/timetables", (use,)), record, KNOWN)


@pytest.mark.parametrize(
    "also",
    [
        "",
        "Thanks to Kowalski for a hint.",  # one surname is no name
        "https://arxiv.org/abs/2505.12346",
        "https://arxiv.org/abs/12505.12345 and 2505.123456",
        "https://doi.org/10.1145/sim.771",
        "The wovenlanterns of the old station are lit at night.",
        "Zhang and Li, Wang X. and Liu Y., Chen Z., Lin K.",  # surnames that everybody has
        f"<!-- {TITLE} --><script>var title = '{TITLE}'</script>",
    ],
)
def test_a_text_on_another_topic_is_unrelated(also: str) -> None:
    verdict = _judged(_readme(f"# Timetables\n\n{ELSE}\n\n{also}"))
    assert verdict.status is Status.UNRELATED
    assert "owner/timetables: Some code" in verdict.detail
    assert all(part in verdict.evidence[0] for part in (TITLE, "2505.12345", "10.1145/Sim.77"))


@pytest.mark.parametrize(
    "also",
    [
        TITLE.upper(),
        "few-shot portraits of one subject",
        "Portraits from a **handful** of snapshots",
        "## WovenLantern",
        "woven-lantern",
        "<b>W</b>oven<b>L</b>antern: Few-Shot <i>Portraits</i> of<br>One Subject",
        "title={{W}oven{L}antern: {F}ew-{S}hot {P}ortraits of {O}ne {S}ubject}",
        "Woven\u00adLantern: Few\u2011Shot\u00a0Portraits of One Sub\u00adject",
        f"![{TITLE}](a.png)",
        f'<img src="a.png" alt="{TITLE}">',
        f'<meta content="{TITLE}">',
        f'<script type="application/ld+json">{{"headline": "{TITLE}"}}</script>',
        "https://arxiv.org/pdf/2505.12345v2.pdf",
        "https://img.shields.io/badge/arXiv-2505.12345-b31b1b.svg",
        "https://doi.org/10.1145/SIM.77",
        "by Kowalski and Takeda",
        "author={Kowalski, Mira and Takeda, Jun}",
        "Wang, Li and Chen, Hao",
        "Code by Wang and Chen.",
        "filler text of some length. " * 3000 + TITLE,
        "filler text of some length. " * 3000 + "the woven lantern code",
    ],
)
def test_a_text_that_names_the_work_in_any_way_is_fine(also: str) -> None:
    assert _judged(_readme(f"# Code\n\n{ELSE}\n\n{also}")).status is Status.OK


@pytest.mark.parametrize(
    "more",
    [
        {"title": f"[ECCV] {TITLE}"},
        {"headings": ("owner/WovenLantern",)},
        {"headings": ("owner/wovenlanternv2",)},
        {"names": ("pytorch", "wovenlantern")},
        {"names": ("projects/WovenLantern",)},
    ],
)
def test_what_stands_beside_a_text_counts(more: dict[str, object]) -> None:
    assert _judged(_readme(ELSE, **more)).status is Status.OK


@pytest.mark.parametrize(
    "source",
    [
        "",
        "# Code\n\nComing soon.",
        "# Code\n\n" + "Our method draws subjects. " * 50,  # one sentence, however often
        "\n".join(f"![](assets/figure-{n}-of-the-paper.png)" for n in range(40)),
        "```sh\n"
        + "\n".join(f"python train.py --step {n} --rank eight" for n in range(40))
        + "\n```",
        "本项目提供一个小工具，用于整理照片并生成新的场景。训练只需要几张图片。" * 9 + ELSE[:100],
        ELSE + "".join(f"\n- {title}" for title in LISTED[:4]),
        ELSE + "".join(f"\n* [A paper](https://arxiv.org/abs/2401.0000{n})" for n in range(4)),
    ],
    ids=["none", "stub", "repeated", "pictures", "commands", "script", "listed", "ids"],
)
def test_without_evidence_there_is_no_verdict(source: str) -> None:
    assert _judged(_readme(source)).status is Status.OK


def test_three_works_are_not_yet_a_collection() -> None:
    rows = "".join(f"\n- {title}" for title in LISTED[:3])
    assert _judged(_readme(ELSE + rows)).status is Status.UNRELATED


def test_of_a_cut_or_stored_text_nothing_is_said() -> None:
    record = _readme(ELSE)
    assert _judged(replace(record, truncated=True)).status is Status.OK
    assert _judged(_readme(ELSE + " x" * MAX_SOURCE)).status is Status.OK
    stored = decode(encode(record))
    assert stored is not None
    assert _judged(stored).status is Status.OK


@pytest.mark.parametrize("role", ["related", "source", "note", "archived"])
def test_some_roles_may_show_anything(role: str) -> None:
    assert _judged(_readme(ELSE), replace(USE, role=role)).status is Status.OK


def test_without_a_title_nothing_is_looked_for() -> None:
    assert _judged(_readme(ELSE), LinkUse(name="WovenLantern")).status is Status.OK


def test_other_verdicts_come_first() -> None:
    of_another = _readme(ELSE, title=f"Official code of {LISTED[0]}")
    assert _judged(of_another).status is Status.WRONG
    moved = _readme(ELSE, status=Status.MOVED, moved_to="https://github.com/new/name")
    assert _judged(moved).status is Status.MOVED


def test_an_unrelated_page_is_still_worth_a_probe() -> None:
    link = Link("https://x.test/a", (replace(USE, role="project"),))
    page = SiteRecord(status=Status.OK, title="Timetables", text=ELSE, source=f"<p>{ELSE}</p>")
    assert judge(link, page, KNOWN).status is Status.UNRELATED
    assert needs_probe([link], page, KNOWN)


@pytest.mark.parametrize(
    "unit", ["<!--", "<script>", "<script ", "<style", "<", "](", "<img alt='", "```\n", "\\u003c"]
)
def test_a_hostile_source_is_read_in_linear_time(unit: str) -> None:
    """A text of 200,000 characters that opens and never closes would take minutes otherwise."""
    assert read_source(unit * (MAX_SOURCE // len(unit))).letters <= MAX_SOURCE
