"""Which addresses are not to be requested, and what is said of them."""

from __future__ import annotations

import pytest

from awesome_p2ti.links.local.schemes import NOT_OF_THE_WEB, is_relative, unrequested
from awesome_p2ti.links.models import Status


@pytest.mark.parametrize(
    ("address", "meant"),
    [
        ("htps://a.test/x", "https://a.test/x"),
        ("htp://a.test", "http://a.test"),
        ("ttps://a.test", "https://a.test"),
        ("httpss://a.test", "https://a.test"),
        ("hhttp://a.test", "http://a.test"),
        ("hxxp://a.test", "http://a.test"),
        ("https//a.test", "https://a.test"),
        ("https:/a.test", "https://a.test"),
        ("https:a.test", "https://a.test"),
        ("http;//a.test", "http://a.test"),
        ("http://https://a.test", "https://a.test"),
        ("https://http//a.test", "https://a.test"),
        ("[https://a.test/x", "https://a.test/x"),
        ('"(HTTP://a.test', "http://a.test"),
    ],
)
def test_a_misspelt_scheme_is_wrong(address: str, meant: str) -> None:
    found = unrequested(address)
    assert found is not None
    assert (found.status, found.detail) == (
        Status.WRONG,
        f"its beginning is misspelt, {meant} is meant",
    )
    assert not is_relative(address)


@pytest.mark.parametrize(
    ("address", "fine"),
    [
        ("mailto:a@b.test", True), ("tel:+491", True), ("{{ url }}", True), ("${url}", True),
        ("/a/{% b %}", True), ("{props.url}", True), ("https://${HOST}/x", True),
        ("https://{name}.a.test", True), ("http://*.a.test/x", True),
        ("https://a.test/{{b}}", True),
        ("ftp://a.test/", False), ("file:///x", False), ("javascript:alert(1)", False),
        ("steam://run/1", False), ("sftp://a.test/", False), ("wss://a.test", False),
    ],
)  # fmt: skip
def test_other_schemes_are_said(address: str, fine: bool) -> None:
    found = unrequested(address)
    assert found is not None
    assert found.status is Status.REFUSED
    assert (NOT_OF_THE_WEB in found.evidence) is fine
    assert not is_relative(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://a.test/",
        "HTTP://a.test",
        "https://a.test/http://b.test",
        "https://http.test/",
        "https://a.test/{b}?c=$d",
        "https://a:$b@c.test/*",
    ],
)
def test_what_is_requested(address: str) -> None:
    assert unrequested(address) is None
    assert not is_relative(address)


@pytest.mark.parametrize(
    "address", ["x.md", "a{b}.md", "#a", "../x", "/x", "a/b:c", "http.md", "?x=1"]
)
def test_what_is_on_disk(address: str) -> None:
    assert is_relative(address)
    assert unrequested(address) is None
