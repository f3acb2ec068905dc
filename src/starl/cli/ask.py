"""Asking: at a terminal, or of a pipe that answers line by line."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Container
from typing import Any

import click

from starl.cli.colour import Paint, wanted
from starl.cli.safe import one_line, shown

WIDTH = 78
"""Columns of what is printed at most."""
_ENTER = ("\r", "\n")


class OutOfAnswersError(Exception):
    """The pipe, or the person with Ctrl-D, ended before the questions did."""


class UnfinishedError(Exception):
    """The person stopped within an answer of several lines. Its cause says how."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class Dialogue:
    """Prints to standard output and reads from standard input."""

    def __init__(self) -> None:
        self.paint = Paint(wanted(sys.stdout))
        self.at_terminal = sys.stdin.isatty()
        self._read: str | None = None
        """A line that was read already."""

    def say(self, text: str = "", indent: str = "", **style: Any) -> None:
        """Prints text of the person or of starl, wrapped; its control characters are shown, never obeyed."""
        for paragraph in shown(text).split("\n"):
            lines = textwrap.wrap(
                paragraph, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
            )
            for line in lines or [""]:
                click.echo(self.paint(line, **style), color=self.paint.on)

    def pair(self, name: str, text: str, width: int = 13) -> None:
        """Prints a name and, beside it, a text."""
        lines = textwrap.wrap(one_line(text), WIDTH - width - 2, break_on_hyphens=False) or [""]
        click.echo(f"  {self.paint(name.ljust(width), dim=True)}{lines[0]}", color=self.paint.on)
        for line in lines[1:]:
            click.echo(" " * (width + 2) + line)

    def line(self, prompt: str = "> ") -> str:
        """One line, without its end. Raises OutOfAnswersError at the end of the input."""
        if self._read is not None:
            line, self._read = self._read, None
            return line
        if self.at_terminal:
            try:
                return str(click.prompt(prompt, default="", show_default=False, prompt_suffix=""))
            except click.Abort as error:
                if isinstance(error.__context__, EOFError):
                    click.echo()
                    raise OutOfAnswersError from None
                raise
        click.echo(prompt, nl=False)
        line = sys.stdin.readline()
        click.echo()
        if not line:
            raise OutOfAnswersError
        return line.rstrip("\r\n")

    def lines(self, commands: Container[str]) -> str:
        """At a terminal, lines up to an empty one; from a pipe, one line. A command stands alone.

        A command after the first line ends the answer, and is what is read next. Raises UnfinishedError with the
        lines so far where the person stops after the first.
        """
        first = self.line()
        if not self.at_terminal or not first or first in commands:
            return first
        found = [first]
        try:
            while line := self.line("  "):
                if line in commands:
                    self._read = line
                    break
                found.append(line)
        except (click.Abort, OutOfAnswersError) as stop:
            raise UnfinishedError("\n".join(found)) from stop
        return "\n".join(found)

    def key(self, prompt: str) -> str:
        """One key at a terminal, one line from a pipe; lower case, empty for Enter.

        Raises OutOfAnswersError at the end of the input.
        """
        if not self.at_terminal:
            return self.line(prompt).strip().lower()
        click.echo(prompt, nl=False)
        try:
            key = click.getchar()
        except EOFError:
            raise OutOfAnswersError from None
        except KeyboardInterrupt:
            raise click.Abort from None
        key = "" if key in _ENTER else key.lower()
        click.echo(one_line(key))
        return key
