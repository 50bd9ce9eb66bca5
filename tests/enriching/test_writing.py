"""Only what `check` lets pass is written; what it does not is refused with its words."""

from __future__ import annotations

from pathlib import Path

from awesome_p2ti.catalog import Catalog, load
from awesome_p2ti.enriching.enrichment import Enrichment
from awesome_p2ti.enriching.writing import write_into
from awesome_p2ti.rules.registry import load_and_check

PATH = "data/papers/2023/otter.yaml"
OTTER = """\
title: Otters in Winter Coats
authors: [Ina Vale, Tom Reed]
date: 2023-04
arxiv: "2304.03410"
tasks: [subject]
approach: encoder
"""
TAKEN = "https://github.com/rinongal/textual_inversion"


def with_otter(root: Path, text: str = OTTER) -> Catalog:
    (root / PATH).write_text(text, encoding="utf-8")
    return load(root)[0]


def enrichment(field: str, value: str) -> Enrichment:
    return Enrichment(key="otter", path=PATH, field=field, value=value, source="x", exact=True)


def test_check_passes_what_is_written(small_list: Path) -> None:
    catalog = with_otter(small_list)
    wanted = [
        enrichment("venue", "CVPR 2024"),
        enrichment("project", "https://otters.github.io/"),
        enrichment("code", "https://github.com/otters/code"),
    ]
    written = write_into(catalog, wanted)
    assert (written.kept, written.refused) == (wanted, [])
    assert written.texts == {
        PATH: OTTER.replace("arxiv:", "venue: CVPR 2024\narxiv:")
        + "links:\n  project: https://otters.github.io/\n  code: https://github.com/otters/code\n"
    }
    (small_list / PATH).write_text(written.texts[PATH], encoding="utf-8")
    assert load_and_check(small_list)[1] == []


def test_what_check_would_refuse_is_not_written(small_list: Path) -> None:
    catalog = with_otter(small_list)
    bad = {
        "code": TAKEN,  # another entry's
        "venue": "CVPR 2022",  # before the paper was there
        "demo": "http://localhost/demo",
    }
    good = enrichment("project", "https://otters.github.io/")
    written = write_into(catalog, [*(enrichment(f, v) for f, v in bad.items()), good])
    assert written.kept == [good]
    assert sorted(p.field for p, _ in written.refused) == ["code", "demo", "venue"]
    assert all(why for _, why in written.refused)
    assert written.texts == {PATH: f"{OTTER}links:\n  project: https://otters.github.io/\n"}


def test_what_was_wrong_before_hinders_nothing(small_list: Path) -> None:
    catalog = with_otter(small_list, OTTER.replace("encoder", "encoder\nbase_models: [Odd Model]"))
    written = write_into(catalog, [enrichment("venue", "CVPR 2024")])
    assert len(written.kept) == 1


def test_nothing_to_write_is_nothing(small_list: Path) -> None:
    written = write_into(with_otter(small_list), [])
    assert (written.texts, written.kept, written.refused) == ({}, [], [])
