"""The inventory's list, for people and for programs."""

from __future__ import annotations

import textwrap
from typing import Any

import click

from starl.cli.safe import one_line
from starl.inventory.candidate import Candidate, short_references
from starl.inventory.scan import Scan
from starl.model.journal import Evidence

_WIDTH = 100
_INDENT = " " * 7
_TITLE = " " * 31


def render(done: Scan, limit: int, *, verbose: bool, colour: bool) -> str:
    """The list with what was looked at before it and what can be done after it."""
    lines = [dim(f"Looked at {one_line('; '.join(done.looked_at))}.", colour)] if done.looked_at else []
    lines += [dim(one_line(note) + ".", colour) for note in done.notes]
    names = short_references(done.candidates)
    for number, item in enumerate(done.candidates[:limit], 1):
        lines += ["", *block(item, names[item.source], colour=colour, number=number, verbose=verbose)]
    lines += ["", _end(done, limit)]
    return "\n".join(lines).lstrip("\n")


def block(item: Candidate, name: str, *, colour: bool, number: int, verbose: bool) -> list[str]:
    """One candidate: a line with its score, day, reference and title, then the reasons, then perhaps the evidence."""
    title = textwrap.wrap(one_line(item.title), _WIDTH - len(_TITLE)) or [""]
    head = f"{number:>3}. {item.score:.2f}  {item.date.isoformat()}  {bold(f'{name:<8}', colour)}  {bold(title[0], colour)}"
    lines = [head, *(_TITLE + bold(rest, colour) for rest in title[1:])]
    where = f"{one_line(item.project)}: " if item.project else ""
    lines += _wrapped(where + ". ".join(_sentence(reason) for reason in item.reasons) + ".")
    if verbose:
        lines += [line for piece in item.evidence for line in _evidence(piece, colour)]
    return lines


def _sentence(reason: str) -> str:
    reason = one_line(reason)
    return reason[:1].upper() + reason[1:]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT, break_on_hyphens=False
    )


def _evidence(piece: Evidence, colour: bool) -> list[str]:
    day = piece.date.isoformat() if piece.date else ""
    text = f"{day} {piece.kind} {one_line(piece.reference)}"
    if piece.text and piece.text != piece.reference:
        text += f"  {one_line(piece.text)}"
    pad = _INDENT + "  "
    return [
        dim(line, colour)
        for line in textwrap.wrap(
            text, _WIDTH + 10, initial_indent=_INDENT, subsequent_indent=pad, break_on_hyphens=False
        )
    ]


def _end(done: Scan, limit: int) -> str:
    number = len(done.candidates)
    before = f" {done.answered} that you answered before are left out." if done.answered else ""
    if not number:
        return (
            "Nothing was found that did not go as planned." if not done.errors else "Nothing was found."
        ) + before
    more = f" {number - limit} more with --limit {number}." if number > limit else ""
    return (
        f"{number} candidate{'s' if number != 1 else ''}.{more}{before} Nothing is stored until you say so:\n"
        "starl inventory keep|dismiss|entry|story REF..., starl inventory merge REF REF."
    )


def as_json(done: Scan, limit: int) -> dict[str, Any]:
    """The documented shape of `--format json`."""
    names = short_references(done.candidates)
    return {
        "version": 1,
        "candidates": [_item(item, names[item.source]) for item in done.candidates[:limit]],
        "more": max(0, len(done.candidates) - limit),
        "answered": done.answered,
        "notes": done.notes,
        "errors": done.errors,
    }


def _item(item: Candidate, name: str) -> dict[str, Any]:
    return {
        "ref": name,
        "score": item.score,
        "date": item.date.isoformat(),
        "title": item.title,
        "project": item.project,
        "reasons": list(item.reasons),
        "signs": [{"kind": sign.kind, "weight": sign.weight, "reason": sign.reason} for sign in item.signs],
        "evidence": [
            {
                "kind": piece.kind,
                "reference": piece.reference,
                "text": piece.text,
                "date": piece.date.isoformat() if piece.date else None,
            }
            for piece in item.evidence
        ],
        "source": {"kind": item.source.kind, "key": item.source.key},
        "parts": [{"kind": source.kind, "key": source.key} for source in item.parts],
    }


def bold(text: str, colour: bool) -> str:
    """Bold, where there is colour."""
    return click.style(text, bold=True) if colour else text


def dim(text: str, colour: bool) -> str:
    """Dim, where there is colour."""
    return click.style(text, dim=True) if colour else text
