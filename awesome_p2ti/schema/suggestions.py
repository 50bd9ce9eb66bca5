"""What was meant: the known word that is nearest, or what other people's words mean here."""

from __future__ import annotations

import re

_BOTH = (
    "write encoder where a network was trained for it, training-free where nothing was; papers "
    "call both {}"
)
_TUNED = "write test-time: something is optimized for each new subject"
_MEANINGS = {
    "approach": {
        **{word: _BOTH.format(word) for word in ("zero-shot", "tuning-free", "finetuning-free")},
        **dict.fromkeys(
            ("fine-tuning", "finetuning", "fine-tuned", "tuning", "tuning-based", "optimization",
             "optimization-based", "inversion", "test-time-tuning", "dreambooth", "lora"),
            _TUNED,
        ),
        **dict.fromkeys(("plug-in", "plugin", "plug-and-play", "merging"), "write add-on"),
        "trained": "write encoder: a network was trained for it",
    },
    "references": {
        **dict.fromkeys(("1", "single", "one-shot", "single-image"), "write one"),
        **dict.fromkeys(
            ("2", "3", "4", "5", "3-5", "several", "multiple", "multi", "many", "few-shot"),
            "write few",
        ),
    },
    "tuning": {
        **dict.fromkeys(("encoder", "training-free", "tuning-free", "none"), "write zero-shot"),
        **dict.fromkeys(("fine-tuning", "finetuning", "optimization"), "write test-time"),
    },
    "better": {
        **dict.fromkeys(("up", "max", "high", "more", "↑"), "write higher"),
        **dict.fromkeys(("down", "min", "low", "less", "↓"), "write lower"),
    },
    "seen_in": {
        **dict.fromkeys(("paper", "pdf", "arxiv"), "write paper-text"),
        **dict.fromkeys(("github", "readme", "code", "repository", "repo"), "write official-repo"),
        **dict.fromkeys(("blog", "survey", "digest"), "write third-party-digest"),
    },
}  # fmt: skip
"""What other people's words for a field's values mean here."""

_NAMES = {
    **dict.fromkeys(
        ("homepage", "website", "webpage", "page", "site", "project-page", "url", "link"), "project"
    ),
    **dict.fromkeys(("github", "repo", "repository", "source-code", "codes"), "code"),
    **dict.fromkeys(("model", "checkpoint", "checkpoints", "huggingface"), "weights"),
    **dict.fromkeys(("space", "gradio", "colab"), "demo"),
    **dict.fromkeys(("youtube", "talk", "videos"), "video"),
    **dict.fromkeys(("pdf", "papers"), "paper"),
    **dict.fromkeys(("data", "datasets"), "dataset"),
    **dict.fromkeys(("year", "month", "published", "published-on"), "date"),
    **dict.fromkeys(("conference", "journal", "booktitle", "published-in"), "venue"),
    **dict.fromkeys(("eprint", "arxiv-id", "arxivid", "arxiv-url"), "arxiv"),
    **dict.fromkeys(("short-name", "method", "acronym", "abbreviation"), "name"),
    **dict.fromkeys(("category", "categories", "tags", "topics", "section"), "tasks"),
    **dict.fromkeys(("base-model", "backbone", "backbones"), "base_models"),
    **dict.fromkeys(("notes", "comment", "comments", "remark"), "note"),
}
"""What other lists and BibTeX call our fields."""


def did_you_mean(word: str, known: list[str]) -> str:
    """Return the hint that names the known word most like ``word``, or nothing."""
    return f"did you mean '{near}'?" if (near := nearest(word, known)) else ""


def nearest(word: str, known: list[str]) -> str:
    """Return the known word most like ``word``, whatever its capitals, or nothing."""
    from rapidfuzz import fuzz, process

    exact = {plain_word(k): k for k in known}
    if found := exact.get(plain_word(word)):
        return found
    best = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=60)
    return best[0] if best else ""


def value_meant(field: str, value: str) -> str:
    """Return the hint for another people's word for a value of a field, or nothing."""
    return _MEANINGS.get(field, {}).get(plain_word(value), "")


def field_meant(name: str) -> str:
    """Return what a field is called here that bears another name elsewhere, or nothing."""
    return _NAMES.get(plain_word(name), "")


def plain_word(word: str) -> str:
    """Return a word in lower case, with hyphens for whatever stands between its parts."""
    return re.sub(r"[\s_.-]+", "-", word.strip().lower())
