"""The likeliest tasks of a paper, by its title: the nearest centroid of the sections' titles.

A title is a vector of its words, pairs of words and pieces of words, rarer ones weighing more; a
section is the mean of its papers' vectors and of its own description. No library is needed for it.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from awesome_p2ti.normalize import fold_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from awesome_p2ti.schema.models import Task

PIECE = 4
"""How many letters a piece of a word has."""
FIRST, OTHER = 1.0, 0.5
"""What a paper weighs in its first section, and in its others."""
SIZE = 0.01
"""How much likelier a section is for each e-fold of its papers."""
_WORD = re.compile(r"[a-z]+")

Vector = dict[str, float]


class LikelyTasks:
    """The sections of a list as vectors; ``ranked`` compares a title with all of them."""

    def __init__(self, papers: Iterable[tuple[str, Sequence[str]]], tasks: Iterable[Task]) -> None:
        """Take each paper's title with the ids of its tasks, and the sections."""
        papers = list(papers)
        features = [_features(title) for title, _ in papers]
        counts = Counter(f for found in features for f in found)
        self._rarity = {f: math.log((len(papers) + 1) / (n + 0.5)) for f, n in counts.items()}
        self._sums: dict[str, Vector] = {}
        self._sizes: Counter[str] = Counter()
        for task in tasks:
            about = self._vector(_features(f"{task.name} {task.about}"))
            self._sums[task.id] = defaultdict(float, about)
        for found, (_, ids) in zip(features, papers, strict=True):
            vector = self._vector(found)
            for place, task_id in enumerate(i for i in ids if i in self._sums):
                self._sizes[task_id] += 1
                total, weight = self._sums[task_id], OTHER if place else FIRST
                for feature, value in vector.items():
                    total[feature] += weight * value
        self._squares = {i: sum(v * v for v in s.values()) for i, s in self._sums.items()}
        self._papers = max(len(papers), 1)

    def ranked(self, title: str, left_out: Sequence[str] = ()) -> list[str]:
        """Return the ids of all tasks, the likeliest first.

        ``left_out`` are the tasks in which the title itself stands: it is taken out of them.
        """
        vector = self._vector(_features(title))
        scores = {}
        for task, total in self._sums.items():
            product = sum(value * total.get(feature, 0.0) for feature, value in vector.items())
            square, size = self._squares[task], self._sizes[task]
            if task in left_out:
                own = FIRST if task == left_out[0] else OTHER
                square += own * own - 2 * own * product
                product, size = product - own, size - 1
            near = product / math.sqrt(square) if square > 0 else 0.0
            scores[task] = near + SIZE * math.log((size or 0.5) / self._papers)
        return sorted(scores, key=lambda task: -scores[task])

    def _vector(self, features: set[str]) -> Vector:
        """Return features with their weights, of length 1."""
        weights = {f: r for f in features if (r := self._rarity.get(f))}
        length = math.sqrt(sum(w * w for w in weights.values()))
        return {f: w / length for f, w in weights.items()} if length else {}


def _features(title: str) -> set[str]:
    words = _WORD.findall(fold_accents(title))
    found = {*words, *(f"{a} {b}" for a, b in itertools.pairwise(words))}
    for word in words:
        framed = f"^{word}$"
        found.update(f"#{framed[i : i + PIECE]}" for i in range(len(framed) - PIECE + 1))
    return found
