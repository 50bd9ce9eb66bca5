"""Pages are decoded as browsers decode them, by the charsets of the web and no others."""

from __future__ import annotations

import pytest

from awesome_p2ti.links.http.charset import decode
from awesome_p2ti.links.http.response import Response

META = b"<meta charset=%b>"


@pytest.mark.parametrize(
    ("body", "kind", "text"),
    [
        ("é".encode(), "", "é"),
        ("é".encode("latin-1"), "text/html; charset=ISO-8859-1", "é"),
        (b"\x93a\x94", "text/html; charset=latin1", "“a”"),  # which is windows-1252 to browsers
        ("页面".encode("gb18030"), "text/html; charset='gb2312'", "页面"),
        ("例".encode("shift_jis"), "text/html;charset=x-sjis", "例"),
        (b"\xef\xbb\xbf" + "é".encode(), "text/html; charset=latin1", "é"),
        (b"\xff\xfe" + "é".encode("utf-16-le"), "text/html; charset=utf-8", "é"),
        (b"\xfe\xff" + "é".encode("utf-16-be"), "", "é"),
        (b"\xff", "text/html; charset=utf-8", "\ufffd"),
    ],
)
def test_charsets_of_headers_and_marks(body: bytes, kind: str, text: str) -> None:
    assert decode(body, kind) == text


def test_a_meta_charset_counts_where_the_header_has_none() -> None:
    cyrillic = META % b"windows-1251" + "страница".encode("cp1251")
    assert decode(cyrillic, "text/html").endswith("страница")
    assert decode(b"<!-- " + META % b"koi8-r" + b" -->" + cyrillic, "").endswith("страница")
    assert decode(META % b"utf-16" + "é".encode(), "").endswith("é")


@pytest.mark.parametrize(
    "label",
    ["punycode", "unicode_escape", "raw_unicode_escape", "idna", "utf-7", "undefined", "rot13",
     "hex", "mbcs", "utf-8-sig", "replacement", "iso-2022-kr", "x-user-defined", "../../etc"],
)  # fmt: skip
def test_a_page_names_no_codec_of_pythons(label: str) -> None:
    body = META % label.encode() + b"\\ud800 +AGE- a-b" + "é".encode()
    for kind in (f"text/html; charset={label}", "text/html"):
        text = decode(body, kind)
        assert text == body.decode()
        text.encode()


def test_a_response_is_decoded_once() -> None:
    response = Response("http://x.test/", body="é".encode())
    assert response.text() == "é"
    assert response.text() is response.text()
    response.body = b"a"
    assert response.text() == "a"
