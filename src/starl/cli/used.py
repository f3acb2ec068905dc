"""`starl used`."""

from __future__ import annotations

import click

from starl.cli.journal import clock, home_option, opened
from starl.cli.output import day_of
from starl.cli.safe import one_line
from starl.cli.stories import story_option, the_story
from starl.model.interview import Use, Went
from starl.practice.planned import interview_on


@click.command()
@story_option
@click.option("--question", metavar="ID", help="The question that it answered.")
@click.option("--company", metavar="NAME", help="Where. [that of your interview of the day]")
@click.option("--date", "said", metavar="WHEN", help='When: "yesterday", "last friday", 2026-04-24. [today]')
@click.option("--went", type=click.Choice([went.value for went in Went]), help="How it went, as you saw it.")
@click.option("--note", default="", metavar="TEXT", help="What they asked next, what to tell differently.")
@home_option
def command(
    identifier: str,
    question: str | None,
    company: str | None,
    said: str | None,
    went: str | None,
    note: str,
    home: str | None,
) -> int:
    """Note a story that you told in a real interview.

    Where an interview of that day is in the journal (`starl plan set`), the note belongs to it. `starl plan` counts it
    as a telling.
    """
    now = clock()
    day = day_of(said, now) or now.date()
    with opened(home) as store:
        record = the_story(store, identifier)
        interview = interview_on(store, day, company)
        use = store.uses.add(
            Use(
                id=store.new_id(),
                created=store.now(),
                story=record.id,
                date=day,
                question=question,
                company=company or (interview.company if interview else ""),
                interview=interview.id if interview else None,
                note=note,
                went=Went(went) if went else None,
            )
        )
        often = len(store.uses.select(story=record.id))
    where = f" at {one_line(use.company)}" if use.company else ""
    how = {None: "", Went.WELL: " It went well.", Went.MIXED: " It went partly well.", Went.BADLY: _KIND}[
        use.went
    ]
    times = {1: "the first time", 2: "the second time"}.get(often, f"{often} times so far")
    click.echo(f"Noted: “{one_line(record.title)}” told on {day}{where}, {times}.{how}")
    return 0


_KIND = (
    " It went badly; that happens to well-prepared people too. What would you tell differently? "
    "starl story edit goes on with it."
)
