"""Showing what would be sent to a language model, to the character, and asking whether it may go."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from starl.cli.output import paint
from starl.cli.safe import shown
from starl.errors import StarlError

if TYPE_CHECKING:
    from starl.opinion.request import Request

send_option = click.option(
    "--send", is_flag=True, help="Where nobody can be asked (a pipe, a script): send what is shown."
)
_MARK = "  ┃ "
_SECRET = ("Secret", "Word")
"""Kinds of replacements that are not written beside their label."""


def someone_there() -> bool:
    """Whether a person sees what is printed and can answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def show(request: Request, name: str, say: Callable[[str], None]) -> None:
    """Prints all that would be sent, and what stands in it for something else."""
    colour = paint()
    say(f"This would go to the model {shown(name)}, and nothing else:")
    for part in (request.system, request.prompt):
        say("")
        for line in part.rstrip("\n").split("\n"):
            say(f"{colour(_MARK, dim=True)}{shown(line)}")
    say("")
    if request.replaced:
        said = [
            item.label if item.kind.value in _SECRET else f"{item.label} for “{shown(item.words[0])}”"
            for item in request.replaced
        ]
        say(f"Taken out: {', '.join(said)}.")
    else:
        say("No name and no secret was found in it. Read it all the same: starl can miss one.")


def agreed(request: Request, name: str, send: bool) -> bool:
    """Shows the request and asks whether it may be sent; each time, whatever was said before.

    send: what counts where nobody can be asked. Raises StarlError where nobody can, and `send` is False.
    """
    there = someone_there()
    show(request, name, lambda line: click.echo(line, err=not there, color=paint().on))
    if not there:
        if not send:
            raise StarlError(
                "nothing was sent: there is no terminal to ask at. Read what is shown above, and add --send if it may go"
            )
        return True
    return click.confirm("Send this?", default=False)
