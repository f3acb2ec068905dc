"""Drills: one thing at a time, in a minute or three, judged on that thing only."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from starl.coach import reframing_words, told_words
from starl.coach.document import WORDS_A_MINUTE, word_list
from starl.coach.fit import Fit, FitLevel, fit
from starl.coach.reframing import FEWEST_WORDS, judge
from starl.coach.replies import settles
from starl.coach.weaknesses import weaknesses
from starl.content import content_text
from starl.errors import StarlError
from starl.model.mock import Weakness
from starl.model.question import Question
from starl.model.reframing import Point, Standing
from starl.practice.debrief import Story
from starl.practice.follow_ups import shuffled
from starl.practice.story_match import numbers

RETRIEVAL_SECONDS = 10
"""To name a story, once the question is read."""
SLACK = 0.15
"""How far over its words a version may be: nobody speaks to the second."""
_THIN = 0.6
"""Below this share of its words a version leaves out more than it must."""
_LONGEST_OPENING = 35
"""Words of a first sentence that a listener still holds in mind: 15 seconds. Our own choice."""


class Drill(StrEnum):
    """The kinds of drills."""

    RETRIEVAL = "retrieval"
    THIRTY = "30s"
    NINETY = "90s"
    THREE_MINUTES = "3min"
    PUSHBACK = "pushback"
    OPENING = "opening"
    LEARNING = "learning"


OF_A_STORY = (Drill.THIRTY, Drill.NINETY, Drill.THREE_MINUTES)
"""Those that tell one story in a set time."""
SECONDS = {
    Drill.RETRIEVAL: RETRIEVAL_SECONDS,
    Drill.THIRTY: 30,
    Drill.NINETY: 90,
    Drill.THREE_MINUTES: 180,
    Drill.PUSHBACK: 45,
    Drill.OPENING: 15,
    Drill.LEARNING: 30,
}
"""How long each takes."""


class DrillPoint(NamedTuple):
    """One thing that the drill looks at."""

    name: str
    met: bool
    says: str


class DrillResult(NamedTuple):
    """What a drill says of a go at it."""

    drill: Drill
    points: tuple[DrillPoint, ...]
    words: int
    budget: int | None
    """Words that the time holds; None where they do not matter."""

    @property
    def met(self) -> bool:
        """Whether all points are met."""
        return all(point.met for point in self.points)


def budget(drill: Drill) -> int:
    """The words that a drill's time holds, at 140 words a minute.

    >>> budget(Drill.THIRTY), budget(Drill.NINETY), budget(Drill.THREE_MINUTES)
    (70, 210, 420)
    """
    return round(SECONDS[drill] / 60 * WORDS_A_MINUTE)


@cache
def _asks() -> dict[str, tuple[str, ...]]:
    return {name: tuple(table["ask"]) for name, table in tomllib.loads(content_text("drills.toml")).items()}


def prompt(drill: Drill, *, seed: str, title: str = "your story") -> str:
    """What the person is asked to do. The seed chooses among the wordings. Raises StarlError for retrieval, where
    the question itself is the prompt."""
    if drill is Drill.RETRIEVAL:
        raise StarlError("the retrieval drill asks a question of the bank; it has no prompt of its own")
    if drill.value in _asks():
        return min(_asks()[drill.value], key=lambda text: shuffled(seed, text))
    long = {
        Drill.THIRTY: "thirty seconds",
        Drill.NINETY: "ninety seconds",
        Drill.THREE_MINUTES: "three minutes",
    }
    return f"Tell “{title}” in {long[drill]}: about {budget(drill)} words. Result and learning must stay in."


def named(said: str, stories: Sequence[Story]) -> str | None:
    """The id of the story that was named by any part of its title; None where no title has it."""
    wanted = " ".join(said.split()).casefold()
    return next((story.id for story in stories if wanted and wanted in story.title.casefold()), None)


def retrieval(question: Question, stories: Sequence[Story], named: str | None, seconds: float) -> DrillResult:
    """Whether the story named (by its id; None for none) answers the question, and whether it came in time."""
    fits = {story.id: fit(question, story.features) for story in stories}
    titles = {story.id: story.title for story in stories}
    best = max(fits, key=lambda story: fits[story].score, default=None)
    found = fits.get(named) if named else None
    in_time = seconds <= RETRIEVAL_SECONDS
    return DrillResult(
        Drill.RETRIEVAL,
        (
            DrillPoint(
                "in time",
                in_time and named is not None,
                f"{seconds:.0f} of {RETRIEVAL_SECONDS} seconds." if named else "No story was named.",
            ),
            DrillPoint(
                "it fits",
                *_fits(found, fits.get(best) if best else None, titles.get(best or "", ""), named == best),
            ),
        ),
        0,
        None,
    )


def _fits(found: Fit | None, best: Fit | None, title: str, is_best: bool) -> tuple[bool, str]:
    answers = (FitLevel.STRONG, FitLevel.WORKABLE)
    if best is None:
        return False, "There is no story in the journal yet; write one first."
    other = f" “{title}” would be {best.level.value}: {best.why}"
    if best.level not in answers and (found is None or is_best):
        return found is not None, "None of your stories answers it well yet; that is a gap to fill."
    if found is None:
        return False, other.strip()
    if found.level in answers:
        ahead = best.level is FitLevel.STRONG and found.level is not FitLevel.STRONG
        return True, f"It is {found.level.value}: {found.why}{other if ahead else ''}"
    return False, f"It is a {found.level.value}: {found.why}{other}"


def version(drill: Drill, text: str, story: str) -> DrillResult:
    """Whether a short version of a story keeps to its time, and result and learning survive.

    story: the text as it is written, whose numbers the version must not change.
    """
    words, most = len(word_list(text.lower())), budget(drill)
    kinds = {weak.kind for weak in weaknesses(text)}
    whole = Weakness.MORE not in kinds and words > 0
    result = whole and not kinds & {Weakness.NO_RESULT, Weakness.HIDES_DAMAGE, Weakness.TRIVIAL}
    learning = whole and not kinds & {Weakness.NO_LEARNING, Weakness.PLATITUDE, Weakness.OTHERS_LESSON}
    return DrillResult(
        drill,
        (
            DrillPoint("time", *_in_time(words, most)),
            DrillPoint(
                "result",
                result,
                "What it cost is in it." if result else "What came of it, and for whom, got lost.",
            ),
            DrillPoint(
                "learning", learning, "The learning is in it." if learning else "The learning got lost."
            ),
            DrillPoint("numbers", *_numbers(text, story)),
        ),
        words,
        most,
    )


def _in_time(words: int, most: int) -> tuple[bool, str]:
    if words > most * (1 + SLACK):
        return False, f"{words} words where {most} fit: which sentence would nobody miss?"
    if words < most * _THIN:
        return False, f"{words} words where {most} fit: there is room for more of what happened."
    return True, f"{words} words where {most} fit."


def _numbers(text: str, story: str) -> tuple[bool, str]:
    written = set(numbers(story))
    new = [number for number in numbers(text) if number not in written]
    if new:
        return False, f"{', '.join(map(str, new[:3]))}: not in the story as you wrote it. Which one is right?"
    return True, "No number differs from the story as you wrote it."


def pushback(reply: str) -> DrillResult:
    """Whether a reply to an interviewer who presses owns the part, and does so plainly."""
    found = judge(reply)
    words = found.words
    if not found.points:
        return DrillResult(
            Drill.PUSHBACK,
            (DrillPoint("enough", False, f"{found.note or 'Too little to judge'}."),),
            words,
            None,
        )
    points = tuple(
        DrillPoint(
            name,
            found.points[point].standing is Standing.MET,
            " ".join((found.points[point].why, found.points[point].ask)).strip(),
        )
        for name, point in (("your part", Point.OWNS), ("plain", Point.PLAIN))
    )
    return DrillResult(Drill.PUSHBACK, points, words, budget(Drill.PUSHBACK))


def opening(text: str) -> DrillResult:
    """Whether a first sentence says who, what and what was at stake, without hedging."""
    return DrillResult(Drill.OPENING, tuple(_opening(text)), len(word_list(text.lower())), _LONGEST_OPENING)


def _opening(text: str) -> Iterator[DrillPoint]:
    plain = " ".join(text.lower().replace("’", "'").split())
    words = word_list(plain)
    who = bool({"i", "i'd", "i'm", "i've", "my"} & set(words))
    yield DrillPoint("who", who, "You are in it." if who else "Where are you in it?")
    what = told_words.PLACE.search(plain) or told_words.TIME.search(plain)
    yield DrillPoint("what", what is not None, "One can place it." if what else "What was it, where, when?")
    stake = told_words.WHO.search(plain) or told_words.HARM.search(plain) or told_words.AMOUNT.search(plain)
    yield DrillPoint(
        "stakes", stake is not None, "One hears whom it touches." if stake else "Who depended on it?"
    )
    hedge = reframing_words.HEDGE.search(plain)
    yield DrillPoint(
        "no hedging", hedge is None, f"“{hedge[0]}” takes it back." if hedge else "It stands as it is said."
    )
    short = 0 < len(words) <= _LONGEST_OPENING
    yield DrillPoint(
        "short", short, f"{len(words)} words; {_LONGEST_OPENING} are what one listens to before the point."
    )


def learning(text: str) -> DrillResult:
    """Whether a learning told alone is concrete, and was put to use."""
    words = len(word_list(text.lower()))
    found = judge(text)
    if not found.points:
        note = found.note or f"Tell it in {FEWEST_WORDS} words or more"
        return DrillResult(Drill.LEARNING, (DrillPoint("enough", False, f"{note}."),), words, None)
    standing = found.points[Point.LEARNING].standing
    used = standing is Standing.MET or settles(Weakness.NOT_APPLIED, text)
    concrete = standing is not Standing.MISSING
    return DrillResult(
        Drill.LEARNING,
        (
            DrillPoint(
                "concrete",
                concrete,
                "Somebody else could act on it." if concrete else found.points[Point.LEARNING].ask,
            ),
            DrillPoint(
                "used",
                used,
                "You say where it was used." if used else "When did you last do it, and what came of it?",
            ),
        ),
        words,
        budget(Drill.LEARNING),
    )
