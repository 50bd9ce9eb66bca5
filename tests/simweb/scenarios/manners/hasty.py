"""Pages that a hasty reader calls missing: walls and servers in trouble, and live short pages.

Beside them a few that are missing, in words that walls have as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages
from tests.simweb.pages import always
from tests.simweb.scenarios.manners.stand import frame, page, show

if TYPE_CHECKING:
    from tests.simweb.scenarios.proofs.draft import Draft

WALLS = (
    ("Not available", "<p>This content is not available in your country.</p>"),
    ("Unavailable", "<p>We're sorry, this page is not available in your region due to legal "
     "reasons.</p>"),
    ("Sorry", "<p>The video is not available in your location.</p>"),
    ("Subscribe to read", "<p>This article is for subscribers only. Start your free trial.</p>"),
    ("Are you over 18?", "<p>You must be of legal age to view this page.</p><button>Yes</button>"),
    ("Choose your language", "<ul><li>English</li><li>Deutsch</li></ul>"),
    ("Browser not supported", "<p>Your browser is out of date. Please upgrade to view this "
     "page.</p>"),
    ("Site under heavy load", "<p>We are experiencing high demand. Please come back later.</p>"),
    ("Wartungsarbeiten", "<p>Unsere Website wird gerade gewartet. Wir sind bald wieder da.</p>"),
    ("Maintenance", "<p>Site en maintenance, revenez plus tard.</p>"),
    ("En mantenimiento", "<p>Estamos realizando tareas de mantenimiento. Vuelva pronto.</p>"),
    ("メンテナンス中", "<p>ただいまメンテナンス中です。しばらくお待ちください。</p>"),
    ("점검 중", "<p>시스템 점검 중입니다. 잠시 후 다시 이용해 주세요.</p>"),
    ("Технические работы", "<p>На сайте ведутся технические работы.</p>"),
    ("Error", "<p>An unexpected error has occurred. Our team has been notified.</p>"),
    ("Whoops", "<p>Whoops, looks like something went wrong.</p>"),
    ("Server Error", "<h1>500</h1><p>Server Error</p>"),
    ("Exception", "<pre>java.lang.NullPointerException at com.lab.Main(Main.java:41)</pre>"),
    ("Traceback", "<pre>Traceback (most recent call last): File app.py line 4</pre>"),
    ("Warning", "<b>Warning</b>: mysqli_connect(): (HY000/2002): Connection refused in "
     "/var/www/db.php"),
    ("MySQL", "<p>Too many connections</p>"),
    ("Disk quota exceeded", "<p>The server's disk is full.</p>"),
    ("Rate limited", "<p>You have exceeded the number of requests. Slow down.</p>"),
    ("Cookies", "<p>We use cookies to improve your experience. By continuing you accept "
     "them.</p><button>OK</button>"),
    ("Terms", "<p>Please accept our terms of use before you continue.</p><form><button>I "
     "accept</button></form>"),
    ("Redirecting…", "<p>You will be redirected shortly.</p>"),
    ("Loading", "<div class='spinner'></div><p>Loading, please wait</p><script "
     "src='/c.js'></script>"),
    ("App", "<p>Open this page in our app for the best experience.</p><a href='app://x'>Open</a>"),
    ("Notice", "<p>Your request has been flagged by our web application firewall.</p>"),
    ("拒绝访问", "<p>您的访问被阻断，因为存在安全威胁。</p>"),
    ("网站防火墙", "<p>您的请求带有不合法参数，已被网站管理员设置拦截！</p>"),
    ("Zugang verweigert", "<p>Ihr Zugriff wurde aus Sicherheitsgründen gesperrt.</p>"),
    ("Accès refusé", "<p>Votre requête a été bloquée par notre pare-feu.</p>"),
    ("Доступ ограничен", "<p>Доступ к сайту с вашего IP-адреса ограничен.</p>"),
    ("Acceso denegado", "<p>Su dirección IP ha sido bloqueada.</p>"),
)  # fmt: skip
MISSING = (
    ("Page not found", "<h1>Page not found</h1><p>Please enable JavaScript to use the search.</p>"),
    ("404", "<h1>404</h1><p>If you think that this is a mistake, please contact the webmaster. "
     "Try again later.</p>"),
    ("Not found", "<h1>Not found</h1><p>The page was removed. We use cookies. Accept</p>"),
    ("Seite nicht gefunden", "<h1>Seite nicht gefunden</h1><p>Bitte versuchen Sie es später "
     "erneut.</p>"),
    ("Oops", "<h1>404 - not found</h1><form action='/search'><input name='q'></form><p>Security "
     "policy. Privacy.</p>"),
    ("Error 404", "<p>The page may be temporarily unavailable, or has been removed.</p>"),
    ("Page not found", "<h1>Page not found</h1><form action='/login'><input name=u><input "
     "type=password></form>"),
    ("Page not found | Lab", "<h1>Page not found</h1><p>Papers. Code. Datasets. Abstracts. "
     "Contact.</p>"),
)  # fmt: skip
LIVE = (
    ("Home page of J. Doe", "<h1>J. Doe</h1><p>I work on pictures. E-mail me.</p>"),
    ("Dataset request", "<p>To get the data, send us a mail with your name.</p>"),
    ("Suspended animation", "<p>Videos of suspended animation for our site. They have been "
     "archived.</p>"),
    ("Gallery", "<p>Samples, drawn at random. Reload for more.</p>"),
    ("Questionnaire", "<p>Please prove that you read the instructions. Are you human? Yes.</p>"),
    ("License", "<p>Permission is granted. You do not have permission to sell copies.</p>"),
    ("Files", "<p>The file list has been moved to the new server; this one is kept.</p>"),
    ("Photo: not found object", "<p>A page about an object that could not be found in the "
     "photo.</p>"),
    ("Tutorial", "<p>If you see this page you are ready to start with our web site of "
     "lessons.</p>"),
    ("Broker agents", "<p>Agents that purchase pictures on an auction marketplace.</p>"),
    ("Toy shop", "<p>The shop of toy subjects is closed on Sundays.</p>"),
    ("Project ended", "<p>The project has ended. Its results stay here.</p>"),
    ("Demo offline", "<p>The demo is offline; the videos below show what it did.</p>"),
    ("VPN notes", "<p>Access from outside: use the VPN. Access to the cluster is denied "
     "otherwise.</p>"),
)  # fmt: skip


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    for title, body in WALLS:
        for where in ("@wall/works/{n}/", "@wall/"):
            show(draft, where, page(title, body), "blocked|unreachable|ok|unrelated",
                 f"a wall: {body}")  # fmt: skip
        text = draft.dice.choice((page, frame))(title, body)
        show(draft, "@wall/works/{n}/", text, "blocked|unreachable|ok|unrelated",
             f"a wall before one page: {body}", alone=True)  # fmt: skip
    for title, body in MISSING:
        show(draft, "@lost/works/{n}/", page(title, body), "wrong|gone", f"missing: {body}",
             front=True)  # fmt: skip
    for title, body in LIVE:
        text, about = page(title, body), f"a live page: {body}"
        for where, alone in (("@live/", True), ("@live/", False), ("@live/works/{n}/", True)):
            show(draft, where, text, "ok|unrelated", about, alone=alone)
        name = draft.host("live")
        pages.host(draft.web, name, missing=always(text))
        draft.web.add(f"https://{name}/", "ok", "live", about)
        url = pages.put(draft.web, f"https://{draft.host('live')}/a/", always(text))
        draft.web.add(url, "ok", "live", about)
