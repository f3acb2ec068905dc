"""The portfolio of a journal: which story answers which question, the set to prepare, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from starl.coach.fit import Fit, FitLevel, matrix
from starl.coach.portfolio import BUDGET, Portfolio, choose
from starl.coach.story_features import StoryFeatures
from starl.model.practice import CardKind
from starl.model.question import Question
from starl.model.story_record import StoryRecord
from starl.practice.gaps import Gap, gaps
from starl.practice.plan_state import Unanswered, judged_anew
from starl.practice.questions import bank
from starl.practice.story_card import Front, StoryCard, Use, front, story_card
from starl.store.store import Store

if TYPE_CHECKING:
    from starl.model.report import Report

SIZE = 3
"""Stories in a portfolio, unless the person says otherwise; the specification asks for two or three."""
PLANNED = 3
"""Gaps that a plan speaks of at most."""
_CACHED = 2_000
_BANKS = 8
_Key = tuple[str, str, int, dt.datetime]


class Read(NamedTuple):
    """What the newest text of a story was read to say."""

    features: StoryFeatures
    front: Front


_read: dict[_Key, Read] = {}
_fits: dict[tuple[Question, ...], dict[_Key, tuple[Fit, ...]]] = {}
"""For each set of questions that was asked, the row of each story as it was read."""


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
    uses: Sequence[Use] | None = None,
    budget: int = BUDGET,
    judge: Callable[[Store, StoryRecord], Report] | None = None,
) -> Overview:
    """The portfolio as it stands.

    now: with the person's time zone. questions: the whole bank by default. uses: when a story was told in a real
    interview; those of the journal by default. judge: gives the report on a story's newest text, where the caller
    keeps them. Raises StarlError for a size outside of 1..5.
    """
    asked = tuple(questions if questions is not None else bank(store))
    records = store.stories.select()
    rows = [read(store, record, judge) for record in records]
    cards = {card.item: card for card in store.cards.select([CardKind.STORY])} if records else {}
    told: dict[str, list[Use]] = {}
    for use in store.uses.select() if uses is None else uses:
        told.setdefault(use.story, []).append(use)
    fits = _rows(store.owner, asked, records, rows)
    return Overview(
        questions=asked,
        stories=tuple(
            story_card(
                record,
                *row,
                now,
                cards.get(record.id),
                told.get(record.id, ()),
            )
            for record, row in zip(records, rows, strict=True)
        ),
        fits=fits,
        portfolio=_choice(fits, size, budget),
        gaps=tuple(gaps(store, asked, fits)),
    )


def resized(overview: Overview, size: int, *, budget: int = BUDGET) -> Overview:
    """The same with another number of stories to prepare. Raises StarlError for one outside of 1..5."""
    return overview._replace(portfolio=_choice(overview.fits, size, budget))


def covered(overview: Overview) -> dict[FitLevel, int]:
    """How many questions the chosen stories answer at each level, by the best of them."""
    numbers = dict.fromkeys(FitLevel, 0)
    for column in range(len(overview.questions)):
        row = overview.best(column, overview.portfolio.chosen)
        numbers[FitLevel.GAP if row is None else overview.fits[row][column].level] += 1
    return numbers


def unanswered(overview: Overview) -> tuple[Unanswered, ...]:
    """The gaps to speak of in a plan: one of a theme, first those for which there is a suggestion.

    None while there is no story: then everything is a gap, and the first story is what to do.
    """
    if not overview.stories:
        return ()
    themes: dict[str, Unanswered] = {}
    for gap in sorted(overview.gaps, key=lambda gap: not gap.suggestions):
        themes.setdefault(gap.question.theme, Unanswered(gap.question.id, gap.question.text))
    return tuple(themes.values())[:PLANNED]


def read(
    store: Store, record: StoryRecord, judge: Callable[[Store, StoryRecord], Report] | None = None
) -> Read:
    """What the story's newest text says; kept in this process until the story is saved again."""
    key = _key(store.owner, record)
    found = _read.get(key)
    if found is None:
        report = (judge or judged_anew)(store, record)
        features = StoryFeatures.of(report.text, report, (record.title, *record.themes))
        found = Read(features, front(report.text))
        if len(_read) >= _CACHED:
            _read.clear()
        _read[key] = found
    return found


def _rows(
    owner: str, asked: tuple[Question, ...], records: Sequence[StoryRecord], rows: Sequence[Read]
) -> tuple[tuple[Fit, ...], ...]:
    """The matrix; rows that were made before are taken as they are."""
    if asked not in _fits and len(_fits) >= _BANKS:
        _fits.clear()
    kept = _fits.setdefault(asked, {})
    if len(kept) + len(records) > _CACHED:
        kept.clear()
    found = []
    for record, row in zip(records, rows, strict=True):
        key = _key(owner, record)
        fits = kept.get(key)
        if fits is None:
            fits = kept[key] = tuple(matrix(asked, [row.features])[0])
        found.append(fits)
    return tuple(found)


def _choice(fits: Sequence[Sequence[Fit]], size: int, budget: int) -> Portfolio:
    return choose([[fit.level for fit in row] for row in fits], size, budget=budget)


def _key(owner: str, record: StoryRecord) -> _Key:
    return owner, record.id, record.revision, record.updated
