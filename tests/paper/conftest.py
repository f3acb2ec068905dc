"""A journal with three stories that a person could have written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from starl.capture.stories import new_record, save
from starl.model.practice import Card, CardKind, State
from starl.store.store import Store, open_store
from tests.coach.test_fit import LATE, QUARREL
from tests.store.records import entry
from tests.web.conftest import SOUND

NOW = dt.datetime(2026, 5, 4, 9, 30, tzinfo=dt.UTC)
HOSTILE = '#read("/etc/passwd") $x$ \\u{41} <script>alert(1)</script> & "quoted" ]]> \u202eabc\u202c #set page(width: 1cm)'
DATED = f"""---
title: "The statements"
themes: ["billing", "testing"]
date: 2024-03-14
---
{SOUND}- technical: Compare totals, **always**, in `totals.py`
- process: {HOSTILE}
"""


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Store]:
    """The journal; the newest story has hostile text in it, and a card in review."""
    with open_store(str(tmp_path / "journal.sqlite"), clock=lambda: NOW) as store:
        for title, text in (("The export", LATE), ("The review", QUARREL), ("The statements", DATED)):
            record = save(
                store,
                new_record(store, title),
                text if text == DATED else f"---\ntitle: {title}\n---\n{text}",
            )
        store.entries.add(entry(store, lesson="A fixture asks the system for a <free> port"))
        store.cards.add(
            Card(
                store.new_id(),
                NOW,
                CardKind.STORY,
                record.id,
                NOW + dt.timedelta(days=9),
                State.REVIEW,
                None,
                12.4,
                5.5,
                NOW,
            )
        )
        yield store
