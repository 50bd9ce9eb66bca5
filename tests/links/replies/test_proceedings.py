"""Whole lists of proceedings: title, authors, page, venue, and arXiv ids where a list has them."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from awesome_p2ti.links.replies.proceedings import page_of, read_list

TITLES = [f"Otter {n}: Drawing &amp; Painting" for n in range(1, 7)]
WRITTEN = "Otter 1: Drawing & Painting"

CVF = "".join(
    f"""<dt class="ptitle"><br><a href="/content/CVPR2024{{kind}}/html/Vale_{n}_paper.html">{t}</a>
</dt>
<dd><form id="form-V" action="/CVPR2024" method="post" class="authsearch">
<input type="hidden" name="query_author" value="Ina Vale">
<a href="#" onclick="document.getElementById('form-V').submit();">Ina Vale</a>,</form>
<form class="authsearch"><input type="hidden" name="query_author" value="J&ouml;rn Li">
<a href="#" onclick="x()">J&ouml;rn Li</a></form></dd>
<dd>[<a href="/content/CVPR2024/papers/Vale_{n}_paper.pdf">pdf</a>]
[<a href="/content/CVPR2024/supplemental/Vale_{n}.pdf">supp</a>]
[<a href="http://arxiv.org/abs/2403.0000{n}">arXiv</a>]
<div class="bibref pre-white-space">@InProceedings{{{{Vale, title = {{{{{t}}}}}}}}}</div></dd>"""
    for n, t in enumerate(TITLES, 1)
)
NEURIPS = "<ul>" + "".join(
    f'<li class="conference" data-track="conference"><a title="paper title" '
    f'href="/paper_files/paper/2023/hash/abc{n}-Abstract-Conference.html">{t}</a> '
    "<i>Ina Vale, J&ouml;rn Li</i></li>"
    for n, t in enumerate(TITLES, 1)
)
PMLR = "<h2>Volume 235: ICML, 21-27 July 2024, Vienna</h2>" + "".join(
    f"""<div class="paper"><p class="title">{t}</p><p class="details">
<span class="authors">Ina Vale,&nbsp;J&ouml;rn Li</span>;
<span class="info"><i>Proceedings of the 41st International Conference on Machine Learning</i>, PMLR
 235:{n}-9</span></p><p class="links">
[<a href="https://proceedings.mlr.press/v235/vale24{n}.html">abs</a>]
[<a href="x.pdf">Download PDF</a>]
</p></div>"""
    for n, t in enumerate(TITLES, 1)
)
ECVA = "".join(
    f"""<dt class="ptitle"><br><a href=papers/eccv_2024/papers_ECCV/html/{n}_ECCV_2024_paper.php>
{t}</a></dt><dd>Ina Vale*, J&ouml;rn Li</dd><dd>[<a href='papers/{n}.pdf'>pdf</a>]</dd>"""
    for n, t in enumerate(TITLES, 1)
)
ACL = "".join(
    f"""<p class="d-sm-flex align-items-stretch"><span class="d-block mr-2">
<a class="badge badge-primary" href="https://aclanthology.org/2024.{{volume}}.{n}.pdf">pdf</a></span>
<span class="d-block"><strong><a class=align-middle href=/2024.{{volume}}.{n}/>{t}</a></strong><br>
<a href=/people/ina-vale/>Ina Vale</a> | <a href=/people/joern-li/>J&ouml;rn Li</a></span></p>"""
    for n, t in enumerate(TITLES, 1)
)


@pytest.mark.parametrize(
    ("source", "url", "page", "venue"),
    [
        (CVF.format(kind=""), "https://openaccess.thecvf.com/CVPR2024?day=all",
         "https://openaccess.thecvf.com/content/CVPR2024/html/Vale_1_paper.html", "CVPR 2024"),
        (CVF.format(kind="W/AI4CC"), "https://openaccess.thecvf.com/CVPR2024_workshops/AI4CC",
         "https://openaccess.thecvf.com/content/CVPR2024W/AI4CC/html/Vale_1_paper.html",
         "CVPR 2024 Workshop"),
        (NEURIPS, "https://papers.nips.cc/paper_files/paper/2023",
         "https://papers.nips.cc/paper_files/paper/2023/hash/abc1-Abstract-Conference.html",
         "NeurIPS 2023"),
        (PMLR, "https://proceedings.mlr.press/v235/",
         "https://proceedings.mlr.press/v235/vale241.html",
         "Proceedings of the 41st International Conference on Machine Learning 2024"),
        (ECVA, "https://www.ecva.net/papers.php",
         "https://www.ecva.net/papers/eccv_2024/papers_ECCV/html/1_ECCV_2024_paper.php",
         "ECCV 2024"),
        (ACL.format(volume="acl-long"), "https://aclanthology.org/volumes/2024.acl-long/",
         "https://aclanthology.org/2024.acl-long.1/", "acl 2024"),
        (ACL.format(volume="findings-emnlp"), "https://aclanthology.org/events/emnlp-2024/",
         "https://aclanthology.org/2024.findings-emnlp.1/", "emnlp findings 2024"),
    ],
)  # fmt: skip
def test_a_whole_list(source: str, url: str, page: str, venue: str) -> None:
    found = read_list(source, url)
    assert len(found) == len(TITLES)
    first = found[0]
    assert (first.title, first.authors, first.venue) == (WRITTEN, ("Ina Vale", "Jörn Li"), venue)
    assert [k.url for k in first.links] == [page]
    assert first.arxiv == ("2403.00001" if "thecvf" in url else "")
    assert first.published


@pytest.mark.parametrize(
    ("source", "url"),
    [
        (CVF.format(kind=""), "https://example.org/CVPR2024"),
        ("<title>Making sure you're not a bot!</title>", "https://papers.nips.cc/paper/2023"),
        (NEURIPS[: len(NEURIPS) // 3], "https://papers.nips.cc/paper_files/paper/2023"),
        ("", "https://www.ecva.net/papers.php"),
    ],
)
def test_what_is_no_list(source: str, url: str) -> None:
    assert read_list(source, url) == ()


@pytest.mark.parametrize(
    ("pdf", "page"),
    [
        ("https://proceedings.mlr.press/v235/vale24a/vale24a.pdf",
         "https://proceedings.mlr.press/v235/vale24a.html"),
        ("https://proceedings.mlr.press/v235/vale24a.html", ""),
        ("https://example.org/a.pdf", ""),
    ],
)  # fmt: skip
def test_the_page_of_a_pdf(pdf: str, page: str) -> None:
    assert page_of(urlsplit(pdf)) == page
