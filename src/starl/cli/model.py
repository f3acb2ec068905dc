"""`starl model`: a language model of one's own, off until it is switched on."""

from __future__ import annotations

import click

from starl.cli.journal import home_option, opened
from starl.cli.safe import one_line


@click.group(invoke_without_command=True)
@home_option
@click.pass_context
def command(context: click.Context, home: str | None) -> int:
    """A language model of your own, for a second opinion and further questions. Off until you switch it on.

    starl works without one. With one, nothing is sent before you have seen it, with names and secrets taken out, and
    have agreed; each time. docs/llm.md says what is sent and what is dropped of the answer.

    \b
    pip install 'starl[llm]'         the library that speaks to models, and its plugins
    starl model list                 the models that it knows
    starl model use NAME             switch one on
    starl opinion STORY              a second opinion
    starl interview --model          further questions in a mock interview
    starl model off
    """
    context.obj = home
    if context.invoked_subcommand is not None:
        return 0
    from starl.opinion.setting import chosen, own_words

    with opened(home) as store:
        name, words = chosen(store), own_words(store)
    click.echo(f"Switched on: {one_line(name)}." if name else "No language model is switched on.")
    if words:
        _say_words(words)
    return 0


@command.command("list")
def list_models() -> int:
    """The models that the library `llm` and its plugins know."""
    from starl.opinion.client import names

    for name in names():
        click.echo(one_line(name))
    return 0


@command.command("use")
@click.argument("name")
@home_option
@click.pass_context
def use(context: click.Context, name: str, home: str | None) -> int:
    """Switch a model on, by its name or alias. Nothing is sent by this."""
    from starl.opinion.client import ready
    from starl.opinion.setting import switch_on

    ready(name)
    with opened(home or context.obj) as store:
        switch_on(store, name)
    click.echo(f"Switched on: {one_line(name)}. You see what would be sent, and are asked, each time.")
    return 0


@command.command("off")
@home_option
@click.pass_context
def off(context: click.Context, home: str | None) -> int:
    """Switch it off."""
    from starl.opinion.setting import switch_off

    with opened(home or context.obj) as store:
        switch_off(store)
    click.echo("No language model is switched on.")
    return 0


@command.command("hide")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@home_option
@click.pass_context
def hide(context: click.Context, words: tuple[str, ...], home: str | None) -> int:
    """Words of your own that are taken out as well: a project, a product, a nickname."""
    from starl.opinion.setting import hide as add

    with opened(home or context.obj) as store:
        every = add(store, words)
    _say_words(every)
    return 0


@command.command("unhide")
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@home_option
@click.pass_context
def unhide(context: click.Context, words: tuple[str, ...], home: str | None) -> int:
    """Take words from that list."""
    from starl.opinion.setting import unhide as remove

    with opened(home or context.obj) as store:
        every = remove(store, words)
    if every:
        _say_words(every)
    else:
        click.echo("The list is empty.")
    return 0


def _say_words(words: tuple[str, ...]) -> None:
    click.echo(f"Your words that never leave: {one_line(', '.join(words))}.")
