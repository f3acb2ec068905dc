"""Where the settings of a folder come from, and what is said of wrong ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from starl.checking.config import Config, load_config
from starl.errors import StarlError


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ('[tool.starl]\nselect = ["B"]\nlevel = "staff"', Config(select=("B",), level="staff")),
        ('tool.starl.tier = "deep"', Config(tier="deep")),
        ('[project]\nname = "starl"\n[tool.ruff]\nline-length = 99', Config()),
        ('tool = "starl"', Config()),
        ("nothing of ours [", Config()),
        ("", Config()),
    ],
)
def test_a_project_may_say_something(tmp_path: Path, content: str, found: Config) -> None:
    (tmp_path / "pyproject.toml").write_text(content, encoding="utf-8")
    (tmp_path / "within").mkdir()
    assert load_config(tmp_path / "within") == found


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("[tool]\nstarl = 5", "has to be a table"),
        ("[tool.starl]\nlevel = 5", "'level' has to be a string"),
        ('[tool.starl]\nselect = ["B"', "not valid TOML"),
    ],
)
def test_what_is_wrong_is_named_with_its_file(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "pyproject.toml").write_text(content, encoding="utf-8")
    with pytest.raises(StarlError, match=says) as raised:
        load_config(tmp_path)
    assert "pyproject.toml" in str(raised.value)


def test_the_nearest_and_ones_own_file_counts(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.starl]\nlevel = 'junior'", encoding="utf-8")
    (tmp_path / "starl.toml").write_text("level = 'staff'", encoding="utf-8")
    assert load_config(tmp_path) == Config(level="staff")
    near = tmp_path / "near"
    near.mkdir()
    (near / "pyproject.toml").write_text("[tool.starl]\nlevel = 'senior'", encoding="utf-8")
    assert load_config(near) == Config(level="senior")
