"""The server process: `python -m tests.simweb.serve LIST FOLDER` serves until it is told to end.

FOLDER gets `root.pem`, `cases.json` (the links and their truth) and, at the end, `log.json`.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import dataclasses
import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from tests.simweb import nameserver, world
from tests.simweb.certificates import Authority
from tests.simweb.scenarios import build
from tests.simweb.server import Server
from tests.simweb.traps import Traps

if TYPE_CHECKING:
    from collections.abc import Coroutine

T = TypeVar("T")


async def _in(loop: asyncio.AbstractEventLoop, work: Coroutine[Any, Any, T]) -> T:
    return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, loop))


async def serve(name: str, folder: Path, seed: int) -> None:
    """Serve one list's web until SIGTERM, then write what was seen."""
    web = build(name, seed)
    (folder / "cases.json").write_text(
        json.dumps([dataclasses.asdict(case) for case in web.cases], ensure_ascii=False)
    )
    server = Server(web, Authority(folder))
    server.prepare()
    await server.start()
    names = asyncio.new_event_loop()  # a busy server must not make look-ups slow
    threading.Thread(target=names.run_forever, daemon=True).start()
    traps = Traps()
    await _in(names, nameserver.serve(web, world.NAME_SERVER))
    missing = await _in(names, traps.start())
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    await ended.wait()
    seen = {
        "requests": server.log,
        "over": {host: meter.over for host, meter in server.meters.items() if meter.over},
        "most_at_once": {host: meter.most_at_once for host, meter in server.meters.items()},
        "most_open": {host: meter.most_open for host, meter in server.meters.items()},
        "traps": traps.seen,
        "traps_missing": missing,
    }
    (folder / "log.json").write_text(json.dumps(seen))


def main() -> None:
    """Read the arguments and serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    with contextlib.suppress(OSError):  # where it may, a busy machine does not make the web slow
        os.nice(-10)
    asyncio.run(serve(args.name, args.folder, args.seed))


if __name__ == "__main__":
    main()
