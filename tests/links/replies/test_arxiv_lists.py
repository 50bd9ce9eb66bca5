"""OAI-PMH and daily feeds, as arXiv sends them, and what is neither."""

from __future__ import annotations

import pytest

from awesome_p2ti.links.replies.arxiv_feed import Feed, read_feed
from awesome_p2ti.links.replies.arxiv_lists import OaiReply, read_daily_feed, read_oai

OAI = """<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><responseDate>2026-11-01T00:00:00Z</responseDate>
<request verb="ListRecords">https://oaipmh.arxiv.org/oai</request>{}</OAI-PMH>"""
RECORD = """<record><header><identifier>oai:arXiv.org:{0}</identifier>
<datestamp>2026-10-31</datestamp><setSpec>cs:cs:CV</setSpec></header><metadata>
<arXiv xmlns="http://arxiv.org/OAI/arXiv/"><id>{0}</id><created>2026-10-29</created>
<updated>2026-10-30</updated><authors><author><keyname>Vale</keyname><forenames>Ina</forenames>
</author><author><keyname>Li</keyname><forenames>Jörn</forenames><suffix>Jr</suffix></author></authors>
<title>DreamOtter: Drawing a
  Given Otter</title><categories>cs.CV cs.GR</categories>
<comments>Accepted to CVPR 2027. https://otter.github.io</comments>
<journal-ref>CVPR 2027</journal-ref><doi>10.1145/1.2</doi><license>x</license>
<abstract>  We draw otters. Code: https://github.com/vale/otter.
</abstract></arXiv></metadata></record>"""
DELETED = '<record><header status="deleted"><identifier>x</identifier></header></record>'
FEED = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns="http://www.w3.org/2005/Atom"><id>http://rss.arxiv.org/atom/cs.CV</id><title>cs.CV</title>
{}</feed>"""
ANNOUNCED = """<entry><id>oai:arXiv.org:2508.1342{0}v1</id><title>DreamOtter</title>
<updated>2025-08-20T04:00:00Z</updated><link href="https://arxiv.org/abs/2508.1342{0}"/>
<summary>arXiv:2508.1342{0}v1 Announce Type: {1} Abstract: We draw otters.</summary>
<category term="cs.CV"/><published>2025-08-20T00:00:00-04:00</published>
<arxiv:announce_type>{1}</arxiv:announce_type>
<dc:creator>Andr\\'e Vale, J{{\\o}}rn Li</dc:creator></entry>"""


def test_records_of_a_list() -> None:
    body = OAI.format(
        f"<ListRecords>{RECORD.format('2610.01234')}{DELETED}"
        '<resumptionToken expirationDate="2026-11-02">abc|1001</resumptionToken></ListRecords>'
    )
    reply = read_oai(body.encode())
    assert reply is not None
    assert (reply.token, reply.error, len(reply.facts)) == ("abc|1001", "", 1)
    facts = reply.facts[0]
    assert facts.arxiv == "2610.01234"
    assert facts.title == "DreamOtter: Drawing a Given Otter"
    assert facts.authors == ("Ina Vale", "Jörn Li Jr")
    assert (facts.submitted, facts.public) == ("2026-10-29", "")
    assert (facts.venue, facts.doi) == ("CVPR 2027", "10.1145/1.2")
    assert facts.categories == ("cs.CV", "cs.GR")
    assert [(k.role, k.url) for k in facts.links] == [
        ("project", "https://otter.github.io"),
        ("code", "https://github.com/vale/otter"),
    ]


@pytest.mark.parametrize("code", ["idDoesNotExist", "noRecordsMatch", "badResumptionToken"])
def test_errors_of_the_protocol(code: str) -> None:
    assert read_oai(OAI.format(f'<error code="{code}">No.</error>').encode()) == OaiReply(
        error=code
    )


@pytest.mark.parametrize(
    "body", ["", "Rate exceeded.", "<html><body/></html>", OAI[:120], "<feed/>", "<!DOCTYPE a><a/>"]
)
def test_what_is_no_reply_of_oai(body: str) -> None:
    assert read_oai(body.encode()) is None
    assert read_daily_feed(body.encode()) is None
    assert read_feed(body.encode()) == Feed()


def test_what_was_announced_on_a_day() -> None:
    kinds = ("new", "cross", "replace", "replace-cross")
    body = FEED.format("".join(ANNOUNCED.format(n, kind) for n, kind in enumerate(kinds)))
    facts = read_daily_feed(body.encode())
    assert facts is not None
    assert [f.arxiv for f in facts] == ["2508.13420", "2508.13421"]
    assert facts[0].authors == ("André Vale", "Jørn Li")
    assert (facts[0].abstract, facts[0].submitted) == ("We draw otters.", "2025-08-20")
    only_new = read_daily_feed(body.encode(), frozenset({"new"}))
    assert only_new == facts[:1]
