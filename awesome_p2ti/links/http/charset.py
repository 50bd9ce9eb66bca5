"""The charset of a page, of those that browsers know, and its text.

A page may name any charset. Only the labels of the Encoding Standard are accepted
(https://encoding.spec.whatwg.org/#names-and-labels): Python knows codecs besides that take
quadratic time, or leave half characters in a text.
"""

from __future__ import annotations

import re

PRESCAN = 4096  # bytes in which a page may declare its charset
_META = re.compile(
    rb"""<meta[^<>]{0,200}charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{1,40})""",
    re.IGNORECASE,
)
_HEADER = re.compile(
    r"""charset\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE
)
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def decode(body: bytes, content_type: str) -> str:
    """Return the text of a page: by its byte order mark, header or ``<meta>``, else as UTF-8."""
    for mark, codec in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(codec, "replace")
    named = _HEADER.search(content_type)
    codec = _codec(named[1]) if named else ""
    return body.decode(codec or _declared(body) or "utf-8", "replace")


def _declared(body: bytes) -> str:
    """Return the codec that a page's ``<meta>`` declares, or nothing."""
    found = _META.search(_without_comments(body[:PRESCAN]))
    codec = _codec(found[1].decode("ascii")) if found else ""
    # A declaration that is readable as ASCII is not in UTF-16.
    return "" if codec.startswith("utf-16") else codec


def _codec(label: str) -> str:
    """Return Python's codec for a label of the Encoding Standard, or nothing."""
    import webencodings

    encoding = webencodings.lookup(label)
    # "replacement" stands for charsets that browsers refuse to decode, and the user-defined one is
    # no codec of Python's: what is ASCII in such a page can still be read.
    if encoding is None or encoding.name in {"replacement", "x-user-defined"}:
        return ""
    return str(encoding.codec_info.name)


def _without_comments(head: bytes) -> bytes:
    parts = []
    while head:
        text, _, head = head.partition(b"<!--")
        parts.append(text)
        head = head.partition(b"-->")[2]
    return b" ".join(parts)
