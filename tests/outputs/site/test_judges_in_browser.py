"""What others demand of a page in a browser: axe-core, Lighthouse, and Firefox beside Chromium."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.conftest import HERE, needs
from tests.outputs.site.firefox import firefox
from tests.outputs.site.test_appearance_in_browser import KINDS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.outputs.site.browser import Visits

AXE = HERE / "node" / "node_modules" / "axe-core" / "axe.min.js"
LIGHTHOUSE = HERE / "node" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
RUN_AXE = """async (rules) => {
  const { violations } = await axe.run(rules ? { runOnly: rules } : {});
  return violations.flatMap((rule) => rule.nodes.map(
    (node) => `${rule.id}: ${node.html.slice(0, 120)} ${node.failureSummary}`));
}"""
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules of axe-core that look at colours."""


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(visits: Visits, kind: str) -> None:
    needs("axe-core (npm ci --prefix tests/node)", AXE)
    page = visits.page(kind, color_scheme="light")
    if kind.startswith("index.html"):
        page.wait_for_selector("#app:not([aria-busy]) #q")
        page.get_by_role("button", name="Select papers").click()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN_AXE) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(RUN_AXE, COLOURS) == []


def test_axe_finds_nothing_in_what_is_taken_along(visits: Visits) -> None:
    needs("axe-core (npm ci --prefix tests/node)", AXE)
    page = visits.list_page("?q=dreambooth")
    page.get_by_role("button", name="BibTeX", exact=True).click()
    page.wait_for_selector("dialog[open]")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert page.evaluate(RUN_AXE) == []


@pytest.mark.parametrize(
    "kind", ["index.html", "papers/dreambooth.html", "leaderboards/dreambench.html"]
)
def test_lighthouse_finds_nothing(address: str, kind: str, tmp_path: Path) -> None:
    """All but the speed, which depends on the machine: ``python -m benchmarks.site`` shows it.

    Without robots.txt, which is a file of the host, above the site; and without the audits that
    want an absolute address, which the site has only where it is set.
    """
    needs("Lighthouse (npm ci --prefix tests/node/lighthouse)", LIGHTHOUSE)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    needs("Chromium", chromium)
    report = tmp_path / "report.json"
    command = [
        "node", str(LIGHTHOUSE), address + kind, "--quiet", "--output=json",
        f"--output-path={report}", "--skip-audits=robots-txt",
        "--only-categories=accessibility,best-practices,seo",
        "--chrome-flags=--headless --no-sandbox",
    ]  # fmt: skip
    env = {"CHROME_PATH": str(chromium), "PATH": "/usr/bin:/bin", "HOME": str(tmp_path)}
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=300)
    assert report.exists(), done.stderr
    found = json.loads(report.read_text(encoding="utf-8"))
    faults = [
        f"{key}: {audit['title']}"
        for key, audit in found["audits"].items()
        if audit["score"] is not None
        and audit["score"] < 1
        and audit["scoreDisplayMode"] == "binary"
    ]
    assert faults == []
    assert {name: part["score"] for name, part in found["categories"].items()} == {
        "accessibility": 1, "best-practices": 1, "seo": 1,
    }  # fmt: skip


def test_firefox_searches_and_compares_too(address: str, tmp_path: Path) -> None:
    with firefox(tmp_path) as page:
        page.go(address)
        page.wait_for("return document.querySelector('#app:not([aria-busy]) #q')")
        page.run(
            "const q = document.querySelector('#q'); q.value = 'story difusion';"
            "q.dispatchEvent(new Event('input', {bubbles: true}));"
        )
        first = page.run("return document.querySelector('#hits > li a').getAttribute('href')")
        assert first == "papers/storydiffusion.html"
        page.wait_for("return location.search === '?q=story+difusion'")
        page.run("document.querySelector('#facets input[name=year]').click()")
        assert "year=" in page.run("return location.search")
        assert page.run("return document.documentElement.scrollWidth <= innerWidth")
        page.run("[...document.querySelectorAll('#take button')][0].click()")
        page.wait_for("return document.querySelector('dialog[open] textarea')?.value.length > 0")
        page.go(f"{address}compare/index.html?m=dreambooth,ip-adapter")
        assert page.run("return document.querySelectorAll('#compare table').length") > 1
        page.go(f"{address}leaderboards/dreambench.html")
        page.run("document.querySelector('th[data-column=clip-t] .sort').click()")
        assert page.run("return document.querySelectorAll('[aria-sort=descending]').length") > 0
