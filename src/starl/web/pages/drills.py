"""Drills: one thing at a time, in a minute or three."""

from __future__ import annotations

import secrets
from typing import Annotated, NamedTuple

from fastapi import Depends, Form, HTTPException, Query, Request
from starlette.responses import Response

from starl.model.question import Question
from starl.practice import drills
from starl.practice.debrief import Story
from starl.practice.drills import OF_A_STORY, Drill, DrillResult
from starl.practice.mock import MOST_CHARACTERS
from starl.practice.mock_questions import choose
from starl.practice.mocks import stories
from starl.practice.questions import bank
from starl.store.store import Store
from starl.web.access import limited
from starl.web.drafts import the_story
from starl.web.hearing import hearings_of
from starl.web.journal import journal_of
from starl.web.render import page
from starl.web.routers import page_router

router = page_router()
Seed = Annotated[str, Query(max_length=40)]
NAMES = {
    Drill.RETRIEVAL: "Find the story",
    Drill.THIRTY: "Thirty seconds",
    Drill.NINETY: "Ninety seconds",
    Drill.THREE_MINUTES: "Three minutes",
    Drill.PUSHBACK: "Pushback",
    Drill.OPENING: "The first sentence",
    Drill.LEARNING: "Only the learning",
}
_TRAINS = {
    Drill.RETRIEVAL: "A question comes up; you have ten seconds to say which of your stories you would tell.",
    Drill.THIRTY: "One story in half a minute. What must stay in is what it cost and what you learned.",
    Drill.NINETY: "The same story at the length that most interviewers hope for.",
    Drill.THREE_MINUTES: "With room for how it came about, for somebody who wants to hear it all.",
    Drill.PUSHBACK: "The interviewer does not buy it. Say what your part was, plainly, without a fight.",
    Drill.OPENING: "Who you were, what it was, what was at stake: in one sentence that makes one want the next.",
    Drill.LEARNING: "Half a minute on what is left of it: what you do since, and where you last did it.",
}
_JUDGES = {
    Drill.PUSHBACK: drills.pushback,
    Drill.OPENING: drills.opening,
    Drill.LEARNING: drills.learning,
}


class Setting(NamedTuple):
    """A drill, ready to be done."""

    drill: Drill
    seed: str
    prompt: str
    """Empty where a story has to be chosen first."""
    question: Question | None = None
    """Of the retrieval drill."""
    title: str = ""
    slug: str = ""
    text: str = ""
    """The story as it is written."""


@router.get("/drills")
def index(request: Request) -> Response:
    """All of them."""
    offers = [(drill, NAMES[drill], _TRAINS[drill], drills.SECONDS[drill]) for drill in Drill]
    return page(request, "drills.html", offers=offers)


@router.get("/drills/{kind}")
def show(
    request: Request,
    kind: str,
    story: Annotated[str, Query(max_length=80)] = "",
    seed: Seed = "",
) -> Response:
    """One drill, before it is done. seed: the same one asks the same."""
    drill = _drill(kind)
    with journal_of(request).open() as store:
        return _page(request, store, _setting(store, drill, story, seed or secrets.token_hex(4)))


@router.post("/drills/{kind}", dependencies=[Depends(limited("240/minute"))])
def judge(
    request: Request,
    kind: str,
    seed: Annotated[str, Form(max_length=40)],
    story: Annotated[str, Form(max_length=80)] = "",
    text: Annotated[str, Form(max_length=MOST_CHARACTERS)] = "",
    choice: Annotated[str, Form(max_length=80)] = "",
    seconds: Annotated[str, Form(pattern=r"^\d{0,5}(\.\d{1,3})?$")] = "",
    shown: Annotated[str, Form(pattern=r"^\d{0,12}$")] = "",
) -> Response:
    """What the drill says of a go at it; nothing is kept.

    choice: the story that was pressed, for retrieval; else `text` names it. shown: when the page was made, which
    gives the seconds where no script counted them.
    """
    drill = _drill(kind)
    said = text.replace("\r\n", "\n").strip()
    now = journal_of(request).now().timestamp()
    took = float(seconds) if seconds else now - int(shown) if shown else None
    with journal_of(request).open() as store:
        setting = _setting(store, drill, story, seed)
        if drill is Drill.RETRIEVAL:
            known = stories(store)
            named = next((one.id for one in known if one.id == choice), None) or drills.named(said, known)
            assert setting.question is not None
            result = drills.retrieval(setting.question, known, named, took if took is not None else 86_400)
            told = next((one.title for one in known if one.id == named), "")
            return _page(request, store, setting, result, told or said, took, known)
        if drill in OF_A_STORY:
            if not setting.slug:
                raise HTTPException(422, "This drill is about one of your stories; choose it first.")
            result = drills.version(drill, said, setting.text)
        else:
            result = _JUDGES[drill](said)
        return _page(request, store, setting, result, said, took if seconds else None)


def _drill(kind: str) -> Drill:
    try:
        return Drill(kind)
    except ValueError:
        raise HTTPException(404, "There is no such drill.") from None


def _setting(store: Store, drill: Drill, story: str, seed: str) -> Setting:
    if drill is Drill.RETRIEVAL:
        every = bank(store)
        question = choose(every, {one.id: 1.0 for one in every}, 1, seed=seed)[0]
        return Setting(drill, seed, question.text, question)
    if drill not in OF_A_STORY:
        return Setting(drill, seed, drills.prompt(drill, seed=seed))
    if not story:
        return Setting(drill, seed, "")
    record = the_story(store, story)
    prompt = drills.prompt(drill, seed=seed, title=record.title)
    text = store.stories.text(record.id)
    return Setting(drill, seed, prompt, None, record.title, record.slug, text)


def _page(
    request: Request,
    store: Store,
    setting: Setting,
    result: DrillResult | None = None,
    said: str = "",
    took: float | None = None,
    known: list[Story] | None = None,
) -> Response:
    drill = setting.drill
    chooses = drill is Drill.RETRIEVAL or (drill in OF_A_STORY and not setting.slug)
    return page(
        request,
        "drill.html",
        setting=setting,
        drill=drill,
        name=NAMES[drill],
        trains=_TRAINS[drill],
        seconds=drills.SECONDS[drill],
        words=drills.budget(drill),
        versions=[(one, NAMES[one]) for one in OF_A_STORY] if drill in OF_A_STORY else [],
        records=store.stories.select(limit=300) if chooses and known is None else [],
        result=result,
        said=said,
        took=took,
        shown=int(journal_of(request).now().timestamp()),
        again=secrets.token_hex(4),
        longest=MOST_CHARACTERS,
        deaf=hearings_of(request).ready(),
    )
