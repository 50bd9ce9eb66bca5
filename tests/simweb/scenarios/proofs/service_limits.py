"""Services that have had enough for now: whoever waits as told gets everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.simweb.scenarios.proofs.spellings import short

if TYPE_CHECKING:
    from tests.simweb.scenarios.proofs.draft import Draft

MINUTE = 60.0


def lay(draft: Draft) -> None:
    """Put the part's links into the web."""
    _github(draft)
    _hub(draft)
    _papers(draft)


def _github(draft: Draft) -> None:
    """The secondary rate limit of a minute, and a ceiling on what one query may ask."""
    github = draft.services.github
    github.secondary, github.ceiling = MINUTE, draft.dice.randrange(3, 7)
    for _ in range(14):
        work, owner = draft.any_work(), draft.owner()
        github.add(owner, short(work), work.title, readme=f"# {work.title}")
        draft.link(f"https://github.com/{owner}/{short(work)}", work, "ok", "live",
                   "a repository behind the limits", role="code")  # fmt: skip
    for _ in range(3):
        work = draft.work()
        draft.link(f"https://github.com/{draft.owner()}/{short(work)}", work, "gone", "dead",
                   "no repository, and told apart from a limit", role="code")  # fmt: skip
    work, owner = draft.any_work(), draft.owner()
    github.add(owner, short(work), work.title, readme=f"# {work.title}")
    for page in ("/wiki", "/issues", "/releases"):
        draft.link(f"https://github.com/{owner}/{short(work)}{page}", work, "ok", "live",
                   "a page behind the limit", role="code")  # fmt: skip


def _hub(draft: Draft) -> None:
    """Both windows are nearly used up, and open again soon."""
    hub = draft.services.hub
    hub.used, hub.reset = {"api": 494, "pages": 96}, draft.dice.uniform(4, 9)
    for kind in ("models", "datasets", "spaces", "models") * 4:
        work = draft.any_work()
        ident = hub.add(kind, f"{draft.owner()}/{short(work)}", work.title).ident
        prefix = "" if kind == "models" else f"{kind}/"
        draft.link(f"https://huggingface.co/{prefix}{ident}", work, "ok", "live",
                   "a window of the hub that is used up", role="weights")  # fmt: skip
    for _ in range(2):
        work = draft.work()
        draft.link(f"https://huggingface.co/{draft.owner()}/{short(work)}", work, "gone", "dead",
                   "nothing, and told apart from a limit", role="weights")  # fmt: skip


def _papers(draft: Draft) -> None:
    """arXiv refuses two requests without a word of when; OpenReview challenges each one."""
    draft.services.arxiv.busy = 2
    for _ in range(8):
        work = draft.paper()
        draft.services.arxiv.add(work.arxiv, work.title, authors=work.authors)
        draft.link(f"https://arxiv.org/abs/{work.arxiv}", work, "ok", "live",
                   "a paper while arXiv is busy", role="paper")  # fmt: skip
    for _ in range(2):
        work = draft.work()
        draft.link(f"https://arxiv.org/abs/{work.arxiv}", work, "gone", "dead",
                   "no paper, and told apart from a limit", role="paper")  # fmt: skip
    draft.services.openreview.challenge = True
    for number in range(3):
        work, ident = draft.any_work(), f"simForum{number}{draft.dice.randrange(100):02}"
        draft.services.openreview.add(ident, work.title, authors=work.authors)
        draft.link(f"https://openreview.net/forum?id={ident}", work, "ok|blocked", "live",
                   "a forum whose interface is closed to programs", role="paper")  # fmt: skip
