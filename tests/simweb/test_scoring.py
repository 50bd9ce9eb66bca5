"""The figures of a run count what is wrong, and each mistake is named with its truth."""

from __future__ import annotations

import pytest

from tests.simweb import harness, scoring
from tests.simweb.scoring import Said
from tests.simweb.world import Case

LIVE = Case("https://lab.edu/", ("ok", "moved"), "live", "an ordinary page")
DEAD = Case("https://lab.edu/gone", ("gone",), "dead", "a page that answers 404")
SOFT = Case("https://lab.edu/soft", ("wrong",), "soft", "an error page that answers 200")
TRAP = Case("https://inside.net/", ("refused",), "trap", "leads inside", trap="trap-7")
CASES = (LIVE, DEAD, SOFT, TRAP)


def outcome(*verdicts: str, **seen: object) -> scoring.Outcome:
    links = [
        scoring.judge(case, Said(verdict, "because"), ours=True)
        for case, verdict in zip(CASES, verdicts, strict=True)
    ]
    return scoring.Outcome("ours", links, harness.Seen({}, "", "", **seen))  # type: ignore[arg-type]


def test_all_right() -> None:
    run = outcome("moved", "gone", "wrong", "refused", requests=[{}, {}])
    assert scoring.figures(run) == scoring.Figures(
        links=4,
        right=4,
        live=1,
        false_alarms=0,
        soft=1,
        soft_found=1,
        requests=2,
        over_limit=0,
        traps=1,
        traps_followed=0,
    )
    assert scoring.mistakes(run) == []


@pytest.mark.parametrize("verdict", ["gone", "wrong"])
def test_a_live_link_called_dead_is_a_false_alarm(verdict: str) -> None:
    run = outcome(verdict, "gone", "wrong", "refused")
    counted = scoring.figures(run)
    assert (counted.right, counted.false_alarms) == (3, 1)
    assert scoring.mistakes(run) == [
        "  FALSE ALARM https://lab.edu/",
        f"    said {verdict} (because), truth ok|moved: an ordinary page",
    ]


def test_a_missed_soft_error_is_no_false_alarm() -> None:
    run = outcome("ok", "gone", "ok", "refused")
    counted = scoring.figures(run)
    assert (counted.right, counted.false_alarms, counted.soft_found) == (3, 0, 0)
    assert scoring.mistakes(run)[0] == "  https://lab.edu/soft"


def test_a_move_to_another_place_than_the_true_one_is_wrong() -> None:
    case = Case("https://lab.edu/#a", ("moved", "ok"), "live", "", moved_to="https://new.edu/#a")
    judged = [
        scoring.judge(case, Said(verdict, "because", target), ours=True)
        for verdict, target in (
            ("moved", "https://new.edu/#a"),
            ("moved", "https://new.edu/"),
            ("ok", ""),
        )
    ]
    assert [link.right for link in judged] == [True, False, True]
    assert judged[1].detail == "to https://new.edu/, not to https://new.edu/#a"


def test_broken_limits_and_visits_inside_are_counted_and_named() -> None:
    visits = [{"address": "10.0.0.1", "port": 80, "bytes": "GET /trap-7 HTTP/1.1"}]
    over = {"lab.edu": {"rate": 2, "at-once": 1}}
    run = outcome("ok", "gone", "wrong", "refused", over=over, traps=visits)
    counted = scoring.figures(run)
    assert (counted.right, counted.over_limit, counted.traps_followed) == (4, 3, 1)
    assert scoring.mistakes(run) == [
        "  over a limit: lab.edu 3 {'rate': 2, 'at-once': 1}",
        "  inside: 10.0.0.1 80 'GET /trap-7 HTTP/1.1'",
    ]


def test_the_four_words_of_another_checker_are_read_in_its_favour() -> None:
    assert scoring.is_right(LIVE, "ok", ours=False)
    assert not scoring.is_right(LIVE, "error", ours=False)
    assert scoring.is_right(DEAD, "error", ours=False)
    assert not scoring.is_right(DEAD, "timeout", ours=False)
    assert scoring.is_right(TRAP, "excluded", ours=False)
