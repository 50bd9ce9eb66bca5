"""Names of venues as people write them: aliases, and a venue taken apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from awesome_p2ti.normalize import fold_accents
from awesome_p2ti.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Collection

_AROUND = pattern(
    r"\b(?:to appear(?: (?:in|at))?|accepted(?: (?:to|at|by|in))?|published (?:in|at)|in press"
    r"|(?:in )?(?:the )?proc(?:eedings|\.)?(?: of)?(?: the)?|ieee\s*/\s*cvf|main conference"
    r"|(?:as )?(?:an? )?(?:oral|spotlight|poster|highlight)s?(?: (?:paper|presentation))?"
    r"|(?:datasets? (?:and|&) benchmarks?|main|research)(?: track)"
    r"|datasets? (?:and|&) benchmarks?"
    r"|best (?:student )?paper(?: award)?(?: candidate| finalist)?)(?=\W|$)",
    re.IGNORECASE,
)
_YEAR = pattern(
    r"(?<!\d)(?:(?:19|20)\d\d(?!\d)|(?<=['’‘´`])\d\d$|(?<=[^\W\d_])\d\d$|(?<=[A-Z] )\d\d$)"
)
_VOLUME = pattern(r",\s*(?:vol(?:ume)?\.?\s*)?\d{1,3}(?:\s*\(\d+\))?$", re.IGNORECASE)
_WORKSHOP = pattern(r"\s*(?:\bworkshops?\b|\(w\)|(?<=[A-Z])W$|(?<= )W$)", re.IGNORECASE)
_LEADING = pattern(r"^(?:(?:the|ieee|acm|cvf|in|at|\d+(?:st|nd|rd|th))\b[\s/]*)+", re.IGNORECASE)
_SCOPE = pattern(r"\(([^()]+)\)\s*$")
ALIASES = {
    "nips": "NeurIPS", "neuralips": "NeurIPS", "acmmultimedia": "ACM MM", "acmm": "ACM MM",
    "mm": "ACM MM", "acmmmm": "ACM MM", "multimedia": "ACM MM", "pami": "TPAMI",
    "ieeetpami": "TPAMI", "ieeepami": "TPAMI", "tog": "ACM TOG", "ieeetip": "TIP",
    "ieeetcsvt": "TCSVT", "csvt": "TCSVT", "acmsiggraph": "SIGGRAPH", "pr": "Pattern Recognition",
    "acmsiggraphasia": "SIGGRAPH Asia", "siggasia": "SIGGRAPH Asia", "sigasia": "SIGGRAPH Asia",
    "acmtransactionsongraphics": "ACM TOG", "transactionsongraphics": "ACM TOG",
    "conferenceonneuralinformationprocessingsystems": "NeurIPS",
    "neuralinformationprocessingsystems": "NeurIPS",
    "advancesinneuralinformationprocessingsystems": "NeurIPS",
    "computervisionandpatternrecognition": "CVPR",
    "conferenceoncomputervisionandpatternrecognition": "CVPR",
    "internationalconferenceoncomputervision": "ICCV",
    "europeanconferenceoncomputervision": "ECCV",
    "internationalconferenceonlearningrepresentations": "ICLR",
    "internationalconferenceonmachinelearning": "ICML",
    "aaaiconferenceonartificialintelligence": "AAAI",
    "winterconferenceonapplicationsofcomputervision": "WACV",
    "internationaljournalofcomputervision": "IJCV",
    "transactionsonmachinelearningresearch": "TMLR",
    "ieeetransactionsonpatternanalysisandmachineintelligence": "TPAMI",
    "transactionsonpatternanalysisandmachineintelligence": "TPAMI",
    "empiricalmethodsinnaturallanguageprocessing": "EMNLP",
    "annualmeetingoftheassociationforcomputationallinguistics": "ACL",
    "acminternationalconferenceonmultimedia": "ACM MM", "ieeetranspatternanalmachintell": "TPAMI",
    "acmtransgraph": "ACM TOG", "intjcomputvis": "IJCV",
    "internationalconferenceonimageprocessing": "ICIP",
    "internationalconferenceonmultimediaandexpo": "ICME",
    "internationaljointconferenceonartificialintelligence": "IJCAI",
    "internationaljointconferencesonartificialintelligence": "IJCAI",
    "britishmachinevisionconference": "BMVC",
    "computerandcommunicationssecurity": "ACM CCS", "uncertaintyinartificialintelligence": "UAI",
    "conferenceonuncertaintyinartificialintelligence": "UAI",
    "usenixsecuritysymposium": "USENIX Security",
    "transactionsoncircuitsandsystemsforvideotechnology": "TCSVT",
    "internationalconferenceonacousticsspeechandsignalprocessing": "ICASSP",
    "automaticfaceandgesturerecognition": "FG",
    "ieeetransactionsonimageprocessing": "TIP", "transactionsonimageprocessing": "TIP",
}  # fmt: skip
"""What papers and sites call a venue, without spaces and marks, and its short name."""


class WrittenVenue(NamedTuple):
    """A venue as a person wrote it, taken apart."""

    name: str
    year: str
    workshop: str


def take_apart(venue: str) -> WrittenVenue:
    """Take a venue apart, whatever stands around its name, year and workshop."""
    text = " ".join(venue.replace("\u00a0", " ").split())
    text = _AROUND.sub(" ", _VOLUME.sub("", text)).strip()
    years = list(_YEAR.finditer(text))
    if len({y[0] for y in years}) == 1:
        text = text[: years[0].end()] + _YEAR.sub("", text[years[0].end() :])
        years = years[:1]
    year = ""
    if years:
        year = years[-1][0]
        text = text[: years[-1].start()].rstrip(" '’‘´`") + " " + text[years[-1].end() :]
        year = year if len(year) == 4 else ("20" if int(year) < 80 else "19") + year
    text = re.sub(r"\(\s*\)|\[\s*\]", " ", text).strip()
    workshop = ""
    if match := _WORKSHOP.search(text):
        workshop = " Workshop"
        text, rest = text[: match.start()], text[match.end() :]
        if scope := _SCOPE.search(rest):
            workshop += f" ({scope[1]})"
    return WrittenVenue(text.strip(" ,;:-–()'’"), year, workshop)


def known_names(names: Collection[str]) -> dict[str, str]:
    """Return the names of a list by their keys, with the aliases of those that it has."""
    aliases = {key: name for key, name in ALIASES.items() if name in names}
    return {**aliases, **{venue_key(name): name for name in names}}


def without_leading_words(name: str) -> str:
    """Return a name without its publishers and articles: "the IEEE/CVF"."""
    return _LEADING.sub("", name)


def venue_key(name: str) -> str:
    """Return a name without accents, capitals, spaces and marks."""
    return re.sub(r"[\W_]+", "", fold_accents(name))
