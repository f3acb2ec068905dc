"""What a paper says of stories: their text, the coach's view, what they answer, and how they were practised."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from starl.capture.records import find
from starl.coach.engine import check
from starl.coach.fit import FitLevel
from starl.coach.weaknesses import weaknesses
from starl.errors import StarlError
from starl.model.interview import Use
from starl.model.practice import Card, CardKind
from starl.model.question import Question
from starl.model.report import Report
from starl.model.search import RecordKind
from starl.model.story import Story
from starl.model.story_record import StoryRecord
from starl.model.take import Take
from starl.practice.cheat_sheet import SheetStory, cheat_sheet
from starl.practice.follow_ups import wordings
from starl.practice.portfolio import Overview
from starl.store.store import Store
from starl.text.markdown import parse

FOLLOW_UPS = 3
"""Likely follow-ups named for a story."""
Judge = Callable[[Store, StoryRecord], Report]


class Told(NamedTuple):
    """One story with all that is known of it."""

    record: StoryRecord
    story: Story
    report: Report
    follow_ups: tuple[str, ...]
    """What an interviewer is likely to ask next, the likeliest first."""
    answers: tuple[Question, ...]
    """What it answers strongly or workably, the best first; () for a story in the archive."""
    card: Card | None
    takes: tuple[Take, ...]
    """The newest first."""
    uses: tuple[Use, ...]
    """Where it was told in a real interview."""

    @property
    def title(self) -> str:
        """What to call it; its short name, where it has no title."""
        return self.record.title.strip() or self.record.slug


def gather(
    store: Store, record: StoryRecord, found: Overview | None = None, judge: Judge | None = None
) -> Told:
    """What there is of a story. found: the portfolio, where the questions are wanted. judge: gives the report on its
    newest text, where the caller keeps them.
    """
    text = store.stories.text(record.id)
    return Told(
        record=record,
        story=parse(text),
        report=judge(store, record) if judge else check(text),
        follow_ups=likely(text),
        answers=_answers(found, record) if found else (),
        card=store.cards.of_item(CardKind.STORY, record.id),
        takes=tuple(store.takes.select(story=record.id)),
        uses=tuple(store.uses.select(story=record.id)),
    )


def sheet_of(found: Overview, told: Sequence[Told]) -> tuple[SheetStory, ...]:
    """The cheat sheet of these stories. Raises StarlError for one that is in the archive."""
    rows = tuple(_row(found, item.record) for item in told)
    those = found._replace(portfolio=replace(found.portfolio, chosen=rows))
    return cheat_sheet(those, [item.report for item in told])


def likely(text: str) -> tuple[str, ...]:
    """What an interviewer is likely to ask next about this answer."""
    return tuple(wordings()[weak.kind].ask[0] for weak in weaknesses(text)[:FOLLOW_UPS])


def find_stories(store: Store, names: Iterable[str]) -> list[StoryRecord]:
    """The stories of these short names or beginnings of ids, each once. Raises StarlError where there is none."""
    found = [find(store, name, (RecordKind.STORY,))[1] for name in names]
    return list({record.id: record for record in found}.values())


def day(moment: dt.datetime | dt.date) -> str:
    """A day as papers name it."""
    return f"{moment:%Y-%m-%d}"


def _row(found: Overview, record: StoryRecord) -> int:
    for row, card in enumerate(found.stories):
        if card.record.id == record.id:
            return row
    raise StarlError(
        f"{record.slug}: is in the archive, and a cheat sheet is of stories to tell; "
        f"starl story unarchive {record.slug} takes it back"
    )


def _answers(found: Overview, record: StoryRecord) -> tuple[Question, ...]:
    row = next((row for row, card in enumerate(found.stories) if card.record.id == record.id), None)
    if row is None:
        return ()
    fits = found.fits[row]
    those = [column for column, fit in enumerate(fits) if fit.level in (FitLevel.STRONG, FitLevel.WORKABLE)]
    those.sort(key=lambda column: (-fits[column].score, column))
    return tuple(found.questions[column] for column in those)
