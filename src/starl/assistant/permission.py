"""Which tools may reach the journal. None may before the person allows it.

It is a file in the journal's folder and no setting of the journal, so that an import of somebody else's export cannot
allow anything.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from starl.errors import StarlError

FILE = "assistant.json"
TOOLS = {
    "search_journal": "search all records, and read the pieces that are found",
    "list_due": "see how many cards are due, and which improvements",
    "portfolio": "see the titles of your stories, and which question each answers",
    "log_entry": "propose an entry; each is written only once you agree to it",
    "start_interview": "propose a mock interview; your answers are kept once you agree",
    "stories": "read your stories in full",
}
"""What can be allowed, and what it lets an assistant do."""


@dataclass(frozen=True, slots=True)
class Permission:
    """What the person allowed."""

    allowed: frozenset[str] = frozenset()
    """Names of `TOOLS`."""
    plain: bool = False
    """Whether names and secrets are given out as well."""


def load(home: Path) -> Permission:
    """What is allowed. Raises StarlError where the file cannot be read; then nothing is."""
    path = home / FILE
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Permission(frozenset(data["allowed"]) & frozenset(TOOLS), data["plain"] is True)
    except FileNotFoundError:
        return Permission()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StarlError(
            f"{path}: what an assistant may do cannot be read ({error}), so it may do nothing; "
            "remove the file and allow anew what you want"
        ) from error


def allow(home: Path, names: Iterable[str]) -> Permission:
    """Allows more tools. Raises StarlError for a name that there is not; then nothing is changed."""
    now = load(home)
    return _save(home, replace(now, allowed=now.allowed | _known(names)))


def deny(home: Path, names: Iterable[str]) -> Permission:
    """Takes tools away; with no name, all of them. Raises StarlError for a name that there is not."""
    chosen = _known(names)
    now = load(home)
    return _save(home, replace(now, allowed=now.allowed - chosen if chosen else frozenset()))


def give_names(home: Path, plain: bool) -> Permission:
    """Says whether names and secrets are given out."""
    return _save(home, replace(load(home), plain=plain))


def _known(names: Iterable[str]) -> frozenset[str]:
    chosen = frozenset(names)
    wrong = sorted(chosen - frozenset(TOOLS))
    if wrong:
        raise StarlError(f"there is no '{wrong[0]}' to allow or deny; there are {', '.join(TOOLS)}")
    return chosen


def _save(home: Path, permission: Permission) -> Permission:
    text = json.dumps({"allowed": sorted(permission.allowed), "plain": permission.plain}, indent=2)
    home.mkdir(parents=True, exist_ok=True)
    fresh = home / f"{FILE}.new"
    with os.fdopen(
        os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as file:
        file.write(f"{text}\n")
    fresh.replace(home / FILE)
    return permission
