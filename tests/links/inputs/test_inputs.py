"""Where links come from, with their places, and which of them a run is about."""

from __future__ import annotations

import errno
import gc
import io
import os
import subprocess
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from awesome_p2ti import catalog as catalogs
from awesome_p2ti.links.inputs.arguments import from_arguments, may_name_entries
from awesome_p2ti.links.inputs.catalog import all_links, from_catalog, links_by_name
from awesome_p2ti.links.inputs.files import FileReader
from awesome_p2ti.links.inputs.selection import changed_since, shard_of, without
from awesome_p2ti.links.inputs.url_uses import group_by_url
from awesome_p2ti.links.local.kinds import Kind, readme_in
from awesome_p2ti.links.models import Link, LinkUse
from awesome_p2ti.problems import SetupError
from tests.make import real_list

if TYPE_CHECKING:
    from awesome_p2ti.links.inputs.url_uses import UrlUse
    from awesome_p2ti.problems import Problem

PAPER = """title: "A Paper of Ours"
authors: [Ada Lovelace, Grace Hopper]
date: 2023-04
arxiv: "2304.03410"
tasks: [subject]
links:
  project: https://ours.example/page#top
  code:
    url: https://github.com/ours/code
    official: false
  demo:
    - https://huggingface.co/spaces/a/b
    - url: https://huggingface.co/spaces/c/d
      archived: https://web.archive.org/web/2023/https://c.example/
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data" / "papers" / "2023").mkdir(parents=True)
    (tmp_path / "data" / "papers" / "2023" / "ours.yaml").write_text(PAPER, encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("", encoding="utf-8")
    return tmp_path


def pairs_of(root: Path) -> list[UrlUse]:
    catalog, problems = catalogs.load(root)
    assert problems == []
    return list(from_catalog(catalog))


def test_each_url_of_an_entry_has_its_place(root: Path) -> None:
    found = dict(pairs_of(root))
    places = {url: (u.line, u.column, u.role) for url, u in found.items()}
    assert places == {
        "https://arxiv.org/abs/2304.03410": (4, 8, "paper"),
        "https://ours.example/page#top": (7, 12, "project"),
        "https://github.com/ours/code": (9, 10, "code"),
        "https://huggingface.co/spaces/a/b": (12, 7, "demo"),
        "https://huggingface.co/spaces/c/d": (13, 12, "demo"),
        "https://web.archive.org/web/2023/https://c.example/": (14, 17, "archived"),
    }
    use = found["https://github.com/ours/code"]
    assert (use.entry, use.title, use.year) == ("ours", "A Paper of Ours", 2023)
    assert use.authors == ("Ada Lovelace", "Grace Hopper")
    assert found["https://web.archive.org/web/2023/https://c.example/"].title == ""


def test_loading_leaves_the_callers_garbage_collector_as_it_was(root: Path) -> None:
    before = gc.get_freeze_count(), gc.isenabled()
    catalogs.load(root)
    assert (gc.get_freeze_count(), gc.isenabled()) == before


def test_the_whole_list_holds_the_readmes_own_links(root: Path) -> None:
    (root / "README.md").write_text(
        "# L\n[a](https://static.example/x) [b](https://github.com/ours/code)\n", encoding="utf-8"
    )
    catalog, _ = catalogs.load(root)
    found = [(u, p.path, p.line, p.column) for u, p in all_links(catalog, root, [])][-1]
    assert found == ("https://static.example/x", "README.md", 2, 5)


def test_the_list_of_this_repository_gives_links() -> None:
    links = group_by_url(from_catalog(real_list()))
    assert len(links) > 100
    assert all(u.line > 0 and u.column > 0 and u.path for link in links for u in link.uses)


def test_uses_of_one_url_are_joined() -> None:
    one, two = LinkUse(path="a", line=1), LinkUse(path="b", line=2)
    links = group_by_url(
        [("http://x.test/", one), ("http://y.test/", one), ("http://x.test/", two)]
    )
    assert links == [Link("http://x.test/", (one, two)), Link("http://y.test/", (one,))]


# --- Markdown and other files


def test_a_file_that_is_not_utf8_is_read_and_reported(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_bytes(b"\xef\xbb\xbfone\r\nCaf\xe9: [a](https://a.test/) \xff\n")
    problems: list[Problem] = []
    pairs = from_arguments([str(file)], FileReader(None, problems))
    assert [(url, use.line, use.column) for url, use in pairs] == [("https://a.test/", 2, 11)]
    assert [(p.path, p.line, p.column, p.code) for p in problems] == [(str(file), 2, 4, "not-utf8")]
    assert "0xE9" in problems[0].message


def test_the_readme_of_a_list_may_hold_a_wrong_byte(root: Path) -> None:
    (root / "README.md").write_bytes(b"\xe9 https://static.example/x\n")
    catalog, _ = catalogs.load(root)
    problems: list[Problem] = []
    found = all_links(catalog, root, problems)
    assert found[-1][0] == "https://static.example/x"
    assert [(p.path, p.line, p.column) for p in problems] == [("README.md", 1, 1)]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"\x89PNG\r\n\0\0\0\rIHDR <http://a.test/>" * 9, "the byte 0x89 is not UTF-8, nor is it"),
        ("<http://a.test/>\n".encode("utf-16"), "the byte 0xFF is not UTF-8, nor is it a text"),
        ("<http://a.test/>\n".encode("utf-16-le"), "it holds NUL bytes, nor is it a text"),
    ],
    ids=["picture", "UTF-16", "UTF-16 without a mark"],
)
def test_no_link_is_read_from_what_is_no_text(raw: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(raw)
    problems: list[Problem] = []
    assert from_arguments([str(tmp_path / "x.md")], FileReader(tmp_path, problems)) == []
    assert [(p.path, p.line, p.column, p.code) for p in problems] == [("x.md", 1, 1, "not-utf8")]
    assert problems[0].message.startswith(said)


def test_one_byte_that_nobody_sees_makes_no_text_binary(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(b"<http://a.test/> \0" + b" word" * 500)
    problems: list[Problem] = []
    assert len(from_arguments([str(tmp_path / "x.md")], FileReader(tmp_path, problems))) == 1
    assert problems == []


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are Unix's")
@pytest.mark.parametrize("name", ["pipe.md", "pipe"])
def test_a_pipe_is_read_where_somebody_writes_into_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / name)
    reader = FileReader(tmp_path, [], Kind.MARKDOWN)
    writer = threading.Thread(target=(tmp_path / name).write_text, args=("<http://a.test/>",))
    writer.start()
    assert [url for url, _ in from_arguments([str(tmp_path / name)], reader)] == ["http://a.test/"]
    writer.join()
    monkeypatch.setattr("awesome_p2ti.links.inputs.files.WRITER_WAIT", 0.0)
    with pytest.raises(SetupError, match="a pipe into which nobody writes"):
        from_arguments([str(tmp_path / name)], FileReader(tmp_path, [], Kind.MARKDOWN))


def test_a_part_that_is_not_read_is_reported(tmp_path: Path) -> None:
    file = tmp_path / "notes.md"
    file.write_text("https://a.test/\n\n" + ">" * 300 + "\n", encoding="utf-8")
    problems: list[Problem] = []
    assert len(from_arguments([str(file)], FileReader(None, problems))) == 1
    assert [(p.line, p.column, p.code) for p in problems] == [(3, 1, "link-input")]


@pytest.mark.parametrize("name", ["no-such-file.md", "no\0name.jsonl"])
def test_what_cannot_be_read_at_all_is_a_set_up_error(name: str) -> None:
    with pytest.raises(SetupError, match=r"no-such-file|no.*name of a file"):
        from_arguments([name], FileReader(None, []))


# --- arguments


def test_arguments_of_all_kinds(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    (root / "notes.md").write_text("https://notes.test/\n", encoding="utf-8")
    (root / "MORE.JSONL").write_text('{"url": "http://more.test/"}\n', encoding="utf-8")
    (root / "data" / "papers" / "notes.md").write_text("https://below.test/\n", encoding="utf-8")
    named = links_by_name(catalogs.load(root)[0])

    def urls(*arguments: str) -> list[str]:
        return [u for u, _ in from_arguments(arguments, FileReader(root, []), named)]

    assert urls("https://bare.test/", "notes.md", "MORE.JSONL") == [
        "https://bare.test/",
        "https://notes.test/",
        "http://more.test/",
    ]
    assert len(urls("ours")) == 6
    assert urls("data/papers") == [*urls("data/papers/2023/"), "https://below.test/"]
    assert urls("data/papers/2023") == urls("data/papers/2023/") == urls(".") == urls("ours")
    assert len(urls("data/papers/2023/ours.yaml")) == 6
    with pytest.raises(SetupError, match="nothing-of-this-name"):
        urls("nothing-of-this-name")
    with pytest.raises(SetupError, match="there is no list here"):
        from_arguments(["ours"], FileReader(None, []))


@pytest.mark.parametrize(
    ("argument", "may"),
    [("ours", True), ("data/papers", True), ("a.yaml", True), ("https://x.test/a", False),
     ("-", False), ("A.MD", False), ("a.markdown", False), ("a.ndjson", False), ("A.JSONL", False)],
)  # fmt: skip
def test_only_names_of_entries_need_the_catalog(argument: str, may: bool) -> None:
    assert may_name_entries(argument) is may


def test_an_entry_without_links_is_no_mistake(root: Path) -> None:
    with pytest.raises(SetupError, match="no entry of the list"):
        from_arguments(["bare"], FileReader(root, []), {"ours": []})
    assert from_arguments(["bare"], FileReader(root, []), {"bare": []}) == []


def test_a_folder_is_one_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "x.md" / "sub.html").mkdir(parents=True)
    (tmp_path / "x.md" / "a.md").write_text("<https://a.test/>", encoding="utf-8")
    found = from_arguments([str(tmp_path / "x.md")], FileReader(tmp_path, []))
    assert [(url, use.path) for url, use in found] == [("https://a.test/", "x.md/a.md")]


@pytest.mark.parametrize("argument", ["", " "])
def test_an_empty_argument_is_not_this_folder(argument: str) -> None:
    with pytest.raises(SetupError, match="an argument is empty"):
        from_arguments([argument], FileReader(None, []))


def test_one_file_is_one_however_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "a.md").write_text("<https://a.test/>", encoding="utf-8")
    names = [str(tmp_path / "docs" / ".." / "a.md"), str(tmp_path / "a.md")]
    found = from_arguments(names, FileReader(tmp_path, []))
    assert [(url, use.path) for url, use in found] == [("https://a.test/", "a.md")]


def test_a_link_to_a_file_that_is_read_is_no_second_file(tmp_path: Path) -> None:
    """What GitHub shows of it is a path; from its own folder its relative links lead nowhere."""
    (tmp_path / "z.md").write_text("[a](z.md)", encoding="utf-8")
    for name in ("a/index.md", "a/other.md", "b.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).symlink_to(tmp_path / "z.md")
    (tmp_path / "a" / "out.md").symlink_to(tmp_path.parent / "elsewhere.md")
    (tmp_path.parent / "elsewhere.md").write_text("<https://a.test/>", encoding="utf-8")

    def paths(*arguments: str) -> list[str]:
        names = [str(tmp_path / argument) for argument in arguments]
        return [use.path for _, use in from_arguments(names, FileReader(tmp_path, []))]

    assert paths("") == paths("**/*.md") == ["z.md", "a/out.md"]
    assert paths("a/index.md", "z.md") == ["a/index.md", "z.md"]


def test_a_folder_that_is_closed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "open.md").write_text("<https://a.test/>", encoding="utf-8")
    (tmp_path / "shut").mkdir()

    def scandir(path: str) -> Any:
        if Path(path).name == "shut":
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return whole(path)

    whole = os.scandir
    monkeypatch.setattr(os, "scandir", scandir)
    problems: list[Problem] = []
    assert len(from_arguments([str(tmp_path)], FileReader(tmp_path, problems))) == 1
    (problem,) = problems
    assert (problem.path, problem.code) == ("shut", "not-readable")
    assert problem.message == "the folder cannot be searched: Permission denied"


# --- which links


def git(root: Path, *args: str) -> None:
    base = ["git", "-c", "user.name=T", "-c", "user.email=t@example.com", "-C", str(root)]
    subprocess.run([*base, *args], check=True, capture_output=True)


def test_only_the_links_of_a_change(root: Path) -> None:
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "one")
    file = root / "data" / "papers" / "2023" / "ours.yaml"
    file.write_text(PAPER.replace("ours.example/page", "new.example/page"), encoding="utf-8")
    assert [u for u, _ in changed_since(pairs_of(root), root, "main")] == [
        "https://new.example/page#top"
    ]
    file.write_text(PAPER.replace("A Paper of Ours", "Another Title"), encoding="utf-8")
    assert len(changed_since(pairs_of(root), root, "HEAD")) == 6  # all have to agree with it
    file.write_text(PAPER, encoding="utf-8")
    (file.parent / "more.yaml").write_text(
        PAPER.replace("2304.03410", "2304.03411"), encoding="utf-8"
    )
    found = {use.entry for _, use in changed_since(pairs_of(root), root, "HEAD")}
    assert found == {"more"}
    for revision in ("no-such-revision", "--output=/tmp/x"):
        with pytest.raises(SetupError):
            changed_since([], root, revision)


def test_before_the_first_commit_all_is_new(root: Path) -> None:
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    (root / "untracked.md").write_text("", encoding="utf-8")
    assert len(changed_since(pairs_of(root), root, "HEAD")) == 6
    with pytest.raises(SetupError, match="main"):
        changed_since([], root, "main")


def test_shards_cut_by_host_and_lose_nothing() -> None:
    links = [Link(f"http://h{n % 7}.test/{n}", ()) for n in range(70)]
    parts = [shard_of(links, f"{i}/3", str) for i in (1, 2, 3)]
    assert sorted(link.url for part in parts for link in part) == sorted(link.url for link in links)
    hosts = [{link.url.split("/")[2] for link in part} for part in parts]
    assert not (hosts[0] & hosts[1])
    assert not (hosts[1] & hosts[2])
    assert not (hosts[0] & hosts[2])


@pytest.mark.parametrize("text", ["0/3", "4/3", "x", "1", "1/0", "-1/3"])
def test_a_shard_that_is_no_part_is_refused(text: str) -> None:
    with pytest.raises(SetupError, match="no part"):
        shard_of([], text, str)


# --- files, folders, globs, standard input


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is no list, with files of all kinds; each names the host that it is called."""
    monkeypatch.chdir(tmp_path)
    for name, text in {
        "README.md": "[a](https://readme.test/)",
        "docs/a.markdown": "<https://a.test/>",
        "docs/b.mdx": "import x from './x'\n\n[b](https://b.test/)",
        "docs/c.html": "<p>https://no.test/\n<a href='https://c.test/'>c</a>",
        "docs/deep/d.txt": "one\nsee https://d.test/, and more",
        "docs/deep/e.jsonl": '{"url": "https://e.test/"}',
        "docs/code.py": "# https://no.test/",
        ".github/f.md": "<https://f.test/>",
        ".hidden/g.md": "<https://no.test/>",
        "node_modules/x/README.md": "<https://no.test/>",
        "env/pyvenv.cfg": "",
        "env/h.md": "<https://no.test/>",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
    return tmp_path


def hosts(*arguments: str, kind: Kind | None = None) -> list[str]:
    found = from_arguments(arguments, FileReader(None, [], kind))
    return [url.split("/")[2].removesuffix(".test") for url, _ in found]


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("README.md", ["readme"]),
        ("docs", ["a", "b", "c", "d"]),
        ("docs/deep/e.jsonl", ["e"]),
        ("docs/**/*", ["a", "b", "c", "d", "e"]),
        ("docs/*.m*", ["a", "b"]),
        (".", ["f", "readme", "a", "b", "c", "d"]),
        ("**/*.md", ["readme"]),
    ],
)
def test_files_folders_and_globs(pages: Path, argument: str, expected: list[str]) -> None:
    assert hosts(argument) == expected


def test_a_file_that_is_named_twice_is_read_once(pages: Path) -> None:
    assert hosts("README.md", "./README.md", "docs", "docs/c.html") == ["readme", *"abcd"]


def test_what_git_ignores_is_not_in_a_folder(pages: Path) -> None:
    git(pages, "init", "-q")
    (pages / ".gitignore").write_text("deep/\n", encoding="utf-8")
    assert hosts("docs") == hosts("docs/**/*.*") == ["a", "b", "c"]
    assert hosts("docs/deep/d.txt") == ["d"]  # but for whoever names it


def test_one_file_that_cannot_be_read_is_a_problem_of_its_own(
    pages: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = os.open

    def denied(path: Any, *args: Any, **kwargs: Any) -> int:
        if str(path).endswith("a.markdown"):
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)

    monkeypatch.setattr(os, "open", denied)
    for argument in ("docs", "docs/*.*"):
        problems: list[Problem] = []
        found = from_arguments([argument], FileReader(pages, problems))
        assert len(found) >= 2
        assert [(p.path, p.code) for p in problems] == [("docs/a.markdown", "not-readable")]


def test_places_in_html_and_text(pages: Path) -> None:
    found = from_arguments(["docs/c.html", "docs/deep/d.txt"], FileReader(pages, []))
    places = [(use.path, use.line, use.column, use.end_column) for _, use in found]
    assert places == [("docs/c.html", 2, 10, 25), ("docs/deep/d.txt", 2, 5, 20)]


@pytest.mark.parametrize(
    ("base", "written", "url", "target"),
    [
        ("https://x.test/d/", "a.html", "https://x.test/d/a.html", ""),
        ("https://x.test/d/", "/a", "https://x.test/a", ""),
        ("https://x.test/d/", "#part", "https://x.test/d/#part", ""),
        ("//x.test/d/", "a", "https://x.test/d/a", ""),
        ("sub/", "a.html", "docs/sub/a.html", "docs/sub/a.html"),
        ("sub/index.html", "#part", "docs/sub/index.html#part", "docs/sub/index.html"),
        ("../", "a.html", "a.html", "a.html"),
        ("/", "a.html", "/a.html", "a.html"),
        ("", "a.html", "docs/a.html", "docs/a.html"),
        (" su\nb/ ", "a.html", "docs/sub/a.html", "docs/sub/a.html"),
        ("sub/", "https://y.test/", "https://y.test/", ""),
        ("https://x.test/d/", "//y.test/", "https://y.test/", ""),
        ("https://x.test/d/", "mailto:a@b.test", "mailto:a@b.test", ""),
        ("{{ site.url }}/", "a.html", "docs/a.html", "docs/a.html"),
        ("data:text/html,x", "a.html", "docs/a.html", "docs/a.html"),
        ("http://[", "a.html", "docs/a.html", "docs/a.html"),
    ],
)
def test_the_base_of_a_page_completes_its_relative_links(
    base: str, written: str, url: str, target: str, pages: Path
) -> None:
    source = f"<head><base target=_top><base href='{base}'><base href='/no/'></head>\n"
    source += f"<a href='{written}'>a</a>"
    (pages / "docs/c.html").write_text(source, encoding="utf-8")
    [(found, use)] = from_arguments(["docs/c.html"], FileReader(pages, []))
    line = source.count("\n") + 1
    assert (found, use.target) == (url, str(pages / target) if target else "")
    assert (use.line, use.column, use.end_column) == (line, 10, 10 + len(written))


@pytest.mark.parametrize(("name", "seen"), [("x.mdx", "bcf"), ("x.md", "abcef")])
def test_a_comment_of_mdx_is_not_seen(name: str, seen: str, pages: Path) -> None:
    text = "{/* [a](a)\n é */} [b](b) `{/*` [c](c) `*/}`\n\n{ /* [e](e) */ }{/* [f](f)\n"
    (pages / name).write_text(text, encoding="utf-8")
    found = from_arguments([name], FileReader(pages, []))
    assert "".join(url for url, _ in found) == seen
    assert {url: (use.line, use.column) for url, use in found}["b"] == (2, 12)


def test_a_base_in_markdown_is_none(pages: Path) -> None:
    text = "<base href='https://x.test/'>\n\n[a](a.md) <a href='b.md'>b</a>"
    (pages / "README.md").write_text(text, encoding="utf-8")
    found = from_arguments(["README.md"], FileReader(pages, []))
    assert [url for url, _ in found] == ["a.md", "b.md"]


def test_html_that_is_nested_too_deep_is_a_problem(tmp_path: Path) -> None:
    file = tmp_path / "deep.html"
    file.write_text("<div>" * 500 + "<a href='https://a.test/'>", encoding="utf-8")
    problems: list[Problem] = []
    assert from_arguments([str(file)], FileReader(tmp_path, problems)) == []
    assert [(p.path, p.code) for p in problems] == [("deep.html", "link-input")]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("docs/code.py", "does not tell what is in it"),
        ("docs/*.rst", "no file with links fits"),
        ("docs/none", "no file and no folder"),
    ],
)
def test_what_names_no_links_is_an_error(pages: Path, name: str, said: str) -> None:
    with pytest.raises(SetupError, match=said):
        hosts(name)


def test_a_kind_that_is_given_decides(pages: Path) -> None:
    assert hosts("docs/code.py", kind=Kind.TEXT) == ["no"]
    assert hosts("docs/c.html", kind=Kind.TEXT) == ["no", "c"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# A list\n\n[a](https://a.test/)\n", ["a"]),
        ('\n{"url": "https://b.test/"}\n{"url": "https://c.test/"}\n', ["b", "c"]),
        ("{% raw %} <https://d.test/>\n", ["d"]),
        ("", []),
    ],
)
def test_the_first_line_of_standard_input_tells_its_kind(
    text: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode())))
    assert hosts("-") == expected


def test_the_readme_is_found_however_it_is_written(tmp_path: Path) -> None:
    assert readme_in(tmp_path) is None
    for name in ("readme.txt", "Readme.md"):
        (tmp_path / name).write_text("", encoding="utf-8")
        assert readme_in(tmp_path) == tmp_path / name


def test_what_is_left_out() -> None:
    rows = [("https://a.test/x?y", LinkUse(path="docs/a.md")), ("http://b.test/", LinkUse())]
    assert without(rows, []) == (rows, [])
    assert without(rows, ["https://a.test/*"]) == (rows[1:], rows[:1])
    assert without(rows, ["docs/*.md"]) == (rows[1:], rows[:1])
    assert without(rows, ["docs\\*"]) == (rows[1:], rows[:1])
    assert without(rows, ["https://a.test/x?z", "a.test", "[h]*"]) == (rows, [])
