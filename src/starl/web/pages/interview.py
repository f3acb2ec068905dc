"""The mock interview: begun, answered one question at a time, looked back at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from fastapi import Depends, Form, Request
from starlette.responses import Response

from starl.coach.rubric import WHY
from starl.errors import StarlError
from starl.model.mock import Mock, Round, Said, Strictness
from starl.model.question import Theme
from starl.model.report import Dimension
from starl.practice.debrief import DRILLS
from starl.practice.drills import OF_A_STORY, Drill
from starl.practice.follow_ups import wordings
from starl.practice.mock import LONGEST, MINUTES, MOST_CHARACTERS, MOST_QUESTIONS, SHORTEST
from starl.practice.mock_markdown import as_markdown
from starl.practice.mock_questions import roles
from starl.practice.mock_steps import (
    HalfSaid,
    StaleError,
    answered,
    assessed,
    ended,
    half_said,
    keep_half_said,
    place,
    thrown_away,
    where,
)
from starl.practice.mocks import QUESTIONS, Focus, Kept, sessions, start
from starl.practice.questions import values
from starl.store.store import Store
from starl.web.access import limited
from starl.web.api.interviews import the_session
from starl.web.hearing import hearings_of
from starl.web.journal import journal_of
from starl.web.pages.drills import NAMES
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router()
LISTED = 50
"""Past sessions that are listed."""
By = Literal["any", "theme", "role", "value", "weakest"]
At = Annotated[str, Form(alias="place", max_length=12)]
Scored = Annotated[str, Form(pattern="^[0-4]?$")]


@dataclass(frozen=True)
class Sent:
    """What was chosen for an interview, to be shown again where it cannot begin."""

    by: By = "any"
    theme: str = ""
    role: str = ""
    value: str = ""
    number: int = QUESTIONS
    strictness: str = Strictness.USUAL.value
    minutes: float = MINUTES


@router.get("/interview")
def index(request: Request) -> Response:
    """Begin one, go on with one, or look back at one."""
    with journal_of(request).open() as store:
        return _index(request, store, Sent())


@router.post("/interview", dependencies=[Depends(limited("60/minute"))])
def begin(
    request: Request,
    by: Annotated[By, Form()] = "any",
    theme: Annotated[Theme, Form()] = Theme.FAILURE,
    role: Annotated[str, Form(max_length=100)] = "",
    value: Annotated[str, Form(max_length=80)] = "",
    number: Annotated[int, Form(ge=1, le=MOST_QUESTIONS)] = QUESTIONS,
    strictness: Annotated[Strictness, Form()] = Strictness.USUAL,
    minutes: Annotated[float, Form(ge=SHORTEST, le=LONGEST)] = MINUTES,
) -> Response:
    """A new session; what cannot be asked for is said beside the form."""
    focus = Focus(
        theme=theme if by == "theme" else None,
        role=role if by == "role" else None,
        value=value if by == "value" else None,
        weakest=by == "weakest",
    )
    with journal_of(request).open() as store:
        try:
            if by == "role" and not role.strip():
                raise StarlError("the role has no name; give a job's title, such as backend engineer")
            if by == "value" and not value.strip():
                raise StarlError("the value has no name; give it in words, such as Ownership")
            kept = start(store, focus, number=number, strictness=strictness, minutes=minutes)
        except StarlError as error:
            sent = Sent(by, theme.value, role, value, number, strictness.value, minutes)
            return _index(request, store, sent, str(error))
    return back_to(f"/interview/{kept.id}")


@router.get("/interview/{identifier}.md")
def markdown(request: Request, identifier: str) -> Response:
    """The session as a document."""
    journal = journal_of(request)
    with journal.open() as store:
        kept = the_session(store, identifier)
    date = kept.record.created.astimezone(journal.now().tzinfo).date()
    return Response(
        as_markdown(kept.mock, date),
        media_type="text/markdown; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="starl-interview-{date}.md"'},
    )


@router.get("/interview/{identifier}")
def show(request: Request, identifier: str) -> Response:
    """The session where it is."""
    with journal_of(request).open() as store:
        return _show(request, store, the_session(store, identifier))


@router.post("/interview/{identifier}/answer", dependencies=[Depends(limited("600/minute"))])
def step(
    request: Request,
    identifier: str,
    at: At,
    do: Annotated[Literal["answer", "pass", "stop"], Form()] = "answer",
    text: Annotated[str, Form(max_length=2 * MOST_CHARACTERS)] = "",
    seconds: Annotated[str, Form(pattern=r"^\d{0,5}$")] = "",
) -> Response:
    """Hands in an answer, passes, or stops for now. An empty answer is a pass as well."""
    said = text.replace("\r\n", "\n").strip()
    took = float(seconds) if seconds else None
    with journal_of(request).open() as store:
        kept = the_session(store, identifier)
        try:
            if do == "stop":
                keep_half_said(store, kept.id, at, HalfSaid(said, took or 0.0))
                return back_to("/interview", request, f"Stopped at {where(kept.mock)}. It waits for you.")
            if do == "answer" and not said and place(kept.mock) == at:
                raise StarlError("there is nothing in the box yet; “Pass” goes on without an answer")
            answered(store, kept.id, at, Said("" if do == "pass" else said, took))
        except StaleError as error:
            return _show(request, store, the_session(store, identifier), 409, str(error), said)
        except StarlError as error:
            half = HalfSaid(said, took or 0.0)
            return _show(request, store, kept, 400, str(error), half=half)
    return back_to(f"/interview/{kept.id}")


@router.post("/interview/{identifier}/end")
def end(request: Request, identifier: str, at: At) -> Response:
    """No more questions; what was answered is looked back at."""
    with journal_of(request).open() as store:
        kept = the_session(store, identifier)
        try:
            ended(store, kept.id, at)
        except StarlError as error:
            return _show(request, store, the_session(store, identifier), 409, str(error))
    return back_to(f"/interview/{kept.id}")


@router.post("/interview/{identifier}/assess", dependencies=[Depends(limited("120/minute"))])
def assess(
    request: Request,
    identifier: str,
    self_awareness: Scored = "",
    humility: Scored = "",
    learning: Scored = "",
    resilience: Scored = "",
) -> Response:
    """Takes the person's own view, and makes the debrief."""
    given = dict(zip(Dimension, (self_awareness, humility, learning, resilience), strict=True))
    own = {dimension: int(score) for dimension, score in given.items() if score}
    with journal_of(request).open() as store:
        kept = the_session(store, identifier)
        try:
            assessed(store, kept.id, own)
        except StaleError as error:
            return _show(request, store, the_session(store, identifier), 409, str(error))
    return back_to(f"/interview/{kept.id}")


@router.post("/interview/{identifier}/remove")
def remove(request: Request, identifier: str) -> Response:
    """Throws a session away."""
    with journal_of(request).open() as store:
        thrown_away(store, the_session(store, identifier).id)
    return back_to("/interview", request, "The interview is thrown away.")


def _index(request: Request, store: Store, sent: Sent, wrong: str = "") -> Response:
    found = sessions(store, limit=LISTED)
    return page(
        request,
        "interviews.html",
        status=400 if wrong else 200,
        waiting=[kept for kept in found if kept.record.finished is None],
        past=[(kept, _mean(kept.mock)) for kept in found if kept.record.finished is not None],
        where=where,
        sent=sent,
        wrong=wrong,
        themes=[theme.value for theme in Theme],
        roles=[role.id for role in roles()],
        values=[value.name for value in values(store)],
        most=MOST_QUESTIONS,
        shortest=SHORTEST,
        longest=LONGEST,
    )


def _mean(mock: Mock) -> float | None:
    scores = mock.debrief.scores if mock.debrief else {}
    return round(sum(scores.values()) / len(scores), 1) if scores else None


def _show(
    request: Request,
    store: Store,
    kept: Kept,
    status: int = 200,
    wrong: str = "",
    unsent: str = "",
    half: HalfSaid | None = None,
) -> Response:
    """unsent: what was written in a window that was behind, to copy from. half: what to go on with."""
    mock = kept.mock
    shared: dict[str, Any] = {
        "kept": kept,
        "mock": mock,
        "place": place(mock),
        "wrong": wrong,
        "unsent": unsent,
    }
    if mock.current is not None:
        minutes = mock.minutes / (2 if mock.follow_up else 1)
        return page(
            request,
            "interview.html",
            status,
            **shared,
            half=half or half_said(store, kept),
            seconds=round(60 * minutes),
            minutes=many_minutes(minutes),
            begun=any(one.answer is not None for one in mock.rounds),
            longest=MOST_CHARACTERS,
            deaf=hearings_of(request).ready(),
        )
    if mock.debrief is None:
        return page(request, "interview_assess.html", status, **shared, anchors=WHY)
    stories = {item.id for item in store.stories.select()}
    return page(
        request,
        "interview_debrief.html",
        status,
        **shared,
        told=stories,
        thoughts={kind: wording.thought for kind, wording in wordings().items()},
        settles={kind: wording.settles for kind, wording in wordings().items()},
        anchors=WHY,
        seconds=[_seconds(asked) for asked in mock.rounds],
        drills=[
            (NAMES[Drill(tip.drill)], _drill(tip.drill, tip.story if tip.story in stories else None), tip.why)
            for tip in mock.debrief.drills[:DRILLS]
        ],
    )


def _seconds(asked: Round) -> int:
    """How long the answer and the replies took, where all of it was measured; else 0."""
    said = [asked.answer, *(item.reply for item in asked.follow_ups)]
    given = [one.seconds for one in said if one is not None and one.text]
    return round(sum(one or 0.0 for one in given)) if all(one is not None for one in given) else 0


def many_minutes(minutes: float) -> str:
    """A time to answer in.

    >>> many_minutes(2.0), many_minutes(1.0), many_minutes(0.25)
    ('2 minutes', 'a minute', '15 seconds')
    """
    if minutes < 1:
        return f"{round(60 * minutes)} seconds"
    return "a minute" if minutes == 1 else f"{minutes:g} minutes"


def _drill(kind: str, story: str | None) -> str:
    """The address of a drill. The story is named where the drill is about one."""
    return f"/drills/{kind}?story={story}" if story and Drill(kind) in OF_A_STORY else f"/drills/{kind}"
