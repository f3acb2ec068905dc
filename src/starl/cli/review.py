"""`starl review`."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import click

from starl.cli.ask import Dialogue, OutOfAnswersError
from starl.cli.improvements import follow_up
from starl.cli.journal import clock, home_option, opened
from starl.model.practice import Card, CardKind, Rating
from starl.practice.cues import Cue, cue_of
from starl.practice.days import distance, end_of_day, local_day, span
from starl.practice.deck import due, fill
from starl.practice.grading import grade
from starl.practice.marks import mark, marked
from starl.practice.session import Session
from starl.store.store import Store

_RATINGS = {str(int(rating)): rating for rating in Rating}
_QUIT = "q"
_RECALL_KEYS = "[Enter] when you have said it aloud   u undo  s skip  e edit later  q quit > "
_GRADE_KEYS = "u undo  s skip  e edit later  q quit > "


@click.command()
@click.option(
    "--limit", type=click.IntRange(1), metavar="N", help="At most so many cards. [all that are due]"
)
@click.option(
    "--kind", type=click.Choice([kind.value for kind in CardKind]), help="Only cards of this kind. [all]"
)
@click.option("--forecast", is_flag=True, help="Show the days to come and how well you recalled, and end.")
@click.option(
    "--from-anki",
    "anki",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Take in the reviews that you made in Anki, and end. FILE is a package that Anki exported, with learning "
    "progress and for older versions, or the collection.anki2 of your profile.",
)
@home_option
def command(limit: int | None, kind: str | None, forecast: bool, anki: Path | None, home: str | None) -> int:
    """Recall lessons and stories when they are about to fade, and look whether improvements held.

    A card shows what went wrong. Say aloud what it taught you, press Enter, compare with your own words, and rate:
    1 again, 2 hard, 3 good, 4 easy. Every rating is kept at once, so stopping loses nothing.

    Answers can come from a pipe, one a line.
    """
    with opened(home) as store:
        if anki is not None:
            return _from_anki(store, anki)
        fill(store, clock())
        if forecast:
            from starl.cli.forecast import show_forecast

            show_forecast(Dialogue(), store, clock())
            return 0
        review = _Review(Dialogue(), store)
        kinds = [CardKind(kind)] if kind else []
        cards = store.cards.due(end_of_day(clock()), kinds, limit)
        try:
            if kind is None:
                review.improvements()
            review.cards(cards)
        except OutOfAnswersError:
            review.dialogue.say("The answers ended here.")
        except click.Abort:
            review.dialogue.say()
            review.summary()
            raise
        review.summary()
    return 0


def _from_anki(store: Store, path: Path) -> int:
    from starl.paper.from_anki import reviews_of_anki
    from starl.practice.elsewhere import take_reviews

    taken = take_reviews(store, reviews_of_anki(path), clock())
    known = f"; {taken.known} {'was' if taken.known == 1 else 'were'} there already" if taken.known else ""
    click.echo(f"Took in {_count(taken.added, 'review')} from Anki{known}.")
    if taken.strange:
        click.echo(
            f"{_count(taken.strange, 'review')} left in Anki: of questions, or of records that are not here."
        )
    if taken.ahead:
        click.echo(f"{_count(taken.ahead, 'review')} left out: from the future. Is a clock wrong?", err=True)
    return 2 if taken.ahead else 0


@dataclass
class _Review:
    """One session at the terminal."""

    dialogue: Dialogue
    store: Store
    looked_at: int = 0
    """Improvements."""
    session: Session = field(default_factory=lambda: Session(()))

    def improvements(self) -> None:
        """Asks for each improvement that is due whether it held."""
        for item in self.store.improvements.due(clock().date()):
            self.looked_at += follow_up(self.dialogue, self.store, item)

    def cards(self, cards: Sequence[Card]) -> None:
        """Goes through the cards until none is left, or the person stops."""
        self.session = Session(tuple(cards))
        while (card := self.session.current) is not None:
            if self._one(card, cue_of(self.store, card)) == _QUIT:
                return

    def _one(self, card: Card, cue: Cue) -> str:
        """Shows one card and does what the person answers; gives the last key."""
        self._show_cue(card, cue)
        began = time.monotonic()
        key = self._key(_RECALL_KEYS, ("",))
        if key == "":
            if cue.answer:
                self.dialogue.say()
            for name, text in cue.answer:
                self.dialogue.pair(name, text)
            self.dialogue.say()
            self.dialogue.say(self._preview(card), "  ")
            key = self._key(_GRADE_KEYS, tuple(_RATINGS))
        if key in _RATINGS:
            seconds = time.monotonic() - began if self.dialogue.at_terminal else None
            self._grade(card, _RATINGS[key], seconds)
        elif key == "u":
            self._undo()
        elif key == "s":
            self.session = self.session.skip()
        elif key == "e":
            mark(self.store, card, clock())
            self.dialogue.say("Noted for later; the summary says how to edit it.")
        return key

    def _show_cue(self, card: Card, cue: Cue) -> None:
        self.dialogue.say()
        left = len(self.session.waiting)
        day = f", {cue.day.isoformat()}" if cue.day else ""
        self.dialogue.say(f"{card.kind.value}{day}, {left} left", dim=True)
        self.dialogue.say(cue.title, "  ", bold=True)
        self.dialogue.say(cue.ask, "  ")

    def _key(self, prompt: str, more: tuple[str, ...]) -> str:
        while (key := self.dialogue.key(prompt)) not in (*more, "u", "s", "e", _QUIT):
            wanted = "1, 2, 3, 4" if more != ("",) else "Enter"
            self.dialogue.say(f"Press {wanted}, u, s, e or q.")
        return key

    def _preview(self, card: Card) -> str:
        from starl.practice.scheduling import intervals

        return "   ".join(
            f"{int(rating)} {rating.name.lower()} {_wait(wait)}"
            for rating, wait in intervals(card, clock()).items()
        )

    def _grade(self, card: Card, rating: Rating, seconds: float | None) -> None:
        now = clock()
        after = grade(self.store, card, rating, now, None if seconds is None else round(seconds * 1000))
        self.session = self.session.grade(after, rating, now)

    def _undo(self) -> None:
        if not self.session.graded:
            self.dialogue.say("There is nothing to take back in this session.")
            return
        self.store.cards.undo(self.session.graded[-1].before.id)
        self.session = self.session.undo()
        self.dialogue.say("Taken back.")

    def summary(self) -> None:
        """What was done, how much was recalled, and what comes back when."""
        self.dialogue.say()
        results = self.session.results
        if not results and not self.looked_at:
            self._nothing_done()
        else:
            done = f"{_count(len(results), 'card')} reviewed"
            if self.looked_at:
                done += f", {_count(self.looked_at, 'improvement')} looked at"
            self.dialogue.say(f"{done}.", bold=True)
            if results:
                self.dialogue.say(self._recall(clock()))
                self.dialogue.say(f"They come back {_when(list(results.values()), clock())}.")
            left = sum(due(self.store, clock()).cards.values())
            if left:
                self.dialogue.say(f"{_count(left, 'card')} still due today.")
        for one in marked(self.store):
            self.dialogue.say(f"To edit: `starl {one.command} {one.identifier}`  {one.title}")

    def _nothing_done(self) -> None:
        found = due(self.store, clock())
        if found.cards or found.improvements:
            self.dialogue.say("Nothing was reviewed; what is due stays due.")
            return
        days = (found.next - clock().date()).days if found.next else None
        later = f" The next card comes {distance(days)}." if days is not None else ""
        if found.next is None:
            later = " Lessons and stories come here by themselves: `starl log`, `starl reflect`."
        self.dialogue.say(f"Nothing is due.{later}")

    def _recall(self, now: datetime) -> str:
        from starl.practice.retention import recall_on

        recall = recall_on(self.store.cards.logs(), now)
        if recall.share is None:
            return "Recalled: nothing to count yet; these were first reviews."
        return f"Recalled today: {recall.recalled} of {recall.asked} ({recall.share:.0%})."


def _when(cards: list[Card], now: datetime) -> str:
    """On which days, with how many on each."""
    days: dict[int, int] = {}
    for card in cards:
        away = (local_day(card.due, now) - now.date()).days
        days[away] = days.get(away, 0) + 1
    parts = [f"{distance(away)} ({number})" for away, number in sorted(days.items())]
    return ", ".join(parts[:5]) + (" and later" if len(parts) > 5 else "")


def _wait(wait: timedelta) -> str:
    return span(wait.days) if wait.days else f"{wait.seconds // 60} min"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
