"""The three papers: the stories in full, the cheat sheet, the review pack."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from starl.model.story import Section
from starl.paper.blocks import Block, Kind, Paper, block
from starl.paper.gather import Told, day
from starl.paper.prose import story_blocks
from starl.practice.cheat_sheet import Line, SheetStory

ANSWERS = 8
"""Questions that a review pack names for a story at most."""
TAKES = 5
"""Rehearsals that it names at most."""
THEMES = "Themes: "
_PRIVATE = ("P001", "P002", "P003", "P004", "P005")
_DOOR = (
    "Which of these would I tell to a friend, just as it was?",
    "What was mine in it? Can I say it in one sentence, without “we”?",
    "What do I do differently since, and when did it last hold?",
)


class Sheet(NamedTuple):
    """One story of a cheat sheet, and what is likely asked about it."""

    story: SheetStory
    told: Told


def stories_paper(told: Sequence[Told]) -> Paper:
    """The stories in full."""
    blocks = tuple(chain.from_iterable(_whole(item) for item in told))
    if len(told) == 1:
        (only,) = told
        about = about_story(only.record.date, only.record.themes)
        return Paper(blocks[0].text, about, blocks, keywords=only.record.themes)
    return Paper("My stories", f"{len(told)} stories", blocks)


def sheet_paper(rows: Sequence[Sheet], subtitle: str = "") -> Paper:
    """The cheat sheet: one line a section in the person's own words, and what to expect."""
    blocks = list(chain.from_iterable(_on_sheet(row) for row in rows))
    blocks.append(block(Kind.HEADING, "Ask yourself at the door", 1))
    blocks += [block(Kind.ITEM, text, 1) for text in _DOOR]
    return Paper("Cheat sheet", subtitle, tuple(blocks), sheet=True)


def pack_paper(told: Sequence[Told]) -> Paper:
    """The review pack: each story with the coach's report, what it answers, and how it was practised."""
    blocks = list(chain.from_iterable(_in_pack(item) for item in told))
    titles = [item.title for item in told if _private(item)]
    if titles:
        blocks.append(
            block(
                Kind.NOTE,
                "This pack holds names, addresses or secrets of others, as the coach reads it "
                f"({', '.join(sorted(set().union(*map(_private, told))))}; in: {'; '.join(titles)}). "
                "It is for you; look through it before you hand it on.",
            )
        )
    title = blocks[0].text if len(told) == 1 else "Review pack"
    return Paper(
        title, "For review: the story, what the coach says, what may be asked, and practice", tuple(blocks)
    )


def _whole(told: Told) -> Iterator[Block]:
    yield block(Kind.HEADING, told.title, 1)
    yield from story_blocks(told.story)


def about_story(date: object, themes: Sequence[str]) -> str:
    """The line below a story's title: its day, if any, and its themes; `read_about` reads it."""
    return " · ".join([*([str(date)] if date else []), *([THEMES + ", ".join(themes)] if themes else [])])


def read_about(line: str) -> tuple[dt.date | None, list[str], str]:
    """The day and the themes in such a line, and what else is in it.

    >>> read_about("2025-03-14 · Themes: testing, data")
    (datetime.date(2025, 3, 14), ['testing', 'data'], '')
    """
    date, themes, rest = None, list[str](), []
    for part in line.split(" · "):
        try:
            date = dt.date.fromisoformat(part.strip())
        except ValueError:
            if part.startswith(THEMES):
                themes = [theme.strip() for theme in part[len(THEMES) :].split(",") if theme.strip()]
            else:
                rest.append(part)
    return date, themes, " · ".join(rest)


def _on_sheet(row: Sheet) -> Iterator[Block]:
    story = row.story
    yield block(Kind.HEADING, row.told.title, 1)
    for line in story.lines:
        yield _line(line)
    statement = row.told.report.strength.statement
    links = " → ".join(link.said or f"? {link.ask}" for link in story.chain)
    yield block(
        Kind.TERM, statement if statement and len(statement) <= len(links) else links, label="Strength"
    )
    if story.figures:
        yield block(Kind.TERM, " · ".join(story.figures), label="Numbers")
    if story.answers:
        yield block(Kind.TERM, " · ".join(question.text for question in story.answers), label="Answers")
    if row.told.follow_ups:
        yield block(Kind.TERM, " · ".join(row.told.follow_ups), label="Expect")


def _line(line: Line) -> Block:
    name = line.name.capitalize()
    return (
        block(Kind.TERM, line.said, label=name)
        if line.said
        else block(Kind.TERM, f"? {line.ask}", label=name)
    )


def _in_pack(told: Told) -> Iterator[Block]:
    yield from _whole(told)
    yield from _coach(told)
    yield block(Kind.HEADING, "What it answers", 2)
    for question in told.answers[:ANSWERS]:
        yield block(Kind.ITEM, question.text, 1)
    if not told.answers:
        yield block(Kind.TEXT, "No question of the bank so far.")
    elif len(told.answers) > ANSWERS:
        yield block(Kind.TEXT, f"And {len(told.answers) - ANSWERS} more.")
    if told.follow_ups:
        yield block(Kind.HEADING, "Likely follow-ups", 2)
        yield from (block(Kind.ITEM, text, 1) for text in told.follow_ups)
    yield block(Kind.HEADING, "Practice", 2)
    yield from _practice(told)


def _coach(told: Told) -> Iterator[Block]:
    report = told.report
    yield block(Kind.HEADING, "What the coach says", 2)
    if not report.judged:
        yield block(Kind.TEXT, "This does not read as a story of a failure yet, so nothing in it was judged.")
        return
    verdict = report.verdict
    yield block(Kind.TERM, f"{verdict.score}/100{', ready' if verdict.ready else ''}", label="Score")
    for dimension, reading in report.rubric.items():
        name = dimension.value.replace("_", " ").capitalize()
        yield block(Kind.TERM, f"{reading.score}/4. {reading.why}", label=name)
    for name, link in (
        ("Weakness", report.strength.weakness),
        ("Lesson", report.strength.learning),
        ("Change made", report.strength.improvement),
    ):
        yield block(Kind.TERM, " ".join(link.text.split()) if link.text else "not told yet", label=name)
    missing = [part.value for part in Section if report.sections[part].missing]
    if missing:
        yield block(Kind.TERM, ", ".join(missing), label="Missing")
    flagged = [name.value.replace("_", " ") for name, pitfall in report.pitfalls.items() if pitfall.flagged]
    if flagged:
        yield block(Kind.TERM, ", ".join(flagged), label="Could be heard as")
    for finding in report.findings:
        quote = " ".join(finding.evidence.split())
        said = f"“{quote[:120]}{'…' if len(quote) > 120 else ''}” " if quote else ""
        yield block(
            Kind.ITEM, f"{finding.code}, line {finding.line}: {said}{finding.message} {finding.question}", 1
        )


def _practice(told: Told) -> Iterator[Block]:
    card = told.card
    if card and card.stability is not None:
        yield block(
            Kind.TERM, f"{day(card.due)}; it stays for about {card.stability:.0f} days", label="Next review"
        )
    elif card:
        yield block(Kind.TERM, f"{day(card.due)}, for the first time", label="Next review")
    for take in told.takes[:TAKES]:
        took = f", {take.seconds:.0f} seconds" if take.seconds is not None else ""
        yield block(Kind.ITEM, f"{day(take.created)}: {take.source.value}{took}", 1)
    for use in told.uses:
        yield block(Kind.ITEM, f"{day(use.date)}: told{f' at {use.company}' if use.company else ''}", 1)
    if not (card or told.takes or told.uses):
        yield block(Kind.TEXT, "Not told aloud yet.")


def _private(told: Told) -> set[str]:
    return {finding.code for finding in told.report.findings if finding.code in _PRIVATE}
