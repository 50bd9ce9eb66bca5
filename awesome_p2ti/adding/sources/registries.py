"""Who knows published works: Crossref and the other DOI registries, and OpenReview."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from awesome_p2ti.adding.sources.service import MAX_REPLY, Answer, Service, failed, request
from awesome_p2ti.identifiers import arxiv_id_of_doi
from awesome_p2ti.links.replies.citation_page import read_citation_page
from awesome_p2ti.links.replies.crossref import SELECTED, read_citation
from awesome_p2ti.links.replies.json_values import json_path
from awesome_p2ti.links.replies.openreview import denies, read_note

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.paper_facts import PaperFacts

CITATION = "application/vnd.citationstyles.csl+json"
_SAFE = "/:;()._-~"


def _ask_crossref(http: HttpClient, ids: Sequence[str]) -> Answer:
    url = f"https://api.crossref.org/works/{quote(ids[0], safe=_SAFE)}"
    if len(ids) > 1:
        wanted = ",".join(f"doi:{i}" for i in ids)
        url = f"https://api.crossref.org/works?filter={quote(wanted, safe=',:/.;()')}"
        url += f"&rows={len(ids)}&select={SELECTED}"
    response, why = request(http, url, "json", MAX_REPLY, Accept="application/json")
    if len(ids) == 1 and response.error is None and response.status == 404:
        return Answer("Crossref", denied=frozenset(ids), requests=response.requests)
    message = json_path(response.json(), "message")
    items = json_path(message, "items") if len(ids) > 1 else [message]
    if why or json_path(response.json(), "status") != "ok" or not isinstance(items, list):
        return failed("Crossref", response, why or "its reply is no list of works")
    facts = _by_doi(ids, items, "Crossref")
    failure = "" if facts or len(ids) > 1 else "its reply is of another work"
    return Answer("Crossref", facts, failure=failure, requests=response.requests)


def _ask_doi(http: HttpClient, ids: Sequence[str]) -> Answer:
    """The agency that registered a DOI, by the resolver."""
    url = f"https://doi.org/{quote(ids[0], safe=_SAFE)}"
    response, why = request(http, url, "json", MAX_REPLY, Accept=CITATION)
    if response.error is None and response.status == 404 and not response.redirects:
        return Answer("doi.org", denied=frozenset(ids), requests=response.requests)
    facts = _by_doi(ids, [response.json()], "doi.org") if not why else {}
    if not facts:
        return failed("doi.org", response, why or "its reply is of another work")
    return Answer("doi.org", facts, requests=response.requests)


def _by_doi(ids: Sequence[str], items: Sequence[Any], source: str) -> dict[str, PaperFacts]:
    read = (read_citation(i, source) for i in items if isinstance(i, dict))
    found = {f.doi.lower(): f for f in read if f is not None and f.title}
    return {i: found[i.lower()] for i in ids if i.lower() in found}


def _ask_openreview(http: HttpClient, ids: Sequence[str]) -> Answer:
    return _ask_notes(http, ids, "https://api2.openreview.net")


def _ask_openreview_1(http: HttpClient, ids: Sequence[str]) -> Answer:
    return _ask_notes(http, ids, "https://api.openreview.net")


def _ask_notes(http: HttpClient, ids: Sequence[str], host: str) -> Answer:
    source, ident = "OpenReview", ids[0]
    url = f"{host}/notes?id={quote(ident)}"
    response, why = request(http, url, "json", MAX_REPLY, Accept="application/json")
    if denies(response):
        return Answer(source, denied=frozenset(ids), requests=response.requests)
    note = json_path(response.json(), "notes", 0) if not why else None
    read = read_note(note) if isinstance(note, dict) else None
    if read is None or read.ident != ident or not read.facts.title:
        return failed(source, response, why or "its reply is not of this paper")
    if read.deleted:
        return Answer(source, denied=frozenset(ids), requests=response.requests)
    return Answer(source, {ident: read.facts}, requests=response.requests)


def _ask_forum(http: HttpClient, ids: Sequence[str]) -> Answer:
    """The forum's own page, where both interfaces turn programs away."""
    source, ident = "the page at OpenReview", ids[0]
    url = f"https://openreview.net/forum?id={quote(ident)}"
    response, why = request(http, url, "html", 1 << 20)
    facts = read_citation_page(response.text(), source) if not why else None
    if facts is None:
        return failed(source, response, why or "it is no paper's page")
    return Answer(source, {ident: replace(facts, openreview=ident)}, requests=response.requests)


def _ask_publisher(http: HttpClient, ids: Sequence[str]) -> Answer:
    """The page to which a DOI leads, where its publisher lets programs in."""
    source = "the publisher's page"
    response, why = request(http, f"https://doi.org/{quote(ids[0], safe=_SAFE)}", "html", 1 << 20)
    if response.error is None and response.status == 404 and not response.redirects:
        return Answer(source, denied=frozenset(ids), requests=response.requests)
    facts = read_citation_page(response.text(), source) if not why else None
    if facts is None or facts.doi.lower() != ids[0].lower():
        return failed(source, response, why or "it is not this work's page")
    return Answer(source, {ids[0]: facts}, requests=response.requests)


CROSSREF = Service("Crossref", _ask_crossref, 50)
DOI_ORG = Service("doi.org", _ask_doi)
PUBLISHER = Service("the publisher's page", _ask_publisher)
OPENREVIEW = Service("OpenReview", _ask_openreview)
OPENREVIEW_1 = Service("OpenReview (first interface)", _ask_openreview_1)
FORUM = Service("the page at OpenReview", _ask_forum)


def own_doi(doi: str) -> str:
    """Return a DOI that is not arXiv's own name for a preprint, or nothing."""
    return "" if arxiv_id_of_doi(doi) else doi
