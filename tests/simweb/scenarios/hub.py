"""Weights, data sets and demos on Hugging Face."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    _hub_live(scene)
    _hub_other(scene)


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
    for _ in range(2):
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
