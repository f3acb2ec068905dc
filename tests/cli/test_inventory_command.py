"""`starl inventory` and `starl experiences`, as a person and as a program call them."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import pty
import select
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest
from click.testing import CliRunner

from starl.cli.app import app
from starl.cli.start import main
from starl.cli.triage import triage
from starl.inventory.candidate import Candidate, Sign
from starl.model.journal import Evidence, ExperienceStatus, Source
from starl.store.store import open_store
from tests.cli.test_check_command import ROOT
from tests.inventory.repositories import Planted, git
from tests.inventory.test_calendars import calendar, event
from tests.inventory.test_documents import CHANGELOG, POSTMORTEM
from tests.inventory.test_git_signs import issue, reland, revert
from tests.inventory.test_issues import GITHUB, JIRA

QUIET = {"HOME": "/nonexistent", "XDG_CONFIG_HOME": "/nonexistent", "STARL_NOW": "2025-03-14T09:00"}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with a repository in which a parser was taken back and brought back, and an issue fixed twice."""
    with Planted(tmp_path / "shop") as planted:
        reland(planted)
        issue(planted)
    git(tmp_path / "shop", "config", "user.email", "ann@example.org")
    return tmp_path


class Done(NamedTuple):
    """What a call of the program came to."""

    returncode: int
    stdout: str
    stderr: str


def called(place: Path, *args: str) -> Done:
    """Calls the program in this process, as its entry point does."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.chdir(place)
        patch.setattr(sys, "argv", ["starl", *args])
        patch.setattr(sys, "stdin", io.StringIO())
        # click keeps the help option that a command was first shown with, and the generated page shows it too.
        patch.setitem(app.context_settings, "help_option_names", ["--help"])
        for name, value in QUIET.items():
            patch.setenv(name, value)
        with pytest.raises(SystemExit) as ended:
            main()
    texts = []
    for stream in (out, err):
        stream.flush()
        stream.seek(0)
        texts.append(stream.read())
    return Done(int(ended.value.code or 0), *texts)


def run(place: Path, *args: str) -> Done:
    return called(place, "inventory", *args, "--home", str(place / "home"))


def listed(place: Path, *args: str) -> list[dict[str, Any]]:
    done = run(place, *args, "--format", "json")
    assert done.returncode == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["candidates"]
    return found


def experiences(place: Path, *args: str) -> str:
    return called(place, "experiences", *args, "--home", str(place / "home")).stdout


def test_the_list(place: Path) -> None:
    done = run(place, "shop", "--verbose")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Looked at shop: 5 of 5 commits.")
    assert "  1. 0.8" in done.stdout
    assert "Taken back: Use the new parser" in done.stdout
    assert (
        "shop: You took back your own commit after 1 day. It was taken back, and brought back 8 days later."
        in " ".join(done.stdout.split())
    )
    assert 'Reapply "Use' not in done.stdout
    assert 'Revert "Revert "Use the new parser""' in done.stdout
    assert "Nothing is stored until you say so" in done.stdout
    assert "\x1b" not in done.stdout
    assert experiences(place).startswith("None kept yet")


def test_the_json_is_the_documented_shape(place: Path) -> None:
    first, second = listed(place, "shop")
    assert set(first) == {
        "ref",
        "score",
        "date",
        "title",
        "project",
        "reasons",
        "signs",
        "evidence",
        "source",
        "parts",
    }
    assert first["date"] == "2024-07-20"
    assert len(first["evidence"]) == 3
    assert second["title"] == "Issue #42 fixed twice: Round halves up, fixes #42"
    assert listed(place, "shop", "--limit", "1") == [first]


@pytest.mark.parametrize(
    ("options", "number"),
    [
        (("--since", "2024-08"), 1),
        (("--until", "2024-07"), 1),
        (("--since", "2025"), 0),
        (("--until", "2024"), 2),
        (("--author", "Bob"), 0),
        (("--everyone",), 2),
    ],
)
def test_narrowing_it_down(place: Path, options: tuple[str, ...], number: int) -> None:
    assert len(listed(place, "shop", *options)) == number


def test_what_a_path_is_its_content_says(place: Path) -> None:
    (place / "docs").mkdir()
    (place / "docs" / "a.md").write_text(POSTMORTEM)
    (place / "meetings.txt").write_bytes(calendar(event("War room: search")))
    (place / "github.export").write_text(json.dumps([GITHUB | {"labels": ["incident"]}]))
    (place / "jira.dat").write_text(JIRA)
    (place / "CHANGELOG.md").write_text(CHANGELOG)
    paths = ["shop", "docs", "meetings.txt", "github.export", "jira.dat", "CHANGELOG.md"]
    found = listed(place, *paths)
    assert {item["source"]["kind"] for item in found} == {"git", "document", "calendar", "issue"}
    assert len(found) == 10


def test_a_folder_of_repositories_and_the_documents_in_them(place: Path) -> None:
    with Planted(place / "till") as planted:
        revert(planted)
    (place / "till" / "incident.md").write_text("# Incident: the till stood still\n2024-05-05\n")
    git(place / "till", "add", "incident.md")
    found = listed(place, ".", "--everyone")
    assert {item["project"] for item in found} == {"shop", "till"}
    assert "Incident: the till stood still" in {item["title"] for item in found}


def test_one_bad_path_does_not_stop_the_others(place: Path) -> None:
    (place / "x.bin").write_bytes(b"\0\1\2")
    (place / "nothing").mkdir()
    done = run(place, "shop", "missing", "x.bin", "nothing")
    assert done.returncode == 2
    assert "2 candidates" in done.stdout
    assert "missing is not there" in done.stderr
    assert "x.bin is nothing that starl knows" in done.stderr
    assert "nothing is no repository and has no documents in it" in done.stderr
    assert "Traceback" not in done.stderr


def test_answering_by_reference(place: Path) -> None:
    first, second = (item["ref"] for item in listed(place, "shop"))
    assert run(place, "keep", first).stdout.startswith("Kept (")
    assert run(place, "dismiss", second).stdout.startswith("Not offered again: Issue #42")
    done = run(place, "shop")
    assert "2 that you answered before are left out." in done.stdout
    assert "Taken back: Use the new parser" in experiences(place)
    assert "Issue #42" in experiences(place, "--dismissed")
    again = run(place, "keep", first)
    assert again.returncode == 2
    assert "may have been answered already" in again.stderr


def test_forgetting_an_answer_offers_it_again(place: Path) -> None:
    first = listed(place, "shop")[0]["ref"]
    run(place, "dismiss", first)
    name = experiences(place, "--dismissed").split()[0]
    assert "Forgotten: " in experiences(place, "--forget", name)
    assert listed(place, "shop")[0]["ref"] == first


def test_merging_by_reference(place: Path) -> None:
    first, second = (item["ref"] for item in listed(place, "shop"))
    assert "Kept as one with" in run(place, "merge", second, first).stdout
    (kept,) = json.loads(experiences(place, "--format", "json"))["experiences"]
    assert kept["title"].startswith("Issue #42")
    assert len(kept["evidence"]) == 5
    assert listed(place, "shop") == []


def test_an_entry_and_a_story_by_reference(place: Path) -> None:
    first, second = (item["ref"] for item in listed(place, "shop"))
    assert "an entry made" in run(place, "entry", first).stdout
    assert "a story started (issue-42-fixed-twice" in run(place, "story", second).stdout
    assert "[entry]" in experiences(place)
    assert "[story]" in experiences(place)
    with open_store(place / "home" / "journal.sqlite") as store:
        assert store.entries.count() == store.stories.count() == 1


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("keep",), "say which"),
        (("merge", "abcd"), "starl inventory merge REF REF"),
        (("keep", "abcd"), "there is no last list"),
        (("keep", "abcd", "--everyone"), "goes by the last list"),
        (("shop", "--since", "soon"), "is no day"),
        (("shop", "--since", "2024-13"), "is no day"),
        (("shop", "--author", "a", "--everyone"), "exclude each other"),
        (("shop", "--limit", "0"), "limit"),
    ],
)
def test_wrong_calls(place: Path, args: tuple[str, ...], says: str) -> None:
    done = run(place, *args)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr


def test_a_reference_that_fits_none(place: Path) -> None:
    listed(place, "shop")
    assert "no candidate of the last list" in run(place, "keep", "zzzzzzz").stderr


def candidates() -> list[Candidate]:
    return [
        Candidate(
            Source("git", name),
            f"Event {name}",
            event_day,
            (Sign("revert", 0.5, "taken back"),),
            (Evidence("commit", name, f"Subject {name}", event_day),),
        )
        for name, event_day in zip(
            "abc", (dt.date(2024, 3, 1), dt.date(2024, 3, 2), dt.date(2024, 3, 3)), strict=True
        )
    ]


@pytest.mark.parametrize(
    ("keys", "kept", "dismissed", "entries", "stories"),
    [
        ("kkk", "abc", "", 0, 0),
        ("kdn", "a", "b", 0, 0),
        ("esn", "ab", "", 1, 1),
        ("q", "", "", 0, 0),
        ("kdq", "a", "b", 0, 0),
        ("kuq", "", "", 0, 0),
        ("kdukq", "ab", "", 0, 0),
        ("suk?xq", "a", "", 0, 0),
        ("uq", "", "", 0, 0),
        ("K\rdq", "a", "c", 0, 0),
        ("", "", "", 0, 0),
    ],
)
def test_the_keys(tmp_path: Path, keys: str, kept: str, dismissed: str, entries: int, stories: int) -> None:
    with open_store(tmp_path / "journal.sqlite") as store:

        @click.command()
        def asking() -> None:
            triage(store, candidates(), colour=False)

        CliRunner().invoke(asking, input=keys)

        def having(status: ExperienceStatus) -> str:
            return "".join(
                sorted(item.source.key for item in store.experiences.select([status]) if item.source)
            )

        assert having(ExperienceStatus.KEPT) == kept
        assert having(ExperienceStatus.DISMISSED) == dismissed
        assert (store.entries.count(), store.stories.count()) == (entries, stories)


def test_going_through_the_list_on_a_terminal(place: Path) -> None:
    """The real command on a real terminal: look, merge nothing, keep, undo, keep, dismiss."""
    shown = _on_a_terminal(place, ["inventory", "shop"], "k", "u", "k", "d")
    assert "1 kept, 1 dismissed, 0 not answered." in shown
    assert "Taken back: Use the new parser" in experiences(place)


def _on_a_terminal(place: Path, args: list[str], *keys: str) -> str:
    ours, theirs = pty.openpty()
    environ = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "STARL_HOME": str(place / "home"),
        **QUIET,
        "NO_COLOR": "1",
    }
    with subprocess.Popen(
        [sys.executable, "-m", "starl", *args],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=place,
        env=environ,
    ) as process:
        os.close(theirs)
        shown, asked, waiting = "", 0, list(keys)
        ended = time.monotonic() + 30
        while time.monotonic() < ended:
            if not select.select([ours], [], [], 0.2)[0]:
                continue
            try:
                shown += os.read(ours, 65536).decode()
            except OSError:
                break
            if waiting and shown.count("k d e s m n u q ?") > asked:
                asked += 1
                time.sleep(0.3)
                os.write(ours, waiting.pop(0).encode())
        process.kill()
    os.close(ours)
    return shown
