"""What a run says, in every form, whatever a site put into its title."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import cmarkgfm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_p2ti.codes import CODES
from awesome_p2ti.commands.links_text import rendered
from awesome_p2ti.escaping import json_document
from awesome_p2ti.links.checker import Result
from awesome_p2ti.links.models import Link, LinkUse, Status, Verdict
from awesome_p2ti.links.reports.groups import GROUPS
from awesome_p2ti.links.reports.json_report import (
    json_report,
    link_row,
    problem_of,
    verdict_of,
)
from awesome_p2ti.links.reports.junit_report import junit_report
from awesome_p2ti.links.reports.markdown_report import markdown_report
from awesome_p2ti.links.reports.merge import merge
from awesome_p2ti.links.reports.problems import problems_of
from awesome_p2ti.links.reports.progress import waiting_text
from awesome_p2ti.links.reports.summary import hints_of, summary, summary_text
from awesome_p2ti.problems import Problem, SetupError, Severity
from awesome_p2ti.reporters import REPORTS

USE = LinkUse(
    path="data/papers/2023/x.yaml", line=3, column=7, end_column=30, entry="x", role="code"
)
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
    problems = problems_of(ALL)
    assert len(problems) == len(Status) - 1
    assert all(
        (p.path, p.line, p.column, p.end_column) == ("data/papers/2023/x.yaml", 3, 7, 30)
        for p in problems
    )
    red = {p.code for p in problems if p.severity is Severity.ERROR}
    assert red == {"link-gone", "link-wrong"}
    assert all(p.hint and p.code in CODES for p in problems)


def test_only_the_use_that_is_wrong_is_reported() -> None:
    other = LinkUse(path="data/papers/2023/y.yaml", line=5, column=1)
    both = Verdict(
        link=Link("http://x.test/", (USE, other)),
        status=Status.WRONG,
        per_use=(Status.OK, Status.WRONG),
    )
    assert [p.path for p in problems_of([both])] == ["data/papers/2023/y.yaml"]


def test_an_accepted_verdict_is_no_problem() -> None:
    accepted = verdict(Status.GONE, accepted="we know")
    assert problems_of([accepted]) == []
    assert len(problems_of([verdict(Status.GONE)])) == 1
    assert numbers(result(accepted, verdict(Status.GONE)))["red"] == 1


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
    assert problems_of([verdict(Status.GONE, **more)])[0].hint == hint


def numbers(found: Result) -> dict[str, object]:
    return summary(found, 1.5, hints_of(found, token=False))


def test_json_has_what_is_promised() -> None:
    found = result(*ALL)
    document = json.loads(json_report(found.verdicts, numbers(found)))
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
    suite = ET.fromstring(junit_report(found.verdicts, numbers(found)))[0]
    assert (suite.get("tests"), suite.get("failures"), suite.get("skipped")) == ("10", "2", "3")
    assert len(suite.findall("testcase/failure")) == 2


OF_NO_LINK = [
    Problem("a`b.md", 3, 1, "not-utf8", EVIL, "save the file as UTF-8"),
    Problem("c.md", 1, 1, "link-input", "no links are looked for here", severity=Severity.NOTE),
]


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit", "markdown"])
def test_every_form_names_what_belongs_to_no_link(form: str) -> None:
    found = result(verdict(Status.OK))
    text = rendered(form, found.verdicts, numbers(found), OF_NO_LINK)
    assert "not-utf8" in text
    assert "c.md" in text
    assert "\x1b" not in text


def test_junit_fails_for_what_fails_the_run() -> None:
    found = result(verdict(Status.GONE), verdict(Status.OK))
    suite = ET.fromstring(junit_report(found.verdicts, numbers(found), OF_NO_LINK))[0]
    assert [suite.get(name) for name in ("tests", "failures", "skipped")] == ["4", "2", "0"]
    assert len(suite.findall("testcase/failure")) == 2


def test_the_summary_counts_what_is_accepted_and_what_is_of_no_link(tmp_path: Path) -> None:
    verdicts = [verdict(Status.GONE, accepted="we know"), verdict(Status.OK, "http://y.test/")]
    found = result(*verdicts)
    counted = summary(found, 1.0, [], problems=2)
    said = summary_text(counted)
    assert "1 links are accepted as they are" in said
    assert "2 problems are of no link" in said
    (tmp_path / "a.json").write_text(json_report(verdicts, counted, OF_NO_LINK), encoding="utf-8")
    merged = merge([tmp_path / "a.json", tmp_path / "a.json"])["summary"]
    assert (merged["accepted"], merged["problems"]) == (1, 2)


def test_what_is_on_disk_is_no_host_that_is_down() -> None:
    closed = [verdict(Status.UNREACHABLE, f"docs/{n}.md") for n in range(5)]
    assert hints_of(result(*closed), token=True) == []


def test_markdown_escapes_what_sites_state() -> None:
    found = result(*ALL)
    text = markdown_report(found.verdicts, numbers(found))
    shown = cmarkgfm.github_flavored_markdown_to_html(text)
    assert "<script" not in shown
    assert 'href="javascript' not in shown
    assert "\x1b" not in text
    assert "<h1>y</h1>" not in shown
    assert "<del>" not in shown
    assert "@user" not in shown.replace("@\u200b", "")
    assert shown.count("<h2>") == len(GROUPS)


@pytest.mark.parametrize("form", list(REPORTS))
def test_shared_formats_render(form: str) -> None:
    text = REPORTS[form](problems_of(ALL))
    assert "http://gone.test/a" in text
    assert "\x1b" not in text


def test_the_summary_names_hosts_and_hints() -> None:
    silent = [verdict(Status.UNREACHABLE, f"http://dead.test/{n}") for n in range(3)]
    found = result(*silent, fallbacks=Counter({"github": 38, "arxiv": 11, "doi": 2}))
    text = summary_text(numbers(found))
    assert "3 links: 3 unreachable" in text
    assert "dead.test: 3 unreachable" in text
    assert "hint: 38 GitHub links fell back to pages: set GITHUB_TOKEN" in text
    assert "hint: 11 links fell back to pages: the interface of arxiv did not respond" in text
    assert "hint: 3 links lead to dead.test, which did not respond" in text
    assert "doi" not in text


def test_an_interrupted_run_counts_what_was_not_checked() -> None:
    found = Result([], [Link("http://x.test/", ())], {}, interrupted=True)
    assert "1 links were not checked" in summary_text(numbers(found))


def test_reports_of_shards_are_merged(tmp_path: Path) -> None:
    files = []
    for number, part in enumerate((ALL[:4], ALL[4:])):
        found = result(*part)
        files.append(tmp_path / f"{number}.json")
        files[-1].write_text(json_report(found.verdicts, numbers(found)), encoding="utf-8")
    joined = merge(files)
    assert len(joined["links"]) == len(ALL)
    assert joined["summary"]["by_status"] == {s.value: 1 for s in Status}
    assert (joined["summary"]["red"], joined["summary"]["requests"]) == (2, 6)
    assert [r["url"] for r in joined["links"]] == sorted(r["url"] for r in joined["links"])


def written(folder: Path, *parts: Result, seconds: tuple[float, ...] = (1.5, 1.5)) -> list[Path]:
    files = []
    for number, part in enumerate(parts):
        files.append(folder / f"{number}.json")
        totals = summary(part, seconds[number], hints_of(part, token=False))
        files[-1].write_text(json_report(part.verdicts, totals), encoding="utf-8")
    return files


def test_a_link_in_two_shards_counts_once_as_the_later_one_says(tmp_path: Path) -> None:
    first = result(verdict(Status.GONE), verdict(Status.OK, "http://y.test/"))
    joined = merge(written(tmp_path, first, result(verdict(Status.OK)), seconds=(7.25, 2.5)))
    numbers = joined["summary"]
    assert numbers["by_host"] == {"x.test": {"ok": 1}, "y.test": {"ok": 1}}
    assert numbers["by_status"] == {"ok": 2}
    assert (numbers["links"], numbers["red"], numbers["requests"]) == (2, 0, 6)
    assert numbers["seconds"] == 7.25  # shards run at the same time


def test_the_summary_of_one_shard_is_that_of_its_run(tmp_path: Path) -> None:
    run = result(*ALL, interrupted=True)
    assert merge(written(tmp_path, run))["summary"] == numbers(run)


@pytest.mark.parametrize(
    "text",
    [
        "nonsense", "[]", "{}", '{"links": [1]}', '{"links": [{"url": "x"}]}', "[" * 100_000,
        '{"links": [], "summary": null}', '{"links": [], "problems": 3}',
        '{"links": [{"url": "x", "status": "fine"}]}', '{"links": [{"url": [], "status": "ok"}]}',
        '{"links": [], "summary": {"seconds": NaN}}', '{"links": [], "summary": {"hints": [1]}}',
        '{"links": [], "summary": {"seconds": 1e999}}',
        '{"links": [], "summary": {"requests_by_host": {"a": "b"}}}',
        '{"links": [], "summary": {"unchecked": "9"}}', "9" * 5000,
    ],
)  # fmt: skip
def test_what_is_no_report_is_named(text: str, tmp_path: Path) -> None:
    file = tmp_path / "x.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SetupError, match=r"x\.json"):
        merge([file])


def test_bytes_that_are_no_text_and_folders_are_no_report(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(b"\xff\xfe")
    for file in (tmp_path / "x.json", tmp_path, tmp_path / "none.json"):
        with pytest.raises(SetupError):
            merge([file])


ZERO = {"requests": 0, "seconds": 0, "notes": []}
JUNK = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3) | st.just([])


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_any_changed_report_is_merged_or_named(data: st.DataObject) -> None:
    document = json.loads(json_report(ALL, numbers(result(*ALL))))
    spots: list[tuple[dict[str, object] | list[object], str | int]] = []

    def walk(value: object) -> None:
        if isinstance(value, dict | list):
            for key in value if isinstance(value, dict) else range(len(value)):
                spots.append((value, key))
                walk(value[key])

    walk(document)
    holder, key = data.draw(st.sampled_from(spots))
    holder[key] = data.draw(JUNK)  # type: ignore[index, call-overload]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "x.json"
        file.write_text(json.dumps(document), encoding="utf-8")
        try:
            report = merge([file, file])
        except SetupError:
            return  # named: the cases above show the words
        json_document(report).encode()
        verdicts = [verdict_of(row) for row in report["links"]]
        markdown_report(verdicts, report["summary"])
        REPORTS["sarif"]([*map(problem_of, report["problems"]), *problems_of(verdicts)])


def test_a_report_that_was_read_says_the_same_again() -> None:
    rows = json.loads(json_report(ALL, numbers(result(*ALL))))["links"]
    again = [verdict_of(row) for row in rows]
    assert [json.loads(json.dumps(link_row(v))) | ZERO for v in again] == [r | ZERO for r in rows]
    shown = [(p.path, p.line, p.code, p.message, p.hint) for p in problems_of(again)]
    assert shown == [(p.path, p.line, p.code, p.message, p.hint) for p in problems_of(ALL)]


_CODES = [0x2028, 0x2029, 0x200E, 0x202E, 0x2066, 0xFEFF, 0xD800, 0xFFFE, 0xE0001]
SLY = "".join(map(chr, [*range(32), *range(127, 160), *_CODES]))


@pytest.mark.parametrize("form", ["json", "junit", "markdown", *REPORTS])
def test_no_form_holds_what_breaks_lines_or_is_unseen(form: str) -> None:
    use = LinkUse(path=f"data/{SLY}.yaml", line=3)
    link = Link(f"http://x.test/{SLY}##[error]", (use,))
    bad = Verdict(link=link, status=Status.GONE, detail=SLY, title=SLY, evidence=(SLY, "`"),
                  archive=SLY, moved_to=SLY, notes=(SLY,))  # fmt: skip
    found = result(bad, replace(bad, status=Status.MOVED), replace(bad, status=Status.BLOCKED))
    totals = summary(found, 1.0, [SLY])
    forms = {
        "json": lambda: json_report(found.verdicts, totals, [Problem(SLY, 1, 1, "not-utf8", SLY)]),
        "junit": lambda: junit_report(found.verdicts, totals),
        "markdown": lambda: markdown_report(found.verdicts, totals),
    }
    text = forms[form]() if form in forms else REPORTS[form](problems_of(found.verdicts))
    seen = text.replace("\u200b", "") if form == "markdown" else text
    assert {c for c in seen if not c.isprintable()} <= {"\n"}
    assert text.count("\n") == len(text.splitlines())
    text.encode()
    if form == "json":
        assert json.loads(text)["links"][0]["detail"] == SLY
    if form == "junit":
        assert len(ET.fromstring(text)[0]) == 3


def test_markdown_lets_no_site_link_or_mention_anyone() -> None:
    site = "see https://evil.test/ www.evil.test #12 GH-7 @team &copy; ##[error]x ::error::y"
    run = result(
        verdict(Status.WRONG, detail=site),
        verdict(Status.MOVED, moved_to="http://n.test/`x"),
    )
    text = markdown_report(run.verdicts, numbers(run))
    shown = cmarkgfm.github_flavored_markdown_to_html(text)
    assert "<a " not in shown
    assert "##[" not in text
    assert "&amp;copy;" in shown
    assert "<code>http://n.test/%60x</code>" in shown
    for live in ("#12", "GH-7", "@team"):
        assert live not in shown
    assert not any(line.startswith("::") for line in text.splitlines())


def test_a_report_of_many_links_has_a_line_for_each() -> None:
    run = result(*(verdict(Status.OK, f"http://x.test/{n}") for n in range(500)))
    text = json_report(run.verdicts, numbers(run))
    assert sum(1 for line in text.split("\n") if '"url": ' in line) == 500


def test_progress_says_what_is_waited_for() -> None:
    assert waiting_text([]) == ""
    rows = [("arxiv.org", 2, 6.0), ("github.com", 30, 2.2), ("a.test", 1, 0), ("b.test", 1, 0)]
    assert waiting_text(rows) == (
        "waiting for arxiv.org (2), github.com (30), a.test (1) and 1 more, 6 s or more left"
    )
