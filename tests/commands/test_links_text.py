"""The text that awesome-p2ti links prints."""

from __future__ import annotations

from awesome_p2ti.commands.links_text import text_report
from awesome_p2ti.links.models import Link, LinkUse, Status, Verdict
from awesome_p2ti.links.reports.problems import problems_of
from awesome_p2ti.problems import Problem

COPY = "https://web.archive.org/web/2024/http://x.test/a"


def verdict(status: Status, url: str, *lines: int, **more: object) -> Verdict:
    uses = tuple(LinkUse(path="list.md", line=line, column=5) for line in lines)
    every = (status,) * len(uses)
    return Verdict(link=Link(url, uses), status=status, per_use=every, **more)  # type: ignore[arg-type]


def test_findings_stand_in_groups_with_all_that_is_known() -> None:
    found = [
        verdict(Status.OK, "http://fine.test/", 1),
        verdict(Status.MOVED, "http://old.test/", 2, moved_to="http://new.test/", permanent=True),
        verdict(Status.GONE, "http://x.test/a", 3, 9, detail="HTTP 404", archive=COPY,
                evidence=("it answers 404, twice",)),
    ]  # fmt: skip
    other = Problem("list.md", 7, 1, "link-input", "a line is not read")
    assert text_report(found, [*problems_of(found), other]) == (
        "list.md:7:1: link-input: a line is not read\n"
        "\n"
        "Dead (1): remove the link, or put its archived copy beside it\n"
        "list.md:3:5: link-gone: http://x.test/a is gone: HTTP 404\n"
        f"    hint: link its copy instead: {COPY}\n"
        "list.md:9:5: link-gone: http://x.test/a is gone: HTTP 404\n"
        f"    hint: link its copy instead: {COPY}\n"
        "    certain: it answers 404, twice\n"
        "\n"
        "Moved (1): write the new URL; in a list's entries awesome-p2ti fix does it\n"
        "list.md:2:5: link-moved: warning: http://old.test/ has moved to http://new.test/\n"
        "    hint: write http://new.test/\n"
        "    certain: the site redirects there\n"
    )


def test_fifty_links_of_one_host_are_one_line_with_its_reason() -> None:
    found = [
        verdict(Status.UNREACHABLE, f"http://down.test/{n}", n + 1, detail="it did not answer")
        for n in range(50)
    ]
    assert text_report(found, problems_of(found)) == (
        "Could not be checked (50): nothing for now: open what matters in a browser\n"
        "down.test: link-unreachable: 50 links: it did not answer\n"
        "    at list.md:1:5, list.md:2:5, list.md:3:5 and 47 more (--format json names each)\n"
        "    not known: it may be back tomorrow\n"
    )


def test_what_strangers_write_is_made_safe() -> None:
    found = [
        verdict(Status.WRONG, "http://x.test/\x1b[2J", 1, detail="\x1b]0;", evidence=("\r\n",))
    ]
    assert "\x1b" not in text_report(found, problems_of(found))
    assert "\r" not in text_report(found, problems_of(found))


def test_nothing_to_do_is_nothing_to_read() -> None:
    assert text_report([verdict(Status.OK, "http://x.test/", 1)], []) == ""
