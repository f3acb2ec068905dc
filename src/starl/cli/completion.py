"""`starl completion`."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def command(shell: str) -> int:
    """Print the completion script of SHELL.

    \b
    bash   starl completion bash >> ~/.bashrc
    zsh    starl completion zsh >> ~/.zshrc
    fish   starl completion fish > ~/.config/fish/completions/starl.fish
    """
    from starl.cli.app import app

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"no completion for {shell}")
    click.echo(kind(app, {}, "starl", "_STARL_COMPLETE").source())
    return 0
