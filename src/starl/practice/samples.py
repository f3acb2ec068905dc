"""The sample stories of the peer review, each with a reference review."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from starl.content import content_text
from starl.errors import StarlError
from starl.model.peer_review import Review, Theme
from starl.practice.peer_review import anchored


@dataclass(frozen=True, slots=True)
class Sample:
    """One story to review."""

    id: str
    text: str
    """In the story format, or as it was spoken."""
    reference: Review
    """A review by a careful reader, to compare one's own with."""


@cache
def samples() -> tuple[Sample, ...]:
    """All samples, in an order that varies between good and weak ones."""
    return tuple(map(_sample, tomllib.loads(content_text("samples.toml"))["sample"]))


def sample(identifier: str) -> Sample:
    """The sample of this id. Raises StarlError where there is none."""
    every = {one.id: one for one in samples()}
    if identifier not in every:
        near = get_close_matches(identifier, every, 1)
        hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(every)}"
        raise StarlError(f"there is no sample story '{identifier}'; {hint}")
    return every[identifier]


def _sample(data: dict[str, Any]) -> Sample:
    text = content_text(f"samples/{data['id']}.md")
    remarks = [
        anchored(text, one["quote"], one["comment"], Theme(one["theme"])) for one in data["strengthen"]
    ]
    reference = Review(data["authenticity"], data["learning"], tuple(remarks), data["summary"])
    return Sample(data["id"], text, reference)
