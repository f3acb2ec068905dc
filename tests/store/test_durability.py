"""What was acknowledged is there: after kills, and with two who write at once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

from starl.store.store import Store, open_engine, open_store

from .records import entry, story

KILLS = Path(__file__).parent / "kills.py"


def test_a_killed_writer_loses_nothing(where: str) -> None:
    """In CI as often as the promise needs; elsewhere as often as one likes to wait."""
    often = bool(os.environ.get("CI"))
    kills = (50 if often else 15) if where.startswith("postgresql") else (500 if often else 50)
    command = [sys.executable, str(KILLS), "--kills", str(kills), "--where", where]
    answer = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert answer.returncode == 0, answer.stderr
    counts = json.loads(answer.stdout)
    assert counts["acknowledged"] >= kills
    assert (counts["lost"], counts["half"], counts["problems"]) == (0, 0, [])


WRITER = """
import sys
from starl.store.store import open_store
from starl.model.journal import Entry
with open_store(sys.argv[1]) as store:
    for number in range(60):
        now = store.now()
        store.entries.add(Entry(store.new_id(), now, now, now.date(), f"{sys.argv[2]} {number}", tags=("both",)))
    print(store.entries.count())
"""


def test_two_programs_write_at_once(where: str) -> None:
    open_engine(where).close()
    programs = [
        subprocess.Popen([sys.executable, "-c", WRITER, where, name], stdout=subprocess.PIPE, text=True)
        for name in ("one", "two")
    ]
    for program in programs:
        assert program.wait(timeout=60) == 0
        assert program.stdout is not None
        program.stdout.close()
    with open_store(where) as store:
        texts = {item.text for item in store.entries.each()}
        assert texts == {f"{name} {number}" for name in ("one", "two") for number in range(60)}
        assert store.entries.tags() == {"both": 120}
        assert store.engine.check() == []


def test_threads_share_an_engine(where: str) -> None:
    """As a server does: a few connections for more threads, which save the same story and read meanwhile."""
    failed: list[BaseException] = []
    with open_engine(where, pool=4, wait=20) as engine:
        kept = Store(engine).stories.save(story(Store(engine)), "start")

        def work(name: str) -> None:
            try:
                for number in range(10):
                    with engine.connected():
                        store = Store(engine)
                        store.stories.save(kept, f"{name} {number}")
                        store.entries.add(entry(store, name))
                        store.search(name)
            except BaseException as error:
                failed.append(error)

        threads = [threading.Thread(target=work, args=(f"t{n}",)) for n in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        store = Store(engine)
        assert failed == []
        assert [revision.number for revision in store.stories.revisions(kept.id)] == list(range(1, 32))
        assert store.entries.count() == 30
        assert engine.check() == []


def test_a_snapshot_sees_one_moment_while_others_write(where: str) -> None:
    with open_store(where) as store, open_store(where) as other:
        store.entries.add(entry(store, "one"))
        with store.snapshot():
            assert store.entries.count() == 1
            other.entries.add(entry(other, "two"))
            assert store.entries.count() == 1
        assert store.entries.count() == 2
