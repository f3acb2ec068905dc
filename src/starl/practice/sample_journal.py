"""The sample journal: a made-up person's five months, to try things out with; taken away again without a trace.

What it added is noted in a setting: each record's name, its id, and a mark of what the record said. A record that says
something else by now was changed by the person and is theirs.
"""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import fields
from hashlib import sha256
from typing import Any, NamedTuple

from starl import __version__
from starl.coach.engine import check
from starl.content import content_text
from starl.model.journal import Entry, Evidence, Experience, Improvement, Outcome, Source
from starl.model.search import RecordKind
from starl.model.story_record import StoryRecord, VerdictSnapshot
from starl.store.store import Store

KIND = "sample"
"""The kind of source of its entries and experiences."""
_SETTING = "sample journal"
_FOLDER = "sample"
_ORDER = (RecordKind.ENTRY, RecordKind.EXPERIENCE, RecordKind.STORY, RecordKind.IMPROVEMENT)
"""In which they are added; they are removed the other way round."""
_PLURAL = {
    RecordKind.ENTRY: "entries",
    RecordKind.EXPERIENCE: "experiences",
    RecordKind.STORY: "stories",
    RecordKind.IMPROVEMENT: "improvements",
}
_BINNABLE = (RecordKind.ENTRY, RecordKind.STORY)
"""The kinds that have a bin, and are removed for good by a purge."""
_NO_CHANGE = frozenset(
    ("id", "created", "updated", "binned", "verdict", "revision", "entry", "experience", "story", "merged")
)
"""Fields that change without the person's having changed what a record says."""

_Noted = dict[str, dict[str, tuple[str, str | None]]]
"""By kind and name: the id, and the mark; None for what became the person's own."""


class Theirs(NamedTuple):
    """A record of the sample that the person changed."""

    kind: RecordKind
    id: str
    title: str
    """Its title, or the beginning of its text."""


class Removed(NamedTuple):
    """What became of the sample."""

    removed: int
    stays: tuple[Theirs, ...]
    """What the person changed since; it is kept, and part of the sample no more."""


def is_loaded(store: Store) -> bool:
    """Whether some of the sample is there."""
    return any(mark for kind in _noted(store).values() for _, mark in kind.values())


def load(store: Store) -> int:
    """Adds the sample, its days counted back from today, and gives the number of records that were added.

    What is there already, or was made the person's own, is not added again.
    """
    with store.transaction():
        noted = _noted(store)
        loading = _Loading(store, noted)
        adders: dict[RecordKind, Callable[[Mapping[str, Any]], str | None]] = {
            RecordKind.ENTRY: loading.entry,
            RecordKind.EXPERIENCE: loading.experience,
            RecordKind.STORY: loading.story,
            RecordKind.IMPROVEMENT: loading.improvement,
        }
        added = 0
        for kind in _ORDER:
            for data in _data(kind):
                identifier = None if loading.there(kind, data["name"]) else adders[kind](data)
                if identifier is not None:
                    noted[kind][data["name"]] = (identifier, _mark(store, kind, identifier))
                    added += 1
        store.settings.set(_SETTING, noted)
    return added


def remove(store: Store) -> Removed:
    """Takes away what `load` added, for good, and leaves what the person added or changed."""
    removed = 0
    stays = []
    with store.transaction():
        noted = _noted(store)
        for kind in reversed(_ORDER):
            repository = _repository(store, kind)
            for name, (identifier, mark) in list(noted[kind].items()):
                record = repository.get(identifier)
                if record is not None and mark is None:
                    continue
                if record is not None and mark != _mark(store, kind, identifier):
                    stays.append(Theirs(kind, identifier, _title(record)))
                    noted[kind][name] = (identifier, None)
                    continue
                if record is not None:
                    (repository.purge if kind in _BINNABLE else repository.remove)(identifier)
                    removed += 1
                del noted[kind][name]
        if any(noted.values()):
            store.settings.set(_SETTING, noted)
        else:
            store.settings.remove(_SETTING)
    return Removed(removed, tuple(reversed(stays)))


class _Loading:
    """Makes the records, each at its moment in the past."""

    def __init__(self, store: Store, noted: _Noted) -> None:
        self._store = store
        self._noted = noted
        self._now = store.now().astimezone()
        self._coming: dict[str, str] = {}
        """The ids that stories will have, by name."""

    def there(self, kind: RecordKind, name: str) -> bool:
        """Whether the record of this name is in the journal."""
        identifier = self._id(kind, name)
        return identifier is not None and _repository(self._store, kind).get(identifier) is not None

    def entry(self, data: Mapping[str, Any]) -> str | None:
        past = self._past(data["days"], data["time"])
        entry = Entry(
            **_new(past),
            date=self._day(data["days"]),
            at=data["time"],
            text=_line(data["text"]),
            mistake=data.get("mistake"),
            lesson=data.get("lesson"),
            cause=data.get("cause"),
            tags=tuple(data["tags"]),
            mood=data.get("mood"),
            project=data.get("project"),
            source=Source(KIND, data["name"]),
            applied=self._day(data["applied"]) if "applied" in data else None,
        )
        return entry.id if past.entries.add_many([entry]).added else None

    def experience(self, data: Mapping[str, Any]) -> str | None:
        past = self._past(data["days"])
        evidence = [
            Evidence(one["kind"], one["reference"], one["text"], self._day(one["days"]))
            for one in data["evidence"]
        ]
        experience = Experience(
            **_new(past),
            title=data["title"],
            date=self._day(data["days"]),
            summary=data["summary"],
            score=data["score"],
            reasons=tuple(data["reasons"]),
            evidence=tuple(evidence),
            project=data.get("project"),
            source=Source(KIND, data["name"]),
            entry=self._id(RecordKind.ENTRY, data.get("entry")),
            story=self._story_id(data.get("story")),
        )
        return experience.id if past.experiences.add_many([experience]).added else None

    def story(self, data: Mapping[str, Any]) -> str:
        first = data["revisions"][0]
        past = self._past(first["days"], first["time"])
        day = self._day(data["happened"])
        head = f"---\ntitle: {json.dumps(data['title'])}\nthemes: {json.dumps(data['themes'])}\ndate: {day}\n---\n\n"
        record = StoryRecord(
            **_new(past) | {"id": self._story_id(data["name"])},
            slug=past.stories.free_slug(data["title"]),
            title=data["title"],
            date=day,
            themes=tuple(data["themes"]),
            entry=self._id(RecordKind.ENTRY, data["entry"]),
            experience=self._id(RecordKind.EXPERIENCE, data["experience"]),
        )
        for number, revision in enumerate(data["revisions"], 1):
            text = head + content_text(f"{_FOLDER}/stories/{data['name']}.{number}.md")
            verdict = VerdictSnapshot.of(check(text), __version__)
            then = self._past(revision["days"], revision["time"])
            record = then.stories.save(record, text, verdict, revision["note"])
        return record.id

    def improvement(self, data: Mapping[str, Any]) -> str:
        past = self._past(data["days"])
        new = _new(past)
        if "checked" in data:
            new["updated"] = self._past(data["checked"]).now()
        improvement = Improvement(
            **new,
            weakness=data["weakness"],
            learning=data["learning"],
            change=data["change"],
            due=self._day(-data["due"]) if "due" in data else None,
            outcome=Outcome(data["outcome"]) if "outcome" in data else None,
            checked=self._day(data["checked"]) if "checked" in data else None,
            note=data.get("note", ""),
            entry=self._id(RecordKind.ENTRY, data.get("entry")),
            story=self._id(RecordKind.STORY, data.get("story")),
        )
        return past.improvements.add(improvement).id

    def _story_id(self, name: str | None) -> str | None:
        """The id that the story of this name has or will have, so that an experience can point at it."""
        if name is None or self.there(RecordKind.STORY, name):
            return self._id(RecordKind.STORY, name)
        if name not in self._coming:
            data = next(one for one in _data(RecordKind.STORY) if one["name"] == name)
            first = data["revisions"][0]
            self._coming[name] = self._past(first["days"], first["time"]).new_id()
        return self._coming[name]

    def _id(self, kind: RecordKind, name: str | None) -> str | None:
        return self._noted[kind].get(name or "", (None, None))[0]

    def _day(self, days: int) -> dt.date:
        return self._now.date() - dt.timedelta(days=days)

    def _past(self, days: int, time: dt.time = dt.time(18)) -> Store:
        """The journal as it is opened so many days ago."""
        moment = dt.datetime.combine(self._day(days), time).astimezone()
        return Store(self._store.engine, self._store.owner, clock=lambda: moment)


def _new(past: Store) -> dict[str, Any]:
    return {"id": past.new_id(), "created": past.now(), "updated": past.now()}


def _data(kind: RecordKind) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads(content_text(f"{_FOLDER}/{_PLURAL[kind]}.toml"))[kind]
    return found


def _noted(store: Store) -> _Noted:
    kept = store.settings.get(_SETTING, {})
    return {kind: {name: tuple(pair) for name, pair in kept.get(kind, {}).items()} for kind in _ORDER}


def _mark(store: Store, kind: RecordKind, identifier: str) -> str:
    """A hash of what a record says."""
    record = _repository(store, kind).get(identifier)
    said = {
        field.name: getattr(record, field.name) for field in fields(record) if field.name not in _NO_CHANGE
    }
    if kind is RecordKind.STORY:
        said["text"] = store.stories.text(identifier)
    return sha256(json.dumps(said, default=str, sort_keys=True).encode()).hexdigest()


def _repository(store: Store, kind: RecordKind) -> Any:
    return getattr(store, _PLURAL[kind])


def _title(record: Any) -> str:
    """The title, or the first line of what a record says."""
    said = getattr(record, "title", None) or getattr(record, "text", None) or record.change
    line = str(said).strip().partition("\n")[0]
    return line if len(line) <= 70 else line[:70].rpartition(" ")[0] + " …"


def _line(text: str) -> str:
    """The text with the line breaks within its paragraphs gone, as one types into a journal."""
    return "\n\n".join(" ".join(part.split()) for part in text.strip().split("\n\n"))
