"""Each suggestion as the entry that it would be, of what its listing says alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.adding.merging import merge
from awesome_p2ti.adding.preparing import Answer, Asked, Person, prepare
from awesome_p2ti.adding.sources.paper import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from awesome_p2ti.adding.addresses import Wanted
    from awesome_p2ti.catalog import Catalog
    from awesome_p2ti.discovery.suggestions import Suggestion


def ready_entries(offered: Sequence[Suggestion], catalog: Catalog) -> list[str]:
    """Return the text of each suggestion's entry, with the likeliest task, or nothing.

    There is nothing for what is offered once more, of which only the title is known here, and for
    what `add` would refuse.
    """
    stated = {s.facts.arxiv: s.facts for s in offered if not s.again}

    def look_up(works: Sequence[Wanted]) -> list[Answer]:
        found = ((work, Found(facts=(stated[work.arxiv],))) for work in works)
        return [Answer(merge(w, one, catalog.venues, catalog.journals)) for w, one in found]

    person = Person(tasks=lambda work: work.likely[:1], confirms=lambda _work, doubt: not doubt)
    prepared = prepare([Asked(ident) for ident in stated], catalog, look_up, person)
    texts = {work.asked.text: work.text for work in prepared}
    return [texts.get(s.facts.arxiv, "") for s in offered]
