"""Takes the records of exported files into a journal, those that are not there yet."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple, Protocol, TypeVar

from starl.errors import StarlError
from starl.export import layout
from starl.export.codec import fields_of, from_data
from starl.export.pages import read_page
from starl.export.remark import Remark, Say
from starl.model.attempt import Attempt
from starl.model.dismissal import Dismissal
from starl.model.interview import Interview, Use
from starl.model.journal import Entry, Experience, Improvement, Taken
from starl.model.mock_record import MockRecord
from starl.model.practice import Card, ReviewLog
from starl.model.sharing import Feedback, Share, ShareLink, Visit
from starl.model.story_record import Revision, StoryRecord
from starl.model.take import Take
from starl.store.store import Store

File = tuple[str, str]
"""Its name, and the text in it."""


class Restored(NamedTuple):
    """How many records of each kind were added, and how many were there already."""

    added: Counter[str]
    known: Counter[str]


class _Whole(NamedTuple):
    """A story with all that belongs to it."""

    record: StoryRecord
    revisions: list[Revision]
    uses: list[Use]
    dismissals: list[Dismissal]


class _HasId(Protocol):
    @property
    def id(self) -> str:
        """Its id."""


R = TypeVar("R", bound=_HasId)


class _Keeps(Protocol[R]):
    def get(self, identifier: str) -> R | None:
        """The record with this id."""

    def add(self, record: R, /) -> R:
        """Keeps a new record."""


class Taking:
    """What was taken in so far. What is wrong is said and left out."""

    def __init__(self, store: Store, say: Say, seen: Callable[[Entry | None], None]) -> None:
        self._store, self._say, self._seen = store, say, seen
        self.restored = Restored(Counter(), Counter())

    def take(self, kind: str, files: Iterable[File]) -> None:
        """Takes in the files of one kind, as `layout` names it; of a story, all its files."""
        store = self._store
        if kind == layout.ENTRIES:
            self._count("entries", store.entries.add_many(self._entries(files)))
        elif kind == layout.EXPERIENCES:
            self._count("experiences", store.experiences.add_many(self._records(files, Experience)))
        elif kind == layout.IMPROVEMENTS:
            self._singly("improvements", store.improvements, self._records(files, Improvement))
        elif kind == layout.INTERVIEWS:
            self._singly("interviews", store.interviews, self._records(files, Interview))
        elif kind == layout.ATTEMPTS:
            self._singly("attempts", store.attempts, self._records(files, Attempt))
        elif kind == layout.TAKES:
            self._singly("takes", store.takes, self._records(files, Take))
        elif kind == layout.MOCKS:
            self._singly("mock interviews", store.mocks, self._records(files, MockRecord))
        elif kind == layout.SHARES:
            there = self._led(files, Share, store.stories, "story")
            self._singly("shared stories", store.shares, there)
        elif kind == layout.FEEDBACK:
            self._singly("peer reviews", store.feedback, self._led(files, Feedback, store.shares, "share"))
        elif kind == layout.SHARE_LINKS:
            self._singly("share links", store.share_links, self._led(files, ShareLink, store.shares, "share"))
        elif kind == layout.SHARE_VISITS:
            self._singly("visits", store.share_visits, self._led(files, Visit, store.share_links, "link"))
        elif kind == layout.CARDS:
            self._cards(files)
        elif kind == layout.SETTINGS:
            self._settings(files)
        elif kind:
            self._story(kind, dict(files))

    def take_recording(self, file: str, data: bytes) -> None:
        """Takes in the recording of a take that is in the journal by now."""
        try:
            is_new = self._store.takes.take_in_recording(file.removeprefix(layout.RECORDINGS), data)
        except StarlError as error:
            self._wrong(file, None, error)
            return
        (self.restored.added if is_new else self.restored.known)["recordings"] += 1

    def _singly(self, kind: str, repository: _Keeps[R], records: Iterable[R]) -> None:
        for record in records:
            if self._is_new(kind, repository.get(record.id)):
                repository.add(record)

    def _count(self, kind: str, taken: Taken) -> None:
        self.restored.added[kind] += taken.added
        self.restored.known[kind] += taken.known

    def _is_new(self, kind: str, there: object) -> bool:
        (self.restored.added if there is None else self.restored.known)[kind] += 1
        return there is None

    def _wrong(self, name: str, line: int | None, error: StarlError) -> None:
        self._say(Remark(name, line, f"is damaged: {error}"))

    def _entries(self, files: Iterable[File]) -> Iterator[Entry]:
        for name, page in files:
            try:
                meta, text = read_page(page)
                entry = from_data(Entry, meta | {"text": text})
            except StarlError as error:
                self._wrong(name, None, error)
                continue
            others = sorted(meta.keys() - fields_of(Entry))
            if others:
                said = f"says '{', '.join(others)}' in its front matter, which starl does not keep"
                self._say(Remark(name, None, said, fault=False))
            self._seen(entry)
            yield entry

    def _data(self, files: Iterable[File]) -> Iterator[tuple[str, int, dict[str, Any]]]:
        """The data of each line, and where it is."""
        for name, text in files:
            for number, line in enumerate(text.split("\n"), 1):
                if not line.strip():
                    continue
                try:
                    data = json.loads(line)
                except (ValueError, RecursionError):
                    data = None
                if isinstance(data, dict):
                    yield name, number, data
                else:
                    self._wrong(name, number, StarlError("the line is no JSON object"))

    def _records(self, files: Iterable[File], kind: type[R]) -> Iterator[R]:
        for name, number, data in self._data(files):
            try:
                record = from_data(kind, data)
            except StarlError as error:
                self._wrong(name, number, error)
                continue
            yield record

    def _led(self, files: Iterable[File], kind: type[R], to: _Keeps[Any], field: str) -> Iterator[R]:
        """The records of a kind that points at another by `field`; those whose other one is missing are named."""
        for record in self._records(files, kind):
            if to.get(getattr(record, field)) is None:
                self._wrong(
                    f"{kind.__name__.lower()} {record.id}",
                    None,
                    StarlError(f"its {field} is not in the journal"),
                )
            else:
                yield record

    def _cards(self, files: Iterable[File]) -> None:
        cards = self._store.cards
        for name, number, data in self._data(files):
            try:
                card = from_data(Card, data)
                reviews = [from_data(ReviewLog, item | {"card": card.id}) for item in _items(data, "reviews")]
            except StarlError as error:
                self._wrong(name, number, error)
                continue
            if self._is_new("cards", cards.get(card.id) or cards.of_item(card.kind, card.item)):
                cards.add(card)
                cards.add_logs(reviews)
                self.restored.added["reviews"] += len(reviews)
            else:
                self.restored.known["reviews"] += len(reviews)

    def _settings(self, files: Iterable[File]) -> None:
        there = self._store.settings.all()
        for file, text in files:
            try:
                given = json.loads(text)
            except (ValueError, RecursionError):
                given = None
            if not isinstance(given, dict):
                self._wrong(file, None, StarlError("it is no JSON object"))
                continue
            for name, value in given.items():
                if self._is_new("settings", name if name in there else None):
                    self._store.settings.set(name, value)

    def _story(self, folder: str, texts: dict[str, str]) -> None:
        stories = self._store.stories
        name = f"{folder}/{layout.STORY}"
        try:
            record, revisions, uses, dismissals = _story(folder, texts)
        except StarlError as error:
            self._wrong(name, None, error)
            return
        self._seen(None)
        is_new = self._is_new("stories", stories.get(record.id))
        (self.restored.added if is_new else self.restored.known)["revisions"] += len(revisions)
        if is_new:
            if stories.by_slug(record.slug):
                record = replace(record, slug=stories.free_slug(record.title))
                said = f"has a short name that another story has; it is now {record.slug}"
                self._say(Remark(name, None, said, fault=False))
            stories.add(record, revisions)
        self._singly("uses", self._store.uses, uses)
        there = {(item.code, item.evidence) for item in self._store.dismissals.select(record.id)}
        for item in dismissals:
            if self._is_new("dismissals", item if (item.code, item.evidence) in there else None):
                self._store.dismissals.add(item)


def _story(folder: str, texts: dict[str, str]) -> _Whole:
    """The story of a folder's files by name. Raises StarlError where one is missing or wrong."""
    try:
        data = json.loads(texts[f"{folder}/{layout.STORY}"])
    except KeyError:
        raise StarlError("it is missing or cannot be read") from None
    except (ValueError, RecursionError):
        raise StarlError("it is no JSON") from None
    record = from_data(StoryRecord, data)
    said = _items(data, "revisions")
    numbers = [item.get("number", 0) for item in said]
    revisions: list[Revision] = []
    for item, number in zip(said, numbers, strict=True):
        file = layout.revision_name(number, numbers[-1])
        text = texts.get(f"{folder}/{file}")
        if text is None:
            raise StarlError(f"{file}, a text of this story, is missing or cannot be read")
        revisions.append(from_data(Revision, item | {"story": record.id, "text": text}))
        if len(revisions) > 1 and revisions[-2].number >= revisions[-1].number:
            raise StarlError("its revisions are not in order")
    of_it = {"story": record.id}
    uses = [from_data(Use, item | of_it) for item in _items(data, "uses")]
    dismissals = [from_data(Dismissal, item | of_it) for item in _items(data, "dismissals")]
    return _Whole(record, revisions, uses, dismissals)


def _items(data: dict[str, Any], name: str) -> list[dict[str, Any]]:
    items = data.get(name, [])
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise StarlError(f"{name} should be a list of names with values")
    return items
