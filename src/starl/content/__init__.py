"""Data, not code: weights, word lists."""
