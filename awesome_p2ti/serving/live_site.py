"""The last good site, made anew after each change; what is wrong now stands above its pages."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from markupsafe import escape

from awesome_p2ti.outputs.site.addresses import FOLDER
from awesome_p2ti.outputs.site.site import site
from awesome_p2ti.problems import SetupError, Severity
from awesome_p2ti.reporters import REPORTS
from awesome_p2ti.rules.registry import load_and_check
from awesome_p2ti.serving.watched_files import Marks, marks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from awesome_p2ti import config
    from awesome_p2ti.outputs.site.renderer import SiteFile

NOTHING_YET = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>Nothing is built yet</title>"
    "<body><h1>Nothing is built yet</h1>"
)


class LiveSite:
    """The site of a list that may change at any moment. Threads share it.

    ``settings_of`` reads the settings anew, for they are a part of what may change.
    """

    def __init__(self, root: Path, settings_of: Callable[[Path], config.Settings]) -> None:
        self.root = root
        self.problems = ""
        """What is wrong with the list as it is now, as text; nothing where it is sound."""
        self._settings_of = settings_of
        self._files: dict[str, SiteFile] = {}
        self._marks: Marks | None = None
        self._lock = threading.Lock()

    def refresh(self) -> bool:
        """Make the site anew where a file has changed; return whether one has."""
        with self._lock:
            now = marks(self.root)
            if now == self._marks:
                return False
            self._marks = now
            self.problems = self._made_anew()
            return True

    def page(self, path: str) -> str | None:
        """Return the file at a path from the site's root, or None where there is none.

        Where something is wrong, it is said above each page, and nothing but it where no site has
        been good yet.
        """
        with self._lock:
            if not self._files:
                return f"{NOTHING_YET}<pre>{escape(self.problems)}</pre>"
            file = self._files.get(f"{FOLDER}/{path}")
            if file is None:
                return None
            return _with_problems(file.text, self.problems) if path.endswith(".html") else file.text

    def _made_anew(self) -> str:
        """Take the new site where the list is sound; return what is wrong, or nothing."""
        try:
            settings = self._settings_of(self.root)
            catalog, problems = load_and_check(settings.root)
        except SetupError as e:
            return f"{e.message}\n    hint: {e.hint}\n" if e.hint else f"{e.message}\n"
        errors = [p for p in problems if p.severity is Severity.ERROR]
        if errors:
            return REPORTS["text"](errors)
        self._files = {file.path: file for file in site(catalog, settings)}
        return ""


def _with_problems(page: str, problems: str) -> str:
    """Return a page with what is wrong above all else that it shows."""
    if not problems:
        return page
    text = "This is the last good page. To fix:\n\n" + problems
    notice = f'<div role="alert"><pre>{escape(text)}</pre></div>'
    before, tag, after = page.partition("<body")
    rest, end, shown = after.partition(">")
    return f"{before}{tag}{rest}{end}{notice}{shown}" if end else notice + page
