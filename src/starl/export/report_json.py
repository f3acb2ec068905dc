"""The report for programs. docs/json.md describes it; offsets are code points in the file as read."""

from __future__ import annotations

from typing import Any

from starl.model.report import Finding, Link, Report
from starl.model.story import Span

VERSION = 1


def as_json(path: str, report: Report, findings: list[Finding]) -> dict[str, Any]:
    """One entry of `files`."""
    chain = report.strength
    return {
        "path": path,
        "words": report.words,
        "speaking_seconds": report.speaking_seconds,
        "judged": report.judged,
        "level": report.level.value,
        "tier": report.tier,
        "sections": {
            section.value: {
                "present": state.present,
                "spans": _spans(state.spans),
                "words": state.words,
                "source": state.source,
            }
            for section, state in report.sections.items()
        },
        "findings": [finding_json(item) for item in findings],
        "pitfalls": {
            pitfall.value: {
                "flagged": verdict.flagged,
                "score": verdict.score,
                "spans": _spans(verdict.spans),
            }
            for pitfall, verdict in report.pitfalls.items()
        },
        "rubric": {
            dimension.value: {"score": reading.score, "spans": _spans(reading.spans), "why": reading.why}
            for dimension, reading in report.rubric.items()
        },
        "strength": {
            "weakness": _link(chain.weakness),
            "learning": _link(chain.learning),
            "improvement": _link(chain.improvement),
            "statement": chain.statement,
        },
        "verdict": {
            "score": report.verdict.score,
            "ready": report.verdict.ready,
            "next": list(report.verdict.next),
        },
    }


def finding_json(item: Finding) -> dict[str, Any]:
    """One finding."""
    return {
        "code": item.code,
        "name": item.name,
        "severity": item.severity.value,
        "section": item.section.value if item.section else None,
        "span": list(item.span),
        "line": item.line,
        "column": item.column,
        "evidence": item.evidence,
        "message": item.message,
        "question": item.question,
    }


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]


def _link(link: Link) -> dict[str, Any]:
    return {"span": list(link.span) if link.span else None, "text": link.text}
