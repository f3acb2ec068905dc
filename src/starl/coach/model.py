"""The shipped linear model: one integer addition a feature gives the scores of all classes at once.

A row of weights is one Python integer with a 32-bit lane for each class, every weight raised by `BIAS` so that
lanes never borrow from one another, and one lane more that is 1 in every row: the number of features that were known. Adding the integers of a sentence's features adds all lanes together.
"""

from __future__ import annotations

import struct
import sys
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from math import exp, log, sqrt
from typing import NamedTuple
from zlib import crc32

from starl.coach.document import Sentence
from starl.coach.features import features, place
from starl.coach.hints import hints
from starl.content import content_mapped

ROLES = ("S", "T", "A", "R", "L", "X")
TAGS = ("own", "blame", "lesson", "applied", "platitude", "trivial", "catastrophe", "brag")
TOPICS = ("is_trivial", "is_blame", "is_catastrophic", "is_no_learning", "is_humblebrag", "is_offtopic")
NEAR = tuple(f"{where} {role}" for where in ("after", "before") for role in ROLES)
"""What a sentence says of the role of the next one, and of the one before it."""
LANES = ROLES + TAGS + TOPICS + NEAR
COUNT = len(LANES)
BIAS = 1 << 15
"""Added to each weight; 65,536 features of one text may be summed before a lane overflows."""
SCALE = 512
"""A stored weight of 512 is 1.0 in log odds."""
_MOST = (1 << 32) // (2 * BIAS) - 1
_FIRST_TAG, _FIRST_TOPIC = len(ROLES), len(ROLES) + len(TAGS)
_FIRST_NEAR = _FIRST_TOPIC + len(TOPICS)
_FIRST_BEFORE = _FIRST_NEAR + len(ROLES)
_NOTHING = [0.0] * len(ROLES)
_MOST_UNKNOWN = 100_000
"""So many unknown features are remembered, then all is forgotten: memory stays bounded."""
_MOST_SENTENCES = 2000
"""So many sentences are remembered, then all are forgotten."""
LONGEST = 400
"""Words of a sentence that are looked at."""
_FULL = 100
"""From so many words on, what a whole text says grows no further."""
STEPS = 4
"""What a feature counts in a text is a multiple of one part in so many."""


class Scores(NamedTuple):
    """What the model says of one sentence."""

    roles: list[float]
    """Log odds of each of ROLES."""
    tags: dict[str, float]
    """For each of TAGS, the probability 0..1."""


class _Sum(NamedTuple):
    """What the model knows of a sentence."""

    total: int
    """The sum of the rows of its features."""
    names: list[str]
    """Its features, one entry an occurrence."""


class Reading(NamedTuple):
    """What a model says of a text."""

    scores: list[Scores]
    """Of each sentence."""
    topics: dict[str, float]
    """For each of TOPICS, the log odds that the text is so."""


class Rows(dict[str, int]):
    """The weights of a feature as one integer, looked up when it is first asked for; 0 for an unknown one."""

    def __init__(self, data: bytes | memoryview, lanes: int) -> None:
        """data: how many features, their keys in order, all of 32 bits, then
        for each a row of so many lanes of 16 bits; little-endian."""
        super().__init__()
        self._data = data
        self._stored = struct.Struct(f"<{lanes}H")
        self._row = struct.Struct(f"<{lanes + 1}I")
        (count,) = struct.unpack_from("<I", data)
        keys = memoryview(data)[4 : 4 + 4 * count]
        self._keys: Sequence[int] = keys.cast("I") if sys.byteorder == "little" else _swapped(keys)
        self._unknown = 0

    def __missing__(self, name: str) -> int:
        key = feature_key(name)
        number = bisect_left(self._keys, key)
        if number == len(self._keys) or self._keys[number] != key:
            self._unknown += 1
            if self._unknown > _MOST_UNKNOWN:
                self.clear()
                self._unknown = 0
            row = 0
        else:
            lanes = self._stored.unpack_from(self._data, 4 + 4 * len(self._keys) + number * self._stored.size)
            row = int.from_bytes(self._row.pack(*lanes, 1), "little")
        self[name] = row
        return row

    def lanes(self, total: int) -> list[int]:
        """Each lane of a sum of rows, in parts of SCALE."""
        lanes = self._row.unpack(total.to_bytes(self._row.size, "little"))
        low = lanes[-1] * BIAS
        return [lane - low for lane in lanes[:-1]]

    def odds(self, said: Iterable[str], placed: Iterable[str], words: int) -> list[float]:
        """Each lane's log odds of so many words: of what they say, by the root of their number, and of what stands beside them."""
        row = self.__getitem__
        weight = 1 / sqrt(words or 1)
        lanes = zip(self.lanes(sum(map(row, said))), self.lanes(sum(map(row, placed))), strict=True)
        return [(one * weight + other) / SCALE for one, other in lanes]


def _swapped(keys: memoryview) -> Sequence[int]:
    swapped = array("I", keys.tobytes())
    swapped.byteswap()
    return swapped


def feature_key(name: str) -> int:
    """What stands for a feature in the file: a table of names would have to be read whole before the first use.

    Of 100,000 features never seen in training, two or three have the key of a known one.
    """
    return crc32(name.encode("utf-8", "surrogatepass"))


class Model:
    """Weights by feature."""

    def __init__(self, data: bytes | memoryview) -> None:
        """data: as Rows has it, a lane for each of LANES."""
        self._rows = Rows(data, COUNT)
        self._row = self._rows.__getitem__
        self._intercept = self._rows["#"]
        self._places: dict[tuple[str, ...], list[float]] = {}
        self._sums: dict[str, _Sum] = {}

    def read(self, sentences: Sequence[Sentence]) -> Reading:
        """Roles and tags of the sentences of a text, and its topics."""
        sums = [self._sum(sentence) for sentence in sentences]
        numbers = [len(sentence.words) for sentence in sentences]
        count = len(sentences)
        odds = [
            [lane / (sqrt(number or 1) * SCALE) for lane in self._rows.lanes(one.total)]
            for one, number in zip(sums, numbers, strict=True)
        ]
        after = [_NOTHING, *(one[_FIRST_NEAR:_FIRST_BEFORE] for one in odds[:-1])]
        before = [*(one[_FIRST_BEFORE:] for one in odds[1:]), _NOTHING]
        scores = [
            _scores(
                own,
                [after[index], before[index]],
                self._placed((*place(index, count), *_hints(sentence))),
            )
            for index, (own, sentence) in enumerate(zip(odds, sentences, strict=True))
        ]
        return Reading(scores, self._topics(sums, numbers))

    def _sum(self, sentence: Sentence) -> _Sum:
        """The sum of its rows. While somebody types, all sentences but one are as they were."""
        found = self._sums.get(sentence.plain)
        if found is None:
            names = features(sentence.words[:LONGEST])
            found = _Sum(sum(map(self._row, names)), names)
            if len(self._sums) >= _MOST_SENTENCES:
                self._sums.clear()
            if len(sentence.words) <= LONGEST:
                self._sums[sentence.plain] = found
        return found

    def _placed(self, names: tuple[str, ...]) -> list[float]:
        """What a sentence's place and its hints add to each role and tag; the same few come again and again."""
        found = self._places.get(names)
        if found is None:
            lanes = self._rows.lanes(sum(map(self._row, names)) + self._intercept)
            found = self._places[names] = [lane / SCALE for lane in lanes[:_FIRST_TOPIC]]
        return found

    def _topics(self, sums: list[_Sum], numbers: list[int]) -> dict[str, float]:
        """The log odds of each topic. Of a text of more than some 5,000 words, its beginning counts."""
        times: Counter[str] = Counter()
        known = words = 0
        for one, number in zip(sums, numbers, strict=True):
            known += len(one.names)
            if known * STEPS >= _MOST:
                break
            times.update(one.names)
            words += number
        total = STEPS * sum(map(self._row, times))
        total += sum(self._row(name) * (times_weight(n) - STEPS) for name, n in times.items() if n > 1)
        whole, start = self._rows.lanes(total), self._rows.lanes(self._intercept)
        weight = text_weight(words) / STEPS
        return {
            topic: (whole[at] * weight + start[at]) / SCALE for at, topic in enumerate(TOPICS, _FIRST_TOPIC)
        }


def _hints(sentence: Sentence) -> tuple[str, ...]:
    return hints(sentence.plain) if len(sentence.words) <= LONGEST else ()


def _scores(own: list[float], around: list[list[float]], placed: list[float]) -> Scores:
    """own: of the sentence's lanes; around: for the roles, of what stands around it; placed: of its place."""
    roles = [sum(parts) for parts in zip(own[:_FIRST_TAG], *around, placed[:_FIRST_TAG], strict=True)]
    tags = {
        tag: sigmoid(mine + more)
        for tag, mine, more in zip(TAGS, own[_FIRST_TAG:_FIRST_TOPIC], placed[_FIRST_TAG:], strict=True)
    }
    return Scores(roles, tags)


def text_weight(words: int) -> float:
    """What a feature of a text of so many words is worth.

    Up to `_FULL` words the sum of all features grows with the root of their number, as it does for a sentence. From there on it
    stays as it is: a text twice as long is not more of anything.

    >>> text_weight(25), text_weight(400) * 400 == text_weight(200) * 200
    (0.2, True)
    """
    return 1 / sqrt(max(1, words) * max(1, words / _FULL))


@cache
def times_weight(times: int) -> int:
    """What a feature counts that a text has so many times, in STEPS: it says more than once, but less each time.

    >>> [times_weight(times) / STEPS for times in (1, 2, 4, 8)]
    [1.0, 1.75, 2.5, 3.0]
    """
    return round(STEPS * (1 + log(times)))


def sigmoid(x: float) -> float:
    """1 / (1 + exp(-x)), without overflow."""
    return 1 / (1 + exp(-x)) if x > -30 else 0.0


@cache
def shipped() -> Model:
    """The model that comes with starl. `./dev fit` makes it from corpus/."""
    return Model(content_mapped("weights.bin"))
