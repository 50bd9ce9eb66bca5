"""Pages that name a paper: which one it is, what they link to, whatever their form."""

from __future__ import annotations

import pytest

from awesome_p2ti.adding.addresses import Wanted
from awesome_p2ti.adding.sources.leads import Lead, follow
from awesome_p2ti.links.http.client import HttpClient
from awesome_p2ti.links.paper_facts import PaperFacts
from tests.links.server import Server, page, reply

TITLE, ARXIV = "DreamOtter: Drawing a Given Otter", "2304.03411"
WORK = PaperFacts(source="arXiv", title=TITLE, arxiv=ARXIV)


def lead_of(server: Server, http: HttpClient, body: str, head: str = "") -> Lead:
    server.answers["otter.test/"] = page("Otters", body, head)
    return follow(http, Wanted(url="http://otter.test/"))


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (f"<h1>{TITLE}</h1>", True),
        ("<h1>dreamotter:  drawing a <b>given</b> otter</h1>", True),
        (f'<a href="https://arxiv.org/abs/{ARXIV}v2">Paper</a>', True),
        ("<h1>DreamOtter</h1>", False),
        ("<p>Otters of all kinds</p>", False),
        (f"<script>var title = '{TITLE}'</script>", False),
    ],
)
def test_a_page_names_a_paper_by_id_or_whole_title(
    body: str, named: bool, server: Server, http: HttpClient
) -> None:
    lead = lead_of(server, http, body)
    assert lead.names(WORK) is named
    assert (lead.facts_of(WORK) is not None) is named


def test_the_one_repository_of_a_page_is_its_code(server: Server, http: HttpClient) -> None:
    template = '<a href="https://github.com/nerfies/nerfies.github.io">template</a>'
    code = '<a href="https://github.com/vale/otter.git">Code</a>'
    once = lead_of(server, http, f"<h1>{TITLE}</h1>{template}{code}{code}")
    assert [(k.role, k.url, k.place) for k in once.links] == [
        ("code", "https://github.com/vale/otter", "page")
    ]
    other = '<a href="https://github.com/reed/otter">Baseline</a>'
    assert lead_of(server, http, f"<h1>{TITLE}</h1>{code}{other}").links == ()


def test_a_page_with_the_title_above_it_is_the_project_s(server: Server, http: HttpClient) -> None:
    facts = lead_of(server, http, f"<h1>{TITLE}</h1>").facts_of(WORK)
    assert facts is not None
    assert [(k.role, k.url) for k in facts.links] == [("project", "http://otter.test/")]
    beside = lead_of(server, http, f"<h1>News</h1><p>We read {TITLE}.</p>").facts_of(WORK)
    assert beside is not None
    assert beside.links == ()


def test_a_paper_s_own_page_states_itself(server: Server, http: HttpClient) -> None:
    head = (
        f'<meta name="citation_title" content="{TITLE}"><meta name="citation_author" content="V">'
    )
    lead = lead_of(server, http, "<p>arXiv:2304.00001 cites it</p>", head)
    assert lead.facts is not None
    assert (lead.facts.title, lead.arxiv) == (TITLE, ())
    assert [(k.role, k.url) for k in lead.facts.links] == [("paper", "http://otter.test/")]


@pytest.mark.parametrize(
    ("answer", "why", "absent"),
    [
        (reply("<p>Gone</p>", 404), "404", True),
        (reply("<p>Later</p>", 503), "503", False),
        (page("Making sure you're not a bot!"),
         "200: it asks for proof that this is no program", False),
        (reply("%PDF-1.5", kind="application/pdf"), "its reply is empty", False),
    ],
)  # fmt: skip
def test_a_page_that_is_none(
    answer: bytes, why: str, absent: bool, server: Server, http: HttpClient
) -> None:
    server.answers["otter.test/"] = answer
    lead = follow(http, Wanted(url="http://otter.test/"))
    assert (lead.failure, lead.absent, lead.arxiv, lead.facts) == (why, absent, (), None)


@pytest.mark.parametrize(
    "part", ["<script ", "<style>", "<a href=", "<!--", '<meta content="', "arXiv:"]
)
def test_a_page_of_a_million_pieces(part: str, server: Server, http: HttpClient) -> None:
    assert lead_of(server, http, part * (900_000 // len(part))).arxiv == ()
