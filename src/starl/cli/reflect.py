"""`starl reflect`."""

from __future__ import annotations

import click

from starl.cli.ask import Dialogue, OutOfAnswersError, UnfinishedError
from starl.cli.journal import home_option, opened, today
from starl.errors import StarlError
from starl.model.journal import Entry, Experience
from starl.practice.days import distance
from starl.practice.drafts import drafts, drop_draft, keep_draft
from starl.practice.reflected import Kept, begin, find_subject, keep, keep_story
from starl.practice.reflection import Answer, Question, Reflection
from starl.store.store import Store

_BACK = (":b", ":back")
_QUIT = (":q", ":quit")
_HELP = (
    "Enter alone skips a question or takes what stands in brackets, - leaves it blank. "
    ":b goes back, :q stops for now. Every answer is kept as you give it."
)
_MANY_LINES = "An answer may have several lines; an empty one ends it."


@click.command()
@click.argument("identifier", required=False, metavar="[ID]")
@home_option
def command(identifier: str | None, home: str | None) -> int:
    """Reflect on a failure, question by question: STAR-L, five whys, and what you change.

    ID is an entry or an experience, or its beginning; without it the reflection is on something new. It ends with an
    entry, an improvement to look at on a day that you choose, and, if you like, the draft of a story in your own
    words. Stop at any time, even with Ctrl-C: `starl reflect` goes on where you were.

    Answers can come from a pipe, one a line; an empty line skips.
    """
    dialogue = Dialogue()
    with opened(home) as store:
        about = find_subject(store, identifier) if identifier else None
        try:
            reflection = _resumed(dialogue, store, about.id if about else None) or begin(store, about)
            _introduce(dialogue, about)
            finished = _converse(dialogue, store, reflection)
            if finished is None:
                return 0
            if not finished.told:
                drop_draft(store, finished)
                dialogue.say("Nothing was answered, so nothing is kept.")
                return 0
            kept = keep(store, finished)
            _report(dialogue, store, kept)
            _offer_story(dialogue, store, finished, kept)
        except OutOfAnswersError:
            dialogue.say("The answers ended here. What you gave is kept; `starl reflect` goes on.")
        except click.Abort:
            dialogue.say("\nWhat you answered is kept; `starl reflect` goes on.")
            raise
    return 0


def _resumed(dialogue: Dialogue, store: Store, record: str | None) -> Reflection | None:
    """The draft that the person wants to go on with, or None."""
    for draft in drafts(store):
        if record is not None and draft.record != record:
            continue
        about = draft.said.get("mistake") or draft.known.get("mistake") or "something without a name yet"
        age = distance((draft.started.astimezone().date() - today()).days)
        dialogue.say(f"You began a reflection {age}: “{about}”, question {len(draft.answers) + 1}.")
        answer = dialogue.line("Go on with it? [Y/n, d throws it away] ").strip().lower()
        if answer in ("", "y", "yes"):
            return draft
        if answer == "d":
            drop_draft(store, draft)
            dialogue.say("It is gone.")
    return None


def _introduce(dialogue: Dialogue, about: Entry | Experience | None) -> None:
    if isinstance(about, Entry):
        dialogue.say(f"Entry of {about.date.isoformat()}:", bold=True)
        dialogue.say(about.text, "  ")
    elif about is not None:
        dialogue.say(f"Experience of {about.date.isoformat()}: {about.title}", bold=True)
        dialogue.say(about.summary, "  ")
        for item in about.evidence:
            dialogue.pair(item.kind, f"{item.text} ({item.reference})")
    dialogue.say(_HELP, dim=True)
    if dialogue.at_terminal:
        dialogue.say(_MANY_LINES, dim=True)


def _converse(dialogue: Dialogue, store: Store, reflection: Reflection) -> Reflection | None:
    """Asks until all is asked; None where the person stopped."""
    while (question := reflection.question) is not None:
        try:
            answer = _ask(dialogue, question)
        except UnfinishedError as stop:
            keep_draft(store, reflection.answer(stop.text, today()))
            raise stop.__cause__ or stop from None
        if answer.strip().lower() in _QUIT:
            dialogue.say("Kept. `starl reflect` goes on from here.")
            return None
        if answer.strip().lower() in _BACK:
            reflection = reflection.back()
        else:
            try:
                reflection = reflection.answer(answer, today())
            except StarlError as error:
                dialogue.say(f"{error}.")
                continue
            _confirm(dialogue, question, reflection)
        keep_draft(store, reflection)
    return reflection


def _ask(dialogue: Dialogue, question: Question) -> str:
    dialogue.say()
    if question.quote:
        dialogue.say(f"“{' '.join(question.quote.split())}”", "  ", dim=True)
    dialogue.say(question.ask, bold=True)
    if question.takes is Answer.YES_NO:
        return dialogue.line("[y/N] ")
    if question.suggestion:
        dialogue.say(f"[{' '.join(question.suggestion.split())}]", dim=True)
    return dialogue.lines((*_BACK, *_QUIT)) if question.takes is Answer.TEXT else dialogue.line()


def _confirm(dialogue: Dialogue, question: Question, reflection: Reflection) -> None:
    """Says which day was understood, since phrases may be taken in two ways."""
    given = reflection.said[question.key]
    if question.takes in (Answer.PAST_DAY, Answer.COMING_DAY) and given:
        dialogue.say(f"That is {given}.", dim=True)


def _report(dialogue: Dialogue, store: Store, kept: Kept) -> None:
    dialogue.say()
    dialogue.say(f"Kept as entry {store.entries.short(kept.entry.id)}.", bold=True)
    item = kept.improvement
    if item is not None:
        dialogue.pair("weakness", item.weakness or "(left blank)")
        dialogue.pair("learning", item.learning or "(left blank)")
        dialogue.pair("improvement", item.change)
        if item.due:
            dialogue.say(f"On {item.due.isoformat()} `starl due` asks whether it held.")


def _offer_story(dialogue: Dialogue, store: Store, reflection: Reflection, kept: Kept) -> None:
    dialogue.say()
    try:
        answer = dialogue.line("Make a story draft of these answers, in your own words? [y/N] ")
    except OutOfAnswersError:
        return
    if answer.strip().lower() in ("y", "yes"):
        story = keep_story(store, reflection, kept)
        dialogue.say(f"Kept as story {story.slug}. `starl story show {story.slug}` shows it.")
