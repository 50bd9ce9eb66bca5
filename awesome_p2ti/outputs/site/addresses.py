"""Where the pages of the site are: names of files that are safe everywhere, and the way to them.

Links are relative, so that the site works below any address and from a disk. Only what must be
absolute (canonical addresses, feeds, the sitemap) is made from the address in the settings.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

from awesome_p2ti.normalize import fold_accents
from awesome_p2ti.schema.field_types import ID
from awesome_p2ti.urls import percent_encoded

FOLDER = "build/site"
"""Where the site is built, from the list's root."""
MOST = 60
"""The letters that a file's name has at most, without its extension."""
AUTHORITY = "awesome-p2ti"
"""Who gives the tag URIs (RFC 4151): no host, for the site may move, and its ids may not."""
_TAKEN = frozenset(
    ["index", "con", "prn", "aux", "nul"] + [f"{n}{i}" for n in ("com", "lpt") for i in range(10)]
)
"""Names that mean something else: the page of a folder, and devices of Windows."""


@lru_cache(maxsize=1 << 16)
def file_name(key: str) -> str:
    """Return a name for the file of an entry: its id where that can be one.

    What is no id becomes a digest with a hyphen behind it, which no id has: nothing leads out of
    the folder, and no two ids share a file.
    """
    if ID.fullmatch(key) and len(key) <= MOST and key not in _TAKEN:
        return key
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:16] + "-"


@lru_cache(maxsize=1 << 16)
def name_key(text: str) -> str:
    """Return the id of a name of a person or a venue: its words in plain small letters.

    Names that differ in accents and capitals alone share it; one without such letters is itself.
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold_accents(text))) or text


def page(folder: str, key: str) -> str:
    """Return the path of a page from the site's root: ``papers/dreambooth.html``."""
    return f"{folder}/{file_name(key)}.html"


def feed(task: str) -> str:
    """Return the path of the Atom feed of a task, which stands beside its page."""
    return f"tasks/{file_name(task)}.xml"


def way_to_root(path: str) -> str:
    """Return what leads from a page to the site's root: nothing, or ``../``."""
    return "../" * path.count("/")


def absolute(site: str, path: str) -> str:
    """Return the absolute address of a page, or nothing where the site's is not known."""
    return site + path.removesuffix("index.html") if site else ""


def tag_uri(name: str, year: str = "2026") -> str:
    """Return an id that lasts wherever the site is: ``tag:awesome-p2ti,2026:paper:dreambooth``."""
    return f"tag:{AUTHORITY},{year}:{name}"


def web_address(url: str) -> str:
    """Return an address for a link to another site; nothing where it is not http or https."""
    return percent_encoded(url) if url.lower().startswith(("https://", "http://")) else ""
