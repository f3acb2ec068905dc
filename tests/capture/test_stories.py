"""Saving a story from an editor: what it was made from, and what it saves by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from starl.capture.stories import new_record, save
from starl.errors import Conflict
from starl.model.journal import Experience
from starl.model.story_record import AUTOSAVE
from starl.store.store import open_store
from tests.store.records import Clock, experience


def test_an_editor_saves_by_itself_and_meets_another(tmp_path: Path) -> None:
    with open_store(tmp_path / "journal.sqlite", clock=Clock()) as store:
        found: Experience = store.experiences.add(experience(store))
        made = new_record(store, "The import", experience=found.id)
        made = save(store, made, "# The import\n\nIt began.", expected=0, session="tab")
        made = save(store, made, "# The lost rows\n\nIt began on a Friday.", expected=1, session="tab")
        (only,) = store.stories.revisions(made.id)
        assert (made.revision, only.note, only.text[-8:]) == (1, AUTOSAVE, " Friday.")
        kept = store.experiences.get(found.id)
        assert kept and kept.story == made.id
        theirs = save(store, made, "# Theirs\n\nText.", "by hand")
        with pytest.raises(Conflict) as caught:
            save(store, made, "# Mine\n\nText.", expected=1, session="tab")
        assert caught.value.newest == theirs.revision == 2
        assert store.stories.get(made.id) == theirs
