"""The questions that a text leaves open, the most useful first."""

from __future__ import annotations

from typing import NamedTuple

from starl.model.report import Report
from starl.model.story import Section


class Asked(NamedTuple):
    """One question to the author."""

    question: str
    why: str
    """What gives rise to it; empty where the whole text does."""
    section: Section | None
    about: str
    """The author's own words that it is about; empty where it is about something that is not said."""


def open_questions(report: Report, most: int) -> tuple[Asked, ...]:
    """At most so many, each once: what a finding asks, the gravest first, then what the verdict says to do next."""
    ranked = sorted(report.findings, key=lambda item: (-item.severity.rank, item.span.start, item.code))
    found = {
        item.question: Asked(item.question, item.message, item.section, item.evidence)
        for item in reversed(ranked)
    }
    asked = [found[question] for question in dict.fromkeys(item.question for item in ranked)]
    for step in report.verdict.next:
        if step.endswith("?") and not any(one.question in step for one in asked):
            asked.append(Asked(step, "", None, ""))
    return tuple(asked[:most])
