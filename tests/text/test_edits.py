"""Insertions into stories: they are read as what they are, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from starl.model.story import Section
from starl.text.edits import Insertion, ignore_comment, missing_section, skeleton
from starl.text.markdown import parse

FRONT = st.sampled_from(["", "---\ntitle: x\nthemes: []\n---\n", "\ufeff", "\ufeff---\ntitle: x\n---\n"])
BODY = st.sampled_from(
    ["I did it.\n", "\nOne. 🎉\n\nTwo.\n", "", "- project: x\n", "<!-- asked -->\n\n", "It failed"]
)
HEADING = st.sampled_from(["## {}\n", "# {}\n\n", "{}\n-----\n", "**{}:** ", "{}: ", "> {}: "])


@st.composite
def stories(draw: st.DrawFn) -> str:
    """A story with one to five sections, all with headings of one kind, in any order."""
    sections = draw(st.lists(st.sampled_from(list(Section)), min_size=1, max_size=5, unique=True))
    heading = draw(HEADING)
    parts = []
    for section in sections:
        body = draw(BODY)
        parts.append(heading.format(section.value.capitalize()) + body)
    text = draw(FRONT) + "".join(part if part.endswith("\n") else f"{part}\n" for part in parts)
    text = text.rstrip("\n") if draw(st.booleans()) else text
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


def put(text: str, place: Insertion) -> str:
    """The text with an insertion made."""
    return text[: place.offset] + place.text + text[place.offset :]


def named(text: str) -> list[Section]:
    """The sections with a heading, in the order of the text."""
    return [part.section for part in parse(text).parts if part.section]


@given(stories())
def test_a_silencing_comment_counts_for_its_section_alone(text: str) -> None:
    story = parse(text)
    for section in dict.fromkeys(named(text)):
        place = ignore_comment(story, "L601", section)
        assert place is not None
        after = put(text, place)
        assert [(item.code, item.section) for item in parse(after).ignores] == [("L601", section)]
        assert named(after) == named(text)
        assert "\r" not in after.replace("\r\n", "")


@given(stories())
def test_a_comment_for_the_whole_story_stands_before_the_first_heading(text: str) -> None:
    place = ignore_comment(parse(text), "S105", None)
    assert place is not None
    after = put(text, place)
    assert [(item.code, item.section) for item in parse(after).ignores] == [("S105", None)]
    assert named(after) == named(text)
    assert parse(after).meta == parse(text).meta


@given(stories())
def test_a_section_that_is_added_is_read_as_empty_and_stands_before_later_ones(text: str) -> None:
    story = parse(text)
    for section in Section:
        place = missing_section(story, section)
        assert (place is None) == (section in named(text) or not story.has_headings)
        if place is not None:
            after = put(text, place)
            there = named(after)
            assert [item for item in there if item is not section] == named(text)
            later = [item for item in named(text) if list(Section).index(item) > list(Section).index(section)]
            if later:
                assert there[there.index(section) + 1] in later
            assert "<!-- " in place.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", True),
        ("---\nthemes: []\n---\n", True),
        ("---\nthemes: []\n---\n<!-- asked -->\n", True),
        ("I broke it.\n", False),
        ("## Task\n", False),
        ('{"situation": "x", "task": "y"}', False),
    ],
)
def test_only_a_story_without_text_gets_all_sections(text: str, expected: bool) -> None:
    place = skeleton(parse(text))
    assert (place is not None) == expected
    if place:
        assert named(put(text, place)) == list(Section)


def test_a_template_and_bare_prose_get_no_insertion() -> None:
    template = parse('{"situation": {"project": "x"}, "task": {"deadline": "y"}}')
    assert ignore_comment(template, "L601", Section.TASK) is None
    assert missing_section(template, Section.ACTION) is None
    assert missing_section(parse("I broke it.\n"), Section.ACTION) is None
