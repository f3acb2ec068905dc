"""A shared server for all tests of a module, on a database of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.store.conftest import database

from .alone import Place, served

__all__ = ["database"]


@pytest.fixture(scope="module")
def place(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The server; a module that imports the `place` of alone.py has one for each test in place of it."""
    home = tmp_path_factory.mktemp("server")
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(home)
    with served(database, home, STARL_METRICS_TOKEN="abcdefghijklmnopqrst") as made:
        yield made
