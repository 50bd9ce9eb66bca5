"""What sites say of repositories, models and spaces, from their interfaces into the JSON report."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.adding.serving import served
from tests.in_process import call
from tests.simweb.services.all import Services
from tests.simweb.services.github import TOKEN

if TYPE_CHECKING:
    from pathlib import Path

GITHUB, HUB = "https://github.com", "https://huggingface.co"
URLS = [f"{GITHUB}/a/alive", f"{GITHUB}/a/tomb", f"{HUB}/a/open", f"{HUB}/a/asks",
        f"{HUB}/spaces/a/runs", f"{HUB}/spaces/a/stands"]  # fmt: skip
CHANGED = {"pushed": "2025-06-01"}


def services() -> Services:
    made = Services()
    made.github.add("a", "alive", licence="MIT", stars=12)
    made.github.add("a", "tomb", archived=True, stars=0)
    made.hub.add("models", "a/open", metadata={"license": "openrail++"})
    made.hub.add("models", "a/asks", gated=True, metadata={"license": "x" * 10_000})
    made.hub.add("spaces", "a/runs", stage="SLEEPING")
    made.hub.add("spaces", "a/stands", stage="RUNTIME_ERROR")
    return made


def test_the_report_says_what_can_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN)
    (tmp_path / "list.md").write_text("\n".join(f"* <{url}>" for url in URLS), encoding="utf-8")

    def about() -> tuple[dict[str, Any], float]:
        done = call("links", "list.md", "--format", "json", "--cache", "cache",
                    "--allow-network", "127.0.0.0/8", cwd=tmp_path)  # fmt: skip
        rows = json.loads(done.stdout)["links"]
        return {row["url"]: row["about"] for row in rows}, sum(row["requests"] for row in rows)

    with served(services().install):
        found, requests = about()
        again, _ = about()
    assert found == again  # the cache has it too
    assert found == {
        URLS[0]: {"licence": "MIT", "stars": 12, **CHANGED},
        URLS[1]: {"archived": True, "stars": 0, **CHANGED},
        URLS[2]: {"licence": "openrail++", **CHANGED},
        URLS[3]: {"gated": True, **CHANGED},
        URLS[4]: {"running": True, **CHANGED},
        URLS[5]: {"running": False, **CHANGED},
    }
    assert requests == pytest.approx(5, abs=0.01)  # one for both at GitHub, one each at the hub
