"""What stands below a page: codings, headers of every size, old TLS, and names with letters."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

from tests.simweb import pages, world
from tests.simweb.certificates import Tls
from tests.simweb.scenarios.proofs import encoded
from tests.simweb.wire import Reply, Request, html

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

PARTS = "<h2 id='setup'>Setup</h2><h2 id='usage'>Usage</h2>"


def raw_deflate(body: bytes) -> bytes:
    """Deflate without the head of zlib, as some servers send it."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


CODINGS: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("gzip, gzip", lambda body: gzip.compress(gzip.compress(body))),
    ("gzip, gzip, gzip", lambda body: gzip.compress(gzip.compress(gzip.compress(body)))),
    ("deflate, gzip", lambda body: gzip.compress(zlib.compress(body))),
    ("GZIP", gzip.compress),
    ("x-gzip", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", raw_deflate),
    ("gzip", lambda body: gzip.compress(body[:300]) + gzip.compress(body[300:])),
)
# as a link shows the name, and as its labels are asked for: UTS 46, as browsers map it
NAMES = (
    ("☃-{}", "☃-{}"),
    ("BÜCHER-{}", "bücher-{}"),
    ("straße-{}", "straße-{}"),
    ("ｗｉｄｅ-{}", "wide-{}"),
    ("ﬁsh-{}", "fish-{}"),
    ("🚀-{}", "🚀-{}"),
    ("βίβλος-{}", "βίβλος-{}"),
    ("写真-{}", "写真-{}"),
    ("caf\u0065\u0301-{}", "café-{}"),
    ("Ⅷ-{}", "viii-{}"),
    ("𝐛𝐨𝐥𝐝-{}", "bold-{}"),
    ("so\u00adft-{}", "soft-{}"),
)


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    _codings(draft)
    _prebuilt(draft)
    _headers(draft)
    _old_tls(draft)
    _letters(draft)


def _codings(draft: Draft) -> None:
    for number, (name, pack) in enumerate(draft.some(CODINGS, 6)):
        fragment, truth, kind = (
            ("#setup", "ok", "live") if number % 3 else ("#nowhere", "fragment-missing", "soft")
        )

        def packed(work: Work, name: str = name, pack: Callable[[bytes], bytes] = pack) -> Handler:
            body = pack(draft.page(work.title, PARTS).encode())
            headers = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": name}
            return lambda _: Reply(200, body, headers)

        draft.at("coded", packed, truth, kind, f"the body is coded: {name}", shown=fragment)


def _sends(body: bytes, headers: dict[str, str]) -> Handler:
    return lambda _: Reply(200, body, dict(headers))


def _prebuilt(draft: Draft) -> None:
    """Sent whoever asks; who cannot read it can say nothing of its parts."""
    bodies = (
        ("br", encoded.BROTLI, encoded.BROTLI_WORK),
        ("zstd", encoded.ZSTANDARD, encoded.ZSTANDARD_WORK),
    )
    parts = (("", "ok"), ("#setup", "ok"), ("#nowhere", "fragment-missing|ok"))
    for coding, body, work in bodies:
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Encoding": coding}
        for fragment, truth in parts:
            name = draft.host("coded")
            url = pages.put(draft.web, f"https://{name}/", _sends(body, headers))
            draft.link(url + fragment, work, truth, "live", f"the body is coded: {coding}")


def _headers(draft: Draft) -> None:
    dice = draft.dice
    many = {f"X-Debug-{number}": "v" * dice.randrange(1, 40) for number in range(1000)}
    fields = {
        "1,000 header lines": many,
        "200 header lines": dict(list(many.items())[:200]),
        "a header of 120 KiB": {"Content-Security-Policy": "x" * (120 * 1024)},
        "a header of 70 kB": {"Content-Security-Policy": "x" * 70_000},
        "40 headers of 3 kB": {f"Link-{number}": "x" * 3000 for number in range(40)},
        "an empty header": {"X-Empty": ""},
        "letters in a header": {"X-Author": "Gr\u00fc\u00dfe \u00e9"},
    }
    for about, extra in fields.items():

        def headed(work: Work, extra: dict[str, str] = extra) -> Handler:
            text = draft.page(work.title, PARTS)

            def answer(_: object) -> Reply:
                reply = html(text)
                reply.headers |= extra
                return reply

            return answer

        draft.at("headed", headed, "ok", "live", about, shown=dice.choice(("", "#setup")))
    moved = {"X-Trace": "x" * 100_000}

    def leading(work: Work) -> Handler:
        page = draft.home(work)

        def answer(ask: Request) -> Reply:
            if ask.path == "/new":
                return page(ask)
            reply = pages.leads("/new", 302)(ask)
            reply.headers |= moved
            return reply

        return answer

    draft.at("headed", leading, "ok", "live", "a redirect with a header of 100 kB", path="/old")


def _old_tls(draft: Draft) -> None:
    for path in ("/", "/works/p.html", "/works/"):
        draft.at("old-tls", draft.home, "ok", "live", "TLS 1.2, RSA and AES-CBC only", path=path,
                 tls=Tls.OLD_CIPHERS, address=world.OLD_TLS)  # fmt: skip
    draft.at("old-tls", lambda _: pages.not_found, "gone", "dead", "404 under old TLS", path="/x",
             tls=Tls.OLD_CIPHERS, address=world.OLD_TLS)  # fmt: skip


def ascii_name(label: str) -> str:
    """A label that is mapped already, in its ASCII form."""
    return label if label.isascii() else "xn--" + label.encode("punycode").decode()


def _letters(draft: Draft) -> None:
    for shown, mapped in draft.some(NAMES, 9):
        place, dot, ending = draft.host("x").removeprefix("x-").partition(".")
        work = draft.any_work()
        host = ascii_name(mapped.format(place)) + dot + ending
        pages.host(draft.web, host, missing=draft.home(work))
        url = f"https://{shown.format(place)}{draft.dice.choice((dot, dot, '。'))}{ending}/"
        draft.link(url, work, "ok", "live", "a name that browsers map by UTS 46")
