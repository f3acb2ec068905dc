"""What there is to say of a file that is taken in."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Remark(NamedTuple):
    """One thing, and where it is."""

    path: str
    line: int | None
    """From 1; None where it is about the whole file."""
    said: str
    """Goes on after the path: `is not UTF-8`."""
    fault: bool = True
    """Whether something was left out because of it."""


Say = Callable[[Remark], None]
