"""The debrief of a mock interview: what each answer may have left, which story it was, and what to practise next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from starl.coach.document import WORDS_A_MINUTE, word_list
from starl.coach.engine import check
from starl.coach.fit import Fit, FitLevel, fit
from starl.coach.story_features import StoryFeatures, quoted
from starl.coach.weaknesses import DEPTH
from starl.model.mock import Debrief, DrillTip, Heard, Mock, Pick, Round, RoundDebrief, Weakness
from starl.model.question import Question
from starl.model.report import Dimension
from starl.practice.follow_ups import left_open
from starl.practice.story_match import match

DRILLS = 3
"""Drills that a debrief proposes."""
_BETTER = 0.1
"""How much better (in the fit's score, 0..1) another story must answer the question to be named."""
_NEAR = 0.75
"""How far the person's own view may be from the scores, of 4, and still agree with them."""
_TOO_LONG = 1.3
"""An answer that takes so many times the minutes set is long."""
_NO_HARM = (Weakness.NO_RESULT, Weakness.HIDES_DAMAGE, Weakness.NO_SCALE, Weakness.TRIVIAL)
_NO_PART = (Weakness.BLAME, Weakness.WE, Weakness.PASSIVE, Weakness.PART, Weakness.HUMBLEBRAG)
_NO_LEARNING = (Weakness.NO_LEARNING, Weakness.PLATITUDE, Weakness.OTHERS_LESSON, Weakness.NOT_APPLIED)


class Story(NamedTuple):
    """A story of the journal, as the debrief needs it."""

    id: str
    title: str
    text: str
    features: StoryFeatures


def debrief(mock: Mock, stories: Sequence[Story]) -> Debrief:
    """The debrief of an assessed session, with the stories of the person as they are now."""
    rounds = tuple(_round(one, stories) for one in mock.rounds)
    judged = [one for one in rounds if one.judged]
    scores = {
        dimension: round(sum(_score(one, dimension) for one in judged) / len(judged), 2)
        for dimension in (Dimension if judged else ())
    }
    said = (*_whole(mock, rounds), *compared(scores, mock.assessment or {}))
    return Debrief(rounds, scores, said, tuple(_drills(mock, rounds, stories)))


def compared(scores: dict[Dimension, float], own: dict[Dimension, int]) -> Iterator[str]:
    """How the person's own view compares with the scores, in a sentence or two."""
    apart = {dimension: own[dimension] - scores[dimension] for dimension in own if dimension in scores}
    higher = [dimension for dimension, gap in apart.items() if gap > _NEAR]
    lower = [dimension for dimension, gap in apart.items() if gap < -_NEAR]
    if higher:
        yield f"You saw more than the coach did in {_listed(higher)}: look at what it read there, and judge for yourself."
    if lower:
        yield f"In {_listed(lower)} more came across than you thought."
    if apart and not higher and not lower:
        yield "You saw yourself much as the coach does."


def _listed(dimensions: Sequence[Dimension]) -> str:
    names = [dimension.value.replace("_", "-") for dimension in dimensions]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _score(one: RoundDebrief, dimension: Dimension) -> int:
    return next(item.score for item in one.heard if item.dimension is dimension)


def _round(asked: Round, stories: Sequence[Story]) -> RoundDebrief:
    text = asked.text
    report = check(text)
    still = left_open(asked)
    open_kinds = {weak.kind for weak in still}
    dug = dict.fromkeys(item.kind for item in asked.follow_ups if item.reply and item.reply.text.strip())
    told, better = _stories(asked.question, text, stories)
    heard = tuple(
        Heard(dimension, found.score, found.why, tuple(quoted(text, span, 200) for span in found.spans))
        for dimension, found in report.rubric.items()
    )
    return RoundDebrief(
        words=len(word_list(text.lower())),
        judged=report.judged,
        heard=heard if report.judged else (),
        open=tuple(weak for weak in still if weak.kind not in DEPTH),
        closed=tuple(kind for kind in dug if kind is not None and kind not in open_kinds),
        told=told,
        better=better,
    )


def _stories(question: Question, text: str, stories: Sequence[Story]) -> tuple[Pick | None, Pick | None]:
    """The story that was told, and one that answers the question clearly better."""
    found = match(text, {story.id: story.text for story in stories})
    fits = {story.id: (fit(question, story.features), story) for story in stories}
    told = fits[found.story] if found else None
    best = max(fits.values(), key=lambda item: item[0].score, default=None)
    better = None
    if best is not None and best[0].level in (FitLevel.STRONG, FitLevel.WORKABLE):
        if told is not None:
            worth = best[0].score >= told[0].score + _BETTER and best[0].level is not told[0].level
        else:
            new = fit(question, StoryFeatures.of(text, check(text)))
            worth = not text or best[0].score >= new.score + _BETTER
        better = _pick(*best) if worth else None
    return (_pick(*told) if told else None), better


def _pick(found: Fit, story: Story) -> Pick:
    return Pick(story.id, story.title, found.level.value, found.why)


def _whole(mock: Mock, rounds: Sequence[RoundDebrief]) -> Iterator[str]:
    """The session in a few sentences."""
    passed = sum(not one.text for one in mock.rounds)
    good = sum(one.judged and not one.open for one in rounds)
    answered = len(rounds) - passed
    if passed:
        yield f"You passed {'one question' if passed == 1 else f'{passed} questions'}."
    if answered and not good:
        yield "Each answer left something to ask; what it was stands beside it."
    elif answered:
        yield f"{good} of {answered} {'answer' if answered == 1 else 'answers'} left nothing open."
    closed = sum(len(one.closed) for one in rounds)
    if closed:
        yield f"Replies to follow-ups that settled what was open: {closed}. Say that part right away next time."
    told = [one.told.title for one in rounds if one.told]
    for title in dict.fromkeys(title for title in told if told.count(title) > 1):
        yield f"You told “{title}” {told.count(title)} times; an interviewer hopes for another one."


def _drills(mock: Mock, rounds: Sequence[RoundDebrief], stories: Sequence[Story]) -> Iterator[DrillTip]:
    """What to practise, the most useful first: what is open most often, then what is always good."""
    proposals: dict[str, DrillTip] = {}

    def propose(drill: str, story: str | None, why: str) -> None:
        proposals.setdefault(drill, DrillTip(drill, story, why))

    for kinds, drill, why in (
        (_NO_PART, "pushback", "Your own part was hard to hear: practise saying it when somebody presses."),
        (
            _NO_LEARNING,
            "learning",
            "The learning stayed open: practise it alone, with the last time you used it.",
        ),
        (
            _NO_HARM,
            "opening",
            "What was at stake came late or not at all: practise a first sentence that has it.",
        ),
    ):
        hit = next((one for one in rounds if any(weak.kind in kinds for weak in one.open)), None)
        if hit is not None:
            propose(drill, hit.told.story if hit.told else None, why)
    if stories and any(one.better or (one.words == 0) for one in rounds):
        propose(
            "retrieval", None, "Another of your stories would have answered better: practise finding it fast."
        )
    first = next((one.told.story for one in rounds if one.told), stories[0].id if stories else None)
    long = _longest(mock, rounds)
    if long is not None and first is not None:
        story = long.told.story if long.told else first
        propose("90s", story, "An answer ran long: practise the ninety-second version.")
    if first is not None:
        propose(
            "retrieval",
            None,
            "Which story for which question: the faster you find it, the calmer you tell it.",
        )
        propose("30s", first, "A story that also works in half a minute is one you know well.")
    propose("opening", first, "The first sentence decides how the rest is heard.")
    propose("learning", first, "The learning is what the question is asked for.")
    propose("pushback", first, "An interviewer who presses is easier to answer the second time.")
    yield from list(proposals.values())[:DRILLS]


def _longest(mock: Mock, rounds: Sequence[RoundDebrief]) -> RoundDebrief | None:
    limit = mock.minutes * _TOO_LONG
    for asked, one in zip(mock.rounds, rounds, strict=True):
        if asked.answer is None:
            continue
        spoken = asked.answer.seconds / 60 if asked.answer.take and asked.answer.seconds else None
        minutes = spoken or len(word_list(asked.answer.text.lower())) / WORDS_A_MINUTE
        if minutes > limit:
            return one
    return None
