"""What people who do not know the list write: slips and their way out, and texts that are sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.rules.registry import load_and_check

if TYPE_CHECKING:
    from pathlib import Path

SOUND = {
    "title": '"A Pet"',
    "authors": "[Ina Vale, Tom Reed]",
    "date": "2023-02",
    "venue": "ICCV 2023",
    "arxiv": '"2302.13848"',
    "tasks": "[subject]",
    "links": "{project: https://otter.example.org/}",
}


def said(small_list: Path, **fields: str) -> list[tuple[str, str]]:
    """Return the code and the hint of each problem of an entry with other fields."""
    text = "".join(f"{name}: {value}\n" for name, value in {**SOUND, **fields}.items())
    (small_list / "data/papers/2023/otter.yaml").write_text(text, encoding="utf-8")
    return [(p.code, p.hint) for p in load_and_check(small_list)[1]]


@pytest.mark.parametrize(
    ("field", "written", "code", "hint"),
    [
        ("authors", "[Ina Vale; Tom Reed]", "author", "write Ina Vale, Tom Reed"),
        ("authors", "\n  - Ina Vale and Tom Reed", "author",
         "write each on a line of its own: - Ina Vale and - Tom Reed"),
        ("authors", "\n  - name: Ina Vale", "wrong-type", 'write "Ina Vale"'),
        ("authors", "[Ina Vale,, Tom Reed]", "yaml-syntax", "delete this comma"),
        ("authors", "(Ina Vale, Tom Reed)", "wrong-type", "write authors: [Ina Vale, Tom Reed]"),
        ("authors", "{Ina Vale, Tom Reed}", "wrong-type", "write authors: [Ina Vale, Tom Reed]"),
        ("authors", "[Ina Vale (MIT)]", "author", "write Ina Vale"),
        ("title", "“A Pet”: Home", "yaml-syntax", 'write title: "“A Pet”: Home"'),
        ("title", '"[2302.13848] A Pet"', "markup", 'write "A Pet"'),
        ("title", '"A Pet | OpenReview"', "markup", 'write "A Pet"'),
        ("title", '"**A Pet**"', "markup", 'write "A Pet"'),
        ("title", "{A Pet}", "wrong-type", 'write "A Pet"'),
        ("date", "02/2023", "date", 'write "2023-02"'),
        ("date", "2023-13", "date", "there is no month 13: compare it with the paper's page"),
        ("arxiv", '"2302-13848"', "arxiv-id", "did you mean '2302.13848'?"),
        ("arxiv", "[2302.13848]", "wrong-type", 'write "2302.13848"'),
        ("arxiv", "2304.0341", "yaml-number",
         'write it in quotes, with the zero that it lost: "2304.03410", if that is its page'),
        ("venue", "ICCV 23", "venue", 'write "ICCV 2023"'),
        ("venue", "ICCV 2023 2023", "unknown-venue", 'write "ICCV 2023"'),
        ("venue", "ICCV 2023, 131(5)", "venue", 'write "ICCV 2023"'),
        ("venue", "n/a", "venue", "delete the line"),
        ("venue", "CVPR 2024 / ICCV 2023", "unknown-venue",
         'write "CVPR 2024" or "ICCV 2023": a paper has one venue'),
        ("tasks", "subject and multi-subject", "wrong-type",
         "write tasks: [subject, multi-subject]"),
        ("tasks", "[Multi Subject]", "unknown-task", "did you mean 'multi-subject'?"),
        ("links", "https://otter.example.org/", "wrong-type",
         "write {project: https://otter.example.org/}"),
        ("links", "{code: otter/otter}", "address",
         "did you mean 'https://github.com/otter/otter'?"),
        ("links", "\n  code: https://github.com/o/o (official)", "address",
         'write {url: "https://github.com/o/o", note: "official"}'),
        ("links", "\n  code: https://github.com/o/o, https://github.com/p/p", "address",
         "write [https://github.com/o/o, https://github.com/p/p]"),
        ("links", '{code: "[code](https://github.com/o/o)"}', "address-scheme",
         'write "https://github.com/o/o"'),
        ("links", "{code: htps://github.com/o/o}", "address-scheme",
         'write "https://github.com/o/o"'),
        ("links", "\n  code: {link: https://github.com/o/o}", "unknown-field",
         "did you mean 'url'?"),
        ("links", "\n  code:\n    https://github.com/o/o\n    official: false", "yaml-syntax",
         "write url: https://github.com/o/o"),
        ("links", "\n  project: https://o.example.org\n    code: https://github.com/o/o",
         "yaml-syntax", "begin it in the same column as project"),
        ("github", "https://github.com/o/o", "unknown-field",
         "it stands below links, where 'code' is already: keep one of the two"),
        ("year", "2023", "unknown-field", "'date' is there already: keep one of the two"),
        ("id", "otter", "unknown-field", "delete the line: the file's name is the id"),
        ("references", "1", "unknown-value", "write one"),
        ("date", "202302", "yaml-number", "write 2023-02"),
        ("date", "02.2023", "yaml-number", "write 2023-02"),
        ("date", "15.02.2023", "date", 'write "2023-02"'),
        ("arxiv", '"2302 .13848"', "arxiv-id", 'write "2302.13848"'),
        ("arxiv", '["2302.13848", "2302.13849"]', "wrong-type",
         'write "2302.13848" or "2302.13849": there is one'),
        ("approach", "[encoder]", "wrong-type", 'write "encoder"'),
        ("links", "[https://o.example.org/, https://github.com/o/o]", "wrong-type",
         "write {project: https://o.example.org/, code: https://github.com/o/o}"),
        ("links", "[https://o.example.org/, https://p.example.org/]", "wrong-type",
         "name each of them, as in {project: https://..., code: https://...}"),
        ("links", "{project: 'https://o.example.org/,'}", "address",
         'write "https://o.example.org/"'),
        ("base_model", "SDXL", "unknown-field", "write base_models: [SDXL]"),
        ("model", "SDXL", "unknown-field", "write base_models: [SDXL]"),
        ("pdf", "https://arxiv.org/pdf/2302.13848v2", "unknown-field",
         "delete the line: arxiv says so already"),
        ("highlight", '"yes"', "wrong-type", "write true"),
    ],
)  # fmt: skip
def test_a_slip_and_its_way_out(
    field: str, written: str, code: str, hint: str, small_list: Path
) -> None:
    more = {"links": "{code: https://github.com/o/o}"} if field == "github" else {}
    assert said(small_list, **{**more, field: written}) == [(code, hint)]


@pytest.mark.parametrize("typed", ['title = "A Pet"', 'title "A Pet"', "title： A Pet"])
def test_a_line_without_its_colon(typed: str, small_list: Path) -> None:
    file = small_list / "data/papers/2023/otter.yaml"
    file.write_text(f"{typed}\ndate: 2023-02\narxiv: '2302.13848'\ntasks: [subject]\n", "utf-8")
    (problem,) = load_and_check(small_list)[1]
    assert (problem.line, problem.hint.replace('"', "")) == (1, "write title: A Pet")


@pytest.mark.parametrize(
    ("instead", "typed", "hints"),
    [
        ("tasks", "category: subject, style", ["write tasks: [subject, style]"]),
        ("authors", "author: Ina Vale and Tom Reed", ["write authors: [Ina Vale, Tom Reed]"]),
        ("date", "year: 2023", ['write date: "2023"']),
        ("date", "published: 02/2023", ["write date: 2023-02"]),
        ("date", "year: 2023\nmonth: Feb",
         ["write date: 2023-02", "delete the line: date holds the year and the month"]),
        ("arxiv", "pdf: https://arxiv.org/pdf/2302.13848v2", ['write arxiv: "2302.13848"']),
        ("title", "title：Otter: A Pet", ['write title: "Otter: A Pet"']),
        ("title", "title = Otter: A Pet", ['write title: "Otter: A Pet"']),
    ],
)  # fmt: skip
def test_a_field_under_another_name_is_written_in_one_round(
    instead: str, typed: str, hints: list[str], small_list: Path
) -> None:
    fields = {name: value for name, value in SOUND.items() if name != instead}
    text = typed + "\n" + "".join(f"{name}: {value}\n" for name, value in fields.items())
    (small_list / "data/papers/2023/otter.yaml").write_text(text, encoding="utf-8")
    problems = [p for p in load_and_check(small_list)[1] if p.code != "no-paper"]
    assert [p.hint for p in problems] == hints


@pytest.mark.parametrize(
    ("items", "hint"),
    [
        (1, "delete this line and the '- ', and begin the fields in the first column"),
        (2, "one file holds one entry: move each to its own, its fields in the first column"),
    ],
)
def test_entries_in_a_list_below_a_name(items: int, hint: str, small_list: Path) -> None:
    text = "papers:\n" + "- title: A\n  date: 2023-02\n  tasks: [subject]\n" * items
    (small_list / "data/papers/2023/otter.yaml").write_text(text, encoding="utf-8")
    assert [(p.code, p.hint) for p in load_and_check(small_list)[1]] == [("unknown-field", hint)]


def test_an_entry_below_a_name(small_list: Path) -> None:
    file = small_list / "data/papers/2023/otter.yaml"
    file.write_text("paper:\n  title: A\n  date: 2023-02\n  tasks: [subject]\n", "utf-8")
    said = {p.code: p.hint for p in load_and_check(small_list)[1]}
    hint = "delete this line, and begin the fields below it in the first column"
    assert said.pop("unknown-field") == hint
    assert said == {}


@pytest.mark.parametrize(
    "title",
    [
        '"Otter & Pets: I <3 Them for $5 and $10"', '"C++ and C# for Pets"', '"Otter #1: A Study"',
        "'$\\sigma$-Free Pets'", '"R&D; Q&A"', '"50% Off"', '"Is It ''Real''?"', '"O(n²): 5 × 5"',
        '"学习 个性化 生成"', '"Học máy cá nhân hoá"', '"İstanbul Kişiselleştirme"', '"[Re] Pets"',
        "“Real” Pets and “Fake” Ones", '"«Otter»"', '"Otter → Pet"', '"(In)Variance"', '"A_B_C"',
        '"The <b> Tag and ${REF}"', '"Search with A*"', '"*-Otter"', '"set {a, b}"', '"N’Ko"',
        '"Dr. Otter et al.: v2.0"', '"Otter: arXiv and OpenReview"', '"Otter - A Study"',
    ],
)  # fmt: skip
def test_titles_that_are_sound(title: str, small_list: Path) -> None:
    assert said(small_list, title=title) == []


def test_names_that_are_sound(small_list: Path) -> None:
    names = [
        "Nguyễn Văn A", "Jean-Luc van der Berg", "Plato", "Team OtterAI", "Google DeepMind",
        "Ömer Şükrü Çelik", "张三", "O'Neil Shaquille", "D’Angelo Russo", '"Ina Vale, Jr."',
        "Ina Vale III", "Al Gore", "Said al-Rashid", "Maria de la O", "X Æ A-12", "NVIDIA",
        "LIU Wei", "Şahin Iğdır", "Ángel López-Ruiz y Gómez", "ʻAkahi Kealoha", "Anders Andersen",
        "Mary Ann Evans (George Eliot)", "I. K. Vale", "Sandy Land",
    ]  # fmt: skip
    assert said(small_list, authors=f"[{', '.join(names)}]") == []
