"""Which of the links a run checks: not what is excluded, those of a change, one shard of all."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from awesome_p2ti.files.git import added_lines
from awesome_p2ti.problems import SetupError
from awesome_p2ti.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from awesome_p2ti.links.inputs.url_uses import UrlUse
    from awesome_p2ti.links.models import Link

# A change of these lines changes what all links of the entry have to agree with.
_DEFINING = re.compile(r"^(?:title|name|authors|former_titles)\s*:")


def shard_of(links: Sequence[Link], text: str, slot_name: Callable[[str], str]) -> list[Link]:
    """Return shard ``I/N`` of the links: all links of a host are in one, by its slot's name.

    Raises SetupError when ``text`` is not of that form.
    """
    match = re.fullmatch(r"(\d{1,4})/(\d{1,4})", text)
    number, count = (int(match[1]), int(match[2])) if match else (0, 0)
    if not 1 <= number <= count:
        raise SetupError(f"--shard {text} is no part of a whole", "write 1/4, 2/4, 3/4 or 4/4")
    return [link for link in links if _bucket(slot_name(host_of(link.url)), count) == number - 1]


def without(
    url_uses: Iterable[UrlUse], patterns: Sequence[str]
) -> tuple[list[UrlUse], list[UrlUse]]:
    """Return the uses to check, and those whose URL or file fits a pattern, where * is any text."""
    if not patterns:
        return list(url_uses), []
    # A path of Windows is shown with slashes, and so is a pattern of one meant.
    both = dict.fromkeys(form for p in patterns for form in (p, p.replace("\\", "/")))
    fits = re.compile("|".join(re.escape(p).replace(r"\*", ".*") for p in both), re.DOTALL)
    kept: list[UrlUse] = []
    left_out: list[UrlUse] = []
    for url, use in url_uses:
        is_out = fits.fullmatch(url) or fits.fullmatch(use.path)
        (left_out if is_out else kept).append((url, use))
    return kept, left_out


def _bucket(name: str, count: int) -> int:
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big") % count


def changed_since(url_uses: Iterable[UrlUse], root: Path, revision: str) -> list[UrlUse]:
    """Return the uses on lines that were added since ``revision``, or whose entry is redefined."""
    added = added_lines(root, revision)
    defining = {
        path for path, lines in added.items() if any(_DEFINING.match(t) for t in lines.values())
    }
    return [
        (url, use)
        for url, use in url_uses
        if use.path in defining or use.line in added.get(use.path, {})
    ]
