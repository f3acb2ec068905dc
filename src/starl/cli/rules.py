"""`starl rules`."""

from __future__ import annotations

import click

from starl.coach.catalogue import described_rules
from starl.coach.registry import GROUPS


@click.command()
def command() -> int:
    """The table of rules: code, severity, name, and what each says.

    `starl explain CODE` shows the whole page of one.
    """
    group = ""
    for rule in described_rules():
        if rule.code[0] != group:
            group = rule.code[0]
            click.echo(("" if group == "A" else "\n") + GROUPS[group].capitalize())
        click.echo(
            f"  {rule.code}  {rule.severity.value:<8} {rule.name:<24} {rule.message.replace('{}', '…')}"
        )
    return 0
