"""What is measured of a telling, each beside its good range and where that comes from."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any, NamedTuple

from starl.content import content_text


class Measure(NamedTuple):
    """One number of a telling."""

    name: str
    value: float
    unit: str
    low: float | None
    """The least that is good; None where less is never a fault."""
    high: float | None
    """The most that is good; None where more is never a fault."""
    source: str
    """Who says so; `starl's own choice` where nobody else does."""
    says: str
    """What was found and what it means, for the person."""

    @property
    def side(self) -> int:
        """-1 below the range, 1 above it, 0 within."""
        if self.low is not None and self.value < self.low:
            return -1
        return 1 if self.high is not None and self.value > self.high else 0


class Range(NamedTuple):
    """The good range of a measure, and the words for each side of it."""

    name: str
    unit: str
    source: str
    own: bool
    """Whether the range is starl's own choice."""
    within: str
    low: float | None = None
    high: float | None = None
    below: str = ""
    above: str = ""


@cache
def delivery_data() -> dict[str, Any]:
    """The data file of delivery."""
    return tomllib.loads(content_text("delivery.toml"))


@cache
def ranges() -> dict[str, Range]:
    """The ranges by the names of their measures, in the order in which they are shown."""
    return {data["name"]: Range(**data) for data in delivery_data()["measure"]}


def measured(name: str, value: float, found: str = "") -> Measure:
    """A measure beside its range. found: what exactly was found, as a sentence."""
    known = ranges()[name]
    made = Measure(name, round(value, 2), known.unit, known.low, known.high, known.source, "")
    advice = (known.within, known.above, known.below)[made.side]
    return made._replace(says=f"{found} {advice}".strip())


def title(name: str) -> str:
    """A measure's name as it is shown.

    >>> title("share_setup"), title("longest_pause")
    ('setup', 'longest pause')
    """
    return name.removeprefix("share_").replace("_", " ")


def good(item: Measure) -> str:
    """The good range in words.

    >>> good(Measure("pace", 130, "words a minute", 120, 145, "", "")), good(Measure("fillers", 1, "", None, 5, "", ""))
    ('good: 120 to 145', 'good: up to 5')
    """
    return f"good: {bounds(item.low, item.high)}"


def bounds(low: float | None, high: float | None) -> str:
    """A range in words; at least one of its ends is known.

    >>> bounds(120, 145), bounds(None, 5), bounds(0.5, None)
    ('120 to 145', 'up to 5', 'from 0.5')
    """
    if low is None:
        return f"up to {high:g}"
    if high is None:
        return f"from {low:g}"
    return f"{low:g} to {high:g}"
