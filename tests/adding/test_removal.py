"""Whichever paper of our list is taken out, all that named it stays sound."""

from __future__ import annotations

import re

from awesome_p2ti.adding.removal import plan_removal
from awesome_p2ti.catalog import parse_entry
from awesome_p2ti.loading.source_file import SourceFile
from awesome_p2ti.problems import SetupError
from awesome_p2ti.schema.entry_files import model_of
from tests.make import real_list


def test_papers_of_our_list_could_leave() -> None:
    catalog = real_list()
    named = lost = 0
    for paper in list(catalog.papers.values())[::5]:  # enough of them
        try:
            removal = plan_removal(catalog, paper)
        except SetupError:  # a table of its scores alone stands in the way
            continue
        lost += bool(removal.losses)
        for path, (old, new) in removal.texts.items():
            named += 1
            model = model_of(path)
            assert model is not None
            assert parse_entry(SourceFile(path, new), model)[1] == []
            word = rf"(?<![\w-]){re.escape(paper.id)}(?![\w-])"
            keys = rf"(?:paper|reported_by): {word}$|distinct_from:.*{word}"
            assert re.search(keys, old, re.MULTILINE)
            assert not re.search(keys, new, re.MULTILINE)
    assert named > 10
    assert lost > 5
