"""What an operator starts it with: the compose file, the units, the sample of the environment."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from starl.cli.app import app
from starl.server.environment import VARIABLES, read_environment

DEPLOY = Path(__file__).parents[2] / "deploy"
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
NEEDS_SYSTEMD = pytest.mark.skipif(
    "CI" not in os.environ and not shutil.which("systemd-analyze"),
    reason="systemd-analyze is not here (apt install systemd)",
)
UNITS = sorted(path.name for path in DEPLOY.glob("*.service"))


def values_of(unit: str, name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", (DEPLOY / unit).read_text(encoding="utf-8"), re.MULTILINE)


def is_a_command(words: list[str]) -> bool:
    """Whether starl has it."""
    here: click.Command | None = app
    for word in words[1:]:
        if not isinstance(here, click.Group):
            return False
        here = here.get_command(click.Context(here), word)
    return words[0] == "starl" and here is not None


def test_every_service_runs_something_that_there_is() -> None:
    services = COMPOSE["services"]
    assert {"database", "server", "worker"} <= set(services)
    for name in ("server", "worker"):
        service = services[name]
        assert is_a_command(service["command"])
        assert set(service["environment"]) <= set(VARIABLES)
        assert service["read_only"] and service["cap_drop"] == ["ALL"]
        assert service["depends_on"]["database"]["condition"] == "service_healthy"
        assert "ports" not in service, "only the proxy is reached from outside"
    assert "healthcheck" in services["database"] and "ports" not in services["database"]
    named = {volume.partition(":")[0] for each in services.values() for volume in each.get("volumes", [])}
    assert {name for name in named if not name.startswith(".")} == set(COMPOSE["volumes"])


def test_the_sample_is_right_once_it_is_filled_in(tmp_path: Path) -> None:
    text = (DEPLOY / "starl.env.example").read_text(encoding="utf-8")
    lines = re.findall(r"^#?([A-Z_]+)=(.*)$", text, re.MULTILINE)
    assert {name for name, _ in lines} <= {*VARIABLES, "DATABASE_PASSWORD"}
    given = {name: value for name, value in lines if value} | {
        "STARL_SECRET": "ZXNwcmVzc28gbWFjaGluZXMgZG8gbm90IGxpZSB0byBt",
        "STARL_OIDC_CLIENT": "starl",
        "STARL_OIDC_SECRET": "secret",
    }
    found = read_environment(given)
    assert found.secure and found.mail and found.identity


@pytest.mark.parametrize("unit", UNITS)
def test_a_unit_starts_something_that_there_is(unit: str) -> None:
    (command,) = values_of(unit, "ExecStart")
    words = shlex.split(command.replace("/opt/starl/bin/", ""))
    assert is_a_command(words) or (DEPLOY / words[0]).exists()
    assert values_of(unit, "EnvironmentFile") == ["/etc/starl/starl.env"]


@NEEDS_SYSTEMD
@pytest.mark.parametrize("unit", [*UNITS, "starl-backup.timer"])
def test_systemd_takes_a_unit(unit: str) -> None:
    done = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(DEPLOY / unit)],
        capture_output=True,
        text=True,
        check=False,
    )
    wrong = [line for line in done.stderr.splitlines() if "/opt/starl/bin/" not in line]
    assert wrong == []


@NEEDS_SYSTEMD
@pytest.mark.parametrize("unit", ["starl-server.service", "starl-worker.service"])
def test_a_unit_is_shut_in(unit: str) -> None:
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(DEPLOY / unit)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-400:]


def test_every_test_that_the_security_page_names_is_there() -> None:
    page = (DEPLOY.parent / "docs" / "asvs.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", page)
    assert len(named) > 40
    for path, test in named:
        text = (DEPLOY.parent / path).read_text(encoding="utf-8")
        assert not test or f"def {test}(" in text, (path, test)
