"""The plots are sound SVG in both themes; no name covers another, and all is said in words too."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from collections import Counter
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import example, given, settings
from hypothesis import strategies as st

from awesome_p2ti import catalog
from awesome_p2ti.outputs.leaderboards.ranking import is_ranked
from awesome_p2ti.outputs.plots import fidelity_scatter
from awesome_p2ti.outputs.plots.axis import nice_step
from awesome_p2ti.outputs.plots.geometry import Box
from awesome_p2ti.outputs.plots.label_placement import (
    Point,
    ellipsize,
    place_labels,
    text_width,
)
from awesome_p2ti.outputs.plots.papers_per_quarter import BOTTOM, OTHERS, SERIES, TOP, quarters
from awesome_p2ti.outputs.plots.plots import OVERVIEW, THEMES, pictures, plots, plots_of
from awesome_p2ti.outputs.readme.readme import unnamed_points
from awesome_p2ti.outputs.readme.tables import link_cell
from tests.conftest import needs
from tests.make import listed, paper, real_list, results, row
from tests.outputs.test_markdown_escape import HOSTILE

ROOT = Path(__file__).resolve().parents[3]
SVG = "{http://www.w3.org/2000/svg}"
FRAME = Box(0, 0, 800, 800)
PHONE = 360 / 800
"""How much smaller a plot is on a phone."""


@pytest.fixture
def real() -> catalog.Catalog:
    return real_list()


@pytest.fixture(scope="module")
def files() -> dict[str, ElementTree.Element]:
    return {f.path: ElementTree.fromstring(f.text) for f in plots(real_list())}


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, by WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_words_and_series_stand_out(theme: str) -> None:
    colours = THEMES[theme]
    for name in ("text", "muted"):
        assert contrast(colours[name], colours["paper"]) >= 4.5
    assert len(colours["series"]) == SERIES + 1
    for colour in colours["series"]:
        assert contrast(colour, colours["paper"]) >= 3, colour


def test_each_plot_has_a_file_for_each_theme(files: dict[str, Any], real: catalog.Catalog) -> None:
    assert set(files) == {
        f"assets/{name}-{theme}.svg"
        for name in ("overview", "papers", "dreambench")
        for theme in THEMES
    }
    for name, picture in pictures(real).items():
        assert f'srcset="assets/{name}-dark.svg"' in picture
        assert f'src="assets/{name}-light.svg"' in picture
        assert re.search(r'alt="[^"]{40,}"', picture)


def test_the_drawing_is_small_and_told_in_words(files: dict[str, ElementTree.Element]) -> None:
    for theme in THEMES:
        file = ROOT / f"assets/overview-{theme}.svg"
        assert file.stat().st_size < 20_000
        assert OVERVIEW.alt == files[f"assets/overview-{theme}.svg"].findtext(f"{SVG}desc")
    assert set(pictures(listed())) == {"overview"}


def test_plots_ask_for_nothing_from_elsewhere(files: dict[str, ElementTree.Element]) -> None:
    for path, root in files.items():
        for element in root.iter():
            assert element.tag.removeprefix(SVG) in {
                "svg", "title", "desc", "defs", "pattern", "rect", "circle", "path", "text", "g",
            }, path  # fmt: skip
            for name, value in element.attrib.items():
                assert not name.startswith("on")
                assert "href" not in name
                assert "http" not in value
                assert "url(" not in value or re.fullmatch(r"url\(#fill\d\)", value)


def test_words_are_large_enough_on_a_phone(files: dict[str, ElementTree.Element]) -> None:
    for root in files.values():
        sizes = [float(e.attrib["font-size"]) for e in root.iter() if "font-size" in e.attrib]
        assert min(sizes) * PHONE >= 9


def test_everything_is_said_in_words(files: dict[str, Any], real: catalog.Catalog) -> None:
    plot = plots_of(real)["dreambench"].data
    assert isinstance(plot, fidelity_scatter.Scatter)
    for theme in THEMES:
        root = files[f"assets/dreambench-{theme}.svg"]
        told = root.findtext(f"{SVG}desc") or ""
        assert root.findtext(f"{SVG}title")
        for mark in plot.marks:
            assert f"{mark.names[0]} ({mark.row.tuning}" in told
        markers = {"circle": 0, "path": 0}
        for element in root.iter():
            tag = element.tag.removeprefix(SVG)
            if tag == "circle" or (tag == "path" and element.get("d", "").endswith("z")):
                markers[tag] += 1
        assert sum(markers.values()) == len(plot.marks) + len(plot.groups)  # and the legend


def test_every_comparable_row_is_drawn_and_no_other(real: catalog.Catalog) -> None:
    plot = plots_of(real)["dreambench"].data
    assert isinstance(plot, fidelity_scatter.Scatter)
    rows = real.results["dreambench"].data.rows
    expected = [r for r in rows if is_ranked(r) and {"dino", "clip-t"} <= r.scores.keys()]
    assert sorted(m.row.method for m in plot.marks) == sorted(r.method for r in expected)


def assert_apart(plot: fidelity_scatter.Scatter) -> None:
    """Demand that no name touches another, a marker, or the edge."""
    for one, two in combinations(plot.labels, 2):
        assert not one.box.touches(two.box), f"{one.name} and {two.name}"
    r = fidelity_scatter.RADIUS
    for label in plot.labels:
        assert label.box.inside(fidelity_scatter.FRAME)
        for mark in plot.marks:
            marker = Box(mark.x - r, mark.y - r, 2 * r, 2 * r)
            assert not label.box.touches(marker), f"{label.name} and {mark.row.method}"
        if plot.reference_line:
            assert not label.box.touches(fidelity_scatter.reference_line_box(plot.reference_line))


def test_no_name_covers_another(real: catalog.Catalog) -> None:
    plot = plots_of(real)["dreambench"].data
    assert isinstance(plot, fidelity_scatter.Scatter)
    assert_apart(plot)


def test_the_best_of_many_are_named() -> None:
    """On rows of its own, so that a new row of the list never moves a name of this test."""
    spots = [(0.2 + i * 0.754 % 1 / 8, 0.4 + i * 0.569 % 1 / 3) for i in range(30)]
    rows = [
        row(f"Method {i}", {"clip-t": x, "dino": y}, tuning="test-time" if i % 3 else "zero-shot")
        for i, (x, y) in enumerate(spots)
    ]
    plot = fidelity_scatter.scatter(listed(results("dreambench", rows)))
    assert plot is not None
    named = [(label.point.x, label.point.y) for label in plot.labels]
    assert all((m.x, m.y) in named for m in plot.marks if m.on_front)
    assert len(named) >= 15
    assert_apart(plot)


def test_points_of_one_name_say_who_reports_them() -> None:
    rows = [
        row("Kosmos (G)", {"clip-t": 0.1, "dino": 0.1}, reported_by="one"),
        row("Kosmos (G)", {"clip-t": 0.2, "dino": 0.2}, reporter={"title": "A Repository"}),
        row("Other (SDXL)", {"clip-t": 0.15, "dino": 0.12}),
        row("Other (FLUX)", {"clip-t": 0.3, "dino": 0.3}),
        row("Lone (SDXL)", {"clip-t": 0.12, "dino": 0.18}),
    ]
    plot = fidelity_scatter.scatter(listed(paper("one", name="One"), results("dreambench", rows)))
    assert plot is not None
    names = {m.names[0] for m in plot.marks}
    assert names == {
        "Kosmos, by One", "Kosmos, by A Repository", "Other (SDXL)", "Other (FLUX)", "Lone",
    }  # fmt: skip
    assert {label.name for label in plot.labels} == names
    assert plot.unnamed == []


def test_points_without_a_name_are_reachable_on_the_page() -> None:
    rows = [row(f"Method {i}", {"clip-t": 0.2 + i / 1e4, "dino": 0.5 - i / 1e4}) for i in range(9)]
    rows += [row("Far", {"clip-t": 0.9, "dino": 0.9}), row("Low", {"clip-t": 0.1, "dino": 0.1})]
    found = listed(results("dreambench", rows))
    plot = fidelity_scatter.scatter(found)
    assert plot is not None
    assert len(plot.unnamed) + len(plot.labels) == len(plot.marks)
    assert plot.unnamed == sorted(plot.unnamed, key=lambda m: m.x)
    shown = re.findall(r"^\| (.+?)<br>", str(unnamed_points(found, link_cell)), re.MULTILINE)
    assert shown == [m.row.method for m in plot.unnamed]
    assert len(shown) > 3


SPOT = st.floats(0, 800, allow_nan=False)
POINT = st.tuples(SPOT, SPOT, st.text("abMW i", max_size=30), st.booleans())


@settings(deadline=None)
@given(st.lists(POINT, max_size=25))
@example([(400.0, 400.0, "Same", True)] * 5)
def test_names_never_touch(spots: list[tuple[float, float, str, bool]]) -> None:
    points = [Point(x, y, (name,), 8.0, far) for x, y, name, far in spots]
    labels = place_labels(points, FRAME, 22.0, [Box(300, 300, 50, 50)])
    for one, two in combinations(labels, 2):
        assert not one.box.touches(two.box)
    for label in labels:
        assert label.name
        assert label.box.inside(FRAME)
        assert not label.box.touches(Box(300, 300, 50, 50))
        assert not any(label.box.touches(p.box) for p in points)
        assert not any(label.leads_across(o.box) for o in labels if o is not label)
    assert place_labels(points, FRAME, 22.0, [Box(300, 300, 50, 50)]) == labels


def test_only_what_is_near_a_name_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    spread = {n: [Point(100.0 * i, 400, ("Name",), 8.0) for i in range(n)] for n in (50, 100)}
    looks = Counter[int]()
    touches = Box.touches

    def counted(box: Box, other: Box) -> bool:
        looks[size] += 1
        return touches(box, other)

    monkeypatch.setattr(Box, "touches", counted)
    for size, points in spread.items():
        assert len(place_labels(points, Box(-100, 0, 10_300, 800), 22.0)) == size
    assert looks[100] <= 2.1 * looks[50]


def test_a_far_name_is_led_to_and_a_short_one_is_tried() -> None:
    wall = [Box(0, 0, 800, 340), Box(0, 460, 800, 340)]
    around = [Box(300, 340, 85, 120), Box(420, 340, 90, 120)]
    alone = Point(400, 400, ("A Long Name", "Name"), 8.0, important=True)
    (label,) = place_labels([alone], FRAME, 22.0, [*wall, *around])
    assert label.far
    assert not place_labels([Point(400, 400, ("Name",), 8.0)], FRAME, 22.0, [*wall, *around])
    narrow = Box(370, 0, 100, 800)
    (label,) = place_labels([alone], narrow, 22.0)
    assert label.name == "Name"


@given(st.text(max_size=80), st.floats(30, 500))
def test_fitted_text_fits(text: str, room: float) -> None:
    assert text_width(ellipsize(text, 22.0, room), 22.0) <= room
    if text_width(text, 22.0) <= room:
        assert ellipsize(text, 22.0, room) == text


def test_quarters_hold_every_dated_paper(real: catalog.Catalog) -> None:
    bars = quarters(real)
    assert bars is not None
    assert sum(b.total for b in bars.bars) + bars.undated == len(real.papers)
    assert len(bars.series) == SERIES + 1
    assert bars.series[-1] == OTHERS
    for bar in bars.bars:
        assert sum(bar.counts) == bar.total
        assert bar.top >= TOP
        y = float(BOTTOM)
        for part in bar.parts:
            assert part.y + part.height == pytest.approx(y, abs=0.11)
            y = part.y
    assert "not complete" in bars.alt
    first, last = bars.bars[0].quarter, bars.bars[-1].quarter
    years = int(last[:4]) - int(first[:4])
    assert len(bars.bars) == years * 4 + int(last[-1]) - int(first[-1]) + 1


@pytest.mark.parametrize(
    ("span", "most", "step"),
    [
        (1, 5, 0.2), (5, 5, 1), (6, 5, 2), (0.13, 6, 0.05), (0.012, 6, 0.002), (99, 5, 20),
        (101, 5, 50), (250, 5, 50), (251, 5, 100), (1e-12, 6, 2e-13),
    ],
)  # fmt: skip
def test_distances_between_ticks_are_round(span: float, most: int, step: float) -> None:
    assert nice_step(span, most) == pytest.approx(step)


@given(st.floats(1e-9, 1e9), st.integers(2, 9))
def test_there_are_neither_too_many_ticks_nor_too_few(span: float, most: int) -> None:
    step = nice_step(span, most)
    assert most / 2.6 <= span / step <= most * (1 + 1e-9)


def test_few_papers_make_few_bars() -> None:
    plot = quarters(listed(paper("one"), paper("two", date="2023-12"), paper("x", date="2024")))
    assert plot is not None
    assert [(b.quarter, b.total) for b in plot.bars] == [
        ("2023 Q2", 1), ("2023 Q3", 0), ("2023 Q4", 1),
    ]  # fmt: skip
    assert plot.undated == 1
    assert plot.alt.endswith(" 1 more paper is not drawn: only the year is known.")
    whole = quarters(listed(paper("one")))
    assert whole is not None
    assert whole.left_out == ""
    assert plot.series == ("Subject",)


def test_nothing_to_draw_is_no_plot() -> None:
    assert plots_of(listed()) == {}
    assert plots_of(listed(paper("one", date="2023"))) == {}
    assert (
        fidelity_scatter.scatter(listed(results("dreambench", [row("A", {"dino": 0.5})]))) is None
    )


@settings(max_examples=40, deadline=None)
@given(HOSTILE | st.text(min_size=1, max_size=30), st.floats(0, 1), st.floats(0, 1))
@example('"><script>alert(1)</script>', 0.5, 0.5)
@example("\x00\x1b\ufffe\x85 ]]>", 0.5, 0.5)
def test_hostile_text_is_only_text(text: str, x: float, y: float) -> None:
    method = " ".join(text.split()) or "x"
    rows = [
        row(method, {"dino": y, "clip-t": x}),
        row("Other", {"dino": 0.5, "clip-t": 0.5}),
        row(method, {"dino": 0.9}, tuning=None),
    ]
    found = listed(results("dreambench", rows, name=method), paper("one"))
    for file in plots(found):
        root = ElementTree.fromstring(file.text.encode("utf-8", "strict"))
        assert {e.tag for e in root.iter()} <= {
            SVG + t for t in ("svg", "title", "desc", "defs", "pattern", "rect", "circle", "path",
                              "text", "g")
        }  # fmt: skip
    plot = fidelity_scatter.scatter(found)
    assert plot is not None
    assert_apart(plot)
    page = cmarkgfm.github_flavored_markdown_to_html(
        pictures(found)["dreambench"], options=Options.CMARK_OPT_UNSAFE
    )
    assert page.count("<") == 4


MEASURE = """<script>
document.body.dataset.seen = JSON.stringify([...document.querySelectorAll("svg")].map(plot => {
  const top = plot.getBoundingClientRect().y;
  return [...plot.querySelectorAll("text")].map(e => {
    const r = e.getBoundingClientRect();
    return [e.textContent, r.x, r.y - top, r.width, r.height];
  });
}));
</script>"""
BROWSER = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--virtual-time-budget=2000", "--window-size=900,900",
]  # fmt: skip


def measured(svgs: list[str], chromium: str, folder: Path) -> list[list[tuple[str, Box]]]:
    """Return the words of plots 800 pixels wide and where Chromium draws their letters."""
    page = folder / "page.html"
    style, plots = "<style>body{margin:0} svg{display:block;width:800px}</style>", "".join(svgs)
    page.write_text(
        f'<!doctype html><meta charset="utf-8">{style}{plots}{MEASURE}', encoding="utf-8"
    )
    command = [chromium, *BROWSER, f"--user-data-dir={folder / 'profile'}", "--dump-dom"]
    done = subprocess.run(
        [*command, page.as_uri()], capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    found = re.search(r'data-seen="([^"]*)"', done.stdout)
    assert found, done.stderr
    # A line of text is taller than its letters.
    return [
        [
            (text, Box(x, y + height * 0.15, width, height * 0.7))
            for text, x, y, width, height in plot
        ]
        for plot in json.loads(html.unescape(found[1]))
    ]


def test_a_browser_finds_no_name_on_another(real: catalog.Catalog, tmp_path: Path) -> None:
    """Chromium measures the words as it draws them, whatever widths we reckon with."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    needs("Chromium", chromium)
    files = list(plots(real))
    drawn = measured([file.text for file in files], str(chromium), tmp_path)
    for file, seen in zip(files, drawn, strict=True):
        assert len(seen) > 10
        for (one, a), (two, b) in combinations(seen, 2):
            assert not a.touches(b), f"{file.path}: {one} and {two}"
        for text, box in seen:
            assert box.x >= 0, text
            assert box.x + box.width <= 800, text
