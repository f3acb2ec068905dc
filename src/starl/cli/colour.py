"""Whether to use colour: only on a terminal, never where NO_COLOR is set (no-color.org)."""

from __future__ import annotations

import os
from typing import TextIO

import click


def wanted(stream: TextIO) -> bool:
    """True where `stream` is a terminal that may be coloured. FORCE_COLOR overrides the terminal's absence."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


class Paint:
    """click.style, or nothing."""

    def __init__(self, on: bool) -> None:
        self.on = on

    def __call__(self, text: str, **style: object) -> str:
        return click.style(text, **style) if self.on else text  # type: ignore[arg-type]
