"""`serve` from its start to Ctrl-C, in a process of its own."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.in_process import call

ENTRY = "data/papers/2022/dreambooth.yaml"


def test_it_shows_what_is_saved_and_ends_with_ctrl_c(small_list: Path) -> None:
    command = [sys.executable, "-u", "-m", "awesome_p2ti", "serve", "--port", "0"]
    with subprocess.Popen(
        command, cwd=small_list, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stderr
        assert process.stdout
        try:
            assert process.stderr.readline() == "Built.\n"
            said = process.stderr.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert address, said
            file = small_list / ENTRY
            text = file.read_text(encoding="utf-8")
            file.write_text(text.replace("tasks: [subject]", "tasks: [subjekt]"))
            assert process.stdout.readline().startswith(f"{ENTRY}:")
            with urllib.request.urlopen(f"{address[0]}papers/dreambooth.html", timeout=60) as page:
                shown = page.read().decode()
            assert "This is the last good page" in shown
            assert "Fine Tuning" in shown
            file.write_text(text)
            assert process.stderr.readline() == "Built.\n"
        finally:
            process.send_signal(signal.SIGINT)
            code = process.wait(60)
    assert code == 0


def test_a_port_that_is_taken_is_said(small_list: Path) -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = call("serve", "--port", str(port), cwd=small_list)
    assert done.returncode == 2
    assert f"127.0.0.1:{port} cannot be used" in done.stderr
    assert "--port" in done.stderr


def test_outside_a_list_it_says_so(tmp_path: Path) -> None:
    assert call("serve", cwd=tmp_path).returncode == 2
