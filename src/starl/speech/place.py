"""Which words were said in which island of sound. A recogniser's word times are loose; where sound begins is not."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from starl.speech.activity import Stretch

_EMPTY = 3.0
"""Cost of an island in which none of the words was said."""
_LOOSE = 0.25
"""Seconds by which the recogniser's times are usually wrong."""
_FAR = 1.5
"""Seconds beyond which they are wrong for another reason, and it does not matter how far."""
_MOST = 60
"""Words in an island at most."""
_DIGIT_SECONDS = 0.3
_LETTER_SECONDS = 0.065
_WORD_SECONDS = 0.06
_DIGITS = re.compile(r"\d")
_LETTERS = re.compile(r"[^\W\d_]")


class Heard(NamedTuple):
    """A word as a pass heard it."""

    text: str
    start: float
    """Seconds."""
    end: float
    probability: float
    filler: bool = False


def usual_seconds(text: str) -> float:
    """How long a word takes at a usual pace."""
    digits = len(_DIGITS.findall(text))
    return _WORD_SECONDS + _LETTER_SECONDS * len(_LETTERS.findall(text)) + _DIGIT_SECONDS * digits


def placed(words: Sequence[Heard], found: Sequence[Stretch]) -> tuple[list[Heard], list[Stretch]]:
    """The words with their times set to the islands in which they were said, and the islands without any word."""
    if not words or not found:
        return list(words), list(found)
    result, empty = [], []
    for island, (first, last) in zip(found, _ranges(words, found), strict=True):
        if first == last:
            empty.append(island)
        else:
            result += _within(words[first:last], island)
    return result, empty


def _ranges(words: Sequence[Heard], found: Sequence[Stretch]) -> list[tuple[int, int]]:
    """For each island the numbers of its first word and of the one behind its last: the cheapest of all ways."""
    usual = [usual_seconds(word.text) for word in words]
    total = [0.0]
    for seconds in usual:
        total.append(total[-1] + seconds)
    tempo = sum(island.seconds for island in found) / total[-1]
    count = len(words)
    # best[n]: the cost of having said n words in the islands so far, and how many of them in the last one.
    best: list[float] = [0.0] + [math.inf] * count
    steps: list[list[int]] = []
    for island in found:
        row = [math.inf] * (count + 1)
        step = [0] * (count + 1)
        for done in range(count + 1):
            if best[done] == math.inf:
                continue
            if best[done] + _EMPTY < row[done]:
                row[done], step[done] = best[done] + _EMPTY, 0
            if done == count:
                continue
            begin = best[done] + _off(words[done].start, island.start)
            for last in range(done + 1, min(count, done + _MOST) + 1):
                if words[last - 1].start > island.end + _FAR:
                    break
                expected = max(tempo * (total[last] - total[done]), 0.02)
                stretch = math.log(expected / max(island.seconds, 0.02))
                weight = 2.0 if expected + island.seconds > 1.0 else 1.0
                cost = begin + weight * stretch**2 + _off(words[last - 1].end, island.end)
                if cost < row[last]:
                    row[last], step[last] = cost, last - done
        steps.append(step)
        best = row
    if best[count] == math.inf:
        return _by_time(words, found)
    at, ranges = count, []
    for step in reversed(steps):
        ranges.append((at - step[at], at))
        at -= step[at]
    return ranges[::-1]


def _by_time(words: Sequence[Heard], found: Sequence[Stretch]) -> list[tuple[int, int]]:
    """For each island the words whose middle is nearest to it; where times are too far off for anything better."""
    ranges, at = [], 0
    for number, island in enumerate(found):
        first = at
        until = math.inf if number + 1 == len(found) else (island.end + found[number + 1].start) / 2
        while at < len(words) and (words[at].start + words[at].end) / 2 < until:
            at += 1
        ranges.append((first, at))
    return ranges


def _off(heard: float, there: float) -> float:
    return min(abs(heard - there), _FAR) / _LOOSE


def _within(words: Sequence[Heard], island: Stretch) -> list[Heard]:
    """The words of an island: its ends are theirs, and between them the heard times count where they are possible."""
    usual = [usual_seconds(word.text) for word in words]
    whole, at = sum(usual), 0.0
    edges = [island.start]
    for number in range(1, len(words)):
        at += usual[number - 1]
        guess = island.start + island.seconds * at / whole
        heard = (words[number - 1].end + words[number].start) / 2
        edges.append(heard if island.start < heard < island.end and abs(heard - guess) < 1 else guess)
    edges.append(island.end)
    least = min(0.03, island.seconds / (2 * len(words)))
    for number in range(1, len(words)):
        edges[number] = max(edges[number], edges[number - 1] + least)
    for number in range(len(words) - 1, 0, -1):
        edges[number] = min(edges[number], edges[number + 1] - least)
    return [
        word._replace(start=round(start, 3), end=round(end, 3))
        for word, start, end in zip(words, edges, edges[1:], strict=False)
    ]
