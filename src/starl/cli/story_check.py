"""`starl story check`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from starl.cli.colour import wanted
from starl.cli.journal import home_option, opened
from starl.cli.output import format_option, print_json, say
from starl.cli.stories import story_option, the_story


@click.command(short_help="Judge a story, as starl check does.")
@story_option
@format_option
@home_option
def check(identifier: str, form: str, home: str | None) -> int:
    """Judge a story as starl check judges a file, with the same exit status and the same configuration."""
    from starl.checking.choice import Choice
    from starl.checking.config import load_config
    from starl.cli.report_text import render
    from starl.coach.engine import check as judged

    choice = Choice(load_config(Path.cwd()), tier="default")
    with opened(home) as store:
        record = the_story(store, identifier)
        text = store.stories.text(record.id)
    report = judged(text, level=choice.level)
    findings = choice.of(report)
    if form == "json":
        from starl.export.report_json import as_json

        print_json("files", [as_json(record.slug, report, findings)])
    else:
        say(render(record.title, report, findings, colour=wanted(sys.stdout)))
    return 1 if choice.fails(findings) else 0
