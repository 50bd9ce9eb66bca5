"""Guards before a site: vendors' challenges in further forms, and what only looks like one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb.pages import always
from tests.simweb.scenarios.manners.stand import show
from tests.simweb.scenarios.proofs.challenges import TYPE
from tests.simweb.wire import Reply, Request, html, redirect

if TYPE_CHECKING:
    from tests.simweb.scenarios.proofs.draft import Draft
    from tests.simweb.works import Work
    from tests.simweb.world import Handler

# vendor, status, body, headers
GUARDS: tuple[tuple[str, int, str, dict[str, str]], ...] = (
    ("Cloudflare", 503, "<title>Checking your browser before accessing {h}</title><h1>Checking your"
     " browser before accessing {h}.</h1><p>DDoS protection by Cloudflare</p>", {"Server":
     "cloudflare"}),
    ("Cloudflare", 403, "<title>{h} | 1010: The owner of this website has banned your "
     "access</title>"
     "<h1>Error 1010</h1>", {"Server": "cloudflare", "CF-RAY": "8a-FRA"}),
    ("Cloudflare", 403, "<title>Un momento...</title><script>window._cf_chl_opt={}</script>",
     {"Server": "cloudflare"}),
    ("Cloudflare's waiting room", 200, "<title>Waiting Room powered by Cloudflare</title><h1>You "
     "are now in line</h1><meta http-equiv='refresh' content='20'>", {"Server": "cloudflare"}),
    ("Akamai", 403, "<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY><H1>Access Denied</H1>"
     "Reference&#32;&#35;18&#46;2d351ab8&#46;1</BODY></HTML>", {}),
    ("Akamai", 503, "<title>Service Unavailable - Zero size object</title>Reference #15.1",
     {"Server": "AkamaiGHost"}),
    ("DataDome", 403, "<script src='https://geo.captcha-delivery.com/captcha/?initialCid=AH'>"
     "</script>", {"X-DataDome-CID": "AH"}),
    ("DataDome", 200, "<html><head><title>{h}</title></head><body style='margin:0'><script>var dd="
     "{'cid':'A','host':'geo.captcha-delivery.com'}</script><script src='https://ct."
     "captcha-delivery.com/c.js'></script></body></html>", {}),
    ("PerimeterX", 403, "<title>Access denied</title><p>Press &amp; Hold to confirm you are a "
     "human "
     "(and not a bot).</p><script src='//captcha.px-cloud.net/PX1/captcha.js'></script>", {}),
    ("PerimeterX", 200, "<title>Robot or human?</title><div id='px-captcha'></div><script>window."
     "_pxAppId='PX1'</script>", {}),
    ("Anubis", 200, "<!doctype html><title>正在确认你不是机器人！</title><script "
     "id='anubis_version' "
     "type='application/json'>\"v1.21\"</script><link href='/.within.website/x/xess/xess.css'>",
     {}),
    ("Anubis", 401, "<title>Oh noes!</title><p>Access Denied: error code. Protected by <a "
     "href='https://anubis.techaro.lol'>Anubis</a></p>", {}),
    ("AWS WAF", 403, "<html><head><title>403 Forbidden</title></head><body><center><h1>403 "
     "Forbidden</h1></center></body></html>", {"Server": "awselb/2.0"}),
    ("AWS WAF", 200, "<html><head><title></title></head><body><script>window.gokuProps={'key':'A'}"
     "</script><script src='https://x.token.awswaf.com/x/challenge.js'></script><noscript><h1>"
     "JavaScript is disabled</h1>In order to continue, we need to verify that you're not a robot."
     "</noscript></body></html>", {}),
    ("CloudFront", 403, "<TITLE>ERROR: The request could not be satisfied</TITLE><H1>403 ERROR</H1>"
     "<H2>The request could not be satisfied.</H2>Request blocked.", {"Server": "CloudFront"}),
    ("Imperva", 200, "<html style='height:100%'><head><META NAME='ROBOTS' CONTENT='NOINDEX'></head>"
     "<body><iframe id='main-iframe' src='/_Incapsula_Resource?SWUDNSAI=31&xinfo=1'>Request "
     "unsuccessful. Incapsula incident ID: 1</iframe></body></html>", {}),
    ("DDoS-Guard", 403, "<title>DDOS-GUARD</title><h1>Checking your browser before accessing {h}"
     "</h1><script src='/.well-known/ddos-guard/js-challenge/index.js'></script>",
     {"Server": "ddos-guard"}),
    ("Vercel", 403, "<title>Vercel Security Checkpoint</title><p>We're verifying your browser</p>",
     {"Server": "Vercel"}),
    ("hCaptcha", 200, "<title>Security check</title><form><div class='h-captcha' data-sitekey='1'>"
     "</div><p>Please complete the captcha to continue.</p></form><script src='https://js.hcaptcha"
     ".com/1/api.js'></script>", {}),
    ("reCAPTCHA", 200, "<title>Bot Verification</title><p>Verifying that you are not a robot...</p>"
     "<div id='lsrecaptcha'></div><script src='https://www.google.com/recaptcha/api.js'></script>",
     {"Server": "LiteSpeed"}),
    ("F5", 200, "<html><head><title>Request Rejected</title></head><body>The requested URL was "
     "rejected. Please consult with your administrator.<br>Your support ID is: 1844</body></html>",
     {}),
    ("Imunify360", 200, "<title>One moment, please...</title><h1>Please wait while your request is "
     "being verified...</h1><form id='wsidchk-form' style='display:none'></form><script>"
     "(function(){})()</script>", {}),
    ("SiteGround", 202, "<html><head><meta http-equiv='refresh' content='0;/.well-known/sgcaptcha/?"
     "r=%2Fworks'></head></html>", {"SG-Captcha": "challenge"}),
    ("Wordfence", 503, "<title>Your access to this site has been limited by the site owner</title>",
     {}),
    ("ModSecurity", 406, "<title>Not Acceptable!</title><h1>Not Acceptable!</h1><p>An appropriate "
     "representation of the requested resource could not be found on this server. This error was "
     "generated by Mod_Security.</p>", {"Server": "Apache"}),
    ("Aliyun", 200, "<html><script>var arg1='3E0A';function setCookie(n,v){document.cookie=n+'='+v}"
     "setCookie('acw_sc__v2', arg1);document.location.reload()</script></html>", {}),
    ("Baidu", 200, "<title>百度安全验证</title><div class='timeout'>网络不给力，请稍后重试</div>"
     "<script src='https://ppui-static-wap.cdn.bcebos.com/static/touch/js/mkdjump.js'></script>",
     {}),
    ("Tencent", 200, "<title>安全验证</title><p>请完成下列验证后继续</p><script src='https://turing."
     "captcha.qcloud.com/TCaptcha.js'></script>", {}),
    ("Yandex", 200, "<title>Вы не робот?</title><p>Подтвердите, что запросы отправляли вы, а не "
     "робот</p><form action='/checkcaptcha'></form>", {}),
    ("a hoster's cookie", 200, "<html><body><script src='/aes.js'></script><script>document.cookie="
     "'__test='+toHex(slowAES.decrypt(c,2,a,b))+'; path=/';location.href='https://{h}{p}?i=1'"
     "</script><noscript>This site requires Javascript to work, please enable Javascript in your "
     "browser.</noscript></body></html>", {}),
    ("Radware", 200, "<title>Radware Captcha Page</title><p>We apologize for the inconvenience... "
     "but your activity and behavior on this site made us think that you are a bot.</p>", {}),
    ("Reblaze", 247, "<html><head><script>window.rbzns={bereshit:'1'}</script></head></html>", {}),
    ("an own one", 200, "<title>Human check</title><p>To keep crawlers away please solve: 3 + 4 = "
     "<input name='answer'></p>", {}),
    ("an own one", 200, "<title>Please enable JavaScript</title><p>Please enable JavaScript and "
     "cookies in your browser to continue.</p>", {}),
    ("an own one", 200, "<title>Access denied</title><p>Automated access to this site is not "
     "permitted. If you are a human, please contact the webmaster.</p>", {}),
    ("an own one", 403, "", {"Server": "nginx"}),
    ("an own one", 404, "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>",
     {"cf-mitigated": "challenge"}),
    ("Google", 429, "<title>Sorry...</title><p>Our systems have detected unusual traffic from your "
     "computer network.</p>", {}),
    ("GitHub's lesser relatives", 200, "<title>Just a moment</title><p>This process is automatic. "
     "Your browser will redirect to your requested content shortly.</p>", {}),
)  # fmt: skip
# what ordinary pages of guarded sites carry
SENSORS = (
    "<script>(function(){var a=document.createElement('script');a.src='/cdn-cgi/challenge-platform/"
    "scripts/jsd/main.js';document.head.appendChild(a)})()</script>",
    "<script src='https://js.datadome.co/tags.js' async></script><script>window.ddjskey='A'"
    "</script>",
    "<script src='/_Incapsula_Resource?SWJIYLWA=719d34d31c8e3a6e6fffd425f7e032f3&ns=1'></script>",
    "<script src='https://x.token.awswaf.com/x/challenge.compact.js' defer></script>",
    "<script>window._pxAppId='PX1'</script><script src='//client.px-cloud.net/PX1/main.min.js'>"
    "</script>",
    "<form action='/contact'><div class='h-captcha'></div></form><script src='https://js.hcaptcha."
    "com/1/api.js' async></script>",
    "<div class='g-recaptcha' data-sitekey='1'></div><script src='https://www.google.com/recaptcha/"
    "api.js'></script>",
    "<div class='cf-turnstile' data-sitekey='1'></div><script src='https://challenges.cloudflare."
    "com/turnstile/v0/api.js'></script>",
    "<noscript>Please enable JavaScript to see the videos.</noscript>",
    "<p>Our captcha data set asks: are you a robot? Checking your browser is one of its tasks.</p>",
)


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    for vendor, status, body, headers in draft.some(GUARDS, 32):
        truth = "blocked|unreachable" if status >= 500 or not body else "blocked"
        if vendor in {"AWS WAF", "an own one"} and status == 200:
            truth = "blocked|ok"
        show(draft, "@guard/works/{n}/", body, truth, f"a guard: {vendor} ({status})",
             status=status, headers=headers)  # fmt: skip
    for sensor in SENSORS:
        show(draft, "@sensor/works/{n}/", draft.with_body(sensor), "ok",
             "an ordinary page of a guarded site", alone=True)  # fmt: skip
    _led(draft)
    _drawn(draft)


def _led(draft: Draft) -> None:
    """Guards that lead away and let browsers come back."""
    ways = (
        ("/.well-known/captcha?r={}", "<title>Verify</title><p>Please verify you are human</p>"),
        ("/sorry/index?continue={}", "<title>Sorry</title><p>We have detected unusual "
         "traffic.</p>"),
        ("/cookies-disabled?to={}", "<title>Cookies required</title><p>Cookies must be enabled to "
         "use this site.</p>"),
        ("/unsupported-browser?to={}", "<title>Unsupported browser</title><p>Your browser is not "
         "supported. Please update it.</p>"),
        ("/region?to={}", "<title>Choose your region</title><a href='/eu'>Europe</a>"),
        ("/age?to={}", "<title>Age verification</title><p>You must be 18 to enter.</p>"),
    )  # fmt: skip
    for target, page in ways:

        def make(_: Work, target: str = target, page: str = page) -> Handler:
            gate = target.partition("?")[0]

            def answer(ask: Request) -> Reply:
                if ask.path == gate:
                    return html(page)
                return redirect(target.format(ask.path), 302)

            return answer

        show(draft, "@led/works/{n}/", make, "blocked|ok|unreachable",
             f"leads programs to {target.partition('?')[0]}")  # fmt: skip

    def queue(_: Work) -> Handler:
        return lambda ask: redirect(f"https://{line}/?c=lab&t=https%3A%2F%2F{ask.host}", 302)

    line = draft.host("queue")
    show(draft, "@led/works/{n}/", queue, "blocked|unreachable|ok", "leads to a waiting line")
    text = "<title>Queue</title><h1>You are now in line</h1><p>Your number in line: 4411.</p>"
    draft.web.site(line, always(text))


def _drawn(draft: Draft) -> None:
    """Consent in other words, and pages that a script fills or leads on."""
    forms = (
        ("<title>Bevor Sie fortfahren</title><h1>Bevor Sie zu {h} "
         "weitergehen</h1><form><button>Alle"
         " akzeptieren</button><button>Alle ablehnen</button></form>", "blocked|ok", "consent"),
        ("<title>{h}</title><div class='cmp'><h2>We value your privacy</h2><p>We and our partners "
         "store information on a device.</p><button>Agree</button><button>Options</button></div>",
         "blocked|ok", "consent"),
        ("<title>Cookie-instellingen</title><p>Geef toestemming voor cookies om verder te gaan.</p>"
         "<button>Accepteren</button>", "blocked|ok", "consent"),
        ("<html><head><script>window.location.replace('/app/#' + location.pathname)</script></head>"
         "<body></body></html>", "ok|blocked|unreachable", "a script leads on"),
        ("<html><body><noscript><img src='https://t.example/p.gif'></noscript><div "
         "id='q-app'></div>"
         "<script src='/js/app.9.js'></script></body></html>", "ok|blocked|unreachable",
         "a script draws it"),
        ("<html><head><title>Loading</title></head><body><main></main><script type='module' src='/"
         "_astro/a.js'></script></body></html>", "ok|blocked|unreachable", "a script draws it"),
        ("<html><frameset cols='100%'><frame src='https://pages.example/{n}'></frameset></html>",
         "ok|blocked|unreachable", "a frame holds it"),
        ("<html><head><title>{h}</title></head><body style='margin:0'><iframe src='https://pages."
         "example/{n}' width='100%' height='100%'></iframe></body></html>",
         "ok|blocked|unreachable", "a frame holds it"),
        ("<html><head><title>Poster</title></head><body><img src='poster.png'></body></html>", "ok",
         "one picture"),
        ("<html><body><embed src='paper.pdf' type='application/pdf' width='100%'></body></html>",
         "ok", "an embedded PDF"),
        ("<html><body><object data='talk.mp4'></object></body></html>", "ok", "an embedded video"),
        ("<html><body><svg viewBox='0 0 10 10'><text>x</text></svg></body></html>", "ok",
         "one drawing"),
    )  # fmt: skip
    for page, truth, about in forms:
        show(draft, "@drawn/", page, truth, about, headers=TYPE)
