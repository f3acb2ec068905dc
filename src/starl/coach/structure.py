"""What the structure rules share: which sections a story has, and where a missing one is missed."""

from __future__ import annotations

from collections.abc import Iterable

from starl.coach.document import WORDS_A_MINUTE, Document, Sentence
from starl.coach.rule import Hit
from starl.model.report import Severity
from starl.model.story import Section, Span
from starl.text.lazy import lazy

LONG_ENOUGH = 80
"""Fewest words of a story whose proportions say something."""

_ALSO_CALLED = {
    Section.SITUATION: ("situation", "background", "context", "setting"),
    Section.TASK: ("task", "goal", "objective", "role", "responsib"),
    Section.ACTION: ("action", "did"),
    Section.RESULT: ("result", "outcome", "happened", "impact"),
    Section.LEARNING: ("learn", "lesson", "takeaway", "take-away", "reflection"),
}
"""What a heading for two sections, such as `Result and lessons`, says of the second."""

_FOLDED_IN = {
    Section.SITUATION: lazy(
        r"\b(?:(?:19|20)\d\d|years? ago|months? ago|last (?:year|spring|summer|autumn|fall|winter|month)|back in|"
        r"(?:i|we) (?:was|were|worked|work|used to work|joined|started|had just) (?:at|on|in|for|with|part of|a|the)|"
        r"we (?:made|make|built|ran|run|do|did|sold|sell|had|have)|my (?:first|second|last|old|previous|current)|"
        r"(?:team|company|start-?up|internship|project|customer|agency|studio|department|university|semester) )"
    ),
    Section.TASK: lazy(
        r"\b(?:(?:was|were|been|got|had|'d|getting) (?:just |also )?(?:asked|told|tasked|assigned|hired|given|supposed|"
        r"expected|meant|responsible|promised|in charge)|(?:asked|told|wanted|hired) (?:me|us) |(?:gave|handed) (?:me|us) |"
        r"i(?:'d| had|'ve)? (?:just )?(?:promised|volunteered|owned|led|offered|agreed|signed up|took over|taken over|took on|"
        r"taken on|was to|had to|should|was building|ran|run|looked after)|(?:my|our) (?:task|job|role|goal|part|thing|bit|"
        r"responsibility|assignment|ticket|project|feature|service|team|baby|idea|first|first task)|was mine|were mine|"
        r"i was (?:\w+ )?the (?:[\w-]+ ){0,4}(?:engineer|developer|dev|guy|person|one|lead|manager|owner|architect|commander|analyst|scientist|admin|tester|"
        r"founder|cto|pm|sre|designer|maintainer|consultant|director)\b|(?:was|were|being) on call\b|co-?founder|i(?:'ve been| have been)? maintain\w*|"
        r"we (?:had to|were to|should|needed to|wanted to)|deadline|due |the (?:goal|plan|idea|aim|task|job) was|i (?:wanted|needed) to)"
    ),
    Section.ACTION: lazy(
        r"\bi(?:'d| had|'ve| have)? (?:just |also |then |even |simply |only |really |never )?(?:\w{3,}ed|didn't|did not|forgot|"
        r"wrote|put|took|left|built|ran|sent|made|thought|went|let|chose|set|kept|told|gave|picked)\b"
    ),
    Section.RESULT: lazy(
        r"\b(?:outage|down for|was down|were down|went down|downtime|offline|lost|losing|refund\w*|complain\w*|angry|"
        r"crashed|corrupted|wiped|overcharged|missed|cancelled|canceled|cancelling|churned|quit|died|dead|cried|couldn't|"
        r"could not|nobody could|\w+ got (?:no|the wrong|double|woken)|too (?:high|late|low|little|much)|cost (?:us|them|me|the)|"
        r"(?:\d[\d.,]*|hundreds?|thousands?|dozens?|million|forty|fifty|sixty|thirty|twenty|ninety) (?:of )?(?:our |the )?\w+)\b"
    ),
    Section.LEARNING: lazy(
        r"\b(?:learn\w*|lessons?|taught|since then|ever since|since that|these days|nowadays|from (?:now|then|that day) on|"
        r"next time|take-?aways?|what i took|takes? from|reali[sz]ed?|i(?:'d| would) (?:do|not|never|always|ask|test|check|look|read|take|put|let|trust|tell|send|use|write|build)|"
        r"(?:always|never) \w+ing|\w+ now|"
        r"now (?:i|we|every|it|there|the|my|our)|(?:i|we) (?:always|now) |before i (?:touch|\w+e\b)|"
        r"do differently|(?:i|we) (?:don't|never) \w+ (?:\w+ ){0,6}(?:any ?more|again|before|without))"
    ),
}
"""Signs that undivided text tells a section within a sentence of another one."""

_RUN_ON = 40
"""Words in a sentence above which a transcript has lost its punctuation, so that it may hold any section."""


def speaking_time(words: int) -> str:
    """How long so many words take to say, for a message.

    >>> speaking_time(490), speaking_time(70)
    ('3:30 minutes', '30 seconds')
    """
    seconds = round(words * 60 / WORDS_A_MINUTE)
    return f"{seconds} seconds" if seconds < 60 else f"{seconds // 60}:{seconds % 60:02} minutes"


def tells_of(section: Section, plain: str) -> bool:
    """Whether lower-case text has a sign of this section in it.

    >>> tells_of(Section.LEARNING, "since then i run the whole archive")
    True
    """
    return _FOLDED_IN[section].search(plain) is not None


def told_in_passing(document: Document, section: Section) -> bool:
    """Whether a section that has no sentence of its own is told within another's."""
    return (document.inferred and tells_of(section, document.plain)) or _shares_a_heading(document, section)


def missing(document: Document, section: Section, *, undivided: Severity) -> Iterable[Hit]:
    """One hit where this section is not told at all.

    undivided: the severity where the sections are the coach's own guess, since such a guess may err. There
    a section also counts as told where any sentence speaks of what belongs into it.
    Gives nothing where neither headings nor the coach say what belongs to which section.
    """
    if not (document.inferred or document.story.has_headings) or document.of(section):
        return
    if told_in_passing(document, section):
        return
    place = _place(document, section)
    if place is None:
        return
    severity = undivided if document.inferred or _mostly_outside(document) else None
    if document.inferred and _has_run_on(document):
        severity = Severity.INFO
    yield Hit(place, severity=severity)


def whole(sentences: list[Sentence]) -> Span:
    """From the first of these sentences to the last that follows it without a gap."""
    last = sentences[0]
    for sentence in sentences[1:]:
        if sentence.number != last.number + 1:
            break
        last = sentence
    return Span(sentences[0].span.start, last.span.end)


def sentence_of_word(document: Document, sentences: list[Sentence], number: int) -> Sentence:
    """The sentence among these that holds the word with this number, from 0; the last one where there are fewer."""
    for sentence in sentences:
        number -= len(sentence.words)
        if number < 0:
            return sentence
    return sentences[-1]


def _place(document: Document, section: Section) -> Span | None:
    """The empty heading; else the sentence after which the section is missed; else the story's first sentence."""
    for part in document.story.parts:
        if part.section is section:
            for heading in document.story.headings:
                if heading.end == part.span.start:
                    return _trimmed(document, heading)
    order = list(Section)
    for earlier in reversed(order[: order.index(section)]):
        told = document.of(earlier)
        if told:
            return told[-1].span
    if document.sentences:
        return document.sentences[0].span
    return _trimmed(document, document.story.headings[0]) if document.story.headings else None


def _trimmed(document: Document, span: Span) -> Span:
    text = document.text[span.start : span.end]
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, start + len(text.strip()))


def _shares_a_heading(document: Document, section: Section) -> bool:
    """Whether a heading with text under it names this section beside another."""
    for heading in document.story.headings:
        title = document.text[heading.start : heading.end].lower()
        if any(name in title for name in _ALSO_CALLED[section]):
            for part in document.story.parts:
                if part.span.start == heading.end and _has_prose(document, part.span):
                    return True
    return False


def _has_prose(document: Document, span: Span) -> bool:
    return any(span.start <= sentence.span.start < span.end for sentence in document.sentences)


def _has_run_on(document: Document) -> bool:
    return any(len(sentence.words) > _RUN_ON for sentence in document.sentences)


def _mostly_outside(document: Document) -> bool:
    """Whether most of the story stands under none of our headings."""
    outside = sum(len(sentence.words) for sentence in document.sentences if sentence.section is None)
    return outside * 2 > document.words
