"""Phrases, in many languages, of pages that are missing, for sale, closed, guarded or not well.

A phrase is evidence and no proof: the heuristics weigh where it is found, what else is on the page,
and what a URL that cannot exist on that host answers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from awesome_p2ti.links.heuristics import phrase_tables as tables
from awesome_p2ti.normalize import normalize_text, normalize_title

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_NAME = 60  # characters of a title or heading that states nothing else
_BEFORE, _AFTER = 8, 30  # how far a subject may be from its predicate: words, and characters
_GAP = 24  # characters between the parts of a predicate

_Predicate = tuple[str, ...]  # its parts, in their order
_Rows = tuple[tuple[tuple[str, ...], tuple[_Predicate, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Table:
    """Subjects with their predicates, and those of them that a text of ASCII alone may hold."""

    rows: _Rows
    ascii: _Rows


def _ready(table: tuple[tuple[str, str], ...]) -> _Table:
    rows = tuple(
        (
            tuple(map(normalize_title, subjects.split())),
            tuple(tuple(map(normalize_title, p.split("…"))) for p in predicates.split("|")),
        )
        for subjects, predicates in table
    )
    plain = (
        (
            tuple(filter(str.isascii, subjects)),
            tuple(p for p in predicates if all(map(str.isascii, p))),
        )
        for subjects, predicates in rows
    )
    return _Table(rows, tuple(pair for pair in plain if all(pair)))


_MISSING_READY, _FOR_SALE_READY, _CLOSED_READY, _GUARDED_READY, _HINTED_READY, _UNWELL_READY = map(
    _ready,
    (tables.MISSING, tables.FOR_SALE, tables.CLOSED, tables.GUARDED, tables.HINTED, tables.UNWELL),
)
_ERROR_WORDS = frozenset(
    normalize_title(w)
    for w in (
        "error erreur fehler errore erro fout fel feil fejl virhe błąd chyba hiba eroare hata lỗi "
        "ошибка помилка грешка σφάλμα 错误 錯誤 エラー 오류 خطأ خطا שגיאה kesalahan ralat code "
        "http status oops page seite página pagina страница".split()
    )
)


def _states(text: str, table: _Table) -> bool:
    """Say whether a predicate is near its subject, at any place of a normalized text."""
    for subjects, predicates in table.ascii if text.isascii() else table.rows:
        for predicate in predicates if _holds_any(text, subjects) else ():
            start, end = _find(text, predicate, 0)
            while end:
                before = text[max(0, start - 400) : start].split()[-_BEFORE:]
                near = " ".join(before) + text[start : end + _AFTER]
                if _holds_any(near, subjects):
                    return True
                start, end = _find(text, predicate, end)
    return False


def _find(text: str, predicate: _Predicate, since: int) -> tuple[int, int]:
    """Return where a predicate begins and ends; 0, 0 where it is not found."""
    start = text.find(predicate[0], since)
    while start >= 0:
        end = start + len(predicate[0])
        for part in predicate[1:]:
            at = text.find(part, end, end + _GAP + len(part))
            if at < 0:
                break
            end = at + len(part)
        else:
            return start, end
        start = text.find(predicate[0], start + 1)
    return 0, 0


def _holds_any(text: str, words: tuple[str, ...]) -> bool:
    for word in words:  # noqa: SIM110  a generator takes three times as long
        if word in text:
            return True
    return False


def states_missing(text: str) -> bool:
    """Say whether a text, in another language than English, calls a page or file missing."""
    return _states(normalize_text(text[:2000]), _MISSING_READY)


def states_for_sale(text: str) -> bool:
    """Say whether a text, in another language than English, calls a domain for sale or lapsed."""
    return _states(normalize_text(text[:2000]), _FOR_SALE_READY)


def states_closed(text: str) -> bool:
    """Say whether a text calls a site suspended or closed."""
    return _states(normalize_text(text[:2000]), _CLOSED_READY)


def states_guarded(text: str) -> bool:
    """Say whether a text asks its reader for a proof of humanity, or turns programs away."""
    return _states(normalize_text(text[:2000]), _GUARDED_READY)


def hints_at_guard(text: str) -> bool:
    """Say whether a text is one that guards have, and other pages too."""
    return _states(normalize_text(text[:2000]), _HINTED_READY)


def states_unwell(text: str) -> bool:
    """Say whether a text calls its server overloaded or under maintenance, for now."""
    return _states(normalize_text(text[:2000]), _UNWELL_READY)


def names_missing(names: Iterable[str]) -> set[str]:
    """Return those of some normalized names that only call a page missing.

    They are an error number, or short and not in English.
    """
    return set(filter(_is_missing, names))


def names_for_sale(names: Iterable[str]) -> set[str]:
    """Return those of some normalized names that call a domain for sale, not in English."""
    return set(filter(_is_for_sale, names))


# Headings such as "abstract" are on many pages.
@lru_cache(maxsize=4096)
def _is_missing(name: str) -> bool:
    return is_error_number(name) or (len(name) <= MAX_NAME and _states(name, _MISSING_READY))


@lru_cache(maxsize=4096)
def _is_for_sale(name: str) -> bool:
    return len(name) <= MAX_NAME and _states(name, _FOR_SALE_READY)


def is_error_number(words: str) -> bool:
    """Say whether a normalized name is "error 404" in some language, and nothing else."""
    parts = words.split()
    numbers = [p for p in parts if p in {"404", "410"}]
    return len(numbers) == 1 and len(parts) <= 3 and {*parts} - {*numbers} <= _ERROR_WORDS


_PLACEHOLDER = re.compile(
    r"coming soon|under construction|(?:this )?site (?:is )?under construction|index of(?: \S+)*"
    r"|database error|error establishing a database connection|default page|hello world"
    r"|(?:web)?site (?:is )?(?:not available|unavailable|not published|not configured|offline)"
    r"|in bau|im aufbau|(?:site )?en construction|en construccion|em construcao|in costruzione"
    r"|(?:сайт )?в разработке|网站建设中|网站正在建设中|建设中|工事中|準備中|yapım asamasında"
)
_PLACEHOLDER_WORDS = 40


def is_placeholder(title: str, headings: tuple[str, ...], text: str) -> bool:
    """Say whether a short page holds the place of a site that is not there yet, or no longer."""
    named = [normalize_title(t) for t in (title, *headings[:1])]
    return text.count(" ") < _PLACEHOLDER_WORDS and any(map(_PLACEHOLDER.fullmatch, named))
