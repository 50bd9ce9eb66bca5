"""Each verifier against replies in the form that its service documents."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from awesome_p2ti.history.repositories import RepositoryState
from awesome_p2ti.links.http.rate_limiter import RateLimiter
from awesome_p2ti.links.http.response import Response
from awesome_p2ti.links.http.ssrf_guard import (
    NoSuchNameError,
    ResolverError,
    SocketAddress,
    SsrfGuard,
    parse_network,
)
from awesome_p2ti.links.models import Link, LinkUse, Status, TitleKind
from awesome_p2ti.links.replies.arxiv_feed import Feed, read_feed
from awesome_p2ti.links.replies.openreview import read_note
from awesome_p2ti.links.replies.proceedings import page_of
from awesome_p2ti.links.verifiers import wayback
from awesome_p2ti.links.verifiers.arxiv import ArXiv
from awesome_p2ti.links.verifiers.base import LookupContext
from awesome_p2ti.links.verifiers.doi import Doi
from awesome_p2ti.links.verifiers.github import GitHub, build_query
from awesome_p2ti.links.verifiers.google_drive import Drive
from awesome_p2ti.links.verifiers.huggingface import HuggingFace
from awesome_p2ti.links.verifiers.openreview import OpenReview, record_of
from awesome_p2ti.links.verifiers.proceedings import Proceedings
from awesome_p2ti.links.verifiers.registry import verifiers
from awesome_p2ti.links.verifiers.youtube import YouTube
from tests.link_runs import FAST, run_links
from tests.links.clock import Clock
from tests.links.server import Request, page, redirect, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.checker import Result
    from awesome_p2ti.links.http.client import HttpClient
    from awesome_p2ti.links.models import SiteRecord, Verdict
    from tests.links.server import Server

OPENREVIEW_APIS = ("api2.openreview.net", "api.openreview.net")
REPLIES = Path(__file__).parent / "replies"
ATOM = "application/atom+xml; charset=utf-8"


UNNAMED = LookupContext(names_no_work=lambda _, __: True)


def recorded(name: str) -> str:
    return (REPLIES / name).read_text(encoding="utf-8")


def as_json(value: object, status: int = 200, **headers: str) -> bytes:
    return reply(json.dumps(value), status, kind="application/json", **headers)


# --- who reads which address


@pytest.mark.parametrize(
    ("url", "name", "ident"),
    [
        ("https://arxiv.org/abs/2208.01618", "arxiv", "2208.01618"),
        ("http://www.arxiv.org/pdf/2208.01618v2.pdf", "arxiv", "2208.01618v2"),
        ("https://arxiv.org/abs/hep-th/9901001", "arxiv", "hep-th/9901001"),
        ("https://arxiv.org/abs/math.GT/0309136", "arxiv", "math.GT/0309136"),
        ("https://export.arxiv.org/abs/2208.01618/", "arxiv", "2208.01618"),
        ("https://arxiv.org/abs/2505.123", "arxiv", "2505.123"),
        ("https://arxiv.org/list/cs.CV/recent", None, None),
        ("https://github.com/a/b", "github", "a/b"),
        ("https://github.com/a/b.git", "github", "a/b"),
        ("https://github.com/a/b/tree/main/c/d", "github", "a/b//main:c/d"),
        ("https://github.com/a/b/issues/3", None, None),
        ("https://github.com/features/actions", None, None),
        ("https://github.com/a", None, None),
        ("https://a.github.io/b", None, None),
        ("https://huggingface.co/facebook/dino-vitb8", "huggingface", "models/facebook/dino-vitb8"),
        ("https://huggingface.co/spaces/a/B", "huggingface", "spaces/a/B"),
        ("https://huggingface.co/datasets/squad", "huggingface", "datasets/squad"),
        ("https://huggingface.co/papers/2208.01618", None, None),
        ("https://huggingface.co/a/b/blob/main/c", None, None),
        ("https://doi.org/10.1145/3610548.3618154", "doi", "10.1145/3610548.3618154"),
        ("http://dx.doi.org/10.1000%2Fxyz", "doi", "10.1000/xyz"),
        ("https://openreview.net/forum?id=abcDEF123&x=1", "openreview", "abcDEF123"),
        ("https://openreview.net/group?id=ICLR.cc", None, None),
        ("https://youtu.be/abcdefghijk?t=3", "youtube", "abcdefghijk"),
        ("https://www.youtube.com/watch?v=abcdefghijk&t=42s", "youtube", "abcdefghijk"),
        ("https://www.youtube.com/embed/abcdefghijk", "youtube", "abcdefghijk"),
        ("https://www.youtube.com/@somebody", None, None),
        (
            "https://drive.google.com/file/d/1/view",
            "drive",
            "https://drive.google.com/file/d/1/view",
        ),
        ("https://evil.example/arxiv.org/abs/2208.01618", None, None),
        ("https://github.com.evil.example/a/b", None, None),
    ],
)
def test_addresses_are_recognised(url: str, name: str | None, ident: str | None) -> None:
    parts = urlsplit(url)
    verifier = verifiers().get(parts.hostname or "")
    found = verifier.identify(parts) if verifier else None
    assert found == ident
    assert found is None or (verifier is not None and verifier.name == name)


def test_a_host_has_one_verifier() -> None:
    by_host = verifiers()
    assert sum(len(v.hosts) for v in {*by_host.values()}) == len(by_host)


# --- arXiv


def test_arxiv_reads_a_feed_in_any_order(http: HttpClient, server: Server) -> None:
    server.answers["export.arxiv.org/api/query"] = reply(recorded("arxiv.xml"), kind=ATOM)
    found = (
        ArXiv()
        .lookup(_plain(http), ["2208.01618", "hep-th/9901001", "2305.00001"], LookupContext())
        .records
    )
    paper = found["2208.01618"]
    assert paper.title.endswith("Personalizing Text-to-Image Generation using Textual Inversion")
    assert (paper.authors, paper.year, paper.title_kind) == (
        ("Rinon Gal", "Yuval Alaluf"),
        2022,
        TitleKind.WORK,
    )
    assert found["hep-th/9901001"].status is Status.OK
    assert found["2305.00001"].status is Status.WRONG
    assert found["2305.00001"].detail == "the paper is withdrawn"
    assert len(server.requests) == 1
    assert "max_results=3" in server.requests[0].target


def test_arxiv_asks_again_for_what_is_missing(http: HttpClient, server: Server) -> None:
    server.answers["export.arxiv.org/api/query"] = reply(recorded("arxiv.xml"), kind=ATOM)
    found = (
        ArXiv()
        .lookup(_plain(http), ["2208.01618", "2999.99999", "2412.99999"], LookupContext())
        .records
    )
    assert found["2412.99999"].status is Status.GONE
    assert len(server.requests) == 2
    assert "2208.01618" in server.requests[1].target  # beside one that is known


def test_arxiv_numbers_that_no_id_has_are_gone_unasked(http: HttpClient, server: Server) -> None:
    found = ArXiv().lookup(_plain(http), ["2505.123", "25.1234567"], LookupContext()).records
    assert {r.status for r in found.values()} == {Status.GONE}
    assert server.requests == []


def test_arxiv_one_malformed_id_spoils_only_itself(http: HttpClient, server: Server) -> None:
    def answer(asked: Request) -> bytes:
        spoilt = "math/0000000" in asked.target
        return reply(recorded("arxiv_error.xml" if spoilt else "arxiv.xml"), kind=ATOM)

    server.answers["export.arxiv.org/api/query"] = answer
    found = ArXiv().lookup(_plain(http), ["math/0000000", "2208.01618"], LookupContext()).records
    assert found["2208.01618"].status is Status.OK


@pytest.mark.parametrize(
    "answer",
    [
        reply("Rate exceeded.", 503, kind="text/plain"),
        reply("<feed", kind=ATOM),
        reply("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><feed/>", kind=ATOM),
        reply('<feed xmlns="http://www.w3.org/2005/Atom"/>', kind=ATOM),
    ],
)
def test_arxiv_a_failing_interface_decides_nothing(
    answer: bytes, http: HttpClient, server: Server
) -> None:
    server.answers["export.arxiv.org/api/query"] = answer
    assert not ArXiv().lookup(_plain(http), ["2208.01618"], LookupContext()).answered


@pytest.mark.parametrize("status", [200, 429])
def test_arxiv_is_asked_again_when_it_says_rate_exceeded(
    status: int, http: HttpClient, server: Server
) -> None:
    def answer(_: Request) -> bytes:
        busy = reply("Rate exceeded.", status, kind="text/plain")
        return busy if len(server.requests) == 1 else reply(recorded("arxiv.xml"), kind=ATOM)

    server.answers["export.arxiv.org/api/query"] = answer
    clock = Clock()
    http.rate_limiter = RateLimiter(FAST, clock=clock, wait=clock.wait)
    found = ArXiv().lookup(_plain(http), ["2208.01618"], LookupContext()).records
    assert found["2208.01618"].status is Status.OK
    assert clock.waits[0] >= 2.0, "throttling is obeyed by waiting"


def test_openreview_a_challenge_is_blocked(server: Server) -> None:
    challenge = as_json({"name": "ChallengeRequiredError"}, 403)
    server.answers |= dict.fromkeys(("openreview.net", *OPENREVIEW_APIS), challenge)
    links = [
        Link(f"https://openreview.net/forum?id=abcde{n}", (LinkUse(title="T"),)) for n in range(4)
    ]
    verdicts = run_plain(server, links).verdicts
    assert {v.status for v in verdicts} == {Status.BLOCKED}
    assert len(server.paths("api2.openreview.net")) == 1
    assert not server.paths("api.openreview.net")


def test_arxiv_falls_back_to_the_abstract_page(server: Server) -> None:
    tags = (
        '<meta name="citation_title" content="The Very Title"/>'
        '<meta name="citation_author" content="Gal, Rinon"/>'
    )
    gone = "<span class='error'>This paper has been withdrawn</span>"
    server.answers["export.arxiv.org"] = reply("Rate exceeded.", 503)
    server.answers["arxiv.org/abs/2208.01618"] = page("[2208.01618] The Very Title", head=tags)
    server.answers["arxiv.org/abs/2208.01619"] = page("[2208.01619] Other", gone, head=tags)
    links = [
        Link(f"https://arxiv.org/{path}", (LinkUse(title=title, role="paper"),))
        for path, title in (
            ("pdf/2208.01618", "The very title"),
            ("abs/2208.01618v1", "Something Else Altogether, Really"),
            ("abs/2208.01619", "The Very Title"),
            ("abs/2208.01620", "Not There"),
        )
    ]
    server.answers["arxiv.org/abs/2208.01618v1"] = server.answers["arxiv.org/abs/2208.01618"]
    verdicts = run_plain(server, links).verdicts
    assert [v.status.value for v in verdicts] == ["ok", "wrong", "wrong", "gone"]
    assert verdicts[0].moved_to == ""


@pytest.mark.parametrize(
    ("comment", "withdrawn"),
    [
        ("This paper has been withdrawn by the author", True),
        ("Withdrawn: the proof of Lemma 2 is wrong", True),
        ("This submission has been withdrawn by arXiv administrators", True),
        ("This article is being temporarily withdrawn", True),
        ("Replaces the withdrawn arXiv:1234.56789", False),
        ("A study of why papers are withdrawn", False),
        ("12 pages; v1 was withdrawn from another venue", False),
    ],
)
def test_arxiv_withdrawn_by_its_own_words(comment: str, withdrawn: bool) -> None:
    from awesome_p2ti.links.replies.notices import withdrawal_in

    assert bool(withdrawal_in(comment)) is withdrawn


def test_arxiv_feeds_are_parsed_without_entities() -> None:
    bomb = b"<?xml version='1.0'?><!DOCTYPE l [<!ENTITY a 'ha'>]><feed>&a;</feed>"
    assert read_feed(bomb) == Feed()
    assert read_feed(b"\xff\xfe") == Feed()


# --- GitHub


def test_github_asks_for_all_in_one_request(http: HttpClient, server: Server) -> None:
    server.answers["api.github.com/graphql"] = reply(
        recorded("github.json"), kind="application/json"
    )
    ids = [
        "rinongal/textual_inversion",
        "old/name",
        "no/such",
        "some/empty",
        "huggingface/diffusers//main:examples",
        "huggingface/diffusers//main:gone",
    ]
    lookup = GitHub("token").lookup(_plain(http), ids, LookupContext())
    found = lookup.records
    assert found[ids[0]].status is Status.OK
    assert (found[ids[1]].status, found[ids[1]].moved_to) == (
        Status.MOVED,
        "https://github.com/new-owner/new-name",
    )
    assert found[ids[1]].archived
    assert found[ids[3]].detail == "the repository is empty"
    assert found[ids[4]].status is Status.OK
    assert ids[2] not in found  # the page says the last word
    assert ids[5] not in found
    assert lookup.denied == {"no/such"}
    asked = server.requests[0]
    assert asked.headers["authorization"] == "bearer token"
    query = json.loads(asked.body)["query"]
    assert 'r4: repository(owner: "huggingface", name: "diffusers")' in query
    assert 'object(expression: "main:examples")' in query


def test_github_reads_the_readme_and_topics_of_a_repository(
    http: HttpClient, server: Server
) -> None:
    reply_of = {
        "nameWithOwner": "a/b",
        "description": "About",
        "repositoryTopics": {"nodes": [{"topic": {"name": "diffusion"}}, None]},
        "readme": {"text": "# Title", "isTruncated": True, "isBinary": False},
        "object": {"__typename": "Tree"},
    }
    server.answers["api.github.com/graphql"] = as_json({"data": {"r0": reply_of}})
    ident = "a/b//main:tools/two"
    record = GitHub("token").lookup(_plain(http), [ident], UNNAMED).records[ident]
    assert (record.source, record.truncated) == ("# Title", True)
    assert record.names == ("tools/two", "diffusion")
    query = json.loads(server.requests[0].body)["query"]
    assert 'readme: object(expression: "main:tools/two/README.md")' in query
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ({"licenseInfo": {"spdxId": "Apache-2.0"}, "stargazerCount": 7, "isArchived": True,
          "pushedAt": "2025-06-01T00:00:00Z"},
         RepositoryState(licence="Apache-2.0", stars=7, archived=True, pushed="2025-06-01")),
        ({"licenseInfo": {"spdxId": "NOASSERTION"}}, RepositoryState(licence="other")),
        ({"licenseInfo": None, "stargazerCount": None, "pushedAt": None}, RepositoryState()),
        ({"licenseInfo": {"spdxId": "x" * 10_000}, "stargazerCount": "7", "isArchived": "yes",
          "pushedAt": 3}, RepositoryState()),
    ],
)  # fmt: skip
def test_github_says_what_can_be_used_of_a_repository(
    said: dict[str, object], about: RepositoryState, http: HttpClient, server: Server
) -> None:
    server.answers["api.github.com/graphql"] = as_json(
        {"data": {"r0": {"nameWithOwner": "a/b", **said}}}
    )
    records = GitHub("token").lookup(_plain(http), ["a/b"], LookupContext()).records
    assert records["a/b"].about == about
    query = json.loads(server.requests[0].body)["query"]
    assert "pushedAt stargazerCount licenseInfo { spdxId }" in query
    assert len(server.requests) == 1


def _anchored(
    http: HttpClient, server: Server, ident: str, *fragments: str, **found: object
) -> SiteRecord:
    blob = {"text": "# Title\n\n## Usage\n", "isTruncated": False, "isBinary": False}
    reply_of = {"nameWithOwner": "a/b", "readme": blob, "before": None, **found}
    server.answers["api.github.com/graphql"] = as_json({"data": {"r0": reply_of}})
    context = LookupContext(fragments={ident: fragments})
    return GitHub("token").lookup(_plain(http), [ident], context).records[ident]


def test_github_tells_a_readmes_anchors_by_its_text(http: HttpClient, server: Server) -> None:
    record = _anchored(http, server, "a/b", "usage", "ghost", "readme")
    assert (record.fragments, record.missing_fragments) == (("usage", "readme"), ("ghost",))
    query = json.loads(server.requests[0].body)["query"]
    assert 'before: object(expression: "HEAD:.github/README.md")' in query


def test_github_tells_a_files_anchors_by_its_text(http: HttpClient, server: Server) -> None:
    blob = {"text": "# Guide", "isTruncated": False, "isBinary": False}
    ident = "a/b//main:docs/guide.md"
    record = _anchored(http, server, ident, "guide", "usage", object=blob)
    assert (record.fragments, record.missing_fragments) == (("guide",), ("usage",))


@pytest.mark.parametrize(
    "found",
    [
        {"before": {"__typename": "Blob"}},  # GitHub shows that one
        {"readme": None},
        {"readme": {"text": "# Title", "isTruncated": True, "isBinary": False}},
        {"readme": {"text": "docs/README.md", "isTruncated": False, "isBinary": False}},  # a link
    ],
)
def test_github_leaves_anchors_to_the_page_where_its_text_is_unsure(
    found: dict[str, object], http: HttpClient, server: Server
) -> None:
    record = _anchored(http, server, "a/b", "usage", "L7", **found)
    assert (record.fragments, record.missing_fragments) == (("L7",), ())


@pytest.mark.parametrize(("fragment", "status"), [("usage", "ok"), ("ghost", "fragment-missing")])
def test_github_anchors_need_no_page(fragment: str, status: str, server: Server) -> None:
    found = {"nameWithOwner": "a/b", "readme": {"text": "## Usage"}}
    server.answers["api.github.com/graphql"] = as_json({"data": {"r0": found}})
    link = Link(f"https://github.com/a/b?tab=readme-ov-file#{fragment}", (LinkUse(),))
    verdict = run_plain(server, [link]).verdicts[0]
    assert verdict.status.value == status
    assert {r.host for r in server.requests} == {"api.github.com"}


def test_github_anchors_of_an_unsure_text_are_those_of_the_page(server: Server) -> None:
    found = {"nameWithOwner": "a/b", "readme": None}
    server.answers["api.github.com/graphql"] = as_json({"data": {"r0": found}})
    body = "<article class='markdown-body'><h2 id='user-content-usage'>Usage</h2></article>"
    server.answers["github.com/a/b"] = page("GitHub - a/b", body)
    links = [Link(f"http://github.com/a/b#{f}", (LinkUse(),)) for f in ("usage", "ghost")]
    result = run_plain(server, links)
    assert [v.status.value for v in result.verdicts] == ["ok", "fragment-missing"]


EMPTY = {"data": {"r0": {"nameWithOwner": "a/b", "isEmpty": True}}}
ABSENT = {"data": {"r0": None}, "errors": [{"type": "NOT_FOUND", "path": ["r0"]}]}
DISABLED = {"id": "a/b", "disabled": True}
IS_DISABLED = page("a/b", "Access to this model has been disabled. Read why.")


@pytest.mark.parametrize(
    ("host", "interface", "said", "shown", "status"),
    [
        ("github.com", "api.github.com/graphql", EMPTY, page("GitHub - a/b: x"), "ok"),
        ("github.com", "api.github.com/graphql", EMPTY,
         page("GitHub - a/b", "<h3>This repository is empty.</h3>"), "wrong"),
        ("github.com", "api.github.com/graphql", EMPTY, reply("", 403), "blocked"),
        ("github.com", "api.github.com/graphql", ABSENT, page("GitHub - a/b: x"), "ok"),
        ("github.com", "api.github.com/graphql", ABSENT, reply("", 404), "gone"),
        ("huggingface.co", "huggingface.co/api/models/a/b", DISABLED, page("a/b"), "ok"),
        ("huggingface.co", "huggingface.co/api/models/a/b", DISABLED, IS_DISABLED, "wrong"),
    ],
)  # fmt: skip
def test_what_an_interface_alone_tells_needs_the_page_too(
    host: str, interface: str, said: object, shown: bytes, status: str, server: Server
) -> None:
    server.answers |= {interface: as_json(said), f"{host}/a/b": shown}
    verdict = run_plain(server, [Link(f"http://{host}/a/b", (LinkUse(),))]).verdicts[0]
    assert verdict.status.value == status
    assert "/a/b" in server.paths(host)


def test_github_looks_for_other_readmes_only_where_nothing_names_the_work(
    http: HttpClient, server: Server
) -> None:
    def answer(request: Request) -> bytes:
        number = 0 if b"nameWithOwner" in request.body else 1
        first = {"r0": {"nameWithOwner": "a/b"}, "r1": {"nameWithOwner": "c/d"}}
        other = {"r0": {"p0": None, "p3": {"text": "Title", "isBinary": False}}}
        return as_json({"data": (first, other)[number]})

    server.answers["api.github.com/graphql"] = answer
    context = LookupContext(names_no_work=lambda ident, _: ident == "c/d")
    found = GitHub("token").lookup(_plain(http), ["a/b", "c/d"], context).records
    assert (found["a/b"].source, found["c/d"].source) == ("", "Title")
    assert b'name: \\"b\\"' not in server.requests[1].body
    assert len(server.requests) == 2


def test_github_without_a_token_asks_nothing(http: HttpClient, server: Server) -> None:
    assert not GitHub().lookup(http, ["a/b"], LookupContext()).answered
    assert server.requests == []


def with_a_ceiling(ceiling: int, path: tuple[str, ...] = ()) -> Callable[[Request], bytes]:
    """Answer so many repositories of a query, and for the rest that it was too much."""

    def answer(request: Request) -> bytes:
        names = re.findall(r'(r\d+): repository\(owner: "a", name: "(\w+)"', _query_of(request))
        data: dict[str, object] = {r: {"nameWithOwner": f"a/{name}"} for r, name in names}
        errors = []
        for r, name in names:
            if name == "missing":
                data[r], kind = None, "NOT_FOUND"
                errors.append({"type": kind, "path": [r]})
        for r, _ in names[ceiling:]:
            data[r] = {**data[r], **dict.fromkeys(path)} if path and data[r] else None  # type: ignore[dict-item]
            errors.append({"type": "RESOURCE_LIMITS_EXCEEDED", "path": [r, *path]})
        return as_json({"data": data, "errors": errors})

    return answer


def _query_of(request: Request) -> str:
    return str(json.loads(request.body)["query"])


@pytest.mark.parametrize("path", [(), ("readme",)])
def test_github_what_is_too_much_for_one_query_is_asked_in_halves(
    path: tuple[str, ...], http: HttpClient, server: Server
) -> None:
    server.answers["api.github.com/graphql"] = with_a_ceiling(5, path)
    ids = ["a/missing", *(f"a/n{n}" for n in range(16))]
    lookup = GitHub("token").lookup(_plain(http), ids, LookupContext())
    assert lookup.records.keys() == {*ids[1:]}, "none is left to its page"
    assert lookup.denied == {"a/missing"}
    asked = [_query_of(request).count("repository(") for request in server.requests]
    assert asked == [17, 6, 1, 6, 1]
    assert sum(record.requests for record in lookup.records.values()) == pytest.approx(5)


def test_github_a_ceiling_that_lets_nothing_through_ends_the_halving(
    http: HttpClient, server: Server
) -> None:
    server.answers["api.github.com/graphql"] = with_a_ceiling(0)
    ids = [f"a/n{n}" for n in range(64)]
    assert not GitHub("token").lookup(_plain(http), ids, LookupContext()).answered
    asked = [_query_of(request).count("repository(") for request in server.requests]
    assert asked == [64, 32, 16, 8, 4, 2, 1]


def test_github_other_readmes_are_asked_in_halves_too(http: HttpClient, server: Server) -> None:
    def answer(request: Request) -> bytes:
        query = _query_of(request)
        names = re.findall(r"(r\d+): repository", query)
        if "nameWithOwner" in query:
            data: object = {r: {"nameWithOwner": f"a/n{r[1:]}"} for r in names}
            return as_json({"data": data})
        text = {"p0": {"text": "# Title", "isBinary": False}}
        data = {r: text if number < 2 else None for number, r in enumerate(names)}
        errors = [{"type": "RESOURCE_LIMITS_EXCEEDED", "path": [r, "p0"]} for r in names[2:]]
        return as_json({"data": data, "errors": errors})

    server.answers["api.github.com/graphql"] = answer
    found = GitHub("token").lookup(_plain(http), [f"a/n{n}" for n in range(6)], UNNAMED).records
    assert {record.source for record in found.values()} == {"# Title"}


def test_github_a_refused_token_is_used_once(http: HttpClient, server: Server) -> None:
    server.answers["api.github.com/graphql"] = as_json({"message": "Bad credentials"}, 401)
    site = GitHub("stale")
    assert not site.lookup(_plain(http), ["a/b"], LookupContext()).answered
    assert not site.lookup(_plain(http), ["c/d"], LookupContext()).answered
    assert len(server.requests) == 1


def test_github_queries_cannot_be_broken_out_of() -> None:
    query = build_query(['a/b//ma"in:p\\ath'])
    assert r'"ma\"in:p\\ath"' in query


@pytest.mark.parametrize(
    ("answer", "status", "note"),
    [
        (page("GitHub - a/b: A method", "<article class='markdown-body'>x</article>"), "ok", ""),
        (page("GitHub - a/b", "<h3>This repository is empty.</h3>"), "wrong", ""),
        (
            page("GitHub - a/b: x", "This repository was archived by the owner on May 1, 2024."),
            "ok",
            "the repository is archived",
        ),
        (
            page(
                "GitHub - a/b: Lists parked domains",
                '<div class="markdown-body"><h1>This domain is for sale</h1>'
                "<p>This repository is empty.</p></div>",
            ),
            "ok",
            "",
        ),
        (reply("", 404), "gone", ""),
        (reply("", 451), "blocked", ""),
    ],
)
def test_github_pages_are_read_where_there_is_no_token(
    answer: bytes, status: str, note: str, check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["github.com/a/b"] = answer
    verdict = check("http://github.com/a/b", title="Some Method: Of Ours", role="code")
    assert verdict.status.value == status
    assert verdict.notes == ((note,) if note else ())


PRINTER = """This is a driver for printers, with which one prints pages. It runs on many machines,
of which the manual names each. Bring paper, ink, a cable and some patience, and read it twice.
Print one page for a test, then as many as there is paper for, and clean the rolls."""


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ("", "unrelated"),
        ("<br>" * 20_000, "unrelated"),
        ("<br>" * 20_000 + "The code of Our Work of Great Length", "ok"),
        ("<br>" * 20_000 + '</article><a href="/topics/our-work-of-great-length">', "ok"),
        ("<br>" * 300_000, "ok"),
    ],
    ids=["short", "long", "names it at the end", "or as a topic", "too long"],
)
def test_github_pages_whose_name_is_not_the_works_are_read_to_their_end(
    more: str, status: str, check: Callable[..., Verdict], server: Server
) -> None:
    readme = f"<article class='markdown-body'>{PRINTER}{more}</article>"
    server.answers["github.com/a/b"] = page("GitHub - a/b", readme)
    verdict = check("http://github.com/a/b", title="Our Work of Great Length", role="code")
    assert verdict.status.value == status
    assert len(server.paths("github.com")) == 1


def test_github_a_renamed_repository_has_moved(
    check: Callable[..., Verdict], server: Server
) -> None:
    server.answers["github.com/old/name"] = redirect("http://github.com/new/name", 301)
    server.answers["github.com/new/name"] = page("GitHub - new/name: x")
    verdict = check("http://github.com/old/name")
    assert (verdict.status, verdict.moved_to) == (Status.MOVED, "http://github.com/new/name")


# --- Hugging Face


@pytest.mark.parametrize(
    ("ident", "value", "status"),
    [
        ("models/a/b", {"id": "a/b", "gated": False}, Status.OK),
        ("models/a/b", {"id": "a/b", "gated": "manual"}, Status.OK),
        ("models/a/b", {"id": "c/d"}, Status.MOVED),
        ("models/a/b", {"id": "a/b", "disabled": True}, Status.WRONG),
        ("spaces/a/b", {"id": "a/b", "runtime": {"stage": "RUNNING"}}, Status.OK),
        ("spaces/a/b", {"id": "a/b", "runtime": {"stage": "SLEEPING"}}, Status.OK),
        ("spaces/a/b", {"id": "a/b", "runtime": {"stage": "BUILDING"}}, Status.OK),
        ("spaces/a/b", {"id": "a/b", "runtime": {"stage": "PAUSED"}}, Status.BROKEN_DEMO),
        ("spaces/a/b", {"id": "a/b", "runtime": {"stage": "RUNTIME_ERROR"}}, Status.BROKEN_DEMO),
    ],
)
def test_hugging_face_states(
    ident: str, value: object, status: Status, http: HttpClient, server: Server
) -> None:
    server.answers[f"huggingface.co/api/{ident}"] = as_json(value)
    found = HuggingFace().lookup(_plain(http), [ident], LookupContext()).records
    assert found[ident].status is status


@pytest.mark.parametrize(
    ("ident", "said", "about"),
    [
        ("models/a/b", {"gated": False, "cardData": {"license": "mit"}},
         RepositoryState(licence="mit", pushed="2025-06-01")),
        ("models/a/b", {"gated": "auto", "cardData": {"license": ["openrail++"]}},
         RepositoryState(licence="openrail++", pushed="2025-06-01", gated=True)),
        ("spaces/a/b", {"runtime": {"stage": "SLEEPING"}},
         RepositoryState(pushed="2025-06-01", running=True)),
        ("spaces/a/b", {"runtime": {"stage": "PAUSED"}},
         RepositoryState(pushed="2025-06-01", running=False)),
        ("spaces/a/b", {"runtime": {"stage": "x" * 10_000}, "cardData": {"license": None}},
         RepositoryState(pushed="2025-06-01")),
        ("models/a/b", {"gated": [1], "cardData": [], "lastModified": "never"},
         RepositoryState(gated=True)),
    ],
)  # fmt: skip
def test_hugging_face_says_what_can_be_used(
    ident: str,
    said: dict[str, object],
    about: RepositoryState,
    http: HttpClient,
    server: Server,
) -> None:
    value = {"id": "a/b", "lastModified": "2025-06-01T00:00:00.000Z", **said}
    server.answers[f"huggingface.co/api/{ident}"] = as_json(value)
    found = HuggingFace().lookup(_plain(http), [ident], LookupContext()).records
    assert found[ident].about == about
    assert len(server.requests) == 1


def test_hugging_face_reads_a_card_only_where_nothing_names_the_work(
    http: HttpClient, server: Server
) -> None:
    facts = {"id": "a/b", "tags": ["arxiv:2505.12345"], "cardData": {"pretty_name": "Pretty"}}
    server.answers["huggingface.co/api/datasets/a/b"] = as_json(facts)
    server.answers["huggingface.co/datasets/a/b/raw/main/README.md"] = reply(
        "---\nlicense: mit\n---\n# Card", kind="text/plain"
    )
    named = HuggingFace().lookup(_plain(http), ["datasets/a/b"], LookupContext()).records
    assert named["datasets/a/b"].source == ""
    assert named["datasets/a/b"].names == ("Pretty", "arxiv:2505.12345")
    assert len(server.requests) == 1
    found = HuggingFace().lookup(_plain(http), ["datasets/a/b"], UNNAMED).records
    assert found["datasets/a/b"].source == "# Card"


@pytest.mark.parametrize("status", [401, 404])
def test_hugging_face_a_denial_is_left_to_the_page(
    status: int, http: HttpClient, server: Server
) -> None:
    server.answers["huggingface.co"] = as_json({"error": "Repository not found"}, status)
    lookup = HuggingFace().lookup(_plain(http), ["models/a/b"], LookupContext())
    assert (lookup.records, lookup.denied) == ({}, {"models/a/b"})


def test_hugging_face_gated_is_not_dead(http: HttpClient, server: Server) -> None:
    server.answers["huggingface.co"] = as_json({"error": "gated"}, 403, X_Error_Code="GatedRepo")
    found = HuggingFace().lookup(_plain(http), ["models/a/b"], LookupContext()).records
    assert found["models/a/b"].status is Status.OK
    assert found["models/a/b"].about == RepositoryState(gated=True)


def test_hugging_face_a_missing_page_is_gone(server: Server) -> None:
    server.answers["huggingface.co"] = as_json({"error": "Invalid username or password."}, 401)
    verdicts = run_plain(server, [Link("http://huggingface.co/a/b", (LinkUse(),))]).verdicts
    assert verdicts[0].status is Status.GONE


# --- DOI


def test_doi_many_in_one_request(http: HttpClient, server: Server) -> None:
    server.answers["api.crossref.org/works"] = reply(
        recorded("crossref.json"), kind="application/json"
    )
    server.answers["doi.org/10.48550/arXiv.2208.01618"] = as_json(
        {
            "DOI": "10.48550/arXiv.2208.01618",
            "title": "An Image is Worth One Word",
            "author": [{"given": "Rinon", "family": "Gal"}],
            "issued": {"date-parts": [["2022"]]},
        }
    )
    ids = ["10.1145/3610548.3618154", "10.1109/CVPR52729.2023.02155", "10.48550/arXiv.2208.01618"]
    found = Doi().lookup(_plain(http), ids, LookupContext()).records
    assert found[ids[0]].title.startswith("Break-A-Scene")
    assert found[ids[1]].title.startswith("DreamBooth: Fine Tuning Text-to-Image Diffusion")
    assert found[ids[2]].authors == ("Rinon Gal",)
    assert len(server.requests) == 2


def test_doi_is_gone_when_two_parts_of_the_system_say_so(http: HttpClient, server: Server) -> None:
    server.answers["doi.org/10.1000/x"] = reply("DOI Not Found", 404)
    server.answers["doi.org/api/handles/10.1000/x"] = as_json({"responseCode": 100}, 404)
    found = Doi().lookup(_plain(http), ["10.1000/x"], LookupContext()).records
    assert found["10.1000/x"].status is Status.GONE


def test_doi_crossref_and_the_resolver_are_two_that_deny_it(
    http: HttpClient, server: Server
) -> None:
    ids = ["10.1145/3610548.3618154", "10.1145/none", "10.1000/none"]
    server.answers["api.crossref.org/works"] = reply(
        recorded("crossref.json"), kind="application/json"
    )
    server.answers["doi.org"] = reply("DOI Not Found", 404)
    found = Doi().lookup(_plain(http), ids, LookupContext()).records
    assert found["10.1145/none"].status is Status.GONE
    assert "Crossref" in found["10.1145/none"].evidence[0]
    assert "10.1000/none" not in found, "Crossref has no other of that prefix"
    handles = [p for p in server.paths("doi.org") if p.startswith("/api/handles/")]
    assert handles == ["/api/handles/10.1000/none?type=URL"]


def test_doi_what_crossref_has_not_may_be_registered_elsewhere(
    http: HttpClient, server: Server
) -> None:
    ids = ["10.1145/3610548.3618154", "10.1145/other", "10.1145/third"]
    server.answers["api.crossref.org/works"] = reply(
        recorded("crossref.json"), kind="application/json"
    )
    server.answers["doi.org"] = as_json({"DOI": "10.1145/other", "title": "T"})
    found = Doi().lookup(_plain(http), ids, LookupContext()).records
    assert {record.status for record in found.values()} == {Status.OK}


@pytest.mark.parametrize("code", [1, 200])
def test_doi_a_publishers_refusal_is_not_dead(code: int, http: HttpClient, server: Server) -> None:
    server.answers["doi.org/10.1000/x"] = redirect("http://publisher.test/x")
    server.answers["publisher.test"] = reply("", 403)
    server.answers["doi.org/api/handles/10.1000/x"] = as_json({"responseCode": code})
    found = Doi().lookup(_plain(http), ["10.1000/x"], LookupContext()).records
    assert found["10.1000/x"].status is Status.OK


def test_doi_a_failing_registry_decides_nothing(http: HttpClient, server: Server) -> None:
    server.answers["doi.org"] = reply("", 503)
    assert not Doi().lookup(_plain(http), ["10.1000/x"], LookupContext()).answered


# --- OpenReview


def test_openreview_reads_both_versions(http: HttpClient, server: Server) -> None:
    new = {
        "notes": [
            {
                "id": "abcde1",
                "content": {
                    "title": {"value": "A Title"},
                    "authors": {"value": ["A B"]},
                    "venue": {"value": "ICLR 2024"},
                },
            }
        ]
    }
    old = {"notes": [{"id": "abcde2", "content": {"title": "Old", "authors": ["C D"]}}]}
    server.answers["api2.openreview.net/notes?id=abcde1"] = as_json(new)
    server.answers["api2.openreview.net/notes?id=abcde2"] = as_json(
        {"name": "NotFoundError", "message": "The Note abcde2 was not found"}, 404
    )
    server.answers["api.openreview.net/notes?id=abcde2"] = as_json(old)
    found = OpenReview().lookup(_plain(http), ["abcde1", "abcde2"], LookupContext()).records
    assert (found["abcde1"].title, found["abcde1"].authors) == ("A Title", ("A B",))
    assert found["abcde2"].title == "Old"


def many_or_one(many: bytes, one: bytes) -> Callable[[Request], bytes]:
    """Answer a request for many notes, and one for a single note."""
    return lambda ask: many if "ids=" in ask.target else one


def test_openreview_many_in_one_request(http: HttpClient, server: Server) -> None:
    title = {"title": {"value": "A Title"}}
    notes = [{"id": f"abcde{n}", "content": title} for n in (1, 2, 9)]
    missing = as_json({"name": "NotFoundError", "message": "not found"}, 404)
    server.answers["api2.openreview.net"] = many_or_one(as_json({"notes": notes}), missing)
    old = [{"id": f"abcde{n}", "content": {"title": "Old"}} for n in (3, 4, 5)]
    server.answers["api.openreview.net"] = many_or_one(as_json({"notes": old}), missing)
    ids = [f"abcde{n}" for n in range(1, 7)]
    lookup = OpenReview().lookup(_plain(http), ids, LookupContext())
    titles = {i: record.title for i, record in lookup.records.items()}
    assert titles == {**dict.fromkeys(ids[:2], "A Title"), **dict.fromkeys(ids[2:5], "Old")}
    assert lookup.denied == {"abcde6"}, "left out is not denied: each interface has to say so"
    assert server.paths("api2.openreview.net") == [
        "/notes?ids=abcde1%2Cabcde2%2Cabcde3%2Cabcde4%2Cabcde5%2Cabcde6",
        "/notes?id=abcde6",
    ]
    assert len(server.paths("api.openreview.net")) == 2


@pytest.mark.parametrize(
    ("answer", "requests"),
    [
        (as_json({"name": "ChallengeRequiredError"}, 403), 1),
        (as_json({"name": "ForbiddenError"}, 403), 3),
        (as_json({"notes": []}), 3),
        (as_json({"notes": [{"id": ["x"]}, 3, None]}), 3),
    ],
)
def test_openreview_what_lists_nothing_is_asked_little_more(
    answer: bytes, requests: int, http: HttpClient, server: Server
) -> None:
    hidden = as_json({"name": "ForbiddenError"}, 403)
    server.answers["api2.openreview.net"] = many_or_one(answer, hidden)
    ids = [f"abcde{n}" for n in range(20)]
    lookup = OpenReview().lookup(_plain(http), ids, LookupContext())
    assert (lookup.records, lookup.denied) == ({}, set())
    assert len(server.requests) == requests


def test_openreview_a_wall_is_left_to_the_page(http: HttpClient, server: Server) -> None:
    server.answers["api2.openreview.net"] = as_json({"name": "ChallengeRequiredError"}, 403)
    lookup = OpenReview().lookup(_plain(http), ["abcde1"], LookupContext())
    assert (lookup.records, lookup.denied) == ({}, set())


def test_openreview_both_deny(http: HttpClient, server: Server) -> None:
    denial = as_json({"name": "NotFoundError", "message": "not found"}, 404)
    server.answers |= {"api2.openreview.net": denial, "api.openreview.net": denial}
    lookup = OpenReview().lookup(_plain(http), ["abcde1"], LookupContext())
    assert (lookup.records, lookup.denied) == ({}, {"abcde1"})


def test_openreview_withdrawn_from_a_venue_is_still_there() -> None:
    note = {"content": {"title": {"value": "T"}, "venueid": {"value": "X/Withdrawn_Submission"}}}
    assert record_of(read_note(note)).status is Status.OK
    assert record_of(read_note({"ddate": 1, "content": {}})).status is Status.GONE


# --- YouTube


@pytest.mark.parametrize(
    ("status", "body", "shown", "verdict"),
    [
        (200, '{"title": "A talk"}', "", Status.OK),
        (401, "Unauthorized", "", Status.OK),
        (404, "Not Found", '{"playabilityStatus":{"status":"ERROR"', Status.GONE),
        (400, "Bad Request", '{"playabilityStatus":{"status":"ERROR"', Status.GONE),
        (404, "Not Found", '{"playabilityStatus":{"status":"OK"', Status.OK),
        (
            403,
            "Forbidden",
            '{"playabilityStatus":{"status":"LOGIN_REQUIRED","reason":"Private video"',
            Status.WRONG,
        ),
        (403, "Forbidden", "<title>A talk - YouTube</title>", Status.OK),
        (403, "Forbidden", "", Status.BLOCKED),
    ],
)
def test_youtube(
    status: int, body: str, shown: str, verdict: Status, http: HttpClient, server: Server
) -> None:
    server.answers["www.youtube.com/oembed"] = reply(body, status)
    server.answers["www.youtube.com/watch"] = reply(shown)
    found = YouTube().lookup(_plain(http), ["abcdefghijk"], LookupContext()).records
    assert found["abcdefghijk"].status is verdict


@pytest.mark.parametrize(
    ("shown", "source"),
    [
        (
            '{"playabilityStatus":{"status":"OK"},'
            '"shortDescription":"Video of \\"A\\"\\nby \\u0042"}',
            'A talk\nLab\nVideo of "A"\nby B',
        ),
        ('{"playabilityStatus":{"status":"OK"},"shortDescription":"unfinished', ""),
        ('{"playabilityStatus":{"status":"LOGIN_REQUIRED"},"shortDescription":""}', ""),
        ("Before you continue to YouTube", ""),
    ],
)
def test_youtube_reads_a_description_only_where_nothing_names_the_work(
    shown: str, source: str, http: HttpClient, server: Server
) -> None:
    server.answers["www.youtube.com/oembed"] = as_json({"title": "A talk", "author_name": "Lab"})
    server.answers["www.youtube.com/watch"] = reply(shown)
    found = YouTube().lookup(_plain(http), ["abcdefghijk"], LookupContext()).records
    assert found["abcdefghijk"].names == ("Lab",)
    assert len(server.requests) == 1
    found = YouTube().lookup(_plain(http), ["abcdefghijk"], UNNAMED).records
    assert found["abcdefghijk"].source == source


# --- Drive, Dropbox, proceedings, the Wayback Machine


@pytest.mark.parametrize(
    ("url", "answers", "status"),
    [
        (
            "http://drive.google.com/file/d/1/view",
            {"drive.google.com": page("data.zip - Google Drive")},
            Status.OK,
        ),
        (
            "http://drive.google.com/file/d/1/view",
            {
                "drive.google.com": redirect("http://accounts.google.com/ServiceLogin?x=1"),
                "accounts.google.com": page("Google Drive: Sign-in"),
            },
            Status.WRONG,
        ),
        (
            "http://drive.google.com/drive/folders/1",
            {"drive.google.com": page("Google Drive - Access Denied")},
            Status.WRONG,
        ),
        (
            "http://drive.google.com/file/d/1/view",
            {"drive.google.com": reply("", 404)},
            Status.GONE,
        ),
        (
            "http://www.dropbox.com/s/a/b.zip",
            {"www.dropbox.com": page("Dropbox - 404")},
            Status.WRONG,
        ),
        (
            "http://www.dropbox.com/s/a/b.zip",
            {"www.dropbox.com": page("Dropbox - b.zip")},
            Status.OK,
        ),
    ],
)
def test_shared_files(
    url: str,
    answers: dict[str, bytes],
    status: Status,
    check: Callable[..., Verdict],
    server: Server,
) -> None:
    server.answers |= answers
    assert check(url).status is status
    assert Drive().identify(urlsplit(url)) == url


@pytest.mark.parametrize(
    ("url", "beside"),
    [
        (
            "https://openaccess.thecvf.com/content/CVPR2023/papers/R_X_CVPR_2023_paper.pdf",
            "https://openaccess.thecvf.com/content/CVPR2023/html/R_X_CVPR_2023_paper.html",
        ),
        (
            "https://aclanthology.org/2023.acl-long.1.pdf",
            "https://aclanthology.org/2023.acl-long.1/",
        ),
        (
            "https://proceedings.neurips.cc/paper_files/paper/2017/file/8a1d694707-Paper.pdf",
            "https://proceedings.neurips.cc/paper_files/paper/2017/hash/8a1d694707-Abstract.html",
        ),
        (
            "https://papers.nips.cc/paper_files/paper/2023/file/8a1d-Paper-Conference.pdf",
            "https://papers.nips.cc/paper_files/paper/2023/hash/8a1d-Abstract-Conference.html",
        ),
        ("https://openaccess.thecvf.com/content/CVPR2023/html/R_X_CVPR_2023_paper.html", ""),
        ("https://example.com/a.pdf", ""),
    ],
)
def test_files_of_proceedings_have_a_page(url: str, beside: str) -> None:
    parts = urlsplit(url)
    assert (page_of(parts) if parts.hostname in Proceedings.hosts else "") == beside


def test_proceedings_the_page_beside_a_file_names_it(
    check: Callable[..., Verdict], server: Server
) -> None:
    tags = '<meta name="citation_title" content="Quite Another Paper of Theirs">'
    server.answers["aclanthology.org/2023.a.1.pdf"] = reply(b"%PDF", kind="application/pdf")
    server.answers["aclanthology.org/2023.a.1/"] = page("x", head=tags)
    wrong = check(
        "http://aclanthology.org/2023.a.1.pdf", title="Our Own Paper on Images", role="paper"
    )
    assert wrong.status is Status.WRONG
    right = check(
        "http://aclanthology.org/2023.a.1.pdf", title="Quite another paper of theirs", role="paper"
    )
    assert right.status is Status.OK


def test_proceedings_pages_that_are_not_there_are_not_asked_for_again(
    http: HttpClient, server: Server
) -> None:
    host = "openaccess.thecvf.com"
    server.answers[host] = lambda request: (
        reply(b"%PDF", kind="application/pdf") if ".pdf" in request.target else reply("", 404)
    )
    folder = f"http://{host}/content/CVPR2025"
    files = [f"{folder}/papers/Work{n}_paper.pdf" for n in range(4)]
    found = Proceedings().lookup(http, files, LookupContext()).records
    assert [found[f].status for f in files] == [Status.OK] * 4
    assert sum(".html" in target for target in server.paths(host)) == 2


GOOD_COPY = as_json(
    {"archived_snapshots": {"closest": {
        "available": True, "status": "200", "url": "http://web.archive.org/web/2023/http://x/a",
    }}}
)  # fmt: skip


def test_a_copy_is_suggested_for_what_is_gone(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wayback, "API", "http://archive.org/wayback/available?url=")
    server.answers["archive.org/wayback/available"] = GOOD_COPY
    got = run_links(server, [Link("http://x.test/a", (LinkUse(),))], suggestions=5)
    assert got.verdicts[0].status is Status.GONE
    assert got.verdicts[0].archive == "https://web.archive.org/web/2023/http://x/a"
    assert server.paths("archive.org") == ["/wayback/available?url=http%3A%2F%2Fx.test%2Fa"]


def test_no_copy_is_looked_up_of_what_never_was(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wayback, "API", "http://archive.org/wayback/available?url=")
    server.answers["archive.org/wayback/available"] = GOOD_COPY
    links = [Link("http://arxiv.org/abs/2505.123", (LinkUse(),))]
    got = run_links(server, links, suggestions=5)
    assert got.verdicts[0].status is Status.GONE
    assert server.paths("archive.org") == []


@pytest.mark.parametrize(
    "url", ["http://x.test/a?token=s3cret", "http://127.0.0.1/s3cret", "http://localhost/s3cret"]
)
def test_the_archive_is_not_told_of_what_is_not_everybodys(
    url: str, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wayback, "API", "http://archive.org/wayback/available?url=")
    server.answers["archive.org/wayback/available"] = GOOD_COPY
    got = run_links(server, [Link(url, (LinkUse(),))], suggestions=5)
    assert got.verdicts[0].status is Status.GONE
    assert server.paths("archive.org") == []


@pytest.mark.parametrize(
    ("wiki", "archive", "told"),
    [("10.0.0.7", "1.1.1.1", False), ("10.0.0.7", "10.0.0.8", True), ("1.1.1.2", "1.1.1.1", True),
     ("", "1.1.1.1", True), ("?", "1.1.1.1", False)],
)  # fmt: skip
def test_the_archive_is_not_told_of_hosts_in_a_network_that_only_we_may_ask(
    wiki: str, archive: str, told: bool, http: HttpClient
) -> None:
    def resolve(host: str, port: int) -> list[SocketAddress]:
        ip = {"wiki.company.test": wiki, "archive.org": archive}[host]
        if not ip:
            raise NoSuchNameError(host)
        if ip == "?":
            raise ResolverError(host)
        return [SocketAddress(2, (ip, port))]

    asked: list[str] = []

    def get(url: str, **_: object) -> Response:
        asked.append(url)
        return Response(url)

    http.guard = SsrfGuard((parse_network("10.0.0.0/8"),), resolve)
    http.get = get  # type: ignore[method-assign]
    assert wayback.snapshot(http, "http://wiki.company.test/plans") == ""
    assert bool(asked) is told


def test_wayback_takes_only_good_copies(http: HttpClient, server: Server) -> None:
    for closest in (
        {},
        {"available": True, "status": "404", "url": "http://web.archive.org/web/1/x"},
        {"available": True, "status": "200", "url": "http://evil.test/web/1/x"},
    ):
        server.answers["archive.org"] = as_json({"archived_snapshots": {"closest": closest}})
        assert wayback.snapshot(_plain(http), "http://x.test/") == ""
    good = {
        "available": True,
        "status": "200",
        "url": "http://web.archive.org/web/1/http://x.test/",
    }
    server.answers["archive.org"] = as_json({"archived_snapshots": {"closest": good}})
    found = wayback.snapshot(_plain(http), "http://x.test/")
    assert found == "https://web.archive.org/web/1/http://x.test/"


# --- slips that lists really made


SLIPS = json.loads(recorded("slips.json"))


def _entry(row: dict[str, object]) -> str:
    names = "".join(f"<author><name>{a}</name></author>" for a in row["found_authors"])  # type: ignore[attr-defined]
    return (
        f"<entry><id>http://arxiv.org/abs/{row['id']}v1</id><title>{row['found']}</title>"
        f"<published>2023-05-23T11:01:44Z</published><summary>x</summary>{names}</entry>"
    )


def test_ids_of_other_papers_that_lists_really_gave_are_wrong(server: Server) -> None:
    feed = "".join(_entry(row) for row in SLIPS["slips"])
    server.answers["export.arxiv.org/api/query"] = reply(
        f'<feed xmlns="http://www.w3.org/2005/Atom">{feed}</feed>', kind=ATOM
    )
    links = [
        Link(
            f"https://arxiv.org/abs/{row['id']}",
            (LinkUse(title=row["title"], role="paper", authors=tuple(row["authors"])),),
        )
        for row in SLIPS["slips"]
    ]
    result = run_plain(server, links)
    assert len(links) >= 7
    assert [v.status for v in result.verdicts] == [Status.WRONG] * len(links)
    assert result.verdicts[0].title.startswith("Compositional Text-to-Image Synthesis")


def test_pages_and_repositories_of_other_papers_that_lists_really_gave_are_wrong(
    server: Server,
) -> None:
    links = []
    for row in SLIPS["places"]:
        url = row["url"].replace("https://", "http://")
        name = url.removeprefix("http://github.com/")
        shown = f"GitHub - {name}: Official implementation of {row['found']}"
        if "github.io" in url:
            shown = row["found"]
        server.answers[url.removeprefix("http://")] = page(shown)
        role = "project" if "github.io" in url else "code"
        links.append(Link(url, (LinkUse(title=row["title"], role=role),)))
        links.append(Link(f"http://own.test/{len(links)}", (LinkUse(title=row["found"]),)))
    result = run_links(server, links)
    assert [v.status for v in result.verdicts[::2]] == [Status.WRONG] * len(SLIPS["places"])


def test_retitled_papers_are_never_wrong(server: Server) -> None:
    rows = {r["arxiv"]: r for r in SLIPS["retitled"]}
    made = [
        {"id": i, "found": r["seen"].replace("&", "&amp;"), "found_authors": r["authors"]}
        for i, r in rows.items()
    ]
    feed = "".join(_entry(row) for row in made)
    server.answers["export.arxiv.org/api/query"] = reply(
        f'<feed xmlns="http://www.w3.org/2005/Atom">{feed}</feed>', kind=ATOM
    )
    links = [
        Link(
            f"https://arxiv.org/abs/{i}",
            (LinkUse(title=r["title"], role="paper", authors=tuple(r["authors"])),),
        )
        for i, r in rows.items()
    ]
    result = run_plain(server, links)
    assert len(links) > 30
    assert {v.status for v in result.verdicts} == {Status.OK}


def _plain(http: HttpClient) -> HttpClient:
    """Let interfaces be asked over http: the test's server speaks no TLS."""
    ask = http.get
    http.get = lambda url, **o: ask(url.replace("https://", "http://", 1), **o)  # type: ignore[method-assign]
    return http


def run_plain(server: Server, links: list[Link]) -> Result:
    """Check links with interfaces asked over http."""
    from awesome_p2ti.links.cache import Cache
    from awesome_p2ti.links.checker import check_links
    from awesome_p2ti.links.http.client import HttpClient
    from tests.link_runs import FAST, LOOPBACK

    http = _plain(HttpClient(FAST, SsrfGuard(LOOPBACK, server.resolve)))
    try:
        return check_links(links, http, verifiers("token"), Cache(None))
    finally:
        http.close()
