"""`starl due`. It stands in shell prompts, so it loads as little as it can."""

from __future__ import annotations

import json

import click

from starl.cli.journal import clock, home_option, opened
from starl.model.practice import CardKind
from starl.practice.days import distance
from starl.practice.deck import Due, due, fill

_PLURAL = {CardKind.LESSON: "lessons", CardKind.STORY: "stories", CardKind.QUESTION: "questions"}


@click.command()
@click.option("--quiet", "-q", is_flag=True, help="Print nothing when nothing is due.")
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", help="How to print it. [text]"
)
@home_option
def command(quiet: bool, form: str, home: str | None) -> int:
    """What is due today, in one line; for a shell prompt.

    Lessons and stories become due by themselves: the first time a day after they were written, ten new ones a day at
    most, the newest first. Improvements are due on the day that you chose.
    """
    now = clock()
    with opened(home) as store:
        fill(store, now)
        found = due(store, now)
    if form == "json":
        click.echo(json.dumps(_as_json(found)))
    elif found.cards or found.improvements:
        click.echo(_line(found))
    elif not quiet:
        later = f" The next card comes {distance((found.next - now.date()).days)}." if found.next else ""
        click.echo(f"Nothing is due.{later}")
    return 0


def _line(found: Due) -> str:
    return f"{', '.join(filter(None, (to_review(found), to_look_at(found))))}: starl review"


def to_review(found: Due) -> str:
    """The cards that are due, such as `3 lessons, 1 story to review`; empty for none."""
    parts = [
        f"{number} {kind.value if number == 1 else _PLURAL[kind]}"
        for kind, number in sorted(found.cards.items())
    ]
    return f"{', '.join(parts)} to review" if parts else ""


def to_look_at(found: Due) -> str:
    """The improvements that are due, such as `1 improvement to look at`; empty for none."""
    plural = "" if found.improvements == 1 else "s"
    return f"{found.improvements} improvement{plural} to look at" if found.improvements else ""


def _as_json(found: Due) -> dict[str, object]:
    return {
        "version": 1,
        "cards": {kind.value: found.cards.get(kind, 0) for kind in CardKind},
        "improvements": found.improvements,
        "next": found.next and found.next.isoformat(),
    }
