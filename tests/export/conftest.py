"""The journals of the store's tests: each on a SQLite file and on PostgreSQL."""

from __future__ import annotations

from tests.store.conftest import database, schema, store, where

__all__ = ["database", "schema", "store", "where"]
