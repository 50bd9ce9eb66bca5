"""All verifiers, in the order in which they are asked whether an address is theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.links.verifiers.arxiv import ArXiv
from awesome_p2ti.links.verifiers.doi import Doi
from awesome_p2ti.links.verifiers.github import GitHub
from awesome_p2ti.links.verifiers.google_drive import Drive
from awesome_p2ti.links.verifiers.huggingface import HuggingFace
from awesome_p2ti.links.verifiers.openreview import OpenReview
from awesome_p2ti.links.verifiers.proceedings import Proceedings
from awesome_p2ti.links.verifiers.youtube import YouTube

if TYPE_CHECKING:
    from awesome_p2ti.links.verifiers.base import Verifier


def verifiers(github_token: str = "") -> tuple[Verifier, ...]:
    """Return one of each; an address that none of them knows is any web page."""
    return (
        ArXiv(),
        GitHub(github_token),
        HuggingFace(),
        Doi(),
        OpenReview(),
        YouTube(),
        Drive(),
        Proceedings(),
    )
