"""What a reader is told: groups by what to do, hosts that fail as a whole, how sure and why."""

from __future__ import annotations

import pytest

from awesome_p2ti.links.models import Link, LinkUse, Status, Verdict
from awesome_p2ti.links.reports.groups import GROUPS, MANY, grouped, how_sure
from awesome_p2ti.links.reports.markdown_report import markdown_report


def verdict(status: Status, url: str = "http://x.test/a", line: int = 3, **more: object) -> Verdict:
    link = Link(url, (LinkUse(path="list.md", line=line, column=5),))
    return Verdict(link=link, status=status, **more)  # type: ignore[arg-type]


def numbers(count: int) -> dict[str, object]:
    return {"links": count, "by_status": {"gone": count}, "hints": []}


def test_every_status_but_ok_is_in_one_group() -> None:
    listed = [status for group in GROUPS for status in group.statuses]
    assert len(listed) == len(set(listed))
    assert set(listed) == set(Status) - {Status.OK}


def test_groups_stand_in_the_order_of_what_to_do() -> None:
    found = grouped([verdict(status) for status in Status])
    assert [(group.title, count) for group, count, _ in found] == [
        ("Dead", 1), ("Wrong", 1), ("Moved", 1), ("Unrelated", 1), ("Not all there", 2),
        ("Could not be checked", 3),
    ]  # fmt: skip
    assert grouped([verdict(Status.OK), verdict(Status.GONE, accepted="It is fine.")]) == []


def test_many_findings_of_one_host_are_one() -> None:
    silent = [
        verdict(Status.UNREACHABLE, f"http://down.test/{n}", n + 1, detail="it did not answer")
        for n in range(50)
    ]
    other = verdict(Status.UNREACHABLE, "http://down.test/x", 99, detail="HTTP 500")
    few = [verdict(Status.UNREACHABLE, f"http://few.test/{n}") for n in range(MANY - 1)]
    ((_, count, findings),) = grouped([*silent, other, *few])
    assert count == 50 + 1 + MANY - 1
    assert [len(finding.verdicts) for finding in findings] == [50, 1] + [1] * (MANY - 1)
    assert (findings[0].host, findings[0].reason) == ("down.test", "it did not answer")


def test_files_on_disk_are_never_joined() -> None:
    ((_, _, findings),) = grouped([verdict(Status.GONE, f"{n}.md") for n in range(20)])
    assert len(findings) == 20


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (verdict(Status.GONE, evidence=("it is 404, twice",)), "certain: it is 404, twice"),
        (verdict(Status.MOVED, permanent=True), "certain: the site redirects there"),
        (verdict(Status.MOVED), "likely: the site redirects there"),
        (verdict(Status.UNRELATED, evidence=("a", "b")), "likely: a; b"),
        (verdict(Status.BLOCKED), "not known: a person in a browser may see it"),
    ],
)  # fmt: skip
def test_how_sure_and_why(found: Verdict, said: str) -> None:
    assert how_sure(found) == said


def test_markdown_has_old_and_new_copy_line_and_evidence() -> None:
    found = [
        verdict(Status.MOVED, "http://a.test/", moved_to="http://b.test/", permanent=True),
        verdict(Status.GONE, archive="https://web.archive.org/web/1/http://x.test/a",
                evidence=("it answers 404",)),
        *(verdict(Status.BLOCKED, f"http://w.test/{n}", n, detail="HTTP 403")
          for n in range(1, 51)),
    ]  # fmt: skip
    text = markdown_report(found, numbers(52))
    assert "## Dead (1)\n\nRemove the link, or put its archived copy beside it.\n\n" in text
    assert (
        "- `http://x.test/a` in `list.md:3`: gone."
        " A copy: `https://web.archive.org/web/1/http://x.test/a`. *certain: it answers 404*\n"
    ) in text
    moved = "- `http://a.test/` in `list.md:3`: now `http://b.test/`. *certain: the site redirects"
    assert moved in text
    assert "## Could not be checked (50)" in text
    joined = (
        "- 50 links of `w.test` in `list.md:1`, `list.md:2`, `list.md:3` and 47 more: HTTP 403."
    )
    assert joined in text
    assert text.count("w.test") == 1
