"""Mock interviews of a journal: begun, kept after every step, taken up again."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace

from starl.coach.fit import fit
from starl.errors import StarlError
from starl.model.mock import Mock, Stage, Strictness
from starl.model.mock_record import MockRecord
from starl.model.question import Question, Theme
from starl.practice.debrief import Story, debrief
from starl.practice.mock import MINUTES, MOST_QUESTIONS, begin, finish
from starl.practice.mock_json import as_json, from_json
from starl.practice.mock_questions import by_role, by_theme, by_value, by_weakness, choose, find_role
from starl.practice.portfolio import read
from starl.practice.questions import Value, bank, question_for, values
from starl.store.store import Store

QUESTIONS = 3
"""Asked in a session unless the person says otherwise."""


@dataclass(frozen=True, slots=True)
class Focus:
    """What the questions are chosen by; at most one of them."""

    theme: Theme | None = None
    role: str | None = None
    """A job's title, such as `backend engineer`."""
    value: str | None = None
    """The name of a company's value, one of the journal's or a new one."""
    weakest: bool = False


class Kept:
    """A session with its record in the journal."""

    def __init__(self, record: MockRecord, mock: Mock) -> None:
        self.record = record
        self.mock = mock

    @classmethod
    def of(cls, record: MockRecord) -> Kept:
        """The session of a record. Raises StarlError where it cannot be read."""
        return cls(record, from_json(record.state))

    @property
    def id(self) -> str:
        """The id of the session."""
        return self.record.id


def start(
    store: Store,
    focus: Focus,
    *,
    number: int = QUESTIONS,
    strictness: Strictness = Strictness.USUAL,
    minutes: float = MINUTES,
    seed: str | None = None,
) -> Kept:
    """A new session, kept at once. seed: sets the order of equal questions; by default the session's id.

    Raises StarlError for a number outside of 1..10, for two focuses at once, a role that is not known, and as `begin`.
    """
    if not 1 <= number <= MOST_QUESTIONS:
        raise StarlError(f"an interview has 1 to {MOST_QUESTIONS} questions, not {number}")
    identifier = store.new_id()
    seed = seed if seed is not None else identifier
    questions, said = _chosen(store, focus, number, seed)
    mock = begin(questions, strictness=strictness, minutes=minutes, focus=said, seed=seed)
    now = store.now()
    record = store.mocks.add(MockRecord(identifier, now, now, as_json(mock), None))
    return Kept(record, mock)


def keep(store: Store, kept: Kept, mock: Mock) -> Kept:
    """The session after a step, kept in place of what it was before."""
    finished = store.now() if mock.stage is Stage.DONE else None
    return Kept(store.mocks.update(replace(kept.record, state=as_json(mock), finished=finished)), mock)


def conclude(store: Store, kept: Kept) -> Kept:
    """The assessed session with its debrief, kept."""
    return keep(store, kept, finish(kept.mock, debrief(kept.mock, stories(store))))


def running(store: Store) -> Kept | None:
    """The newest session that is not done."""
    found = store.mocks.select(finished=False, limit=1)
    return Kept.of(found[0]) if found else None


def find(store: Store, identifier: str) -> Kept:
    """The session with this id, or whose id alone begins so. Raises StarlError where there is none, or more than one."""
    return Kept.of(store.mocks.find(identifier))


def sessions(store: Store, *, finished: bool | None = None, limit: int | None = None) -> list[Kept]:
    """The sessions, the newest first."""
    return [Kept.of(record) for record in store.mocks.select(finished=finished, limit=limit)]


def stories(store: Store) -> list[Story]:
    """The stories of the journal, as the debrief and the drills need them."""
    return [
        Story(record.id, record.title, store.stories.text(record.id), read(store, record).features)
        for record in store.stories.select()
    ]


def _chosen(store: Store, focus: Focus, number: int, seed: str) -> tuple[tuple[Question, ...], str]:
    """The questions, and what they were chosen by, in words."""
    given = [focus.theme is not None, bool(focus.role), bool(focus.value), focus.weakest]
    if sum(given) > 1:
        raise StarlError(
            "choose by a theme, a role, a value or your weakest spots, not by two of them at once"
        )
    questions = bank(store)
    asked = Counter(one.question.id for kept in sessions(store) for one in kept.mock.rounds)
    said = "a bit of everything"
    if focus.theme is not None:
        ranks, said = by_theme(questions, focus.theme), f"theme: {focus.theme.value}"
    elif focus.role:
        role = find_role(focus.role)
        ranks, said = by_role(questions, role), f"role: {role.id}"
    elif focus.value:
        wanted = _value(store, focus.value)
        questions = [wanted, *(one for one in questions if one.id != wanted.id)]
        ranks, said = by_value(questions, wanted), f"value: {focus.value.strip()}"
    elif focus.weakest:
        features = [story.features for story in stories(store)]
        best = {one.id: max((fit(one, story).score for story in features), default=0.0) for one in questions}
        done = [kept.mock for kept in sessions(store, finished=True)]
        ranks, said = by_weakness(questions, best, done), "where you are weakest"
    else:
        ranks = {question.id: 1.0 for question in questions}
    return choose(questions, ranks, number, seed=seed, asked=asked), said


def _value(store: Store, name: str) -> Question:
    """The question of a value: the journal's where it has one of that name."""
    wanted = name.strip()
    if not wanted:
        raise StarlError('the value has no name; give it in words, such as --value "Ownership"')
    known = (value for value in values(store) if value.name.casefold() == wanted.casefold())
    return question_for(next(known, Value(wanted)))


def age(kept: Kept, now: dt.datetime) -> int:
    """How many days ago the session began."""
    return (now.date() - kept.record.created.astimezone(now.tzinfo).date()).days
