"""Sixty papers of all kinds: where each service states what, and what an entry may hold of it.

Titles, authors and ids are those of real papers (`tests/simweb/works.tsv`, a fixed copy); comments,
venues, DOIs and links are made for the case. Each kind puts its paper into the services and returns
what was pasted and what is true; a field that is not named there has to stay empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from awesome_p2ti.rules.arxiv_dates import arxiv_month
from tests.simweb.services.all import Services
from tests.simweb.wire import html
from tests.simweb.works import Work, neutral_works, real_works

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.simweb.wire import Reply, Request
    from tests.simweb.world import Web

NAMES = frozenset({
    "AAAI", "ACL", "ACL Findings", "ACM MM", "ACM TOG", "CVPR", "ECCV", "EMNLP", "EMNLP Findings",
    "ICCV", "ICLR", "ICML", "IJCV", "NeurIPS", "SIGGRAPH", "SIGGRAPH Asia", "TMLR", "TPAMI", "WACV",
})  # fmt: skip
JOURNALS = frozenset({"ACM TOG", "IJCV", "TMLR", "TPAMI"})
HOSTS = {
    "arXiv's query interface": frozenset({"export.arxiv.org"}),
    "OAI-PMH": frozenset({"oaipmh.arxiv.org"}),
    "arXiv's pages": frozenset({"arxiv.org"}),
    "all of arXiv": frozenset({"export.arxiv.org", "oaipmh.arxiv.org", "arxiv.org"}),
    "DataCite": frozenset({"api.datacite.org"}),
    "Crossref": frozenset({"api.crossref.org"}),
    "doi.org": frozenset({"doi.org"}),
    "Hugging Face": frozenset({"huggingface.co"}),
    "GitHub": frozenset({"github.com"}),
    "OpenReview": frozenset({"api2.openreview.net", "api.openreview.net", "openreview.net"}),
    "CVF": frozenset({"openaccess.thecvf.com"}),
    "ACL Anthology": frozenset({"aclanthology.org"}),
    "NeurIPS": frozenset({"papers.nips.cc"}),
    "PMLR": frozenset({"proceedings.mlr.press"}),
}
"""The services, by the hosts that are down together."""
SPRINGER, ACM = "10.1007", "10.1145"


@dataclass(frozen=True, slots=True)
class Case:
    """A paper: what is pasted, and the fields that are true of it."""

    kind: str
    pasted: str
    truth: dict[str, object]
    known_alone: dict[str, object]
    """What is true of the preprint, for whoever does not know of the publication."""


@dataclass(slots=True)
class World:
    """The services, the project pages, and the papers in them."""

    services: Services = field(default_factory=Services)
    pages: dict[str, str] = field(default_factory=dict)  # project pages by host
    cases: list[Case] = field(default_factory=list)

    def install(self, web: Web) -> None:
        """Put all hosts into a web."""
        self.services.install(web)
        for host, source in self.pages.items():
            web.site(host, _page(source))

    def preprint(self, work: Work, **more: Any) -> dict[str, object]:
        """Put a paper on arXiv, DataCite and the hub; the truth is what all of them state."""
        title = more.pop("title", work.title)
        authors = more.pop("authors", work.authors)
        hub = more.pop("hub", {})
        month = work.arxiv.rpartition("/")[2]
        self.services.arxiv.add(work.arxiv, title, authors=authors, **more)
        doi = f"10.48550/arXiv.{work.arxiv}"
        self.services.doi.add(
            doi, f"https://arxiv.org/abs/{work.arxiv}", title, authors=authors,
            year=2000 + int(month[:2]), agency="DataCite",
        )  # fmt: skip
        if hub is not None:
            self.services.hub.add_paper(work.arxiv, title, authors, **hub)
        return {
            "title": work.title,
            "authors": work.authors,
            "date": f"20{month[:2]}-{month[2:4]}",
            "arxiv": work.arxiv,
        }

    def register(self, doi: str, title: str, authors: tuple[str, ...], **more: Any) -> str:
        """Register a DOI at Crossref."""
        target = more.pop("target", f"https://dl.acm.org/doi/{doi}")
        dates = (d["date-parts"] for key, d in more.items() if key.startswith("published"))
        more.setdefault("issued", {"date-parts": min(dates, default=[[2024]])})
        self.services.doi.add(doi, target, title, authors=authors, more=more)
        return doi

    def project(self, name: str, body: str) -> str:
        """Put a project page on the web."""
        host = f"{name.lower()}.github.io"
        self.pages[host] = body
        return f"https://{host}/"


def _page(source: str) -> Callable[[Request], Reply]:
    return lambda _: html(source or "<title>404</title>", 200 if source else 404)


Kind = "Callable[[World, Work], tuple[str, dict[str, object]]]"


# --- on arXiv


def preprint_alone(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """Nothing but the paper; 15 pages say nothing of a venue."""
    return work.arxiv, world.preprint(work, comment="15 pages, 9 figures", hub=None)


def with_everything(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """A comment names venue and page, the hub the code, whose README names the paper."""
    slug = work.name.lower()
    body = (
        f"<title>{work.title}</title><h1>{work.title}</h1>"
        f'<a href="https://github.com/lab-{slug}/{slug}">Code</a>'
        '<a href="https://github.com/nerfies/nerfies.github.io">Template</a>'
    )
    url = world.project(slug, body)
    world.services.github.add(f"lab-{slug}", slug, "Official code", homepage=url,
                              readme=f"# {work.title}\n\nPaper: arXiv:{work.arxiv}")  # fmt: skip
    truth = world.preprint(
        work,
        comment=f"Accepted to CVPR {work.year + 1}. Project page: {url}",
        hub={
            "projectPage": url,
            "githubRepo": f"https://github.com/lab-{slug}/{slug}",
            "githubRepoAddedBy": "user",
            "linkedModels": [{"id": f"lab-{slug}/{slug}"}, {"id": "stranger/finetune"}],
            "linkedSpaces": [{"id": f"lab-{slug}/demo"}],
            "numTotalModels": 2,
        },
    )
    hub = "https://huggingface.co"
    truth |= {
        "venue": f"CVPR {work.year + 1}",
        "project": url,
        "code": f"https://github.com/lab-{slug}/{slug}",
        "weights": f"{hub}/lab-{slug}/{slug}",
        "demo": f"{hub}/spaces/lab-{slug}/demo",
    }
    return f"https://arxiv.org/pdf/{work.arxiv}v1.pdf", truth


def code_found_by_itself(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """The hub found a repository by itself, of somebody who tried the paper: nobody vouches."""
    slug = work.name.lower()
    world.services.github.add(
        "a-stranger", slug, "My try", readme=f"{work.title}, arXiv:{work.arxiv}"
    )
    hub = {"githubRepo": f"https://github.com/a-stranger/{slug}", "githubRepoAddedBy": "auto"}
    return f"arXiv:{work.arxiv}", world.preprint(work, hub=hub)


def code_without_witness(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """A person linked a repository whose README names another paper."""
    slug = work.name.lower()
    world.services.github.add("collection", slug, "A tool box", readme="Many methods in one place.")
    hub = {"githubRepo": f"https://github.com/collection/{slug}", "githubRepoAddedBy": "user"}
    return f"https://huggingface.co/papers/{work.arxiv}", world.preprint(work, hub=hub)


def code_in_the_abstract(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """The abstract gives the code, whose page names the project."""
    slug = work.name.lower()
    project = world.project(f"{slug}-home", f"<h1>{work.title}</h1>")
    world.services.github.add(f"x-{slug}", slug, homepage=project, readme=work.title)
    code = f"https://github.com/x-{slug}/{slug}"
    truth = world.preprint(work, abstract=f"We study images. Code: {code}.", hub=None)
    return f"https://www.alphaxiv.org/abs/{work.arxiv}", truth | {"code": code, "project": project}


def renamed_repository(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """The hub knows the code by the name that it had."""
    slug = work.name.lower()
    world.services.github.add("now", slug, readme=f"Code of arXiv:{work.arxiv}")
    world.services.github.rename(f"then/{slug}", f"now/{slug}")
    hub = {"githubRepo": f"https://github.com/then/{slug}", "githubRepoAddedBy": "user"}
    truth = world.preprint(work, hub=hub)
    return f"https://arxiv.org/abs/{work.arxiv}v3", truth | {
        "code": f"https://github.com/now/{slug}"
    }


def several_repositories(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """The abstract names two repositories: which one is its own is a person's matter."""
    abstract = "See https://github.com/one/tool and https://github.com/two/tool."
    return work.arxiv, world.preprint(work, abstract=abstract, hub=None)


def tool_in_the_abstract(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """The abstract names a tool that it is built on, whose README names no paper of this kind."""
    world.services.github.add("tools", "pipelines", "Pipelines for all", readme="# Pipelines")
    abstract = "Our code is built on https://github.com/tools/pipelines."
    return work.arxiv, world.preprint(work, abstract=abstract, hub=None)


def code_as_project(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """At the hub somebody gave the repository as the project page; its homepage is a demo."""
    slug = work.name.lower()
    code = f"https://github.com/p-{slug}/{slug}"
    world.services.github.add(f"p-{slug}", slug, homepage="https://huggingface.co/spaces/a/b",
                              readme=f"# {work.name}\n\nOf arXiv:{work.arxiv}")  # fmt: skip
    return work.arxiv, world.preprint(work, hub={"projectPage": code}) | {"code": code}


def dead_project(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """The comment names a page that is gone, and a repository that is gone."""
    world.pages["gone.github.io"] = ""
    comment = "https://gone.github.io/nowhere and https://github.com/nobody/gone"
    return work.arxiv, world.preprint(work, comment=comment, hub=None)


# --- comments


def _comment(text: str, venue: str = "") -> Callable[[World, Work], tuple[str, dict[str, object]]]:
    def kind(world: World, work: Work) -> tuple[str, dict[str, object]]:
        truth = world.preprint(
            work, comment=text.format(year=work.year + 1, short=work.year - 1999)
        )
        if venue:
            truth["venue"] = venue.format(year=work.year + 1)
        if text.startswith("https:"):
            host = "yanchi-3dv.github.io"
            world.pages[host] = "<title>A page that its script draws</title>"
            truth["project"] = f"https://{host}/{work.year + 1}"
        return work.arxiv, truth

    kind.__doc__ = text
    return kind


COMMENTS = {
    "Accepted to ICML{short}": "ICML {year}",
    "AAAI-{short}.": "AAAI {year}",
    "ICCVW {year}": "ICCV {year} Workshop",
    "Accepted by ECCV {year}; extended version submitted to TPAMI": "ECCV {year}",
    "NeurIPS {year} (spotlight), 20 pages": "NeurIPS {year}",
    "Submitted to ICRA {year}": "",
    "RA-L and ICRA {year}": "",
    "https://yanchi-3dv.github.io/{year}": "",
    "Accepted at IJCV": "",
    "CVPR {year} and ICLR {year}": "",
    "Accepted to ACM Transactions on Graphics, SIGGRAPH Asia {year}": "SIGGRAPH Asia {year}",
    "Under review at ICLR {year}": "",
}


# --- published


def journal_reference(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """arXiv has a journal reference and a DOI, which Crossref has with an event."""
    year = work.year + 1
    doi = world.register(
        f"{ACM}/{work.arxiv}", work.title, work.authors,
        event={"name": f"SIGGRAPH Asia {year}", "acronym": f"SA '{year % 100}"},
        **{"container-title": [f"SIGGRAPH Asia {year} Conference Papers"],
           "published-online": {"date-parts": [[year, 12, 11]]}},
    )  # fmt: skip
    reference = f"SIGGRAPH Asia {year} Conference Papers"
    truth = world.preprint(work, journal_ref=reference, doi=doi)
    return work.arxiv, truth | {"doi": doi, "venue": f"SIGGRAPH Asia {year}"}


def retitled(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """Published under another title, by the same authors."""
    old, year = f"Towards {work.name} at Last", work.year + 1
    doi = world.register(
        f"{ACM}/r{work.arxiv}", work.title, work.authors,
        **{"container-title": ["Proceedings of the 32nd ACM International Conference on "
                               "Multimedia"],
           "published-print": {"date-parts": [[year, 10]]}},
    )  # fmt: skip
    truth = world.preprint(work, title=old, doi=doi)
    return work.arxiv, truth | {"doi": doi, "venue": f"ACM MM {year}", "former_titles": (old,)}


def cut_at_the_colon(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """Crossref has the title up to the colon, and the rest apart; there is no preprint."""
    head, _, rest = work.title.partition(":")
    year = work.year
    doi = world.register(
        f"{ACM}/c{work.arxiv}", head, work.authors,
        **{"subtitle": [rest.strip()] if rest else [],
           "container-title": [f"ACM SIGGRAPH {year} Conference Papers"],
           "published-print": {"date-parts": [[year, 7, 23]]}},
    )  # fmt: skip
    truth = {"title": work.title, "authors": work.authors, "date": f"{year}-07", "doi": doi}
    return f"https://doi.org/{doi}", truth | {"venue": f"SIGGRAPH {year}"}


def in_lecture_notes(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """The container is a series, the event the conference; authors stand there twice."""
    year = work.year
    twice = [{"given": " ".join(a.split()[:-1]), "family": a.split()[-1]} for a in work.authors] * 2
    doi = f"{SPRINGER}/978-3-{work.arxiv}_1"
    world.register(
        doi, work.title, (), author=twice, target=f"https://link.springer.com/chapter/{doi}",
        event={"name": "European Conference on Computer Vision"},
        **{"container-title": ["Lecture Notes in Computer Science",
                               f"Computer Vision - ECCV {year}"],
           "published-online": {"date-parts": [[year, 10, 1]]},
           "published-print": {"date-parts": [[year + 1]]}},
    )  # fmt: skip
    source = (
        f'{_metas(work, "citation_author")}<meta name="citation_doi" content="{doi}">'
        f'<meta name="citation_publication_date" content="{year}/10/1">'
        f'<meta name="citation_conference_title" content="ECCV {year}">'
    )
    world.services.proceedings.sources["link.springer.com", f"/chapter/{doi}"] = source
    truth = {"title": work.title, "authors": work.authors, "date": f"{year}-10", "doi": doi}
    return f"https://link.springer.com/chapter/{doi}", truth | {"venue": f"ECCV {year}"}


def sorted_by_the_alphabet(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """A NeurIPS deposit lists the authors by the alphabet; arXiv has them in order."""
    turned = tuple(sorted(work.authors, key=lambda a: a.split()[-1]))
    year = work.year + 1
    doi = world.register(
        f"10.52202/{work.arxiv}", work.title, turned,
        **{"container-title": ["Advances in Neural Information Processing Systems 37"],
           "issued": {"date-parts": [[year]]}},
    )  # fmt: skip
    return work.arxiv, world.preprint(work, doi=doi) | {"doi": doi, "venue": f"NeurIPS {year}"}


def editors_among_the_authors(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """Crossref has an editor before the authors."""
    mixed = ("Edith Editor", *work.authors)
    doi = world.register(
        f"{SPRINGER}/e{work.arxiv}", work.title, mixed,
        **{"container-title": ["International Journal of Computer Vision"],
           "published-online": {"date-parts": [[work.year + 1, 2, 3]]}},
    )  # fmt: skip
    truth = world.preprint(work, doi=doi)
    return work.arxiv, truth | {"doi": doi, "venue": f"IJCV {work.year + 1}"}


def with_accents(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """TeX in the title and in a name."""
    truth = world.preprint(work, title=f"{work.title} \\`a la carte",
                           authors=("Andr\\'e Dup\\^ont", *work.authors))  # fmt: skip
    return work.arxiv, truth | {
        "title": f"{work.title} à la carte",
        "authors": ("André Dupônt", *work.authors),
    }


def other_month(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """arXiv's first version bears a day of the month before the id's."""
    year, month = int(work.arxiv[:2]) + 2000, int(work.arxiv[2:4])
    before = f"{year - (month == 1)}-{(month - 2) % 12 + 1:02}-30"
    return work.arxiv, world.preprint(work, stamp=before)


def published_first(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """Published the year before it came to arXiv."""
    doi = world.register(
        f"{ACM}/p{work.arxiv}", work.title, work.authors,
        **{"container-title": ["ACM Transactions on Graphics"],
           "published-print": {"date-parts": [[work.year - 1, 8]]}},
    )  # fmt: skip
    truth = world.preprint(work, doi=doi)
    return work.arxiv, truth | {"doi": doi, "date": f"{work.year - 1}-08",
                                "venue": f"ACM TOG {work.year - 1}"}  # fmt: skip


# --- not on arXiv: each of these hangs on the one service that was pasted


def at_openreview(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """A note whose venue is a list, as some are."""
    ident = "a" + re.sub(r"\W", "", work.arxiv)
    world.services.openreview.add(
        ident, work.title, authors=work.authors, venue=["ICLR 2024 poster"],
        venueid=["ICLR.cc/2024/Conference"], pdate=1705410000000,
    )  # fmt: skip
    truth = {"title": work.title, "authors": work.authors, "date": "2024-01",
             "openreview": ident, "venue": "ICLR 2024"}  # fmt: skip
    return f"https://openreview.net/pdf?id={ident}", truth


def at_cvf(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """A page of CVF's, with the month in its BibTeX alone."""
    stem = f"{work.authors[0].split()[-1]}_{work.name}_CVPR_2024_paper"
    meta = _metas(work, "citation_author", family_first=True)
    conference = "Proceedings of the IEEE/CVF Conference on Computer Vision and Pattern Recognition"
    source = (
        f'{meta}<meta name="citation_publication_date" content="2024">'
        f'<meta name="citation_conference_title" content="{conference}">'
        f'<div id="papertitle">{work.title}</div>[<a href="http://arxiv.org/abs/{work.arxiv}">'
        'arXiv</a>]<div class="bibref">@InProceedings{X, month = {June}, year = {2024}}</div>'
    )
    path = f"/content/CVPR2024/html/{stem}.html"
    world.services.proceedings.sources["openaccess.thecvf.com", path] = source
    truth = world.preprint(work, hub=None)
    pasted = f"https://openaccess.thecvf.com/content/CVPR2024/papers/{stem}.pdf"
    return pasted, truth | {"venue": "CVPR 2024"}


def at_acl(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """A page of the ACL Anthology, with a DOI and names as they are spoken."""
    doi = world.register(f"10.18653/v1/{work.arxiv}", work.title, work.authors)
    source = (
        f'{_metas(work, "citation_author")}<meta name="citation_publication_date" content="2024/8">'
        f'<meta name="citation_doi" content="{doi}"><meta content="Proceedings of the 62nd Annual '
        'Meeting of the Association for Computational Linguistics (Volume 1: Long Papers)" '
        'name="citation_conference_title">'
    )
    world.services.proceedings.sources["aclanthology.org", "/2024.acl-long.12/"] = source
    truth = {"title": work.title, "authors": work.authors, "date": "2024-08", "doi": doi}
    return "https://aclanthology.org/2024.acl-long.12.pdf", truth | {"venue": "ACL 2024"}


def at_neurips(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """A page of NeurIPS, without a day."""
    path = "/paper_files/paper/2023/hash/abc123-Abstract-Conference.html"
    source = (
        f"{_metas(work, 'citation_author', family_first=True)}"
        '<meta name="citation_journal_title" content="Advances in Neural Information Processing '
        'Systems"><meta name="citation_publication_date" content="2023">'
    )
    world.services.proceedings.sources["papers.nips.cc", path] = source
    truth = {"title": work.title, "authors": work.authors, "date": "2023", "venue": "NeurIPS 2023"}
    return f"https://papers.nips.cc{path}", truth | {"paper": f"https://papers.nips.cc{path}"}


def at_pmlr(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """A page of PMLR."""
    path = "/v235/vale24a.html"
    source = (
        f"{_metas(work, 'citation_author')}"
        '<meta name="citation_publication_date" content="2024/7/8">'
        '<meta name="citation_conference_title" content="International Conference on Machine '
        'Learning">'
    )
    world.services.proceedings.sources["proceedings.mlr.press", path] = source
    truth = {"title": work.title, "authors": work.authors, "date": "2024-07", "venue": "ICML 2024"}
    url = f"https://proceedings.mlr.press{path}"
    return "https://proceedings.mlr.press/v235/vale24a/vale24a.pdf", truth | {"paper": url}


def by_its_repository(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """A README that names its own paper and a baseline; that it is official nobody else says."""
    baseline = real_works()[0]
    world.preprint(baseline)
    readme = f"# {work.title}\n\narXiv:{work.arxiv}\n\nBuilt on arXiv:{baseline.arxiv}."
    world.services.github.add("readers", "code", readme=readme)
    return "https://github.com/readers/code/tree/main/src", world.preprint(work, hub=None)


def by_its_weights(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """A model whose tags name the paper."""
    world.services.hub.add(
        "models", "somebody/model", tags=("text-to-image", f"arxiv:{work.arxiv}")
    )
    return "https://huggingface.co/somebody/model", world.preprint(work, hub=None)


def by_its_project(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """A project page with its paper, its code and its template's."""
    body = (
        f"<title>{work.name}</title><h1>{work.title}</h1>"
        f'<a href="https://arxiv.org/pdf/{work.arxiv}">Paper</a>'
        '<a href="https://github.com/owner-of/page-code.git">Code</a>'
        '<a href="https://github.com/eliahuhorwitz/Academic-project-page-template">page</a>'
    )
    world.services.github.add("owner-of", "page-code", readme=work.title)
    url = world.project("by-its-project", body)
    truth = world.preprint(work, hub=None)
    return url, truth | {"project": url, "code": "https://github.com/owner-of/page-code"}


def of_old(world: World, work: Work) -> tuple[str, dict[str, object]]:
    """An id of before 2007."""
    del work
    old = Work("cs/0601001", 2006, neutral_works(3)[2].title, ("Ina Vale", "Tom Reed"))
    return "arXiv:cs/0601001v2", world.preprint(old, hub=None)


def _metas(work: Work, name: str, *, family_first: bool = False) -> str:
    people = [a.split() for a in work.authors]
    names = [f"{p[-1]}, {' '.join(p[:-1])}" if family_first else " ".join(p) for p in people]
    tags = "".join(f'<meta name="{name}" content="{n}">' for n in names)
    return f'<title>{work.title}</title><meta name="citation_title" content="{work.title}">{tags}'


SINGLE = (at_openreview, at_cvf, at_acl, at_neurips, at_pmlr, by_its_repository, by_its_weights,
          by_its_project, of_old)  # fmt: skip
"""Kinds of which there is one each: no other service knows what was pasted."""
MANY = (
    preprint_alone, with_everything, code_found_by_itself, code_without_witness,
    code_in_the_abstract, renamed_repository, several_repositories, tool_in_the_abstract,
    code_as_project, dead_project,
    *(_comment(text, venue) for text, venue in COMMENTS.items()),
    journal_reference, retitled, cut_at_the_colon, in_lecture_notes, sorted_by_the_alphabet,
    editors_among_the_authors, with_accents, other_month, published_first,
)  # fmt: skip
COUNT = 60


def sixty() -> World:
    """The papers, each of a kind, and the services that know them."""
    world = World()
    works = _works()
    unread = {dead_project: "nobody/gone", tool_in_the_abstract: "tools/pipelines"}
    kinds = [*SINGLE, *(MANY[n % len(MANY)] for n in range(COUNT - len(SINGLE)))]
    for kind in kinds:
        pasted, truth = kind(world, next(works))
        alone: dict[str, object] = {}
        if kind in unread:  # what the paper names, where GitHub does not answer
            alone["code"] = f"https://github.com/{unread[kind]}"
        if "former_titles" in truth:
            alone["title"] = truth["former_titles"][0]  # type: ignore[index]
        if "arxiv" in truth:
            alone["date"] = arxiv_month(str(truth["arxiv"]))
        world.cases.append(Case((kind.__doc__ or "").strip(), pasted, truth, alone))
    return world


def _works() -> Iterator[Work]:
    """Real papers, each with a short name that no other has."""
    used: set[str] = set()
    for work in real_works():
        plain = work.title.isascii() and not re.search(r"[\\$&<>\"]", work.title)
        if plain and work.year >= 2023 and work.name not in used and len(work.authors) > 1:
            used.add(work.name)
            yield work
