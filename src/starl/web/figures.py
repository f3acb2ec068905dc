"""What each plot of the insights shows, in words and as a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import NamedTuple

from starl.practice.days import span
from starl.practice.insights import LEAST_CAUSES, LEAST_CHANGES
from starl.practice.scheduling import DESIRED_RETENTION
from starl.web.patterns import Patterns
from starl.web.words import many

FEW = 10
"""Below so many tests of memory in a week, its share says little."""
Cell = str | int


class Figure(NamedTuple):
    """One plot."""

    name: str
    title: str
    says: str
    """What it shows; or what is needed before it shows anything."""
    plotted: bool
    """Whether there is enough for a plot."""
    heads: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]


def figures(seen: Patterns) -> dict[str, Figure]:
    """All plots by name, in the order of the page."""
    return seen.once("figures", lambda seen: {name: make(seen) for name, make in MAKERS.items()})


def as_csv(figure: Figure) -> str:
    """The numbers as a table for other programs. A cell that a spreadsheet would run as a formula is quoted."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(figure.heads)
    writer.writerows(tuple(map(_harmless, row)) for row in figure.rows)
    return text.getvalue()


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _scores(seen: Patterns) -> Figure:
    stories = seen.found.stories
    rows = [
        (story.title, number, saved.astimezone().date().isoformat(), score)
        for story in stories
        for number, saved, score in story.scores
    ]
    grown = [story.scores[-1][2] - story.scores[0][2] for story in stories if len(story.scores) > 1]
    if grown:
        risen = sum(change > 0 for change in grown)
        says = f"{risen} of {many(len(grown), 'story', 'stories')} with more than one revision rose in the coach's score."
    else:
        says = "From a story's second revision on, you see here how its score moves."
    return Figure("scores", "Stories, by the coach's score", says, bool(grown),
                  ("Story", "Revision", "Saved", "Score"), rows)  # fmt: skip


def _weeks(seen: Patterns) -> Figure:
    found = seen.found
    streak = found.streak
    number = sum(entries for _, entries in found.weeks)
    current = f"{streak.current} days in a row up to now, " if streak.current > 1 else ""
    says = (
        f"{many(number, 'entry', 'entries')} in {many(len(found.weeks), 'week')}. You wrote or reviewed on "
        f"{many(streak.days, 'day')}: {current}at the longest {many(streak.longest, 'day')} in a row."
        if number
        else "Write an entry, and its week stands here."
    )
    rows = [(monday.isoformat(), entries) for monday, entries in found.weeks]
    return Figure("weeks", "Entries a week", says, number > 0, ("Week from", "Entries"), rows)


def _causes(seen: Patterns) -> Figure:
    found = seen.found
    rows = [
        (group.word, cause.day.isoformat(), cause.text) for group in found.groups for cause in group.causes
    ]
    if found.causes < LEAST_CAUSES:
        says = f"{many(found.causes, 'cause')} so far; from {LEAST_CAUSES} on they are compared. Write into an entry what in you made it happen."
    elif not found.groups:
        says = f"No two of the {found.causes} causes share a telling word."
    else:
        first = found.groups[0]
        says = f"“{first.word}” stands in {len(first.causes)} of {found.causes} causes, more than any other word."
    return Figure("causes", "Causes that come back", says, bool(found.groups), ("Word", "Day", "Cause"), rows)


def _changes(seen: Patterns) -> Figure:
    found = seen.found
    changes = sorted(found.changes, key=lambda change: (change.day, change.entry))
    rows = [(change.day.isoformat(), change.days) for change in changes]
    if found.median_days is not None:
        says = f"Half of the {len(changes)} changes took {span(round(found.median_days))} or less from the failure to the day the lesson was lived by."
    else:
        says = f"{many(len(changes), 'lesson')} lived by so far; from {LEAST_CHANGES} on there is a median. Look at an improvement that is due, and note that it held."
    looked = sum(number for name, number in found.improvements.items() if name != "open")
    if looked:
        numbers = found.improvements
        says += f" Of {many(looked, 'improvement')} looked at, {numbers['held']} held, {numbers['partly']} in part, {numbers['not_yet']} not yet."
    return Figure("changes", "From failure to change", says, found.median_days is not None,
                  ("Lived by from", "Days since the failure"), rows)  # fmt: skip


def _recall(seen: Patterns) -> Figure:
    asked = sum(recall.asked for recall in seen.recall.values())
    recalled = sum(recall.recalled for recall in seen.recall.values())
    if asked:
        says = f"You recalled {recalled} of {asked} ({recalled / asked:.0%}); the aim is {DESIRED_RETENTION:.0%}. A week with fewer than {FEW} says little."
    else:
        says = "Nothing to measure yet: only the second review of a card tests memory."
    rows = [
        (monday.isoformat(), recall.recalled, recall.asked, round(100 * recall.recalled / recall.asked))
        for monday, recall in seen.recall.items()
    ]
    return Figure("recall", "Recalled, by week", says, len(rows) > 1,
                  ("Week from", "Recalled", "Asked", "Per cent"), rows)  # fmt: skip


MAKERS: dict[str, Callable[[Patterns], Figure]] = {
    "scores": _scores,
    "causes": _causes,
    "changes": _changes,
    "weeks": _weeks,
    "recall": _recall,
}
"""The plots by name."""
