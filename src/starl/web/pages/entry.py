"""An entry: reading it, changing it, living by its lesson, and the bin."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Form, Query, Request
from starlette.responses import HTMLResponse, Response

from starl.capture.entry_file import KEYS, rewritten, says_something, values
from starl.capture.title import title_of
from starl.errors import StarlError
from starl.model.journal import Entry, EntryFilter
from starl.web.entries import LONGEST, day_said, plain_breaks, the_entry, trouble
from starl.web.journal import journal_of
from starl.web.render import back_to, page
from starl.web.routers import page_router

router = page_router()
PAGE = 60
"""Entries on a page of the bin."""


@router.get("/journal/bin")
def bin_page(request: Request, start: Annotated[int, Query(ge=0, le=1_000_000)] = 0) -> Response:
    """What was thrown away."""
    thrown = EntryFilter(binned=True)
    with journal_of(request).open() as store:
        found = store.entries.select(thrown, PAGE + 1, start)
        number = store.entries.number(thrown)
    more = start + PAGE if len(found) > PAGE else None
    return page(request, "bin.html", entries=found[:PAGE], number=number, more=more, title_of=title_of)


@router.post("/journal/bin/empty")
def empty_bin(request: Request, sure: Annotated[bool, Form()] = False) -> Response:
    """Removes everything in the bin for good."""
    if not sure:
        return back_to("/journal/bin", request, "Nothing was removed; tick the box if you mean it.")
    with journal_of(request).open() as store:
        number = store.entries.purge_binned()
    return back_to(
        "/journal/bin", request, f"{number:,} {'entry is' if number == 1 else 'entries are'} gone for good."
    )


@router.get("/journal/{identifier}")
def show(request: Request, identifier: str) -> Response:
    """The entry, with what was made of it."""
    with journal_of(request).open() as store:
        entry = the_entry(store, identifier)
        stories = store.stories.select(entry=entry.id, binned=None, limit=50)
        improvements = store.improvements.select(entry=entry.id, limit=50)
        experience = store.experiences.by_source(entry.source) if entry.source else None
    return page(
        request,
        "entry.html",
        entry=entry,
        title=title_of(entry),
        stories=stories,
        improvements=improvements,
        experience=experience,
    )


@router.get("/journal/{identifier}/edit")
def edit(request: Request, identifier: str) -> Response:
    """The entry in a form."""
    with journal_of(request).open() as store:
        entry = the_entry(store, identifier)
    return _form(request, entry, values(entry) | {"text": entry.text})


def _form(
    request: Request, entry: Entry, fields: dict[str, str], said: str | None = None, status: int = 200
) -> HTMLResponse:
    return page(
        request, "entry_edit.html", status, entry=entry, fields=fields, trouble=said, title=title_of(entry)
    )


async def fields_sent(request: Request) -> dict[str, str]:
    """The fields of an entry that a form brings."""
    form = await request.form()
    return {name: plain_breaks(str(form[name])) for name in ("text", *KEYS) if name in form}


@router.post("/journal/{identifier}/edit")
def change(
    request: Request,
    identifier: str,
    fields: Annotated[dict[str, str], Depends(fields_sent)],
    updated: Annotated[str, Form(max_length=60)] = "",
) -> Response:
    """Saves the form. What cannot be saved stays in it, with the reason."""
    now = journal_of(request).now()
    with journal_of(request).open() as store, store.transaction():
        entry = the_entry(store, identifier)
        shown = values(entry) | {"text": entry.text} | fields
        if updated != entry.updated.isoformat():
            said = (
                "This entry was changed elsewhere while you wrote. Your words are here; saving them again puts "
                "them in place of the others."
            )
            return _form(request, entry, shown, said, 409)
        try:
            changed = _changed(entry, fields, now)
            if changed != entry:
                store.entries.update(changed)
        except StarlError as error:
            return _form(request, entry, shown, trouble(error), 400)
    return back_to(
        f"/journal/{identifier}", request, "Saved." if changed != entry else "Nothing was changed."
    )


def _changed(entry: Entry, fields: dict[str, str], now: dt.datetime) -> Entry:
    body = fields.pop("text", entry.text)
    if len(body) > LONGEST:
        raise StarlError(f"an entry may have {LONGEST:,} characters here; starl edit takes more")
    if body.strip() == plain_breaks(entry.text).strip():
        body = entry.text
    changed = rewritten(entry, body, fields, now)
    if not says_something(changed):
        raise StarlError("there is nothing left in it; to throw it away, use the bin")
    return changed


@router.post("/journal/{identifier}/applied")
def applied(
    request: Request,
    identifier: str,
    day: Annotated[str, Form(max_length=60)] = "today",
    back: Annotated[bool, Form()] = False,
) -> Response:
    """Notes since when the lesson is lived by, or that it is not."""
    with journal_of(request).open() as store:
        entry = the_entry(store, identifier)
        since = None if back else day_said(day or "today", journal_of(request).now())
        store.entries.update(replace(entry, applied=since))
    said = "Noted: not yet." if since is None else f"Noted: you live by it since {since.isoformat()}."
    return back_to(f"/journal/{identifier}", request, said)


@router.post("/journal/{identifier}/bin")
def throw(request: Request, identifier: str) -> Response:
    """Puts an entry into the bin."""
    with journal_of(request).open() as store:
        store.entries.bin(the_entry(store, identifier).id)
    return back_to("/journal", request, "It is in the bin. You can take it back at any time.")


@router.post("/journal/{identifier}/restore")
def restore(request: Request, identifier: str) -> Response:
    """Takes an entry out of the bin."""
    with journal_of(request).open() as store:
        store.entries.restore(the_entry(store, identifier).id)
    return back_to(f"/journal/{identifier}", request, "It is back in the journal.")


@router.post("/journal/{identifier}/remove")
def remove(request: Request, identifier: str, sure: Annotated[bool, Form()] = False) -> Response:
    """Removes an entry in the bin for good."""
    with journal_of(request).open() as store:
        entry = the_entry(store, identifier)
        if not sure or entry.binned is None:
            return back_to(
                "/journal/bin", request, "Only what is in the bin is removed, when you tick its box."
            )
        store.entries.purge(entry.id)
    return back_to("/journal/bin", request, "It is gone for good.")
