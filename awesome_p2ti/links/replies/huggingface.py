"""Hugging Face: what its interface says of a paper, and of a model, space or data set.

https://huggingface.co/docs/hub/api: ``/api/papers/ID`` knows the papers that somebody linked; the
id in a reply is the present one of a repository that was renamed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from awesome_p2ti.history.repositories import RepositoryState, day_of, licence_of
from awesome_p2ti.identifiers import find_arxiv_id, is_arxiv_id
from awesome_p2ti.links.paper_facts import PaperFacts, Role, StatedLink
from awesome_p2ti.links.replies.json_values import json_path, text_of, texts_of
from awesome_p2ti.links.replies.stated_links import role_of

if TYPE_CHECKING:
    from awesome_p2ti.links.http.response import Response

SITE = "https://huggingface.co"
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,95}", re.ASCII)
_LINKED: dict[str, tuple[Role, str]] = {
    "linkedModels": ("weights", ""),
    "linkedSpaces": ("demo", "spaces/"),
    "linkedDatasets": ("dataset", "datasets/"),
}
# huggingface_hub's SpaceStage: a space that sleeps or builds wakes up for its visitor.
LIVE = frozenset(
    "RUNNING RUNNING_BUILDING RUNNING_APP_STARTING APP_STARTING BUILDING SLEEPING".split()
)
BROKEN = frozenset(
    "PAUSED STOPPED NO_APP_FILE CONFIG_ERROR BUILD_ERROR RUNTIME_ERROR DELETING DELETED".split()
)
_MOST_LINKED = 30
_ARXIV_TAG = "arxiv:"


def read_paper(data: object) -> PaperFacts | None:
    """Read ``/api/papers/ID``; None where it is none."""
    ident, title = text_of(json_path(data, "id")), text_of(json_path(data, "title"))
    if not is_arxiv_id(ident) or not title:
        return None
    names = json_path(data, "authors")
    people = (json_path(n, "name") for n in (names if isinstance(names, list) else ()))
    return PaperFacts(
        source="Hugging Face",
        arxiv=ident,
        title=title,
        authors=tuple(filter(None, map(text_of, people))),
        abstract=text_of(json_path(data, "summary")),
        links=tuple(_links(data)),
    )


def _links(data: object) -> list[StatedLink]:
    """Return what persons linked, then what was found by itself or cites the paper."""
    found = []
    if project := text_of(json_path(data, "projectPage")):  # some give the code or a demo there
        role = role_of(project) or ("paper" if find_arxiv_id(project) else "project")
        found.append(StatedLink(role=role, url=project, vouched=True, place="hub"))
    if code := text_of(json_path(data, "githubRepo")):
        by_person = json_path(data, "githubRepoAddedBy") == "user"
        found.append(StatedLink(role="code", url=code, vouched=by_person, place="hub"))
    for key, (role, folder) in _LINKED.items():
        listed = json_path(data, key)
        names = (json_path(one, "id") for one in (listed if isinstance(listed, list) else ()))
        urls = [f"{SITE}/{folder}{name}" for name in names if is_repository_name(name)]
        found += [StatedLink(role=role, url=url, place="hub") for url in urls[:_MOST_LINKED]]
    return found


def papers_of(data: object) -> tuple[str, ...]:
    """Return the arXiv ids that a model, space or data set names in its tags."""
    tags = texts_of(json_path(data, "tags"))
    ids = (t.removeprefix(_ARXIV_TAG) for t in tags if t.startswith(_ARXIV_TAG))
    return tuple(dict.fromkeys(i for i in ids if is_arxiv_id(i)))


def read_repository(response: Response) -> dict[str, Any] | None:
    """Return what the interface says of a model, space or data set; None where it says nothing."""
    data = response.json() if response.ok else None
    if response.ok and data is None:
        data = _from_truncated(response)
    return data if isinstance(data, dict) and is_repository_name(data.get("id")) else None


def state_of(data: dict[str, Any]) -> RepositoryState | None:
    """Return whether what a reply is of can be used; None where the reply was not read whole."""
    if "lastModified" not in data:
        return None
    stage = text_of(json_path(data, "runtime", "stage")).upper()
    return RepositoryState(
        licence=licence_of(json_path(data, "cardData", "license")),
        pushed=day_of(data.get("lastModified")),
        gated=data.get("gated") not in (None, False),
        running=stage in LIVE if stage in LIVE | BROKEN else None,
    )


def names_of(data: dict[str, Any]) -> tuple[str, ...]:
    """Return what names a work besides the card: its titles, tags and description."""
    card = data.get("cardData")
    fields = [json_path(card, "title"), json_path(card, "pretty_name"), data.get("description")]
    return tuple(filter(None, (*map(text_of, fields), *texts_of(data.get("tags")))))


def is_repository_name(value: object) -> bool:
    """Say whether a value is the id of a repository, with or without its owner."""
    names = value.split("/") if isinstance(value, str) else []
    return len(names) in {1, 2} and all(_NAME.fullmatch(n) for n in names)


def _from_truncated(response: Response) -> Any:
    """Read the few facts from a reply that was too long to be read whole."""
    text = response.body.decode("utf-8", "replace")
    found = {k: m[1] for k in ("id", "stage") if (m := re.search(rf'"{k}"\s*:\s*"([^"]+)"', text))}
    if "id" not in found:
        return None
    return {"id": found["id"], "runtime": {"stage": found.get("stage")}}
