"""What a test needs that runs a program in a network of its own."""

from __future__ import annotations

import os

import pytest

from tests.simweb import harness


@pytest.fixture(scope="session")
def namespaces() -> None:
    """Without namespaces say so, and fail where nothing may be skipped."""
    reason = harness.why_not()
    if reason and os.environ.get("AWESOME_P2TI_NO_SKIPS"):
        pytest.fail(f"NOTHING IS JUDGED IN THE SIMULATED WEB: {reason}")
    if reason:
        pytest.skip(f"NOTHING IS JUDGED IN THE SIMULATED WEB: {reason}")
