"""A paper's page: links with their last check, numbers with their places, and what is beside."""

from __future__ import annotations

import json
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from awesome_p2ti.history.ledger import Line
from tests.make import listed, paper, real_list, results, row
from tests.outputs.site.built import built, real_site

CODE = "https://github.com/a/alpha"


def tree(text: str) -> LexborHTMLParser:
    return LexborHTMLParser(text)


def tags(text: str) -> list[tuple[str, str]]:
    found = tree(text).css('meta[name^="citation_"]')
    return [(n.attributes["name"] or "", n.attributes["content"] or "") for n in found]


def test_citation_tags_say_what_the_entry_holds() -> None:
    assert tags(real_site()["papers/dreambooth.html"]) == [
        ("citation_title", real_list().papers["dreambooth"].data.title),
        *(
            ("citation_author", name)
            for name in real_list().papers["dreambooth"].data.authors or ()
        ),
        ("citation_publication_date", "2022/08"),
        ("citation_conference_title", "CVPR 2023"),
        ("citation_arxiv_id", "2208.12242"),
    ]


def test_nobody_is_named_as_author_where_none_is_known() -> None:
    text = built(listed(paper("alpha")))["papers/alpha.html"]
    assert [name for name, _ in tags(text)] == ["citation_title", "citation_publication_date"]
    said = json.loads(tree(text).css_first('script[type="application/ld+json"]').text())
    assert "author" not in said
    assert 'class="authors"' not in text


def test_a_journal_is_called_one() -> None:
    found = listed(paper("alpha", venue="TMLR 2024"))
    text = built(replace(found, journals=frozenset({"TMLR"})))["papers/alpha.html"]
    assert ("citation_journal_title", "TMLR 2024") in tags(text)


def test_a_link_says_when_it_was_checked_and_where_a_copy_is() -> None:
    copy = f"https://web.archive.org/web/2024/{CODE}"
    line = Line(url=CODE, status="gone", status_since="2026-01-01", last_failure="2026-01-20",
                failures=4, snapshot=copy)  # fmt: skip
    found = listed(paper("alpha", arxiv="2301.00001", links={"code": CODE}))
    text = built(replace(found, link_lines={CODE: line}))["papers/alpha.html"]
    rows = [[cell.text() for cell in r.css("th, td")] for r in tree(text).css("tbody tr")]
    assert rows == [
        ["paper", "https://arxiv.org/abs/2301.00001", "not checked", "–"],
        ["code", CODE, "gone, 2026-01-20", "copy"],
    ]
    assert f'href="{copy}"' in text
    assert f'href="{CODE}"' not in text


def test_results_come_from_every_table_with_their_place_and_spread() -> None:
    text = real_site()["papers/ip-adapter.html"]
    page = tree(text)
    line = next(n.text() for n in page.css(".spread li") if n.text().startswith("DINO is"))
    assert line.startswith("DINO is 0.561 to 0.667 in 4 tables:")
    rows = [r for r in real_list().results.values() for r in r.data.rows if r.paper == "ip-adapter"]
    assert len(page.css("table.scores tbody tr")) == len(rows)
    for shown in page.css("table.scores tbody tr"):
        assert shown.css_first("td.source a") is not None


def test_tables_of_one_benchmark_that_share_no_column_stand_apart() -> None:
    ids = ("dino", "clip-i", "clip-t", "judge")
    columns = [{"id": key, "name": key.upper(), "range": [0, 1]} for key in ids]
    rows = [
        row("A", {"dino": 0.5}, paper="a", reported_by="a"),
        row("A", {"judge": 0.7}, paper="a", where="Table 2"),
        row("A", {"dino": 0.6, "clip-t": 0.3}, paper="a", where="Table 3"),
        row("A", {"clip-t": 0.2, "judge": 0.1}, paper="a", where="Table 4"),
    ]
    texts = built(listed(paper("a"), results("bench", rows, columns=columns)))
    tables = [
        ([n.attributes["data-column"] for n in table.css("th[data-column]")],
         [[n.text() for n in r.css("td.n")] for r in table.css("tbody tr")])
        for table in tree(texts["papers/a.html"]).css("table.scores")
    ]  # fmt: skip
    assert tables == [
        (["dino", "clip-t"], [["0.5", "–"], ["0.6", "0.3"]]),
        (["clip-t", "judge"], [["–", "0.7"], ["0.2", "0.1"]]),
    ]
    labels = [n.attributes["aria-label"] for n in tree(texts["papers/a.html"]).css("section")]
    assert labels == ["bench, DINO, CLIP-T", "bench, CLIP-T, JUDGE"]


def test_rows_of_another_protocol_are_said_to_be() -> None:
    text = real_site()["papers/ip-adapter.html"]
    variants = tree(text).css('tr[data-protocol]:not([data-protocol="standard"])')
    assert variants
    assert all("another protocol" in node.text() for node in variants)


def test_related_papers_share_a_task_and_an_author_and_say_so() -> None:
    found = listed(
        paper("one", authors=["Ina Vale", "Bo Marsh"], tasks=["subject", "style"]),
        paper("two", authors=["Ina Valé", "Bo Marsh"], tasks=["style"]),
        paper("three", authors=["Ina Vale"]),
        paper("task-only", authors=["Tom Reed"]),
        paper("author-only", authors=["Ina Vale"], tasks=["identity"]),
    )
    related = tree(built(found)["papers/one.html"]).css(".related li")
    assert [node.css_first("a").attributes["href"] for node in related] == [
        "two.html",
        "three.html",
    ]
    assert "2 authors in common (Ina Vale, Bo Marsh); task: Style" in related[0].text()
    assert "1 author in common (Ina Vale); task: Subject" in related[1].text()


def test_compared_with_is_who_stands_in_a_table() -> None:
    rows = [
        row("A", {"dino": 0.5}, paper="a", reported_by="a"),
        row("B", {"dino": 0.6}, paper="b", reported_by="a"),
        row("C", {"dino": 0.6}, paper="c", reported_by="c"),
    ]
    texts = built(listed(paper("a"), paper("b"), paper("c"), results("bench", rows)))
    assert 'In a table with it: <a href="b.html">' in texts["papers/a.html"]
    assert 'id="compared"' not in texts["papers/c.html"]
    assert "bench</a>: 2 rows of Table 1" in texts["papers/a.html"]


def test_authors_with_one_paper_have_no_page() -> None:
    found = listed(
        paper("a", authors=["Łukasz Vale", "Tom Reed"]), paper("b", authors=["Lukasz Vale"])
    )
    texts = built(found)
    assert [p for p in texts if p.startswith("authors/")] == [
        "authors/lukasz-vale.html", "authors/index.html",
    ]  # fmt: skip
    page = texts["authors/lukasz-vale.html"]
    assert "<h1>Lukasz Vale · Łukasz Vale</h1>" in page
    assert "A name is not a person" in page
