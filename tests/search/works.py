"""Works with which more than one test of the search is made."""

from __future__ import annotations

from tests.make import paper

LISTED = [
    paper("otter", title="Learning a Pet", former_titles=["Otter: Old Words"], date="2023-05",
          arxiv="2302.13848", doi="10.1145/3610548.3618154", authors=["Jun-Yan Zhu", "Jörg Müller"],
          links={"code": ["https://github.com/Otter/Pet/tree/main/train"],
                 "project": ["https://otter.github.io/pet/"]}),
    paper("other", title="Other", openreview="NAQvF08TcyG", authors=["D. A. Forsyth"],
          base_models=["Stable Diffusion 1.5"], links={"code": ["https://github.com/a/shared"]}),
    paper("third", title="Third", authors=["Fernando De la Torre"], doi="10.48550/arXiv.2305.00001",
          links={"code": ["https://github.com/a/shared/tree/main/third"]}),
]  # fmt: skip
