"""Faults that pass, walls against programs, and faults that stay."""

from __future__ import annotations

from email.utils import formatdate
from functools import partial
from time import time
from typing import TYPE_CHECKING

from tests.simweb import evil, pages, world
from tests.simweb.certificates import Tls
from tests.simweb.pages import after, always, late, live
from tests.simweb.wire import Reply, Request, html

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene
    from tests.simweb.works import Work
    from tests.simweb.world import Handler


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    _passing(scene)
    _walls(scene)
    _staying(scene)
    _unreachable(scene)
    _secure(scene)


def _patience(work: Work, times: int, status: int, wait: str) -> Handler:
    headers = {"Retry_After": wait} if wait else {}
    return after(times, always("<title>Later</title>", status, **headers), live(work.title))


def dated(_: Request) -> Reply:
    """429 with a date in Retry-After."""
    return html("<title>Later</title>", 429, Retry_After=formatdate(time() + 3, usegmt=True))


def _passing(scene: Scene) -> None:
    rules = (
        ("retry-seconds", 1, 429, "2", 5, "429 with Retry-After in seconds, then the page"),
        ("retry-plain", 1, 429, "", 2, "429 without a word of when, then the page"),
        ("retry-503", 1, 503, "1", 3, "503 with Retry-After, then the page"),
        ("retry-503-plain", 2, 503, "", 2, "503 twice, then the page"),
        ("retry-500", 1, 500, "", 3, "500, then the page"),
        ("retry-502", 1, 502, "", 2, "502, then the page"),
        ("retry-504", 1, 504, "", 2, "504, then the page"),
    )
    for label, times, status, wait, count, about in rules:
        scene.pages(
            label,
            count,
            partial(_patience, times=times, status=status, wait=wait),
            "ok",
            "live",
            about,
        )
    scene.pages(
        "retry-date",
        3,
        lambda w: after(1, dated, live(w.title)),
        "ok",
        "live",
        "429 with a date in Retry-After, then the page",
    )
    scene.pages(
        "retry-reset",
        4,
        lambda w: after(1, evil.resets, live(w.title)),
        "ok",
        "live",
        "a reset, then the page",
    )
    empty = evil.raw(b"")
    scene.pages(
        "retry-empty",
        2,
        lambda w: after(1, empty, live(w.title)),
        "ok",
        "live",
        "the connection closes without a reply, then the page",
    )
    scene.pages("late-2", 2, lambda w: late(2.0, live(w.title)), "ok", "live", "first byte: 2 s")
    scene.pages("late-5", 2, lambda w: late(5.0, live(w.title)), "ok", "live", "first byte: 5 s")


def _walls(scene: Scene) -> None:
    challenge = always(
        "<title>Just a moment...</title><script src='/cdn-cgi/challenge'></script>",
        403,
        cf_mitigated="challenge",
        Server="cloudflare",
    )
    old = always(
        "<title>Just a moment...</title><form id='challenge-form'></form>", 503, Server="cloudflare"
    )
    amazon = always(
        "<html><script src='challenge.js'></script></html>", 202, x_amzn_waf_action="challenge"
    )
    other = always("<title>Access denied</title>You have been blocked.", 403, Server="DataDome")
    captcha = always("<title>Are you a robot?</title><div class='g-recaptcha'></div>", 403)
    rules = (
        ("wall-cloudflare", challenge, 6, "blocked", "a Cloudflare challenge"),
        ("wall-old", old, 2, "blocked|unreachable", "an older Cloudflare challenge (503)"),
        ("wall-amazon", amazon, 2, "blocked", "an AWS challenge (202)"),
        ("wall-other", other, 2, "blocked", "a wall against programs (403)"),
        ("wall-captcha", captcha, 2, "blocked", "a captcha (403)"),
        ("wall-999", always("", 999), 1, "blocked", "LinkedIn's 999"),
        (
            "wall-429",
            always("<title>Too many</title>", 429),
            2,
            "blocked|unreachable",
            "429 for ever",
        ),
    )
    for label, handler, count, truth, about in rules:
        scene.pages(label, count, pages.same(handler), truth, "live", about)
    fine = (
        ("Making sure you&#39;re not a bot!", "<p>Protected by Anubis</p>"),
        ("Just a moment...", "<script>window._cf_chl_opt={}</script>"),
        ("", "<iframe id='main-iframe' src='/_Incapsula_Resource?CWUDNSAI=9'></iframe>"),
    )
    for number, (title, body) in enumerate(fine, 1):
        handler = always(f"<html><head><title>{title}</title></head><body>{body}</body></html>")
        scene.pages(
            f"wall-200-{number}",
            2,
            pages.same(handler),
            "blocked|ok",
            "live",
            "a challenge with status 200",
        )
    attention = always("<title>Attention Required! | Cloudflare</title>", 403, Server="cloudflare")
    scene.pages("wall-attention", 2, pages.same(attention), "blocked", "live", "Cloudflare's 403")
    hours = always("<title>Later</title>", 429, Retry_After="7200")
    scene.pages("wall-hours", 2, pages.same(hours), "blocked|unreachable", "live",
                "429 with two hours of Retry-After")  # fmt: skip


def _staying(scene: Scene) -> None:
    for status, count in ((500, 2), (502, 2), (503, 2), (504, 1), (520, 1)):
        scene.pages(
            f"broken-{status}",
            count,
            pages.same(always("<title>Error</title>", status)),
            "unreachable|blocked",
            "away",
            f"{status} for ever",
        )
    scene.pages(
        "always-resets", 2, lambda _: evil.resets, "unreachable|blocked", "away", "resets for ever"
    )
    scene.pages(
        "never-answers",
        1,
        lambda _: evil.hangs,
        "unreachable",
        "away",
        "accepts the request and never answers",
    )


def _unreachable(scene: Scene) -> None:
    places = (
        ("silent-host.net", world.SILENT, 3, "accepts, and never says a word"),
        ("dropping-host.net", world.DROPS, 3, "the connection never completes"),
        ("refusing-host.net", world.REFUSES, 2, "the connection is refused"),
        ("resetting-host.net", world.RESETS, 2, "each connection is reset"),
    )
    for name, address, count, about in places:
        scene.web.site(name, pages.not_found, address=address)
        for number in range(count):
            work = next(scene.neutral)
            scene.link(f"https://{name}/{number}", work, "unreachable", "away", about)
    for number in range(2):
        work, name = next(scene.neutral), f"resolver-fails-{number}.net"
        scene.web.names.failing.add(name)
        scene.link(f"https://{name}/", work, "unreachable", "away", "the resolver fails")
    work = next(scene.neutral)
    scene.web.names.mute.add("resolver-mute.net")
    scene.link("https://resolver-mute.net/", work, "unreachable", "away", "the resolver is mute")
    work = next(scene.neutral)
    pages.put(scene.web, "http://half-secure.net/", live(work.title), address=world.PLAIN_ONLY)
    scene.link(
        "https://half-secure.net/",
        work,
        "unreachable|gone|moved",
        "away",
        "https of a host that has http only",
    )
    work = next(scene.neutral)
    scene.web.site("no-tls.net", pages.not_found, address=world.PLAIN_ON_443)
    scene.link("https://no-tls.net/", work, "unreachable|blocked", "away", "no TLS on port 443")


def _secure(scene: Scene) -> None:
    scene.pages(
        "chain-incomplete",
        3,
        lambda w: live(w.title),
        "ok|blocked",
        "live",
        "the intermediate certificate is missing: browsers find it",
        tls=Tls.MISSING_INTERMEDIATE,
    )
    for tls, count in ((Tls.EXPIRED, 3), (Tls.WRONG_NAME, 3), (Tls.SELF_SIGNED, 2)):
        scene.pages(
            f"tls-{tls}",
            count,
            lambda w: live(w.title),
            "unreachable|blocked|gone|wrong",
            "away",
            f"certificate: {tls}",
            tls=tls,
        )
