"""What the coach knows of a story that a question may ask for; found once, compared with many questions."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import exp
from typing import Self

from starl.coach.document import Document, split
from starl.coach.terms import jargon
from starl.coach.topics import SURE, spread, told, topics
from starl.model.question import Signal
from starl.model.report import Dimension, Pitfall, Report
from starl.model.story import Section, Span
from starl.text.markdown import parse

_PLACE = {
    Section.SITUATION: 0.6,
    Section.TASK: 0.65,
    Section.ACTION: 1.0,
    Section.RESULT: 1.0,
    Section.LEARNING: 0.8,
}
"""A date named in the task is a setting; a date missed in the result is the story."""
_NOWHERE = 0.8
_AGAIN = 0.2
"""What the second and each further place of one pattern counts, as a share."""
_MOST_AGAIN = 3
_NAMED = 1.1
"""What a topic gains that the title or a theme of the story names."""
_AROUND = 3
"""Words on each side that are quoted with the words that tell."""
_HEARD = {
    "assumption": (Signal.OWN, 0.7),
    "decision": (Signal.OWN, 0.45),
    "quality": (Signal.OWN, 0.4),
    "edge-case": (Signal.OWN, 0.4),
    "forgot": (Signal.OWN, 0.35),
    "habit": (Signal.OWN, 0.4),
    "testing": (Signal.OWN, 0.3),
    "trust": (Signal.HUMILITY, 0.4),
    "customer": (Signal.HUMILITY, 0.4),
    "communication": (Signal.HUMILITY, 0.35),
}
"""What a signal lends to a topic: behind a fault of one's own stands a belief, even where no word for it is used."""
_LEAST_SKILL = 0.55
_MOST_SKILLS = 5
_MOST_TERMS = 3
_ENDS = ".!?;\n"


@dataclass(frozen=True, slots=True)
class StoryFeatures:
    """The features of one text."""

    judged: bool
    """Whether the coach took it for a failure story."""
    strengths: dict[str, float]
    """For each topic that it tells of, how much: 0..1."""
    evidence: dict[str, Span]
    """Where it tells of a topic most plainly; a topic that only its title or themes name has none."""
    quotes: dict[str, str]
    """The words there, with some around them."""
    signals: dict[Signal, float]
    """How much of each the coach heard, 0..1."""
    pitfalls: tuple[Pitfall, ...]
    """The flagged ones."""
    own: Span | None
    """Where the person's own part is told."""
    own_quote: str
    lesson: str | None
    """The lesson in the person's words."""
    skills: tuple[str, ...]
    """Skills that it may show, the plainest first: topics, then technical terms."""

    @classmethod
    def of(cls, text: str, report: Report, themes: Sequence[str] = ()) -> Self:
        """The features of a text, of the coach's report on it, and of its title and themes."""
        story = parse(text, meta=False)
        plain, sentences = split(story)
        place = _places(report)
        sums: dict[str, float] = {}
        best: dict[str, tuple[float, Span]] = {}
        seen: Counter[int] = Counter()
        for topic, span, weight, pattern in told(plain):
            worth = weight * place(span.start)
            share = 1.0 if not seen[pattern] else _AGAIN if seen[pattern] <= _MOST_AGAIN else 0.0
            seen[pattern] += 1
            sums[topic] = sums.get(topic, 0.0) + worth * share
            if topic not in best or worth > best[topic][0]:
                best[topic] = (worth, span)
        for topic, _, weight, _ in told(" . ".join(themes).lower()):
            sums[topic] = sums.get(topic, 0.0) + _NAMED * weight / SURE
        alone = {topic: 1 - exp(-total) for topic, total in sums.items()}
        found = spread(alone)
        told_at = {topic: _widened(text, span) for topic, (_, span) in best.items()}
        signals = _signals(report)
        strengths = {topic: strength for topic, (strength, _) in found.items()}
        for topic, (signal, share) in _HEARD.items():
            strengths[topic] = max(strengths.get(topic, 0.0), signals[signal] * share)
        evidence = {topic: told_at[source] for topic, (_, source) in found.items() if source in told_at}
        own = report.strength.weakness.span
        document = Document(story, plain, sentences, inferred=False)
        terms = Counter(term for sentence in sentences for term in jargon(document, sentence))
        return cls(
            judged=report.judged,
            strengths=strengths,
            evidence=evidence,
            quotes={topic: quoted(text, span) for topic, span in evidence.items()},
            signals=signals,
            pitfalls=tuple(pitfall for pitfall, found in report.pitfalls.items() if found.flagged),
            own=own,
            own_quote=quoted(text, own) if own else "",
            lesson=report.strength.learning.text,
            skills=_skills(alone, [term for term, _ in terms.most_common(_MOST_TERMS)]),
        )


def quoted(text: str, span: Span, most: int = 90) -> str:
    """The words of a span on one line, cut at a word where they are long."""
    words = " ".join(text[span.start : span.end].split())
    return words if len(words) <= most else words[:most].rpartition(" ")[0] + " …"


def _places(report: Report) -> Callable[[int], float]:
    """What words count at an offset, by the section that the coach sees there."""
    spans = sorted((span, section) for section, found in report.sections.items() for span in found.spans)
    starts = [span.start for span, _ in spans]

    def place(offset: int) -> float:
        at = bisect_right(starts, offset) - 1
        if at < 0 or offset >= spans[at][0].end:
            return _NOWHERE
        return _PLACE[spans[at][1]]

    return place


def _signals(report: Report) -> dict[Signal, float]:
    score = {dimension: found.score / 4 for dimension, found in report.rubric.items()}
    change = report.strength.improvement.text is not None
    return {
        Signal.OWN: score[Dimension.SELF_AWARENESS],
        Signal.HUMILITY: score[Dimension.HUMILITY],
        Signal.LEARNING: score[Dimension.LEARNING],
        Signal.RESILIENCE: score[Dimension.RESILIENCE],
        Signal.CHANGE: (score[Dimension.LEARNING] + change) / 2,
    }


def _widened(text: str, span: Span) -> Span:
    """The span with some words around it, within its sentence."""
    start, end = span
    for _ in range(_AROUND):
        at = text.rfind(" ", 0, max(0, start - 1)) + 1
        if any(mark in text[at:start] for mark in _ENDS):
            break
        start = at
    for _ in range(_AROUND):
        if text[end - 1 : end] in _ENDS or text[end : end + 1] in _ENDS:
            break
        space = text.find(" ", end + 1)
        word = text[end : space if space >= 0 else len(text)]
        cut = next((i for i, char in enumerate(word) if char in _ENDS), None)
        end += len(word) if cut is None else cut
        if cut is not None:
            break
    return Span(start, end)


def _skills(strengths: dict[str, float], terms: Iterable[str]) -> tuple[str, ...]:
    known = topics()
    told = sorted((-strength, topic) for topic, strength in strengths.items() if strength >= _LEAST_SKILL)
    named = [known[topic].skill for _, topic in told[:_MOST_SKILLS]]
    return tuple(dict.fromkeys([*named, *terms]))
