"""Every command that a page shows in a block is run, in a journal that has what the page speaks of."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_site import _END, _FENCE, PAGES, ROOT

ELSEWHERE = {
    "docs/first-story.md": "test_journal_page.py runs the tutorial and compares what is printed",
    "docs/journal.md": "test_journal_page.py runs the page and compares what is printed",
}
"""Pages whose commands another test runs."""
NOT_RUN = {
    r"serve|mcp --http|lsp": "runs until it is stopped",
    r"check \S+ --watch": "runs until it is stopped",
    r"\S+.* (ID|NAME|DIR|FILE)\b": "names something that only the reader has",
    r"inventory PATH": "names a folder that only the reader has; docs/inventory.md has one that is run",
    r"takes compare": "names takes that only the reader has",
    r"review --from-anki": "needs a package from Anki; test_from_anki.py takes one in",
    r"rehearse the-migration --audio": "needs a recording; test_rehearse_command.py has some",
    r"speech install": "takes a model from a folder that only the reader has",
    r"backup restore": "asks which copy; test_transfer_commands.py restores",
    r".*(--encrypt-to|--passphrase|--identity)": "needs a key or a passphrase typed in; test_transfer_commands.py has them",
    r"model list|opinion|interview --model": "speaks to a model of the person's own",
    r"share STORY --replace": "asks about each name; test_share_command.py answers",
    r"interview --resume": "needs an interview that was broken off; test_interview_command.py has one",
}
"""Commands that are not run, and why."""
FINE = {"check docs/stories/first-draft.md": 1, "share STORY": 2}
"""What a command ends with where that is not 0: findings; nobody at a terminal who says that a story may go out."""
TOLD = ("check -", "rehearse the-migration", "rehearse the-migration --typed")
"""Commands that are told a story."""
STORY = (ROOT / "examples/database-migration.md").read_text(encoding="utf-8")


def _commands(page: Path) -> list[str]:
    """The commands of its blocks, each once, without the word starl."""
    found: dict[str, None] = {}
    for block in _FENCE.findall(page.read_text(encoding="utf-8")):
        for line in block.splitlines():
            line = line.strip().removeprefix("$ ")
            if line.startswith("starl "):
                found.setdefault(_END.split(line)[0].strip().removeprefix("starl "))
    return [command for command in found if not any(re.match(pattern, command) for pattern in NOT_RUN)]


def _run(folder: Path, *args: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "starl", *args], cwd=folder, input=stdin, text=True, capture_output=True,
        timeout=120, env={**os.environ, "HOME": str(folder), "STARL_HOME": str(folder / "home"), "STARL_TIER": "default"},
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with what the pages name, and a journal with stories and an entry."""
    for title in ("The import", "The migration"):
        (tmp_path / "story.md").write_text(
            re.sub(r"(?m)^title: .*", f"title: {title}", STORY), encoding="utf-8"
        )
        assert _run(tmp_path, "story", "new", "--file", "story.md").returncode == 0
    assert _run(tmp_path, "log", "I ran it twice #ops", "--lesson", "Look at the prompt").returncode == 0
    (tmp_path / "docs/stories").mkdir(parents=True)
    draft = (ROOT / "docs/stories/first-draft.md").read_text(encoding="utf-8")
    (tmp_path / "docs/stories/first-draft.md").write_text(draft, encoding="utf-8")
    (tmp_path / "journal.txt").write_text("[2026-01-02 09:30] I broke the build.\n", encoding="utf-8")
    for place in ("shop", "till"):
        subprocess.run(["git", "init", "--quiet", str(tmp_path / "src" / place)], check=True)
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/outage.md").write_text("# Postmortem\n\nThe shop was down.\n", encoding="utf-8")
    (tmp_path / "issues.json").write_text("[]", encoding="utf-8")
    calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
    (tmp_path / "work.ics").write_text(calendar, encoding="utf-8")
    return tmp_path


RUN = [page for page in PAGES if page.relative_to(ROOT).as_posix() not in ELSEWHERE and _commands(page)]


@pytest.mark.parametrize("page", RUN, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_the_commands_of_a_page_work(page: Path, folder: Path) -> None:
    wrong = []
    for command in _commands(page):
        here = (
            command.replace("STORY", "the-import")
            .replace("~", str(folder))
            .replace("/another/place", str(folder / "b"))
        )
        done = _run(folder, *shlex.split(here), stdin=STORY if command in TOLD else "")
        if done.returncode != FINE.get(command, 0) or "Traceback" in done.stderr:
            wrong.append((command, done.returncode, done.stdout[-300:], done.stderr[-300:]))
    assert wrong == []


def test_each_exception_is_still_needed() -> None:
    lines = [
        line
        for page in PAGES
        for block in _FENCE.findall(page.read_text(encoding="utf-8"))
        for line in block.splitlines()
    ]
    commands = [line.strip().removeprefix("$ ").removeprefix("starl ") for line in lines if "starl " in line]
    for pattern in NOT_RUN:
        assert any(re.match(pattern, command) for command in commands), pattern
