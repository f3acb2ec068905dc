"""What is written when a person answers, on both engines, and that it can be taken back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from starl.coach.engine import check
from starl.errors import StarlError
from starl.inventory import answers
from starl.inventory.candidate import Candidate, Sign
from starl.model.journal import Evidence, ExperienceStatus, Source
from starl.store.store import Store

DAY = dt.date(2024, 3, 14)


def candidate(key: str = "revert:1a2b", *parts: str) -> Candidate:
    return Candidate(
        source=Source("git", key),
        title='Taken back: Use the "new" parser',
        date=DAY,
        signs=(Sign("revert", 0.45, "you took back your own commit"),),
        evidence=(
            Evidence("commit", "1a2b", "Use the new parser --> now", DAY),
            Evidence("commit", "3c4d", "Revert", DAY + dt.timedelta(days=3)),
        ),
        project="shop",
        parts=tuple(Source("git", part) for part in parts),
    )


@pytest.mark.parametrize(
    ("act", "status"),
    [(answers.keep, ExperienceStatus.KEPT), (answers.dismiss, ExperienceStatus.DISMISSED)],
)
def test_an_answer_is_remembered_with_its_parts(
    store: Store, act: Callable[[Store, Candidate], answers.Answer], status: ExperienceStatus
) -> None:
    act(store, candidate("a", "b", "c"))
    (item,) = store.experiences.select([status])
    assert (item.title, item.date, item.score, item.project) == (candidate().title, DAY, 0.45, "shop")
    assert item.evidence == candidate().evidence
    assert answers.answered(store).sources == {Source("git", key) for key in "abc"}
    with pytest.raises(StarlError):
        act(store, candidate("a"))


def test_merged_candidates_are_one_experience(store: Store) -> None:
    answer = answers.merge(store, [candidate("a"), candidate("b", "c")])
    (item,) = store.experiences.select([ExperienceStatus.KEPT])
    assert item.source == Source("git", "a")
    parts = store.experiences.select([ExperienceStatus.MERGED])
    assert {part.merged for part in parts} == {item.id}
    assert {part.id for part in parts} == set(answer.others)
    assert answers.answered(store).sources == {Source("git", key) for key in "abc"}


def test_an_entry_holds_the_evidence_and_nothing_else(store: Store) -> None:
    answer = answers.make_entry(store, candidate())
    assert answer.entry is not None
    entry = store.entries.get(answer.entry.id)
    assert entry is not None
    assert entry.text.splitlines() == [
        'Taken back: Use the "new" parser',
        "",
        "- 2024-03-14 commit 1a2b: Use the new parser --> now",
        "- 2024-03-17 commit 3c4d: Revert",
    ]
    assert (entry.mistake, entry.lesson, entry.date) == (None, None, DAY)
    (item,) = store.experiences.select()
    assert item.entry == entry.id


def test_a_story_has_the_questions_and_the_evidence_in_a_comment(store: Store) -> None:
    answer = answers.start_story(store, candidate())
    assert answer.story is not None
    text = store.stories.text(answer.story.id)
    assert not check(text).judged, "what was found is not taken for the person's words"
    assert "- 2024-03-14 commit 1a2b: Use the new parser - -> now" in text
    assert "date: 2024-03-14" in text.partition("\n---\n")[0]
    (item,) = store.experiences.select()
    record = store.stories.get(answer.story.id)
    assert record is not None
    assert (record.experience, item.story, record.date) == (item.id, record.id, DAY)


@pytest.mark.parametrize(
    "act",
    [answers.keep, answers.dismiss, answers.make_entry, answers.start_story],
    ids=lambda act: act.__name__,
)
def test_taking_back_leaves_nothing(store: Store, act: Callable[[Store, Candidate], answers.Answer]) -> None:
    answer = act(store, candidate("a", "b"))
    answers.take_back(store, answer)
    assert (store.experiences.count(), store.entries.count(), store.stories.count()) == (0, 0, 0)
    assert store.search("parser") == []
    act(store, candidate("a", "b"))
