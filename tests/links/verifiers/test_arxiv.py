"""arXiv: withdrawn for good or from a venue, and absent ids of all batches asked for once more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from awesome_p2ti.links.models import Link, LinkUse, Status
from awesome_p2ti.links.replies.arxiv_feed import Feed, read_feed
from awesome_p2ti.links.replies.notices import withdrawal_in
from awesome_p2ti.links.verifiers import arxiv
from awesome_p2ti.links.verifiers.base import LookupContext
from tests.link_runs import run_links
from tests.links.server import Request, page, reply

if TYPE_CHECKING:
    from awesome_p2ti.links.http.client import HttpClient
    from tests.links.server import Server

ATOM = "application/atom+xml; charset=utf-8"
FEED = '<feed xmlns="http://www.w3.org/2005/Atom">{}</feed>'
ENTRY = (
    "<entry><id>http://arxiv.org/abs/{0}v1</id><published>2024-01-01T00:00:00Z</published>"
    "<title>Paper {0} and What It Says</title><author><name>Ada Lovelace</name></author></entry>"
)


@pytest.mark.parametrize(
    ("comment", "withdrawn"),
    [
        ("This paper was withdrawn from ICLR 2024; extended version", False),
        ("Withdrawn from NeurIPS 2023, under review elsewhere", False),
        ("This paper has been withdrawn by the authors from CVPR 2024", False),
        ("The ICLR submission was withdrawn; this is the long version", False),
        ("This paper has been withdrawn from arXiv by the authors", True),
        ("This paper has been withdrawn by the author(s) due to an error", True),
        ("The authors have withdrawn this paper due to errors in the experiments", True),
        ("We have decided to withdraw this article", True),
        ("I am withdrawing the paper", True),
        ("Withdrawn", True),
        ("This work had to be withdrawn because of a crucial error", True),
        ("We withdraw samples from this distribution", False),
    ],
)
def test_withdrawn_for_good_and_from_a_venue(comment: str, withdrawn: bool) -> None:
    assert bool(withdrawal_in(comment)) is withdrawn


class Interface:
    """The query interface, which knows all ids but some, and forgets some at first."""

    def __init__(self, never: set[str], first: set[str]) -> None:
        self.never, self.first = never, first
        self.asked: list[list[str]] = []

    def __call__(self, asked: Request) -> bytes:
        ids = re.findall(r"\d{4}\.\d{5}", asked.target)
        left_out = self.never | (
            self.first if not any(self.first & set(a) for a in self.asked) else set()
        )
        self.asked.append(ids)
        shown = "".join(ENTRY.format(i) for i in ids if i not in left_out)
        return reply(FEED.format(shown), kind=ATOM)


def _links(count: int) -> list[Link]:
    ids = [f"2401.{n:05}" for n in range(1, count + 1)]
    return [
        Link(f"https://arxiv.org/abs/{i}", (LinkUse(title=f"Paper {i} and What It Says"),))
        for i in ids
    ]


def _plain(links: list[Link]) -> list[Link]:
    return [Link(link.url.replace("https:", "http:"), link.uses) for link in links]


@pytest.mark.parametrize("connections", [1, 2])
def test_absent_ids_of_all_batches_are_asked_for_once_more(
    connections: int, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    from awesome_p2ti.links.settings import HostLimit

    monkeypatch.setattr(arxiv, "API", "http://export.arxiv.org/api/query")
    monkeypatch.setattr(arxiv.ArXiv, "batch", 10)
    interface = Interface({"2401.00003", "2401.00015"}, {"2401.00025"})
    server.answers["export.arxiv.org/api/query"] = interface
    result = run_links(server, _plain(_links(30)), default_host=HostLimit(0.0, connections))
    gone = [v.link.url[-5:] for v in result.verdicts if v.status is Status.GONE]
    assert gone == ["00003", "00015"]
    assert all(v.status is Status.OK for v in result.verdicts if v.link.url[-5:] not in gone)
    assert result.unchecked == []
    assert len(interface.asked) == 4
    assert {"2401.00003", "2401.00015", "2401.00025"} < set(interface.asked[-1])


def test_an_interface_that_leaves_out_much_is_not_believed(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arxiv, "API", "http://export.arxiv.org/api/query")
    monkeypatch.setattr(arxiv.ArXiv, "page", lambda self, i: f"http://arxiv.org/abs/{i}")
    never = {f"2401.{n:05}" for n in range(1, 9)}
    server.answers["export.arxiv.org/api/query"] = Interface(never, set())
    for n in range(1, 8):  # the last of them is really not there
        tag = f'<meta name="citation_title" content="Paper 2401.{n:05} and What It Says">'
        server.answers[f"arxiv.org/abs/2401.{n:05}"] = page("arXiv", head=tag)
    result = run_links(server, _plain(_links(20)))
    assert [v.link.url[-5:] for v in result.verdicts if v.status is not Status.OK] == ["00008"]


@pytest.mark.parametrize(("version", "requests"), [("", 1), ("v2", 2)])
def test_as_many_ids_are_asked_for_as_a_request_line_may_hold(
    version: str, requests: int, http: HttpClient, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(asked: Request) -> bytes:
        there = re.findall(r"\d{4}\.\d{5}(?:v\d)?", asked.target)
        shown = "".join(ENTRY.replace("{0}v1", i).format(i) for i in there)
        return reply(FEED.format(shown), kind=ATOM)

    monkeypatch.setattr(arxiv, "API", "http://export.arxiv.org/api/query")
    server.answers["export.arxiv.org/api/query"] = answer
    ids = [f"2401.{n:05}{version}" for n in range(1, arxiv.ArXiv.batch + 1)]
    found = arxiv.ArXiv().lookup(http, ids, LookupContext()).records
    assert found.keys() == {*ids}
    targets = server.paths("export.arxiv.org")
    assert len(targets) == requests
    assert max(map(len, targets)) < 4000


# --- feeds that are none

DTD = '<!DOCTYPE feed [<!ENTITY e "boom">]>'
WITH_ENTITY = FEED.format(ENTRY.format("2401.00001").replace("Paper", "&e;"))
BOMB = (
    '<!DOCTYPE feed [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)


@pytest.mark.parametrize(
    "body",
    [
        (DTD + WITH_ENTITY).encode(),
        (f"<!--{'x' * 5000}-->{DTD}{WITH_ENTITY}").encode(),
        (f"<?xml version='1.0'?>{' ' * 9000}{DTD}{WITH_ENTITY}").encode(),
        (f'<?xml version="1.0" encoding="utf-16"?>{DTD}{WITH_ENTITY}').encode("utf-16"),
        (BOMB + WITH_ENTITY.replace("&e;", "&j;")).encode(),
        b"<!DOCTYPE feed SYSTEM 'file:///etc/passwd'>" + FEED.format("").encode(),
        b"<?xml version='1.0' encoding='no-such'?>" + FEED.format("").encode(),
        b"<a>" * 200_000,
        b"<a>" * 200_000 + b"</a>" * 200_000,
        b"",
        b"\x00" * 100,
        b"\xff\xfe",
    ],
    ids=range(12),
)
def test_a_feed_that_is_none_has_no_entries(body: bytes) -> None:
    assert read_feed(body) == Feed()


def test_a_title_may_speak_of_document_types() -> None:
    entry = ENTRY.format("2401.00001").replace("Paper", "On &lt;!DOCTYPE and <![CDATA[<!ENTITY]]>")
    entries = read_feed(FEED.format(entry).encode()).entries
    assert [e.facts.title for e in entries] == [
        "On <!DOCTYPE and <!ENTITY 2401.00001 and What It Says"
    ]
