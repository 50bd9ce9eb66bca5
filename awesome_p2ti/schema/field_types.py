"""The types of single fields: what an id, an address, a month or a name must look like.

Each raises ``PydanticCustomError`` whose type is a code of ``codes.CODES``, whose message ends the
sentence that begins with the field's name, and whose context may hold a ``hint``.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from typing import Annotated, Any
from unicodedata import normalize

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema

from awesome_p2ti.identifiers import (
    ARXIV_PATTERN,
    DOI_PATTERN,
    OPENREVIEW_PATTERN,
    find_arxiv_id,
    find_doi,
    find_openreview_id,
    is_arxiv_id,
    is_doi,
    is_openreview_id,
)
from awesome_p2ti.schema.addresses import check_address
from awesome_p2ti.schema.refusal import NOTHING, refusal

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<month>0[1-9]|1[0-2]))?")
VENUE_HINT = 'a name and its year, as in "CVPR 2023"; leave it out for a preprint'
_VENUE = re.compile(
    r"(?P<name>\S(?:.*\S)?) (?P<year>(?:19|20)\d\d)(?P<rest> Workshop(?: \([^()]+\))?)?"
)
DASHES = re.compile("[\u2010-\u2015\u2212]")


def _text(value: str) -> str:
    if not value:
        raise refusal("empty-value", "is empty", "fill it, or delete the field")
    if value[0] == " " or value[-1] == " " or "  " in value:
        raise refusal(
            "stray-space",
            'has spaces that do not show: "{value}"',
            replacement=" ".join(value.split()),
            value=value,
        )
    return value


def _arxiv(value: str) -> str:
    if is_arxiv_id(value):
        return value
    found = find_arxiv_id(value) or find_arxiv_id("".join(normalize("NFKC", value).split()))
    hint = "" if found else _arxiv_hint(value)
    raise refusal("arxiv-id", 'is no arXiv id: "{value}"', hint, found, value=value)


_CATEGORY = re.compile(r"[a-z]+(-[a-z]+)?(\.[A-Za-z]{2}|\.[a-z]+(-[a-z]+)?)?")
_LEAVE_OUT = "leave the field out where there is none"


def _arxiv_hint(value: str) -> str:
    if NOTHING.fullmatch(value):
        return _LEAVE_OUT
    if (apart := re.fullmatch(r"(\d{4})[-,:_ ]?(\d{5})", value)) and is_arxiv_id(
        f"{apart[1]}.{apart[2]}"
    ):
        return f"did you mean '{apart[1]}.{apart[2]}'?"
    digits = re.fullmatch(r"(?:.*/)?(\d\d)(\d\d)(?:\.(\d+)|\d{3})", value)
    if digits and not 1 <= int(digits[2]) <= 12:
        return f"there is no month {digits[2]}: compare it with the paper's page"
    if digits and digits[3] and len(digits[3]) == 4 and int(digits[1]) >= 15:
        return "since 2015 it has five digits behind the dot: was a zero lost at its end?"
    return 'copy it from the paper\'s page; it looks like "2208.12242"'


def _doi_hint(value: str) -> str:
    if NOTHING.fullmatch(value):
        return _LEAVE_OUT
    strange = re.search(r"[^!-~]", value)
    if strange and unicodedata.category(strange[0]) == "Pd":
        code = f"U+{ord(strange[0]):04X} {unicodedata.name(strange[0], '')}"
        return f'a hyphen belongs where {code} stands: write "{DASHES.sub("-", value)}"'
    return 'a DOI looks like "10.1145/3610548.3618154"'


def _doi(value: str) -> str:
    if is_doi(value):
        return value
    found = find_doi(value)
    hint = "" if found else _doi_hint(value)
    raise refusal("doi", 'is no DOI: "{value}"', hint, found, value=value)


def _openreview(value: str) -> str:
    if is_openreview_id(value):
        return value
    found = find_openreview_id(value)
    empty = _LEAVE_OUT if NOTHING.fullmatch(value) else ""
    hint = "" if found else empty or "copy what follows 'id=' in the forum's address"
    raise refusal("openreview-id", 'is no OpenReview forum id: "{value}"', hint, found, value=value)


def _id(value: str) -> str:
    if ID.fullmatch(value):
        return value
    plain = "-".join(re.findall(r"[a-z0-9]+", value.lower()))
    hint = f"did you mean '{plain}'? " if plain else ""
    hint += "An id has lower-case letters, digits and single hyphens"
    raise refusal("bad-id", 'is no id: "{value}"', hint, value=value)


FINDERS = {"arxiv": find_arxiv_id, "doi": find_doi, "openreview": find_openreview_id}
"""What finds the id of each field of ids in whatever was pasted."""


def plain_value(field: str, shown: str) -> str:
    """Return what to write into a field for what was pasted: an id, a month; else the same."""
    if field == "date":
        found = plain_month(shown)
        return found or (f'"{shown}"' if _MONTH.fullmatch(shown) and "-" not in shown else shown)
    found = FINDERS[field](shown) if field in FINDERS else ""
    return f'"{found}"' if found else shown


def _month(value: str) -> str:
    if _MONTH.fullmatch(value):
        return value
    replacement = plain_month(value)
    hint = "" if replacement else "write year and month of the first public version, as in 2022-08"
    if match := re.fullmatch(r"(?:19|20)\d\d-(\d\d)", value):
        hint = f"there is no month {match[1]}: compare it with the paper's page"
    raise refusal("date", 'is no year and month: "{value}"', hint, replacement, value=value)


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def plain_month(value: str) -> str:
    """Return the one month that a date in another spelling names, or nothing."""
    text = value.strip(" “”\"',;").lower()
    if match := re.fullmatch(r"((?:19|20)\d\d)(0[1-9]|1[0-2])(?:[0-3]\d)?", text):
        return f"{match[1]}-{match[2]}"
    if match := re.fullmatch(r"[0-3]?\d\.\s?(0?[1-9]|1[0-2])\.\s?((?:19|20)\d\d)", text):
        return f"{match[2]}-{int(match[1]):02d}"
    if match := re.fullmatch(r"((?:19|20)\d\d)([-/._ ])(0?[1-9]|1[0-2])(?:\2[0-3]?\d)?", text):
        return f"{match[1]}-{int(match[3]):02d}"
    if match := re.fullmatch(r"(0?[1-9]|1[0-2])[-/.]((?:19|20)\d\d)", text):
        return f"{match[2]}-{int(match[1]):02d}"
    words = re.findall(r"[a-z]+", text)
    years = re.findall(r"(?<!\d)(?:19|20)\d\d(?!\d)", text)
    if len(words) == len(years) == 1 and words[0][:3] in _MONTHS:
        return f"{years[0]}-{_MONTHS.index(words[0][:3]) + 1:02d}"
    return ""


def _day(value: str) -> str:
    try:
        day = datetime.date.fromisoformat(value)
    except ValueError:
        day = None
    if day is not None and day.isoformat() == value:
        return value
    hint = 'write year, month and day, as in "2026-11-27"'
    raise refusal("date", 'is no day: "{value}"', hint, value=value)


def _category(value: str) -> str:
    if _CATEGORY.fullmatch(value):
        return value
    hint = "a category looks like cs.CV"
    raise refusal("unknown-value", 'is no category of arXiv: "{value}"', hint, value=value)


def is_venue(venue: str) -> bool:
    """Return whether a text is a name and a year, whatever the name."""
    return _VENUE.fullmatch(venue) is not None


def venue_parts(venue: str) -> tuple[str, int, str]:
    """Return the name, year and kind ("", " Workshop", " Workshop (SCOPE)") of a venue."""
    match = _VENUE.fullmatch(venue)
    if match is None:
        return venue, 0, ""
    return match["name"], int(match["year"]), match["rest"] or ""


def _one_or_many(value: Any) -> Any:
    """Read a link that is an address, a mapping or a list of either as a list of mappings."""
    many = value if isinstance(value, list) else [value]
    return [{"url": v} if isinstance(v, str) else v for v in many]


URL_PATTERN = "^https?://[!-~]+$"
Text = Annotated[str, StringConstraints(max_length=1000), AfterValidator(_text)]
_ID_SCHEMA = WithJsonSchema({"type": "string", "pattern": f"^{ID.pattern}$"})
Id = Annotated[str, AfterValidator(_id), _ID_SCHEMA]
"""An id that is given here."""
NamedId = Annotated[Text, _ID_SCHEMA]
"""An id that is given elsewhere; a rule compares it with those that there are."""
Arxiv = Annotated[
    str,
    AfterValidator(_arxiv),
    WithJsonSchema({"type": "string", "pattern": f"^{ARXIV_PATTERN}$"}),
]
Doi = Annotated[
    str, AfterValidator(_doi), WithJsonSchema({"type": "string", "pattern": f"^{DOI_PATTERN}$"})
]
OpenReview = Annotated[
    str,
    AfterValidator(_openreview),
    WithJsonSchema({"type": "string", "pattern": f"^{OPENREVIEW_PATTERN}$"}),
]
Month = Annotated[
    str,
    AfterValidator(_month),
    WithJsonSchema({"type": "string", "pattern": r"^(19|20)\d\d(-(0[1-9]|1[0-2]))?$"}),
]
Day = Annotated[
    str,
    AfterValidator(_day),
    WithJsonSchema({"type": "string", "pattern": r"^(19|20)\d\d-(0[1-9]|1[0-2])-[0-3]\d$"}),
]
Category = Annotated[
    str,
    AfterValidator(_category),
    WithJsonSchema({"type": "string", "pattern": f"^{_CATEGORY.pattern}$"}),
]
"""A category of arXiv's, such as cs.CV."""
Venue = Annotated[
    Text,
    WithJsonSchema({"type": "string", "pattern": r"^\S.* (19|20)\d\d( Workshop( \([^()]+\))?)?$"}),
]
Url = Annotated[
    str, AfterValidator(check_address), WithJsonSchema({"type": "string", "pattern": URL_PATTERN})
]
OneOrMany = BeforeValidator(_one_or_many)
