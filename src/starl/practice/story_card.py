"""What a portfolio says of one story: its skills, its insight, where it was used, how fresh it is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from starl.coach.story_features import StoryFeatures, quoted
from starl.model.practice import Card
from starl.model.story import Span
from starl.model.story_record import StoryRecord
from starl.practice.days import local_day
from starl.text.markdown import parse

OFTEN = 4
"""Interviews in which one story is told before it begins to sound learned by heart."""
_QUOTE = 120


class Use(Protocol):
    """A story told in a real interview."""

    @property
    def story(self) -> str:
        """The id of the story."""

    @property
    def date(self) -> dt.date:
        """The day of the interview."""

    @property
    def question(self) -> str | None:
        """The id of the question that it answered."""

    @property
    def company(self) -> str:
        """Where it was told."""


class Usage(NamedTuple):
    """How a story was used."""

    times: int
    last: dt.date | None
    companies: tuple[str, ...]
    """In alphabetical order."""
    twice: tuple[str, ...]
    """Companies that heard it more than once; two interviewers compare notes."""

    @property
    def overused(self) -> bool:
        """Whether to rest it: told twice at one company, or more often than OFTEN."""
        return bool(self.twice) or self.times > OFTEN


class Freshness(NamedTuple):
    """How long ago, in days; None where there is no such day."""

    event: int | None
    revision: int
    review: int | None
    """Since its card was last reviewed."""


class StoryCard(NamedTuple):
    """One story in the portfolio."""

    record: StoryRecord
    skills: tuple[str, ...]
    skills_suggested: bool
    """True: found in the text by the coach. False: the person's, from `skills: [...]` in the front matter."""
    insight: str | None
    """What the person says the story shows of them: `insight: ...` in the front matter."""
    insight_question: str | None
    """Where it is missing: a question that helps to find it."""
    usage: Usage
    freshness: Freshness


class Front(NamedTuple):
    """What the person says of a story in its front matter."""

    skills: tuple[str, ...]
    insight: str | None


def front(text: str) -> Front:
    """The skills and the insight in a text's front matter."""
    meta = parse(text).meta
    return Front(_listed(meta.get("skills")), " ".join(str(meta.get("insight") or "").split()) or None)


def story_card(
    record: StoryRecord,
    found: StoryFeatures,
    said: Front,
    now: dt.datetime,
    card: Card | None = None,
    uses: Sequence[Use] = (),
) -> StoryCard:
    """What there is to say of a story.

    now: with the person's time zone. card: its card in spaced review; uses: those of this story.
    """
    return StoryCard(
        record=record,
        skills=said.skills or found.skills,
        skills_suggested=not said.skills,
        insight=said.insight,
        insight_question=None if said.insight else _ask(found),
        usage=usage(uses),
        freshness=_freshness(record, card, now),
    )


def usage(uses: Sequence[Use]) -> Usage:
    """What the uses of one story come to. Case does not count in the name of a company."""
    names = {use.company.strip().casefold(): use.company.strip() for use in uses}
    times = Counter(use.company.strip().casefold() for use in uses)
    return Usage(
        times=len(uses),
        last=max((use.date for use in uses), default=None),
        companies=tuple(sorted(name for name in names.values() if name)),
        twice=tuple(sorted(names[key] for key, number in times.items() if key and number > 1)),
    )


def _ask(found: StoryFeatures) -> str:
    """The question whose answer is the insight; the person's own words where there are some."""
    if found.lesson:
        words = quoted(found.lesson, Span(0, len(found.lesson)), _QUOTE)
        return f"You wrote: “{words}” What does that say about how you work, beyond this one project?"
    if found.own_quote:
        return f"You wrote: “{found.own_quote}” What do you know about yourself since then?"
    return "If a listener keeps one thing about you from this story, what should it be?"


def _listed(value: object) -> tuple[str, ...]:
    given = value if isinstance(value, list) else [] if value is None else str(value).split(",")
    return tuple(dict.fromkeys(text for item in given if (text := " ".join(str(item).split()))))


def _freshness(record: StoryRecord, card: Card | None, now: dt.datetime) -> Freshness:
    today = now.date()
    reviewed = card.last_review if card else None
    return Freshness(
        event=(today - record.date).days if record.date else None,
        revision=(today - local_day(record.updated, now)).days,
        review=(today - local_day(reviewed, now)).days if reviewed else None,
    )
