"""`starl check`."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from starl.checking.choice import FAIL_ON, Choice
from starl.checking.config import load_config
from starl.cli.check_files import check_files
from starl.cli.completing import codes, files
from starl.cli.files import find_files
from starl.model.report import Level, Tier

FORMATS = ("text", "json", "sarif", "github")
_POLL_SECONDS = 0.3


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=files)
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", help="How to print the report. [text]"
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODE",
    shell_complete=codes,
    help="Show only these rules: a code, or its beginning.",
)
@click.option(
    "--ignore",
    multiple=True,
    metavar="CODE",
    shell_complete=codes,
    help="Leave these rules out: a code, or its beginning.",
)
@click.option(
    "--level", type=click.Choice([level.value for level in Level]), help="The seniority expected. [mid]"
)
@click.option(
    "--fail-on", type=click.Choice(FAIL_ON), help="The least severity that gives exit status 1. [warning]"
)
@click.option(
    "--tier",
    type=click.Choice([tier.value for tier in Tier]),
    help="What reads the sentences: default, at once; deep, an encoder. [STARL_TIER, or deep if installed]",
)
@click.option("--watch", is_flag=True, help="Check again whenever a file is saved. Stop with Ctrl-C.")
def command(
    paths: tuple[str, ...],
    form: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    level: str | None,
    fail_on: str | None,
    tier: str | None,
    watch: bool,
) -> int:
    """Judge failure stories, to the character, without leaving this machine.

    PATH is a story (Markdown, text, or JSON with the template's keys), a folder of stories, or - for standard
    input. A text without headings is fine: the coach finds the sections itself.

    \b
    Exit status:
      0  nothing at or above --fail-on
      1  something was found
      2  the call or a file was wrong (the other files are still checked)

    Silence a rule for a section with <!-- starl: ignore CODE reason --> in it. Defaults for --select, --ignore,
    --level, --tier and --fail-on can stand in starl.toml or under [tool.starl] in pyproject.toml.
    """
    config = load_config(Path.cwd())
    choice = Choice(config, select, ignore, level, fail_on, tier)
    if watch:
        if "-" in paths or form != "text":
            raise click.UsageError("--watch needs files and the text format")
        return _watch(paths, choice)
    return check_files(paths, form, choice)


def _watch(paths: tuple[str, ...], choice: Choice) -> int:
    """Checks at every save until Ctrl-C; gives the status of the last check."""
    before: dict[str, tuple[int, int]] = {}
    status = 0
    first = True
    try:
        while True:
            now = _stamps(paths)
            if now != before or first:
                changed = tuple(path for path, stamp in now.items() if before.get(path) != stamp)
                if sys.stdout.isatty():
                    click.clear()
                status = check_files(paths if first else changed or paths, "text", choice)
                click.echo(
                    f"\nWatching {len(now)} file{'s' if len(now) != 1 else ''}. Ctrl-C stops.", err=True
                )
                sys.stdout.flush()
                before, first = now, False
            time.sleep(_POLL_SECONDS)
    except KeyboardInterrupt:
        return status


def _stamps(paths: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    stamps = {}
    for path, problem in find_files(paths):
        if problem is None:
            try:
                stat = Path(path).stat()
            except OSError:
                continue
            stamps[path] = (stat.st_mtime_ns, stat.st_size)
    return stamps
