"""A report as a piece of HTML that stands alone: for notebooks. Everything of the text is escaped."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from html import escape

from starl.model.report import Finding, Report, Severity

_STYLE = """
.starl-report{color:inherit;font:14px/1.55 system-ui,sans-serif;max-width:52rem}
.starl-report p{margin:.5rem 0}.starl-report ul{margin:.5rem 0;padding-left:1.2rem}
.starl-report li{margin:.3rem 0}.starl-report .text{white-space:pre-wrap;overflow-wrap:anywhere;padding:.8rem 1rem;
border:1px solid #8886;border-radius:8px;margin:.8rem 0}
.starl-report u{text-decoration:underline 2px;text-underline-offset:3px;text-decoration-color:#2f78d0}
.starl-report u.warning{text-decoration-color:#c2620c}.starl-report u.error{text-decoration:underline wavy 2px #dc3545}
.starl-report .bars{display:grid;grid-template-columns:max-content 8rem max-content;gap:.2rem .8rem;align-items:center}
.starl-report .bar{height:.5rem;border-radius:4px;background:#8884}
.starl-report .bar i{display:block;height:100%;border-radius:4px;background:#2f78d0}
.starl-report .quiet{opacity:.8}
"""
"""Colours that can be told from a white and from a black page; the words have those of the page."""
_SCORES = ("0%", "25%", "50%", "75%", "100%")


def as_html(report: Report) -> str:
    """The verdict, the rubric, the text with what was found underlined, and the findings. No script, nothing loaded."""
    parts = [
        f"<style>{_STYLE}</style>",
        '<section class="starl-report" aria-label="What starl says of this text">',
        *_head(report),
        f'<div class="text">{_underlined(report.text, report.findings)}</div>',
        *_list(_told(item) for item in report.findings),
        "</section>",
    ]
    return "".join(parts)


def _head(report: Report) -> Iterator[str]:
    verdict = report.verdict
    if report.judged:
        ready = "ready to be told" if verdict.ready else "not ready yet"
        yield f"<p><strong>{verdict.score} of 100</strong>, {ready}. {report.words} words, {report.speaking_seconds} s aloud.</p>"
        yield '<div class="bars">'
        for dimension, reading in report.rubric.items():
            name = escape(dimension.value.replace("_", "-"))
            yield f'<span>{name}</span><span class="bar" aria-hidden="true"><i style="width:{_SCORES[reading.score]}"></i></span>'
            yield f"<span>{reading.score} of 4</span>"
        yield "</div>"
        flagged = [pitfall.value.replace("_", " ") for pitfall, one in report.pitfalls.items() if one.flagged]
        if flagged:
            yield f"<p>Pitfalls: {escape(', '.join(flagged))}.</p>"
    yield from _list(escape(step) for step in verdict.next)


def _list(items: Iterable[str]) -> Iterator[str]:
    found = [f"<li>{item}</li>" for item in items]
    if found:
        yield f"<ul>{''.join(found)}</ul>"


def _told(item: Finding) -> str:
    said = f"<strong>{escape(item.code)}</strong> line {item.line}: {escape(item.message)}"
    return f'{said} <span class="quiet">{escape(item.question)}</span>'


def _underlined(text: str, findings: Iterable[Finding]) -> str:
    """The text, each stretch under the gravest finding that covers it."""
    spans = [
        item for item in findings if item.span.end > item.span.start and item.severity is not Severity.INFO
    ]
    edges = sorted({0, len(text), *(edge for item in spans for edge in item.span)})
    out = []
    for start, end in itertools.pairwise(edges):
        piece = escape(text[start:end])
        over = [item for item in spans if item.span.start <= start and end <= item.span.end]
        if not over:
            out.append(piece)
            continue
        worst = max(over, key=lambda item: item.severity.rank)
        title = escape(" ".join(f"{item.code}: {item.message}" for item in over))
        out.append(f'<u class="{worst.severity.value}" title="{title}">{piece}</u>')
    return "".join(out)
