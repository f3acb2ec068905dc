"""Settings: how it looks, where the journal is, and what can be done with all of it."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

from fastapi import Form, HTTPException, Request
from starlette.responses import Response

from starl.model.report import Level
from starl.store.backup import FOLDER, backups
from starl.store.faults import without_password
from starl.store.home import is_address
from starl.store.store import Store
from starl.web import patterns, uploads
from starl.web.journal import journal_of
from starl.web.options import Options
from starl.web.render import back_to, page
from starl.web.routers import page_router
from starl.web.words import many

router = page_router()
ERASE = "delete everything"
"""What a person types before all is removed."""
COPIES = 60
"""Backups on the page, the newest."""
FORMS = (("", "Find out"), ("starl", "An export of starl"), ("jrnl", "jrnl"), ("dayone", "Day One"),
         ("markdown", "Markdown notes"), ("csv", "A table (CSV)"))  # fmt: skip
LEVELS = {
    Level.JUNIOR: "Your first years: a failure of your own work, seen clearly, is enough.",
    Level.MID: "You own features: your part, and what you changed after.",
    Level.SENIOR: "You own systems: a change that holds beyond yourself.",
    Level.STAFF: "You own direction: what the organisation does differently since.",
}


class Theme(StrEnum):
    """How the pages look."""

    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


def options_of(request: Request) -> Options:
    """How the server was told to run; on a shared server with a home of the account's own."""
    options: Options = getattr(request.state, "options", None) or request.app.state.options
    return options


def journal_file(request: Request) -> Path:
    """The journal's file. Raises 400 where the journal is in PostgreSQL."""
    location = options_of(request).location
    if is_address(location):
        raise HTTPException(
            400, "A journal in PostgreSQL is backed up by its server (pg_dump); the export has all of it too."
        )
    return Path(location)


def take_look(request: Request, store: Store) -> None:
    """Lets the pages look as the journal's setting says: after another journal was put in its place."""
    state = request.state if hasattr(request.state, "look") else request.app.state
    state.look = store.settings.get("web.theme", Theme.AUTO.value)


@router.get("/settings")
def show(request: Request) -> Response:
    """All of them."""
    return _settings(request)


def _settings(request: Request, problems: list[str] | None = None) -> Response:
    options = options_of(request)
    in_file = not is_address(options.location)
    journal = Path(options.location)
    with journal_of(request).open() as store:
        level = Level(store.settings.get("web.level", Level.MID.value))
        numbers = (
            many(store.entries.count(), "entry", "entries"),
            many(store.stories.count(), "story", "stories"),
            many(store.experiences.count(), "experience"),
            many(store.improvements.count(), "improvement"),
            many(store.cards.count(), "card"),
        )
    copies = backups(journal) if in_file else []
    return page(
        request,
        "settings.html",
        themes=list(Theme),
        levels=LEVELS,
        level=level,
        home=options.home,
        place=without_password(options.location) if not in_file else str(journal),
        in_file=in_file,
        bytes=_bytes(journal) if in_file else None,
        numbers=numbers,
        problems=problems,
        copies=[(copy, copy.path.stat().st_size) for copy in copies[:COPIES]],
        all_copies=len(copies),
        copies_in=journal.parent / FOLDER,
        forms=FORMS,
        erase=ERASE,
    )


def _bytes(journal: Path) -> int:
    """What the journal's file and those beside it take."""
    files = (journal.with_name(journal.name + end) for end in ("", "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())


@router.post("/settings/look")
def look(request: Request, theme: Annotated[Theme, Form()]) -> Response:
    """Sets how the pages look."""
    with journal_of(request).open() as store:
        store.settings.set("web.theme", theme.value)
        take_look(request, store)
    return back_to("/settings")


@router.post("/settings/level")
def level(request: Request, level: Annotated[Level, Form()]) -> Response:
    """Sets the seniority that the coach judges at."""
    with journal_of(request).open() as store:
        store.settings.set("web.level", level.value)
    return back_to("/settings", request, f"The coach now judges as for {level.value}.")


@router.post("/settings/check")
def check(request: Request) -> Response:
    """Looks whether the journal is sound."""
    with journal_of(request).open() as store:
        problems = store.engine.check()
    return _settings(request, problems)


@router.post("/settings/erase")
def erase(request: Request, words: Annotated[str, Form(max_length=100)]) -> Response:
    """Removes everything from the journal, once the person typed what ERASE says."""
    if " ".join(words.split()).lower() != ERASE:
        return back_to("/settings#erase", request, f"Nothing was removed. Type “{ERASE}” if you mean it.")
    journal = journal_of(request)
    request.app.state.hearings.drop_all()
    with journal.alone(), journal.engine.connected():
        store = Store(journal.engine, clock=journal.clock)
        store.erase()
        take_look(request, store)
    patterns.forget()
    uploads.forget_all(options_of(request).home)
    request.session.pop("skipped", None)
    return back_to(
        "/settings",
        request,
        "Everything is gone from the journal. Backups and exports are files of their own, and stay.",
    )
