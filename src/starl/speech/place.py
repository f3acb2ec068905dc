"""Which words were said in which island of sound. A recogniser's word times are loose; where sound begins is not."""

from __future__ import annotations

import math
import re
from collections.abc import Container, Sequence
from typing import NamedTuple

from starl.speech.activity import Stretch

_EMPTY, _HELD = 3.0, 0.3
"""Cost of an island in which none of the words was said, and of one that sounds like a filled pause."""
_ALONE, _OTHER, _AMONG = -0.5, 1.0, 1.0
"""Cost of a filled pause with an island of its own that sounds like one or does not, and of each among other words:
people stop around them."""
_FILLER_MOST = 1.2
"""Seconds of an island that is a filled pause, at most."""
_TAIL_AFTER, _TAIL = 0.2, 0.25
"""Seconds of silence before the last consonants of a word, and of these, at most."""
_LOOSE = 0.25
"""Seconds by which the recogniser's times are usually wrong."""
_FAR = 1.5
"""Seconds beyond which they are wrong for another reason, and it does not matter how far."""
_MOST = 60
"""Words in an island at most."""
_DIGIT_SECONDS = 0.3
_LETTER_SECONDS = 0.065
_WORD_SECONDS = 0.06
_FILLER_SECONDS = 0.3
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


def _usual(word: Heard) -> float:
    return _FILLER_SECONDS if word.filler else usual_seconds(word.text)


def placed(
    words: Sequence[Heard], found: Sequence[Stretch], held: Container[Stretch] = ()
) -> tuple[list[Heard], list[Stretch]]:
    """The words with their times set to the islands in which they were said, and the islands without any word.

    held: islands that sound like a filled pause, which none of the words needs to explain.
    """
    if not words or not found:
        return list(words), list(found)
    result: list[Heard] = []
    empty: list[Stretch] = []
    for island, (first, last) in zip(found, _ranges(words, found, held), strict=True):
        if first != last:
            result += _within(words[first:last], island)
        elif island not in held and result and _is_tail(result[-1].end, island):
            result[-1] = result[-1]._replace(end=island.end)
        else:
            empty.append(island)
    return result, empty


def _ranges(
    words: Sequence[Heard], found: Sequence[Stretch], held: Container[Stretch]
) -> list[tuple[int, int]]:
    """For each island the numbers of its first word and of the one behind its last: the cheapest of all ways."""
    total, fillers = [0.0], [0]
    for word in words:
        total.append(total[-1] + _usual(word))
        fillers.append(fillers[-1] + word.filler)
    tempo = sum(island.seconds for island in found) / total[-1]
    count = len(words)
    # best[n]: the cost of having said n words in the islands so far, and how many of them in the last one.
    best: list[float] = [0.0] + [math.inf] * count
    steps: list[list[int]] = []
    for island in found:
        row = [math.inf] * (count + 1)
        step = [0] * (count + 1)
        empty = _HELD if island in held else _EMPTY
        for done in range(count + 1):
            if best[done] == math.inf:
                continue
            if best[done] + empty < row[done]:
                row[done], step[done] = best[done] + empty, 0
            if done == count:
                continue
            begin = best[done] + _off(words[done].start, island.start)
            for last in range(done + 1, min(count, done + _MOST) + 1):
                if words[last - 1].start > island.end + _FAR:
                    break
                if last == done + 1 and words[done].filler and island.seconds < _FILLER_MOST:
                    cost = best[done] + (_ALONE if island in held else _OTHER) + 0.3 * (begin - best[done])
                    if cost < row[last]:
                        row[last], step[last] = cost, 1
                    continue
                expected = max(tempo * (total[last] - total[done]), 0.02)
                stretch = math.log(expected / max(island.seconds, 0.02))
                weight = 2.0 if expected + island.seconds > 1.0 else 1.0
                cost = begin + weight * stretch**2 + _off(words[last - 1].end, island.end)
                cost += _AMONG * (fillers[last] - fillers[done])
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


def _is_tail(end: float, island: Stretch) -> bool:
    """Whether a sound belongs to the word before it, as the last consonants of "weeks" do."""
    return island.start - end <= _TAIL_AFTER and island.seconds <= _TAIL


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
    usual = [_usual(word) for word in words]
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
