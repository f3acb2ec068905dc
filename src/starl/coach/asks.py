"""What a rule may mean where none of its patterns matches: a model of phrases hears it, and the coach asks.

A pattern knows words; people have others. For each rule of `ASKED` one lane of a linear model, fitted on phrases that
should fire and near misses of them (corpus/phrases/), says whether a sentence sounds like it. That is never enough for a
warning: it makes a question (`info`) on the clause that sounds most like it. Nor is a pattern whose lane hears the opposite.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from starl.coach.document import Document, Sentence, word_list
from starl.coach.features import features
from starl.coach.hints import hints
from starl.coach.learning_words import any_change
from starl.coach.model import LONGEST, Rows
from starl.coach.own_fault import owned_near
from starl.coach.pitfalls import PITFALL_RULES
from starl.coach.registry import all_rules
from starl.coach.rule import Hit, Rule
from starl.content import content_mapped
from starl.model.report import Finding, Severity
from starl.model.story import Section, Span
from starl.text.lazy import lazy

_DONE = frozenset({Section.ACTION, Section.RESULT})
_TOLD = _DONE | {Section.SITUATION, Section.TASK}
_ANY = frozenset(Section)
ASKED: dict[str, frozenset[Section]] = {
    "A801": _ANY,
    "B201": _DONE,
    "B202": _TOLD,
    "B203": _DONE,
    "B204": _DONE | {Section.LEARNING},
    "B205": _TOLD,
    "C501": _DONE,
    "C503": _DONE | {Section.LEARNING},
    "C504": _DONE,
    "H701": _ANY,
    "H702": frozenset({Section.RESULT, Section.LEARNING}),
    "H704": _ANY,
    "L601": frozenset({Section.LEARNING}),
    "L602": frozenset({Section.LEARNING}),
    "L605": frozenset({Section.LEARNING}),
    "O301": _DONE,
    "O304": _DONE,
    "T401": _DONE,
    "T402": _DONE,
    "V901": _DONE,
    "V902": _TOLD,
}
"""The rules that have a lane, and the sections in which they may ask."""
LANES = tuple(ASKED)
_CONTEXT = frozenset({"B201", "B202", "B203", "B204", "C501", "C503", "C504", "L602", "T402"})
"""The rules whose words may mean the opposite among others ("nobody noticed for a year, and by then ...")."""
_DENIED = -2.5
"""Below this, a lane denies what a pattern of its rule found."""
_REMEMBERED = 1024
"""So many sentences are remembered."""
_MOST = 4
"""So many questions of this kind are asked of one story, those that it is surest of."""
_SHORTEST = 5
"""Words of a clause that can be pointed at alone."""
_FEWEST = 3
"""A shorter sentence ("The result?") says too little."""
_SHOWN_WHOLE = 18
"""Words of a sentence that is pointed at as a whole."""
_BREAK = lazy(r"[,;:] | (?:-|–|—) | (?:and|but|so|because|which|while) ")
"""Where a clause may end."""
_SPACE = " \t\n,;:-–—"


class _Ask(NamedTuple):
    code: str
    sentence: Sentence
    odds: float


def asks(document: Document, findings: Sequence[Finding]) -> Iterable[tuple[Rule, Hit]]:
    """The questions, each rule's at most once. Where a rule of the same group has a finding in the sentence, none."""
    told = {
        (_kind(item.code), sentence.number)
        for item in findings
        if (sentence := document.sentence_at(item.span.start))
    }
    best: dict[str, _Ask] = {}
    for sentence in document.sentences:
        if sentence.section is None or not _FEWEST <= len(sentence.words) <= LONGEST:
            continue
        for code, odds in zip(LANES, heard(sentence.plain), strict=True):
            if (
                odds > 0
                and sentence.section in ASKED[code]
                and (_kind(code), sentence.number) not in told
                and (code not in best or best[code].odds < odds)
                and _fits(document, code, sentence)
            ):
                best[code] = _Ask(code, sentence, odds)
    rules = {rule.code: _doubtful(rule) for rule in all_rules() if rule.code in best}
    for ask in _apart(sorted(best.values(), key=lambda ask: -ask.odds))[:_MOST]:
        yield rules[ask.code], Hit(_clause(document, ask), severity=Severity.INFO)


def _kind(code: str) -> str:
    """The group of a rule; a stock phrase and a platitude are asked about once."""
    return "L" if code == "A801" else code[0]


def softened(document: Document, findings: Sequence[Finding]) -> list[Finding]:
    """The findings; those of `_CONTEXT` whose lane does not hear in the sentence what the pattern found only ask.

    Where the whole story is flagged for it, its words are not doubted.
    """
    verdicts = {rule.code for rule in PITFALL_RULES.values()}
    sure = {item.code[0] for item in findings if item.code in verdicts and item.severity is Severity.WARNING}
    return [item if item.code[0] in sure else _softened(document, item) for item in findings]


def _softened(document: Document, item: Finding) -> Finding:
    sentence = document.sentence_at(item.span.start)
    if (
        item.code not in _CONTEXT
        or item.severity is Severity.INFO
        or sentence is None
        or len(sentence.words) > LONGEST
        or heard(sentence.plain)[LANES.index(item.code)] > _DENIED
    ):
        return item
    return item._replace(severity=Severity.INFO, message=_perhaps(item.message))


def _doubtful(rule: Rule) -> Rule:
    """The rule, with a message that leaves it open."""
    return rule._replace(message=_perhaps(rule.message))


def _perhaps(message: str) -> str:
    return f"Perhaps: {message[0].lower()}{message[1:]}"


@lru_cache(maxsize=_REMEMBERED)
def heard(plain: str) -> tuple[float, ...]:
    """For each of LANES, by how much the log odds that its rule is meant exceed what is asked of them.

    plain: a sentence in lower case. While somebody types, all sentences but one are as they were.
    """
    words = word_list(plain)
    return tuple(_rows().odds(features(words), ("#", *hints(plain)), len(words)))


def _fits(document: Document, code: str, sentence: Sentence) -> bool:
    """Whether nothing near it says already what would be asked."""
    if code[0] == "B":
        return not owned_near(document, sentence, 1)
    if code == "L602":
        return not any_change(document)
    return True


def _apart(ranked: list[_Ask]) -> list[_Ask]:
    """Of several questions of one kind on one sentence, the surest."""
    seen: set[tuple[str, int]] = set()
    kept = []
    for ask in ranked:
        place = (_kind(ask.code), ask.sentence.number)
        if place not in seen:
            seen.add(place)
            kept.append(ask)
    return kept


def _clause(document: Document, ask: _Ask) -> Span:
    """The sentence, or the clause of a long one that sounds most like it."""
    start, plain = ask.sentence.span.start, ask.sentence.plain
    if len(ask.sentence.words) <= _SHOWN_WHOLE:
        return ask.sentence.span
    lane, begin = LANES.index(ask.code), 0
    best, span = 0.0, ask.sentence.span
    for end in [*(match.start() for match in _BREAK.finditer(plain)), len(plain)]:
        piece = plain[begin:end].strip(_SPACE)
        words = word_list(piece)
        if len(words) >= _SHORTEST:
            odds = heard(piece)[lane]
            if odds > best:
                at = start + plain.index(piece, begin)
                best, span = odds, Span(at, at + len(piece))
        begin = end
    return span


@cache
def _rows() -> Rows:
    return Rows(content_mapped("asks.bin"), len(LANES))
