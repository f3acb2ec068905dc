"""A deck for Anki: stories, lessons, and which story answers which question.

Notes, their type and the deck have ids that never change, so that Anki takes a second import for the same cards: it writes
their words anew and leaves the reviews that were made in Anki as they are.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile

from starl.coach.fit import FitLevel
from starl.model.journal import EntryFilter
from starl.model.practice import Card, CardKind, State
from starl.model.story import Section
from starl.paper.as_html import inline
from starl.paper.blocks import Kind, clean
from starl.paper.extra import needed
from starl.paper.gather import Told, day
from starl.paper.prose import story_blocks
from starl.practice.cues import cue_of
from starl.practice.portfolio import Overview
from starl.store.store import Store

DECK = 1_764_120_001
MODEL = 1_764_120_002
"""The ids of the deck and of the note type. Changed, every card would come twice."""
NIGHT = dt.timedelta(hours=4)
"""How long after midnight a day of Anki ends, where the person did not change that."""
FIELDS = ("Id", "Kind", "Front", "Back", "Due", "Stability")
_LETTERS = "".join(f"<b>{section.value[0].upper()}</b> {section.value}<br>" for section in Section)
_CSS = ".card { font: 18px/1.5 Georgia, serif; text-align: left; max-width: 40em; margin: auto; } h4 { margin: 1em 0 0; }"


class AnkiNote(NamedTuple):
    """One note; front and back are HTML with all words escaped."""

    kind: CardKind
    item: str
    front: str
    back: str
    card: Card | None
    """What starl knows of its practice."""

    @property
    def key(self) -> str:
        """Its name for good."""
        return f"starl:{self.kind.value}:{self.item}"


def notes_of(store: Store, told: Sequence[Told], found: Overview | None) -> Iterator[AnkiNote]:
    """The notes of these stories. found: the portfolio of a whole journal; with it, its lessons and questions too."""
    for item in told:
        front = f"<b>{escape(item.title)}</b><br>Tell it aloud, from situation to learning.<br><br>{_LETTERS}"
        yield AnkiNote(CardKind.STORY, item.record.id, front, _sections(item), item.card)
    if found is None:
        return
    cards = {(card.kind, card.item): card for card in store.cards.select()}
    for entry in store.entries.each(EntryFilter(lesson=True)):
        card = cards.get((CardKind.LESSON, entry.id))
        moment = store.now()
        cue = cue_of(store, card or Card("", moment, CardKind.LESSON, entry.id, moment))
        back = "".join(f"<h4>{escape(name.capitalize())}</h4>{_lines(words)}" for name, words in cue.answer)
        yield AnkiNote(CardKind.LESSON, entry.id, f"{escape(cue.title)}<br><br>{cue.ask}", back, card)
    for column, question in enumerate(found.questions):
        row = found.best(column)
        if row is not None and found.fits[row][column].level in (FitLevel.STRONG, FitLevel.WORKABLE):
            why = found.fits[row][column].why
            back = f"<b>{escape(found.stories[row].record.title)}</b><br>{escape(why)}"
            front = f"{escape(question.text)}<br><br>Which story of yours answers it?"
            yield AnkiNote(
                CardKind.QUESTION, question.id, front, back, cards.get((CardKind.QUESTION, question.id))
            )


def as_anki(notes: Sequence[AnkiNote], now: dt.datetime) -> bytes:
    """The deck as an .apkg file. now: what its cards are dated, so that a later deck replaces an earlier one's words.

    A card that starl has in review comes with its due date, interval and memory state; Anki takes these over where its
    import is told to take learning progress. Raises StarlError where the extra is missing.
    """
    genanki: Any = needed("genanki")
    model = genanki.Model(
        MODEL,
        "starl",
        fields=[{"name": name} for name in FIELDS],
        templates=[{"name": "Recall", "qfmt": "{{Front}}", "afmt": "{{FrontSide}}<hr id=answer>{{Back}}"}],
        css=_CSS,
        sort_field_index=2,
    )
    deck = genanki.Deck(DECK, "starl")
    for note in notes:
        due = day(note.card.due) if note.card else ""
        stability = f"{note.card.stability:.2f}" if note.card and note.card.stability is not None else ""
        # Without control characters: Anki keeps one between the fields.
        fields = [note.key, note.kind.value, clean(note.front), clean(note.back), due, stability]
        guid = genanki.guid_for(note.key)
        deck.add_note(genanki.Note(model, fields, tags=["starl", f"starl::{note.kind.value}"], guid=guid))
    file = BytesIO()
    genanki.Package(deck).write_to_file(file, timestamp=now.timestamp())
    return _scheduled(file, notes, now)


def _lines(words: str) -> str:
    return escape(words).replace("\n", "<br>")


def _sections(told: Told) -> str:
    written = ""
    for one in story_blocks(told.story):
        if one.kind is Kind.HEADING:
            written += f"<h4>{inline(one.runs)}</h4>"
        elif one.kind is Kind.ITEM:
            written += f"• {inline(one.runs)}<br>"
        else:
            written += f"{inline(one.runs)}<br>"
    return written


def _scheduled(file: BytesIO, notes: Sequence[AnkiNote], now: dt.datetime) -> bytes:
    """The package with the practice of cards in review in Anki's own columns."""
    with TemporaryDirectory() as folder, ZipFile(file) as package:
        path = Path(package.extract("collection.anki2", folder))
        db = sqlite3.connect(path)
        try:
            # Anki counts days since its collection began, from four in the morning; this one begins today.
            began = (now - NIGHT).replace(hour=4, minute=0, second=0, microsecond=0)
            db.execute("UPDATE col SET crt = ?", (int(began.timestamp()),))
            rows = db.execute("SELECT notes.flds, cards.id FROM notes JOIN cards ON cards.nid = notes.id")
            ids = {fields.split("\x1f")[0]: identifier for fields, identifier in rows}
            for note in notes:
                card = note.card
                if card is not None and card.state is State.REVIEW and card.stability is not None:
                    _schedule(db, ids[note.key], card, began)
            db.commit()
        finally:
            db.close()
        done = BytesIO()
        with ZipFile(done, "w", ZIP_DEFLATED) as out:
            out.writestr("collection.anki2", path.read_bytes())
            out.writestr("media", "{}")
        return done.getvalue()


def _schedule(db: sqlite3.Connection, identifier: int, card: Card, began: dt.datetime) -> None:
    stability = card.stability or 1.0
    due = (card.due.astimezone(began.tzinfo).date() - began.date()).days
    interval = max(1, round(stability))
    data = json.dumps({"s": round(stability, 4), "d": round(card.difficulty or 5.0, 3), "dr": 0.9})
    db.execute(
        "UPDATE cards SET type = 2, queue = 2, due = ?, ivl = ?, factor = 2500, reps = 1, data = ? WHERE id = ?",
        (due, interval, data, identifier),
    )
