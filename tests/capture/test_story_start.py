"""A story that starts from a record has the record's words where they belong, and no others."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest

from starl.capture.story_start import from_answer, from_entry, from_experience
from starl.model.journal import Entry, Evidence, Experience
from starl.model.story import Section
from starl.text.markdown import parse
from starl.text.writer import new_story

NOW = dt.datetime(2026, 5, 1, 9, 30, tzinfo=dt.UTC)
ENTRY = Entry(
    "id",
    NOW,
    NOW,
    dt.date(2026, 4, 24),
    "I ran the import twice.\n\nNobody noticed until Monday.",
    mistake="No dry\nrun",
    lesson="Dry run first",
    cause="Hurry --> haste",
    tags=("ops", 'a "b"'),
    project="billing",
)


def prose(text: str, section: Section) -> str:
    """What is written in a section, without comments."""
    parts = [part.span for part in parse(text).parts if part.section is section]
    return re.sub(r"<!--.*?-->\n?", "", "".join(text[a:b] for a, b in parts), flags=re.DOTALL).strip()


def test_an_entry() -> None:
    text = from_entry(ENTRY)
    story = parse(text)
    assert story.error is None
    assert story.title == "I ran the import twice."
    assert story.themes == ("ops", 'a "b"')
    assert story.meta["date"] == ENTRY.date
    assert {(fact.section, fact.key, fact.value) for fact in story.facts} == {
        (Section.SITUATION, "project", "billing"),
        (Section.ACTION, "mistake", "No dry run"),
    }
    assert prose(text, Section.SITUATION) == f"{ENTRY.text}\n- project: billing"
    assert prose(text, Section.LEARNING) == "Dry run first"
    assert (prose(text, Section.TASK), prose(text, Section.RESULT)) == ("", "")
    assert "<!-- What you wrote of the cause: Hurry -- > haste -->" in text


def test_no_word_is_added_outside_of_comments_and_facts() -> None:
    bare = Entry("id", NOW, NOW, ENTRY.date, "It broke.")
    text = from_entry(bare, "A title")
    assert text == new_story("A title", date=ENTRY.date, said={Section.SITUATION: "It broke."})
    assert [prose(text, section) for section in Section] == ["It broke.", "", "", "", ""]


@pytest.mark.parametrize(
    "text", ["# Notes\nAll of it.", "It broke <!-- sic --> then.", "Then\n\n## Why it could happen\nx"]
)
def test_what_would_be_taken_for_the_storys_own_marks_stays_in_a_comment(text: str) -> None:
    start = from_entry(replace(ENTRY, text=text, project=None), "T")
    assert len(parse(start).headings) == 5
    assert parse(start).title == "T"
    assert prose(start, Section.SITUATION) == ""
    assert text.replace("-->", "-- >") in start


def test_sections_in_an_entry_come_to_the_sections_of_the_story() -> None:
    told = "Before.\n## What happened\nD.\n### In detail\nDD.\n## Situation\nA.\n# Lessons learned\nE."
    text = from_entry(replace(ENTRY, text=told, project=None), "T")
    assert [prose(text, section) for section in Section] == [
        "Before.\nA.",
        "",
        "- mistake: No dry run",
        "D.\n### In detail\nDD.",
        "Dry run first\nE.",
    ]


def test_an_experience_is_all_comments() -> None:
    evidence = (
        Evidence("commit", "abc123", 'Revert "x"\n\nIt broke', ENTRY.date),
        Evidence("file", "a.md", "--> b"),
    )
    item = Experience(
        "id", NOW, NOW, "Revert of x", ENTRY.date, summary="Reverted twice", evidence=evidence, project="p"
    )
    text = from_experience(item)
    assert parse(text).title == "Revert of x"
    assert '- commit abc123, 2026-04-24: Revert "x" It broke' in text
    assert [prose(text, section) for section in Section] == ["- project: p", "", "", "", ""]


def test_each_sentence_of_an_answer_stands_where_the_coach_finds_it() -> None:
    answer = (
        "In 2022 I was on the billing team of an insurer. I was to move the statements by June. I skipped the test on the "
        "whole archive. 2,100 customers got a wrong balance. I learned to compare the totals first."
    )
    text = from_answer(answer)
    found = [prose(text, section) for section in Section]
    assert " ".join(" ".join(found).split()) == answer
    assert found[-1] == "I learned to compare the totals first."
    assert parse(text).title == "In 2022 I was on the billing team of an insurer. I was to …"
    assert prose(from_answer("Hm."), Section.SITUATION) == "Hm."
