"""The rules on venues: a name from data/venues.yaml and a year, and a year that can be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from awesome_p2ti.patterns import pattern
from awesome_p2ti.schema.field_types import VENUE_HINT, is_venue, venue_parts
from awesome_p2ti.schema.venues.names import (
    known_names,
    take_apart,
    venue_key,
    without_leading_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from awesome_p2ti.catalog import Catalog, Entry
    from awesome_p2ti.loading.source_file import Loc
    from awesome_p2ti.problems import Problem
    from awesome_p2ti.schema.models import Dataset, Metric

MAX_DELAY = 6
"""How many years after its first version a paper may be published."""
LIKENESS = 85.0
"""How like a known name, in percent of letters, a venue must be to be a slip of it."""
_BETWEEN = pattern(r"\s*(?:[,;/&+]|\band\b)\s*")
"""What people write between two venues."""
_PREPRINT = pattern(
    r"(?:arxiv|corr|biorxiv|preprints?|under review|submitted|in submission|technical report)\b.*"
    r"|(?:n/?a|none|tb[ad]|unknown|unpublished|[-–—?]+)$",
    re.IGNORECASE,
)


def venues_are_known(catalog: Catalog) -> Iterator[Problem]:
    """Demand that papers write a venue as data/venues.yaml does; references, a name and a year."""
    known = known_names(catalog.venues)
    sound: set[str] = set()
    for paper in catalog.papers.values():
        venue = paper.data.venue
        if not venue or venue in sound:
            continue
        if is_venue(venue) and (not known or venue_parts(venue)[0] in catalog.venues):
            sound.add(venue)
        else:
            yield _problem(paper, ["venue"], venue, known, catalog.venues)
    for entry, loc, venue in _venues_of_references(catalog):
        if not is_venue(venue):
            yield _problem(entry, loc, venue, known, catalog.venues)


def venue_years_can_be(catalog: Catalog) -> Iterator[Problem]:
    """Find papers that are published before they were public, or years that are not yet."""
    for paper in catalog.papers.values():
        year = venue_parts(paper.data.venue or "")[1]
        if not year or not paper.data.date:
            continue
        first = int(paper.data.date[:4])
        if year < first:
            message = f"a paper published in {year} was public before {paper.data.date}"
            hint = "correct the venue's year, or the date if that is the later one"
        elif year > first + MAX_DELAY:
            message = f"the venue's year {year} is {year - first} years after the paper's date"
            hint = "correct the venue's year"
        else:
            continue
        yield paper.problem(["venue"], "venue-year", message, hint)


def _venues_of_references(catalog: Catalog) -> Iterator[tuple[Entry[Any], Loc, str]]:
    with_papers: list[Entry[Metric] | Entry[Dataset]]
    with_papers = [*catalog.metrics.values(), *catalog.datasets.values()]
    for entry in with_papers:
        for i, reference in enumerate(entry.data.papers):
            if reference.venue:
                yield entry, ["papers", i, "venue"], reference.venue
    for results in catalog.results.values():
        for i, row in enumerate(results.data.rows):
            if row.reporter and row.reporter.venue:
                yield results, ["rows", i, "reporter", "venue"], row.reporter.venue


def _problem(
    entry: Entry[Any], loc: Loc, venue: str, known: dict[str, str], names: frozenset[str]
) -> Problem:
    formed = is_venue(venue)
    code = "unknown-venue" if formed else "venue"
    message = f'venue is no venue with its year: "{venue}"'
    if formed:
        message = f'venue: "{venue_parts(venue)[0]}" is not in data/venues.yaml'
    if _PREPRINT.match(venue):
        message = f'venue: "{venue}" is no venue yet: a preprint has none'
        return entry.source.problem(loc, code, message, "delete the line")
    read = take_apart(venue)
    name = _known_name(read.name, known)
    if meant := _known_venue(venue, known):
        replacement = entry.source.quoted_like(loc, meant)
        hint = f'write "{meant}"'
        return entry.source.problem(loc, code, message, hint, replacement=replacement)
    parts = [part for text in _BETWEEN.split(venue) if (part := _known_venue(text, known))]
    if len(parts) > 1:
        either = '" or "'.join(parts)
        hint = f'write "{either}": a paper has one venue'
    elif name:
        hint = f'write its year behind it, as in "{name} 2023"'
    elif near := _near(read.name, names):
        meant = " ".join(filter(None, [near, read.year])) + read.workshop
        hint = f"did you mean '{meant}'? If not, add it to data/venues.yaml"
    elif formed:
        hint = "add it to data/venues.yaml"
    else:
        hint = VENUE_HINT
    return entry.source.problem(loc, code, message, hint)


def _known_name(name: str, known: dict[str, str]) -> str:
    return known.get(venue_key(name)) or known.get(venue_key(without_leading_words(name))) or ""


def _known_venue(text: str, known: dict[str, str]) -> str:
    """Return the venue with its year that a text is, as the list writes it, or nothing."""
    read = take_apart(text)
    name = _known_name(read.name, known)
    return f"{name} {read.year}{read.workshop}" if name and read.year else ""


def _near(name: str, names: frozenset[str]) -> str:
    """Return the known name of which this is a slip: two letters swapped, or one wrong of many."""
    from rapidfuzz.fuzz import ratio

    key = venue_key(name)
    for known in sorted(names):
        other = venue_key(known)
        if sorted(key) == sorted(other) or (len(key) > 5 and ratio(key, other) >= LIKENESS):
            return known
    return ""
