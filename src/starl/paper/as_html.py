"""A paper as one HTML file that needs nothing else: no script, no address, no font of others."""

from __future__ import annotations

import base64
from hashlib import sha256
from html import escape
from itertools import groupby

from starl.content import content_text
from starl.paper.blocks import Block, Kind, Paper, Run, Style

_TAGS = {Style.STRONG: "strong", Style.EM: "em", Style.CODE: "code"}


def as_html(paper: Paper) -> str:
    """The whole file. Its policy lets in its own style sheet, by its hash, and nothing else."""
    style = content_text("paper/paper.css")
    allowed = base64.b64encode(sha256(style.encode()).digest()).decode()
    subtitle = f'<p class="subtitle">{escape(paper.subtitle)}</p>\n' if paper.subtitle else ""
    body = "".join(_group(kind, list(group)) for kind, group in groupby(paper.stepped, _kind))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy" content="'
        f"default-src 'none'; style-src 'sha256-{allowed}'; base-uri 'none'; form-action 'none'\">\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(paper.title)}</title>\n<style>{style}</style>\n</head>\n"
        f"<body{' class=sheet' if paper.sheet else ''}>\n<main>\n<h1>{escape(paper.title)}</h1>\n"
        f"{subtitle}{body}</main>\n</body>\n</html>\n"
    )


def _kind(one: Block) -> Kind:
    return one.kind


def _group(kind: Kind, blocks: list[Block]) -> str:
    if kind is Kind.ITEM:
        return (
            "<ul>\n"
            + "".join(f'<li class="l{one.level}">{inline(one.runs)}</li>\n' for one in blocks)
            + "</ul>\n"
        )
    if kind is Kind.TERM:
        rows = (f"<div><dt>{escape(one.label)}</dt><dd>{inline(one.runs)}</dd></div>\n" for one in blocks)
        return f"<dl>\n{''.join(rows)}</dl>\n"
    return "".join(_block(one) for one in blocks)


def _block(one: Block) -> str:
    if one.kind is Kind.HEADING:
        return f"<h{one.level}>{inline(one.runs)}</h{one.level}>\n"
    if one.kind is Kind.CODE:
        return f"<pre>{escape(one.text)}</pre>\n"
    return f"<p{' class=note' if one.kind is Kind.NOTE else ''}>{inline(one.runs)}</p>\n"


def inline(runs: tuple[Run, ...]) -> str:
    """Words with their tags; line breaks are kept."""
    return "".join(_run(run) for run in runs).replace("\n", "<br>")


def _run(run: Run) -> str:
    tag = _TAGS.get(run.style)
    return f"<{tag}>{escape(run.text)}</{tag}>" if tag else escape(run.text)
