"""Repurposed domains: let lapse by a lab, now spam on gambling, essays or cheap flights."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from awesome_p2ti.links.models import SiteRecord

# The topics for which lapsed domains are bought. Each line is one concept: several of them, one in
# the title, and no word of a work's page, are spam; one alone may be a data set of hotels.
_GAMBLING = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\b(?:casinos?|cass?inos|kasino)\b|казино|カジノ|카지노|คาสิโน|赌场|賭場|娱乐城|娛樂城",
        r"\bslots?\b|สล็อต|슬롯|老虎机"
        r"|tragaperras|spielautomat|игровые автоматы",
        r"\b(?:gacor|maxwin|togel|judi|bandar|sbobet)\b|เว็บตรง|แทงบอล|ฝากถอน",
        r"\bpok(?:er|ies)\b|покер|바카라|百家乐|百家樂|บาคาร่า|\bbaccarat\b|棋牌|真人(?:荷官|百家乐|娱乐|视讯)",
        r"\b(?:bets?|betting|sportsbooks?|bookmakers?|odds)\b|\bbahis|букмекер|ставки|cá cược"
        r"|\b(?:apostas|apuestas|scommesse|sportwetten)\b|토토|投注|博彩|体育竞猜",
        r"\b(?:jackpot|gambling|roulette|lottery|lotto)\b|рулетк|играть на деньги|彩票|xổ số|หวย",
        r"nhà cái|新葡京|먹튀|güncel giriş|วอลเล็ต",
        r"\bbonus(?:es|u|lar)?\b|\bfree spins\b|ボーナス|入金不要|注册送|เครดิตฟรี|khuyến mãi|бонус",
        r"\b(?:viagra|cialis|levitra|pharmacy|drugstore|pills)\b",
        r"\b(?:escorts?|porno?|xxx|sex cams?|call girls?)\b|成人视频|av在线",
    )
)
_COMMERCE = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\bcheap(?:est)?\b", r"\bflights?\b", r"\bhotels?\b", r"\bcoupons?\b|\bpromo codes?\b",
        r"\bdeals?\b", r"\bessays?\b", r"\bwriting services?\b|\bwriters?\b", r"\bfollowers\b",
        r"\b(?:vape|cbd)\b", r"\bdating\b", r"\binsurance\b", r"\b(?:mortgage|loans?|payday)\b",
        r"\bweight loss\b", r"\b(?:forex|binary options|crypto trading)\b", r"\breplica\b",
)
)  # fmt: skip
_SELLING = re.compile(
    r"\b(?:compare|book|buy|order|shop|best|top \d+|affiliate|reviews?|hosting|service|online)\b",
    re.IGNORECASE,
)
_ACADEMIC = re.compile(
    r"\b(?:paper|abstract|arxiv|github|code|data ?set|research|university|model|image|diffusion|"
    r"learning|citation|bibtex|demo|author|method|lab|conference|cvpr|iccv|eccv|neurips|iclr|"
    r"siggraph|generation|project|supplementary|experiments?|results?|repository|science|student|"
    r"professor|thesis)s?\b",
    re.IGNORECASE,
)


def is_repurposed_domain(record: SiteRecord) -> bool:
    """Say whether a page has the words of a spam topic and none of a work's page."""
    everything = " ".join((record.title, *record.headings, record.text))
    return not speaks_of_research(everything) and is_spam_topic(
        " ".join((record.title, *record.headings[:1])), everything
    )


def speaks_of_research(text: str) -> bool:
    """Say whether a text has one of the words that pages of works have."""
    return bool(_ACADEMIC.search(text))


def is_spam_topic(title: str, text: str) -> bool:
    """Say whether a page is about a topic for which lapsed domains are bought."""
    if _count(_GAMBLING, title) and _count(_GAMBLING, text) >= 2:
        return True
    several = _count(_COMMERCE, title)
    return several >= 2 and _count(_COMMERCE, text) + bool(_SELLING.search(text)) > 2


def _count(concepts: tuple[re.Pattern[str], ...], text: str) -> int:
    return sum(1 for c in concepts if c.search(text))
