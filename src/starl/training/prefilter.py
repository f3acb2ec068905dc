"""`python -m starl.training.prefilter`: writes which words each pattern of the coach needs (`--check`: whether it is stale).

A pattern can match in several ways. Those that need most alike are put together until few are left, and of what each needs
the clauses are kept that the fewest sentences of the training set fulfil together.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import NamedTuple

import starl.coach
from starl.coach.scan import pattern_sources
from starl.text.lazy import Phrases
from starl.text.prefilter import BEGINNING, CLAUSES, FILE, cut, key_of, words_of
from starl.training.corpus import split
from starl.training.needed_words import Clause, Formula, Need, needed

CONTENT = Path(__file__).resolve().parents[1] / "content"
WAYS = 8
"""Ways of a part of a pattern that are kept apart."""
_MOST = 40
"""Of more ways than these, those at the end count as one."""
_KEPT = 6
"""Clauses of a part of a pattern that are looked at further."""
_WORTH = 0.002
"""A clause that rules out less than this share of the sentences is not worth its place."""
_SENTENCES = 4000
_LONG = 4000
"""Characters of a part from which on it is cut once more."""
_SHORTEST = 100
"""Characters of a part of a pattern."""


def sources() -> list[str]:
    """The sources of all patterns that are looked for in sentences: the rules', and those of all `Phrases`. Each once."""
    found = pattern_sources()
    for module in walk_packages(starl.coach.__path__, "starl.coach."):
        for value in vars(import_module(module.name)).values():
            found += [source for one in _phrases(value) for source in one.sources]
    return list(dict.fromkeys(found))


def _phrases(value: object) -> Iterator[Phrases]:
    if isinstance(value, Phrases):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _phrases(part)


def parts() -> tuple[list[str], dict[str, list[int]]]:
    """All patterns, those of many alternatives in parts, each once; and of what is cut, where."""
    divided: dict[str, list[int]] = {}
    found = [part for source in sources() for part in _parts(source, divided)]
    return list(dict.fromkeys(found)), divided


def _parts(source: str, divided: dict[str, list[int]]) -> list[str]:
    """The parts of a pattern, and of its parts. divided: where to note what is cut, and where."""
    places = cuts(source)
    if len(places) < 3:
        return [source]
    divided[source] = places
    pieces = cut(source, places)
    return [inner for part in pieces for inner in (_parts(part, divided) if len(part) >= _LONG else [part])]


def cuts(source: str) -> list[int]:
    r"""Where a pattern is cut into its alternatives: its own, those of a group around all of it, else those of its longest group.

    >>> cuts(r"\b(?:" + "a" * 200 + "|b)")
    [5, 205, 207]
    >>> cuts(r"\b(?:a|b) c")
    [0, 11]
    >>> cuts(r"so (?:" + "a" * 200 + "|b) c")
    [6, 206, 208]
    """
    own = _alternatives(source, 0)
    if len(own) > 2:
        return own
    within = max(
        (_alternatives(source, first) for first in _groups(source)),
        key=lambda found: (len(found) > 2, found[-1] - found[0]),
        default=own,
    )
    return within if len(within) > 2 else [0, len(source)]


def _groups(source: str) -> list[int]:
    """Where the groups begin that each match must pass once: not in another alternative, and not repeated."""
    found = []
    at = 0
    while at < len(source):
        if source.startswith("(?:", at):
            end = _alternatives(source, at + 3)[-1]
            if source[end + 1 : end + 2] not in ("?", "*", "+", "{"):
                found += [at + 3, *(at + 3 + inner for inner in _groups(source[at + 3 : end]))]
            at = end
        elif source[at] == "|":
            return []
        at = _after(source, at)
    return found


def _after(source: str, at: int) -> int:
    """The place behind the character, escape or class at this one."""
    if source[at] == "\\":
        return at + 2
    if source[at] != "[":
        return at + 1
    end = at + 1 + (source[at + 1 : at + 2] == "^") + 1
    while source[end] != "]":
        end += 2 if source[end] == "\\" else 1
    return end + 1


def _alternatives(source: str, first: int) -> list[int]:
    """Where those of a group begin and end, from its beginning on; short ones are left together."""
    found, depth, at = [first], 0, first
    while at < len(source):
        letter = source[at]
        if letter == "(":
            depth += 1
        elif letter == ")":
            if depth == 0:
                break
            depth -= 1
        elif letter == "|" and depth == 0 and at - found[-1] >= _SHORTEST:
            found.append(at)
        at = _after(source, at)
    return [*found, at]


class _Sentences:
    """Sentences, by the words in them; a set of sentences is the bits of a number."""

    def __init__(self) -> None:
        texts = [unit.text.lower() for answer in split()["train"] for unit in answer.units]
        texts = texts[:: max(1, len(texts) // _SENTENCES)]
        self.all = (1 << len(texts)) - 1
        self.worth = _WORTH * len(texts)
        self._with: dict[str, int] = {}
        for number, text in enumerate(texts):
            for word in words_of(text):
                self._with[word] = self._with.get(word, 0) | 1 << number
        self.fulfilling = cache(self._fulfilling)

    def _fulfilling(self, clause: Clause) -> int:
        found = 0
        for word in clause:
            found |= self._with.get(word, 0)
        return found


def _clauses(need: Need, sentences: _Sentences) -> list[Clause]:
    """The best clauses that follow from what is needed, the rarest first."""
    if need is None:
        return []
    if not isinstance(need, Formula):
        return [need]
    parts = [_clauses(part, sentences) for part in need.parts]
    if need.every:
        found = {clause for part in parts for clause in part}
    elif all(parts):
        rounds = range(max(len(part) for part in parts))
        found = {frozenset[str]().union(*(part[min(n, len(part) - 1)] for part in parts)) for n in rounds}
    else:
        return []
    return sorted(found, key=lambda one: (sentences.fulfilling(one).bit_count(), sorted(one)))[:_KEPT]


class Way(NamedTuple):
    """One way to match, or several put together."""

    need: Need
    clauses: list[Clause]
    """Those that are worth their place: each is needed for a match."""
    fulfilling: int
    """The sentences that fulfil them all."""


def ways(source: str, sentences: _Sentences) -> list[Way]:
    """The ways in which a pattern can match, up to WAYS of them."""
    need = needed(source)
    apart = [need]
    if isinstance(need, Formula) and not need.every:
        apart = sorted(need.parts, key=_order)
    if len(apart) > _MOST:
        apart = [*apart[: _MOST - 1], Formula(False, frozenset(apart[_MOST - 1 :]))]
    found = [_way(one, sentences) for one in apart]
    while len(found) > WAYS:
        _, a, b = min(
            (
                (one.fulfilling | other.fulfilling).bit_count()
                - max(one.fulfilling.bit_count(), other.fulfilling.bit_count()),
                i,
                j,
            )
            for i, one in enumerate(found)
            for j, other in enumerate(found[:i])
        )
        both = Formula(False, frozenset([found[a].need, found[b].need]))
        found = [_way(both, sentences), *(way for i, way in enumerate(found) if i not in (a, b))]
    return found


def _order(need: Need) -> str:
    """The same order in every run."""
    if isinstance(need, Formula):
        return f"{need.every}({' '.join(sorted(map(_order, need.parts)))})"
    return " ".join(sorted(need or ()))


def _way(need: Need, sentences: _Sentences) -> Way:
    options = _clauses(need, sentences)
    kept: list[Clause] = []
    left = sentences.all
    while options and len(kept) < CLAUSES:
        counts = [(left & sentences.fulfilling(one)).bit_count() for one in options]
        best = counts.index(min(counts))
        if left.bit_count() - counts[best] < sentences.worth:
            break
        left &= sentences.fulfilling(options[best])
        kept.append(_shortest(options[best]))
    return Way(need, kept, left)


def _shortest(clause: Clause) -> Clause:
    """Without the words whose beginning is in the clause as well."""
    return frozenset(word for word in clause if word.endswith("*") or f"{word[:BEGINNING]}*" not in clause)


def made() -> str:
    """The text of the file."""
    patterns, divided = parts()
    sentences = _Sentences()
    ways_of = {source: ways(source, sentences) for source in patterns}
    every = [way for source in patterns for way in ways_of[source]]
    bits: dict[str, list[int]] = {}
    for number, way in enumerate(every):
        for place, clause in enumerate(way.clauses):
            for word in clause:
                bits.setdefault(word, []).append(place * len(every) + number)
    needed_bits = {bit for places in bits.values() for bit in places}
    bits["-"] = [bit for bit in range(CLAUSES * len(every)) if bit not in needed_bits]
    lines = [
        " ".join(f"{key_of(source)}:{len(ways_of[source])}" for source in patterns),
        " ".join(f"{key_of(source)}:{','.join(map(str, places))}" for source, places in divided.items()),
        *(f"{word} {' '.join(map(str, sorted(bits[word])))}" for word in sorted(bits)),
    ]
    return "\n".join(lines)


def main() -> None:
    path = CONTENT / FILE
    text = made()
    if "--check" not in sys.argv:
        path.write_text(text, encoding="utf-8")
    elif not path.exists() or path.read_text(encoding="utf-8") != text:
        sys.exit(f"{path.name} is stale; `./dev prefilter` writes it anew.")


if __name__ == "__main__":
    main()
