"""How a field refuses a value; what pydantic makes of it, ``validation`` turns into a problem."""

from __future__ import annotations

import re

from pydantic_core import PydanticCustomError

from awesome_p2ti.patterns import pattern

NOTHING = pattern(r"n/?a|none|null|tb[ad]|unknown|[-–—?.]+", re.IGNORECASE)
"""What people write into a field for which there is no value."""


def refusal(
    code: str, message: str, hint: str = "", replacement: str = "", **values: str
) -> PydanticCustomError:
    """Return the error; ``replacement`` is the value that was surely meant, which `fix` writes."""
    hint = hint or (f'write "{replacement}"' if replacement else "")
    return PydanticCustomError(code, message, {**values, "hint": hint, "replacement": replacement})
