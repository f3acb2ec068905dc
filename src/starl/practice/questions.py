"""The bank of questions: those that come with starl, the person's own, and one for each value of a company."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import count
from math import gcd
from pathlib import Path
from typing import Any, NamedTuple

from starl.coach.topics import told
from starl.errors import StarlError
from starl.model.journal import Taken
from starl.model.question import Question, Signal, Theme
from starl.practice.question_file import LONGEST, as_table, question_of, read_questions, shipped
from starl.store.store import Store
from starl.store.words import fold
from starl.text.decode import decode

SETTING = "questions"
"""Holds the person's questions and values, so that they go with an export of the journal."""
VALUE_ID = "value-"
"""How the id of a value's question begins."""
_SLUG = 60
_NAME = 80
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_FOLLOW_UPS = (
    "When did you notice that you had fallen short of it?",
    "Who felt that you had, and how?",
    "What do you do since, so that it is more than a word?",
)


class Value(NamedTuple):
    """What a company says it stands for."""

    name: str
    description: str = ""
    """What the company means by it."""


def bank(store: Store, theme: Theme | None = None) -> list[Question]:
    """All questions, or those of a theme: shipped, own, of values."""
    kept = _kept(store)
    every = [*shipped(), *kept[0], *map(question_for, kept[1])]
    return [question for question in every if theme is None or question.theme is theme]


def question_of_day(questions: Sequence[Question], day: dt.date) -> Question | None:
    """The question for a day: each comes once before one comes again, in an order that is not that of the bank.

    None where there are no questions.
    """
    if not questions:
        return None
    step = next(step for step in count(max(1, len(questions) * 5 // 13)) if gcd(step, len(questions)) == 1)
    return questions[day.toordinal() * step % len(questions)]


def own_questions(store: Store) -> list[Question]:
    """The person's own, in the order in which they were added."""
    return _kept(store)[0]


def values(store: Store) -> list[Value]:
    """The values of companies, in the order in which they were added."""
    return _kept(store)[1]


def question_for(value: Value) -> Question:
    """The question that asks for a value: for a failure in which the person fell short of it.

    It is about the topics that the value's own words name; where they name none, about any failure.
    """
    said = f" By that we mean: {value.description}" if value.description else ""
    words = f"{value.name}. {value.description}".lower()
    topics = tuple(dict.fromkeys(place.topic for place in told(words)))
    return Question(
        id=VALUE_ID + _slug(value.name),
        text=f"Tell me about a failure in which you fell short of “{value.name}”.{said}",
        theme=Theme.FAILURE,
        listens_for=f"Whether you take “{value.name}” seriously enough to see where you did not live by it.",
        follow_ups=_FOLLOW_UPS,
        about=(topics,) if topics else (),
        wants=(Signal.OWN, Signal.LEARNING),
        value=value.name,
        own=True,
    )


def add(
    store: Store, text: str, theme: Theme, *, listens_for: str = "", follow_ups: Sequence[str] = ()
) -> Question:
    """Keeps a question of the person's own; its id is made from its text. Raises StarlError for an empty or long one."""
    with store.transaction():
        taken = {question.id for question in bank(store)}
        table = {
            "id": _free(_slug(text), taken),
            "text": text,
            "theme": theme.value,
            "listens_for": listens_for,
            "follow_ups": list(follow_ups),
        }
        question = question_of(table, "the question", own=True)
        _keep(store, [*own_questions(store), question], values(store))
    return question


def take_in(store: Store, path: Path) -> Taken:
    """Takes in the questions of a TOML file (see docs/portfolio.md), all or none; those with a known id stay as they are.

    Raises StarlError that names the file and the place.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StarlError(f"{path}: cannot be read: {error.strerror or error}") from error
    return take_in_bytes(store, data, str(path))


def take_in_bytes(store: Store, data: bytes, name: str) -> Taken:
    """`take_in` for the bytes of a file of this name."""
    try:
        text = decode(data)
    except StarlError as error:
        raise StarlError(f"{name}: {error}") from None
    given = read_questions(text, name, own=True)
    with store.transaction():
        known = {question.id for question in bank(store)}
        new = [question for question in given if question.id not in known]
        _keep(store, [*own_questions(store), *new], values(store))
    return Taken(len(new), len(given) - len(new))


def add_value(store: Store, value: Value) -> Question:
    """Keeps a company's value, in place of one of the same name, and gives its question.

    Raises StarlError for an empty or long one.
    """
    value = Value(" ".join(value.name.split()), " ".join(value.description.split()))
    if not 0 < len(value.name) <= _NAME:
        raise StarlError(f"the name of a value has 1 to {_NAME} characters, not {len(value.name)}")
    if len(value.description) > LONGEST:
        raise StarlError(f"what '{value.name}' means has more than {LONGEST} characters; shorten it")
    question = question_for(value)
    with store.transaction():
        others = [item for item in values(store) if question_for(item).id != question.id]
        _keep(store, own_questions(store), [*others, value])
    return question


def remove(store: Store, identifier: str) -> Question:
    """Removes a question of the person's own, or a value by its question's id.

    Raises StarlError for a question that comes with starl, and where there is none.
    """
    with store.transaction():
        gone = find(store, identifier)
        if not gone.own:
            raise StarlError(f"'{gone.id}' comes with starl; only questions of your own can be removed")
        kept = [question for question in own_questions(store) if question.id != gone.id]
        _keep(store, kept, [value for value in values(store) if question_for(value).id != gone.id])
    return gone


def find(store: Store, identifier: str) -> Question:
    """The question with this id, or whose id alone begins so. Raises StarlError where there is none, or more than one."""
    every = bank(store)
    wanted = identifier.strip().lower()
    found = [question for question in every if question.id == wanted]
    found = found or [question for question in every if wanted and question.id.startswith(wanted)]
    if not found:
        raise StarlError(f"there is no question '{identifier}'; `starl questions` shows them")
    if len(found) > 1:
        some = ", ".join(question.id for question in found[:4])
        raise StarlError(f"'{identifier}' is the beginning of more than one: {some}; give more of it")
    return found[0]


def _kept(store: Store) -> tuple[list[Question], list[Value]]:
    data: dict[str, Any] = store.settings.get(SETTING, {})
    tables: Iterable[dict[str, Any]] = data.get("questions", [])
    where = "the journal's own questions: question"
    questions = [question_of(table, f"{where} {at}", own=True) for at, table in enumerate(tables, 1)]
    return questions, [Value(item["name"], item.get("description", "")) for item in data.get("values", [])]


def _keep(store: Store, questions: Iterable[Question], kept: Iterable[Value]) -> None:
    data = {"questions": [as_table(item) for item in questions], "values": [item._asdict() for item in kept]}
    store.settings.set(SETTING, data)


def _slug(text: str) -> str:
    return _NOT_SLUG.sub("-", fold(text))[:_SLUG].strip("-") or "question"


def _free(slug: str, taken: set[str]) -> str:
    free, number = slug, 1
    while free in taken:
        number += 1
        free = f"{slug}-{number}"
    return free
