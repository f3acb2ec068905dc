"""The journals of the store's tests, on both databases."""

from __future__ import annotations

from tests.store.conftest import database, schema, store, where

__all__ = ["database", "schema", "store", "where"]
