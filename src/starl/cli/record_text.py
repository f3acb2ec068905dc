"""Records of the journal as a person reads them."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Sequence

from starl.cli.colour import Paint
from starl.cli.safe import one_line, shown
from starl.model.journal import Entry, Experience, Improvement

_NAME = 12
"""Columns of a field's name."""


def entry_text(entry: Entry, identifier: str, paint: Paint, room: int) -> str:
    """An entry: a head, its fields, its text."""
    at = f" {entry.at.isoformat('minutes')}" if entry.at else ""
    fields: list[tuple[str, str | None]] = [
        ("mistake", entry.mistake),
        ("cause", entry.cause),
        ("lesson", entry.lesson),
        ("applied", f"since {entry.applied}" if entry.applied else None),
        ("project", entry.project),
        ("mood", entry.mood),
        *(("attached", path) for path in entry.attachments),
        ("from", entry.source and f"{entry.source.kind}: {entry.source.key}"),
    ]
    head = _head("Entry", identifier, f"{entry.date:%a} {entry.date}{at}", entry.binned, paint)
    tags = one_line(" ".join(f"#{tag}" for tag in entry.tags))
    blocks = [
        f"{head}  {paint(tags, fg='cyan')}" if tags else head,
        shown(entry.text.strip()),
        _fields(fields, paint, room),
    ]
    return "\n\n".join(filter(None, blocks))


def experience_text(item: Experience, identifier: str, paint: Paint, room: int) -> str:
    """An experience: its title, what speaks for a story in it, its evidence."""
    fields: list[tuple[str, str | None]] = [
        ("status", item.status.value),
        ("score", f"{item.score:.2f}"),
        *(("reason", reason) for reason in item.reasons),
        *(
            ("evidence", f"{e.kind} {e.reference}{f', {e.date}' if e.date else ''}: {e.text}")
            for e in item.evidence
        ),
        ("project", item.project),
        ("from", item.source and f"{item.source.kind}: {item.source.key}"),
    ]
    head = _head("Experience", identifier, str(item.date), None, paint)
    blocks = [
        head,
        paint(one_line(item.title), bold=True),
        shown(item.summary.strip()),
        _fields(fields, paint, room),
    ]
    return "\n\n".join(filter(None, blocks))


def improvement_text(item: Improvement, identifier: str, paint: Paint, room: int) -> str:
    """An improvement: the chain, and whether it held."""
    fields: list[tuple[str, str | None]] = [
        ("weakness", item.weakness),
        ("learning", item.learning),
        ("improvement", item.change),
        ("look again", str(item.due) if item.due else None),
        ("outcome", item.outcome and item.outcome.value.replace("_", " ")),
        ("note", item.note),
    ]
    return f"{_head('Improvement', identifier, str(item.created.date()), None, paint)}\n\n{_fields(fields, paint, room)}"


def _head(noun: str, identifier: str, date: str, binned: dt.datetime | None, paint: Paint) -> str:
    head = f"{paint(noun, bold=True)} {paint(identifier, fg='yellow')}  {paint(date, dim=True)}"
    return f"{head}  {paint('in the bin', fg='red')}" if binned else head


def _fields(fields: Sequence[tuple[str, str | None]], paint: Paint, room: int) -> str:
    lines = []
    for name, value in fields:
        if value:
            inner = [
                piece
                for line in shown(value.strip()).split("\n")
                for piece in textwrap.wrap(line, room - _NAME, break_long_words=False, break_on_hyphens=False)
                or [""]
            ]
            lines.append(paint(f"{name:<{_NAME}}", dim=True) + inner[0])
            lines += [" " * _NAME + piece for piece in inner[1:]]
    return "\n".join(lines)
