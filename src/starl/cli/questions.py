"""`starl questions`: the bank, one's own questions, and the values of a company."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click

from starl.cli.colour import Paint
from starl.cli.journal import home_option, opened
from starl.cli.output import format_option, paint, print_json, print_json_list, say, width
from starl.cli.safe import one_line, shown
from starl.model.question import Question, Theme

_THEMES = click.Choice([theme.value for theme in Theme])


@click.group(invoke_without_command=True)
@click.option("--theme", type=_THEMES, help="Only those of this theme.")
@click.option("--own", is_flag=True, help="Only your own.")
@format_option
@home_option
@click.pass_context
def command(context: click.Context, theme: str | None, own: bool, form: str, home: str | None) -> int:
    """The questions that interviewers ask about failure and learning, and those that you add.

    \b
    starl questions --theme deadline               those about dates
    starl questions show missed-deadline           what they listen for, and the follow-ups
    starl questions add "Tell me about ..."        one of your own
    starl questions value "Ownership"              a value of the company, asked as a question
    """
    context.obj = home
    if context.invoked_subcommand is not None:
        return 0
    from starl.practice.questions import bank

    with opened(home) as store:
        found = [item for item in bank(store, Theme(theme) if theme else None) if item.own or not own]
    if form == "json":
        print_json_list("questions", found)
    elif not found:
        click.echo('There is none. Your own: starl questions add "Tell me about ..."')
    else:
        _list(found)
    return 0


@command.command("show")
@click.argument("identifier", metavar="QUESTION")
@format_option
@home_option
@click.pass_context
def show(context: click.Context, identifier: str, form: str, home: str | None) -> int:
    """One question: what the interviewer listens for, and the follow-ups. QUESTION may be the beginning of its id."""
    from starl.practice.questions import find

    with opened(home or context.obj) as store:
        question = find(store, identifier)
    if form == "json":
        print_json("question", question)
        return 0
    brush = paint()
    say(brush(_wrapped(question.text, ""), bold=True))
    if question.listens_for:
        say(f"\n{brush('listens for', dim=True)}\n{_wrapped(question.listens_for, '  ')}")
    if question.follow_ups:
        say(f"\n{brush('follow-ups', dim=True)}")
        for text in question.follow_ups:
            say(_wrapped(text, "  "))
    return 0


@command.command("add")
@click.argument("text")
@click.option("--theme", type=_THEMES, default=Theme.FAILURE.value, help="What it is about. [failure]")
@click.option("--listens-for", default="", metavar="TEXT", help="What the interviewer wants to hear.")
@click.option("--follow-up", "follow_ups", multiple=True, metavar="TEXT", help="What may be asked next.")
@home_option
@click.pass_context
def add(
    context: click.Context,
    text: str,
    theme: str,
    listens_for: str,
    follow_ups: tuple[str, ...],
    home: str | None,
) -> int:
    """Add a question of your own."""
    from starl.practice import questions

    with opened(home or context.obj) as store:
        added = questions.add(store, text, Theme(theme), listens_for=listens_for, follow_ups=follow_ups)
    click.echo(f"Added as {added.id}.")
    return 0


@command.command("value")
@click.argument("name")
@click.option("--means", default="", metavar="TEXT", help="What the company says it means by it.")
@home_option
@click.pass_context
def value(context: click.Context, name: str, means: str, home: str | None) -> int:
    """Add a value of a company; it becomes a question about a failure in which you fell short of it."""
    from starl.practice.questions import Value, add_value

    with opened(home or context.obj) as store:
        added = add_value(store, Value(name, means))
    click.echo(f"Added as {added.id}: {shown(added.text)}")
    return 0


@command.command("rm")
@click.argument("identifier", metavar="QUESTION")
@home_option
@click.pass_context
def rm(context: click.Context, identifier: str, home: str | None) -> int:
    """Remove a question of your own, or a value. QUESTION may be the beginning of its id."""
    from starl.practice.questions import remove

    with opened(home or context.obj) as store:
        gone = remove(store, identifier)
    click.echo(f"Removed {gone.id}: {shown(gone.text)}")
    return 0


@command.command("import")
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@home_option
@click.pass_context
def take(context: click.Context, path: Path, home: str | None) -> int:
    """Take in questions from a TOML file; docs/portfolio.md shows the form. All or none are taken."""
    from starl.practice.questions import take_in

    with opened(home or context.obj) as store:
        taken = take_in(store, path)
    known = f"; {taken.known} were there already" if taken.known else ""
    click.echo(f"{taken.added} question{'' if taken.added == 1 else 's'} added{known}.")
    return 0


def _list(questions: list[Question]) -> None:
    brush = paint()
    for theme in Theme:
        those = [question for question in questions if question.theme is theme]
        if those:
            say(f"{brush(theme.value, bold=True)}  {len(those)}")
            for question in those:
                say(_item(question, brush))


def _item(question: Question, brush: Paint) -> str:
    mark = "  (yours)" if question.own else ""
    return f"  {brush(question.id, fg='yellow')}{mark}\n{_wrapped(question.text, '    ')}"


def _wrapped(text: str, indent: str) -> str:
    lines = textwrap.wrap(
        one_line(text), width(), initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )
    return "\n".join(lines)
