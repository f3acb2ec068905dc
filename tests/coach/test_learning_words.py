"""What tells a change, a lesson, a platitude: one sentence at a time."""

from __future__ import annotations

import doctest

import pytest

from starl.coach import learning_words
from starl.coach.learning_words import (
    any_change,
    concrete_lesson,
    definite_words,
    for_others_at,
    intention_at,
    marks_change,
    opens_learning,
    platitude_at,
    tells_change,
)
from starl.coach.reader import read
from starl.coach.rules.l603_no_application import RULE as NO_APPLICATION
from starl.model.report import Severity


@pytest.mark.parametrize(
    "plain",
    [
        "these days every script of mine has a dry run",
        "i still do that",
        "the checklist has a line for it now",
        "we kept that rule",
        "haven't shipped on a friday since",
        "first thing i do now is read the release notes",
        "ever since, the totals are compared before anything leaves",
        "i no longer merge my own schema changes",
        "my deploy script asks for the name of the cluster",
        "in our next migration i kept both databases running until the counts agreed",
        "i introduced a checklist for database migrations",
        "that check has caught two bad files already",
        "now i am writing the rollback before the script",
        "communication is key, so i now post the migration plan in the channel two days before",
        "before each release somebody from support clicks through the order form",
        "it's become the team's standard practice",
        "i also put the file on the ignore list so it couldn't be committed again by accident",
        "the extra checks i took on kept me from making the same mistake for the rest of my time there",
        "after that disaster i bought an alarm clock that one winds up",
        "what i do now is read the failed rows before i look at the totals",
    ],
)
def test_tells_change(plain: str) -> None:
    assert tells_change(plain)


@pytest.mark.parametrize(
    "plain",
    [
        "next time i will ask earlier",
        "i would do it differently",
        "i take full responsibility",
        "i felt awful",
        "communication is key",
        "i am a better engineer now",
        "now i know that trust is everything",
        "managers need to listen",
        "i had believed that a sample stands for an archive",
    ],
)
def test_tells_no_change(plain: str) -> None:
    assert not tells_change(plain)


@pytest.mark.parametrize(
    ("plain", "marked"),
    [
        ("since then i run it over the whole archive", True),
        ("the vendor's file is checked by a script these days", True),
        ("i wrote the converter and tried it on twelve statements", False),
        ("i had worked there for six years now", False),
        ("the old system ran every night", False),
    ],
)
def test_marks_change_in_any_part(plain: str, marked: bool) -> None:
    assert marks_change(plain) is marked


@pytest.mark.parametrize(
    "plain",
    [
        "test migrations with a full copy of production",
        "what i took away is you test with last month's real invoices, not ten rows you typed yourself",
        "a mute must name one sensor and run out by itself",
        "i learned to break down the requirements before i give a date",
        "never let a migration overwrite, write next to it",
        "before i delete anything i find a person who uses it",
        "i would now ask for a frame-time measurement with every merge",
    ],
)
def test_concrete_lesson(plain: str) -> None:
    assert concrete_lesson(plain)


@pytest.mark.parametrize(
    "plain",
    [
        "i learned a lot about communication",
        "you live and learn",
        "i felt awful about the customers",
        "what do we really know?",
        "qa needs to be more careful",
        "always do your best",
        "",
    ],
)
def test_no_concrete_lesson(plain: str) -> None:
    assert not concrete_lesson(plain)


@pytest.mark.parametrize(
    "plain",
    [
        "teamwork is important",
        "i learned a lot from this experience",
        "failure is part of growth",
        "it made me a stronger person",
        "every mistake makes stronger",
        "i just have to be more careful",
        "always stay positive",
        "it taught me to be proactive",
        "it was a humbling experience",
    ],
)
def test_platitude(plain: str) -> None:
    assert platitude_at(plain)


@pytest.mark.parametrize(
    "plain",
    [
        "i keep the list of nasty names as the default test data",
        "the first value in the list is never a test",
        "i learned to read the execution plan before adding an index",
        "we grew the cluster from three nodes to nine",
        "it made me realize how much of the plan was memory",
    ],
)
def test_no_platitude(plain: str) -> None:
    assert platitude_at(plain) is None


@pytest.mark.parametrize(
    ("plain", "opens"),
    [
        ("i learned the hard way that a backup is only one once it was restored", True),
        ("honestly, what i took away is to ask before i build", True),
        ("i came away knowing which parts i never read", True),
        ("that's when it clicked for me that a date is a promise", True),
        ("this experience made me rethink how i estimate", True),
        ("looking back, if i could do it again i'd begin with the import", True),
        ("it changed how i plan a release", True),
        ("one thing i've learned is to say no on the first day", True),
        ("that was when the pager went off", False),
        ("this made me late for the stand-up", False),
        ("i came away from the desk to get a coffee and the job was dead", False),
        ("if i could find the log i would show it", False),
    ],
)
def test_how_people_begin_to_tell_what_they_learned(plain: str, opens: bool) -> None:
    assert opens_learning(plain) is opens


def test_places_are_exact() -> None:
    plain = "and i hope they have learned from it"
    span = for_others_at(plain)
    assert span is not None
    assert plain[span.start : span.end] == "hope they have learned"
    assert for_others_at("users should see the unit next to the field") is not None
    assert for_others_at("the tests should run nightly") is None
    assert intention_at("i'll try to be more careful") is not None
    assert intention_at("i tried it on the archive") is None


def test_definite_words() -> None:
    assert definite_words("communication is the key of every success") == 0
    assert definite_words("compare the totals of the archive") == 3


def test_any_change_looks_at_result_and_learning() -> None:
    story = "## Action\nI now wrote it.\n## Result\n{}\n## Learning\nSamples are no archive.\n"
    assert any_change(read(story.format("Since then nobody sends it by hand.")))
    assert not any_change(read(story.format("Forty people called.")))


def test_doctests() -> None:
    assert doctest.testmod(learning_words).failed == 0


def test_hostile_text_ends() -> None:
    for piece in ("i now ", "the importance of ", "before ", "a a a ", "if you "):
        plain = piece * 20_000
        tells_change(plain)
        concrete_lesson(plain)
        for_others_at(plain)
        intention_at(plain)


def test_rules_only_ask_where_sections_are_inferred() -> None:
    document = read("## Result\nForty people called.\n## Learning\nIt was a hard month.\n")
    assert [hit.severity for hit in NO_APPLICATION.check(document, [])] == [None]
    document.inferred = True
    assert [hit.severity for hit in NO_APPLICATION.check(document, [])] == [Severity.INFO]
