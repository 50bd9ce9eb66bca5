"""YouTube: the page of a removed video answers 200, so videos are looked up by oEmbed.

https://oembed.com: 404 is no such video, 401 one that may not be embedded or is private, 403 a
private one, 400 an id that none can be. Each time the page's player has the last word.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, quote

from awesome_p2ti.links.http.response import Response
from awesome_p2ti.links.models import SiteRecord, Status, TitleKind
from awesome_p2ti.links.pages.html import read_page
from awesome_p2ti.links.replies.json_values import json_path, text_of
from awesome_p2ti.links.verifiers.base import (
    Lookup,
    LookupContext,
    SiteVerifier,
    options_of,
    request_with_retries,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.http.client import HttpClient

SITE = "https://www.youtube.com"
_ID = re.compile(r"[A-Za-z0-9_-]{1,11}")
_LISTS = frozenset({"videoseries", "live_stream"})  # embedded under the name of no video
_PATH = re.compile(r"/(?:embed|shorts|live|v)/([^/]+)/?")
_STATE = re.compile(r'"playabilityStatus"\s*:\s*\{\s*"status"\s*:\s*"([A-Z_]+)"')
_DESCRIPTION = re.compile(
    r'"shortDescription"\s*:\s*("(?:[^"\\\x00-\x1f]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*")'
)
_DENIED = frozenset({400, 404})


class YouTube(SiteVerifier):
    """The YouTube verifier."""

    name = "youtube"
    host = "www.youtube.com"
    hosts = frozenset({
        "www.youtube.com", "youtube.com", "m.youtube.com", "www.youtube-nocookie.com",
        "youtu.be", "www.youtu.be",
    })  # fmt: skip
    page_bytes = 1 << 20  # the player's state comes after some hundred kilobytes

    def identify(self, parts: SplitResult) -> str | None:
        """Return the video's id."""
        if parts.path.rstrip("/") == "/watch":
            ident = next(iter(parse_qs(parts.query).get("v", [])), "")
        elif (parts.hostname or "").endswith("youtu.be"):
            ident = parts.path.strip("/")
        else:
            match = _PATH.fullmatch(parts.path)
            ident = match[1] if match else ""
        match = _ID.match(ident)  # what follows the eleventh character is ignored there
        return match[0] if match and match[0] not in _LISTS else None

    def page(self, ident: str) -> str:
        """Return the video's page."""
        return f"{SITE}/watch?v={ident}"

    def lookup(self, http: HttpClient, ids: Sequence[str], context: LookupContext) -> Lookup:
        """Look each video up by oEmbed, and fetch the pages of those that it denies."""
        records: dict[str, SiteRecord] = {}
        for ident in ids:
            watch = quote(self.page(ident), safe="")
            response = request_with_retries(
                http, f"{SITE}/oembed?url={watch}&format=json", **options_of()
            )
            record = self._read_answer(http, ident, response, context)
            if record is not None:
                requests, seconds = (
                    record.requests + response.requests,
                    record.seconds + response.seconds,
                )
                records[ident] = replace(record, requests=requests, seconds=seconds)
        return Lookup(records)

    def _read_answer(
        self, http: HttpClient, ident: str, response: Response, context: LookupContext
    ) -> SiteRecord | None:
        if response.error is not None:
            return None
        reply = response.json() if response.ok else None
        if title := text_of(json_path(reply, "title")):
            channel = text_of(json_path(reply, "author_name"))
            record = SiteRecord(
                status=Status.OK, title_kind=TitleKind.MEDIA, title=title, names=(channel,)
            )
            return self._described(http, ident, record, context)
        if response.status in _DENIED:
            before = ident in context.gone_before
            return self._denied(http, ident, response.status, gone_before=before)
        if response.status == 401:
            return self._unembedded(http, ident)
        if response.status == 403 or response.ok:
            return self._private(http, ident)
        return None

    def _described(
        self, http: HttpClient, ident: str, record: SiteRecord, context: LookupContext
    ) -> SiteRecord:
        """Add the description, which only the page has, where title and channel name no work."""
        if not context.names_no_work(ident, record):
            return record
        page = http.get(self.page(ident), max_bytes=self.page_bytes)
        found = _DESCRIPTION.search(page.text()) if page.ok and _state(page) == "OK" else None
        text = json.loads(found[1]) if found else ""
        return replace(
            record,
            source=f"{record.title}\n{record.names[0]}\n{text}" if found else "",
            short=True,
            requests=page.requests,
            seconds=page.seconds,
        )

    def _denied(
        self, http: HttpClient, ident: str, status: int, *, gone_before: bool
    ) -> SiteRecord | None:
        """Let the player's own state contradict oEmbed."""
        page = (
            Response("") if gone_before else http.get(self.page(ident), max_bytes=self.page_bytes)
        )
        if page.error is not None or page.status >= 500 or page.status in {403, 429}:
            return None
        if _state(page) == "OK":
            return SiteRecord(status=Status.OK, title_kind=TitleKind.MEDIA, requests=page.requests)
        return SiteRecord(
            status=Status.GONE,
            title_kind=TitleKind.MEDIA,
            detail="YouTube has no such video",
            confirmed=True,
            evidence=(f"oEmbed answers {status}, and its page shows no video",),
            requests=page.requests,
            seconds=page.seconds,
        )

    def _unembedded(self, http: HttpClient, ident: str) -> SiteRecord:
        """Tell a video that may not be embedded from a private one, by its page."""
        page = http.get(self.page(ident), max_bytes=self.page_bytes)
        seen = self.read(ident, page) if page.ok else None
        fine = SiteRecord(
            status=Status.OK, title_kind=TitleKind.MEDIA, detail="it may not be embedded"
        )
        return replace(seen or fine, confirmed=True, requests=page.requests, seconds=page.seconds)

    def _private(self, http: HttpClient, ident: str) -> SiteRecord | None:
        page = http.get(self.page(ident), max_bytes=self.page_bytes)
        seen = read_page(page.text(), page.final_url)
        words = page.text().lower()
        if page.ok and _state(page) != "OK" and (
            "private video" in words or "video is private" in words or "login_required" in words
        ):  # fmt: skip
            return SiteRecord(
                status=Status.WRONG,
                title_kind=TitleKind.MEDIA,
                detail="the video is private",
                confirmed=True,
                evidence=("oEmbed answers 403, and its page says that it is private",),
                requests=page.requests,
                seconds=page.seconds,
            )
        if page.ok and seen.title not in {"", "YouTube", "- YouTube"}:
            return SiteRecord(
                status=Status.OK,
                title_kind=TitleKind.MEDIA,
                title=seen.title,
                requests=page.requests,
                seconds=page.seconds,
            )
        return SiteRecord(
            status=Status.BLOCKED,
            title_kind=TitleKind.MEDIA,
            detail="YouTube does not show it to us",
            requests=page.requests,
            seconds=page.seconds,
        )

    def read(self, ident: str, response: Response) -> SiteRecord | None:
        """Read a video's page by its player's state."""
        state = _state(response)
        if state == "ERROR":
            return SiteRecord(
                status=Status.GONE,
                title_kind=TitleKind.MEDIA,
                detail="YouTube has no such video",
                evidence=("its player says: video unavailable",),
            )
        if state == "LOGIN_REQUIRED" and "private video" in response.text().lower():
            return SiteRecord(
                status=Status.WRONG,
                title_kind=TitleKind.MEDIA,
                detail="the video is private",
                evidence=("its player says so",),
            )
        shown = read_page(response.text(), response.final_url).title.strip()
        title = shown.removesuffix("- YouTube").strip()
        if state == "OK" or (title and title != "YouTube"):
            return SiteRecord(status=Status.OK, title_kind=TitleKind.MEDIA, title=title)
        if shown == "- YouTube":
            return SiteRecord(
                status=Status.WRONG,
                title_kind=TitleKind.MEDIA,
                detail="its page shows no video",
                evidence=('its title is "- YouTube"',),
            )
        return None


def _state(response: Response) -> str:
    match = _STATE.search(response.text())
    return match[1] if match else ""
