"""The specification's chain from failure to strength, each link in the person's own words."""

from __future__ import annotations

from collections.abc import Callable

from starl.coach.document import Document, Sentence
from starl.coach.model import Scores
from starl.model.report import Link, Strength
from starl.model.story import Section

_SURE = {"own": 0.4, "lesson": 0.35, "applied": 0.4}
_MISSING = Link(None, None)


def strength(document: Document, scores: list[Scores]) -> Strength:
    """Root cause, lesson and change made, or which of them is missing."""
    weakness = _best(document, scores, "own", lambda sentence: sentence.section is not Section.LEARNING)
    weakness = weakness or _best(document, scores, "own", lambda _: True)
    improvement = _best(document, scores, "applied", lambda sentence: sentence != weakness)
    learning = _best(document, scores, "lesson", lambda sentence: sentence not in (weakness, improvement))
    links = [_link(document, sentence) for sentence in (weakness, learning, improvement)]
    statement = None
    if all(link.text for link in links):
        statement = " → ".join(" ".join((link.text or "").split()) for link in links)
    return Strength(links[0], links[1], links[2], statement)


def _best(
    document: Document, scores: list[Scores], tag: str, fits: Callable[[Sentence], bool]
) -> Sentence | None:
    sure = [s for s in document.sentences if scores[s.number].tags[tag] >= _SURE[tag] and fits(s)]
    return max(sure, key=lambda sentence: scores[sentence.number].tags[tag], default=None)


def _link(document: Document, sentence: Sentence | None) -> Link:
    if sentence is None:
        return _MISSING
    return Link(sentence.span, document.text[sentence.span.start : sentence.span.end])
