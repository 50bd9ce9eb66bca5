"""Interfaces that answer anything at all: no value in a reply raises out of a verifier.

Each recorded reply is changed in one place at a time to each value that JSON knows, and some bodies
are no JSON. What comes out can be printed, stored and linked.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pytest

from awesome_p2ti.links.http.response import Response
from awesome_p2ti.links.record_json import encode
from awesome_p2ti.links.verifiers import wayback
from awesome_p2ti.links.verifiers.arxiv import ArXiv
from awesome_p2ti.links.verifiers.base import LookupContext
from awesome_p2ti.links.verifiers.doi import Doi
from awesome_p2ti.links.verifiers.github import GitHub
from awesome_p2ti.links.verifiers.huggingface import HuggingFace
from awesome_p2ti.links.verifiers.openreview import OpenReview
from awesome_p2ti.links.verifiers.youtube import YouTube
from tests.links.verifiers.test_verifiers import recorded

if TYPE_CHECKING:
    from awesome_p2ti.links.http.client import HttpClient

NOTE = {
    "notes": [
        {
            "id": "abcDEF123",
            "content": {
                "title": {"value": "A Title"},
                "authors": {"value": ["Ada"]},
                "venue": {"value": "ICLR 2024"},
                "venueid": {"value": "ICLR.cc/2024"},
            },
            "invitation": "x",
            "ddate": None,
        }
    ],
    "name": "NotFoundError",
    "message": "not found",
}
CITATION = {
    "DOI": "10.1000/xyz",
    "title": ["A Title"],
    "author": [{"given": "Ada", "family": "Lovelace", "literal": "A. L."}],
    "issued": {"date-parts": [[2024]]},
    "responseCode": 1,
}
SPACE = {"id": "a/b", "gated": False, "disabled": False, "runtime": {"stage": "RUNNING"},
         "lastModified": "2025-06-01T00:00:00Z", "cardData": {"license": "mit"}}  # fmt: skip
COPY = {
    "archived_snapshots": {
        "closest": {
            "available": True,
            "status": "200",
            "url": "http://web.archive.org/web/2023/http://x.test/",
        }
    }
}
REPOSITORIES = ["rinongal/textual_inversion", "old/name", "no/such", "some/empty",
                "huggingface/diffusers//main:examples"]  # fmt: skip
DOIS = ["10.1145/3610548.3618154", "10.1109/cvpr52729.2023.02155", "10.1000/none"]
CASES: dict[str, tuple[Any, list[str], Any]] = {
    "github": (lambda: GitHub("token"), REPOSITORIES, json.loads(recorded("github.json"))),
    "crossref": (Doi, DOIS, json.loads(recorded("crossref.json"))),
    "doi": (Doi, ["10.1000/xyz"], CITATION),
    "openreview": (OpenReview, ["abcDEF123"], NOTE),
    "space": (HuggingFace, ["spaces/a/b"], SPACE),
    "model": (HuggingFace, ["models/a/b"], SPACE),
    "youtube": (YouTube, ["abcdefghijk"], {"title": "A Talk", "type": "video"}),
}
DEEP: Any = []
for _ in range(200):
    DEEP = [DEEP]
VALUES: list[Any] = [
    None, True, False, 0, 3, -1, 2.5, 10**4000, float("nan"), float("-inf"), "", "x", " ", "\x00",
    "\ud800", "a\u2028b", "/", "a/b/c", "../..", "a/b\nc", "9" * 5000, [], {}, [[]], [{}], [None],
    [3], ["\udcff"], {"value": []}, {"value": {"value": 1}}, {"\ud800": 1}, DEEP,
]  # fmt: skip
BODIES = [b"", b"null", b"[]", b"3", b'"x"', b"[" * 100_000, b'{"a":' * 100_000, b"\xff\xfe",
          b"\x00", b'{"id": 1' + b"0" * 5000 + b"}", b'{"id": "a/b"', b"<html>",
          "\ufeff{}".encode(), b'"\\ud800"',
          b'{"data": ' + b"[" * 900 + b"]" * 900 + b"}"]  # fmt: skip


def paths_in(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the place of every value inside a JSON value, and of the whole."""
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from paths_in(value[key], (*path, key))


def changed(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    """Return a value with another one at a place in it."""
    if not path:
        return new
    value = copy.deepcopy(value)
    inner = value
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = new
    return value


def answering(http: HttpClient, body: bytes, status: int) -> HttpClient:
    """Let every address answer the same."""

    def get(url: str, **_: object) -> Response:
        kind = {"content-type": "application/json"}
        return Response(url, final_url=url, status=status, headers=kind, body=body, requests=1)

    http.get = get  # type: ignore[method-assign]
    return http


def look_up(http: HttpClient, site: Any, ids: Sequence[str], body: bytes, status: int) -> None:
    """Look ids up, and see that all that comes of it can be printed, stored and linked."""
    records = site.lookup(answering(http, body, status), ids, LookupContext()).records
    assert set(records) <= set(ids)
    for record in records.values():
        encode(record).encode()
        assert record.moved_to == "" or record.moved_to.isascii()
        assert record.moved_to == "" or (record.moved_to + "x").isprintable()
        assert record.year is None or 1000 <= record.year <= 9999


@pytest.mark.parametrize("name", CASES)
def test_no_value_in_a_reply_raises(name: str, http: HttpClient) -> None:
    make, ids, sample = CASES[name]
    for path in paths_in(sample):
        for value in VALUES:
            body = json.dumps(changed(sample, path, value)).encode()
            look_up(http, make(), ids, body, 200)
            look_up(http, make(), ids, body, 404)


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("status", [200, 401, 403, 404, 429, 503])
def test_no_body_raises(name: str, status: int, http: HttpClient) -> None:
    make, ids, _ = CASES[name]
    for body in BODIES:
        look_up(http, make(), ids, body, status)


def test_no_value_in_a_reply_of_the_archive_raises(http: HttpClient) -> None:
    bodies = [json.dumps(changed(COPY, p, v)).encode() for p in paths_in(COPY) for v in VALUES]
    for body in [*bodies, *BODIES]:
        found = wayback.snapshot(answering(http, body, 200), "http://x.test/")
        assert found in {"", "https://web.archive.org/web/2023/http://x.test/"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("2022-08-02T17:50:36Z", "\u00b2\u00b2\u00b2\u00b2-08"),
        ("2022-08-02T17:50:36Z", ""),
        ("http://arxiv.org/abs/", ""),
        ("<title>", "<title/><title>"),
        ("<name>", "<name/><name>"),
        ("<entry>", "<entry/><entry>"),
        ("http://www.w3.org/2005/Atom", "x"),
        ("</summary>", "&#x2028;</summary>"),
        ("</summary>", "&#xd800;</summary>"),
        ("</feed>", ""),
        ("<summary>", "<summary>" + "we withdrawn " * 20000),
    ],
)
def test_no_feed_raises(old: str, new: str, http: HttpClient) -> None:
    feed = recorded("arxiv.xml")
    assert old in feed
    look_up(http, ArXiv(), ["2208.01618", "hep-th/9901001"], feed.replace(old, new).encode(), 200)


def test_a_name_that_is_none_is_no_address_to_move_to(http: HttpClient) -> None:
    for name in ("../../evil", "a/b?x", "a b/c", "a/b/c", "", "\u202ea/b"):
        body = json.dumps({"data": {"r0": {"nameWithOwner": name}}}).encode()
        lookup = GitHub("token").lookup(answering(http, body, 200), ["a/x"], LookupContext())
        assert lookup.records == {}
        body = json.dumps({"id": name}).encode()
        lookup = HuggingFace().lookup(answering(http, body, 200), ["models/a/x"], LookupContext())
        assert lookup.records == {}


def test_half_a_character_is_replaced_and_a_whole_one_kept() -> None:
    body = b'{"\\ud800": ["\\uD83D\\uDE00", "a\\udc00b", {"x": "\\ud83d"}]}'
    assert Response("", body=body).json() == {"\ufffd": ["\U0001f600", "a\ufffdb", {"x": "\ufffd"}]}
