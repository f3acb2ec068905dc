"""The cheat sheet: a line for each part, made of nothing but the person's own words."""

from __future__ import annotations

import pytest

from starl.capture.stories import new_record, save
from starl.coach.engine import check
from starl.model.story import Section
from starl.practice.cheat_sheet import LINE, cheat_sheet, figures
from starl.practice.portfolio import overview
from starl.store.store import Store
from tests.coach.test_fit import LATE, QUARREL

from .test_portfolio import NOW

FIVE = """---
title: The statements
---
## Situation
- project: Billing
I was on the billing team at a small insurer in March 2024. There were four of us.
## Task
<!-- What was yours to do? -->
I was to move 30,000 customers to the new renderer.
## Action
I tried it on 12 statements only, because I was sure that they were all alike{long}.
## Result
2,100 customers got a wrong balance, 4.5% of them called, and it cost us $900.
## Learning
"""

SHEET = """## Situation
Last year our shop moved to a new billing system.
## Task
It was a big job. I was to import the invoices of the old system.
## Action
We had a plan for that. I was in a hurry. I skipped the test, since I was sure of the format.
## Result
{result}
## Learning
It was a hard time for everybody. Now I compare the totals before and after each import, and a script stops it where they differ.
"""


def test_lines_are_words_of_the_story(store: Store) -> None:
    text = FIVE.format(long=" and nobody asked me for more" * 9)
    save(store, new_record(store, "x"), text)
    save(store, new_record(store, "The export"), LATE)
    found = overview(store, NOW)
    reports = [check(store.stories.text(card.record.id)) for card in found.chosen]
    for story, report in zip(cheat_sheet(found, reports), reports, strict=True):
        said = " ".join(report.text.split())
        for line in (*story.lines, *story.chain):
            assert line.ask.endswith("?")
            if line.said is not None:
                assert line.said.removesuffix(" …") in said
                assert len(line.said) <= LINE + 2
        assert all(words in said for words in story.figures)
        assert [line.name for line in story.lines] == [section.value for section in Section]
        assert len({question.theme for question in story.answers}) == len(story.answers)


def test_what_is_missing_asks(store: Store) -> None:
    save(store, new_record(store, "x"), FIVE.format(long=""))
    found = overview(store, NOW)
    report = check(FIVE.format(long=""))
    (story,) = cheat_sheet(found._replace(portfolio=found.portfolio), [report])
    lines = {line.name: line.said for line in story.lines}
    assert lines["learning"] is None
    assert lines["task"] == "I was to move 30,000 customers to the new renderer."
    assert lines["result"] == "2,100 customers got a wrong balance, 4.5% of them called, and it cost us $900."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (FIVE.format(long=""), ("2,100 customers", "4.5%", "$900", "30,000 customers", "12 statements")),
        (QUARREL, ("two weeks", "300 customers", "ten minutes")),
        ("I failed in March 2024 and learned nothing.", ()),
        (
            SHEET.format(result="Of nearly 8, in our test, it hit half; 3 hours\nand about 12,5 were lost."),
            ("nearly 8", "3 hours", "about 12,5"),
        ),
    ],
    ids=["five sections", "as spoken", "a year", "with commas"],
)
def test_figures(text: str, found: tuple[str, ...]) -> None:
    assert figures(check(text)) == found


@pytest.mark.parametrize(
    ("section", "line"),
    [
        ("action", "I skipped the test, since I was sure of the format."),
        ("result", "It took 40 people two days to mend."),
        (
            "learning",
            "Now I compare the totals before and after each import, and a script stops it where they differ.",
        ),
        ("task", "It was a big job."),
    ],
)
def test_a_line_is_what_its_section_is_for(store: Store, section: str, line: str) -> None:
    text = SHEET.format(result="It was a bad day. It took 40 people two days to mend.")
    save(store, new_record(store, "x"), text)
    (story,) = cheat_sheet(overview(store, NOW), [check(text)])
    assert {one.name: one.said for one in story.lines}[section] == line


def test_each_question_is_named_for_the_story_that_answers_it_best(store: Store) -> None:
    save(store, new_record(store, "The export"), LATE)
    save(store, new_record(store, "The review"), QUARREL)
    found = overview(store, NOW)
    reports = [check(store.stories.text(card.record.id)) for card in found.chosen]
    sheet = cheat_sheet(found, reports)
    named = [question.id for story in sheet for question in story.answers]
    assert len(named) == len(set(named))
    for story in sheet:
        assert story.answers
        for question in story.answers:
            best = found.best(found.questions.index(question), found.portfolio.chosen)
            assert best is not None and found.stories[best] == story.card
