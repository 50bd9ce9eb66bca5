"""All verifiers, by the hosts whose URLs they know."""

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
    from awesome_p2ti.links.verifiers.base import SiteVerifier


def verifiers(github_token: str = "") -> dict[str, SiteVerifier]:
    """Return the verifier of each host; a URL of any other host is checked as a web page."""
    every = (
        ArXiv(),
        GitHub(github_token),
        HuggingFace(),
        Doi(),
        OpenReview(),
        YouTube(),
        Drive(),
        Proceedings(),
    )
    return {host: verifier for verifier in every for host in verifier.hosts}
