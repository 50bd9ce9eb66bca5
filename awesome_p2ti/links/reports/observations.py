"""Verdicts as what the files of data/ record: observations of links, states of repositories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.history.ledger import Observation
from awesome_p2ti.links.local.schemes import is_http
from awesome_p2ti.links.models import FAILING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from awesome_p2ti.history.repositories import RepositoryState
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


def states(verdicts: Iterable[Verdict]) -> tuple[dict[str, RepositoryState], list[str]]:
    """Return what sites say of repositories, by URL, and all URLs that did not fail."""
    alive = {v.link.url: v.about for v in verdicts if v.status not in FAILING}
    return {url: about for url, about in alive.items() if about is not None}, list(alive)
