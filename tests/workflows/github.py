"""What GitHub knows in a test of the scripts that ask it, and the ``gh`` by which they do."""

from __future__ import annotations

import hashlib
import json
import shlex
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.workflows.shell import Clone

GH = Path(__file__).with_name("gh_stand_in.py")
BOT = {"login": "github-actions[bot]", "type": "Bot"}
API = {"GH_REPO": "ann/list", "GH_TOKEN": "t"}
FORM = "### Address\n\nhttps://arxiv.org/abs/2401.00001\n\n### Task\n\n_No response_\n"


@dataclass(frozen=True)
class GitHub:
    """The state that ``gh`` answers from, in the home of a clone's shell."""

    file: Path

    def __getitem__(self, key: str) -> Any:
        return json.loads(self.file.read_text(encoding="utf-8"))[key]

    def set(self, **values: Any) -> None:
        known = json.loads(self.file.read_text(encoding="utf-8"))
        self.file.write_text(json.dumps(known | values), encoding="utf-8")

    def labels(self) -> list[str]:
        return [label["name"] for label in self["issues"][0]["labels"]]

    def bodies(self) -> list[str]:
        return [comment["body"] for comment in self["comments"]]


def form(
    number: int, body: str = FORM, *, author: str = "eve", days: float = 0, **more: Any
) -> Any:
    """Return an issue made by the form for papers, so many days old."""
    made = datetime.now(UTC) - timedelta(days=days)
    return {
        "number": number,
        "title": "Add: ",
        "state": "open",
        "body": body,
        "user": {"login": author, "type": "User"},
        "author_association": "NONE",
        "labels": [{"name": "new-paper"}],
        "created_at": made.strftime("%Y-%m-%dT%H:%M:%SZ"),
    } | more


def github(clone: Clone, *issues: Any) -> GitHub:
    """Put ``gh`` on a clone's path, with so many issues at GitHub."""
    program = clone.home / "bin" / "gh"
    python, script = shlex.quote(sys.executable), shlex.quote(str(GH))
    program.write_text(f'#!/usr/bin/env bash\nexec {python} -I -S {script} "$@"\n')
    program.chmod(0o755)
    made = GitHub(clone.home / "github.json")
    made.file.write_text("{}")
    made.set(
        issues=list(issues),
        comments=[],
        edits=0,
        runs=[],
        permissions={},
        pulls=[],
        refusal="",
        labels=[],
        artifacts={},
        asked=[],
    )
    return made


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
