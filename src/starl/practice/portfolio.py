"""The portfolio of a journal: which story answers which question, the set to prepare, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from starl.coach.fit import Fit, FitLevel, matrix
from starl.coach.portfolio import BUDGET, Portfolio, choose
from starl.coach.story_features import StoryFeatures
from starl.model.practice import CardKind
from starl.model.question import Question
from starl.model.story_record import StoryRecord
from starl.practice.gaps import Gap, gaps
from starl.practice.questions import bank
from starl.practice.story_card import Front, StoryCard, Use, front, story_card
from starl.store.store import Store

SIZE = 3
"""Stories in a portfolio, unless the person says otherwise; the specification asks for two or three."""
_CACHED = 2_000


class Read(NamedTuple):
    """What the newest text of a story was read to say."""

    features: StoryFeatures
    front: Front


_read: dict[tuple[str, int, dt.datetime], Read] = {}


class Overview(NamedTuple):
    """All that a page on the portfolio shows."""

    questions: tuple[Question, ...]
    stories: tuple[StoryCard, ...]
    """Those outside of the archive, the one saved last first."""
    fits: tuple[tuple[Fit, ...], ...]
    """A row for each story, a column for each question."""
    portfolio: Portfolio
    """Its rows are places in `stories`."""
    gaps: tuple[Gap, ...]
    """The questions without a workable story, by theme."""

    @property
    def chosen(self) -> tuple[StoryCard, ...]:
        """The stories to prepare."""
        return tuple(self.stories[row] for row in self.portfolio.chosen)

    def best(self, column: int, rows: Sequence[int] | None = None) -> int | None:
        """The row that answers a question best, of these or of all; the earlier of equals. None without stories."""
        those = range(len(self.stories)) if rows is None else rows
        return max(those, key=lambda row: (self.fits[row][column].score, -row), default=None)


def overview(
    store: Store,
    now: dt.datetime,
    *,
    size: int = SIZE,
    questions: Sequence[Question] | None = None,
    uses: Sequence[Use] = (),
    budget: int = BUDGET,
) -> Overview:
    """The portfolio as it stands.

    now: with the person's time zone. questions: the whole bank by default. uses: when a story was told in a real
    interview. Raises StarlError for a size outside of 1..5.
    """
    asked = tuple(questions if questions is not None else bank(store))
    records = store.stories.select()
    rows = [read(store, record) for record in records]
    cards = {card.item: card for card in store.cards.select([CardKind.STORY])} if records else {}
    fits = tuple(map(tuple, matrix(asked, [row.features for row in rows])))
    levels = [[fit.level for fit in row] for row in fits]
    return Overview(
        questions=asked,
        stories=tuple(
            story_card(
                record,
                *row,
                now,
                cards.get(record.id),
                [use for use in uses if use.story == record.id],
            )
            for record, row in zip(records, rows, strict=True)
        ),
        fits=fits,
        portfolio=choose(levels, size, budget=budget),
        gaps=tuple(gaps(store, asked, fits)),
    )


def covered(overview: Overview) -> dict[FitLevel, int]:
    """How many questions the chosen stories answer at each level, by the best of them."""
    numbers = dict.fromkeys(FitLevel, 0)
    for column in range(len(overview.questions)):
        row = overview.best(column, overview.portfolio.chosen)
        numbers[FitLevel.GAP if row is None else overview.fits[row][column].level] += 1
    return numbers


def read(store: Store, record: StoryRecord) -> Read:
    """What the story's newest text says; kept in this process until the story is saved again."""
    key = (record.id, record.revision, record.updated)
    found = _read.get(key)
    if found is None:
        from starl.coach.engine import check

        text = store.stories.text(record.id)
        found = Read(StoryFeatures.of(text, check(text), (record.title, *record.themes)), front(text))
        if len(_read) >= _CACHED:
            _read.clear()
        _read[key] = found
    return found
