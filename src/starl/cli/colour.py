"""Whether to use colour: only on a terminal, never where NO_COLOR is set (no-color.org)."""

from __future__ import annotations

import os
from typing import TextIO


def wanted(stream: TextIO) -> bool:
    """True where `stream` is a terminal that may be coloured. FORCE_COLOR overrides the terminal's absence."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"
