"""The end of the report: a score, whether it is ready to be told, and the three most useful things to do."""

from __future__ import annotations

from starl.coach.rubric import next_step
from starl.coach.rule import Rule
from starl.model.report import (
    Dimension,
    DimensionReport,
    Finding,
    Pitfall,
    PitfallReport,
    Severity,
    Strength,
    Verdict,
)

READY = 60
"""A story with this score, no flagged pitfall and no error is ready."""
_PENALTY = {Severity.ERROR: 8, Severity.WARNING: 3, Severity.INFO: 0}
_PITFALL_PENALTY = 18
_MOST_PENALTY = 30
_ABOUT = {
    "S105": Dimension.LEARNING,
    "S111": Dimension.LEARNING,
    "L": Dimension.LEARNING,
    "O": Dimension.SELF_AWARENESS,
    "B": Dimension.HUMILITY,
    "H": Dimension.HUMILITY,
}
"""Which dimension a finding, by its code or group, asks for: a next step need not ask it again."""


def conclude(
    findings: list[Finding],
    pitfalls: dict[Pitfall, PitfallReport],
    rubric: dict[Dimension, DimensionReport],
    strength: Strength,
    seconds: int,
) -> Verdict:
    """Score: the rubric's share of its 16 points, less what findings and pitfalls take away."""
    points = sum(dimension.score for dimension in rubric.values()) / 16 * 100
    codes = {item.code: item.severity for item in sorted(findings, key=lambda item: item.severity.rank)}
    taken = min(_MOST_PENALTY, sum(_PENALTY[severity] for severity in codes.values()))
    flagged = [pitfall for pitfall, verdict in pitfalls.items() if verdict.flagged]
    score = max(0, min(100, round(points - taken - _PITFALL_PENALTY * len(flagged))))
    errors = any(item.severity is Severity.ERROR for item in findings)
    ready = score >= READY and not flagged and not errors and min(d.score for d in rubric.values()) >= 2
    return Verdict(score, ready, tuple(_next(findings, rubric, strength, seconds)))


def not_judged(rule: Rule, reason: str) -> Verdict:
    """The verdict on a text that is no failure story."""
    return Verdict(0, False, (f"Not judged: {reason}.", rule.question))


def _next(
    findings: list[Finding], rubric: dict[Dimension, DimensionReport], strength: Strength, seconds: int
) -> list[str]:
    steps = [f"{item.message} {item.question}" for item in findings if item.code == "N003"]
    seen: set[str] = set()
    asked: set[Dimension | None] = set()
    ranked = sorted(
        findings, key=lambda item: (-item.severity.rank, not item.code.endswith("00"), item.span.start)
    )
    for item in ranked:
        if item.severity is Severity.INFO or item.code[0] in seen or len(steps) == 3:
            continue
        seen.add(item.code[0])
        asked.add(_ABOUT.get(item.code, _ABOUT.get(item.code[0])))
        steps.append(f"Line {item.line}, {item.code}: {item.message} {item.question}")
    for dimension in sorted(rubric, key=lambda dimension: rubric[dimension].score):
        step = next_step(dimension, rubric[dimension].score, strength)
        if len(steps) < 3 and step is not None and dimension not in asked:
            steps.append(step)
    if len(steps) < 3 and strength.statement is None:
        steps.append(
            "Connect the failure to the strength: what was the cause, what the lesson, what the change?"
        )
    if len(steps) < 3:
        steps.append(
            f"Tell it aloud, without notes, in about {seconds} seconds. Where do you still read from the page?"
        )
    return steps[:3]
