"""A cold `starl log "..."` beside a cold `jrnl "..."`, in journals of 0, 10,000 and 100,000 entries, as ratios.

`python benchmarks/log.py [--jrnl PATH] [--runs 15] [--sizes 0 10000 100000]`. jrnl is looked for on the PATH; without
it, only starl is measured. The two take turns, so that what else the machine does hits both alike. Above 1 in the
column `ratio` starl is faster. Both run from compiled .pyc files, as they do for a person.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from journal import entries, texts

from starl.store.home import FILE
from starl.store.store import open_store

TEXT = "The import stopped half way, and I had no copy of the table #ops"
_CONFIG = """\
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals: {{default: {{journal: {path}}}}}
linewrap: 79
tagsymbols: '#@'
template: false
timeformat: '%F %H:%M'
version: {version}
"""


def starl_journal(folder: Path, number: int) -> list[str]:
    """Makes a journal of starl and gives the command that adds an entry to it."""
    with open_store(folder / FILE) as store:
        store.entries.add_many(entries(number) if number else [])
    return [sys.executable, "-m", "starl", "log", "--home", str(folder), TEXT]


def jrnl_journal(jrnl: str, folder: Path, number: int) -> list[str]:
    """Makes a journal of jrnl and gives the command that adds an entry to it."""
    path, config = folder / "journal.txt", folder / "jrnl.yaml"
    start = dt.datetime(2015, 1, 1, 8)
    with path.open("w", encoding="utf-8") as file:
        for at, text in enumerate(texts(number)):
            file.write(f"[{start + at * dt.timedelta(minutes=50):%Y-%m-%d %H:%M}] {text}\n\n")
    said = subprocess.run([jrnl, "--version"], capture_output=True, text=True, check=True).stdout
    config.write_text(_CONFIG.format(path=path, version=said.split()[1]), encoding="utf-8")
    return [jrnl, "--config-file", str(config), TEXT]


def seconds(command: list[str]) -> float:
    """How long one run takes, from start to end of the process."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True, stdin=subprocess.DEVNULL)
    return time.perf_counter() - started


def measure(jrnl: str | None, number: int, runs: int) -> tuple[float, float | None]:
    """The medians of both, in seconds; the first run of each warms the caches and does not count."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = Path(folder) / "starl", Path(folder) / "jrnl"
        ours.mkdir()
        theirs.mkdir()
        commands = [starl_journal(ours, number)]
        if jrnl:
            commands.append(jrnl_journal(jrnl, theirs, number))
        taken: list[list[float]] = [[] for _ in commands]
        for run in range(runs + 1):
            for command, times in zip(commands, taken, strict=True):
                once = seconds(command)
                if run:
                    times.append(once)
    medians = [statistics.median(times) for times in taken]
    return medians[0], medians[1] if jrnl else None


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--jrnl", default=shutil.which("jrnl"), help="the peer's program")
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--sizes", type=int, nargs="+", default=[0, 10_000, 100_000])
    options = parser.parse_args()
    print("| entries | starl, ms | jrnl, ms | ratio |\n|---|---|---|---|")
    for number in options.sizes:
        ours, theirs = measure(options.jrnl, number, options.runs)
        beside = f"{theirs * 1000:.0f} | {theirs / ours:.2f}" if theirs else "|"
        print(f"| {number:,} | {ours * 1000:.0f} | {beside} |", flush=True)


if __name__ == "__main__":
    main()
