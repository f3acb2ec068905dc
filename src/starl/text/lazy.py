"""Regular expressions that are compiled when they are first used: most runs need few of them."""

from __future__ import annotations

import re
from typing import Any, cast


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


def occurs(pattern: Any, text: str) -> bool:
    """Whether a pattern of `lazy2` matches somewhere in the text.

    As bytes, since the places in a text cost RE2's binding more than the search in a sentence does.

    >>> occurs(lazy2(r"\bfailed\b"), "it failed")
    True
    """
    return pattern.search(text.encode()) is not None
