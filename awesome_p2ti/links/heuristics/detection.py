"""What a page that is no page may be, and how its title and headings are taken apart for signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from awesome_p2ti.normalize import normalize_title


class PageProblem(StrEnum):
    """The kinds of page that are not what was asked for."""

    NOT_FOUND = "not-found"
    PARKED = "parked"
    LOGIN = "login"
    WALL = "wall"


@dataclass(frozen=True, slots=True)
class Detection:
    """A kind of fault, and whether the page alone proves it or a probe must."""

    problem: PageProblem
    conclusive: bool
    evidence: str


_SEPARATOR = re.compile(
    r"\s[-–—|·•»:/_]+\s|[|·•»–—｜：！？。]|:\s|\s-\s|[!?]\s*|(?<=[^\x00-\u2e80])[-_]|[-_](?=[^\x00-\u2e80])"
)


def segments(title: str) -> list[str]:
    """Split a title at the marks that stand between its parts, and normalize_title these."""
    return [n for part in _SEPARATOR.split(title) if (n := normalize_title(part))]
