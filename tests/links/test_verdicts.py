"""What a site's record means for each entry that uses the address."""

from __future__ import annotations

from typing import Any

import pytest

from awesome_p2ti.links.matching.title_index import TitleIndex
from awesome_p2ti.links.models import Link, LinkUse, SiteRecord, Status, TitleKind
from awesome_p2ti.links.verdicts import UseVerdict, judge, needs_probe, verdict_for_use

TITLE = "WovenLantern: Few-Shot Portraits of One Subject"
OTHER = "CalmHarbor: Editing Scenes with a Handful of Words"
URL = "https://x.test/a"
UNNAMED = "the page does not name the work; its title is"
AUTHORS = ("Mira Kowalski", "Jun Takeda")
KNOWN = TitleIndex.from_links([Link("https://y.test/", (LinkUse(title=OTHER),))])


def record(status: Status = Status.OK, **about: Any) -> SiteRecord:
    return SiteRecord(status=status, **about)


def use(role: str = "", **about: Any) -> LinkUse:
    return LinkUse(role=role, **{"title": TITLE, **about})


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
    there = record(title_kind=TitleKind.REPOSITORY, title=about, headings=("me/harbor",))
    link = Link(URL, (LinkUse(title=TITLE, role=role),))
    assert judge(link, there, KNOWN).status is status


@pytest.mark.parametrize(
    ("title", "status"),
    [(OTHER, Status.WRONG), (f"A Second Look at {OTHER}", Status.OK)],
)
def test_authors_retitle_a_work_but_not_to_another_listed_one(title: str, status: Status) -> None:
    link = Link(URL, (LinkUse(title=TITLE, role="paper", authors=AUTHORS),))
    verdict = judge(link, _work(title), KNOWN)
    assert verdict.status is status
    assert bool(verdict.notes) is (status is Status.OK)


def test_a_verdict_tells_what_the_record_does() -> None:
    there = record(
        Status.MOVED, detail="it moved", title=TITLE, moved_to="https://z.test/", permanent=True,
        evidence=("a", "b", "a"), requests=1.23456, seconds=0.98765,
    )  # fmt: skip
    verdict = judge(Link(URL, (use("project"),)), there, KNOWN, cached=True)
    assert (verdict.status, verdict.detail, verdict.title) == (Status.MOVED, "it moved", TITLE)
    assert (verdict.moved_to, verdict.permanent) == ("https://z.test/", True)
    assert (verdict.evidence, verdict.notes) == (("a", "b"), ())
    assert (verdict.requests, verdict.seconds, verdict.cached) == (1.235, 0.988, True)
    assert verdict.per_use == (Status.MOVED,)
    assert judge(Link(URL, ()), there, KNOWN).per_use == (Status.MOVED,)
    assert judge(Link(URL, ()), there, KNOWN).cached is False


def test_a_move_is_permanent_only_where_it_leads_somewhere() -> None:
    link = Link(URL, (use(),))
    assert not judge(link, record(permanent=True), KNOWN).permanent
    there = record(Status.MOVED, moved_to="https://z.test/", title=TITLE)
    assert not judge(link, there, KNOWN).permanent
    gone = record(Status.GONE, moved_to="https://z.test/", permanent=True)
    assert (judge(link, gone, KNOWN).moved_to, judge(link, gone, KNOWN).permanent) == ("", False)
    kept = record(moved_to="https://z.test/", title=TITLE)
    assert judge(link, kept, KNOWN).moved_to == "https://z.test/"


@pytest.mark.parametrize("moved_to", ["", "https://z.test/"])
def test_a_page_that_states_our_title_is_ours_however_it_looks(moved_to: str) -> None:
    there = record(
        Status.GONE, heuristic=True, detail="soft 404", headings=(TITLE,), moved_to=moved_to
    )
    verdict = verdict_for_use(use("project"), there, KNOWN)
    assert verdict.status is (Status.MOVED if moved_to else Status.OK)
    assert verdict.detail == ""
    assert verdict.notes == ("it looks like an error page, but it states the entry's title",)


@pytest.mark.parametrize("about", [{"headings": (TITLE,)}, {"heuristic": True}])
def test_no_title_helps_against_an_answer_and_no_look_alone(about: dict[str, Any]) -> None:
    there = record(Status.GONE, detail="404 Not Found", **about)
    assert verdict_for_use(use(), there, KNOWN) == UseVerdict(Status.GONE, "404 Not Found")


def test_what_is_found_is_said_with_its_notes() -> None:
    there = record(title="Lab", archived=True, detail="as a browser")
    verdict = verdict_for_use(use("project"), there, KNOWN)
    assert verdict == UseVerdict(
        Status.OK,
        "as a browser",
        ("the repository is archived", f'{UNNAMED} "Lab"'),
        (),
        unverified=True,
    )


@pytest.mark.parametrize(
    ("url", "status"),
    [
        (f"{URL}#here", Status.OK),
        (f"{URL}#there", Status.FRAGMENT_MISSING),
        (f"{URL}#there:~:text=x", Status.FRAGMENT_MISSING),
        (URL, Status.OK),
    ],
)
def test_a_part_that_a_page_lacks(url: str, status: Status) -> None:
    page = record(title=TITLE, missing_fragments=("there", ""), archived=True)
    verdict = verdict_for_use(use("project"), page, KNOWN, url)
    assert verdict.status is status
    assert verdict.detail == ("" if status is Status.OK else "the page has no '#there'")
    assert verdict.notes == ("the repository is archived",)
    assert judge(Link(url, (use("project"),)), page, KNOWN).status is status


def test_a_part_of_another_works_page_is_not_the_trouble() -> None:
    page = record(title=OTHER, missing_fragments=("there",))
    assert verdict_for_use(use(), page, KNOWN, f"{URL}#there").status is Status.WRONG


def test_a_page_is_probed_where_it_names_the_work_of_no_link() -> None:
    page = record(title="Lab", text="We study moths")
    doubt, sure = Link(URL, (use("project"),)), Link(URL, (use("project", name="Moths"),))
    assert needs_probe([doubt, doubt], page, KNOWN)
    assert not needs_probe([doubt, sure], page, KNOWN)
    assert not needs_probe([Link(URL, (*doubt.uses, *sure.uses))], page, KNOWN)
    assert not needs_probe([Link(URL, ())], page, KNOWN)
    assert not needs_probe([], page, KNOWN)


@pytest.mark.parametrize("kind", TitleKind)
@pytest.mark.parametrize("title", ["", TITLE])
def test_without_a_title_on_either_side_nothing_is_wrong(kind: TitleKind, title: str) -> None:
    there = record(title=OTHER if not title else "", title_kind=kind, text="Of diffusion models")
    assert verdict_for_use(use(title=title), there, KNOWN).status is Status.OK


PEOPLE = ("A Bell", "C Drum")
UNLIKE = "Moths in the Rain of Winter"


@pytest.mark.parametrize(
    ("about", "status", "notes"),
    [
        ({}, Status.WRONG, 0),
        ({"authors": PEOPLE}, Status.WRONG, 0),
        ({"authors": AUTHORS}, Status.OK, 1),  # retitled by its authors
        ({"former_titles": (f"On {UNLIKE}", UNLIKE)}, Status.OK, 0),
        ({"former_titles": ("Of Woods",)}, Status.WRONG, 0),
        ({"role": "dataset"}, Status.OK, 1),
        ({"role": "related"}, Status.OK, 1),
        ({"role": "code"}, Status.OK, 1),
        ({"role": "project"}, Status.WRONG, 0),
    ],
)
def test_a_work_of_another_title(about: dict[str, Any], status: Status, notes: int) -> None:
    verdict = verdict_for_use(LinkUse(**{"title": TITLE, **about}), _work(UNLIKE), KNOWN)
    assert verdict.status is status
    assert verdict.notes == (f'its title there is "{UNLIKE}"',) * notes


def test_the_evidence_of_another_work() -> None:
    said = f'the entry says "{TITLE}", the site says "{UNLIKE}"'
    verdict = verdict_for_use(use(authors=PEOPLE), _work(UNLIKE), KNOWN)
    assert verdict.detail == f'it is "{UNLIKE}"'
    assert verdict.evidence == (said, "the authors differ")
    assert verdict_for_use(use(), _work(UNLIKE), KNOWN).evidence == (said,)
    unsigned = record(title=UNLIKE, title_kind=TitleKind.WORK)
    assert verdict_for_use(use(authors=PEOPLE), unsigned, KNOWN).evidence == (said,)


CALLED = {"title": "Rain", "stated_titles": ("Rain: A Tale of Moths in Winter",)}
SOLD = {"title": "Casino slots", "text": "Poker bonus"}


@pytest.mark.parametrize("role", ["", "project", "paper", "page", "website", "homepage", "code",
                                  "demo", "dataset", "video"])  # fmt: skip
def test_which_roles_a_page_may_fail(role: str) -> None:
    def status(**about: Any) -> Status:
        return verdict_for_use(use(role), record(**about), KNOWN).status

    fails = role not in {"dataset", "video"}
    assert (status(title=OTHER) is Status.WRONG) is fails
    assert (status(**SOLD) is Status.WRONG) is fails
    is_the_works_own = role in {"", "project", "paper", "page"}
    assert (status(**CALLED) is Status.WRONG) is is_the_works_own
    assert status(title=OTHER, headings=(TITLE,)) is Status.OK
    assert status(title="Lab") is Status.OK


def test_what_is_said_of_another_page() -> None:
    def said(**about: Any) -> UseVerdict:
        return verdict_for_use(use("project"), record(**about), KNOWN)

    assert said(title="Lab", headings=(OTHER,)) == UseVerdict(
        Status.WRONG,
        f'it is the page of "{OTHER}"',
        evidence=(f'it has the title of another work: "{OTHER}"',),
    )
    tale = "Rain: A Tale of Moths in Winter"
    assert said(**CALLED) == UseVerdict(
        Status.WRONG, f'it is the page of "{tale}"', evidence=(f'it asks to be cited as "{tale}"',)
    )
    assert said(**SOLD) == UseVerdict(
        Status.WRONG,
        "its domain has been repurposed",
        evidence=('its title is "Casino slots", and nothing on it names the work',),
    )
    assert said(title="Lab", text=OTHER) == UseVerdict(
        Status.OK, notes=(f'{UNNAMED} "Lab"',), unverified=True
    )
    assert said(title="Lab", text="Lab", truncated=True).unverified is False


def test_authors_on_a_page_speak_for_it() -> None:
    page = record(title=OTHER, text="Mira Kowalski and Jun Takeda")
    assert verdict_for_use(use(authors=AUTHORS), page, KNOWN) == UseVerdict(Status.OK)


@pytest.mark.parametrize(
    ("about", "status"),
    [
        ({"title": OTHER}, Status.WRONG),
        ({"title": f"Official implementation of {OTHER} (CVPR)"}, Status.WRONG),
        ({"title": f'Code of our "{OTHER}"'}, Status.WRONG),
        ({"title": "Some code", "text": f"It builds on {OTHER}"}, Status.OK),
        ({"title": OTHER, "headings": ("me/woven-lantern",)}, Status.OK),
        ({"title": OTHER, "headings": ("me/code", "woven-lantern")}, Status.WRONG),
        ({"title": f"WovenLantern and {OTHER}"}, Status.OK),
        ({"title": OTHER, "text": f"It is of {TITLE}"}, Status.OK),
        ({"title": ""}, Status.OK),
    ],
)
def test_a_repository_is_of_the_work_that_its_name_or_description_names(
    about: dict[str, Any], status: Status
) -> None:
    there = record(title_kind=TitleKind.REPOSITORY, **about)
    assert verdict_for_use(use("code"), there, KNOWN).status is status


def test_what_is_said_of_another_works_repository() -> None:
    there = record(title_kind=TitleKind.REPOSITORY, title=OTHER)
    assert verdict_for_use(use("code"), there, KNOWN) == UseVerdict(
        Status.WRONG,
        f'it is the repository of "{OTHER}"',
        evidence=(f'its description names another work: "{OTHER}"',),
    )


@pytest.mark.parametrize(
    ("title", "role", "status"),
    [
        (f"{OTHER} - a talk", "video", Status.WRONG),
        (f"{OTHER} - a talk", "talk", Status.WRONG),
        (f"{OTHER} - a talk", "project", Status.WRONG),
        (f"{OTHER} - a talk", "", Status.WRONG),
        (f"{OTHER} - a talk", "weights", Status.OK),
        (f"WovenLantern against {OTHER}", "video", Status.OK),
        ("A talk", "video", Status.OK),
        ("", "video", Status.OK),
    ],
)
def test_a_film_is_about_the_work_that_its_title_names(
    title: str, role: str, status: Status
) -> None:
    there = record(title_kind=TitleKind.MEDIA, title=title)
    verdict = verdict_for_use(use(role), there, KNOWN)
    assert verdict.status is status
    if status is Status.WRONG:
        assert verdict.detail == f'it is about "{OTHER}"'
        assert verdict.evidence == (f'its title is "{title}"',)
