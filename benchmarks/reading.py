"""What reading addresses from Markdown costs: all that is done before a run's first request.

python -m benchmarks.reading            # 27 files with 42,012 links in all
python -m benchmarks.reading 5 500      # 5 files with 500 links each
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

from awesome_p2ti.links.inputs.files import FileReader
from awesome_p2ti.links.inputs.url_uses import group_by_url

FILES, LINKS = 27, 1556
HOSTS = 6000


def write_lists(folder: Path, files: int, links: int) -> list[Path]:
    """Write lists whose lines look like those of an awesome list."""
    dice = random.Random(1)
    paths = [folder / f"{number:03}.md" for number in range(files)]
    for path in paths:
        rows = (
            f"- [Name {n}](https://host{dice.randrange(HOSTS)}.example/{dice.randrange(10**7)}/{n})"
            " - Some words that say what it is, with `code` and *stress*.\n"
            for n in range(links)
        )
        path.write_text("# A list\n\n" + "".join(rows), encoding="utf-8")
    return paths


def main() -> None:
    """Read all files, join equal addresses, and print what that cost."""
    files, links = map(int, sys.argv[1:3]) if len(sys.argv) > 2 else (FILES, LINKS)
    with tempfile.TemporaryDirectory() as folder:
        paths = write_lists(Path(folder), files, links)
        reader = FileReader(None, [], None)
        began = time.process_time()
        uses = [use for path in paths for use in reader.read(str(path))]
        read = time.process_time() - began
        found = group_by_url(uses)
        joined = time.process_time() - began - read
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each = 1e6 * (read + joined) / len(uses)
    print("| files | links | addresses | reading s | joining s | µs a link | peak MiB |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    print(
        f"| {files} | {len(uses):,} | {len(found):,} | {read:.2f} | {joined:.2f} "
        f"| {each:.0f} | {peak:.0f} |"
    )


if __name__ == "__main__":
    main()
