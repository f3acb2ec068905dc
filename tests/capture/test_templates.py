"""Templates: which there are, and that their prompts never become somebody's text."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from starl.capture.entry_file import read
from starl.capture.templates import template, templates, without_prompts
from starl.errors import StarlError
from starl.model.journal import Entry

NOW = dt.datetime(2026, 5, 1, 9, 30, tzinfo=dt.UTC)
BLANK = Entry("id", NOW, NOW, NOW.date(), "")
OFFERED = """\
<!-- About. -->

## What happened
<!-- What broke? -->

## What I did
<!-- Step by step. -->

### In detail
"""


def test_those_of_starl_are_read_and_leave_nothing_behind(tmp_path: Path) -> None:
    found = templates(tmp_path / "not there")
    assert list(found) == ["mistake", "incident", "weekly"]
    for item in found.values():
        assert item.about
        offered = read(item.text, BLANK, NOW).text
        assert offered.strip()
        assert without_prompts(offered, offered) == ""


def test_ones_own_come_too_and_take_the_place_of_others(tmp_path: Path) -> None:
    (tmp_path / "weekly.md").write_text("Mine", encoding="utf-8")
    (tmp_path / "standup.md").write_text("---\ntags: standup\n---\n<!-- Said\ntoday -->\n", encoding="utf-8")
    found = templates(tmp_path)
    assert found["weekly"].text == "Mine"
    assert found["standup"].about == "Said today"
    assert read(template("standup", tmp_path).text, BLANK, NOW).tags == ("standup",)
    with pytest.raises(StarlError, match="no template 'x'; there are mistake, incident, weekly, standup"):
        template("x", tmp_path)
    (tmp_path / "bad.md").write_bytes(b"\xff\xff")
    with pytest.raises(StarlError, match=r"bad\.md: is not UTF-8"):
        templates(tmp_path)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (OFFERED, ""),
        (OFFERED.replace("What broke? -->", "What broke? -->\nAll."), "## What happened\nAll."),
        (OFFERED + "Look.", "## What I did\n\n### In detail\nLook."),
        ("Mine.\n\n\n" + OFFERED + "\n\n", "Mine."),
        ("Mine <!-- my own -->\n\n\n\nfar below", "Mine <!-- my own -->\n\n\n\nfar below"),
        ("## My own heading\n## What I did", "## My own heading"),
        ("before <!-- What broke? --> after", "before  after"),
        (" \n", ""),
    ],
)
def test_only_what_was_offered_is_taken_away(text: str, left: str) -> None:
    assert without_prompts(text, OFFERED) == left
