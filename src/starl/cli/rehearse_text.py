"""A rehearsal as a person reads it: the timeline, the measures, what was told, what to try next."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from starl.cli.colour import Paint
from starl.cli.output import cut, paint, say, width
from starl.cli.report_text import PITFALL_NAMES
from starl.cli.safe import one_line
from starl.model.story import Section
from starl.model.take import Take
from starl.practice.coverage import Coverage
from starl.practice.delivery import clock_time
from starl.practice.measure import Measure, good, title
from starl.practice.rehearsal import Blurted, Rehearsal

_LETTERS = dict(zip(Section, "STARL", strict=True))
_TONES = dict(zip(Section, ("blue", "cyan", "magenta", "red", "green"), strict=True))
_LABEL = 20
_MANY = 6
"""Points of each kind that are shown."""
_TOLD_WITHIN = ("fillers", "long pauses within")
"""Measures that have something to tell within their range, too: which fillers, and where a pause gave weight."""


def show(take: Take, rehearsal: Rehearsal) -> None:
    """Prints all that is said of a take."""
    brush = paint()
    delivery = rehearsal.delivery
    parts = [f"{delivery.words} words"]
    if delivery.seconds:
        parts.append(clock_time(delivery.seconds))
    if take.engine:
        parts.append(f"heard by {one_line(take.engine)}")
    say(f"{brush('Take', bold=True)} {brush(take.id[:10], fg='yellow')}  {brush(', '.join(parts), dim=True)}")
    for line in timeline(rehearsal, min(width(), 100) - 4, brush):
        say(f"  {line}")
    say("")
    for item in delivery.measures:
        say("\n".join(measure_lines(item, brush)))
    if rehearsal.coverage is not None:
        _coverage(rehearsal.coverage, rehearsal, brush)
    if rehearsal.blurted is not None:
        _blurted(rehearsal.blurted, brush)
    _next(rehearsal.tries, brush)


def timeline(rehearsal: Rehearsal, columns: int, brush: Paint) -> list[str]:
    """A bar of the sections by time, or by words where there are no times; below it fillers `·` and pauses `‖`."""
    delivery, spoken = rehearsal.delivery, rehearsal.spoken
    if not delivery.stretches:
        return []
    if spoken.timed:
        first = min(word.start for word in spoken.words)
        whole = max((delivery.seconds or 0.0), 0.1)
    else:
        first, whole = 0.0, float(len(spoken.words))

    def column(at: float) -> int:
        return min(columns - 1, max(0, int((at - first) / whole * columns)))

    sections: list[Section | None] = [None] * columns
    for item in delivery.stretches:
        begins = column(item.first if item.start is None else item.start)
        sections[begins:] = [item.section] * (columns - begins)
    marks = [" "] * columns
    for filler in delivery.fillers:
        marks[column(filler.number if filler.start is None else filler.start)] = "·"
    for pause in delivery.pauses:
        if pause.seconds > 1 or pause.before:
            marks[column(pause.start)] = "‖"
    bar = "".join(
        brush(_LETTERS[item], fg=_TONES[item]) if item else brush("░", dim=True) for item in sections
    )
    end = clock_time(whole) if spoken.timed else f"{len(spoken.words)} words"
    return [
        bar,
        "".join(marks).rstrip() or "no fillers, no long pauses",
        brush(f"0{end:>{columns - 1}}", dim=True),
    ]


def measure_lines(item: Measure, brush: Paint) -> list[str]:
    """A measure with its range, and what it means where it lies outside."""
    tone = "green" if item.side == 0 else "yellow"
    name = title(item.name)
    value = f"{item.value:.0f}" if item.value >= 10 or item.value == int(item.value) else f"{item.value:.1f}"
    head = f"  {name:<{_LABEL}} {brush(f'{value:>4}', fg=tone)} {item.unit:<16} {brush(good(item), dim=True)}"
    if item.side == 0 and name not in _TOLD_WITHIN:
        return [head]
    return [head, *_wrap(item.says, _LABEL + 3)]


def _coverage(coverage: Coverage, rehearsal: Rehearsal, brush: Paint) -> None:
    say("")
    said = f"{len(coverage.told)} of {len(coverage.points)} points of the written story told"
    say(f"  {brush(said, bold=True)}")
    _list("left out", [point.text for point in coverage.missed], brush)
    sentences = rehearsal.spoken.document.sentences
    text = rehearsal.spoken.text
    spans = [sentences[number].span for number in coverage.new]
    _list("new", [text[span.start : span.end] for span in spans], brush)
    _list("told elsewhere", [coverage.points[place].text for place in coverage.moved], brush)
    _list("number", [f"written {item.written}, told {item.told}" for item in coverage.changed], brush)


def _list(name: str, texts: Sequence[str], brush: Paint) -> None:
    for text in texts[:_MANY]:
        line = cut(" ".join(one_line(text).split()), width() - _LABEL - 4)
        say(f"  {brush(f'{name:<{_LABEL}}', dim=True)} {line}")
    if len(texts) > _MANY:
        say(f"  {name:<{_LABEL}} and {len(texts) - _MANY} more")


def _blurted(blurted: Blurted, brush: Paint) -> None:
    if not blurted.judged:
        return
    say("")
    for name, pitfalls in (("pitfalls, written", blurted.written), ("pitfalls, told", blurted.told)):
        found = ", ".join(PITFALL_NAMES[pitfall.value] for pitfall in pitfalls)
        say(f"  {name:<{_LABEL}} {brush(found, fg='yellow') if found else 'none that I am sure of'}")


def _next(tries: Sequence[str], brush: Paint) -> None:
    say("")
    if not tries:
        say(
            f"  {brush('Next time:', bold=True)} tell it again in some days; all of it lies within its range."
        )
        return
    say(f"  {brush('Next time:', bold=True)}")
    for number, text in enumerate(tries, 1):
        say("\n".join(_wrap(f"{number}. {text}", 2, "   ")))


def _wrap(text: str, indent: int, hanging: str = "") -> list[str]:
    pad = " " * indent
    return textwrap.wrap(
        one_line(text), min(width(), 100), initial_indent=pad, subsequent_indent=pad + hanging,
        break_on_hyphens=False,
    )  # fmt: skip
