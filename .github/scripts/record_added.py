"""Notes in data/added.jsonl the papers that have come to the branch since it was last noted.

It runs in the list's folder; the day is today's, in UTC.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from awesome_p2ti import catalog
from awesome_p2ti.history import additions

if __name__ == "__main__":
    papers = catalog.load(Path())[0].papers
    additions.record(Path(), papers, datetime.now(UTC).date())
