"""What an address is made of: whose site it is."""

from __future__ import annotations

import pytest

from awesome_p2ti.addresses import registrable_domain
from awesome_p2ti.links.sites import site_of


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
    assert (site_of(one) == site_of(other)) is same
