"""Writing in the person's own editor, with the text safe in a file until the journal has it."""

from __future__ import annotations

import datetime as dt
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import click

from starl.capture.drafts import keep, left
from starl.cli.safe import shown
from starl.errors import StarlError
from starl.text.decode import decode

T = TypeVar("T")
_AT_ONCE = 0.5
"""Seconds; an editor that is back sooner has likely only opened a window."""


def edited(
    folder: Path,
    name: str,
    offered: str,
    now: dt.datetime,
    take: Callable[[str], T],
    *,
    fresh: bool = False,
) -> T | None:
    """Opens $VISUAL or $EDITOR on a text and gives what `take` makes of it; None where nothing was changed.

    name: what the draft is of, the beginning of its file's name in `folder`; in a terminal, one that is left from
    before is offered, unless `fresh`.
    take: keeps the text in the journal; where it raises StarlError, the person may go on writing.

    Raises StarlError where the editor fails or the text is not taken; then it says where the text is.
    """
    path = (None if fresh else _left_over(folder, name)) or keep(folder, name, offered, now)
    try:
        while True:
            started = time.monotonic()
            _open(path)
            text = _text(path)
            if text == offered:
                if time.monotonic() - started < _AT_ONCE:
                    raise StarlError(
                        "the editor came back at once, without a change. If its window is still open, make it "
                        'wait (EDITOR="code --wait"), save there and call this again'
                    )
                path.unlink(missing_ok=True)
                return None
            try:
                taken = take(text)
            except StarlError as error:
                if not sys.stdin.isatty():
                    raise
                click.echo(f"starl: {shown(str(error))}", err=True)
                if not click.confirm("Open the editor again?", default=True, err=True):
                    raise StarlError("this was not kept in the journal") from error
                continue
            path.unlink(missing_ok=True)
            return taken
    except StarlError as error:
        raise StarlError(f"{error}.\n{_where(path)}") from error
    except (click.Abort, KeyboardInterrupt):
        click.echo(f"\n{_where(path)}", err=True)
        raise


def _where(path: Path) -> str:
    return f"Your text is in {shown(str(path))}; the same command goes on with it in a terminal."


def _left_over(folder: Path, name: str) -> Path | None:
    """A draft from before, where there is one and the person wants to go on with it."""
    path = left(folder, name) if sys.stdin.isatty() else None
    if path is None:
        return None
    saved = dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    click.echo(f"There is a text from {saved:%Y-%m-%d %H:%M} that was not kept: {shown(str(path))}", err=True)
    if click.confirm("Go on with it?", default=True, err=True):
        return path
    click.echo("It stays there; delete it when you do not need it.", err=True)
    return None


def _open(path: Path) -> None:
    with _interrupts_for_the_editor():
        try:
            click.edit(filename=str(path))
        except click.ClickException as error:
            raise StarlError(
                f"{error.format_message()}; which editor is used, VISUAL or EDITOR says"
            ) from error


def _text(path: Path) -> str:
    try:
        return decode(path.read_bytes())
    except StarlError as error:
        raise StarlError(f"what the editor saved {error}") from error
    except OSError as error:
        raise StarlError(f"the editor left nothing that can be read ({error.strerror or error})") from error


@contextmanager
def _interrupts_for_the_editor() -> Iterator[None]:
    """Ctrl-C in the terminal reaches all programs in it; while the editor runs, it is meant for the editor."""
    before = signal.signal(signal.SIGINT, lambda *_: None)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
