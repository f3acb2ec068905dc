"""Showing text that came from outside: control characters are shown, never obeyed by the terminal."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def shown(text: str) -> str:
    r"""The text with control characters and direction marks as visible symbols, one for one; line breaks stay.

    >>> shown("\x1b[31mred")
    '␛[31mred'
    """
    return _CONTROL.sub(_symbol, text)


def one_line(text: str) -> str:
    """The same on a single line, each tab and line break as one space, so that columns stay right."""
    return shown(text.replace("\r", " ").replace("\n", " ").replace("\t", " "))


def _symbol(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"
