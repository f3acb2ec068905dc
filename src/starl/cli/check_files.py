"""What `starl check` does with its files. It does without click, so that the report is there sooner."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import repeat
from typing import Any, NamedTuple

from starl.checking.choice import Choice
from starl.cli.colour import wanted
from starl.cli.files import Source, find_files, read_source
from starl.cli.progress import Progress
from starl.cli.safe import shown
from starl.coach.engine import check
from starl.coach.model import shipped
from starl.model.report import Finding, Tier

_MANY = 48
"""From so many files on, all cores are used."""


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


def check_files(paths: tuple[str, ...], form: str, choice: Choice) -> int:
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
                sys.stderr.write(f"starl: {shown(outcome.path)} {outcome.error}\n")
            elif outcome.page:
                progress.clear()
                rule = "\n" + "─" * 72 + "\n\n" if form == "text" and any(item.page for item in done) else ""
                _say(rule + outcome.page)
            done.append(outcome._replace(page="x" if outcome.page else ""))
    good = [outcome for outcome in done if outcome.error is None]
    if form == "json":
        entries = [outcome.entry for outcome in done]
        _say(json.dumps({"version": 1, "files": entries}, indent=2, ensure_ascii=not _utf8()))
    elif form == "sarif":
        from starl.cli.report_sarif import as_sarif

        sarif = as_sarif([(outcome.path, outcome.findings) for outcome in good], errors)
        _say(json.dumps(sarif, indent=2, ensure_ascii=not _utf8()))
    elif form == "text" and len(good) > 1:
        _say(f"\n{len(good)} stories, {sum(outcome.ready for outcome in good)} ready to tell.")
    if errors:
        return 2
    return 1 if any(outcome.fails for outcome in good) else 0


def _say(text: str) -> None:
    """A page goes out as soon as it is there."""
    if sys.platform == "win32":
        import click

        click.echo(text, color=True)
    else:
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def _utf8() -> bool:
    return (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
