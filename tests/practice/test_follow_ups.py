"""The follow-ups: their wordings as data, and which is asked."""

from __future__ import annotations

import re
import tomllib

import pytest

from starl.content import content_text
from starl.model.mock import Mock, Stage, Strictness, Weakness
from starl.practice.follow_ups import MOST, wordings
from starl.practice.mock import begin
from starl.practice.question_file import shipped
from starl.training.follow_eval import planted
from tests.practice.interviews import BLAMES, WHOLE, say

LEADING = re.compile(
    r"\b(?:don't you|isn't|wasn't|didn't|surely|of course|you should|you must|should you|shame|fault|admit|excuse|obviously|"
    r"why didn't|guilty|wrong with)\b"
)
QUESTIONS = shipped()


def test_every_weakness_has_four_wordings_and_sharper_ones() -> None:
    assert set(wordings()) == set(Weakness)
    for kind, wording in wordings().items():
        assert len(wording.ask) >= 4, kind
        assert len(wording.press) >= 2, kind
        assert wording.thought


def test_no_wording_leads_shames_or_comes_twice() -> None:
    texts = [text for wording in wordings().values() for text in (*wording.ask, *wording.press)]
    assert len(set(texts)) == len(texts)
    for text in texts:
        assert text.endswith("?"), text
        assert len(text) <= 110, text
        assert not LEADING.search(text.lower()), text


def test_the_file_has_no_key_that_is_not_read() -> None:
    data = tomllib.loads(content_text("follow_ups.toml"))
    assert set(data) == {"weakness", "touches"}
    for table in data["weakness"]:
        assert set(table) == {"kind", "thought", "settles", "ask", "press"}
    for table in data["touches"]:
        assert set(table) == {"kind", "words"}
        assert any(
            word in text.lower() for word in table["words"] for q in QUESTIONS for text in q.follow_ups
        )


def _asked(mock: Mock) -> list[str]:
    return [item.text for one in mock.rounds for item in one.follow_ups]


@pytest.mark.parametrize("strictness", list(Strictness))
def test_a_session_never_asks_the_same_twice_and_never_too_often(strictness: Strictness) -> None:
    answers = [one.text for one in planted("tune")][:40]
    mock = begin(QUESTIONS[:10], strictness=strictness, seed="s")
    at = 0
    while mock.stage is not Stage.ASSESSING:
        mock = say(
            mock, answers[at % len(answers)] if mock.stage is Stage.ASKING else "I would rather not say."
        )
        at += 1
    texts = _asked(mock)
    assert len(set(texts)) == len(texts)
    assert texts
    assert all(len(one.follow_ups) <= MOST[strictness] for one in mock.rounds)


def test_a_good_answer_is_left_alone() -> None:
    for strictness in (Strictness.GENTLE, Strictness.USUAL):
        mock = say(begin(QUESTIONS[:2], strictness=strictness), WHOLE)
        assert (mock.stage, mock.at) == (Stage.ASKING, 1)


def test_the_worst_comes_first_and_is_not_asked_again_once_said() -> None:
    mock = say(begin(QUESTIONS[:1]), BLAMES)
    assert mock.follow_up is not None
    assert mock.follow_up.kind is Weakness.BLAME
    mock = say(mock, "I had not read the list of changes, and I never asked what it meant.")
    assert mock.follow_up is not None
    assert mock.follow_up.kind is Weakness.PLATITUDE


def test_what_the_reply_gives_in_passing_is_not_asked_for() -> None:
    mock = say(begin(QUESTIONS[:1]), BLAMES)
    mock = say(
        mock,
        "I had not read the list of changes, and I never asked. Since then I read it aloud with the database people each "
        "Monday, and in June that showed me two renames.",
    )
    assert mock.stage is Stage.ASSESSING


def test_a_tough_interviewer_asks_again_and_goes_deeper() -> None:
    mock = say(begin(QUESTIONS[:1], strictness=Strictness.TOUGH), BLAMES)
    mock = say(mock, "They are like that, really.")
    assert mock.follow_up is not None
    assert [item.kind for item in mock.rounds[0].follow_ups] == [Weakness.BLAME, Weakness.BLAME]
    good = say(begin(QUESTIONS[:1], strictness=Strictness.TOUGH), WHOLE)
    assert good.stage is Stage.FOLLOWING_UP


def test_the_seed_decides_the_wording() -> None:
    texts = {_asked(say(begin(QUESTIONS[:1], seed=str(seed)), BLAMES))[0] for seed in range(12)}
    assert 1 < len(texts) <= len(wordings()[Weakness.BLAME].ask)


def test_a_passed_question_is_not_followed_up() -> None:
    assert say(begin(QUESTIONS[:2]), "  ").at == 1
