"""`starl` alone: what is due, and what to do next. On a new machine, how to begin; then nothing is made."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from starl.cli.journal import clock, opened
from starl.cli.output import cut, paint, say, width
from starl.cli.safe import one_line
from starl.store.home import is_address, journal_location
from starl.store.store import Store

_BEGIN = """\
You have no journal yet. Three ways to begin:

  starl log "What went wrong today"    take it down, in a second
  starl inventory REPOSITORY           find what went wrong in your own past work
  starl serve                          all of it in your browser, with a sample to look around in

A story in a file needs no journal:

  starl new "The migration"            a file with a question in each section
  starl check the-migration.md         what is missing, what hurts you, what to do next

All commands: starl --help"""
_MANY = 30
"""Stories from which on the next step is left to `starl plan`: each is read for it, some milliseconds each."""


class _Line(NamedTuple):
    """One thing: its name, what it is, and what to type."""

    name: str
    said: str
    command: str


def today() -> int:
    """Prints it. Raises StarlError where the journal cannot be read."""
    where = journal_location(None, os.environ)
    if not is_address(where) and not Path(where).is_file():
        say(_BEGIN)
        return 0
    now = clock()
    brush = paint()
    with opened(None) as store:
        lines = list(_lines(store))
    say(brush(f"{now:%A}, {now.day} {now:%B}", bold=True))
    room = width() - max(len(line.command) for line in lines) - 16
    said = [cut(line.said, room) for line in lines]
    for line, text in zip(lines, said, strict=True):
        say(f"  {line.name:<11}{text:<{max(map(len, said))}}   {brush(line.command, fg='yellow')}")
    say(brush("\nAll commands: starl --help", dim=True))
    return 0


def _lines(store: Store) -> Iterator[_Line]:
    from starl.cli.due import to_look_at, to_review
    from starl.practice.days import distance, local_day
    from starl.practice.deck import due, fill
    from starl.practice.planned import planned

    now = clock()
    fill(store, now)
    waiting = due(store, now)
    if said := to_review(waiting):
        yield _Line("Due", said, "starl review")
    if said := to_look_at(waiting):
        yield _Line("Due", said, "starl improvements")
    target = planned(store)
    if target and target.interview.date >= now.date():
        at = f" at {one_line(target.interview.company)}" if target.interview.company else ""
        when = distance((target.interview.date - now.date()).days)
        yield _Line("Interview", f"{when}{at}", "starl plan")
    for mock in store.mocks.select(finished=False, limit=1):
        begun = distance((local_day(mock.created, now) - now.date()).days)
        yield _Line("Begun", f"a mock interview, {begun}", "starl interview --resume")
    if store.stories.count() > _MANY:
        yield _Line("Next", "the step that helps most, of your many stories", "starl plan")
        return
    from starl.cli.plan_text import command_of
    from starl.practice.plan_state import gather, kept_standing
    from starl.practice.steps import preparation

    action = preparation(gather(store, now, read=kept_standing)).next
    yield _Line("Next", one_line(action.label), command_of(action.kind, action.target) or "starl serve")
