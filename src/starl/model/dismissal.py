"""Findings of the coach that a person set aside."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dismissal:
    """One finding set aside; it holds for the story while these words stand in it."""

    story: str
    """The id of the story."""
    code: str
    """The rule's."""
    evidence: str
    """The words that the rule pointed at."""
    reason: str
    """Why, in the person's words."""
    created: dt.datetime
