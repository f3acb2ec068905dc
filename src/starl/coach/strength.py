"""The specification's chain from failure to strength, each link in the person's own words."""

from __future__ import annotations

from collections.abc import Callable, Collection

from starl.coach.document import Document, Sentence
from starl.coach.learning_words import (
    concrete_lesson,
    for_others_at,
    marks_change,
    old_belief,
    opens_learning,
    platitude_at,
    tells_change,
)
from starl.coach.lexicon import omission
from starl.coach.model import Scores
from starl.model.report import Dimension, DimensionReport, Link, Strength
from starl.model.story import Section, Span

_SURE = {"own": 0.4, "lesson": 0.45, "applied": 0.4}
"""The least weight with which a sentence is quoted."""
_FACTS = (("mistake", "oversight"), ("technical", "process", "personal"), ("application",))
_EMPTY = 0.5
"""From this probability of a platitude on, a sentence is no lesson."""
_HELP = {"own": 0.25, "lesson": 0.15, "applied": 0.05}
"""What the wording adds to the probability of a tag, and"""
_HOME = {"own": 0.0, "lesson": 0.15, "applied": 0.15}
"""what the learning does, as a place. All nine were chosen on `dev` and `rough`."""
_SAYS = {"own": omission, "lesson": concrete_lesson, "applied": tells_change}
_MISSING = Link(None, None)


def strength(
    document: Document, scores: list[Scores], denied: Collection[Span], *, learned: bool
) -> Strength:
    """Root cause, lesson and change made, or which of them is missing. The template's facts go before prose.

    denied: where it is said that nothing failed: no sentence there names a cause. learned: False where the story is flagged
    for having no lesson and no change; then its prose is searched for neither.
    """
    facts = {
        fact.key: Link(fact.span, document.text[fact.span.start : fact.span.end])
        for fact in document.story.facts
    }

    def is_cause(sentence: Sentence) -> bool:
        span = sentence.span
        return not marks_change(sentence.plain) and not any(
            span.start <= at.start < span.end for at in denied
        )

    weakness = _labelled(document, "weakness") or _best(
        document,
        scores,
        "own",
        lambda sentence: sentence.section is not Section.LEARNING and is_cause(sentence),
    )
    weakness = weakness or _best(document, scores, "own", is_cause)
    improvement, learning = _labelled(document, "improvement"), _labelled(document, "learning")
    if learned:
        improvement = improvement or _best(
            document,
            scores,
            "applied",
            lambda sentence: sentence != weakness and _may_change(document, sentence),
        )
        learning = learning or _best(
            document, scores, "lesson", lambda sentence: sentence not in (weakness, improvement)
        )
        learning = learning or _said(document, scores, (weakness, improvement))
    return _chain(
        *(
            next((facts[key] for key in keys if key in facts), _link(document, sentence))
            for keys, sentence in zip(_FACTS, (weakness, learning, improvement), strict=True)
        )
    )


def without_unsaid(chain: Strength, rubric: dict[Dimension, DimensionReport]) -> Strength:
    """The chain without what the rubric does not find told at all: the two say the same of a story."""
    weakness, learning, improvement = chain.weakness, chain.learning, chain.improvement
    if rubric[Dimension.SELF_AWARENESS].score == 0:
        weakness = _MISSING
    if rubric[Dimension.LEARNING].score == 0:
        learning = improvement = _MISSING
    return _chain(weakness, learning, improvement)


def _chain(weakness: Link, learning: Link, improvement: Link) -> Strength:
    texts = [" ".join((link.text or "").split()) for link in (weakness, learning, improvement)]
    return Strength(weakness, learning, improvement, " → ".join(texts) if all(texts) else None)


def _labelled(document: Document, name: str) -> Sentence | None:
    """A line that says what it is, as the specification writes the chain: `Weakness: ...`."""
    return next((s for s in document.sentences if s.plain.startswith(f"{name}:")), None)


def _may_change(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence may tell the change made: outside of the learning, putting it right is not yet one."""
    return document.inferred or sentence.section is Section.LEARNING or marks_change(sentence.plain)


def _best(
    document: Document, scores: list[Scores], tag: str, fits: Callable[[Sentence], bool]
) -> Sentence | None:
    def weight(sentence: Sentence) -> float:
        said = _HELP[tag] if _SAYS[tag](sentence.plain) else 0.0
        home = _HOME[tag] if sentence.section is Section.LEARNING else 0.0
        return scores[sentence.number].tags[tag] + said + home

    def empty(sentence: Sentence) -> bool:
        return tag != "own" and scores[sentence.number].tags["platitude"] >= max(
            _EMPTY, scores[sentence.number].tags[tag]
        )

    least = _SURE[tag] - _HELP[tag] - _HOME[tag]
    likely = (s for s in document.sentences if scores[s.number].tags[tag] >= least)
    sure = [s for s in likely if weight(s) >= _SURE[tag] and fits(s) and not empty(s)]
    return max(sure, key=weight, default=None)


def _said(document: Document, scores: list[Scores], taken: tuple[Sentence | None, ...]) -> Sentence | None:
    """A lesson that is called one in so many words, else the old belief, where the model is sure of none."""
    told = [
        sentence
        for sentence in document.of(Section.LEARNING)
        if sentence not in taken
        and not marks_change(sentence.plain)
        and platitude_at(sentence.plain) is None
        and for_others_at(sentence.plain) is None
        and scores[sentence.number].tags["platitude"] < _EMPTY
    ]
    called = (s for s in told if opens_learning(s.plain) and concrete_lesson(s.plain))
    return next(called, None) or next((s for s in told if old_belief(s.plain)), None)


def _link(document: Document, sentence: Sentence | None) -> Link:
    if sentence is None:
        return _MISSING
    return Link(sentence.span, document.text[sentence.span.start : sentence.span.end])
