"""The rehearsals: all of them, those of a story over time, two beside each other, one with its recording."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from fastapi import Form, HTTPException, Path, Query, Request
from starlette.responses import FileResponse, Response

from starl.model.story_record import StoryRecord
from starl.model.take import Take
from starl.practice.delivery import clock_time
from starl.practice.measure import bounds, title
from starl.practice.take_progress import Trend, compare, progress
from starl.practice.takes import again
from starl.web.api.takes import ID, the_recording, the_take
from starl.web.drafts import the_story
from starl.web.hearing import hearings_of
from starl.web.journal import journal_of
from starl.web.render import back_to, page
from starl.web.routers import page_router
from starl.web.sounds import TYPES
from starl.web.telling import bar, telling

router = page_router()
Id = Annotated[str, Path(pattern=ID)]
FIRST = ("pace", "duration", "fillers", "share_learning")
"""The measures whose plots are shown at once; the others are folded away."""
ROWS = 200
"""Takes that are listed at most."""
NUMBERS = 60
"""Numbers in the table of a plot, the newest first."""
_IN_CARD = 4


class Row(NamedTuple):
    """A take in a list."""

    take: Take
    length: str
    pace: str
    fillers: str
    told: str
    before: str | None
    """The id of the one of the same story before it."""


class Group(NamedTuple):
    """A story with its takes, the newest first."""

    story: StoryRecord | None
    rows: list[Row]


class Figure(NamedTuple):
    """A measure over the takes of a story."""

    name: str
    title: str
    unit: str
    good: str
    says: str
    rows: list[tuple[str, float]]


@router.get("/takes")
def index(request: Request, story: Annotated[str, Query(max_length=80)] = "") -> Response:
    """All of them by story, or those of one with how they went over time."""
    with journal_of(request).open() as store:
        record = the_story(store, story) if story else None
        takes = store.takes.select(story=record.id if record else None, limit=ROWS)
        stories = {one.id: one for one in store.stories.select(limit=100)}
        if record:
            stories[record.id] = record
        zone = journal_of(request).now().tzinfo
    waiting = hearings_of(request).unfinished(record.id if record else None)
    groups: dict[str | None, list[Take]] = {}
    for take in takes:
        groups.setdefault(take.story, []).append(take)
    if record:
        figures = [
            _figure(trend, [at.astimezone(zone).strftime("%Y-%m-%d %H:%M") for at in trend.moments])
            for trend in progress(takes)
            if len(trend.values) > 1
        ]
        return page(
            request,
            "takes_story.html",
            story=record,
            rows=_rows(takes),
            figures=figures,
            first=FIRST,
            waiting=waiting,
        )
    untold = [one for one in stories.values() if one.id not in groups]
    return page(
        request,
        "takes.html",
        groups=[Group(stories.get(key or ""), _rows(found)) for key, found in groups.items()],
        untold=untold,
        waiting=waiting,
        names={one.id: one.title for one in stories.values()},
        most=_IN_CARD,
    )


@router.get("/takes/compare")
def beside(
    request: Request, a: Annotated[str, Query(pattern=ID)], b: Annotated[str, Query(pattern=ID)]
) -> Response:
    """Two takes, the earlier one first."""
    if a == b:
        raise HTTPException(422, "These are the same take. Choose two.")
    with journal_of(request).open() as store:
        found = compare(the_take(store, a), the_take(store, b))
        sides = []
        for take in (found.before, found.after):
            rehearsal = again(store, take)
            sides.append((take, rehearsal, telling(take, rehearsal)))
        story = store.stories.get(found.after.story) if found.after.story else None
    changes = [(change, bar(change.before), bar(change.after)) for change in found.changes]
    return page(request, "takes_compare.html", found=found, sides=sides, changes=changes, story=story)


@router.get("/takes/{identifier}")
def show(request: Request, identifier: Id) -> Response:
    """All that is said of one."""
    with journal_of(request).open() as store:
        take = the_take(store, identifier)
        rehearsal = again(store, take)
        story = store.stories.get(take.story) if take.story else None
        earlier = store.takes.before(take)
        sound = store.takes.recording(take)
    sentences = rehearsal.spoken.document.sentences
    text = rehearsal.spoken.text
    new = rehearsal.coverage.new if rehearsal.coverage else ()
    return page(
        request,
        "take.html",
        take=take,
        story=story,
        rehearsal=rehearsal,
        telling=telling(take, rehearsal),
        new=[text[sentences[number].span.start : sentences[number].span.end] for number in new],
        earlier=earlier,
        sound=sound is not None,
        lost=take.audio is not None and sound is None,
    )


@router.get("/takes/{identifier}/audio")
def audio(request: Request, identifier: Id) -> Response:
    """The recording, whole or a part of it."""
    with journal_of(request).open() as store:
        path = the_recording(store, identifier)
    kind = TYPES.get(path.suffix, "application/octet-stream")
    return FileResponse(path, media_type=kind, headers={"Cache-Control": "no-store"})


@router.post("/takes/{identifier}/delete")
def remove(request: Request, identifier: Id, only: Annotated[str, Form(max_length=10)] = "") -> Response:
    """Removes a take for good, or only its recording."""
    with journal_of(request).open() as store:
        take = the_take(store, identifier)
        if only == "audio":
            store.takes.remove_audio(take.id)
            return back_to(f"/takes/{take.id}", request, "The recording is gone. What was said in it stays.")
        store.takes.remove(take.id)
        story = store.stories.get(take.story) if take.story else None
    return back_to(f"/takes?story={story.slug}" if story else "/takes", request, "The take is gone.")


def _rows(takes: list[Take]) -> list[Row]:
    rows = []
    for number, take in enumerate(takes):
        kept = take.metrics or {}
        measures = kept.get("measures") or {}
        coverage = kept.get("coverage") or {}
        told_in = kept.get("told_in")
        rows.append(
            Row(
                take,
                clock_time(told_in) if told_in else f"{kept.get('words', len(take.text.split()))} words",
                f"{measures['pace']:.0f}" if "pace" in measures else "–",
                str(kept.get("fillers", "–")),
                f"{coverage['told']} of {coverage['points']}" if coverage.get("points") else "–",
                next((other.id for other in takes[number + 1 :]), None),
            )
        )
    return rows


def _figure(trend: Trend, days: list[str]) -> Figure:
    name = title(trend.name).capitalize()
    fits = bounds(trend.low, trend.high)
    says = f"From {trend.values[0]:.3g} to {trend.values[-1]:.3g} {trend.unit}; good is {fits}."
    newest = list(zip(days, trend.values, strict=True))[: -NUMBERS - 1 : -1]
    return Figure(trend.name, name, trend.unit, fits, says, newest)
