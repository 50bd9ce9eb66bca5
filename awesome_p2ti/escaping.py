"""Text of strangers in reports: control and invisible characters are written as escapes."""

from __future__ import annotations

import json
import re
from typing import Any

# https://www.w3.org/TR/xml/#charsets
_NOT_XML = "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
# https://infra.spec.whatwg.org/#noncharacter; no HTML holds those, nor control characters
_PLANES = "".join(f"{chr(p << 16)}-{chr((p << 16) + 0xFFFD)}" for p in range(1, 17))
_NOT_HTML = f"[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd{_PLANES}]"
"""Both are compiled where they are used: it takes longer than all else that ``--help`` imports."""


def escape_control_chars(text: str) -> str:
    """Return text with escapes for all that a terminal would obey or not show."""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else _escape(c) for c in text)
    return text.replace("##[", "## [")  # GitHub's runner obeys ##[command] anywhere in a line


def legal_xml(text: str) -> str:
    """Return text with escapes for the characters that XML 1.0 cannot hold."""
    return re.sub(_NOT_XML, lambda match: _escape(match[0]), text)


def legal_html(text: str) -> str:
    """Return text with escapes for the characters that HTML or XML cannot hold."""
    if text.isprintable():  # as nearly all are
        return text
    return re.sub(_NOT_HTML, lambda match: _escape(match[0]), text)


def visible_json(text: str) -> str:
    """Return JSON with JSON's own escapes for characters that are invisible or end a line."""
    if text.isprintable() or text.replace("\n", "").isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else json.dumps(c)[1:-1] for c in text)


def as_json(value: Any) -> str:
    """Return a value as JSON on one line, with invisible characters escaped."""
    return visible_json(json.dumps(value, ensure_ascii=False))


def json_document(document: dict[str, Any]) -> str:
    """Return an object as JSON, with a line for each row of its lists."""
    parts = []
    for name, value in document.items():
        rows = ",\n  ".join(map(as_json, value)) if isinstance(value, list) else ""
        shown = f"[\n  {rows}\n ]" if rows else as_json(value)
        parts.append(f" {as_json(name)}: {shown}")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
