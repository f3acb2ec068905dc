"""`starl experiences`."""

from __future__ import annotations

import json
import sys

import click

from starl.cli.journal import home_option, opened
from starl.cli.safe import one_line
from starl.model.journal import Experience, ExperienceStatus
from starl.store.store import Store


@click.command()
@click.option("--dismissed", is_flag=True, help="Those that you dismissed instead.")
@click.option(
    "--forget",
    "forgotten",
    multiple=True,
    metavar="ID",
    help="Forget your answer, so that the inventory offers it again. Entries and stories made from it stay.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="How to print the list. [text]",
)
@home_option
def command(dismissed: bool, forgotten: tuple[str, ...], form: str, home: str | None) -> int:
    """What you kept of the inventory's list, the highest score first.

    `starl inventory PATH` finds candidates.
    """
    with opened(home) as store:
        if forgotten:
            from starl.inventory.answers import forget

            with store.transaction():
                for prefix in forgotten:
                    item = store.experiences.find(prefix)
                    forget(store, item.id)
                    click.echo(f"Forgotten: {one_line(item.title)}")
            return 0
        status = ExperienceStatus.DISMISSED if dismissed else ExperienceStatus.KEPT
        found = store.experiences.select([status])
        if form == "json":
            utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
            items = {"version": 1, "experiences": [_as_json(item) for item in found]}
            click.echo(json.dumps(items, indent=2, ensure_ascii=not utf8))
        elif not found:
            click.echo(
                "None dismissed." if dismissed else "None kept yet; `starl inventory PATH` finds candidates."
            )
        for item in found if form == "text" else ():
            click.echo(_line(store, item))
    return 0


def _line(store: Store, item: Experience) -> str:
    made = [word for word, there in (("entry", item.entry), ("story", item.story)) if there]
    tail = f"  [{', '.join(made)}]" if made else ""
    where = f"{one_line(item.project)}: " if item.project else ""
    return f"{store.experiences.short(item.id):<8}  {item.score:.2f}  {item.date.isoformat()}  {where}{one_line(item.title)}{tail}"


def _as_json(item: Experience) -> dict[str, object]:
    return {
        "id": item.id,
        "score": item.score,
        "date": item.date.isoformat(),
        "title": item.title,
        "project": item.project,
        "status": item.status.value,
        "reasons": list(item.reasons),
        "evidence": [
            {
                "kind": e.kind,
                "reference": e.reference,
                "text": e.text,
                "date": e.date.isoformat() if e.date else None,
            }
            for e in item.evidence
        ],
        "entry": item.entry,
        "story": item.story,
    }
