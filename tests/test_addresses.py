"""How an address is written down: only what may stand in one, and its host as it is."""

from __future__ import annotations

import pytest

from awesome_p2ti.addresses import percent_encode, percent_encoded


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
