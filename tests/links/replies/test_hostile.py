"""No reply, of whatever form, is a fault of ours: it is read as facts or as nothing."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti.links.paper_facts import PaperFacts
from awesome_p2ti.links.replies.arxiv_feed import Feed, read_feed
from awesome_p2ti.links.replies.arxiv_lists import read_daily_feed, read_oai
from awesome_p2ti.links.replies.citation_page import anchors_of, read_citation_page
from awesome_p2ti.links.replies.crossref import read_citation
from awesome_p2ti.links.replies.datacite import read_dois
from awesome_p2ti.links.replies.github import read_repository, read_repository_page
from awesome_p2ti.links.replies.huggingface import papers_of, read_paper
from awesome_p2ti.links.replies.openreview import read_note
from awesome_p2ti.links.replies.proceedings import read_list
from awesome_p2ti.links.replies.stated_links import addresses_in, arxiv_ids_in, role_of
from awesome_p2ti.schema.venues.stated import read_venue

KEYS = st.sampled_from(
    "DOI title subtitle author given family name event start acronym container-title issued "
    "published-online date-parts data attributes doi titles creators dates date dateType id "
    "content venue venueid value pdate forum authors githubRepo linkedModels projectPage summary "
    "tags nameWithOwner readme text repositoryTopics nodes notes".split()
)
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
    | st.sampled_from(["10.1145/1.2", "2304.03411", "arxiv:2304.03411", "2023", "a/b", "CVPR 2024"])
)  # fmt: skip
JSON = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=8),
    max_leaves=12,
)
OBJECTS = st.dictionaries(KEYS, JSON, max_size=12)
PIECES = st.lists(
    st.sampled_from([
        "<dt class=ptitle>", "<a href=/x>", "</a>", "<li>", "<i>", '<meta name="citation_title" ',
        'content="', '">', "href=", "'", '"', "<", ">", "</", "authors", "arXiv", "2304.03411",
        "https://github.com/", "month = {", "a/b", " ", "\0", "é", "CVPR", "2024", "(", ")", "W",
    ]) | st.text(max_size=6),
    max_size=60,
).map("".join)  # fmt: skip
HOSTS = ("openaccess.thecvf.com", "papers.nips.cc", "proceedings.mlr.press", "www.ecva.net",
         "aclanthology.org")  # fmt: skip


@given(OBJECTS)
def test_json_of_any_form(data: dict[str, object]) -> None:
    facts = [
        read_paper(data),
        read_citation(data, "Crossref"),
        *read_dois(data),
        read_note(data).facts,
    ]
    for found in filter(None, facts):
        assert isinstance(found, PaperFacts)
        assert all(isinstance(name, str) and name for name in found.authors)
        assert all(isinstance(t, str) for t in (found.title, found.venue, found.public, found.doi))
    assert all(isinstance(i, str) for i in papers_of(data))
    read_repository(data)


@given(PIECES)
def test_pages_and_texts_of_any_form(text: str) -> None:
    read_citation_page(text, "the page")
    read_repository_page(text)
    for host in HOSTS:
        assert read_list(text, f"https://{host}/") == () or "<" in text
    assert all(url and isinstance(label, str) for url, label in anchors_of(text))
    assert all("://" in url for url in addresses_in(text))
    assert all(arxiv_ids_in(text))
    role_of(text)
    read_venue(text, frozenset({"CVPR"}))


@given(st.binary(max_size=200) | PIECES.map(str.encode))
def test_xml_of_any_form(body: bytes) -> None:
    assert read_feed(body) == Feed()
    assert read_oai(body) is None
    assert read_daily_feed(body) is None


def test_long_pages_take_no_longer_than_their_length() -> None:
    for part in ("<a href=", '<a href="x">', "<dt class=ptitle>", "<p class=", 'class="', "<i>",
                 "https://", "arXiv ", "<script ", "month = {", "github.com/"):  # fmt: skip
        text = part * (400_000 // len(part))
        read_citation_page(text, "the page")
        read_repository_page(text)
        addresses_in(text)
        arxiv_ids_in(text)
        for host in HOSTS:
            read_list(text, f"https://{host}/")
