"""`starl story`."""

from __future__ import annotations

import click

from starl.cli.story_archive import archive, unarchive
from starl.cli.story_check import check
from starl.cli.story_diff import diff
from starl.cli.story_edit import edit
from starl.cli.story_list import list_stories
from starl.cli.story_log import log
from starl.cli.story_new import new
from starl.cli.story_show import show


class _InOrder(click.Group):
    """Lists its commands in the order in which a story comes to be."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(cls=_InOrder)
def command() -> None:
    """Write stories in the journal, and see them grow.

    Every save is a revision with the coach's verdict on it. A story is named by the beginning of its id, or by its
    short name, such as the-migration.
    """


for _verb in (new, list_stories, show, edit, diff, check, log, archive, unarchive):
    command.add_command(_verb)
