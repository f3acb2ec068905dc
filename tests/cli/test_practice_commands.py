"""`starl reflect`, `review`, `due`, `improvements` and `insights`, as a person and a pipe use them."""

from __future__ import annotations

import datetime as dt
import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from starl.cli.app import app
from starl.cli.bars import bars, columns
from starl.errors import StarlError
from starl.model.journal import Entry, Outcome
from starl.model.practice import CardKind, Rating
from starl.store.store import Store, open_store
from tests.cli.test_check_command import ROOT
from tests.store.records import VERDICT, entry, improvement, story

REFLECTION = [
    "I dropped the wrong table in production",
    "yesterday",
    "The shop's orders, on a Friday evening.",
    "Cleaning the staging data by Monday.",
    "I ran the script in the terminal that was open on production.",
    "Orders were down for 3 hours.",
    "Look at the host before anything destructive.",
    "The ops team left the production shell open",
    "I did not look at the prompt",
    "n",
    "I wanted to be done before the weekend",
    "y",
    "",
    "",
    "Destructive scripts ask for the host's name",
    "in six weeks",
]
Starl = Callable[..., Result]


@pytest.fixture
def starl(tmp_path: Path) -> Starl:
    """Runs a command on a journal of its own; `lines` are the answers, `day` is the date."""

    def run(*args: str, lines: list[str] | None = None, day: str = "2026-05-04T09:00") -> Result:
        env = {"STARL_HOME": str(tmp_path), "STARL_NOW": day, "STARL_DATABASE": ""}
        done = CliRunner().invoke(
            app, args, input="".join(f"{line}\n" for line in lines or []), env=env, standalone_mode=False
        )
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return done

    return run


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Store]:
    """The journal that `starl` works on, with its clock at noon of 1 May 2026."""
    moment = dt.datetime(2026, 5, 1, 12, 0).astimezone()
    with open_store(tmp_path / "journal.sqlite", clock=lambda: moment) as store:
        yield store


def lesson(store: Store, **more: object) -> Entry:
    fields: dict[str, Any] = {
        "mistake": "Dropped the table",
        "lesson": "Count the rows",
        "date": dt.date(2026, 5, 1),
    } | more
    return store.entries.add(entry(store, **fields))


def test_a_reflection_from_a_pipe(starl: Starl, journal: Store) -> None:
    done = starl("reflect", lines=[*REFLECTION, "y"])
    assert done.output.count("in your hands") == 1
    (kept,) = journal.entries.select()
    assert (kept.cause, kept.date.isoformat()) == ("I wanted to be done before the weekend", "2026-05-03")
    assert kept.lesson == "Look at the host before anything destructive."
    (item,) = journal.improvements.select()
    assert item.due == dt.date(2026, 6, 15)
    (told,) = journal.stories.select()
    assert "I ran the script" in journal.stories.text(told.id)


@pytest.mark.parametrize("cut", [1, 5, 9, 15])
def test_a_reflection_that_was_cut_off_goes_on(starl: Starl, journal: Store, cut: int) -> None:
    done = starl("reflect", lines=REFLECTION[:cut])
    assert "kept" in done.output
    assert journal.entries.count() == 0
    done = starl("reflect", lines=["y", *REFLECTION[cut:]])
    assert "I dropped the wrong table" in done.output
    assert journal.entries.select()[0].cause == "I wanted to be done before the weekend"
    assert "Go on with it?" not in starl("reflect", lines=[":q"]).output


def test_back_quit_throw_away_and_a_wrong_day(starl: Starl, journal: Store) -> None:
    first = starl(
        "reflect", lines=["Wrong words", ":b", "The right words", "flurb", "2027-01-01", ":q"]
    ).output
    assert "the date 'flurb' is not understood" in first
    assert "still to come" in first
    assert "“The right words”" in starl("reflect", lines=["n", ":q"]).output
    assert "It is gone" in starl("reflect", lines=["d", ":q"]).output
    assert "Go on with it?" not in starl("reflect", lines=[":q"]).output
    assert journal.entries.count() == 0


def test_skipping_everything_keeps_nothing(starl: Starl, journal: Store) -> None:
    assert "Nothing was answered" in starl("reflect", lines=[""] * 20).output
    assert journal.settings.get("reflections") == {}
    assert journal.entries.count() == 0


def test_reflecting_on_an_entry_shows_it_without_obeying_it(starl: Starl, journal: Store) -> None:
    kept = lesson(journal, text="It \x1b[31mbroke\x07")
    output = starl("reflect", journal.entries.short(kept.id), lines=[":q"]).output
    assert "It ␛[31mbroke␇" in output
    assert "\x1b" not in output


def test_due_says_nothing_when_quiet_and_loads_little(starl: Starl, journal: Store, tmp_path: Path) -> None:
    assert starl("due", "--quiet").output == ""
    assert starl("due").output == "Nothing is due.\n"
    lesson(journal)
    journal.stories.save(story(journal), "## Action\nI guessed.", VERDICT)
    assert starl("due", day="2026-05-01T15:00").output == "Nothing is due. The next card comes tomorrow.\n"
    journal.improvements.add(improvement(journal, due=dt.date(2026, 5, 2)))
    line = "1 lesson, 1 story to review, 1 improvement to look at: starl review\n"
    assert starl("due", "-q", day="2026-05-02T00:01").output == line
    assert json.loads(starl("due", "--format", "json", day="2026-05-02").output) == {
        "version": 1,
        "cards": {"story": 1, "lesson": 1, "question": 0},
        "improvements": 1,
        "next": None,
    }
    code = (
        "import sys; from starl.cli.app import app; app(['due'], standalone_mode=False); "
        "print([name for name in ('fsrs', 'dateparser', 'starl.coach.engine', 're2') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT / "src"), "STARL_HOME": str(tmp_path), "STARL_NOW": "2026-05-02"},
    )
    assert done.stdout.splitlines() == [line.strip(), "[]"], done.stderr


def test_a_review_over_several_days(starl: Starl, journal: Store) -> None:
    for number in range(3):
        lesson(journal, mistake=f"Mistake {number}")
    first = starl("review", day="2026-05-04", lines=["", "3", "", "3", "", "1", "", "3"]).output
    assert first.index("Mistake 2") < first.index("Count the rows")
    assert "3 cards reviewed" in first
    assert "1 again 10 min" in first
    assert "first reviews" in first
    assert "Nothing is due" in starl("review", day="2026-05-04").output
    later = starl("review", day="2026-05-06", lines=["", "3", "", "1", "", "3", "", "3"]).output
    assert "Recalled today: 2 of 3 (67%)." in later
    forecast = starl("review", "--forecast", day="2026-05-06").output
    assert "2026-05-04" in forecast
    assert "2 of 3" in forecast
    assert max(map(len, forecast.splitlines())) <= 80


def test_undo_skip_edit_and_quit(starl: Starl, journal: Store) -> None:
    second, first = (lesson(journal, mistake=name) for name in ("Second", "First"))
    output = starl("review", lines=["u", "x", "", "9", "4", "u", "", "2", "s"]).output
    assert "nothing to take back" in output
    assert "Press Enter" in output
    assert "Press 1, 2, 3, 4" in output
    assert [log.rating for log in journal.cards.logs()] == [Rating.HARD]
    assert "They come back today (1).\n2 cards still due today." in output
    card = journal.cards.of_item(CardKind.LESSON, second.id)
    assert card is not None
    assert card.last_review is None
    output = starl("review", lines=["e", "q"]).output
    assert f"starl edit {journal.entries.short(second.id)}" in output
    journal.entries.bin(first.id)
    assert starl("due").output == "1 lesson to review: starl review\n"


def test_a_review_that_breaks_off_loses_nothing(starl: Starl, journal: Store) -> None:
    for number in range(3):
        lesson(journal, mistake=f"Mistake {number}")
    output = starl("review", lines=["", "4", ""]).output
    assert "1 card reviewed" in output
    assert len(journal.cards.logs()) == 1
    assert "2 lessons" in starl("due").output


def test_limit_and_kind(starl: Starl, journal: Store) -> None:
    for number in range(3):
        lesson(journal, mistake=f"Mistake {number}")
    journal.stories.save(story(journal, "The import"), "## Action\nI guessed.", VERDICT)
    output = starl("review", "--kind", "lesson", "--limit", "1", lines=["", "4"] * 4).output
    assert "1 card reviewed" in output
    assert "The import" not in output
    output = starl("review", "--kind", "story", lines=["", "4"] * 4).output
    assert "The import" in output
    assert "Mistake" not in output


def test_an_improvement_comes_due_and_is_asked_for_until_it_holds(starl: Starl, journal: Store) -> None:
    kept = lesson(journal)
    item = journal.improvements.add(
        improvement(journal, change="A dry run", due=dt.date(2026, 5, 4), entry=kept.id)
    )
    assert "due in 3 days" in starl("improvements", day="2026-05-01").output
    review = ["?", "p", "Forgot it on Friday", "yesterday", "", "q"]
    output = starl("review", lines=review).output
    assert "not to come" in output
    assert "asked again on 2026-05-18" in output
    assert "Forgot it on Friday" in starl("improvements").output
    assert "improvement" not in starl("due", day="2026-05-17").output
    short = journal.improvements.short(item.id)
    starl("improvements", "check", short, "--outcome", "not_yet", "--again", "in a month")
    found = journal.improvements.get(item.id)
    assert found is not None
    assert (found.outcome, found.due, found.note) == (
        Outcome.NOT_YET,
        dt.date(2026, 6, 4),
        "Forgot it on Friday",
    )
    assert "It held" in starl("improvements", "check", short, lines=["h", ""], day="2026-06-05").output
    (data,) = json.loads(starl("improvements", "--format", "json").output)
    assert (data["outcome"], data["due"], data["checked"]) == ("held", None, "2026-06-05")
    assert (
        json.loads(starl("insights", "--format", "json", day="2026-06-05").output)["time_to_change"]["n"] == 1
    )


@pytest.mark.parametrize(
    "args",
    [
        ["improvements", "check", "zz"],
        ["improvements", "check", "0", "--outcome", "held", "--again", "tomorrow"],
        ["improvements", "check", "0", "--outcome", "partly", "--again", "yesterday"],
        ["improvements", "check", "0"],
        ["reflect", "zz"],
        ["insights", "--since", "flurb"],
        ["review", "--limit", "0"],
    ],
)
def test_wrong_calls(starl: Starl, journal: Store, args: list[str]) -> None:
    journal.improvements.add(improvement(journal))
    before = journal.improvements.select()
    with pytest.raises((StarlError, click.UsageError)):
        starl(*args)
    assert journal.improvements.select() == before


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo terminal")
@pytest.mark.parametrize(
    ("command", "typed", "expected"),
    [
        ("review", ["\r", "x", "3", "u", "q"], ["Press 1, 2, 3, 4", "Taken back", "Nothing was reviewed"]),
        ("review", ["\r", "3", "\x03"], ["1 card reviewed", "Stopped"]),
        ("reflect", ["It broke\n", "twice\n", "\x03"], ["kept", "Stopped"]),
        ("reflect", ["It broke\n", "twice\n", ":q\n"], ["When was that?", "goes on from here"]),
        ("reflect", ["It broke\n", "twice\n", "\n", "\x04"], ["When was that?", "The answers ended here"]),
    ],
)
def test_at_a_terminal(
    journal: Store, tmp_path: Path, command: str, typed: list[str], expected: list[str]
) -> None:
    import fcntl
    import pty
    import termios

    for name in ("First", "Second"):
        lesson(journal, mistake=name)
    ours, theirs = pty.openpty()
    env = {
        "STARL_HOME": str(tmp_path),
        "STARL_NOW": "2026-05-04",
        "PYTHONPATH": str(ROOT / "src"),
        "TERM": "dumb",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "starl", command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=env,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
    )
    os.close(theirs)
    seen = ""
    for text in typed:
        seen += _until(ours, ("> ", "  "))
        while command == "review" and termios.tcgetattr(ours)[3] & termios.ICANON:
            time.sleep(0.005)  # what is typed before single keys are read is thrown away
        if text == "\x03":
            time.sleep(0.2)  # a person stops a program that waits, not one that is about to
        os.write(ours, text.encode())
    seen += _until(ours, ())
    os.close(ours)
    process.wait(10)
    for words in expected:
        assert words in seen
    kept = next(iter(journal.settings.get("reflections", {}).values()), None)
    assert kept is None or dict(kept["answers"])["mistake"] == "It broke\ntwice"
    assert (kept is not None) == (command == "reflect")


def _until(terminal: int, prompts: tuple[str, ...]) -> str:
    """What the program prints up to a prompt; up to its end where there are none."""
    seen = ""
    while not (prompts and seen.endswith(prompts)):
        assert select.select([terminal], [], [], 20)[0], f"nothing came after {seen!r}"
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            return seen
        if not piece:
            return seen
        seen += piece.decode()
    return seen


def test_insights_read_well_in_80_columns(starl: Starl, journal: Store) -> None:
    assert "no entries yet" in starl("insights").output
    for number in range(40):
        lesson(
            journal,
            date=dt.date(2026, 5, 1) - dt.timedelta(days=number),
            at=dt.time(number % 24),
            lesson="Long words " * 20,
            cause="I assumed it \x1b[2J",
            tags=("deploy" * 9,),
        )
    output = starl("insights").output
    assert max(map(len, output.splitlines())) <= 80
    assert "\x1b" not in output
    assert "“assumed” in 40 of 40" in output
    assert "(n = 40)" in output
    assert "40 of 40" in output
    few = starl("insights", "--since", "2026-04-30").output
    assert few.startswith("2 entries since 2026-04-30")
    assert "from 3 on they are compared" in few
    data = json.loads(starl("insights", "--format", "json", "--since", "2026-04-30").output)
    assert (data["entries"], data["since"], data["weekdays"]) == (2, "2026-04-30", None)


def test_every_key_of_the_json_is_described(starl: Starl, journal: Store) -> None:
    lesson(journal)
    page = (ROOT / "docs" / "review.md").read_text(encoding="utf-8")
    assert [
        key for key in json.loads(starl("insights", "--format", "json").output) if f"`{key}`" not in page
    ] == []


def test_bars() -> None:
    assert bars([("a", 8), ("bcd", 1), ("e", 0)], 8) == ["a    ████████ 8", "bcd  █ 1", "e    0"]
    assert columns([0, 1, 4, 8], 2) == ["   █", " ▂██"]
