"""Whatever a record holds comes back as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from starl.model.attempt import Attempt, Exercise
from starl.model.dismissal import Dismissal
from starl.model.ids import make_id
from starl.model.interview import Interview, Use, Went
from starl.model.journal import (
    Entry,
    Evidence,
    Experience,
    ExperienceStatus,
    Improvement,
    Outcome,
    Source,
)
from starl.model.mock_record import MockRecord
from starl.model.practice import Card, CardKind, Rating, ReviewLog, State
from starl.model.report import Dimension, Pitfall
from starl.model.story_record import Revision, StoryRecord, VerdictSnapshot
from starl.model.take import SpokenWord, Take, TakeSource
from starl.store.store import Store, open_store

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
MOMENT = st.datetimes(dt.datetime(1000, 1, 1), dt.datetime(9990, 1, 1), timezones=st.just(dt.UTC))
ID = st.builds(
    make_id,
    st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(9999, 1, 1), timezones=st.just(dt.UTC)),
    st.binary(min_size=10, max_size=10),
)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
SOURCE = st.builds(Source, TEXT, TEXT)
REAL = st.floats(allow_nan=False, allow_infinity=False)
VERDICT = st.builds(
    VerdictSnapshot,
    score=st.integers(0, 100),
    ready=st.booleans(),
    pitfalls=st.lists(st.sampled_from(Pitfall), unique=True).map(tuple),
    rubric=st.dictionaries(st.sampled_from(Dimension), st.integers(0, 4)),
    coach=TEXT,
)


def _some(values: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | values


TIMES = {"id": ID, "created": MOMENT, "updated": MOMENT}
ENTRIES = st.builds(
    Entry,
    **TIMES,
    date=st.dates(),
    text=TEXT,
    at=_some(st.times()),
    mistake=_some(TEXT),
    lesson=_some(TEXT),
    cause=_some(TEXT),
    tags=TEXTS,
    mood=_some(TEXT),
    project=_some(TEXT),
    attachments=TEXTS,
    source=_some(SOURCE),
    applied=_some(st.dates()),
    binned=_some(MOMENT),
)
EXPERIENCES = st.builds(
    Experience,
    **TIMES,
    title=TEXT,
    date=st.dates(),
    status=st.sampled_from(ExperienceStatus),
    summary=TEXT,
    score=REAL,
    reasons=TEXTS,
    evidence=st.lists(st.builds(Evidence, TEXT, TEXT, TEXT, _some(st.dates())), max_size=2).map(tuple),
    project=_some(TEXT),
    source=_some(SOURCE),
    merged=_some(ID),
    entry=_some(ID),
    story=_some(ID),
)
IMPROVEMENTS = st.builds(
    Improvement,
    **TIMES,
    weakness=TEXT,
    learning=TEXT,
    change=TEXT,
    due=_some(st.dates()),
    outcome=_some(st.sampled_from(Outcome)),
    checked=_some(st.dates()),
    note=TEXT,
    entry=_some(ID),
    story=_some(ID),
)
STORIES = st.builds(
    StoryRecord,
    **TIMES,
    slug=TEXT,
    title=TEXT,
    date=_some(st.dates()),
    themes=TEXTS,
    entry=_some(ID),
    experience=_some(ID),
    binned=_some(MOMENT),
)
CARDS = st.builds(
    Card,
    id=ID,
    created=MOMENT,
    kind=st.sampled_from(CardKind),
    item=TEXT,
    due=MOMENT,
    state=st.sampled_from(State),
    step=_some(st.integers(0, 9)),
    stability=_some(REAL),
    difficulty=_some(REAL),
    last_review=_some(MOMENT),
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)
INTERVIEWS = st.builds(Interview, **TIMES, date=st.dates(), company=TEXT, role=TEXT, note=TEXT)
ATTEMPTS = st.builds(
    Attempt,
    id=ID,
    created=MOMENT,
    kind=st.sampled_from(Exercise),
    item=TEXT,
    text=TEXT,
    seconds=_some(st.integers(0, 2**40)),
    verdict=_some(st.dictionaries(TEXT, JSON, max_size=3)),
)
USES = st.builds(
    Use,
    id=ID,
    created=MOMENT,
    story=ID,
    date=st.dates(),
    question=_some(TEXT),
    company=TEXT,
    interview=_some(ID),
    note=TEXT,
    went=_some(st.sampled_from(Went)),
)
TAKES = ID.flatmap(
    lambda identifier: st.builds(
        Take,
        id=st.just(identifier),
        created=MOMENT,
        story=_some(ID),
        question=_some(TEXT),
        source=st.sampled_from(TakeSource),
        text=TEXT,
        seconds=_some(REAL),
        words=st.lists(
            st.builds(SpokenWord, TEXT, REAL, REAL, REAL, st.booleans(), st.none() | REAL), max_size=3
        ).map(tuple),
        engine=TEXT,
        audio=_some(st.sampled_from([".wav", ".webm", ".m4a"]).map(lambda ending: identifier + ending)),
        metrics=_some(st.dictionaries(TEXT, JSON, max_size=3)),
        note=TEXT,
    )
)
MOCKS = st.builds(MockRecord, **TIMES, state=st.dictionaries(TEXT, JSON, max_size=3), finished=_some(MOMENT))
DISMISSALS = st.builds(Dismissal, story=ID, code=TEXT, evidence=TEXT, reason=TEXT, created=MOMENT)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def journal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One journal for all examples of this file; each example rolls back what it wrote."""
    if request.param == "sqlite":
        where: str | Path = tmp_path_factory.mktemp("home") / "journal.sqlite"
    else:
        where = request.getfixturevalue("database")
    with open_store(where) as store:
        yield store


class _RollbackError(Exception):
    """Ends an example."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    ENTRIES,
    EXPERIENCES,
    IMPROVEMENTS,
    CARDS,
    STORIES,
    st.lists(st.tuples(TEXT, _some(VERDICT), MOMENT, TEXT, _some(TEXT)), max_size=2),
    INTERVIEWS,
    ATTEMPTS,
    USES,
    DISMISSALS,
    TAKES,
    MOCKS,
)
def test_round_trip(
    journal: Store,
    entry: Entry,
    experience: Experience,
    improvement: Improvement,
    card: Card,
    story: StoryRecord,
    saves: list[tuple[str, VerdictSnapshot | None, dt.datetime, str, str | None]],
    interview: Interview,
    attempt: Attempt,
    use: Use,
    dismissal: Dismissal,
    take: Take,
    mock: MockRecord,
) -> None:
    revisions = [
        Revision(story.id, n, saved, text, verdict, note, session)
        for n, (text, verdict, saved, note, session) in enumerate(saves, 1)
    ]
    use, dismissal = replace(use, story=story.id), replace(dismissal, story=story.id)
    log = ReviewLog(card.id, card.id, Rating.HARD, card.due, duration=2**40)
    with pytest.raises(_RollbackError), journal.transaction():
        journal.entries.add(entry)
        journal.experiences.add(experience)
        journal.improvements.add(improvement)
        journal.cards.add(card)
        journal.cards.add_logs([log])
        kept = journal.stories.add(story, revisions)
        assert journal.entries.get(entry.id) == entry
        assert journal.experiences.get(experience.id) == experience
        assert journal.improvements.get(improvement.id) == improvement
        assert journal.cards.get(card.id) == card
        assert journal.cards.logs(card.id) == [log]
        assert journal.stories.get(story.id) == kept
        assert journal.stories.revisions(story.id) == revisions
        journal.interviews.add(interview)
        journal.attempts.add(attempt)
        journal.uses.add(use)
        journal.dismissals.add(dismissal)
        journal.takes.add(take)
        journal.mocks.add(mock)
        assert journal.interviews.get(interview.id) == interview
        assert journal.attempts.get(attempt.id) == attempt
        assert journal.uses.get(use.id) == use
        assert journal.takes.get(take.id) == take
        assert journal.mocks.get(mock.id) == mock
        assert journal.dismissals.get(story.id, dismissal.code, dismissal.evidence) == dismissal
        assert journal.engine.check() == []
        raise _RollbackError
