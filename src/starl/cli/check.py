"""`starl check`."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

import click

from starl.checking.choice import FAIL_ON, Choice
from starl.checking.config import load_config
from starl.cli.colour import wanted
from starl.cli.completing import codes, files
from starl.cli.files import Source, find_files, read_source
from starl.cli.progress import Progress
from starl.cli.safe import shown
from starl.coach.engine import check
from starl.coach.model import shipped
from starl.model.report import Finding, Level, Tier

FORMATS = ("text", "json", "sarif", "github")
_POLL_SECONDS = 0.3
_MANY = 48
"""From so many files on, all cores are used."""


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
    return _run(paths, form, choice)


class Outcome(NamedTuple):
    """What one file came to, ready to be printed."""

    path: str
    error: str | None = None
    page: str = ""
    """For the formats text and github."""
    entry: dict[str, Any] = {}  # noqa: RUF012
    """For json."""
    findings: list[Finding] = []  # noqa: RUF012
    fails: bool = False
    ready: bool = False


def examine(path: str, problem: str | None, form: str, colour: bool, choice: Choice) -> Outcome:
    """Reads and judges one file. A bad one gives an outcome with an error."""
    source = read_source(path) if problem is None else Source(path, None, problem)
    if source.text is None:
        return Outcome(
            path, error=source.error or "cannot be read", entry={"path": path, "error": source.error}
        )
    report = check(source.text, level=choice.level, tier=choice.tier)
    findings = choice.of(report)
    page, entry = "", {}
    if form == "text":
        from starl.cli.report_text import render

        page = render(path, report, findings, colour=colour)
    elif form == "github":
        from starl.cli.report_sarif import as_github

        page = "\n".join(shown(line) for line in as_github(path, findings))
    elif form == "json":
        from starl.export.report_json import as_json

        entry = as_json(path, report, findings)
    return Outcome(path, None, page, entry, findings, choice.fails(findings), report.verdict.ready)


def _outcomes(
    files: list[tuple[str, str | None]], form: str, colour: bool, choice: Choice
) -> Iterator[Outcome]:
    """The outcomes in the order of the files; of many files, several are judged at once."""
    if len(files) < _MANY or choice.tier is Tier.DEEP:
        for path, problem in files:
            yield examine(path, problem, form, colour, choice)
        return
    from concurrent.futures import ProcessPoolExecutor

    shipped()
    with ProcessPoolExecutor() as pool:
        paths, problems = zip(*files, strict=True)
        rest = (repeat(form), repeat(colour), repeat(choice))
        yield from pool.map(examine, paths, problems, *rest, chunksize=16)


def _run(paths: tuple[str, ...], form: str, choice: Choice) -> int:
    """Checks and prints; gives the exit status."""
    colour = wanted(sys.stdout)
    files = list(find_files(paths))
    done: list[Outcome] = []
    errors: list[tuple[str, str]] = []
    with Progress(len(files)) as progress:
        for outcome in _outcomes(files, form, colour, choice):
            progress.step()
            if outcome.error is not None:
                errors.append((outcome.path, outcome.error))
                progress.clear()
                click.echo(f"starl: {shown(outcome.path)} {outcome.error}", err=True)
            elif outcome.page:
                progress.clear()
                rule = "\n" + "─" * 72 + "\n\n" if form == "text" and any(item.page for item in done) else ""
                click.echo(rule + outcome.page, color=True)
            done.append(outcome._replace(page="x" if outcome.page else ""))
    good = [outcome for outcome in done if outcome.error is None]
    if form == "json":
        entries = [outcome.entry for outcome in done]
        click.echo(json.dumps({"version": 1, "files": entries}, indent=2, ensure_ascii=not _utf8()))
    elif form == "sarif":
        from starl.cli.report_sarif import as_sarif

        sarif = as_sarif([(outcome.path, outcome.findings) for outcome in good], errors)
        click.echo(json.dumps(sarif, indent=2, ensure_ascii=not _utf8()))
    elif form == "text" and len(good) > 1:
        click.echo(f"\n{len(good)} stories, {sum(outcome.ready for outcome in good)} ready to tell.")
    if errors:
        return 2
    return 1 if any(outcome.fails for outcome in good) else 0


def _utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"


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
                status = _run(paths if first else changed or paths, "text", choice)
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
