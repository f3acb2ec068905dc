"""The coach over HTTP."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Depends, HTTPException, Path
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse

from starl.coach.catalogue import described_rules, rule_of
from starl.coach.engine import check
from starl.export.report_json import as_json
from starl.model.report import Level
from starl.web.access import LIVE_RATE, limited
from starl.web.drafts import LONGEST
from starl.web.routers import api_router

router = api_router("coach")
Offsets = tuple[int, int]
SectionName = Literal["situation", "task", "action", "result", "learning"]


class Text(BaseModel):
    """A story or an answer to judge."""

    model_config = ConfigDict(extra="forbid")
    text: str = Field(max_length=LONGEST)
    level: Level = Level.MID


class SectionOut(BaseModel):
    present: bool
    spans: list[Offsets]
    words: int
    source: Literal["heading", "inferred"]


class FindingOut(BaseModel):
    code: str
    name: str
    severity: Literal["error", "warning", "info"]
    section: SectionName | None
    span: Offsets
    line: int
    column: int
    evidence: str
    message: str
    question: str


class PitfallOut(BaseModel):
    flagged: bool
    score: float
    spans: list[Offsets]


class DimensionOut(BaseModel):
    score: int
    spans: list[Offsets]
    why: str


class LinkOut(BaseModel):
    span: Offsets | None
    text: str | None


class StrengthOut(BaseModel):
    weakness: LinkOut
    learning: LinkOut
    improvement: LinkOut
    statement: str | None


class VerdictOut(BaseModel):
    score: int
    ready: bool
    next: list[str]


class ReportOut(BaseModel):
    """All that the coach says. Offsets are code points in the text as sent."""

    path: str
    words: int
    speaking_seconds: int
    judged: bool
    level: Level
    tier: str
    sections: dict[SectionName, SectionOut]
    findings: list[FindingOut]
    pitfalls: dict[str, PitfallOut]
    rubric: dict[str, DimensionOut]
    strength: StrengthOut
    verdict: VerdictOut


class RuleOut(BaseModel):
    code: str
    name: str
    severity: str


class RulePage(RuleOut):
    """A rule with its reasons and examples."""

    rationale: str
    source: str
    ask: str
    fires: list[str]
    misses: list[str]


@router.post(
    "/check",
    response_model=ReportOut,
    dependencies=[Depends(limited(LIVE_RATE))],
    summary="Judge a text; nothing is kept",
)
def judged(sent: Text) -> Any:
    """The report of `starl check --format json` for one text."""
    report = check(sent.text, level=sent.level)
    return JSONResponse(as_json("-", report, list(report.findings)))


@router.get("/rules", summary="The coach's rules")
def rules() -> list[RuleOut]:
    """All of them, by code."""
    return [
        RuleOut(code=rule.code, name=rule.name, severity=rule.severity.value) for rule in described_rules()
    ]


@router.get("/rules/{code}", summary="A rule with its reasons and examples")
def rule(code: Annotated[str, Path(max_length=60)]) -> RulePage:
    """What `starl explain` says."""
    from starl.coach.examples import page_of

    found = rule_of(code)
    if found is None:
        raise HTTPException(404, "no rule has this code")
    told = page_of(found)
    return RulePage(
        code=found.code, name=found.name, severity=found.severity.value, rationale=told.rationale,
        source=told.source, ask=told.ask, fires=list(told.fires), misses=list(told.misses),
    )  # fmt: skip
