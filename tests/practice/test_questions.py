"""The bank: every shipped question, and the person's own beside them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.errors import StarlError
from starl.model.question import Question, Signal, Theme
from starl.practice.question_file import (
    FOLLOW_UPS,
    as_table,
    question_of,
    read_questions,
    shipped,
    write_questions,
)
from starl.practice.questions import (
    Value,
    add,
    add_value,
    bank,
    find,
    own_questions,
    question_for,
    question_of_day,
    remove,
    take_in,
    values,
)
from starl.store.store import Store

SPECIFIED = (
    "time-you-failed",
    "project-not-as-planned",
    "major-bug-shipped",
    "missed-deadline",
    "did-not-scale",
)
FILE = """
theme = "deadline"
[[question]]
id = "late-again"
text = "Why was it late?"
listens_for = "The reason."
follow_ups = ["When?", "Who?", "And now?"]
"""


def test_there_are_enough_of_each_theme() -> None:
    count = Counter(question.theme for question in shipped())
    assert sum(count.values()) >= 126
    assert all(count[theme] >= 9 for theme in Theme)
    assert {question.id for question in shipped()} >= set(SPECIFIED)


def test_ids_are_unique() -> None:
    assert max(Counter(question.id for question in shipped()).values()) == 1


@pytest.mark.parametrize("question", shipped(), ids=lambda question: question.id)
def test_a_question_is_sane(question: Question) -> None:
    assert 20 <= len(question.text) <= 160
    assert question.text[-1] in ".?"
    assert 30 <= len(question.listens_for) <= 220
    assert question.listens_for.endswith(".")
    assert len(set(question.follow_ups)) == len(question.follow_ups) >= FOLLOW_UPS
    assert all(15 <= len(text) <= 110 and text.endswith("?") for text in question.follow_ups)
    assert question.wants
    assert not question.own


_STOP = frozenset(
    [
        "tell",
        "me",
        "about",
        "a",
        "an",
        "the",
        "time",
        "when",
        "that",
        "you",
        "your",
        "of",
        "to",
        "and",
        "or",
        "in",
        "it",
        "was",
        "did",
        "have",
        "had",
        "for",
        "what",
    ]
)


def words(text: str) -> set[str]:
    return set(re.findall(r"[a-z']+", text.lower())) - _STOP


def test_no_question_is_another_in_other_words() -> None:
    for one, other in combinations(shipped(), 2):
        mine, theirs = words(one.text), words(other.text)
        assert len(mine & theirs) / len(mine | theirs) < 0.5, (one.id, other.id)
        assert not set(one.follow_ups) & set(other.follow_ups), (one.id, other.id)
        assert one.listens_for != other.listens_for


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=50)


@given(
    _TEXT,
    st.sampled_from(Theme),
    st.lists(_TEXT, max_size=4),
    st.lists(st.sampled_from(Signal), max_size=2),
    st.none() | _TEXT,
)
def test_a_question_comes_back_from_its_table(
    text: str, theme: Theme, follow_ups: list[str], wants: list[Signal], value: str | None
) -> None:
    about = (("deadline", "outage"), ("help",))
    question = Question("an-id", text, theme, text, tuple(follow_ups), about, tuple(wants), value, own=True)
    assert question_of(as_table(question), "here", own=True) == question


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"^f.toml: there is no \[\[question\]\]"),
        ("x = ", r"^f.toml: it is no TOML: Invalid value"),
        ("question = [3]", "^f.toml: question 1: it is no table"),
        (
            FILE.replace("late-again", "Late again"),
            "^f.toml: question 1: the id 'Late again' must be lower-case",
        ),
        (FILE + FILE.partition("\n[")[2].join(["[", ""]), "question 2: the id 'late-again' is there twice"),
        (
            FILE.replace("deadline", "dates"),
            r"question 1 \('late-again'\): theme: there is no 'dates'; there are fail",
        ),
        (FILE.replace("text", "txt"), "question 1: there is no key 'txt'; the keys are about, follow_ups"),
        (FILE.replace('"Why was it late?"', "3"), r"\('late-again'\): text must be text in quotes"),
        (FILE.replace('"Why was it late?"', '" "'), r"\('late-again'\): text is missing"),
        (FILE.replace("Why", "W" * 500), "text has 513 characters; 400 are the most"),
        (FILE.replace(', "And now?"', ""), "3 follow_ups are wanted, not 2"),
        (FILE.replace('["When?", "Who?", "And now?"]', '"When?"'), "follow_ups must be a list of texts"),
        (FILE + 'about = ["dragons"]', "about: there is no topic 'dragons'; there are deadline, estimate"),
        (FILE + 'wants = ["fun"]', "wants: there is no 'fun'; there are own, humility"),
    ],
)
def test_a_file_that_is_wrong(text: str, message: str) -> None:
    with pytest.raises(StarlError, match=message):
        read_questions(text, "f.toml")


def test_own_questions(store: Store) -> None:
    first = add(store, "Why  did it\nfail?", Theme.OUTAGE)
    second = add(store, "Why did it fail?", Theme.FAILURE, listens_for="The cause.", follow_ups=["And then?"])
    assert (first.id, first.text, second.id) == ("why-did-it-fail", "Why did it fail?", "why-did-it-fail-2")
    assert first.about == (("outage",),)
    assert own_questions(store) == [first, second]
    assert bank(store, Theme.OUTAGE)[-1] == first
    assert find(store, "why-did-it-fail") == first
    assert find(store, "missed-dead").id == "missed-deadline"
    assert remove(store, "why-did-it-fail") == first
    assert own_questions(store) == [second]


@pytest.mark.parametrize(
    ("identifier", "message"),
    [
        ("missed-deadline", "comes with starl"),
        ("dragons", "there is no question 'dragons'"),
        ("mis", "more than one: mistake-caught-by-other"),
        ("", "there is no question ''"),
    ],
)
def test_what_cannot_be_removed(store: Store, identifier: str, message: str) -> None:
    with pytest.raises(StarlError, match=message):
        remove(store, identifier)


@pytest.mark.parametrize(("text", "message"), [(" ", "text is missing"), ("x" * 401, "401 characters")])
def test_what_is_no_question(store: Store, text: str, message: str) -> None:
    with pytest.raises(StarlError, match=message):
        add(store, text, Theme.FAILURE)


def test_a_file_is_taken_in_once(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(FILE, encoding="utf-8")
    assert take_in(store, path) == (1, 0)
    assert take_in(store, path) == (0, 1)
    (question,) = own_questions(store)
    assert (question.id, question.theme, question.about) == ("late-again", Theme.DEADLINE, (("deadline",),))
    path.write_text(FILE.replace("late-again", "x").replace("deadline", "y"), encoding="utf-8")
    with pytest.raises(StarlError, match=r"mine.toml: question 1 \('x'\): theme"):
        take_in(store, path)
    with pytest.raises(StarlError, match=r"nowhere.toml: cannot be read"):
        take_in(store, tmp_path / "nowhere.toml")
    assert len(own_questions(store)) == 1


def test_values(store: Store) -> None:
    question = add_value(store, Value(" Customers  first ", "We tell customers the truth early."))
    assert question.id == "value-customers-first"
    assert question.text == (
        "Tell me about a failure in which you fell short of “Customers first”. "
        "By that we mean: We tell customers the truth early."
    )
    assert "customer" in question.about[0]
    assert question.value == "Customers first"
    add_value(store, Value("customers first", "Ask them."))
    assert values(store) == [("customers first", "Ask them.")]
    assert remove(store, "value-customers").value == "customers first"
    assert values(store) == []
    assert question_for(Value("Frobnication")).about == ()
    with pytest.raises(StarlError, match="has 1 to 80 characters, not 0"):
        add_value(store, Value(" "))
    with pytest.raises(StarlError, match="shorten it"):
        add_value(store, Value("x", "y" * 401))


TEXTS = st.text(max_size=60).map(lambda text: " ".join(text.split()))


@given(
    st.lists(
        st.tuples(TEXTS.filter(bool), TEXTS, st.lists(TEXTS.filter(bool), max_size=3)), min_size=1, max_size=4
    )
)
def test_a_file_that_was_written_is_read_back(given: list[tuple[str, str, list[str]]]) -> None:
    questions = [
        question_of(
            {"id": f"q{number}", "text": text, "listens_for": listens, "follow_ups": follow},
            "here",
            own=True,
        )
        for number, (text, listens, follow) in enumerate(given)
    ]
    assert read_questions(write_questions(questions), "file", own=True) == questions


def test_the_shipped_ones_and_values_can_be_written() -> None:
    value = question_for(Value("Ownership", "We finish what we \x7f begin"))
    questions = [*shipped(), value]
    again = read_questions(write_questions(questions), "file", own=True)
    assert [as_table(question) for question in again] == [as_table(question) for question in questions]


@pytest.mark.parametrize("number", [1, 2, 26, 52, 128])
def test_each_question_has_its_day(number: int) -> None:
    some = shipped()[:number]
    begins = dt.date(2026, 5, 1)
    days = [question_of_day(some, begins + dt.timedelta(days=day)) for day in range(2 * number)]
    assert set(days[:number]) == set(some)
    assert days[:number] == days[number:]
    assert question_of_day((), begins) is None
