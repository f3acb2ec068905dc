"""Writes the generated pages of docs/, or says which of them are stale (`--check`)."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from starl.cli.app import app
from starl.coach.catalogue import described_rules
from starl.coach.examples import page_of, shown_example
from starl.coach.registry import GROUPS

_WIDTH: dict[str, Any] = {"max_content_width": 100, "terminal_width": 100}
DOCS = Path(__file__).resolve().parents[3] / "docs"


def cli_page() -> str:
    """The help of every command, as the terminal shows it."""
    lines = ["# Commands", "", "Generated from the program by `./dev docs`.", ""]
    top = click.Context(app, info_name="starl", **_WIDTH)
    for context in (top, *_below(top)):
        lines += [f"## {context.command_path}", "", "```", context.command.get_help(context), "```", ""]
    return "\n".join(lines)


def _below(context: click.Context) -> Iterator[click.Context]:
    """The commands of a group, and theirs."""
    group = context.command
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            found = group.get_command(context, name)
            if found is None:
                raise KeyError(name)
            inner = click.Context(found, info_name=name, parent=context, **_WIDTH)
            yield inner
            yield from _below(inner)


def rules_page() -> str:
    """Every rule with its rationale and examples."""
    lines = [
        "# Rules",
        "",
        "Generated from the rules by `./dev docs`. `starl explain CODE` shows the same.",
        "",
    ]
    group = ""
    for rule in described_rules():
        if rule.code[0] != group:
            group = rule.code[0]
            lines += [f"## {group}: {GROUPS[group]}", ""]
        page = page_of(rule)
        lines += [
            f"### {rule.code} {rule.name}",
            "",
            f"*{rule.severity.value}.* {rule.message.replace('{}', '…')}",
            "",
        ]
        lines += [page.rationale, "", f"Ask yourself: {page.ask}", "", "Speaks up at:", ""]
        lines += [f"- {_one_line(example)}" for example in page.raw_fires]
        lines += ["", "Silent at:", "", *(f"- {_one_line(example)}" for example in page.raw_misses)]
        lines += ["", f"Source: {page.source}.", ""]
    return "\n".join(lines)


def _one_line(example: dict[str, object]) -> str:
    text = " ".join(shown_example(example).split())
    return text.replace("<", "&lt;").replace("[", "\\[").replace("#", "\\#").replace("*", "\\*")


PAGES = {"cli.md": cli_page, "rules.md": rules_page}


def main() -> int:
    """0 when all is fresh, or written; 1 when `--check` found a stale page."""
    stale = []
    for name, make in PAGES.items():
        path, text = DOCS / name, make().rstrip() + "\n"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                path.write_text(text, encoding="utf-8")
    if stale:
        verb = "stale; ./dev docs writes them anew" if "--check" in sys.argv else "written"
        click.echo(f"docs: {', '.join(stale)} {verb}", err="--check" in sys.argv)
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
