"""The ranking finds listed titles among others, and its figures are what they say."""

from __future__ import annotations

import random

import pytest

from awesome_p2ti.discovery.evaluation import evaluate
from awesome_p2ti.discovery.pool import PoolPaper
from awesome_p2ti.discovery.ranking import MIN_POOL, rank
from awesome_p2ti.problems import SetupError
from tests.make import listed, paper

OURS = ["Personalized Generation of", "Subject-Driven Customization for", "Identity-Preserving"]
OTHERS = ["Depth Estimation from", "Object Detection in", "Point Cloud Registration of",
          "Neural Radiance Fields for", "Semantic Segmentation of"]  # fmt: skip
WORDS = ["Images", "Faces", "Scenes", "Video", "Animals", "Streets", "Rooms", "Portraits"]


def _titles(heads: list[str], count: int, seed: int) -> list[str]:
    draw = random.Random(seed)
    return [f"{draw.choice(heads)} {draw.choice(WORDS)} {n}" for n in range(count)]


def test_what_sounds_like_the_list_comes_first() -> None:
    pool = [*_titles(OTHERS, 200, 1), *_titles(OURS, 10, 2)]
    scores = rank(pool, _titles(OURS, 40, 3), _titles(OTHERS, 5, 4))
    best = sorted(range(len(pool)), key=lambda n: -scores[n])[:10]
    assert set(best) == set(range(200, 210))
    assert scores == rank(pool, _titles(OURS, 40, 3), _titles(OTHERS, 5, 4))


def test_too_little_to_learn_from_is_said() -> None:
    with pytest.raises(SetupError, match="too few"):
        rank(["One"] * (MIN_POOL - 1), ["Two"], [])
    with pytest.raises(SetupError, match="too few"):
        rank(["One"] * MIN_POOL, [], [])


def test_the_figures_of_an_evaluation() -> None:
    listed_papers = [paper(f"p{n}", title=f"Listed {n}", arxiv=f"2401.{n:05}") for n in range(8)]
    pool = [PoolPaper(f"2401.{n:05}", f"Other Words {n}") for n in range(4)]  # by their ids
    pool += [PoolPaper(f"x{n}", f"Pool {n}") for n in range(96)]
    trained_on: list[str] = []

    def ranked_by(titles: list[str], known: list[str], declined: list[str]) -> list[float]:
        trained_on.extend(known)
        return [-abs(n - 2.5) for n in range(len(titles))]  # 2 3 1 4 0 5 ...

    found = evaluate(pool, listed(*listed_papers), ranked_by)
    assert sorted(trained_on) == [f"Listed {n}" for n in range(4, 8)]
    assert (found.pool, found.places) == (100, (1, 2, 3, 5))
    assert (found.precision(2), found.precision(20)) == (1.0, 0.2)
    assert (found.recall(2), found.recall(40)) == (0.5, 1.0)


def test_a_pool_without_listed_papers_measures_nothing() -> None:
    with pytest.raises(SetupError, match="nothing is hidden"):
        evaluate([PoolPaper("x", "Other")], listed(paper("one", title="Listed")))
