"""Whole lists of proceedings as their sites write them, for papers that a test names."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Row:
    """A paper of a list."""

    title: str
    authors: tuple[str, ...]
    arxiv: str = ""


OTHERS = tuple(Row(f"Counting Pebbles on Beach {n}", (f"Ada {n}", f"Ben {n}")) for n in range(1, 7))
"""Papers that no test asks for: a list of fewer than five is none."""


def cvf(name: str, rows: Sequence[Row]) -> str:
    """openaccess.thecvf.com/CVPR2024?day=all; ``name`` is ``CVPR2024``."""
    venue = f"{name[:-4]}_{name[-4:]}"
    return "<html><dl>" + "".join(
        f'<dt class="ptitle"><br><a href="/content/{name}/html/P{n}_{venue}_paper.html">'
        f"{escape(row.title)}</a></dt>\n<dd>{_forms(row)}</dd>\n<dd>[<a href="
        f'"/content/{name}/papers/P{n}_{venue}_paper.pdf">pdf</a>]'
        + (f'[<a href="http://arxiv.org/abs/{row.arxiv}">arXiv</a>]' if row.arxiv else "")
        + "</dd>\n"
        for n, row in enumerate((*rows, *OTHERS))
    )


def _forms(row: Row) -> str:
    return "".join(
        '<form class="authsearch"><input type="hidden" name="query_author" value="'
        f'{escape(name)}"><a href="#">{escape(name)}</a>,</form>\n'
        for name in row.authors
    )


def ecva(rows: Sequence[tuple[int, Row]]) -> str:
    """www.ecva.net/papers.php: all years in one page."""
    every = [*rows, *((2024, other) for other in OTHERS)]
    return "<html><dl>" + "".join(
        f'<dt class="ptitle"><br><a href=papers/eccv_{year}/papers_ECCV/html/{n}.php>'
        f"{escape(row.title)}</a></dt>\n<dd>{escape(', '.join(row.authors))}*</dd>\n"
        f"<dd>[<a href='papers/eccv_{year}/papers_ECCV/papers/{n}.pdf'>pdf</a>]</dd>\n"
        for n, (year, row) in enumerate(every)
    )


def neurips(year: int, rows: Sequence[Row]) -> str:
    """papers.nips.cc/paper_files/paper/2023."""
    return "<html><ul class='paper-list'>" + "".join(
        f'<li class="conference" data-track="conference"><a title="paper title" href="/paper_files'
        f'/paper/{year}/hash/{n:032x}-Abstract-Conference.html">{escape(row.title)}</a>'
        f' <span class="paper-authors">{escape(", ".join(row.authors))}</span></li>\n'
        for n, row in enumerate((*rows, *OTHERS))
    )


def pmlr(heading: str, info: str, rows: Sequence[Row]) -> str:
    """proceedings.mlr.press/v235/."""
    return f"<html><h2>{heading}</h2>" + "".join(
        f'<div class="paper">\n<p class="title">{escape(row.title)}</p>\n<p class="details">\n'
        f'<span class="authors">{escape(", ".join(row.authors))}</span>;\n<span class="info"><i>'
        f'{info}</i>, PMLR 235:1-22</span></p>\n<p class="links">[<a href="/v235/p{n}.html">abs</a>'
        f"]</p></div>\n"
        for n, row in enumerate((*rows, *OTHERS))
    )


def acl(volume: str, rows: Sequence[Row]) -> str:
    """aclanthology.org/volumes/2024.acl-long/."""
    return "<html>" + "".join(
        '<p class="d-sm-flex align-items-stretch"><span class=d-block><strong><a class=align-middle'
        f" href=/{volume}.{n}/>{escape(row.title)}</a></strong><br>"
        + " | ".join(f"<a href=/people/x/>{escape(name)}</a>" for name in row.authors)
        + "</span></p>\n"
        for n, row in enumerate((*rows, *OTHERS))
    )
