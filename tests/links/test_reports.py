"""What a run says, in every form, whatever a site put into its title."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import cmarkgfm
import pytest

from awesome_p2ti.codes import CODES
from awesome_p2ti.links import formats, report
from awesome_p2ti.links.check import Result
from awesome_p2ti.links.merge import merge
from awesome_p2ti.links.model import Link, Status, Use, Verdict
from awesome_p2ti.links.progress import describe
from awesome_p2ti.problems import SetupError, Severity
from awesome_p2ti.reports import REPORTS

USE = Use(path="data/papers/2023/x.yaml", line=3, column=7, end_column=30, entry="x", role="code")
EVIL = "](javascript:alert(1)) <script>@user</script> ``` \x00\x1b[31m | ~~x~~\n# y"


def verdict(status: Status, url: str = "http://x.test/a", **more: object) -> Verdict:
    link = Link(url, (USE,))
    return Verdict(link=link, status=status, per_use=(status,), **more)  # type: ignore[arg-type]


def result(*verdicts: Verdict, **more: object) -> Result:
    return Result(list(verdicts), [], {"x.test": 3}, **more)  # type: ignore[arg-type]


ALL = [
    verdict(
        s,
        f"http://{s.value}.test/a",
        detail=EVIL,
        title=EVIL,
        evidence=(EVIL,),
        moved_to="http://y.test/b" if s is Status.MOVED else "",
    )
    for s in Status
]


def test_each_verdict_is_a_problem_at_its_place() -> None:
    problems = report.problems_of(ALL)
    assert len(problems) == len(Status) - 1
    assert all(
        (p.path, p.line, p.column, p.end_column) == ("data/papers/2023/x.yaml", 3, 7, 30)
        for p in problems
    )
    red = {p.code for p in problems if p.severity is Severity.ERROR}
    assert red == {"link-gone", "link-wrong"}
    assert all(p.hint and p.code in CODES for p in problems)


def test_only_the_use_that_is_wrong_is_reported() -> None:
    other = Use(path="data/papers/2023/y.yaml", line=5, column=1)
    both = Verdict(
        link=Link("http://x.test/", (USE, other)),
        status=Status.WRONG,
        per_use=(Status.OK, Status.WRONG),
    )
    assert [p.path for p in report.problems_of([both])] == ["data/papers/2023/y.yaml"]


def test_an_accepted_verdict_is_no_problem() -> None:
    accepted = verdict(Status.GONE, accepted="we know")
    assert report.problems_of([accepted]) == []
    assert len(report.problems_of([verdict(Status.GONE)])) == 1


@pytest.mark.parametrize(
    ("more", "hint"),
    [
        ({}, "find where it went, or remove the link"),
        (
            {"archive": "https://web.archive.org/web/1/x"},
            "add archived: https://web.archive.org/web/1/x",
        ),
    ],
)
def test_the_hint_of_what_is_gone_names_a_copy(more: dict[str, str], hint: str) -> None:
    assert report.problems_of([verdict(Status.GONE, **more)])[0].hint == hint


def numbers(found: Result) -> dict[str, object]:
    return report.summary(found, 1.5, report.hints_of(found, token=False))


def test_json_has_what_is_promised() -> None:
    found = result(*ALL)
    document = json.loads(report.as_json(found, numbers(found)))
    row = document["links"][0]
    assert set(row) >= {
        "url",
        "status",
        "detail",
        "title",
        "moved_to",
        "evidence",
        "requests",
        "seconds",
        "uses",
    }
    assert row["uses"] == [
        {"path": USE.path, "line": 3, "column": 7, "entry": "x", "role": "code", "status": "ok"}
    ]
    assert document["summary"]["by_status"]["gone"] == 1
    assert document["summary"]["red"] == 2
    assert [r["status"] for r in document["links"]] == [s.value for s in Status]


def test_junit_is_xml_with_the_right_counts() -> None:
    found = result(*ALL)
    suite = ET.fromstring(formats.junit(found.verdicts, numbers(found)))[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("9", "2", "3")
    assert len(suite.findall("testcase/failure")) == 2


def test_markdown_lets_no_site_speak() -> None:
    found = result(*ALL)
    text = formats.markdown(found.verdicts, numbers(found))
    shown = cmarkgfm.github_flavored_markdown_to_html(text)
    assert "<script" not in shown
    assert 'href="javascript' not in shown
    assert "\x1b" not in text
    assert "<h1>y</h1>" not in shown
    assert "<del>" not in shown
    assert "@user" not in shown.replace("@\u200b", "")
    assert shown.count("<h2>") == len(Status) - 1


@pytest.mark.parametrize("form", list(REPORTS))
def test_shared_formats_render(form: str) -> None:
    text = REPORTS[form](report.problems_of(ALL))
    assert "http://gone.test/a" in text
    assert "\x1b" not in text


def test_the_summary_names_hosts_and_hints() -> None:
    silent = [verdict(Status.UNREACHABLE, f"http://dead.test/{n}") for n in range(3)]
    found = result(*silent, fallbacks=Counter({"github": 38, "arxiv": 11, "doi": 2}))
    text = report.summary_text(numbers(found))
    assert "3 links: 3 unreachable" in text
    assert "dead.test: 3 unreachable" in text
    assert "hint: 38 GitHub links fell back to pages: set GITHUB_TOKEN" in text
    assert "hint: 11 links fell back to pages: the interface of arxiv did not answer" in text
    assert "hint: 3 links lead to dead.test, which did not answer" in text
    assert "doi" not in text


def test_an_interrupted_run_says_what_was_not_asked() -> None:
    found = Result([], [Link("http://x.test/", ())], {}, interrupted=True)
    assert "1 links were not asked" in report.summary_text(numbers(found))


def test_reports_of_shards_are_joined(tmp_path: Path) -> None:
    files = []
    for number, part in enumerate((ALL[:4], ALL[4:])):
        found = result(*part)
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(report.as_json(found, numbers(found)), encoding="utf-8")
    joined = merge(files)
    assert len(joined["links"]) == len(ALL)
    assert joined["summary"]["by_status"] == {s.value: 1 for s in Status}
    assert (joined["summary"]["red"], joined["summary"]["requests"]) == (2, 6)
    assert [r["url"] for r in joined["links"]] == sorted(r["url"] for r in joined["links"])


@pytest.mark.parametrize("text", ["nonsense", "[]", "{}", '{"links": [1]}'])
def test_what_is_no_report_is_named(text: str, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SetupError, match=r"x\.json"):
        merge([file])


def test_progress_says_what_is_waited_for() -> None:
    assert describe([]) == ""
    rows = [("arxiv.org", 2, 6.0), ("github.com", 30, 2.2), ("a.test", 1, 0), ("b.test", 1, 0)]
    assert describe(rows) == (
        "waiting for arxiv.org (2), github.com (30), a.test (1) and 1 hosts, 6 s or more left"
    )
