"""The titles of all works of a list: a page that states another work's title is of that work."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from awesome_p2ti.links.matching.titles import TitleMatch, compare_titles, method_name, similarity
from awesome_p2ti.normalize import normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from awesome_p2ti.links.models import Link, LinkUse

SAME_WORK_RATIO = 85.0  # from 0 to 100: two titles of one list are likely of one work
MIN_WORDS = 4  # of a title that no other text has by chance
KEY_WORDS = 3  # so many first words of a title are its key in the index


@dataclass(slots=True)
class TitleIndex:
    """The titles of all works of a list, of which a run may check a part."""

    titles: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Pairs of the normal form and the title as written, by the first words of the normal form."""
    names: frozenset[str] = frozenset()
    """The methods' names that titles begin with, in their normal form, without spaces."""

    @classmethod
    def from_links(cls, links: Iterable[Link]) -> TitleIndex:
        """Return the index of the titles that links name."""
        return cls.from_titles(use.title for link in links for use in link.uses)

    @classmethod
    def from_titles(cls, written: Iterable[str]) -> TitleIndex:
        """Return the index of those titles that are long enough to be of one work only."""
        index: dict[str, list[tuple[str, str]]] = {}
        distinct = dict.fromkeys(title for title in written if title)
        for normal, title in {normalize_title(title): title for title in distinct}.items():
            words = normal.split()
            if len(words) >= MIN_WORDS:
                index.setdefault(" ".join(words[:KEY_WORDS]), []).append((normal, title))
        return cls(index, frozenset(method_name(t).replace(" ", "") for t in distinct) - {""})

    def find_other(self, texts: Iterable[str], use: LinkUse, *, strict: bool = False) -> str:
        """Return the title of another work of the list that one of these texts has in full, if any.

        ``strict``: only where it is all of the text, and its title is unlike ours.
        """
        for text in texts:
            for other in self._titles_in(normalize_title(text), exactly=strict):
                match = compare_titles(use.title, other, name=use.name)
                # Both titles are in the list, so similar words are no proof of one work.
                retitled = match is TitleMatch.RETITLED
                if retitled and (strict or _likely_same_work(use.title, other)):
                    continue
                if match is not TitleMatch.SAME:
                    return other
        return ""

    def count_in(self, text: str, limit: int) -> int:
        """Return how many works a normal form names by their titles, counted up to a limit."""
        found: set[str] = set()
        for title in self._titles_in(text, exactly=False):
            found.add(title)
            if len(found) >= limit:
                break
        return len(found)

    def count_names(self, texts: Iterable[str]) -> int:
        """Return how many methods' names are all of one of these texts."""
        return len({normalize_title(t).replace(" ", "") for t in texts} & self.names)

    def _titles_in(self, text: str, *, exactly: bool) -> Iterator[str]:
        words = text.split()
        padded = f" {text} "
        for key in map(" ".join, zip(*(words[n:] for n in range(KEY_WORDS)), strict=False)):
            for normal, title in self.titles.get(key, ()):
                if text == normal if exactly else f" {normal} " in padded:
                    yield title


def _likely_same_work(one: str, other: str) -> bool:
    name = method_name(one)
    return (bool(name) and name == method_name(other)) or similarity(one, other) >= SAME_WORK_RATIO
