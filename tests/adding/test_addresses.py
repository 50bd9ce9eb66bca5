"""What people paste, and the work that it names; or why it names none."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from awesome_p2ti.adding.addresses import MAX_TEXT, Refused, Wanted, meant_host, read_address
from awesome_p2ti.hosts import is_public_host
from awesome_p2ti.urls import host_of

CVF = "https://openaccess.thecvf.com/content/CVPR2023/html/Ruiz_DreamBooth_paper.html"
ACL = "https://aclanthology.org/2024.acl-long.123/"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2208.12242", Wanted(arxiv="2208.12242")),
        (" arXiv:2208.12242v2 [cs.CV] ", Wanted(arxiv="2208.12242")),
        ("arXiv:cs/0601001v2", Wanted(arxiv="cs/0601001")),
        ("https://arxiv.org/pdf/2208.12242v2.pdf", Wanted(arxiv="2208.12242")),
        ("https://arxiv.org/html/2208.12242v1#S3", Wanted(arxiv="2208.12242")),
        ("http://export.arxiv.org/api/query?id_list=2208.12242", Wanted(arxiv="2208.12242")),
        ("alphaxiv.org/abs/2208.12242", Wanted(arxiv="2208.12242")),
        ("DreamBooth (https://arxiv.org/abs/2208.12242v2).", Wanted(arxiv="2208.12242")),
        ("- 2208.12242", Wanted(arxiv="2208.12242")),
        ("２２０８.１２２４２", Wanted(arxiv="2208.12242")),
        ("Paper: 10.1145/3610548.3618154", Wanted(doi="10.1145/3610548.3618154")),
        ("https://huggingface.co/papers/2208.12242", Wanted(arxiv="2208.12242")),
        ("https://doi.org/10.48550/arXiv.2208.12242", Wanted(arxiv="2208.12242")),
        ("10.1145/3610548.3618154", Wanted(doi="10.1145/3610548.3618154")),
        ("doi: 10.1145/3610548.3618154.", Wanted(doi="10.1145/3610548.3618154")),
        (
            "https://dl.acm.org/doi/abs/10.1145/3610548.3618154?utm_source=x",
            Wanted(doi="10.1145/3610548.3618154"),
        ),
        ("https://openreview.net/forum?id=m73tETvFkX&noteId=1", Wanted(openreview="m73tETvFkX")),
        ("openreview:m73tETvFkX", Wanted(openreview="m73tETvFkX")),
        (CVF, Wanted(url=CVF)),
        (ACL, Wanted(url=ACL)),
        ("aclanthology.org/2024.acl-long.123/", Wanted(url=ACL)),
        (f"{ACL}?utm_source=x#title", Wanted(url=ACL)),
        ("https://ina:secret@aclanthology.org/2024.acl-long.123/", Wanted(url=ACL)),
        ("https://dreambooth.github.io", Wanted(url="https://dreambooth.github.io")),
        ("https://github.com/google/dreambooth", Wanted(repository="google/dreambooth")),
        (
            "https://github.com/google/dreambooth/tree/main/data?tab=readme#x",
            Wanted(repository="google/dreambooth"),
        ),
        ("git@github.com:google/dreambooth.git", Wanted(repository="google/dreambooth")),
        ("huggingface.co/tencent/PhotoMaker/tree/main", Wanted(hub="tencent/PhotoMaker")),
        ("https://huggingface.co/spaces/a/b?x=1", Wanted(hub="spaces/a/b")),
        ("https://huggingface.co/datasets/a/b/viewer", Wanted(hub="datasets/a/b")),
    ],
)
def test_what_names_a_work(text: str, wanted: Wanted) -> None:
    assert read_address(text) == wanted


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("2304.0341", "2304.03410"),
        ("https://arxiv.org/abs/2304.034", "2304.03400"),
        ("arXiv:0801.123", "0801.1230"),
    ],
)
def test_an_id_that_lost_zeros_is_read_with_a_doubt(text: str, whole: str) -> None:
    wanted = read_address(text)
    assert isinstance(wanted, Wanted)
    assert wanted.arxiv == whole
    assert whole in wanted.doubt


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "empty"),
        ("x" * (MAX_TEXT + 1), "2,001 characters"),
        ("https://example.org/\u202egpj", "cannot be seen"),
        ("a\x00b", "cannot be seen"),
        ("DreamBooth", "neither an id nor an address"),
        ("a method for faces", "neither an id nor an address"),
        ("DreamBooth: Fine Tuning", "neither an id nor an address"),
        ("2208.12242 or 2304.03410", "neither an id nor an address"),
        ("2313.03410", "no arXiv id"),
        ("2304.034101", "no arXiv id"),
        ("google/dreambooth", "more than one place"),
        ("javascript:alert(1)", "no http or https address"),
        ("ftp://example.org/paper.pdf", "no http or https address"),
        ("http://127.0.0.1/paper", "public Internet"),
        ("http://2130706433/10.1145/1234.5678", "public Internet"),
        ("http://localhost:8000/x", "public Internet"),
        ("http://paper.internal/x", "public Internet"),
        ("http://[::1]/x", "public Internet"),
        ("https://arxiv.org/list/cs.CV/new", "names no paper"),
        ("https://openreview.net/group?id=ICLR.cc", "names no paper"),
        ("https://github.com/google", "no repository"),
        ("https://huggingface.co/models", "no model"),
        ("https://example.org", "whole site"),
    ],
)
def test_what_names_none(text: str, said: str) -> None:
    refused = read_address(text)
    assert isinstance(refused, Refused), refused
    assert said in refused.message
    assert refused.hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("2404,12000", "did you mean 2404.12000?"),
        ("arXiv: 2404-12000v2", "did you mean 2404.12000?"),
        ("2404,120", 'it looks like "2208.12242": copy it from the page'),
        ("https://doi.org/10.1145 /3610548", "give the address alone, without spaces"),
        ("https://a.example/x and more", "give the address alone, without spaces"),
    ],
)
def test_a_slip_is_answered_with_what_was_meant(text: str, hint: str) -> None:
    refused = read_address(text)
    assert isinstance(refused, Refused)
    assert refused.hint == hint


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("https://www.openreveiw.net/forum?id=x", "did you mean openreview.net?"),
        ("https://opnaccess.thecvf.com/x", "did you mean openaccess.thecvf.com?"),
        ("https://otters.github.io/x", ""),
        ("https://dl.acm.org/doi/x", ""),
        ("https://aclanthology.org/x", ""),
        ("", ""),
    ],
)
def test_a_mistyped_host_is_known(url: str, meant: str) -> None:
    assert meant_host(Wanted(url=url)) == meant


def test_a_private_network_may_be_allowed() -> None:
    allowed = [ipaddress.ip_network("127.0.0.0/8")]
    assert read_address("http://127.0.0.1/paper", allowed) == Wanted(url="http://127.0.0.1/paper")
    assert isinstance(read_address("http://10.0.0.1/paper", allowed), Refused)


SITES = r"(arxiv\.org|github\.com|huggingface\.co|openreview\.net|doi\.org|a\.example)"
PASTED = st.from_regex(rf"(https?://)?[\w.]{{0,12}}{SITES}/\S{{0,40}}")


@given(st.text() | PASTED)
def test_no_text_is_a_fault(text: str) -> None:
    read = read_address(text)
    if isinstance(read, Refused):
        assert read.message
        assert read.hint
    elif read.url:
        assert is_public_host(host_of(read.url))
    else:
        assert read.arxiv or read.doi or read.openreview or read.repository or read.hub
