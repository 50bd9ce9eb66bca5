"""Whether a response is an answer at all, whatever its status says."""

from __future__ import annotations

import pytest

from awesome_p2ti.links.heuristics.refusals import Form, refusal_in
from awesome_p2ti.links.http.errors import ErrorKind, FetchError
from awesome_p2ti.links.http.response import Response

PAGE, DATA, FEED = "text/html; charset=utf-8", "application/json", "application/atom+xml"
BOT = "<!doctype html><title>Making sure you're not a bot!</title>"


def response(body: str, status: int = 200, kind: str = DATA, **more: bool) -> Response:
    headers = {"content-type": kind}
    return Response("https://a.test/", status=status, headers=headers, body=body.encode(), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("form", "got", "why"),
    [
        ("json", response('{"a": 1}'), ""),
        ("json", response("null"), "its reply is no JSON"),
        ("json", response('{"a": '), "its reply is no JSON"),
        ("json", response(BOT, kind=PAGE), "200: it asks for proof that this is no program"),
        ("json", response(BOT, 500, PAGE), "500: it asks for proof that this is no program"),
        ("json", response('{"name": "ChallengeRequiredError"}', 403),
         "403: it asks for proof that this is no program"),
        ("json", response("<html><p>Sign in</p>", kind=PAGE), "it answers with a page"),
        ("json", response(""), "its reply is empty"),
        ("json", response('{"message": "no"}', 429), "429"),
        ("xml", response("<feed/>", kind=FEED), ""),
        ("xml", response("\ufeff <feed/>", kind=FEED), ""),
        ("xml", response("Rate exceeded.", kind=PAGE), "200 Rate exceeded."),
        ("xml", response("Rate exceeded.", 429, PAGE), "429 Rate exceeded."),
        ("xml", response("<html></html>", kind=PAGE), "it answers with a page"),
        ("xml", response("later", kind=PAGE), "its reply is no XML"),
        ("xml", response("<feed/>", kind=FEED, truncated=True), "its reply was cut short"),
        ("html", response("<p>Otters</p>", kind=PAGE), ""),
        ("html", response("{}", kind=DATA), "its reply is no page"),
        ("html", response("\x1b[31mred", 503, PAGE), "503"),
        ("html", response("x" * 61, 503, PAGE), "503"),
    ],
)  # fmt: skip
def test_why_a_response_is_no_answer(form: Form, got: Response, why: str) -> None:
    assert refusal_in(got, form) == why


def test_a_failed_request_says_itself_why() -> None:
    error = FetchError(ErrorKind.TIMEOUT, "it does not answer within 3 s")
    assert refusal_in(Response("https://a.test/", error=error), "json") == error.detail
