"""The venue that a comment, a journal reference or a title of proceedings states, and none else."""

from __future__ import annotations

import pytest

from awesome_p2ti.schema.venues.stated import read_venue

JOURNALS = frozenset(
    {"ACM TOG", "Electronics", "IJCV", "Pattern Recognition", "TIP", "TMLR", "TPAMI"}
)
NAMES = JOURNALS | {
    "AAAI", "ACL", "ACL Findings", "ACM MM", "ACM MM Asia", "CVPR", "ECCV", "EMNLP",
    "EMNLP Findings", "ICCV", "ICIP", "ICLR", "ICML", "ICME", "NeurIPS", "SIGGRAPH",
    "SIGGRAPH Asia", "WACV",
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "venue"),
    [
        ("Accepted to ICML25", "ICML 2025"),
        ("AAAI-25.", "AAAI 2025"),
        ("CVPR2024", "CVPR 2024"),
        ("ICCVW 2025", "ICCV 2025 Workshop"),
        (
            "12 pages, 8 figures, accepted to CVPR 2024. Project page: https://x.github.io/CVPR2023/",
            "CVPR 2024",
        ),
        ("CVPR 2024 (Oral), code at https://github.com/a/b", "CVPR 2024"),
        ("NeurIPS'24", "NeurIPS 2024"),
        ("NeurIPS 2023 Datasets and Benchmarks Track", "NeurIPS 2023"),
        ("SIGGRAPH Asia 2023 Conference Papers", "SIGGRAPH Asia 2023"),
        ("ACM Transactions on Graphics (SIGGRAPH Asia 2023)", "SIGGRAPH Asia 2023"),
        ("Accepted by ECCV 2024; extended version submitted to TPAMI 2025", "ECCV 2024"),
        (
            "Proceedings of the Conference on Computer Vision and Pattern Recognition (CVPR) 2024",
            "CVPR 2024",
        ),
        ("2023 IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)", "CVPR 2023"),
        ("Proceedings of the AAAI Conference on Artificial Intelligence, 38(2), 2024", "AAAI 2024"),
        ("MM '23: The 31st ACM International Conference on Multimedia 2023", "ACM MM 2023"),
        ("Proceedings of the 32nd ACM International Conference on Multimedia 2024", "ACM MM 2024"),
        ("Pattern Recognition Volume 150, 2024, 110000", "Pattern Recognition 2024"),
        ("Advances in Neural Information Processing Systems 36 (2023)", "NeurIPS 2023"),
        (
            "Proc. of the 41st International Conference on Machine Learning, PMLR 235:1-6, 2024",
            "ICML 2024",
        ),
        ("CVPR 2024 AI4CC Workshop", "CVPR 2024 Workshop"),
        ("Workshop on Diffusion Models at NeurIPS 2023", "NeurIPS 2023 Workshop"),
        (
            "Findings of the Association for Computational Linguistics: EMNLP 2023",
            "EMNLP Findings 2023",
        ),
        ("ACL 2024 Findings", "ACL Findings 2024"),
        ("Accepted to Findings of ACL 2023", "ACL Findings 2023"),
        ("accepted by CVPR, 2024", "CVPR 2024"),
        ("Accepted by WACV 2025, 8 pages; CVPR 2024 submission", "WACV 2025"),
        ("To appear in ACM MM 2023", "ACM MM 2023"),
        ("European Conference on Computer Vision (ECCV) 2022", "ECCV 2022"),
        ("Computer Vision – ECCV 2024", "ECCV 2024"),
        ("SA '23: SIGGRAPH Asia 2023", "SIGGRAPH Asia 2023"),
        ("International Journal of Computer Vision 2024", "IJCV 2024"),
        ("IEEE Trans. Pattern Anal. Mach. Intell. 2024", "TPAMI 2024"),
        ("ACM Trans. Graph. 42, 4 (2023)", "ACM TOG 2023"),
        ("Published in Transactions on Machine Learning Research (11/2023)", "TMLR 2023"),
        (
            "Accepted at the 2024 Conference on Neural Information Processing Systems",
            "NeurIPS 2024",
        ),
        ("Published as a conference paper at ICLR 2024", "ICLR 2024"),
        ("In Proceedings of SIGGRAPH 2023", "SIGGRAPH 2023"),
        ("camera ready for ICCV'23", "ICCV 2023"),
        ("ICIP 2023, © IEEE", "ICIP 2023"),
        ("Accepted to Neurips 2022", "NeurIPS 2022"),
        ("This work has been accepted by IEEE TIP 2024", "TIP 2024"),
        ("v2: CVPR 2025 camera-ready version. v1: 2023", "CVPR 2025"),
        ("SIGGRAPH 2023. Project page at https://y.io Video: https://youtu.be/x", "SIGGRAPH 2023"),
        ("WACV 2024, 21 pages, 20 figures", "WACV 2024"),
    ],
)
def test_a_stated_venue(text: str, venue: str) -> None:
    found = read_venue(text, NAMES, JOURNALS)
    assert (found.venue, found.why) == (venue, "")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("RA-L and ICRA 2022", "it names no venue that data/venues.yaml has"),
        ("Submitted to ICRA 2026", "it names no venue that data/venues.yaml has"),
        ("New version: arXiv:2406.16384", ""),
        ("https://yanchi-3dv.github.io", ""),
        ("Accepted at IJCV", "it names IJCV without a year"),
        ("IEEE Transactions on Multimedia 2024", "it names no venue that data/venues.yaml has"),
        (
            "International Conference on Pattern Recognition 2022",
            "it names no venue that data/venues.yaml has",
        ),
        ("Pattern Recognition Letters 2022", "it names no venue that data/venues.yaml has"),
        (
            "International Conference on Machine Learning and Applications 2022",
            "it names no venue that data/venues.yaml has",
        ),
        (
            "International Conference on Multimedia Retrieval 2023",
            "it names no venue that data/venues.yaml has",
        ),
        ("Extended version of our CVPR 2023 paper", "it does not say that CVPR has published it"),
        ("Under review at ICLR 2025", "it does not say that ICLR has published it"),
        ("15 pages, 9 figures", ""),
        ("The tip of the iceberg 2024, electronics of 2023", ""),
        (
            "Accepted to CVPR 2024 and ICLR 2024",
            "it names more than one venue: CVPR 2024 and ICLR 2024",
        ),
        ("ICLR 2023 Tiny Papers", "it names another part of ICLR than its papers"),
    ],
)
def test_no_venue_is_stated(text: str, why: str) -> None:
    found = read_venue(text, NAMES, JOURNALS)
    assert (found.venue, found.why) == ("", why)


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.parametrize("kind", ["", " Workshop"])
def test_a_venue_as_the_list_writes_it(name: str, kind: str) -> None:
    assert read_venue(f"{name} 2024{kind}", NAMES, JOURNALS).venue == f"{name} 2024{kind}"


def test_long_texts_take_no_longer_than_their_length() -> None:
    assert read_venue("Accepted to " + "CVPR " * 100_000, NAMES).venue == ""
    assert read_venue("'" * 100_000 + "2024." * 1000, NAMES).venue == ""
