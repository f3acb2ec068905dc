"""What opening a journal loads."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("before", "loaded"),
    [("", False), ("import psycopg; ", True)],
    ids=["not loaded by the store", "left alone where it is loaded already"],
)
def test_the_store_does_not_load_version_3_of_psycopg_which_stays_to_be_had(
    before: str, loaded: bool
) -> None:
    pytest.importorskip("psycopg")
    code = (
        f"import sys; {before}import starl.store.sqlite, starl.store.postgres; "
        "print('psycopg' in sys.modules, sys.modules.get('psycopg', 1) is not None); "
        "import psycopg, psycopg2; print(psycopg.connect.__name__, psycopg2.connect.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(loaded), "True", "connect", "connect"]
