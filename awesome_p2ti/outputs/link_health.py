"""What is known of the links of an entry: by the ledger, with its day; nothing is asked here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from awesome_p2ti.history.ledger import is_gone, is_snapshot
from awesome_p2ti.outputs.readme.tables import ROLE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.schema.models import Links, Paper

NOT_CHECKED = "not checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedLink:
    """A link with its last known status, the day of that, and an archived copy."""

    role: str
    url: str
    official: bool = True
    note: str = ""
    status: str = NOT_CHECKED
    day: str = ""
    copy: str = ""
    gone: bool = False

    @property
    def word(self) -> str:
        """Return what pages call it: ``code``, or ``code*`` for code by others."""
        return ROLE_WORDS.get(self.role, self.role) + ("" if self.official else "*")


def checked_links(links: Links, catalog: Catalog) -> list[CheckedLink]:
    """Return the links of an entry in their order, each with what the ledger says."""
    return [
        _checked(
            catalog, role, link.url, official=link.official, note=link.note or "",
            copy=link.archived or _snapshot(catalog, link.url),
        )
        for role, link in links.items()
    ]  # fmt: skip


def paper_health(catalog: Catalog, paper: Paper) -> Iterator[CheckedLink]:
    """Yield the paper's own address and all its links with what the ledger says."""
    if paper.url and not (paper.links.paper and paper.links.paper[0].url == paper.url):
        yield _checked(catalog, "paper", paper.url)
    yield from checked_links(paper.links, catalog)


def _checked(catalog: Catalog, role: str, url: str, **more: Any) -> CheckedLink:
    line = catalog.link_lines.get(url)
    if line is None:
        return CheckedLink(role=role, url=url, **more)
    day = max(line.last_ok, line.last_failure)
    return CheckedLink(
        role=role, url=url, status=line.status, day=day, gone=is_gone(line), **more
    )  # fmt: skip


def _snapshot(catalog: Catalog, url: str) -> str:
    line = catalog.link_lines.get(url)
    return line.snapshot if line and is_snapshot(line.snapshot) else ""
