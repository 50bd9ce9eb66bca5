"""The lists `proofs` and `limits`, and what the services and hosts behind them answer."""

from __future__ import annotations

import base64
import re
from collections import Counter
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import requests

from tests.simweb import nameserver, pages, pauses
from tests.simweb.pauses import Pause, at_a_date, in_seconds
from tests.simweb.ports import Running, serving
from tests.simweb.scenarios import build
from tests.simweb.services.all import Services
from tests.simweb.services.github import TOKEN
from tests.simweb.wire import Request
from tests.simweb.world import Web

if TYPE_CHECKING:
    from collections.abc import Iterator

README = "# One\n\n## Usage\n\n## 🚀 Usage\n\n## Usage\n\n```\n# not a heading\n```\n"
SERVICES = ("github.com", "huggingface.co", "www.youtube.com", "youtu.be")


@pytest.fixture(scope="module")
def running() -> Iterator[Running]:
    web, services = Web(), Services()
    files = ("README.md", "setup.py")
    texts = {"tools/two/readme.rst": "Two", "docs/README.md": "Docs"}
    topics = ("few-shot", "one")
    services.github.add("lab", "one", readme=README, files=files, texts=texts, topics=topics)
    services.github.add("lab", "docs", files=("setup.py",), texts={"docs/README.md": "Docs"})
    card = {"card": "The weights of One.", "tags": ("arxiv:2505.90001",)}
    services.hub.add("models", "lab/one", "One", metadata={"license": "mit"}, **card)
    services.media.videos["simVideo000"] = ("One", "public")
    services.media.channels["simVideo000"] = "Lab"
    services.media.descriptions["simVideo000"] = "About </One>"
    services.install(web)
    pages.put(web, "https://fine.net/", pages.live("One"))
    with serving(web) as running:
        yield running


@pytest.fixture
def client(running: Running) -> Iterator[requests.Session]:
    with _session(running) as session:
        yield session


def _session(running: Running) -> requests.Session:
    session = requests.Session()
    session.verify, session.trust_env = str(running.bundle), False
    session.headers["Connection"] = "close"  # hundreds of hosts: no connection is left behind
    return session


def _graphql(client: requests.Session, fields: str) -> dict[str, Any]:
    query = f'{{ r: repository(owner: "lab", name: "one") {{ {fields} }} }}'
    headers = {"Authorization": f"Bearer {TOKEN}"}
    asked = {"query": query}
    reply = client.post("https://api.github.com/graphql", json=asked, headers=headers).json()
    found: dict[str, Any] = reply["data"]["r"]
    return found


def test_one_query_tells_topics_readme_and_what_a_folder_holds(client: requests.Session) -> None:
    found = _graphql(
        client,
        "repositoryTopics(first: 1) { nodes { topic { name } } totalCount } "
        'root: object(expression: "HEAD:README.md") { ... on Blob { text isTruncated byteSize } } '
        'two: object(expression: "HEAD:tools/two") { ... on Tree { entries { name type object '
        '{ ... on Blob { text } } } } } none: object(expression: "HEAD:readme.md") { id }',
    )
    assert found["repositoryTopics"] == {
        "nodes": [{"topic": {"name": "few-shot"}}],
        "totalCount": 2,
    }
    size = len(README.encode())
    assert found["root"] == {"text": README, "isTruncated": False, "byteSize": size}
    entry = {"name": "readme.rst", "type": "blob", "object": {"text": "Two"}}
    assert found["two"] == {"entries": [entry]}
    assert found["none"] is None


def test_rest_finds_the_readme_that_github_shows(client: requests.Session) -> None:
    base = "https://api.github.com/repos/lab/{}/readme"
    whole = client.get(base.format("one")).json()
    assert (whole["path"], base64.b64decode(whole["content"]).decode()) == ("README.md", README)
    assert client.get(base.format("one") + "/tools/two").json()["path"] == "tools/two/readme.rst"
    assert client.get(base.format("docs")).json()["path"] == "docs/README.md"
    assert client.get(base.format("one") + "/nothing").status_code == 404


def test_a_readme_gets_githubs_anchors_in_the_page(client: requests.Session) -> None:
    page = client.get("https://github.com/lab/one").text
    anchors = re.findall(r'id="user-content-([^"]*)"', page)
    assert anchors == ["one", "usage", "-usage", "usage-1"]
    folder = client.get("https://github.com/lab/one/tree/main/tools/two").text
    assert "Two" in folder
    assert "<p>Two" not in folder  # only a script draws it


def test_the_hub_gives_metadata_at_once_and_the_card_as_a_file(client: requests.Session) -> None:
    told = client.get("https://huggingface.co/api/models/lab/one").json()
    assert told["tags"] == ["arxiv:2505.90001"]
    assert told["cardData"] == {"title": "One", "license": "mit"}
    card = client.get("https://huggingface.co/lab/one/raw/main/README.md").text
    assert card == "---\ntitle: One\nlicense: mit\n---\n\nThe weights of One.\n"
    assert "The weights of One." in client.get("https://huggingface.co/lab/one").text


def test_a_video_has_a_channel_and_its_page_a_description(client: requests.Session) -> None:
    oembed = "https://www.youtube.com/oembed?format=json&url=https://youtu.be/simVideo000"
    assert client.get(oembed).json()["author_name"] == "Lab"
    page = client.get("https://www.youtube.com/watch?v=simVideo000").text
    assert r'"shortDescription": "About \u003c/One>", "author": "Lab"' in page


def test_a_pause_is_told_in_both_forms_and_notes_who_comes_early(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now = [100.0]
    monkeypatch.setattr(pauses.time, "monotonic", lambda: now[0])
    ask = Request("GET", "host", "/", {})
    for refusal in (in_seconds(503), at_a_date(429)):
        pause = Pause(20.0, refusal, pages.live("One"), times=2)
        seen = []
        for seconds in (0, 0.5, 10, 19.9, 20, 39, 40, 41):
            now[0] = 100.0 + seconds
            reply = pause(ask)
            seen.append((reply.status == 200, reply.over))
        early, refused, fine = (False, "early"), (False, ""), (True, "")
        assert seen == [refused, refused, early, early, refused, early, fine, fine]
    now[0] = 100.0
    assert Pause(2.5, in_seconds(), pages.not_found)(ask).headers["Retry-After"] == "3"


def test_a_late_name_comes_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    web, now = Web(), [5.0]
    pages.put(web, "https://late.net/", pages.live("One"))
    web.names.late["late.net"] = 1.0
    monkeypatch.setattr(nameserver.time, "monotonic", lambda: now[0])
    names = nameserver.NameServer(web)
    codes = []
    for moment in (5.0, 5.9, 6.0):
        now[0] = moment
        codes.append(names.look_up("late.net", nameserver.A)[0])
    assert codes == [nameserver.NO_SUCH_NAME, nameserver.NO_SUCH_NAME, nameserver.NO_ERROR]


def test_limits_are_said_in_the_words_of_each_service() -> None:
    web = build("limits")
    full = next(c.url for c in web.cases if c.about == "a repository behind the limits")
    ident = urlsplit(next(c.url for c in web.cases if "window" in c.about)).path
    with serving(web) as running, _session(running) as client:
        told = client.get(f"https://api.github.com/repos{urlsplit(full).path}")
        assert (told.status_code, told.headers["Retry-After"]) == (403, "60")
        assert "secondary rate limit" in told.json()["message"]
        page = client.get(full)
        assert (page.status_code, page.headers["Retry-After"]) == (429, "60")
        busy = client.get("https://export.arxiv.org/api/query?id_list=2505.90001")
        assert (busy.status_code, busy.text) == (429, "Rate exceeded.")
        assert "Retry-After" not in busy.headers
        closed = client.get("https://api2.openreview.net/notes?id=simForum000")
        assert (closed.status_code, closed.json()["name"]) == (403, "ChallengeRequiredError")
        statuses = [client.get(f"https://huggingface.co{ident}").status_code for _ in range(5)]
        assert statuses == [200, 200, 200, 200, 429]


def test_a_query_beyond_the_ceiling_is_filled_in_part() -> None:
    services, web = Services(), Web()
    services.github.ceiling = 1
    services.github.add("lab", "one")
    services.install(web)
    query = '{ a: repository(owner: "lab", name: "one") { name } ' + (
        'b: repository(owner: "lab", name: "one") { name } }'
    )
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with serving(web) as running, _session(running) as client:
        asked = {"query": query}
        reply = client.post("https://api.github.com/graphql", json=asked, headers=headers).json()
    assert reply["data"] == {"a": {"name": "one"}, "b": None}
    assert [fault["type"] for fault in reply["errors"]] == ["RESOURCE_LIMITS_EXCEEDED"]


@pytest.mark.parametrize("name", ["proofs", "limits"])
def test_another_seed_is_another_list_with_the_same_proportions(name: str) -> None:
    first, again, other = build(name, 1), build(name, 1), build(name, 2)
    assert first.cases == again.cases
    shared = {case.url for case in first.cases} & {case.url for case in other.cases}
    assert not shared
    kinds = [Counter(case.kind for case in web.cases) for web in (first, other)]
    assert abs(kinds[0]["live"] - kinds[1]["live"]) <= 10
    texts = [[case.about for case in web.cases] for web in (first, other)]
    assert texts[0] != texts[1]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_truths_agree_with_kinds(seed: int) -> None:
    cases = build("proofs", seed).cases
    assert len(cases) > 400
    for case in cases:
        red = {"gone", "wrong"} & set(case.truth)
        assert not (case.kind == "live" and red), case
        assert not (case.kind == "dead" and "gone" not in case.truth), case
        assert not ("unrelated" in case.truth[:1] and case.kind != "soft"), case
    unrelated = sum(case.truth[0] == "unrelated" for case in cases)
    assert unrelated >= 40


@pytest.mark.parametrize("seed", [1, 2])
def test_unrelated_pages_name_their_work_nowhere(seed: int) -> None:
    """What is served for a link whose truth is `unrelated` says neither title nor short name."""
    web = build("proofs", seed)
    wanted = [case for case in web.cases if case.truth == ("unrelated",)]
    with serving(web) as running, _session(running) as client:
        for case in wanted:
            reply = client.get(case.url, timeout=10)
            shown = unescape(reply.text) + case.url
            assert reply.status_code == 200, case
            assert case.title not in shown, case
            short = re.escape(case.title.partition(":")[0])
            assert not re.search(rf"(?i)\b{short}\b", shown), case
            surnames = {person.split()[-1] for person in case.authors}
            assert sum(bool(re.search(rf"\b{name}\b", shown)) for name in surnames) < 2, case


@pytest.mark.parametrize("seed", [1, 2])
def test_every_live_address_of_the_list_answers_a_patient_browser(seed: int) -> None:
    """No fault of the simulation: hosts that are not odd on purpose serve their pages at once."""
    plain = (
        "a repository",
        "named ",
        "a page ",
        "a part ",
        "an id",
        "its title",
        "a README",
        "a card",
    )
    web = build("proofs", seed)
    cases = [case for case in web.cases if case.about.startswith(plain) and case.kind == "live"]
    assert len(cases) > 80
    with serving(web) as running, _session(running) as client:
        for case in cases:
            if urlsplit(case.url).netloc in SERVICES:
                continue  # they have limits of their own
            assert client.get(case.url, timeout=10).status_code == 200, case
