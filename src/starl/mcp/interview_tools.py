"""A mock interview through an assistant. The person agrees to it once; that counts for the answers in it."""

from __future__ import annotations

from typing import Annotated

from mcp.server.mcpserver import ElicitationResult, Resolve
from pydantic import Field

from starl.assistant.seen import What
from starl.assistant.writing import InterviewDraft, agreed_interview, open_interview
from starl.mcp.answers import DebriefOut, InterviewStep
from starl.mcp.asking import Consent, decided, question
from starl.mcp.desk import Call, Desk, desk_of
from starl.model.mock import Said, Stage, Strictness
from starl.model.question import Theme
from starl.model.report import Dimension
from starl.practice.mock import MOST_CHARACTERS, MOST_QUESTIONS
from starl.practice.mock_steps import answered, assessed, ended, place
from starl.practice.mocks import QUESTIONS, Kept
from starl.store.store import Store

TOOL = "start_interview"
"""The permission that all steps need."""
Session = Annotated[str, Field(max_length=26, description="As start_interview gave it")]
Place = Annotated[str, Field(max_length=20, description="As the last step gave it")]
Own = Annotated[
    int | None, Field(ge=0, le=4, description="The person's own view; null where they would not say")
]


def _ask_interview(
    call: Call, questions: int, theme: Theme | None, role: str | None, strictness: Strictness
) -> object:
    desk = desk_of(call)
    with desk.journal(TOOL) as store:
        if open_interview(store) is not None:
            return None
    return question(call, TOOL, _draft(questions, theme, role, strictness))


def start_interview(
    call: Call,
    consent: Annotated[ElicitationResult[Consent], Resolve(_ask_interview)],
    questions: Annotated[int, Field(ge=1, le=MOST_QUESTIONS)] = QUESTIONS,
    theme: Annotated[Theme | None, Field(description="Questions of this theme")] = None,
    role: Annotated[
        str | None, Field(max_length=100, description="Or those that a role is asked: backend engineer")
    ] = None,
    strictness: Annotated[Strictness, Field(description="How much is followed up")] = Strictness.USUAL,
) -> InterviewStep:
    """Begin a mock interview, or go on with the one that is open. The person is asked before it begins. Put each question
    to the person word for word and hand their answer on unchanged; never answer for them."""
    desk = desk_of(call)
    with desk.journal(TOOL) as store:
        kept = open_interview(store)
        if kept is not None:
            desk.note(TOOL, What.GIVEN, [kept.id])
            return _step(desk, store, kept)
    done = decided(desk, TOOL, _draft(questions, theme, role, strictness), consent)
    if done.id is None:
        more = " Then call start_interview again." if done.status == "waiting" else ""
        return InterviewStep(
            session=None,
            place="",
            asks=None,
            follow_up=False,
            question=0,
            questions=questions,
            say=done.say + more,
        )
    with desk.journal(TOOL) as store:
        return _step(desk, store, agreed_interview(store, done.id))


def answer_interview(
    call: Call,
    session: Session,
    place: Place,
    answer: Annotated[
        str,
        Field(
            max_length=MOST_CHARACTERS, description="What the person said, unchanged; empty where they pass"
        ),
    ],
) -> InterviewStep:
    """Hand the person's answer on, and get the follow-up or the next question."""
    desk = desk_of(call)
    with desk.journal(TOOL) as store:
        agreed_interview(store, session)
        with store.transaction():
            kept = answered(store, session, place, Said(answer))
            desk.note("answer_interview", What.WRITTEN, [session])
        return _step(desk, store, kept)


def finish_interview(
    call: Call,
    session: Session,
    self_awareness: Own = None,
    humility: Own = None,
    learning: Own = None,
    resilience: Own = None,
) -> InterviewStep:
    """End the interview with the person's own view of it, 0 to 4 each, and get the debrief. Ask them before the scores are
    shown."""
    given = zip(Dimension, (self_awareness, humility, learning, resilience), strict=True)
    desk = desk_of(call)
    with desk.journal(TOOL) as store:
        kept = agreed_interview(store, session)
        if kept.mock.stage is Stage.DONE:
            desk.note("finish_interview", What.GIVEN, [session])
            return _step(desk, store, kept)
        with store.transaction():
            if kept.mock.stage not in (Stage.ASSESSING, Stage.DEBRIEF):
                ended(store, session, place(kept.mock))
            kept = assessed(
                store, session, {dimension: score for dimension, score in given if score is not None}
            )
            desk.note("finish_interview", What.WRITTEN, [session])
        return _step(desk, store, kept)


def _draft(questions: int, theme: Theme | None, role: str | None, strictness: Strictness) -> InterviewDraft:
    return InterviewDraft(questions, theme.value if theme else None, role, strictness.value)


def _step(desk: Desk, store: Store, kept: Kept) -> InterviewStep:
    """Where it is, in words that may go out. What the person answered is not repeated, save where a follow-up quotes it."""
    mock = kept.mock
    current = mock.current
    asks = None if current is None else (mock.follow_up or current.question).text
    debrief = None
    if mock.debrief is not None:
        said = desk.out(
            store, [*mock.debrief.said, *(f"{tip.drill}: {tip.why}" for tip in mock.debrief.drills)]
        )
        number = len(mock.debrief.said)
        debrief = DebriefOut(
            said=said[:number],
            scores={dimension.value: score for dimension, score in mock.debrief.scores.items()},
            drills=said[number:],
        )
    if current is not None and current.question.own and asks is not None:
        asks = desk.out(store, [asks])[0]
    return InterviewStep.of(kept.id, mock, asks, debrief)
