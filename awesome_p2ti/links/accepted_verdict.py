"""The model of data/exceptions.yaml: accepted verdicts, each with a reason and a last day."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from awesome_p2ti.links.models import AcceptableStatus  # noqa: TC001 pydantic reads it
from awesome_p2ti.schema.field_types import Text  # noqa: TC001 pydantic reads it
from awesome_p2ti.schema.strict_model import Model


def _checked_day(value: str) -> str:
    try:
        dt.date.fromisoformat(value)
    except ValueError:
        values = {"value": value, "hint": 'write year, month and day: "2027-01-31"'}
        raise PydanticCustomError("date", 'is no day: "{value}"', values) from None
    return value


_Day = Annotated[str, AfterValidator(_checked_day)]


class AcceptedVerdict(Model):
    """One accepted verdict."""

    url: Text
    """The URL, or a pattern with * for any part of it."""
    verdict: AcceptableStatus
    """The verdict to accept."""
    reason: Text
    """Why it is accepted."""
    until: _Day
    """The last day on which it holds: "2027-01-31"."""


class AcceptedVerdicts(Model):
    """All accepted verdicts."""

    exceptions: Annotated[tuple[AcceptedVerdict, ...], Field(strict=False)] = ()
    """The accepted verdicts."""
