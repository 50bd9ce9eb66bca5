"""Makes a list of any size: entries with titles, names and links as varied as real ones."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

WORDS = (
    "adaptive attention aware cascaded causal compositional concept consistent continual "
    "contrastive controllable customized decoupled dense diffusion disentangled dual dynamic "
    "efficient embedding encoder face fast few-shot fidelity flow forgetting generation "
    "generative geometry gradient guided human identity image implicit instance inversion key "
    "language latent layout learning likelihood localized masked memory modular multi-concept "
    "neural object one-shot orthogonal personalized portrait preserving prompt rank reference "
    "region regularized relation residual rewarded robust scalable scene score self- "
    "supervised semantic single-image sparse spatial story style subject-driven textual token "
    "training-free transformer tuning unified value video visual "
).split()
SYLLABLES = "ba ce di fo gu ha ke li mo nu pa re si to va we xi yo za".split()


def make_list(root: Path, size: int, *, seed: int = 0) -> None:
    """Write a list of ``size`` papers below ``root``, with this project's templates and words."""
    rng = random.Random(seed)
    here = Path(__file__).resolve().parent.parent
    for name in ("tasks.yaml", "venues.yaml", "base_models.yaml", "declined.yaml"):
        _copy(here / "data" / name, root / "data" / name)
    shutil.copytree(here / "templates", root / "templates")
    (root / "pyproject.toml").write_text("[tool.awesome_p2ti]\n", encoding="utf-8")
    for number in range(size):
        path, text = _entry(rng, number)
        file = root / path
        if number < 1000 or not file.parent.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def results_file(rows: int, columns: int = 8) -> str:
    """Return a file of results with that many rows, each of another method and paper."""
    names = [f"c{i}" for i in range(columns)]
    head = ["name: Many", "about: Many rows.", "order: 99", "sort: c0", "columns:"]
    head += [f"  - {{id: {n}, name: {n.upper()}}}" for n in names]
    lines = []
    for number in range(rows):
        scores = ", ".join(f"{n}: 0.{100 + (number * 7 + i) % 800}" for i, n in enumerate(names))
        where = "tuning: zero-shot, seen_in: paper-text, where: T"
        lines.append(f"  - {{method: M{number}, scores: {{{scores}}}, {where}}}")
    return "\n".join([*head, "rows:", *lines, ""])


def unknown_fields(number: int) -> str:
    """Return an entry with that many fields that do not exist."""
    head = 'title: "A Title"\ndate: 2024-01\narxiv: "2401.99999"\ntasks: [subject]\n'
    return head + "".join(f"wrong{i}: x\n" for i in range(number))


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(source, target)


def _entry(rng: random.Random, number: int) -> tuple[str, str]:
    month = number % 216
    year, month = 2008 + month // 12, month % 12 + 1  # ids of this form are given since 2007
    serial = number // 216 + 1
    name = "".join(rng.choices(SYLLABLES, k=4)).capitalize()
    words = [w.capitalize() for w in rng.sample(WORDS, rng.randint(5, 10))]
    authors = ", ".join({f"Author {_name(rng)}": 1 for _ in range(rng.randint(2, 8))})
    lines = [
        "# yaml-language-server: $schema=../../schema/papers.json",
        f'title: "{name}: {" ".join(words)}"',
        f"name: {name}",
        f"authors: [{authors}]",
        f"date: {year}-{month:02d}",
    ]
    if rng.random() < 0.5:
        lines.append(f"venue: CVPR {year + 1}")
    digits = 4 if year < 2015 else 5
    prefix = f"{year % 100:02d}{month:02d}"
    identity = f"{name.lower()}-{number}"
    lines += [
        f'arxiv: "{prefix}.{serial:0{digits}d}"',
        "tasks: [subject]",
        "approach: test-time",
        "links:",
        f"  project: https://{identity}.github.io",
        f"  code: https://github.com/{name.lower()}/{identity}",
    ]
    return f"data/papers/{year}/{identity}.yaml", "\n".join(lines) + "\n"


def _name(rng: random.Random) -> str:
    return "".join(rng.choices(SYLLABLES, k=rng.randint(2, 3))).capitalize()
