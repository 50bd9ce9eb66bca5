"""arXiv: hundreds of ids in one request to its query interface.

https://info.arxiv.org/help/api/user-manual.html: a reply is an Atom feed, in no promised order;
ids that do not exist are simply absent; one malformed id spoils the whole request with an entry
titled "Error"; ten results come unless ``max_results`` asks for more; one request in three seconds.
The absent ids of all batches are looked up once more at the end, beside one that is known to exist.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_p2ti.links.models import SiteRecord, Status, TitleKind
from awesome_p2ti.links.pages.html import read_page
from awesome_p2ti.links.replies.arxiv_feed import Feed, FeedEntry, read_feed
from awesome_p2ti.links.replies.json_values import year_of
from awesome_p2ti.links.replies.notices import withdrawal_in
from awesome_p2ti.links.verifiers.base import (
    Lookup,
    LookupContext,
    SiteVerifier,
    batched,
    request_with_retries,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.response import Response

API = "https://export.arxiv.org/api/query"
MAX_REPLY = 8 * 1024 * 1024
MAX_URL = 4000  # characters: servers commonly take a request line of at least 4 KB
MAX_SPLITS = 6
MANY, MUCH = 5, 0.3  # absent ids, and their part of all, that put the interface in doubt
_PATH = re.compile(r"/(?:abs|pdf|html|format|e-print|ps|src)/(?P<id>.+?)(?:\.pdf)?/?")
_ID = re.compile(
    r"(?:\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}|[a-z-]+(?:\.[A-Za-z]{2})?/\d{7})(?:v[1-9]\d?)?"
)
_NUMBERS = re.compile(r"\d+\.\d+(?:v\d+)?")
_VERSION = re.compile(r"v\d+$")


class ArXiv(SiteVerifier):
    """The arXiv verifier."""

    name = "arxiv"
    host = "export.arxiv.org"
    hosts = frozenset({"arxiv.org", "www.arxiv.org", "export.arxiv.org"})
    batch = 350  # of the usual length fit into a request line
    absent_statuses = frozenset({400, 404, 410})  # 400: "not an identifier"

    def identify(self, parts: SplitResult) -> str | None:
        """Return the id with its version, or nothing for an id that no arXiv id can be."""
        match = _PATH.fullmatch(unquote(parts.path))
        if match is None or parts.query:
            return None
        ident = match["id"]
        return ident if _is_id(ident) or _NUMBERS.fullmatch(ident) else None

    def page(self, ident: str) -> str:
        """Return the abstract page."""
        return f"https://arxiv.org/abs/{ident}"

    def lookup(self, http: HttpClient, ids: Sequence[str], context: LookupContext) -> Lookup:
        """Look all ids up; those without a reliable answer are undecided."""
        never = {i: _never(i) for i in ids if not _is_id(i)}
        wanted = [i for i in ids if i not in never]
        control = context.control_id if _is_id(context.control_id) else ""
        beside = [control] if control and wanted and control not in wanted else []
        found = self._request(http, [*wanted, *beside], MAX_SPLITS)
        if wanted and not found:
            return Lookup(never)
        control = next(iter(found), control)
        absent = [i for i in wanted if i not in found]
        twice = {i: _gone(i, len(absent)) for i in absent if i in context.gone_before}
        deferred = frozenset(absent) - twice.keys()
        records = {**never, **{i: found[i] for i in wanted if i in found}, **twice}
        if not context.last_batch:
            return Lookup(records, deferred=deferred)
        confirmed = self._confirm(http, {*deferred, *context.deferred}, control)
        gone = frozenset(i for i, r in confirmed.items() if r.status is Status.GONE)
        if len(gone) > MANY and len(gone) > MUCH * (context.requested + len(wanted)):
            there = {i: r for i, r in confirmed.items() if i not in gone}
            return Lookup(records | there, denied=gone)  # so many: the pages have to agree
        return Lookup(records | confirmed)

    def _request(self, http: HttpClient, ids: Sequence[str], splits: int) -> dict[str, SiteRecord]:
        if not ids:
            return {}
        url = f"{API}?id_list={','.join(ids)}&max_results={len(ids)}"
        if len(url) > MAX_URL and splits:
            return self._halved(http, ids, splits - 1)
        response = request_with_retries(
            http,
            url,
            headers={"Accept": "application/atom+xml"},
            max_bytes=MAX_REPLY,
            timeout=http.settings.timeout * 3,
        )
        feed = read_feed(response.body) if response.error is None else Feed()
        if response.ok and feed.entries and not response.truncated:
            return _match(ids, feed.entries, response)
        if feed.malformed and splits:
            rest = [i for i in ids if feed.malformed not in {i, _VERSION.sub("", i)}]
            return self._request(http, rest, splits - 1) if len(rest) < len(ids) else {}
        if (
            len(ids) > 1
            and splits
            and (response.truncated or response.status in {400, 413, 414, 431})
        ):
            return self._halved(http, ids, splits - 1)
        return {}

    def _halved(self, http: HttpClient, ids: Sequence[str], splits: int) -> dict[str, SiteRecord]:
        half = len(ids) // 2
        first = self._request(http, ids[:half], splits)
        return {**first, **self._request(http, ids[half:], splits)} if first else {}

    def _confirm(
        self, http: HttpClient, absent: Collection[str], control: str
    ) -> dict[str, SiteRecord]:
        """Look up once more all that was absent, beside an id that is known to exist."""
        result: dict[str, SiteRecord] = {}
        if not control:
            return result
        for part in batched(sorted(absent), self.batch - 1):
            second = self._request(http, [control, *part], MAX_SPLITS)
            if control in second:
                result |= {i: second.get(i) or _gone(i, len(part)) for i in part}
        return result

    def read(self, ident: str, response: Response) -> SiteRecord | None:
        """Read an abstract page: its citation tags, and whether the paper is withdrawn."""
        page = read_page(response.text(), response.final_url)
        if not page.has_citation_title:
            return None
        record = SiteRecord(
            status=Status.OK,
            title_kind=TitleKind.WORK,
            title=page.stated_titles[0],
            authors=page.authors,
            year=page.year,
            detail="by its abstract page",
        )
        notice = withdrawal_in(page.text)
        return _withdrawn(record, notice) if notice else record


def _never(ident: str) -> SiteRecord:
    """Return the record of numbers that arXiv has never given to a paper."""
    return SiteRecord(
        status=Status.GONE,
        title_kind=TitleKind.WORK,
        detail=f"{ident} is no arXiv id",
        confirmed=True,
        evidence=("arXiv's ids are YYMM.NNNN until 1412 and YYMM.NNNNN since",),
    )


def _is_id(ident: str) -> bool:
    """Say whether the interface will take this id: since 1501 numbers have five digits."""
    if not _ID.fullmatch(ident):
        return False
    month, dot, number = _VERSION.sub("", ident).partition(".")
    if "/" in ident or not dot:
        return True
    return len(number) == (5 if month >= "1501" else 4) and month >= "0704"


def _match(
    ids: Sequence[str], entries: Iterable[FeedEntry], response: Response
) -> dict[str, SiteRecord]:
    by_id: dict[str, SiteRecord] = {}
    for entry in entries:
        ident, record = entry.ident.lower(), _record_of(entry)
        by_id[ident] = record
        by_id.setdefault(_VERSION.sub("", ident), record)
    part = response.requests / len(ids), response.seconds / len(ids)
    return {
        i: replace(by_id[key], requests=part[0], seconds=part[1])
        for i in ids
        if (key := _key(i)) in by_id
    }


def _key(ident: str) -> str:
    """Return how the feed names an id: a subject class such as math.GT is left out there."""
    return re.sub(r"^([a-z-]+)\.[a-z]{2}/", r"\1/", ident.lower())


def _record_of(entry: FeedEntry) -> SiteRecord:
    facts = entry.facts
    record = SiteRecord(
        status=Status.OK,
        title_kind=TitleKind.WORK,
        title=facts.title,
        authors=facts.authors[:100],
        year=year_of(facts.submitted[:4]),
    )
    return _withdrawn(record, entry.notice) if entry.notice else record


def _withdrawn(record: SiteRecord, notice: str) -> SiteRecord:
    evidence = (f'arXiv says: "{notice[:120]}"',)
    return replace(record, status=Status.WRONG, detail="the paper is withdrawn", evidence=evidence)


def _gone(ident: str, count: int) -> SiteRecord:
    return SiteRecord(
        status=Status.GONE,
        title_kind=TitleKind.WORK,
        detail=f"arXiv knows no {ident}",
        confirmed=True,
        evidence=("arXiv's interface leaves it out, twice, beside an id that it knows",),
        requests=1 / count,
    )
