"""Many texts: the same reports in the same order, however they are made."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from starl import check, check_many

ROOT = Path(__file__).parents[2]
TEXTS = [
    *(
        (ROOT / name).read_text(encoding="utf-8")
        for name in ("examples/database-migration.md", "docs/stories/first-draft.md")
    ),
    "",
    "no story \ud800 \x00 at all",
    *(
        f"I missed the deadline of part {number} and told nobody. I learned to say it early."
        for number in range(60)
    ),
]
SERIAL = [check(text) for text in TEXTS]


@pytest.mark.parametrize("processes", [1, 2])
def test_the_reports_are_equal_and_in_order(processes: int) -> None:
    assert list(check_many(TEXTS, processes=processes)) == SERIAL


@pytest.mark.parametrize(("processes", "most"), [(1, 1), (2, 80)])
def test_texts_are_read_as_they_are_needed(processes: int, most: int) -> None:
    read = 0

    def endless() -> Iterator[str]:
        nonlocal read
        while True:
            read += 1
            yield TEXTS[read % len(TEXTS)]

    reports = check_many(endless(), processes=processes)
    assert read == 0
    assert next(reports) == SERIAL[1]
    assert read <= most
    reports.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("processes", [1, 2])
def test_a_bad_text_is_named_by_its_place(processes: int) -> None:
    reports = check_many([*TEXTS[:20], 7, TEXTS[0]], processes=processes)  # type: ignore[list-item]
    assert [next(reports) for _ in range(20)] == SERIAL[:20]
    with pytest.raises(TypeError, match="text 20: a text is a str, not int"):
        next(reports)


def test_a_script_without_a_guard_is_told_so(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text("from starl import check_many\nprint(len(list(check_many(['a'], processes=2))))\n")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True)
    assert done.returncode == 1
    assert 'under `if __name__ == "__main__":`' in done.stderr


@pytest.mark.filterwarnings("default")
def test_the_example_on_a_cluster_gives_equal_reports(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Two worker processes of dask.distributed; its own warnings are not ours."""
    distributed = pytest.importorskip("distributed")
    monkeypatch.syspath_prepend(ROOT / "examples")
    example = import_module("batch_dask")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, local_directory=str(tmp_path)
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        assert list(example.check_on(client, TEXTS)) == SERIAL
        assert set(client.run(os.getpid).values()).isdisjoint({os.getpid()})


def test_nothing_of_starl_needs_the_engine() -> None:
    code = "import sys; import starl.api; print(any(name.split('.')[0] in ('dask', 'distributed') for name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
