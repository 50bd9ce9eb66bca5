"""The shrink guard: stops a build that would lose many entries or links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from awesome_p2ti.outputs.output_files import File

LIMIT = 0.05
"""The largest share of a page's entries or links that a build may lose without --allow-loss."""
_ENTRY = re.compile(r'^- <a id="([a-z0-9-]+)"></a>', re.MULTILINE)
_ROW = re.compile(r"^\| \[?\*\*(.+?)\*\*", re.MULTILINE)
_LINK = re.compile(r"\]\((https?://[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)")
_DEFINITION = re.compile(r"^\[[a-z0-9-]+\]: (https?://\S+)$", re.MULTILINE)


def find_loss(old: str, file: File) -> str:
    """Return what a built text lacks of the current one beyond the limit, or nothing."""
    for noun, patterns in (("entries", (_ENTRY, _ROW)), ("links", (_LINK, _DEFINITION))):
        before = {found for p in patterns for found in p.findall(old)}
        after = {found for p in patterns for found in p.findall(file.text)}
        gone = sorted(before - after)
        if len(gone) > LIMIT * len(before):
            shown = ", ".join(gone[:3]) + (", ..." if len(gone) > 3 else "")
            return (
                f"the built {file.path} lacks {len(gone)} of the {len(before)} {noun} that the "
                f"current one shows: {shown}"
            )
    return ""
