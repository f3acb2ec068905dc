"""Which words a text must have for a pattern to match it, from the pattern's source alone.

A walk over the parsed pattern keeps what is being spelled since the last character that is no part of a word.
Where a word ends, it is needed; where the pattern goes on with anything, its beginning is. Both are sound: a text
without them cannot match. Words are RE2's: ASCII letters, digits and `_`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as code
from re import _parser as parser
from typing import Any, NamedTuple

from starl.text.prefilter import BEGINNING, DIGIT, MARKS

Clause = frozenset[str]
"""Words of which one is needed; those of BEGINNING letters and a `*` are beginnings of words, single marks are MARKS."""


class Formula(NamedTuple):
    """Clauses and formulas of which all, or any one, must hold."""

    every: bool
    parts: frozenset[Any]


Need = Clause | Formula | None
"""None: nothing is needed."""
_Spelled = frozenset[str] | None
"""What may stand between the last character that is no part of a word and here; None: not known."""
_Thread = tuple[Need, _Spelled]

_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_FRESH: _Spelled = frozenset([""])
_SPELLINGS = 300
"""More spellings of a word than these are no longer kept apart."""
_THREADS = 48
_CLASS = 12
"""Characters of a class that is spelled out."""


def needed(source: str) -> Need:
    r"""What a match of this pattern needs; None also where Python cannot read the pattern.

    >>> sorted(needed(r"\bmistakes? were made\b").parts, key=sorted) == [
    ...     frozenset({"made"}), frozenset({"mistake", "mistakes"}), frozenset({"were"})
    ... ]
    True
    """
    try:
        parsed = parser.parse(source)
    except re.error:
        return None
    return _any(_all(need, _begun(spelled)) for need, spelled in _walk(parsed, None))


def _all(*parts: Need) -> Need:
    found: set[Any] = set()
    for part in parts:
        if isinstance(part, Formula) and part.every:
            found |= part.parts
        elif part is not None:
            found.add(part)
    if len(found) < 2:
        return next(iter(found), None)
    return Formula(True, frozenset(found))


def _any(parts: Iterable[Need]) -> Need:
    words: set[str] = set()
    rest: set[Formula] = set()
    for part in parts:
        if part is None:
            return None
        for inner in part.parts if isinstance(part, Formula) and not part.every else (part,):
            if isinstance(inner, Formula):
                rest.add(inner)
            else:
                words |= inner
    if not rest:
        return frozenset(words)
    found: set[Any] = {*rest, frozenset(words)} if words else {*rest}
    return next(iter(found)) if len(found) == 1 else Formula(False, frozenset(found))


def _ended(spelled: _Spelled) -> Need:
    if spelled is None or "" in spelled:
        return None
    return frozenset(DIGIT if word[0].isdigit() else word for word in spelled)


def _begun(spelled: _Spelled) -> Need:
    if spelled is None or any(len(word) < BEGINNING and not word[:1].isdigit() for word in spelled):
        return None
    return frozenset(DIGIT if word[0].isdigit() else f"{word[:BEGINNING]}*" for word in spelled)


def _merged(threads: list[_Thread]) -> list[_Thread]:
    """The same with fewer threads; what is needed may become less, never more."""
    by_spelled: dict[_Spelled, list[Need]] = {}
    for need, spelled in threads:
        by_spelled.setdefault(spelled, []).append(need)
    by_need: dict[Need, list[_Spelled]] = {}
    for spelled, needs in by_spelled.items():
        by_need.setdefault(_any(needs), []).append(spelled)
    found: list[_Thread] = []
    for need, spellings in by_need.items():
        if None in spellings:
            found.append((need, None))
            continue
        if _FRESH in spellings:
            found.append((need, _FRESH))
        together = frozenset[str]().union(*(one for one in spellings if one and one != _FRESH))
        if len(together) > _SPELLINGS:
            found.append((_all(need, _begun(together)), None))
        elif together:
            found.append((need, together))
    if len(found) > _THREADS:
        return [(_any(_all(need, _begun(spelled)) for need, spelled in found), None)]
    return found


def _walk(items: Any, spelled: _Spelled) -> list[_Thread]:
    threads: list[_Thread] = [(None, spelled)]
    for kind, value in items:
        threads = _merged(
            [
                (_all(need, more), after)
                for need, before in threads
                for more, after in _step(kind, value, before)
            ]
        )
    return threads


def _step(kind: Any, value: Any, spelled: _Spelled) -> list[_Thread]:
    if kind in (code.LITERAL, code.NOT_LITERAL, code.ANY, code.IN):
        return _character(kind, value, spelled)
    if kind is code.AT:
        if value in (code.AT_BEGINNING, code.AT_BEGINNING_STRING):
            return [(None, _FRESH)]
        if value in (code.AT_BOUNDARY, code.AT_END, code.AT_END_STRING):
            return [(_ended(spelled), _FRESH)]
    if kind is code.SUBPATTERN:
        return _walk(value[3], spelled)
    if kind is code.BRANCH:
        return _merged([thread for branch in value[1] for thread in _walk(branch, spelled)])
    if kind in (code.MAX_REPEAT, code.MIN_REPEAT):
        fewest, most, items = value
        return _repeated(fewest, most, items, spelled)
    return [(_begun(spelled), None)]


def _repeated(fewest: int, most: int, items: Any, spelled: _Spelled) -> list[_Thread]:
    once = _walk(items, spelled)
    found = list(once)
    if most > 1:
        for need, after in once:
            again_ends = {end for _, end in _walk(items, after)}
            if not (after == _FRESH and again_ends == {_FRESH}):
                found.append((_all(need, _begun(after)), None))
    if fewest == 0:
        found.append((None, spelled))
    return _merged(found)


def _character(kind: Any, value: Any, spelled: _Spelled) -> list[_Thread]:
    characters, inside = _class(kind, value)
    if inside is False:
        mark = frozenset(characters) if characters and MARKS.issuperset(characters) else None
        return [(_all(_ended(spelled), mark), _FRESH)]
    if spelled == _FRESH and characters and all(one.isdigit() for one in characters):
        return [(frozenset([DIGIT]), None)]
    if characters is None or spelled is None or len(characters) > _CLASS:
        return [(_begun(spelled), None)]
    longer = frozenset(word + one.lower() for word in spelled for one in characters if one in _WORD)
    if len(longer) > _SPELLINGS:
        return [(_begun(spelled), None)]
    if inside is None:
        return [(_ended(spelled), _FRESH), (None, longer)]
    return [(None, longer)]


def _class(kind: Any, value: Any) -> tuple[list[str] | None, bool | None]:
    """The characters of a class (None: too many to name), and whether all, or none, of them are part of a word."""
    if kind is code.LITERAL:
        return [chr(value)], chr(value) in _WORD
    if kind is not code.IN:
        return None, None
    if value[0][0] is code.NEGATE:
        return None, False if (code.CATEGORY, code.CATEGORY_WORD) in value else None
    characters: list[str] = []
    named = True
    kinds: set[bool | None] = set()
    for sort, what in value:
        if sort is code.CATEGORY and what is code.CATEGORY_DIGIT:
            characters += "0123456789"
            kinds.add(True)
        elif sort is code.CATEGORY:
            named = False
            kinds.add(_CATEGORIES.get(what))
        else:
            low, high = (what, what) if sort is code.LITERAL else what
            named = named and high - low < len(_WORD)
            within = {chr(one) for one in range(low, min(high, low + len(_WORD)) + 1)}
            kinds.add(True if within <= _WORD else None if within & _WORD else False)
            characters += within
    return (characters if named else None), kinds.pop() if len(kinds) == 1 else None


_CATEGORIES = {code.CATEGORY_WORD: True, code.CATEGORY_SPACE: False, code.CATEGORY_NOT_WORD: False}
