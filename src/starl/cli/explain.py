"""`starl explain`."""

from __future__ import annotations

import textwrap

import click

from starl.cli.completing import codes
from starl.cli.safe import shown
from starl.coach.catalogue import described_rules, rule_of
from starl.coach.examples import page_of, shown_example


@click.command()
@click.argument("code", shell_complete=codes)
def command(code: str) -> int:
    """What the rule CODE looks for, why an interviewer minds, examples, and what to ask yourself.

    CODE is a code such as L601, or a rule's name such as platitude.
    """
    rule = rule_of(code)
    if rule is None:
        near = [item for item in described_rules() if item.code[0] == code[:1].upper()]
        hint = (
            f"rules that begin with {code[:1].upper()}: {', '.join(r.code for r in near)}"
            if near
            else "`starl rules` lists them"
        )
        raise click.UsageError(f"there is no rule {shown(code)}; {hint}")
    page = page_of(rule)
    lines = [
        f"{rule.code} {rule.name} ({rule.severity.value})",
        "",
        *_wrap(rule.message.replace("{}", "…")),
        "",
    ]
    lines += ["Why", *_wrap(page.rationale, 2), "", "Ask yourself", *_wrap(page.ask, 2), ""]
    lines += [
        "It speaks up at",
        *_examples(page.raw_fires),
        "",
        "It is silent at",
        *_examples(page.raw_misses),
        "",
    ]
    lines += [
        f"Source: {page.source}",
        f"Silence it where it stands: <!-- starl: ignore {rule.code} your reason -->",
    ]
    click.echo("\n".join(lines))
    return 0


def _wrap(text: str, indent: int = 0) -> list[str]:
    pad = " " * indent
    return textwrap.wrap(text, 88, initial_indent=pad, subsequent_indent=pad)


def _examples(examples: list[dict[str, object]]) -> list[str]:
    lines = []
    for example in examples[:4]:
        lines += textwrap.wrap(
            shown(" ".join(shown_example(example).split())),
            88,
            initial_indent="  - ",
            subsequent_indent="    ",
        )
    return lines
