"""README.md and docs/journal.md show what the program prints. STARL_UPDATE_SNAPSHOTS=1 writes them anew."""

from __future__ import annotations

import os
import re
import shlex
import time
from pathlib import Path

import pytest

from .conftest import Run
from .test_journal_commands import writes

ROOT = Path(__file__).parents[2]
BLOCK = re.compile(r"<!-- (\S+) -->\n```console\n(.*?)```", re.DOTALL)
WRITTEN = {
    "## Task\n": "I was to load 2,100 new users into the staging database, for a test on that Friday.\n",
    "## Action\n": "I had both shells open, typed the command into the wrong one and pressed Enter.\n",
    "## Result\n": "Every user was there twice, 40 of them called, and I undid it until two in the morning.\n",
}


@pytest.mark.parametrize("page", ["README.md", "docs/journal.md"])
def test_the_page(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.setenv("COLUMNS", "100")
    editor = writes(tmp_path / "e.py", f"for a, b in {WRITTEN!r}.items(): text = text.replace(a, a + b)")

    def again(block: re.Match[str]) -> str:
        said = []
        for line in block[2].splitlines():
            if line.startswith("$ starl "):
                done = run(*shlex.split(line)[2:], STARL_NOW=block[1], editor=editor)
                error = f"starl: {done.err}\n" if done.err else ""
                said.append(f"{line}\n{done.out}{error}")
        return f"<!-- {block[1]} -->\n```console\n{''.join(said)}```"

    path = ROOT / page
    text = path.read_text(encoding="utf-8")
    fresh = BLOCK.sub(again, text)
    if os.environ.get("STARL_UPDATE_SNAPSHOTS"):
        path.write_text(fresh, encoding="utf-8")
    else:
        assert fresh == text
