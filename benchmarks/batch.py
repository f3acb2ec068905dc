"""How many texts a second are checked: one by one, with two processes, and on two workers of dask.distributed.

`python benchmarks/batch.py [--texts 3000] [--runs 5]`. The texts are the labelled answers of corpus/, over and over. The
ways take turns, so that what else the machine does hits all alike; the best run of each counts. Every way must give the
scores of the first. Prints the table of docs/api.md.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from distributed import Client, LocalCluster

from starl import Report, check_many
from starl.training.corpus import split

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "examples"))

Way = Callable[[Sequence[str]], Iterator[Report]]


def texts(number: int) -> list[str]:
    """So many answers."""
    found = [answer.text for answers in split().values() for answer in answers]
    return list(islice(cycle(found), number))


def timed(way: Way, given: Sequence[str]) -> tuple[float, list[int]]:
    """The time in seconds from the first text to the last report, and the scores."""
    started = time.perf_counter()
    scores = [report.verdict.score for report in way(given)]
    return time.perf_counter() - started, scores


def main() -> None:
    """Measures and prints. Raises SystemExit where the ways do not give the same."""
    from batch_dask import check_on

    options = argparse.ArgumentParser()
    options.add_argument("--texts", type=int, default=3000)
    options.add_argument("--runs", type=int, default=5)
    chosen = options.parse_args()
    given = texts(chosen.texts)
    size = sum(len(text.encode()) for text in given) / 1e6
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        ways: dict[str, Way] = {
            "one process": check_many,
            "`processes=2`, their start included": lambda these: check_many(these, processes=2),
            "dask.distributed, 2 workers": lambda these: check_on(client, these),
        }
        for warm in (check_many, ways["dask.distributed, 2 workers"]):
            list(warm(given[:200]))
        times: dict[str, list[float]] = {name: [] for name in ways}
        expected: list[int] | None = None
        for _ in range(chosen.runs):
            for name, way in ways.items():
                seconds, scores = timed(way, given)
                times[name].append(seconds)
                expected = expected or scores
                if scores != expected:
                    raise SystemExit(f"{name}: the reports differ from the serial ones")
    serial = min(times["one process"])
    print(f"{len(given)} texts, {size:.1f} MB, {os.cpu_count()} cores\n")
    print("| | texts/s | MB/s | beside one process |\n|---|---|---|---|")
    for name, taken in times.items():
        best = min(taken)
        print(f"| {name} | {len(given) / best:.0f} | {size / best:.2f} | {serial / best:.2f} |")


if __name__ == "__main__":
    main()
