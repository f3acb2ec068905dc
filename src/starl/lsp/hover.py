"""What is shown when the pointer rests on a word."""

from __future__ import annotations

from lsprotocol import types

from starl.coach.catalogue import rule_of
from starl.coach.examples import page_of
from starl.lsp.desk import Checked
from starl.lsp.outline import seconds_of, stretches
from starl.lsp.words import about_finding, about_section
from starl.model.report import Finding
from starl.model.story import Span


def hover(checked: Checked, offset: int) -> types.Hover | None:
    """The findings at a code point, the narrowest first; on a heading, what belongs below it."""
    for item in stretches(checked):
        if item.heading and item.heading.start <= offset < item.heading.end:
            words = checked.report.sections[item.section].words
            return _hover(checked, item.heading, about_section(item.section, words, seconds_of(words)))
    found = [item for item in checked.findings if touches(item.span, Span(offset, offset))]
    if not found:
        return None
    found.sort(key=lambda item: item.span.end - item.span.start)
    return _hover(checked, found[0].span, "\n\n---\n\n".join(map(_about, found)))


def touches(span: Span, other: Span) -> bool:
    """Whether two spans overlap; one without length counts as being where it stands."""
    return span.start <= other.end and other.start <= span.end


def _about(item: Finding) -> str:
    rule = rule_of(item.code)
    return about_finding(item, page_of(rule).rationale if rule else "")


def _hover(checked: Checked, span: Span, text: str) -> types.Hover:
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text), checked.lines.range(span))
