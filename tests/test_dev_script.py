"""./dev explains itself and refuses what it does not know."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def dev(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", str(ROOT / "dev"), *args], capture_output=True, text=True, cwd="/")


@pytest.mark.parametrize("args", [(), ("help",), ("--help",)])
def test_help(args: tuple[str, ...]) -> None:
    done = dev(*args)
    assert done.returncode == 0
    assert "./dev test" in done.stdout


@pytest.mark.parametrize("command", ["tset", "", "run test"])
def test_an_unknown_command(command: str) -> None:
    done = dev(command)
    assert done.returncode == 2
    assert "there is no command" in done.stderr


def test_ci_runs_the_same_tests_as_a_person() -> None:
    assert (ROOT / ".ci" / "run").read_text().rstrip().endswith("exec ./dev test")


def test_nothing_names_this_machine() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True
    ).stdout.split("\0")
    places = [f"{folder}/" for folder in (ROOT, ROOT.parent) if len(folder.parts) > 1]
    for name in filter(None, tracked):
        if (ROOT / name).suffix not in (".bin", ".npz", ".png") and not name.startswith("tests/"):
            text = (ROOT / name).read_text(encoding="utf-8", errors="ignore")
            assert not any(place in text for place in places), name
