"""A line on standard error that says how far a long command is. Only on a terminal, only after a second."""

from __future__ import annotations

import sys
import time
from types import TracebackType

_AFTER_SECONDS = 1.0
_EVERY_SECONDS = 0.1


class Progress:
    """Counts steps out of `total`, None where nobody knows; `clear` before printing something else.

    printing: whether results are printed meanwhile; then there is no line where both would be on the terminal.
    """

    def __init__(self, total: int | None = None, noun: str = "stories", *, printing: bool = True) -> None:
        self._of = noun if total is None else f"of {total} {noun}"
        self._done = 0
        self._start = self._last = time.monotonic()
        self._on = sys.stderr.isatty() and not (printing and sys.stdout.isatty())
        self._there = False

    def step(self) -> None:
        """One more is done."""
        self._done += 1
        self.show(f"{self._done} {self._of}")

    def show(self, how_far: str) -> None:
        """Says how far it is, unless it was said a moment ago."""
        now = time.monotonic()
        if self._on and now - self._start > _AFTER_SECONDS and now - self._last > _EVERY_SECONDS:
            self._last, self._there = now, True
            sys.stderr.write(f"\r{how_far}\x1b[K")
            sys.stderr.flush()

    def clear(self) -> None:
        """Takes the line away."""
        if self._there:
            sys.stderr.write("\r\x1b[K")
            self._there = False

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.clear()
