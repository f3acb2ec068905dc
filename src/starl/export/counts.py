"""Numbers of records in words."""

from __future__ import annotations

from collections.abc import Mapping


def counted(number: int, plural: str) -> str:
    """A number with its noun.

    >>> counted(1, "entries"), counted(1200, "stories"), counted(1, "cards")
    ('1 entry', '1,200 stories', '1 card')
    """
    noun = plural if number != 1 else plural[:-3] + "y" if plural.endswith("ies") else plural[:-1]
    return f"{number:,} {noun}"


def listed(counts: Mapping[str, int]) -> str:
    """All numbers that are not 0, as a list in a sentence; `nothing` where all are."""
    parts = [counted(number, plural) for plural, number in counts.items() if number]
    if len(parts) < 2:
        return "".join(parts) or "nothing"
    return f"{', '.join(parts[:-1])} and {parts[-1]}"
