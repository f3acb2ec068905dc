"""Answers of several lines: typed against the clock, or read from a pipe, apart by lines with `---`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import NamedTuple

import click

from starl.cli.ask import Dialogue, OutOfAnswersError

SEPARATOR = "---"
_END = (":q", ":quit")
_EARLY = ":end"


class StoppedError(Exception):
    """The person stopped for now."""


class EndedError(Exception):
    """The person wants no more questions."""


class Typed(NamedTuple):
    """An answer."""

    text: str
    seconds: float | None
    """How long it took; None from a pipe."""


class Answers:
    """Where answers come from."""

    def __init__(self, dialogue: Dialogue) -> None:
        self.dialogue = dialogue
        self._blocks: Iterator[str] | None = None

    def read(self, seconds: float) -> Typed:
        """The next answer; empty where the person passes. seconds: what the countdown starts from.

        Raises OutOfAnswersError at the end of a pipe, StoppedError and EndedError where the person says so,
        click.Abort for Ctrl-C.
        """
        if not self.dialogue.at_terminal:
            text = self._block()
            _obey(text.strip())
            return Typed(text, None)
        return self._typed(seconds)

    def _typed(self, seconds: float) -> Typed:
        started = time.monotonic()
        lines: list[str] = []
        while len(lines) < 2 or any(line.strip() for line in lines[-2:]):
            left = seconds - (time.monotonic() - started)
            try:
                line = self.dialogue.line(f"{clock(left)} > ")
            except OutOfAnswersError:
                break
            _obey(line.strip())
            lines.append(line)
        text = "\n".join(lines).strip()
        return Typed(text, round(time.monotonic() - started, 1))

    def _block(self) -> str:
        if self._blocks is None:
            self._blocks = _split(sys.stdin.read())
        try:
            return next(self._blocks)
        except StopIteration:
            raise OutOfAnswersError from None

    def scores(self, names: list[str]) -> list[int | None]:
        """A number 0..4 for each name; None where the person leaves one out. From a pipe all in one block.

        Raises OutOfAnswersError at the end of a pipe.
        """
        if not self.dialogue.at_terminal:
            given = self._block().split()
            return [_score(given[at]) if at < len(given) else None for at in range(len(names))]
        return [self._score_of(name) for name in names]

    def _score_of(self, name: str) -> int | None:
        while True:
            said = self.dialogue.key(f"  {name.ljust(16)} 0-4, Enter leaves it out: ").strip()
            if not said:
                return None
            score = _score(said)
            if score is not None:
                return score
            click.echo("  A number from 0 to 4.")


def clock(seconds: float) -> str:
    """Minutes and seconds left, with a plus when it is over.

    >>> clock(95), clock(-7)
    ('1:35', '+0:07')
    """
    whole = round(abs(seconds))
    return f"{'+' if seconds < 0 and whole else ''}{whole // 60}:{whole % 60:02}"


def _split(text: str) -> Iterator[str]:
    block: list[str] = []
    lines = text.splitlines()
    for line in lines:
        if line.strip() == SEPARATOR:
            yield "\n".join(block).strip()
            block = []
        else:
            block.append(line)
    if any(line.strip() for line in block):
        yield "\n".join(block).strip()


def _score(said: str) -> int | None:
    return int(said) if said in ("0", "1", "2", "3", "4") else None


def _obey(line: str) -> None:
    if line.lower() in _END:
        raise StoppedError
    if line.lower() == _EARLY:
        raise EndedError
