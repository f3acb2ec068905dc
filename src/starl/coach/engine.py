"""`check(text)`: everything that the coach has to say of one text."""

from __future__ import annotations

from starl.coach.asks import asks, softened
from starl.coach.document import WORDS_A_MINUTE, Document
from starl.coach.findings import finding, unsilenced
from starl.coach.judgeable import accused_of_nothing, failure_unclear
from starl.coach.look import look
from starl.coach.pitfalls import judge, pitfall_hits
from starl.coach.rubric import rate
from starl.coach.rule import Hit, Rule
from starl.coach.strength import strength, without_unsaid
from starl.coach.structure import told_in_passing
from starl.coach.verdict import conclude, not_judged
from starl.model.report import (
    Dimension,
    DimensionReport,
    Finding,
    Level,
    Link,
    Pitfall,
    PitfallReport,
    Report,
    SectionReport,
    Severity,
    Strength,
    Tier,
)
from starl.model.story import Section, Span

NOT_JUDGED = Rule(
    "N001",
    "not-judged",
    Severity.INFO,
    "Not judged: {}.",
    "What did you choose that went wrong, and what came of it?",
    sections=False,
)
UNCLEAR = Rule(
    "N003",
    "failure-unclear",
    Severity.INFO,
    "A listener may not hear what failed here.",
    "What went wrong, and what did you do, or leave undone, that led to it?",
)
FRONT_MATTER = Rule(
    "N002",
    "front-matter",
    Severity.WARNING,
    "Title, themes and date were not read: {}.",
    "What should stand between the two `---` lines?",
    sections=False,
)


def check(text: str, *, level: Level = Level.MID, tier: Tier = Tier.DEFAULT) -> Report:
    """Judges a text. The same text, level and tier give the same report (the deep tier's on one kind of processor).

    Raises StarlError where what the tier needs is not installed, and nothing else.
    """
    seen = look(text, tier)
    document, scores, findings = seen.first.document, seen.first.scores, seen.findings
    if document.story.error:
        findings.insert(
            0, finding(document, FRONT_MATTER, Hit(Span(0, min(3, len(text))), (document.story.error,)))
        )
    seconds = round(document.words / WORDS_A_MINUTE * 60)
    if seen.reason is not None:
        return _not_judged(document, findings, seen.reason, seconds, level, tier)
    pitfalls = judge(document, scores, findings, seen.likely(level), seen.flags, seen.doubt)
    if failure_unclear(document, seen.doubt):
        findings.append(finding(document, UNCLEAR, Hit(document.sentences[0].span)))
    for rule, span, severity in pitfall_hits(document, pitfalls, seen.flags):
        if severity is Severity.WARNING or not _asked(findings, rule, span):
            findings.append(finding(document, rule, Hit(span, (), severity)))
    if not accused_of_nothing(seen.doubt):
        findings += [finding(document, rule, hit) for rule, hit in asks(document, findings)]
    findings = _without_echoes(softened(document, unsilenced(document, findings)))
    learned = not pitfalls[Pitfall.NO_LEARNING].flagged
    chain = strength(document, scores, seen.denied, learned=learned)
    findings = [item for item in findings if not _quoted(item, chain)]
    rubric = rate(document, scores, seen.first.profile, seen.first.settings, level, chain)
    chain = without_unsaid(chain, rubric)
    return Report(
        text=text,
        words=document.words,
        speaking_seconds=seconds,
        judged=True,
        tier=tier,
        level=level,
        sections=_sections(document),
        findings=tuple(findings),
        pitfalls=pitfalls,
        rubric=rubric,
        strength=chain,
        verdict=conclude(findings, pitfalls, rubric, chain, seconds),
    )


_SAID_BY = {
    "L600": ("L603", "L604", "S111", "S106"),
    "S105": ("L600", "S111"),
    "S106": ("S113",),
}
"""What a finding says already, so that the others named need not be said of the same section as well."""
_CHANGE_MISSED = ("L602", "L603")
"""What says that nothing was changed, or that the lesson was not used."""
_NOT_THERE = "S105"
"""Where the learning is missing, a verdict on it points at another section."""
_STRUCTURE = "S"
"""What is missing or thin is shown at some sentence, and says nothing of its words."""


def _without_echoes(findings: list[Finding]) -> list[Finding]:
    """The findings in order, without questions about words that a warning points at, and without repetitions."""
    warnings = _warnings(findings)
    grievances = [item.span for item in findings if item.code == "B206"]
    left = [item for item in findings if not _said(item, warnings) and not _within(item, grievances)]
    sure = _warnings(left).values()
    kept = []
    for item in sorted(left, key=lambda item: (item.span.start, item.code)):
        covered = item.severity is Severity.INFO and any(
            other.span.start <= item.span.start
            and item.span.end <= other.span.end
            and (other.code[0] != _STRUCTURE or item.code[0] == _STRUCTURE)
            for other in sure
        )
        if not covered or item.code[0] == "P":
            kept.append(item)
    return kept


def _within(item: Finding, grievances: list[Span]) -> bool:
    """Whether others are at fault (B201) in words that tell a grievance: B206 asks for more."""
    return item.code == "B201" and any(
        span.start < item.span.end and item.span.start < span.end for span in grievances
    )


def _asked(findings: list[Finding], rule: Rule, span: Span) -> bool:
    """Whether a rule of the same kind has a question on these words already."""
    return any(item.span == span and item.code[0] == rule.code[0] for item in findings)


def _quoted(item: Finding, chain: Strength) -> bool:
    """Whether a finding misses what the chain quotes."""
    asks_for_lesson = item.code == "L600" and item.severity is Severity.INFO
    return (item.code in _CHANGE_MISSED and chain.improvement.text is not None) or (
        asks_for_lesson and chain.learning.text is not None
    )


def _warnings(findings: list[Finding]) -> dict[str, Finding]:
    return {item.code: item for item in findings if item.severity is not Severity.INFO}


def _said(item: Finding, sure: dict[str, Finding]) -> bool:
    """Whether one of these warnings, by code, says already what a finding says."""
    told = (sure[code] for code, echoes in _SAID_BY.items() if code in sure and item.code in echoes)
    return any(item.section is other.section or other.code == _NOT_THERE for other in told)


def _not_judged(
    document: Document, findings: list[Finding], reason: str, seconds: int, level: Level, tier: Tier
) -> Report:
    first = document.sentences[0].span if document.sentences else Span(0, min(1, len(document.text)))
    findings = [finding(document, NOT_JUDGED, Hit(first, (reason,))), *findings]
    nothing = Link(None, None)
    return Report(
        text=document.text,
        words=document.words,
        speaking_seconds=seconds,
        judged=False,
        tier=tier,
        level=level,
        sections=_sections(document) if document.story.has_headings else _no_sections(),
        findings=tuple(findings),
        pitfalls={pitfall: PitfallReport(False, 0.0, ()) for pitfall in Pitfall},
        rubric={dimension: DimensionReport(0, (), "Not judged.") for dimension in Dimension},
        strength=Strength(nothing, nothing, nothing, None),
        verdict=not_judged(NOT_JUDGED, reason),
    )


def _no_sections() -> dict[Section, SectionReport]:
    return {section: SectionReport(False, (), 0, "inferred") for section in Section}


def _sections(document: Document) -> dict[Section, SectionReport]:
    """Where the five sections stand, neighbouring sentences of one section as one span."""
    if not document.inferred:
        source = "heading"
        spans = {s: [part.span for part in document.story.parts if part.section is s] for s in Section}
    else:
        source = "inferred"
        spans = {section: [] for section in Section}
        before: Section | None = None
        for sentence in document.sentences:
            if sentence.section is None:
                before = None
                continue
            mine = spans[sentence.section]
            if before is sentence.section:
                mine[-1] = Span(mine[-1].start, sentence.span.end)
            else:
                mine.append(sentence.span)
            before = sentence.section
    found = {}
    for section in Section:
        words = document.words_of(section)
        passing = words == 0 and told_in_passing(document, section)
        found[section] = SectionReport(words > 0, tuple(spans[section]), words, source, passing)
    return found
