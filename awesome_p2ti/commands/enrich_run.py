"""One run of `enrich`: asks the proceedings and the services, and says who did not answer."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

import click

from awesome_p2ti.commands.common import counted

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from awesome_p2ti.adding.addresses import Wanted
    from awesome_p2ti.adding.sources.paper import Found
    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.config import Settings
    from awesome_p2ti.enriching.enrichment import Enrichment
    from awesome_p2ti.links.http.ssrf_guard import Network
    from awesome_p2ti.schema.models import Paper

SECONDS_EACH = 6.0
"""How long the services have for each paper, when many are looked up together."""


class EnrichRun:
    """Asks for what entries lack; ``failures`` counts who did not answer, and how."""

    def __init__(self, settings: Settings, catalog: Catalog, allowed: Sequence[Network]) -> None:
        self._settings = settings
        self._catalog = catalog
        self._allowed = allowed
        self.failures: Counter[str] = Counter()

    def enrichments(
        self, papers: Sequence[Entry[Paper]], fields: Collection[str]
    ) -> list[Enrichment]:
        """Return what these entries lack and sources state, by entry, and say what failed."""
        from awesome_p2ti.enriching.enrichment import FIELDS

        venues = self._venues(papers) if "venue" in fields else []
        links = self._links(papers, fields) if set(fields) - {"venue"} else []
        have = {p.key for p in venues if p.exact} | {p.mark for p in venues}
        links = [p for p in links if p.field != "venue" or not {p.key, p.mark} & have]
        for failure, count in self.failures.items():
            times = f", {count} times" if count > 1 else ""
            self._say(f"{failure}{times}")
        if self.failures:
            self._say("there may be more to propose: not everybody has answered")
        order = {name: number for number, name in enumerate(FIELDS)}
        found = dict.fromkeys([*venues, *links])
        return sorted(found, key=lambda p: (p.path, order[p.field], not p.exact, p.value))

    def _venues(self, papers: Iterable[Entry[Paper]]) -> list[Enrichment]:
        from awesome_p2ti.commands.services import http_client
        from awesome_p2ti.enriching.list_requests import read_lists, settings_for_lists
        from awesome_p2ti.enriching.proceedings import pages_for
        from awesome_p2ti.enriching.venues import LATEST, VenueMatcher

        without = [p for p in papers if p.data.venue is None]
        now = dt.datetime.now(dt.UTC).year
        firsts = {int(p.data.date[:4]) for p in without}
        years = {y for first in firsts for y in range(first, first + LATEST + 1) if y <= now}
        pages = pages_for(years, self._catalog.venues)
        if pages:
            self._say(f"asking for {counted(len(pages), 'list')} of proceedings")
        matcher = VenueMatcher(without)
        with http_client(self._settings, self._allowed, settings_for_lists) as http:
            outcome = read_lists(pages, http, matcher.take, self._catalog.venues, now)
        for sentence in outcome.absent:
            self._say(sentence)
        self.failures.update(outcome.failures)
        return list(matcher.enrichments())

    def _links(self, papers: Sequence[Entry[Paper]], fields: Collection[str]) -> list[Enrichment]:
        from awesome_p2ti.adding.lookup import look_up
        from awesome_p2ti.commands.services import http_client
        from awesome_p2ti.enriching.links import link_enrichments

        def ask(works: Sequence[Wanted]) -> Sequence[Found]:
            self._say(f"looking up {counted(len(works), 'paper')}, from {works[0].arxiv} on")
            return look_up(works, http, seconds=60 + SECONDS_EACH * len(works))

        found: list[Enrichment] = []
        with http_client(self._settings, self._allowed) as http:
            for one in link_enrichments(papers, fields, self._catalog, ask):
                found += one.enrichments
                self.failures.update(one.failures)
        return found

    def _say(self, sentence: str) -> None:
        from awesome_p2ti.escaping import escape_control_chars

        click.echo(escape_control_chars(sentence), err=True)
