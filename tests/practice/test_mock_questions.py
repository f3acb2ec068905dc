"""Which questions are asked."""

from __future__ import annotations

import tomllib
from collections import Counter

import pytest

from starl.coach.topics import topics
from starl.content import content_text
from starl.errors import StarlError
from starl.model.question import Theme
from starl.practice.mock_questions import by_role, by_theme, by_value, by_weakness, choose, find_role, roles
from starl.practice.question_file import shipped
from starl.practice.questions import Value, question_for

QUESTIONS = shipped()
ALL = {question.id: 1.0 for question in QUESTIONS}


def test_the_roles_name_what_there_is() -> None:
    for table in tomllib.loads(content_text("interview_roles.toml"))["role"]:
        assert set(table) == {"id", "names", "themes", "topics"}
    assert len({role.id for role in roles()}) == len(roles())
    for role in roles():
        assert set(role.topics) <= set(topics())
        assert len(by_role(QUESTIONS, role)) >= 10, role.id


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("backend engineer", "backend"),
        ("Senior SRE", "operations"),
        ("Staff machine-learning engineer", "machine-learning"),
        ("Software Engineer", "fullstack"),
        ("Junior Android developer", "mobile"),
        ("Graduate developer", "beginner"),
        ("QA lead", "testing"),
        ("Engineering manager", "manager"),
        ("UI/Web", "frontend"),
    ],
)
def test_roles_by_a_jobs_title(title: str, found: str) -> None:
    assert find_role(title).id == found


def test_an_unknown_role_says_which_there_are() -> None:
    with pytest.raises(StarlError, match="for 'astronaut'; the roles are backend, "):
        find_role("astronaut")


def test_the_seed_decides_and_themes_take_turns() -> None:
    first = choose(QUESTIONS, ALL, 10, seed="a")
    assert first == choose(QUESTIONS, ALL, 10, seed="a")
    assert first != choose(QUESTIONS, ALL, 10, seed="b")
    assert len({question.theme for question in first}) == 10


def test_what_was_asked_comes_later() -> None:
    first = choose(QUESTIONS, ALL, 10, seed="a")
    again = choose(QUESTIONS, ALL, 10, seed="a", asked=Counter(question.id for question in first))
    assert not set(first) & set(again)


def test_a_theme_asks_only_its_own_and_no_more_than_there_are() -> None:
    found = choose(QUESTIONS, by_theme(QUESTIONS, Theme.ESTIMATE), 10, seed="a")
    assert {question.theme for question in found} == {Theme.ESTIMATE}
    assert len(choose(QUESTIONS[:2], ALL, 10, seed="a")) == 2


def test_a_value_comes_first_and_others_fit_it() -> None:
    asked = question_for(Value("Customer first", "We listen to customers."))
    found = choose([asked, *QUESTIONS], by_value(QUESTIONS, asked), 4, seed="a")
    assert found[0] == asked
    assert len(found) == 4


def test_the_weakest_are_those_without_a_story() -> None:
    strong = {question.id: 0.9 for question in QUESTIONS if question.theme is not Theme.SCALING}
    found = choose(QUESTIONS, by_weakness(QUESTIONS, strong, []), 1, seed="a")
    assert found[0].theme is Theme.SCALING
