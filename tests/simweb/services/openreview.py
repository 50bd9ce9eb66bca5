"""OpenReview: the pages, and the two generations of its interface.

A forum is in one of the two interfaces only; of many `ids` those that are not there, or not for
everybody, are left out; a single note that is not there is 404 NotFoundError, one
that readers may not see is 403 ForbiddenError; who asks too much gets 429 RateLimitError.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any

from tests.simweb.wire import Reply, Request, as_json, html, redirect

if TYPE_CHECKING:
    from tests.simweb.world import Web


@dataclass(slots=True)
class Note:
    """A forum's first note."""

    ident: str
    title: str
    authors: tuple[str, ...] = ()
    hidden: bool = False
    withdrawn: bool = False
    generation: int = 2
    venue: object = "ICLR 2024 poster"
    venueid: object = ""
    pdate: int = 0  # milliseconds

    def form(self) -> dict[str, Any]:
        """As its interface shows it."""
        venue = "ICLR 2024 Conference Withdrawn Submission" if self.withdrawn else self.venue
        content: dict[str, Any] = {"title": self.title, "venue": venue}
        content["authors"] = list(self.authors)
        if self.venueid:
            content["venueid"] = self.venueid
        if self.generation == 2:
            content = {key: {"value": value} for key, value in content.items()}
        dates = {"cdate": 1, **({"pdate": self.pdate} if self.pdate else {})}
        return {
            "id": self.ident,
            "forum": self.ident,
            "content": content,
            "readers": ["everyone"],
            **dates,
        }


@dataclass(slots=True)
class OpenReview:
    """openreview.net, api.openreview.net and api2.openreview.net."""

    notes: dict[str, Note] = field(default_factory=dict)
    api_down: bool = False
    challenge: bool = False  # programs are told to prove that they are none
    dialect: bool = False  # what is missing looks as if it were forbidden

    def add(self, ident: str, title: str, **more: object) -> Note:
        """Put a forum on OpenReview."""
        note = self.notes[ident] = Note(ident, title, **more)  # type: ignore[arg-type]
        return note

    def install(self, web: Web) -> None:
        """Put OpenReview's hosts into a web."""
        web.site("openreview.net", self.page)
        web.site("www.openreview.net", lambda ask: redirect(f"https://openreview.net{ask.target}"))
        web.site("api.openreview.net", lambda ask: self.api(ask, 1))
        web.site("api2.openreview.net", lambda ask: self.api(ask, 2))

    def api(self, request: Request, generation: int) -> Reply:
        """/notes?id=… or ?forum=…"""
        if self.api_down:
            return _fault("ServiceUnavailableError", "Service unavailable", 503)
        if self.challenge:
            return _fault("ChallengeRequiredError", "Challenge verification is required.", 403)
        query = request.query
        ident = query.get("id", query.get("forum", query.get("forums", "")))
        note = self.notes.get(ident)
        if request.path != "/notes":
            return _fault("NotFoundError", f"The path {request.path} was not found", 404)
        if "ids" in query:
            return self._many(query["ids"].split(","), generation)
        if note is not None and note.hidden and note.generation == generation:
            text = f"User Guest does not have permission to see Note {ident}"
            return _fault("ForbiddenError", text, 403)
        if note is None and self.dialect:
            return _fault("ForbiddenError", "User Guest does not have permission to see it", 403)
        if note is None or note.generation != generation:
            if "id" in query:
                return _fault("NotFoundError", f"The Note {ident} was not found", 404)
            return as_json({"notes": [], "count": 0})
        return as_json({"notes": [note.form()], "count": 1})

    def _many(self, idents: list[str], generation: int) -> Reply:
        """Of many only those that are there, and that everybody may see."""
        notes = [note for ident in idents if (note := self.notes.get(ident))]
        seen = [n.form() for n in notes if n.generation == generation and not n.hidden]
        return as_json({"notes": seen, "count": len(seen)})

    def page(self, request: Request) -> Reply:
        """/forum?id=… and /pdf?id=…"""
        if request.path not in {"/forum", "/pdf", "/attachment"}:
            return html("<title>Venues | OpenReview</title>")
        note = self.notes.get(request.query.get("id", ""))
        if note is None:
            return html("<title>Error | OpenReview</title><h1>Error 404</h1>Not found", 404)
        if note.hidden:
            return html("<title>Error | OpenReview</title><h1>Error 403</h1>Forbidden", 403)
        if request.path == "/pdf":
            return Reply(200, b"%PDF-1.5\n" + b"0" * 5000, {"Content-Type": "application/pdf"})
        title = escape(note.title)
        people = "".join(
            f'<meta name="citation_author" content="{escape(name)}"/>' for name in note.authors
        )
        return html(
            f'<title>{title} | OpenReview</title><meta name="citation_title" content="{title}"/>'
            f"{people}"
            f"<h2>{title}</h2>"
        )


def _fault(name: str, message: str, status: int) -> Reply:
    return as_json({"name": name, "message": message, "status": status, "details": {}}, status)
