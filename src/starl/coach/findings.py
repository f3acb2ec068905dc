"""Runs every rule over a document and turns hits into findings."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import Document
from starl.coach.registry import all_rules
from starl.coach.rule import Hit, Rule
from starl.coach.scan import scan
from starl.model.report import Finding
from starl.model.story import Span


def find(document: Document, *, judged: bool = True) -> list[Finding]:
    """The findings of all rules, in the order of the text, without those that the author silenced.

    judged: False runs only the rules that need no story (confidentiality, for one).
    """
    return unsilenced(document, find_all(document, judged=judged))


def find_all(document: Document, *, judged: bool = True) -> list[Finding]:
    """As `find`, with what the author silenced."""
    matches = scan(document)
    found: list[Finding] = []
    for rule in all_rules():
        if not judged and rule.sections:
            continue
        mine = matches.get(rule.code, [])
        if rule.patterns and not mine:
            continue
        found += [finding(document, rule, hit) for hit in _apart(rule.check(document, mine))]
    found.sort(key=lambda item: (item.span.start, item.code, item.span.end))
    return found


def _apart(hits: Iterable[Hit]) -> list[Hit]:
    """The hits of one rule without those that overlap an earlier, or longer, one."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.span.start, -hit.span.end)):
        if not kept or hit.span.start >= kept[-1].span.end:
            kept.append(hit)
    return kept


def finding(document: Document, rule: Rule, hit: Hit) -> Finding:
    """The finding for one firing."""
    span = Span(max(0, hit.span.start), min(hit.span.end, len(document.text)))
    sentence = document.sentence_at(span.start)
    line, column = document.line_and_column(span.start)
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=hit.severity or rule.severity,
        section=sentence.section
        if sentence and sentence.span.start <= span.start < sentence.span.end
        else None,
        span=span,
        line=line,
        column=column,
        evidence=document.text[span.start : span.end],
        message=rule.message.format(*hit.values) if hit.values else rule.message,
        question=rule.question,
    )


def unsilenced(document: Document, findings: list[Finding]) -> list[Finding]:
    """The findings that no `<!-- starl: ignore CODE -->` of the story silences."""
    ignores = {(ignore.code, ignore.section) for ignore in document.story.ignores}
    return [item for item in findings if ignores.isdisjoint({(item.code, None), (item.code, item.section)})]
