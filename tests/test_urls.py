"""What an address is made of: whose site it is, and what of it is a secret."""

from __future__ import annotations

import pytest

from awesome_p2ti.urls import (
    is_shareable,
    owner_domain,
    percent_encode,
    percent_encoded,
    registrable_domain,
    without_userinfo,
)


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("www.cs.cmu.edu", "cmu.edu"),
        ("example.com", "example.com"),
        ("EXAMPLE.Co.UK.", "example.co.uk"),
        ("a.b.example.ac.jp", "example.ac.jp"),
        ("x.a.or.jp", "a.or.jp"),
        ("one.github.io", "one.github.io"),
        ("x.one.github.io", "one.github.io"),
        ("x.gitlab.io", "x.gitlab.io"),
        ("x.gitbook.io", "x.gitbook.io"),
        ("x.netlify.app", "x.netlify.app"),
        ("x.vercel.app", "x.vercel.app"),
        ("x.web.app", "x.web.app"),
        ("x.pages.dev", "x.pages.dev"),
        ("x.readthedocs.io", "x.readthedocs.io"),
        ("x.herokuapp.com", "x.herokuapp.com"),
        ("a.fly.dev", "a.fly.dev"),
        ("foo.s3.amazonaws.com", "foo.s3.amazonaws.com"),
        ("x.onrender.com", "x.onrender.com"),
        ("x.azurewebsites.net", "x.azurewebsites.net"),
        ("d1.cloudfront.net", "d1.cloudfront.net"),
        ("pub-1.r2.dev", "pub-1.r2.dev"),
        ("x.replit.app", "x.replit.app"),
        ("x.hf.space", "x.hf.space"),
        ("www.b\u00fccher.de", "xn--bcher-kva.de"),
        ("xn--bcher-kva.de", "xn--bcher-kva.de"),
        ("www.x.unknown-suffix", "x.unknown-suffix"),
        ("github.io", ""),
        ("co.uk", ""),
        ("com", ""),
        ("localhost", ""),
        ("127.0.0.1", ""),
        ("0x7f.1", ""),
        ("[::1]", ""),
        ("::1", ""),
        ("", ""),
        (".", ""),
        ("a..b", ""),
        ("\udcff.de", ""),
        ("\u00e4" * 100 + ".de", ""),
        ("a." * 5000 + "de", ""),
    ],
)
def test_the_registrable_domain_is_one_owners(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a.lab.edu/x", "https://b.lab.edu/", True),
        ("https://one.gitbook.io/x", "https://two.gitbook.io/", False),
        ("http://127.0.0.1/x", "http://127.0.0.2/", False),
        ("http://localhost:1/x", "http://localhost:2/", True),
        ("https://github.io/x", "https://co.uk/", False),
    ],
)
def test_two_addresses_are_of_one_site(one: str, other: str, same: bool) -> None:
    assert (owner_domain(one) == owner_domain(other)) is same


@pytest.mark.parametrize(
    ("url", "bare"),
    [
        ("https://user:pw@x.test/a@b?c@d#e@f", "https://x.test/a@b?c@d#e@f"),
        ("https://pw@x.test", "https://x.test"),
        ("https://@x.test/", "https://x.test/"),
        ("HTTP://user:p@w@x.test:80/", "HTTP://x.test:80/"),
        ("//user:pw@x.test/", "//x.test/"),
        ("http:/user:pw@x.test/", "http:/x.test/"),
        ("http:\\\\user:pw@x.test/", "http:\\\\x.test/"),
        ("http://user:p\\w@x.test/", "http://x.test/"),
        ("\x01ht\ntp://user:pw@x.test/", "\x01ht\ntp://x.test/"),
        ("ftp://user:pw@x.test/", "ftp://x.test/"),
        ("http://[::1]/@", "http://[::1]/@"),
        ("mailto:a@b.test", "mailto:a@b.test"),
        ("docs/a@b", "docs/a@b"),
        ("a@b", "a@b"),
        ("https://x.test/?u=http://user:pw@y.test/", "https://x.test/?u=http://user:pw@y.test/"),
    ],
)
def test_a_password_is_left_out(url: str, bare: str) -> None:
    assert without_userinfo(url) == bare


@pytest.mark.parametrize(
    ("url", "shareable"),
    [
        ("https://example.org/a", True),
        ("http://www.b\u00fccher.de/a;b#c", True),
        ("https://example.org/a?token=x", False),
        ("https://user:pw@example.org/a", False),
        ("https://user@example.org/a", False),
        ("http://10.0.0.1/a", False),
        ("http://0x7f.1/", False),
        ("http://168.63.129.16/", False),
        ("http://wiki/a", False),
        ("http://wiki.internal/a", False),
        ("ftp://example.org/a", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_who_may_be_told_of_an_address(url: str, shareable: bool) -> None:
    assert is_shareable(url) is shareable


def test_every_character_can_be_percent_encoded() -> None:
    assert percent_encode("é /") == "%C3%A9%20%2F"
    assert percent_encode("\ud800") == "%3F"


@pytest.mark.parametrize(
    ("url", "written"),
    [
        ("https://x.test/a%20b?c=d&e#f", "https://x.test/a%20b?c=d&e#f"),
        ("https://x.test/\u2028\u0085 <>", "https://x.test/%E2%80%A8%C2%85%20%3C%3E"),
        ("https://bücher.test/ü?ü#ü", "https://bücher.test/%C3%BC?%C3%BC#%C3%BC"),
        ("https://[::1]:80/[x]", "https://[::1]:80/[x]"),
        ("https://x.test", "https://x.test"),
        ("", ""),
    ],
)
def test_what_may_not_stand_behind_the_host_is_encoded(url: str, written: str) -> None:
    assert percent_encoded(url) == written
    assert percent_encoded(written) == written
