"""The built wheel is complete: installed alone it judges the examples."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DATA = (
    "starl/content/weights.bin",
    "starl/content/coach.json",
    "starl/coach/rules/b201_others_at_fault.toml",
    "starl/content/scenarios/basics.toml",
    "starl/content/learn/star-l.md",
    "starl/content/sample/stories/review.2.md",
    "starl/py.typed",
)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "wheel",
            "--quiet",
            "--no-deps",
            "--no-build-isolation",
            "-w",
            str(out),
            str(ROOT),
        ],
        check=True,
        capture_output=True,
    )
    return next(out.glob("*.whl"))


def test_the_wheel_has_its_data_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert set(DATA) <= set(names)
    assert all(name.startswith("starl") for name in names)
    assert any(name.endswith("/data/share/man/man1/starl.1") for name in names)


def test_the_wheel_runs_in_an_empty_environment(wheel: Path, tmp_path: Path) -> None:
    target = tmp_path / "site"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(target), str(wheel)],
        check=True,
        capture_output=True,
    )
    environment = {**os.environ, "PYTHONPATH": str(target)}
    where = "import starl; print(starl.__file__)"
    found = subprocess.run(
        [sys.executable, "-c", where], capture_output=True, text=True, env=environment, cwd=tmp_path
    )
    assert found.stdout.startswith(str(target))
    done = subprocess.run(
        [sys.executable, "-m", "starl", "check", str(ROOT / "examples")],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
    )
    assert "3 ready to tell" in done.stdout
