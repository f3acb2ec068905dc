"""How fast journals come in and go out, and in how much memory, as ratios to the goals.

`python benchmarks/transfer.py [--entries 100000] [--json]`. Each format is measured in a process of its own, on a SQLite
file. Above 1 in a column with a ratio is better than the goal.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from journal import entries as made

from starl.export.files import FolderFiles
from starl.export.importers.detect import Format
from starl.export.importers.reading import KINDS, read
from starl.export.importers.take import take
from starl.export.restore import restore
from starl.export.write import export_folder
from starl.store.store import open_store

RATE = 5000
"""The goal, in entries a second."""
MEMORY = 150.0
"""The goal, in megabytes."""
KINDS_OF_FILE = ("jrnl", "jrnl json", "dayone", "csv", "markdown", "starl")


def nothing(_: object = None) -> None:
    """Shows no progress."""


def write(kind: str, path: Path, number: int) -> None:
    """The entries of `benchmarks/journal.py` as another program has them."""
    if kind == "starl":
        with open_store(path.with_name("source.sqlite")) as store:
            store.entries.add_many(made(number))
            export_folder(store, path, nothing)
        return
    if kind == "markdown":
        for at, entry in enumerate(made(number)):
            note = path / f"{at % 100}" / f"{entry.date} {at}.md"
            note.parent.mkdir(parents=True, exist_ok=True)
            note.write_text(
                f"---\ntags: [{', '.join(entry.tags)}]\nlesson: {entry.lesson}\n---\n{entry.text}\n"
            )
        return
    with path.open("w", encoding="utf-8", newline="") as file:
        if kind == "jrnl":
            for entry in made(number):
                file.write(
                    f"[{entry.created:%Y-%m-%d %I:%M:%S %p}] {entry.text[:40]}\n{entry.text[40:]} @ops\n\n"
                )
        elif kind == "csv":
            rows = csv.writer(file)
            rows.writerow(["date", "text", "mistake", "lesson", "tags"])
            rows.writerows(
                (item.date, item.text, item.mistake, item.lesson, ",".join(item.tags))
                for item in made(number)
            )
        else:
            file.write('{"entries": [\n')
            for at, entry in enumerate(made(number)):
                common = {"tags": list(entry.tags), "starred": False}
                item = (
                    {"title": entry.text[:40], "body": entry.text[40:], "date": str(entry.date), "time": "09:00"}
                    if kind == "jrnl json"
                    else {"uuid": entry.id, "text": entry.text, "creationDate": f"{entry.created:%Y-%m-%dT%H:%M:%SZ}",
                          "timeZone": "Europe/Berlin"}
                )  # fmt: skip
                file.write((",\n" if at else "") + json.dumps(item | common, indent=1))
            file.write("\n]}\n")


def measure(kind: str, path: Path) -> dict[str, float]:
    """Takes the file in, into a new journal beside it."""
    with open_store(path.with_name("journal.sqlite")) as store:
        started, spent = time.perf_counter(), time.process_time()
        if kind == "starl":
            added = restore(store, FolderFiles(path), nothing, nothing).added["entries"]
        else:
            form = Format(kind.partition(" ")[0])
            added = take(store, KINDS[form], read(path, form), (), nothing, nothing).added
        rate = added / (time.perf_counter() - started)
        processor = added / (time.process_time() - spent)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        started = time.perf_counter()
        if kind == "jrnl":
            export_folder(store, path.with_name("out"), nothing)
        return {
            "added": added, "rate": rate, "processor": processor, "memory": memory, "export": added / (time.perf_counter() - started),
            "export_memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }  # fmt: skip


def run(*arguments: str) -> str:
    """This program in a process of its own."""
    return subprocess.run(
        [sys.executable, __file__, *arguments], stdout=subprocess.PIPE, text=True, check=True
    ).stdout


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--only", choices=KINDS_OF_FILE)
    parser.add_argument("--json", action="store_true", help="print the numbers, not a table")
    parser.add_argument("--measure", help="measure this file only, and print the numbers")
    parser.add_argument("--write", help="write this file only")
    options = parser.parse_args()
    if options.measure:
        print(json.dumps(measure(options.only, Path(options.measure))))
        return
    if options.write:
        write(options.only, Path(options.write), options.entries)
        return
    if not options.json:
        print(
            "| from | entries | a second | to the goal | a second of the processor | memory, MB | to the goal |"
        )
        print("|---|---|---|---|---|---|---|")
    found: dict[str, Any] = {}
    for kind in KINDS_OF_FILE:
        if options.only in (None, kind):
            with tempfile.TemporaryDirectory() as folder:
                path = str(Path(folder) / "in")
                run("--write", path, "--only", kind, "--entries", str(options.entries))
                got = found[kind] = json.loads(run("--measure", path, "--only", kind))
            if not options.json:
                print(
                    f"| {kind} | {got['added']:,} | {got['rate']:,.0f} | {got['rate'] / RATE:.2f} | {got['processor']:,.0f} "
                    f"| {got['memory']:.0f} | {MEMORY / got['memory']:.2f} |",
                    flush=True,
                )
    if options.json:
        print(json.dumps(found, indent=2))
    elif "jrnl" in found:
        got = found["jrnl"]
        print(f"\nExport: {got['export']:,.0f} entries a second, {got['export_memory']:.0f} MB.")


if __name__ == "__main__":
    main()
