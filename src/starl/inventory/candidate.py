"""A candidate: an event that may be worth a story, why we think so, and what shows it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from math import prod
from typing import NamedTuple

from starl.model.ids import ALPHABET
from starl.model.journal import Evidence, Source

REF = 8
"""How long a whole reference is."""
LEAST = 0.15
"""What has a lower score is no candidate of its own: it only adds to another."""
_LEAST_SHOWN = 4


class Sign(NamedTuple):
    """One thing that speaks for a candidate."""

    kind: str
    """Such as `revert`."""
    weight: float
    """0..1: how often something with this sign alone is worth a second look."""
    reason: str
    """In plain words; the beginning of a sentence without its full stop."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that was found and that nobody has said yes or no to."""

    source: Source
    title: str
    date: dt.date
    signs: tuple[Sign, ...]
    evidence: tuple[Evidence, ...]
    project: str | None = None
    links: frozenset[str] = frozenset()
    """What it is about, such as `commit:1a2b3c4d5e6f`; candidates that share one tell of the same event."""
    parts: tuple[Source, ...] = ()
    """The sources of the candidates that were merged into it."""

    @property
    def score(self) -> float:
        """0..1: the signs together, each kind counted once, as if they were independent."""
        strongest: dict[str, float] = {}
        for sign in self.signs:
            strongest[sign.kind] = max(sign.weight, strongest.get(sign.kind, 0.0))
        return round(1 - prod(1 - weight for weight in strongest.values()), 2)

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, the strongest reason first."""
        ordered = sorted(self.signs, key=lambda sign: -sign.weight)
        return tuple(dict.fromkeys(sign.reason for sign in ordered))

    @property
    def sources(self) -> tuple[Source, ...]:
        """Its own source and those of its parts."""
        return (self.source, *self.parts)


def clean(text: str, most: int = 200) -> str:
    """A text from outside on one line, without control characters, at most so many code points long.

    >>> clean("Fix \\x1b[31m the\\n build")
    'Fix [31m the build'
    """
    text = " ".join("".join(char if char.isprintable() else " " for char in text[: 4 * most]).split())
    return text if len(text) <= most else text[: most - 1] + "…"


def reference(source: Source) -> str:
    """The name by which a person calls a candidate: the same at every scan, on every machine."""
    digest = blake2b(f"{source.kind}\0{source.key}".encode(errors="replace"), digest_size=5).digest()
    number = int.from_bytes(digest, "big")
    return "".join(ALPHABET[number >> shift & 31] for shift in range(35, -1, -5))


def short_references(candidates: Iterable[Candidate]) -> dict[Source, str]:
    """The shortest beginnings of the references, of at least four characters, that tell these candidates apart."""
    whole = {candidate.source: reference(candidate.source) for candidate in candidates}
    ordered = sorted(whole.values())
    needed = dict.fromkeys(ordered, _LEAST_SHOWN)
    for one, other in itertools.pairwise(ordered):
        alike = next((at for at in range(REF) if one[at] != other[at]), REF - 1) + 1
        needed[one] = max(needed[one], alike)
        needed[other] = max(needed[other], alike)
    return {source: name[: needed[name]] for source, name in whole.items()}


def issue_link(project: str | None, issue: str) -> str:
    """The link to an issue: by its key where it has one such as SHOP-12, else by project and number."""
    return f"issue:{(project or '').casefold()}#{issue}" if issue.isdecimal() else f"issue:{issue.upper()}"


def in_order(candidates: Iterable[Candidate]) -> list[Candidate]:
    """The best first, the newer one where two are as good."""
    return sorted(candidates, key=lambda item: (-item.score, -item.date.toordinal(), item.source))
