"""Completion in real shells, the manual page, and `starl` alone."""

from __future__ import annotations

import os
import pty
import select
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from starl.cli.man import manual
from tests.cli.conftest import Run

STORY = "examples/database-migration.md"


@pytest.fixture
def shell(tmp_path: Path, run: Run, home: Path) -> dict[str, str]:
    """An environment with `starl` on the path, and a journal with an entry and a story."""
    run("log", "Ran the import twice")
    run("story", "new", "--file", STORY)
    program = tmp_path / "bin" / "starl"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m starl "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "HOME": str(tmp_path)}


WORDS = [
    ("starl explain L60", {"L601", "L604"}),
    ("starl story show the-", {"the-weekend-that-mongodb-went-to-postgresql"}),
    ("starl comp", {"completion"}),
    ("starl check --ignore P00", {"P001"}),
    ("starl check pypro", {"pyproject.toml"}),
]


def needed(shell: str) -> str:
    """The program, or the test is skipped; CI has all of them."""
    found = shutil.which(shell)
    if found is None:
        if "CI" in os.environ:
            pytest.fail(f"{shell} is not installed")
        pytest.skip(f"{shell} is not installed")
    return found


@pytest.mark.parametrize(("line", "expected"), WORDS)
def test_bash_completes(shell: dict[str, str], line: str, expected: set[str]) -> None:
    script = (
        'eval "$(starl completion bash)"; COMP_WORDS=($1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); '
        '_starl_completion starl; printf "%s\\n" "${COMPREPLY[@]}"; compgen -f -- "${COMP_WORDS[COMP_CWORD]}"'
    )
    done = subprocess.run(
        [needed("bash"), "--norc", "-c", script, "bash", line],
        env=shell, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert expected <= set(done.stdout.split()), done.stderr


@pytest.mark.parametrize(("line", "expected"), WORDS)
def test_fish_completes(shell: dict[str, str], line: str, expected: set[str]) -> None:
    done = subprocess.run(
        [needed("fish"), "--no-config", "-c", f"starl completion fish | source; complete -C '{line}'"],
        env=shell, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert expected <= {found.split("\t")[0] for found in done.stdout.splitlines()}, done.stderr


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("starl story show the-", "the-weekend-that-mongodb-went-to-postgresql"),
        ("starl check pypro", "pyproject.toml"),
        ("starl explain A80", "A805"),
    ],
)
def test_zsh_completes(shell: dict[str, str], tmp_path: Path, line: str, expected: str) -> None:
    """A zsh that believes that somebody is typing: its completion works nowhere else."""
    zsh = needed("zsh")
    (tmp_path / ".zshrc").write_text(
        "autoload -U compinit; compinit -u -D\nPS1='ready> '\n" + _script(shell, "zsh"), encoding="utf-8"
    )
    child, end = pty.fork()
    if child == 0:
        os.execve(zsh, ["zsh", "-d", "-i"], {**shell, "ZDOTDIR": str(tmp_path), "TERM": "dumb"})
    try:
        _until(end, "ready> ")
        os.write(end, f"{line}\t\t".encode())
        _until(end, expected)
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(end)


def _script(shell: dict[str, str], name: str) -> str:
    done = subprocess.run(
        ["starl", "completion", name], env=shell, capture_output=True, text=True, check=True
    )
    return done.stdout


def _until(end: int, expected: str) -> None:
    """Reads until the text is on the screen. Fails when nothing more comes for a minute."""
    seen = ""
    while expected not in seen:
        ready, _, _ = select.select([end], [], [], 60)
        assert ready, seen
        seen += os.read(end, 4096).decode(errors="replace")


def test_the_shell_is_told_nothing_where_there_is_no_journal(home: Path) -> None:
    environment = {**os.environ, "STARL_HOME": str(home), "_STARL_COMPLETE": "bash_complete"}
    environment |= {"COMP_WORDS": "starl show ", "COMP_CWORD": "2"}
    done = subprocess.run([sys.executable, "-m", "starl"], env=environment, capture_output=True, check=False)
    assert done.stdout.strip() == b""
    assert not home.exists()


def test_the_manual_page_is_sound_and_has_every_command() -> None:
    page = manual()
    done = subprocess.run(
        [needed("groff"), "-man", "-Tutf8", "-ww"], input=page, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    for part in ("starl story new", "starl check", "STARL_HOME", "--fail-on"):
        assert part.replace("-", r"\-") in page


def test_starl_alone_on_a_new_machine_says_how_to_begin(run: Run, home: Path) -> None:
    done = run()
    assert done.status == 0
    assert "You have no journal yet" in done.out
    assert not home.exists()


def test_starl_alone_says_what_is_due_and_what_next(run: Run) -> None:
    run("log", "Ran the import twice", "--lesson", "Look at the host first")
    run("plan", "set", "in two weeks", "--company", "\x1b[31mHarbour")
    later = run(STARL_NOW="2026-05-03T09:30").out
    assert later.startswith("Sunday, 3 May\n")
    assert "1 lesson to review" in later
    assert "at ␛[31mHarbour" in later
    assert "starl story new" in later
    run("story", "new", "--file", STORY)
    assert "The weekend that MongoDB" in run().out


def test_starl_alone_leaves_many_stories_to_the_plan(run: Run) -> None:
    for _ in range(31):
        run("story", "new", "--file", STORY)
    assert "starl plan" in run().out
