"""Which texts in an editor are stories: all others are left in peace."""

from __future__ import annotations

from pathlib import Path

from starl.checking.config import Config
from starl.model.story import Story
from starl.text.lazy import lazy

LONGEST = 200_000
"""Code points from which on a text is left in peace: it is hundreds of times as long as a story."""
_FEWEST = 3
"""Sections with a heading from which on a text counts as a story."""
_THEMES = lazy(r"\ufeff?---[ \t]*\r?\n(?:[^\n]*\n){0,40}?themes[ \t]*:")
_SUFFIXES = (".md", ".markdown", ".txt", "")


def reads_as_story(story: Story, path: Path | None, config: Config) -> bool:
    """Whether a text in an editor is a story.

    It is one where at least three of the five sections have a heading (or a template has them), where its front
    matter has `themes`, or where it lies in a folder that the configuration names under `stories`. A README never
    is. path: None for a text that was not saved yet.
    """
    if len(story.text) > LONGEST or (path is not None and path.stem.lower() == "readme"):
        return False
    named = {part.section for part in story.parts if part.section is not None}
    if len(named) >= _FEWEST:
        return True
    if path is not None and path.suffix.lower() not in _SUFFIXES:
        return False
    if _themes(story):
        return True
    return path is not None and any(path.resolve().is_relative_to(folder) for folder in config.stories)


def _themes(story: Story) -> bool:
    front = story.hidden[0] if story.hidden and story.hidden[0].start == 0 else None
    return front is not None and _THEMES.match(story.text, 0, front.end) is not None
