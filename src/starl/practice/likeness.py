"""How much of one sentence is said in another: words by their stems, the rare ones counting more."""

from __future__ import annotations

import math
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from starl.content import content_text

_ENDINGS = (
    "ational", "fulness", "iveness", "ations", "ements", "ation", "ement", "ingly", "edly", "ness", "ments", "ment", "ings",
    "ing", "ions", "ion", "ers", "ies", "ied", "ed", "er", "es", "ly", "s", "e",
)  # fmt: skip
_LEAST = 3
"""Letters that a stem keeps."""


@cache
def _words() -> tuple[frozenset[str], dict[str, str]]:
    """The words without a meaning of their own, and the groups of those that mean the same."""
    data = tomllib.loads(content_text("likeness.toml"))
    groups = {word: f"={number}" for number, words in enumerate(data["alike"]) for word in words.split()}
    return frozenset(data["stop"].split()), groups


def stem(word: str) -> str:
    """A word without its ending, or the group of words that mean the same in such stories.

    >>> stem("migrations") == stem("migrated"), stem("bug") == stem("mistake"), stem("bus") == stem("bug")
    (True, True, False)
    """
    _, groups = _words()
    if word in groups:
        return groups[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            short = word.removesuffix(ending)
            if short in groups:
                return groups[short]
            word = short[:-1] if len(short) > _LEAST and short[-1] == short[-2] else short
            break
    return word.removesuffix("at") if len(word) > _LEAST + 2 else word


def stems(words: Iterable[str]) -> frozenset[str]:
    """The stems of the words that carry meaning."""
    stop, _ = _words()
    parts = (part for word in words for part in word.replace("/", "-").split("-"))
    return frozenset(stem(part.removesuffix("'s")) for part in parts if part not in stop and len(part) > 1)


class Weights:
    """How much each stem counts: the fewer of the sentences have it, the more."""

    def __init__(self, sentences: Sequence[frozenset[str]]) -> None:
        """sentences: all that will be asked for."""
        often = Counter(item for sentence in sentences for item in sentence)
        one_more = len(sentences) + 1
        self._weights = {item: math.log(1 + one_more / (number + 0.5)) for item, number in often.items()}

    def of(self, sentence: Iterable[str]) -> float:
        """The weight of a sentence: the sum over its stems, 0 for none."""
        return sum(self._weights[item] for item in sentence)

    def said(self, point: frozenset[str], told: frozenset[str]) -> float:
        """0..1: how much of a point is said in what was told. 0 for a point without meaning."""
        whole = self.of(point)
        return self.of(point & told) / whole if whole else 0.0
