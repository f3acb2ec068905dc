"""`starl man`: the manual page, made from the commands' own help."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

import click

from starl import __version__

_ENVIRONMENT = {
    "STARL_HOME": "The folder of the journal, instead of the platform's place for a user's data.",
    "STARL_DATABASE": "The address of a PostgreSQL database with the journal, instead of a file.",
    "STARL_TIER": "What reads the sentences of a story: default or deep.",
    "STARL_NOW": "The moment that starl takes for now, for trying things out, such as 2026-05-01T09:30.",
    "VISUAL, EDITOR": "The editor in which entries and stories are written.",
    "NO_COLOR, FORCE_COLOR": "Print without colour, or with colour also into a pipe.",
}
_FILES = {
    "starl.toml, pyproject.toml": "Settings of starl check and starl lsp for a folder and all below it.",
    "journal.sqlite": "The journal, in STARL_HOME or in the platform's place for a user's data.",
}
_STATUS = {
    "0": "Done; of starl check: nothing was found.",
    "1": "Something was found.",
    "2": "The call or a file was wrong.",
    "130": "Stopped with Ctrl-C.",
}


@click.command()
def command() -> int:
    """Print the manual page, in the language of man(1).

    \b
    starl man | man -l -                             read it
    starl man > ~/.local/share/man/man1/starl.1      keep it, where the package did not bring it
    """
    click.echo(manual(), nl=False)
    return 0


def manual() -> str:
    """The page in the macros of man(7). The same for the same version."""
    from starl.cli.app import app

    top, *below = commands(app, "starl", None)
    lines = [
        f'.TH STARL 1 "" "starl {__version__}" "User Commands"',
        ".ad l",
        ".SH NAME",
        r"starl \- failure journal and coach for STAR\-L interview stories",
        ".SH SYNOPSIS",
        *_synopsis(*top),
        ".SH DESCRIPTION",
        *_help(top[0]),
        ".SH OPTIONS",
        *_options(*top),
        ".SH COMMANDS",
    ]
    for found, context in below:
        lines += [f'.SS "{_plain(context.command_path)}"', *_synopsis(found, context), ".PP"]
        lines += [*_help(found), *_options(found, context)]
    for title, table in (("ENVIRONMENT", _ENVIRONMENT), ("FILES", _FILES), ("EXIT STATUS", _STATUS)):
        lines += [f".SH {title}", *_table(table.items())]
    return "\n".join(lines) + "\n"


def commands(
    command: click.Command, name: str, parent: click.Context | None
) -> Iterator[tuple[click.Command, click.Context]]:
    """A command and those below it, each with its context."""
    context = click.Context(command, info_name=name, parent=parent, **command.context_settings)
    yield command, context
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None:
                yield from commands(found, below, context)


def _synopsis(command: click.Command, context: click.Context) -> list[str]:
    usage = " ".join(command.collect_usage_pieces(context))
    return [rf"\fB{_plain(context.command_path)}\fR {_plain(usage)}"]


def _help(command: click.Command) -> Iterator[str]:
    r"""The paragraphs of the help; those that are marked with \b keep their lines."""
    paragraphs = re.split(r"\n\s*\n", textwrap.dedent(command.help or "").strip())
    for number, paragraph in enumerate(paragraphs):
        if number:
            yield ".PP"
        if paragraph.lstrip().startswith("\b"):
            lines = textwrap.dedent(paragraph.split("\n", maxsplit=1)[1])
            yield from (".nf", *map(_line, lines.split("\n")), ".fi")
        else:
            yield _line(" ".join(paragraph.split()))


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    records = (item.get_help_record(context) for item in command.get_params(context))
    yield from _table(record for record in records if record and record[1])


def _table(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    for name, text in rows:
        yield from (".TP", rf"\fB{_plain(name)}\fR", _line(" ".join(text.split())))


def _line(text: str) -> str:
    r"""A line of text, which man takes for no request.

    >>> _line(".x -y \\")
    '\\&.x \\-y \\e'
    """
    plain = _plain(text)
    return rf"\&{plain}" if plain[:1] in (".", "'") else plain


def _plain(text: str) -> str:
    return text.replace("\\", r"\e").replace("-", r"\-")
