"""Enrichment: a value for an empty field of an entry, who states it, and whether it is sure."""

from __future__ import annotations

from dataclasses import dataclass

LINK_FIELDS = ("project", "code", "demo", "weights", "dataset")
"""The fields that are links in an entry."""
FIELDS = ("venue", *LINK_FIELDS)
"""The fields that are proposed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrichment:
    """One value for one empty field."""

    key: str
    """The entry's id."""
    path: str
    field: str
    value: str
    source: str
    """Who states it, as a person knows the source: ``CVF Open Access``."""
    exact: bool
    """Whether the source leaves no doubt, so that it may be written without a person."""
    note: str = ""
    """What a person should know before taking it."""

    @property
    def mark(self) -> tuple[str, str, str]:
        """Return what names the enrichment: entry, field and value."""
        return self.key, self.field, self.value
