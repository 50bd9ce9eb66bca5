"""Titles: those of real papers (`works.tsv`, a fixed copy), and neutral ones that name no work."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

QUALITIES = "Calm Steady Woven Gentle Layered Sparse Modular Patient Anchored Lucid Mosaic Tidal"
THINGS = "Lantern Harbor Meadow Prism Ribbon Quarry Compass Orchard Pebble Canvas Signal Garden"
AIMS = (
    "Subject-Driven Image Generation",
    "Few-Step Concept Learning",
    "Identity-Preserving Portraits",
    "Multi-Concept Composition",
    "Style-Consistent Illustration",
    "Layout-Aware Personalization",
    "Tuning-Free Customization",
    "Reference-Guided Editing",
)


@dataclass(frozen=True, slots=True)
class Work:
    """A paper: its name is the method's short name."""

    arxiv: str
    year: int
    title: str
    authors: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """A short name that fits into an address."""
        head = self.title.split(":")[0] if ":" in self.title else self.title
        words = [
            "".join(ch for ch in word if ch.isascii() and ch.isalnum()) for word in head.split()
        ]
        return "-".join(word for word in words[:4] if word) or "work"


@cache
def real_works() -> tuple[Work, ...]:
    """The real papers, by arXiv id."""
    lines = Path(__file__).with_name("works.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return tuple(Work(a, int(y), t, tuple(names.split("; "))) for a, y, t, names in rows)


@cache
def neutral_works(count: int, seed: int = 7) -> tuple[Work, ...]:
    """`count` papers that do not exist, with ids that arXiv has never given (its months are short).

    They stand where a real paper's name would say something untrue of it: gone, withdrawn, empty.
    """
    names = [a + b for a in QUALITIES.split() for b in THINGS.split()]
    random.Random(seed).shuffle(names)
    works = []
    for number in range(count):
        aim = AIMS[number % len(AIMS)]
        name = names[number % len(names)] + ("" if number < len(names) else str(number))
        works.append(Work(f"2505.{95000 + number}", 2025, f"{name}: {aim}"))
    return tuple(works)
