"""`starl new`, `rules`, `explain`, `completion`, `--help`, `--version`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from starl import __version__
from starl.cli.safe import one_line, shown
from starl.coach.catalogue import described_rules
from tests.cli.test_check_command import starl


def test_new_starts_a_story_and_never_overwrites(tmp_path: Path) -> None:
    done = starl("new", "The Über-migration: part 2!", cwd=tmp_path)
    assert done.returncode == 0
    path = tmp_path / "the-uber-migration-part-2.md"
    text = path.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("## ")] == [
        "## Situation", "## Task", "## Action", "## Result", "## Learning",
    ]  # fmt: skip
    path.write_text("mine", encoding="utf-8")
    again = starl("new", "The Über-migration: part 2!", cwd=tmp_path)
    assert again.returncode == 2
    assert "exists already" in again.stderr
    assert path.read_text(encoding="utf-8") == "mine"


def test_a_new_story_is_not_judged_yet(tmp_path: Path) -> None:
    starl("new", "x", cwd=tmp_path)
    done = starl("check", "x.md", cwd=tmp_path)
    assert "no text in it yet" in done.stdout
    assert done.returncode == 0


def test_new_needs_a_name(tmp_path: Path) -> None:
    assert starl("new", "!!!", cwd=tmp_path).returncode == 2


def test_rules_lists_every_code() -> None:
    done = starl("rules")
    assert done.returncode == 0
    assert all(f"  {rule.code}  " in done.stdout for rule in described_rules())


@pytest.mark.parametrize("rule", described_rules(), ids=lambda rule: rule.code)
def test_every_rule_has_a_page(rule: object) -> None:
    from click.testing import CliRunner

    from starl.cli.explain import command

    done = CliRunner().invoke(command, [rule.name])  # type: ignore[attr-defined]
    assert done.exit_code == 0
    assert "Ask yourself" in done.output
    assert "It is silent at" in done.output


def test_explain_an_unknown_code() -> None:
    done = starl("explain", "B999")
    assert done.returncode == 2
    assert "B201" in done.stderr


def test_version_is_instant() -> None:
    assert starl("--version").stdout.strip() == f"starl {__version__}"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str) -> None:
    done = starl("completion", shell)
    assert done.returncode == 0
    assert "_STARL_COMPLETE" in done.stdout


def test_completion_knows_the_commands() -> None:
    done = starl(_STARL_COMPLETE="bash_complete", COMP_WORDS="starl ex", COMP_CWORD="1")
    assert "explain" in done.stdout


@pytest.mark.parametrize("args", [["chekc"], ["check"], ["check", "--format", "xml", "x"], ["explain"]])
def test_wrong_calls(args: list[str]) -> None:
    done = starl(*args)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert done.stderr


def test_generated_docs_are_fresh() -> None:
    # In a process of its own: click remembers in a command how its help option was called first.
    done = subprocess.run(
        [sys.executable, "-m", "starl.cli.docs", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[2J", "␛[2J"),
        ("a\x00b", "a␀b"),
        ("\x7f", "␡"),
        ("\u202egnp", "\ufffdgnp"),
        ("tab\tok\n", "tab\tok\n"),
        ("\x9b", "\ufffd"),
    ],
)
def test_control_characters_become_visible(text: str, expected: str) -> None:
    assert shown(text) == expected
    assert len(one_line(text)) == len(text)
