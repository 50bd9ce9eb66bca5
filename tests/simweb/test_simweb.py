"""The simulated web answers as it says it does."""

from __future__ import annotations

import socket
import ssl
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
import requests

from tests.simweb import harness, pages, world
from tests.simweb.certificates import CBC, Tls
from tests.simweb.meters import Limit, Meter
from tests.simweb.ports import Running, serving
from tests.simweb.scenarios import LISTS, build
from tests.simweb.services.all import Services
from tests.simweb.services.github import TOKEN
from tests.simweb.world import Web

if TYPE_CHECKING:
    from collections.abc import Iterator


ATOM = "{http://www.w3.org/2005/Atom}"
FEWEST = {"limits": 50}


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    web = Web()
    services = Services()
    services.arxiv.add("2505.90001", "One: A Title", "One: A Better Title")
    services.arxiv.add("2505.90002", "Two: A Title", withdrawn=True)
    services.github.add("lab", "one", "Code of One", archived=True, files=("README.md", "a/b.py"))
    services.github.rename("lab/old", "lab/one")
    services.hub.add("spaces", "lab/demo", "A demo", stage="PAUSED")
    services.hub.rename("spaces", "lab/old-demo", "lab/demo")
    services.doi.add("10.1145/1.2", "https://dl.acm.org/doi/10.1145/1.2", "One: A Title")
    services.media.videos["simVideo000"] = ("One", "no-embed")
    services.install(web)
    pages.put(web, "https://fine.net/", pages.live("One: A Title"))
    for tls in Tls:
        address = world.OLD_TLS if tls is Tls.OLD_CIPHERS else world.FRONT
        pages.put(web, f"https://tls-{tls}.net/", pages.live("One"), tls=tls, address=address)
    web.site("resets.net", pages.not_found, address=world.RESETS)
    web.site("refuses.net", pages.not_found, address=world.REFUSES)
    web.site("drops.net", pages.not_found, address=world.DROPS)
    web.site("silent.net", pages.not_found, address=world.SILENT)
    with serving(web) as running:
        running.server.clock = lambda: 0.0  # whatever the machine's load, no time passes
        yield running


@pytest.fixture
def client(running: Running) -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.verify = str(running.bundle)
        session.trust_env = False
        yield session


def test_arxiv_leaves_out_what_it_does_not_have(client: requests.Session) -> None:
    url = "https://export.arxiv.org/api/query?id_list=2505.90001,2505.99999,2505.90002"
    response = client.get(url)
    entries = ElementTree.fromstring(response.content).findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}title") for entry in entries] == [
        "One: A Better Title",
        "Two: A Title",
    ]
    assert "withdrawn" in entries[1].findtext(f"{ATOM}summary", "")
    hasty = client.get(url)
    assert (hasty.status_code, hasty.text) == (429, "Rate exceeded.")
    assert hasty.headers["Retry-After"] == "3"


def test_github_follows_old_names_and_wants_a_token(client: requests.Session) -> None:
    moved = client.get("https://github.com/lab/old/tree/main/a", allow_redirects=False)
    assert (moved.status_code, moved.headers["Location"]) == (
        301,
        "https://github.com/lab/one/tree/main/a",
    )
    query = (
        'query($o: String!) { r0: repository(owner: $o, name: "old") { ...F } '
        'r1: repository(owner: "lab", name: "two") { id } } fragment F on Repository '
        '{ nameWithOwner isArchived object(expression: "HEAD:a/b.py") { __typename } }'
    )
    asked = {"query": query, "variables": {"o": "lab"}}
    assert client.post("https://api.github.com/graphql", json=asked).status_code == 401
    headers = {"Authorization": f"Bearer {TOKEN}"}
    response = client.post("https://api.github.com/graphql", json=asked, headers=headers).json()
    assert response["data"] == {
        "r0": {"nameWithOwner": "lab/one", "isArchived": True, "object": {"__typename": "Blob"}},
        "r1": None,
    }
    assert [(fault["type"], fault["path"]) for fault in response["errors"]] == [
        ("NOT_FOUND", ["r1"])
    ]


def test_the_hub_tells_a_run_state_and_hides_what_is_missing(client: requests.Session) -> None:
    response = client.get("https://huggingface.co/api/spaces/lab/old-demo")
    assert response.history[0].status_code == 307
    assert response.json()["runtime"]["stage"] == "PAUSED"
    missing = client.get("https://huggingface.co/api/models/lab/nothing")
    assert (missing.status_code, missing.json()) == (
        401,
        {"error": "Invalid username or password."},
    )
    assert client.get("https://huggingface.co/lab/nothing").status_code == 404


def test_a_doi_is_known_while_its_publisher_lets_nobody_in(client: requests.Session) -> None:
    known = client.get("https://doi.org/api/handles/10.1145/1.2").json()
    assert (known["responseCode"], known["values"][0]["type"]) == (1, "URL")
    unknown = client.get("https://doi.org/api/handles/10.1145/9.9")
    assert (unknown.status_code, unknown.json()["responseCode"]) == (404, 100)
    walled = client.get("https://doi.org/10.1145/1.2")
    assert (walled.status_code, walled.headers["cf-mitigated"]) == (403, "challenge")
    accept = {"Accept": "application/vnd.citationstyles.csl+json"}
    told = client.get("https://doi.org/10.1145/1.2", headers=accept)
    assert told.json()["title"] == "One: A Title"


def test_youtube_knows_more_than_its_page_says(client: requests.Session) -> None:
    oembed = "https://www.youtube.com/oembed?format=json&url=https://youtu.be/{}"
    assert client.get(oembed.format("simVideo000")).status_code == 401
    assert client.get(oembed.format("simVideo001")).status_code == 404
    assert client.get(oembed.format("short")).status_code == 400
    assert client.get("https://youtu.be/simVideo001").status_code == 200


@pytest.mark.parametrize("tls", list(Tls))
def test_certificates_have_the_fault_they_are_named_for(client: requests.Session, tls: Tls) -> None:
    url = f"https://tls-{tls}.net/"
    if tls is Tls.GOOD:
        assert client.get(url).status_code == 200
        return
    words = {
        Tls.EXPIRED: "certificate has expired",
        Tls.WRONG_NAME: "doesn't match|mismatch",
        Tls.SELF_SIGNED: "self-signed certificate",
        Tls.MISSING_INTERMEDIATE: "unable to get local issuer certificate",
        Tls.OLD_CIPHERS: "handshake failure|no shared cipher|EOF occurred",
    }
    with pytest.raises(requests.exceptions.SSLError, match=words[tls]):
        client.get(url)


def test_old_ciphers_serve_a_client_that_offers_them(running: Running) -> None:
    context = ssl.create_default_context(cafile=running.bundle)
    context.set_ciphers(CBC)
    where = ("tls-old-ciphers.net", 443)
    with (
        socket.create_connection(where, 5) as plain,
        context.wrap_socket(plain, server_hostname="tls-old-ciphers.net") as secure,
    ):
        assert secure.version() == "TLSv1.2"
        assert secure.cipher()[0].endswith("-SHA")  # type: ignore[index]


@pytest.mark.parametrize(
    ("host", "fault", "patience"),
    [
        ("resets.net", requests.ConnectionError, (60, 60)),
        ("refuses.net", requests.ConnectionError, (60, 60)),
        ("drops.net", requests.ConnectTimeout, (0.1, 60)),
        ("silent.net", requests.ReadTimeout, (60, 0.1)),
        ("no-such-name.net", requests.ConnectionError, (60, 60)),
    ],
)
def test_hosts_fail_in_their_own_ways(
    client: requests.Session, host: str, fault: type[Exception], patience: tuple[float, float]
) -> None:
    with pytest.raises(fault) as caught:
        client.get(f"http://{host}/", timeout=patience)
    assert isinstance(caught.value, requests.Timeout) == (min(patience) < 60)


def test_a_meter_names_the_limit_that_is_broken() -> None:
    meter = Meter(Limit(at_once=2, per_second=1, burst=2))
    assert [meter.enter(0.0), meter.enter(0.0), meter.enter(0.0)] == ["", "", "at-once"]
    meter.leave()
    meter.leave()
    assert meter.enter(0.1) == "rate"
    assert Meter(Limit(pause=3)).enter(0.0) == ""
    assert meter.over == {"at-once": 1, "rate": 1}


@pytest.mark.parametrize("name", LISTS)
def test_no_link_stands_twice_in_a_list(name: str) -> None:
    cases = build(name).cases
    assert len({case.url for case in cases}) == len(cases) >= FEWEST.get(name, 300)
    kinds = {"live", "soft", "dead", "trap", "away"}
    assert all(case.kind in kinds and case.truth and case.about for case in cases)


def test_the_realistic_list_has_the_proportions_it_states() -> None:
    cases = build("realistic").cases
    hosts = Counter(urlsplit(case.url).netloc for case in cases)
    assert (len(cases), hosts["arxiv.org"], hosts["github.com"]) == (1500, 675, 375)
    assert sum(case.kind == "dead" for case in cases) == 60
    assert hosts["hanging-lab.org"] == hosts["lost-lab.org"] == 3


def test_the_same_seed_makes_the_same_web() -> None:
    assert build("realistic", 3).cases == build("realistic", 3).cases
    assert build("realistic", 3).cases != build("realistic", 4).cases


def test_live_links_are_never_to_be_called_dead() -> None:
    cases = build("behaviours").cases
    live = [case for case in cases if case.kind == "live"]
    assert 0.6 < len(live) / len(cases) < 0.72
    assert not any({"gone", "wrong"} & set(case.truth) for case in live)
    assert len({case.trap for case in cases if case.trap}) == 37


@pytest.mark.usefixtures("namespaces")
def test_an_unmodified_program_finds_the_web_and_its_traps() -> None:
    script = (
        "import urllib.request as u, sys\n"
        "assert u.urlopen('https://vision-lab.edu/').status\n"
        "u.urlopen('http://127.0.0.1/trap-1')\n"
    ).replace("https://vision-lab.edu/", "https://strict-1.net/")
    seen = harness.run("behaviours", ["python3", "-c", script])
    assert seen.cost["exit"] == 0, seen.stderr
    assert [request["host"] for request in seen.requests] == ["strict-1.net"]
    assert ["trap-1" in visit["bytes"] for visit in seen.traps] == [True]
