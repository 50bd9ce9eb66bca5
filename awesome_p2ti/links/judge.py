"""Link + Record -> Verdict: does the site say what the entry says?

All policy is here. Red needs proof: a paper's own site states another title by other authors; a
page is plainly another known work's, or a domain was sold. A mere difference is a note.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from awesome_p2ti.links.model import SEVERITY_ORDER, Kind, Link, Record, Status, Use, Verdict
from awesome_p2ti.links.plain import normalise, normalise_text
from awesome_p2ti.links.titles import (
    Agreement,
    compare,
    mentions,
    method_name,
    similarity,
)
from awesome_p2ti.links.wordings import is_another_trade

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# Where another work's title is no mistake: data, weights or a film may come from another paper.
OTHERS_WORK = frozenset(
    {
        "dataset",
        "data",
        "weights",
        "model",
        "video",
        "demo",
        "code",
        "note",
        "related",
        "source",
        "archived",
    }
)
MUCH_ALIKE = 85.0  # of two titles in one list: likely one work listed twice
MIN_WORDS, FIRST = 4, 3
PAGE_ROLES = frozenset({"", "project", "paper", "page", "website", "homepage", "code", "demo"})
_ACADEMIC = re.compile(
    r"\b(?:paper|abstract|arxiv|github|code|data ?set|research|university|model|image|diffusion|"
    r"learning|"
    r"citation|bibtex|demo|author|method|lab|conference|cvpr|iccv|eccv|neurips|iclr|siggraph|generation|"
    r"project|supplementary|experiments?|results?|repository|science|student|professor|thesis)s?\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Known:
    """The titles of all works of the run: a page that bears another one's title is the other's."""

    titles: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Normalised and written titles, by their first words."""

    @classmethod
    def of(cls, links: Iterable[Link]) -> Known:
        """Collect the titles that are long enough to be nobody else's."""
        found: dict[str, list[tuple[str, str]]] = {}
        titles = {normalise(u.title): u.title for link in links for u in link.uses if u.title}
        for plain, title in titles.items():
            words = plain.split()
            if len(words) >= MIN_WORDS:
                found.setdefault(" ".join(words[:FIRST]), []).append((plain, title))
        return cls(found)

    def other(self, texts: Iterable[str], use: Use, *, strict: bool = False) -> str:
        """Return the title of another known work that stands whole in one of these texts.

        ``strict``: only where it is all of the text, but even of a work that ours resembles.
        """
        for text in texts:
            for found in self._inside(normalise(text), whole=strict):
                agreement = compare(use.title, found, name=use.name)
                # Both titles stand in the list, so a likeness of words is no proof of one work.
                alike = agreement is Agreement.RETITLED and (strict or _one_work(use.title, found))
                if agreement is not Agreement.SAME and not alike:
                    return found
        return ""

    def _inside(self, text: str, *, whole: bool) -> Iterator[str]:
        words = text.split()
        padded = f" {text} "
        for i in range(len(words) - FIRST + 1):
            for plain, title in self.titles.get(" ".join(words[i : i + FIRST]), ()):
                if text == plain if whole else f" {plain} " in padded:
                    yield title


def _one_work(one: str, other: str) -> bool:
    name = method_name(one)
    return (bool(name) and name == method_name(other)) or similarity(one, other) >= MUCH_ALIKE


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a record means for one use."""

    status: Status
    detail: str = ""
    notes: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    doubt: bool = False  # nothing on the page names the work: worth a probe


def judge(link: Link, record: Record, known: Known, *, cached: bool = False) -> Verdict:
    """Return the verdict on a link: the worst opinion of its uses."""
    opinions = [opinion(use, record, known, link.url) for use in link.uses or (Use(),)]
    worst = max(opinions, key=lambda o: SEVERITY_ORDER.index(o.status))
    moved = record.moved_to if worst.status in {Status.OK, Status.MOVED} else ""
    return Verdict(
        link=link,
        status=worst.status,
        detail=worst.detail or record.detail,
        title=record.title,
        moved_to=moved,
        permanent=record.permanent and bool(moved),
        evidence=tuple(dict.fromkeys((*worst.evidence, *record.evidence))),
        notes=worst.notes,
        requests=round(record.requests, 3),
        seconds=round(record.seconds, 3),
        cached=cached,
        per_use=tuple(o.status for o in opinions),
    )


def opinion(use: Use, record: Record, known: Known, url: str = "") -> Opinion:
    """Say what a record means for one use."""
    status = record.status
    bad = status not in {Status.OK, Status.MOVED}
    if bad and record.by_page and _bears_title(use, record):
        # A page that bears our title is our page, however it looks.
        status = Status.MOVED if record.moved_to else Status.OK
        return Opinion(status, "", ("it looks like no page, but it bears the entry's title",))
    if status not in {Status.OK, Status.MOVED}:
        return Opinion(status, record.detail)
    notes = ("the repository is archived",) if record.archived else ()
    fragment = page_fragment(url)
    said = _on_title(use, record, known)
    if said.status is Status.WRONG:
        return said
    if fragment and fragment in record.missing:
        return Opinion(Status.FRAGMENT_MISSING, f"the page has no '#{fragment}'", notes)
    return Opinion(status, record.detail, (*notes, *said.notes), said.evidence, said.doubt)


def page_fragment(url: str) -> str:
    """Return the part of a page that an address names, without a text fragment's directive."""
    return url.partition("#")[2].partition(":~:")[0]


def _on_title(use: Use, record: Record, known: Known) -> Opinion:
    nothing = Opinion(Status.OK)
    if not use.title:
        return nothing
    if record.kind is Kind.WORK:
        return _on_work(use, record, known)
    if record.kind is Kind.PAGE:
        return _on_page(use, record, known)
    if record.kind is Kind.REPOSITORY:
        return _on_repository(use, record, known)
    return _on_media(use, record, known)


def _on_work(use: Use, record: Record, known: Known) -> Opinion:
    agreement = min(
        (
            compare(title, record.title, use.authors, record.authors, name=use.name)
            for title in (use.title, *use.former)
        ),
        key=list(Agreement).index,
    )
    if agreement in {Agreement.SAME, Agreement.UNKNOWN}:
        return Opinion(Status.OK)
    told = f'its title there is "{record.title}"'
    other = known.other((record.title,), use, strict=True)
    if use.role in OTHERS_WORK or (agreement is Agreement.RETITLED and not other):
        return Opinion(Status.OK, notes=(told,))
    evidence = [f'the entry says "{use.title}", the site says "{record.title}"']
    if use.authors and record.authors:
        evidence.append("the authors differ")
    return Opinion(Status.WRONG, f'it is "{record.title}"', evidence=tuple(evidence))


def _on_page(use: Use, record: Record, known: Known) -> Opinion:
    if _title_agrees(use, record) or _authors_on(use, record):
        return Opinion(Status.OK)
    told = f'the page does not name the work; its title is "{record.title}"'
    if use.role not in PAGE_ROLES:
        return Opinion(Status.OK)
    other = known.other(_says_of_itself(record), use)
    if other:
        evidence = (f'it bears the title of another work: "{other}"',)
        return Opinion(Status.WRONG, f'it is the page of "{other}"', evidence=evidence)
    stated = _stated(use, record)
    if stated and use.role in {"", "project", "paper", "page"}:
        evidence = (f'it is to be cited as "{stated}"',)
        return Opinion(Status.WRONG, f'it is the page of "{stated}"', evidence=evidence)
    if _sold(record):
        evidence = (f'its title is "{record.title}", and nothing on it names the work',)
        return Opinion(Status.WRONG, "the domain is in other hands", evidence=evidence)
    # What was not read of a long page may name the work.
    return Opinion(Status.OK, notes=(told,), doubt=not record.cut)


def _stated(use: Use, record: Record) -> str:
    """Return the other work that a page asks to cite it as.

    Its BibTeX alone may be of what it builds on: its title or first heading has to agree.
    """
    works = () if record.cut else record.works
    if not works or any(compare(use.title, w, name=use.name) is not Agreement.DIFFERENT
                        for w in works):  # fmt: skip
        return ""
    called = " . ".join((record.title, *record.headings[:1]))
    return next((w for w in works if mentions(called, w)), "")


def _says_of_itself(record: Record) -> tuple[str, ...]:
    """Return what a page says that it is: another work's title further down is a mention."""
    if record.cut:
        return (record.title,)
    return (record.title, *record.headings[:1])


def _on_repository(use: Use, record: Record, known: Known) -> Opinion:
    """Tell a repository of another known work by its description."""
    names = record.headings[0] if record.headings else ""
    if mentions(f"{names.replace('/', ' ')} {record.title} {record.text}", use.title, use.name):
        return Opinion(Status.OK)
    # A README's BibTeX is often of what the work builds on.
    other = known.other((record.title, *_parts(record.title)), use)
    if other and use.role in {"", "code", "project"}:
        told = f'its description names another work: "{other}"'
        return Opinion(Status.WRONG, f'it is the repository of "{other}"', evidence=(told,))
    return Opinion(Status.OK)


def _on_media(use: Use, record: Record, known: Known) -> Opinion:
    """Tell a film about another known work by its title."""
    if not record.title or mentions(record.title, use.title, use.name):
        return Opinion(Status.OK)
    other = known.other((record.title,), use)
    if other and use.role in {"", "video", "talk", "project"}:
        told = f'its title is "{record.title}"'
        return Opinion(Status.WRONG, f'it is about "{other}"', evidence=(told,))
    return Opinion(Status.OK)


def _bears_title(use: Use, record: Record) -> bool:
    """Say whether a page bears a work's whole title; a name alone is a domain's name too."""
    ours = normalise(use.title)
    if ours in map(normalise, record.works):
        return True
    if len(ours.split()) < 3:  # a short title is a name or a phrase: its authors speak for it
        return ours in {normalise(p) for p in record.headings} and _authors_on(use, record)
    places = (record.title, *record.headings, *_parts(record.title), *record.works)
    if any(compare(use.title, p) is Agreement.SAME for p in places if len(p.split()) >= 3):
        return True
    return f" {ours} " in f" {_plain(record.text)} "


def _title_agrees(use: Use, record: Record) -> bool:
    places = (record.title, *record.headings, *record.works)
    text = " . ".join((*places, record.text))
    if mentions(text, use.title, use.name):
        return True
    good = {Agreement.SAME, Agreement.RETITLED}
    return any(compare(use.title, p, name=use.name) in good for p in places[:6] if len(p) > 8)


def _authors_on(use: Use, record: Record) -> bool:
    text = f" {_plain(record.text)} "
    found = sum(1 for a in use.authors if len(n := normalise(a)) > 4 and f" {n} " in text)
    return found >= min(2, len(use.authors)) > 0


@lru_cache(maxsize=64)
def _plain(text: str) -> str:
    return normalise_text(text)


def _parts(title: str) -> list[str]:
    """Return what may be a work's title inside a page's title or a description."""
    quoted = re.findall(r"[\"“«']([^\"”»]{15,250})[\"”»']", title)
    cut = re.split(r"\s[|–—·-]\s", title)
    after = re.findall(
        r"(?:implementation|code|repository|repo|page|pytorch)\s+(?:of|for)\s+(.{15,250})",
        title,
        re.IGNORECASE,
    )
    return [*quoted, *cut, *after, *(re.sub(r"\s*[([].*$|[.!]\s*$", "", a) for a in after)]


def _sold(record: Record) -> bool:
    """Say whether a page has nothing of a work's page and the words of a sold domain's."""
    everything = " ".join((record.title, *record.headings, record.text))
    return is_another_trade(record.title, everything) and not _ACADEMIC.search(everything)
