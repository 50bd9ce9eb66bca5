"""Starts of Python with the tool imported already: each is a fork of one process that waits.

Nearly all that a start of the tool takes is imports, and the steps of workflows start it hundreds
of times. So the ``python`` of a clone hands its words, its environment, its folder and its streams
to the process that ``serve`` is, which forks; the fork does what Python would have done.

    python warm_start.py ADDRESS -m MODULE [WORD]...
    python warm_start.py ADDRESS -c TEXT [WORD]...
    python warm_start.py ADDRESS SCRIPT [WORD]...
"""

from __future__ import annotations

import os
import sys
from array import array
from socket import AF_UNIX, SCM_RIGHTS, SHUT_WR, SOL_SOCKET, socket


def start(address: str, words: list[str]) -> int:
    """Have a fork do what Python would do with some words, and return its exit code."""
    streams = array("i", [0, 1, 2, os.open(".", os.O_RDONLY)])
    told = [str(len(words)), *words, *(f"{name}={value}" for name, value in os.environ.items())]
    with socket(AF_UNIX) as server:
        server.connect(address)
        server.sendmsg([b"\0"], [(SOL_SOCKET, SCM_RIGHTS, streams)])
        server.sendall(os.fsencode("\0".join(told)))
        server.shutdown(SHUT_WR)
        return int(server.recv(16) or b"1")


def serve(address: str) -> None:
    """Wait for starts; in a fork, run what one of them names, and return when that is done."""
    import gc
    from contextlib import suppress

    import_all()
    gc.freeze()  # else each fork copies the memory that its collector looks through
    with socket(AF_UNIX) as waiting:
        waiting.bind(address)
        waiting.listen(64)
        os.write(1, b"ready\n")
        while True:
            asked, _ = waiting.accept()
            if os.fork() == 0:
                break
            asked.close()
            with suppress(ChildProcessError):
                while os.waitpid(-1, os.WNOHANG)[0]:
                    pass
    with asked:
        words = taken_over(asked)
        if child := os.fork():
            _, status = os.waitpid(child, 0)
            code = os.waitstatus_to_exitcode(status)
            asked.sendall(str(code if code >= 0 else 128 - code).encode())
            os._exit(0)
    run(words)


def import_all() -> None:
    """Import every module of the tool but the one that runs it."""
    import pkgutil
    from importlib import import_module

    import awesome_p2ti

    for module in pkgutil.walk_packages(awesome_p2ti.__path__, "awesome_p2ti."):
        if module.name != "awesome_p2ti.__main__":
            import_module(module.name)


def taken_over(asked: socket) -> list[str]:
    """Take the streams, the folder and the environment of a start, and return its words."""
    from socket import recv_fds

    _, streams, _, _ = recv_fds(asked, 1, 4)
    for own, theirs in enumerate(streams[:3]):
        os.dup2(theirs, own)
    os.fchdir(streams[3])
    for theirs in streams:
        os.close(theirs)
    # What Python knows of its streams, it found at its start.
    sys.stdin, sys.stdout, sys.stderr = (os.fdopen(n, "w" if n else "r") for n in range(3))
    told = b"".join(iter(lambda: asked.recv(1 << 16), b""))
    number, *rest = os.fsdecode(told).split("\0")
    os.environ.clear()
    os.environ.update(pair.split("=", 1) for pair in rest[int(number) :])
    return rest[: int(number)]


def run(words: list[str]) -> None:
    """Run a module, a text or a script as the main one of this process."""
    import runpy

    if words[0] == "-c":
        sys.argv = ["-c", *words[2:]]
        exec(words[1], {"__name__": "__main__"})
    elif words[0] == "-m":
        sys.argv = words[1:]
        runpy.run_module(words[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = words
        runpy.run_path(words[0], run_name="__main__")


if __name__ == "__main__":
    sys.exit(start(sys.argv[1], sys.argv[2:]))
