"""Writes the generated pages of docs/, or says which of them are stale (`--check`)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from starl.checking.rule_page import rule_markdown
from starl.cli.app import app
from starl.cli.man import commands, manual
from starl.coach.catalogue import described_rules
from starl.coach.registry import GROUPS
from starl.practice.question_file import shipped

DOCS = Path(__file__).resolve().parents[3] / "docs"


def cli_page() -> str:
    """The help of every command, as the terminal shows it."""
    lines = ["# Commands", "", "Generated from the program by `./dev docs`.", ""]
    for command, context in commands(app, "starl", None):
        context.max_content_width = context.terminal_width = 100
        lines += [f"## {context.command_path}", "", "```", command.get_help(context), "```", ""]
    return "\n".join(lines)


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
        lines.append(rule_markdown(rule))
    return "\n".join(lines)


def questions_page() -> str:
    """The bank of questions, with what the interviewer listens for."""
    lines = [
        "# Questions",
        "",
        "Generated from the bank by `./dev docs`. `starl questions` shows the same beside your stories.",
        "",
    ]
    theme = None
    for question in shipped():
        if question.theme is not theme:
            theme = question.theme
            lines += [f"## {theme.value.replace('-', ' ').capitalize()}", ""]
        lines += [f"### {question.text}", "", question.listens_for, ""]
        lines += [*(f"- {text}" for text in question.follow_ups), ""]
    return "\n".join(lines)


PAGES = {"cli.md": cli_page, "rules.md": rules_page, "questions.md": questions_page, "starl.1": manual}


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
