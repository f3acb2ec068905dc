"""Pages show what the program prints. STARL_UPDATE_SNAPSHOTS=1 writes them anew."""

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
AFTER_THE_COACH = {
    "## Learning\n": (
        "I had trusted my eyes to tell two black windows apart. Since then the prompt of production is red, and no script of "
        "mine writes before it has named the database and I have typed that name. On 12 May that question stopped me once.\n"
    )
}
"""What is written at the second editing of a page."""


@pytest.mark.parametrize("page", ["README.md", "docs/journal.md", "docs/first-story.md"])
def test_the_page(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.setenv("COLUMNS", "100")
    editors = iter(
        writes(tmp_path / f"{name}.py", f"for a, b in {words!r}.items(): text = text.replace(a, a + b)")
        for name, words in (("first", WRITTEN), ("second", AFTER_THE_COACH))
    )

    def again(block: re.Match[str]) -> str:
        said = []
        for line in block[2].splitlines():
            if line.startswith("$ starl "):
                args = shlex.split(line)[2:]
                editor = next(editors) if "edit" in args else None
                done = run(*args, STARL_NOW=block[1], editor=editor)
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
