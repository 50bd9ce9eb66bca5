"""What is kept between runs: the cache against any death, the ledger, the accepted verdicts."""

from __future__ import annotations

import datetime as dt
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from awesome_p2ti.history import ledger
from awesome_p2ti.links.cache import Cache, default_folder
from awesome_p2ti.links.http.client import HttpClient
from awesome_p2ti.links.models import Link, LinkUse, SiteRecord, Status, TitleKind, Verdict
from awesome_p2ti.links.record_json import decode, encode
from awesome_p2ti.links.reports.observations import observations
from awesome_p2ti.links.scheduling.host_health import OfflineError
from awesome_p2ti.links.scheduling.page_task import SHORT_TIMEOUT
from awesome_p2ti.problems import SetupError
from tests.link_runs import SHORT, run_links
from tests.links.server import page, reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.http.response import Response
    from tests.links.server import Server

ROOT = Path(__file__).resolve().parents[2]
DAY = dt.date(2026, 11, 23)


def links(*urls: str) -> list[Link]:
    return [Link(url, (LinkUse(path="data/x.yaml", line=1, column=1),)) for url in urls]


# --- the cache


def test_a_record_survives_the_cache() -> None:
    record = SiteRecord(
        status=Status.MOVED,
        title="Tïtle",
        title_kind=TitleKind.WORK,
        authors=("A B",),
        year=2023,
        headings=("One",),
        moved_to="https://x.test/",
        permanent=True,
        evidence=("e",),
    )
    assert decode(encode(record)) == record


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"status": "odd"}', '{"status":"ok","x":1}'])
def test_what_is_no_record_is_nothing(text: str) -> None:
    assert decode(text) is None


def test_what_responded_is_not_requested_again(server: Server, tmp_path: Path) -> None:
    server.answers["x.test/a"] = page("A")
    for cached in (False, True):
        cache = Cache(tmp_path / "c" / "links.sqlite")
        result = run_links(server, links("http://x.test/a", "http://x.test/b"), cache=cache)
        cache.close()
        assert [v.status.value for v in result.verdicts] == ["ok", "gone"]
        assert result.verdicts[0].cached is cached
    assert server.paths("x.test").count("/a") == 1
    assert server.paths("x.test").count("/b") == 3  # twice, and once more: the second look is known


def test_fresh_asks_anew_and_old_answers_expire(server: Server, tmp_path: Path) -> None:
    server.answers["x.test"] = page("A")
    file = tmp_path / "links.sqlite"
    now = time.time()
    run_links(server, links("http://x.test/a"), cache=Cache(file, now=now))
    run_links(server, links("http://x.test/a"), cache=Cache(file, now=now + 6 * 86400))
    assert len(server.requests) == 1
    run_links(server, links("http://x.test/a"), cache=Cache(file, now=now), fresh=True)
    assert len(server.requests) == 2
    run_links(server, links("http://x.test/a"), cache=Cache(file, now=now + 8 * 86400))
    assert len(server.requests) == 3


def test_a_failure_is_never_served(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "links.sqlite"
    server.answers["x.test"] = reply("", 503)
    first = run_links(server, links("http://x.test/a"), cache=Cache(file))
    server.answers["x.test"] = page("Back")
    second = run_links(server, links("http://x.test/a"), cache=Cache(file))
    assert first.verdicts[0].status is Status.UNREACHABLE
    assert second.verdicts[0].status is Status.OK


def test_a_wrong_link_is_not_trusted_for_days(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "links.sqlite"
    server.answers["x.test"] = page("x.test is for sale", "This domain is for sale. Buy now.")
    assert run_links(server, links("http://x.test/"), cache=Cache(file)).verdicts[0].status is (
        Status.WRONG
    )
    server.answers["x.test"] = page("A lab")
    assert run_links(server, links("http://x.test/"), cache=Cache(file)).verdicts[0].status is (
        Status.OK
    )


def test_an_unresponsive_host_has_a_shorter_timeout_the_second_time(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silence(_: object) -> bytes:
        time.sleep(3)
        return b""

    def noted(http: HttpClient, url: str, **options: Any) -> Response:
        if "silent.test" in url:
            waits.append(options["timeout"])
        return get(http, url, **options)

    get, waits = HttpClient.get, list[float]()
    monkeypatch.setattr(HttpClient, "get", noted)

    server.answers |= {"silent.test": silence, "x.test": page("A")}
    many = links("http://x.test/", *(f"http://silent.test/{n}" for n in range(6)))
    file = tmp_path / "links.sqlite"
    settings = SHORT | {"timeout": SHORT_TIMEOUT + 1.0}
    run_links(server, many, cache=Cache(file), **settings)
    # One at first, up to four at once in the late turn: not each of six twice.
    assert len(waits) <= 5
    assert waits[0] == SHORT_TIMEOUT + 1.0
    waits.clear()
    result = run_links(server, many, cache=Cache(file), **settings)
    assert waits[0] == SHORT_TIMEOUT
    assert len(waits) <= 5
    assert {v.status for v in result.verdicts[1:]} == {Status.UNREACHABLE}


def test_a_file_that_is_no_database_is_moved_away(tmp_path: Path) -> None:
    file = tmp_path / "links.sqlite"
    file.write_bytes(b"this is no database" * 100)
    cache = Cache(file)
    cache.put("http://x.test/", SiteRecord(status=Status.OK))
    assert set(cache.load(60)) == {"http://x.test/"}
    assert (tmp_path / "links.sqlite.broken").exists()


def test_a_folder_that_cannot_be_written_is_said_and_no_crash(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "links.sqlite")
    assert cache.fault
    cache.put("http://x.test/", SiteRecord(status=Status.OK))
    assert cache.load(60) == {}
    assert cache.failures() == {}


def test_another_versions_tables_are_dropped(tmp_path: Path) -> None:
    file = tmp_path / "links.sqlite"
    with sqlite3.connect(file) as db:
        db.execute("CREATE TABLE records (odd)")
        db.execute("PRAGMA user_version = 99")
    db.close()
    cache = Cache(file)
    cache.put("http://x.test/", SiteRecord(status=Status.OK))
    assert len(cache.load(60)) == 1


def test_two_runs_at_once_do_no_harm(tmp_path: Path) -> None:
    file = tmp_path / "links.sqlite"
    caches = [Cache(file), Cache(file)]

    def write(number: int) -> None:
        for n in range(200):
            caches[number].put(f"http://x.test/{number}/{n}", SiteRecord(status=Status.OK))

    threads = [threading.Thread(target=write, args=(n,)) for n in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Cache(file).load(60)) == 400
    assert [c.fault for c in caches] == ["", ""]


WRITER = """
import sys, time
from pathlib import Path
from awesome_p2ti.links.cache import Cache
from awesome_p2ti.links.models import SiteRecord, Status
cache = Cache(Path(sys.argv[1]))
start = int(sys.argv[2])
for n in range(start, start + 100_000):
    cache.put(f"http://x.test/{n}", SiteRecord(status=Status.OK, title="t" * 200))
    print(n, time.time(), flush=True)
"""


def test_a_kill_at_any_moment_loses_nothing_older_than_a_second(tmp_path: Path) -> None:
    file = tmp_path / "links.sqlite"
    rng = random.Random(7)
    kept: set[str] = set()
    for turn in range(int(os.environ.get("AWESOME_P2TI_KILLS", "12"))):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file), str(turn * 100_000)],
            stdout=subprocess.PIPE,
            cwd=ROOT,
            text=True,
        )
        assert writer.stdout is not None
        lines = [writer.stdout.readline()]
        assert lines[0], "the writer wrote nothing"
        time.sleep(rng.uniform(0.0, 0.12))
        writer.send_signal(signal.SIGKILL)
        died = time.time()
        lines += writer.stdout.read().splitlines()
        writer.stdout.close()
        writer.wait()
        rows = [line.split() for line in lines if len(line.split()) == 2 and "." in line]
        kept |= {f"http://x.test/{n}" for n, at in rows[:-1] if float(at) < died}
        cache = Cache(file)
        found = set(cache.load(3600))
        cache.close()
        assert kept <= found
        assert cache.fault == ""


def test_the_cache_lies_where_the_system_keeps_such_things(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/c")
    assert default_folder() == Path("/c/awesome-p2ti")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/h")
    below = "Library/Caches" if sys.platform == "darwin" else ".cache"
    assert default_folder() == Path("/h") / below / "awesome-p2ti"


# --- offline


def test_offline_nothing_is_judged(server: Server) -> None:
    server.nonexistent |= {"x.test", "y.test", "control.test"}
    with pytest.raises(OfflineError):
        run_links(server, links("http://x.test/a", "http://y.test/b"))


def test_one_dead_name_is_not_offline(server: Server) -> None:
    server.nonexistent.add("x.test")
    server.names["control.test"] = "127.0.0.1"
    port = server.port
    server.resolve = lambda host, _: _resolve(server, host, port)  # type: ignore[method-assign]
    assert run_links(server, links("http://x.test/a")).verdicts[0].status is Status.GONE


def _resolve(server: Server, host: str, port: int) -> object:
    from awesome_p2ti.links.http.ssrf_guard import NoSuchNameError, SocketAddress

    if host in server.nonexistent:
        raise NoSuchNameError(f"no such host: {host}")
    return [SocketAddress(2, ("127.0.0.1", port))]


def test_a_page_that_names_no_work_is_read_again_by_the_next_run(
    check: Callable[..., Verdict], server: Server, tmp_path: Path
) -> None:
    sentences = "".join(f"<p>Train number {w} stops here on holidays.</p>" for w in "abcdefgh")
    server.answers["x.test/a"] = page("Timetables", sentences)
    for _ in range(2):
        cache = Cache(tmp_path / "links.sqlite")
        found = check("http://x.test/a", title="Woven: Lanterns of Many Colours", cache=cache)
        cache.close()
        assert found.status is Status.UNRELATED
        assert not found.cached


# --- the ledger


def verdict(status: Status, url: str = "http://x.test/a", **more: object) -> Verdict:
    return Verdict(link=Link(url, ()), status=status, **more)  # type: ignore[arg-type]


def days(*numbers: int, status: Status = Status.GONE) -> dict[str, ledger.Line]:
    lines: dict[str, ledger.Line] = {}
    for number in numbers:
        today = DAY + dt.timedelta(days=number)
        lines = ledger.update(lines, observations([verdict(status)]), today, whole=True)
    return lines


@pytest.mark.parametrize(
    ("numbers", "gone"),
    [
        ((0,), False),
        ((0, 7), False),
        ((0, 1, 2), False),
        ((0, 3, 7), True),
        ((0, 7, 14), True),
        ((0, 0, 0, 7), False),
        ((0, 7, 7, 8), True),
    ],
)
def test_gone_needs_three_failures_over_a_week(numbers: tuple[int, ...], gone: bool) -> None:
    assert bool(ledger.gone(days(*numbers))) is gone


def test_an_answer_forgives_all_failures() -> None:
    lines = days(0, 7)
    lines = ledger.update(
        lines, observations([verdict(Status.OK)]), DAY + dt.timedelta(8), whole=True
    )
    lines = ledger.update(
        lines, observations([verdict(Status.GONE)]), DAY + dt.timedelta(15), whole=True
    )
    line = lines["http://x.test/a"]
    assert (line.failures, line.last_ok) == (1, "2026-12-01")
    assert not ledger.is_gone(line)


def test_an_answer_of_any_kind_begins_the_count_anew_and_silence_does_not() -> None:
    def after(status: Status) -> int:
        lines = days(0, 7)
        lines = ledger.update(
            lines, observations([verdict(status)]), DAY + dt.timedelta(8), whole=True
        )
        lines = ledger.update(
            lines, observations([verdict(Status.GONE)]), DAY + dt.timedelta(15), whole=True
        )
        return lines["http://x.test/a"].failures

    assert {s: after(s) for s in Status if s is not Status.GONE} == {
        s: 3 if s is Status.UNREACHABLE else 1 for s in Status if s is not Status.GONE
    }


def test_silence_is_never_gone() -> None:
    assert ledger.gone(days(0, 7, 14, 21, status=Status.UNREACHABLE)) == {}
    assert ledger.gone(days(0, 7, 14, 21, status=Status.BLOCKED)) == {}


def test_the_ledger_is_sorted_lines_and_reads_back() -> None:
    found = [
        verdict(Status.OK, "http://b.test/"),
        verdict(Status.MOVED, "http://a.test/", moved_to="http://c.test/"),
    ]
    lines = ledger.update({}, observations(found), DAY, whole=True)
    text = ledger.write(lines)
    assert [row.split('"')[3] for row in text.splitlines()] == ["http://a.test/", "http://b.test/"]
    assert ledger.read(text) == lines
    assert ledger.write(ledger.read(text)) == text


def test_a_part_of_the_list_keeps_the_other_lines() -> None:
    lines = ledger.update({}, observations([verdict(Status.OK, "http://a.test/")]), DAY, whole=True)
    part = ledger.update(
        lines, observations([verdict(Status.OK, "http://b.test/")]), DAY, whole=False
    )
    whole = ledger.update(
        lines, observations([verdict(Status.OK, "http://b.test/")]), DAY, whole=True
    )
    assert (set(part), set(whole)) == ({"http://a.test/", "http://b.test/"}, {"http://b.test/"})


def test_a_snapshot_stays_in_the_ledger() -> None:
    lines = ledger.update(
        {},
        observations([verdict(Status.GONE, archive="https://web.archive.org/web/1/x")]),
        DAY,
        whole=True,
    )
    lines = ledger.update(
        lines, observations([verdict(Status.GONE)]), DAY + dt.timedelta(7), whole=True
    )
    assert lines["http://x.test/a"].snapshot == "https://web.archive.org/web/1/x"


def test_a_line_that_is_none_is_named() -> None:
    with pytest.raises(SetupError, match=r"data/links\.jsonl:2"):
        ledger.read('{"url": "a", "status": "ok", "since": "2026-01-01"}\nnonsense\n')
