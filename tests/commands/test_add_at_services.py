"""`add` and `intake` at simulated services: whole, and with each of arXiv's hosts out of order."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from awesome_p2ti.links.http.connections import tls_context
from awesome_p2ti.rules.registry import load_and_check
from tests.adding.test_issue_form import form
from tests.in_process import call
from tests.simweb.ports import serving
from tests.simweb.services.all import Services
from tests.simweb.services.faults import break_hosts
from tests.simweb.world import Web

TITLE = "DreamOtter: Drawing a Given Otter"
FILE = "data/papers/2023/dreamotter.yaml"
CODE = "https://github.com/otter/dreamotter"
ENTRY = f"""\
# yaml-language-server: $schema=../../schema/papers.json
title: "{TITLE}"
name: DreamOtter
authors: [Ina Vale, Tom Reed]
date: 2023-04
arxiv: "2304.03410"
tasks: [subject]
"""


@pytest.fixture
def web() -> Web:
    """Return services that know one work; its code is linked by hand, and names it."""
    made, services = Web(), Services()
    authors = ("Ina Vale", "Tom Reed")
    services.arxiv.add("2304.03410", TITLE, authors=authors)
    services.hub.add_paper("2304.03410", TITLE, authors, githubRepo=CODE, githubRepoAddedBy="user")
    services.github.add("otter", "dreamotter", TITLE, readme=f"# {TITLE}\n\narXiv:2304.03410\n")
    services.install(made)
    return made


@contextlib.contextmanager
def reachable(web: Web) -> Iterator[None]:
    """Serve a web whose authority the command trusts."""
    with serving(web) as running:
        context = tls_context({"SSL_CERT_FILE": str(running.bundle)})
        with mock.patch(
            "awesome_p2ti.links.http.connections.shared_tls_context", return_value=context
        ):
            yield


@pytest.fixture
def reached(web: Web) -> Iterator[None]:
    with reachable(web):
        yield


def add(root: Path, *args: str) -> str:
    """Add, and return the entry's text."""
    done = call("add", *args, "--task", "subject", "--allow-network", "127.0.0.0/8", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    assert load_and_check(root)[1] == []
    return (root / FILE).read_text(encoding="utf-8")


@pytest.mark.usefixtures("reached")
@pytest.mark.parametrize(
    "address", ["2304.03410", "https://huggingface.co/papers/2304.03410", CODE]
)
def test_whatever_is_pasted_gives_the_same_entry(small_list: Path, address: str) -> None:
    assert add(small_list, address).startswith(ENTRY)


@pytest.mark.usefixtures("reached")
def test_code_is_written_where_it_and_a_person_vouch_for_each_other(small_list: Path) -> None:
    assert add(small_list, "2304.03410") == f"{ENTRY}links:\n  code: {CODE}\n"


@pytest.mark.parametrize("fault", ["429", "200 Rate exceeded.", "bot page", "cut"])
@pytest.mark.parametrize("host", ["export.arxiv.org", "huggingface.co"])
def test_no_field_hangs_on_one_service(small_list: Path, web: Web, host: str, fault: str) -> None:
    break_hosts(web, frozenset({host}), fault)
    with reachable(web):
        assert add(small_list, "2304.03410").startswith(ENTRY)


def test_with_all_services_out_of_order_a_skeleton_is_left(small_list: Path, web: Web) -> None:
    break_hosts(web, frozenset(web.sites), "503")
    with reachable(web):
        args = ("2304.03410", "--task", "subject", "--allow-network", "127.0.0.0/8")
        done = call("add", *args, cwd=small_list)
    assert done.returncode == 1
    path = "data/papers/2023/arxiv-2304-03410.yaml"
    assert path in done.stdout
    assert [p.path for p in load_and_check(small_list)[1]] == [path]


@pytest.mark.usefixtures("reached")
def test_an_id_that_nobody_knows_is_said(small_list: Path) -> None:
    args = ("2304.03499", "10.1000/nothing", "--task", "subject", "--allow-network", "127.0.0.0/8")
    done = call("add", *args, cwd=small_list)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("there is no such work") == 2


@pytest.mark.usefixtures("reached")
def test_a_form_is_answered_with_its_links_asked(small_list: Path) -> None:
    (small_list / "text.md").write_text(form("arXiv:2304.03410v1"), encoding="utf-8")
    args = ("intake", "text.md", "--output", "answer", "--allow-network", "127.0.0.0/8")
    done = call(*args, cwd=small_list)
    assert done.returncode == 0, done.stderr
    result = json.loads((small_list / "answer/result.json").read_text(encoding="utf-8"))
    assert (result["status"], result["path"]) == ("ready", FILE)
    report = (small_list / "answer/report.md").read_text(encoding="utf-8")
    assert f"[code]({CODE})" in report
    assert "To fix" not in report
