"""Every form in which people paste ids, and texts that name none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from awesome_p2ti.identifiers import (
    arxiv_id_of_doi,
    doi_url,
    find_arxiv_id,
    find_doi,
    find_openreview_id,
    is_arxiv_id,
    is_doi,
)


@pytest.mark.parametrize("text", [
    "2302.13848", "2302.13848v3", "arXiv:2302.13848", "arXiv:2302.13848v2 [cs.CV]",
    "ARXIV: 2302.13848", "arxiv 2302.13848", " 2302.13848\n",
    "https://arxiv.org/abs/2302.13848", "http://www.arxiv.org/pdf/2302.13848v1.pdf",
    "arxiv.org/abs/2302.13848", "https://arxiv.org/html/2302.13848v2/", "https://arxiv.org/abs/2302.13848?context=cs#top",
    "https://arxiv.org/pdf/2302.13848.pdf", "https://export.arxiv.org/api/query?id_list=2302.13848",
    "https://ar5iv.labs.arxiv.org/html/2302.13848", "https://www.alphaxiv.org/abs/2302.13848v1",
    "https://www.alphaxiv.org/overview/2302.13848", "https://huggingface.co/papers/2302.13848",
    "hf.co/papers/2302.13848", "10.48550/arXiv.2302.13848", "https://doi.org/10.48550/arXiv.2302.13848",
    "arXiv:2302.13848.", "(arXiv:2302.13848)", "<2302.13848>", 'arxiv: "2302.13848"',
    "eprint = {2302.13848},", "arXiv.2302.13848", "[A Title](https://arxiv.org/abs/2302.13848)",
    "https://browse.arxiv.org/pdf/2302.13848", "https://arxiv.org/ftp/arxiv/papers/2302/2302.13848.pdf",
    "https://api.semanticscholar.org/arXiv:2302.13848",
    "https://web.archive.org/web/2023/https://arxiv.org/abs/2302.13848",
    "doi:10.48550/ARXIV.2302.13848v2", "https://www.semanticscholar.org/arxiv/2302.13848",
])  # fmt: skip
def test_an_arxiv_id_is_found_in_what_is_pasted(text: str) -> None:
    assert find_arxiv_id(text) == "2302.13848"


@pytest.mark.parametrize(("text", "found"), [
    ("arXiv:cs/0601001v2", "cs/0601001"), ("HEP-TH/9901001", "hep-th/9901001"),
    ("https://arxiv.org/abs/math.gt/0309136", "math/0309136"), ("0704.0001", "0704.0001"),
    ("https://arxiv.org/abs/quant-ph%2F9901001", "quant-ph/9901001"),
])  # fmt: skip
def test_older_forms_of_arxiv_ids_are_found(text: str, found: str) -> None:
    assert find_arxiv_id(text) == found


@pytest.mark.parametrize("text", [
    "", "2302.1384", "2304.0341", "1501.1234", "1412.12345", "2313.13848", "quant-ph/9913001",
    "https://arxiv.org/list/cs.CV/recent", "https://huggingface.co/org/2302.13848-model",
    "https://huggingface.co/spaces/papers/2302.13848x", "see 2302.13848 and 2302.13849",
    "https://evil.example/abs/2302.13848", "https://evilarxiv.org/abs/2302.13848", "https://arxiv.org.evil.example/abs/2302.13848",
    "https://example.com/?u=https://arxiv.org/abs/2302.13848", "https://[bad/abs/2302.13848",
    "٢٣٠٢.١٣٨٤٨", "10.1145/3610548.3618154", "2302.13848" * 300,
])  # fmt: skip
def test_what_names_no_arxiv_id_gives_none(text: str) -> None:
    assert find_arxiv_id(text) == ""


@pytest.mark.parametrize("text", [
    "10.1145/3610548.3618154", "10.1145/3610548.3618154.", "doi:10.1145/3610548.3618154",
    "DOI: 10.1145/3610548.3618154", "doi = {10.1145/3610548.3618154},", "(10.1145/3610548.3618154)",
    "https://web.archive.org/web/2023id_/https://doi.org/10.1145/3610548.3618154",
    "doi.org/10.1145/3610548.3618154",
    "https://doi.org/10.1145/3610548.3618154", "http://dx.doi.org/10.1145/3610548.3618154",
    "https://dl.acm.org/doi/10.1145/3610548.3618154",
    "https://dl.acm.org/doi/abs/10.1145/3610548.3618154?casa_token=x",
    "https://dl.acm.org/doi/pdf/10.1145/3610548.3618154", "https://doi.org/10.1145%2F3610548.3618154",
])  # fmt: skip
def test_a_doi_is_found_in_what_is_pasted(text: str) -> None:
    assert find_doi(text) == "10.1145/3610548.3618154"


def test_a_doi_in_an_address_is_decoded_and_comes_back() -> None:
    doi = "10.1002/(SICI)1096-9861(19960129)365:1<113::AID-CNE9>3.0.CO;2-6"
    pasted = "https://doi.org/10.1002/(SICI)1096-9861(19960129)365:1%3C113::AID-CNE9%3E3.0.CO;2-6"
    assert find_doi(pasted) == doi
    assert find_doi(doi_url(doi)) == doi
    assert find_doi("https://link.springer.com/chapter/10.1007/978-3-031-73411-3_23") == (
        "10.1007/978-3-031-73411-3_23"
    )


@pytest.mark.parametrize("text", ["", "10.1145", "10.1007/978‐3‐031", "a 10.1145/1 b", "11.1145/1",
                                  "https://example.com/10", "10.1145/"])  # fmt: skip
def test_what_names_no_doi_gives_none(text: str) -> None:
    assert find_doi(text) == ""


def test_a_doi_of_arxiv_names_its_id() -> None:
    assert arxiv_id_of_doi("10.48550/arXiv.2302.13848") == "2302.13848"
    assert arxiv_id_of_doi("10.48550/arXiv.2302.1384") == ""
    assert arxiv_id_of_doi("10.1145/3610548") == ""


@pytest.mark.parametrize("text", [
    "id=NAQvF08TcyG", "forum?id=NAQvF08TcyG&noteId=x", "OpenReview: NAQvF08TcyG",
    "https://openreview.net/revisions?id=NAQvF08TcyG", "https://api2.openreview.net/notes?id=NAQvF08TcyG",
    "NAQvF08TcyG", "https://openreview.net/forum?id=NAQvF08TcyG",
    "https://openreview.net/pdf?id=NAQvF08TcyG", "openreview.net/forum?id=NAQvF08TcyG&noteId=abc",
    "https://openreview.net/references/pdf?id=NAQvF08TcyG", "https://openreview.net/forum?a=b&id=NAQvF08TcyG#x",
])  # fmt: skip
def test_an_openreview_id_is_found_in_what_is_pasted(text: str) -> None:
    assert find_openreview_id(text) == "NAQvF08TcyG"


@pytest.mark.parametrize("text", ["", "short", "https://openreview.net/group?id=NAQvF08TcyG",
                                  "https://openreview.net/forum", "has space in it"])  # fmt: skip
def test_what_names_no_openreview_id_gives_none(text: str) -> None:
    assert find_openreview_id(text) == ""


@settings(deadline=None)
@given(st.text(max_size=80) | st.from_regex(r"https?://(arxiv\.org|doi\.org)/[ -~]{0,40}"))
def test_any_text_gives_a_plain_id_or_nothing(text: str) -> None:
    assert (found := find_arxiv_id(text)) == "" or is_arxiv_id(found)
    assert (found := find_doi(text)) == "" or is_doi(found)
    find_openreview_id(text)
