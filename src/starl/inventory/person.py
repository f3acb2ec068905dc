"""Whose failures are looked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Person(NamedTuple):
    """Names and addresses of those whom a scan is about."""

    names: tuple[str, ...] = ()
    everyone: bool = False

    def or_else(self, names: Iterable[str]) -> Person:
        """Itself, or with these names where it has none."""
        return self if self.names or self.everyone else Person(tuple(names))

    def is_called(self, *called: str) -> bool:
        """Whether one of these names or addresses is the person's, in whatever case."""
        wanted = {name.casefold().strip() for name in self.names}
        return self.everyone or any(name.casefold().strip() in wanted for name in called)
