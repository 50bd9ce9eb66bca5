"""Many threads do not keep a heap each."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import ctypes, sys, threading
from awesome_p2ti.links.scheduling.memory import share_heaps

libc = ctypes.CDLL(None)
libc.malloc.restype = libc.fopen.restype = ctypes.c_void_p
if sys.argv[2] == "shared":
    share_heaps()
barrier = threading.Barrier(12)

def work():
    barrier.wait()
    libc.malloc(70_000)
    barrier.wait()

threads = [threading.Thread(target=work) for _ in range(12)]
[t.start() for t in threads]
[t.join() for t in threads]
file = libc.fopen(sys.argv[1].encode(), b"w")
libc.malloc_info(0, ctypes.c_void_p(file))
libc.fclose(ctypes.c_void_p(file))
"""


@pytest.mark.skipif(
    sys.platform != "linux" or not hasattr(ctypes.CDLL(None), "malloc_info"),
    reason="only glibc gives each thread a heap",
)
@pytest.mark.parametrize("how", ["shared", "alone"])
def test_threads_share_two_heaps(how: str, tmp_path: Path) -> None:
    info = tmp_path / "info.xml"
    alone = {k: v for k, v in os.environ.items() if not k.startswith(("MALLOC_", "GLIBC_"))}
    command = [sys.executable, "-c", PROGRAM, str(info), how]
    subprocess.run(command, check=True, env=alone, timeout=60)
    heaps = info.read_text().count("<heap nr=")
    assert (heaps <= 2) is (how == "shared")
