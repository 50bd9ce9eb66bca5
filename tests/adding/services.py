"""A stand-in for the services: what each id is said to be, and who is silent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from awesome_p2ti.adding.addresses import Wanted
from awesome_p2ti.adding.draft import Draft, Fact
from awesome_p2ti.adding.preparing import Answer

OTTERS = "DreamOtter: Drawing a Given Otter"


def draft(**fields: Any) -> Draft:
    """Return a draft of which the source is arXiv; what is not said is a work on otters."""
    usual = {"title": OTTERS, "authors": ("Ina Vale", "Tom Reed"), "date": "2023-04"}
    stated = {**usual, **fields}
    notes = {n: stated.pop(n) for n in ("conflicts", "remarks", "proposals") if n in stated}
    return Draft(**{n: Fact(v, "arXiv") for n, v in stated.items() if v is not None}, **notes)


class Services:
    """Answers by what is asked for; remembers what that was."""

    def __init__(self, **answers: Answer | Draft) -> None:
        """Take the answer for each arXiv id, written with an underscore: ``a2304_03410``."""
        self.answers = answers
        self.asked: list[Wanted] = []

    def __call__(self, works: Sequence[Wanted]) -> list[Answer]:
        self.asked += works
        return [self._answer(work) for work in works]

    def _answer(self, work: Wanted) -> Answer:
        found = self.answers.get("a" + work.arxiv.replace(".", "_")) or self.answers.get("other")
        if found is None:
            return Answer(Draft(), failures=("arXiv: 429 Rate exceeded.",))
        return found if isinstance(found, Answer) else Answer(found)
