"""The titles of all works of a list: a page that bears another's title is that work's page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_p2ti.links.matching.titles import TitleMatch, compare_titles, method_name, similarity
from awesome_p2ti.normalize import normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_p2ti.links.models import Link, LinkUse

MUCH_ALIKE = 85.0  # of two titles in one list: likely one work listed twice
MIN_WORDS, FIRST = 4, 3


@dataclass(slots=True)
class TitleIndex:
    """The titles of all works of a list, of which a run may check a part."""

    titles: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Normalised and written titles, by their first words."""

    @classmethod
    def from_links(cls, links: Iterable[Link]) -> TitleIndex:
        """Collect the titles that the links name."""
        return cls.from_titles(use.title for link in links for use in link.uses)

    @classmethod
    def from_titles(cls, written: Iterable[str]) -> TitleIndex:
        """Collect the titles that are long enough to be nobody else's."""
        found: dict[str, list[tuple[str, str]]] = {}
        titles = {normalize_title(title): title for title in dict.fromkeys(written) if title}
        for plain, title in titles.items():
            words = plain.split()
            if len(words) >= MIN_WORDS:
                found.setdefault(" ".join(words[:FIRST]), []).append((plain, title))
        return cls(found)

    def find_other(self, texts: Iterable[str], use: LinkUse, *, strict: bool = False) -> str:
        """Return the title of another known work that stands whole in one of these texts.

        ``strict``: only where it is all of the text, but even of a work that ours resembles.
        """
        for text in texts:
            for found in self._inside(normalize_title(text), whole=strict):
                agreement = compare_titles(use.title, found, name=use.name)
                # Both titles stand in the list, so a likeness of words is no proof of one work.
                alike = agreement is TitleMatch.RETITLED and (strict or _one_work(use.title, found))
                if agreement is not TitleMatch.SAME and not alike:
                    return found
        return ""

    def _inside(self, text: str, *, whole: bool) -> Iterator[str]:
        words = text.split()
        padded = f" {text} "
        for i in range(len(words) - MIN_WORDS + 1):
            for plain, title in self.titles.get(" ".join(words[i : i + FIRST]), ()):
                if text == plain if whole else f" {plain} " in padded:
                    yield title


def _one_work(one: str, other: str) -> bool:
    name = method_name(one)
    return (bool(name) and name == method_name(other)) or similarity(one, other) >= MUCH_ALIKE
