"""`starl story diff`."""

from __future__ import annotations

from typing import Any

import click

from starl.capture.differences import Line, Mark, changed, differences
from starl.cli.colour import Paint
from starl.cli.journal import home_option, opened
from starl.cli.output import paint, say
from starl.cli.safe import shown
from starl.cli.stories import change, score_text, story_option, the_story
from starl.errors import StarlError
from starl.model.story_record import Revision, StoryRecord

_AROUND = 1
"""Unchanged lines shown before and after a change."""
_PLAIN = {Mark.SAME: "{}", Mark.GONE: "[-{}-]", Mark.NEW: "{{+{}+}}"}


@click.command(short_help="What changed between two revisions.")
@story_option
@click.argument("first", type=click.IntRange(min=1), metavar="[REV1]", required=False)
@click.argument("second", type=click.IntRange(min=1), metavar="[REV2]", required=False)
@home_option
def diff(identifier: str, first: int | None, second: int | None, home: str | None) -> int:
    """What changed between two revisions, word by word, and how the score moved.

    Without numbers, the last two; with one, from that to the newest. Without colour, [-what went-] and {+what
    came+} are marked so.
    """
    with opened(home) as store:
        record = the_story(store, identifier)
        old, new = (store.stories.revision(record.id, number) for number in _numbers(record, first, second))
    brush = paint()
    say(_head(old, new, brush))
    lines = differences(old.text, new.text)
    if not any(map(changed, lines)):
        click.echo("\nThe words are the same.")
        return 0
    say("\n" + "\n".join(_around(lines, brush)))
    return 0


def _numbers(record: StoryRecord, first: int | None, second: int | None) -> tuple[int, int]:
    if first is None and record.revision < 2:
        raise StarlError(
            f"the story '{record.title}' has one revision so far; starl story edit {record.slug} makes more"
        )
    return first or record.revision - 1, second or record.revision


def _head(old: Revision, new: Revision, paint: Paint) -> str:
    moved = change(old.verdict, new.verdict)
    sides = [
        f"revision {side.number} of {side.saved.astimezone():%Y-%m-%d %H:%M}, {score_text(side.verdict, paint)}"
        for side in (old, new)
    ]
    return f"{sides[0]}\n{sides[1]}{f'  ({moved})' if moved else ''}"


def _around(lines: list[Line], paint: Paint) -> list[str]:
    """The changed lines and those around them; dots where others were left out."""
    at_change = [at for at, line in enumerate(lines) if changed(line)]
    wanted = sorted(
        {near for at in at_change for near in range(at - _AROUND, at + _AROUND + 1) if 0 <= near < len(lines)}
    )
    shown_lines: list[str] = []
    last = -1
    for at in wanted:
        if at > last + 1:
            shown_lines.append(paint("…", dim=True))
        shown_lines.append(_line(lines[at], paint))
        last = at
    return shown_lines if last == len(lines) - 1 else [*shown_lines, paint("…", dim=True)]


def _line(line: Line, paint: Paint) -> str:
    styles: dict[Mark, dict[str, Any]] = {
        Mark.SAME: {},
        Mark.GONE: {"fg": "red", "strikethrough": True},
        Mark.NEW: {"fg": "green", "underline": True},
    }
    return "".join(
        (paint(shown(text), **styles[mark]) if paint.on else _PLAIN[mark].format(shown(text)))
        for mark, text in line
    )
