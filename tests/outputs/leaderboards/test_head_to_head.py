"""A method is compared with the baseline of its own table, and only what two sources agree on."""

from __future__ import annotations

from typing import Any

import pytest

from awesome_p2ti.catalog import Catalog
from awesome_p2ti.outputs.leaderboards.comparisons import comparisons
from awesome_p2ti.outputs.leaderboards.head_to_head import findings, source_tables
from awesome_p2ti.outputs.readme.readme import readme
from tests.make import listed, paper, results, row
from tests.outputs.leaderboards.test_pages import page_of, section


def told(source: str, method: str, dino: float, **fields: Any) -> dict[str, Any]:
    """Return a row of a source's table; the clip-t of all is one tenth of the dino."""
    scores = {"dino": dino, "clip-t": round(dino / 10, 4)}
    return row(method, scores, **{"reported_by": source, "paper": method.lower(), **fields})


TWO_SOURCES = [
    told("one", "Base", 0.50), told("one", "New", 0.61), told("one", "Old", 0.40),
    told("two", "Base", 0.52), told("two", "New", 0.63), told("two", "Old", 0.58),
]  # fmt: skip


def names(found: Catalog) -> list[list[tuple[str, str]]]:
    tables = source_tables(found.results["bench"].data, found)
    return [[(p.row.method, p.baseline.method) for p in table.pairs] for table in tables]


def agreed(*rows: dict[str, Any]) -> list[tuple[str, bool]]:
    found, _ = findings(listed(results("bench", list(rows)), paper("base", date="2020-01")))
    return [(f.pairs[0].row.method, f.above) for f in found]


def test_rows_are_compared_within_one_table_of_one_source() -> None:
    rows = [
        *TWO_SOURCES,
        told("one", "Elsewhere", 0.9, where="Table 2"),
        told("one", "Variant", 0.9, protocol="variant"),
        told("one", "Photographs", 0.9, tuning=None),
    ]
    found = listed(results("bench", rows), paper("base", date="2020-01"))
    assert names(found) == [[("New", "Base"), ("Old", "Base")]] * 2


def test_dreambooth_is_the_baseline_where_two_sources_have_it() -> None:
    rows = [told(s, m, 0.5) for s in ("a", "b", "c") for m in ("Popular", "Other")]
    rows += [told("a", "DreamBooth", 0.4), told("b", "DreamBooth", 0.3)]
    assert (
        names(listed(results("bench", rows)))
        == [[("Popular", "DreamBooth"), ("Other", "DreamBooth")]] * 2
    )


def test_else_the_one_of_most_sources_and_of_these_the_oldest() -> None:
    rows = [told(s, m, 0.5) for s in ("a", "b") for m in ("New", "Old")]
    papers = [paper("new", date="2024-01"), paper("old", date="2023-01")]
    assert names(listed(*papers, results("bench", rows))) == [[("New", "Old")]] * 2
    rows += [told("c", "New", 0.5), told("c", "Third", 0.5)]
    found = names(listed(*papers, results("bench", rows)))
    assert found == [[("Old", "New")]] * 2 + [[("Third", "New")]]


def test_one_source_makes_no_baseline() -> None:
    rows = [told("a", m, 0.5, where=w) for w in ("Table 1", "Table 2") for m in ("A", "B")]
    assert names(listed(results("bench", rows))) == []


def test_the_baseline_on_the_same_base_model_is_taken() -> None:
    rows = [
        told("a", "Base", 0.5), told("a", "Base", 0.7, base_model="SDXL"),
        told("a", "X", 0.6, base_model="SDXL"), told("a", "Y", 0.6, base_model="FLUX"),
        told("b", "Base", 0.5), told("b", "Z", 0.6),
    ]  # fmt: skip
    found = listed(results("bench", rows), paper("base", date="2020-01"))
    pairs = source_tables(found.results["bench"].data, found)[0].pairs
    assert [p.baseline.scores["dino"] for p in pairs] == [0.7, 0.5]


def test_what_two_sources_agree_on_is_a_finding() -> None:
    assert agreed(*TWO_SOURCES) == [("New", True)]
    _, pairs = findings(listed(results("bench", TWO_SOURCES), paper("base", date="2020-01")))
    assert pairs == 2


def test_lower_may_be_better() -> None:
    columns = [{"id": "fid", "name": "FID", "better": "lower"}]
    rows = [
        row(m, {"fid": v}, paper=m, reported_by=s)
        for s, m, v in (("a", "base", 9.0), ("a", "x", 8.0), ("b", "base", 7.0), ("b", "x", 5.0))
    ]
    board = results("bench", rows, columns=columns, sort="fid")
    (finding,), _ = findings(listed(board, paper("base", date="2020-01")))
    assert finding.above


@pytest.mark.parametrize(
    "second",
    [
        [told("one", "Base", 0.52, where="Table 9"), told("one", "New", 0.63, where="Table 9")],
        [told("two", "Base", 0.50), told("two", "New", 0.63)],
        [told("two", "Base", 0.52), told("two", "New", 0.61)],
        [told("two", "Base", 0.52), told("two", "New", 0.63, seen_in="third-party-digest")],
        [told("two", "Base", 0.52, seen_in="third-party-digest"), told("two", "New", 0.63)],
    ],
    ids=["same source", "copied baseline", "copied method", "digest", "digest of the baseline"],
)
def test_what_is_told_again_or_from_hearsay_is_none(second: list[dict[str, Any]]) -> None:
    assert agreed(*TWO_SOURCES[:2], *second, told("two", "Base", 0.9, where="T"),
                  told("two", "Z", 0.8, where="T")) == []  # fmt: skip


def test_both_rows_copied_in_one_column_are_one_measurement() -> None:
    second = [told("two", "Base", 0.52), told("two", "New", 0.63)]
    for mine, theirs in zip(TWO_SOURCES[:2], second, strict=True):
        theirs["scores"]["clip-t"] = mine["scores"]["clip-t"]
    assert agreed(*TWO_SOURCES[:2], *second) == []
    second[0]["scores"]["clip-t"] += 0.001  # a single number may be equal by chance
    assert agreed(*TWO_SOURCES[:2], *second) == [("New", True)]


def test_the_page_shows_the_differences_and_what_rests_on_a_digest() -> None:
    rows = [*TWO_SOURCES[:5], told("two", "Old", 0.58, seen_in="third-party-digest")]
    papers = [paper("base", date="2020-01", name="Base"), paper("one", name="One"), paper("two")]
    page = page_of(listed(*papers, results("bench", rows)))
    shown = section(page, "Head to Head")
    assert "stands in one table with Base;" in shown
    assert "There are 2 such tables" in shown
    assert "\nOne, Table 1, read in the paper:\n" in shown
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert "| New&nbsp;‡ | 0.610 (+0.110) | 0.061 (+0.011) |" in lines
    assert "| Old&nbsp;† | 0.580 (+0.060) | 0.058 (+0.006) |" in lines
    assert "† marks a row that rests on somebody's digest" in page


def test_the_readme_tells_findings_with_their_sources_and_how_few_they_are() -> None:
    one = paper("one", name="One", arxiv="2301.00001")
    base = paper("base", date="2020-01", name="Base")
    found = listed(base, one, paper("two", name="Two"), results("bench", TWO_SOURCES))
    (said,) = comparisons(found).sentences
    assert said == (
        "On bench, New is better than Base in all 2 columns that the sources share; DINO is "
        "0.610 against 0.500 ([One](https://arxiv.org/abs/2301.00001), Table 1) and 0.630 against "
        "0.520 (Two, Table 1)."
    )
    (file,) = readme(found)
    assert "Of 2 such pairs, 1 stands in the tables of two or more sources" in file.text
    assert "Head to Head" not in next(readme(listed(results("bench", TWO_SOURCES[:3])))).text


def test_every_row_says_how_it_was_read() -> None:
    kinds = {
        "official-repo": "read in the repository", "paper-text": "read in the paper",
        "paper-table-extract": "read in an extract", "third-party-digest": "read in a digest",
    }  # fmt: skip
    rows = [row(f"M{i}", {"dino": i / 10}, seen_in=k) for i, k in enumerate(kinds)]
    rows += [row(f"V{i}", {"dino": i / 10}, seen_in=k, protocol="variant")
             for i, k in enumerate(kinds)]  # fmt: skip
    page = page_of(listed(results("bench", rows)))
    for prefix in "MV":
        for i, words in enumerate(kinds.values()):
            lines = [x for x in page.splitlines() if x.startswith(f"| {prefix}{i}")]
            assert len(lines) == 1
            assert words in lines[0]
            assert ("†" in lines[0]) is (words == "read in a digest")
