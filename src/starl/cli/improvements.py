"""`starl improvements`, and the question whether one held, which `starl review` asks too."""

from __future__ import annotations

import json
from datetime import date

import click

from starl.cli.ask import Dialogue, OutOfAnswersError
from starl.cli.journal import home_option, opened, today
from starl.errors import StarlError
from starl.model.journal import Improvement, Outcome
from starl.practice.days import distance
from starl.practice.improvements import checked, in_order, keep_checked
from starl.store.store import Store
from starl.text.dates import coming_day

_AGAIN = "in two weeks"
"""When to look again where the person names no day."""
_WORDS = {Outcome.HELD: "held", Outcome.PARTLY: "held in part", Outcome.NOT_YET: "not yet"}
_KEYS = {"h": Outcome.HELD, "p": Outcome.PARTLY, "n": Outcome.NOT_YET}


@click.group(invoke_without_command=True)
@click.option(
    "--format", "form", type=click.Choice(("text", "json")), default="text", help="How to print them. [text]"
)
@home_option
@click.pass_context
def command(context: click.Context, form: str, home: str | None) -> int:
    """What you wanted to do differently, and whether it held; those to look at first.

    \b
    starl improvements check ID     note whether one held
    """
    context.obj = home
    if context.invoked_subcommand is not None:
        return 0
    with opened(home) as store:
        found = in_order(store.improvements.select())
        if form == "json":
            click.echo(json.dumps([_as_json(item) for item in found], indent=2))
            return 0
        dialogue = Dialogue()
        for item in found:
            _show(dialogue, store, item)
        if not found:
            dialogue.say("No improvement is written down yet. `starl reflect` leads to one.")
    return 0


@command.command("check")
@click.argument("identifier", metavar="ID")
@click.option("--outcome", type=click.Choice([outcome.value for outcome in Outcome]), help="What you found.")
@click.option("--note", help="What you saw, in your words.")
@click.option("--again", metavar="WHEN", help=f"When to look again, unless it held. [asked, or {_AGAIN}]")
@home_option
@click.pass_context
def check(
    context: click.Context,
    identifier: str,
    outcome: str | None,
    note: str | None,
    again: str | None,
    home: str | None,
) -> int:
    """Note whether an improvement held. ID may be the beginning of its id.

    Without --outcome you are asked.
    """
    with opened(home or context.obj) as store:
        item = store.improvements.find(identifier)
        dialogue = Dialogue()
        if outcome is None:
            try:
                if not follow_up(dialogue, store, item):
                    dialogue.say("Left as it is.")
            except OutOfAnswersError:
                raise click.UsageError("say what you found with --outcome held, partly or not_yet") from None
            return 0
        found = Outcome(outcome)
        day = None
        if found is not Outcome.HELD:
            day = coming_day(again, today()) if again else _ask_day(dialogue)
        elif again:
            raise click.UsageError("--again goes with --outcome partly or not_yet")
        _say(dialogue, keep_checked(store, checked(item, found, today(), day, note)))
    return 0


def follow_up(dialogue: Dialogue, store: Store, item: Improvement) -> bool:
    """Asks whether an improvement held and keeps the answer; False where the person leaves it for later."""
    dialogue.say()
    due = f", to look at {distance((item.due - today()).days)}" if item.due else ""
    dialogue.say(f"An improvement of {item.created.astimezone().date().isoformat()}{due}", bold=True)
    for name, text in (
        ("weakness", item.weakness),
        ("learning", item.learning),
        ("improvement", item.change),
    ):
        if text:
            dialogue.pair(name, text)
    if item.note:
        dialogue.pair("last time", item.note)
    while (answer := dialogue.key("Did it hold? h held  p partly  n not yet  s later > ")) not in _KEYS:
        if answer in ("s", "", "q"):
            return False
        dialogue.say("Press h, p, n or s.")
    outcome = _KEYS[answer]
    note = dialogue.line("What did you see? (Enter: nothing to add) ").strip()
    day = None if outcome is Outcome.HELD else _ask_day(dialogue)
    _say(dialogue, keep_checked(store, checked(item, outcome, today(), day, note or None)))
    return True


def _ask_day(dialogue: Dialogue) -> date:
    while True:
        try:
            phrase = dialogue.line(f"When do you look again? [{_AGAIN}] ").strip()
        except OutOfAnswersError:
            phrase = ""
        try:
            return coming_day(phrase or _AGAIN, today())
        except StarlError as error:
            dialogue.say(f"{error}.")


def _say(dialogue: Dialogue, item: Improvement) -> None:
    if item.outcome is Outcome.HELD:
        dialogue.say("It held. That is a strength now, and one to tell of.")
    elif item.due:
        dialogue.say(f"Noted. Habits take several tries; you will be asked again on {item.due.isoformat()}.")


def _show(dialogue: Dialogue, store: Store, item: Improvement) -> None:
    state = "no day set"
    if item.due:
        state = f"due {distance((item.due - today()).days)}"
    if item.outcome and item.checked:
        said = f"{_WORDS[item.outcome]} on {item.checked.isoformat()}"
        state = said if item.outcome is Outcome.HELD else f"{said}, {state}"
    due = item.due is not None and item.due <= today()
    heading = f"{store.improvements.short(item.id)}  {state}"
    dialogue.say(heading, bold=due)
    dialogue.say(item.change, "  ")
    if item.weakness:
        dialogue.say(f"because: {item.weakness}", "  ", dim=True)
    if item.note:
        dialogue.say(f"note: {item.note}", "  ", dim=True)


def _as_json(item: Improvement) -> dict[str, object]:
    return {
        "id": item.id,
        "weakness": item.weakness,
        "learning": item.learning,
        "change": item.change,
        "created": item.created.isoformat(),
        "due": item.due and item.due.isoformat(),
        "outcome": item.outcome and item.outcome.value,
        "checked": item.checked and item.checked.isoformat(),
        "note": item.note,
        "entry": item.entry,
        "story": item.story,
    }
