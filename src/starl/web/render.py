"""Pages from templates."""

from __future__ import annotations

import datetime as dt
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from starl.paper.extra import installed
from starl.web.access import token
from starl.web.navigation import NAVIGATION, current
from starl.web.words import FILTERS

_HERE = Path(__file__).parent
STATIC = _HERE / "static"


@cache
def asset(name: str) -> str:
    """The address of a static file; it changes with the content, so that browsers may keep it for ever."""
    digest = sha256((STATIC / name).read_bytes()).hexdigest()[:10]
    return f"/static/{name}?{digest}"


@cache
def _environment(more: tuple[Path, ...]) -> Environment:
    environment = Environment(
        loader=FileSystemLoader([*more, _HERE / "templates"]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(asset=asset, files_extra=installed)
    environment.filters.update(FILTERS)
    return environment


def read_templates(more: tuple[Path, ...]) -> None:
    """Reads all templates, those of other folders before one's own of the same name, so that no request waits for one."""
    environment = _environment(more)
    for name in environment.list_templates(["html"]):
        environment.get_template(name)


def page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page: a template of `templates/` with these values, and what every page is given."""
    now: dt.datetime = request.app.state.options.clock()
    places = getattr(request.state, "navigation", NAVIGATION)
    text = (
        _environment_of(request)
        .get_template(template)
        .render(
            request=request,
            path=request.url.path,
            here=current(request.url.path, places),
            csrf=token(request),
            look=getattr(request.state, "look", None) or request.app.state.look,
            navigation=places,
            account=getattr(request.state, "account", None),
            flashes=request.session.pop("flashes", []),
            now=now,
            today=now.date(),
            password=request.app.state.options.password is not None,
            **values,
        )
    )
    return HTMLResponse(text, status)


def bare_page(request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page for somebody who is not the owner: without navigation, session and token."""
    return HTMLResponse(
        _environment_of(request).get_template(template).render(request=request, **values), status
    )


def fragment(request: Request, template: str, **values: Any) -> str:
    """A part of a page, for a script to put into it."""
    return _environment_of(request).get_template(template).render(csrf=token(request), **values)


def _environment_of(request: Request) -> Environment:
    return _environment(getattr(request.app.state, "templates", ()))


def flash(request: Request, text: str, kind: str = "good") -> None:
    """A word for the top of the next page. kind: `good` or `bad`."""
    request.session.setdefault("flashes", []).append([kind, text])


def back_to(address: str, request: Request | None = None, said: str | None = None) -> Response:
    """Sends the browser to a page after something was done."""
    if request is not None and said:
        flash(request, said)
    return RedirectResponse(address, 303)


def within(request: Request, default: str) -> str:
    """The page that a form came from, if it was one of ours; never another site."""
    given = str(request.query_params.get("next", ""))
    return given if given.startswith("/") and not given.startswith(("//", "/\\")) else default


def marked(snippet: str, start: str, end: str) -> Markup:
    """A search snippet with its hits between `<mark>`; all else is escaped."""
    return Markup(str(escape(snippet)).replace(start, "<mark>").replace(end, "</mark>"))  # noqa: S704 (escaped)
