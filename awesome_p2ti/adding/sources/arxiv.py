"""Who knows arXiv's papers: its query interface, OAI-PMH, DataCite, its own pages, the hub."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from awesome_p2ti.adding.sources.service import MAX_REPLY, Answer, Service, failed, request
from awesome_p2ti.links.heuristics.refusals import refusal_in
from awesome_p2ti.links.replies.arxiv_feed import read_feed
from awesome_p2ti.links.replies.arxiv_lists import read_oai
from awesome_p2ti.links.replies.citation_page import read_citation_page
from awesome_p2ti.links.replies.datacite import read_dois
from awesome_p2ti.links.replies.huggingface import read_paper
from awesome_p2ti.links.replies.json_values import json_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.links.http.client import HttpClient

_MAX_MALFORMED = 2  # ids that a service calls malformed and that are left out of another request


def _ask_arxiv(http: HttpClient, ids: Sequence[str]) -> Answer:
    """The query interface: an id that it leaves out of a whole feed does not exist."""
    wanted, malformed, requests = list(ids), set[str](), 0
    for _ in range(_MAX_MALFORMED + 1):
        url = f"https://export.arxiv.org/api/query?id_list={','.join(wanted)}"
        response = http.get(f"{url}&max_results={len(wanted)}", max_bytes=MAX_REPLY)
        requests += response.requests
        feed = read_feed(response.body)
        if feed.malformed not in wanted:
            break
        malformed.add(feed.malformed)
        wanted.remove(feed.malformed)
        if not wanted:
            return Answer("arXiv", denied=frozenset(malformed), requests=requests)
    why = refusal_in(response, "xml")
    if why or feed.total is None or feed.malformed:
        return failed("arXiv", response, why or "its reply is no list of papers", requests)
    found = {e.facts.arxiv: e.facts for e in feed.entries}
    facts = {i: found[k] for i in wanted if (k := _without_subject(i)) in found}
    whole = feed.total == len(found) and found.keys() <= {_without_subject(i) for i in wanted}
    absent = frozenset(wanted) - facts.keys() if whole else frozenset[str]()
    failure = "" if whole else f"of {len(wanted)} papers its reply holds {len(facts)}"
    return Answer("arXiv", facts, absent | malformed, failure, requests)


def _without_subject(ident: str) -> str:
    """Return how the query interface names an id: a subject class such as math.GT is left out."""
    archive, slash, number = ident.partition("/")
    return f"{archive.partition('.')[0]}/{number}" if slash else ident


def _ask_oai(http: HttpClient, ids: Sequence[str]) -> Answer:
    source, ident = "arXiv (OAI-PMH)", ids[0]
    url = "https://oaipmh.arxiv.org/oai?verb=GetRecord&metadataPrefix=arXiv"
    response, why = request(http, f"{url}&identifier=oai:arXiv.org:{quote(ident)}", "xml")
    reply = read_oai(response.body) if not why else None
    if reply and reply.error == "idDoesNotExist":
        return Answer(source, denied=frozenset(ids), requests=response.requests)
    found = next((f for f in (reply.facts if reply else ()) if f.arxiv == ident), None)
    if found is None:
        said = (reply and reply.error) or "its reply is no record of this paper"
        return failed(source, response, why or said)
    return Answer(source, {ident: found}, requests=response.requests)


def _ask_datacite(http: HttpClient, ids: Sequence[str]) -> Answer:
    """The registry of arXiv's DOIs; of many it leaves out those that it does not have."""
    dois = [f"10.48550/arXiv.{i}" for i in ids]
    url = f"https://api.datacite.org/dois/{quote(dois[0])}"
    if len(ids) > 1:
        query = " OR ".join(f'"{d}"' for d in dois)
        url = f"https://api.datacite.org/dois?query={quote(f'doi:({query})')}"
        url += f"&page%5Bsize%5D={len(ids)}"
    response, why = request(http, url, "json", MAX_REPLY, Accept="application/json")
    errors = json_path(response.json(), "errors")
    if len(ids) == 1 and response.status == 404 and isinstance(errors, list):
        return Answer("DataCite", denied=frozenset(ids), requests=response.requests)
    found = {f.arxiv: f for f in read_dois(response.json())} if not why else {}
    facts = {i: found[i] for i in ids if i in found}
    if not facts:
        return failed("DataCite", response, why or "its reply is no record of this paper")
    return Answer("DataCite", facts, requests=response.requests)


def _ask_abstract_page(http: HttpClient, ids: Sequence[str]) -> Answer:
    source, ident = "the page at arXiv", ids[0]
    response, why = request(http, f"https://arxiv.org/abs/{quote(ident)}", "html", 256 * 1024)
    if response.error is None and response.status == 404:
        return Answer(source, denied=frozenset(ids), requests=response.requests)
    cut = why and response.ok and response.truncated  # the tags come first
    facts = read_citation_page(response.text(), source) if not why or cut else None
    if facts is None or facts.arxiv != ident:
        return failed(source, response, why or "it is not this paper's page")
    return Answer(source, {ident: facts}, requests=response.requests)


def _ask_hub(http: HttpClient, ids: Sequence[str]) -> Answer:
    """The hub's papers; that it has none says nothing of the paper."""
    source, ident = "Hugging Face", ids[0]
    url = f"https://huggingface.co/api/papers/{quote(ident)}"
    response, why = request(http, url, "json", MAX_REPLY, Accept="application/json")
    if response.error is None and response.status == 404 and json_path(response.json(), "error"):
        return Answer(source, requests=response.requests)
    facts = read_paper(response.json()) if not why else None
    if facts is None or facts.arxiv != ident:
        return failed(source, response, why or "its reply is not of this paper")
    return Answer(source, {ident: facts}, requests=response.requests)


ARXIV = Service("arXiv", _ask_arxiv, 100)
OAI = Service("arXiv (OAI-PMH)", _ask_oai)
DATACITE = Service("DataCite", _ask_datacite, 50)
ABSTRACT_PAGE = Service("the page at arXiv", _ask_abstract_page)
HUB = Service("Hugging Face", _ask_hub)
