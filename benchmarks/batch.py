"""How many texts a second are checked: one by one, with two processes, and on two workers of dask.distributed.

`python benchmarks/batch.py [--texts 4000] [--runs 3]`. The texts are the labelled answers of corpus/, over and over. Each
way is timed from the first text to the last report, its processes started and warm; the best of the runs counts. Every
way must give the reports of the first. Prints the table of docs/api.md.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

from distributed import Client, LocalCluster

from starl import Report, check, check_many
from starl.training.corpus import split

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "examples"))

Way = Callable[[Sequence[str]], Iterator[Report]]


def texts(number: int) -> list[str]:
    """So many answers."""
    found = [answer.text for answers in split().values() for answer in answers]
    return list(islice(cycle(found), number))


def best(
    way: Way, given: Sequence[str], expected: Sequence[int] | None, runs: int
) -> tuple[float, list[int]]:
    """The shortest time in seconds, and the scores. Raises SystemExit where they are not those expected."""
    times = []
    scores: list[int] = []
    for _ in range(runs):
        started = time.perf_counter()
        scores = [report.verdict.score for report in way(given)]
        times.append(time.perf_counter() - started)
        if expected is not None and scores != expected:
            raise SystemExit("the reports differ from the serial ones")
    return min(times), scores


def main() -> None:
    """Measures and prints."""
    from batch_dask import check_on

    options = argparse.ArgumentParser()
    options.add_argument("--texts", type=int, default=4000)
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    given = texts(chosen.texts)
    size = sum(len(text.encode()) for text in given) / 1e6
    check(given[0])
    rows = []
    serial, scores = best(check_many, given, None, chosen.runs)
    rows.append(("one process", serial))
    two: Way = lambda these: check_many(these, processes=2)  # noqa: E731
    rows.append(("`processes=2`, their start included", best(two, given, scores, chosen.runs)[0]))
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        list(check_on(client, given[:200]))
        dask: Way = lambda these: check_on(client, these)  # noqa: E731
        rows.append(("dask.distributed, 2 workers", best(dask, given, scores, chosen.runs)[0]))
    print(f"{len(given)} texts, {size:.1f} MB\n")
    print("| | texts/s | MB/s | beside one process |\n|---|---|---|---|")
    for name, seconds in rows:
        print(f"| {name} | {len(given) / seconds:.0f} | {size / seconds:.2f} | {serial / seconds:.2f} |")


if __name__ == "__main__":
    main()
