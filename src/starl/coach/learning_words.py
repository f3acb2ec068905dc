"""Whether a sentence tells a change, a concrete lesson, a platitude, or a lesson for others.

All functions but the last take one sentence in lower case with plain quotes, as `Sentence.plain` holds it, and
are pure. They read sentences from where the learning is told; elsewhere in a story the same words often tell
the failure, and only `marks_change` is careful enough there.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from starl.coach import change_words as change
from starl.coach import lesson_words as lesson
from starl.coach.abstract_words import ABSTRACT_WORDS
from starl.coach.document import Document, Sentence
from starl.model.story import Section, Span
from starl.text.lazy import Phrases, lazy

_PLATITUDE = Phrases(lesson.PLATITUDE)
_SINCE = Phrases(change.SINCE)
_SINCE_OR_NOW = Phrases(change.SINCE, change.NOW)
_USED_OR_MADE = Phrases(change.USED, change.MADE)
_NOT_NOW = Phrases(change.NOT_NOW)
_INTENTION = Phrases(change.INTENTION)
_PRESENT = Phrases(change.PRESENT)
_CHANGES = (_SINCE_OR_NOW, _USED_OR_MADE, _PRESENT)
"""One pattern of all three has so many states that RE2 needs twenty times as long for it."""
_NO_HABIT = Phrases(change.NO_HABIT)
_FOR_OTHERS = Phrases(lesson.ABOUT_OTHERS)
_LESSON = Phrases(lesson.LESSON)
_INTENTION_ONLY = Phrases(lesson.INTENTION_ONLY)
_VAGUE = Phrases(lesson.VAGUE)
_OPENS = Phrases(
    r"(?:(?:and|but|so|um|uh|yeah|well|ok|okay|then|anyway|honestly|looking back|in the end|overall|ultimately|i think|for me),? )*(?:(?:ever )?since then,? (?:i|we|my|our|every|no|each|all)\b|"
    r"(?:nowadays|these days|from then on|from that (?:day|point)(?: on)?),? (?:i|we|my|our|every|no|each|all)\b|"
    r"now,? (?:i (?:always|never|only|make|ask|write|check|test|run|read|do)|before (?:i|we)|whenever i|every time)\b|"
    r"what (?:i|this|that|it) (?:\w+ )?(?:took|take|learn|learned|learnt|taught)\b|"
    r"(?:the|my|a|one|main|key|biggest|first|second|third|another|last)(?: \w+)? (?:lesson|learning|takeaway|moral|insight)\b|"
    r"(?:lessons?|moral|takeaways?)(?: learned| learnt| of the story| for me)?:|what (?:stuck|stayed) with me\b|what stuck:|"
    r"(?:what|now|today) i (?:now )?see (?:now )?(?:is|that)\b|the penny dropped\b|it (?:dawned on|drove home to|brought home to) (?:me|us)\b|"
    r"i(?:'ve| have)? (?:also |really |then |finally )?(?:learned|learnt) (?:that|to|from|not|how)\b|"
    r"i(?:'ve| have)? (?:\w+ )?(?:learned|learnt) (?:it |this |that )?the hard way\b|i(?:'ve| have)? c[ao]me away (?:with|from (?:it|this|that)|knowing|convinced)\b|"
    r"i(?:'ve| have) (?:\w+ )?(?:come|grown) to (?:see|understand|reali[sz]e|learn|appreciate|accept)\b|"
    r"(?:the |one |another )(?:\w+ )?(?:thing|lesson|point) (?:that )?i(?:'ve| have)? (?:\w+ )?(?:took|take|taken|learned|learnt|carry|carried|got out)\b|"
    r"that(?:'s| is| was) (?:when|where|how) (?:it clicked|i (?:\w+ )?(?:learned|learnt))\b|"
    r"(?:it|that|this|the (?:\w+ )?(?:experience|failure|incident|mistake|whole thing))(?: \w+)? (?:taught|showed|made|forced|led) me (?:to )?"
    r"(?:that|how|reali[sz]e|see|understand|rethink|question|appreciate|recogni[sz]e)\b|"
    r"(?:it|that|this|the (?:\w+ )?(?:experience|failure|incident|mistake|whole thing)) (?:\w+ )?changed (?:how|the way) i\b|"
    r"if i (?:could|had to|were to) (?:do|go|have) (?:it|this|that|back|the)\b|"
    r"(?:it|that|this)(?: \w+)? taught me\b)"
)
_BELIEF = Phrases(
    r"\b(?:i|we)(?: had|'d) (?:\w+ ){0,2}(?:believed|trusted|assumed|thought|taken|mistaken|expected|relied|confused|treated|"
    r"supposed|imagined)\b|\b(?:i|we) (?:mistook|used to (?:think|believe|assume)|confused|(?:wrongly|just|always) assumed)\b|"
    r"\b(?:i|we) was (?:solving|optimi[sz]ing|protecting|answering)\b"
)
_LEAD = lazy(
    r"[,;:. ]*(?:(?:as|is|and|so|but|that|think|well|or|if|because|then|also|maybe|honestly|too|really|say|believe|be) )*"
)
_WORD = lazy(r"[a-z0-9][\w'-]*")
_CACHED = 1024
_EARLY = 12
"""An intention before this place is what the sentence is about."""


@lru_cache(maxsize=_CACHED)
def marks_change(plain: str) -> bool:
    """Whether words of time say outright that something is done otherwise since. Fit for every part of a story.

    >>> marks_change("since then i run every converter over the whole archive")
    True
    >>> marks_change("by the evening the queue was empty")
    False
    """
    if not _SINCE_OR_NOW.occur(plain) or _NO_HABIT.occur(plain):
        return False
    return not _NOT_NOW.occur(plain) or _SINCE.occur(plain)


@lru_cache(maxsize=_CACHED)
def opens_learning(plain: str) -> bool:
    """Whether a sentence begins as people begin to tell what they learned, or do since.

    >>> opens_learning("so since then i wait for a second pair of eyes")
    True
    >>> opens_learning("since then was a holiday, nobody was there")
    False
    >>> opens_learning("now the lab was always late on a thursday")
    False
    """
    return _OPENS.begin(plain)


@lru_cache(maxsize=_CACHED)
def old_belief(plain: str) -> bool:
    """Whether a sentence of the learning names what the speaker had believed before.

    >>> old_belief("i had trusted a subset to stand for the whole")
    True
    >>> old_belief("i trusted my team to fix it")
    False
    """
    return _BELIEF.occur(plain)


@lru_cache(maxsize=_CACHED)
def tells_change(plain: str) -> bool:
    """Whether a sentence of the learning tells a change made, a habit kept, or where it was used.

    >>> tells_change("haven't shipped on a friday since")
    True
    >>> tells_change("next time i will ask earlier")
    False
    """
    if not any(words.occur(plain) for words in _CHANGES) or _NO_HABIT.occur(plain):
        return False
    rest = without_platitude(plain)
    if rest != plain and definite_words(rest) < 3:
        return False
    if marks_change(rest):
        return True
    intention = intention_at(rest)
    if intention is not None and intention.start < _EARLY:
        return False
    if _USED_OR_MADE.occur(rest):
        return True
    return (
        rest == plain
        and _PRESENT.occur(plain)
        and not _INTENTION.occur(plain)
        and for_others_at(plain) is None
    )


@lru_cache(maxsize=_CACHED)
def concrete_lesson(plain: str) -> bool:
    """Whether a sentence of the learning says something that a reader could do, or see, differently.

    >>> concrete_lesson("i learned to test migrations on a full copy of production")
    True
    >>> concrete_lesson("i learned a lot about communication")
    False
    """
    rest = without_platitude(plain)
    if definite_words(rest) < (2 if rest == plain else 4):
        return False
    return _LESSON.occur(rest) and not _VAGUE.occur(rest) and for_others_at(plain) is None


@lru_cache(maxsize=_CACHED)
def platitude_at(plain: str) -> Span | None:
    """Where in the sentence a learning stands that fits any story.

    >>> platitude_at("it taught me the importance of communication")
    Span(start=3, end=30)
    """
    return _PLATITUDE.search(plain)


@lru_cache(maxsize=_CACHED)
def for_others_at(plain: str) -> Span | None:
    """Where in the sentence somebody else is told what to learn.

    >>> for_others_at("managers need to listen")
    Span(start=0, end=16)
    """
    span = _FOR_OTHERS.search(plain)
    if span is None:
        return None
    lead = _LEAD.match(plain, *span)
    return Span(lead.end(), span.end) if lead else span


@lru_cache(maxsize=_CACHED)
def intention_at(plain: str) -> Span | None:
    """Where in the sentence it says what will, or would, be done next time.

    >>> intention_at("next time i will ask earlier")
    Span(start=0, end=16)
    """
    return _INTENTION_ONLY.search(plain)


def says_little(plain: str) -> bool:
    """Whether a sentence is a platitude, a feeling or a musing, speaks of others, or names next to nothing.

    >>> says_little("i felt awful about it")
    True
    >>> says_little("requirements come from whoever holds the device")
    False
    """
    return (
        platitude_at(plain) is not None
        or for_others_at(plain) is not None
        or _VAGUE.occur(plain)
        or definite_words(plain) < 3
    )


def without_platitude(plain: str) -> str:
    """The sentence without what fits any story; the same string when there is nothing of the kind."""
    span = platitude_at(plain)
    return plain if span is None else f"{plain[: span.start]}; {plain[span.end :].lstrip(' ,;')}"


def definite_words(plain: str) -> int:
    """The number of different words that name something definite, not a virtue or a function of grammar."""
    return len({word for word in _WORD.findall(plain) if word not in ABSTRACT_WORDS})


def any_change(document: Document) -> bool:
    """Whether a sentence of the learning tells a change, or one of the result says so outright."""
    return any(tells_change(sentence.plain) for sentence in document.of(Section.LEARNING)) or any(
        marks_change(sentence.plain) for sentence in document.of(Section.RESULT)
    )


def any_concrete(sentences: Iterable[Sentence]) -> bool:
    """Whether one of these sentences of the learning tells a change or a concrete lesson."""
    return any(tells_change(sentence.plain) or concrete_lesson(sentence.plain) for sentence in sentences)
