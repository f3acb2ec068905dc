"""How single rules do on the labelled phrases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from starl.coach.engine import check
from starl.coach.findings import find
from starl.coach.reader import read
from starl.model.report import Finding, Severity
from starl.model.story import Span
from starl.training.phrases import Phrase


class Heard(NamedTuple):
    """How one rule does on phrases that nobody had read who wrote it or fitted it."""

    meant: int
    heard: int
    """Of those that mean it, with the rule's patterns and with what `coach/asks.py` hears."""
    matched: int
    """Of those that mean it, with the patterns alone."""
    warned: int
    """Of those that mean it, with a warning."""
    near: int
    false: int
    """Of the near misses, spoken of."""
    accused: int
    """Of the near misses, warned of."""


def measure_phrases(phrases: list[Phrase]) -> dict[str, Heard]:
    """For each rule, how many of its phrases it speaks of."""
    count: dict[str, Counter[str]] = {}
    for phrase in phrases:
        mine = count.setdefault(phrase.code, Counter())
        story = phrase.story
        start = story.index(phrase.text)
        place = Span(start, start + len(phrase.text))
        found = check(story).findings
        heard = _speaks(phrase.code, place, found)
        warned = _speaks(phrase.code, place, [item for item in found if item.severity is not Severity.INFO])
        if phrase.fires:
            matched = _speaks(phrase.code, place, find(read(story)))
            mine.update(meant=1, heard=heard, matched=matched, warned=warned)
        else:
            mine.update(near=1, false=heard, accused=warned)
    return {code: Heard(**{name: count[code][name] for name in Heard._fields}) for code in sorted(count)}


def _speaks(code: str, place: Span, findings: Iterable[Finding]) -> bool:
    return any(
        item.code == code and item.span.start < place.end and place.start < item.span.end for item in findings
    )


def together(heard: dict[str, Heard]) -> Heard:
    """All rules as one."""
    return Heard(*map(sum, zip(*heard.values(), strict=True)))


def phrases_table(heard: dict[str, Heard]) -> str:
    """The same as a Markdown table, all rules together at the end."""
    lines = [
        "| rule | means it: heard | by patterns alone | warned | near miss: spoken of | warned |",
        "|---|---|---|---|---|---|",
    ]
    for name, one in [*heard.items(), ("all", together(heard))]:
        lines.append(
            f"| {name} | {one.heard} of {one.meant} | {one.matched} | {one.warned} | {one.false} of {one.near} | {one.accused} |"
        )
    return "\n".join(lines)
