"""Which texts are stories: the repository's own documents are not, its stories are."""

from __future__ import annotations

from pathlib import Path

import pytest

from starl.checking.config import Config, load_config
from starl.checking.recognise import LONGEST, reads_as_story
from starl.checking.rule_page import rule_markdown
from starl.coach.catalogue import described_rules
from starl.errors import StarlError
from starl.text.markdown import parse

ROOT = Path(__file__).resolve().parents[2]
STORIES = [
    ROOT / "examples" / "database-migration.md",
    ROOT / "examples" / "authentication.json",
    *sorted((ROOT / "src" / "starl" / "content" / "sample" / "stories").glob("*.md")),
]
OTHERS = [path for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")) if path.parent.name != "stories"]


def is_story(text: str, path: Path | None, config: Config | None = None) -> bool:
    """Whether a text counts."""
    return reads_as_story(parse(text, meta=False), path, config or Config())


def test_stories_are_found_and_documents_left_in_peace() -> None:
    missed = [path.name for path in STORIES if not is_story(path.read_text(encoding="utf-8"), path)]
    accused = [path.name for path in OTHERS if is_story(path.read_text(encoding="utf-8"), path)]
    assert (missed, accused) == ([], [])
    assert len(OTHERS) > 20


def test_the_pages_that_an_editor_opens_are_no_stories() -> None:
    assert not [rule.code for rule in described_rules() if is_story(rule_markdown(rule, 1), Path("x.md"))]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("---\ntitle: x\nthemes: []\n---\n", "a.md", True),
        ("\ufeff---\r\nthemes: [a]\r\n---\r\nText.\r\n", None, True),
        ("---\ntitle: x\n---\nthemes: none\n", "a.md", False),
        ("themes: [a]\n", "a.md", False),
        ("---\nthemes: [a]\n", "a.md", False),
        ("S: There\nT: That\nA: I did\nR: It broke\nL: I test\n", None, True),
        ("## Background\nText\n## Goal\nText\n", "design.md", False),
        ("---\nthemes: []\n---\n", "a.py", False),
        ("---\nthemes: []\n---\n", "ReadMe.md", False),
        ("---\nthemes: []\n---\n" + "word " * LONGEST, "a.md", False),
    ],
)
def test_what_counts(text: str, name: str | None, expected: bool) -> None:
    assert is_story(text, Path(name) if name else None) == expected


def test_a_folder_that_the_configuration_names(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.starl]\nstories = ["mine"]\n', encoding="utf-8")
    folder = tmp_path / "mine" / "2026"
    folder.mkdir(parents=True)
    config = load_config(folder)
    assert is_story("I broke it.", folder / "a.txt", config)
    assert not is_story("I broke it.", folder / "a.py", config)
    assert not is_story("I broke it.", tmp_path / "mine.md", config)
    (tmp_path / "starl.toml").write_text('stories = "mine"\n', encoding="utf-8")
    with pytest.raises(StarlError, match="'stories' has to be a list"):
        load_config(folder)
