"""What the coach answers: findings, pitfalls, rubric, strength chain, verdict."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from starl.model.story import Section, Span


class Severity(StrEnum):
    """How much a finding matters. `info` asks; it accuses nobody."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return ("info", "warning", "error").index(self.value)


class Level(StrEnum):
    """The seniority that the story is told at; it sets what is expected."""

    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    STAFF = "staff"


class Tier(StrEnum):
    """What reads the sentences."""

    DEFAULT = "default"
    """Lanes of weights: instant, nothing more to install."""
    DEEP = "deep"
    """A small encoder."""


class Pitfall(StrEnum):
    """The specification's five common mistakes."""

    TRIVIAL = "trivial"
    BLAME = "blame"
    CATASTROPHIC = "catastrophic"
    NO_LEARNING = "no_learning"
    HUMBLEBRAG = "humblebrag"


class Dimension(StrEnum):
    """What an interviewer listens for in a failure story."""

    SELF_AWARENESS = "self_awareness"
    HUMILITY = "humility"
    LEARNING = "learning"
    RESILIENCE = "resilience"


class Finding(NamedTuple):
    """One firing of a rule."""

    code: str
    name: str
    severity: Severity
    section: Section | None
    span: Span
    line: int
    """From 1."""
    column: int
    """From 1, in code points."""
    evidence: str
    """Always `text[span.start:span.end]`."""
    message: str
    question: str


class SectionReport(NamedTuple):
    """How one of the five sections is present."""

    present: bool
    spans: tuple[Span, ...]
    words: int
    source: str
    """`heading` or `inferred`."""
    in_passing: bool = False
    """It has no sentence of its own, but is told within another section's."""

    @property
    def missing(self) -> bool:
        """Whether nothing is told of it."""
        return not self.present and not self.in_passing


class PitfallReport(NamedTuple):
    """A verdict over the whole story."""

    flagged: bool
    score: float
    """0..1: how likely a careful reader sees this pitfall."""
    spans: tuple[Span, ...]


class DimensionReport(NamedTuple):
    """An interviewer's reading on one dimension."""

    score: int
    """0..4."""
    spans: tuple[Span, ...]
    why: str


class Link(NamedTuple):
    """One link of the strength chain, in the person's own words; both None when it is missing."""

    span: Span | None
    text: str | None


class Strength(NamedTuple):
    """Weakness, learning, improvement: how the failure became a strength."""

    weakness: Link
    learning: Link
    improvement: Link
    statement: str | None
    """One sentence made only of the person's own words, when all three links are there."""


class Verdict(NamedTuple):
    """The end of the report."""

    score: int
    """0..100."""
    ready: bool
    next: tuple[str, ...]
    """The three most useful things to do."""


class Report(NamedTuple):
    """All that the coach says of one text. Offsets are code points in `text`."""

    text: str
    words: int
    speaking_seconds: int
    judged: bool
    """False when the text is no failure story in English; then nothing in it is accused."""
    tier: Tier
    """Which model judged: `default`."""
    level: Level
    sections: dict[Section, SectionReport]
    findings: tuple[Finding, ...]
    pitfalls: dict[Pitfall, PitfallReport]
    rubric: dict[Dimension, DimensionReport]
    strength: Strength
    verdict: Verdict

    def _repr_html_(self) -> str:
        """For notebooks: the verdict and the text with what was found underlined; escaped, and nothing is loaded."""
        from starl.model.report_html import as_html

        return as_html(self)
