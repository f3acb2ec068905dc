"""Tests of the shared server, on a real PostgreSQL."""
