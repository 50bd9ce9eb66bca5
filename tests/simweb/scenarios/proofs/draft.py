"""What the parts of this list share: a scene whose names, texts and choices come from a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.scenarios.common import Scene
from tests.simweb.scenarios.proofs import prose
from tests.simweb.wire import html
from tests.simweb.works import Work, neutral_works, real_works

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeVar

    from tests.simweb.world import Handler

    T = TypeVar("T")

PLACES = "alder birch cedar dune elm fjord grove heath isle kelp larch maple oak pine reed".split()
RESERVED = 28  # real papers for the links that need one
ENDINGS = ("net", "org", "io", "dev", "ac.uk", "edu", "eu")


@dataclass
class Draft(Scene):
    """A web in the making; the same seed makes the same one."""

    def __post_init__(self) -> None:
        seed = self.web.seed
        self.dice = random.Random(f"proofs {seed}")
        self.neutral = iter(neutral_works(1000, 7919 * seed))
        known = [work for work in real_works() if _is_distinct(work)]
        self.dice.shuffle(known)
        self.real = iter(known)
        self.spare = len(known) - RESERVED
        self.used: set[str] = set()

    def host(self, label: str) -> str:
        """A host name that nothing else has."""
        while True:
            place, ending = self.dice.choice(PLACES), self.dice.choice(ENDINGS)
            name = f"{label}-{place}{self.dice.randrange(10, 1000)}.{ending}"
            if name not in self.used:
                self.used.add(name)
                return name

    def owner(self) -> str:
        """An owner on GitHub or the hub that nothing else has."""
        while (name := self.host("group").partition(".")[0]) in self.used:
            pass
        self.used.add(name)
        return name

    def some(self, forms: Sequence[T], count: int) -> list[T]:
        """`count` of the forms, in any order."""
        return self.dice.sample(forms, min(count, len(forms)))

    def work(self) -> Work:
        """A paper that does not exist."""
        return next(self.neutral)

    def paper(self) -> Work:
        """A real paper, whose title and authors are true."""
        return next(self.real)

    def any_work(self) -> Work:
        """One or the other; there are fewer real ones."""
        make = self.dice.choice((self.work, self.work, self.work, self.paper))
        self.spare -= make == self.paper
        return make() if self.spare > 0 else self.work()

    def about_images(self, sentences: int = 8) -> str:
        """Sentences that any paper of the field could hold, and none is known by."""
        return prose.sentences(self.dice, prose.IMAGES, sentences)

    def about_else(self) -> tuple[str, str]:
        """Title and text of something that has nothing to do with the field."""
        title, parts = self.dice.choice(prose.ELSEWHERE)
        return title, prose.sentences(self.dice, parts, len(parts))

    def page(self, title: str, body: str = "", *, text: str = "", head: str = "") -> str:
        """A page that its server drew, with a little more than 200 letters of text."""
        shown = text or self.about_images()
        paragraphs = "".join(f"<p>{part}</p>" for part in shown.split("\n"))
        return (
            f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{title}</title>"
            f"{head}</head><body><h1>{title}</h1>{paragraphs}{body}</body></html>"
        )

    def home(self, work: Work, body: str = "") -> Handler:
        """The project page of a work."""
        text = self.page(work.title, body)
        return lambda _: html(text)

    def homes(self, wrap: Callable[[Handler], Handler]) -> Callable[[Work], Handler]:
        """Project pages, each behind `wrap`."""
        return lambda work: wrap(self.home(work))

    def with_body(self, body: str) -> Callable[[Work], Handler]:
        """Project pages that also hold `body`."""
        return lambda work: self.home(work, body)

    def at(
        self,
        label: str,
        make: Callable[[Work], Handler],
        truth: str,
        kind: str,
        about: str,
        *,
        path: str = "/",
        shown: str = "",
        **more: object,
    ) -> str:
        """One host that answers everywhere alike, and a link to it; the answer is its name.

        `shown` is what the link has after its path: a fragment.
        """
        work, name = self.any_work(), self.host(label)
        pages.host(self.web, name, missing=make(work), **more)
        self.link(f"https://{name}{path}{shown}", work, truth, kind, about)
        return name

    def shuffle(self) -> None:
        """Bring the links into another order."""
        self.dice.shuffle(self.web.cases)


def _is_distinct(work: Work) -> bool:
    """Whether a real paper has a short name of its own and two authors of unlike surnames."""
    name, colon, _ = work.title.partition(":")
    surnames = {person.split()[-1].lower() for person in work.authors}
    plain = (
        name.isalnum() and name.isascii() and not name.islower() and name[1:] != name[1:].lower()
    )
    long = min(map(len, surnames)) >= 4 and len(name) >= 6
    return bool(colon) and plain and long and len(surnames) == 2


def join(lines: Iterable[str]) -> str:
    """Lines of a text."""
    return "\n\n".join(lines)
