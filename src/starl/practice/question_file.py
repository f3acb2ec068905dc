"""Questions in a TOML file: those that come with starl, and those of a person."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar

from starl.coach.topics import topics
from starl.content import content_path
from starl.errors import StarlError
from starl.model.question import Question, Signal, Theme

_Known = TypeVar("_Known", Theme, Signal)
LONGEST = 400
"""Characters of one text at most."""
FOLLOW_UPS = 3
"""Follow-up questions at least."""
_KEYS = frozenset(["id", "text", "theme", "listens_for", "follow_ups", "about", "wants", "value"])
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_ABOUT = {
    Theme.FAILURE: (),
    Theme.MISTAKE: (),
    Theme.WEAKNESS: (("habit",),),
    Theme.WRONG_DECISION: (("decision",),),
    Theme.AMBIGUOUS_GOAL: (("ambiguity",),),
    Theme.UNDER_PERFORMANCE: (("underperformance",),),
}
"""What a question of a theme is about where it does not say; the other themes are topics themselves."""


@cache
def shipped() -> tuple[Question, ...]:
    """The questions that come with starl, by theme and then as their file has them."""
    folder = content_path("questions")
    found: list[Question] = []
    for theme in Theme:
        path = folder / f"{theme.value}.toml"
        found += read_questions(path.read_text(encoding="utf-8"), path.name)
    return tuple(found)


def read_questions(text: str, where: str, *, own: bool = False) -> list[Question]:
    """The questions of a TOML file: `[[question]]` tables, and a `theme` for all or for each.

    Raises StarlError that names the file, the question and the key.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StarlError(f"{where}: it is no TOML: {error}") from None
    tables = data.get("question")
    if not isinstance(tables, list) or not tables:
        raise StarlError(f"{where}: there is no [[question]] in it; docs/portfolio.md shows the form")
    found: list[Question] = []
    seen: set[str] = set()
    for number, table in enumerate(tables, 1):
        place = f"{where}: question {number}"
        if not isinstance(table, dict):
            raise StarlError(f"{place}: it is no table; write [[question]] above it")
        question = question_of({"theme": data.get("theme", ""), **table}, place, own=own)
        if question.id in seen:
            raise StarlError(f"{place}: the id '{question.id}' is there twice")
        seen.add(question.id)
        found.append(question)
    return found


def question_of(table: dict[str, Any], place: str, *, own: bool) -> Question:
    """The question in a table. Raises StarlError that begins with `place`."""
    if unknown := sorted(set(table) - _KEYS):
        raise StarlError(f"{place}: there is no key '{unknown[0]}'; the keys are {', '.join(sorted(_KEYS))}")
    identifier = _text(table, "id", place)
    if not _SLUG.fullmatch(identifier):
        raise StarlError(f"{place}: the id '{identifier}' must be lower-case letters, digits and hyphens")
    place = f"{place} ('{identifier}')"
    follow_ups = tuple(_texts(table, "follow_ups", place))
    if len(follow_ups) < FOLLOW_UPS and not own:
        raise StarlError(f"{place}: {FOLLOW_UPS} follow_ups are wanted, not {len(follow_ups)}")
    theme = _one_of(Theme, _text(table, "theme", place, needed=False) or Theme.FAILURE.value, "theme", place)
    value = table.get("value")
    return Question(
        id=identifier,
        text=_text(table, "text", place),
        theme=theme,
        listens_for=_text(table, "listens_for", place, needed=not own),
        follow_ups=follow_ups,
        about=_about(table, theme, place),
        wants=tuple(_one_of(Signal, name, "wants", place) for name in _texts(table, "wants", place)),
        value=None if value is None else _text(table, "value", place),
        own=own,
    )


def as_table(question: Question) -> dict[str, Any]:
    """The table of a question, as `question_of` reads it."""
    table: dict[str, Any] = {
        "id": question.id,
        "text": question.text,
        "theme": question.theme.value,
        "listens_for": question.listens_for,
        "follow_ups": list(question.follow_ups),
        "about": ["|".join(group) for group in question.about],
        "wants": [signal.value for signal in question.wants],
    }
    return table | ({"value": question.value} if question.value else {})


def write_questions(questions: Iterable[Question]) -> str:
    """The TOML file of these questions; `read_questions` reads it back."""
    return "\n".join(
        "[[question]]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in as_table(question).items())
        for question in questions
    )


def _toml(value: str | list[str]) -> str:
    """A text or a list of texts. JSON writes both as TOML does, but for one character that TOML wants escaped."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _about(table: dict[str, Any], theme: Theme, place: str) -> tuple[tuple[str, ...], ...]:
    if "about" not in table:
        return _ABOUT.get(theme, ((theme.value,),))
    groups = tuple(
        tuple(part.strip() for part in group.split("|")) for group in _texts(table, "about", place)
    )
    for name in (name for group in groups for name in group):
        if name not in topics():
            raise StarlError(f"{place}: about: there is no topic '{name}'; there are {', '.join(topics())}")
    return groups


def _text(table: dict[str, Any], key: str, place: str, *, needed: bool = True) -> str:
    value = table.get(key, "")
    if not isinstance(value, str):
        raise StarlError(f"{place}: {key} must be text in quotes")
    value = " ".join(value.split())
    if needed and not value:
        raise StarlError(f"{place}: {key} is missing")
    if len(value) > LONGEST:
        raise StarlError(f"{place}: {key} has {len(value)} characters; {LONGEST} are the most")
    return value


def _texts(table: dict[str, Any], key: str, place: str) -> list[str]:
    values = table.get(key, [])
    if not isinstance(values, list):
        raise StarlError(f"{place}: {key} must be a list of texts")
    return [_text({key: value}, key, place) for value in values]


def _one_of(kind: type[_Known], name: str, key: str, place: str) -> _Known:
    try:
        return kind(name)
    except ValueError:
        known = ", ".join(item.value for item in kind)
        raise StarlError(f"{place}: {key}: there is no '{name}'; there are {known}") from None
