"""A mock interview as a pure state machine: each step gives the next state, which can be kept and taken up again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from starl.errors import StarlError
from starl.model.mock import Debrief, FollowUp, Mock, Round, Said, Stage, Strictness
from starl.model.question import Question
from starl.model.report import Dimension
from starl.practice.follow_ups import MOST, next_follow_up

MOST_QUESTIONS = 10
MINUTES = 2.0
"""For an answer, unless the person says otherwise."""
SHORTEST, LONGEST = 0.5, 10.0
"""Minutes for an answer."""
MOST_CHARACTERS = 20_000
"""Of one answer: a quarter of an hour of talk and more."""


def begin(
    questions: Sequence[Question],
    *,
    strictness: Strictness = Strictness.USUAL,
    minutes: float = MINUTES,
    focus: str = "",
    seed: str = "",
) -> Mock:
    """A session of these questions. Raises StarlError for none, or more than ten, or a time nobody answers in."""
    if not 1 <= len(questions) <= MOST_QUESTIONS:
        raise StarlError(f"an interview has 1 to {MOST_QUESTIONS} questions, not {len(questions)}")
    if not SHORTEST <= minutes <= LONGEST:
        raise StarlError(f"an answer takes {SHORTEST} to {LONGEST:g} minutes, not {minutes:g}")
    rounds = tuple(Round(question) for question in questions)
    return Mock(rounds, strictness, float(minutes), focus, seed)


def put(mock: Mock) -> Mock:
    """The current question was put to the person. Where it was already, nothing changes."""
    if mock.stage is Stage.ANSWERING:
        return mock
    _need(mock, Stage.ASKING)
    return replace(mock, stage=Stage.ANSWERING)


def answer(mock: Mock, said: Said) -> Mock:
    """The person answered the question, or replied to the follow-up; with empty text they passed.

    What comes next is a follow-up, the next question, or the self-assessment. Raises StarlError where nothing was
    asked, or for an answer that is too long.
    """
    _need(mock, Stage.ANSWERING, Stage.FOLLOWING_UP)
    if len(said.text) > MOST_CHARACTERS:
        raise StarlError(
            f"the answer has {len(said.text)} characters; {MOST_CHARACTERS} are the most. Tell it in a few minutes"
        )
    asked = mock.rounds[mock.at]
    if mock.stage is Stage.ANSWERING:
        asked = replace(asked, answer=said)
    else:
        *before, last = asked.follow_ups
        asked = replace(asked, follow_ups=(*before, last._replace(reply=said)))
    mock = _with(mock, asked)
    further = next_follow_up(mock)
    if further is not None:
        return replace(_ask(mock, further), stage=Stage.FOLLOWING_UP)
    return _go_on(mock)


def ask_further(mock: Mock, further: FollowUp) -> Mock:
    """One more follow-up to the question that was answered last, before anything else is put.

    Raises StarlError where there is no such question, or where it has the most follow-ups already.
    """
    _need(mock, Stage.ASKING, Stage.ASSESSING)
    at = mock.at - 1 if mock.stage is Stage.ASKING else mock.at
    if not may_ask_further(mock):
        raise StarlError("there is no answer to ask further about; go on with the next question")
    return _ask(replace(mock, at=at, stage=Stage.FOLLOWING_UP), further)


def may_ask_further(mock: Mock) -> bool:
    """Whether the question that was answered last may have one more follow-up, of somebody else."""
    last = answered(mock)
    return last is not None and bool(last.text) and len(last.follow_ups) < max(MOST.values())


def answered(mock: Mock) -> Round | None:
    """The question that was answered last, where nothing more is asked about it; None before the first."""
    if mock.stage is Stage.ASSESSING:
        return mock.rounds[mock.at]
    return mock.rounds[mock.at - 1] if mock.stage is Stage.ASKING and mock.at else None


def end_early(mock: Mock) -> Mock:
    """The person wants no more questions; what was answered is assessed. Raises StarlError where nothing was."""
    _need(mock, Stage.ASKING, Stage.ANSWERING, Stage.FOLLOWING_UP)
    answered = tuple(
        replace(one, follow_ups=tuple(item for item in one.follow_ups if item.reply))
        for one in mock.rounds
        if one.answer is not None
    )
    if not answered:
        raise StarlError(
            "nothing was answered yet, so there is nothing to look back at; throw the session away"
        )
    return replace(mock, rounds=answered, at=len(answered) - 1, stage=Stage.ASSESSING)


def assess(mock: Mock, assessment: Mapping[Dimension, int]) -> Mock:
    """How the person saw it, 0..4 each; empty where they would not say.

    Raises StarlError for a number outside of 0..4, or where it is not the time for it.
    """
    _need(mock, Stage.ASSESSING)
    for dimension, score in assessment.items():
        if not 0 <= score <= 4:
            raise StarlError(f"{dimension.value.replace('_', ' ')} is 0 to 4, not {score}")
    return replace(mock, assessment=dict(assessment), stage=Stage.DEBRIEF)


def finish(mock: Mock, debrief: Debrief) -> Mock:
    """The session with its debrief; it is done."""
    _need(mock, Stage.DEBRIEF)
    return replace(mock, debrief=debrief, stage=Stage.DONE)


def _ask(mock: Mock, further: FollowUp) -> Mock:
    asked = mock.rounds[mock.at]
    return _with(mock, replace(asked, follow_ups=(*asked.follow_ups, further)))


def _with(mock: Mock, asked: Round) -> Mock:
    return replace(mock, rounds=(*mock.rounds[: mock.at], asked, *mock.rounds[mock.at + 1 :]))


def _go_on(mock: Mock) -> Mock:
    if mock.at + 1 < len(mock.rounds):
        return replace(mock, at=mock.at + 1, stage=Stage.ASKING)
    return replace(mock, stage=Stage.ASSESSING)


def _need(mock: Mock, *stages: Stage) -> None:
    if mock.stage not in stages:
        wanted = " or ".join(stage.value.replace("_", " ") for stage in stages)
        raise StarlError(
            f"the interview is at {mock.stage.value.replace('_', ' ')}, not at {wanted}; load it again to see where it is"
        )
