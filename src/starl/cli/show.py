"""`starl show`."""

from __future__ import annotations

from typing import Any

import click

from starl.capture.records import find, short
from starl.cli.completing import records
from starl.cli.journal import home_option, opened
from starl.cli.output import format_option, paint, print_json, say, width
from starl.cli.record_text import entry_text, experience_text, improvement_text
from starl.model.search import RecordKind


@click.command()
@click.argument("identifier", metavar="ID", shell_complete=records)
@format_option
@home_option
def command(identifier: str, form: str, home: str | None) -> int:
    """Show an entry, a story, an experience or an improvement.

    ID is the beginning of its id, as far as no other begins so; for a story, its short name too.
    """
    with opened(home) as store:
        kind, record = find(store, identifier)
        if kind is RecordKind.STORY:
            from starl.cli.story_show import print_story

            print_story(store, record, None, form)
            return 0
        beginning = short(store, kind, record.id)
    if form == "json":
        print_json(kind.value, record)
        return 0
    render: Any = {
        RecordKind.ENTRY: entry_text,
        RecordKind.EXPERIENCE: experience_text,
        RecordKind.IMPROVEMENT: improvement_text,
    }[kind]
    say(render(record, beginning, paint(), width()))
    return 0
