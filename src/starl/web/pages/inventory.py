"""The inventory: looking for what did not go as planned, and saying what is worth a story."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from fastapi import Depends, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from starl.errors import StarlError
from starl.inventory.candidate import reference
from starl.inventory.last import bound
from starl.inventory.person import Person
from starl.inventory.remembered import remember_one
from starl.inventory.scan import Request as Wanted
from starl.store.store import Store
from starl.web.entries import brief, day_said, plain_breaks, trouble
from starl.web.journal import journal_of
from starl.web.render import back_to, flash, fragment, page
from starl.web.routers import page_router
from starl.web.scans import VERBS, Done, Scans

router = page_router()
PAGE = 40
"""Candidates on a page."""
_WHOSE = {"mine": "Mine: the user of each repository", "named": "Of these people", "everyone": "Everybody's"}


def scans_of(request: Request) -> Scans:
    """The scans of the server."""
    scans: Scans = request.app.state.scans
    return scans


def _list(scans: Scans, start: int, said: str | None = None, wrong: bool = False) -> dict[str, Any]:
    """What `candidates.html` is given."""
    found = scans.found
    candidates = found.candidates if found else []
    start = start if start < len(candidates) else max(0, (len(candidates) - 1) // PAGE * PAGE)
    shown = [(reference(item.source), item) for item in candidates[start : start + PAGE]]
    more = start + PAGE if len(candidates) > start + PAGE else None
    return {
        "found": found, "shown": shown, "number": len(candidates), "start": start, "more": more,
        "last": scans.done[-1] if scans.done else None, "done": len(scans.done), "said": said, "wrong": wrong,
    }  # fmt: skip


def _page(
    request: Request,
    start: int = 0,
    fields: dict[str, str] | None = None,
    scan_trouble: str | None = None,
    one: dict[str, str] | None = None,
    one_trouble: str | None = None,
) -> HTMLResponse:
    scans = scans_of(request)
    with journal_of(request).open() as store:
        kept = store.experiences.select(limit=1)
    return page(
        request,
        "inventory.html",
        400 if scan_trouble or one_trouble else 200,
        running=scans.running,
        progress=scans.said,
        fields=fields or _fields(scans.last()),
        whose=_WHOSE,
        scan_trouble=scan_trouble,
        one=one or {"title": "", "when": "", "project": "", "summary": ""},
        one_trouble=one_trouble,
        any_kept=bool(kept),
        **_list(scans, start),
    )


def _fields(last: Wanted | None) -> dict[str, str]:
    """The form, as it was sent last."""
    if last is None:
        return {"paths": "", "whose": "mine", "names": "", "since": "", "until": ""}
    person = last.person
    return {
        "paths": "\n".join(map(str, last.paths)),
        "whose": "everyone" if person.everyone else "named" if person.names else "mine",
        "names": ", ".join(person.names),
        "since": last.since.isoformat() if last.since else "",
        "until": last.until.isoformat() if last.until else "",
    }


@router.get("/inventory")
def inventory(request: Request, start: Annotated[int, Query(ge=0, le=1_000_000)] = 0) -> Response:
    """What can be looked for, how far a scan is, and what it found."""
    return _page(request, start)


@router.get("/inventory/progress")
def progress(request: Request) -> Response:
    """How far the scan is, for a page that asks again and again; at its end the page is loaded anew."""
    scans = scans_of(request)
    if not scans.running:
        return Response(status_code=200, headers={"HX-Refresh": "true"})
    return HTMLResponse(fragment(request, "scan_progress.html", progress=scans.said))


@router.post("/inventory/scan")
def scan(
    request: Request,
    paths: Annotated[str, Form(max_length=10_000)] = "",
    whose: Annotated[str, Form(max_length=10)] = "mine",
    names: Annotated[str, Form(max_length=1_000)] = "",
    since: Annotated[str, Form(max_length=20)] = "",
    until: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Starts a scan of the paths that the person typed."""
    fields = {"paths": plain_breaks(paths), "whose": whose, "names": names, "since": since, "until": until}
    try:
        scans_of(request).start(_wanted(**fields))
    except StarlError as error:
        return _page(request, fields=fields, scan_trouble=trouble(error))
    return back_to("/inventory")


def _wanted(paths: str, whose: str, names: str, since: str, until: str) -> Wanted:
    """What a form asks for. Raises StarlError where it cannot be looked for."""
    lines = list(dict.fromkeys(line.strip() for line in paths.splitlines() if line.strip()))
    if not lines:
        raise StarlError("name at least one folder or file to look through")
    called = tuple(name.strip() for name in names.split(",") if name.strip())
    if whose == "named" and not called:
        raise StarlError("say whose failures to look for: names or mail addresses, with commas")
    return Wanted(
        tuple(map(_path, lines)),
        Person(called if whose == "named" else (), whose == "everyone"),
        bound(since.strip(), last=False) if since.strip() else None,
        bound(until.strip(), last=True) if until.strip() else None,
    )


def _path(line: str) -> Path:
    try:
        path = Path(line).expanduser()
        there = path.is_absolute() and path.exists()
    except (RuntimeError, OSError, ValueError):
        path, there = Path(line), False
    if not path.is_absolute():
        raise StarlError(f"'{line}' is no whole path; begin it with / or ~, such as ~/code/shop")
    if not there:
        raise StarlError(f"'{line}' is not there, or may not be looked into; mind the spelling")
    return path


@router.post("/inventory/stop")
def stop(request: Request) -> Response:
    """Stops the scan."""
    scans_of(request).stop(2)
    return back_to("/inventory")


async def pressed(request: Request) -> tuple[str, str, list[str]]:
    """Which button of the list was pressed, for which candidate, and which are ticked."""
    form = await request.form()
    verb = next((name for name in (*VERBS, "merge", "above", "undo") if name in form), "")
    return verb, str(form.get(verb, "")), [str(name) for name in form.getlist("with")]


@router.post("/inventory/answer")
def answer(
    request: Request,
    button: Annotated[tuple[str, str, list[str]], Depends(pressed)],
    start: Annotated[int, Form(ge=0, le=1_000_000)] = 0,
) -> Response:
    """Carries out what was said of a candidate."""
    wrong = False
    try:
        with journal_of(request).open() as store:
            said = _carried_out(scans_of(request), store, *button)
    except StarlError as error:
        said, wrong = trouble(error), True
    if request.headers.get("HX-Request") == "true":
        return HTMLResponse(
            fragment(request, "candidates.html", **_list(scans_of(request), start, said, wrong))
        )
    flash(request, brief(said, 240), "bad" if wrong else "good")
    return RedirectResponse(f"/inventory?start={start}#list", 303)


def _carried_out(scans: Scans, store: Store, verb: str, name: str, ticked: list[str]) -> str:
    if verb == "undo":
        return f"Taken back: {brief(scans.undo(store).answer.experience.title)}"
    if verb == "above":
        return told(scans.answer(store, "merge", [scans.above(name), name]))
    if verb == "merge":
        return told(scans.answer(store, "merge", [*filter(None, [name]), *ticked]))
    if verb not in VERBS:
        raise StarlError("say what to do with it: keep, dismiss, merge, entry or story")
    return told(scans.answer(store, verb, [name]))


def told(done: Done) -> str:
    """What was done, in a line."""
    title = brief(done.answer.experience.title)
    return {
        "keep": f"Kept: {title}",
        "dismiss": f"Not offered again: {title}",
        "entry": f"Kept, and an entry made: {title}",
        "story": f"Kept, and a story started: {title}",
        "merge": f"Kept as one with {len(done.taken) - 1} more: {title}",
    }[done.verb]


@router.post("/inventory/remember")
def remember(
    request: Request,
    title: Annotated[str, Form(max_length=200)] = "",
    when: Annotated[str, Form(max_length=60)] = "",
    project: Annotated[str, Form(max_length=200)] = "",
    summary: Annotated[str, Form(max_length=20_000)] = "",
) -> Response:
    """Keeps an experience that the person remembers."""
    now = journal_of(request).now()
    try:
        day = day_said(when, now) or now.date()
        with journal_of(request).open() as store:
            kept = remember_one(store, title, day, plain_breaks(summary), project)
    except StarlError as error:
        one = {"title": title, "when": when, "project": project, "summary": plain_breaks(summary)}
        return _page(request, one=one, one_trouble=trouble(error))
    return back_to(
        f"/inventory/kept/{kept.id}", request, "Kept. It can become an entry or a story whenever you like."
    )
