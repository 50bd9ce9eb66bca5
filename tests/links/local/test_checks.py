"""Relative links and the parts of files, judged on disk."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from awesome_p2ti.commands.links_text import rendered
from awesome_p2ti.links.checker import Result
from awesome_p2ti.links.inputs.arguments import from_arguments
from awesome_p2ti.links.inputs.files import FileReader
from awesome_p2ti.links.inputs.url_uses import group_by_url
from awesome_p2ti.links.local.checks import LocalChecker
from awesome_p2ti.links.models import Verdict
from awesome_p2ti.links.reports.problems import problems_of
from awesome_p2ti.links.reports.summary import summary
from awesome_p2ti.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

TARGET = "# One Heading\n\n## Twice\n\n## Twice\n\n<a id='Own'></a>\n"


@pytest.fixture(autouse=True)
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "repository"
    for name, text in {
        "docs/Guide.md": TARGET,
        "docs/page.html": "<h1 id=top-1>T</h1><a name='b'></a>",
        "docs/a b.md": "",
        "docs/c#d.md": TARGET,
        "docs/e?f.md": "",
        "docs/10%.md": "",
        "docs/Readme.md": "# Read me",
        "src/x.py": "x = 1\n",
        "pic.png": "",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (tmp_path / "outside.md").write_text("", encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def verdicts(text: str, name: str = "README.md", *, bounded: bool = True) -> list[Verdict]:
    file = Path(name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    reader = FileReader(Path.cwd() if bounded else None, [])
    links = group_by_url(from_arguments([name], reader))
    found = LocalChecker(reader.texts).check(links)
    assert list(found) == links
    return list(found.values())


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("docs/Guide.md", "ok"),
        ("./docs/../docs/Guide.md", "ok"),
        ("docs", "ok"),
        ("docs/", "ok"),
        (".", "ok"),
        ("/docs/Guide.md", "ok"),
        ("docs/a%20b.md", "ok"),
        ("pic.png?raw=true", "ok"),
        ("docs/guide.md", "gone"),
        ("Docs/Guide.md", "gone"),
        ("docs/Guide.md/", "gone"),
        ("none.md", "gone"),
        ("/none.md", "gone"),
        ("docs/%00", "gone"),
        ("docs/c%23d.md", "ok"),
        ("docs/c%23d.md#one-heading", "ok"),
        ("docs/c%23d.md#none", "fragment-missing"),
        ("docs/c#d.md", "gone"),
        ("docs/e%3Ff.md", "ok"),
        ("docs/e?f.md", "gone"),
        ("docs/10%25.md", "ok"),
        ("docs#read-me", "ok"),
        ("docs/#read-me", "ok"),
        ("docs/#nowhere", "fragment-missing"),
        ("src/#nowhere", "ok"),
        ("../../issues", "refused"),
        ("../outside.md", "ok"),
        ("#here", "ok"),
        ("#Here", "ok"),
        ("#nowhere", "fragment-missing"),
        ("#", "ok"),
        ("#top", "ok"),
        ("docs/Guide.md#one-heading", "ok"),
        ("docs/Guide.md#One-Heading", "ok"),
        ("docs/Guide.md#twice-1", "ok"),
        ("docs/Guide.md#twice-2", "fragment-missing"),
        ("docs/Guide.md#Own", "ok"),
        ("docs/Guide.md#own", "fragment-missing"),
        ("docs/Guide.md#L3", "ok"),
        ("docs/page.html#b", "ok"),
        ("docs/page.html#c", "fragment-missing"),
        ("src/x.py#L1-L2", "ok"),
        ("src/x.py#anything", "ok"),
    ],
)
def test_relative_links(address: str, status: str) -> None:
    (found,) = verdicts(f"# Here\n\n[a]({address})\n")
    assert found.status == status
    assert (found.link.uses[0].line, found.link.uses[0].column) == (3, 5)


def test_a_link_is_relative_to_its_file() -> None:
    found = verdicts("[a](Guide.md) [b](../pic.png) [c](docs/Guide.md) [d](#x)\n", "docs/x.md")
    assert [(v.link.url, v.status.value) for v in found] == [
        ("docs/Guide.md", "ok"),
        ("pic.png", "ok"),
        ("docs/docs/Guide.md", "gone"),
        ("docs/x.md#x", "fragment-missing"),
    ]


def test_what_was_meant_is_said() -> None:
    gone, part, spelling = verdicts("[a](docs/guide.md) [b](docs/Guide.md#own) [c](htps://d.test)")
    assert gone.detail == "there is no such file; there is docs/Guide.md"
    assert part.detail == "it has no heading or id '#own'; it has '#Own'"
    assert spelling.status == "wrong"
    assert all(v.evidence for v in (gone, part, spelling))


def test_what_only_the_site_knows_is_a_note() -> None:
    (found,) = verdicts("[a](../../issues)")
    assert found.link.url == "../../issues"
    (problem,) = problems_of([found])
    assert (problem.severity, problem.hint) == (Severity.NOTE, "")


def test_what_stands_in_its_address_is_counted_and_shown_in_short() -> None:
    found = verdicts(f"![a](data:image/png;base64,{'A' * 2000}) ![b](data:,b)")
    assert [(v.status.value, v.link.url) for v in found] == [
        ("ok", f"data:image/png;base64,{'A' * 38}… (2,022 characters)"),
        ("ok", "data:,b"),
    ]


@pytest.mark.parametrize(
    ("address", "status"),
    [("Guide", "ok"), ("/elsewhere", "refused"), ("elsewhere", "gone"), ("../src/", "ok")],
)
def test_pages_of_a_site_leave_out_ends_of_names(address: str, status: str) -> None:
    for name, text in (("docs/m.mdx", f"[a]({address})"), ("docs/h.html", f"<a href={address}>")):
        (found,) = verdicts(text, name)
        assert found.status == status


def test_without_a_repository_nothing_has_a_bound() -> None:
    found = verdicts("[a](../outside.md) [b](../none.md)", bounded=False)
    assert [v.status.value for v in found] == ["ok", "gone"]


def test_a_target_that_is_no_text_has_no_parts_to_miss(root: Path) -> None:
    (root / "folder.md").mkdir()
    (root / "loop.md").symlink_to("loop.md")
    found = verdicts("[a](folder.md#x) [b](loop.md#x)")
    assert [v.status.value for v in found] == ["ok", "ok"]


def test_each_place_of_a_link_is_judged_as_what_stands_there() -> None:
    """A page of a site may leave out the end of a name, a text on GitHub may not."""
    for first, second in (("docs/m.mdx", "docs/n.md"), ("docs/a.md", "docs/z.mdx")):
        for name in (first, second):
            Path(name).write_text("[a](Guide)", encoding="utf-8")
        reader = FileReader(Path.cwd(), [])
        (link,) = group_by_url(from_arguments([first, second], reader))
        (found,) = LocalChecker(reader.texts).check([link]).values()
        of_use = {use.path: s.value for use, s in zip(link.uses, found.per_use, strict=True)}
        assert found.status == "gone"
        assert of_use == {p: "gone" if p.endswith(".md") else "ok" for p in (first, second)}
        assert [p.path for p in problems_of([found])] == [p for p in of_use if p.endswith(".md")]


def test_a_file_of_another_repository_has_that_ones_root(root: Path) -> None:
    other = root.parent / "other"
    (other / ".git").mkdir(parents=True)
    (other / "own.md").write_text("", encoding="utf-8")
    text = "[a](/own.md) [b](/docs/Guide.md) [c](../out.md) [d](none.md)"
    assert [(v.link.url, v.status.value) for v in verdicts(text, "../other/README.md")] == [
        ("../other/own.md", "ok"),
        ("../other/docs/Guide.md", "gone"),
        ("../out.md", "refused"),
        ("../other/none.md", "gone"),
    ]


def test_from_where_a_slash_leads_is_not_known_outside_every_repository(root: Path) -> None:
    (found,) = verdicts("[a](/docs/Guide.md)", str(root.parent / "loose" / "a.md"))
    assert (found.link.url, found.status) == ("/docs/Guide.md", "refused")


def git(*args: str) -> None:
    base = ["git", "-c", "user.name=T", "-c", "user.email=t@example.com"]
    subprocess.run([*base, *args], check=True, capture_output=True)


def test_what_a_sparse_checkout_leaves_out_is_there(root: Path) -> None:
    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    git("sparse-checkout", "set", "src")
    (root / "src" / "x.py").unlink()
    assert not (root / "docs").exists()
    found = verdicts("[a](docs/Guide.md#none) [b](docs) [c](docs/none.md) [d](src/x.py) [e](src)")
    assert [v.status.value for v in found] == ["ok", "ok", "gone", "gone", "ok"]


def test_a_name_that_is_no_utf8_is_found_by_its_bytes(root: Path) -> None:
    try:
        (root / os.fsdecode(b"caf\xe9.md")).write_text("", encoding="utf-8")
    except OSError:
        pytest.skip("this system has no such names")
    found = verdicts("[a](caf%E9.md) [b](caf%E8.md)")
    assert [v.status.value for v in found] == ["ok", "gone"]
    for form in ("text", "json", "github", "sarif", "junit", "markdown"):
        numbers = summary(Result(found, [], {}), 0.0, [])
        rendered(form, found, numbers, problems_of(found)).encode("utf-8")


def test_links_that_lead_elsewhere_are_shown_apart(root: Path) -> None:
    """Reports are joined by what they show."""
    for name in ("docs/x.md", "docs/deep/x.md"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text("[a](../../../x.md) [b](c#d.md) [c](c%23d.md)", encoding="utf-8")
    found = from_arguments(["docs"], FileReader(Path.cwd(), []))
    links = [link for link in group_by_url(found) if "x.md" in link.url or "d.md" in link.url]
    assert len({link.url for link in links}) == len(links) == 6


@pytest.mark.parametrize("folder", ["docs", "..", "docs/../src"])
def test_where_nobody_may_look_nothing_is_called_dead(
    folder: str, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shut = os.path.normpath(root / folder / "shut")
    Path(shut).mkdir()

    def closes(ask: Callable[..., Any]) -> Callable[..., Any]:
        def asked(path: Any, *args: Any, **kwargs: Any) -> Any:
            if os.path.normpath(path).startswith(shut):
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return ask(path, *args, **kwargs)

        return asked

    for name in ("lstat", "listdir", "stat"):
        monkeypatch.setattr(os, name, closes(getattr(os, name)))
    (found,) = verdicts(f"[a]({folder}/shut/y.md)")
    said = "a folder on the way is closed to this user"
    assert (found.status.value, found.detail) == ("unreachable", said)
