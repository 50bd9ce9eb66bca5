"""Code on GitHub."""

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
