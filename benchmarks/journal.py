"""The journal's speed on a SQLite file and on PostgreSQL, beside the bare driver doing the same, as ratios.

`python benchmarks/journal.py [--entries 100000] [--json]`. PostgreSQL is measured where STARL_TEST_POSTGRES, or the
usual address, answers. Each place is measured in a process of its own. Above 1 in the column `goal` is better than
the goal; in the column `bare`, faster than the bare driver.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starl.model.ids import make_id
from starl.model.journal import Entry
from starl.store.store import Store, open_store

SERVER = os.environ.get("STARL_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
SCHEMA = "starl_benchmark"
IMPORT = {"SQLite": 8000, "PostgreSQL": 5000}
"""The goals, in entries a second."""
SEARCH = 20.0
"""The goal, in milliseconds (median)."""
MEMORY = 150.0
"""The goal, in megabytes."""
QUERIES: dict[str, dict[str, Any]] = {
    "a rare word": {"query": "w9000"},
    "a common word": {"query": "w40"},
    "in every second entry": {"query": "w3"},
    "two words": {"query": "w12 w300"},
    "a phrase": {"query": '"deploy failed"'},
    "a beginning": {"query": "w77*"},
    "one, not another": {"query": "w100 -w3"},
    "a tag": {"query": "w40", "labels": ["t7"]},
    "a month": {"query": "w40", "since": dt.date(2020, 3, 1), "until": dt.date(2020, 3, 31)},
    "the newest": {"query": ""},
}
_WORDS = [f"w{n}" for n in range(20_000)]
_WEIGHTS = [0.0]
for _n in range(len(_WORDS)):
    _WEIGHTS.append(_WEIGHTS[-1] + 1 / (_n + 10))


def texts(number: int) -> Iterator[str]:
    """Texts of about 40 words, distributed as in a language: the n-th word in proportion to 1/n."""
    chance = random.Random(7)
    for at in range(number):
        words = chance.choices(_WORDS, cum_weights=_WEIGHTS[1:], k=chance.randint(15, 65))
        if at % 50 == 0:
            words += ["deploy", "failed"]
        yield " ".join(words)


def entries(number: int) -> Iterator[Entry]:
    """Entries of ten years, with tags and lessons."""
    start = dt.datetime(2015, 1, 1, 8, tzinfo=dt.UTC)
    step = dt.timedelta(days=3650) / number
    for at, text in enumerate(texts(number)):
        now = start + at * step
        yield Entry(
            id=make_id(now, at.to_bytes(10, "big")),
            created=now,
            updated=now,
            date=now.date(),
            text=text,
            mistake=text[:40],
            lesson=text[-40:] if at % 3 else None,
            tags=(f"t{at % 20}", f"t{at % 33}"),
            project=f"p{at % 9}",
        )


def median(action: Callable[[], object], runs: int) -> float:
    """Milliseconds."""
    return statistics.median(seconds(action) * 1000 for _ in range(runs))


def seconds(action: Callable[[], object]) -> float:
    """How long it takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def add_one(store: Store) -> None:
    """What a quick capture does."""
    now = store.now()
    store.entries.add(Entry(store.new_id(), now, now, now.date(), "the deploy failed again", tags=("ops",)))


def ours(where: str, number: int) -> dict[str, Any]:
    """The measures of a journal, in a new place."""
    with open_store(where) as store:
        add_one(store)
        empty = median(lambda: add_one(store), 100)
        made = seconds(lambda: sum(1 for _ in entries(number)))
        taken = seconds(lambda: store.entries.add_many(entries(number))) - made
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        full = median(lambda: add_one(store), 100)
        for asked in QUERIES.values():
            store.search(**asked)
        kinds = {name: median(lambda a=asked: store.search(**a), 21) for name, asked in QUERIES.items()}  # type: ignore[misc]
        return {
            "import": number / taken,
            "add_empty": empty,
            "add_full": full,
            "search": statistics.median(kinds.values()),
            "kinds": kinds,
            "memory": memory,
        }


def making(number: int) -> float:
    """How long it takes to make the texts alone."""
    return seconds(lambda: sum(1 for _ in texts(number)))


def bare_sqlite(path: str, number: int) -> dict[str, float]:
    """The same texts in a bare table with FTS5."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        run = connection.execute
        run("PRAGMA journal_mode = wal")
        run("PRAGMA synchronous = full")
        run("CREATE TABLE entries (id integer PRIMARY KEY, text text)")
        run(
            "CREATE VIRTUAL TABLE search USING fts5(text, content='entries', content_rowid='id', prefix='2 3')"
        )

        def take_in() -> None:
            run("BEGIN")
            for at, text in enumerate(texts(number)):
                run("INSERT INTO entries VALUES (?, ?)", (at, text))
                run("INSERT INTO search (rowid, text) VALUES (?, ?)", (at, text))
            run("COMMIT")

        taken = seconds(take_in) - making(number)

        def add() -> None:
            run("BEGIN IMMEDIATE")
            cursor = run("INSERT INTO entries (text) VALUES ('the deploy failed again')")
            run("INSERT INTO search (rowid, text) VALUES (?, 'the deploy failed again')", (cursor.lastrowid,))
            run("COMMIT")

        query = "SELECT e.text FROM search JOIN entries e ON e.id = search.rowid WHERE search MATCH ? ORDER BY rank LIMIT 20"
        search = median(lambda: run(query, ("w40",)).fetchall(), 21)
        return {"import": number / taken, "add_full": median(add, 100), "search": search}


def bare_postgresql(address: str, number: int) -> dict[str, float]:
    """The same texts in a bare table with a tsvector that the server makes."""
    import psycopg2
    from psycopg2.extras import execute_values

    with closing(psycopg2.connect(address)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bare (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text text, "
            "terms tsvector GENERATED ALWAYS AS (to_tsvector('simple', text)) STORED);"
            "CREATE INDEX bare_terms ON bare USING gin (terms)"
        )
        connection.commit()

        def take_in() -> None:
            statement = "INSERT INTO bare (text) VALUES %s"
            execute_values(cursor, statement, ((text,) for text in texts(number)), page_size=500)
            connection.commit()

        taken = seconds(take_in) - making(number)

        def add() -> None:
            cursor.execute("INSERT INTO bare (text) VALUES ('the deploy failed again')")
            connection.commit()

        def search() -> None:
            cursor.execute(
                "SELECT text FROM bare WHERE terms @@ 'w40'::tsquery ORDER BY ts_rank(terms, 'w40') DESC LIMIT 20"
            )
            cursor.fetchall()

        return {"import": number / taken, "add_full": median(add, 100), "search": median(search, 21)}


def measure(name: str, number: int) -> dict[str, Any]:
    """All measures of one place, ours in a process without the bare driver's doings."""
    with tempfile.TemporaryDirectory() as folder:
        if name == "SQLite":
            return _process(str(Path(folder) / "journal.sqlite"), number) | {
                "bare": bare_sqlite(str(Path(folder) / "bare.sqlite"), number)
            }
        import psycopg2

        with closing(psycopg2.connect(SERVER)) as connection:
            connection.autocommit = True
            run = connection.cursor().execute
            run(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; CREATE SCHEMA {SCHEMA}")
            address = f"{SERVER}?options={quote(f'-csearch_path={SCHEMA}')}"
            try:
                return _process(address, number) | {"bare": bare_postgresql(address, number)}
            finally:
                run(f"DROP SCHEMA {SCHEMA} CASCADE")


def _process(where: str, number: int) -> dict[str, Any]:
    command = [sys.executable, __file__, "--entries", str(number), "--where", where]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def table(name: str, number: int, found: dict[str, Any]) -> str:
    """The measures of one place with their ratios."""
    bare = found["bare"]
    word = found["kinds"]["a common word"]
    lines = [
        f"## {name}, {number:,} entries",
        "",
        "| measure | starl | goal | bare |",
        "|---|---|---|---|",
        f"| import, entries a second | {found['import']:,.0f} | {found['import'] / IMPORT[name]:.2f} "
        f"| {found['import'] / bare['import']:.2f} |",
        f"| one entry in an empty journal, ms | {found['add_empty']:.2f} | | |",
        f"| one entry in the full journal, ms | {found['add_full']:.2f} | | {bare['add_full'] / found['add_full']:.2f} |",
        f"| full to empty | {found['add_full'] / found['add_empty']:.2f} | | |",
        f"| search, median of all kinds, ms | {found['search']:.2f} | {SEARCH / found['search']:.1f} | |",
        f"| memory of the import, MB | {found['memory']:.0f} | {MEMORY / found['memory']:.2f} | |",
    ]
    for kind, taken in found["kinds"].items():
        beside = f"{bare['search'] / word:.2f}" if kind == "a common word" else ""
        lines.append(f"| search: {kind}, ms | {taken:.2f} | {SEARCH / taken:.1f} | {beside} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--only", choices=tuple(IMPORT), help="one kind of place")
    parser.add_argument("--json", action="store_true", help="print the numbers, not a table")
    parser.add_argument("--where", help="measure this empty place only, and print the numbers")
    options = parser.parse_args()
    if options.where:
        print(json.dumps(ours(options.where, options.entries)))
        return
    found = {name: measure(name, options.entries) for name in IMPORT if options.only in (None, name)}
    if options.json:
        print(json.dumps(found, indent=2))
    else:
        print("\n".join(table(name, options.entries, measures) for name, measures in found.items()))


if __name__ == "__main__":
    main()
