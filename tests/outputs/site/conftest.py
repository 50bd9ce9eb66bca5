"""A browser with the site of the real list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.outputs.site.browser import Visits, chromium, served
from tests.outputs.site.built import real_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser a module: while one runs, no test of another module can have an event loop."""
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of the real list's site, below a sub-path."""
    with served(real_site()) as root:
        yield root


@pytest.fixture
def visits(browser: Browser, address: str) -> Iterator[Visits]:
    """Pages of the real list's site; a fault in any of them fails the test."""
    opened = Visits(browser, address)
    try:
        yield opened
    finally:
        opened.close()
    assert opened.faults == []
