"""`starl review --forecast`: the cards of the days to come, and how much was recalled."""

from __future__ import annotations

from datetime import datetime, timedelta

from starl.cli.ask import Dialogue
from starl.cli.bars import bar, columns
from starl.practice.deck import NEW_A_DAY
from starl.practice.retention import load, recall_by_week
from starl.practice.scheduling import DESIRED_RETENTION
from starl.store.store import Store

_DAYS = 30
_WEEKS = 8
_BAR = 24
_HEIGHT = 5
_FEW = 10
"""Below so many tests of memory in a week, its share says little."""


def show_forecast(dialogue: Dialogue, store: Store, now: datetime) -> None:
    """Prints both plots with the numbers in words."""
    _show_load(
        dialogue, load((one.due for one in store.cards.coming(now + timedelta(days=_DAYS))), now, _DAYS), now
    )
    waiting = store.cards.count_candidates()
    if waiting:
        noun = "lesson or story waits" if waiting == 1 else "lessons and stories wait"
        dialogue.say(f"{waiting} more {noun} for a first review; {NEW_A_DAY} a day join.")
    dialogue.say()
    _show_recall(dialogue, store, now)


def _show_load(dialogue: Dialogue, numbers: list[int], now: datetime) -> None:
    dialogue.say(f"Cards to come, next {_DAYS} days", bold=True)
    top = max(numbers)
    if not top:
        dialogue.say("  none")
        return
    lines = columns([number for number in numbers for _ in range(2)], min(top, _HEIGHT))
    for row, line in enumerate(lines):
        label = str(top) if row == 0 else ""
        dialogue.say(f"{label:>5} ┤{line}".rstrip())
    dialogue.say(f"{0:>5} ┼{'─' * (2 * _DAYS)}")
    ticks = "".join(f"{(now + timedelta(days=day)).strftime('%d %b'):<14}" for day in range(0, _DAYS - 2, 7))
    dialogue.say(f"       {ticks}".rstrip())
    busiest = (now + timedelta(days=numbers.index(top))).date()
    dialogue.say(
        f"Today {numbers[0]}, in the next 7 days {sum(numbers[:7])}, in {_DAYS} days {sum(numbers)}; "
        f"most on {busiest.isoformat()} ({top}). Each card counts once."
    )


def _show_recall(dialogue: Dialogue, store: Store, now: datetime) -> None:
    weeks = recall_by_week(store.cards.logs(), now)
    dialogue.say(f"Recalled, by week; the aim is {DESIRED_RETENTION:.0%}", bold=True)
    if not weeks:
        dialogue.say("Nothing to measure yet: only the second review of a card tests memory.")
        return
    for monday, recall in list(weeks.items())[-_WEEKS:]:
        share = recall.recalled / recall.asked
        few = "  few" if recall.asked < _FEW else ""
        dialogue.say(
            f"  {monday.isoformat()}  {bar(share, 1, _BAR):<{_BAR}} {share:>4.0%}  "
            f"{recall.recalled} of {recall.asked}{few}"
        )
    recalled, asked = (sum(counts) for counts in zip(*weeks.values(), strict=True))
    dialogue.say(f"In all {recalled} of {asked} ({recalled / asked:.0%}).")
