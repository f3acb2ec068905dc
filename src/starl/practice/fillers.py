"""Filled pauses and filling phrases of a telling: which, when, and before what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from starl.model.story import Section
from starl.practice.measure import delivery_data
from starl.practice.spoken import Spoken, filler_kinds, plain_word
from starl.practice.told_numbers import is_number_word


class Place(StrEnum):
    """What a filler stands before."""

    NUMBER = "before a number"
    SENTENCE = "between sentences"
    WITHIN = "within a sentence"


class Filler(NamedTuple):
    """One of them."""

    kind: str
    """`um`, `uh`, `hm`, `you know` and so on."""
    number: int
    """The place of its first word among all words of the telling."""
    start: float | None
    """Seconds; None where the words have no times."""
    place: Place
    section: Section | None
    """Of the sentence that goes on behind it."""


class _Phrase(NamedTuple):
    kind: str
    words: tuple[str, ...]
    apart: bool
    """Whether it fills only where commas set it off."""


@cache
def _phrases() -> tuple[_Phrase, ...]:
    """The longest first, so that none is found within another."""
    found = [
        _Phrase(data["kind"], tuple(phrase.split()), data.get("apart", False))
        for data in delivery_data()["phrase"]
        for phrase in data["words"]
    ]
    return tuple(sorted(found, key=lambda phrase: -len(phrase.words)))


def fillers(spoken: Spoken, sections: Sequence[Section | None]) -> tuple[Filler, ...]:
    """The fillers in order. sections: of each sentence of the document."""
    found = [
        (filler_kinds().get(plain_word(word.text), "um"), number, number)
        for number, word in enumerate(spoken.words)
        if word.filler
    ]
    found += _phrases_in(spoken)
    return tuple(_filler(spoken, sections, *item) for item in sorted(found, key=lambda item: item[1]))


def usual_place(found: Sequence[Filler]) -> Place | None:
    """Where most of at least three stand; None where no place has more than half of them."""
    if len(found) < 3:
        return None
    place, number = Counter(item.place for item in found).most_common(1)[0]
    return place if 2 * number > len(found) else None


def _phrases_in(spoken: Spoken) -> list[tuple[str, int, int]]:
    """The kind, and the numbers of the first and the last word, of each filling phrase."""
    plain = [word.plain for word in spoken.said]
    found, at = [], 0
    while at < len(plain):
        phrase = next((item for item in _phrases() if _here(spoken, plain, at, item)), None)
        if phrase:
            last = at + len(phrase.words) - 1
            found.append((phrase.kind, spoken.said[at].number, spoken.said[last].number))
        at += len(phrase.words) if phrase else 1
    return found


def _here(spoken: Spoken, plain: Sequence[str], at: int, phrase: _Phrase) -> bool:
    last = at + len(phrase.words) - 1
    if tuple(plain[at : last + 1]) != phrase.words:
        return False
    if not phrase.apart:
        return True
    number = spoken.said[at].number
    before = spoken.words[number - 1] if number else None
    here = spoken.words[spoken.said[last].number].text.strip()
    return before is not None and before.text.strip().endswith(",") and here.endswith(",")


def _filler(spoken: Spoken, sections: Sequence[Section | None], kind: str, first: int, last: int) -> Filler:
    before, after = spoken.before(first), spoken.after(last)
    if after is not None and is_number_word(after.plain):
        place = Place.NUMBER
    elif after is None or before is None or after.sentence != before.sentence:
        place = Place.SENTENCE
    else:
        place = Place.WITHIN
    section = sections[after.sentence] if after is not None else None
    return Filler(kind, first, spoken.start(first), place, section)
