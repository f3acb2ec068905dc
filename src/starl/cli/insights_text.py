"""The insights as a person reads them: words first, small plots beside them."""

from __future__ import annotations

from collections.abc import Callable

import click

from starl.cli.ask import WIDTH, Dialogue
from starl.cli.bars import bars
from starl.cli.safe import one_line
from starl.practice.days import span
from starl.practice.insights import (
    LEAST_CAUSES,
    LEAST_CHANGES,
    LEAST_FOR_HABITS,
    PARTS,
    WEEKS,
    Insights,
    spread,
)

_MOST = 5
"""Of a list so many are shown; JSON has them all."""
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_BAR = 30
"""Columns of the longest bar at most."""
_COLUMNS = 4
"""Columns for each record at most, so that one record is no long bar."""
Short = Callable[[str], str]
"""Gives the short form of an entry's id."""


def show(dialogue: Dialogue, found: Insights, short: Short) -> None:
    """Prints the whole report."""
    since = f" since {found.since.isoformat()}" if found.since else ""
    if not found.entries and not found.stories:
        dialogue.say(f"There are no entries{since} yet. `starl log` writes one down in a second.")
        return
    dialogue.say(
        f"{_count(found.entries, 'entry', 'entries')}{since}, {_count(found.lessons, 'lesson')}, "
        f"{_count(found.causes, 'cause')} written down.",
        bold=True,
    )
    _causes(dialogue, found)
    _tags(dialogue, found)
    _open_lessons(dialogue, found, short)
    _changes(dialogue, found)
    _weeks(dialogue, found)
    _stories(dialogue, found)
    _habits(dialogue, found)


def _head(dialogue: Dialogue, text: str) -> None:
    dialogue.say()
    dialogue.say(text, bold=True)


def _line(text: str) -> None:
    """A line of the person's words, cut at the edge."""
    text = one_line(text)
    click.echo(text if len(text) <= WIDTH else text[: WIDTH - 1].rstrip() + "…")


def _more(dialogue: Dialogue, all_of_them: int) -> None:
    if all_of_them > _MOST:
        dialogue.say(f"  and {all_of_them - _MOST} more", dim=True)


def _plot(rows: list[tuple[str, int]]) -> None:
    widest = min(_BAR, _COLUMNS * max(number for _, number in rows))
    for line in bars(rows, widest):
        click.echo(f"  {line}")


def _causes(dialogue: Dialogue, found: Insights) -> None:
    _head(dialogue, "Causes that come back")
    if found.causes < LEAST_CAUSES:
        dialogue.say(
            f"{_count(found.causes, 'cause')} so far; from {LEAST_CAUSES} on they are compared. `starl reflect` "
            "leads to the cause."
        )
        return
    if not found.groups:
        dialogue.say(f"No two of the {found.causes} causes share a telling word.")
        return
    for group in found.groups[:_MOST]:
        _line(f"  “{group.word}” in {len(group.causes)} of {found.causes}")
        for cause in group.causes[:3]:
            _line(f"    {cause.day.isoformat()}  {cause.text}")
        if len(group.causes) > 3:
            dialogue.say(f"    and {len(group.causes) - 3} more", dim=True)
    _more(dialogue, len(found.groups))
    dialogue.say(
        "Causes that share a word stand together, the most shared word first; everyday words do not count.",
        dim=True,
    )


def _tags(dialogue: Dialogue, found: Insights) -> None:
    if not found.tags:
        return
    _head(dialogue, "Tags on more than one entry")
    _plot([(f"#{one_line(tag.tag)[:20]}", tag.entries) for tag in found.tags[:_MOST]])
    _more(dialogue, len(found.tags))


def _open_lessons(dialogue: Dialogue, found: Insights, short: Short) -> None:
    if not found.lessons:
        return
    _head(dialogue, "Lessons not yet lived by")
    if not found.open_lessons:
        dialogue.say(f"None: all {found.lessons} are applied.")
        return
    dialogue.say(f"{len(found.open_lessons)} of {found.lessons}; the oldest first.")
    for lesson in found.open_lessons[:_MOST]:
        _line(f"  {short(lesson.entry):<6} {span(lesson.age):>9}  {lesson.lesson}")
    _more(dialogue, len(found.open_lessons))


def _changes(dialogue: Dialogue, found: Insights) -> None:
    looked = sum(number for name, number in found.improvements.items() if name != "open")
    if not found.changes and not looked:
        return
    _head(dialogue, "From failure to change")
    if found.median_days is not None:
        half = f"half of the {len(found.changes)} changes took {span(round(found.median_days))} or less"
        dialogue.say(f"{half[0].upper()}{half[1:]}.")
        _plot(spread(found.changes))
    elif found.changes:
        took = ", ".join(span(change.days) for change in found.changes)
        dialogue.say(
            f"{_count(len(found.changes), 'change')} so far ({took}); from {LEAST_CHANGES} on there is a median."
        )
    if looked:
        numbers = found.improvements
        dialogue.say(
            f"Of {_count(looked, 'improvement')} looked at, {numbers['held']} held, {numbers['partly']} in part, "
            f"{numbers['not_yet']} not yet."
        )


def _weeks(dialogue: Dialogue, found: Insights) -> None:
    numbers = [number for _, number in found.weeks]
    _head(dialogue, f"Entries a week, last {WEEKS} weeks")
    _plot([(monday.strftime("%d %b"), number) for monday, number in found.weeks])
    streak = found.streak
    current = f"{_count(streak.current, 'day')} in a row up to now, " if streak.current > 1 else ""
    dialogue.say(
        f"{sum(numbers)} in {WEEKS} weeks. You wrote or reviewed on {_count(streak.days, 'day')}: {current}"
        f"at the longest {_count(streak.longest, 'day')} in a row."
    )


def _stories(dialogue: Dialogue, found: Insights) -> None:
    if not found.stories:
        return
    _head(dialogue, "Stories, by the coach's score (0 to 100)")
    for story in found.stories[:_MOST]:
        scores = [score for _, _, score in story.scores]
        path = " → ".join(map(str, scores[:1] + scores[-3:] if len(scores) > 4 else scores))
        skipped = f" ({len(scores)} revisions)" if len(scores) > 4 else ""
        _line(f"  {path}{skipped}  {story.title}")
    _more(dialogue, len(found.stories))


def _habits(dialogue: Dialogue, found: Insights) -> None:
    if found.weekdays is None:
        _head(dialogue, "Days of the week")
        dialogue.say(f"{found.entries} of the {LEAST_FOR_HABITS} entries that it takes to look at them.")
        return
    _head(dialogue, f"Days of the week (n = {found.entries})")
    _plot(list(zip(_DAYS, found.weekdays, strict=True)))
    if found.parts is not None:
        _head(dialogue, f"Times of the day (n = {found.timed})")
        _plot(list(zip(PARTS, found.parts, strict=True)))
    dialogue.say("These are counts: you may simply do more at those times.", dim=True)


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
