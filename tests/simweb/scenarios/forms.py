"""Addresses on known sites that are no paper, repository or model, and odd but living forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.meters import Limit
from tests.simweb.pages import live
from tests.simweb.scenarios.papers import real
from tests.simweb.scenarios.repositories import repository

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene

OWN_PAGES = (
    "https://huggingface.co/docs/diffusers/training/dreambooth",
    "https://huggingface.co/docs/diffusers",
    "https://huggingface.co/blog/lora",
    "https://huggingface.co/papers/2208.01618",
    "https://huggingface.co/collections/lab/personal-models-65f0",
    "https://huggingface.co/spaces",
    "https://github.com/topics/text-to-image",
    "https://github.com/orgs/vision-group-1/repositories",
    "https://github.com/features/actions",
    "https://github.com/sponsors/vision-group-1",
    "https://www.youtube.com/playlist?list=PLsimulated",
    "https://www.youtube.com/@a-channel",
    "https://arxiv.org/list/cs.CV/recent",
    "https://openreview.net/group?id=ICLR.cc/2024/Conference",
)


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    for url in OWN_PAGES:
        scene.link(url, next(scene.neutral), "ok", "live", "a page of the site's own")
    _branches(scene)
    _codes(scene)
    _archive(scene)
    _hosts(scene)
    _strict_host(scene)


def _branches(scene: Scene) -> None:
    forms = (
        ("/tree/master", "ok|moved", "the default branch was renamed"),
        ("/tree/master/docs", "ok|moved", "the default branch was renamed"),
        ("/blob/master/train.py", "ok|moved", "the default branch was renamed"),
        ("/tree/release/v2/docs", "ok", "a branch with a slash in its name"),
        ("/blob/release/v2/train.py#L3-L9", "ok", "lines of a file"),
        ("/tree/0a1b2c3d4e5f60718293a4b5c6d7e8f901234567", "ok", "a commit"),
        ("/blob/main/train.py?raw=true", "ok", "a query"),
        ("/archive/refs/tags/v1.0.zip", "ok|moved", "a packed release"),
        ("/pull/12", "ok", "a pull request"),
        ("/discussions/3", "ok", "a discussion"),
        ("/commits/main", "ok", "the history"),
    )
    for number, (form, truth, about) in enumerate(forms):
        work = next(scene.neutral)
        url = repository(
            scene,
            work,
            f"branches-{number}",
            former_branch="master",
            tags=("release/v2", "0a1b2c3d4e5f60718293a4b5c6d7e8f901234567"),
        )
        scene.link(url + form, work, truth, "live", about, role="code")
    work = next(scene.neutral)
    repository(scene, work, "gists")
    scene.link("https://gist.github.com/gists/0a1b2c3d4e", work, "ok", "live", "a gist")


def _codes(scene: Scene) -> None:
    doi = scene.services.doi
    odd = (
        ("10.1016/S0893-6080(05)80023-1", "Crossref"),
        ("10.1002/(SICI)1097-0258(19980815)17:15", "Crossref"),
        ("10.20382/jocg.v9i1a9", "mEDRA"),
        ("10.11499/sicejl.62.1", "JaLC"),
    )
    for number, (name, agency) in enumerate(odd):
        work = next(scene.real)
        target = f"https://publisher-{number}.net/article"
        pages.put(scene.web, target, live(work.title))
        doi.add(name, target, work.title, authors=work.authors, agency=agency)
        scene.link(f"https://doi.org/{name}", work, "ok", "live", f"a DOI of {agency}",
                   role="paper")  # fmt: skip


def _archive(scene: Scene) -> None:
    saved = "http://old-page.net/works/"
    scene.services.proceedings.archived.add(saved)
    scene.link(f"https://web.archive.org/web/20230101000000/{saved}", next(scene.neutral), "ok",
               "live", "a saved page")  # fmt: skip
    scene.link("https://web.archive.org/web/20230101000000/http://never-saved.net/",
               next(scene.neutral), "gone", "dead", "a page that was never saved")  # fmt: skip


def _hosts(scene: Scene) -> None:
    work = next(scene.neutral)
    pages.put(scene.web, "https://xn--knstler-labor-wob.net/", live(work.title))
    scene.link("https://künstler-labor.net/", work, "ok", "live", "letters in the host")
    work = next(scene.neutral)
    pages.put(scene.web, "https://upper-case.net/Page", live(work.title))
    scene.link("HTTPS://Upper-Case.NET/Page", work, "ok", "live", "capitals in the host")
    work = next(scene.neutral)
    pages.put(scene.web, "https://with-port.net/page", live(work.title))
    scene.link("https://with-port.net:443/page", work, "ok", "live", "the port is told")
    work = next(scene.neutral)
    pages.put(scene.web, "https://with-query.net/page", live(work.title))
    scene.link("https://with-query.net/page?a=1&b=%C3%A9&c", work, "ok", "live", "a query")
    work = real(scene)
    scene.link(f"ftp://files.net/{work.arxiv}.pdf", work, "refused|unreachable|gone", "away",
               "a scheme that nobody opens")  # fmt: skip


def _strict_host(scene: Scene) -> None:
    """A small server that bears little, with two dozen links."""
    limit = Limit(at_once=4, per_second=6.0, burst=8)
    for number in range(24):
        work = next(scene.neutral)
        url = f"https://small-server.edu/works/{number}/"
        pages.put(scene.web, url, live(work.title), limit=limit)
        scene.link(url, work, "ok", "live", "a server that bears six requests a second")
