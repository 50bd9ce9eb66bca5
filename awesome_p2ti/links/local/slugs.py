"""The names that a fragment may have in a Markdown text, whatever renders it."""

from __future__ import annotations

import re

from awesome_p2ti.links.pages.github_slugs import github_slug, html_of, numbered
from awesome_p2ti.links.pages.html_scanner import anchors, heading_texts

# Other renderers than GitHub's take a name from the end of a heading, "{#name}".
_GIVEN_NAME = re.compile(r"\{:?\s*#([\w.:-]+)[^{}]*\}\s*$")


def markdown_anchors(text: str) -> set[str]:
    """Return the slugs of all headings of a text, and the names that its HTML gives, as written."""
    html = html_of(text)
    # Lines of HTML around a heading's text are no part of it.
    headings = [h.strip() if "\n" in (h[:1], h[-1:]) else h for h in heading_texts(html)]
    given = {found[1] for h in headings if (found := _GIVEN_NAME.search(h))}
    # The space between a text and a picture is a hyphen for some renderers, and nothing for others.
    forms = [numbered(map(github_slug, some)) for some in (headings, map(str.strip, headings))]
    return anchors(html) | given.union(*forms)
