"""What was kept of the inventory, what was dismissed, and each with its evidence."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Form, Query, Request
from starlette.responses import Response

from starl.errors import StarlError
from starl.inventory.answers import forget, said_of
from starl.inventory.remembered import entry_from
from starl.model.journal import ExperienceStatus
from starl.model.search import RecordKind
from starl.web.entries import brief, the_experience, trouble
from starl.web.journal import journal_of
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router()
PAGE = 40
"""Experiences on a page."""


@router.get("/inventory/kept")
def kept(
    request: Request,
    q: Annotated[str, Query(max_length=500)] = "",
    dismissed: bool = False,
    start: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """The list, with a search in those that are kept."""
    values: dict[str, Any] = {
        "q": q.strip(),
        "dismissed": dismissed,
        "start": start,
        "wrong": None,
        "items": [],
    }
    status = ExperienceStatus.DISMISSED if dismissed else ExperienceStatus.KEPT
    with journal_of(request).open() as store:
        try:
            if values["q"] and not dismissed:
                hits = store.search(q, [RecordKind.EXPERIENCE], limit=PAGE + 1, offset=start)
                there = store.experiences.among(hit.id for hit in hits)
                values["items"] = [there[hit.id] for hit in hits]
            else:
                values["items"] = store.experiences.select([status], limit=PAGE + 1, offset=start)
        except StarlError as error:
            values["wrong"] = trouble(error)
        values["slugs"] = _slugs(store, values["items"])
    values["more"] = len(values["items"]) > PAGE
    values["items"] = values["items"][:PAGE]
    return page(request, "kept.html", **values)


def _slugs(store: Any, items: list[Any]) -> dict[str, str]:
    stories = store.stories.among(item.story for item in items if item.story)
    return {key: story.slug for key, story in stories.items()}


@router.get("/inventory/kept/{identifier}")
def show(request: Request, identifier: str) -> Response:
    """One experience with its evidence."""
    with journal_of(request).open() as store:
        item = the_experience(store, identifier)
        story = store.stories.get(item.story) if item.story else None
    return page(request, "experience.html", item=item, story=story)


@router.post("/inventory/kept/{identifier}/entry")
def make_entry(request: Request, identifier: str) -> Response:
    """Makes an entry of it, once."""
    with journal_of(request).open() as store:
        entry = entry_from(store, the_experience(store, identifier))
    return back_to(f"/journal/{entry.id}", request, "An entry is made of it, with the evidence in it.")


@router.post("/inventory/kept/{identifier}/status")
def change(request: Request, identifier: str, kept: Annotated[bool, Form()] = False) -> Response:
    """Keeps what was dismissed, or dismisses what was kept."""
    with journal_of(request).open() as store:
        item = the_experience(store, identifier)
        said_of(store, item, ExperienceStatus.KEPT if kept else ExperienceStatus.DISMISSED)
    said = "It is kept again." if kept else "It is dismissed; it is not offered again."
    return back_to(f"/inventory/kept/{identifier}", request, said)


@router.post("/inventory/kept/{identifier}/forget")
def forgotten(request: Request, identifier: str, sure: Annotated[bool, Form()] = False) -> Response:
    """Forgets the answer, so that the inventory offers it again; entries and stories made of it stay."""
    with journal_of(request).open() as store:
        item = the_experience(store, identifier)
        if not sure:
            return back_to(
                f"/inventory/kept/{identifier}", request, "Nothing was done; tick the box if you mean it."
            )
        forget(store, item.id)
    return back_to("/inventory/kept", request, f"Forgotten: {brief(item.title)}")
