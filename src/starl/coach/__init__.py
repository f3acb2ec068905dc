"""The coach: `check(text)` is a pure function from a story to a report."""
