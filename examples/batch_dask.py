"""Many texts checked on a cluster: starl's `check` on dask.distributed.

`pip install starl distributed`, then `python examples/batch_dask.py FOLDER` checks every *.md of a folder on a cluster
of two processes on this machine. For a real cluster give `Client` the address of its scheduler; starl has to be
installed on the workers. The reports are equal to those of `check` in one process, on whatever worker they were made.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from distributed import Client, LocalCluster

from starl import Report, check

CHUNK = 32
"""Texts of one task: a text takes about a millisecond, as much as a task costs."""
AHEAD = 64
"""Tasks that the cluster is given at once."""


def check_chunk(texts: Sequence[str]) -> list[Report]:
    """What one task does."""
    return [check(text) for text in texts]


def check_on(client: Client, texts: Sequence[str]) -> Iterator[Report]:
    """The reports in the order of the texts."""
    rest = iter(texts)
    while window := list(islice(rest, CHUNK * AHEAD)):
        chunks = [window[at : at + CHUNK] for at in range(0, len(window), CHUNK)]
        for future in client.map(check_chunk, chunks, pure=False):
            yield from future.result()


def main() -> None:
    """Prints the score of each story of a folder."""
    paths = sorted(Path(sys.argv[1]).rglob("*.md"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):
        for _path, _report in zip(paths, check_on(client, texts), strict=True):
            pass


if __name__ == "__main__":
    main()
