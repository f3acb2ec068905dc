"""The order of the pages, as the person walks them."""

from __future__ import annotations

from typing import NamedTuple


class Place(NamedTuple):
    """An item of the navigation."""

    path: str
    name: str
    icon: str
    """The name of a symbol in templates/icons.svg."""


NAVIGATION: tuple[tuple[str, tuple[Place, ...]], ...] = (
    ("", (Place("/", "Home", "home"), Place("/plan", "Plan", "calendar"))),
    ("Collect", (Place("/journal", "Journal", "pen"), Place("/inventory", "Inventory", "search"))),
    ("Shape", (Place("/stories", "Stories", "layers"), Place("/portfolio", "Portfolio", "grid"))),
    (
        "Practise",
        (
            Place("/takes", "Rehearse", "mic"),
            Place("/exercises", "Exercises", "target"),
            Place("/interview", "Interview", "talk"),
            Place("/review", "Review", "repeat"),
            Place("/questions", "Questions", "ask"),
        ),
    ),
    ("Understand", (Place("/insights", "Insights", "chart"), Place("/learn", "Learn", "book"))),
    ("", (Place("/settings", "Settings", "gear"),)),
)

_UNDER = {"/drills": "/exercises"}
"""Pages that lie under an item without its address."""


def current(path: str, navigation: tuple[tuple[str, tuple[Place, ...]], ...] = NAVIGATION) -> str:
    """The item of the navigation under which a page lies."""
    places = [place.path for _, group in navigation for place in group if place.path != "/"]
    found = next(
        (place for place in [*places, *_UNDER] if path == place or path.startswith(place + "/")), "/"
    )
    return _UNDER.get(found, found)
