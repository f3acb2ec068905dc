"""Which of a person's stories an answer tells: by the words that only few stories have, and by the numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import log, sqrt
from typing import NamedTuple

from starl.coach.document import word_list
from starl.coach.judgeable import FUNCTION_WORDS

LEAST = 0.16
"""The least likeness (cosine, 0..1) at which an answer is taken for a story: between the likeness of tellings of one
story and that of answers to different ones, as tests/practice/test_story_match.py has them."""
_AHEAD = 1.2
"""How much likelier the best must be than the second."""
_NUMBER_WEIGHT = 2.0
"""What a number counts beside a word: few stories share one."""
_SMALL = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
          "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_SCALE = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_VALUE = {**{name: value for value, name in enumerate(_SMALL, 1)}, **_TENS}
_ENDINGS = re.compile(r"(?:ations?|ings?|ed|es|s|ly|ment)$")
_COMMA = re.compile(r"(?<=\d),(?=\d{3}\b)")
_LONGEST = 12
"""Digits of a number that is looked at."""
_STEM = 4
"""Letters of a word that stay whatever its ending."""


class StoryMatch(NamedTuple):
    """The story that an answer tells."""

    story: str
    """Its id."""
    likeness: float
    """0..1."""


def match(answer: str, stories: Mapping[str, str]) -> StoryMatch | None:
    """The story that is told, of texts by id; None where it is none of them, or where two are as likely.

    The answer may leave out most of the story: what counts is what both say and other stories do not.
    """
    terms = {story: _terms(text) for story, text in stories.items()}
    said = _terms(answer)
    everywhere = [said, *terms.values()]
    rarity = {
        term: log((1 + len(everywhere)) / (1 + sum(term in other for other in everywhere))) + 0.3
        for term in said.keys() | {term for those in terms.values() for term in those}
    }
    likely = sorted(((_cosine(said, those, rarity), story) for story, those in terms.items()), reverse=True)
    if not likely or likely[0][0] < LEAST:
        return None
    if len(likely) > 1 and likely[0][0] < _AHEAD * likely[1][0]:
        return None
    return StoryMatch(likely[0][1], round(likely[0][0], 3))


def _cosine(one: Mapping[str, float], other: Mapping[str, float], rarity: Mapping[str, float]) -> float:
    shared = sum(one[term] * other[term] * rarity[term] ** 2 for term in one.keys() & other.keys())
    length = _length(one, rarity) * _length(other, rarity)
    return shared / length if length else 0.0


def _length(terms: Mapping[str, float], rarity: Mapping[str, float]) -> float:
    return sqrt(sum((weight * rarity[term]) ** 2 for term, weight in terms.items()))


def _terms(text: str) -> dict[str, float]:
    """The words that carry meaning, without their endings, and the numbers, each with its weight."""
    words = word_list(text.lower().replace("’", "'"))
    found: dict[str, float] = {}
    for number in numbers(text):
        found[f"#{number}"] = _NUMBER_WEIGHT
    for word in words:
        if word not in FUNCTION_WORDS and len(word) > 2 and not word[0].isdigit() and word not in _VALUE:
            found[stem(word)] = 1.0
    return found


def stem(word: str) -> str:
    """A word without its ending.

    >>> stem("migrations"), stem("migrated"), stem("test")
    ('migr', 'migrat', 'test')
    """
    cut = _ENDINGS.sub("", word)
    return cut if len(cut) >= _STEM else word


def numbers(text: str) -> list[int]:
    """The whole numbers of a text in digits or in words, without those below three, which say little.

    >>> numbers("four thousand customers and 1,200 letters in two days")
    [4000, 1200]
    """
    found: list[int] = []
    value = 0
    for word in [*word_list(_COMMA.sub("", text.lower())), ""]:
        digits = word.rstrip("%k")
        if digits.isdigit() and len(digits) <= _LONGEST:
            found.append(value)
            value = int(digits)
        elif word in _VALUE:
            value += _VALUE[word]
        elif word in _SCALE:
            value = max(1, value) * _SCALE[word]
        elif word != "and":
            found.append(value)
            value = 0
    return [number for number in found if number > 2]
