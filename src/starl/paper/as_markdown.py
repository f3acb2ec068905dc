"""Blocks as Markdown that reads back as the same blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from starl.paper.blocks import Block, Kind, Paper, Run, Style
from starl.text.lazy import lazy

_MARKS = {Style.STRONG: "**", Style.EM: "*", Style.PLAIN: ""}
_OPENS = lazy(
    r"^(?:#{1,6}(?=\s|$)|[-+*](?=\s|$)|>|\d{1,9}(?=[.)](?:\s|$))|```|~~~|=+\s*$|-{2,}\s*$)", re.MULTILINE
)
_INLINE = lazy(r"[\\`*_&<]")


def as_markdown(paper: Paper) -> str:
    """The whole paper."""
    head = [Block(Kind.HEADING, (Run(paper.title),), 1)]
    if paper.subtitle:
        head.append(Block(Kind.TEXT, (Run(paper.subtitle),)))
    body = (
        one._replace(level=one.level + paper.below) if one.kind is Kind.HEADING else one for one in paper.body
    )
    return markdown_of([*head, *body])


def markdown_of(blocks: Iterable[Block]) -> str:
    """The blocks one after the other; those of a list without an empty line between."""
    written = ""
    before: Kind | None = None
    for one in blocks:
        tight = one.kind is before and one.kind in (Kind.ITEM, Kind.TERM)
        written += ("" if tight or not written else "\n") + _block(one) + "\n"
        before = one.kind
    return written


def _block(one: Block) -> str:
    if one.kind is Kind.CODE:
        fence = "```" if "```" not in one.text else "~~~"
        return f"{fence}\n{one.text}\n{fence}"
    words = inline(one.runs)
    if one.kind is Kind.HEADING:
        return f"{'#' * one.level} {' '.join(words.split())}"
    if one.kind is Kind.ITEM:
        return f"{'  ' * (one.level - 1)}- {_guarded(words)}"
    if one.kind is Kind.TERM:
        return f"- **{one.label}:** {words}"
    return f"> {words}" if one.kind is Kind.NOTE else _guarded(words)


def inline(runs: Iterable[Run]) -> str:
    """Words with the marks of their styles. What only looks like a mark is escaped."""
    written = ""
    for run in runs:
        if run.style is Style.CODE:
            ticks = "``" if "`" in run.text else "`"
            written += f"{ticks}{run.text}{ticks}"
            continue
        mark = _MARKS[run.style]
        inner = run.text.strip() if mark else run.text
        if not inner:
            written += run.text
            continue
        lead, tail = run.text.split(inner, 1) if mark else ("", "")
        written += lead + mark + _escaped(inner) + mark + tail
    return written


def _escaped(text: str) -> str:
    return _INLINE.sub(lambda match: _needed(text, match), text).replace("\n", "\\\n")


def _needed(text: str, match: re.Match[str]) -> str:
    """The character, escaped where a reader of Markdown could take it for more than itself."""
    sign, before, after = (
        match[0],
        text[match.start() - 1 : match.start()],
        text[match.end() : match.end() + 1],
    )
    if sign == "_" and before.isalnum() and after.isalnum():
        return sign
    if sign == "*" and (not before or before.isspace()) and (not after or after.isspace()):
        return sign
    if sign == "\\" and after.isalnum():
        return sign
    if sign == "<" and after != "!":
        return sign
    if sign == "&" and not re.match(r"#?\w{1,32};", text[match.end() : match.end() + 34]):
        return sign
    return "\\" + sign


def _guarded(words: str) -> str:
    """With what would open a heading, a list or a quote escaped."""
    return _OPENS.sub(lambda match: match[0] + "\\" if match[0].isdigit() else "\\" + match[0], words)
