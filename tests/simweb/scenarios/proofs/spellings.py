"""The ways in which a text can name a work, and texts that only seem to."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simweb.works import Work

# Titles as an entry writes them, beside what stands on pages: the same work to every reader.
WRITINGS = (
    ("Harvest+: Extended Textual Conditioning", "$Harvest+$: Extended textual conditioning"),
    ("Café-Mix: Blending Two Subjects", r"Caf\'{e}-Mix: Blending Two Subjects"),
    ("α-Weave: Tuning-Free Portraits", r"$\alpha$-Weave: Tuning-Free Portraits"),
    ("β-Loom: Few-Step Portraits", "beta-Loom: few-step portraits"),
    ("T²I-Kiln: Firing Concepts", "$T^2$I-Kiln: Firing Concepts"),
    ("“Same Face” in Many Scenes", "``Same Face'' in Many Scenes"),
    ("FineGrain: Text-to-Image Personalization", "FineGrain: Text to Image Personalisation"),
    ("Cut & Keep: Editing One Subject", "Cut and Keep: Editing One Subject"),
    ("SnowGoose—Portraits in Any Weather", "SnowGoose -- Portraits in Any Weather"),
)


def spaced_out(title: str) -> str:
    """The title over three lines, with marks of Markdown in it."""
    words = title.split()
    third = max(1, len(words) // 3)
    lines = [words[:third], words[third : 2 * third], words[2 * third :]]
    return "\n".join("**" + " ".join(line) + "**" for line in lines if line)


def bold(title: str) -> str:
    """The title in mathematical bold letters."""
    shift = {"A": 0x1D400, "a": 0x1D41A}
    return "".join(
        chr(shift["A" if letter.isupper() else "a"] + ord(letter.lower()) - ord("a"))
        if letter.isascii() and letter.isalpha()
        else letter
        for letter in title
    )


def broken_up(title: str) -> str:
    """Soft hyphens in the long words, unlike hyphens, and hard blanks."""
    words = [word[:4] + "\u00ad" + word[4:] if len(word) > 7 else word for word in title.split()]
    return "\u00a0".join(words).replace("-", "\u2011")


def apart(title: str) -> str:
    """Accents as letters of their own, and ligatures."""
    return unicodedata.normalize("NFD", title).replace("fi", "ﬁ").replace("ff", "ﬀ")


def tagged(title: str) -> str:
    """Each word in an element of its own."""
    return "".join(f"<span class='w'>{word}</span> " for word in title.split())


def short(work: Work) -> str:
    """The work's short name."""
    return work.title.partition(":")[0]


def bibtex(work: Work) -> str:
    """How to cite it, as LaTeX writes it."""
    title = "".join(f"{{{letter}}}" if letter.isupper() else letter for letter in work.title)
    return f"@article{{x{work.year}, title={{{title}}}, year={{{work.year}}}}}"


def surnames(work: Work) -> str:
    """The first two authors by their surnames."""
    return " and ".join(person.split()[-1] for person in work.authors[:2])
