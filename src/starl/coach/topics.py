"""What a text tells of: the topics of content/topics.toml, found by their words in one RE2 pass."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Any, NamedTuple

import re2

from starl.content import content_text
from starl.model.story import Span

SURE, MAYBE = 0.9, 0.3
"""The weight of words that tell a topic outright, and of words that only together do."""
_GAP = r"[^\w.!?;]+(?:\w+[^\w.!?;]+){0,4}?"
_STEM = re.compile(r"(?<=[a-z])\*")
_SPACE = re.compile(r" (?=([?])|)")
_DENIED = re.compile(r"\b(?:no|without|zero) (?:\w+ )?$")
_BEFORE = 24
"""Code points before a match in which a denial of it is looked for."""


class Topic(NamedTuple):
    """One topic."""

    name: str
    tells: str
    """How the coach names it: `a date that was not kept`."""
    skill: str
    """What a story of it can show."""
    near: dict[str, float]
    """Other topics, and by which share what is told of them counts for this one."""


class Told(NamedTuple):
    """A place that tells of a topic."""

    topic: str
    span: Span
    weight: float
    pattern: int
    """Which pattern it is, so that a word said ten times does not count tenfold."""


@cache
def topics() -> dict[str, Topic]:
    """All topics by name."""
    return {
        name: Topic(name, table["tells"], table["skill"], table.get("near", {}))
        for name, table in _tables().items()
    }


def told(plain: str) -> list[Told]:
    """Every place that tells of a topic, by pattern and then in the order of the text.

    plain: lower case, with plain quotes. A topic that is denied (`no deadline`) is not told.
    """
    patterns = _patterns()
    found = []
    numbers: Any = patterns.set.Match(plain)
    for number in sorted(numbers or ()):
        topic, weight = patterns.owners[number]
        for match in patterns.alone(number).finditer(plain):
            start, end = match.span()
            if not _DENIED.search(plain, max(0, start - _BEFORE), start):
                found.append(Told(topic, Span(start, end), weight, number))
    return found


def spread(strengths: dict[str, float]) -> dict[str, tuple[float, str]]:
    """For each topic its strength (0..1) with what near topics lend, and the topic whose words it rests on."""
    found = {name: (strength, name) for name, strength in strengths.items()}
    for name, topic in topics().items():
        for other, share in topic.near.items():
            lent = strengths.get(other, 0.0) * share
            if lent > found.get(name, (0.0, name))[0]:
                found[name] = (lent, other)
    return found


def as_re2(pattern: str) -> str:
    r"""A pattern of the file in RE2 syntax.

    >>> as_re2("miss* deadline")
    '\\b(?:miss\\w*\\s+deadline)\\b'
    """
    pattern = _STEM.sub(r"\\w*", pattern).replace(" .. ", "\0")
    pattern = _SPACE.sub(lambda space: r"\s" if space[1] else r"\s+", pattern).replace("\0", _GAP)
    return rf"(?:{pattern})\b" if pattern[0] == "[" else rf"\b(?:{pattern})\b"


class _Patterns:
    """The patterns of every topic in one RE2 set; each is compiled alone when it first occurs."""

    def __init__(self) -> None:
        self.owners: list[tuple[str, float]] = []
        self._sources: list[str] = []
        self._alone: dict[int, Any] = {}
        options = re2.Options()
        options.max_mem = 128 << 20
        self.set = re2.Set.SearchSet(options)
        for name, table in _tables().items():
            for weight, patterns in ((SURE, table["sure"]), (MAYBE, table["maybe"])):
                for pattern in patterns:
                    source = as_re2(pattern)
                    self.set.Add(source)
                    self.owners.append((name, weight))
                    self._sources.append(source)
        self.set.Compile()

    def alone(self, number: int) -> Any:
        if number not in self._alone:
            self._alone[number] = re2.compile(self._sources[number])
        return self._alone[number]


@cache
def _patterns() -> _Patterns:
    return _Patterns()


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads(content_text("topics.toml"))
