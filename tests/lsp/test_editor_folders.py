"""What is in editors/: no names of registries in the lock file, and the same command as the documentation's."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from starl import __version__
from starl.coach.engine import check
from tests.lsp.conftest import STORY

ROOT = Path(__file__).resolve().parents[2]
VSCODE = ROOT / "editors" / "vscode"


def test_the_lock_file_names_no_registry() -> None:
    lock = json.loads((VSCODE / "package-lock.json").read_text(encoding="utf-8"))
    packages = lock["packages"]
    assert len(packages) > 100
    assert not [name for name, entry in packages.items() if "resolved" in entry]
    assert not [name for name, entry in packages.items() if name and "integrity" not in entry]


def test_the_extension_starts_this_version_as_documented() -> None:
    manifest = json.loads((VSCODE / "package.json").read_text(encoding="utf-8"))
    setting = manifest["contributes"]["configuration"]["properties"]["starl.command"]
    assert setting["default"] == ["starl", "lsp"]
    assert manifest["version"] == __version__
    assert manifest["capabilities"]["untrustedWorkspaces"]["restrictedConfigurations"] == ["starl.command"]


@pytest.mark.parametrize("name", ["vscode", "neovim", "helix", "zed", "emacs"])
def test_every_editor_has_a_page_that_is_linked(name: str) -> None:
    folder = ROOT / "docs" / "editors"
    assert f"({name}.md)" in (folder / "README.md").read_text(encoding="utf-8")
    assert "starl" in (folder / f"{name}.md").read_text(encoding="utf-8")


def test_the_built_extension_starts_the_server_and_shows_its_findings(tmp_path: Path) -> None:
    """With VS Code's own client library, and a stand-in for VS Code itself. CI builds the extension."""
    built, node = VSCODE / "dist" / "extension.js", shutil.which("node")
    if node is None or not built.is_file():
        pytest.skip("the extension is not built; in editors/vscode: npm ci && npm run build")
    story = tmp_path / "story.md"
    story.write_text(STORY, encoding="utf-8")
    environment = {
        **os.environ,
        "NODE_PATH": str(Path(__file__).parent / "node"),
        "EXTENSION": str(built),
        "STORY": str(story),
        "SERVER": json.dumps([sys.executable, "-m", "starl", "lsp"]),
        "STARL_TIER": "default",
        "XDG_CACHE_HOME": str(tmp_path),
    }
    done = subprocess.run(
        [node, str(Path(__file__).parent / "node" / "run.js")],
        env=environment, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["commands"] == ["starl.restart", "starl.explain", "starl.reason", "starl.next"]
    assert seen["codes"] == [item.code for item in check(STORY).findings]
