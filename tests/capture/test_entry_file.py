"""The file of an entry: nothing is lost in it, and what is wrong in it is said with the line."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given

from starl.capture.entry_file import read, says_something, write
from starl.errors import StarlError
from starl.model.journal import Entry
from tests.store.test_round_trip import ENTRIES

NOW = dt.datetime(2026, 5, 1, 9, 30, tzinfo=dt.UTC)
ENTRY = Entry(
    "id",
    NOW,
    NOW,
    dt.date(2026, 4, 24),
    "It broke.\n\n---\nnot: a key",
    at=dt.time(16, 40),
    mistake="Two lines:\n#5 'quoted\n\n  indented",
    lesson="Ask: why?",
    tags=("ops", "data migration"),
    attachments=("/tmp/a b.png", "/tmp/c.txt"),
)
FILE = """\
---
date: 2026-04-24
time: 16:40
tags: ops, data migration
project:
mood:
mistake: Two lines:
  #5 'quoted
  
    indented
lesson: Ask: why?
cause:
attachments: /tmp/a b.png
  /tmp/c.txt
applied:
---

It broke.

---
not: a key
"""  # noqa: W293


def test_the_format() -> None:
    assert write(ENTRY) == FILE
    assert read(FILE, ENTRY, NOW) == ENTRY
    blank = Entry("id", NOW, NOW, NOW.date(), "")
    assert read(FILE, blank, NOW) == ENTRY


@given(ENTRIES)
def test_whatever_is_in_an_entry_comes_back(entry: Entry) -> None:
    assert read(write(entry), entry, NOW) == entry


def test_windows_line_ends_are_the_editors_doing() -> None:
    assert read(FILE.replace("\n", "\r\n"), ENTRY, NOW) == ENTRY


def changed(old: str, new: str) -> Entry:
    assert old in FILE
    return read(FILE.replace(old, new), ENTRY, NOW)


def test_what_is_changed_is_read() -> None:
    assert changed("lesson: Ask: why?", "lesson: Look: first\n  # twice") == replace(
        ENTRY, lesson="Look: first\n# twice"
    )
    assert changed("lesson: Ask: why?", "lesson:").lesson is None
    assert changed("lesson: Ask: why?\n", "").lesson == "Ask: why?"
    assert changed("tags: ops, data migration", "tags: [#a, B,a]").tags == ("a", "B")
    assert changed("date: 2026-04-24", "date: yesterday 15:30") == replace(
        ENTRY, date=dt.date(2026, 4, 30), at=dt.time(15, 30)
    )
    assert changed("time: 16:40", "time: 9:05").at == dt.time(9, 5)
    assert changed("time: 16:40", "time:").at is None
    assert changed("applied:", "applied: today").applied == NOW.date()
    assert changed("attachments: /tmp/a b.png\n", "attachments: /tmp/x\n").attachments == (
        "/tmp/x",
        "/tmp/c.txt",
    )


def test_a_tag_written_into_the_text_is_added_and_one_taken_from_the_list_stays_out() -> None:
    tagged = replace(ENTRY, text="an #old one", tags=("ops",))
    assert read(write(tagged), tagged, NOW) == tagged
    text = write(tagged).replace("an #old one", "an #old one, a #new one")
    assert read(text, tagged, NOW).tags == ("ops", "new")


def test_a_file_without_dashes_is_all_text() -> None:
    assert read("\ufeffjust: text\n", ENTRY, NOW) == replace(ENTRY, text="just: text")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("lesson:", "lession:", "line 11: there is no 'lession'; did you mean 'lesson'"),
        ("mood:", "xyz: 1", "line 6: there is no 'xyz'; there are date, time"),
        ("mood:", "just words", "line 6: 'just words' is no `key: value`"),
        ("mood:", "project: again", "line 6: 'project' is there twice"),
        ("date: 2026-04-24", "date: blah", "line 2: the date 'blah' is not understood"),
        ("date: 2026-04-24", "date:", "line 2: an entry needs a date"),
        ("date: 2026-04-24", "date: 2026-12-24", "still to come"),
        ("time: 16:40", "time: late", "line 3: the time 'late' is not read"),
        ("time: 16:40", "time: 16:40+02:00", "line 3: the time '16:40+02:00' is not read"),
        ("applied:\n---", "applied:", "line 17: 'It broke.' is no `key: value`"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, said: str) -> None:
    with pytest.raises(StarlError) as error:
        changed(old, new)
    assert said in str(error.value)


def test_dashes_that_are_never_closed() -> None:
    with pytest.raises(StarlError, match="the second line of dashes is missing"):
        read("---\ndate: 2026-04-24\n", ENTRY, NOW)


@pytest.mark.parametrize(
    ("entry", "something"),
    [
        (replace(ENTRY, text=" \n", mistake=None, lesson=None), False),
        (replace(ENTRY, text="", lesson=None), True),
        (replace(ENTRY, mistake=" ", lesson=None), True),
    ],
)
def test_says_something(entry: Entry, something: bool) -> None:
    assert says_something(entry) is something
