"""Backups: a copy now, and one put back while the server runs."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import Form, HTTPException, Request
from starlette.responses import Response

from starl.errors import StarlError
from starl.store.backup import backups, check_file, restore, save_copy
from starl.store.migrate import bring_up
from starl.store.store import Store
from starl.web import patterns
from starl.web.journal import journal_of
from starl.web.pages.settings import journal_file, take_look
from starl.web.render import back_to
from starl.web.routers import page_router

router = page_router()
_LABEL = "manual"


@router.post("/settings/backup")
def back_up(request: Request) -> Response:
    """Makes a copy of the journal and looks whether it is sound."""
    made = save_copy(journal_file(request), _LABEL)
    problems = check_file(made)
    if problems:
        raise StarlError(
            f"{made}: the copy is not sound ({problems[0]}), so the journal is not either. Put a sound copy back"
        )
    return back_to("/settings#backups", request, f"{made.name} is there.")


@router.post("/settings/restore")
def put_back(
    request: Request,
    name: Annotated[str, Form(max_length=200)],
    sure: Annotated[bool, Form()] = False,
) -> Response:
    """Puts a copy in the place of the journal. What is replaced is kept beside it, as on the command line."""
    path = journal_file(request)
    chosen = next((copy for copy in backups(path) if copy.path.name == name), None)
    if chosen is None:
        raise HTTPException(404, "There is no such backup.")
    if chosen.encrypted:
        raise HTTPException(
            400, f"This backup is encrypted: starl backup restore {name} asks for what opens it."
        )
    if not sure:
        return back_to("/settings#backups", request, "Nothing was put back; tick the box if you mean it.")
    journal = journal_of(request)
    with journal.alone():
        replaced = restore(path, chosen.path, dt.datetime.now(dt.UTC))
        with journal.engine.connected():
            bring_up(journal.engine)
            take_look(request, Store(journal.engine, clock=journal.clock))
    patterns.forget()
    made = chosen.made.astimezone()
    said = f"The journal is that of {made.day} {made:%B %Y, %H:%M} again."
    if replaced:
        said += f" What was there is kept as {replaced.name}, beside it."
    return back_to("/settings#backups", request, said)
