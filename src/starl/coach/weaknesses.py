"""What a spoken answer leaves open, the worst first: what an interviewer would ask next.

An answer has no headings and is often short, so that a missing section says little. Sections are the coach's own,
and what it finds is weighed against what the words say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from starl.coach import outcome
from starl.coach import told_words as words
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
from starl.coach.own_fault import own_fault
from starl.coach.reader import read_with
from starl.coach.reframing import judge
from starl.coach.settings import shipped_settings
from starl.coach.story_features import quoted
from starl.model.mock import Weak, Weakness
from starl.model.reframing import Point, Standing
from starl.model.report import Pitfall, Report, Severity
from starl.model.story import Section, Span
from starl.text.lazy import lazy

FEWEST_WORDS = 20
"""With fewer, an answer is no story yet."""
DEPTH = (Weakness.NO_REPAIR, Weakness.TODAY, Weakness.DISAGREED)
"""What only deepens an answer that is good already."""
_IMPLIES = {
    Weakness.HUMBLEBRAG: (Weakness.PART, Weakness.HIDES_DAMAGE, Weakness.NO_RESULT),
    Weakness.BLAME: (Weakness.PART, Weakness.WE, Weakness.PASSIVE),
    Weakness.TRIVIAL: (Weakness.NO_RESULT, Weakness.NO_SCALE, Weakness.HIDES_DAMAGE),
}
"""What goes without saying where the first is found."""
_I = lazy(r"\bi(?:'d|'ve|'m)?\b")
_WE = lazy(r"\b(?:we|we'd|we've|we're|us|our)\b")
_UNLIKELY = 0.2
"""Below this score of a pitfall its words alone are no evidence."""
_HALF = 0.3
"""From this score of a pitfall on, nothing may speak against it."""
_CLAUSE_WORDS = 3
"""From so many words on a clause says something."""
_SURE = 0.8
"""From this score of a pitfall on, nothing speaks against it."""
_STORY = 3
"""From so many sentences on the first one does not tell the learning."""
_SINCE = ("since then", "these days", "nowadays", "now ", "today ")
"""How a sentence begins that can only tell what is done otherwise."""
_MOST_OWN = 1
"""Sentences with `I` before the learning, up to which the team counts as the one who acts."""
_TELLS_LEARNING = lazy(
    r"\b(?:learned|learnt|lesson|taught|takeaway|since then|these days|nowadays|next time|what i (?:do|took|take)|from (?:that|it|this) i|from now on|"
    r"today (?:i|we|they|he|she|it|each|every|a|the)\b|now each|(?:is|are) now\b|now (?:i|a|there|the|we)\b|realised|understood that|stayed with me|i(?:'m| am) going to|"
    r"if it happens again)"
)
_CLAUSE = lazy(r"[;:]|, | and | but | so | because | which | that is")


def weaknesses(text: str) -> tuple[Weak, ...]:
    """The weaknesses of an answer with the replies to its follow-ups joined to it; the worst first, each once.

    An empty answer has none: the person passed.
    """
    if not text.strip():
        return ()
    found = {weak.kind: weak for weak in _Answer(text).found()}
    implied = {kind for cause, kinds in _IMPLIES.items() if cause in found for kind in kinds}
    return tuple(found[kind] for kind in Weakness if kind in found and kind not in implied)


class _Harm(NamedTuple):
    sentence: Sentence
    measured: bool
    """Whether it says how much."""


class _Answer:
    """An answer with what the coach sees in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._document, reading = read_with(text, shipped(), shipped_settings().moves)
        self._tags = [score.tags for score in reading.scores]
        self._report: Report = check(text)
        self._points = judge(text).points
        self._told = list(self._before_learning())
        self._harms = list(self._found_harms())

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
        if not any(words.TIME.search(one.plain) or words.PLACE.search(one.plain) for one in self._told):
            yield Weak(Weakness.NO_SETTING)
        yield from self._depth()

    def _before_learning(self) -> Iterator[Sentence]:
        """The sentences of each paragraph (the answer, each reply) before the first that tells the learning."""
        learning, end = False, 0
        story = len(self._document.sentences) >= _STORY
        for one in self._document.sentences:
            if "\n\n" in self._text[end : one.span.start]:
                learning = False
            learning = learning or (self._learns(one) and not (story and one.number == 0))
            end = one.span.end
            if not learning:
                yield one

    def _learns(self, one: Sentence) -> bool:
        """Whether a sentence tells what was learned or what is done since."""
        if words.GOOD_END.search(one.plain) and not one.plain.startswith(_SINCE):
            return False
        if _TELLS_LEARNING.search(one.plain) or _changes(one.plain) or platitude_at(one.plain):
            return True
        return intention_at(one.plain) is not None and one.section is Section.LEARNING

    def _found_harms(self) -> Iterator[_Harm]:
        """The sentences that tell damage."""
        for one in self._told:
            clauses = list(_others_part(one))
            measured = any(map(_measured, clauses))
            if words.GOOD_END.search(one.plain) and not measured:
                continue
            if any(self._harms_in(clause, one, measured) for clause in clauses):
                yield _Harm(one, measured)

    def _harms_in(self, clause: str, one: Sentence, measured: bool) -> bool:
        """Whether a clause tells damage: by its words, or by its place and how many it reached."""
        if words.GOOD_END.search(clause):
            return False
        harm = words.HARM.search(clause) is not None or not outcome.HARM.isdisjoint(clause.split())
        if harm and (_who(one.plain) or (measured and words.STRONG.search(clause) is not None)):
            return True
        if one.section is Section.RESULT:
            return len(clause.split()) >= _CLAUSE_WORDS
        if one.number > 0 and _THEY_HAD.match(clause):
            return True
        return one.number > 0 and _measured(clause) and _who(clause) and _TEAM_DEED.match(clause) is None

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
        blame = self._warned("B201", "B202", "B203", "B205")
        others = next((one for one in self._told if words.OTHERS_FAULT.search(one.plain)), None)
        flagged = self._flagged(Pitfall.BLAME) and (self._passive() is None or others is not None)
        if others is not None and self._standing(Point.OWNS) is not Standing.MET:
            blame = blame or quoted(self._text, others.span)
        acted = any(_ACTED.search(one.plain) for one in self._told)
        if blame is None and not acted and any(item.code == "B201" for item in self._report.findings):
            blame = self._pitfall_quote(Pitfall.BLAME)
        if others is None and self._passive() is not None and not self._warned("B203", "B205"):
            blame = None
        if not self._admits() and (flagged or blame):
            yield Weak(Weakness.BLAME, blame or self._pitfall_quote(Pitfall.BLAME))
        small = self._warned("T401", "T402") or self._small()
        large = any(words.MANY.search(_undated(one.plain)) for one in self._told)
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
        acts = sum(len(_WE.findall(one.plain)) for one in team)
        if len(own) <= _MOST_OWN and acts >= _MOST_OWN + 1 and not met:
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


def admits(plain: str) -> bool:
    """Whether a lower-case sentence says plainly what the speaker did wrong or left undone.

    >>> admits("i joined the tables on the wrong key"), admits("the vendor sent the wrong key")
    (True, False)
    """
    return own_fault(plain) or _WENT_WRONG.search(plain) is not None


def _changes(plain: str) -> bool:
    return marks_change(_CAUSE.sub(", because ", plain))


def settles(kind: Weakness, reply: str) -> bool:
    """Whether a reply, read for itself, gives what this weakness lacks. An empty one settles nothing."""
    plain = " ".join(reply.lower().replace("’", "'").split())
    said = [one.plain for one in read_with(reply, shipped(), shipped_settings().moves)[0].sentences]
    return any(_GIVES[kind](part) for part in [plain, *said]) if plain else False


def _bears(plain: str) -> bool:
    return any(words.HARM.search(part) and not _deed(part, None) for part in _CLAUSE.split(plain)) and _who(
        plain
    )


def _who(plain: str) -> bool:
    return words.WHO.search(plain) is not None


def _measured(plain: str) -> bool:
    return words.AMOUNT.search(_undated(plain)) is not None


def _placed(plain: str) -> bool:
    return words.TIME.search(plain) is not None or words.PLACE.search(plain) is not None


def _own_deed(plain: str) -> bool:
    return admits(plain) or _ACTED.search(plain) is not None


def _used(plain: str) -> bool:
    return tells_change(plain) or (_ACTED.search(plain) is not None and _LATELY.search(plain) is not None)


def _any(pattern: re.Pattern[str], document: Document) -> bool:
    return any(pattern.search(one.plain) for one in document.sentences)


def _undated(plain: str) -> str:
    return words.YEAR.sub(" ", plain)


_THEY_HAD = lazy(
    r"\s*(?:um,? |so |and |then |well )*(?:the |some |our |many |most )?(?:customers|clients|users|patients|passengers|people|members|readers|drivers|"
    r"students|pupils|parents|families|teachers|nurses|doctors|guests|subscribers|farmers|growers?|colleagues|others|translators|agents|shops) "
    r"(?!who\b|use\b|are\b|do\b|work\b|need\b)\w+"
)
"""What others had, did or had to do."""
_CAUSE = lazy(r"(?:,| mainly| only| just| simply| partly) since (?!then|that|i (?:have|do))")
_TEAM_DEED = lazy(r"\s*(?:um,? |so |and |then |well )*(?:we|my|our|it was|there (?:is|are|was|were))\b")
_DEED = lazy(r"\bi(?:'d|'ve)? (?!lost\b|was (?:late|fined)|(?:was )?\w+ weeks|had lost\b)")
_GOES_ON = lazy(
    r"\s*(?:then |also |just |only |even )*(?:\w{2,}ed|sent|put|left|went|ran|took|gave|made|told|got|let|wrote|did(?: not|n't))\b"
)
"""A deed whose subject was named before."""
_TEAM = lazy(r"\s*(?:um,? |so |and |then |well )*we(?:'d|'ve)? (?!lost\b|had to\b|were\b)")


def _others_part(one: Sentence) -> Iterator[str]:
    """The clauses of a sentence in which neither the person nor the team acts."""
    acts = False
    for clause in _CLAUSE.split(one.plain):
        acts = _deed(clause, one.section) or (acts and _GOES_ON.match(clause) is not None)
        if not acts:
            yield clause


def _deed(clause: str, section: Section | None) -> bool:
    """Whether a clause tells what the person or the team did; its words then name no damage."""
    return _DEED.search(clause) is not None or (
        section is not Section.RESULT and _TEAM.match(clause) is not None
    )


_WENT_WRONG = lazy(
    r"\bi(?:'d|'ve)? (?!got\b|was\b|had been\b|received\b)\w+[^,;]* (?:wrong|wrongly|by mistake|without (?!a problem)\w+)\b"
)
_ACTED = lazy(
    r"\bi(?:'d|'ve)? (?:had |have |also |just |only |never |then |did(?:n't| not) )*(?!was\b|were\b|had\b|think\b|guess\b|know\b|"
    r"knew\b|mean\b|feel\b|felt\b|suppose\b|don't\b|can't\b|would\b|will\b)\w+"
)
_LATELY = lazy(
    rf"{words.TIME.pattern}|\b(?:in (?:may|march)|yesterday|last \w+|this (?:morning|week|month|spring|summer|autumn|winter)|"
    r"(?:two|three|four|five|six|\d+) (?:days|weeks|months|times)|since|again|now|every|each)\b"
)
_GIVES: dict[Weakness, Callable[[str], bool]] = {
    Weakness.MORE: lambda plain: len(plain.split()) >= FEWEST_WORDS,
    Weakness.HUMBLEBRAG: _bears,
    Weakness.CATASTROPHIC: lambda plain: words.REPAIR.search(plain) is not None,
    Weakness.BLAME: admits,
    Weakness.WE: _own_deed,
    Weakness.PASSIVE: _own_deed,
    Weakness.TRIVIAL: lambda plain: _bears(plain) and _measured(plain),
    Weakness.NO_RESULT: _bears,
    Weakness.HIDES_DAMAGE: _bears,
    Weakness.PART: _own_deed,
    Weakness.NO_LEARNING: _used,
    Weakness.PLATITUDE: _used,
    Weakness.OTHERS_LESSON: _used,
    Weakness.NOT_APPLIED: _used,
    Weakness.NO_SCALE: _measured,
    Weakness.NO_SETTING: _placed,
    Weakness.NO_REPAIR: lambda plain: words.REPAIR.search(plain) is not None,
    Weakness.TODAY: lambda plain: words.TODAY.search(plain) is not None,
    Weakness.DISAGREED: lambda plain: words.DISAGREED.search(plain) is not None,
}
"""For each weakness, what in a reply gives what it lacks."""
