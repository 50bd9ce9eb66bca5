"""Which titles sound like those of the list: a linear classifier, trained anew each time.

Its examples are the list's titles against the pool that is to be ranked, in folds, so that no title
is judged by a classifier that was told it is wrong. In the pool are a few right ones among the
wrong: in thousands they do not matter. Needs scikit-learn, the extra ``discover``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from awesome_p2ti.normalize import plain_markup
from awesome_p2ti.problems import SetupError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

FOLDS = 5
ROUNDS = 3
"""How many times the pool is cut into folds: the mean of the scores depends less on chance."""
SOFTNESS = 0.5
"""The C of scikit-learn's LinearSVC."""
DECLINED_WEIGHT = 0.2
"""What a declined title weighs beside one of the pool: it is next to the list, and yet no part."""
WORD = r"\b\w+\b"
MIN_POOL = 50
"""In fewer titles than these the wrong ones cannot be learnt."""


def rank(pool: Sequence[str], listed: Sequence[str], declined: Sequence[str]) -> list[float]:
    """Return a score for each title of a pool: the higher, the more it sounds like the list.

    Scores of two pools cannot be compared. Raises SetupError without scikit-learn, and where there
    is too little to learn from.
    """
    if len(pool) < MIN_POOL or not listed:
        raise SetupError(
            f"{len(pool)} titles and {len(listed)} listed ones are too few to learn from",
            f"rank at least {MIN_POOL} titles beside a list with papers",
        )
    np, classifier_of = _libraries()
    features = _features([*listed, *declined, *pool])
    examples, first = len(listed) + len(declined), np.arange(len(listed) + len(declined))
    scores = np.zeros(len(pool))
    for turn in range(ROUNDS):
        fold = np.random.RandomState(turn).permutation(len(pool)) % FOLDS
        for number in range(FOLDS):
            others, own = np.where(fold != number)[0], np.where(fold == number)[0]
            weights = np.ones(examples + len(others))
            weights[: len(listed)] = len(others) / len(listed)
            weights[len(listed) : examples] = DECLINED_WEIGHT
            classifier = classifier_of(C=SOFTNESS, random_state=0).fit(
                features[np.concatenate([first, examples + others])],
                np.arange(len(weights)) < len(listed),
                sample_weight=weights,
            )
            scores[own] += classifier.decision_function(features[examples + own])
    return [float(score) / ROUNDS for score in scores]


def _features(titles: Sequence[str]) -> Any:
    """Return what the classifier sees of each title: its words, pairs of words and pieces."""
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer

    texts = [plain_markup(title) for title in titles]
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=WORD)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, sublinear_tf=True)
    return hstack([words.fit_transform(texts), pieces.fit_transform(texts)]).tocsr()


def _libraries() -> tuple[Any, Any]:
    try:
        import numpy as np
        from sklearn.svm import LinearSVC
    except ImportError as e:
        hint = "install it: pip install 'awesome-p2ti[discover]', here with -e '.[discover]'"
        raise SetupError(f"ranking titles needs scikit-learn: {e}", hint) from e
    return np, LinearSVC
