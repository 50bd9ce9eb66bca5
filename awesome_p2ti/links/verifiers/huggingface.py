"""Hugging Face: models, data sets, and spaces with their run state.

https://huggingface.co/docs/hub/api: without a login the Hub answers 401 for a repository that is
missing or private alike, so its page decides; ``gated`` repositories exist for whoever
requests access; the id in a reply is the present one of a repository that was renamed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from awesome_p2ti.history.repositories import RepositoryState
from awesome_p2ti.links.models import SiteRecord, Status, TitleKind
from awesome_p2ti.links.replies.huggingface import (
    BROKEN,
    SITE,
    names_of,
    read_repository,
    state_of,
)
from awesome_p2ti.links.replies.json_values import json_path
from awesome_p2ti.links.verifiers.base import (
    Lookup,
    LookupContext,
    SiteVerifier,
    options_of,
    request_with_retries,
)
from awesome_p2ti.urls import split_url

if TYPE_CHECKING:
    from collections.abc import Sequence
    from urllib.parse import SplitResult

    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.http.response import Response

MAX_REPLY = 2 * 1024 * 1024
MAX_CARD = 256 * 1024
_DISABLED = re.compile(r"Access to this (?:repository|model|dataset|space) has been disabled")
_METADATA = re.compile(r"\A---\s.*?\n---\s*", re.DOTALL)
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,95}", re.ASCII)
_OWN = frozenset(
    "api blog chat collections docs enterprise join learn login models new organizations papers "
    "posts pricing settings spaces datasets storage support tasks terms-of-service welcome".split()
)


class HuggingFace(SiteVerifier):
    """The Hugging Face verifier."""

    name = "huggingface"
    host = "huggingface.co"
    hosts = frozenset({"huggingface.co", "www.huggingface.co", "hf.co"})
    absent_statuses = frozenset({401, 404, 410})

    def identify(self, parts: SplitResult) -> str | None:
        """Return ``models/ID``, ``datasets/ID`` or ``spaces/ID``."""
        if parts.query or parts.fragment:
            return None
        names = [unquote(p) for p in parts.path.split("/") if p]
        kind = names.pop(0) if names and names[0] in {"datasets", "spaces"} else "models"
        if not names or len(names) > 2 or not all(_NAME.fullmatch(n) for n in names):
            return None
        if kind == "models" and (names[0] in _OWN or len(names) != 2):
            return None  # one name alone may be an organisation: its page decides
        if kind == "spaces" and len(names) != 2:
            return None
        return f"{kind}/{'/'.join(names)}"

    def read(self, ident: str, response: Response) -> SiteRecord | None:
        """Notice what is disabled, or renamed: then the Hub answers with temporary redirects."""
        if _DISABLED.search(response.text()):
            return SiteRecord(status=Status.WRONG, title_kind=TitleKind.MEDIA, title=ident,
                              detail="the Hub has disabled it",
                              evidence=("its page says so",))  # fmt: skip
        if not response.redirects:
            return None
        parts = split_url(response.final_url)
        now = self.identify(parts) if parts and parts.hostname in self.hosts else None
        if (
            now is None
            or now.lower() == ident.lower()
            or now.split("/")[0] != ident.split("/", maxsplit=1)[0]
        ):
            return None
        return SiteRecord(
            status=Status.MOVED,
            title_kind=TitleKind.MEDIA,
            title=now.partition("/")[2],
            moved_to=response.final_url,
            permanent=True,
        )

    def lookup(self, http: HttpClient, ids: Sequence[str], context: LookupContext) -> Lookup:
        """Look each id up; where the Hub denies it, the page has to say so too."""
        records: dict[str, SiteRecord] = {}
        denied = set()
        for ident in ids:
            response = request_with_retries(
                http, f"{SITE}/api/{ident}", **options_of(max_bytes=MAX_REPLY)
            )
            record = read_reply(ident, response)
            if response.error is None and response.status in self.absent_statuses:
                denied.add(ident)
            if record is not None:
                record = replace(record, requests=response.requests, seconds=response.seconds)
                records[ident] = _with_card(http, ident, record, context)
        return Lookup(records, frozenset(denied))


def read_reply(ident: str, response: Response) -> SiteRecord | None:
    """Read the Hub's answer; None where the page has to decide."""
    if (
        response.error is None
        and response.status == 403
        and response.headers.get("x-error-code") == "GatedRepo"
    ):
        about = RepositoryState(gated=True)
        return SiteRecord(status=Status.OK, title_kind=TitleKind.MEDIA, detail="gated", about=about)
    data = read_repository(response)
    if data is None:
        return None
    kind, _, listed = ident.partition("/")
    now = data["id"]
    gated = data.get("gated") not in (None, False)
    record = SiteRecord(
        status=Status.OK,
        title_kind=TitleKind.MEDIA,
        title=now,
        names=names_of(data),
        detail="gated: it is there for whoever asks" if gated else "",
        about=state_of(data),
    )
    if data.get("disabled") is True:
        return replace(record, status=Status.WRONG, detail="the Hub has disabled it",
                       evidence=("disabled: true",))  # fmt: skip
    if now.lower() != listed.lower() and now.lower().rpartition("/")[2] != listed.lower():
        target = f"{SITE}/{now}" if kind == "models" else f"{SITE}/{kind}/{now}"
        record = replace(record, status=Status.MOVED, moved_to=target, permanent=True)
    stage = json_path(data, "runtime", "stage")
    if kind == "spaces" and isinstance(stage, str) and stage.upper() in BROKEN:
        words = stage.upper().replace("_", " ").lower()
        return replace(
            record,
            status=Status.BROKEN_DEMO,
            detail=f"the demo does not run: {words}",
            evidence=(f"runtime.stage: {stage}",),
        )
    return record


def _with_card(
    http: HttpClient, ident: str, record: SiteRecord, context: LookupContext
) -> SiteRecord:
    """Add the card's text, where the interface's own facts name no work."""
    if record.status is not Status.OK or not record.title or record.detail:
        return record
    if not context.names_no_work(ident, record):
        return record
    kind, _, name = ident.partition("/")
    path = name if kind == "models" else ident
    response = http.get(f"{SITE}/{path}/raw/main/README.md", max_bytes=MAX_CARD)
    return replace(
        record,
        source=_METADATA.sub("", response.text()) if response.ok else "",
        truncated=response.truncated,
        requests=record.requests + response.requests,
        seconds=record.seconds + response.seconds,
    )
