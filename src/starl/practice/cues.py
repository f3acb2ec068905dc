"""What a card shows: the cue to recall from, and the person's own words to compare with."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from starl.model.journal import Entry, Improvement
from starl.model.practice import Card, CardKind
from starl.model.story_record import StoryRecord
from starl.store.store import Store

_LINE = 160
"""How much of a text without a mistake is shown as the cue, in code points."""


class Cue(NamedTuple):
    """The two sides of a card."""

    title: str
    day: date | None
    ask: str
    answer: tuple[tuple[str, str], ...]
    """What to compare with, each with its name; the person's own words."""


def cue_of(store: Store, card: Card) -> Cue:
    """The cue of a card that does not rest."""
    if card.kind is CardKind.LESSON:
        entry = store.entries.get(card.item)
        if entry is not None:
            return _lesson(entry, store.improvements.select(entry=entry.id))
    if card.kind is CardKind.STORY:
        story = store.stories.get(card.item)
        if story is not None:
            changes = store.improvements.select(story=story.id)
            return _story(story, store.stories.text(story.id), changes)
    return Cue(card.item.replace("-", " "), None, "How do you answer this?", ())


def _lesson(entry: Entry, changes: list[Improvement]) -> Cue:
    title = entry.mistake or " ".join(entry.text.split())
    if len(title) > _LINE:
        title = title[:_LINE].rstrip() + " …"
    answer = [("lesson", entry.lesson or "")]
    if entry.cause:
        answer.insert(0, ("weakness", entry.cause))
    answer += [("improvement", item.change) for item in changes]
    return Cue(
        title, entry.date, "What did it teach you, and what do you do differently since?", tuple(answer)
    )


def _story(story: StoryRecord, text: str, changes: list[Improvement]) -> Cue:
    from starl.coach.engine import check

    chain = check(text).strength
    links = (("weakness", chain.weakness), ("learning", chain.learning), ("improvement", chain.improvement))
    answer = [(name, " ".join(link.text.split())) for name, link in links if link.text]
    if chain.improvement.text is None:
        answer += [("improvement", item.change) for item in changes]
    return Cue(
        story.title,
        story.date,
        "Tell it aloud: what went wrong, what was yours, what changed?",
        tuple(answer),
    )
