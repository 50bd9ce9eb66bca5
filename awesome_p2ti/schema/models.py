"""What an entry holds: one model a kind, the source of the checks and the editors' schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import Field

from awesome_p2ti.identifiers import arxiv_url, doi_url, openreview_url
from awesome_p2ti.schema.field_types import (
    URL_PATTERN,
    Arxiv,
    Category,
    Day,
    Doi,
    Id,
    Month,
    NamedId,
    OneOrMany,
    OpenReview,
    Text,
    Url,
    Venue,
)
from awesome_p2ti.schema.strict_model import Model

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic_core import CoreSchema

Texts = Annotated[tuple[Text, ...], Field(min_length=1, strict=False)]
Ids = Annotated[tuple[NamedId, ...], Field(min_length=1, strict=False)]


class Link(Model):
    """An address and what a reader should know of it."""

    url: Url
    """The address, http or https."""
    official: bool = True
    """false: made by others than the paper's authors; shown with an asterisk (code*)."""
    archived: Url | None = None
    """A snapshot of the page, shown when the address is dead."""
    note: Text | None = None
    """A few words on what is there."""


class _OneOrManySchema:
    """The editors' schema of a link field: an address, a mapping, or a list of either."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        array = handler(core_schema)
        one = [{"type": "string", "pattern": URL_PATTERN}, array["items"]]
        return {"anyOf": [*one, {**array, "items": {"anyOf": one}}]}


OneOrManyLinks = Annotated[
    tuple[Link, ...], Field(min_length=1, strict=False), OneOrMany, _OneOrManySchema()
]


class Links(Model):
    """Where a work lives, by role, in the order in which the README shows them."""

    project: OneOrManyLinks | None = None
    """The project page."""
    paper: OneOrManyLinks | None = None
    """The paper, only where there is no arXiv id, DOI or OpenReview id."""
    code: OneOrManyLinks | None = None
    """The code; `official: false` for code by others."""
    demo: OneOrManyLinks | None = None
    """A demo that runs in the browser."""
    weights: OneOrManyLinks | None = None
    """Model weights."""
    dataset: OneOrManyLinks | None = None
    """Data that the work brings."""
    video: OneOrManyLinks | None = None
    """A talk or film about the work."""

    def items(self) -> list[tuple[str, Link]]:
        """Return (role, link) of each link in the order of the roles."""
        return [(role, link) for role in ROLES for link in getattr(self, role) or ()]


ROLES: tuple[str, ...] = tuple(Links.model_fields)
NO_LINKS = Links.model_construct()


class Reference(Model):
    """A work that is named but need not be an entry of the list."""

    title: Text
    """The title exactly as published."""
    arxiv: Arxiv | None = None
    """The arXiv id in quotes, without a version."""
    url: Url | None = None
    """The work's own page or PDF, beside or instead of the arXiv id."""
    venue: Venue | None = None
    """Where it was published, with the year."""
    note: Text | None = None
    """A few words, such as why it is named."""

    @property
    def urls(self) -> tuple[str, ...]:
        """Return every address that the reference gives, the best first."""
        arxiv = arxiv_url(self.arxiv) if self.arxiv else None
        return tuple(u for u in (self.url, arxiv) if u)


class Paper(Model):
    """A paper on personalized text-to-image generation."""

    title: Text
    """The title exactly as published, capitals included."""
    name: Text | None = None
    """The method's short name, where it has one: DreamBooth."""
    former_titles: Texts | None = None
    """Titles of earlier versions, where the title changed."""
    authors: Texts | None = None
    """All authors in the paper's order, given name first."""
    date: Month
    """Year and month of the first public version: 2022-08; "2022" where the month is not known."""
    venue: Venue | None = None
    """Where it was published, a name from data/venues.yaml and a year; left out for a preprint."""
    arxiv: Arxiv | None = None
    """The arXiv id in quotes, without a version: "2208.12242"."""
    doi: Doi | None = None
    """The DOI without https://doi.org/."""
    openreview: OpenReview | None = None
    """The id of the OpenReview forum."""
    tasks: Ids
    """Ids from data/tasks.yaml; the first decides the section."""
    approach: Literal["test-time", "encoder", "training-free", "hybrid", "add-on"] | None = None
    """How a new concept gets in, where the paper says so; add-on: another method brings it in."""
    base_models: Texts | None = None
    """Names from data/base_models.yaml, where a source states them: Stable Diffusion 1.5."""
    references: Literal["one", "few"] | None = None
    """How many pictures of a subject it takes, where a source states it."""
    highlight: bool = False
    """true for the few works that a newcomer should read first."""
    distinct_from: Ids | None = None
    """Ids of entries that look like this one and are another work."""
    doubt: Text | None = None
    """What wants a second look, and why."""
    links: Links = NO_LINKS
    """Where the work lives: project, code, demo, weights, dataset, video."""

    @property
    def months(self) -> int:
        """Return the months from year 0 to the date; a year alone counts as its beginning."""
        return int(self.date[:4]) * 12 + int(self.date[5:] or 0)

    @property
    def url(self) -> str:
        """Return the address of the paper itself, or nothing."""
        if self.arxiv:
            return arxiv_url(self.arxiv)
        if self.doi:
            return doi_url(self.doi)
        if self.openreview:
            return openreview_url(self.openreview)
        return self.links.paper[0].url if self.links.paper else ""


class Metric(Model):
    """A measure of generated images."""

    name: Text
    """The measure's full name: Fréchet Inception Distance."""
    abbreviation: Text | None = None
    """How papers abbreviate it: FID."""
    group: Literal[
        "subject fidelity", "prompt fidelity", "identity", "image quality",
        "human preference and judge models",
    ]  # fmt: skip
    """What kind of question it answers."""
    measures: Text
    """What it measures, in a few words: image-text alignment."""
    better: Literal["higher", "lower"]
    """Which direction is better."""
    papers: Annotated[tuple[Reference, ...], Field(strict=False)] = ()
    """Where the measure comes from, its own paper first."""
    links: Links = NO_LINKS
    """Code and weights that compute it."""
    note: Text | None = None
    """A caveat for its readers."""


class Dataset(Model):
    """A set of images, a benchmark, or both."""

    name: Text
    """The name: CustomConcept101."""
    abbreviation: Text | None = None
    """A short name, where papers use one."""
    kind: Literal["dataset", "benchmark", "dataset and benchmark"]
    """Whether it is data, a test with a protocol, or both."""
    holds: Text
    """What it holds, in a few words."""
    subjects: int | None = None
    """How many subjects, where the source says so."""
    images: int | None = None
    """How many images, where the source says so."""
    prompts: int | None = None
    """How many prompts, where the source says so."""
    licence: Text | None = None
    """The licence, where the source says so."""
    tasks: Ids | None = None
    """Ids from data/tasks.yaml."""
    paper: NamedId | None = None
    """The id of the listed paper that it comes from."""
    papers: Annotated[tuple[Reference, ...], Field(strict=False)] = ()
    """The papers it comes from, where they are not listed."""
    url: Url | None = None
    """Its home: where a reader gets it."""
    links: Links = NO_LINKS
    """Further links, such as the code."""
    note: Text | None = None
    """A caveat for its readers."""


class Column(Model):
    """One column of scores."""

    id: Id
    """How rows name it in `scores`."""
    name: Text
    """What the table's head says: CLIP-T."""
    metric: NamedId | None = None
    """The id of the listed metric that it reports."""
    better: Literal["higher", "lower"] = "higher"
    """Which direction is better."""
    range: Annotated[tuple[float, float], Field(strict=False)] | None = None
    """The lowest and highest score that can be."""


class Row(Model):
    """Scores of one method as one source reports them."""

    method: Text
    """The method's name as the table prints it, with its variant."""
    paper: NamedId | None = None
    """The id of the method's paper, where it is listed."""
    arxiv: Arxiv | None = None
    """The arXiv id of the method's paper, where that is not listed."""
    base_model: Text | None = None
    """The base model, a name from data/base_models.yaml, where a source states it."""
    tuning: Literal["test-time", "zero-shot"] | None = None
    """Whether it optimizes for each subject."""
    scores: dict[NamedId, float]
    """Column id to score."""
    reported_by: NamedId | None = None
    """The id of the listed paper whose table it is."""
    reporter: Reference | None = None
    """Whose table it is, where that is no listed paper."""
    where: Text | None = None
    """Which table: Table 1."""
    rerun: bool = False
    """true: the reporter says that it ran the method itself."""
    protocol: Literal["standard", "variant"] = "standard"
    """variant: never ranked with the standard rows; the note says why."""
    seen_in: Literal["official-repo", "paper-text", "paper-table-extract", "third-party-digest"]
    """The best kind of document in which the scores were read."""
    note: Text | None = None
    """What a reader of the number should know."""
    doubt: Text | None = None
    """What wants a second look, and why; no score of the row counts as the best."""


class Results(Model):
    """Reported scores on one benchmark."""

    name: Text
    """The benchmark's name: DreamBench."""
    about: Text
    """What it measures, in your own words."""
    dataset: NamedId | None = None
    """The id of the listed dataset that it runs on."""
    order: int
    """The table's place among the others, from 1."""
    columns: Annotated[tuple[Column, ...], Field(min_length=1, strict=False)]
    """The columns of scores, in order."""
    sort: NamedId
    """The column by which rows are ranked."""
    caveats: Annotated[tuple[Text, ...], Field(strict=False)] = ()
    """What to know before comparing rows; printed with the table."""
    rows: Annotated[tuple[Row, ...], Field(min_length=1, strict=False)]
    """The reported rows."""


class Task(Model):
    """A section of the list."""

    id: Id
    """How entries name it."""
    name: Text
    """The section's heading."""
    about: Text
    """One line on what belongs in it."""


class Tasks(Model):
    """The sections of the list, in order."""

    tasks: Annotated[tuple[Task, ...], Field(min_length=1, strict=False)]
    """The sections, in the README's order."""


class Venues(Model):
    """The names of conferences and journals that entries may use, as papers abbreviate them."""

    conferences: Texts
    """Conferences and workshops, which publish proceedings."""
    journals: Texts
    """Journals."""


class KnownBaseModel(Model):
    """A model that methods build on, and how else papers write its name."""

    name: Text
    """How entries write it: Stable Diffusion 1.5."""
    aliases: Texts | None = None
    """Other ways to write it, which `fix` replaces: SD 1.5."""


class BaseModels(Model):
    """The names of the base models that papers and rows of results may use."""

    base_models: Annotated[tuple[KnownBaseModel, ...], Field(min_length=1, strict=False)]
    """The base models, kin beside kin."""


class DeclinedWork(Model):
    """A work that was looked at and left out of the list."""

    title: Text
    """The title exactly as published."""
    arxiv: Arxiv | None = None
    """The arXiv id in quotes, without a version."""
    doi: Doi | None = None
    """The DOI without https://doi.org/."""
    openreview: OpenReview | None = None
    """The id of the OpenReview forum."""
    url: Url | None = None
    """The paper's address, where there is no arXiv id, DOI or OpenReview id."""
    declined: Day
    """The day on which it was left out, in quotes."""
    reason: Text
    """Why it does not belong, so that nobody proposes it again."""


class Declined(Model):
    """Works that were looked at and left out of the list."""

    declined: Annotated[tuple[DeclinedWork, ...], Field(strict=False)]
    """The works, the latest decision last."""


class Discover(Model):
    """Where `discover` looks for papers that may belong in the list."""

    categories: Annotated[tuple[Category, ...], Field(min_length=1, strict=False)]
    """arXiv's categories, such as cs.CV; a paper may stand in several."""


KINDS: dict[str, type[Model]] = {
    "papers": Paper,
    "metrics": Metric,
    "datasets": Dataset,
    "results": Results,
}
"""Each kind of entry under the name of its folder in data/."""

VOCABULARY: dict[str, type[Model]] = {
    "tasks": Tasks,
    "venues": Venues,
    "base_models": BaseModels,
    "declined": Declined,
    "discover": Discover,
}
"""Each file of the list's own words and decisions under its stem in data/."""
