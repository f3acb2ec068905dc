"""The portfolio as a person reads it: the set to prepare, the matrix, the gaps."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from starl.cli.output import cut, paint, say, width
from starl.cli.safe import one_line
from starl.coach.fit import FitLevel
from starl.model.question import Theme
from starl.practice.days import span
from starl.practice.gaps import Gap
from starl.practice.portfolio import Overview, covered
from starl.practice.story_card import StoryCard
from starl.store.store import Store

_MARKS = {FitLevel.STRONG: "●", FitLevel.WORKABLE: "◐", FitLevel.STRETCH: "○", FitLevel.GAP: "·"}
_ANSWERS = (FitLevel.STRONG, FitLevel.WORKABLE)
_COLUMNS = 12
"""Stories in the matrix at most; JSON has them all."""
_MOST_GAPS = 8
_LETTERS = "ABCDEFGHIJKL"
_LABEL = 24


def show(store: Store, found: Overview, size: int, *, each: bool) -> None:
    """Prints the portfolio. size: how many stories were asked for; each: the questions one by one instead of by theme."""
    if not found.stories:
        say('There is no story yet. The first: starl story new "The migration"')
        return
    rows = _columns(found)
    letters = dict(zip(rows, _LETTERS, strict=False))
    _chosen(found, size, letters)
    _matrix(found, rows, letters, each)
    _gaps(store, found, letters)


def _columns(found: Overview) -> list[int]:
    """The stories that are shown: the chosen ones first, then those that answer the most."""

    def answers(row: int) -> int:
        return sum(fit.level in _ANSWERS for fit in found.fits[row])

    chosen = list(found.portfolio.chosen)
    others = [row for row in range(len(found.stories)) if row not in chosen]
    others.sort(key=lambda row: (-answers(row), row))
    return (chosen + others)[:_COLUMNS]


def _chosen(found: Overview, size: int, letters: dict[int, str]) -> None:
    brush = paint()
    numbers = covered(found)
    answered = numbers[FitLevel.STRONG] + numbers[FitLevel.WORKABLE]
    chosen = found.portfolio
    if not chosen.chosen:
        say("No story answers any of these questions yet.")
        return
    those = "This story answers" if len(chosen.chosen) == 1 else f"These {len(chosen.chosen)} stories answer"
    proof = "No other set of this size does better." if chosen.optimal else "It is the best set found."
    say(
        brush(
            f"{those} {answered} of {len(found.questions)} questions, {numbers[FitLevel.STRONG]} of them strongly. "
            f"{proof}",
            bold=True,
        )
    )
    if len(chosen.chosen) < min(size, len(found.stories)):
        say("One more would add nothing.")
    for row, gain in zip(chosen.chosen, chosen.gains, strict=True):
        card = found.stories[row]
        adds = f"+{gain / chosen.most:.0%}"
        title = cut(one_line(card.record.title), width() - 14)
        say(f"\n  {brush(letters[row], fg='green')}  {brush(title, bold=True)}  {adds}")
        for line in _about(card):
            say(
                "\n".join(
                    textwrap.wrap(one_line(line), width(), initial_indent="     ", subsequent_indent="     ")
                )
            )


def _about(card: StoryCard) -> list[str]:
    lines = []
    if card.skills:
        lines.append(f"{'may show' if card.skills_suggested else 'shows'}: {', '.join(card.skills)}")
    if card.insight:
        lines.append(f"insight: {card.insight}")
    elif card.insight_question:
        lines.append(f"insight: still open. {card.insight_question}")
    fresh, use = card.freshness, card.usage
    ages = [f"happened {span(fresh.event)} ago"] if fresh.event is not None and fresh.event >= 0 else []
    ages.append(f"revised {span(fresh.revision)} ago" if fresh.revision > 0 else "revised today")
    if fresh.review is not None:
        ages.append(f"reviewed {span(fresh.review)} ago" if fresh.review > 0 else "reviewed today")
    if use.times:
        ages.append(f"told {use.times} time{'' if use.times == 1 else 's'}")
    lines.append(", ".join(ages))
    if use.overused:
        lines.append(f"rest it: {'twice at ' + ', '.join(use.twice) if use.twice else 'told often by now'}")
    return lines


def _matrix(found: Overview, rows: Sequence[int], letters: dict[int, str], each: bool) -> None:
    brush = paint()
    head = "".join(f"{letters[row]:>5}" for row in rows)
    say(f"\n{brush('Fit of each story', bold=True)}")
    say(f"  {'':<{_LABEL}}{'':>4}{head}")
    for theme in Theme:
        columns = [at for at, question in enumerate(found.questions) if question.theme is theme]
        if not columns:
            continue
        if not each:
            cells = "".join(f"{_answered(found, row, columns) or '·':>5}" for row in rows)
            say(f"  {theme.value:<{_LABEL}}{len(columns):>4}{cells}")
            continue
        for column in columns:
            marks = "".join(f"{_MARKS[found.fits[row][column].level]:>5}" for row in rows)
            say(f"  {cut(found.questions[column].id, _LABEL + 3):<{_LABEL + 4}}{marks}")
    told = (
        "● strong  ◐ workable  ○ stretch  · gap"
        if each
        else "How many questions it answers, strongly or workably."
    )
    say(f"  {brush(told, dim=True)}")
    for row in rows:
        if row not in found.portfolio.chosen:
            say(f"  {letters[row]}  {cut(one_line(found.stories[row].record.title), width() - 6)}")
    if len(found.stories) > len(rows):
        say(f"  {brush(f'and {len(found.stories) - len(rows)} more stories', dim=True)}")


def _answered(found: Overview, row: int, columns: Sequence[int]) -> int:
    return sum(found.fits[row][column].level in _ANSWERS for column in columns)


def _gaps(store: Store, found: Overview, letters: dict[int, str]) -> None:
    brush = paint()
    if not found.gaps:
        say(f"\n{brush('No question is without a workable story.', bold=True)}")
        return
    number = len(found.gaps)
    title = "1 question without a story" if number == 1 else f"{number} questions without a story"
    say(f"\n{brush(title, bold=True)}")
    helped = sorted(found.gaps, key=lambda gap: (not gap.suggestions, gap.best is None))
    for gap in helped[:_MOST_GAPS]:
        say(f"  {brush(gap.question.id, fg='yellow')}")
        for line in _advice(store, found, gap, letters):
            say(
                "\n".join(
                    textwrap.wrap(one_line(line), width(), initial_indent="    ", subsequent_indent="    ")
                )
            )
    if number > _MOST_GAPS:
        say(f"  {brush(f'and {number - _MOST_GAPS} more; --theme or --format json shows them', dim=True)}")


def _advice(store: Store, found: Overview, gap: Gap, letters: dict[int, str]) -> list[str]:
    from starl.capture.records import short

    lines = [gap.question.text]
    if gap.best is not None:
        name = letters.get(gap.best) or f"“{found.stories[gap.best].record.title}”"
        lines.append(f"nearest: {name}. {found.fits[gap.best][gap.column].why}")
    for item in gap.suggestions:
        identifier = short(store, item.kind, item.id)
        lines.append(f"may become it: {item.kind.value} {identifier}, {item.date.isoformat()}: {item.title}")
    if not gap.suggestions:
        lines.append(
            "When did something like it happen to you? `starl log` keeps it, `starl inventory` looks for it."
        )
    return lines
