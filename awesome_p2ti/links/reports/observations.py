"""Verdicts as observations, which the ledger records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.history.ledger import Observation
from awesome_p2ti.links.local.schemes import is_http

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_p2ti.links.models import Verdict


def observations(verdicts: Iterable[Verdict]) -> list[Observation]:
    """Return one observation a verdict on what can be requested; a file of ours is in git."""
    return [
        Observation(
            url=v.link.url,
            status=v.status.value,
            moved_to=v.moved_to,
            archived_copy=v.archive,
            cached=v.cached,
        )
        for v in verdicts
        if is_http(v.link.url)
    ]
