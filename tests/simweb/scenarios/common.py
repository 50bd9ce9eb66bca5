"""What the parts of a list share: the web, the services, and a supply of works."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.services.all import Services
from tests.simweb.works import Work, neutral_works, real_works

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.simweb.world import Handler, Web


@dataclass
class Scene:
    """A web in the making."""

    web: Web
    services: Services = field(default_factory=Services)

    def __post_init__(self) -> None:
        self.neutral: Iterator[Work] = iter(neutral_works(900))
        self.real: Iterator[Work] = iter(real_works())

    def link(self, url: str, work: Work, truth: str, kind: str, about: str, **more: object) -> None:
        """Put a link for `work` into the list."""
        more = {"title": work.title, "authors": work.authors, "year": work.year} | more
        self.web.add(url, truth, kind, about, **more)

    def pages(
        self,
        label: str,
        count: int,
        make: Callable[[Work], Handler],
        truth: str,
        kind: str,
        about: str,
        *,
        path: str = "/",
        scheme: str = "https",
        **more: object,
    ) -> None:
        """`count` hosts that behave alike, each with a link to the page of a work of its own."""
        for number in range(1, count + 1):
            work = next(self.neutral)
            url = f"{scheme}://{label}-{number}.net{path}"
            pages.put(self.web, url, make(work), **more)
            self.link(url, work, truth, kind, about)
