"""What the commands that list and show records have in common."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
from collections.abc import Iterable
from typing import Any

import click

from starl.cli.colour import Paint, wanted

format_option = click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", help="How to print it. [text]"
)


def paint() -> Paint:
    """Colour where standard output takes it."""
    return Paint(wanted(sys.stdout))


def say(text: str) -> None:
    """Prints text that may be coloured; `paint` decided."""
    click.echo(text, color=True)


def print_json(name: str, value: Any) -> None:
    """Prints `{"version": 1, name: value}`."""
    click.echo(f'{{\n  "version": 1,\n  "{name}": {_json(value)}\n}}')


def print_json_list(name: str, values: Iterable[Any]) -> None:
    """The same for any number of values, without holding them in memory."""
    click.echo(f'{{\n  "version": 1,\n  "{name}": [', nl=False)
    comma = ""
    for value in values:
        click.echo(f"{comma}\n    {_json(value, '    ')}", nl=False)
        comma = ","
    click.echo(("\n  " if comma else "") + "]\n}")


def _json(value: Any, indent: str = "  ") -> str:
    from starl.cli.record_json import plain

    ascii_only = (sys.stdout.encoding or "").lower().replace("-", "") != "utf8"
    return json.dumps(plain(value), indent=2, ensure_ascii=ascii_only).replace("\n", f"\n{indent}")


def width() -> int:
    """Columns to use: the terminal's, at most 110."""
    return min(110, shutil.get_terminal_size((100, 24)).columns)


def cut(text: str, room: int) -> str:
    """The text in so many columns, with an ellipsis where it is longer."""
    return text if len(text) <= room else text[: max(1, room - 1)].rstrip() + "…"


def day_of(said: str | None, now: dt.datetime) -> dt.date | None:
    """The day that an option means. Raises StarlError as `starl.text.dates.when`."""
    if said is None:
        return None
    from starl.text.dates import day

    return day(said, now)
