"""Verdicts on addresses for which no request is made: files, their parts, other schemes."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_p2ti.links.local.disk import Disk
from awesome_p2ti.links.local.kinds import Kind, kind_of
from awesome_p2ti.links.local.schemes import NOT_ON_DISK, unrequested
from awesome_p2ti.links.local.slugs import markdown_anchors
from awesome_p2ti.links.local.targets import is_of_site
from awesome_p2ti.links.models import Link, SiteRecord, Status, Verdict
from awesome_p2ti.links.pages.html_scanner import anchors
from awesome_p2ti.urls import page_fragment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SITE_ENDS = (".html", ".md", ".mdx", "/index.html", "/index.md", "/index.mdx", "/README.md")
# Lines of a source, and the parts of a page that GitHub itself adds.
_NOT_OF_THE_TEXT = re.compile(
    r"L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?|top|readme|.*-ov-file", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"(?:user-content-)?fn(?:ref)?[-:]", re.IGNORECASE)


class LocalChecker:
    """Judges what needs no network.

    ``texts`` holds what is not on disk, by its name. ``bounded``: nothing out of ``top`` is known.
    """

    def __init__(
        self, top: Path, texts: Mapping[str, tuple[Kind, str]], *, bounded: bool = True
    ) -> None:
        self._disk = Disk(top)
        self._bounded = bounded
        self._texts = texts
        self._anchors: dict[str, set[str] | None] = {}

    def check(self, links: Sequence[Link]) -> dict[Link, Verdict]:
        """Return the verdicts on those of the links that are not to be requested."""
        return {link: found for link in links if (found := self._verdict(link)) is not None}

    def _verdict(self, link: Link) -> Verdict | None:
        is_local = bool(link.uses) and bool(link.uses[0].target)
        record = self._of_target(link) if is_local else unrequested(link.url)
        if record is None:
            return None
        return Verdict(
            link=link,
            status=record.status,
            detail=record.detail,
            evidence=record.evidence,
            per_use=(record.status,) * max(1, len(link.uses)),
        )

    def _of_target(self, link: Link) -> SiteRecord:
        use = link.uses[0]
        target = Path(use.target)
        if use.target in self._texts:
            return self._of_fragment(link, use.target)
        of_site = is_of_site(use.path)
        ends = _SITE_ENDS if of_site else ()
        paths = [target, *(Path(f"{target}{end}") for end in ends)]
        found = next((path for path in paths if self._disk.has(path)), None)
        is_named_as_folder = link.url.partition("#")[0].endswith("/")
        if found is not None and (of_site or not is_named_as_folder or found.is_dir()):
            return self._of_fragment(link, str(found))
        if detail := self._unknown(target, link):
            return SiteRecord(status=Status.REFUSED, detail=detail, evidence=(NOT_ON_DISK,))
        nearest = self._disk.nearest(target)
        hint = f"; there is {nearest}" if nearest else ""
        evidence = ("nothing on disk has exactly this name",)
        return SiteRecord(
            status=Status.GONE, detail=f"there is no such file{hint}", evidence=evidence
        )

    def _unknown(self, target: Path, link: Link) -> str:
        """Return why nobody can tell from the disk whether a target exists, or nothing."""
        path = link.uses[0].path
        if is_of_site(path) and link.url.startswith("/"):
            return "it begins at the root of a site"
        own = Path(os.path.normpath(self._disk.top / path)).parent
        if self._bounded and not (self._disk.is_inside(target) or target.is_relative_to(own)):
            return "it leads out of the repository"
        return ""

    def _of_fragment(self, link: Link, file: str) -> SiteRecord:
        fragment = page_fragment(link.url)
        names = self._names(file) if fragment else None
        if names is None or _is_named(fragment, names):
            return SiteRecord(status=Status.OK)
        written = unquote(fragment)
        near = [name for name in sorted(names) if name.lower() == written.lower()]
        hint = f"; it has '#{near[0]}'" if near else ""
        return SiteRecord(
            status=Status.FRAGMENT_MISSING,
            detail=f"it has no heading or id '#{written}'{hint}",
            evidence=(f"its {len(names)} headings and ids were read",),
        )

    def _names(self, file: str) -> set[str] | None:
        """Return the names of a file's parts; None where it is none whose parts can be told."""
        if file not in self._anchors:
            self._anchors[file] = self._read_names(file)
        return self._anchors[file]

    def _read_names(self, file: str) -> set[str] | None:
        kind, text = self._texts.get(file) or (kind_of(file), None)
        if kind not in {Kind.MARKDOWN, Kind.HTML}:
            return None
        text = self._disk.text(Path(file)) if text is None else text
        if text is None:
            return None
        return markdown_anchors(text) if kind is Kind.MARKDOWN else anchors(text)


def _is_named(fragment: str, names: set[str]) -> bool:
    """Return whether a part has this name; GitHub looks it up as written and in lower case."""
    written = unquote(fragment).removeprefix("user-content-")
    is_there = written in names or written.lower() in names or fragment in names
    return is_there or bool(_NOT_OF_THE_TEXT.fullmatch(written) or _FOOTNOTE.match(written))
