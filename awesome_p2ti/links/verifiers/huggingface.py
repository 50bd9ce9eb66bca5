"""Hugging Face: models, data sets, and spaces with their run state.

https://huggingface.co/docs/hub/api: without a login the Hub answers 401 for a repository that is
missing or private alike, so its page has the last word; ``gated`` repositories are there for
whoever asks; the id in a reply is the present one of a repository that was renamed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from awesome_p2ti.links.models import Kind, Record, Status
from awesome_p2ti.links.verifiers.base import Site, ask, dig, options_of, parts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from awesome_p2ti.links.http.client import Http
    from awesome_p2ti.links.http.response import Reply

SITE = "https://huggingface.co"
MAX_REPLY = 2 * 1024 * 1024
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,95}", re.ASCII)
_OWN = frozenset(
    "api blog chat collections docs enterprise join learn login models new organizations papers "
    "posts pricing settings spaces datasets storage support tasks terms-of-service welcome".split()
)
# huggingface_hub's SpaceStage: a space that sleeps or builds wakes up for its visitor.
BROKEN = frozenset(
    "PAUSED STOPPED NO_APP_FILE CONFIG_ERROR BUILD_ERROR RUNTIME_ERROR DELETING DELETED".split()
)


class HuggingFace(Site):
    """The Hugging Face verifier."""

    name = "huggingface"
    host = "huggingface.co"
    absent = frozenset({401, 404, 410})

    def identify(self, url: str) -> str | None:
        """Return ``models/ID``, ``datasets/ID`` or ``spaces/ID``."""
        parts = parts_of(url, "huggingface.co", "www.huggingface.co", "hf.co")
        if parts is None or parts.query or parts.fragment:
            return None
        names = [unquote(p) for p in parts.path.split("/") if p]
        kind = names.pop(0) if names and names[0] in {"datasets", "spaces"} else "models"
        if not names or len(names) > 2 or not all(_NAME.fullmatch(n) for n in names):
            return None
        if kind == "models" and (names[0] in _OWN or len(names) != 2):
            return None  # one name alone may be an organisation: its page says it
        if kind == "spaces" and len(names) != 2:
            return None
        return f"{kind}/{'/'.join(names)}"

    def read(self, ident: str, reply: Reply) -> Record | None:
        """Notice a renamed repository: the Hub redirects for now what it means for good."""
        if not reply.hops:
            return None
        now = self.identify(reply.final)
        if (
            now is None
            or now.lower() == ident.lower()
            or now.split("/")[0] != ident.split("/", maxsplit=1)[0]
        ):
            return None
        return Record(
            status=Status.MOVED,
            kind=Kind.MEDIA,
            title=now.partition("/")[2],
            moved_to=reply.final,
            permanent=True,
        )

    def lookup(self, http: Http, ids: Sequence[str]) -> Mapping[str, Record]:
        """Ask for each id; where the Hub denies it, the page has to say so too."""
        records: dict[str, Record] = {}
        for ident in ids:
            reply = ask(http, f"{SITE}/api/{ident}", **options_of(max_bytes=MAX_REPLY))
            record = read_reply(ident, reply)
            if reply.fault is None and reply.status in self.absent:
                self.denied.add(ident)
            if record is not None:
                records[ident] = replace(record, requests=reply.requests, seconds=reply.seconds)
        return records


def read_reply(ident: str, reply: Reply) -> Record | None:
    """Read the Hub's answer; None where the page has to decide."""
    if (
        reply.fault is None
        and reply.status == 403
        and reply.headers.get("x-error-code") == "GatedRepo"
    ):
        return Record(status=Status.OK, kind=Kind.MEDIA, detail="gated")
    data = reply.json() if reply.ok else None
    if reply.ok and data is None:
        data = _from_cut(reply)
    if not isinstance(data, dict) or not _is_name(data.get("id")):
        return None
    kind, _, asked = ident.partition("/")
    now = data["id"]
    gated = data.get("gated") not in (None, False)
    record = Record(
        status=Status.OK,
        kind=Kind.MEDIA,
        title=now,
        detail="gated: it is there for whoever asks" if gated else "",
    )
    if data.get("disabled") is True:
        return replace(record, status=Status.WRONG, detail="the Hub has disabled it",
                       evidence=("disabled: true",))  # fmt: skip
    if now.lower() != asked.lower() and now.lower().rpartition("/")[2] != asked.lower():
        target = f"{SITE}/{now}" if kind == "models" else f"{SITE}/{kind}/{now}"
        record = replace(record, status=Status.MOVED, moved_to=target, permanent=True)
    stage = dig(data, "runtime", "stage")
    if kind == "spaces" and isinstance(stage, str) and stage.upper() in BROKEN:
        words = stage.upper().replace("_", " ").lower()
        return replace(
            record,
            status=Status.BROKEN_DEMO,
            detail=f"the demo does not run: {words}",
            evidence=(f"runtime.stage: {stage}",),
        )
    return record


def _is_name(value: object) -> bool:
    """Say whether a value is the id of a repository, with or without its owner."""
    names = value.split("/") if isinstance(value, str) else []
    return len(names) in {1, 2} and all(_NAME.fullmatch(n) for n in names)


def _from_cut(reply: Reply) -> Any:
    """Read the few facts from a reply that was too long to be read whole."""
    text = reply.body.decode("utf-8", "replace")
    found = {k: m[1] for k in ("id", "stage") if (m := re.search(rf'"{k}"\s*:\s*"([^"]+)"', text))}
    if "id" not in found:
        return None
    return {"id": found["id"], "runtime": {"stage": found.get("stage")}}
