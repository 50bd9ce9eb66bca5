"""Links that lead inside: by name, by number, by redirect, and by a name server that changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb import pages, world
from tests.simweb.pages import always
from tests.simweb.world import Case

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene

DIRECT = (
    "http://127.0.0.1/{}",
    "http://localhost/{}",
    "http://0x7f.1/{}",
    "http://2130706433/{}",
    "http://[::1]/{}",
    "http://[::ffff:127.0.0.1]/{}",
    "http://169.254.169.254/latest/meta-data/{}",
    "http://10.20.30.40:8080/{}",
    "http://0177.0.0.1/{}",
    "http://127.1/{}",
    "http://0x7f000001/{}",
    "http://localhost./{}",
    "http://①②⑦.⓪.⓪.①/{}",
    "http://somebody@127.0.0.1/{}",
    "http://fine.net@192.168.1.1/{}",
)
BY_REDIRECT = (
    "http://127.0.0.1/{}",
    "http://169.254.169.254/latest/meta-data/{}",
    "http://[::ffff:169.254.169.254]/{}",
    "http://192.168.1.1/{}",
    "http://100.64.1.1/{}",
    "http://0/{}",
    "http://intranet-name.net/{}",
    "http://[fd00::20]/{}",
    "//127.0.0.1/{}",
    "http://0x7f.1/{}",
    "http://10.20.30.40:8080/{}",
)
BY_NAME = {
    "points-to-loopback.net": ["127.99.0.1"],
    "points-to-private.net": ["10.20.30.40"],
    "points-to-metadata.net": ["169.254.169.254"],
    "points-to-six.net": ["::1"],
}


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    number = 0
    for form in DIRECT:
        number += 1
        _trap(scene, form.format(f"trap-{number}"), number, "an internal address")
    scene.web.names.addresses["intranet-name.net"] = ["10.20.30.40"]
    for form in BY_REDIRECT:
        number += 1
        inner, name = form.format(f"trap-{number}"), f"leads-inside-{number}.net"
        pages.put(scene.web, f"https://{name}/", pages.leads(inner, 302))
        _trap(scene, f"https://{name}/", number, "a redirect to an internal address")
    number += 1
    pages.put(
        scene.web,
        "https://leads-inside-late.net/",
        pages.leads("https://leads-inside-later.net/", 301),
    )
    inner = f"http://172.16.5.4/trap-{number}"
    pages.put(scene.web, "https://leads-inside-later.net/", pages.leads(inner, 302))
    _trap(scene, "https://leads-inside-late.net/", number, "two redirects, the second one inside")
    number += 1
    text = f"<meta http-equiv='refresh' content='0; url=http://127.0.0.1/trap-{number}'>"
    pages.put(scene.web, "https://refresh-inside.net/", always(text))
    _trap(scene, "https://refresh-inside.net/", number, "a meta refresh that leads inside")
    for name, addresses in BY_NAME.items():
        number += 1
        scene.web.names.addresses[name] = addresses
        _trap(scene, f"http://{name}/trap-{number}", number, "a name with an internal address")
    number += 1
    scene.web.names.addresses["in-and-out.net"] = ["10.20.30.40", world.FRONT]
    pages.host(scene.web, "in-and-out.net", missing=pages.live("Out"))
    _trap(
        scene,
        f"http://in-and-out.net/trap-{number}",
        number,
        "a name with an internal and a public address",
        "refused|ok|unreachable|wrong",
    )
    number += 1
    doi = f"10.1145/inside.{number}"
    target = f"http://169.254.169.254/trap-{number}"
    scene.services.doi.add(doi, target, "An inside job")
    anything = "refused|ok|wrong|gone|blocked"
    _trap(scene, f"https://doi.org/{doi}", number, "a DOI that leads inside", anything)
    for url in ("https://127.99.0.1/", "https://secure-inside.net/"):
        work = next(scene.neutral)
        mark = "127.99.0.1:443" if "127" in url else "172.16.5.4:443"
        case = Case(url, ("refused",), "trap", "inside, with TLS", work.title, trap=mark)
        scene.web.cases.append(case)
    scene.web.names.addresses["secure-inside.net"] = ["172.16.5.4"]
    number += 1
    name = "rebinds.net"
    work = next(scene.neutral)
    pages.host(scene.web, name, missing=pages.live(work.title))
    scene.web.names.rebinding[name] = "127.0.0.1"
    _trap(
        scene,
        f"http://{name}/trap-{number}",
        number,
        "a name that changes its address",
        "refused|ok|wrong|unreachable",
    )


def _trap(
    scene: Scene, url: str, number: int, about: str, truth: str = "refused|wrong|gone"
) -> None:
    work = next(scene.neutral)
    accepted = tuple(truth.split("|"))
    scene.web.cases.append(
        Case(url, accepted, "trap", about, work.title, "project", (), 2025, f"trap-{number}")
    )
