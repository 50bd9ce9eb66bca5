"""Pages that send their readers on by themselves, followed as browsers do."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from awesome_p2ti.links.http.response import Redirect, Response
from awesome_p2ti.links.pages.html import read_page, refresh_target
from awesome_p2ti.urls import with_fragment_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from awesome_p2ti.links.http.client import HttpClient

MAX_REFRESHES = 5  # in a row
_CHALLENGES = ("bm-verify=",)  # a refresh by which a bot challenge asks again


def follow_refreshes(
    http: HttpClient, response: Response, size: int, headers: Mapping[str, str] | None
) -> Response:
    """Return what comes after all refreshes; each counts as a temporary redirect."""
    for _ in range(MAX_REFRESHES):
        target = _target(response)
        if not target:
            break
        cookies, there = response.cookies, with_fragment_of(response.final_url, target)
        answer = http.get(there, headers=headers, max_bytes=size, cookies=cookies)
        answer.requests += response.requests
        answer.seconds += response.seconds
        answer.url = response.url
        step = Redirect(response.status, response.final_url, there)
        answer.redirects = [*response.redirects, step, *answer.redirects]
        response = answer
    return response


def _target(response: Response) -> str:
    """Return where a page sends its readers, or nothing."""
    header = response.headers.get("refresh", "")
    if not response.ok or not (header or b"refresh" in response.body[:8192].lower()):
        return ""
    target = (
        refresh_target(header, response.final_url)
        or read_page(response.text(), response.final_url).refresh_target
    )
    parts = urlsplit(target) if target else None
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        return ""
    if any(mark in target for mark in _CHALLENGES):
        return ""
    asked = {urldefrag(r.url).url for r in response.redirects} | {response.final_url}
    if urldefrag(target).url in {urldefrag(url).url for url in asked}:
        return target if _sets_cookie(response) else ""
    return target


def _sets_cookie(response: Response) -> bool:
    """Say whether a page set a cookie, with which it may look otherwise."""
    return "set-cookie" in response.headers and len(response.cookies) > 0
