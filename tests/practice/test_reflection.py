"""The guided reflection: its questions, its way back, its drafts, and what it leaves."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.errors import StarlError
from starl.practice.drafts import drafts, drop_draft, keep_draft
from starl.practice.ownership import points_away
from starl.practice.reflected import begin, find_subject, keep, keep_story, story_text
from starl.practice.reflection import WHYS, Reflection
from starl.store.store import Store
from tests.store.records import MORNING, entry, experience

TODAY = dt.date(2026, 5, 13)
SECTIONS = ("situation", "task", "action", "result", "learning")


def asked(answers: dict[str, str], **known: str) -> tuple[list[str], Reflection]:
    """The keys in the order they are asked when these answers are given and all else is skipped."""
    reflection = Reflection("r", MORNING, known=known)
    keys = []
    while (question := reflection.question) is not None:
        keys.append(question.key)
        reflection = reflection.answer(answers.get(question.key, ""), TODAY)
    return keys, reflection


@pytest.mark.parametrize(
    ("answers", "whys", "root"),
    [
        ({}, ["why1"], ""),
        (
            {"why1": "I skipped the test", "mine1": "y"},
            ["why1", "mine1"],
            "I skipped the test",
        ),
        (
            {"why1": "I skipped the test", "why2": "I wanted to look fast", "mine2": "yes"},
            ["why1", "mine1", "why2", "mine2"],
            "I wanted to look fast",
        ),
        (
            {"why1": "The vendor never told us about the change", "own1": "I did not ask", "mine1": "y"},
            ["why1", "own1", "mine1"],
            "I did not ask",
        ),
        (
            {"why1": "QA did not test it", "why2": "Management changed the date", "why3": "I said nothing"},
            ["why1", "own1", "why2", "mine2", "why3", "mine3", "why4"],
            "",
        ),
        (
            {f"why{number}": "I was sure of it" for number in range(1, 9)},
            [f"{key}{number}" for number in range(1, WHYS + 1) for key in ("why", "mine")],
            "",
        ),
    ],
)
def test_five_whys(answers: dict[str, str], whys: list[str], root: str) -> None:
    keys, reflection = asked(answers)
    assert keys == ["mistake", "day", *SECTIONS, *whys, "weakness", "lesson", "change"]
    assert reflection.root == root
    assert reflection.said["weakness"] == root


def test_an_improvement_asks_for_a_day_and_the_learning_is_offered_as_the_lesson() -> None:
    keys, reflection = asked({"change": "A dry run", "learning": "Count first", "due": "in six weeks"})
    assert keys[-2:] == ["change", "due"]
    assert reflection.said["due"] == "2026-06-24"
    assert reflection.said["lesson"] == "Count first"
    assert asked({"learning": "Count first", "lesson": "-"})[1].said["lesson"] == ""


def test_what_the_record_says_is_offered() -> None:
    keys, reflection = asked({}, mistake="The table", lesson="Count", cause="Haste", day="2026-05-01")
    assert "day" not in keys
    assert {key: text for key, text in reflection.answers if text not in ("", "no")} == {
        "mistake": "The table",
        "lesson": "Count",
        "weakness": "Haste",
    }


@pytest.mark.parametrize(
    ("key", "text"),
    [("day", "tomorrow"), ("day", "flurb"), ("due", "yesterday"), ("due", "5"), ("mine1", "perhaps")],
)
def test_an_answer_of_the_wrong_kind_is_refused(key: str, text: str) -> None:
    with pytest.raises(StarlError):
        asked({"why1": "I guessed", "change": "Measure", key: text})


@pytest.mark.parametrize(
    ("answer", "away"),
    [
        ("The vendor changed the API without telling us", True),
        ("QA did not test it", True),
        ("The reviewer approved it too fast", True),
        ("The deadline was too tight", True),
        ("The tests were not run", True),
        ("I did not ask anyone who knew the old job", False),
        ("I assumed the encodings were the same", False),
        ("My colleague had left, and I did not write down what he knew", False),
        ("I wanted to look fast", False),
        ("", False),
        ("# Situation\n```\n<!-- ", False),
    ],
)
def test_whose_part_an_answer_tells(answer: str, away: bool) -> None:
    assert points_away(answer) is away


TEXTS = st.lists(
    st.sampled_from(["", "y", "I guessed", "QA missed it", "in two weeks", "-", ":x"]), max_size=30
)


@given(TEXTS)
def test_going_back_leads_to_the_same_question(texts: list[str]) -> None:
    reflection = Reflection("r", MORNING)
    assert reflection.back() == reflection
    for text in texts:
        if reflection.question is None:
            break
        try:
            after = reflection.answer(text, TODAY)
        except StarlError:
            continue
        assert after.back() == reflection
        assert after.back().question == reflection.question
        reflection = after


@pytest.mark.parametrize("given_answers", [0, 1, 9])
def test_drafts_come_back_as_they_were(store: Store, given_answers: int) -> None:
    about = store.entries.add(entry(store, mistake="The table \x1b[31m ünïcode\n2 lines"))
    first, second = begin(store, about), begin(store, None)
    for number in range(given_answers):
        first = first.answer(f"answer {number}" if number != 7 else "n", TODAY)
    keep_draft(store, first)
    keep_draft(store, second)
    assert drafts(store) == [second, first]
    drop_draft(store, second)
    drop_draft(store, second)
    assert drafts(store) == [first]


FULL = {
    "mistake": "I dropped the wrong table.",
    "day": "last friday",
    "situation": "The shop's orders.",
    "action": "I ran it on production.",
    "result": "3 hours down.",
    "why1": "I was in a hurry",
    "mine1": "y",
    "lesson": "Look at the host first.",
    "change": "The prompt is red now.",
    "due": "in six weeks",
}


def answered(reflection: Reflection, answers: dict[str, str]) -> Reflection:
    while (question := reflection.question) is not None:
        reflection = reflection.answer(answers.get(question.key, ""), TODAY)
    return reflection


def test_it_leaves_an_entry_an_improvement_and_a_story(store: Store) -> None:
    reflection = answered(begin(store, None), FULL)
    keep_draft(store, reflection)
    kept = keep(store, reflection)
    assert drafts(store) == []
    assert store.entries.get(kept.entry.id) == kept.entry
    assert kept.entry.text == "The shop's orders.\n\nI ran it on production.\n\n3 hours down."
    assert (kept.entry.mistake, kept.entry.lesson, kept.entry.cause) == (
        "I dropped the wrong table.",
        "Look at the host first.",
        "I was in a hurry",
    )
    assert kept.entry.date == dt.date(2026, 5, 8)
    assert kept.improvement is not None
    assert (kept.improvement.due, kept.improvement.entry) == (dt.date(2026, 6, 24), kept.entry.id)
    told = keep_story(store, reflection, kept)
    assert (told.title, told.entry) == ("I dropped the wrong table", kept.entry.id)
    assert told.verdict is not None
    assert store.improvements.select(story=told.id)[0].id == kept.improvement.id


def test_a_story_draft_has_only_the_persons_words(store: Store) -> None:
    reflection = answered(begin(store, None), FULL)
    lines = [line for line in story_text(reflection, "T").split("---\n")[2].splitlines() if line]
    prose = [line for line in lines if not line.startswith(("## ", "<!-- "))]
    assert set(prose) < set(FULL.values())
    assert sum(line.startswith("<!-- ") for line in lines) == 1  # the task was skipped


def test_an_entry_keeps_its_text_and_an_experience_gets_its_entry(store: Store) -> None:
    about = store.entries.add(entry(store, "As I wrote it.", tags=("db",)))
    kept = keep(store, answered(begin(store, about), {"result": "3 hours down."}))
    assert kept.entry.id == about.id
    assert kept.entry.text == "As I wrote it.\n\n3 hours down."
    assert kept.entry.tags == ("db",)
    assert kept.improvement is None
    found = store.experiences.add(experience(store, project="shop"))
    kept = keep(store, answered(begin(store, found), {}))
    assert (kept.entry.mistake, kept.entry.project, kept.entry.date) == (found.title, "shop", found.date)
    linked = store.experiences.get(found.id)
    assert linked is not None
    assert linked.entry == kept.entry.id


def test_nothing_is_lost_when_the_entry_was_removed_meanwhile(store: Store) -> None:
    about = store.entries.add(entry(store))
    reflection = answered(begin(store, about), {"lesson": "Look first"})
    store.entries.purge(about.id)
    assert keep(store, reflection).entry.lesson == "Look first"


def test_without_answers_nothing_is_kept(store: Store) -> None:
    with pytest.raises(StarlError, match="nothing was answered"):
        keep(store, answered(begin(store, None), {}))
    assert store.entries.count() == 0


def test_a_subject_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    one, two = store.entries.add(entry(store)), store.experiences.add(experience(store))
    assert find_subject(store, one.id) == one
    assert find_subject(store, two.id) == two
    for prefix, words in (
        ("0", "an entry and of an experience"),
        ("zzz", "no entry or experience"),
        ("!", "no entry"),
    ):
        with pytest.raises(StarlError, match=words):
            find_subject(store, prefix)
    store.entries.bin(one.id)
    with pytest.raises(StarlError, match="bin"):
        find_subject(store, one.id)
