"""Sites that treat programs otherwise: bot challenges, consent walls, empty and drawn pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import always
from tests.simweb.wire import Reply, Request, html, redirect

if TYPE_CHECKING:
    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

# vendor; status, body, headers of each known form
CHALLENGES: dict[str, tuple[tuple[int, str, dict[str, str]], ...]] = {
    "AWS WAF": (
        (202, "", {"x_amzn_waf_action": "challenge", "Server": "CloudFront"}),
        (202, "<html><head><title></title><script src='https://e0.token.awswaf.com/e0/challenge.js'>"
         "</script></head><body><div id='challenge-container'></div></body></html>",
         {"x_amzn_waf_action": "challenge"}),
        (405, "<title>Human Verification</title><script>awsWafCookieDomainList = [];</script>"
         "<div id='captcha-container'></div>", {"x_amzn_waf_action": "captcha"}),
        (405, "", {"x_amzn_waf_action": "captcha"}),
    ),
    "Cloudflare": (
        (403, "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>",
         {"cf_mitigated": "challenge", "Server": "cloudflare"}),
        (403, "error code: 1020", {"Server": "cloudflare", "Content_Type": "text/plain"}),
        (403, "<title>Attention Required! | Cloudflare</title><h1>You have been blocked</h1>",
         {"Server": "cloudflare"}),
        (429, "error code: 1015", {"Server": "cloudflare", "Content_Type": "text/plain"}),
        (200, "<title>Just a moment...</title><div class='cf-turnstile'></div><script src='/cdn-"
         "cgi/challenge-platform/h/b/orchestrate/chl_page/v1'></script>", {"Server": "cloudflare"}),
    ),
    "DataDome": (
        (403, "<html><head><title>lab.example</title></head><body><p id='cmsg'>Please enable JS "
         "and disable any ad blocker</p><script>var dd={'rt':'c'}</script><script "
         "src='https://ct.captcha-delivery.com/c.js'></script></body></html>",
         {"x_datadome": "protected", "Server": "DataDome"}),
        (403, "", {"x_datadome": "protected"}),
        (401, "<script src='https://ct.captcha-delivery.com/i.js'></script>",
         {"x_dd_b": "1", "Server": "DataDome"}),
    ),
    "Akamai": (
        (403, "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>You "
         "don't have permission to access this page on this server.<P>Reference #18.5f0c</BODY>",
         {"Server": "AkamaiGHost"}),
        (200, "<html><head><meta http-equiv='refresh' content=\"5; URL='{path}?bm-verify=AAQ'\">"
         "</head><body><script>triggerInterstitialChallenge()</script></body></html>", {}),
        (200, "<html><head><title></title></head><body><div id='sec-if-cpt-container'></div>"
         "Powered and protected by Akamai</body></html>", {}),
        (428, "{\"sec-cp-challenge\": \"true\", \"provider\": \"crypto\"}",
         {"Content_Type": "application/json"}),
    ),
    "Imperva": (
        (200, "<html><head><META NAME='robots' CONTENT='noindex,nofollow'><script src='/_Incapsula_"
         "Resource?SWJIYLWA=719d34'></script></head><body></body></html>", {"X_CDN": "Imperva"}),
        (403, "<iframe id='main-iframe' src='/_Incapsula_Resource?incident_id=1-2'>Request "
         "unsuccessful. Incapsula incident ID: 1-2</iframe>", {"X_Iinfo": "1-2-3"}),
        (200, "<title>Pardon Our Interruption</title><h1>Pardon Our Interruption</h1><p>As you "
         "were browsing something made us think you were a bot.</p>", {}),
    ),
    "others": (
        (429, "<title>Vercel Security Checkpoint</title>", {"x_vercel_mitigated": "challenge"}),
        (403, "<title>Access to this page has been denied</title><div id='px-captcha'></div>",
         {"x_px_blocked": "1"}),
        (200, "<title>Making sure you&#39;re not a bot!</title><script id='anubis_challenge' "
         "type='application/json'>{}</script>", {}),
        (500, "<title>Making sure you&#39;re not a bot!</title><p>Protected by Anubis</p>", {}),
        (403, "<title>DDoS-Guard</title><script src='/.well-known/ddos-guard/check'></script>",
         {"Server": "ddos-guard"}),
        (200, "<title>You are being redirected...</title><noscript>Javascript is required. Please "
         "enable javascript before you are allowed to see this page.</noscript><script>var s={},"
         "sucuri_cloudproxy_js=''</script>", {"Server": "Sucuri/Cloudproxy"}),
        (200, "<title>Client Challenge</title><noscript>JavaScript is disabled in your browser."
         "</noscript><script src='/_fs-ch-1T1wmsGaOgGaSxcX/script.js'></script>", {}),
        (429, "<script src='/149e9513/ips.js'></script>", {"x_kpsdk_ct": "0abc"}),
    ),
}  # fmt: skip
DRAWN = (
    "<html><head><title></title></head><body><div id='root'></div><script src='/a.js'></script>",
    "<html><head></head><body><app-root></app-root><script src='/main.js' type='module'></script>",
    "<html><body><div id='__next'></div><script src='/_next/static/chunks/main.js'></script>",
    "<html><body><noscript>You need to enable JavaScript to run this app.</noscript><script "
    "src='/static/js/main.0f.js'></script></body></html>",
    "<html><head><script defer src='/bundle.js'></script></head><body></body></html>",
    "<html><body><canvas id='unity-canvas'></canvas><script src='Build/a.loader.js'></script>",
    "<html><body><script>document.write(atob('PGgxPkhlbGxvPC9oMT4='))</script></body></html>",
    "<html><body><flutter-view></flutter-view><script src='flutter_bootstrap.js' async></script>",
    "<html><frameset rows='*'><frame src='/inner.html'></frameset></html>",
)
TYPE = {"Content-Type": "text/html; charset=utf-8"}
HOLLOW: tuple[tuple[int, dict[str, str], str], ...] = (
    (202, TYPE, "202 without a body"),
    (202, {}, "202 without a body and without a type"),
    (204, {}, "204"),
    (205, {}, "205"),
)


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    for vendor, forms in CHALLENGES.items():
        for status, body, headers in draft.some(forms, 6 if vendor == "others" else 3):
            truth = "blocked|unreachable" if status >= 500 else "blocked"
            draft.at("guarded", pages.same(_challenge(status, body, headers)), truth, "live",
                     f"a challenge of {vendor} ({status})", path="/works/1")  # fmt: skip
    for status, headers, about in HOLLOW:
        draft.at("hollow", pages.same(_empty(status, headers)), "blocked|unreachable|ok",
                 "live", about, path="/beacon")  # fmt: skip
    for text in draft.some(DRAWN, 6):
        draft.at("drawn", pages.same(always(text)), "ok|blocked|unreachable", "live",
                 "an empty page that a script draws")  # fmt: skip
    _consent(draft)


def _challenge(status: int, body: str, headers: dict[str, str]) -> Handler:
    return lambda ask: html(body.replace("{path}", ask.path), status, **headers)


def _empty(status: int, headers: dict[str, str]) -> Handler:
    return lambda _: Reply(status, b"", dict(headers))


def _to_gate(gate: str, status: int) -> Handler:
    there = f"https://{gate}/m?continue=https://{{}}{{}}&gl=DE"
    return lambda ask: redirect(there.format(ask.host, ask.path), status)


def _consent(draft: Draft) -> None:
    form = (
        "<form method='post' action='/save'><button>Accept all</button>"
        "<button>Reject all</button><a>Manage options</a></form>"
    )

    def elsewhere(ask: Request) -> Reply:
        return html(f"<title>Before you continue</title><h1>Before you continue</h1>{form}")

    for status in (302, 307):
        gate = draft.host("consent")
        pages.host(draft.web, gate, missing=elsewhere)
        draft.at("walled", pages.same(_to_gate(gate, status)), "blocked|ok", "live",
                 "a consent page on another host", path="/works/1")  # fmt: skip
    words = (
        ("Your privacy", "We and our 812 partners store and read information on your device."),
        ("Cookies", "This site uses cookies. You must accept them before you can go on."),
        ("Datenschutz", "Bitte stimmen Sie der Verwendung von Cookies zu, um fortzufahren."),
    )
    for title, text in draft.some(words, 2):
        page = f"<html><title>{title}</title><body><h1>{title}</h1><p>{text}</p>{form}</body>"
        draft.at("walled", pages.same(always(page)), "blocked|ok", "live",
                 "a consent page in its place", path="/works/1")  # fmt: skip
    overlay = f"<div id='cookie-banner' class='overlay' role='dialog'>We use cookies.{form}</div>"

    def covered(work: Work) -> Handler:
        return draft.home(work, overlay)

    draft.at("covered", covered, "ok", "live", "a consent banner over the page")
    legal = always("<title>451</title>Not available in your region for legal reasons.", 451)
    draft.at("region", pages.same(legal), "blocked|unreachable|gone", "away", "451 for a region")
