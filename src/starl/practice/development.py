"""Story development: a draft in 15 minutes, one section at a time, and how it compares with earlier ones."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from starl import __version__
from starl.coach.engine import check
from starl.content import content_text
from starl.errors import StarlError
from starl.model.report import Dimension, Pitfall
from starl.model.story import Section
from starl.model.story_record import VerdictSnapshot

SECONDS = 15 * 60
"""How long the exercise takes, as the specification sets it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One section of the exercise."""

    section: Section
    prompt: str
    seeds: tuple[str, ...]
    """Small questions that help to remember."""
    seconds: int
    """Of writing."""
    pause: int
    """Seconds of rest behind it; 0 for none."""


class Now(NamedTuple):
    """Where in the plan a moment is."""

    step: Step
    """What is written; in a pause, what comes next."""
    pausing: bool
    left: int
    """Seconds until the next step or pause; at least 1."""
    seed: str
    """The small question to show: they change at even distances within the step."""


@cache
def steps() -> tuple[Step, ...]:
    """The five steps in the order in which they are written."""
    return tuple(
        Step(
            section=Section(data["section"]),
            prompt=data["prompt"],
            seeds=tuple(data["seeds"]),
            seconds=round(data["minutes"] * 60),
            pause=data["pause"],
        )
        for data in tomllib.loads(content_text("development.toml"))["step"]
    )


def at_second(second: float) -> Now | None:
    """What is on at a second since the start; None when the time is over.

    Raises StarlError for a second before the start.
    """
    if second < 0:
        raise StarlError(f"second {second} is before the start; count from 0")
    plan = steps()
    starts = [0, *accumulate(step.seconds + step.pause for step in plan)]
    for number, (step, start) in enumerate(zip(plan, starts, strict=False)):
        done = int(second) - start
        if done < step.seconds:
            seed = step.seeds[done * len(step.seeds) // step.seconds]
            return Now(step, False, step.seconds - done, seed)
        if done < step.seconds + step.pause:
            coming = plan[number + 1]
            return Now(coming, True, step.seconds + step.pause - done, coming.seeds[0])
    return None


class Attempt(NamedTuple):
    """One draft as it is compared: its words and what the coach said."""

    words: int
    verdict: VerdictSnapshot | None
    """None where the text could not be judged."""


@dataclass(frozen=True, slots=True)
class Progress:
    """An attempt beside the one before it and the best of all."""

    attempt: Attempt
    earlier: int
    """How many attempts came before; with none, all that follows is empty."""
    score: int | None
    """Points more than the last time; below 0 for fewer."""
    best: bool
    """Whether no earlier attempt had a higher score."""
    rubric: dict[Dimension, int]
    """Points more on each dimension that changed."""
    words: int | None
    """Words more than the last time."""
    gone: tuple[Pitfall, ...]
    """Pitfalls of the last attempt that are gone."""
    new: tuple[Pitfall, ...]
    """Pitfalls that the last attempt did not have."""


def attempt(text: str) -> Attempt:
    """The attempt that a text is."""
    report = check(text)
    return Attempt(report.words, VerdictSnapshot.of(report, __version__) if report.judged else None)


def compare(now: Attempt, earlier: Sequence[Attempt]) -> Progress:
    """An attempt beside earlier ones of the same story, the oldest first.

    Score, rubric and pitfalls are compared with the last one that was judged.
    """
    judged = [one.verdict for one in earlier if one.verdict is not None]
    before, mine = (judged[-1] if judged else None), now.verdict
    words = now.words - earlier[-1].words if earlier else None
    if mine is None or before is None:
        return Progress(now, len(earlier), None, mine is not None, {}, words, (), ())
    rubric = {
        dimension: more
        for dimension in Dimension
        if (more := mine.rubric[dimension] - before.rubric[dimension])
    }
    return Progress(
        attempt=now,
        earlier=len(earlier),
        score=mine.score - before.score,
        best=mine.score >= max(verdict.score for verdict in judged),
        rubric=rubric,
        words=words,
        gone=tuple(pitfall for pitfall in before.pitfalls if pitfall not in mine.pitfalls),
        new=tuple(pitfall for pitfall in mine.pitfalls if pitfall not in before.pitfalls),
    )
