"""Every command in a code block of the pages is run, in the order of the page, in a home with what the page speaks of.

README, docs/journal.md and docs/first-story.md are run by test_journal_page, whose output they show.
"""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyrage
import pytest

from starl.store.home import FILE
from starl.store.store import open_store
from tests.sharing.test_sharing import review
from tests.test_site import PAGES, commands_of_blocks

from .conftest import Run

ROOT = Path(__file__).parents[2]
SHOWN = {"README.md", "docs/journal.md", "docs/first-story.md"}
NOT_HERE = {
    "starl serve": "a server: tests/web and tests/sharing",
    "starl review --from-anki": "needs a deck from Anki: tests/paper/test_from_anki.py",
    "starl server": "needs PostgreSQL and its environment: tests/server",
    "starl speech install": "takes a model from the network: tests/speech",
    "starl rehearse the-migration --audio": "needs a recording and a recogniser: tests/speech",
    "starl model use": "needs a language model: tests/cli/test_model_commands.py",
    "starl model": "needs a language model: tests/cli/test_model_commands.py",
    "starl opinion": "needs a language model: tests/cli/test_model_commands.py",
    "starl interview --model": "needs a language model: tests/cli/test_model_commands.py",
}
TYPED = "The import ran twice and it was my doing.\n" * 3
ANSWERS = {
    "starl interview": "/quit\n",
    "starl drill": "/quit\n",
    "starl rehearse": TYPED,
    "starl backup restore": "y\n",
    "starl import": "y\n",
    "starl export --all": "secret\nsecret\n",
}
"""What is typed, by the beginning of the command."""
Fill = Callable[[str], str]


def outcome(status: int, command: str) -> bool:
    """Whether a command came to a good end. `check` says 1 where it found something."""
    return status == 0 or (status == 1 and " check" in command)


def not_here(command: str) -> bool:
    return any(
        command == name or (name != "starl model" and command.startswith(f"{name} ")) for name in NOT_HERE
    )


@pytest.fixture
def filled(run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fill:
    """A home and a folder with what the pages speak of; gives the command with its placeholders filled in."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("HOME", str(folder))
    for title, source in (("The import", "database-migration.md"), ("The migration", "first-outage.md")):
        text = (ROOT / "examples" / source).read_text(encoding="utf-8")
        text = f"---\ntitle: {title}\n---\n" + text.rpartition("---\n")[2]
        (folder / "story.md").write_text(text, encoding="utf-8")
        assert run("story", "new", "--file", "story.md").status == 0
    run("log", "Ran the import twice #ops", "--mistake", "Did not look at the prompt")
    (folder / "journal.txt").write_text("[2026-04-01 09:30] Broke the build and told nobody.\n", "utf-8")
    (folder / "issues.json").write_text(
        json.dumps([{"number": 7, "title": "Outage of the till", "state": "closed", "labels": [{"name": "incident"}],
                     "created_at": "2026-03-01T10:00:00Z", "closed_at": "2026-03-02T10:00:00Z"}]), "utf-8",
    )  # fmt: skip
    (folder / "work.ics").write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260401T090000Z\r\n"
        "DTSTART:20260401T090000Z\r\nSUMMARY:Postmortem of the till\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", "utf-8",
    )  # fmt: skip
    for name in ("src/shop", "src/till"):
        (folder / name).mkdir(parents=True)
        for git in (
            ["init", "-q"],
            ["-c", "user.name=A", "-c", "user.email=a@b.c", "commit", "-q", "--allow-empty", "-m", "First"],
        ):
            subprocess.run(["git", "-C", name, *git], check=True)
    (folder / "notes").mkdir()
    (folder / "notes/postmortem.md").write_text(
        "# Postmortem: the till stood still\n\n## Impact\n\nTwo hours.\n", "utf-8"
    )
    key = pyrage.x25519.Identity.generate()
    (folder / "key.txt").write_text(f"{key}\n", encoding="utf-8")
    monkeypatch.setenv("STARL_PASSPHRASE", "a long one")

    disk = tmp_path / "disk"

    def fill(command: str) -> str:
        newest_backup = max(disk.glob("*.age"), default=disk)
        with open_store(home / FILE) as store:
            shares, takes = store.shares.select(), store.takes.select()
            links = store.share_links.select()
            reviews, mocks = store.feedback.select(), store.mocks.select()
        if "reviews import" in command:
            (folder / "review.json").write_text(
                json.dumps(review(shares[-1], *sorted(set(shares[-1].text.split()), key=len)[-3:])),
                encoding="utf-8",
            )
        changes = {
            "FILE": "review.json",
            "STORY": "the-import",
            "DIR": str(tmp_path / "copies"),
            "~/": f"{folder}/",
            "/another/place": str(tmp_path / "another"),
            "/mnt/disk/journal-20261126T091500Z-manual.sqlite.age": str(newest_backup),
            "/mnt/disk": str(disk),
            "age1qz...": str(key.to_public()),
            "interview show ID": f"interview show {mocks[0].id}" if mocks else "",
            "compare 01kqhdz8 01m8beqx": f"compare {takes[-1].id} {takes[0].id}" if takes else "",
            " LINK": f" {links[0].id}" if links else " LINK",
            " ID": f" {reviews[0].id}" if reviews else " ID",
        }
        for old, new in changes.items():
            command = command.replace(old, new)
        asks = command.startswith("starl share ") and "--show" not in command
        return f"{command} --yes" if asks else command

    return fill


@pytest.mark.parametrize(
    "page", [str(p.relative_to(ROOT)) for p in PAGES if str(p.relative_to(ROOT)) not in SHOWN]
)
def test_the_commands_of_a_page(run: Run, filled: Fill, page: str) -> None:
    failed = []
    for command in commands_of_blocks((ROOT / page).read_text(encoding="utf-8")):
        if not_here(command):
            continue
        said = filled(command)
        typed = next((text for name, text in ANSWERS.items() if command.startswith(name)), "")
        if command.startswith("starl export"):  # A page may show one command at two places.
            for made in ("the-import.docx", "journal.tar.age"):
                Path(made).unlink(missing_ok=True)
        done = run(*shlex.split(said)[1:], stdin=typed)
        if not outcome(done.status, command):
            failed.append(f"{command}: {done.status} {done.err} {done.out[-900:]}")
    assert failed == []


def test_what_is_not_run_here_is_on_a_page() -> None:
    """A reason for a command that no page has is not needed any more."""
    every = [c for page in PAGES for c in commands_of_blocks(page.read_text(encoding="utf-8"))]
    for name in NOT_HERE:
        assert any(re.match(re.escape(name) + r"\b", command) for command in every), name
