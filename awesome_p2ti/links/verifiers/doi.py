"""DOIs: the handle registry says whether one exists; its metadata says what it is.

https://www.doi.org/doi-handbook/HTML/rest-api.html: responseCode 1 is found, 100 is no such handle,
200 is a handle without such values. A publisher's page, which likes to answer 403, is never asked.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from awesome_p2ti.links.model import Kind, Record, Status
from awesome_p2ti.links.verifiers.base import ask, dig, options_of, parts_of, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_p2ti.links.http import Http, Reply

CITATION = "application/vnd.citationstyles.csl+json"
_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_SAFE = "/:;()._-~"


class Doi:
    """The DOI verifier."""

    name = "doi"
    host = "doi.org"
    batch = 1

    def identify(self, url: str) -> str | None:
        """Return the DOI in an address of the DOI resolver."""
        parts = parts_of(url, "doi.org", "www.doi.org", "dx.doi.org")
        doi = unquote(parts.path).strip("/") if parts else ""
        return doi if _DOI.fullmatch(doi) else None

    def page(self, ident: str) -> str:
        """Return nothing: the address itself leads to a page."""
        return ""

    def lookup(self, http: Http, ids: Sequence[str]) -> Mapping[str, Record]:
        """Ask the registry for each DOI, and those that exist for their metadata."""
        records: dict[str, Record] = {}
        for ident in ids:
            spelt = quote(ident, safe=_SAFE)
            reply = ask(http, f"https://doi.org/api/handles/{spelt}?type=URL", **options_of())
            code = dig(reply.json(), "responseCode") if reply.fault is None else None
            if code in {1, 200}:
                records[ident] = self._with_metadata(http, spelt, reply)
            elif code == 100:
                record = self._denied(http, ident, reply)
                if record is not None:
                    records[ident] = record
        return records

    def _denied(self, http: Http, ident: str, first: Reply) -> Record | None:
        """Ask again for what the registry does not know, by the way that a reader takes."""
        again = http.get("https://doi.org/" + quote(ident, safe=_SAFE), follow=False)
        if again.fault is not None or again.status != 404:
            return None
        return Record(
            status=Status.GONE,
            kind=Kind.WORK,
            detail=f"no DOI {ident} is registered",
            evidence=("the handle registry answers 100, and the resolver 404",),
            requests=first.requests + again.requests,
            seconds=first.seconds + again.seconds,
        )

    def _with_metadata(self, http: Http, spelt: str, first: Reply) -> Record:
        reply = http.get(f"https://doi.org/{spelt}", headers={"Accept": CITATION},
                         max_bytes=512 * 1024)  # fmt: skip
        record = Record(status=Status.OK, kind=Kind.WORK, detail="registered")
        data = reply.json() if reply.ok else None
        if isinstance(data, dict):
            record = read_citation(data, record)
        return replace(
            record,
            requests=first.requests + reply.requests,
            seconds=first.seconds + reply.seconds,
        )

    def read(self, ident: str, reply: Reply) -> Record | None:
        """Leave a publisher's page to the general reader."""
        return None


def read_citation(data: Mapping[str, object], record: Record) -> Record:
    """Read CSL JSON; Crossref gives some texts as lists of one."""
    title = data.get("title")
    title = title[0] if isinstance(title, list) and title else title
    names = data.get("author")
    authors = tuple(
        " ".join(filter(None, (text_of(dig(a, "given")), text_of(dig(a, "family")))))
        or text_of(dig(a, "literal"))
        for a in (names if isinstance(names, list) else [])[:100]
    )
    year = dig(data, "issued", "date-parts", 0, 0)
    return replace(
        record,
        title=re.sub(r"<[^<>]{1,20}>", "", text_of(title)),
        authors=tuple(a for a in authors if a),
        year=year if isinstance(year, int) else None,
    )
