"""What a host answers to addresses that cannot exist: asked once a folder, for all threads."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, cast

import pytest

from awesome_p2ti.links.heuristics.control_probe import MAX_FOLDERS, ControlProbe
from awesome_p2ti.links.http.errors import ErrorKind, FetchError
from awesome_p2ti.links.http.response import Response
from awesome_p2ti.links.models import Link, LinkUse, Status
from awesome_p2ti.links.pages.html import Page
from tests.link_runs import run_links
from tests.links.server import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from awesome_p2ti.links.http.client import HttpClient
    from tests.links.server import Server

TITLE = "WovenLantern: Few-Shot Portraits of One Subject"
SORRY = "<title>Vision Lab</title><h1>Oops</h1><p>The page you want could not be found, sorry."
ITS = Page(title="Vision Lab", text="Vision Lab Oops The page you want could not be found, sorry.",
           size=68)  # fmt: skip


class Recorder:
    """Stands in for the client; each answer may be held back."""

    def __init__(self, answer: Callable[[str], Response]) -> None:
        self.asked: list[str] = []
        self._answer = answer

    def get(self, url: str) -> Response:
        self.asked.append(url.rpartition("/")[0])
        return self._answer(url)


def _probes(answer: Callable[[str], Response]) -> tuple[ControlProbe, Recorder]:
    recorder = Recorder(answer)
    return ControlProbe(cast("HttpClient", recorder)), recorder


def _sorry(url: str) -> Response:
    return Response(url, final_url=url, status=200, body=SORRY.encode(), requests=1)


def _same(probes: ControlProbe, url: str) -> bool:
    return probes.is_same_page(ITS, Response(url, final_url=url))


def test_a_second_thread_waits_for_the_first_ones_answer() -> None:
    asking, may_answer = threading.Event(), threading.Event()

    def answer(url: str) -> Response:
        asking.set()
        assert may_answer.wait(30)
        return _sorry(url)

    probes, recorder = _probes(answer)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(_same, probes, "http://x.test/p/a")
        assert asking.wait(30)
        started = threading.Event()
        second = pool.submit(lambda: (started.set(), _same(probes, "http://x.test/p/b"))[1])
        assert started.wait(30)
        may_answer.set()
        assert (first.result(30), second.result(30)) == (True, True)
    assert recorder.asked == ["http://x.test/p"]


def test_threads_that_start_together_all_hear_the_answer() -> None:
    barrier = threading.Barrier(8)
    probes, recorder = _probes(_sorry)

    def one(number: int) -> bool:
        barrier.wait(30)
        return _same(probes, f"http://x.test/p/{number}")

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(one, range(8)))
    assert recorder.asked == ["http://x.test/p"]


def test_a_probe_that_breaks_leaves_nobody_waiting() -> None:
    def answer(url: str) -> Response:
        raise RuntimeError

    probes, _ = _probes(answer)
    with pytest.raises(RuntimeError):
        _same(probes, "http://x.test/p/a")
    assert not _same(probes, "http://x.test/p/b")


def test_folders_that_answer_alike_speak_for_the_others() -> None:
    probes, recorder = _probes(_sorry)
    assert all(_same(probes, f"http://x.test/p{n}/a") for n in range(8))
    assert len(recorder.asked) == 3


def test_a_folder_of_another_kind_is_probed_itself() -> None:
    def answer(url: str) -> Response:
        return _sorry(url) if "/p/" in url else Response(url, final_url=url, status=404)

    probes, _ = _probes(answer)
    assert not any(_same(probes, f"http://x.test/p{n}/a") for n in range(5))
    assert _same(probes, "http://x.test/p/a")


def test_one_folder_speaks_for_itself_only() -> None:
    def answer(url: str) -> Response:
        title = url.rpartition("/")[0][-1]
        return Response(url, final_url=url, status=200, body=f"<title>{title}</title>".encode())

    probes, _ = _probes(answer)
    for folder in "abcde":
        own = Page(title=folder, text=folder, size=1)
        assert probes.is_same_page(
            own, Response(f"http://x.test/{folder}/w", final_url="http://x.test/")
        )


@pytest.mark.parametrize(
    ("answer", "asked"),
    [
        (lambda url: Response(url, final_url=url, status=404), MAX_FOLDERS),
        (lambda url: Response(url, error=FetchError(ErrorKind.TIMEOUT, "late")), 3),
    ],
)
def test_the_probes_of_a_host_are_limited(answer: Callable[[str], Response], asked: int) -> None:
    probes, recorder = _probes(answer)
    assert not any(_same(probes, f"http://x.test/p{n}/a") for n in range(40))
    assert len(recorder.asked) == asked


@pytest.mark.parametrize("place", ["/soft/p{}/a", "/soft/{}"])
def test_all_soft_404s_of_a_host_are_found(place: str, server: Server) -> None:
    text = "<h1>Page not found</h1>" + "<p>Our laboratory, its people and its news.</p>" * 50
    server.answers["x.test"] = page("Vision Lab", text)
    links = [Link("http://x.test" + place.format(n), (LinkUse(role="project"),)) for n in range(8)]
    assert {v.status for v in run_links(server, links).verdicts} == {Status.WRONG}
