"""What the commands about stories have in common."""

from __future__ import annotations

import click

from starl.capture.records import find
from starl.cli.colour import Paint
from starl.cli.completing import stories
from starl.model.search import RecordKind
from starl.model.story_record import StoryRecord, VerdictSnapshot
from starl.store.store import Store

story_option = click.argument("identifier", metavar="STORY", shell_complete=stories)
_BARS = "▁▂▃▄▅▆▇█"
_SHOWN = 10


def the_story(store: Store, identifier: str) -> StoryRecord:
    """The story that is meant. Raises StarlError where there is none, or more than one."""
    record: StoryRecord = find(store, identifier, (RecordKind.STORY,))[1]
    return record


def score_text(verdict: VerdictSnapshot | None, paint: Paint) -> str:
    """A score of 100, or that there is none."""
    if verdict is None:
        return paint("not judged yet", dim=True)
    tone = "green" if verdict.ready else "yellow" if verdict.score >= 50 else "red"
    return paint(f"{verdict.score}/100", fg=tone)


def curve(scores: list[int] | tuple[int, ...]) -> str:
    """The last scores (0..100) as bars; nothing for fewer than two.

    >>> curve([10, 50, 99])
    '▁▅█'
    """
    if len(scores) < 2:
        return ""
    return "".join(_BARS[min(7, score * 8 // 100)] for score in scores[-_SHOWN:])


def change(before: VerdictSnapshot | None, after: VerdictSnapshot | None) -> str:
    """How far the score moved, such as `+12`; empty where one of the two has none."""
    return f"{after.score - before.score:+d}" if before and after else ""
