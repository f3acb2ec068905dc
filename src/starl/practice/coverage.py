"""The written story beside its telling: which points were told, missed, or are new, and which numbers changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from starl.coach.document import Document, Sentence
from starl.model.story import Section, Span
from starl.practice.likeness import Weights, stems
from starl.practice.told_numbers import ToldNumber, told_numbers

TOLD = 0.37
"""The least share of a point's meaning that must be said for it to count as told; set on half of the pairs in
tests/practice/points.toml, and measured on the other half."""
_SHORT_TOLD, _WITHIN = 0.2, 0.7
"""A point that is told shorter counts from the first share on, where so much of what was said is of that point."""
_NEW = 0.25
"""A told sentence of which no more is written is new."""
_FEWEST = 3
"""Stems that a sentence needs to be a point, or to be new."""
_FAR = 20
"""How many times as much a number may be told as it is written, and still be meant for it."""
_A_SENTENCE_MORE = 0.08
"""The share of a point that each further sentence of a row has to add."""
_WINDOW = 3
"""Sentences in a row that may tell one point together."""


class Point(NamedTuple):
    """A sentence of the written story."""

    text: str
    span: Span
    """Its place in the written text."""
    section: Section | None
    told: tuple[int, ...]
    """The sentences of the telling that say it, by their numbers in its document; empty where it was missed."""
    likeness: float
    """0..1: how much of it they say."""
    sentence: int | None
    """The one of them that says most; None where it was missed."""


class ChangedNumber(NamedTuple):
    """A number that was written one way and told another."""

    written: str
    told: str
    point: int
    """The place of its point in `Coverage.points`."""
    sentence: int
    """The number of the sentence of the telling."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What of a written story a telling has."""

    points: tuple[Point, ...]
    """In the order of the written text."""
    new: tuple[int, ...]
    """The sentences of the telling that are not written, by number."""
    changed: tuple[ChangedNumber, ...]
    left_out: tuple[str, ...]
    """Numbers of told points that were not said."""
    moved: tuple[int, ...]
    """Points, by place, that were told earlier or later than they are written."""
    sections: tuple[Section | None, ...]
    """Of each sentence of the telling: that of the written point that it tells; None where it tells none."""

    @property
    def told(self) -> tuple[Point, ...]:
        """The points that were told."""
        return tuple(point for point in self.points if point.told)

    @property
    def missed(self) -> tuple[Point, ...]:
        """The points that were not."""
        return tuple(point for point in self.points if not point.told)


def cover(written: Document, telling: Document) -> Coverage:
    """Lays a telling beside the written story. A pure function of both."""
    points = [sentence for sentence in written.sentences if len(stems(sentence.words)) >= _FEWEST]
    meant = [stems(sentence.words) for sentence in points]
    said = [stems(sentence.words) for sentence in telling.sentences]
    weights = Weights([*meant, *said])
    found = [_best(weights, point, said) for point in meant]
    made = tuple(
        Point(
            written.text[point.span.start : point.span.end],
            point.span,
            point.section,
            told,
            likeness,
            max(told, key=lambda number: weights.said(stems_of, said[number]), default=None),
        )
        for point, stems_of, (told, likeness) in zip(points, meant, found, strict=True)
    )
    changed, left_out = _numbers(points, made, telling)
    return Coverage(
        points=made,
        new=_new(weights, meant, said, {number for point in made for number in point.told}),
        changed=tuple(changed),
        left_out=tuple(left_out),
        moved=_moved(made),
        sections=_sections(weights, points, meant, said),
    )


def _best(
    weights: Weights, point: frozenset[str], said: Sequence[frozenset[str]]
) -> tuple[tuple[int, ...], float]:
    """The few sentences in a row that say most of a point; a longer row must say clearly more."""
    best: tuple[int, ...] = ()
    top = 0.0
    for first in range(len(said)):
        together: frozenset[str] = frozenset()
        for last in range(first, min(first + _WINDOW, len(said))):
            together |= said[last]
            likeness = weights.said(point, together) - _A_SENTENCE_MORE * (last - first)
            if likeness > top:
                top, best = likeness, tuple(range(first, last + 1))
    if top >= TOLD:
        return best, round(top, 3)
    shorter = [number for number, told in enumerate(said) if _told_shorter(weights, point, told)]
    nearest = max(shorter, key=lambda number: weights.said(point, said[number]), default=None)
    return (() if nearest is None else (nearest,)), round(top, 3)


def _told_shorter(weights: Weights, point: frozenset[str], told: frozenset[str]) -> bool:
    return weights.said(point, told) >= _SHORT_TOLD and weights.said(told, point) >= _WITHIN


def _new(
    weights: Weights, meant: Sequence[frozenset[str]], said: Sequence[frozenset[str]], telling: set[int]
) -> tuple[int, ...]:
    """Sentences that tell no point, and of which hardly anything is written, neither in one point nor in all."""
    whole = frozenset().union(*meant)
    return tuple(
        number
        for number, told in enumerate(said)
        if number not in telling
        and len(told) >= _FEWEST
        and max((weights.said(told, point) for point in meant), default=0.0) <= _NEW
        and weights.said(told, whole) <= 2 * _NEW
    )


def _sections(
    weights: Weights,
    points: Sequence[Sentence],
    meant: Sequence[frozenset[str]],
    said: Sequence[frozenset[str]],
) -> tuple[Section | None, ...]:
    found: list[Section | None] = []
    for told in said:
        scores = [min(weights.said(told, point), weights.said(point, told)) for point in meant]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        found.append(points[best].section if best is not None and scores[best] >= TOLD else None)
    return tuple(found)


def _numbers(
    points: Sequence[Sentence], made: Sequence[Point], telling: Document
) -> tuple[list[ChangedNumber], list[str]]:
    spoken = {sentence.number: told_numbers(sentence.plain) for sentence in telling.sentences}
    anywhere = [number for numbers in spoken.values() for number in numbers]
    written = [told_numbers(point.plain) for point in points]
    in_story = [number for numbers in written for number in numbers]
    changed: list[ChangedNumber] = []
    left_out: list[str] = []
    used: set[tuple[int, int]] = set()
    for place, (point, numbers) in enumerate(zip(made, written, strict=True)):
        for number in numbers:
            if not point.told or any(number.same(other) for other in anywhere):
                continue
            instead = _instead(number, point.told, spoken, in_story, used)
            if instead is None:
                left_out.append(number.text)
                continue
            sentence, other = instead
            used.add((sentence, other.start))
            changed.append(ChangedNumber(number.text, other.text, place, sentence))
    return changed, left_out


def _instead(
    number: ToldNumber,
    told: Sequence[int],
    spoken: dict[int, list[ToldNumber]],
    in_story: Sequence[ToldNumber],
    used: set[tuple[int, int]],
) -> tuple[int, ToldNumber] | None:
    """What was said in a number's place: one of its kind that is written nowhere. That with its unit comes first."""
    others = [
        (sentence, other)
        for sentence in told
        for other in spoken[sentence]
        if (sentence, other.start) not in used
        and number.amount / _FAR <= other.amount <= number.amount * _FAR
        and not any(other.same(known) for known in in_story)
    ]
    exact = [item for item in others if item[1].unit == number.unit]
    kinds = {"%", "time", "dollar", "euro", "pound"}
    near = [item for item in others if not {number.unit, item[1].unit} & kinds or not item[1].unit]
    return next(iter(exact or near), None)


def _moved(points: Sequence[Point]) -> tuple[int, ...]:
    """The points outside of the longest run that is told in the written order."""
    told = [(place, point.sentence) for place, point in enumerate(points) if point.sentence is not None]
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for number, (_, sentence) in enumerate(told):
        length = bisect_left(ends, sentence + 1)
        before.append(at[length - 1] if length else -1)
        if length == len(ends):
            ends.append(sentence)
            at.append(number)
        else:
            ends[length] = sentence
            at[length] = number
    staying = set()
    step = at[-1] if at else -1
    while step >= 0:
        staying.add(told[step][0])
        step = before[step]
    return tuple(place for place, _ in told if place not in staying)
