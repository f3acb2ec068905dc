"""The reframing practice: a failure that happened to nobody, told as something learned."""

from __future__ import annotations

import secrets
from typing import Annotated

from fastapi import Form, HTTPException, Query, Request
from starlette.responses import Response

from starl.coach.reframing import FEWEST_WORDS, MOST_WORDS, judge
from starl.errors import StarlError
from starl.model.attempt import Attempt, Exercise
from starl.model.reframing import Point, Reframing, Standing
from starl.model.report import Level
from starl.practice.scenarios import Scenario, scenario, scenarios
from starl.store.store import Store
from starl.web.drafts import the_attempt
from starl.web.journal import journal_of
from starl.web.pieces import pieces
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router()
LONGEST = 8000
"""Characters of a reply."""
POINTS = {
    Point.OWNS: "Your own part",
    Point.COST: "What it cost",
    Point.LEARNING: "What changed",
    Point.PLAIN: "Plainly told",
}
STANDINGS = {Standing.MET: "there", Standing.PARTLY: "half there", Standing.MISSING: "not there yet"}
_EARLIER = 20
"""Replies to a scenario that are listed."""


@router.get("/exercises/reframing")
def index(
    request: Request,
    role: Annotated[str, Query(max_length=60)] = "",
    level: Annotated[str, Query(max_length=10)] = "",
    untried: bool = False,
) -> Response:
    """The scenarios."""
    with journal_of(request).open() as store:
        counts = _counts(store)
    found = [
        one
        for one in scenarios()
        if role in ("", one.role) and level in ("", one.level) and not (untried and one.id in counts)
    ]
    return page(
        request,
        "reframing.html",
        scenarios=found,
        total=len(scenarios()),
        counts=counts,
        roles=sorted({one.role for one in scenarios()}),
        levels=list(Level),
        role=role,
        level=level,
        untried=untried,
    )


@router.get("/exercises/reframing/surprise")
def surprise(request: Request) -> Response:
    """Any scenario, one without a reply if there is one."""
    with journal_of(request).open() as store:
        counts = _counts(store)
    new = [one for one in scenarios() if one.id not in counts]
    return back_to(f"/exercises/reframing/{secrets.choice(new or list(scenarios())).id}")


@router.get("/exercises/reframing/{identifier}")
def show(request: Request, identifier: str, attempt: Annotated[str, Query(max_length=40)] = "") -> Response:
    """A scenario, or what became of a reply to it."""
    one = _scenario(identifier)
    with journal_of(request).open() as store:
        kept = the_attempt(store, attempt, Exercise.REFRAMING) if attempt else None
        if kept is not None and kept.item != one.id:
            raise HTTPException(404, "There is no such reply to this scenario.")
        earlier = store.attempts.select(kind=Exercise.REFRAMING, item=one.id, limit=_EARLIER)
    return _page(request, one, earlier, kept, kept.text if kept else "")


@router.post("/exercises/reframing/{identifier}")
def reply(
    request: Request,
    identifier: str,
    text: Annotated[str, Form(max_length=LONGEST)] = "",
    seconds: Annotated[str, Form(max_length=10, pattern=r"^\d{0,6}$")] = "",
) -> Response:
    """Judges a reply and keeps it; one that cannot be judged stays in its box."""
    one = _scenario(identifier)
    said = text.replace("\r\n", "\n").strip()
    judged = judge(said, one.text, one.example)
    with journal_of(request).open() as store:
        if not judged.points:
            earlier = store.attempts.select(kind=Exercise.REFRAMING, item=one.id, limit=_EARLIER)
            return _page(request, one, earlier, None, said, judged.note)
        kept = store.attempts.add(
            Attempt(
                id=store.new_id(),
                created=store.now(),
                kind=Exercise.REFRAMING,
                item=one.id,
                text=said,
                seconds=int(seconds) if seconds else None,
                verdict=as_kept(judged),
            )
        )
    return back_to(f"/exercises/reframing/{one.id}?attempt={kept.id}#result")


def as_kept(judged: Reframing) -> dict[str, object]:
    """The part of a judgement that is kept with the reply."""
    return {
        "met": judged.met,
        "words": judged.words,
        "copied": judged.copied_words,
        "points": {point.value: found.standing.value for point, found in judged.points.items()},
    }


def _page(
    request: Request,
    one: Scenario,
    earlier: list[Attempt],
    kept: Attempt | None,
    said: str,
    note: str | None = None,
) -> Response:
    judged = judge(kept.text, one.text, one.example) if kept else None
    every = scenarios()
    place = every.index(one)
    points = list(judged.points.items()) if judged else []
    spans = [found.span for _, found in points if found.span]
    numbers = [number for number, (_, found) in enumerate(points, 1) if found.span]
    copies = [copy.span for copy in judged.copies] if judged else []
    return page(
        request,
        "scenario.html",
        status=422 if note else 200,
        scenario=one,
        said=said,
        note=note,
        judged=judged,
        points=points,
        pieces=pieces(kept.text, [*spans, *copies]) if kept else [],
        numbers=numbers,
        attempt=kept,
        earlier=earlier,
        names=POINTS,
        standings=STANDINGS,
        following=every[(place + 1) % len(every)],
        fewest=FEWEST_WORDS,
        most=MOST_WORDS,
        longest=LONGEST,
    )


def _counts(store: Store) -> dict[str, int]:
    return {item: n for (kind, item), n in store.attempts.counts().items() if kind is Exercise.REFRAMING}


def _scenario(identifier: str) -> Scenario:
    try:
        return scenario(identifier)
    except StarlError as error:
        raise HTTPException(404, str(error)) from None
