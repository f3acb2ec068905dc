"""Small bar plots of plain characters, which read well at 80 columns and without colour."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_HEIGHTS = " ▁▂▃▄▅▆▇█"


def bar(value: float, largest: float, width: int) -> str:
    """A bar to the right, `width` columns for the largest value; a value above 0 is always to be seen.

    >>> bar(3, 4, 8), bar(0, 4, 8)
    ('██████', '')
    """
    if value <= 0 or largest <= 0:
        return ""
    eighths = max(1, round(value / largest * width * 8))
    return "█" * (eighths // 8) + _EIGHTHS[eighths % 8].strip()


def bars(rows: Iterable[tuple[str, int]], width: int = 40) -> list[str]:
    """A line for each name and number: the name, its bar, and the number."""
    rows = list(rows)
    names = max((len(name) for name, _ in rows), default=0)
    largest = max((number for _, number in rows), default=0)
    return [f"{name:<{names}}  {f'{bar(number, largest, width)} {number}'.lstrip()}" for name, number in rows]


def columns(values: Sequence[int], height: int) -> list[str]:
    """Upright bars, one column each, in lines from the top. The largest value is above 0."""
    largest = max(values)
    filled = [0 if not value else max(1, round(value / largest * height * 8)) for value in values]
    return [
        "".join(_HEIGHTS[min(8, max(0, eighths - 8 * row))] for eighths in filled)
        for row in reversed(range(height))
    ]
