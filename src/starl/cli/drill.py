"""`starl drill`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from starl.cli.ask import Dialogue, OutOfAnswersError
from starl.cli.completing import stories
from starl.cli.interview_answers import Answers, EndedError, StoppedError, Typed, clock
from starl.cli.journal import home_option, opened
from starl.cli.output import format_option, print_json
from starl.cli.stories import the_story
from starl.errors import StarlError
from starl.store.store import Store

if TYPE_CHECKING:
    from starl.practice.debrief import Story
    from starl.practice.drills import Drill, DrillResult

_KINDS = ("retrieval", "30s", "90s", "3min", "pushback", "opening", "learning")


@click.command()
@click.argument("kind", metavar="KIND", type=click.Choice(_KINDS))
@click.argument("identifier", metavar="[STORY]", required=False, shell_complete=stories)
@click.option("--seed", metavar="TEXT", help="The same seed asks the same.")
@format_option
@home_option
def command(kind: str, identifier: str | None, seed: str | None, form: str, home: str | None) -> int:
    """A drill: one thing, a minute or three, judged on that thing only.

    \b
    retrieval        a question; ten seconds to name the story
    30s, 90s, 3min   one story in that time, result and learning kept
    pushback         an interviewer presses; own your part, plainly
    opening          the first sentence: who, what, what was at stake
    learning         only the learning, and where you used it

    STORY is needed for 30s, 90s and 3min. From a pipe the whole input is the answer.
    """
    from starl.practice.drills import Drill

    dialogue = Dialogue()
    drill = Drill(kind)
    with opened(home) as store:
        seed = seed if seed is not None else store.new_id()
        try:
            result = _done(dialogue, store, drill, identifier, seed, form)
        except (OutOfAnswersError, StoppedError, EndedError):
            dialogue.say("Stopped; nothing was judged.")
            return 0
    if form == "json":
        print_json("drill", {**result._asdict(), "met": result.met})
        return 0
    _report(dialogue, result)
    return 0


def _done(
    dialogue: Dialogue, store: Store, drill: Drill, identifier: str | None, seed: str, form: str
) -> DrillResult:
    from starl.practice import drills

    quiet = form == "json"
    if drill is drills.Drill.RETRIEVAL:
        return _retrieval(dialogue, store, seed, quiet)
    story = the_story(store, identifier) if identifier else None
    short = drill in drills.OF_A_STORY
    if short and story is None:
        raise StarlError(
            f"which story? Name it: starl drill {drill.value} STORY; `starl story list` shows them"
        )
    prompt = drills.prompt(drill, seed=seed, title=story.title if story else "your story")
    text = _told(dialogue, prompt, drills.SECONDS[drill], quiet).text
    if story is not None and short:
        return drills.version(drill, text, store.stories.text(story.id))
    judges = {
        drills.Drill.PUSHBACK: drills.pushback,
        drills.Drill.OPENING: drills.opening,
        drills.Drill.LEARNING: drills.learning,
    }
    return judges[drill](text)


def _told(dialogue: Dialogue, prompt: str, seconds: int, quiet: bool) -> Typed:
    if not quiet:
        dialogue.say(prompt, bold=True)
        dialogue.say(f"{clock(seconds)} from now. Two empty lines or Ctrl-D end it.", dim=True)
    return Answers(dialogue).read(seconds)


def _retrieval(dialogue: Dialogue, store: Store, seed: str, quiet: bool) -> DrillResult:
    from starl.practice.drills import RETRIEVAL_SECONDS, retrieval
    from starl.practice.mock_questions import choose
    from starl.practice.mocks import stories
    from starl.practice.questions import bank

    every = bank(store)
    question = choose(every, {one.id: 1.0 for one in every}, 1, seed=seed)[0]
    known = stories(store)
    if not quiet:
        for story in known:
            dialogue.say(story.title, "  ", dim=True)
        dialogue.say()
        dialogue.say(question.text, bold=True)
        dialogue.say(f"{RETRIEVAL_SECONDS} seconds: which story?", dim=True)
    started = time.monotonic()
    said = dialogue.line() if dialogue.at_terminal else Answers(dialogue).read(RETRIEVAL_SECONDS).text
    seconds = time.monotonic() - started
    named = _named(store, known, said)
    return retrieval(question, known, named, seconds)


def _named(store: Store, known: list[Story], said: str) -> str | None:
    """The id of the story that was named: by any part of its title, or its short name."""
    from starl.practice.drills import named

    if not said.strip():
        return None
    return named(said, known) or the_story(store, said.strip()).id


def _report(dialogue: Dialogue, result: DrillResult) -> None:
    dialogue.say()
    for point in result.points:
        dialogue.pair(f"{'✓' if point.met else '·'} {point.name}", point.says, width=15)
    dialogue.say("That holds." if result.met else "Once more, with what the dots say?", dim=True)
