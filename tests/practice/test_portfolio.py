"""The portfolio of a journal: the matrix, the set, the gaps, and what is said of each story."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import pytest

from starl.capture.stories import new_record, save
from starl.coach.fit import FitLevel
from starl.errors import StarlError
from starl.model.journal import ExperienceStatus
from starl.model.question import Theme
from starl.model.search import RecordKind
from starl.practice.portfolio import PLANNED, covered, overview, read, resized, unanswered
from starl.practice.question_file import shipped
from starl.practice.questions import add
from starl.practice.story_card import usage
from starl.store.store import Store
from tests.coach.test_fit import LATE, QUARREL, TRIVIAL
from tests.store.records import MORNING, entry, experience, use

NOW = MORNING + dt.timedelta(days=30)
HEAD = "---\ntitle: {}\ndate: 2025-02-01\n{}---\n{}\n"


class Told(NamedTuple):
    story: str
    date: dt.date
    company: str
    question: str | None = None


def keep(store: Store, title: str, text: str, front: str = "") -> str:
    return save(store, new_record(store, title), HEAD.format(title, front, text)).id


@pytest.fixture
def late(store: Store) -> str:
    return keep(store, "The export", LATE, "skills: [planning, Python]\ninsight: I hope in silence\n")


def test_the_matrix_and_the_set(store: Store, late: str) -> None:
    quarrel = keep(store, "The review", QUARREL)
    keep(store, "The semicolon", TRIVIAL)
    found = overview(store, NOW, size=2)
    assert len(found.fits) == 3
    assert all(len(row) == len(found.questions) == len(shipped()) for row in found.fits)
    assert {card.record.id for card in found.chosen} == {late, quarrel}
    assert found.portfolio.optimal
    numbers = covered(found)
    assert sum(numbers.values()) == len(found.questions)
    assert numbers[FitLevel.STRONG] > 10
    column = [question.id for question in found.questions].index("missed-deadline")
    best = found.best(column)
    assert best is not None and found.stories[best].record.id == late


def test_an_archived_story_does_not_count(store: Store, late: str) -> None:
    store.stories.bin(late)
    found = overview(store, NOW)
    assert (found.stories, found.chosen) == ((), ())
    assert len(found.gaps) == len(found.questions)
    assert found.best(0) is None


def test_gaps_and_what_may_fill_them(store: Store, late: str) -> None:
    quarrel = store.entries.add(entry(store, "I argued with a colleague and snapped at him over a comment"))
    store.entries.add(entry(store, "Bought a new keyboard"))
    clash = store.experiences.add(
        experience(store, "The quarrel with the data team", summary="We stopped talking")
    )
    gone = experience(store, "A quarrel that was dismissed", status=ExperienceStatus.DISMISSED)
    store.experiences.add(gone)
    used = store.entries.add(entry(store, "I argued with my lead and shouted at him"))
    save(store, new_record(store, "x", entry=used.id), TRIVIAL)
    found = overview(store, NOW)
    gaps = {gap.question.id: gap for gap in found.gaps}
    assert "missed-deadline" not in gaps
    suggested = {(item.kind, item.id) for item in gaps["conflict-you-worsened"].suggestions}
    assert suggested == {(RecordKind.ENTRY, quarrel.id), (RecordKind.EXPERIENCE, clash.id)}
    assert gaps["lost-data"].suggestions == ()
    for gap in found.gaps:
        levels = [row[gap.column].level for row in found.fits]
        assert not {FitLevel.STRONG, FitLevel.WORKABLE} & set(levels)
        assert (gap.best is None) == (FitLevel.STRETCH not in levels)


def test_skills_and_insight(store: Store, late: str) -> None:
    keep(store, "The review", QUARREL)
    cards = {card.record.title: card for card in overview(store, NOW).stories}
    mine, other = cards["The export"], cards["The review"]
    assert (mine.skills, mine.skills_suggested) == (("planning", "Python"), False)
    assert (mine.insight, mine.insight_question) == ("I hope in silence", None)
    assert other.skills_suggested
    assert "working through conflict" in other.skills
    assert other.insight is None
    assert other.insight_question and other.insight_question.endswith("?")


def test_uses_and_freshness(store: Store, late: str) -> None:
    day = dt.date(2025, 3, 20)
    uses = [Told(late, day, "Acme"), Told(late, day - dt.timedelta(days=9), "acme "), Told("other", day, "X")]
    (card,) = overview(store, NOW, uses=uses).stories
    assert card.usage.overused
    assert card.usage == (2, day, ("acme",), ("acme",))
    assert card.freshness == (71, 30, None)


@pytest.mark.parametrize(("times", "overused"), [(0, False), (4, False), (5, True)])
def test_told_too_often(times: int, overused: bool) -> None:
    found = usage([Told("s", dt.date(2025, 1, 1 + at), f"company {at}") for at in range(times)])
    assert (found.times, found.overused, found.twice) == (times, overused, ())


def test_a_saved_story_is_read_anew(store: Store, late: str) -> None:
    record = store.stories.select()[0]
    assert read(store, record) is read(store, record)
    before = read(store, record).features.strengths
    again = save(store, record, HEAD.format("The export", "", QUARREL))
    assert read(store, again).features.strengths["conflict"] > before.get("conflict", 0.0)


def test_only_the_questions_that_are_asked(store: Store, late: str) -> None:
    own = add(store, "What did you do when it was late?", Theme.DEADLINE)
    found = overview(store, NOW, size=1, questions=[own])
    assert found.fits[0][0].level is FitLevel.STRONG
    assert found.portfolio.share == 1.0
    assert found.gaps == ()


def test_another_size_is_what_it_would_have_been(store: Store, late: str) -> None:
    keep(store, "The review", QUARREL)
    found = overview(store, NOW)
    for size in (1, 2, 5):
        assert resized(found, size).portfolio == overview(store, NOW, size=size).portfolio
    with pytest.raises(StarlError, match="1 to 5 stories, not 6"):
        resized(found, 6)


def test_a_story_saved_again_is_read_again(store: Store, late: str) -> None:
    before = overview(store, NOW)
    record = store.stories.get(late)
    assert record
    save(store, record, HEAD.format("The export", "", QUARREL))
    after = overview(store, NOW)
    assert before.fits != after.fits
    assert before.questions == after.questions


def test_the_uses_of_the_journal_are_told(store: Store, late: str) -> None:
    store.uses.add(use(store, late, company="Harbour"))
    (card,) = overview(store, NOW).stories
    assert card.usage.companies == ("Harbour",)
    (card,) = overview(store, NOW, uses=()).stories
    assert card.usage.times == 0


def test_gaps_for_a_plan(store: Store) -> None:
    assert unanswered(overview(store, NOW)) == ()
    keep(store, "The export", LATE)
    entry_ = store.entries.add(entry(store, "I argued with a colleague and snapped at him over a comment"))
    found = overview(store, NOW)
    planned = unanswered(found)
    assert len(planned) == PLANNED
    by_id = {gap.question.id: gap for gap in found.gaps}
    assert len({by_id[one.id].question.theme for one in planned}) == PLANNED
    assert by_id[planned[0].id].suggestions[0].id == entry_.id
    assert planned[0].text == by_id[planned[0].id].question.text
