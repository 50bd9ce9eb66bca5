"""Addresses of other schemes than http and https: which is misspelt, which is of no web page."""

from __future__ import annotations

import re

from awesome_p2ti.links.models import SiteRecord, Status

NOT_OF_THE_WEB = "it names no web page"
NOT_ON_DISK = "only the site itself has it"
NEVER_REQUESTED = frozenset({NOT_OF_THE_WEB, NOT_ON_DISK})
"""The evidence of addresses that may well be as they should be, though nothing can tell."""
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HTTP = re.compile(r"https?://", re.IGNORECASE)
_WEB = frozenset({"", "http", "https"})
_FINE = frozenset("bitcoin doi geo irc ircs magnet mailto matrix sms tel urn xmpp".split())
_OTHER = frozenset("file ftp ftps git http https ldap nntp rtsp sftp ssh svn ws wss".split())
# A colon or slashes that are missing, a semicolon for the colon, a scheme that stands twice, and
# brackets or quotes before it.
_SLIP = re.compile(r"https?(?:;//|//|:(?!//)|://https?:?//)|[\[(<\"'`]+https?://", re.IGNORECASE)
_TEMPLATE = re.compile(r"\{\{|\{%|<%|\$\{|%7B%7B|^\{", re.IGNORECASE)
_OF_PROGRAM = re.compile(
    r"https?://(?:[^/?#]*@)?+[^/?#@]*[{}$*]|\{\{|\{%|<%|\$\{", re.IGNORECASE
)  # in a URL
_DATA_SHOWN = 60
_MAX_SLIPS = 2


def scheme_of(address: str) -> str:
    """Return the scheme of an address in lower case, or nothing where it is relative."""
    match = _SCHEME.match(address)
    return match[1].lower() if match else ""


def is_http(address: str) -> bool:
    """Return whether an address begins as those that can be requested do."""
    return bool(_HTTP.match(address))


def is_relative(address: str) -> bool:
    """Return whether an address names a file, or a part of this one, from where it is written."""
    return not (scheme_of(address) or _SLIP.match(address) or _TEMPLATE.search(address))


def unrequested(address: str) -> SiteRecord | None:
    """Return what is to be said of an address that is not to be requested, or None."""
    if meant := _meant(address):
        return SiteRecord(
            status=Status.WRONG,
            detail=f"its beginning is misspelt, {meant} is meant",
            evidence=("a browser does not take it for that URL",),
        )
    scheme = scheme_of(address)
    if scheme == "data":
        return SiteRecord(status=Status.OK, detail="what it shows stands in it")
    if (_OF_PROGRAM if is_http(address) else _TEMPLATE).search(address) and scheme in _WEB:
        detail, fine = "it is a template, which a program fills in", True
    elif not scheme or is_http(address):
        return None
    else:
        detail, fine = f"{scheme}: is neither http nor https", scheme in _FINE
    evidence = (NOT_OF_THE_WEB,) if fine else ()
    return SiteRecord(status=Status.REFUSED, detail=detail, evidence=evidence)


def shortened(address: str) -> str:
    """Return an address as reports show it: of a picture that stands in it only the beginning."""
    if scheme_of(address) != "data" or len(address) <= _DATA_SHOWN:
        return address
    return f"{address[:_DATA_SHOWN]}… ({len(address):,} characters)"


def _meant(address: str) -> str:
    """Return the URL that is meant where its scheme is misspelt, else nothing."""
    slip = _SLIP.match(address)
    if slip:
        return f"{_scheme_like(slip[0])}://{address[slip.end() :].lstrip('/')}"
    scheme = scheme_of(address)
    rest = address[len(scheme) + 1 :]
    if not scheme or scheme in _FINE | _OTHER or not rest.startswith("//"):
        return ""
    from rapidfuzz.distance import DamerauLevenshtein

    near = min(DamerauLevenshtein.distance(scheme, s) for s in ("http", "https"))
    return f"{_scheme_like(scheme)}:{rest}" if near <= _MAX_SLIPS else ""


def _scheme_like(written: str) -> str:
    """Return the scheme that a misspelt one is for: an s in it stands for a secure connection."""
    return "https" if "s" in written.lower() else "http"
