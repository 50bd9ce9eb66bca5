"""Why a response is not what was asked for, in words: a failure, a bot challenge, a wrong form.

Services turn programs away in many ways, some of them with the status 200: a page that asks for
proof of work, or the words ``Rate exceeded.``. Such a reply is no answer, so says nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from awesome_p2ti.links.heuristics.bot_challenge import detect_bot_challenge, is_bot_challenge
from awesome_p2ti.links.heuristics.detection import page_names
from awesome_p2ti.links.pages.html import read_page

if TYPE_CHECKING:
    from awesome_p2ti.links.http.response import Response

Form = Literal["json", "xml", "html"]
"""The form in which an answer is wanted."""
_BEGINNING = 4096  # characters in which a page says what it is
_MOST_READ = 20_000  # characters of a page that may be a bot challenge
_SHOWN = 60  # characters of a reply that a message quotes
_THROTTLED = re.compile(r"\s*(?:rate exceeded|too many requests|rate limit)\b", re.IGNORECASE)


def refusal_in(response: Response, form: Form) -> str:
    """Return why a response is no answer in the wanted form, or nothing where it is one."""
    if response.error is not None:
        return response.error.detail
    beginning = response.text()[:_BEGINNING]
    if _is_challenge(response):
        return f"{response.status}: it asks for proof that this is no program"
    if response.status != 200:
        return f"{response.status}{_words(beginning)}"
    if _THROTTLED.match(beginning):
        return f"200{_words(beginning)}"
    if response.truncated:
        return "its reply was cut short"
    return _wrong_form(response, form, beginning.lstrip("\ufeff \t\r\n"))


def _is_challenge(response: Response) -> bool:
    if is_bot_challenge(response):
        return True
    page = read_page(response.text()[:_MOST_READ], response.final_url)
    return detect_bot_challenge(page, page_names(page), response) is not None


def _wrong_form(response: Response, form: Form, beginning: str) -> str:
    if not beginning:
        return "its reply is empty"
    page = beginning[:15].lower().startswith(("<!doctype html", "<html"))
    if form == "json" and response.json() is None:
        return "it answers with a page" if beginning[0] == "<" else "its reply is no JSON"
    if form == "xml" and (page or beginning[0] != "<"):
        return "it answers with a page" if page else "its reply is no XML"
    if form == "html" and "html" not in response.content_type:
        return "its reply is no page"
    return ""


def _words(text: str) -> str:
    """Return what a reply says where it says it in plain words."""
    line = " ".join(text.split())
    plain = 0 < len(line) <= _SHOWN and line.isprintable() and line[0] not in "<{["
    return f" {line}" if plain else ""
