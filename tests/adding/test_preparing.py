"""From what is pasted to an entry or to why there is none, with services that are stand-ins."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from awesome_p2ti.adding.bibtex_input import read_bibtex
from awesome_p2ti.adding.draft import Fact
from awesome_p2ti.adding.preparing import Answer, Asked, Person, Prepared, Status, prepare
from awesome_p2ti.catalog import Catalog, load
from awesome_p2ti.rules.registry import load_and_check
from tests.adding.services import OTTERS, Services, draft

SUBJECT = Person(tasks=lambda work: ("subject",), confirms=lambda work, doubt: True)


@pytest.fixture
def catalog(small_list: Path) -> Catalog:
    return load(small_list)[0]


def one(catalog: Catalog, text: str, services: Services, person: Person = SUBJECT) -> Prepared:
    (work,) = prepare([Asked(text)], catalog, services, person)
    return work


def test_what_services_state_becomes_an_entry_that_check_passes(catalog: Catalog) -> None:
    services = Services(a2304_03410=draft(venue="CVPR 2024", code="https://github.com/otter/otter"))
    work = one(catalog, "arXiv:2304.03410v2", services)
    assert work.status is Status.READY
    assert (work.path, work.problems) == ("data/papers/2023/dreamotter.yaml", ())
    file = catalog.root / work.path
    file.write_text(work.text, encoding="utf-8")
    listed, problems = load_and_check(catalog.root)
    assert problems == []
    paper = listed.papers["dreamotter"].data
    assert (paper.arxiv, paper.name, paper.venue) == ("2304.03410", "DreamOtter", "CVPR 2024")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("2208.12242v1", "data/papers/2022/dreambooth.yaml"),
        ("https://www.alphaxiv.org/abs/2208.12242", "data/papers/2022/dreambooth.yaml"),
        ("https://doi.org/10.1145/3610548.3618154", "data/papers/2023/break-a-scene.yaml"),
        ("openreview:NAQvF08TcyG", "data/papers/2022/textual-inversion.yaml"),
        ("https://dreambooth.github.io/", "data/papers/2022/dreambooth.yaml"),
        (
            "git@github.com:RinonGal/Textual_Inversion.git",
            "data/papers/2022/textual-inversion.yaml",
        ),
        (
            "https://openaccess.thecvf.com/content/CVPR2023/html/Ruiz_DreamBooth_Fine_Tuning_"
            "Text-to-Image_Diffusion_Models_for_Subject-Driven_Generation_CVPR_2023_paper.html",
            "data/papers/2022/dreambooth.yaml",
        ),
    ],
)
def test_a_listed_work_is_named_before_anybody_is_asked(
    catalog: Catalog, text: str, path: str
) -> None:
    services = Services()
    work = one(catalog, text, services)
    assert work.status is Status.LISTED
    assert path in work.message
    assert services.asked == []
    assert work.text == ""


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Break-a-scene - Extracting Multiple Concepts from a Single Image"},
        {"title": "Extracting Multiple Concepts from a Single Image"},
        {"former_titles": ("Break-A-Scene: Extracting Multiple Concepts from a Single Image",)},
        {"doi": "10.1145/3610548.3618154"},
        {"project": "https://omriavrahami.com/break-a-scene"},
    ],
)
def test_a_listed_work_is_known_by_what_services_say(
    catalog: Catalog, fields: dict[str, Any]
) -> None:
    work = one(catalog, "2304.03410", Services(other=draft(**fields)))
    assert work.status is Status.LISTED
    assert "data/papers/2023/break-a-scene.yaml" in work.message
    person = Person(
        tasks=SUBJECT.tasks, confirms=SUBJECT.confirms, distinct_from=("break-a-scene",)
    )
    again = one(catalog, "2304.03410", Services(other=draft(**fields)), person)
    assert again.status is Status.READY
    assert "distinct_from: [break-a-scene]\n" in again.text


SHARED = {"project": "https://dreambooth.github.io", "arxiv": "2304.03410"}


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        (SHARED, Status.READY),
        ({**SHARED, "arxiv": None, "doi": "10.1000/otter"}, Status.LISTED),  # may be the same work
        ({**SHARED, "title": "Fine Tuning Text-to-Image Diffusion Models for Subject-Driven "
          "Generation"}, Status.LISTED),
        ({**SHARED, "doi": "10.1145/3610548.3618154"}, Status.LISTED),
    ],
)  # fmt: skip
def test_what_shares_but_a_link_can_be_an_entry_of_its_own(
    catalog: Catalog, fields: dict[str, Any], status: Status
) -> None:
    address = fields["arxiv"] or fields["doi"]
    person = Person(tasks=SUBJECT.tasks, confirms=SUBJECT.confirms, shared_links=True)
    work = one(catalog, address, Services(other=draft(**fields)), person)
    assert work.status is status
    assert one(catalog, address, Services(other=draft(**fields))).status is Status.LISTED
    if status is Status.READY:
        assert "distinct_from: [dreambooth]\n" in work.text
        assert "with dreambooth: is it another work" in work.draft.remarks[0]
        (catalog.root / work.path).write_text(work.text, encoding="utf-8")
        assert load_and_check(catalog.root)[1] == []


def test_a_declined_work_is_named_with_its_reason(catalog: Catalog) -> None:
    work = one(catalog, "2301.00001", Services())
    assert work.status is Status.DECLINED
    assert "no character is given" in work.message
    said = draft(title="Stories Without a Given Character!")
    again = one(catalog, "2304.03410", Services(other=said))
    assert again.status is Status.DECLINED
    assert "no character is given" in again.message


def test_the_same_work_twice_in_one_call_is_added_once(catalog: Catalog) -> None:
    asked = [Asked("2304.03410"), Asked("10.1000/otter"), Asked("2304.03411")]
    services = Services(a2304_03411=draft(title="Cats"), other=draft())
    works = list(prepare(asked, catalog, services, SUBJECT))
    assert [w.status for w in works] == [Status.READY, Status.LISTED, Status.READY]
    assert "data/papers/2023/dreamotter.yaml" in works[1].message


def test_two_works_of_one_name_get_two_files(catalog: Catalog) -> None:
    services = Services(
        a2304_03410=draft(), a2304_03411=draft(title="DreamOtter: Faces in the Rain")
    )
    asked = [Asked("2304.03410"), Asked("2304.03411")]
    paths = [w.path for w in prepare(asked, catalog, services, SUBJECT)]
    assert paths == ["data/papers/2023/dreamotter.yaml",
                     "data/papers/2023/dreamotter-faces-rain.yaml"]  # fmt: skip


def test_without_a_task_nothing_is_written_and_the_likeliest_are_named(catalog: Catalog) -> None:
    nobody = Person(tasks=lambda work: (), confirms=lambda work, doubt: True)
    work = one(catalog, "2304.03410", Services(other=draft()), nobody)
    assert (work.status, work.text) == (Status.WITHOUT_TASK, "")
    assert "--task subject" in work.hint
    assert "--task multi-subject" in work.hint


def test_an_id_that_lost_a_zero_is_written_only_when_its_title_is_confirmed(
    catalog: Catalog,
) -> None:
    services = Services(a2304_03410=draft())
    doubtful = Person(tasks=SUBJECT.tasks, confirms=lambda work, doubt: not doubt)
    work = one(catalog, "2304.0341", services, doubtful)
    assert (work.status, work.text) == (Status.REFUSED, "")
    assert OTTERS in work.message
    assert "2304.03410" in work.hint
    assert one(catalog, "2304.0341", services).status is Status.READY
    assert one(catalog, "2304.03410", services, doubtful).status is Status.READY


def test_a_work_that_is_not_meant_is_left_out(catalog: Catalog) -> None:
    for person in (Person(tasks=SUBJECT.tasks, confirms=lambda work, doubt: False),
                   Person(tasks=lambda work: None, confirms=SUBJECT.confirms)):  # fmt: skip
        work = one(catalog, "2304.03410", Services(other=draft()), person)
        assert (work.status, work.text) == (Status.REFUSED, "")
        assert f'"{OTTERS}" is left out' in work.message


def test_a_work_whose_file_is_not_complete_is_known(catalog: Catalog) -> None:
    path = catalog.root / "data/papers/2023/arxiv-2304-03410.yaml"
    path.write_text(one(catalog, "2304.03410", Services()).text, encoding="utf-8")
    again = one(load(catalog.root)[0], "2304.03410", Services(other=draft()))
    assert again.status is Status.LISTED
    assert "data/papers/2023/arxiv-2304-03410.yaml" in again.message


def test_a_page_of_a_mistyped_host_is_answered_with_the_right_one(catalog: Catalog) -> None:
    services = Services(other=Answer(draft(title=None), ("no such host",)))
    work = one(catalog, "https://openreveiw.net/forum?id=NAQvF08TcyH", services)
    assert (work.status, work.hint) == (Status.REFUSED, "did you mean openreview.net?")


def test_sources_that_contradict_each_other_write_nothing(catalog: Catalog) -> None:
    said = draft(conflicts=["arXiv says Ina Vale, Crossref says Bo Marsh"])
    work = one(catalog, "2304.03410", Services(other=said))
    assert (work.status, work.text) == (Status.REFUSED, "")
    assert "Bo Marsh" in work.message


def test_a_record_of_another_work_writes_nothing(catalog: Catalog) -> None:
    record = draft(title="Cats of Old", authors=("Bo Marsh",))
    (work,) = prepare([Asked("2304.03410", "refs.bib:3", record)], catalog,
                      Services(other=draft()), SUBJECT)  # fmt: skip
    assert (work.status, work.text) == (Status.REFUSED, "")
    assert "Cats of Old" in work.message
    assert OTTERS in work.message


@pytest.mark.parametrize(
    ("title", "status"),
    [("Cats of Old", Status.REFUSED), ("DreamOtter: Otters Drawn", Status.READY)],
)
def test_a_record_without_authors_is_compared_by_its_title(
    title: str, status: Status, catalog: Catalog
) -> None:
    record = draft(title=title, authors=None)
    (work,) = prepare([Asked("2304.03410", "refs.bib:3", record)], catalog,
                      Services(other=draft()), SUBJECT)  # fmt: skip
    assert work.status is status
    assert title in "".join([work.message, *work.draft.remarks])


def test_a_record_with_another_title_of_the_same_authors_is_a_remark(catalog: Catalog) -> None:
    record = draft(title="An Otter in Dreams")
    (work,) = prepare([Asked("2304.03410", "refs.bib:3", record)], catalog,
                      Services(other=draft()), SUBJECT)  # fmt: skip
    assert work.status is Status.READY
    assert any("An Otter in Dreams" in remark for remark in work.draft.remarks)
    assert "An Otter in Dreams" not in work.text


def test_a_record_stands_in_where_services_are_silent(catalog: Catalog) -> None:
    (work,) = prepare([Asked("2304.03410", "refs.bib:3", draft())], catalog, Services(), SUBJECT)
    assert work.status is Status.READY
    assert OTTERS in work.text
    assert work.failures == ("arXiv: 429 Rate exceeded.",)


def test_authors_of_a_record_that_leaves_some_out_are_not_written(catalog: Catalog) -> None:
    text = "@misc{a, title={Otters}, author={Vale, Ina and others}, eprint={2304.03410}}"
    asked, _ = read_bibtex(text, "refs.bib")
    (work,) = prepare(asked, catalog, Services(), SUBJECT)
    assert "authors" not in work.text
    assert work.draft.remarks == ['refs.bib:1 leaves authors out by "and others": name all of them']


@pytest.mark.parametrize("text", ["2304.03410", "10.1000/otter", "openreview:NAQvF08TcyH"])
def test_without_any_service_a_skeleton_is_left_that_check_explains(
    catalog: Catalog, text: str
) -> None:
    work = one(catalog, text, Services())
    assert work.status is Status.INCOMPLETE
    assert "Rate exceeded" in work.message
    assert work.path.startswith("data/papers/20")
    assert any("'title' has no value" in p.message for p in work.problems)
    file = catalog.root / work.path
    file.parent.mkdir(exist_ok=True)
    file.write_text(work.text, encoding="utf-8")
    found = load_and_check(catalog.root)[1]
    assert {p.path for p in found} == {work.path}
    assert set(work.problems) <= set(found)


def test_a_page_of_which_nobody_knows_anything_leaves_no_file(catalog: Catalog) -> None:
    work = one(catalog, "https://github.com/otter/otter", Services())
    assert (work.status, work.text) == (Status.REFUSED, "")
    silent = one(
        catalog, "https://github.com/otter/otter", Services(other=Answer(draft(title=None)))
    )
    assert "no source names a paper" in silent.message
    absent = Answer(draft(title=None), absent=True)
    assert "there is no such work" in one(catalog, "2304.03410", Services(other=absent)).message


def test_what_check_refuses_is_left_out_and_said(catalog: Catalog) -> None:
    said = draft(venue="OtterConf 2024", project="http://10.0.0.1/otter", doi="no doi",
                 code="https://github.com/otter/otter?utm_source=x")  # fmt: skip
    work = one(catalog, "2304.03410", Services(other=said))
    assert work.status is Status.READY
    assert work.problems == ()
    assert 'code: "https://github.com/otter/otter"\n' in work.text
    for word in ("OtterConf", "10.0.0.1", "no doi"):
        assert word not in work.text
        assert any(word in remark for remark in work.draft.remarks)


def test_a_fault_in_what_an_entry_needs_is_left_for_a_person(catalog: Catalog) -> None:
    said = draft(authors=("Ina Vale", "Tom Reed et al."))
    work = one(catalog, "2304.03410", Services(other=said))
    assert [p.code for p in work.problems] == ["author"]
    assert "et al." in work.text


def test_a_name_is_proposed_by_the_title_alone_where_no_source_has_it(catalog: Catalog) -> None:
    work = one(catalog, "2304.03410", Services(other=draft()))
    assert work.draft.name == Fact("DreamOtter", "the title, before its colon")
    named = draft(name="Otter-1")
    assert "name: Otter-1\n" in one(catalog, "2304.03410", Services(other=named)).text
