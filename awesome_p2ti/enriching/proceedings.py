"""Which page lists all papers of a conference and year: the table of what is asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

FIRST_YEAR = 2021
"""The first year whose lists are known to lie at these addresses."""
_CVF = "https://openaccess.thecvf.com"
_PMLR = {
    "ICML": {2021: 139, 2022: 162, 2023: 202, 2024: 235, 2025: 267, 2026: 306},
    "UAI": {2021: 161, 2022: 180, 2023: 216, 2024: 244, 2025: 286},
}
"""The volume of the Proceedings of Machine Learning Research for each conference and year."""
_ACL = {
    "ACL": ("acl-long", "acl-short"),
    "ACL Findings": ("findings-acl",),
    "EMNLP": ("emnlp-main",),
    "EMNLP Findings": ("findings-emnlp",),
}
"""The volumes of the ACL Anthology that hold a conference's papers, without the year."""
_COLING = frozenset({2025})


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page that lists whole conferences, such as ``ECCV 2022`` and ``ECCV 2024`` in one."""

    url: str
    venues: frozenset[str]

    @property
    def newest(self) -> int:
        """Return the year of the newest conference that it should list."""
        return max(int(venue.rpartition(" ")[2]) for venue in self.venues)

    @property
    def name(self) -> str:
        """Return what the page is called in messages."""
        return f"the list of {' and '.join(sorted(self.venues))}"


def pages_for(years: Iterable[int], names: Container[str]) -> list[ListPage]:
    """Return the pages that list the conferences of these years; ``names`` are the list's own."""
    venues: dict[str, set[str]] = defaultdict(set)
    for year in sorted({y for y in years if y >= FIRST_YEAR}):
        for name, addresses in _SERIES.items():
            for url in addresses(year) if name in names else ():
                venues[url].add(f"{name} {year}")
    return [ListPage(url, frozenset(found)) for url, found in venues.items()]


def _cvf(name: str, query: str = "", *, every: int = 1, first: int = 0) -> _Addresses:
    return lambda year: [f"{_CVF}/{name}{year}{query}"] if (year - first) % every == 0 else []


def _pmlr(name: str) -> _Addresses:
    return lambda year: [f"https://proceedings.mlr.press/v{v}/" for v in _volume(name, year)]


def _volume(name: str, year: int) -> list[int]:
    return [_PMLR[name][year]] if year in _PMLR[name] else []


def _acl(name: str) -> _Addresses:
    return lambda year: [f"https://aclanthology.org/volumes/{year}.{v}/" for v in _ACL[name]]


if TYPE_CHECKING:
    _Addresses = Callable[[int], list[str]]
_SERIES: dict[str, Callable[[int], list[str]]] = {
    "CVPR": _cvf("CVPR", "?day=all"),
    "ICCV": _cvf("ICCV", "?day=all", every=2, first=2021),
    "WACV": _cvf("WACV"),
    "ECCV": lambda year: ["https://www.ecva.net/papers.php"] if year % 2 == 0 else [],
    "NeurIPS": lambda year: [f"https://papers.nips.cc/paper_files/paper/{year}"],
    "COLING": lambda year: (
        [f"https://aclanthology.org/volumes/{year}.coling-main/"] if year in _COLING else []
    ),
    **{name: _pmlr(name) for name in _PMLR},
    **{name: _acl(name) for name in _ACL},
}
"""The addresses of each conference's lists in a year; none where it was not held, or none is known.

CVF: https://openaccess.thecvf.com/menu; ECVA keeps all years in one page; the volumes of PMLR are
those of https://proceedings.mlr.press.
"""
