"""What a host answers to an address that cannot exist: the arbiter of pages that look like none."""

from __future__ import annotations

import hashlib
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from awesome_p2ti.links.html import Page, read_page
from awesome_p2ti.links.likeness import alike
from awesome_p2ti.links.reply import Reply
from awesome_p2ti.links.trouble import asks_first
from awesome_p2ti.links.wordings import is_placeholder

if TYPE_CHECKING:
    from awesome_p2ti.links.http import Http
    from awesome_p2ti.links.model import Record

MAX_PROBES = 3  # of one host


@dataclass(frozen=True, slots=True)
class Probe:
    """What an address that cannot exist answers."""

    status: int
    final: str
    page: Page


class Probes:
    """Asks hosts for addresses that cannot exist, and remembers what each of them said."""

    def __init__(self, http: Http) -> None:
        self._http = http
        self._known: dict[tuple[str, str], Probe | None] = {}
        self._lock = threading.Lock()

    def answered(self, reply: Reply) -> Probe | None:
        """Return what the host of a reply answers with success to any address, if it does."""
        probe = self._ask(reply)
        return probe if probe is not None and probe.status < 300 else None

    def same(self, page: Page, reply: Reply) -> bool:
        """Say whether the host of a page answers it to an address that cannot exist as well."""
        probe = self.answered(reply)
        return probe is not None and alike(page, probe.page, reply.final, probe.final)

    def same_for_any(self, url: str, record: Record) -> bool:
        """Say whether the host gives this very page for any address at all."""
        if record.shell or asks_first(record.title, record.headings):
            return False  # an application's shell, or a question before the page
        if record.landed:
            probe = self.answered(Reply(url, final=url))
            return probe is not None and probe.final == record.landed
        placeholder = is_placeholder(record.title, record.headings, record.text)
        if record.text.count(" ") < 12 and not placeholder:
            return False
        ours = Page(title=record.title, text=record.text, size=record.size)
        return self.same(ours, Reply(url, final=url))

    def _ask(self, reply: Reply) -> Probe | None:
        """Ask, once a folder of a host, for an address that cannot exist."""
        parts = urlsplit(reply.url)
        folder = parts.path.rpartition("/")[0]
        key = (parts.netloc.lower(), folder)
        with self._lock:
            if key in self._known:
                return self._known[key]
            if sum(1 for host, _ in self._known if host == key[0]) >= MAX_PROBES:
                return None
            self._known[key] = None
        name = "no-such-page-" + hashlib.sha256("/".join(key).encode()).hexdigest()[:12]
        asked = urlunsplit((parts.scheme, parts.netloc, f"{folder}/{name}", "", ""))
        answer = self._http.get(asked)
        reply.requests += answer.requests
        if answer.fault is not None:
            return None
        probe = Probe(answer.status, answer.final, read_page(answer.text(), answer.final))
        with self._lock:
            self._known[key] = probe
        return probe
