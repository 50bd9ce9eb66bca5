"""A fault of ours in one URL is that URL's verdict; all others are judged and printed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from awesome_p2ti.cli import run
from awesome_p2ti.links.cache import Cache
from awesome_p2ti.links.http.client import HttpClient
from awesome_p2ti.links.models import Link, LinkUse, SiteRecord, Status
from awesome_p2ti.links.scheduling import url_tasks
from awesome_p2ti.links.scheduling.host_health import OfflineError
from awesome_p2ti.links.verifiers.arxiv import ArXiv
from awesome_p2ti.links.website.page_checker import PageChecker
from tests.link_runs import run_links
from tests.links.server import page

if TYPE_CHECKING:
    from tests.links.server import Server

URLS = ("http://x.test/a", "http://x.test/bad", "http://y.test/c")
LINKS = [Link(url, (LinkUse(title="A Work of Ours on Images"),)) for url in URLS]
DETAIL = re.compile(r"a fault of ours: ZeroDivisionError in links/[\w/]+\.py:\d+")


def failing(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, bad: object) -> None:
    """Let a function of ours fail where its first or second argument is of the bad address."""
    right = getattr(owner, name)

    def fails(*args: object, **more: object) -> object:
        if any(bad in (a, getattr(a, "url", None)) for a in args[:2]):
            raise ZeroDivisionError
        return right(*args, **more)

    monkeypatch.setattr(owner, name, fails)


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (PageChecker, "check"),  # reading
        (PageChecker, "_page_record"),
        (HttpClient, "get"),
        (url_tasks, "judge"),  # judging
        (Cache, "put"),  # keeping
    ],
)
def test_a_fault_in_one_address_is_its_verdict(
    owner: object, name: str, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server.answers |= {"x.test": page("A page"), "y.test": page("A page")}
    if name == "judge":
        right = url_tasks.judge

        def fails(link: Link, record: SiteRecord, *args: object, **more: object) -> object:
            if link is LINKS[1] and record.status is Status.OK:
                raise ZeroDivisionError
            return right(link, record, *args, **more)  # type: ignore[arg-type]

        monkeypatch.setattr(url_tasks, "judge", fails)
    else:
        failing(monkeypatch, owner, name, URLS[1])
    cache = Cache(tmp_path / "c.sqlite")
    result = run_links(server, LINKS, cache=cache)
    first, bad, last = result.verdicts
    assert (first.status, last.status, result.unchecked) == (Status.OK, Status.OK, [])
    assert [type(e) for e in result.faults] == [ZeroDivisionError]
    if name == "put":
        assert bad.status is Status.OK  # it was judged before
    else:
        assert bad.status is Status.UNREACHABLE
        assert DETAIL.fullmatch(bad.detail)
    assert set(cache.load(60)) == {URLS[0], URLS[2]}
    assert cache.failures() == {}  # the next run is as patient with it as ever


def test_a_fault_in_identifying_a_url_is_its_verdict(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr(ArXiv, "identify", fails)
    server.answers["x.test"] = page("A page")
    urls = ("https://arxiv.org/abs/2208.12242", "http://x.test/a")
    result = run_links(server, [Link(url, (LinkUse(),)) for url in urls])
    bad, good = result.verdicts
    assert (bad.status, good.status) == (Status.UNREACHABLE, Status.OK)
    assert DETAIL.fullmatch(bad.detail)
    assert [type(e) for e in result.faults] == [ZeroDivisionError]


def test_a_fault_in_a_batch_leaves_its_addresses_to_their_pages(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> NoReturn:
        raise ZeroDivisionError

    monkeypatch.setattr(ArXiv, "lookup", fails)
    server.answers |= {"arxiv.org": page("A page"), "x.test": page("A page")}
    urls = ("https://arxiv.org/abs/2208.12242", "http://x.test/a")
    plain = [Link(url, (LinkUse(),)) for url in urls]
    result = run_links(server, plain)
    assert len(result.verdicts) == 2
    assert result.verdicts[1].status is Status.OK
    assert result.fallbacks["arxiv"] == 1
    assert [type(e) for e in result.faults] == [ZeroDivisionError]


def test_a_cached_record_that_cannot_be_judged_is_requested_anew(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server.answers["x.test"] = page("A page")
    file = tmp_path / "c.sqlite"
    run_links(server, LINKS[:1], cache=Cache(file))
    right = url_tasks.judge

    def fails(link: Link, record: SiteRecord, *args: object, cached: bool = False) -> object:
        if cached:
            raise ZeroDivisionError
        return right(link, record, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(url_tasks, "judge", fails)
    verdict = run_links(server, LINKS[:1], cache=Cache(file)).verdicts[0]
    assert (verdict.status, verdict.cached, len(server.requests)) == (Status.OK, False, 2)


@pytest.mark.parametrize("error", [OfflineError, KeyboardInterrupt])
def test_what_ends_a_run_still_does(
    error: type[BaseException], server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> NoReturn:
        raise error

    monkeypatch.setattr(PageChecker, "check", fails)
    if error is OfflineError:
        with pytest.raises(OfflineError):
            run_links(server, LINKS)
    else:
        result = run_links(server, LINKS)
        assert (result.interrupted, result.faults) == (True, [])


def test_the_command_prints_all_and_ends_with_3(
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    server.answers["127.0.0.1"] = page("A page")
    urls = [f"http://127.0.0.1:{server.port}/{n}" for n in range(4)]
    failing(monkeypatch, PageChecker, "check", urls[2])
    assert run(["links", *urls, "--format", "json", "--allow-network", "127.0.0.0/8"]) == 3
    told = capsys.readouterr()
    rows = json.loads(told.out)["links"]
    assert [r["status"] for r in rows] == ["ok", "ok", "unreachable", "ok"]
    assert DETAIL.fullmatch(rows[2]["detail"])
    assert "4 links: 3 ok, 1 unreachable" in told.err
    assert "a fault of the tool, not of your data: ZeroDivisionError" in told.err
