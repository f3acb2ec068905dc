"""`starl insights`."""

from __future__ import annotations

import json

import click

from starl.cli.journal import clock, home_option, opened
from starl.model.journal import EntryFilter
from starl.practice.insights import Insights, insights, spread
from starl.text.dates import day


@click.command()
@click.option(
    "--since", metavar="WHEN", help="Leave out what is older: 2026-01-01, '3 months ago'. [nothing]"
)
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", help="How to print it. [text]"
)
@home_option
def command(since: str | None, form: str, home: str | None) -> int:
    """Patterns over time, from your own records: causes that come back, lessons not lived by yet, and how long change takes.

    Each number says from how many records it comes; where these are too few, nothing is claimed.
    """
    first = day(since, clock()) if since else None
    now = clock()
    with opened(home) as store:
        found = insights(
            store.entries.each(EntryFilter(since=first)),
            store.improvements.select(),
            store.stories.histories(),
            (log.reviewed for log in store.cards.logs()),
            now,
            first,
        )
        if form == "text":
            from starl.cli.ask import Dialogue
            from starl.cli.insights_text import show

            show(Dialogue(), found, store.entries.short)
        else:
            click.echo(json.dumps(as_json(found), indent=2))
    return 0


def as_json(found: Insights) -> dict[str, object]:
    """The shape that docs/review.md describes."""
    return {
        "version": 1,
        "since": found.since and found.since.isoformat(),
        "today": found.today.isoformat(),
        "entries": found.entries,
        "lessons": found.lessons,
        "causes": {
            "written": found.causes,
            "groups": [
                {
                    "word": group.word,
                    "causes": [
                        {"record": cause.record, "date": cause.day.isoformat(), "text": cause.text}
                        for cause in group.causes
                    ],
                }
                for group in found.groups
            ],
        },
        "tags": [
            {"tag": tag.tag, "entries": tag.entries, "last": tag.last.isoformat()} for tag in found.tags
        ],
        "open_lessons": [
            {
                "entry": lesson.entry,
                "date": lesson.day.isoformat(),
                "age_days": lesson.age,
                "lesson": lesson.lesson,
            }
            for lesson in found.open_lessons
        ],
        "time_to_change": {
            "n": len(found.changes),
            "median_days": found.median_days,
            "changes": [{"entry": change.entry, "days": change.days} for change in found.changes],
            "spread": [{"class": name, "n": number} for name, number in spread(found.changes)],
        },
        "improvements": found.improvements,
        "weeks": [{"monday": monday.isoformat(), "entries": number} for monday, number in found.weeks],
        "streak": found.streak._asdict(),
        "stories": [
            {
                "story": story.story,
                "title": story.title,
                "scores": [
                    {"revision": number, "saved": saved.isoformat(), "score": score}
                    for number, saved, score in story.scores
                ],
            }
            for story in found.stories
        ],
        "weekdays": found.weekdays,
        "parts_of_day": found.parts,
        "timed_entries": found.timed,
    }
