"""How well a story answers a question."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from starl.coach.story_features import StoryFeatures
from starl.coach.topics import topics
from starl.model.question import Question, Signal
from starl.model.report import Pitfall
from starl.model.story import Span


class FitLevel(StrEnum):
    """What would happen if the story were told to the question."""

    STRONG = "strong"
    """It answers the question as it stands."""
    WORKABLE = "workable"
    """It answers with another emphasis, or once it is told better."""
    STRETCH = "stretch"
    """It touches the question; the interviewer would ask for another story."""
    GAP = "gap"
    """It does not answer it."""


class Fit(NamedTuple):
    """How one story answers one question."""

    level: FitLevel
    score: float
    """0..1; the levels are bands of it (LEAST)."""
    why: str
    """One sentence."""
    span: Span | None
    """The words of the story that it rests on, as code points of its text."""


LEAST = {FitLevel.STRONG: 0.6, FitLevel.WORKABLE: 0.35, FitLevel.STRETCH: 0.2, FitLevel.GAP: 0.0}
"""The least score of each level: between what is best for the stories on which the topics were made (0.7 for strong)
and for stories of other authors, before the topics were extended by them (0.5)."""
_ANY_FAILURE = 0.95
"""How well a sound failure story is about a question that asks for any."""
_BASE = 0.65
"""What a story scores of its relevance without any of the signals that the question wants to hear."""
_MAIN = 0.7
"""The share of the question's weakest group of topics in the relevance; the mean has the rest."""
_CAPS = {
    Pitfall.NO_LEARNING: 0.59,
    Pitfall.BLAME: 0.34,
    Pitfall.TRIVIAL: 0.34,
    Pitfall.CATASTROPHIC: 0.34,
    Pitfall.HUMBLEBRAG: 0.34,
}
"""The most that a story can score in which a pitfall is flagged, whatever the question."""
_NOT_JUDGED = 0.3
_READS_AS = {
    Pitfall.NO_LEARNING: "no concrete learning is told yet",
    Pitfall.BLAME: "as told the fault lies with others",
    Pitfall.TRIVIAL: "as told nothing was at stake",
    Pitfall.CATASTROPHIC: "it may speak against your integrity or basic competence",
    Pitfall.HUMBLEBRAG: "it sounds like a strength dressed up as a failure",
}
_MISSES = {
    Signal.OWN: "your own part stays vague",
    Signal.HUMILITY: "the fault is not said plainly yet",
    Signal.LEARNING: "the learning stays general",
    Signal.RESILIENCE: "what you did once it had gone wrong is not told",
    Signal.CHANGE: "what you changed since is not told",
}


def fit(question: Question, story: StoryFeatures) -> Fit:
    """How well the story answers the question. The same arguments give the same answer.

    Relevance: how much the story tells of the topics that the question is about; of several groups, the weakest
    counts most. A question about no topic is answered by any failure. The signals that the question wants to hear
    (the rubric, and the change made) scale it; a flagged pitfall caps it.
    """
    relevance, topic = _relevance(question.about, story)
    wanted = [story.signals[signal] for signal in question.wants] or list(story.signals.values())
    score = relevance * (_BASE + (1 - _BASE) * sum(wanted) / len(wanted))
    worst = min(story.pitfalls, key=_CAPS.__getitem__, default=None)
    most = _NOT_JUDGED if not story.judged else 1.0 if worst is None else _CAPS[worst]
    capped = score > most
    score = round(min(score, most), 3)
    level = level_of(score)
    return Fit(level, score, *_why(question, story, level, topic, worst if capped else None))


def matrix(questions: Sequence[Question], stories: Sequence[StoryFeatures]) -> list[list[Fit]]:
    """The fit of each story (rows) to each question (columns)."""
    return [[fit(question, story) for question in questions] for story in stories]


def level_of(score: float) -> FitLevel:
    """The level of a score.

    >>> level_of(0.9).value, level_of(0.0).value
    ('strong', 'gap')
    """
    for level, least in LEAST.items():
        if score >= least:
            return level
    return FitLevel.GAP


def _relevance(about: tuple[tuple[str, ...], ...], story: StoryFeatures) -> tuple[float, str | None]:
    """How much the story is about these topics, 0..1, and the topic to speak of: the one that it tells least."""
    if not about:
        return _ANY_FAILURE, None
    told = [max((story.strengths.get(name, 0.0), name) for name in group) for group in about]
    weakest, name = min(told)
    if not weakest:
        name = about[told.index((weakest, name))][0]
    mean = sum(strength for strength, _ in told) / len(told)
    return _MAIN * weakest + (1 - _MAIN) * mean, name


def _why(
    question: Question, story: StoryFeatures, level: FitLevel, topic: str | None, pitfall: Pitfall | None
) -> tuple[str, Span | None]:
    if not story.judged:
        return "The coach cannot judge it as a failure story yet.", None
    if topic is None:
        span, quote = story.own, story.own_quote
        said = "It tells of a failure" + (f" and your part in it: “{quote}”" if quote else "")
    else:
        tells, span, quote = topics()[topic].tells, story.evidence.get(topic), story.quotes.get(topic, "")
        if level is FitLevel.GAP:
            return _ended(f"It hardly speaks of {tells}" + (f": “{quote}”" if quote else "")), span
        verb = "touches" if level is FitLevel.STRETCH and pitfall is None else "tells of"
        said = f"It {verb} {tells}" + (f": “{quote}”" if quote else ", though not in so many words")
    but = _READS_AS[pitfall] if pitfall else None
    if but is None and level is not FitLevel.STRONG:
        low = [signal for signal in question.wants if story.signals[signal] < 0.5]
        but = _MISSES[low[0]] if low else None
    return _ended(f"{said}; but {but}" if but else said), span


def _ended(said: str) -> str:
    """With a full stop, unless the person's own words at the end bring one."""
    return said if said.endswith((".”", "!”", "?”")) else f"{said}."
