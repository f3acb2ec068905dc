"""The scripted model, with a folder of its own for what `llm` keeps."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.opinion.scripted import Scripted, install


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scripted:
    """The model, as good as new."""
    monkeypatch.setenv("LLM_USER_PATH", str(tmp_path / "llm"))
    return install()
