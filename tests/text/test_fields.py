"""Five boxes over a story: nothing but what was typed may change."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.model.story import Section
from starl.text.fields import asked, fields, with_fields
from starl.text.writer import new_story

EXAMPLES = [
    path
    for path in sorted((Path(__file__).parents[2] / "examples").rglob("*.md"))
    if "## Situation" in path.read_text(encoding="utf-8")
]
WORDS = st.text(st.sampled_from("abc .,\né😀"), max_size=60)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_story_put_back_is_the_same(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    spans = fields(text)
    assert spans
    assert with_fields(text, {section: text[slice(*span)] for section, span in spans.items()}) == text


def test_a_new_story_has_five_empty_boxes_and_keeps_its_questions() -> None:
    text = new_story("A title")
    spans = fields(text)
    assert spans is not None
    assert [text[slice(*span)] for span in spans.values()] == [""] * 5
    after = with_fields(text, {Section.RESULT: "It broke.\n\n- outcome: all of it"})
    assert fields(after) is not None
    assert "<!-- What broke" in after
    assert "-->\nIt broke.\n\n- outcome: all of it\n\n## Learning" in after


@pytest.mark.parametrize(
    "text",
    [
        "I broke it and then I mended it.",
        "Hello.\n## Situation\nHere.\n",
        "## Situation\nOne.\n## Task\nTwo.\n## Situation\nThree.\n",
    ],
)
def test_a_story_of_another_form_has_no_boxes(text: str) -> None:
    assert fields(text) is None
    with pytest.raises(ValueError, match="five sections"):
        with_fields(text, {Section.TASK: "x"})


def test_line_breaks_stay_those_of_the_file() -> None:
    text = "## Situation\r\nHere.\r\n\r\n## Task\r\nMine.\r\n"
    after = with_fields(text, {Section.SITUATION: "One.\nTwo."})
    assert after == "## Situation\r\nOne.\r\nTwo.\r\n\r\n## Task\r\nMine.\r\n"


def test_a_missing_section_is_added_only_when_something_is_said() -> None:
    text = "## Situation\nHere.\n"
    assert with_fields(text, {Section.TASK: "  "}) == text
    assert with_fields(text, {Section.TASK: "Mine."}) == text + "\n## Task\nMine.\n"


@given(st.dictionaries(st.sampled_from(list(Section)), WORDS, min_size=1))
def test_what_is_written_in_a_box_is_read_from_it(said: dict[Section, str]) -> None:
    text = with_fields(new_story("T"), said)
    spans = fields(text)
    assert spans is not None
    for section, span in spans.items():
        assert text[slice(*span)] == said.get(section, "").strip()


def test_what_a_story_was_started_from_stands_beside_its_box() -> None:
    text = new_story("T", said={Section.SITUATION: "<!-- Found:\n- a commit -->"})
    questions = asked(text)
    assert questions[Section.SITUATION][1:] == ("Found:\n- a commit",)
    assert [len(found) for found in questions.values()] == [2, 1, 1, 1, 1]
    spans = fields(text)
    assert spans
    assert all(span.start == span.end for span in spans.values())
