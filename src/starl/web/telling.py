"""A take as a page shows it: its timeline, its words with what was noticed at each, its measures as bars."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from starl.model.story import Section
from starl.model.take import Take
from starl.practice.delivery import Delivery, clock_time
from starl.practice.measure import Measure, good, title
from starl.practice.rehearsal import Rehearsal
from starl.practice.spoken import Spoken
from starl.web.words import duration

_TICKS = (5, 10, 15, 30, 60, 120, 300, 600)
"""Seconds between the marks of time below a timeline."""
_MOST_TICKS = 6


class Mark(NamedTuple):
    """Something noticed at a place of the telling."""

    kind: str
    """`filler`, `pause`, `weight` (a pause before the result or the learning), `restart` or `hedge`."""
    label: str
    """The word itself, or how long the pause was."""
    said: str
    """The same in full, for somebody who hears it."""
    number: int
    """Of the word at which it stands."""
    at: float | None
    """Seconds; None where the words have no times."""
    left: float
    """Its place on the timeline, 0..100."""
    wide: float = 0.0
    """What it takes of the timeline, 0..100."""


class Word(NamedTuple):
    """A word of the transcript."""

    text: str
    number: int
    start: float | None
    end: float | None
    kinds: str
    """What was noticed at it, as classes."""
    pause: Mark | None
    """The pause before it."""


class Piece(NamedTuple):
    """A run of sentences of one section."""

    section: Section | None
    name: str
    """Of the section."""
    words: tuple[Word, ...]
    at: str
    """When it begins; empty where nobody knows."""
    took: str
    """How long it is."""
    left: float
    """Its place on the timeline, 0..100."""
    wide: float


class Bar(NamedTuple):
    """A measure as a bar of 100."""

    measure: Measure
    name: str
    value: str
    good: str
    needle: float
    low: float
    high: float
    """Where its good range begins and ends."""

    @property
    def share(self) -> bool:
        """Whether it is the share of a part of the story."""
        return self.measure.name.startswith("share_")


class Tick(NamedTuple):
    """A time below the timeline."""

    left: float
    label: str


@dataclass(frozen=True, slots=True)
class Telling:
    """What a page shows of one telling."""

    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...]
    """In the order of time."""
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    length: str
    said: str
    """The timeline in words."""

    def of(self, *kinds: str) -> list[Mark]:
        """The marks of these kinds."""
        return [mark for mark in self.marks if mark.kind in kinds]


def telling(take: Take, rehearsal: Rehearsal) -> Telling:
    """What a page shows of a take."""
    spoken, delivery = rehearsal.spoken, rehearsal.delivery
    scale = _Scale(take, spoken)
    marks = tuple(sorted(_marks(spoken, delivery, scale), key=lambda mark: (mark.left, mark.number)))
    pieces = _pieces(spoken, delivery, scale, marks)
    length = clock_time(scale.whole) if spoken.timed else f"{delivery.words} words"
    return Telling(
        pieces=pieces,
        marks=marks,
        ticks=scale.ticks(),
        bars=tuple(map(bar, delivery.measures)),
        length=length,
        said=_in_words(pieces, marks, length),
    )


def bar(measure: Measure) -> Bar:
    """A measure with its good range on a bar from 0 to somewhat above both."""
    bound = measure.high if measure.high is not None else measure.low or 0.0
    whole = max(1.5 * bound, 1.1 * measure.value, 1e-9)
    value = (
        f"{measure.value:.0f}" if measure.value >= 10 or measure.value % 1 == 0 else f"{measure.value:.1f}"
    )
    return Bar(
        measure,
        title(measure.name).capitalize(),
        value,
        good(measure),
        round(100 * min(1.0, max(0.0, measure.value / whole)), 1),
        round(100 * (measure.low or 0.0) / whole, 1),
        round(100 * measure.high / whole, 1) if measure.high is not None else 100.0,
    )


class _Scale:
    """From times, or from numbers of words where there are no times, to places on the timeline."""

    def __init__(self, take: Take, spoken: Spoken) -> None:
        self._spoken = spoken
        last = max((word.end for word in spoken.words), default=0.0)
        self.whole = max(take.seconds or 0.0, last, 0.1) if spoken.timed else float(max(1, len(spoken.words)))

    def place(self, at: float) -> float:
        return round(100 * min(1.0, max(0.0, at / self.whole)), 2)

    def word(self, number: int) -> float:
        start = self._spoken.start(number)
        return self.place(number if start is None else start)

    def ticks(self) -> tuple[Tick, ...]:
        if not self._spoken.timed:
            return ()
        apart = next((step for step in _TICKS if self.whole / step <= _MOST_TICKS), _TICKS[-1])
        return tuple(
            Tick(self.place(at), duration(at))
            for at in range(0, int(self.whole), apart)
            if at + apart / 3 < self.whole
        )


def _marks(spoken: Spoken, delivery: Delivery, scale: _Scale) -> list[Mark]:
    found = [
        Mark(
            "filler",
            one.kind,
            f"{one.kind}, {one.place.value}",
            one.number,
            one.start,
            scale.word(one.number),
        )
        for one in delivery.fillers
    ]
    found += [
        Mark("restart", one.text, f"begun again: {one.text}", one.number, one.start, scale.word(one.number))
        for one in delivery.restarts
    ]
    found += [
        Mark("hedge", one.text, f"hedge: {one.text}", one.number, one.start, scale.word(one.number))
        for one in delivery.hedges
    ]
    starts = [word.start for word in spoken.words]
    for pause in delivery.pauses:
        if pause.before is None and not pause.looks_for_words:
            continue
        where = f"before the {pause.before.value}" if pause.before else "in the middle of a sentence"
        number = min(len(starts) - 1, bisect_left(starts, pause.end))
        left = scale.place(pause.start)
        found.append(
            Mark(
                "weight" if pause.before else "pause",
                f"{pause.seconds:.1f} s",
                f"{pause.seconds:.1f} s of silence {where}",
                number,
                pause.start,
                left,
                round(scale.place(pause.end) - left, 2),
            )
        )
    return found


def _pieces(spoken: Spoken, delivery: Delivery, scale: _Scale, marks: Sequence[Mark]) -> tuple[Piece, ...]:
    kinds: defaultdict[int, list[str]] = defaultdict(list)
    pauses: dict[int, Mark] = {}
    for mark in marks:
        if mark.kind in ("pause", "weight"):
            pauses[mark.number] = mark
        else:
            for number in range(mark.number, mark.number + len(mark.label.split())):
                kinds[number].append(f"is-{mark.kind}")
    edges = [
        0,
        *(_with_fillers(spoken, stretch.first) for stretch in delivery.stretches[1:]),
        len(spoken.words),
    ]
    found = []
    for place, stretch in enumerate(delivery.stretches):
        first, last = edges[place], edges[place + 1]
        left = 0.0 if place == 0 and not spoken.timed else scale.word(first)
        right = scale.word(edges[place + 1]) if place + 1 < len(delivery.stretches) else _end(spoken, scale)
        took = f"{stretch.words} words"
        if stretch.start is not None and stretch.end is not None:
            took = clock_time(stretch.end - stretch.start)
        found.append(
            Piece(
                stretch.section,
                stretch.section.value.capitalize() if stretch.section else "Elsewhere",
                tuple(_word(spoken, number, kinds, pauses) for number in range(first, last)),
                duration(int(stretch.start)) if stretch.start is not None else "",
                took,
                left,
                round(right - left, 2),
            )
        )
    return tuple(found)


def _with_fillers(spoken: Spoken, first: int) -> int:
    """The number of the first filler right before a word; they belong to what goes on behind them."""
    while first and spoken.words[first - 1].filler:
        first -= 1
    return first


def _end(spoken: Spoken, scale: _Scale) -> float:
    return scale.place(spoken.words[-1].end) if spoken.timed else 100.0


def _word(spoken: Spoken, number: int, kinds: dict[int, list[str]], pauses: dict[int, Mark]) -> Word:
    word = spoken.words[number]
    start, end = (round(word.start, 2), round(word.end, 2)) if spoken.timed else (None, None)
    return Word(word.text.strip(), number, start, end, " ".join(kinds.get(number, ())), pauses.get(number))


def _in_words(pieces: Sequence[Piece], marks: Sequence[Mark], length: str) -> str:
    parts = ", ".join(f"{piece.name.lower()} {piece.took}" for piece in pieces)
    counts = [
        f"{number} {noun}{'' if number == 1 else 's'}"
        for kinds, noun in (
            (("filler",), "filler"),
            (("pause", "weight"), "marked pause"),
            (("restart",), "restart"),
        )
        if (number := sum(mark.kind in kinds for mark in marks))
    ]
    return f"Timeline of {length}: {parts}. {', '.join(counts) or 'No fillers and no long pauses'}."
