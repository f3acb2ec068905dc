"""The GitHub Action and the pre-commit hook: what they say is sound, and their commands run."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from sarif_pydantic import Sarif

ROOT = Path(__file__).resolve().parents[2]
ACTION: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
BAD = "## Situation\nWe built it.\n## Action\nIt was Dave's fault that 300 users lost data, mail bob@acme.com.\n"


def test_the_action_follows_the_rules_for_composite_actions() -> None:
    assert set(ACTION) <= {"name", "author", "description", "branding", "inputs", "outputs", "runs"}
    assert ACTION["runs"]["using"] == "composite"
    assert len(ACTION["description"]) <= 125
    for entry in ACTION["inputs"].values():
        assert set(entry) <= {"description", "required", "default", "deprecationMessage"}
        assert isinstance(entry.get("default", ""), str)
    steps = ACTION["runs"]["steps"]
    for step in steps:
        assert ("uses" in step) != ("run" in step)
        assert "shell" in step or "uses" in step
        assert "${{" not in step.get("run", ""), "an input in a script can issue commands"
    used = set(re.findall(r"\$\{\{ inputs\.([\w-]+) \}\}", str(steps)))
    assert used == set(ACTION["inputs"])
    assert {step.get("id") for step in steps} >= set(re.findall(r"steps\.(\w+)\.", str(ACTION["outputs"])))


def perform(folder: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """The step that checks, as the runner does it: its script with these inputs; also what it gave out."""
    step = next(step for step in ACTION["runs"]["steps"] if step.get("id") == "check")
    defaults = {name: entry["default"] for name, entry in ACTION["inputs"].items()}
    values = defaults | {name.replace("_", "-"): value for name, value in inputs.items()}
    given = {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda match: values[match[1]], value)
        for name, value in step["env"].items()
    }
    program = folder / "bin" / "starl"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m starl "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    output = folder / "output"
    environment = {**os.environ, **given, "PATH": f"{program.parent}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        env={**environment, "GITHUB_OUTPUT": str(output)},
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done, output.read_text(encoding="utf-8") if output.exists() else ""


def test_the_action_annotates_and_writes_what_code_scanning_takes(tmp_path: Path) -> None:
    (tmp_path / "my stories").mkdir()
    (tmp_path / "my stories" / "a b.md").write_text(BAD, encoding="utf-8")
    done, output = perform(tmp_path, paths="my stories\n")
    assert done.returncode == 1
    assert "::warning file=my stories/a b.md,line=4" in done.stdout
    assert output == "sarif=starl.sarif\n"
    report = Sarif.model_validate_json((tmp_path / "starl.sarif").read_text(encoding="utf-8"))
    assert report.runs[0].results
    known = {rule.id for rule in report.runs[0].tool.driver.rules or []}
    for result in report.runs[0].results:
        place = (result.locations or [])[0].physical_location
        assert place is not None
        assert place.artifact_location is not None
        assert place.artifact_location.uri == "my%20stories/a%20b.md"
        assert place.region is not None
        assert (place.region.start_line or 0) >= 1
        assert result.rule_id in known
        assert result.message.text


@pytest.mark.parametrize(
    ("inputs", "status"),
    [
        ({"fail_on": "never"}, 0),
        ({"fail_on": "never", "sarif": ""}, 0),
        ({"select": "V999"}, 2),
        ({"paths": "nowhere"}, 2),
        ({"paths": "a.md\n$(touch pwned)"}, 2),
        ({"ignore": "S,L,P,B,A,V,O,T,C,H,N"}, 0),
    ],
)
def test_the_inputs_of_the_action(tmp_path: Path, inputs: dict[str, str], status: int) -> None:
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    done, output = perform(tmp_path, **inputs)
    assert done.returncode == status, done.stderr
    assert (tmp_path / "starl.sarif").exists() == ("sarif" not in inputs)
    assert bool(output) == ("sarif" not in inputs)
    assert not (tmp_path / "pwned").exists()


def test_the_hook_runs_what_it_names(tmp_path: Path) -> None:
    hook = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]
    story = tmp_path / "a.md"
    story.write_text(BAD, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", *hook["entry"].split(), str(story)], capture_output=True, check=False
    )
    assert done.returncode == 1
