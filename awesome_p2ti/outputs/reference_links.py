"""Reference links: `[Custom Diffusion][custom-diffusion]`, with the URLs at the page's end.

So rows stay short enough to read as text, a URL that many rows link is written once, and
awesome-lint, which allows an inline link once a page, has nothing to say.
"""

from __future__ import annotations

import re

from awesome_p2ti.outputs.markdown_escape import escape_text, escape_url

_MAX_KEY = 60


class References:
    """Collects the addresses of one page under short keys that do not change as others come."""

    def __init__(self) -> None:
        self._urls: dict[str, str] = {}
        self._keys: dict[tuple[str, str], str] = {}
        self._numbers: dict[str, int] = {}

    def link(self, word: str, url: str, key: str = "") -> str:
        """Return a link as Markdown; ``key`` is an entry's id, else it is made from the address."""
        label, found = escape_text(word), self._key(key or _slug(url), url)
        return f"[{label}][]" if label.lower() == found else f"[{label}][{found}]"

    def _key(self, wanted: str, url: str) -> str:
        if (wanted, url) not in self._keys:
            key, number = wanted, self._numbers.get(wanted, 1)
            while self._urls.setdefault(key, url) != url:
                number += 1
                key = f"{wanted}-{number}"
            self._numbers[wanted], self._keys[wanted, url] = number, key
        return self._keys[wanted, url]

    def definitions(self) -> str:
        """Return the lines that say where each reference leads, sorted by key."""
        return "\n".join(f"[{key}]: {escape_url(url)}" for key, url in sorted(self._urls.items()))


def _slug(url: str) -> str:
    short = re.sub(r"^https?://(?:www\.)?", "", url.lower())
    return re.sub(r"[^a-z0-9]+", "-", short).strip("-")[:_MAX_KEY].rstrip("-")
