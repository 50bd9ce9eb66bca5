"""What our link checker must reach on the simulated web; `make simweb` runs it, and so does CI.

The figures are those of benchmarks/README.md. They say what is judged and how often the web is
asked, never how long it takes: a slow machine passes too. Each list takes a network of its own and
half a minute, so this stands apart from the tests that `make test` finds.
"""

from __future__ import annotations

import pytest

from tests.simweb import scoring
from tests.simweb.scoring import Figures

pytestmark = pytest.mark.usefixtures("namespaces")

WANTED = {
    "behaviours": {"links": 946, "right": 946, "live": 626, "soft": 133, "traps": 37},
    "realistic": {"links": 1500, "right": 1500, "live": 1417, "soft": 17, "traps": 0},
}
MOST_REQUESTS = {"behaviours": 1.35, "realistic": 0.35}
"""Requests a link, with a token: 1.30 and 0.33 were measured; the rest is for a retry or two."""


@pytest.mark.parametrize("name", WANTED)
def test_every_link_is_judged_right_and_politely(name: str) -> None:
    outcome = scoring.run(scoring.OURS, name)
    found = scoring.figures(outcome)
    complaints = "\n".join([f"{name}: {found}", *scoring.mistakes(outcome), outcome.seen.stderr])
    wanted = WANTED[name]
    assert found == Figures(
        **wanted,
        soft_found=wanted["soft"],
        false_alarms=0,
        over_limit=0,
        traps_followed=0,
        requests=found.requests,
    ), complaints
    assert found.requests <= MOST_REQUESTS[name] * found.links, complaints
    assert outcome.seen.cost["exit"] == 1, complaints  # both lists hold dead links
