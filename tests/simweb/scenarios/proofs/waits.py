"""Hosts that ask for patience: Retry-After in each form, and hosts that never let anybody in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import after, always
from tests.simweb.pauses import FOR_EVER, Pause, at_a_date, in_seconds
from tests.simweb.wire import Reply, html

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

ODD = (
    ("0", "ok", "0 seconds"),
    ("1.5", "ok", "a fraction"),
    ("-3", "ok", "a negative number"),
    ("soon", "ok", "a word"),
    ("Wed, 21 Oct 2015 07:28:00 GMT", "ok", "a date that is past"),
    ("Wednesday, 21-Oct-15 07:28:00 GMT", "ok", "a past date in the oldest form"),
    (" 2 ", "ok", "blanks around it"),
    ("٣", "ok", "digits of another script"),
    ("9" * 40, "blocked|unreachable", "a number without end"),
    ("86400", "blocked|unreachable", "a day"),
    ("Fri, 31 Dec 2199 23:59:59 GMT", "blocked|unreachable", "a date that is far away"),
)


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    _kept(draft)
    _odd(draft)
    _never(draft)


def without_a_word(status: int = 429) -> Callable[[float], Reply]:
    """A refusal that does not say when to come again."""
    return lambda _: html("<title>Too many requests</title>", status)


def _kept(draft: Draft) -> None:
    dice = draft.dice
    pauses = (
        (dice.uniform(2, 6), in_seconds(429), 1, 2, "429 with some seconds of Retry-After"),
        (dice.uniform(2, 6), in_seconds(503), 1, 1, "503 with some seconds of Retry-After"),
        (dice.uniform(2, 6), at_a_date(429), 1, 2, "429 with a date some seconds ahead"),
        (dice.uniform(2, 6), at_a_date(503), 1, 1, "503 with a date some seconds ahead"),
        (60.0, in_seconds(429), 1, 3, "429 with Retry-After: 60"),
        (60.0, in_seconds(503), 1, 1, "503 with Retry-After: 60"),
        (58.5, at_a_date(429), 1, 1, "429 with a date a minute ahead"),
        (2.0, in_seconds(429), 2, 1, "429 with Retry-After twice"),
        (30.0, in_seconds(403), 1, 1, "403 with Retry-After: 30"),
    )
    for seconds, refusal, times, links, about in pauses:
        truth = "ok|blocked" if about.startswith("403") else "ok"
        _host(draft, "patience", refusal, seconds, times, links, truth, about)


def _host(
    draft: Draft,
    label: str,
    refusal: Callable[[float], Reply],
    seconds: float,
    times: int,
    links: int,
    truth: str,
    about: str,
) -> None:
    """A host with some links behind one pause."""
    name, works = draft.host(label), [draft.any_work() for _ in range(links)]
    place = pages.Host({f"/works/{n}": draft.home(work) for n, work in enumerate(works, 1)})
    draft.web.site(name, Pause(seconds, refusal, place, times))
    for number, work in enumerate(works, 1):
        draft.link(f"https://{name}/works/{number}", work, truth, "live", about)


def _odd(draft: Draft) -> None:
    for value, truth, about in ODD:

        def once(work: Work, value: str = value, truth: str = truth) -> Handler:
            refusal = always(
                "<title>Later</title>", 429, Retry_After=value.encode().decode("latin-1")
            )
            return after(1, refusal, draft.home(work)) if truth == "ok" else refusal

        draft.at("odd-wait", once, truth, "live", f"Retry-After is {about}", path="/p")


def _never(draft: Draft) -> None:
    """Whoever says 429 for ever costs at most a minute, and its other links wait for nothing."""
    truth = "blocked|unreachable"
    _host(draft, "never", in_seconds(429), 20.0, FOR_EVER, 6, truth, "429 with 20 s, for ever")
    _host(draft, "never", without_a_word(), 1.0, FOR_EVER, 4, truth, "429 without a word, for ever")
    _host(draft, "never", in_seconds(429), 3600.0, FOR_EVER, 3, truth, "429 with an hour, for ever")
