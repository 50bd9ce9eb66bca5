"""What a site's record means for each entry that uses the address."""

from __future__ import annotations

import pytest

from awesome_p2ti.links.matching.title_index import TitleIndex
from awesome_p2ti.links.models import Link, LinkUse, SiteRecord, Status, TitleKind
from awesome_p2ti.links.verdicts import judge, needs_probe

TITLE = "WovenLantern: Few-Shot Portraits of One Subject"
OTHER = "CalmHarbor: Editing Scenes with a Handful of Words"
URL = "https://x.test/a"
AUTHORS = ("Mira Kowalski", "Jun Takeda")
KNOWN = TitleIndex.from_links([Link("https://y.test/", (LinkUse(title=OTHER),))])


def _work(title: str) -> SiteRecord:
    return SiteRecord(status=Status.OK, title_kind=TitleKind.WORK, title=title, authors=AUTHORS)


@pytest.mark.parametrize("titles", [(TITLE, OTHER), (OTHER, TITLE)])
def test_a_link_used_twice_is_as_bad_as_its_worst_use(titles: tuple[str, str]) -> None:
    uses = tuple(LinkUse(title=title, role="paper", authors=("A B", "C D")) for title in titles)
    verdict = judge(Link(URL, uses), _work(TITLE), KNOWN)
    assert verdict.status is Status.WRONG
    assert verdict.detail == f'it is "{TITLE}"'
    assert set(verdict.per_use) == {Status.OK, Status.WRONG}


def test_a_wrong_use_has_no_move() -> None:
    moved = SiteRecord(
        status=Status.MOVED, title_kind=TitleKind.WORK, title=TITLE, moved_to="https://z.test/"
    )
    uses = (LinkUse(title=TITLE, role="paper"), LinkUse(title=OTHER, role="paper"))
    assert judge(Link(URL, uses[:1]), moved, KNOWN).moved_to == "https://z.test/"
    assert judge(Link(URL, uses), moved, KNOWN).moved_to == ""


@pytest.mark.parametrize("cut", [True, False])
def test_a_truncated_page_needs_no_probe(cut: bool) -> None:
    link = Link(URL, (LinkUse(title=TITLE, role="project"),))
    page = SiteRecord(status=Status.OK, title="Lab", text="Lab of colours", truncated=cut)
    assert needs_probe([link], page, KNOWN) is not cut
    assert judge(link, page, KNOWN).notes


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("code", Status.WRONG),
        ("project", Status.WRONG),
        ("", Status.WRONG),
        ("dataset", Status.OK),
        ("weights", Status.OK),
        ("demo", Status.OK),
    ],
)
def test_code_may_not_be_another_works_but_data_may(role: str, status: Status) -> None:
    about = f"Official code of {OTHER}"
    record = SiteRecord(
        status=Status.OK, title_kind=TitleKind.REPOSITORY, title=about, headings=("me/harbor",)
    )
    link = Link(URL, (LinkUse(title=TITLE, role=role),))
    assert judge(link, record, KNOWN).status is status


@pytest.mark.parametrize(
    ("title", "status"),
    [(OTHER, Status.WRONG), (f"A Second Look at {OTHER}", Status.OK)],
)
def test_authors_retitle_a_work_but_not_to_another_listed_one(title: str, status: Status) -> None:
    link = Link(URL, (LinkUse(title=TITLE, role="paper", authors=AUTHORS),))
    verdict = judge(link, _work(title), KNOWN)
    assert verdict.status is status
    assert bool(verdict.notes) is (status is Status.OK)
