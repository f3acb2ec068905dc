"""Kills a process that writes, again and again, and looks whether all that it acknowledged is there.

`python tests/store/kills.py --kills 500` does so for as long as one likes; the tests do it a few dozen times.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import tempfile
import time
from pathlib import Path

from starl.model.journal import Entry
from starl.model.story_record import StoryRecord
from starl.store import intake, stories  # noqa: F401  Else the killer would interrupt these imports, not writes.
from starl.store.store import Store, open_engine

BULK = 25
"""Entries that a process takes in at once, between single ones."""
WHOLE = 10
"""After so many kills the whole journal is looked at: what is half there, or broken, stays so, and the journal grows."""


def _entry(store: Store, text: str) -> Entry:
    now = store.now()
    return Entry(
        store.new_id(), now, now, now.date(), text, tags=("killed", text[:4]), lesson="Save before you say so"
    )


def _write(where: str, pipe: int) -> None:
    """Writes until it is killed, and says of each write that it is done."""
    store = Store(open_engine(where))
    said = 0
    while True:
        said += 1
        if said % 7 == 0:
            batch = [_entry(store, f"bulk {said}") for _ in range(BULK)]
            store.entries.add_many(batch)
            ids = [item.id for item in batch]
        elif said % 5 == 0:
            now = store.now()
            record = StoryRecord(store.new_id(), now, now, store.new_id(), "A story", themes=("killed",))
            record = store.stories.save(record, "one")
            store.stories.save(record, "two")
            ids = [record.id]
        else:
            kept = store.entries.add(_entry(store, f"single {said}"))
            if said % 3 == 0:
                store.entries.bin(kept.id)
            ids = [kept.id]
        os.write(pipe, ("".join(f"{identifier}\n" for identifier in ids)).encode())


def _killed_writer(where: str, seconds: float) -> list[str]:
    """What a writer acknowledged before it was killed, so long after its first write."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            _write(where, writing)
        finally:
            os._exit(1)
    os.close(writing)
    said = os.read(reading, 27)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, "rb") as rest:
        said += rest.read()
    os.waitpid(child, 0)
    lines = said.decode().split("\n")
    return lines[:-1]


def kill(where: str, kills: int, seed: int) -> dict[str, int | list[str]]:
    """Kills so many writers and gives the counts: acknowledged, lost, and what `check` finds wrong."""
    chance = random.Random(seed)
    acknowledged: list[str] = []
    problems: list[str] = []
    lost = half = 0
    for number in range(1, kills + 1):
        acknowledged += (new := _killed_writer(where, chance.uniform(0, 0.06)))
        with open_engine(where) as engine:
            store = Store(engine)
            lost += sum(store.entries.get(one) is None and store.stories.get(one) is None for one in new)
            if number % WHOLE and number < kills:
                continue
            problems += engine.check()
            bulks: dict[str, int] = {}
            for item in store.entries.each():
                if item.text.startswith("bulk"):
                    bulks[item.text] = bulks.get(item.text, 0) + 1
            half += sum(times % BULK != 0 for times in bulks.values())
    with open_engine(where) as engine:
        store = Store(engine)
        there = {item.id for item in store.entries.each()} | {
            item.id for item in store.stories.select(binned=None)
        }
        there |= {row[0] for row in engine.run("SELECT id FROM entries")}
        lost += len(set(acknowledged) - there)
    return {
        "kills": kills,
        "acknowledged": len(acknowledged),
        "lost": lost,
        "half": half,
        "problems": problems,
    }


def main() -> None:
    """Prints the counts as JSON."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=500)
    parser.add_argument("--where", help="an empty place for the journal; a temporary file when not given")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        print(json.dumps(kill(options.where or str(folder / "journal.sqlite"), options.kills, options.seed)))
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
