"""Whether a short reply turns a failure into something learned: four points, and what it copied.

The reply is spoken or typed, 20 to 250 words, about a scenario of the practice. It is no whole story: sections and
length count for nothing here.
"""

from __future__ import annotations

from collections.abc import Callable

from starl.coach import reframing_words as words
from starl.coach.copied import copied, count_words
from starl.coach.document import Document, Sentence
from starl.coach.engine import check
from starl.coach.judgeable import why_not_readable
from starl.coach.learning_words import (
    concrete_lesson,
    for_others_at,
    intention_at,
    marks_change,
    platitude_at,
    tells_change,
)
from starl.coach.model import Scores, shipped
from starl.coach.own_fault import own_fault, owned_near
from starl.coach.reader import read_with
from starl.coach.settings import shipped_settings
from starl.model.reframing import Copy, Point, PointReport, Reframing, Standing
from starl.model.report import Pitfall, Report, Severity
from starl.model.story import Section, Span

FEWEST_WORDS = 20
MOST_WORDS = 250
_OWN, _OWN_ACT, _SOME_OWN = 0.55, 0.25, 0.4
_BLAME = 0.6
_BRAG = 0.5
_LESSON, _APPLIED = 0.4, 0.5
_PLATITUDE = 0.5
_LONGEST_NOTE = 20
"""Words of a sentence up to which a note may leave its subject out."""


_SAYS = {
    Point.OWNS: {
        Standing.MET: ("You name what you did yourself.", ""),
        Standing.PARTLY: (
            "Your own part is in it, but vague, or beside somebody else's fault.",
            "Which one thing did you do, or leave undone, that you would decide otherwise now?",
        ),
        Standing.MISSING: (
            "Nothing here was in your hands, as you tell it.",
            "Where was a moment at which you could have turned it?",
        ),
    },
    Point.COST: {
        Standing.MET: ("You say what it cost, and whom.", ""),
        Standing.PARTLY: ("The harm stays general.", "Who had to bear it, and how much was it in numbers?"),
        Standing.MISSING: (
            "Nobody seems to have lost anything.",
            "Who noticed that it had gone wrong, and by what?",
        ),
    },
    Point.LEARNING: {
        Standing.MET: ("You say what is different since.", ""),
        Standing.PARTLY: (
            "There is a lesson or an intention, and nothing yet that changed because of it.",
            "What have you done differently since, and when was the last time?",
        ),
        Standing.MISSING: (
            "The learning is missing, or would fit any failure.",
            "What would a colleague do differently on Monday if they had learned exactly this?",
        ),
    },
    Point.PLAIN: {
        Standing.MET: ("It is told plainly, without praise of yourself.", ""),
        Standing.PARTLY: (
            "Praise of yourself slips in beside the fault.",
            "Would it be just as true without that sentence?",
        ),
        Standing.MISSING: (
            "This sounds like a strength dressed up as a failure.",
            "What would the people who had to live with it say?",
        ),
    },
}


def judge(text: str, scenario: str = "", example: str = "") -> Reframing:
    """Judges a reply. scenario, example: what the person had before them, to see what was copied from it."""
    model, moves = shipped(), shipped_settings().moves
    document, reading = read_with(text, model, moves)
    number = count_words(text)
    copies = _copies(text, scenario, example)
    reason = (
        f"{number} words are too few; tell it in {FEWEST_WORDS} to {MOST_WORDS}"
        if number < FEWEST_WORDS
        else None
    )
    reason = reason or why_not_readable(document)
    if reason:
        return Reframing(text, number, {}, copies, reason)
    said = _Said(document, reading.scores, check(text))
    found = said.points()
    points = {
        point: PointReport(standing, span, *_SAYS[point][standing])
        for point, (standing, span) in found.items()
    }
    note = (
        f"{number} words are more than one says in a breath; {MOST_WORDS} are enough"
        if number > MOST_WORDS
        else None
    )
    return Reframing(text, number, points, copies, note)


def _copies(text: str, scenario: str, example: str) -> tuple[Copy, ...]:
    """Each stretch once, though it may stand in both; of two that overlap, the longer one."""
    every = [
        Copy(span, count_words(text[span.start : span.end]), name)
        for name, source in (("example", example), ("scenario", scenario))
        for span in copied(text, source)
    ]
    found: list[Copy] = []
    for copy in sorted(every, key=lambda copy: -copy.words):
        if not any(copy.span.start < other.span.end and other.span.start < copy.span.end for other in found):
            found.append(copy)
    return tuple(sorted(found))


_Found = tuple[Standing, Span | None]


class _Said:
    """A reply with what the coach sees in it."""

    def __init__(self, document: Document, scores: list[Scores], report: Report) -> None:
        self._document = document
        self._sentences = document.sentences
        self._tags = [score.tags for score in scores]
        self._report = report

    def points(self) -> dict[Point, _Found]:
        """The four points; how plain it is told depends on whether fault and cost are there."""
        own, cost = self._owns(), self._cost()
        plain = self._plain(
            own[0] is not Standing.MISSING and self._strong() is not None and cost[0] is Standing.MET
        )
        if plain[0] is Standing.MISSING and own[0] is Standing.MET:
            own = (Standing.PARTLY, own[1])
        return {Point.OWNS: own, Point.COST: cost, Point.LEARNING: self._learning(), Point.PLAIN: plain}

    def _best(self, fits: Callable[[Sentence], bool], tag: str) -> Sentence | None:
        return max(filter(fits, self._sentences), key=lambda one: self._tags[one.number][tag], default=None)

    def _strong(self) -> Sentence | None:
        """The sentence that admits most plainly."""

        def admits(one: Sentence) -> bool:
            plain, tags = one.plain, self._tags[one.number]
            if words.HEDGE.search(plain) or words.FORMULA.search(plain) or tags["brag"] >= _BRAG:
                return False
            note = len(one.words) <= _LONGEST_NOTE and words.NOTE.match(plain) is not None
            if note or own_fault(plain) or words.OWN_ACT.search(plain) is not None:
                return True
            return tags["own"] >= (_OWN_ACT if self._acts(one) else _OWN)

        return self._best(admits, "own")

    def _owns(self) -> _Found:
        strong = self._strong()
        away = self._away()
        if strong is not None:
            return (Standing.PARTLY if away else Standing.MET), strong.span
        weak = self._best(self._half_admits, "own") or self._best(self._acts, "own")
        if weak is not None:
            return Standing.PARTLY, weak.span
        return Standing.MISSING, away

    def _acts(self, one: Sentence) -> bool:
        """Whether a sentence before the learning tells something that the person did."""
        tags = self._tags[one.number]
        before = one.section not in (Section.LEARNING, Section.RESULT) or one.number == 0
        return before and tags["brag"] < _SOME_OWN and words.ACT.search(one.plain) is not None

    def _half_admits(self, one: Sentence) -> bool:
        tags = self._tags[one.number]
        return words.FORMULA.search(one.plain) is not None or own_fault(one.plain) or tags["own"] >= _SOME_OWN

    def _away(self) -> Span | None:
        """Where the fault is given to others."""
        if self._report.pitfalls[Pitfall.BLAME].flagged:
            return self._report.pitfalls[Pitfall.BLAME].spans[0]

        def blames(one: Sentence) -> bool:
            return self._tags[one.number]["blame"] >= _BLAME and not owned_near(self._document, one, 1)

        blaming = self._best(blames, "blame")
        return blaming.span if blaming else self._warned("B")

    def _warned(self, group: str) -> Span | None:
        """The first warning of a group of rules other than the verdict on the whole."""
        return next(
            (
                item.span
                for item in self._report.findings
                if item.code[0] == group
                and not item.code.endswith("00")
                and item.severity is not Severity.INFO
            ),
            None,
        )

    def _cost(self) -> _Found:
        told = [one for one in self._sentences if not self._changes(one) and not intention_at(one.plain)]
        definite = [one for one in told if words.HARM.search(one.plain) and not words.SMALL.search(one.plain)]
        for one in definite:
            if words.AMOUNT.search(one.plain) and words.WHO.search(one.plain):
                return Standing.MET, one.span
        for one in definite:
            if words.AMOUNT.search(one.plain) or words.WHO.search(one.plain):
                return Standing.MET, one.span
        general = (
            one for one in told if words.GENERAL_HARM.search(one.plain) or words.HARM.search(one.plain)
        )
        first = next(general, None)
        return (Standing.PARTLY, first.span) if first else (Standing.MISSING, None)

    def _changes(self, one: Sentence) -> bool:
        """Whether a sentence tells of something that is done differently since."""
        plain, tags = one.plain, self._tags[one.number]
        if words.KNOWN.search(plain) or words.MEANT.search(plain) or self._empty(one):
            return False
        last = one.number == len(self._sentences) - 1
        home = (last or one.section is Section.LEARNING) and tells_change(plain)
        return tags["applied"] >= _APPLIED or marks_change(plain) or home

    def _empty(self, one: Sentence) -> bool:
        tags = self._tags[one.number]
        return platitude_at(one.plain) is not None or tags["platitude"] >= max(_PLATITUDE, tags["applied"])

    def _teaches(self, one: Sentence) -> bool:
        """Whether a sentence holds a lesson or an intention that somebody could act on."""
        plain, tags = one.plain, self._tags[one.number]
        if self._empty(one) or for_others_at(plain):
            return False
        if words.MEANT.search(plain) or tags["lesson"] >= _LESSON:
            return True
        return one.section is Section.LEARNING and concrete_lesson(plain)

    def _learning(self) -> _Found:
        changed = self._best(self._changes, "applied")
        if changed is not None:
            return Standing.MET, changed.span
        lesson = self._best(self._teaches, "lesson")
        if lesson is not None:
            return Standing.PARTLY, lesson.span
        empty = self._best(lambda one: self._empty(one) or for_others_at(one.plain) is not None, "platitude")
        return Standing.MISSING, empty.span if empty else None

    def _plain(self, honest: bool) -> _Found:
        """honest: an own fault and its cost are told, so that praise is a slip and no disguise."""
        shown = self._warned("H")
        bragging = self._best(lambda one: self._tags[one.number]["brag"] >= _BRAG, "brag")
        flagged = self._report.pitfalls[Pitfall.HUMBLEBRAG].flagged
        span = shown or (bragging.span if bragging and flagged else None)
        if span is None:
            return Standing.MET, None
        return (Standing.PARTLY if honest else Standing.MISSING), span
