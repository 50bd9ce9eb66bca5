"""Videos and files: YouTube, Google Drive and Dropbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.simweb.scenarios.common import Scene


def lay(scene: Scene) -> None:
    """Put the part's links into the web."""
    _videos(scene)
    _files(scene)


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
            kind,
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
        )
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
        )
