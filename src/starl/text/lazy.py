"""Regular expressions that are compiled when they are first used: most runs need few of them."""

from __future__ import annotations

import re
from functools import cached_property, reduce
from operator import or_
from typing import Any, cast

from starl.model.story import Span
from starl.text.prefilter import bits_of, may_match, parts_of


class _Lazy:
    """Stands in for a compiled pattern; each method is looked up once."""

    def __init__(self, source: str, flags: int, fast: bool) -> None:
        self._what = (source, flags, fast)
        self._compiled: Any = None

    def __getattr__(self, name: str) -> Any:
        if self._compiled is None:
            source, flags, fast = self._what
            if fast:
                import re2

                options = re2.Options()
                options.max_mem = 64 << 20
                self._compiled = re2.compile(source, options)
            else:
                self._compiled = re.compile(source, flags)
        method = getattr(self._compiled, name)
        setattr(self, name, method)
        return method


def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile`, later."""
    return cast("re.Pattern[str]", _Lazy(source, flags, fast=False))


def lazy2(source: str) -> Any:
    """`re2.compile`, later."""
    return _Lazy(source, 0, fast=True)


class Parts:
    """The alternatives of patterns, each compiled when it first can occur."""

    def __init__(self, *sources: str) -> None:
        self._parts = [(bits_of(part), lazy2(part)) for source in sources for part in parts_of(source)]
        self._bits = reduce(or_, (bits for bits, _ in self._parts))

    def possible(self, bits: int) -> list[Any]:
        """Those that can occur, in their order. bits: what `may_match` gives."""
        possible = bits & self._bits
        return [pattern for mine, pattern in self._parts if possible & mine] if possible else []


class Phrases:
    """Alternatives that are looked for in one sentence in lower case; each is compiled when it first can occur.

    sources: patterns in RE2 syntax, one space for any white space. Together they match as one pattern would that has them
    as its alternatives in this order.

    >>> Phrases("we failed", "i failed").search("so i failed")
    Span(start=3, end=11)
    """

    def __init__(self, *sources: str) -> None:
        self.sources = tuple(source.replace(" ", r"\s+") for source in sources)

    @cached_property
    def _parts(self) -> Parts:
        return Parts(*self.sources)

    def _possible(self, text: str) -> list[Any]:
        return self._parts.possible(may_match(text))

    def occur(self, text: str) -> bool:
        """Whether one of them is in the sentence.

        >>> Phrases(r"\bfailed\b").occur("it failed")
        True
        """
        possible = self._possible(text)
        # As bytes, since the places in a text cost RE2's binding more than the search in a sentence does.
        return bool(possible) and any(pattern.search(text.encode()) for pattern in possible)

    def begin(self, text: str) -> bool:
        """Whether the sentence begins with one of them."""
        return any(pattern.match(text.encode()) for pattern in self._possible(text))

    def search(self, text: str) -> Span | None:
        """The first place of one of them."""
        found = [Span(*match.span()) for pattern in self._possible(text) if (match := pattern.search(text))]
        return min(found, key=lambda span: span.start, default=None)
