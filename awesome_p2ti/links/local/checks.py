"""Verdicts on addresses for which no request is made: files, their parts, other schemes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_p2ti.links.local.disk import Disk
from awesome_p2ti.links.local.kinds import Kind, kind_of, readme_in
from awesome_p2ti.links.local.schemes import NOT_ON_DISK, unrequested
from awesome_p2ti.links.local.slugs import markdown_anchors
from awesome_p2ti.links.local.targets import is_of_site
from awesome_p2ti.links.models import SEVERITY_ORDER, Link, SiteRecord, Status, Verdict
from awesome_p2ti.links.pages.html_scanner import anchors
from awesome_p2ti.urls import page_fragment

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SITE_ENDS = (".html", ".md", ".mdx", "/index.html", "/index.md", "/index.mdx", "/README.md")
# Lines of a source, and the parts of a page that GitHub itself adds.
_NOT_OF_THE_TEXT = re.compile(
    r"L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?|top|readme|.*-ov-file", re.IGNORECASE
)
_CLOSED = "a folder on the way is closed to this user"
_NOT_LOOKED_UP = "nobody may look there"
_FOOTNOTE = re.compile(r"(?:user-content-)?fn(?:ref)?[-:]", re.IGNORECASE)


class LocalChecker:
    """Judges what needs no network; ``texts`` holds what is not on disk, by its name."""

    def __init__(self, texts: Mapping[str, tuple[Kind, str]]) -> None:
        self._disk = Disk()
        self._texts = texts
        self._anchors: dict[str, set[str] | None] = {}

    def check(self, links: Sequence[Link]) -> dict[Link, Verdict]:
        """Return the verdicts on those of the links that are not to be requested."""
        return {link: found for link in links if (found := self._verdict(link)) is not None}

    def _verdict(self, link: Link) -> Verdict | None:
        is_local = bool(link.uses) and bool(link.uses[0].target)
        if is_local:
            records = self._of_uses(link)
            record = max(records, key=lambda r: SEVERITY_ORDER.index(r.status))
        elif one := unrequested(link.url):
            record, records = one, [one] * max(1, len(link.uses))
        else:
            return None
        return Verdict(
            link=link,
            status=record.status,
            detail=record.detail,
            evidence=record.evidence,
            per_use=tuple(r.status for r in records),
        )

    def _of_uses(self, link: Link) -> list[SiteRecord]:
        """Return what there is for each use: where it stands decides what it may leave out."""
        found: dict[tuple[bool, str], SiteRecord] = {}
        keys = [(is_of_site(use.path), use.top) for use in link.uses]
        for key in dict.fromkeys(keys):
            found[key] = self._of_target(link, of_site=key[0], top=Path(key[1]) if key[1] else None)
        return [found[key] for key in keys]

    def _of_target(self, link: Link, *, of_site: bool, top: Path | None) -> SiteRecord:
        target = Path(link.uses[0].target)
        if str(target) in self._texts:
            return self._of_fragment(link, str(target))
        paths = [target, *(Path(f"{target}{end}") for end in (_SITE_ENDS if of_site else ()))]
        known = {path: self._disk.has(path, top) for path in paths}
        found = next((path for path in paths if known[path]), None)
        is_named_as_folder = link.url.partition("#")[0].endswith("/")
        if found is not None and (of_site or not is_named_as_folder or found.is_dir()):
            return self._of_fragment(link, str(found))
        if None in known.values():
            return SiteRecord(status=Status.UNREACHABLE, detail=_CLOSED, evidence=(_NOT_LOOKED_UP,))
        if detail := _unknown(link, target, of_site=of_site, top=top):
            return SiteRecord(status=Status.REFUSED, detail=detail, evidence=(NOT_ON_DISK,))
        if top is not None and any(self._disk.is_left_out(path, top) for path in paths):
            return SiteRecord(status=Status.OK, detail="git has it, and it is not checked out")
        nearest = self._disk.nearest(target, top)
        hint = f"; there is {nearest}" if nearest else ""
        evidence = ("nothing on disk has exactly this name",)
        return SiteRecord(
            status=Status.GONE, detail=f"there is no such file{hint}", evidence=evidence
        )

    def _of_fragment(self, link: Link, file: str) -> SiteRecord:
        fragment = page_fragment(link.url)
        names = self._names(file) if fragment else set()
        if names is None:
            return SiteRecord(status=Status.OK, detail="it is there, its parts are not known")
        if not fragment or _is_named(fragment, names):
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
        kind, text = self._texts.get(file) or (None, None)
        if text is None:
            path = _shown_for(Path(file))
            kind = kind_of(path.name)
            text = self._disk.text(path) if kind in {Kind.MARKDOWN, Kind.HTML} else None
        if text is None:
            return None
        return markdown_anchors(text) if kind is Kind.MARKDOWN else anchors(text)


def _shown_for(path: Path) -> Path:
    """Return the file that GitHub shows for a path: a folder's README."""
    try:
        return (readme_in(path) or path) if path.is_dir() else path
    except OSError:
        return path


def _unknown(link: Link, target: Path, *, of_site: bool, top: Path | None) -> str:
    """Return why nobody can tell from the disk whether a target exists, or nothing."""
    if link.url.startswith("/"):
        return f"it begins at the root of a {'site' if of_site else 'repository that is not known'}"
    if top is not None and not target.is_relative_to(top):
        return "it leads out of the repository"
    return ""


def _is_named(fragment: str, names: set[str]) -> bool:
    """Return whether a part has this name; GitHub looks it up as written and in lower case."""
    written = unquote(fragment).removeprefix("user-content-")
    is_there = written in names or written.lower() in names or fragment in names
    return is_there or bool(_NOT_OF_THE_TEXT.fullmatch(written) or _FOOTNOTE.match(written))
