"""Tests of the journal's storage, on real databases."""
