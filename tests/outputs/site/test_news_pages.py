"""What the list gained: by month, and as Atom that its readers take; ids and order stay."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import feedparser

from tests.conftest import needs
from tests.make import listed, paper
from tests.outputs.site.built import built, real_site

if TYPE_CHECKING:
    from collections.abc import Sequence

SCHEMA = Path(__file__).with_name("atom.rnc")
SITE = "https://example.org/list/"
DAYS = {"beta": "2026-01-30", "alpha": "2026-01-30", "gamma": "2026-02-01", "old": ""}


def texts(days: dict[str, str] = DAYS, **settings: str) -> dict[str, str]:
    papers = (paper(key, authors=["Ina Vale"], arxiv=f"2301.0000{i}") for i, key in
              enumerate(("alpha", "beta", "gamma", "old"), 1))  # fmt: skip
    found = listed(*papers, paper("styled", tasks=["style"]))
    return built(replace(found, added=days), **settings)


def jing(texts: Sequence[str], folder: Path) -> list[str]:
    """Return what jing says of each of some feeds, nothing where one keeps RFC 4287."""
    tool = shutil.which("jing")
    needs("jing", tool)
    files = [folder / f"{number}.xml" for number in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text, encoding="utf-8")
    command = [str(tool), "-c", str(SCHEMA), *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    lines = done.stdout.splitlines(keepends=True)
    said = ["".join(line for line in lines if line.startswith(str(file))) for file in files]
    assert bool(done.returncode) == any(said)
    assert sum(map(len, said)) == len(done.stdout)
    return said


def test_every_feed_keeps_the_rules_of_atom(tmp_path: Path) -> None:
    paths = ("new/atom.xml", "tasks/subject.xml", "tasks/style.xml")
    feeds = [made[path] for made in (texts(), texts(site=SITE)) for path in paths]
    feeds += [real_site()["new/atom.xml"], texts({})["new/atom.xml"]]
    assert jing(feeds, tmp_path) == [""] * len(feeds)
    assert not any(feedparser.parse(text).bozo for text in feeds)


def test_jing_would_find_a_fault(tmp_path: Path) -> None:
    text = texts()["new/atom.xml"]
    faulty = [
        text.replace("updated>", "changed>"),
        text.replace("tag:awesome-p2ti,2026:feed", "feed"),
    ]
    assert all("error" in said for said in jing(faulty, tmp_path))


def test_a_feed_says_what_came_and_when() -> None:
    feed = feedparser.parse(texts(site=SITE)["new/atom.xml"])
    assert feed.feed.updated == "2026-02-01T00:00:00Z"
    assert [entry.title for entry in feed.entries] == ["Gamma", "Alpha", "Beta"]
    first = feed.entries[0]
    assert first.id == "tag:awesome-p2ti,2026:paper:gamma"
    assert first.link == f"{SITE}papers/gamma.html"
    assert first.published == "2026-02-01T00:00:00Z"
    assert first.authors == [{"name": "Ina Vale"}]


def test_without_an_address_a_feed_links_the_papers_alone() -> None:
    entry = feedparser.parse(texts()["new/atom.xml"]).entries[0]
    assert [link.href for link in entry.links] == ["https://arxiv.org/abs/2301.00003"]


def test_a_task_has_a_feed_of_its_own() -> None:
    found = texts(DAYS | {"styled": "2026-02-02"})
    assert [e.title for e in feedparser.parse(found["tasks/style.xml"]).entries] == ["Styled"]
    assert len(feedparser.parse(found["new/atom.xml"]).entries) == 4


def test_without_news_a_feed_is_empty_and_stays() -> None:
    one, two = texts({}), texts({"old": ""})
    assert one["new/atom.xml"] == two["new/atom.xml"]
    assert feedparser.parse(one["new/atom.xml"]).entries == []
    assert "Nothing has been added since" in one["new/index.html"]
    assert "5 papers were listed before" in one["new/index.html"]


def test_the_page_goes_by_month_the_newest_first() -> None:
    page = texts()["new/index.html"]
    assert re.findall(r'<h2 id="m-([0-9-]+)">(.*?)</h2>', page) == [
        ("2026-02", "Feb 2026"), ("2026-01", "Jan 2026"),
    ]  # fmt: skip
    assert re.findall(r'<li id="p-(\w+)"', page) == ["gamma", "alpha", "beta"]


def test_a_day_more_leaves_older_entries_as_they_were() -> None:
    before = texts(DAYS)["new/atom.xml"].partition("<entry>")[2]
    after = texts(DAYS | {"styled": "2026-02-02"})["new/atom.xml"]
    assert before in after
