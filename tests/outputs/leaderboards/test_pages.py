"""Leaderboards rank what can be compared, keep everything, and say whose numbers they show."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import cmarkgfm
import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from awesome_p2ti import catalog
from awesome_p2ti.outputs.leaderboards import ranking
from awesome_p2ti.outputs.leaderboards.pages import FOLDER, TOP, leaderboards, tops
from awesome_p2ti.outputs.leaderboards.score_tables import ScoreTables
from awesome_p2ti.outputs.readme.readme import readme
from tests.in_process import call
from tests.make import listed, paper, real_list, results, row, rows_of
from tests.outputs.test_markdown_escape import HOSTILE, Seen, words

ROOT = Path(__file__).resolve().parents[3]
RIVALS = [
    row("A", {"dino": 0.7, "clip-t": 0.3}),
    row("B", {"dino": 0.8, "clip-t": 0.3}),
    row("C", {"clip-t": 0.2}),
    row("D", {"dino": 0.99}, protocol="variant", note="another set"),
    row("E", {"dino": 0.98}, seen_in="third-party-digest"),
    row("F", {"dino": 0.97}, tuning=None),
    row("G", {"dino": 0.6}, tuning="test-time"),
    row("H", {"dino": 0.96}, tuning=None, protocol="variant"),
]


@pytest.fixture
def real() -> catalog.Catalog:
    return real_list()


def page_of(found: Any, name: str = "bench") -> str:
    return next(f.text for f in leaderboards(found) if f.path == f"{FOLDER}/{name}.md")


def section(page: str, heading: str) -> str:
    """Return what stands under a heading."""
    return re.split(r"^## ", page.split(f"\n## {heading}\n")[1], flags=re.MULTILINE)[0]


def methods(rows: Any) -> list[str]:
    return [r.method for r in rows]


def test_only_comparable_rows_are_ranked_in_order() -> None:
    data = results("bench", RIVALS).data
    assert methods(ranking.ranked(data, "zero-shot").rows) == ["B", "A", "C"]
    assert methods(ranking.ranked(data, "test-time").rows) == ["G"]
    assert methods(ranking.references(data).rows) == ["F"]
    assert [methods(g.rows) for g in ranking.variants(data)] == [["D", "H"]]
    assert methods(ranking.digests(data).rows) == ["E"]


def test_lower_may_be_better() -> None:
    columns = [{"id": "fid", "name": "FID", "better": "lower"}]
    rows = [row("A", {"fid": 9.0}), row("B", {"fid": 3.0})]
    group = ranking.ranked(results("bench", rows, columns=columns, sort="fid").data, "zero-shot")
    assert methods(group.rows) == ["B", "A"]
    assert group.best == {"fid": 3.0}


@pytest.mark.parametrize("about", [{"doubt": "printed so"}, {"where": "Section 4"}])
def test_a_row_in_doubt_is_never_the_best(about: dict[str, str]) -> None:
    rows = [row("A", {"dino": 0.5, "clip-t": 0.3}), row("B", {"dino": 0.6, "clip-t": 0.3}, **about)]
    data = results("bench", [*rows, row("C", {"dino": 0.4})]).data
    group = ranking.ranked(data, "zero-shot")
    assert methods(group.rows) == ["B", "A", "C"]
    best = [[group.is_best(r, c) for c in data.columns] for r in group.rows]
    assert best == [[False, False], [True, False], [False, False]]


def test_a_score_above_the_oracle_is_never_the_best() -> None:
    oracle = row("Real images", {"dino": 0.7}, tuning=None)
    rows = [row("A", {"dino": 0.5}), row("B", {"dino": 0.8}), row("C", {"dino": 0.4}), oracle]
    entry = results("bench", rows)
    assert ranking.ranked(entry.data, "zero-shot").best == {"dino": 0.5}
    (page,) = (f for f in leaderboards(listed(entry)) if f.path.endswith("bench.md"))
    assert "| B&nbsp;(?)<sup>" not in page.text  # no note is there to be numbered
    assert "| B&nbsp;(?) " in page.text
    assert "(?) marks a row in doubt" in page.text


def test_ties_are_all_best_and_a_lone_score_is_not() -> None:
    data = results("bench", RIVALS).data
    group = ranking.ranked(data, "zero-shot")
    clip_t = data.columns[1]
    assert [group.is_best(r, clip_t) for r in group.rows] == [True, True, False]
    assert ranking.ranked(data, "test-time").best == {}
    assert all(g.best == {} for g in ranking.variants(data))


def test_rows_that_are_equal_stand_by_name() -> None:
    rows = [row(m, {"dino": 0.5}) for m in ("b", "C", "a")] + [row("Z", {"clip-t": 0.1})]
    rows.append(row("Y", {"clip-t": 0.1}))
    group = ranking.ranked(results("bench", rows).data, "zero-shot")
    assert methods(group.rows) == ["a", "b", "C", "Y", "Z"]


def test_the_page_keeps_unranked_rows_apart() -> None:
    page = page_of(listed(results("bench", RIVALS)))
    assert "**0.80**" in section(page, "Zero-Shot")
    shown = re.findall(r"^\| ([A-Z])\b", section(page, "Zero-Shot"), re.MULTILINE)
    assert shown == ["B", "A", "C"]
    for heading, method in (
        ("Variant Protocols", "D"), ("Seen Only in a Digest", "E"), ("Points of Reference", "F"),
    ):  # fmt: skip
        assert re.search(rf"^\| {method}\b", section(page, heading), re.MULTILINE)
        assert "**" not in section(page, heading).split("|", 1)[1]
    assert "another set" in section(page, "Variant Protocols")


def test_rows_say_whose_numbers_they_are() -> None:
    papers = [paper("one", name="One", arxiv="2301.00001"), paper("two", name="Two")]
    rows = [
        row("One", {"dino": 0.7}, paper="one", reported_by="one"),
        row("One", {"dino": 0.6}, paper="one", reported_by="two", rerun=True),
        row("Other", {"dino": 0.5}, arxiv="2401.00001", where="Table 9",
            reporter={"title": "A Repository", "url": "https://example.org/repo"}),
    ]  # fmt: skip
    page = page_of(listed(*papers, results("bench", rows)))
    one = "[One](https://arxiv.org/abs/2301.00001)"
    assert f"| {one}&nbsp;‡ " in page
    assert f"| {one}, Table 1, read in the paper, own " in page
    assert "| Two, Table 1, read in the paper, re-run " in page
    assert "| [Other](https://arxiv.org/abs/2401.00001) " in page
    assert "| [A Repository](https://example.org/repo), Table 9, read in the paper " in page
    assert "‡ marks" in page


def test_no_mark_where_no_method_stands_twice() -> None:
    assert "‡" not in page_of(listed(results("bench", RIVALS)))


def test_scores_have_the_decimals_of_their_source() -> None:
    data = results(
        "bench",
        [
            row("A", {"dino": 0.7, "clip-t": 0.305}),
            row("B", {"dino": 0.7123}, where="Table 2"),
            row("C", {"dino": 1.0}, where="Table 3"),
        ],
    ).data
    dino = data.columns[0]
    assert [ranking.Decimals(data).of(r, dino) for r in data.rows] == [3, 4, 0]


def test_decimals_are_of_one_source_and_one_range() -> None:
    columns = [
        {"id": "dino", "name": "DINO", "range": [0, 1]},
        {"id": "clip-t", "name": "CLIP-T", "range": [0, 1]},
        {"id": "fid", "name": "FID"},
    ]
    rows = [row("A", {"dino": 0.5, "clip-t": 0.25, "fid": 9.125}), row("B", {"dino": 1e-9})]
    data = results("bench", rows, columns=columns).data
    shown = ranking.Decimals(data)
    assert [shown.of(data.rows[0], c) for c in data.columns] == [6, 6, 3]
    assert shown.shown(data.rows[0], data.columns[2]) == "9.125"


def test_rows_are_looked_at_once_and_not_for_each_cell(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0
    source_of = ranking.source_of

    def counted(one: Any) -> tuple[str, str]:
        nonlocal looks
        looks += 1
        return source_of(one)

    monkeypatch.setattr(ranking, "source_of", counted)
    rows = [row(f"M{i}", {"dino": i / 300, "clip-t": 0.1}, note=f"{i}") for i in range(300)]
    page_of(listed(results("bench", rows)))
    assert looks <= 4 * len(rows)


def test_the_readme_shows_the_top_and_the_best_of_each_column() -> None:
    rows = [row(f"M{i:02}", {"dino": i / 100, "clip-t": 0.1}) for i in range(1, 20)]
    rows[0]["scores"]["clip-t"] = 0.105
    (top,) = tops(listed(results("bench", rows)))
    assert top.cut == [True]
    shown = re.findall(r"^\| (M\d\d)<br>", str(top.groups[0][1]), re.MULTILINE)
    assert shown == [f"M{i}" for i in range(19, 19 - TOP, -1)] + ["M01"]
    (short,) = tops(listed(results("bench", rows[: TOP + 1])))
    assert short.cut == [False]


def test_many_columns_are_cut_in_the_readme_and_whole_on_the_page() -> None:
    columns = [{"id": f"c{i}", "name": f"Column {i}"} for i in range(9)]
    rows = [row("A", {f"c{i}": 0.5 for i in range(9)})]
    found = listed(results("bench", rows, columns=columns, sort="c0"))
    (top,) = tops(found)
    assert top.hidden_columns == 6
    assert "Column 3" not in str(top.groups[0][1])
    assert "Column&nbsp;" not in page_of(found)
    assert "Column 8&nbsp;↑" in page_of(found)


def test_every_row_of_the_list_is_on_its_page(real: catalog.Catalog) -> None:
    pages = {f.path: f.text for f in leaderboards(real)}
    assert len(pages) == len(real.results) + 1
    for board in real.results.values():
        text = pages[f"{FOLDER}/{board.id}.md"]
        seen = Seen(cmarkgfm.github_flavored_markdown_to_html(text))
        widths = [len(line.split(" | ")) for line in text.splitlines() if line.startswith("| ")]
        assert len(widths) > len(board.data.rows)
        for reported in board.data.rows:
            assert words(reported.method) in words(seen.text), reported.method
        for caveat in board.data.caveats:
            assert words(caveat) in words(seen.text)
        assert f"{FOLDER}/{board.id}.md" in "".join(f"{FOLDER}/{u}" for u in re.findall(
            r"\]\((\S+?\.md)\)", pages[f"{FOLDER}/README.md"]))  # fmt: skip


def test_pages_link_to_files_that_exist(real: catalog.Catalog) -> None:
    for file in leaderboards(real):
        for target in re.findall(r"\]\(((?!https?:)[^)\s]+)\)", file.text):
            assert (ROOT / FOLDER / target).exists(), f"{file.path}: {target}"


def test_every_table_lines_up(real: catalog.Catalog) -> None:
    for file in [*leaderboards(real), *readme(real)]:
        if file.path.endswith("leaderboards/README.md"):
            continue
        lines = file.text.split("\n")
        for above, line in pairwise(lines):
            if above.startswith("| ") and line.startswith("| "):
                assert len(above) == len(line), file.path


def test_the_row_that_the_page_tells_to_copy_is_sound(real: catalog.Catalog) -> None:
    for board in real.results.values():
        text = page_of(real, board.id)
        rows = yaml.safe_load(re.search(r"```yaml\n(.*?)```", text, re.DOTALL)[1])  # type: ignore[index]
        assert rows_of(*[{**r, "scores": r["scores"]} for r in rows])
        assert set(rows[0]["scores"]) <= {c.id for c in board.data.columns}


LINE = HOSTILE.map(lambda s: " ".join(s.split())).filter(bool)


@settings(max_examples=60, deadline=None)
@given(LINE, LINE, LINE)
@example("a | b", "x\\", "| --- |")
def test_hostile_text_breaks_no_table(method: str, base: str, note: str) -> None:
    rows = [
        row(method, {"dino": 0.5}, base_model=base, note=note, where=note,
            reporter={"title": base, "url": "https://example.org/x"}),
        row("After", {"dino": 0.4}),
    ]  # fmt: skip
    found = listed(results("bench", rows, name=method, about=note, caveats=[base]))
    seen = Seen(cmarkgfm.github_flavored_markdown_to_html(page_of(found)))
    assert len(set(seen.cells)) == 1
    assert len(seen.cells) == 3
    for said in (method, base, note):
        assert words(said) in words(seen.text)
    hrefs = {url for _, url in seen.links if not url.startswith("mailto:")}
    assert hrefs <= {
        "README.md", "../../README.md", "../../data/results/bench.yaml", "https://example.org/x",
    }  # fmt: skip
    assert "script" not in seen.tags


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12))
def test_the_front_holds_all_that_nothing_beats(points: list[tuple[int, int]]) -> None:
    front = ranking.pareto(points)

    def beaten(p: tuple[int, int]) -> bool:
        return any(q != p and q[0] >= p[0] and q[1] >= p[1] for q in points)

    assert sorted(front) == [i for i, p in enumerate(points) if not beaten(p)]
    assert [points[i][0] for i in front] == sorted(points[i][0] for i in front)


def test_a_page_that_nothing_builds_any_more_goes(small_list: Path) -> None:
    call("build", cwd=small_list)
    page = small_list / FOLDER / "dreambench.md"
    assert page.exists()
    by_hand = small_list / FOLDER / "by-hand.md"
    by_hand.write_text("Written by hand.", encoding="utf-8")
    link = small_list / FOLDER / "link.md"
    link.symlink_to(page)
    (small_list / "data/results/dreambench.yaml").rename(
        small_list / "data/results/dreambench-two.yaml"
    )
    said = call("build", "--check", cwd=small_list)
    assert said.returncode == 1
    assert f"{FOLDER}/dreambench.md is not built from data/ any more" in said.stdout
    assert page.exists()
    assert call("build", "--only", "schemas", cwd=small_list).returncode == 0
    assert page.exists()
    done = call("build", "--allow-loss", cwd=small_list)
    assert done.returncode == 0
    assert f"removed {FOLDER}/dreambench.md" in done.stderr
    assert not page.exists()
    assert (small_list / FOLDER / "dreambench-two.md").exists()
    assert by_hand.exists()
    assert link.is_symlink()
    assert call("build", "--check", cwd=small_list).returncode == 0


def test_pages_are_guarded_together(small_list: Path) -> None:
    """A build stops that would lose too much of what a folder links to."""
    call("build", cwd=small_list)
    file = small_list / "data/results/dreambench.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.split("  - method: Textual Inversion")[0], encoding="utf-8")
    done = call("build", "--only", "leaderboards", cwd=small_list)
    assert done.returncode == 1
    assert f"the built {FOLDER} lacks 1 of the" in done.stderr


def test_tables_know_no_row_twice_of_another_benchmark() -> None:
    rows = [row("A", {"dino": 0.5}), row("A", {"dino": 0.4})]
    found = listed(results("bench", rows))
    tables = ScoreTables(found)
    assert tables.is_repeated(found.results["bench"].data, found.results["bench"].data.rows[0])
    other = results("other", [row("A", {"dino": 0.5})]).data
    assert not tables.is_repeated(other, other.rows[0])
