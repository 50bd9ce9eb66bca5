"""arXiv: the Atom interface on export.arxiv.org and the pages on arxiv.org.

From arXiv's user manual and terms of use: one request in three seconds on one connection; an id
that does not exist is simply not in the feed; a malformed one gives a feed whose only entry is
called Error; who asks too often reads `Rate exceeded.` with status 429 (or 503, or even 200).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from tests.simweb.meters import Limit
from tests.simweb.wire import Reply, Request, html, plain, redirect

if TYPE_CHECKING:
    from tests.simweb.world import Web

FORM = re.compile(r"(\d{4}\.\d{4,5}|[a-z-]+(\.[A-Z]{2})?/\d{7})(v\d+)?$")
FEED = (
    "<?xml version='1.0' encoding='UTF-8'?>\n"
    '<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/"'
    ' xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">\n'
    "  <id>https://arxiv.org/api/0123456789abcdefABCDEF</id>\n"
    "  <title>arXiv Query: search_query=&amp;id_list={ids}&amp;start={start}"
    "&amp;max_results={size}</title>\n"
    "  <updated>2026-11-01T00:00:00Z</updated>\n"
    '  <link href="https://arxiv.org/api/query?search_query=&amp;id_list={ids}"'
    ' type="application/atom+xml"/>\n'
    "  <opensearch:itemsPerPage>{size}</opensearch:itemsPerPage>\n"
    "  <opensearch:totalResults>{total}</opensearch:totalResults>\n"
    "  <opensearch:startIndex>{start}</opensearch:startIndex>\n"
    "{entries}</feed>\n"
)


@dataclass(slots=True)
class Paper:
    """A paper on arXiv; `titles` are those of its versions, oldest first."""

    ident: str
    titles: tuple[str, ...]
    authors: tuple[str, ...] = ()
    withdrawn: bool = False
    comment: str = ""
    journal_ref: str = ""
    doi: str = ""
    abstract: str = "We study images."
    stamp: str = ""  # of the first version, where its month is not that of the id
    category: str = "cs.CV"

    @property
    def day(self) -> str:
        """The day of the first version."""
        month = self.ident.rpartition("/")[2]
        return self.stamp or f"20{month[:2]}-{month[2:4]}-11"

    def version(self, wanted: str) -> int | None:
        """The number of the version that is asked for; None when there is none."""
        number = int(wanted) if wanted else len(self.titles)
        return number if 1 <= number <= len(self.titles) else None


@dataclass(slots=True)
class Arxiv:
    """Both host names of arXiv."""

    papers: dict[str, Paper] = field(default_factory=dict)
    api_down: bool = False
    dialect: bool = False  # what is missing is an entry without a title; a bad id is status 400
    refused: int = 0
    busy: int = 0  # the first requests to the interface are refused, in turns with 429 and 200

    def add(self, ident: str, *titles: str, **more: object) -> Paper:
        """Put a paper on arXiv."""
        paper = self.papers[ident] = Paper(ident, titles, **more)  # type: ignore[arg-type]
        return paper

    def install(self, web: Web) -> None:
        """Put arXiv's hosts into a web."""
        alone = Limit(at_once=1, per_second=1.0, burst=3, pause=2.8, connections=1)
        patient = Limit(at_once=8, per_second=15.0, burst=40)
        web.site("export.arxiv.org", self.api, limit=alone, refusal=self.refuse)
        web.site("arxiv.org", self.page, limit=patient, refusal=self.refuse)
        web.site("oaipmh.arxiv.org", self.oai, limit=patient, refusal=self.refuse)
        web.site("www.arxiv.org", lambda ask: redirect(f"https://arxiv.org{ask.target}", 301))

    def refuse(self, ask: Request) -> Reply:
        """Who asks the interface too fast is told so, at times with 503."""
        self.refused += ask.host == "export.arxiv.org"
        status = 503 if self.refused % 3 == 2 else 429
        return plain("Rate exceeded.", status, Retry_After="3")

    def find(self, ident: str) -> tuple[Paper, int] | None:
        """The paper and the version behind an id, if arXiv has it."""
        base, _, wanted = ident.partition("v")
        paper = self.papers.get(base)
        number = paper.version(wanted) if paper else None
        return (paper, number) if paper and number else None

    def api(self, request: Request) -> Reply:
        """GET /api/query?id_list=…&start=…&max_results=…"""
        if not request.secure:
            return redirect(f"https://export.arxiv.org{request.target}", 301)
        if request.path != "/api/query":
            return self.page(request)
        if self.api_down:
            return plain("Service Unavailable", 503)
        if self.busy:
            self.busy -= 1
            return plain("Rate exceeded.", 429 if self.busy % 2 else 200)
        query = request.query
        idents = [ident.strip() for ident in query.get("id_list", "").split(",") if ident.strip()]
        start, size = int(query.get("start", "0")), int(query.get("max_results", "10"))
        for ident in idents:
            if not FORM.match(ident):
                response = _atom(_error(ident), 1, idents, start, size)
                response.status = 400 if self.dialect else 200
                return response
        found = [hit for ident in idents if (hit := self.find(ident))]
        shown = found[start : start + min(size, 2000)]
        entries = "".join(_entry(paper, number) for paper, number in shown)
        if self.dialect:
            hollow = "  <entry>\n    <id>http://arxiv.org/abs/{}</id>\n  </entry>\n"
            entries += "".join(hollow.format(ident) for ident in idents if not self.find(ident))
        response = _atom(entries, len(found), idents, start, size)
        response.delay = 0.25 + 0.002 * len(shown)
        return response

    def oai(self, request: Request) -> Reply:
        """GET /oai?verb=GetRecord&identifier=oai:arXiv.org:ID&metadataPrefix=arXiv"""
        ident = request.query.get("identifier", "").removeprefix("oai:arXiv.org:")
        return oai_reply(self.papers.get(ident))

    def page(self, request: Request) -> Reply:
        """GET /abs/ID, /pdf/ID and /html/ID."""
        form = re.fullmatch(r"/(abs|pdf|html|format)/(.+?)(\.pdf)?/?", request.path)
        if not request.secure:
            return redirect(f"https://arxiv.org{request.target}", 301)
        if form is None:
            return html("<title>arXiv.org e-Print archive</title><h1>arXiv</h1>")
        kind, ident, suffix = form.groups()
        if not FORM.match(ident):
            return _missing(ident, "Article identifier '{}' not recognized", 400)
        hit = self.find(ident)
        if hit is None:
            return _missing(ident, "Article {} doesn't exist", 404)
        paper, number = hit
        if kind == "pdf":
            return self._pdf(paper, number, ident, suffix)
        return html(_abstract(paper, number))

    def _pdf(self, paper: Paper, number: int, ident: str, suffix: str | None) -> Reply:
        if suffix:
            return redirect(f"https://arxiv.org/pdf/{ident}", 301)
        if paper.withdrawn and number == len(paper.titles):
            return html("<title>PDF unavailable</title><h1>No PDF for this paper</h1>", 404)
        body = b"%PDF-1.5\n" + b"0" * 200_000
        return Reply(200, body, {"Content-Type": "application/pdf", "Content-Encoding": "identity"})


def _atom(entries: str, total: int, idents: list[str], start: int, size: int) -> Reply:
    text = FEED.format(
        ids=escape(",".join(idents)), start=start, size=size, total=total, entries=entries
    )
    return Reply(200, text.encode(), {"Content-Type": "application/atom+xml; charset=utf-8"})


def _error(ident: str) -> str:
    return (
        "  <entry>\n    <id>https://arxiv.org/api/errors#incorrect_id_format_for_"
        f"{escape(ident)}</id>\n    <title>Error</title>\n"
        f"    <summary>incorrect id format for {escape(ident)}</summary>\n"
        "    <updated>2026-11-01T00:00:00Z</updated>\n"
        "    <author><name>arXiv api core</name></author>\n  </entry>\n"
    )


def _entry(paper: Paper, number: int) -> str:
    gone = paper.withdrawn and number == len(paper.titles)
    summary = "This paper has been withdrawn by the authors." if gone else escape(paper.abstract)
    remark = "This paper has been withdrawn" if gone else escape(paper.comment)
    comment = f"<arxiv:comment>{remark}</arxiv:comment>" if remark else ""
    for name, text in (("journal_ref", paper.journal_ref), ("doi", paper.doi)):
        comment += f"\n    <arxiv:{name}>{escape(text)}</arxiv:{name}>" if text else ""
    names = "".join(f"    <author><name>{escape(name)}</name></author>\n" for name in paper.authors)
    stamp = f"{paper.day}T17:59:59Z"
    address = f"https://arxiv.org/{{}}/{paper.ident}v{number}"
    title = escape(_wrapped(paper.titles[number - 1]))
    return (
        f"  <entry>\n    <id>{address.format('abs').replace('https', 'http')}</id>\n"
        f"    <title>{title}</title>\n    <updated>{stamp}</updated>\n"
        f'    <link href="{address.format("abs")}" rel="alternate" type="text/html"/>\n'
        f'    <link href="{address.format("pdf")}" rel="related" type="application/pdf"'
        f' title="pdf"/>\n    <summary>{summary}</summary>\n    {comment}\n'
        f'    <category term="{paper.category}" scheme="http://arxiv.org/schemas/atom"/>\n'
        f"    <published>{stamp}</published>\n"
        f'    <arxiv:primary_category term="{paper.category}"/>\n{names}  </entry>\n'
    )


def oai_reply(paper: Paper | None) -> Reply:
    """The newest version's record in the format arXiv, or the protocol's error."""
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">\n'
        "<responseDate>2026-11-01T00:00:00Z</responseDate>\n"
    )
    if paper is None:
        text = '<error code="idDoesNotExist">No matching identifier in arXiv</error>'
        return _xml(f"{head}{text}</OAI-PMH>")
    people = "".join(
        f"<author><keyname>{escape(name.split()[-1])}</keyname>"
        f"<forenames>{escape(' '.join(name.split()[:-1]))}</forenames></author>"
        for name in paper.authors
    )
    more = {"comments": paper.comment, "journal-ref": paper.journal_ref, "doi": paper.doi}
    said = "".join(f"<{key}>{escape(text)}</{key}>" for key, text in more.items() if text)
    return _xml(
        f"{head}<GetRecord><record><header><identifier>oai:arXiv.org:{paper.ident}</identifier>"
        f"<datestamp>{paper.day}</datestamp></header><metadata>"
        f'<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>{paper.ident}</id>'
        f"<created>{paper.day}</created><authors>{people}</authors>"
        f"<title>{escape(_wrapped(paper.titles[-1]))}</title>"
        f"<categories>{paper.category}</categories>{said}"
        f"<abstract>{escape(paper.abstract)}</abstract></arXiv></metadata></record></GetRecord>"
        "</OAI-PMH>"
    )


def _xml(text: str) -> Reply:
    return Reply(200, text.encode(), {"Content-Type": "text/xml; charset=utf-8"})


def _family_first(name: str) -> str:
    return f"{name.rsplit(maxsplit=1)[-1]}, {' '.join(name.split()[:-1])}" if " " in name else name


def _wrapped(title: str) -> str:
    """Long titles arrive with a line break in the middle, as in the real feed."""
    words = title.split(" ")
    half = len(words) // 2
    return title if len(words) < 9 else " ".join(words[:half]) + "\n  " + " ".join(words[half:])


def _missing(ident: str, words: str, status: int) -> Reply:
    shown = escape(words.format(ident))
    return html(
        f"<title>Article not found | arXiv e-print repository</title><h1>{shown}</h1>", status
    )


def _abstract(paper: Paper, number: int) -> str:
    title = escape(paper.titles[number - 1])
    gone = paper.withdrawn and number == len(paper.titles)
    meta = "".join(
        f'<meta name="citation_author" content="{escape(_family_first(name))}"/>'
        for name in paper.authors
    )
    meta += f'<meta name="citation_date" content="{paper.day.replace("-", "/")}"/>'
    notice = '<span class="error">This paper has been withdrawn</span>' if gone else ""
    return (
        f"<!DOCTYPE html><html><head><title>[{paper.ident}] {title}</title>"
        f'<meta name="citation_title" content="{title}"/>{meta}'
        f'<meta name="citation_arxiv_id" content="{paper.ident}"/></head><body>'
        f'<h1 class="title mathjax"><span class="descriptor">Title:</span>{title}</h1>{notice}'
        f"<blockquote class='abstract'>We study images.</blockquote>{'<p>text</p>' * 400}"
        "</body></html>"
    )
