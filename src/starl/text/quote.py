"""A text inside of another one, so that no line of it can pass for a line around it."""

from __future__ import annotations


def quoted(text: str) -> str:
    r"""Each line behind a mark.

    >>> print(quoted("one\n\ntwo"))
    | one
    |
    | two
    """
    return "\n".join(f"| {line}".rstrip() for line in text.strip().splitlines())
