"""Stories on the command line: started, saved as revisions with verdicts, compared, put aside."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from starl.model.journal import Evidence, Experience
from starl.store.store import open_store

from .conftest import Run
from .test_journal_commands import NOTHING, drafts, in_a_terminal, kept, writes

ROOT = Path(__file__).parents[2]
DRAFT = ROOT / "docs" / "stories" / "first-draft.md"
GOOD = ROOT / "examples" / "database-migration.md"


def stories(run: Run, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("story", "list", "--format", "json", *options).out)[
        "stories"
    ]
    return found


def test_a_story_that_is_written_already(run: Run) -> None:
    done = run("story", "new", "--file", str(GOOD))
    assert "as revision 1: 100/100" in done.out
    (story,) = stories(run)
    assert story["title"] == "The weekend that MongoDB went to PostgreSQL"
    assert story["themes"] == ["data migration", "testing", "rollback"]
    assert (story["revision"], story["scores"], story["verdict"]["ready"]) == (1, [100], True)
    assert run("story", "show", "the-weekend", "--format", "markdown").out == GOOD.read_text(encoding="utf-8")
    shown = run("show", story["id"]).out
    assert "revision 1 of 1, saved 2026-05-01" in shown
    assert shown.endswith(GOOD.read_text(encoding="utf-8").strip() + "\n")
    data = json.loads(run("story", "show", story["id"], "--format", "json").out)["story"]
    assert data["text"] == GOOD.read_text(encoding="utf-8")


def test_a_story_from_nothing_has_no_verdict_yet(run: Run) -> None:
    done = run("story", "new", "The Über-migration")
    assert (
        "“The Über-migration” as revision 1: not judged yet. Next: starl story check the-uber-migration"
        in done.out
    )
    assert [(story["verdict"], story["scores"]) for story in stories(run)] == [(None, [])]
    assert "next  What did you choose that went wrong" in run("story", "list").out


def test_a_story_from_an_entry(run: Run) -> None:
    one = kept(
        run, "Ran the import twice.", "--lesson", "Dry run first", "--tag", "ops", "--date", "2026-04-24"
    )
    run("story", "new", "--from", one)
    (story,) = stories(run)
    assert (story["title"], story["date"], story["themes"]) == (
        "Ran the import twice.",
        "2026-04-24",
        ["ops"],
    )
    assert story["entry"].startswith(one)
    assert "-->\nDry run first\n" in run("story", "show", "ran-the-import").out
    assert (
        "there is no entry or experience whose id begins with"
        in run("story", "new", "--from", story["id"]).err
    )


def test_a_story_from_an_experience_is_known_to_it(run: Run, home: Path) -> None:
    with open_store(home / "journal.sqlite") as store:
        now = store.now()
        evidence = (Evidence("commit", "abc123", "Revert the parser"),)
        found = store.experiences.add(
            Experience(store.new_id(), now, now, "The parser", dt.date(2026, 4, 1), evidence=evidence)
        )
    run("story", "new", "My parser", "--from", found.id)
    (story,) = stories(run)
    assert (story["title"], story["experience"]) == ("My parser", found.id)
    assert "- commit abc123: Revert the parser" in run("story", "show", story["id"]).out
    with open_store(home / "journal.sqlite") as store:
        again = store.experiences.get(found.id)
        assert again is not None
        assert again.story == story["id"]
    assert "Revert the parser" in run("show", found.id).out
    assert "is dismissed" in run("rm", found.id).out
    assert "is kept again" in run("restore", found.id).out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ([], "needs a title"),
        (["--from", "zz"], "no entry or experience"),
        (["--file", "not-there.md"], "not-there.md: there is no such file"),
        (["--file", "-"], "has no text in it"),
        (["--file", "x", "--from", "y"], "exclude each other"),
    ],
)
def test_a_bad_start(run: Run, args: list[str], said: str) -> None:
    done = run("story", "new", *args)
    assert done.status == 2
    assert said in done.err
    assert stories(run) == []


def test_every_save_is_a_revision_and_progress_shows(run: Run, tmp_path: Path, home: Path) -> None:
    run("story", "new", "The cluster", "--file", str(DRAFT))
    first = stories(run)[0]["scores"][0]
    better = writes(
        tmp_path / "better.py",
        "text = text.replace('Mistakes were made in the time zone settings, and QA\\nmissed it.', "
        "'I set the time zone by hand and did not test it.')",
    )
    done = run(
        "story", "edit", "the-cluster", "--note", "own it", editor=better, STARL_NOW="2026-05-02T10:00"
    )
    (story,) = stories(run)
    last = story["scores"][1]
    assert story["revision"] == 2
    assert last > first
    assert f"{last}/100 (+{last - first})" in done.out
    text = run("story", "list").out
    assert f"{last}/100 " in text
    assert "2 revisions" in text
    assert "\n  next  " in text
    lines = run("story", "log", "the-cluster").out.splitlines()
    assert [line.split()[:3] for line in lines[:2]] == [
        ["1", "2026-05-01", "09:30"],
        ["2", "2026-05-02", "10:00"],
    ]
    assert lines[1].endswith(f"+{last - first}    own it")
    revisions = json.loads(run("story", "log", "the-cluster", "--format", "json").out)["revisions"]
    assert [revision["verdict"]["score"] for revision in revisions] == [first, last]

    out = run("story", "diff", "the-cluster").out
    assert f"(+{last - first})" in out
    assert "{+I" in out
    assert "[-Mistakes" in out
    assert "Last spring" not in out
    back = run("story", "diff", "the-cluster", "2", "1").out
    assert f"({first - last})" in back
    assert "The words are the same." in run("story", "diff", "the-cluster", "2").out
    assert "has no revision 7" in run("story", "diff", "the-cluster", "7").err
    coloured = run("story", "diff", "the-cluster", FORCE_COLOR="1", NO_COLOR="").out
    assert "\x1b[32m" in coloured
    assert "{+" not in coloured

    empty = writes(tmp_path / "empty.py", "text = ' '")
    assert "starl story archive the-cluster" in run("edit", "the-cluster", editor=empty).err
    assert (stories(run)[0]["revision"], len(drafts(home))) == (2, 1)


def test_one_revision_has_no_difference(run: Run) -> None:
    run("story", "new", "x", "--file", str(DRAFT))
    done = run("story", "diff", "x")
    assert done.status == 2
    assert "has one revision so far" in done.err


def test_check_says_what_starl_check_says(run: Run, tmp_path: Path) -> None:
    run("story", "new", "The cluster", "--file", str(DRAFT))
    of_file = run("check", str(DRAFT))
    done = run("story", "check", "the-cluster")
    assert done.status == of_file.status == 1
    assert done.out.splitlines()[1:] == of_file.out.splitlines()[1:]
    (report,) = json.loads(run("story", "check", "the-cluster", "--format", "json").out)["files"]
    assert report["path"] == "the-cluster"


def test_the_archive(run: Run) -> None:
    assert "There is no story yet" in run("story", "list").out
    run("story", "new", "The cluster", "--file", str(DRAFT))
    assert "starl story unarchive the-cluster" in run("story", "archive", "the-cluster").out
    assert stories(run) == []
    assert run("search", "cluster").out == NOTHING
    assert len(stories(run, "--archived")) == 1
    run("rm", "--forever", "--yes")
    assert len(stories(run, "--archived")) == 1
    assert "is back" in run("story", "unarchive", "the-cluster").out
    assert "is in the archive" in run("rm", "the-cluster").out
    assert "is back" in run("restore", "the-cluster").out
    assert len(stories(run, "--theme", "none")) == 0
    assert "Removed 1" in run("rm", "--forever", "--yes", "the-cluster").out
    assert "There is no story yet" in run("story", "list").out


def test_which_story_is_meant(run: Run) -> None:
    for title in ("The cluster", "The cluster moves", "The queue"):
        run("story", "new", title)
    assert "Story" in run("story", "show", "the-cluster").out
    assert "the beginning of more than one: story" in run("story", "show", "the-").err
    assert "no story whose id or short name begins with 'x'" in run("story", "show", "x").err


def test_in_a_terminal_the_editor_opens_on_a_new_story(run: Run, tmp_path: Path, home: Path) -> None:
    editor = writes(tmp_path / "e.py", "text = text.replace('The cluster', 'My cluster')")
    done = in_a_terminal(home, "", editor, "story", "new", "The cluster", terminal_out=True)
    assert done.returncode == 0
    assert [story["title"] for story in stories(run)] == ["My cluster"]
