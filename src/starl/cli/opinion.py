"""`starl opinion`: a language model's view of a story, held to the person's words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from starl.cli.ask import Dialogue
from starl.cli.completing import stories
from starl.cli.consent import agreed, send_option, show
from starl.cli.files import STDIN, read_source
from starl.cli.journal import home_option, opened
from starl.cli.output import format_option, print_json
from starl.cli.stories import the_story
from starl.errors import StarlError
from starl.store.store import Store

if TYPE_CHECKING:
    from starl.opinion.claims import Judged


@click.command()
@click.argument("identifier", metavar="STORY", shell_complete=stories)
@click.option("--show", "only", is_flag=True, help="Show what would be sent, and send nothing.")
@send_option
@format_option
@home_option
def command(identifier: str, only: bool, send: bool, form: str, home: str | None) -> int:
    """A second opinion on a story, from the language model that you switched on (`starl model`).

    STORY is one of the journal, a file, or - for standard input. You see what would be sent, with names and secrets
    taken out, and are asked each time. Of the answer you see only what quotes you word for word and adds no fact; the
    rest is dropped and counted. The story itself is not changed.
    """
    from starl.opinion.claims import judge
    from starl.opinion.client import ready
    from starl.opinion.client import send as ask
    from starl.opinion.request import story_request
    from starl.opinion.setting import chosen, needed, own_words

    with opened(home) as store:
        text = _text(store, identifier)
        request = story_request(text, own_words(store))
        name = (chosen(store) or "that you switch on") if only else needed(store)
    if only:
        show(request, name, click.echo)
        return 0
    model = ready(name)
    if not agreed(request, name, send):
        click.echo("Nothing was sent.")
        return 0
    judged = judge(ask(model, request), request)
    if form == "json":
        print_json("opinion", _as_json(name, judged))
    else:
        _say(Dialogue(), name, judged)
    return 0


def _text(store: Store, identifier: str) -> str:
    if identifier != STDIN and not Path(identifier).is_file():
        return store.stories.text(the_story(store, identifier).id)
    source = read_source(identifier)
    if source.text is None:
        raise StarlError(f"{identifier} {source.error}")
    return source.text


def _say(dialogue: Dialogue, name: str, judged: Judged) -> None:
    dialogue.say()
    dialogue.say(f"What {name} makes of it. It may be wrong; you know what happened.", dim=True)
    for claim in judged.claims:
        dialogue.say()
        dialogue.say(f"“{' '.join(claim.quote.split())}”", "  ", bold=True)
        dialogue.say(claim.says, "  ")
        dialogue.say(f"→ {claim.ask}", "  ")
    if not judged.claims:
        dialogue.say("Nothing that it said holds to your words, so nothing is shown.")
    if line := dropped(judged):
        dialogue.say()
        dialogue.say(line, dim=True)


def dropped(judged: Judged) -> str:
    """How many claims were dropped, and why; empty for none."""
    count = judged.dropped_count
    if not count:
        return ""
    why = ", ".join(f"{number} {reason.value}" for reason, number in judged.dropped.items())
    return f"{count} {'claim was' if count == 1 else 'claims were'} dropped: {why}."


def _as_json(name: str, judged: Judged) -> dict[str, object]:
    return {
        "model": name,
        "claims": [
            {"quote": claim.quote, "span": list(claim.span), "says": claim.says, "ask": claim.ask}
            for claim in judged.claims
        ],
        "dropped": {reason.name.lower(): number for reason, number in judged.dropped.items()},
    }
