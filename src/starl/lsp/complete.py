"""What can be typed next: headings of sections that are missing, facts that are not there, codes to silence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lsprotocol import types

from starl.coach.catalogue import described_rules
from starl.lsp.desk import Checked
from starl.model.story import Section, Span
from starl.text.markdown import FACT_KEYS
from starl.text.writer import QUESTIONS

TRIGGERS = ["#", "-", " "]
_HEADING = re.compile(r"[ ]{0,3}(#{0,6})[ \t]*[A-Za-z]*$")
_FACT = re.compile(r"[ \t]*[-*+][ \t]*[A-Za-z]*$")
_IGNORE = re.compile(r"<!--\s*starl:\s*ignore\s+(?:[A-Z]\d{3}\s*,\s*)*([A-Za-z]?\d{0,3})$")


def completions(checked: Checked, offset: int, *, typed: bool) -> list[types.CompletionItem]:
    """What fits before the cursor. typed: whether a sign was typed, not asked for; then a bare space says nothing."""
    line = checked.lines.line_of(offset)
    before = checked.text[line.start : offset]
    if not checked.story.headings and checked.story.has_headings:
        return []
    ignore = _IGNORE.search(before)
    if ignore:
        return list(_codes(checked, Span(offset - len(ignore[1]), offset)))
    if typed and not before.strip():
        return []
    whole = Span(line.start, offset)
    items: list[types.CompletionItem] = []
    heading = _HEADING.fullmatch(before)
    if heading and (heading[1] or not before.strip()):
        items += _headings(checked, whole, heading[1] or "##")
    if _FACT.fullmatch(before) or not before.strip():
        items += _facts(checked, whole, before, offset)
    return items


def _headings(checked: Checked, span: Span, marks: str) -> Iterator[types.CompletionItem]:
    line = checked.lines.line_of(span.end)
    here = {found.end for found in checked.story.headings if line.start <= found.start <= line.end}
    there = {part.section for part in checked.story.parts if part.span.start not in here}
    marks = "##" if marks == "#" else marks
    newline = "\r\n" if "\r\n" in checked.text else "\n"
    for number, section in enumerate(Section):
        if section not in there:
            heading = f"{marks} {section.value.capitalize()}"
            yield _item(
                checked, span, heading, f"{heading}{newline}<!-- {QUESTIONS[section]} -->{newline}",
                types.CompletionItemKind.Struct, QUESTIONS[section], f"0{number}",
            )  # fmt: skip


def _facts(checked: Checked, span: Span, before: str, offset: int) -> Iterator[types.CompletionItem]:
    part = next(
        (part for part in checked.story.parts if part.section and part.span.start <= offset <= part.span.end),
        None,
    )
    if part is None or part.section is None:
        return
    line = checked.lines.line_of(offset)
    there = {
        fact.key
        for fact in checked.story.facts
        if fact.section is part.section and not line.start <= fact.span.start <= line.end
    }
    lead = before[: len(before) - len(before.lstrip())]
    bullet = before.strip()[:1] or "-"
    for number, key in enumerate(FACT_KEYS[part.section]):
        if key not in there:
            text = f"{lead}{bullet} {key}: "
            detail = f"a fact of the {part.section.value}"
            yield _item(
                checked,
                span,
                f"{bullet} {key}",
                text,
                types.CompletionItemKind.Property,
                detail,
                f"1{number}",
            )


def _codes(checked: Checked, span: Span) -> Iterator[types.CompletionItem]:
    fired = {item.code for item in checked.findings}
    for rule in described_rules():
        order = f"{int(rule.code not in fired)}{rule.code}"
        yield _item(checked, span, rule.code, rule.code, types.CompletionItemKind.Value, rule.name, order)


def _item(
    checked: Checked,
    span: Span,
    label: str,
    text: str,
    kind: types.CompletionItemKind,
    detail: str,
    order: str,
) -> types.CompletionItem:
    return types.CompletionItem(
        label=label,
        kind=kind,
        detail=detail,
        sort_text=order,
        filter_text=text.split("\n", maxsplit=1)[0].rstrip(),
        text_edit=types.TextEdit(checked.lines.range(span), text),
    )
