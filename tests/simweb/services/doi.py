"""The DOI system: doi.org with its handle interface and content negotiation, and the registries.

A known name is a 302 to its publisher, an unknown one 404; `/api/handles/` answers responseCode 1
with the values, or 404 with responseCode 100; for a client that accepts citation data (CSL JSON)
the redirect leads to the agency that registered the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.simweb.wire import Reply, Request, as_json, html, plain, redirect

if TYPE_CHECKING:
    from tests.simweb.world import Web

CSL = "application/vnd.citationstyles.csl+json"


@dataclass(slots=True)
class Name:
    """A registered DOI."""

    doi: str
    target: str
    title: str
    authors: tuple[str, ...] = ()
    year: int = 2023
    agency: str = "Crossref"
    more: dict[str, Any] = field(default_factory=dict)
    """Further fields of its record, or others in the place of the usual ones."""

    def csl(self) -> dict[str, Any]:
        """Its citation data."""
        people = [
            {"family": a.split()[-1], "given": " ".join(a.split()[:-1])} for a in self.authors
        ]
        return {
            "DOI": self.doi,
            "title": self.title,
            "author": people,
            "issued": {"date-parts": [[self.year]]},
            "type": "paper-conference",
            "URL": f"https://doi.org/{self.doi}",
            **self.more,
        }


@dataclass(slots=True)
class Doi:
    """doi.org and the registries behind it."""

    names: dict[str, Name] = field(default_factory=dict)
    api_down: bool = False
    dialect: bool = False  # a missing name is status 200 with responseCode 100

    def add(self, doi: str, target: str, title: str, **more: object) -> Name:
        """Register a name."""
        name = self.names[doi.lower()] = Name(doi, target, title, **more)  # type: ignore[arg-type]
        return name

    def install(self, web: Web) -> None:
        """Put the DOI hosts into a web."""
        web.site("doi.org", self.proxy)
        web.site("dx.doi.org", lambda ask: redirect(f"https://doi.org{ask.target}", 301))
        web.site("www.doi.org", self.proxy)
        web.site("api.crossref.org", self.crossref)
        web.site("data.crosscite.org", self.crosscite)
        web.site("api.datacite.org", self.datacite)

    def proxy(self, request: Request) -> Reply:
        """doi.org."""
        if request.path.startswith("/api/handles/"):
            return self._handle(request.path.removeprefix("/api/handles/"))
        if request.path.lower().startswith("/doira/"):
            doi = request.path[7:]
            name = self.names.get(doi.lower())
            missing = {"DOI": doi, "status": "DOI does not exist"}
            return as_json([{"DOI": doi, "RA": name.agency} if name else missing])
        if request.path == "/":
            return html("<title>The DOI System</title>")
        name = self.names.get(request.path[1:].lower())
        if name is None:
            return html("<title>Error: DOI Not Found</title><h1>DOI Not Found</h1>", 404)
        if "json" in request.headers.get("accept", ""):
            base = "https://api.crossref.org/v1/works/{}/transform"
            if name.agency != "Crossref":
                base = f"https://data.crosscite.org/{CSL}/{{}}"
            return redirect(base.format(name.doi), 302)
        return redirect(name.target, 302)

    def _handle(self, doi: str) -> Reply:
        if self.api_down:
            return plain("Service Unavailable", 503)
        name = self.names.get(doi.lower())
        if name is None:
            status = 200 if self.dialect else 404
            return as_json({"responseCode": 100, "handle": doi}, status)
        value = {
            "index": 1,
            "type": "URL",
            "data": {"format": "string", "value": name.target},
            "ttl": 86400,
            "timestamp": "2024-01-01T00:00:00Z",
        }
        return as_json({"responseCode": 1, "handle": name.doi, "values": [value]})

    def crossref(self, request: Request) -> Reply:
        """api.crossref.org: one work, its transform, or a filter over several DOIs."""
        if self.api_down:
            return plain("Service Unavailable", 503)
        path = request.path.removeprefix("/v1").removeprefix("/works")
        if not path.strip("/"):
            wanted = [
                part.removeprefix("doi:") for part in request.query.get("filter", "").split(",")
            ]
            hits = [self.names[doi.lower()] for doi in wanted if doi.lower() in self.names]
            items = [self._work(name) for name in hits if name.agency == "Crossref"]
            message = {"total-results": len(items), "items": items}
            return as_json({"status": "ok", "message-type": "work-list", "message": message})
        whole = not path.endswith("/transform")
        name = self.names.get(path.strip("/").removesuffix("/transform").lower())
        if name is None or name.agency != "Crossref":
            return plain("Resource not found.", 404)
        if not whole:
            return as_json(name.csl(), Content_Type=CSL)
        return as_json({"status": "ok", "message-type": "work", "message": self._work(name)})

    def _work(self, name: Name) -> dict[str, Any]:
        created = {"created": {"date-parts": [[name.year + 1, 12, 24]]}}
        return name.csl() | {"title": [name.title], "publisher": "A publisher"} | created

    def crosscite(self, request: Request) -> Reply:
        """data.crosscite.org: citation data of any agency."""
        doi = request.path.split("json/", 1)[-1]
        name = self.names.get(doi.lower())
        return as_json(name.csl(), Content_Type=CSL) if name else plain("not found", 404)

    def datacite(self, request: Request) -> Reply:
        """api.datacite.org/dois/…, and ?query=doi:("A" OR "B")"""
        if request.path == "/dois":
            wanted = re.findall(r'"([^"]+)"', request.query.get("query", ""))
            known = [n for doi in wanted if (n := self.names.get(doi.lower()))]
            data = [_record_of(name) for name in known if name.agency == "DataCite"]
            return as_json({"data": data, "meta": {"total": len(data)}})
        name = self.names.get(request.path.removeprefix("/dois/").lower())
        if name is None or name.agency != "DataCite":
            errors = [{"status": "404", "title": "The resource you are looking for doesn't exist."}]
            return as_json({"errors": errors}, 404)
        return as_json({"data": _record_of(name)})


def _record_of(name: Name) -> dict[str, Any]:
    """A DOI as DataCite shows it; arXiv's creators stand with the family name first."""
    people = [a.split() for a in name.authors]
    about = {
        "doi": name.doi.lower(),
        "titles": [{"title": name.title}],
        "url": name.target,
        "publicationYear": name.year,
        "creators": [{"name": f"{p[-1]}, {' '.join(p[:-1])}"} for p in people],
        "dates": [{"date": f"{name.year}", "dateType": "Issued"}],
    }
    return {"id": name.doi.lower(), "type": "dois", "attributes": about}
