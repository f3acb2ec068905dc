"""The sheet to read before an interview: of each story to prepare a line for each part, in the person's own words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from starl.coach.damage import measured
from starl.coach.fit import FitLevel
from starl.coach.story_features import quoted
from starl.model.question import Question
from starl.model.report import Report
from starl.model.story import Section, Span
from starl.practice.portfolio import Overview
from starl.practice.story_card import StoryCard
from starl.practice.told_numbers import told_numbers
from starl.text.lazy import lazy
from starl.text.markdown import parse
from starl.text.plain import analysis_copy
from starl.text.sentences import sentences
from starl.text.writer import QUESTIONS

LINE = 120
"""Characters of a line at most."""
ANSWERS = 3
"""Questions named for a story at most."""
FIGURES = 6
"""Numbers named for a story at most."""
CHAIN = (
    ("weakness", "What in you made it happen?"),
    ("learning", "What do you know now?"),
    ("improvement", "What do you do differently since, and where did it hold?"),
)
"""The links of the strength chain, and what to ask oneself where one is missing."""
_YEAR = lazy(r"(?:19|20)\d\d\b")
_ACT = lazy(
    r"\bi(?:'d|'ve)? (?:(?:then|also|just|only|never|still|first|simply|did not|didn't|\w+ly) )*"
    r"(?!am\b|was\b|were\b|had\b|have\b|could\b|would\b|should\b|felt\b|knew\b|wanted\b|hoped\b|then\b|also\b|just\b|only\b|"
    r"never\b|still\b|first\b|simply\b)[a-z]+"
)
"""A deed of the person's own, in lower-case text; being, having and feeling are none."""


class Line(NamedTuple):
    """A part of a story in a line."""

    name: str
    """The section, or the link of the strength chain."""
    said: str | None
    """The person's words, shortened at a word; None where there are none."""
    ask: str
    """What to ask oneself in their place."""


class SheetStory(NamedTuple):
    """One story on the sheet."""

    card: StoryCard
    lines: tuple[Line, ...]
    """The five sections."""
    chain: tuple[Line, ...]
    figures: tuple[str, ...]
    """The numbers in it, each with its noun: the word after it that ends as a plural, or two."""
    answers: tuple[Question, ...]
    """What it answers best of the chosen stories, the best first."""


_TELLS = {Section.ACTION: lambda plain: bool(_ACT.search(plain)), Section.RESULT: measured}
"""Whether a sentence, in lower case, tells what its section is for."""


def cheat_sheet(found: Overview, reports: Sequence[Report]) -> tuple[SheetStory, ...]:
    """The sheet of a portfolio. reports: on the newest text of each chosen story, in the order of `found.chosen`."""
    rows = found.portfolio.chosen
    return tuple(
        SheetStory(
            card=found.stories[row],
            lines=_lines(report),
            chain=tuple(_link(report, name, ask) for name, ask in CHAIN),
            figures=figures(report),
            answers=_answers(found, row),
        )
        for row, report in zip(rows, reports, strict=True)
    )


def figures(report: Report) -> tuple[str, ...]:
    """The numbers in the story's prose, each once, with what they count; years are none, and no number in letters is that
    counts nothing.

    What broke is told in the result, so its numbers come first.
    """
    shown = _prose(report)
    order = sorted(Section, key=lambda section: section is not Section.RESULT)
    found: dict[str, None] = {}
    for section in order:
        for span in report.sections[section].spans:
            for number in told_numbers(shown[span.start : span.end].replace("\n", " ")):
                start = span.start + number.start
                words = " ".join(report.text[start : start + len(number.text)].split()).rstrip(",")
                counts = any(map(str.isdigit, words)) or (number.unit and " " in words)
                if counts and not _YEAR.fullmatch(words):
                    found.setdefault(words)
    return tuple(found)[:FIGURES]


def _lines(report: Report) -> tuple[Line, ...]:
    shown = _prose(report)
    return tuple(Line(part.value, _said(report, shown, part), QUESTIONS[part]) for part in Section)


def _said(report: Report, shown: str, section: Section) -> str | None:
    """The sentence of a section that tells the most of it: the lesson or the change, the first own deed, the first damage with a number;
    else its first one.
    """
    spans = report.sections[section].spans
    told = [
        sentence
        for span in spans
        for sentence in sentences(shown, span.start, span.end)
        if any(map(str.isalnum, shown[sentence.start : sentence.end]))
    ]
    if not told:
        return None
    if section is Section.LEARNING:
        for link in (report.strength.learning, report.strength.improvement):
            if link.span and any(one.start <= link.span.start < one.end for one in spans):
                return quoted(report.text, link.span, LINE)
    tells = _TELLS.get(section, lambda _: True)
    best = next((one for one in told if tells(shown[one.start : one.end].replace("\n", " "))), told[0])
    return quoted(report.text, best, LINE)


def _link(report: Report, name: str, ask: str) -> Line:
    span: Span | None = getattr(report.strength, name).span
    return Line(name, quoted(report.text, span, LINE) if span else None, ask)


def _prose(report: Report) -> str:
    """The text with all blanked that is no prose; places as in the text."""
    return analysis_copy(parse(report.text, meta=False))


def _answers(found: Overview, row: int) -> tuple[Question, ...]:
    fits = found.fits[row]
    columns = [
        column
        for column in range(len(found.questions))
        if fits[column].level in (FitLevel.STRONG, FitLevel.WORKABLE)
        and found.best(column, found.portfolio.chosen) == row
    ]
    columns.sort(key=lambda column: (-fits[column].score, column))
    chosen: dict[str, int] = {}
    for column in columns:
        chosen.setdefault(found.questions[column].theme, column)
    return tuple(found.questions[column] for column in list(chosen.values())[:ANSWERS])
