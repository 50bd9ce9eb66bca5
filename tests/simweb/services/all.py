"""All services together, ready to be filled and put into a web."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.simweb.services.arxiv import Arxiv
from tests.simweb.services.doi import Doi
from tests.simweb.services.github import GitHub
from tests.simweb.services.huggingface import HuggingFace
from tests.simweb.services.media import Media
from tests.simweb.services.openreview import OpenReview
from tests.simweb.services.proceedings import Proceedings

if TYPE_CHECKING:
    from tests.simweb.world import Web


@dataclass(slots=True)
class Services:
    """One of each."""

    arxiv: Arxiv = field(default_factory=Arxiv)
    github: GitHub = field(default_factory=GitHub)
    hub: HuggingFace = field(default_factory=HuggingFace)
    doi: Doi = field(default_factory=Doi)
    openreview: OpenReview = field(default_factory=OpenReview)
    media: Media = field(default_factory=Media)
    proceedings: Proceedings = field(default_factory=Proceedings)

    def install(self, web: Web) -> None:
        """Put all of their hosts into a web."""
        for part in (self.arxiv, self.github, self.hub, self.doi, self.openreview, self.media):
            part.install(web)
        self.proceedings.install(web)
