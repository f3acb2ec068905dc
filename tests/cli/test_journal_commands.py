"""Entries on the command line: taken down, found, changed, thrown away and brought back; nothing is ever lost."""

from __future__ import annotations

import itertools
import json
import os
import pty
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from .conftest import Run

NOTHING = (
    "Nothing is like that. Try fewer or other words, or the beginning of a word with a star ('migr*').\n"
)
_SECONDS = itertools.count()


def writes(path: Path, script: str) -> str:
    """An editor that runs a Python script on the file, whose text is `text` in it."""
    path.write_text(
        f"import sys, pathlib\npath = pathlib.Path(sys.argv[-1])\ntext = path.read_text()\n{script}\npath.write_text(text)\n"
    )
    return f"{shlex.quote(sys.executable)} {shlex.quote(str(path))}"


def entries(run: Run, *options: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run("entries", "--format", "json", *options).out)["entries"]
    return found


def drafts(home: Path) -> list[str]:
    return [path.read_text() for path in sorted((home / "drafts").glob("*"))]


def test_log_with_everything(run: Run, tmp_path: Path) -> None:
    (tmp_path / "shot.png").touch()
    done = run(
        "log", "Ran the", "import twice #ops", "--mistake", "No dry run", "--lesson", " Dry run first ", "--cause", "Hurry",
        "--tag", "#Database,OPS", "--tag", "import", "--date", "last friday 16:40", "--mood", "tired",
        "--project", "billing", "--attach", str(tmp_path / "x" / ".." / "shot.png"),
    )  # fmt: skip
    assert re.fullmatch(r"Kept as \w{8,}, Fri 2026-04-24 16:40  #Database  #OPS  #import\n", done.out)
    (entry,) = entries(run)
    assert entry | {"id": 0, "created": 0, "updated": 0} == {
        "id": 0, "created": 0, "updated": 0, "date": "2026-04-24", "at": "16:40:00", "text": "Ran the import twice #ops",
        "mistake": "No dry run", "lesson": "Dry run first", "cause": "Hurry", "tags": ["Database", "OPS", "import"],
        "mood": "tired", "project": "billing", "attachments": [str(tmp_path / "shot.png")], "source": None,
        "applied": None, "binned": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("args", "stdin", "text"),
    [
        (["-"], "From a\r\npipe #x\n\n", "From a\npipe #x"),
        ([], "From a pipe without a dash", "From a pipe without a dash"),
        (["--mistake", "Only that"], "not looked at", ""),
    ],
)
def test_where_the_text_comes_from(run: Run, args: list[str], stdin: str, text: str) -> None:
    assert run("log", *args, stdin=stdin).status == 0
    assert [(entry["text"], entry["date"], entry["at"]) for entry in entries(run)] == [
        (text, "2026-05-01", "09:30:00")
    ]


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--date", "blah"], "the date 'blah' is not understood"),
        (["--date", "tomorrow"], "still to come"),
        (["--attach", "not-there.png"], "the attachment 'not-there.png' is not there"),
    ],
)
def test_a_bad_call_stores_nothing_and_loses_nothing(
    run: Run, home: Path, args: list[str], said: str
) -> None:
    typed = run("log", "my words", *args)
    assert typed.status == 2
    assert said in typed.err
    assert "Your text: my words" in typed.err
    piped = run("log", "-", *args, stdin="my piped words")
    assert piped.status == 2
    assert str(home / "drafts" / "piped-20260501T093000.md") in piped.err
    assert drafts(home) == ["my piped words"]
    assert entries(run) == []


def test_a_journal_that_cannot_be_written_loses_nothing_either(run: Run, home: Path) -> None:
    home.mkdir()
    (home / "journal.sqlite").write_bytes(b"no database at all" * 100)
    done = run("log", "-", stdin="my words")
    assert done.status == 2
    assert "the file is not a journal" in done.err
    assert drafts(home) == ["my words"]


@pytest.mark.parametrize("stdin", ["", " \n", b"\xff\xfe\0bad"])
def test_nothing_is_no_entry(run: Run, stdin: str | bytes) -> None:
    assert run("log", "-", stdin=stdin).status == 2
    assert entries(run) == []


def test_a_template_in_the_editor(run: Run, tmp_path: Path, home: Path) -> None:
    editor = writes(
        tmp_path / "e.py",
        "text = text.replace('mistake:', 'mistake: I: #5').replace('Step by step, the wrong turns too. -->', "
        "'Step by step, the wrong turns too. -->\\nI #rolled it back.')",
    )
    done = run("log", "--template", "incident", "--project", "billing", editor=editor)
    assert done.status == 0, done.err
    (entry,) = entries(run)
    assert entry["text"] == "## What I did\nI #rolled it back."
    assert (entry["mistake"], entry["project"], entry["tags"]) == ("I: #5", "billing", ["incident", "rolled"])
    assert drafts(home) == []


def test_an_editor_that_changes_only_the_prompts_keeps_nothing(run: Run, tmp_path: Path, home: Path) -> None:
    editor = writes(tmp_path / "e.py", "text = text.partition('<!--')[0]")
    assert "nothing was kept" in run("log", "--template", "weekly", editor=editor).out
    assert (entries(run), drafts(home)) == ([], [])


def test_what_a_failing_editor_leaves_is_kept_and_said(run: Run, tmp_path: Path, home: Path) -> None:
    editor = writes(tmp_path / "e.py", "path.write_text(text + 'my words')\nsys.exit(1)")
    done = run("log", "--template", "mistake", editor=editor)
    assert done.status == 2
    assert f"Your text is in {home / 'drafts'}" in done.err
    (draft,) = drafts(home)
    assert "my words" in draft


def test_a_window_that_opens_and_returns_at_once_is_no_answer(run: Run, home: Path) -> None:
    done = run("log", "--template", "mistake", editor="true")
    assert done.status == 2
    assert 'EDITOR="code --wait"' in done.err
    assert len(drafts(home)) == 1


def in_a_terminal(
    home: Path, answers: str, editor: str, *args: str, terminal_out: bool = False
) -> subprocess.CompletedProcess[str]:
    """The program with a terminal as its standard input, in which these answers are typed."""
    ours, theirs = pty.openpty()
    os.write(ours, answers.encode())
    environment = os.environ | {
        "STARL_HOME": str(home),
        "EDITOR": editor,
        "VISUAL": "",
        "STARL_NOW": "2026-05-01T09:30",
    }
    try:
        return subprocess.run(
            [sys.executable, "-m", "starl", *args],
            stdin=theirs, stdout=theirs if terminal_out else subprocess.PIPE, stderr=subprocess.PIPE,
            env=environment, text=True, timeout=60,
        )  # fmt: skip
    finally:
        os.close(ours)
        os.close(theirs)


def test_in_a_terminal_the_editor_opens_again_and_a_draft_is_offered(
    run: Run, tmp_path: Path, home: Path
) -> None:
    editor = writes(tmp_path / "bad.py", "text = text.replace('lesson:', 'lession:') + 'my words'")
    done = in_a_terminal(home, "n\n", editor, "log")
    assert done.returncode == 2
    assert "did you mean 'lesson'?" in done.stderr
    assert "Open the editor again?" in done.stderr
    assert f"Your text is in {home / 'drafts'}" in done.stderr
    assert entries(run) == []

    mend = writes(tmp_path / "good.py", "text = text.replace('lession:', 'lesson:')")
    fresh = in_a_terminal(home, "", "false", "log", "--template", "weekly")
    assert "Go on with it?" not in fresh.stderr
    for path in (home / "drafts").glob("*"):
        if "weekly" in path.read_text():
            path.unlink()
    done = in_a_terminal(home, "y\n", mend, "log")
    assert "Go on with it?" in done.stderr
    assert done.returncode == 0, done.stderr
    assert [entry["text"] for entry in entries(run)] == ["my words"]
    assert drafts(home) == []


@pytest.mark.parametrize("page", [1, 2, 2000])
def test_a_month_of_entries_listed(run: Run, page: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("starl.cli.entries._PAGE", page)
    assert "The journal is empty" in run("entries").out
    for at, more in enumerate((["--lesson", "L"], ["--project", "p", "--tag", "Ops"], ["--tag", "ops"])):
        run("log", f"number {at} \x1b[31m", "--date", f"2026-04-2{at}", *more)
    lines = run("entries").out.splitlines()
    assert [line.split("  ")[1] for line in lines] == ["2026-04-22", "2026-04-21", "2026-04-20"]
    assert ["●" in line for line in lines] == [False, False, True]
    assert "\x1b" not in "".join(lines)
    for options, texts in {
        ("--tag", "OPS"): [2, 1],
        ("--lesson",): [0],
        ("--no-lesson",): [2, 1],
        ("--project", "p"): [1],
        ("--since", "2026-04-21", "--until", "2026-04-21"): [1],
        ("--limit", "1"): [2],
        ("--limit", "0"): [2, 1, 0],
    }.items():
        assert [int(entry["text"][7]) for entry in entries(run, *options)] == texts
    assert "1 of 3; --limit 0 shows all." in run("entries", "--limit", "1").out
    assert run("entries", "--tag", "none").out == "No entry is like that.\n"


def kept(run: Run, *args: str) -> str:
    """Logs an entry, a second after the one before, and gives its id as it was said."""
    now = f"2026-05-01T09:30:{next(_SECONDS) % 60:02}"
    return run("log", *args, STARL_NOW=now).out.split()[2].rstrip(",")


def test_show(run: Run, home: Path) -> None:
    one = kept(run, "First\nSecond \x1b[31m", "--lesson", "Look", "--tag", "ops", "--date", "2026-04-20")
    assert run("show", one.upper()).out == (
        f"Entry {one}  Mon 2026-04-20  #ops\n\nFirst\nSecond ␛[31m\n\nlesson      Look\n"
    )
    assert json.loads(run("show", one, "--format", "json").out)["entry"]["lesson"] == "Look"
    kept(run, "another")
    assert "is the beginning of more than one: entry" in run("show", "0").err
    for wrong in ("zzz", "%", ""):
        assert f"there is no record whose id begins with '{wrong}'" in run("show", wrong).err


def test_edit(run: Run, tmp_path: Path, home: Path) -> None:
    one = kept(run, "Frist #ops", "--lesson", "Look")
    mend = writes(
        tmp_path / "e.py",
        "text = text.replace('Frist', 'First').replace('lesson: Look', 'lesson:\\n  a\\n  b')",
    )
    assert run("edit", one, editor=mend).out == f"Saved {one}\n"
    (entry,) = entries(run)
    assert (entry["text"], entry["lesson"], entry["tags"]) == ("First #ops", "a\nb", ["ops"])
    slow = writes(tmp_path / "slow.py", "import time; time.sleep(0.6)")
    assert run("edit", one, editor=slow).out == f"Nothing of {one} was changed.\n"
    empty = writes(tmp_path / "empty.py", "text = ''")
    assert f"to throw the entry away: starl rm {one}" in run("edit", one, editor=empty).err
    assert len(drafts(home)) == 1


def test_an_edit_does_not_overwrite_what_came_meanwhile(run: Run, tmp_path: Path, home: Path) -> None:
    one = kept(run, "First")
    inner = writes(tmp_path / "inner.py", "text = text.replace('First', 'Other')")
    call = f"[sys.executable, '-m', 'starl', 'edit', '{one}']"
    outer = writes(
        tmp_path / "outer.py",
        f"import os, subprocess\nsubprocess.run({call}, env=os.environ | {{'EDITOR': {inner!r}, 'STARL_NOW': '2026-05-02'}}, "
        "check=True)\ntext = text.replace('First', 'Mine')",
    )
    done = run("edit", one, editor=outer)
    assert "changed or removed elsewhere" in done.err
    assert [entry["text"] for entry in entries(run)] == ["Other"]
    assert ["Mine" in draft for draft in drafts(home)] == [True]


def test_the_bin(run: Run) -> None:
    one, two = kept(run, "one"), kept(run, "two")
    assert run("rm", one, "zzz").status == 2
    assert len(entries(run)) == 2
    assert f"Entry {one} “one” is in the bin.\n" in run("rm", one, two, one).out
    assert (entries(run), len(entries(run, "--bin"))) == ([], 2)
    assert "in the bin" in run("show", one).out
    run("restore", one)
    assert [entry["text"] for entry in entries(run)] == ["one"]
    assert "Nothing was removed" in run("rm", "--forever", stdin="n\n").out
    assert len(entries(run, "--bin")) == 1
    assert "Removed 1." in run("rm", "--forever", stdin="y\n").out
    assert run("rm", "--forever").out == "The bin is empty.\n"
    assert "Removed 1." in run("rm", "--forever", "--yes", one).out
    assert entries(run) == entries(run, "--bin") == []
    assert run("rm").status == 2


def test_search(run: Run) -> None:
    run("log", "The import stopped half way #ops", "--date", "2026-04-20")
    run(
        "log",
        "The rollback of the import failed on staging",
        "--lesson",
        "Try \x1b it",
        "--date",
        "2026-04-21",
    )
    assert "  The *import* stopped half way #ops\n" in run("search", "impo*", "-staging").out
    both = run("search", "import").out
    assert both.count("*import*") == 2
    bold = run("search", '"rollback of"', FORCE_COLOR="1", NO_COLOR="")
    assert "\x1b[1m\x1b[4mrollback\x1b[0m \x1b[1m\x1b[4mof\x1b[0m" in bold.out
    assert "\x1b it" not in bold.out
    hits = json.loads(run("search", "import", "--tag", "ops", "--format", "json").out)["hits"]
    assert [(hit["kind"], hit["date"]) for hit in hits] == [("entry", "2026-04-20")]
    assert run("search", "import", "--since", "2026-04-22").out == NOTHING
    assert run("search", "import", "--kind", "story").out == NOTHING
    assert "only says what must not be there" in run("search", "-staging").err
    assert "--limit shows more" in run("search", "import", "--limit", "1").out


def test_templates(run: Run, home: Path) -> None:
    (home / "templates").mkdir(parents=True)
    (home / "templates" / "standup.md").write_text("<!-- Every morning -->")
    out = run("templates").out
    assert re.search(r"^incident  An incident", out, re.MULTILINE)
    assert re.search(r"^standup   Every morning  \(yours\)$", out, re.MULTILINE)
    assert "there is no template 'x'" in run("log", "--template", "x").err


def test_all_of_it_on_a_server(run: Run, schema: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STARL_DATABASE", schema)
    one = kept(run, "The import stopped #ops")
    assert "*import*" in run("search", "import").out
    assert "“The import stopped #ops” is in the bin" in run("rm", one).out
    run("restore", one)
    assert "as revision 1" in run("story", "new", "--from", one).out
    assert [entry["tags"] for entry in entries(run)] == [["ops"]]
