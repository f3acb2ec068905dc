"""Workers killed, the job worker killed, PostgreSQL crashed, while people write: what they were told is saved is there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_no_acknowledged_write_is_lost() -> None:
    pytest.importorskip("procrastinate", reason="the shared server needs starl[server]")
    run = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "server.py", "--small", "--faults", "--json"],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    if "initdb was not found" in run.stderr and "CI" not in os.environ:
        pytest.skip(run.stderr.strip())
    assert run.returncode == 0, run.stdout[-6000:] + run.stderr[-3000:]
    found = json.loads(run.stdout.splitlines()[-1])
    assert found["lost"] == []
    assert found["wrong"] == 0
    assert sum(found["kept"]) > 0
    assert found["killed"] > 1
    assert found["crashed"] == 1
