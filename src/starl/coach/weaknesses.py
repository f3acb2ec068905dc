"""What a spoken answer leaves open, the worst first: what an interviewer would ask next.

An answer has no headings and is often short, so that a missing section says little. Sections are the coach's own,
and what it finds is weighed against what the words say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from starl.coach import told_words as words
from starl.coach.damage import harms, undated
from starl.coach.document import Document, Sentence
from starl.coach.engine import check
from starl.coach.learning_words import (
    concrete_lesson,
    for_others_at,
    intention_at,
    marks_change,
    platitude_at,
    tells_change,
)
from starl.coach.model import shipped
from starl.coach.reader import read_with
from starl.coach.reframing import judge
from starl.coach.replies import FEWEST_WORDS, acts, admits, learns, placed
from starl.coach.settings import shipped_settings
from starl.coach.story_features import quoted
from starl.coach.weakest import first_kind, shipped_weakest
from starl.coach.weakest_features import features
from starl.model.mock import Weak, Weakness
from starl.model.reframing import Point, Standing
from starl.model.report import Pitfall, Report, Severity
from starl.model.story import Section, Span
from starl.text.lazy import lazy

DEPTH = (Weakness.NO_REPAIR, Weakness.TODAY, Weakness.DISAGREED)
"""What only deepens an answer that is good already."""
_IMPLIES = {
    Weakness.HUMBLEBRAG: (Weakness.PART, Weakness.HIDES_DAMAGE, Weakness.NO_RESULT),
    Weakness.BLAME: (Weakness.PART, Weakness.WE, Weakness.PASSIVE),
    Weakness.TRIVIAL: (Weakness.NO_RESULT, Weakness.NO_SCALE, Weakness.HIDES_DAMAGE),
}
"""What goes without saying where the first is found."""
FAMILIES = (
    (Weakness.BLAME, Weakness.WE, Weakness.PASSIVE, Weakness.PART),
    (Weakness.NO_RESULT, Weakness.HIDES_DAMAGE, Weakness.NO_SCALE),
    (Weakness.NO_LEARNING, Weakness.PLATITUDE, Weakness.OTHERS_LESSON, Weakness.NOT_APPLIED),
)
"""Weaknesses of the same part of the story: one's own part, what came of it, the learning."""
_BEYOND = (Weakness.MORE, Weakness.CATASTROPHIC)
"""What the detectors alone decide."""
_TRUST = 0.1
"""How much what the detectors put first adds to the chance that the model gives it."""
_OF_TWO = 0.03
"""Where the detectors found both, the worse one comes first from this chance on."""
_SHOWN_BY = {
    Weakness.BLAME: "blame",
    Weakness.HUMBLEBRAG: "brag",
    Weakness.PLATITUDE: "platitude",
    Weakness.TRIVIAL: "trivial",
}
"""Whose words a tag of the coach's model finds."""
_I = lazy(r"\bi(?:'d|'ve|'m)?\b")
_WE = lazy(r"\b(?:we|we'd|we've|we're|us|our)\b")
_UNLIKELY = 0.2
"""Below this score of a pitfall its words alone are no evidence."""
_HALF = 0.3
"""From this score of a pitfall on, nothing may speak against it."""
_SURE = 0.8
"""From this score of a pitfall on, nothing speaks against it."""
_STORY = 3
"""From so many sentences on the first one does not tell the learning."""
_MOST_OWN = 1
"""Sentences with `I` before the learning, up to which the team counts as the one who acts."""


def weaknesses(text: str) -> tuple[Weak, ...]:
    """The weaknesses of an answer with the replies to its follow-ups joined to it; the worst first, each once.

    An empty answer has none: the person passed. Where nobody has replied yet, all signs are weighed against each other
    for what comes first.
    """
    if not text.strip():
        return ()
    answer = _Answer(text)
    found = {weak.kind: weak for weak in answer.found()}
    implied = {kind for cause, kinds in _IMPLIES.items() if cause in found for kind in kinds}
    ordered = tuple(found[kind] for kind in Weakness if kind in found and kind not in implied)
    return ordered if "\n\n" in text.strip() else answer.weighed(ordered)


def learning_begins(text: str) -> int | None:
    """Where the first sentence of the learning begins, in code points; None where there is none."""
    return _Answer(text).learning_begins()


def kin(one: Weakness, other: Weakness) -> bool:
    """Whether two weaknesses are of the same part of the story, so that a reply may turn one into the other."""
    return any(one in family and other in family for family in FAMILIES)


class _Answer:
    """An answer with what the coach sees in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._document, reading = read_with(text, shipped(), shipped_settings().moves)
        self._scores = reading.scores
        self._report: Report = check(text)
        self._points = judge(text).points
        self._told = list(self._before_learning())
        self._harms = list(harms(self._told))

    def found(self) -> Iterator[Weak]:
        """The weaknesses, in any order."""
        no_failure = not self._report.judged and not self._harms and not self._admits()
        if self._document.words < FEWEST_WORDS or not self._points or no_failure:
            yield Weak(Weakness.MORE)
            return
        yield from self._pitfalls()
        yield from self._own()
        yield from self._result()
        yield from self._learning()
        if not any(placed(one.plain) for one in self._told):
            yield Weak(Weakness.NO_SETTING)
        yield from self._depth()

    def learning_begins(self) -> int | None:
        """Where the learning begins; None where there is none behind the first sentence."""
        late = (one for one in self._document.sentences if one not in self._told and one.number)
        return next((one.span.start for one in late), None)

    def weighed(self, found: tuple[Weak, ...]) -> tuple[Weak, ...]:
        """What the detectors found, with what weighs most at the beginning, and without what that says already.

        Where they found that too, with something worse before it that is not unlikely, the worse comes first.
        """
        open_ones = [weak for weak in found if weak.kind not in DEPTH]
        first = open_ones[0].kind if open_ones else None
        if first in _BEYOND or not self._document.sentences:
            return found
        model = shipped_weakest()
        chances = model.chances(features(self._document.sentences, self._scores, self._report))
        best = first_kind(chances, first, _TRUST)
        deeper = [weak for weak in found if weak.kind in DEPTH]
        if best is None:
            return tuple(deeper)
        if first is not None and first.value not in model.kinds and kin(first, best):
            return found
        mine = next((weak for weak in open_ones if weak.kind is best), None)
        if mine is not None and first is not None and chances.get(first.value, 0.0) >= _OF_TWO:
            return found
        gone = (best, *_IMPLIES.get(best, ()))
        rest = [weak for weak in open_ones if weak.kind not in gone and not kin(weak.kind, best)]
        return (mine or Weak(best, self._quote(best)), *rest, *deeper)

    def _quote(self, kind: Weakness) -> str:
        """The sentence that shows a weakness most; empty where it is something that was not said."""
        tag = _SHOWN_BY.get(kind)
        if tag is not None:
            at = max(range(len(self._scores)), key=lambda number: self._scores[number].tags[tag])
            return quoted(self._text, self._document.sentences[at].span)
        pattern = {
            Weakness.WE: _WE,
            Weakness.PASSIVE: words.PASSIVE,
            Weakness.HIDES_DAMAGE: words.GOOD_END,
        }.get(kind)
        one = next((one for one in self._told if pattern and pattern.search(one.plain)), None)
        return quoted(self._text, one.span) if one else ""

    def _before_learning(self) -> Iterator[Sentence]:
        """The sentences of each paragraph (the answer, each reply) before the first that tells the learning."""
        learning, end = False, 0
        story = len(self._document.sentences) >= _STORY
        for one in self._document.sentences:
            if "\n\n" in self._text[end : one.span.start]:
                learning = False
            learning = learning or (self._begins_learning(one) and not (story and one.number == 0))
            end = one.span.end
            if not learning:
                yield one

    def _begins_learning(self, one: Sentence) -> bool:
        if learns(one.plain):
            return True
        good = words.GOOD_END.search(one.plain) is not None
        return not good and intention_at(one.plain) is not None and one.section is Section.LEARNING

    def _standing(self, point: Point) -> Standing:
        return self._points[point].standing

    def _flagged(self, pitfall: Pitfall) -> bool:
        return self._report.pitfalls[pitfall].flagged

    def _score(self, pitfall: Pitfall) -> float:
        return self._report.pitfalls[pitfall].score

    def _warned(self, *codes: str) -> str | None:
        """The words of the first warning of these rules, before the learning."""
        starts = {one.span.start for one in self._told}
        for item in self._report.findings:
            sentence = self._document.sentence_at(item.span.start)
            if sentence is None or sentence.span.start not in starts:
                continue
            if item.code in codes and item.severity is not Severity.INFO:
                return quoted(self._text, sentence.span)
        return None

    def _pitfall_quote(self, pitfall: Pitfall) -> str:
        spans = self._report.pitfalls[pitfall].spans
        return quoted(self._text, spans[0]) if spans else ""

    def _pitfalls(self) -> Iterator[Weak]:
        measured = any(harm.measured for harm in self._harms)
        brag = self._warned("H701", "H702")
        honest = measured and self._admits()
        flagged = self._flagged(Pitfall.HUMBLEBRAG)
        flagged = flagged and bool(brag or not honest or self._score(Pitfall.HUMBLEBRAG) >= _SURE)
        if flagged or (brag and not measured and self._score(Pitfall.HUMBLEBRAG) >= _UNLIKELY):
            yield Weak(Weakness.HUMBLEBRAG, brag or self._pitfall_quote(Pitfall.HUMBLEBRAG))
        if self._flagged(Pitfall.CATASTROPHIC):
            yield Weak(Weakness.CATASTROPHIC, self._pitfall_quote(Pitfall.CATASTROPHIC))
        blame = self._warned("B201", "B202", "B203", "B205", "B206")
        others = next((one for one in self._told if words.OTHERS_FAULT.search(one.plain)), None)
        flagged = self._flagged(Pitfall.BLAME) and (self._passive() is None or others is not None)
        if others is not None and self._standing(Point.OWNS) is not Standing.MET:
            blame = blame or quoted(self._text, others.span)
        acted = any(acts(one.plain) for one in self._told)
        if blame is None and not acted and any(item.code == "B201" for item in self._report.findings):
            blame = self._pitfall_quote(Pitfall.BLAME)
        if others is None and self._passive() is not None and not self._warned("B203", "B205"):
            blame = None
        if not self._admits() and (flagged or blame):
            yield Weak(Weakness.BLAME, blame or self._pitfall_quote(Pitfall.BLAME))
        small = self._warned("T401", "T402") or self._small()
        large = any(words.MANY.search(undated(one.plain)) for one in self._told)
        flagged = self._flagged(Pitfall.TRIVIAL) and not (honest and large)
        good = any(words.GOOD_END.search(one.plain) for one in self._told)
        if (flagged and not (good and self._score(Pitfall.TRIVIAL) < _SURE)) or (small and not measured):
            yield Weak(Weakness.TRIVIAL, small or self._pitfall_quote(Pitfall.TRIVIAL))

    def _admits(self) -> bool:
        """Whether the person says plainly what they did or left undone."""
        return any(admits(one.plain) for one in self._told)

    def _small(self) -> str | None:
        """Where the model half takes it for trivial and the words tell no good end either."""
        report = self._report.pitfalls[Pitfall.TRIVIAL]
        if (
            report.score < _HALF
            or self._admits()
            or any(words.GOOD_END.search(one.plain) for one in self._told)
        ):
            return None
        return self._pitfall_quote(Pitfall.TRIVIAL)

    def _own(self) -> Iterator[Weak]:
        """How far the person occurs in it."""
        own = [one for one in self._told if _I.search(one.plain)]
        team = [one for one in self._told if _WE.search(one.plain)]
        passive = self._passive()
        met = self._standing(Point.OWNS) is Standing.MET
        times = sum(len(_WE.findall(one.plain)) for one in team)
        if len(own) <= _MOST_OWN and times > _MOST_OWN and not met:
            yield Weak(Weakness.WE, quoted(self._text, team[0].span))
        elif passive is not None and not (own and met):
            yield Weak(Weakness.PASSIVE, quoted(self._text, passive.span))
        elif self._standing(Point.OWNS) is Standing.MISSING and not self._admits():
            yield Weak(Weakness.PART)

    def _passive(self) -> Sentence | None:
        """A deed that nobody did, where neither the person nor the team acts."""
        acting = [one for one in self._told if _I.search(one.plain)]
        if len(acting) > _MOST_OWN:
            return None
        return next((one for one in self._told if words.PASSIVE.search(one.plain)), None)

    def _result(self) -> Iterator[Weak]:
        good = next((one for one in self._told if words.GOOD_END.search(one.plain)), None)
        if any(harm.measured for harm in self._harms):
            return
        if good is not None or self._warned("S121"):
            yield Weak(Weakness.HIDES_DAMAGE, quoted(self._text, good.span) if good else "")
        elif not self._harms:
            yield Weak(Weakness.NO_RESULT)
        else:
            yield Weak(Weakness.NO_SCALE, quoted(self._text, self._harms[0].sentence.span))

    def _learning(self) -> Iterator[Weak]:
        standing = self._standing(Point.LEARNING)
        span = self._points[Point.LEARNING].span
        late = [one for one in self._document.sentences if one not in self._told]
        meant = [one for one in late if words.INTENDS.search(one.plain)]
        changed = any(marks_change(one.plain) for one in late if one not in meant)
        if changed and standing is Standing.PARTLY:
            return
        empty = bool(late) and not changed and all(platitude_at(one.plain) for one in late)
        if (
            standing is Standing.MET
            and (changed or not meant)
            and not empty
            and (late or self._changed(span))
        ):
            return
        partly = standing is Standing.PARTLY and (late or self._meant(span))
        if partly or (standing is Standing.MET and meant):
            yield Weak(Weakness.NOT_APPLIED, quoted(self._text, span) if span else "")
            return
        for kind, place in ((Weakness.PLATITUDE, platitude_at), (Weakness.OTHERS_LESSON, for_others_at)):
            one = next((one for one in self._document.sentences if place(one.plain)), None)
            if one is not None:
                yield Weak(kind, quoted(self._text, one.span))
                return
        yield Weak(Weakness.NO_LEARNING)

    def _meant(self, span: Span | None) -> bool:
        """Whether what was taken for half a learning is one by its words."""
        one = self._document.sentence_at(span.start) if span else None
        return one is not None and (words.INTENDS.search(one.plain) is not None or concrete_lesson(one.plain))

    def _changed(self, span: Span | None) -> bool:
        """Whether what was taken for a change is told as one, and is not how it was put right."""
        one = self._document.sentence_at(span.start) if span else None
        return (
            one is not None
            and one.section is Section.LEARNING
            and tells_change(one.plain)
            and words.REPAIR.search(one.plain) is None
        )

    def _depth(self) -> Iterator[Weak]:
        for kind, pattern in (
            (Weakness.NO_REPAIR, words.REPAIR),
            (Weakness.TODAY, words.TODAY),
            (Weakness.DISAGREED, words.DISAGREED),
        ):
            if not _any(pattern, self._document):
                yield Weak(kind)


def _any(pattern: re.Pattern[str], document: Document) -> bool:
    return any(pattern.search(one.plain) for one in document.sentences)
