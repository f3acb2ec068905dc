"""The journals of the store's tests, on both databases."""

from __future__ import annotations

import pytest

from starl.practice import portfolio
from tests.store.conftest import database, schema, store, where

__all__ = ["database", "schema", "store", "where"]


@pytest.fixture(autouse=True)
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """The journals of the tests give different stories the same id, which no two journals do."""
    monkeypatch.setattr(portfolio, "_read", {})
    monkeypatch.setattr(portfolio, "_fits", {})
