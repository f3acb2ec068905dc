"""Whether to use colour: only on a terminal, never where NO_COLOR is set (no-color.org)."""

from __future__ import annotations

import os
from typing import TextIO

_COLOURS = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
"""In the order of their codes, from 30 as a foreground."""
_STYLES = {"bold": 1, "dim": 2, "italic": 3, "underline": 4, "strikethrough": 9}


def wanted(stream: TextIO) -> bool:
    """True where `stream` is a terminal that may be coloured. FORCE_COLOR overrides the terminal's absence."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


class Paint:
    """Text in colours of ECMA-48, or as it is. (`click.style` does the same, but importing click takes longer than a story.)

    >>> Paint(True)("ready", fg="green", bold=True)
    '\\x1b[32m\\x1b[1mready\\x1b[0m'
    """

    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, text: str, *, fg: str | None = None, **styles: bool) -> str:
        codes = [30 + _COLOURS.index(fg)] if fg else []
        codes += [_STYLES[name] for name, on in styles.items() if on]
        return "".join(f"\x1b[{code}m" for code in codes) + text + "\x1b[0m" if self.on and codes else text
