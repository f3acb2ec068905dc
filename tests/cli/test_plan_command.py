"""`starl plan` and `starl used`, as a person uses them."""

from __future__ import annotations

import datetime as dt
import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from starl.model.interview import Went
from starl.store.store import open_store
from tests.cli.conftest import Run
from tests.cli.test_check_command import ROOT


def _story(run: Run) -> str:
    """A sound story in the journal, by its short name."""
    assert run("story", "new", "--file", str(ROOT / "examples" / "database-migration.md")).status == 0
    listed = json.loads(run("story", "list", "--format", "json").out)
    slug: str = listed["stories"][0]["slug"]
    return slug


def _data(run: Run, **env: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(run("plan", "--format", "json", **env).out)["plan"]
    return data


def test_without_an_interview_the_five_steps_are_shown(run: Run) -> None:
    done = run("plan")
    assert done.out.startswith("No interview is planned. To plan for one: starl plan set")
    assert "· Inventory your experiences: 0 events" in done.out
    assert done.out.rstrip().endswith("Next: Find what did not go as planned (starl inventory PATH)")
    data = _data(run)
    assert (data["interview"], data["days"], len(data["steps"])) == (None, [], 5)
    assert data["next"]["target"] == {"kind": "inventory", "id": None}


def test_a_plan_is_set_shown_moved_and_cleared(run: Run, home: Path) -> None:
    done = run("plan", "set", "in 3 days", "--company", "Harbour", "--role", "Backend", "--minutes", "40")
    assert done.out == (
        "Planning for the interview at Harbour on Monday, 2026-05-04: 40 minutes a day. Next: starl plan\n"
    )
    shown = run("plan").out
    assert shown.startswith(
        "The interview at Harbour (Backend) is in 3 days, on Mon 4 May 2026.\nAt most 40 minutes"
    )
    assert (
        shown.index("Today, Fri 1 May 2026  35 min")
        < shown.index("Sat 2 May")
        < shown.index("Mon 4 May 2026  10")
    )
    assert "Not in the plan" in shown
    assert "\x1b" not in shown
    data = _data(run)
    assert [day["date"] for day in data["days"]] == ["2026-05-01", "2026-05-02", "2026-05-03", "2026-05-04"]
    assert data["days"][0]["tasks"][0]["target"] == {"kind": "inventory", "id": None}
    assert all(sum(task["minutes"] for task in day["tasks"]) == day["minutes"] <= 40 for day in data["days"])
    run("plan", "set", "2026-05-20")
    moved = _data(run)
    assert moved["interview"]["id"] == data["interview"]["id"]
    assert (moved["interview"]["company"], moved["minutes"], len(moved["days"])) == ("Harbour", 40, 20)
    assert "free\n" in run("plan").out
    assert run("plan", "clear").out == "The interview on 2026-05-20 is planned for no more.\n"
    assert run("plan", "clear").out == "No interview was planned.\n"
    with open_store(home / "journal.sqlite") as store:
        assert (store.interviews.count(), store.settings.all()) == (0, {})


def test_colour_is_for_terminals(run: Run) -> None:
    run("plan", "set", "tomorrow")
    assert "\x1b[" in run("plan", NO_COLOR="", FORCE_COLOR="1").out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("plan", "set", "yesterday"), "is not to come"),
        (("plan", "set", "soonish"), "is not understood"),
        (("plan", "set", "in two years"), "more than a year ahead"),
        (("plan", "set", "tomorrow", "--minutes", "2"), "not in the range 5<=x<=480"),
        (("plan", "--ics", "x.ics"), "no interview is to come"),
        (("plan", "--at", "18:00"), "--at goes with --ics"),
        (("used", "nothing"), "there is no story"),
    ],
)
def test_what_cannot_be_done_is_said(run: Run, args: tuple[str, ...], said: str) -> None:
    done = run(*args)
    assert done.status == 2
    assert said in done.err


def test_the_interview_may_be_today(run: Run) -> None:
    assert "on Friday, 2026-05-01" in run("plan", "set", "today").out
    assert "is today, on Fri 1 May 2026" in run("plan").out
    assert len(_data(run)["days"]) == 1


def test_after_the_interview_it_asks_how_it_went(run: Run, home: Path) -> None:
    slug = _story(run)
    run("plan", "set", "in 3 days", "--company", "Harbour")
    monday = {"STARL_NOW": "2026-05-04T17:00"}
    done = run("used", slug, "--went", "well", "--question", "failure", "--note", "they laughed", **monday)
    assert "told on 2026-05-04 at Harbour, the first time. It went well." in done.out
    tuesday = {"STARL_NOW": "2026-05-05T17:00"}
    said = run("plan", **tuesday).out
    assert said.startswith(
        "The interview at Harbour was yesterday, on Mon 4 May 2026.\nHow did your stories go?"
    )
    assert _data(run, **tuesday)["days"] == []
    assert (
        "told on 2026-05-03 at Cliff, the second time. It went badly;"
        in run("used", slug, "--date", "2026-05-03", "--company", "Cliff", "--went", "badly", **tuesday).out
    )
    assert "is planned for no more" in run("plan", "clear", **tuesday).out
    with open_store(home / "journal.sqlite") as store:
        first, second = store.uses.select()
        (interview,) = store.interviews.select()
        assert (first.interview, first.went, first.question, first.note) == (
            interview.id,
            Went.WELL,
            "failure",
            "they laughed",
        )
        assert (second.interview, second.company, second.went) == (None, "Cliff", Went.BADLY)
    run("plan", "set", "in two weeks", **tuesday)
    with open_store(home / "journal.sqlite") as store:
        assert store.interviews.count() == 2


def test_a_later_interview_is_a_new_one(run: Run, home: Path) -> None:
    run("plan", "set", "tomorrow", "--company", "Harbour", "--minutes", "30")
    run("plan", "set", "in two weeks", STARL_NOW="2026-05-10")
    with open_store(home / "journal.sqlite") as store:
        old, new = store.interviews.select()
        assert (old.company, new.company, new.date) == ("Harbour", "", dt.date(2026, 5, 24))
    assert _data(run, STARL_NOW="2026-05-10")["minutes"] == 30


def _events(file: Path) -> dict[str, Any]:
    calendar = Calendar.from_ical(file.read_bytes())
    return {str(event["UID"]): event for event in calendar.walk("VEVENT")}


def test_a_calendar_that_is_taken_in_again_changes_its_events(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "plan.ics"
    run("plan", "set", "in 6 days", "--company", "Harbour, Ltd; Söhne")
    assert "has 7 days" in run("plan", "--ics", str(file), "--at", "18:00").out
    first = _events(file)
    assert len(first) == 8
    event = first[next(uid for uid in first if "2026-05-01" in uid)]
    assert event.decoded("DTSTART") == dt.datetime(2026, 5, 1, 18)
    assert event.decoded("DURATION") == dt.timedelta(minutes=45)
    assert "List projects" in event["SUMMARY"]
    interview = first[next(uid for uid in first if uid.endswith("-interview@starl"))]
    assert interview.decoded("DTSTART") == dt.date(2026, 5, 7)
    assert interview["SUMMARY"] == "Interview at Harbour, Ltd; Söhne"
    run("log", "The import lost rows")
    later = {"STARL_NOW": "2026-05-02T08:00"}
    run("plan", "--ics", str(file), **later)
    second = _events(file)
    assert second.keys() < first.keys()
    assert first.keys() - second.keys() == {event["UID"]}
    assert all(second[uid]["SEQUENCE"] > first[uid]["SEQUENCE"] for uid in second)
    assert {type(item.decoded("DTSTART")) for item in second.values()} == {dt.date}


def test_no_other_file_is_written_over(run: Run, tmp_path: Path) -> None:
    run("plan", "set", "tomorrow")
    mine = tmp_path / "mine.ics"
    mine.write_text("BEGIN:VCALENDAR\nPRODID:-//mine//\nEND:VCALENDAR\n")
    assert "was not written by starl plan" in run("plan", "--ics", str(mine)).err
    assert "mine" in mine.read_text()
    for said in ("6pm", "25:00", "18:00+02:00"):
        err = run("plan", "--ics", str(tmp_path / "new.ics"), "--at", said).err
        assert f"'{said}' is no time of day" in err
    assert not (tmp_path / "new.ics").exists()


def test_the_page_shows_what_the_program_says(run: Run) -> None:
    page = (ROOT / "docs" / "plan.md").read_text(encoding="utf-8")
    shown = page.split("```")[1].strip().removesuffix("...").rstrip()
    said = ""
    for line in shown.splitlines():
        if line.startswith("$ starl "):
            said += f"{line}\n{run(*shlex.split(line)[2:]).out}"
    assert said[: len(shown)] == shown
