"""Code, weights, demos, videos and files: GitHub, Hugging Face, YouTube, Drive and Dropbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb.works import Work

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene

FILES = ("README.md", "LICENSE", "train.py", "docs/usage.md", "examples/portrait/run.py")


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    _github_live(scene)
    _github_forms(scene)
    _github_other(scene)
    _hub_live(scene)
    _hub_other(scene)
    _videos(scene)
    _files(scene)


def repository(scene: Scene, work: Work, owner: str, **more: object) -> str:
    """A repository of `work`; the answer is its address."""
    name = work.name
    more = {"readme": f"# {work.title}\n\n## Installation", "files": FILES} | more
    scene.services.github.add(owner, name, f"Official code of {work.title}", **more)
    return f"https://github.com/{owner}/{name}"


def _github_live(scene: Scene) -> None:
    for number in range(20):
        work = next(scene.neutral)
        url = repository(scene, work, f"vision-group-{number % 5}")
        scene.link(url, work, "ok", "live", "a repository", role="code")
    for _ in range(4):
        work = next(scene.neutral)
        url = repository(scene, work, "old-lab", archived=True)
        scene.link(url, work, "ok", "live", "an archived repository", role="code")
    work = next(scene.neutral)
    scene.services.github.add("plain-lab", work.name, "", readme="# Code", files=("README.md",))
    scene.link(
        f"https://github.com/plain-lab/{work.name}",
        work,
        "ok",
        "live",
        "a repository that says little",
        role="code",
    )
    odd = Work("2505.92001", 2025, "Parked: Detecting Domains That Are for Sale")
    scene.services.github.add(
        "odd-lab",
        "domain-is-for-sale",
        "Detects parked domains: page not found, buy this domain, domain for sale",
        readme="# Parked",
    )
    scene.link(
        "https://github.com/odd-lab/domain-is-for-sale",
        odd,
        "ok",
        "live",
        "a repository about parked domains",
        role="code",
    )
    odd = Work("2505.92002", 2025, "404 Not Found: Recovering Missing Concepts")
    scene.services.github.add("odd-lab", "404-not-found", odd.title, readme="# 404 Not Found")
    scene.link(
        "https://github.com/odd-lab/404-not-found",
        odd,
        "ok",
        "live",
        "a repository called 404-not-found",
        role="code",
    )


def _github_forms(scene: Scene) -> None:
    forms = (
        ("/tree/main", "ok"),
        ("/tree/main/examples/portrait", "ok"),
        ("/tree/main/docs", "ok"),
        ("/blob/main/docs/usage.md", "ok"),
        ("/blob/main/train.py", "ok"),
        ("/blob/HEAD/LICENSE", "ok"),
        ("/releases", "ok"),
        ("/releases/tag/v1.0", "ok"),
        ("/issues", "ok"),
        ("/wiki", "ok"),
        (".git", "ok|moved"),
        ("/", "ok"),
        ("#installation", "ok"),
        ("#readme", "ok"),
        ("?tab=readme-ov-file", "ok"),
        ("/tree/v1.0", "ok"),
    )
    for number, (form, truth) in enumerate(forms):
        work = next(scene.neutral)
        url = repository(scene, work, f"forms-{number}", releases=("v1.0",), tags=("v1.0",))
        scene.link(url + form, work, truth, "live", "another form of the address", role="code")
    work = next(scene.neutral)
    url = repository(scene, work, "Mixed-Case")
    scene.link(
        url.replace("Mixed-Case", "mixed-case"),
        work,
        "ok|moved",
        "live",
        "small letters for capitals",
        role="code",
    )
    for old, new in (("https://", "http://"), ("https://", "https://www.")):
        work = next(scene.neutral)
        url = repository(scene, work, "schemes").replace(old, new)
        scene.link(url, work, "ok|moved", "live", new, role="code")
    work = next(scene.neutral)
    repository(scene, work, "raw-files")
    scene.link(
        f"https://raw.githubusercontent.com/raw-files/{work.name}/main/README.md",
        work,
        "ok",
        "live",
        "a file as it is",
        role="code",
    )
    scene.link(
        "https://github.com/forms-0",
        next(scene.neutral),
        "ok",
        "live",
        "an organisation",
        role="code",
    )


def _github_other(scene: Scene) -> None:
    github = scene.services.github
    for number in range(6):
        work = next(scene.neutral)
        repository(scene, work, f"new-owner-{number}")
        old = f"old-owner-{number}/{work.name if number % 2 else 'former-name'}"
        github.rename(old, f"new-owner-{number}/{work.name}")
        rest = "/tree/main/docs" if number == 5 else ""
        scene.link(f"https://github.com/{old}{rest}", work, "moved", "live", "renamed", role="code")
    for number in range(10):
        work = next(scene.neutral)
        owner = "vision-group-1" if number % 2 else f"left-{number}"
        scene.link(
            f"https://github.com/{owner}/{work.name}-gone",
            work,
            "gone",
            "dead",
            "a repository that is not there",
            role="code",
        )
    scene.link(
        "https://github.com/nobody-of-this-name",
        next(scene.neutral),
        "gone",
        "dead",
        "an owner that is not there",
        role="code",
    )
    for path in (
        "/tree/main/no-such-folder",
        "/blob/main/gone.py",
        "/tree/dev",
        "/releases/tag/v9.9",
    ):
        work = next(scene.neutral)
        url = repository(scene, work, "with-paths")
        scene.link(url + path, work, "gone", "dead", "a path that is not there", role="code")
    for _ in range(4):
        work = next(scene.neutral)
        url = repository(scene, work, "empty-lab", empty=True, readme="", files=())
        scene.link(url, work, "wrong", "soft", "an empty repository", role="code")
    work = next(scene.neutral)
    url = repository(scene, work, "taken-down", blocked=True)
    scene.link(url, work, "gone|blocked", "away", "taken down after a notice (451)", role="code")


def _hub_live(scene: Scene) -> None:
    hub = scene.services.hub
    for number in range(8):
        work = next(scene.neutral)
        ident = hub.add("models", f"weights-lab-{number % 3}/{work.name}", work.title).ident
        scene.link(f"https://huggingface.co/{ident}", work, "ok", "live", "a model", role="weights")
    for _ in range(5):
        work = next(scene.neutral)
        ident = hub.add("datasets", f"data-lab/{work.name}-5K", work.title).ident
        scene.link(
            f"https://huggingface.co/datasets/{ident}",
            work,
            "ok",
            "live",
            "a data set",
            role="dataset",
        )
    for stage in ["RUNNING"] * 5 + ["SLEEPING"] * 3 + ["BUILDING", "APP_STARTING"]:
        work = next(scene.neutral)
        ident = hub.add("spaces", f"demo-lab/{work.name}", work.title, stage=stage).ident
        scene.link(
            f"https://huggingface.co/spaces/{ident}",
            work,
            "ok",
            "live",
            f"a space: {stage}",
            role="demo",
        )
    work = next(scene.neutral)
    hub.add("spaces", f"demo-lab/{work.name}", work.title)
    scene.link(
        f"https://demo-lab-{work.name.lower()}.hf.space/",
        work,
        "ok",
        "live",
        "a space by its own host",
        role="demo",
    )
    for number in range(2):
        work = next(scene.neutral)
        ident = hub.add("models", f"gated-lab/{work.name}", work.title, gated=True).ident
        scene.link(
            f"https://huggingface.co/{ident}", work, "ok", "live", "a gated model", role="weights"
        )
    for kind in ("models", "datasets", "spaces"):
        work = next(scene.neutral)
        ident = hub.add(kind, f"new-hub-lab/{work.name}", work.title).ident
        hub.rename(kind, f"old-hub-lab/{work.name}", ident)
        prefix = "" if kind == "models" else f"{kind}/"
        scene.link(
            f"https://huggingface.co/{prefix}old-hub-lab/{work.name}",
            work,
            "moved",
            "live",
            "renamed",
            role="weights",
        )
    for path in ("/tree/main", "/blob/main/README.md", "/resolve/main/README.md"):
        work = next(scene.neutral)
        ident = hub.add("models", f"path-lab/{work.name}", work.title).ident
        scene.link(
            f"https://huggingface.co/{ident}{path}",
            work,
            "ok",
            "live",
            "a path in a model",
            role="weights",
        )
    work = next(scene.neutral)
    ident = hub.add("models", f"short-lab/{work.name}", work.title).ident
    scene.link(f"https://hf.co/{ident}", work, "ok|moved", "live", "the short host", role="weights")
    scene.link(
        "https://huggingface.co/weights-lab-1", work, "ok", "live", "an owner", role="weights"
    )


def _hub_other(scene: Scene) -> None:
    hub = scene.services.hub
    for number, kind in enumerate(("", "", "", "datasets/", "spaces/", "spaces/")):
        work = next(scene.neutral)
        scene.link(
            f"https://huggingface.co/{kind}left-lab-{number}/{work.name}",
            work,
            "gone",
            "dead",
            "not on the hub (or private)",
            role="weights",
        )
    work = next(scene.neutral)
    ident = hub.add("models", f"private-lab/{work.name}", work.title, private=True).ident
    scene.link(
        f"https://huggingface.co/{ident}", work, "gone|blocked", "dead", "private", role="weights"
    )
    work = next(scene.neutral)
    ident = hub.add("models", f"path-lab/{work.name}", work.title).ident
    scene.link(
        f"https://huggingface.co/{ident}/blob/main/gone.safetensors",
        work,
        "gone",
        "dead",
        "a file that is not there",
        role="weights",
    )
    stages = (
        "PAUSED",
        "PAUSED",
        "BUILD_ERROR",
        "RUNTIME_ERROR",
        "RUNTIME_ERROR",
        "CONFIG_ERROR",
        "NO_APP_FILE",
    )
    for stage in stages:
        work = next(scene.neutral)
        ident = hub.add("spaces", f"broken-lab/{work.name}", work.title, stage=stage).ident
        scene.link(
            f"https://huggingface.co/spaces/{ident}",
            work,
            "broken-demo",
            "soft",
            f"a space: {stage}",
            role="demo",
        )


def _videos(scene: Scene) -> None:
    forms = (
        "https://www.youtube.com/watch?v={}",
        "https://youtu.be/{}",
        "https://www.youtube.com/embed/{}",
        "https://www.youtube.com/watch?v={}&t=42s",
        "https://youtube.com/watch?v={}",
        "https://www.youtube.com/shorts/{}",
        "https://youtu.be/{}?si=AbCdEf",
    )
    states = ["public"] * 6 + ["no-embed", "removed", "removed", "removed", "private"]
    for number, state in enumerate(states):
        work = next(scene.neutral)
        ident = f"simVideo{number:03}"
        scene.services.media.videos[ident] = (work.title, state)
        there = state in {"public", "no-embed"}
        truth = (
            "ok|moved" if there else ("gone|wrong" if state == "removed" else "gone|wrong|blocked")
        )
        kind = "live" if there else "soft"
        scene.link(
            forms[number % 7].format(ident),
            work,
            truth,
            kind,  # type: ignore[arg-type]
            f"a video: {state}",
            role="video",
        )


def _files(scene: Scene) -> None:
    files = scene.services.media.files
    drive = (
        ("/file/d/{}/view?usp=sharing", "public", "ok", "live"),
        ("/drive/folders/{}", "public", "ok", "live"),
        ("/open?id={}", "public", "ok", "live"),
        ("/file/d/{}/view", "wall", "wrong|blocked", "soft"),
        ("/drive/folders/{}", "wall", "wrong|blocked", "soft"),
        ("/file/d/{}/view", "request", "wrong|blocked|gone", "soft"),
        ("/file/d/{}/view", "missing", "gone", "dead"),
        ("/drive/folders/{}", "missing", "gone", "dead"),
    )
    for number, (form, state, truth, kind) in enumerate(drive):
        work = next(scene.neutral)
        ident = f"1SimulatedDriveFile0000{number:03}"
        files[ident] = (f"{work.name}.zip", state)
        scene.link(
            "https://drive.google.com" + form.format(ident),
            work,
            truth,
            kind,
            f"Google Drive: {state}",
            role="dataset",
        )  # type: ignore[arg-type]
    dropbox = (
        ("public", "ok", "live"),
        ("public", "ok", "live"),
        ("deleted", "gone|wrong", "soft"),
        ("wall", "wrong|blocked", "soft"),
        ("missing", "gone", "dead"),
    )
    for number, (state, truth, kind) in enumerate(dropbox):
        work = next(scene.neutral)
        files[f"sim{number}box"] = (f"{work.name}.zip", state)
        scene.link(
            f"https://www.dropbox.com/s/sim{number}box/{work.name}.zip?dl=0",
            work,
            truth,
            kind,
            f"Dropbox: {state}",
            role="dataset",
        )  # type: ignore[arg-type]
