"""A telling as it is measured: its words with their times, its prose, and its sentences with their sections."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import NamedTuple

from starl.coach.document import WORDS_A_MINUTE, Document, Sentence
from starl.coach.reader import read
from starl.model.story import Span
from starl.model.take import SpokenWord, Take, Transcript
from starl.practice.measure import delivery_data

_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_WORD = re.compile(r"\S+")


class Said(NamedTuple):
    """A word that says something: no filler."""

    plain: str
    """In lower case, without the punctuation around it."""
    number: int
    """Its place among all words of the telling."""
    span: Span
    """Its place in the prose."""
    sentence: int
    """The number of its sentence in the document."""


@dataclass(frozen=True)
class Spoken:
    """A telling, spoken or typed."""

    words: tuple[SpokenWord, ...]
    """All words, every um marked as a filler. Where nobody heard them, their times are 0."""
    text: str
    """The prose: of a recording without the fillers, so that the coach reads sentences."""
    said: tuple[Said, ...]
    document: Document
    timed: bool
    """Whether the words have times."""
    seconds: float | None
    """From the first word to the last, or what the person measured; None where nobody did."""

    @property
    def minutes(self) -> float:
        """How long it takes to tell, estimated at the coach's pace where nobody measured; never 0."""
        if self.seconds:
            return self.seconds / 60
        return max(1, len(self.said)) / WORDS_A_MINUTE

    def start(self, number: int) -> float | None:
        """When the word of this number begins; None where the words have no times."""
        return self.words[number].start if self.timed else None

    @cached_property
    def _numbers(self) -> list[int]:
        return [word.number for word in self.said]

    def before(self, number: int) -> Said | None:
        """The last word said before the word of this number."""
        at = bisect_left(self._numbers, number)
        return self.said[at - 1] if at else None

    def after(self, number: int) -> Said | None:
        """The first word said behind the word of this number."""
        at = bisect_right(self._numbers, number)
        return self.said[at] if at < len(self.said) else None

    def sentences(self) -> list[tuple[Sentence, list[Said]]]:
        """The sentences with the words that are said in them; those without any are left out."""
        groups: dict[int, list[Said]] = {}
        for word in self.said:
            groups.setdefault(word.sentence, []).append(word)
        return [(self.document.sentences[number], words) for number, words in sorted(groups.items())]


def heard(transcript: Transcript) -> Spoken:
    """The telling that a transcript is. Its time runs from the first word to the last."""
    words = tuple(_marked(word) for word in transcript.words if word.text.strip())
    pieces, spans, numbers, at = [], [], [], 0
    for number, word in enumerate(words):
        text = word.text.strip()
        if not word.filler:
            pieces.append(text)
            spans.append(Span(at, at + len(text)))
            numbers.append(number)
            at += len(text) + 1
    seconds = max((word.end for word in words), default=0.0) - min(
        (word.start for word in words), default=0.0
    )
    return _spoken(words, " ".join(pieces), numbers, spans, True, max(seconds, 0.0))


def typed(text: str, seconds: float | None = None) -> Spoken:
    """The telling that a text is. seconds: how long it took to say aloud, where somebody measured."""
    found = list(_WORD.finditer(text))
    words = tuple(_marked(SpokenWord(match[0], 0.0, 0.0)) for match in found)
    numbers = [number for number, word in enumerate(words) if not word.filler]
    spans = [Span(*found[number].span()) for number in numbers]
    return _spoken(words, text, numbers, spans, False, seconds)


def spoken_of(take: Take) -> Spoken:
    """The telling that a take is. The time that typing took is no time of telling, so it does not count."""
    if take.words:
        return heard(Transcript(take.words, take.seconds or 0.0, "en", take.engine))
    told = (take.metrics or {}).get("told_in")
    return typed(take.text, told if isinstance(told, int | float) else None)


def plain_word(text: str) -> str:
    """A word in lower case, without the punctuation around it.

    >>> plain_word(" “Um,"), plain_word("mi-")
    ('um', 'mi')
    """
    return _EDGES.sub("", text.strip().lower().replace("’", "'"))


@cache
def filler_kinds() -> dict[str, str]:
    """The kind of each filled pause, by the word."""
    return {word: data["kind"] for data in delivery_data()["filler"] for word in data["words"]}


def _marked(word: SpokenWord) -> SpokenWord:
    if not word.filler and plain_word(word.text) in filler_kinds():
        return word._replace(filler=True)
    return word


def _spoken(
    words: tuple[SpokenWord, ...],
    text: str,
    numbers: Sequence[int],
    spans: Sequence[Span],
    timed: bool,
    seconds: float | None,
) -> Spoken:
    document = read(text)
    starts = [sentence.span.start for sentence in document.sentences]
    said = tuple(
        Said(plain, number, span, max(0, bisect_right(starts, span.start) - 1))
        for number, span in zip(numbers, spans, strict=True)
        if (plain := plain_word(words[number].text)) and starts
    )
    return Spoken(words, text, said, document, timed, seconds)
