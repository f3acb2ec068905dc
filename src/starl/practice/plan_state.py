"""What there is to plan with: the stories and how they stand, and what was practised so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from starl.model.attempt import Exercise
from starl.model.journal import EntryFilter, ExperienceStatus, Outcome
from starl.model.report import Dimension, Pitfall
from starl.model.story import Section

if TYPE_CHECKING:
    from starl.model.report import Report
    from starl.model.story_record import StoryRecord
    from starl.store.store import Store

WANTED = 3
"""Stories to prepare; the specification says 2-3."""
ENOUGH = 2
"""Stories from which on a step counts as done."""


class Place(StrEnum):
    """What a task or an action leads to, and what its id is."""

    INVENTORY = "inventory"
    ENTRY = "entry"
    """A new entry."""
    EXPERIENCE = "experience"
    """The experience of which a story is to be made."""
    STORY = "story"
    """The story, or a new one where there is no id."""
    EXERCISE = "exercise"
    """The name of the exercise (`Exercise`)."""
    QUESTION = "question"
    """The question of the bank."""
    CARDS = "cards"
    CHEAT_SHEET = "cheat_sheet"


class Target(NamedTuple):
    """Where a task or an action leads."""

    kind: Place
    id: str | None = None


@dataclass(frozen=True, slots=True)
class StoryState:
    """How one story stands."""

    id: str
    title: str
    score: int | None = None
    """0..100; None where the text cannot be judged yet."""
    ready: bool = False
    """The coach finds it sound."""
    missing: tuple[Section, ...] = ()
    learning: int = 0
    """0..4: the rubric's dimension."""
    flagged: tuple[Pitfall, ...] = ()
    told: int = 0
    """How often it was told: rehearsed, or in a real interview."""
    last_told: date | None = None


class Standing(NamedTuple):
    """What the coach says of a story, as far as a plan needs it; the fields are those of `StoryState`."""

    score: int | None
    ready: bool
    missing: tuple[Section, ...]
    learning: int
    flagged: tuple[Pitfall, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An experience that was kept, and is no story yet."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question that no story answers."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class PlanState:
    """All that a plan is made of."""

    stories: tuple[StoryState, ...] = ()
    """The best first."""
    waiting: tuple[Waiting, ...] = ()
    """The one with the most to tell first."""
    entries: int = 0
    lessons: int = 0
    """Entries with a lesson."""
    held: int = 0
    """Improvements that were looked at and held."""
    cards_due: int = 0
    exercises: Mapping[Exercise, int] = field(default_factory=dict)
    """How many attempts there are; of reframing, how many different scenarios."""
    gaps: tuple[Unanswered, ...] = ()
    """The ones to look at first."""


def gather(
    store: Store,
    now: datetime,
    *,
    takes: Mapping[str, Sequence[date]] | None = None,
    gaps: Iterable[Unanswered] = (),
    read: Callable[[Store, StoryRecord], Report | Standing] | None = None,
) -> PlanState:
    """The state of a journal. Every story outside of the bin is judged anew, some milliseconds each.

    now: with the person's time zone. takes: the days on which each story was rehearsed, by its id, instead of those of
    the journal's takes. read: gives the report on a story's newest text, or how it stands, where the caller has that.
    """
    read = read or judged_anew
    takes = store.takes.days_by_story(now.tzinfo or UTC) if takes is None else takes
    days = {story: list(told) for story, told in takes.items()}
    for use in store.uses.select():
        days.setdefault(use.story, []).append(use.date)
    exercises: Counter[Exercise] = Counter()
    for (kind, _), number in store.attempts.counts().items():
        exercises[kind] += 1 if kind is Exercise.REFRAMING else number
    stories = [
        _story(record, read(store, record), days.get(record.id, ())) for record in store.stories.select()
    ]
    kept = store.experiences.select([ExperienceStatus.KEPT])
    return PlanState(
        stories=tuple(sorted(stories, key=_best_first)),
        waiting=tuple(Waiting(item.id, item.title) for item in kept if item.story is None),
        entries=store.entries.number(),
        lessons=store.entries.number(EntryFilter(lesson=True)),
        held=sum(item.outcome is Outcome.HELD for item in store.improvements.select()),
        cards_due=sum(store.cards.count_due(now).values()),
        exercises=dict(exercises),
        gaps=tuple(gaps),
    )


def judged_anew(store: Store, record: StoryRecord) -> Report:
    """What the coach says of a story's newest text."""
    from starl.coach.engine import check

    return check(store.stories.text(record.id))


def kept_standing(store: Store, record: StoryRecord) -> Report | Standing:
    """How a story stands by what the coach said when it was saved, which is at once there; else judged anew.

    It is judged anew where another version of the coach judged, or the text has no headings that tell its sections.
    """
    from starl import __version__
    from starl.coach.document import Document, split
    from starl.coach.structure import told_in_passing
    from starl.text.markdown import parse

    verdict = record.verdict
    story = parse(store.stories.text(record.id), meta=False)
    if not story.has_headings or (verdict is not None and verdict.coach != __version__):
        return judged_anew(store, record)
    document = Document(story, *split(story), inferred=False)
    missing = tuple(
        section for section in Section if not document.of(section) and not told_in_passing(document, section)
    )
    if verdict is None:
        return Standing(None, False, missing, 0, ())
    learning = verdict.rubric[Dimension.LEARNING]
    return Standing(verdict.score, verdict.ready, missing, learning, verdict.pitfalls)


def _story(record: StoryRecord, found: Report | Standing, told: Sequence[date]) -> StoryState:
    standing = found if isinstance(found, Standing) else _standing(found)
    return StoryState(record.id, record.title, *standing, told=len(told), last_told=max(told, default=None))


def _standing(report: Report) -> Standing:
    return Standing(
        score=report.verdict.score if report.judged else None,
        ready=report.judged and report.verdict.ready,
        missing=tuple(section for section in Section if report.sections[section].missing),
        learning=report.rubric[Dimension.LEARNING].score,
        flagged=tuple(pitfall for pitfall, answer in report.pitfalls.items() if answer.flagged),
    )


def _best_first(story: StoryState) -> tuple[bool, int, str]:
    return not story.ready, -(story.score or 0), story.id
