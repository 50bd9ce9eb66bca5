"""Works out of BibTeX as people keep it, and records that are broken, with their lines."""

from __future__ import annotations

from awesome_p2ti.adding.bibtex_input import read_bibtex

RECORDS = r"""@article{a,
  Title = {{DreamOtter}: Fine {T}uning \'a la Carte \& More},
  author = {Ruiz, Ina and Andr{\'e} B{\"o}rn and {The Team} and de la Torre, Tom and others},
  eprint = {2208.12242v3}, archivePrefix = {arXiv}, year = 2022 }
@inproceedings{b, title = "Faces", author = "M{\"u}ller, A.", doi = {10.1145/3610548.3618154}}
@article{c, title={Q}, journal={CoRR}, volume={abs/2208.12243}}
@article{d, title={Q}, journal={arXiv preprint arXiv:2208.12244}}
@misc{e, title={Y}, howpublished={\url{https://otter.example.org/paper}}}
"""
BROKEN = r"""@inproceedings{open, title="X", doi={10.1145/1.2}

@misc{c, title={Y}, url={https://arxiv.org/abs/2301.00001}}
@misc{c, title={Z}, eprint={2301.00002}}
@article{many, title={Q}, author={A, B, C, D, E}, eprint={2301.00003}}
@article{nowhere, title={Q}}
@misc{end, title={open
"""


def test_each_record_is_a_work_with_its_place() -> None:
    asked, problems = read_bibtex(RECORDS, "refs.bib")
    assert problems == []
    assert [(a.text, a.place) for a in asked] == [
        ("2208.12242", "refs.bib:1"),
        ("10.1145/3610548.3618154", "refs.bib:5"),
        ("2208.12243", "refs.bib:6"),
        ("2208.12244", "refs.bib:7"),
        ("https://otter.example.org/paper", "refs.bib:8"),
    ]


def test_accents_and_names_are_read() -> None:
    draft = read_bibtex(RECORDS, "refs.bib")[0][0].draft
    assert draft is not None
    assert draft.title is not None
    assert draft.title.value == "DreamOtter: Fine Tuning á la Carte & More"
    assert draft.authors is not None
    assert draft.authors.value == ("Ina Ruiz", "André Börn", "The Team", "Tom de la Torre")
    assert draft.authors.source == "refs.bib:1"
    assert draft.date is not None
    assert draft.date.value == "2022"


def test_a_broken_record_is_said_with_its_line_and_the_others_are_read() -> None:
    asked, problems = read_bibtex(BROKEN, "refs.bib")
    assert [a.place for a in asked] == ["refs.bib:3"]
    assert [p.line for p in problems] == [1, 4, 5, 6, 7]
    assert all(p.hint for p in problems)
    assert "'nowhere' names no work" in problems[3].message


def test_an_eprint_with_a_slip_is_judged_as_an_address() -> None:
    text = "@misc{a, eprint={2304.0341}, url={https://a.example/x}}\n@misc{b, eprint={2304.0341}}"
    asked, problems = read_bibtex(text, "refs.bib")
    assert ([a.text for a in asked], problems) == (["https://a.example/x", "2304.0341"], [])


def test_a_file_without_records_is_said() -> None:
    for text in ("", "nothing here", "\x00\x01", "% a comment"):
        asked, problems = read_bibtex(text, "refs.bib")
        assert asked == []
        assert [p.message for p in problems] == ["there is no record"]
