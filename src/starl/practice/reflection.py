"""A guided reflection as a pure state machine: the answers so far decide which question is next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import Enum
from itertools import takewhile
from typing import NamedTuple

from starl.errors import StarlError
from starl.model.story import Section
from starl.practice.ownership import points_away
from starl.text.dates import coming_day
from starl.text.dates import day as past_day
from starl.text.writer import QUESTIONS

WHYS = 5
CLEAR = "-"
"""The answer that leaves a question blank although something is suggested."""
_YES = "yes"
_NO = "no"
_YES_NO = {"y": _YES, "yes": _YES, "n": _NO, "no": _NO, "": _NO}


class Answer(Enum):
    """What a question takes."""

    TEXT = "text"
    YES_NO = "yes or no"
    PAST_DAY = "a day until today"
    COMING_DAY = "a day to come"


class Question(NamedTuple):
    """One question."""

    key: str
    ask: str
    takes: Answer = Answer.TEXT
    suggestion: str | None = None
    """What an empty answer stands for."""
    quote: str | None = None
    """The earlier words of the person that the question is about."""


class Subject(Enum):
    """What a reflection is about."""

    NEW = "new"
    ENTRY = "entry"
    EXPERIENCE = "experience"


@dataclass(frozen=True, slots=True)
class Reflection:
    """A reflection on one event. Every answer gives a new one; nothing is asked twice, and nothing is forgotten."""

    id: str
    """Of its draft."""
    started: datetime
    subject: Subject = Subject.NEW
    record: str | None = None
    """The id of the entry or experience."""
    known: Mapping[str, str] = field(default_factory=dict)
    """What the record says already, by the key of the question."""
    answers: tuple[tuple[str, str], ...] = ()
    """Key and answer in the order they were given; a skipped one is empty."""

    @property
    def said(self) -> dict[str, str]:
        """The answers by key."""
        return dict(self.answers)

    @property
    def question(self) -> Question | None:
        """The next question; None when all is asked."""
        said = self.said
        return next((one for one in _script(said, self.known) if one.key not in said), None)

    @property
    def asked(self) -> list[tuple[Question, str]]:
        """The questions that were asked so far, with their answers."""
        said = self.said
        asked = takewhile(lambda one: one.key in said, _script(said, self.known))
        return [(one, said[one.key]) for one in asked]

    @property
    def told(self) -> bool:
        """Whether there is an answer in the person's own words."""
        return any(text and not key.startswith(("day", "due", "mine")) for key, text in self.answers)

    @property
    def root(self) -> str:
        """The cause that the person called theirs; empty where none was."""
        return _root(self.said)

    def answer(self, text: str, today: date) -> Reflection:
        """The reflection with the current question answered; an empty text takes the suggestion, or skips.

        Raises StarlError for an answer of the wrong kind.
        """
        question = self.question
        if question is None:
            raise ValueError("there is no question left")
        text = text.strip()
        if not text and question.suggestion:
            text = question.suggestion
        if text == CLEAR:
            text = ""
        if question.takes is Answer.YES_NO:
            if text.lower() not in _YES_NO:
                raise StarlError(f"'{text}' is neither yes nor no; answer y or n")
            text = _YES_NO[text.lower()]
        elif text and question.takes is Answer.PAST_DAY:
            text = past_day(text, datetime.combine(today, time.max)).isoformat()
        elif text and question.takes is Answer.COMING_DAY:
            text = coming_day(text, today).isoformat()
        return replace(self, answers=(*self.answers, (question.key, text)))

    def back(self) -> Reflection:
        """The reflection without its last answer; the same where there is none."""
        return replace(self, answers=self.answers[:-1])


def _script(said: Mapping[str, str], known: Mapping[str, str]) -> Iterator[Question]:
    """The questions in order. Each is in `said` before the generator goes on."""
    yield Question("mistake", "In one sentence: what went wrong?", suggestion=known.get("mistake"))
    if "day" not in known:
        yield Question("day", "When was that?", Answer.PAST_DAY, suggestion="today")
    for section in Section:
        ask = f"{section.value.capitalize()}. {QUESTIONS[section]}"
        yield Question(section.value, ask, suggestion=known.get(section.value))
    yield from _whys(said)
    cause = _root(said) or known.get("cause")
    yield Question("weakness", "Weakness. What in the way you worked let it happen?", suggestion=cause)
    yield Question(
        "lesson",
        "Lesson. What would you tell yourself, in one sentence, the day before?",
        suggestion=known.get("lesson") or said["learning"] or None,
    )
    yield Question("change", "Improvement. What do you do differently now, or from tomorrow on?")
    if said["change"]:
        yield Question(
            "due", "On which day will you look whether that really holds?", Answer.COMING_DAY, "in six weeks"
        )


def _whys(said: Mapping[str, str]) -> Iterator[Question]:
    """The five whys, and once the question for the person's own part."""
    asked = False
    about = said["mistake"]
    for number in range(1, WHYS + 1):
        ask = "Why did it happen?" if number == 1 else "And why was that?"
        yield Question(f"why{number}", ask, quote=about or None)
        about = said[f"why{number}"]
        if not about:
            return
        if not asked and points_away(about):
            asked = True
            yield Question(
                f"own{number}",
                "That may well be so, and you need not carry it alone. Was there a part of it that was in your hands: "
                "something you did, or let be?",
                quote=about,
            )
            if not said[f"own{number}"]:
                continue
            about = said[f"own{number}"]
        yield Question(
            f"mine{number}", "Is this the root, and yours to change?", Answer.YES_NO, _NO, quote=about
        )
        if said[f"mine{number}"] == _YES:
            return


def _root(said: Mapping[str, str]) -> str:
    """The cause at which the person said that it is theirs; empty where they never did."""
    for number in range(1, WHYS + 1):
        if said.get(f"mine{number}") == _YES:
            return said.get(f"own{number}") or said[f"why{number}"]
    return ""
