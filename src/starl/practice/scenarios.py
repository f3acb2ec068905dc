"""The scenarios of the reframing practice: failures that happened to nobody, to be told as learning."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from starl.content import content_path
from starl.errors import StarlError
from starl.model.report import Level

_FOLDER = "scenarios"
_FIRST = "basics"
"""The file with the specification's three scenarios; the others follow by name."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """One scenario."""

    id: str
    """Lower-case words joined by hyphens, unique."""
    role: str
    """Whose work it is about, such as `backend engineer`."""
    level: Level
    text: str
    """Two to four sentences, to `you`."""
    seeds: tuple[str, ...]
    """Questions that help to see it as something learned."""
    example: str
    """One good reframing, as it is spoken: 80 to 140 words."""


@cache
def scenarios() -> tuple[Scenario, ...]:
    """All scenarios; the specification's three first."""
    files = sorted(content_path(_FOLDER).glob("*.toml"), key=lambda path: (path.stem != _FIRST, path.stem))
    return tuple(_scenario(data) for path in files for data in _read(path.read_text(encoding="utf-8")))


def scenario(identifier: str) -> Scenario:
    """The scenario of this id. Raises StarlError where there is none."""
    every = {one.id: one for one in scenarios()}
    found = every.get(identifier)
    if found is None:
        near = get_close_matches(identifier, every, 1)
        hint = (
            f"did you mean '{near[0]}'?" if near else f"there are {len(every)}, from '{next(iter(every))}' on"
        )
        raise StarlError(f"there is no scenario '{identifier}'; {hint}")
    return found


def _read(text: str) -> Iterator[dict[str, Any]]:
    yield from tomllib.loads(text)["scenario"]


def _scenario(data: dict[str, Any]) -> Scenario:
    return Scenario(
        id=data["id"],
        role=data["role"],
        level=Level(data["level"]),
        text=" ".join(data["text"].split()),
        seeds=tuple(data["seeds"]),
        example=" ".join(data["example"].split()),
    )
