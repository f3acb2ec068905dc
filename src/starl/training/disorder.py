"""Answers as people really tell them: the result first, the setting in between, or from the middle on.

Whoever writes an answer for the corpus tells it in order. A reader that has seen nothing else takes the place of a
sentence for its role: the third sentence must be the task, the last third a result.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

from starl.training.corpus import Answer, Unit

_WHOLE = 6
"""A story of fewer sentences is not cut."""
_LEFT = 3
"""So many sentences are left at least where one is cut."""
_MOVED = 4
"""One sentence in so many changes its place."""


def disordered(answers: list[Answer], copies: int) -> list[Answer]:
    """So many copies of each answer, each a part of it, or all of it with some sentences in other places.

    The labels of sentences hold for the copies, those of the whole answer do not. The same answers give the same copies.
    """
    chance = Random(0)
    return [
        replace(answer, id=f"{answer.id} {copy}", units=_moved(answer, chance))
        for answer in answers
        for copy in range(copies)
    ]


def _moved(answer: Answer, chance: Random) -> tuple[Unit, ...]:
    count = len(answer.units)
    if count >= _WHOLE and chance.random() < 0.5:
        first = chance.randrange(count - _LEFT)
        return answer.units[first : chance.randrange(first + _LEFT, count + 1)]
    units = list(answer.units)
    for _ in range(max(1, count // _MOVED)):
        unit = units.pop(chance.randrange(count))
        units.insert(chance.randrange(count), unit)
    return tuple(units)
