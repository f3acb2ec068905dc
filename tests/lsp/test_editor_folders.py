"""What is in editors/: no names of registries in the lock file, and the same command as the documentation's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from starl import __version__

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
