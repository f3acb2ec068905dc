"""The front matter of a story with a key changed, and every other line as it was."""

from __future__ import annotations

import datetime as dt
import json
import re

from starl.text.lazy import lazy
from starl.text.markdown import MAX_META

Value = str | dt.date | tuple[str, ...] | None

_FENCE = lazy(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


def with_meta(text: str, key: str, value: Value) -> str:
    """The text with this key of its front matter set, or without it where the value is None.

    Front matter is made where there is none. The lines of other keys, comments and the order stay.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    line = None if value is None else f"{key}: {_written(value)}{newline}"
    start = int(text.startswith("\ufeff"))
    opening = re.compile(r"---\r?\n").match(text, start)
    closing = _FENCE.search(text, opening.end(), start + MAX_META) if opening else None
    if opening is None or closing is None:
        if line is None:
            return text
        return f"{text[:start]}---{newline}{line}---{newline}{text[start:]}"
    front = text[opening.end() : closing.start()]
    # The key's line, and what belongs to it: lines that are indented, items of a list, blank ones.
    own = re.compile(rf"^{re.escape(key)}[ \t]*:.*\n(?:(?:[ \t]+\S.*|-[ \t].*|[ \t]*)\r?\n)*", re.MULTILINE)
    found = own.search(front)
    if found:
        front = front[: found.start()] + (line or "") + front[found.end() :]
    elif line:
        front += line
    return text[: opening.end()] + front + text[closing.start() :]


def _written(value: str | dt.date | tuple[str, ...]) -> str:
    """A value of YAML on one line; JSON's strings are that too."""
    if isinstance(value, tuple):
        return "[" + ", ".join(map(_written, value)) + "]"
    return value.isoformat() if isinstance(value, dt.date) else json.dumps(value, ensure_ascii=False)
