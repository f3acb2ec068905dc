"""The matrix of stories and questions as a page draws it: some of the stories, by theme or question by question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from starl.coach.fit import FitLevel
from starl.model.question import Theme
from starl.practice.portfolio import Overview
from starl.practice.story_card import StoryCard
from starl.web.words import theme_name

COLUMNS = 8
"""Stories side by side."""
ANSWERS = (FitLevel.STRONG, FitLevel.WORKABLE)
_ORDER = list(FitLevel)
_MOSTLY = {
    FitLevel.STRONG: "Mostly strong",
    FitLevel.WORKABLE: "Mostly workable",
    FitLevel.STRETCH: "Mostly a stretch",
    FitLevel.GAP: "Mostly a gap",
}


class Column(NamedTuple):
    """A story in the grid."""

    row: int
    """Its place in the overview."""
    card: StoryCard
    place: int | None
    """From 1 among the stories to prepare; None for others."""
    answers: int
    """Questions that it answers, strongly or workably."""


class Cell(NamedTuple):
    """How a story answers a question, or most of a theme's."""

    level: FitLevel
    why: str
    path: str
    """The page that says it in full."""
    says: str
    """What stands beside the mark; empty where the mark says it all."""


class GridRow(NamedTuple):
    """A theme or a question."""

    key: str
    """The theme's name, or the question's id."""
    name: str
    size: int
    """Questions in the theme; 0 for a question."""
    cells: tuple[Cell, ...]


class Columns(NamedTuple):
    """The stories that a page shows."""

    shown: tuple[Column, ...]
    """The stories to prepare, then some of the others, those that answer the most first."""
    start: int
    """How many of the others come before."""
    others: int
    """How many others there are."""
    step: int
    """How many others are shown at once."""


def columns(found: Overview, start: int = 0) -> Columns:
    """The stories to prepare, and the others from place `start` on."""
    chosen = found.portfolio.chosen
    numbers = [sum(fit.level in ANSWERS for fit in fits) for fits in found.fits]
    others = sorted(set(range(len(found.stories))) - set(chosen), key=lambda row: (-numbers[row], row))
    step = COLUMNS - len(chosen)
    rows = [*chosen, *others[start : start + step]]
    return Columns(
        tuple(
            Column(row, found.stories[row], chosen.index(row) + 1 if row in chosen else None, numbers[row])
            for row in rows
        ),
        start,
        len(others),
        step,
    )


def theme_rows(found: Overview, shown: Sequence[Column]) -> list[GridRow]:
    """A row for each theme of which there are questions."""
    rows = []
    for theme in Theme:
        places = _places(found, theme)
        if places:
            cells = tuple(_summary(found, column, theme, places) for column in shown)
            rows.append(GridRow(theme.value, theme_name(theme), len(places), cells))
    return rows


def question_rows(found: Overview, shown: Sequence[Column], theme: Theme) -> list[GridRow]:
    """A row for each question of a theme."""
    rows = []
    for at in _places(found, theme):
        question = found.questions[at]
        cells = []
        for column in shown:
            fit = found.fits[column.row][at]
            cells.append(Cell(fit.level, fit.why, fit_path(column.card, question.id), ""))
        rows.append(GridRow(question.id, question.text, 0, tuple(cells)))
    return rows


def fit_path(card: StoryCard, question: str) -> str:
    """The page on how a story answers a question."""
    return f"/portfolio/fit/{card.record.slug}/{question}"


def _places(found: Overview, theme: Theme) -> list[int]:
    return [at for at, question in enumerate(found.questions) if question.theme is theme]


def _summary(found: Overview, column: Column, theme: Theme, places: Sequence[int]) -> Cell:
    """The level that a story reaches for at least half of a theme's questions, and what stands behind it."""
    fits = [found.fits[column.row][at] for at in places]
    levels = sorted((fit.level for fit in fits), key=_ORDER.index)
    mostly = levels[(len(levels) - 1) // 2]
    answered = sum(level in ANSWERS for level in levels)
    strong = levels.count(FitLevel.STRONG)
    said = f"{_MOSTLY[mostly]}: it answers {answered} of {len(fits)}"
    said += f", {strong} of them strongly. " if strong else ". "
    best = max(range(len(fits)), key=lambda at: (fits[at].score, -at))
    said += f"Best: “{found.questions[places[best]].text}” {fits[best].why}"
    return Cell(
        mostly,
        said if answered else said.partition(" Best:")[0],
        f"/portfolio/fit/{column.card.record.slug}#{theme.value}",
        f"{answered}/{len(fits)}",
    )
