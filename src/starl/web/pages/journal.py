"""The journal: taking down what happened, and everything that was taken down, by month or by search."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from pathlib import Path
from typing import Annotated, Any, NamedTuple
from urllib.parse import urlencode

from fastapi import Depends, Form, Query, Request
from starlette.responses import HTMLResponse, Response

from starl.capture import templates
from starl.capture.entry_file import read, says_something
from starl.capture.noting import add, noted
from starl.capture.tags import joined
from starl.capture.title import title_of
from starl.errors import StarlError
from starl.model.journal import Entry, EntryFilter
from starl.model.search import RecordKind
from starl.store.store import Store
from starl.web.entries import LONGEST, brief, day_said, plain_breaks, trouble, with_addresses
from starl.web.journal import journal_of
from starl.web.pages.settings import options_of
from starl.web.render import back_to, fragment, page
from starl.web.routers import page_router

router = page_router()
PAGE = 40
"""Records on a page."""
_TAGS = 14
_KINDS = {
    "": "Everything",
    "entry": "Entries",
    "lesson": "Entries with a lesson",
    "open": "Lessons not lived by yet",
    "story": "Stories",
    "experience": "Experiences",
    "improvement": "Improvements",
}
_FIELDS = ("text", "mistake", "lesson", "cause", "when", "tags", "mood", "project", "attached", "template")


class Seek(NamedTuple):
    """What is looked for in the journal, as the address says it."""

    q: str
    tag: str
    since: str
    until: str
    kind: str
    start: int

    def address(self, **changed: Any) -> str:
        """The address of the page with some of it changed."""
        wanted = {**self._asdict(), "start": 0, **changed}
        query = urlencode({name: value for name, value in wanted.items() if value}, errors="replace")
        return f"/journal?{query}" if query else "/journal"


def seek(
    q: Annotated[str, Query(max_length=500)] = "",
    tag: Annotated[str, Query(max_length=200)] = "",
    since: Annotated[str, Query(max_length=60)] = "",
    until: Annotated[str, Query(max_length=60)] = "",
    kind: Annotated[str, Query(max_length=20)] = "",
    start: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Seek:
    """What the address asks for."""
    return Seek(q.strip(), tag.strip(), since.strip(), until.strip(), kind if kind in _KINDS else "", start)


def _found(store: Store, asked: Seek, now: dt.datetime) -> dict[str, Any]:
    """What answers it, for `journal_found.html`."""
    values: dict[str, Any] = {"asked": asked, "months": [], "hits": [], "more": False, "wrong": None}
    values |= {"number": None, "swapped": False, "title_of": title_of, "tags": _tags(store, asked.tag)}
    try:
        since, until = day_said(asked.since, now), day_said(asked.until, now)
        if asked.q or asked.kind in ("story", "experience", "improvement"):
            kinds = [RecordKind(asked.kind)] if asked.kind in set(RecordKind) else []
            if asked.kind in ("lesson", "open"):
                kinds = [RecordKind.ENTRY]
            labels = joined([asked.tag])
            hits = store.search(asked.q, kinds, labels, since, until, PAGE + 1, asked.start)
            values["more"] = len(hits) > PAGE
            if asked.kind in ("lesson", "open"):
                entries = store.entries.among(hit.id for hit in hits)
                hits = [hit for hit in hits if _is(entries[hit.id], asked.kind)]
            values["hits"] = with_addresses(store, hits[:PAGE])
            return values
    except StarlError as error:
        return values | {"wrong": trouble(error)}
    which = EntryFilter(
        joined([asked.tag]),
        since,
        until,
        lesson=True if asked.kind in ("lesson", "open") else None,
        applied=False if asked.kind == "open" else None,
    )
    entries_found = store.entries.select(which, PAGE + 1, asked.start)
    months = groupby(entries_found[:PAGE], key=lambda entry: entry.date.replace(day=1))
    values["months"] = [(month, list(group)) for month, group in months]
    return values | {"more": len(entries_found) > PAGE, "number": store.entries.number(which)}


def _is(entry: Entry, kind: str) -> bool:
    return bool(entry.lesson) and (kind == "lesson" or entry.applied is None)


def _tags(store: Store, chosen: str) -> list[tuple[str, int]]:
    """The tags that are used most, and the one that is chosen."""
    every = store.entries.tags()
    shown = list(every.items())[:_TAGS]
    if chosen and chosen.casefold() not in dict(shown):
        shown.append((chosen.casefold(), every.get(chosen.casefold(), 0)))
    return shown


def _journal(
    request: Request, asked: Seek, draft: dict[str, str], said: str | None = None, status: int = 200
) -> HTMLResponse:
    """The page, with what stands in the box for a new entry."""
    now = journal_of(request).now()
    try:
        offered = list(templates.templates(_folder(request)).values())
    except StarlError as error:
        offered, said = [], said or trouble(error)
    with journal_of(request).open() as store:
        values = _found(store, asked, now)
        total, binned = store.entries.count(), store.entries.number(EntryFilter(binned=True))
    return page(
        request,
        "journal.html",
        status,
        draft={name: draft.get(name, "") for name in _FIELDS},
        trouble=said,
        kinds=_KINDS,
        empty_journal=total == binned,
        binned=binned,
        templates=offered,
        **values,
    )


@router.get("/journal")
def journal(request: Request, asked: Annotated[Seek, Depends(seek)]) -> Response:
    """The page; for a script that searches as one types, only what was found."""
    if request.headers.get("HX-Request") != "true":
        return _journal(request, asked, {})
    with journal_of(request).open() as store:
        values = _found(store, asked, journal_of(request).now())
        empty = not store.entries.number()
    return HTMLResponse(
        fragment(request, "journal_found.html", **(values | {"empty_journal": empty, "swapped": True}))
    )


@router.post("/journal")
def note(
    request: Request,
    text: Annotated[str, Form(max_length=LONGEST)] = "",
    mistake: Annotated[str, Form(max_length=10_000)] = "",
    lesson: Annotated[str, Form(max_length=10_000)] = "",
    cause: Annotated[str, Form(max_length=10_000)] = "",
    when: Annotated[str, Form(max_length=60)] = "",
    tags: Annotated[str, Form(max_length=1_000)] = "",
    mood: Annotated[str, Form(max_length=200)] = "",
    project: Annotated[str, Form(max_length=200)] = "",
    attached: Annotated[str, Form(max_length=10_000)] = "",
    template: Annotated[str, Form(max_length=200)] = "",
    begin: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Keeps an entry, or, with `begin`, puts a template into the box."""
    text = plain_breaks(text).strip()
    draft = {
        "text": text, "mistake": mistake, "lesson": lesson, "cause": cause, "when": when, "tags": tags,
        "mood": mood, "project": project, "attached": attached, "template": template,
    }  # fmt: skip
    now = journal_of(request).now()
    asked = Seek("", "", "", "", "", 0)
    try:
        prompts = _begun(request, template, now).text if template else ""
        if prompts:
            text = templates.without_prompts(text, prompts)
        if begin:
            start = _begun(request, begin, now)
            draft["text"] = f"{text}\n\n{start.text}".strip("\n")
            draft["tags"] = ", ".join(joined(start.tags, tags.split(",")))
            return _journal(request, asked, draft | {"template": begin})
        entry = noted(
            text,
            now,
            said=when.strip() or None,
            tags=[tags],
            attached=[line.strip() for line in attached.splitlines() if line.strip()],
            mistake=plain_breaks(mistake),
            lesson=plain_breaks(lesson),
            cause=plain_breaks(cause),
            mood=mood,
            project=project,
        )
        if not says_something(entry):
            raise StarlError("there is nothing in it yet; say what happened, in a line")
        with journal_of(request).open() as store:
            kept = add(store, entry)
    except StarlError as error:
        return _journal(request, asked, draft, trouble(error), 400)
    tagged = " with " + brief(" ".join(f"#{tag}" for tag in kept.tags)) if kept.tags else ""
    return back_to("/journal", request, f"Kept for {kept.date:%A}, {kept.date.isoformat()}{tagged}.")


def _begun(request: Request, name: str, now: dt.datetime) -> Entry:
    """What a template starts an entry with. Raises StarlError where there is no such template."""
    found = templates.template(name, _folder(request))
    return read(found.text, Entry("", now, now, now.date(), ""), now)


def _folder(request: Request) -> Path:
    return options_of(request).home / templates.FOLDER
