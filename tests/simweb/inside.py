"""Runs in namespaces of its own: lays the network, starts the server, runs one command in it.

`unshare --mount --net python -m tests.simweb.inside LIST FOLDER -- COMMAND…`, which `harness` does.
This process stays small, because a child's peak memory is never below that of its parent.
"""

from __future__ import annotations

import ctypes
import fcntl
import json
import os
import signal
import socket
import struct
import subprocess
import sys
import time
from pathlib import Path

INTERNAL = ("10.20.30.40", "172.16.5.4", "192.168.1.1", "169.254.169.254", "100.64.1.1")
MORE_INTERNAL = ("100.100.100.200",)
SIOCSIFFLAGS, SIOCSIFADDR = 0x8914, 0x8916
UP, RUNNING = 0x1, 0x40
MS_BIND = 4096


def lay_network() -> None:
    """Bring the loopback up, with the internal addresses on it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        fcntl.ioctl(control, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", UP | RUNNING))
        for number, address in enumerate(INTERNAL + MORE_INTERNAL):
            place = struct.pack("HH4s8x", socket.AF_INET, 0, socket.inet_aton(address))
            name = f"lo:{number}".encode()
            fcntl.ioctl(control, SIOCSIFADDR, struct.pack("16s16s", name, place))
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as control:
        place = socket.inet_pton(socket.AF_INET6, "fd00::20")
        fcntl.ioctl(control, SIOCSIFADDR, struct.pack("16sIi", place, 128, 1))


def lay_names(folder: Path) -> None:
    """Let every look-up of a name go to the simulated name server."""
    files = {
        "/etc/resolv.conf": "nameserver 127.10.0.53\noptions timeout:2 attempts:2\n",
        "/etc/hosts": "127.0.0.1 localhost\n::1 localhost\n",
        "/etc/nsswitch.conf": "hosts: files dns\npasswd: files\ngroup: files\n",
    }
    libc = ctypes.CDLL(None, use_errno=True)
    for path, text in files.items():
        private = folder / Path(path).name
        private.write_text(text)
        private.chmod(0o644)
        target = os.path.realpath(path)
        if libc.mount(os.fsencode(private), os.fsencode(target), None, MS_BIND, None) != 0:
            raise OSError(ctypes.get_errno(), f"cannot lay {private} over {target}")


def run(name: str, folder: Path, seed: str, command: list[str]) -> None:
    """Start the server, run the command, stop the server and write down what the run cost."""
    serve = [sys.executable, "-m", "tests.simweb.serve", name, str(folder), "--seed", seed]
    server = subprocess.Popen(serve, stdout=subprocess.PIPE)
    assert server.stdout is not None
    if server.stdout.readline() != b"ready\n":
        raise SystemExit("the simulated web did not start")
    bundle = str(folder / "root.pem")
    named = ("SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS")
    environment = {key: text for key, text in os.environ.items() if key != "SSL_CERT_DIR"}
    environment |= dict.fromkeys(named, bundle)
    try:
        cost = measure(command, folder, environment)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()
    (folder / "cost.json").write_text(json.dumps(cost))


def measure(command: list[str], folder: Path, environment: dict[str, str]) -> dict[str, float]:
    """Run the command; the answer is what it cost."""
    started = time.monotonic()
    with (folder / "stdout").open("wb") as out, (folder / "stderr").open("wb") as err:
        child = subprocess.Popen(
            command, stdout=out, stderr=err, env=environment, cwd=folder / "work"
        )
        _, status, used = os.wait4(child.pid, 0)
    return {
        "wall": time.monotonic() - started,
        "processor": used.ru_utime + used.ru_stime,
        "memory_mb": used.ru_maxrss / 1024,
        "exit": os.waitstatus_to_exitcode(status),
    }


def main() -> None:
    """Read the arguments."""
    name, folder, seed, _, *command = sys.argv[1:]
    place = Path(folder)
    (place / "work").mkdir(exist_ok=True)
    lay_network()
    lay_names(place)
    run(name, place, seed, command)


if __name__ == "__main__":
    main()
