"""A person with an empty journal."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mcp.assistants import Person


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path / "home")
