"""Writes everything that a journal holds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import IO, Any, TypeVar

from starl import __version__
from starl.export import layout
from starl.export.codec import as_data
from starl.export.names import about, free_path
from starl.export.pages import write_page
from starl.export.target import FolderTarget, Target, TarTarget, ZipTarget
from starl.model.dismissal import Dismissal
from starl.model.interview import Use
from starl.model.journal import EntryFilter
from starl.model.practice import Card, ReviewLog
from starl.model.story_record import Revision, StoryRecord
from starl.store.store import Store

OfStory = TypeVar("OfStory", Use, Dismissal)
Step = Callable[[], None]
"""Called once for each entry and story, to show how far it is."""


def export_folder(store: Store, folder: Path, step: Step, *, force: bool = False) -> Counter[str]:
    """Exports to a folder that is empty or not there; gives how many records of each kind there are.

    force: an earlier export that is there is replaced. Raises StarlError where the place is taken.
    """
    target = FolderTarget(folder, force=force)
    try:
        counts = _write_all(store, target, step)
        target.publish()
    except BaseException:
        target.discard()
        raise
    return counts


def export_tar(store: Store, file: IO[bytes], step: Step) -> Counter[str]:
    """Exports as a tar file; gives how many records of each kind there are."""
    return _write_all(store, TarTarget(file), step)


def export_zip(store: Store, file: IO[bytes], step: Step) -> Counter[str]:
    """Exports as a zip file; gives how many records of each kind there are."""
    return _write_all(store, ZipTarget(file), step)


def story_data(
    record: StoryRecord,
    revisions: Sequence[Revision],
    uses: Sequence[Use],
    dismissals: Sequence[Dismissal],
    *,
    texts: bool,
) -> dict[str, Any]:
    """A story with its revisions as plain data. texts: with what each says."""
    left_out = ("story",) if texts else ("story", "text")
    data = _without(as_data(record), "revision", "verdict") | {
        "revisions": [_without(as_data(item), *left_out) for item in revisions]
    }
    for name, items in (("uses", uses), ("dismissals", dismissals)):
        if items:
            data[name] = [_without(as_data(item), "story") for item in items]
    return data


def _write_all(store: Store, target: Target, step: Step) -> Counter[str]:
    counts: Counter[str] = Counter()
    with store.snapshot():
        target.write(layout.README, layout.ABOUT)
        _entries(store, target, counts, step)
        _stories(store, target, counts, step)
        experiences = sorted(store.experiences.select(), key=lambda item: item.id)
        improvements = sorted(store.improvements.select(), key=lambda item: item.id)
        interviews = sorted(store.interviews.select(), key=lambda item: item.id)
        attempts = sorted(store.attempts.select(), key=lambda item: item.id)
        takes = sorted(store.takes.select(), key=lambda item: item.id)
        mocks = sorted(store.mocks.select(), key=lambda item: item.id)
        shares = sorted(store.shares.select(), key=lambda item: item.id)
        feedback = sorted(store.feedback.select(), key=lambda item: item.id)
        links = sorted(store.share_links.select(), key=lambda item: item.id)
        visits = sorted(store.share_visits.select(), key=lambda item: item.id)
        settings = store.settings.all()
        _lines(target, layout.EXPERIENCES, map(as_data, experiences))
        _lines(target, layout.IMPROVEMENTS, map(as_data, improvements))
        _lines(target, layout.INTERVIEWS, map(as_data, interviews))
        _lines(target, layout.ATTEMPTS, map(as_data, attempts))
        _lines(target, layout.TAKES, map(as_data, takes))
        for take in takes:
            recording = store.takes.recording(take)
            if recording:
                target.write_bytes(layout.RECORDINGS + recording.name, recording.read_bytes())
                counts["recordings"] += 1
        _lines(target, layout.MOCKS, map(as_data, mocks))
        _lines(target, layout.SHARES, map(as_data, shares))
        _lines(target, layout.FEEDBACK, map(as_data, feedback))
        _lines(target, layout.SHARE_LINKS, map(as_data, links))
        _lines(target, layout.SHARE_VISITS, map(as_data, visits))
        cards = sorted(store.cards.select(), key=lambda item: item.id)
        logs = store.cards.logs()
        _lines(target, layout.CARDS, _with_reviews(cards, logs))
        target.write(layout.SETTINGS, _pretty(settings))
    counts.update(
        experiences=len(experiences),
        improvements=len(improvements),
        interviews=len(interviews),
        attempts=len(attempts),
        takes=len(takes),
        **{"mock interviews": len(mocks)},
        **{"shared stories": len(shares), "peer reviews": len(feedback)},
        **{"share links": len(links), "visits": len(visits)},
        cards=len(cards),
        reviews=len(logs),
        settings=len(settings),
    )
    manifest = {
        "format": layout.FORMAT,
        "version": layout.VERSION,
        "starl": __version__,
        "counts": dict(counts),
    }
    target.finish(_pretty(manifest))
    return counts


def _entries(store: Store, target: Target, counts: Counter[str], step: Step) -> None:
    taken: set[str] = set()
    counts["entries"] = 0
    for entry in store.entries.each(EntryFilter(binned=None)):
        day = entry.date.isoformat()
        place = f"{layout.BIN if entry.binned else ''}{layout.ENTRIES}{day[:4]}/"
        path = free_path(place, (day, about(entry.text)), entry.id, taken)
        target.write(f"{path}.md", write_page(_without(as_data(entry), "text"), entry.text))
        counts["entries"] += 1
        step()


def _stories(store: Store, target: Target, counts: Counter[str], step: Step) -> None:
    taken: set[str] = set()
    counts["stories"] = counts["revisions"] = counts["uses"] = counts["dismissals"] = 0
    uses, dismissals = _by_story(store.uses.select()), _by_story(store.dismissals.select())
    for record in sorted(store.stories.select(binned=None), key=lambda item: item.id):
        place = f"{layout.BIN if record.binned else ''}{layout.STORIES}"
        folder = free_path(place, (about(record.slug),), record.id, taken)
        revisions = store.stories.revisions(record.id)
        told, set_aside = uses.get(record.id, ()), dismissals.get(record.id, ())
        data = story_data(record, revisions, told, set_aside, texts=False)
        target.write(f"{folder}/{layout.STORY}", _pretty(data))
        for item in revisions:
            target.write(f"{folder}/{layout.revision_name(item.number, record.revision)}", item.text)
        counts["stories"] += 1
        counts["revisions"] += len(revisions)
        counts["uses"] += len(told)
        counts["dismissals"] += len(set_aside)
        step()


def _by_story(items: Iterable[OfStory]) -> dict[str, list[OfStory]]:
    found: dict[str, list[OfStory]] = {}
    for item in items:
        found.setdefault(item.story, []).append(item)
    return found


def _with_reviews(cards: Iterable[Card], logs: Iterable[ReviewLog]) -> Iterable[dict[str, Any]]:
    ordered = sorted(logs, key=lambda log: (log.card, log.reviewed, log.id))
    by_card = {key: list(group) for key, group in groupby(ordered, key=lambda log: log.card)}
    for card in cards:
        yield as_data(card) | {
            "reviews": [_without(as_data(log), "card") for log in by_card.get(card.id, ())]
        }


def _lines(target: Target, file: str, records: Iterable[dict[str, Any]]) -> None:
    target.write(file, "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))


def _without(data: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name not in names}


def _pretty(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"
