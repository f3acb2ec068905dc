"""A story as a browser sends it: which one, and its text from its boxes."""

from __future__ import annotations

from fastapi import HTTPException

from starl.model.story import Section
from starl.model.story_record import StoryRecord
from starl.store.store import Store
from starl.text.fields import fields, with_fields

WHOLE = "whole"
"""The name of the one box of a story that is not in five sections."""
LONGEST = 200_000
"""Characters of a story in a browser."""


def the_story(store: Store, slug: str) -> StoryRecord:
    """The story of this short name or id. Raises 404 where there is none."""
    record = store.stories.by_slug(slug) or store.stories.get(slug)
    if record is None:
        raise HTTPException(404, f"There is no story '{slug}'.")
    return record


def composed(text: str, said: dict[str, str]) -> str:
    """The story with what stands in the boxes of the browser. Raises 422 for boxes that it does not have."""
    if any(len(value) > LONGEST for value in said.values()):
        raise HTTPException(422, f"A story may have {LONGEST:,} characters here.")
    if WHOLE in said:
        return said[WHOLE].replace("\r\n", "\n")
    if fields(text) is None:
        raise HTTPException(
            422, "The story is not in five sections any more. Reload the page; your words are kept here."
        )
    return with_fields(text, {Section(name): value for name, value in said.items() if name in set(Section)})
