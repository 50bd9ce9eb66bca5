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
        "By Wang Chen and Chen Wang.",  # two surnames in a row are somebody's whole name
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
        {"headings": ("owner/Few-Shot-Portraits",)},
        {"headings": ("owner/FewShotPortraits",)},
        {"headings": ("owner/portraits_from_a_handful_of_snapshots",)},
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


@pytest.mark.parametrize("mark", ["- ", "* [x] ", "1. ", "- [", "<li>"])
def test_a_list_of_more_than_three_short_names_is_a_collection(mark: str) -> None:
    end = {"- [": "](https://x.test/a)", "<li>": "</li>"}.get(mark, "")
    rows = [f"\n{mark}{name}{end}" for name in ("ASTER", "Briar", "Clove", "Dill")]
    assert _judged(_readme(ELSE + "".join(rows))).status is Status.OK
    assert _judged(_readme(ELSE + "".join(rows[:3]))).status is Status.UNRELATED
    used = "".join(row.replace(mark, f"{mark}read by ") for row in rows)
    assert _judged(_readme(ELSE + used)).status is Status.UNRELATED


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (f"# Aster\n\nOfficial code of *{LISTED[0]}*. Coming soon!", Status.UNRELATED),
        (f"```\ntitle={{{LISTED[3]}}},\n```\nComing soon!", Status.UNRELATED),
        (f"{LISTED[0]}. By Kowalski and Takeda.", Status.UNRELATED),
        (f"WovenLantern is built on {LISTED[0]}", Status.OK),
        ("Official code of our paper on rivers and lakes of the north. Coming soon!", Status.OK),
        ("Code by Kowalski and Takeda. Coming soon!", Status.OK),
    ],
)
def test_a_stub_is_evidence_only_where_it_names_another_work(text: str, status: Status) -> None:
    assert _judged(_readme(text)).status is status


AUTHORS = "By Mira Kowalski and Jun Takeda."


@pytest.mark.parametrize(
    "text",
    [
        f"# {LISTED[0]}\n\n{ELSE}\n\n{AUTHORS}",
        f"<h1 align='center'>[CVPR] {LISTED[0]}</h1>\n\n{ELSE}\n\n{AUTHORS}",
        f"# Code\n\n{ELSE}\n\n@article{{a,\n title={{{LISTED[0]}}},\n author={{Kowalski, Mira "
        "and Takeda, Jun}}\n}",
        f"# Code\n\n{ELSE}\n\n{AUTHORS}\n\n title = {{{{{LISTED[0].replace('ing', '{ing}')}}}}},",
    ],
)
def test_the_code_of_another_work_of_its_authors_is_unrelated(text: str) -> None:
    found = _judged(_readme(text))
    assert found.status is Status.UNRELATED
    assert "authors are named" in found.evidence[0]
    assert _judged(_readme(f"{text}\n\nSee also the woven lantern.")).status is Status.OK
    assert _judged(_readme(text), replace(USE, role="weights")).status is Status.OK


@pytest.mark.parametrize(
    "readme",
    [
        f"# Code\n\n{ELSE}\n\n{AUTHORS}\n\n## {LISTED[0]}\n\nWe build on it.",
        f"<!-- # {LISTED[0]} -->\n\n# Code\n\n{ELSE}\n\n{AUTHORS}",
    ],
)
def test_another_work_further_down_takes_nothing_from_its_authors(readme: str) -> None:
    assert _judged(_readme(readme)).status is Status.OK


def test_two_authors_of_one_surname_are_named_once_by_it() -> None:
    use = replace(USE, authors=("Salman Azmeh", "Fahad Azmeh", "Li Wang"))
    assert _judged(_readme(f"{ELSE} Thanks to Azmeh."), use).status is Status.UNRELATED
    assert _judged(_readme(f"{ELSE} Salman Azmeh, Fahad Azmeh"), use).status is Status.OK


@pytest.mark.parametrize(
    ("name", "text", "status"),
    [
        ("Still", "The tables are still read.", Status.UNRELATED),
        ("Canvas", "Drawn on a canvas.", Status.UNRELATED),
        ("CaT", "A photo of a cat.", Status.OK),
        ("CAT", "A photo of a cat.", Status.UNRELATED),
        ("CAT", "def cat(x):", Status.UNRELATED),
        ("Still", "The model of Still is here.", Status.OK),
        ("CAT", "<b>CAT</b> draws subjects.", Status.OK),
        ("CAT", "We call it Cat.", Status.OK),
        ("Woven-2", "Made with woven 2.", Status.OK),
    ],
)
def test_a_name_that_is_a_word_needs_its_capital(name: str, text: str, status: Status) -> None:
    use = LinkUse(title=f"{name}: Few-Shot Portraits of One Subject", name=name, role="code")
    assert _judged(_readme(f"# Code\n\n{ELSE}\n\n{text}"), use).status is status
    called = _readme(ELSE, headings=(f"owner/{name.lower()}",))
    assert _judged(called, use).status is Status.OK


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("λ-WOVEN: Few-Shot Lanterns", "lambda-WOVEN"),
        ("λ-WOVEN: Few-Shot Lanterns", "$\\lambda$-WOVEN"),
        ("WL²: Few-Shot Lanterns", "WL^2"),
        ("WL²: Few-Shot Lanterns", "WL<sup>2</sup>"),
        ("WL²: Few-Shot Lanterns", "WL-2"),
        ("W$^3$Net: Few-Shot Lanterns", "W^3Net"),
        ("$\\mathcal{W}+$ Lanterns of One Subject", "W<sup>+</sup> Lanterns of One Subject"),
        ("$\\mathcal{W}+$ Lanterns of One Subject", "$\\mathcal W$+ Lanterns of one Subject"),
    ],
)
def test_mathematics_in_a_name_is_written_in_several_ways(ours: str, theirs: str) -> None:
    use = LinkUse(title=ours, role="code")
    assert _judged(_readme(f"{ELSE} The code of {theirs} is here."), use).status is Status.OK
    assert _judged(_readme(ELSE), use).status is Status.UNRELATED


def test_the_last_word_of_a_title_is_no_title() -> None:
    use = LinkUse(title="Iteration without Training for Long Story Visualization", role="code")
    assert _judged(_readme(f"{ELSE}\n\n## Visualization\n"), use).status is Status.UNRELATED


def test_a_title_is_looked_for_in_each_heading_alone() -> None:
    retitled = "## Woven Lantern for Portraits of a Rare Subject"
    use = LinkUse(title="Weaving Lanterns for Portraits of Rare Subjects", role="code")
    readme = f"{retitled}\n\n" + ELSE.replace(". ", ".\n\n")
    assert _judged(_readme(readme), use).status is Status.OK


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
