"""A mock interview as Markdown: what was asked and said, and the debrief."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from starl.model.mock import Debrief, DrillTip, Mock, Pick, Round, RoundDebrief, Said
from starl.model.report import Dimension
from starl.practice.follow_ups import wordings

_OF_A_STORY = ("30s", "90s", "3min")
"""Drills that are about one story."""


def as_markdown(mock: Mock, date: dt.date) -> str:
    """The session as a document; without a debrief where it is not done."""
    return "\n".join(_lines(mock, date)).rstrip() + "\n"


def _lines(mock: Mock, date: dt.date) -> Iterator[str]:
    yield f"# Mock interview of {date.isoformat()}"
    yield ""
    count = len(mock.rounds)
    yield (
        f"{count} {'question' if count == 1 else 'questions'}, {mock.focus or 'a bit of everything'}; "
        f"{mock.strictness.value}, {mock.minutes:g} minutes an answer."
    )
    if mock.debrief is None:
        yield ""
        yield "Not finished."
    found = mock.debrief.rounds if mock.debrief else ()
    for at, asked in enumerate(mock.rounds):
        yield ""
        yield f"## {at + 1}. {_plain(asked.question.text)}"
        yield from _asked(asked)
        if at < len(found):
            yield from _round(found[at])
    if mock.debrief is not None:
        yield ""
        yield "## The whole"
        yield from _whole(mock, mock.debrief)


def _asked(asked: Round) -> Iterator[str]:
    yield ""
    yield from _quoted(asked.answer)
    for item in asked.follow_ups:
        yield ""
        yield f"**{_plain(item.text)}**{' (asked by your language model)' if item.by_model else ''}"
        yield ""
        yield from _quoted(item.reply)


def _quoted(said: Said | None) -> Iterator[str]:
    if said is None:
        yield "(not answered)"
    elif not said.text.strip():
        yield "(passed)"
    else:
        for line in said.text.strip().splitlines():
            yield f"> {line}".rstrip()


def _round(one: RoundDebrief) -> Iterator[str]:
    yield ""
    if one.told is not None:
        yield f"- Story: {_pick(one.told)}"
    elif one.words:
        yield "- Story: a new one, not in the journal yet"
    if one.better is not None:
        yield f"- Would have fitted better: {_pick(one.better)}"
    for weak in one.open:
        quote = f" (“{_plain(weak.quote)}”)" if weak.quote else ""
        yield f"- Left open: {wordings()[weak.kind].thought}{quote}"
    if one.closed:
        yield f"- Settled by a reply: {', '.join(wordings()[kind].settles for kind in one.closed)}"
    if one.words and not one.judged:
        yield "- Not scored: the coach cannot read it as a failure story"
    for item in one.heard:
        quotes = "".join(f" “{_plain(quote)}”" for quote in item.quotes)
        yield f"- {named(item.dimension)}: {item.score}/4. {item.why}{quotes}"


def _whole(mock: Mock, debrief: Debrief) -> Iterator[str]:
    if debrief.scores:
        yield ""
        yield "| | you | coach |"
        yield "|---|---|---|"
        own = mock.assessment or {}
        for dimension, score in debrief.scores.items():
            yield f"| {named(dimension)} | {own.get(dimension, '')} | {score:g} |"
    yield ""
    yield from (f"- {line}" for line in debrief.said)
    if debrief.drills:
        yield ""
        yield "Drills:"
        yield ""
        yield from (f"- `{drill_command(tip)}`: {tip.why}" for tip in debrief.drills)


def drill_command(tip: DrillTip) -> str:
    """What to type for a drill; STORY stands for the story where it needs one.

    >>> drill_command(DrillTip("90s", "01abc", ""))
    'starl drill 90s STORY'
    """
    return f"starl drill {tip.drill}{' STORY' if tip.drill in _OF_A_STORY else ''}"


def named(dimension: Dimension) -> str:
    """A dimension as people read it.

    >>> named(Dimension.SELF_AWARENESS)
    'Self-awareness'
    """
    return dimension.value.replace("_", "-").capitalize()


def _pick(pick: Pick) -> str:
    return f"“{_plain(pick.title)}” ({pick.level}). {_plain(pick.why)}"


def _plain(text: str) -> str:
    """On one line, with nothing that Markdown would take for a mark."""
    line = " ".join(text.split())
    for mark in "\\`*_[]<>#|":
        line = line.replace(mark, f"\\{mark}")
    return line
