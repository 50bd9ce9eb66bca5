"""The Wayback Machine, where a copy of what is gone is looked up.

https://archive.org/help/wayback_api.php: ``archived_snapshots.closest`` is the nearest copy, or is
absent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from awesome_p2ti.links.replies.json_values import json_path, text_of
from awesome_p2ti.urls import is_shareable

if TYPE_CHECKING:
    from awesome_p2ti.links.http.client import HttpClient

API = "https://archive.org/wayback/available?url="
HOST = "archive.org"
_COPY = re.compile(r"https://web\.archive\.org/web/[!-~]+")


def snapshot(http: HttpClient, url: str) -> str:
    """Return the URL of a good copy of a page, or nothing; private URLs are never sent there."""
    if not _may_send(http, url):
        return ""
    response = http.get(API + quote(url, safe=""), headers={"Accept": "application/json"})
    closest = json_path(response.json() if response.ok else None, "archived_snapshots", "closest")
    if json_path(closest, "available") is not True or json_path(closest, "status") not in (
        "200",
        200,
    ):
        return ""
    found = re.sub(r"^http://", "https://", text_of(json_path(closest, "url")))
    return found if _COPY.fullmatch(found) else ""


def _may_send(http: HttpClient, url: str) -> bool:
    """Say whether a URL may be sent to the archive, from whatever network this runs in.

    The name of a host in a private network is sent only where the archive is in one too.
    """
    if not is_shareable(url):
        return False
    host, port = str(urlsplit(url).hostname), 443 if url.lower().startswith("https:") else 80
    return not http.guard.may_be_private(host, port) or http.guard.may_be_private(HOST, 443)
